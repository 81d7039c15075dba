"""The real application on a port of its own, on a clone of the demo database, on a fixed day."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import uvicorn
from sqlalchemy import Engine, text

from gisapp.accounts.accounts import create_first_sign_ins
from gisapp.app import create_app
from gisapp.db.engine import create_app_engine, transaction
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings, resource_dir
from tests.conftest import TODAY

PASSWORD = "a-good-password-1"
NOT_BUILT = "网页尚未生成：请用 ./gis test 运行，或先在 web/ 中运行 npm ci && npm run build。"
_LONGEST_START_S = 60


@dataclass
class Calendar:
    """The application's clock: it stands still until a journey turns the page."""

    day: date

    def now(self) -> datetime:
        return FixedClock(self.day).now()

    def today(self) -> date:
        return self.day


@dataclass(frozen=True)
class RunningSite:
    """Where the application answers, its database for questions a page cannot answer, and its calendar."""

    address: str
    engine: Engine
    calendar: Calendar

    def let_days_pass(self, until: date) -> None:
        """The application's day is `until` from now on; who is signed in may have to do so again."""
        self.calendar.day = until

    def ask(self, sql: str, **values: object) -> list[dict[str, Any]]:
        """Rows of a question to the database, as dictionaries."""
        with self.engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(text(sql), values)]


@contextmanager
def running_site(database_url: str, *, writes_letters: bool = False) -> Iterator[RunningSite]:
    """Serve `database_url` (migrated, with the demo zone) until the block ends; officer, planner, leader, admin may sign in.

    `writes_letters`: the installation knows its own address, so that letters with links are written into the outbox.
    """
    pages = resource_dir("web")
    assert (pages / "index.html").is_file(), NOT_BUILT
    assert (pages / "site.html").is_file(), NOT_BUILT
    engine = create_app_engine(database_url)
    with transaction(engine) as session:
        create_first_sign_ins(session, PASSWORD)
    calendar = Calendar(TODAY)
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = Settings(database_url=database_url, lockout_after=50, public_url=address if writes_letters else "")
    app = create_app(settings, calendar)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=5))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="site", daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + _LONGEST_START_S
        while not server.started:
            assert thread.is_alive(), "the application did not start; its log stands above"
            assert time.monotonic() < deadline, "the application takes too long to start"
            time.sleep(0.02)
        yield RunningSite(address, engine, calendar)
    finally:
        server.should_exit = True
        thread.join(timeout=30)
        listening.close()
        engine.dispose()
