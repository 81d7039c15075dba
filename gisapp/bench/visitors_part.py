"""Measures the public window under many visitors at once, beside one visitor's, and what officers feel of it meanwhile.

A visitor keeps one connection, asks for the list, tiles of the map and a sheet, and thinks in between; all begin in the same instant.
Server, database and visitors share the machine, so read the ratios.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import orjson

from gisapp.bench.demo_database import make_demo_database
from gisapp.bench.processes import our_server
from gisapp.bench.report import Report
from gisapp.bench.tile_bench import fetch, sign_in
from gisapp.db.private_cluster import PrivateCluster

THINKS_SECONDS = (1.0, 3.0)
HARDLY_THINKS = (0.02, 0.1)
"""So that one visitor alone asks often enough for a percentile."""
OFFICERS = 3
OFFICERS_THINK = (0.3, 0.9)
PATIENCE_SECONDS = 30.0
OFFICE_WORK = (
    "/api/inbox", "/api/projects", "/api/plots?limit=100", "/api/inquiries", "/api/statistics/parks",
)  # fmt: skip
LISTS = ("/api/sites?limit=24", "/api/sites?limit=24&industry=13", "/api/sites?limit=24&sort=-area")


@dataclass
class Answers:
    """How long each kind of answer took, in milliseconds, and what went wrong."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def p95(self, kind: str) -> float:
        return percentile(self.taken[kind], 0.95)

    @property
    def count(self) -> int:
        return sum(len(values) for values in self.taken.values())


def percentile(values: list[float], share: float) -> float:
    """Return the smallest value that this share of the values does not exceed; 0 for none."""
    return sorted(values)[math.ceil(share * len(values)) - 1] if values else 0.0


