"""Stops a request whose body is larger than anything we take, while it is still coming in."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyLimit:
    """Refuses by the announced length at once (413), and by what really arrives when no length is announced."""

    def __init__(self, app: ASGIApp, limit_bytes: int) -> None:
        self.app = app
        self.limit_bytes = limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if not announced.isdigit() or int(announced) > self.limit_bytes:
            await self._refusal()(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self.limit_bytes:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)

    def _refusal(self) -> JSONResponse:
        megabytes = self.limit_bytes // (1024 * 1024)
        return JSONResponse(
            {
                "code": "http.413",
                "message_zh": f"上传内容超过上限 {megabytes} MB，未接收。请压缩为 zip 或分批上传。",
                "message_en": f"The upload exceeds {megabytes} MB.",
            },
            status_code=413,
            headers={"connection": "close"},
        )
