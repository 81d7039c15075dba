"""Answers whether a tile was made before: the most recently used bodies, bounded in bytes, made once when asked at once."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

try:
    from isal import igzip_lib

    def compress(data: bytes) -> bytes:
        """gzip by ISA-L, several times quicker than zlib at a little more bytes."""
        return bytes(igzip_lib.compress(data, 1, flag=igzip_lib.COMP_GZIP))

except ImportError:  # wheels of isal do not exist for every processor
    import gzip

    def compress(data: bytes) -> bytes:
        return gzip.compress(data, 4, mtime=0)


OVERHEAD = 400
"""Bytes that an entry costs besides its body: key, etag, dictionary slot. Empty tiles must not be free."""


@dataclass(frozen=True, slots=True)
class Body:
    """A finished tile: gzipped bytes (empty when the tile has no feature) and the strong validator of those bytes."""

    gzipped: bytes
    etag: bytes

    @property
    def cost(self) -> int:
        return len(self.gzipped) + OVERHEAD


EMPTY = Body(b"", b"")


def body_of(tile: bytes) -> Body:
    """Gzip a tile and name it by its content, so that an edit elsewhere in the layer keeps the reader's copy valid."""
    if not tile:
        return EMPTY
    gzipped = compress(tile)
    return Body(gzipped, b'"' + hashlib.blake2b(gzipped, digest_size=12).hexdigest().encode() + b'"')


class Costed(Protocol):
    """Something that is kept and knows how many bytes it costs."""

    @property
    def cost(self) -> int: ...


Kept = TypeVar("Kept", bound=Costed)


class KeptBodies(Generic[Kept]):
    """Least recently used bodies up to `limit` bytes; lives on one event loop and needs no lock."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.hits = 0
        self.misses = 0
        self._bodies: OrderedDict[Hashable, Kept] = OrderedDict()
        self._making: dict[Hashable, asyncio.Task[Kept]] = {}

    def __len__(self) -> int:
        return len(self._bodies)

    def get(self, key: Hashable) -> Kept | None:
        body = self._bodies.get(key)
        if body is None:
            return None
        self._bodies.move_to_end(key)
        self.hits += 1
        return body

    def put(self, key: Hashable, body: Kept) -> None:
        """Keep a body unless it alone is larger than an eighth of the cache."""
        if body.cost * 8 > self.limit:
            return
        old = self._bodies.pop(key, None)
        if old is not None:
            self.size -= old.cost
        self._bodies[key] = body
        self.size += body.cost
        while self.size > self.limit:
            _, dropped = self._bodies.popitem(last=False)
            self.size -= dropped.cost

    async def get_or_make(self, key: Hashable, make: Callable[[], Awaitable[Kept]]) -> Kept:
        """The kept body, or the one being made for somebody else, or a new one."""
        return self.get(key) or await self.make(key, make)

    async def make(self, key: Hashable, make: Callable[[], Awaitable[Kept]]) -> Kept:
        """A new body, made once for all who ask for it meanwhile.

        The making belongs to nobody's request: a reader who goes away does not spoil it for the others.
        """
        task = self._making.get(key)
        if task is None:
            self.misses += 1
            task = asyncio.create_task(self._make(key, make))
            self._making[key] = task
        return await asyncio.shield(task)

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[Kept]]) -> Kept:
        try:
            body = await make()
            self.put(key, body)
            return body
        finally:
            del self._making[key]


class TileCache(KeptBodies[Body]):
    """The tiles that are kept."""
