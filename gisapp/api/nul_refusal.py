"""Refuses characters that no text of the database can hold, wherever they come in: NUL, and halves of a character (lone surrogates)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from gisapp.api.errors import problem
from gisapp.kernel.errors import DomainError


class Unreadable(DomainError):
    """What was sent holds a character that nobody can type (422)."""

    status = 422


def unreadable_address() -> Unreadable:
    """The refusal of an address or a header."""
    return Unreadable(
        "request.nul",
        "地址里有无法识别的字符，请检查链接后重试。",
        message_en="The address holds a character that cannot be read; check the link.",
    )


def unreadable_text() -> Unreadable:
    """The refusal of a body."""
    return Unreadable(
        "request.nul",
        "提交的内容里有无法识别的字符（空字符或不完整的字符），未保存。请删去后重新输入。",
        message_en="What was sent holds a character that cannot be read (NUL or half a character); type it anew.",
    )


class NulRefusal:
    """ASGI middleware that answers 422 where path, query or headers hold a NUL, before any statement is asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (
            "\0" in scope["path"]
            or b"%00" in scope.get("query_string", b"")
            or any(b"\0" in value for _, value in scope["headers"])
        ):
            await problem(unreadable_address())(scope, receive, send)
            return
        await self.app(scope, receive, send)


async def refuse_unreadable_text(request: Request) -> None:
    """Raise `Unreadable` for a JSON or form body with such a character in any of its texts; files are looked at by their name only.

    What was read is kept by the request, so nobody reads it twice; a body that is no JSON is left to be refused as such.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        content: Any = await request.form()
    elif kind == "application/json" or kind.endswith("+json"):
        try:
            content = await request.json()
        except (json.JSONDecodeError, UnicodeDecodeError):
            return
    else:
        return
    if any(not _is_readable(text) for text in _texts(content)):
        await request.close()  # the files that came with it
        raise unreadable_text()


def _texts(content: Any) -> Iterator[str]:
    waiting = [content]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, UploadFile):
            yield part.filename or ""
        elif isinstance(part, FormData):
            for name, value in part.multi_items():
                waiting += (name, value)
        elif isinstance(part, dict):
            waiting += part.keys()
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def _is_readable(text: str) -> bool:
    return (text.isascii() and "\0" not in text) or not any(
        char == "\0" or "\ud800" <= char <= "\udfff" for char in text
    )
