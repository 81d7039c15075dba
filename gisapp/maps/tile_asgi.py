"""Answers /tiles/… as plain ASGI, before FastAPI and all its middleware: a kept tile costs no routing, no validation, no thread.

Every request first learns the revisions of the tables and then who asks, so neither an edit nor a sign-out committed
before the request can be missed. What decides a tile's content, parks and staff columns, is in its key.
"""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qs

import orjson
import psycopg2
import structlog
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session, sessionmaker

from gisapp.auth.principal import ANYONE, Principal
from gisapp.auth.sessions import COOKIE, find_session
from gisapp.kernel.clock import Clock
from gisapp.kernel.errors import PasswordChangeRequired
from gisapp.maps.moment import Moment, parse_moment
from gisapp.maps.registry import Layer, LayerRegistry
from gisapp.maps.tile_cache import Body, TileCache, body_of
from gisapp.maps.tile_connections import LoopPool, RevisionReader
from gisapp.maps.tiles import PARAMETER_TYPES, TileAddress, parse_tile_path, tile_sql, tile_values
from gisapp.settings import Settings

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

log = structlog.get_logger("gisapp.tiles")

ACCOUNT_TABLES = ("account", "account_park", "session")
"""Triggers count changes of these too, so a principal is asked for again after a sign-out or a change of rights."""

PRINCIPAL_SECONDS = 60.0
"""A principal is asked for again after this time in any case, so that a session that is used is also seen to be used."""

BIG_TILE = 256 * 1024
"""From this size on a tile is compressed in a thread, so that the loop keeps answering."""

_COOKIE = f"{COOKIE}=".encode()
_MVT = (b"content-type", b"application/vnd.mapbox-vector-tile")
_GZIP = (b"content-encoding", b"gzip")
_VARY = (b"vary", b"Accept-Encoding, Cookie")
_NOSNIFF = (b"x-content-type-options", b"nosniff")
_PUBLIC = (b"cache-control", b"public, no-cache")
_PRIVATE = (b"cache-control", b"private, no-cache")


@dataclass(frozen=True, slots=True)
class TileServices:
    """What the tile server needs from the application around it."""

    registry: LayerRegistry
    connection_arguments: MutableMapping[str, Any]
    find_principal: Callable[[str], Principal]
    fold_changes: Callable[[], None]
    clock: Clock
    cache_bytes: int
    connections: int


def tile_services(
    registry: LayerRegistry, engine: Engine, sessions: sessionmaker[Session], clock: Clock, settings: Settings
) -> TileServices:
    """The usual services, made of what the application has already."""
    _, arguments = engine.dialect.create_connect_args(engine.url)

    def find_principal(token: str) -> Principal:
        with sessions() as session, session.begin():
            signed_in = find_session(session, token, clock.now(), settings)
        return signed_in.principal if signed_in else ANYONE

    def fold_changes() -> None:
        with engine.begin() as connection:
            connection.execute(text("select fold_layer_changes()"))

    return TileServices(
        registry=registry,
        connection_arguments=arguments,
        find_principal=find_principal,
        fold_changes=fold_changes,
        clock=clock,
        cache_bytes=settings.tile_cache_mb * 1024 * 1024,
        connections=settings.tile_connections,
    )


