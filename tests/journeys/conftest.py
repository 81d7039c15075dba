"""The demo zone served over HTTP, and people who sign in to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.people import PASSWORD, create_sign_ins
from tests.conftest import TODAY


class Person(TestClient):
    """A browser tab: keeps its cookie and repeats the page's token in unsafe requests."""

    def sign_in(self, username: str, password: str = PASSWORD) -> Person:
        answer = self.post("/api/session", json={"username": username, "password": password})
        assert answer.status_code == 200, answer.text
        self.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return self


@pytest.fixture
def app(demo_url: str) -> FastAPI:
    create_sign_ins(demo_url)
    return create_app(Settings(database_url=demo_url), FixedClock(TODAY))


@pytest.fixture
def person(app: FastAPI) -> Iterator[Callable[[str | None], Person]]:
    """`person("officer")` is signed in, `person(None)` is the public; all use one running application."""
    opened: list[Person] = []
    with TestClient(app):

        def come(username: str | None) -> Person:
            tab = Person(app)
            opened.append(tab)
            return tab.sign_in(username) if username else tab

        yield come
        for tab in opened:
            tab.close()
