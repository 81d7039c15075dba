"""What both tile measurements share: where the plots are, who asks, which mixes of zooms."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.sessions import COOKIE, open_session
from gisapp.bench.load import ask
from gisapp.bench.rounds import ROUNDS
from gisapp.bench.synthetic import SyntheticZone
from gisapp.db.engine import create_app_engine
from gisapp.kernel.clock import SystemClock
from gisapp.settings import Settings

MIXES: dict[str, tuple[int, ...]] = {"z12": (12,), "z14": (14,), "z16": (16,), "mix z13–16": (13, 14, 15, 16)}
MIX = "mix z13–16"
OURS = "gisapp"


@dataclass(frozen=True, slots=True)
class TileBench:
    """Where and how to measure."""

    url: str
    zone: SyntheticZone
    folder: Path
    seconds: int
    workers: int
    connections: int

    @property
    def turn_seconds(self) -> int:
        return max(2, round(self.seconds / ROUNDS))


def sign_in(url: str) -> str:
    """A session of an officer of all parks, as the cookie header that carries it."""
    engine = create_app_engine(url, pool_size=1)
    now = SystemClock().now()
    with Session(engine) as session, session.begin():
        account = session.execute(
            text(
                "insert into account (username, display_name, role, password_hash) values ('bench', 'bench', 'officer', '-')"
                " on conflict (username) do update set display_name = excluded.display_name returning id"
            )
        ).scalar_one()
        token, _ = open_session(session, account, now, Settings(), "127.0.0.1", "bench")
    engine.dispose()
    return f"Cookie: {COOKIE}={token}"


def fetch(address: str, header: str = "Accept: */*") -> bytes:
    """The body of one answer, still zipped where the server zips."""
    name, value = header.split(": ", 1)
    request = urllib.request.Request(address, headers={name: value, "Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return bytes(answer.read())


def asked_by_wrk(
    bench: TileBench,
    address: str,
    paths: list[str],
    notes: dict[str, str],
    name: str,
    *,
    headers: list[str],
    readers: int,
    days: int = 0,
) -> Callable[[int], float]:
    """A subject for `by_turns`: answers per second; bytes and errors are left in `notes`."""

    def measure(number: int) -> float:
        load = ask(
            address,
            paths,
            bench.folder,
            seconds=bench.turn_seconds,
            readers=readers,
            days=days,
            first_turn=number * 1_000_000,
            headers=headers,
        )
        notes[name] = f"{load.bytes_each / 1024:.1f} KB each" + (f", {load.errors} ERRORS" if load.errors else "")
        return load.per_second

    return measure
