"""People who ask the application over HTTP, each with cookies and token of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from gisapp.accounts.accounts import create_first_sign_ins
from gisapp.app import create_app
from gisapp.db.engine import create_app_engine, transaction
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings

PASSWORD = "a-good-password-1"
Come = Callable[[str | None], TestClient]


@contextmanager
def sign_ins(database_url: str) -> Iterator[Session]:
    """A transaction on a database that has the first sign-ins, of `PASSWORD`; what else a test needs is written in it."""
    engine = create_app_engine(database_url, pool_size=1)
    with transaction(engine) as session:
        create_first_sign_ins(session, PASSWORD)
        yield session
    engine.dispose()


def create_sign_ins(database_url: str) -> None:
    """Write the first sign-ins, of `PASSWORD`, and nothing else."""
    with sign_ins(database_url):
        pass


def sign_in(client: TestClient, username: str) -> TestClient:
    """Make a browser somebody's, whoever's it was before: with the cookie of a first sign-in and the token of its pages."""
    client.cookies.clear()
    client.headers.pop("X-CSRF-Token", None)
    answer = client.post("/api/session", json={"username": username, "password": PASSWORD})
    client.headers["X-CSRF-Token"] = answer.json()["csrf"]
    return client


def people_at(database_url: str, today: date, *, raises: bool = True) -> Iterator[Come]:
    """Serve a database with the first sign-ins (of `PASSWORD`) on a day: `come("officer")` signs in, `come(None)` is the public.

    A fixture says `yield from people_at(…)`; with `raises=False` a fault of the server is an answer 500, as outside.
    """
    app = create_app(Settings(database_url=database_url), FixedClock(today))
    clients: list[TestClient] = []

    def come(role: str | None) -> TestClient:
        client = TestClient(app, raise_server_exceptions=raises)
        if role is not None:
            sign_in(client, role)
        clients.append(client)
        return client

    yield come
    for client in clients:
        client.close()
    app.state.engine.dispose()
