"""The real application on a port of its own, on a clone of the demo database, on a fixed day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import Engine, text

from gisapp.db.engine import create_app_engine
from gisapp.settings import resource_dir
from tests.browser.site_process import FORKS, Calendar, serve
from tests.builders.people import PASSWORD
from tests.conftest import TODAY

__all__ = ["PASSWORD", "RunningSite", "running_site"]
NOT_BUILT = "网页尚未生成：请用 ./gis test 运行，或先在 web/ 中运行 npm ci && npm run build。"
_LONGEST_START_S = 120
_LONGEST_END_S = 30


@dataclass(frozen=True)
class RunningSite:
    """Where the application answers, its database for questions a page cannot answer, and its calendar."""

    address: str
    engine: Engine
    calendar: Calendar
    process: Connection

    def let_days_pass(self, until: date) -> None:
        """The application's day is `until` from now on; who is signed in may have to do so again."""
        self.process.send(until)
        self.calendar.day = self.process.recv()

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
    ours, theirs = FORKS.Pipe()
    process = FORKS.Process(
        target=serve,
        args=(theirs, database_url, TODAY),
        kwargs={"writes_letters": writes_letters},
        name="site",
        daemon=True,
    )
    process.start()
    theirs.close()
    engine = create_app_engine(database_url)
    try:
        assert ours.poll(_LONGEST_START_S), "the application takes too long to start"
        try:
            address = ours.recv()
        except EOFError:
            raise AssertionError("the application did not start; its log stands above") from None
        yield RunningSite(address, engine, Calendar(TODAY), ours)
    finally:
        ours.close()
        process.join(_LONGEST_END_S)
        process.kill()
        process.close()
        engine.dispose()