class Caller:
    """One connection that is kept: asks, reads the whole answer, and tells how long that took."""

    def __init__(self, web: str, header: str = "") -> None:
        parts = urlsplit(web)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self.header = header
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[int, float]:
        """Return status and milliseconds; status 0 where the connection failed."""
        started = time.perf_counter()
        try:
            status = await asyncio.wait_for(self._ask(path), PATIENCE_SECONDS)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError):
            self.close()
            status = 0
        return status, (time.perf_counter() - started) * 1000

    async def _ask(self, path: str) -> int:
        if self.streams is None:
            self.streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.streams
        lines = [f"GET {path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Accept-Encoding: gzip", self.header]
        writer.write(("\r\n".join(filter(None, lines)) + "\r\n\r\n").encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        if headers.get("transfer-encoding") == "chunked":
            while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
                await reader.readexactly(size + 2)
            await reader.readexactly(2)
        elif status not in (204, 304):
            await reader.readexactly(int(headers.get("content-length", 0)))
        return status

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None


async def _visit(
    web: str, number: int, until: float, told: Answers, sites: list[int], tiles: list[str], thinks: tuple[float, float]
) -> None:
    """Look around as a visitor does until the time is over: a list, a screenful of tiles, a sheet."""
    chance, caller = random.Random(number), Caller(web)
    while time.perf_counter() < until:
        steps = [("list", chance.choice(LISTS))]
        steps += [("tile", path) for path in chance.sample(tiles, min(6, len(tiles)))]
        steps += [("sheet", f"/api/sites/{chance.choice(sites)}")]
        for kind, path in steps:
            status, taken = await caller.get(path)
            _tell(told, kind, status, taken)
            if kind != "tile":
                await asyncio.sleep(chance.uniform(*thinks))
            if time.perf_counter() >= until:
                break
    caller.close()


async def _work(web: str, cookie: str, number: int, until: float, told: Answers) -> None:
    """Work at the desk as an officer does: inbox, projects, plots, inquiries, figures."""
    chance, caller = random.Random(1000 + number), Caller(web, cookie)
    while time.perf_counter() < until:
        status, taken = await caller.get(chance.choice(OFFICE_WORK))
        _tell(told, "officer", status, taken)
        await asyncio.sleep(chance.uniform(*OFFICERS_THINK))
    caller.close()


def _tell(told: Answers, kind: str, status: int, taken: float) -> None:
    told.taken[kind].append(taken)
    if status not in (200, 204, 304):
        told.errors[f"{kind} {status or 'no answer'}"] += 1


async def look_around(
    web: str,
    cookie: str,
    visitors: int,
    officers: int,
    seconds: float,
    sites: list[int],
    tiles: list[str],
    thinks: tuple[float, float] = THINKS_SECONDS,
) -> Answers:
    """Let so many visitors and officers begin at once and go on for so many seconds; return what they met."""
    told, until = Answers(), time.perf_counter() + seconds
    await asyncio.gather(
        *(_visit(web, number, until, told, sites, tiles, thinks) for number in range(visitors)),
        *(_work(web, cookie, number, until, told) for number in range(officers)),
    )
    return told


def measure_visitors(
    report: Report, cluster: PrivateCluster, folder: Path, *, visitors: int, seconds: int, workers: int
) -> None:
    """One visitor, then officers alone, then many visitors with officers among them; on the demonstration zone."""
    url = make_demo_database(cluster, "visitors")
    cookie = sign_in(url)
    with our_server(url, workers=workers, connections=2, cache_mb=64, folder=folder) as web:
        sites, tiles = _what_there_is(web)
        asyncio.run(look_around(web, cookie, 2, OFFICERS, 3, sites, tiles))  # every worker has loaded what it needs
        one = asyncio.run(look_around(web, cookie, 1, 0, seconds, sites, tiles, HARDLY_THINKS))
        alone = asyncio.run(look_around(web, cookie, 0, OFFICERS, seconds, sites, tiles))
        many = asyncio.run(look_around(web, cookie, visitors, OFFICERS, seconds, sites, tiles))
    for kind in ("list", "tile", "sheet"):
        report.add("visitors", f"p95 of a {kind}, one visitor", "ms", one.p95(kind), f"{len(one.taken[kind])} asked")
        report.add(
            "visitors", f"p95 of a {kind}, {visitors} visitors", "ms", many.p95(kind), f"{len(many.taken[kind])} asked"
        )
    report.add("visitors", f"p95 at the desk, {OFFICERS} officers alone", "ms", alone.p95("officer"))
    report.add("visitors", f"p95 at the desk, {visitors} visitors meanwhile", "ms", many.p95("officer"))
    report.add("visitors", f"answers a second, {visitors} visitors", "/s", many.count / seconds)
    wrong = {**one.errors, **alone.errors, **many.errors}
    report.add(
        "visitors", "errors", "", float(sum(wrong.values())), ", ".join(f"{k}: {n}" for k, n in sorted(wrong.items()))
    )
    report.compare("visitors", "errors", float(sum(wrong.values())), 0, at_least=False)


def _what_there_is(web: str) -> tuple[list[int], list[str]]:
    """Return the published sites, and the tiles of the map around them at the zooms a visitor sees."""
    found = orjson.loads(fetch_plain(web + "/api/sites?limit=200"))
    boxes = [item["bbox"] for item in found["items"]]
    tiles = set()
    for zoom in (12, 13, 14, 15):
        for west, south, east, north in boxes:
            x, y = _tile_of((west + east) / 2, (south + north) / 2, zoom)
            tiles.add(f"/tiles/published_plot/{zoom}/{x}/{y}.mvt")
            tiles.add(f"/tiles/road/{zoom}/{x}/{y}.mvt")
    return [item["id"] for item in found["items"]], sorted(tiles)


def fetch_plain(address: str) -> bytes:
    """The body of one answer, unzipped."""
    import gzip

    body = fetch(address)
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def _tile_of(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    size = 2**zoom
    return int((lon + 180) / 360 * size), int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * size)
