"""People who ask the application over HTTP, each with cookies and token of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from fastapi.testclient import TestClient

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings

PASSWORD = "a-good-password-1"
Come = Callable[[str | None], TestClient]


def people_at(database_url: str, today: date, *, raises: bool = True) -> Iterator[Come]:
    """Serve a database with the first sign-ins (of `PASSWORD`) on a day: `come("officer")` signs in, `come(None)` is the public.

    A fixture says `yield from people_at(…)`; with `raises=False` a fault of the server is an answer 500, as outside.
    """
    app = create_app(Settings(database_url=database_url), FixedClock(today))
    clients: list[TestClient] = []

    def come(role: str | None) -> TestClient:
        client = TestClient(app, raise_server_exceptions=raises)
        if role is not None:
            answer = client.post("/api/session", json={"username": role, "password": PASSWORD})
            client.headers["X-CSRF-Token"] = answer.json()["csrf"]
        clients.append(client)
        return client

    yield come
    for client in clients:
        client.close()
    app.state.engine.dispose()
