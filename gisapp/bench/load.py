"""Load that does not measure itself: wrk (C, one thread) asks for tiles, pgbench (C) runs the SQL of the floors."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gisapp.bench.synthetic import SyntheticZone
from gisapp.db.postgres_programs import choose_programs

SCRIPT = """
local paths, count = {}, 0
for line in io.lines(os.getenv("BENCH_PATHS")) do count = count + 1; paths[count] = line end
local days, turn = %d, %d
function request()
  turn = turn + 1
  local path = paths[turn %% count + 1]
  if days > 0 then path = path .. os.date("!?as_of=%%Y-%%m-%%d", 1577836800 + (turn %% days) * 86400) end
  return wrk.format("GET", path)
end
"""
"""Every request asks for another day (from 2020 on), so no tile is asked for twice although the work is the same."""

DAYS = 3_651
"""Days to ask for; with no divisor in common with the number of tiles in a list, 4000."""


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk told: answers per second, bytes per answer, and how many answers were errors."""

    per_second: float
    bytes_each: float
    errors: int


def tiles_of(zone: SyntheticZone, zooms: Sequence[int], count: int) -> list[tuple[int, int, int]]:
    """Tiles drawn at random, each zoom as often as the others."""
    chance = random.Random(17)
    drawn = []
    for number in range(count):
        zoom = zooms[number % len(zooms)]
        left, right, top, bottom = zone.tile_range(zoom)
        drawn.append((zoom, chance.randint(left, right), chance.randint(top, bottom)))
    return drawn


def wrk_is_here() -> bool:
    return shutil.which("wrk") is not None


def ask(
    address: str,
    paths: Sequence[str],
    folder: Path,
    *,
    seconds: int,
    readers: int,
    days: int,
    first_turn: int = 0,
    headers: Sequence[str] = (),
) -> Load:
    """Ask for the paths over and over from `readers` connections; with `days`, every time for another day."""
    listing, script = folder / "paths.txt", folder / "load.lua"
    listing.write_text("\n".join(paths) + "\n", encoding="utf-8")
    script.write_text(SCRIPT % (days, first_turn), encoding="utf-8")
    command = [
        "wrk",
        "-t1",
        f"-c{readers}",
        f"-d{seconds}s",
        "--timeout",
        "30s",
        "-s",
        str(script),
        "-H",
        "Accept-Encoding: gzip",
    ]
    for header in headers:
        command += ["-H", header]
    told = subprocess.run(
        [*command, address],
        capture_output=True,
        text=True,
        check=True,
        env={"BENCH_PATHS": str(listing), "PATH": "/usr/bin:/bin"},
    ).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    total = re.search(r"(\d+) requests in [\d.]+\w+, ([\d.]+)(B|KB|MB|GB) read", told)
    if rate is None or total is None:
        raise RuntimeError(f"wrk said: {told}")
    scale = {"B": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30}[total[3]]
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", told)
    errors = int(refused[1]) if refused else 0
    errors += sum(int(part) for part in sockets.groups()) if sockets else 0
    return Load(float(rate[1]), float(total[2]) * scale / max(int(total[1]), 1), errors)


@dataclass(frozen=True, slots=True)
class PgAddress:
    """Where a database is reached: folder of its socket, account, name."""

    host: str
    user: str
    database: str


def run_sql(
    statement: str,
    zone: SyntheticZone,
    zooms: Sequence[int],
    at: PgAddress,
    *,
    folder: Path,
    seconds: int,
    clients: int,
) -> float:
    """Tiles per second of a statement with :z :x :y and :xmin :ymin :xmax :ymax, prepared, on so many connections, no web."""
    programs = choose_programs()
    command = [
        programs.program("pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(seconds),
        "-h", at.host, "-U", at.user, "--random-seed=17",
    ]  # fmt: skip
    for zoom in zooms:
        left, right, top, bottom = zone.tile_range(zoom)
        script = folder / f"floor-{zoom}.sql"
        script.write_text(
            f"\\set z {zoom}\n\\set x random({left}, {right})\n\\set y random({top}, {bottom})\n"
            f"\\set side 40075016.685578488 / {2**zoom}\n"
            "\\set xmin :x * :side - 20037508.342789244\n\\set ymax 20037508.342789244 - :y * :side\n"
            "\\set xmax :xmin + :side\n\\set ymin :ymax - :side\n"
            f"{statement};\n",
            encoding="utf-8",
        )
        command += ["-f", f"{script}@1"]
    environment = {
        **programs.process_environment(),
        "PGOPTIONS": "-c jit=off -c max_parallel_workers_per_gather=0 -c plan_cache_mode=force_generic_plan",
    }
    told = subprocess.run([*command, at.database], capture_output=True, text=True, check=False, env=environment)
    rate = re.search(r"tps = ([\d.]+)", told.stdout)
    if rate is None or told.returncode != 0:
        raise RuntimeError(f"pgbench said: {told.stderr[-600:]}")
    return float(rate[1])
