"""The site under test as a process of its own, forked from a warm one that has imported the application already."""

from __future__ import annotations

import multiprocessing
import socket
import threading
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing.connection import Connection

import uvicorn

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.people import create_sign_ins
from tests.harness.cheap_passwords import use_cheap_passwords

_KEPT_OPEN_S = 600
"""Longer than a test thinks between two questions: one sent just as the line is closed for its idleness would be lost."""


@dataclass
class Calendar:
    """A clock that stands still until a journey turns the page."""

    day: date

    def now(self) -> datetime:
        return FixedClock(self.day).now()

    def today(self) -> date:
        return self.day


class AnnouncedServer(uvicorn.Server):
    """Tells the journeys its address once it answers, then turns its clock as they say; ends when they hang up."""

    def __init__(self, config: uvicorn.Config, calendar: Calendar, journeys: Connection, address: str) -> None:
        super().__init__(config)
        self._calendar, self._journeys, self._address = calendar, journeys, address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._journeys.send(self._address)
        threading.Thread(target=self._obey, name="calendar", daemon=True).start()

    def _obey(self) -> None:
        try:
            while True:
                self._calendar.day = self._journeys.recv()
                self._journeys.send(self._calendar.day)
        except EOFError:
            self.should_exit = True


def serve(journeys: Connection, database_url: str, day: date, *, writes_letters: bool) -> None:
    """Serve the database until `journeys` is closed; officer, planner, leader and admin may sign in with `PASSWORD`."""
    use_cheap_passwords()
    create_sign_ins(database_url)
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = Settings(database_url=database_url, lockout_after=50, public_url=address if writes_letters else "")
    calendar = Calendar(day)
    config = uvicorn.Config(
        create_app(settings, calendar),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=_KEPT_OPEN_S,
    )
    AnnouncedServer(config, calendar, journeys, address).run(sockets=[listening])


FORKS = multiprocessing.get_context("forkserver")
"""Imports this module once, before any thread is begun in it; each site is a fork of that process."""
FORKS.set_forkserver_preload([__name__])
