"""More callers at once than connections: everybody waits a moment, nobody is refused, nothing stands still."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from gisapp.app import create_app
from gisapp.auth.sessions import COOKIE
from gisapp.settings import Settings

CALLERS = 60


@pytest.mark.parametrize("connections", [1, 3])
def test_a_burst_is_answered_with_few_connections(fresh_url: str, connections: int):
    app = create_app(Settings(database_url=fresh_url, database_pool=connections))
    with TestClient(app) as client, ThreadPoolExecutor(CALLERS) as callers:
        # a cookie makes every request ask the database before its route does
        client.cookies.set(COOKIE, "nobody")
        client.get("/api/session")
        began = time.monotonic()
        answers = list(callers.map(lambda _: client.get("/api/session").status_code, range(CALLERS)))
        took = time.monotonic() - began
    assert set(answers) == {200}
    assert took < 10, "requests waited for each other's connections"
    # all connections are back
    assert app.state.engine.pool.checkedout() == 0
