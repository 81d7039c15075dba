"""A connection that never finishes its request is closed after a set time, and of such connections only so many are held at once.

Whoever opens sockets and sends a byte now and then (slowloris) would otherwise hold file handles until nobody else gets one.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_SECONDS = 20.0
"""How long the head of a request may take from the first moment of its connection, or from its first byte on a kept one."""
SLOWEST_BODY = 1024.0
"""Bytes per second that a body brings at least: a survey file of 100 MB over a bad line is far above it."""
MOST_UNFINISHED = 256
"""Connections of a process whose request has not come whole; with one more the oldest is closed."""


class TimedRequests(HttpToolsProtocol):
    """uvicorn's protocol with a time by which the request must have come whole; each byte of a body earns more of it."""

    unfinished: dict[TimedRequests, None] = {}  # noqa: RUF012 – of the whole process, oldest first
    _due = 0.0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        if self._timer is None and (self.cycle is None or self.cycle.response_complete):
            self._begin()  # the next request on a kept connection
        self._due += len(data) / SLOWEST_BODY
        super().data_received(data)

    def on_message_complete(self) -> None:
        self._end()
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._due = self.loop.time() + HEADER_SECONDS
        self._timer = self.loop.call_at(self._due, self._look)
        self.unfinished[self] = None
        if len(self.unfinished) > MOST_UNFINISHED:
            next(iter(self.unfinished))._give_up()

    def _look(self) -> None:
        if self.flow.read_paused:  # it is we who do not read on
            self._due = self.loop.time() + HEADER_SECONDS
        if self.loop.time() < self._due:
            self._timer = self.loop.call_at(self._due, self._look)
        else:
            self._give_up()

    def _give_up(self) -> None:
        self._end()
        self.transport.abort()

    def _end(self) -> None:
        self.unfinished.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
