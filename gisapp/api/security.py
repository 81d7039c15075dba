"""Headers that keep a page to itself: no outside script, style, font or frame; the base map's host is the one exception."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from gisapp.settings import Settings

Message = MutableMapping[str, Any]


def image_host(settings: Settings) -> str:
    """Return the host that base map images may come from; empty where the map has none or its own server's."""
    if settings.basemap == "tianditu":
        return "https://*.tianditu.gov.cn"
    if settings.basemap == "xyz" and settings.basemap_url:
        parts = urlsplit(settings.basemap_url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return ""


def content_policy(settings: Settings) -> str:
    """Return the content security policy of every page."""
    images = " ".join(filter(None, ("img-src 'self' data: blob:", image_host(settings))))
    return (
        f"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; {images}; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers where a route has not set its own (handouts carry their scripts inside)."""

    def __init__(self, app: Callable[..., Awaitable[None]], settings: Settings) -> None:
        self.app = app
        self.headers = [
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            (b"content-security-policy", content_policy(settings).encode()),
        ]

    async def __call__(
        self, scope: MutableMapping[str, Any], receive: Any, send: Callable[[Message], Awaitable[None]]
    ) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                present = {name.lower() for name, _ in headers}
                headers.extend(header for header in self.headers if header[0] not in present)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
