"""Headers that keep a page to itself: no outside script, style, font or frame; the base map's host is the one exception."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from gisapp.auth.sessions import COOKIE
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


EMBED_PATH = "/embed"
"""The one page that other sites may show in a frame, where `embed_ancestors` names them."""


def frame_ancestors(settings: Settings) -> str:
    """Return who may frame the page made for it: this server, and the hosts that the setting names; anything else in it is left out."""
    named = [host for host in settings.embed_ancestors.split() if re.fullmatch(r"\*|https?://[\w.*:-]+", host)]
    return " ".join(["'self'", *named])


def content_policy(settings: Settings, ancestors: str = "'self'") -> str:
    """Return the content security policy of every page."""
    images = " ".join(filter(None, ("img-src 'self' data: blob:", image_host(settings))))
    return (
        f"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; {images}; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        f"frame-ancestors {ancestors}"
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers where a route has not set its own (handouts carry their scripts inside)."""

    def __init__(self, app: Callable[..., Awaitable[None]], settings: Settings) -> None:
        self.app = app
        self.headers = [
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), microphone=(), payment=(), usb=(), geolocation=(self)"),
            *([(b"strict-transport-security", b"max-age=31536000")] if settings.secure_cookies else []),
            (b"content-security-policy", content_policy(settings).encode()),
        ]
        self.embed_headers = [
            *self.headers[:-1],
            (b"content-security-policy", content_policy(settings, frame_ancestors(settings)).encode()),
        ]

    async def __call__(
        self, scope: MutableMapping[str, Any], receive: Any, send: Callable[[Message], Awaitable[None]]
    ) -> None:
        # what is answered to somebody who is signed in stays in no cache, of the browser neither
        is_personal = scope.get("path", "").startswith("/api") and any(
            name == b"cookie" and COOKIE.encode() in value for name, value in scope.get("headers", ())
        )
        own = self.embed_headers if scope.get("path") == EMBED_PATH else self.headers

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                present = {name.lower() for name, _ in headers}
                headers.extend(header for header in own if header[0] not in present)
                if is_personal and b"cache-control" not in present:
                    headers.append((b"cache-control", b"private, no-store"))
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
