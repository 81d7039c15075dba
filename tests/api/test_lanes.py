"""Whoever is not known to have a session waits in the visitors' line; a session and the health check never stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from gisapp.app import create_app
from gisapp.auth.sessions import COOKIE
from gisapp.settings import Settings
from tests.builders.people import PASSWORD, create_sign_ins


@pytest.fixture
def officer(fresh_url: str) -> Iterator[TestClient]:
    create_sign_ins(fresh_url)
    with TestClient(create_app(Settings(database_url=fresh_url, database_pool=2))) as client:
        assert client.post("/api/session", json={"username": "officer", "password": PASSWORD}).status_code == 200
        assert client.get("/api/session").json()["signed_in"] is True
        yield client


def waiting(client: TestClient, turns: str) -> int:
    """How many requests stand in a line."""

    async def ask() -> int:
        return getattr(client.app.state, turns).statistics().tasks_waiting

    return client.portal.call(ask)


def test_an_invented_cookie_waits_with_the_visitors_and_officers_go_past(officer: TestClient):
    turns = officer.app.state.visitor_turns
    officer.portal.call(turns.acquire)  # a reader whose answer takes long
    with ThreadPoolExecutor(20) as readers:
        asked: list[Future[int]] = []
        for number in range(20):
            headers = {"Cookie": f"{COOKIE}=invented{number % 2}"}
            reader = TestClient(officer.app, headers=headers)
            reader.portal = officer.portal
            asked.append(readers.submit(lambda reader=reader: reader.get("/api/parks").status_code))
        while waiting(officer, "visitor_turns") < len(asked):
            assert not any(one.done() for one in asked)
        assert officer.get("/api/session").json()["user"]["username"] == "officer"
        assert officer.get("/api/health").json()["status"] == "ok"
        officer.portal.call(turns.release)
        assert {one.result() for one in asked} == {200}


def test_papers_for_visitors_are_made_one_after_the_other_and_an_officers_at_once(officer: TestClient):
    address = "/api/brochures/sites.html?ids=1"
    officer.portal.call(officer.app.state.paper_turns.acquire)  # somebody's is being made
    with ThreadPoolExecutor(1) as readers:
        reader = TestClient(officer.app)
        reader.portal = officer.portal
        asked = readers.submit(lambda: reader.get(address).status_code)
        while waiting(officer, "paper_turns") < 1:
            assert not asked.done()
        assert waiting(officer, "turns") == waiting(officer, "visitor_turns") == 0
        assert officer.get(address).status_code == 404
        officer.portal.call(officer.app.state.paper_turns.release)
        assert asked.result() == 404


def test_the_health_check_answers_while_every_connection_is_in_use(officer: TestClient):
    turns = officer.app.state.turns
    for _ in range(2):
        officer.portal.call(turns.acquire)
    assert officer.get("/api/health").json()["status"] == "ok"
    for _ in range(2):
        officer.portal.call(turns.release)


def test_a_session_that_ended_waits_with_the_visitors_again(officer: TestClient):
    token = officer.cookies[COOKIE]
    known = officer.app.state.known_sessions
    assert token in known
    csrf = officer.get("/api/session").json()["csrf"]
    officer.delete("/api/session", headers={"X-CSRF-Token": csrf})
    officer.cookies.set(COOKIE, token)
    assert officer.get("/api/session").json()["signed_in"] is False
    assert token not in known
