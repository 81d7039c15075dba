"""Answers SQL on connections that live on the event loop: psycopg2's own asynchronous mode, no threads.

A worker thread per tile would hand the interpreter lock back and forth twice per request; measured, that costs more than
the query of a small tile. Everything else in the house stays synchronous.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

import psycopg2
import psycopg2.errors
from psycopg2 import extensions

OPTIONS = (
    "-c default_transaction_read_only=on -c jit=off -c max_parallel_workers_per_gather=0 "
    "-c plan_cache_mode=force_generic_plan -c statement_timeout=20000 -c application_name=gisapp-tiles"
)
"""Tiles only read; parallel workers and JIT cost more than a tile; the plan does not depend on where the tile lies."""


class LoopConnection:
    """One asynchronous connection. One statement at a time; the pool sees to that."""

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        self._arguments = dict(arguments)
        self._connection: Any = None
        self._waiting: asyncio.Future[None] | None = None
        self._fd = -1
        self._writing = False
        self._prepared: set[str] = set()

    async def fetch(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows; psycopg2.Error when the database refuses or is gone."""
        connection = await self._opened()
        try:
            cursor = connection.cursor()
            cursor.execute(statement, values or None)
            await self._settle()
            return list(cursor.fetchall()) if cursor.description is not None else []
        except (psycopg2.OperationalError, psycopg2.InterfaceError, asyncio.CancelledError):
            self.close()
            raise

    async def execute_prepared(
        self, name: str, types: str, statement: str, values: Sequence[Any]
    ) -> list[tuple[Any, ...]]:
        """Run a statement that this connection plans once; `types` declare its $1…

        A connection that the server ended while it was idle is replaced, and the question asked again: it only reads.
        """
        was_open = self._connection is not None and not self._connection.closed
        try:
            return await self._execute_prepared(name, types, statement, values)
        except psycopg2.errors.QueryCanceled:
            raise
        except (psycopg2.OperationalError, psycopg2.InterfaceError):
            if not was_open:
                raise
            return await self._execute_prepared(name, types, statement, values)

    async def _execute_prepared(
        self, name: str, types: str, statement: str, values: Sequence[Any]
    ) -> list[tuple[Any, ...]]:
        await self._opened()
        if name not in self._prepared:
            await self.fetch(f'prepare "{name}"{f" ({types})" if types else ""} as {statement}')
            self._prepared.add(name)
        places = ", ".join(["%s"] * len(values))
        return await self.fetch(f'execute "{name}"({places})' if values else f'execute "{name}"', values)

    async def _opened(self) -> Any:
        if self._connection is None or self._connection.closed:
            await self._open()
        return self._connection

    async def _open(self) -> None:
        self.close()
        options = f"{self._arguments.get('options') or ''} {OPTIONS}".strip()
        self._connection = psycopg2.connect(**{**self._arguments, "options": options}, async_=True)
        try:
            await self._settle()
        except BaseException:
            self.close()
            raise

    async def _settle(self) -> None:
        """Wait until the connection has finished what it is doing."""
        loop = asyncio.get_running_loop()
        connection = self._connection
        while True:
            state = connection.poll()
            if state == extensions.POLL_OK:
                return
            self._watch(loop, writing=state == extensions.POLL_WRITE)
            self._waiting = loop.create_future()
            try:
                await self._waiting
            finally:
                self._waiting = None

    def _watch(self, loop: asyncio.AbstractEventLoop, *, writing: bool) -> None:
        """Be called when the socket is ready. libpq may change sockets while it connects, so the number is asked again."""
        fd = self._connection.fileno()
        if fd != self._fd:
            self._unwatch(loop)
            self._fd = fd
            loop.add_reader(fd, self._ready)
        if writing and not self._writing:
            loop.add_writer(fd, self._ready)
        elif self._writing and not writing:
            loop.remove_writer(fd)
        self._writing = writing

    def _unwatch(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._fd >= 0:
            loop.remove_reader(self._fd)
            if self._writing:
                loop.remove_writer(self._fd)
        self._fd, self._writing = -1, False

    def _ready(self) -> None:
        if self._waiting is None:  # the server hung up while nothing was asked
            self.close()
        elif not self._waiting.done():
            self._waiting.set_result(None)

    def close(self) -> None:
        """End the connection; the next statement opens a new one."""
        connection, self._connection = self._connection, None
        self._prepared.clear()
        with contextlib.suppress(RuntimeError):
            self._unwatch(asyncio.get_running_loop())
        if connection is not None and not connection.closed:
            connection.close()


class LoopPool:
    """As many connections as tiles may be made at once; whoever comes later waits in line."""

    def __init__(self, arguments: Mapping[str, Any], size: int) -> None:
        self._connections = [LoopConnection(arguments) for _ in range(size)]
        self._free = deque(self._connections)
        self._line: deque[asyncio.Future[None]] = deque()

    @contextlib.asynccontextmanager
    async def connection(self) -> AsyncIterator[LoopConnection]:
        while not self._free:
            place = asyncio.get_running_loop().create_future()
            self._line.append(place)
            await place
        connection = self._free.pop()
        try:
            yield connection
        finally:
            self._free.append(connection)
            while self._line:
                place = self._line.popleft()
                if not place.done():
                    place.set_result(None)
                    break

    def close(self) -> None:
        for connection in self._connections:
            connection.close()


class RevisionReader:
    """Answers the revision of every table that layers read, never older than the question.

    Everybody who asks while one query is under way shares the next one. So an edit that was committed before a request
    arrived is always seen by it, and a thousand requests cost a handful of queries. A revision is a sum over rows that
    writers append; when there are many, `fold` adds them up.
    """

    STATEMENT = "select layer_table, sum(amount)::bigint, count(*) from layer_change group by layer_table"
    FOLD_ABOVE = 2_000

    def __init__(self, arguments: Mapping[str, Any], fold: Callable[[], None]) -> None:
        self._connection = LoopConnection(arguments)
        self._fold = fold
        self._folding: asyncio.Future[None] | None = None
        self._waiting: list[asyncio.Future[dict[str, int]]] = []
        self._running: asyncio.Task[None] | None = None

    async def current(self) -> dict[str, int]:
        future: asyncio.Future[dict[str, int]] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        if self._running is None:
            self._running = asyncio.create_task(self._answer())
        return await future

    async def _answer(self) -> None:
        try:
            while self._waiting:
                asking, self._waiting = self._waiting, []
                try:
                    revisions = await self._read()
                except Exception as error:
                    for future in asking:
                        if not future.done():
                            future.set_exception(error)
                else:
                    for future in asking:
                        if not future.done():
                            future.set_result(revisions)
        finally:
            self._running = None

    async def _read(self) -> dict[str, int]:
        rows = await self._connection.execute_prepared("revisions", "", self.STATEMENT, ())
        if sum(row[2] for row in rows) > self.FOLD_ABOVE and (self._folding is None or self._folding.done()):
            self._folding = asyncio.get_running_loop().run_in_executor(None, self._fold)
        return {str(table): int(revision) for table, revision, _ in rows}

    def close(self) -> None:
        self._connection.close()
