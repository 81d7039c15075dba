"""Connections that do not finish their request are closed and bounded; what is finished is answered, however slowly it is answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
import uvicorn

from gisapp.startup import timed_requests
from gisapp.startup.web_server import take_address

HEAD = b"GET / HTTP/1.1\r\nhost: a\r\n"


async def answering(scope, receive, send) -> None:
    """Answer with the number of bytes that came, once all have come."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size, more = size + len(message["body"]), message["more_body"]
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": b"%05d" % size})


@asynccontextmanager
async def served() -> AsyncIterator[int]:
    with take_address("127.0.0.1", 0) as taken:
        server = uvicorn.Server(
            uvicorn.Config(answering, http=timed_requests.TimedRequests, lifespan="off", log_config=None)
        )
        running = asyncio.create_task(server.serve(sockets=[taken]))
        yield taken.getsockname()[1]
        server.should_exit = True
        await running


async def closed(reader: asyncio.StreamReader) -> None:
    """Wait until the server has closed the connection without a word."""
    with suppress(ConnectionResetError):
        assert await reader.read() == b""


def run(visit: Callable[[int], Awaitable[None]]) -> None:
    async def all_of_it() -> None:
        async with served() as port:
            await visit(port)

    asyncio.run(all_of_it())


@pytest.mark.parametrize(
    "begun",
    [b"", HEAD, b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nabc"],
    ids=["nothing", "half a head", "half a body"],
)
def test_a_request_that_does_not_come_whole_is_given_up(monkeypatch: pytest.MonkeyPatch, begun: bytes):
    monkeypatch.setattr(timed_requests, "HEADER_SECONDS", 0.05)

    async def visit(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(begun)
        await closed(reader)
        writer.close()
        assert not timed_requests.TimedRequests.unfinished

    run(visit)


def test_a_second_request_of_a_kept_connection_has_its_time_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timed_requests, "HEADER_SECONDS", 0.05)

    async def visit(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HEAD + b"\r\n")
        assert b"200 OK" in await reader.readuntil(b"00000")
        writer.write(HEAD)
        await closed(reader)
        writer.close()

    run(visit)


def test_with_one_too_many_the_oldest_is_closed_and_whole_requests_are_answered(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timed_requests, "MOST_UNFINISHED", 3)

    async def visit(port: int) -> None:
        held = []
        for _ in range(5):
            held.append(await asyncio.open_connection("127.0.0.1", port))
            held[-1][1].write(HEAD)
        for reader, _ in held[:2]:
            await closed(reader)
        reader, writer = held[-1]
        writer.write(b"\r\n")
        assert b"200 OK" in await reader.readuntil(b"00000")
        for _, writer in held:
            writer.close()

    run(visit)


def test_a_body_that_keeps_coming_earns_its_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timed_requests, "HEADER_SECONDS", 0.05)
    monkeypatch.setattr(timed_requests, "SLOWEST_BODY", 0.001)

    async def visit(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 6\r\n\r\nabc")
        later, idle = await asyncio.open_connection("127.0.0.1", port)
        await closed(later)  # the time of a head is over, for the first connection long ago
        idle.close()
        writer.write(b"def")
        assert b"200 OK" in await reader.readuntil(b"00006")
        writer.close()

    run(visit)
