"""Refuses a NUL character in an address: no text of the database can hold one, and no reader types one."""

from __future__ import annotations

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class NulRefusal:
    """ASGI middleware that answers 400 where path or query hold a NUL, before any statement is asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and ("\0" in scope["path"] or b"%00" in scope.get("query_string", b"")):
            refusal = JSONResponse(
                {
                    "code": "request.nul",
                    "message_zh": "地址里有无法识别的字符，请检查链接后重试。",
                    "message_en": "The address holds a character that cannot be read; check the link.",
                },
                status_code=400,
            )
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)
