"""One line per request: id, who, route, status, milliseconds. No query values, no personal data."""

from __future__ import annotations

import time
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import structlog

log = structlog.get_logger("gisapp.requests")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def new_request_id() -> str:
    """Return the id under which an answer is found in the log."""
    return uuid.uuid4().hex[:12]


class RequestLog:
    """ASGI middleware that gives every request an id (header X-Request-Id) and logs how it ended."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = new_request_id()
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 500

        async def send_with_id(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message.setdefault("headers", []).append((b"x-request-id", request_id.encode()))
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        finally:
            route = scope.get("route")
            principal = scope["state"].get("principal")
            log.info(
                "request",
                id=request_id,
                actor=principal.account_id if principal else None,
                method=scope["method"],
                route=getattr(route, "path", scope["path"] if not scope["path"].startswith("/api") else "/api/?"),
                status=status,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
