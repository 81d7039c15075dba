"""The tile cache: bounded in bytes, least recently used goes first, equal requests make one tile."""

from __future__ import annotations

import asyncio
import gzip

import pytest

from gisapp.maps.tile_cache import EMPTY, OVERHEAD, Body, TileCache, body_of


def body(size: int) -> Body:
    return Body(b"x" * size, b'"e"')


def test_a_body_is_gzip_and_its_etag_names_the_content() -> None:
    one, same, other = body_of(b"tile" * 100), body_of(b"tile" * 100), body_of(b"tale" * 100)
    assert gzip.decompress(one.gzipped) == b"tile" * 100
    assert one.etag == same.etag != other.etag
    assert one.etag.startswith(b'"')


def test_a_tile_without_features_is_empty_and_not_an_empty_gzip() -> None:
    assert body_of(b"") is EMPTY


def test_the_least_recently_used_tile_is_dropped_first() -> None:
    cache = TileCache(10 * (1000 + OVERHEAD))
    for number in range(10):
        cache.put(number, body(1000))
    cache.get(0)
    cache.put(10, body(1000))
    assert cache.get(0) is not None
    assert cache.get(1) is None
    assert cache.size <= cache.limit


def test_replacing_a_tile_does_not_count_it_twice() -> None:
    cache = TileCache(100_000)
    cache.put("a", body(5000))
    cache.put("a", body(3000))
    assert cache.size == 3000 + OVERHEAD


def test_a_tile_that_would_push_everything_out_is_not_kept() -> None:
    cache = TileCache(80_000)
    cache.put("huge", body(20_000))
    assert len(cache) == 0


def test_empty_tiles_are_not_free() -> None:
    cache = TileCache(10 * OVERHEAD)
    for number in range(100):
        cache.put(number, EMPTY)
    assert len(cache) <= 10


def test_equal_requests_at_once_make_one_tile() -> None:
    made: list[int] = []

    async def make() -> Body:
        made.append(1)
        await asyncio.sleep(0)
        return body(10)

    async def ask() -> list[Body]:
        cache = TileCache(100_000)
        return await asyncio.gather(*(cache.get_or_make("t", make) for _ in range(20)))

    assert len(set(map(id, asyncio.run(ask())))) == 1
    assert len(made) == 1


def test_a_reader_who_goes_away_does_not_spoil_it_for_the_others() -> None:
    async def play() -> Body:
        cache = TileCache(100_000)
        gate = asyncio.Event()

        async def make() -> Body:
            await gate.wait()
            return body(10)

        first = asyncio.create_task(cache.get_or_make("t", make))
        second = asyncio.create_task(cache.get_or_make("t", make))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        gate.set()
        return await second

    assert asyncio.run(play()).gzipped == b"x" * 10


def test_a_failure_is_told_to_all_who_wait_and_is_not_kept() -> None:
    async def play() -> int:
        cache = TileCache(100_000)

        async def fail() -> Body:
            await asyncio.sleep(0)
            raise OSError("gone")

        answers = await asyncio.gather(*(cache.get_or_make("t", fail) for _ in range(3)), return_exceptions=True)
        assert all(isinstance(answer, OSError) for answer in answers)

        async def succeed() -> Body:
            return body(7)

        return len((await cache.get_or_make("t", succeed)).gzipped)

    assert asyncio.run(play()) == 7


@pytest.mark.parametrize("size", [0, 1, 300_000])
def test_any_size_survives_the_round_trip(size: int) -> None:
    tile = bytes(range(256)) * (size // 256 + 1)
    assert gzip.decompress(body_of(tile).gzipped) == tile
