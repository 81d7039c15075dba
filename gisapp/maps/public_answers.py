"""Keeps answers that are the same for everybody without an account: as long as no table has changed, nothing is asked again.

Like tiles, each request first learns the revisions of the tables, so a change committed before the request cannot be missed; equal
requests that come while an answer is being made wait for that one. A caller with a cookie is never answered from here. Tables that only
functions read are not counted, so an answer is made anew after `MOST_SECONDS` in any case.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

import psycopg2
import structlog

from gisapp.api.request_log import new_request_id
from gisapp.kernel.clock import Clock
from gisapp.maps.tile_asgi import ACCOUNT_TABLES, TileServices
from gisapp.maps.tile_cache import KeptBodies
from gisapp.maps.tile_connections import RevisionReader

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

log = structlog.get_logger("gisapp.public_answers")

MOST_SECONDS = 30
KEPT_BYTES = 32 * 1024 * 1024
LONGEST_QUERY = 600
_OWN = (b"x-request-id", b"etag", b"content-length")


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer: what was sent, and its validator."""

    status: int
    headers: Headers
    content: bytes
    etag: bytes

    @property
    def cost(self) -> int:
        return len(self.content) + 1000


class _NotKept(Exception):
    """The application failed: told to all who waited for this answer, and asked again by the next."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class PublicAnswers:
    """ASGI application in front of `inner` for the public addresses that `pattern` names."""

    def __init__(self, inner: Application, services: TileServices, pattern: str) -> None:
        self.inner = inner
        self.clock: Clock = services.clock
        self._services = services
        self._pattern = re.compile(pattern)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kept: KeptBodies[Answer] = KeptBodies(KEPT_BYTES)
        self._revisions: RevisionReader | None = None

    def answers(self, scope: Scope) -> bool:
        """Say whether a request may be answered from here: a public read without a cookie."""
        return (
            scope["type"] == "http"
            and scope["method"] == "GET"
            and self._pattern.fullmatch(scope["path"]) is not None
            and len(scope["query_string"]) <= LONGEST_QUERY
            and not any(name == b"cookie" for name, _ in scope["headers"])
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            revisions = await self._reader().current()
        except (psycopg2.Error, OSError):
            await self.inner(scope, receive, send)  # which says in words that the database is away
            return
        zipped = any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
        key = (
            scope["path"],
            scope["query_string"],
            zipped,
            self.clock.today(),
            sum(number for table, number in revisions.items() if table not in ACCOUNT_TABLES),
            int(time.monotonic() // MOST_SECONDS),
        )
        try:
            answer = await self._kept.get_or_make(key, lambda: self._make(scope, zipped=zipped))
        except _NotKept as failed:
            answer = failed.answer
        request_id = new_request_id()
        known = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")
        own = (b"x-request-id", request_id.encode())
        unchanged = answer.status == 200 and bool(known) and answer.etag in known
        if unchanged:
            await _send(send, 304, [(b"etag", answer.etag), own], b"")
        else:
            await _send(send, answer.status, [*answer.headers, own], answer.content)
        log.info("kept_answer", id=request_id, path=scope["path"], status=304 if unchanged else answer.status)

    def close(self) -> None:
        """End the connection; called on the event loop that used it."""
        if self._revisions is not None:
            self._revisions.close()
            self._revisions = None

    def _reader(self) -> RevisionReader:
        loop = asyncio.get_running_loop()
        if self._revisions is None or self._loop is not loop:
            self._loop, self._kept = loop, KeptBodies(KEPT_BYTES)
            self._revisions = RevisionReader(self._services.connection_arguments, self._services.fold_changes)
        return self._revisions

    async def _make(self, scope: Scope, *, zipped: bool) -> Answer:
        """Ask the application as a caller of whom only address and encoding are known."""
        asked = {**scope, "headers": [(b"host", b"public"), *([(b"accept-encoding", b"gzip")] if zipped else [])]}
        asked.pop("state", None)
        status, headers, parts = 500, [], []

        async def nothing() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def take(message: MutableMapping[str, Any]) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], list(message.get("headers", []))
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))

        await self.inner(asked, nothing, take)
        content = b"".join(parts)
        etag = b'"' + hashlib.blake2b(content, digest_size=12).hexdigest().encode() + b'"'
        kept = [(name, value) for name, value in headers if name.lower() not in _OWN]
        kept.append((b"content-length", str(len(content)).encode()))
        answer = Answer(status, [*kept, (b"etag", etag)] if status == 200 else kept, content, etag)
        if status >= 500:
            raise _NotKept(answer)
        return answer


async def _send(send: Send, status: int, headers: Headers, content: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