class TileServer:
    """ASGI application for the addresses that `answers` says."""

    def __init__(self, services: TileServices) -> None:
        self.services = services
        self._rooms: _LoopRoom | None = None

    @staticmethod
    def answers(scope: Scope) -> bool:
        return scope["type"] == "http" and scope["path"].startswith("/tiles/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(scope, send)

    def close(self) -> None:
        """End the connections; called on the event loop that used them."""
        if self._rooms is not None:
            self._rooms.close()
            self._rooms = None

    @property
    def cache(self) -> TileCache | None:
        return self._rooms.cache if self._rooms else None

    async def _answer(self, scope: Scope, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            await _send_problem(send, 405, "http.405", "该地址不支持此操作。", "Tiles are only read.")
            return
        address = parse_tile_path(scope["path"])
        layer = self.services.registry.get(address.layer_id) if address else None
        if address is None or layer is None:
            await _send_no_layer(send)
            return
        today = self.services.clock.today()
        moment = _moment(scope["query_string"], today)
        if moment is None:
            await _send_problem(
                send, 400, "tiles.as_of", "日期格式应为 YYYY-MM-DD，请核对后重试。", "as_of must be a day, YYYY-MM-DD."
            )
            return
        cookie, accepted, known = _request_headers(scope["headers"])
        rooms = self._rooms_of_this_loop()
        try:
            revisions = await rooms.revisions.current()
            principal = await rooms.principal(_session_token(cookie), revisions) if cookie else ANYONE
            if principal.must_change_password:
                due = PasswordChangeRequired()
                await _send_problem(send, due.status, due.code, due.message_zh, due.message_en)
                return
            if not layer.open_to(principal.permissions):
                await _send_no_layer(send)
                return
            if not principal.is_staff and (max(moment.as_of, moment.since or today) > today or moment.known):
                await _send_problem(
                    send,
                    400,
                    "request.known_on" if moment.known else "request.future_date",
                    "公开查询只能看今天为止的状况和现在的记录。",
                    "Public callers can look neither into the future nor at what was known before.",
                )
                return
            if address.z < layer.definition.minzoom:
                body, shared = Body(b"", b""), True
            else:
                body, shared = await rooms.tile(layer, address, moment, principal, revisions)
        except (psycopg2.Error, OSError) as error:
            log.error("tile_failed", layer=layer.id, z=address.z, x=address.x, y=address.y, error=str(error).strip())
            await _send_problem(
                send,
                503,
                "tiles.unavailable",
                "地图数据暂时取不到，请稍后重试。",
                "The map data are unavailable; try again shortly.",
            )
            return
        await _send_tile(send, body, shared=shared, accepted=accepted, known=known, head=scope["method"] == "HEAD")

    def _rooms_of_this_loop(self) -> _LoopRoom:
        loop = asyncio.get_running_loop()
        if self._rooms is None or self._rooms.loop is not loop:
            self._rooms = _LoopRoom(loop, self.services)
        return self._rooms


class _LoopRoom:
    """Connections, cache and known callers; they belong to one event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, services: TileServices) -> None:
        self.loop = loop
        self.services = services
        self.cache = TileCache(services.cache_bytes)
        self.pool = LoopPool(services.connection_arguments, services.connections)
        self.revisions = RevisionReader(services.connection_arguments, services.fold_changes)
        self._principals: dict[str, tuple[Principal, int, float]] = {}
        self._statements: dict[tuple[str, bool, bool, bool], str] = {}

    async def principal(self, token: str | None, revisions: dict[str, int]) -> Principal:
        """Who holds this cookie, as of the accounts' revision that this request has seen."""
        if token is None:
            return ANYONE
        revision = sum(revisions.get(table, 0) for table in ACCOUNT_TABLES)
        now = time.monotonic()
        known = self._principals.get(token)
        if known is not None and known[1] == revision and known[2] > now:
            return known[0]
        principal = await self.loop.run_in_executor(None, self.services.find_principal, token)
        if len(self._principals) >= 10_000:
            self._principals.clear()
        if principal.account_id is not None:
            self._principals[token] = (principal, revision, now + PRINCIPAL_SECONDS)
        return principal

    async def tile(
        self, layer: Layer, address: TileAddress, moment: Moment, principal: Principal, revisions: dict[str, int]
    ) -> tuple[Body, bool]:
        """The tile, and whether it is the same for everybody."""
        definition = layer.definition
        staff = layer.differs_for_staff and principal.is_staff
        parks = principal.park_ids if definition.park_scoped else None
        revision = sum([revisions.get(table, 0) for table in definition.tables])
        moment = layer.moment_of(moment)
        key = (layer.id, revision, staff, parks, moment, address.z, address.x, address.y)
        shared = not (staff or definition.park_scoped) and definition.is_public
        body = self.cache.get(key)
        if body is None:
            body = await self.cache.make(key, lambda: self._make(layer, address, moment, staff, parks))
        return body, shared

    async def _make(
        self, layer: Layer, address: TileAddress, moment: Moment, staff: bool, parks: tuple[int, ...] | None
    ) -> Body:
        coarse = address.z < layer.definition.detail_zoom
        variant = (layer.id, staff, coarse, moment.known)
        statement = self._statements.get(variant)
        if statement is None:
            statement = self._statements[variant] = tile_sql(layer, staff=staff, coarse=coarse, known=moment.known)
        async with self.pool.connection() as connection:
            rows = await connection.execute_prepared(
                f"{layer.id}/{staff:d}{coarse:d}{moment.known:d}",
                PARAMETER_TYPES,
                statement,
                tile_values(moment, parks, address),
            )
        tile = rows[0][0]
        if tile is not None and len(tile) > BIG_TILE:
            return await self.loop.run_in_executor(None, body_of, bytes(tile))
        return body_of(bytes(tile) if tile is not None else b"")

    def close(self) -> None:
        self.pool.close()
        self.revisions.close()


def _moment(query: bytes, today: date) -> Moment | None:
    """The moment asked for; today as known now when none is; None when it cannot be read."""
    if not query:
        return Moment(today)
    given = parse_qs(query.decode("latin-1"))
    return parse_moment(lambda name: given[name][-1] if name in given else None, today)


def _request_headers(headers: Headers) -> tuple[bytes, bytes, bytes]:
    """Cookie, Accept-Encoding and If-None-Match; ASGI gives names in lower case."""
    cookie = accepted = known = b""
    for name, value in headers:
        if name == b"cookie":
            cookie = cookie + b"; " + value if cookie else value
        elif name == b"accept-encoding":
            accepted = value
        elif name == b"if-none-match":
            known = value
    return cookie, accepted, known


def _session_token(cookie: bytes) -> str | None:
    for part in cookie.split(b";"):
        part = part.strip()
        if part.startswith(_COOKIE):
            return part[len(_COOKIE) :].strip(b'"').decode("latin-1") or None
    return None


async def _send_tile(send: Send, body: Body, *, shared: bool, accepted: bytes, known: bytes, head: bool) -> None:
    """200 with the tile, 304 when the reader has it, 204 when nothing is there."""
    control = _PUBLIC if shared else _PRIVATE
    if not body.gzipped:
        await _send(send, 204, [control, _VARY], b"")
        return
    zipped = b"gzip" in accepted
    etag = body.etag if zipped else body.etag[:-1] + b'-i"'
    if known and (etag in known or known.strip() == b"*"):
        await _send(send, 304, [(b"etag", etag), control, _VARY], b"")
        return
    content = body.gzipped if zipped else gzip.decompress(body.gzipped)
    headers = [_MVT, (b"content-length", str(len(content)).encode()), (b"etag", etag), control, _VARY, _NOSNIFF]
    if zipped:
        headers.append(_GZIP)
    await _send(send, 200, headers, b"" if head else content)


async def _send_no_layer(send: Send) -> None:
    """The same answer for a layer that does not exist and one that the caller may not know of."""
    await _send_problem(
        send,
        404,
        "layer.not_found",
        "没有这个图层，或当前账号不能查看。",
        "There is no such layer, or not for this caller.",
    )


async def _send_problem(send: Send, status: int, code: str, message_zh: str, message_en: str) -> None:
    content = orjson.dumps({"code": code, "message_zh": message_zh, "message_en": message_en})
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(content)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await _send(send, status, headers, content)


async def _send(send: Send, status: int, headers: Headers, content: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
