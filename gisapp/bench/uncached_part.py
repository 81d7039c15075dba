"""Measures uncached tiles beside the SQL floors and tipg, by turns: every tile is made."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import subprocess
import venv
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.engine import make_url

from gisapp.auth.permissions import Permission
from gisapp.bench.load import DAYS, PgAddress, run_sql, tiles_of, wrk_is_here
from gisapp.bench.processes import free_port, our_server, running
from gisapp.bench.report import Report
from gisapp.bench.rounds import average, by_turns, ratio
from gisapp.bench.synthetic import DAY
from gisapp.bench.tile_bench import MIX, MIXES, OURS, TileBench, asked_by_wrk, fetch, sign_in
from gisapp.maps.registry import load_layers
from gisapp.maps.tiles import tile_sql
from gisapp.settings import resource_dir

CLIENTS = 2
READERS = 32
"""Enough that workers which share one socket all have some."""
TILES = 4_000
TIPG_PATH = "/collections/public.bench_plain/tiles/WebMercatorQuad"
FAST = "fast SQL, 2 connections, no web"
ORDINARILY = "ordinary ST_AsMVTGeom, 2 connections, no web"
STORED = "ST_AsMVTGeom on our stored 3857 column, 2 connections, no web"
TIPG = "tipg"

_COLUMNS = "plot_no, stage, area_m2::float8 as area_m2, land_use_code"
_TILE = "ST_TileEnvelope(:z::int, :x::int, :y::int)"

ORDINARY = (
    f"select ST_AsMVT(t, 'plot', 4096, 'g', 'id') from (select id, {_COLUMNS},"
    f" ST_AsMVTGeom(ST_Transform(geom, 3857), {_TILE}, 4096, 64, true) as g from bench_plain"
    f" where geom && ST_Transform({_TILE}, 4490) and valid @> '{DAY}'::date) t"
)
"""What one writes first: one table in the storage system, the same columns, every shape transformed, clipped and validated."""

ORDINARY_ON_STORED = (
    f"select ST_AsMVT(t, 'plot', 4096, 'g', 'id') from (select plot_id as id, {_COLUMNS},"
    f" ST_AsMVTGeom(geom_3857, {_TILE}, 4096, 64, true) as g from plot_snapshot"
    f" where geom_3857 && {_TILE} and valid @> '{DAY}'::date) t"
)
"""The same on the transformed column that our design stores: what moving instead of clipping alone is worth."""


def fast_statement() -> str:
    """The statement of our own tiles, for pgbench."""
    import gisapp.app  # noqa: F401 – registers the words of every concept, which layer files name

    layers = load_layers(resource_dir("layers"), permissions={permission.value for permission in Permission})
    layer = layers.get("plot")
    assert layer is not None
    statement = tile_sql(layer, staff=True)
    for place, value in {
        "$1": f"'{DAY}'",
        "$2": "null",
        "$3": ":xmin",
        "$4": ":ymin",
        "$5": ":xmax",
        "$6": ":ymax",
    }.items():
        statement = statement.replace(place, value)
    return statement


def measure_uncached(report: Report, bench: TileBench) -> None:
    """Floors by pgbench on two connections, ours and tipg by wrk over HTTP."""
    if not wrk_is_here():
        report.add("uncached", OURS, "tiles/s", None, "wrk is not installed: apt-get install wrk")
        return
    notes: dict[str, str] = {}
    with contextlib.ExitStack() as started:
        web = started.enter_context(
            our_server(bench.url, workers=bench.workers, connections=bench.connections, cache_mb=1, folder=bench.folder)
        )
        cookie = sign_in(bench.url)
        _check_tile(web, bench, cookie)
        tipg = _start_tipg(report, bench, started)
        for mix, zooms in MIXES.items():
            tiles = tiles_of(bench.zone, zooms, TILES)
            ours = [f"/tiles/plot/{z}/{x}/{y}.mvt" for z, x, y in tiles]
            subjects = {
                FAST: _sql(bench, fast_statement(), zooms),
                ORDINARILY: _sql(bench, ORDINARY, zooms),
                STORED: _sql(bench, ORDINARY_ON_STORED, zooms),
                OURS: asked_by_wrk(bench, web, ours, notes, OURS, headers=[cookie], readers=READERS, days=DAYS),
            }
            if tipg is not None:
                theirs = [f"{TIPG_PATH}/{z}/{x}/{y}" for z, x, y in tiles]
                subjects[TIPG] = asked_by_wrk(bench, tipg, theirs, notes, TIPG, headers=[], readers=READERS)
            measured = by_turns(subjects)
            for name, values in measured.items():
                report.add("uncached", f"{name}, {mix}", "tiles/s", average(values), notes.get(name, ""))
            if mix == MIX:
                best = max((ORDINARILY, TIPG), key=lambda name: average(measured.get(name) or [0.0]))
                report.compare("uncached", f"gisapp ÷ {best}, {mix}", ratio(measured[OURS], measured[best]), 2.5)
                report.compare("uncached", f"gisapp ÷ {STORED}, {mix}", ratio(measured[OURS], measured[STORED]), 2.5)
                report.compare("uncached", f"gisapp ÷ {FAST}, {mix}", ratio(measured[OURS], measured[FAST]), 0.6)


def _sql(bench: TileBench, statement: str, zooms: tuple[int, ...]) -> Callable[[int], float]:
    address = make_url(bench.url)
    return lambda _: run_sql(
        statement,
        bench.zone,
        zooms,
        PgAddress(host=str(address.query["host"]), user=address.username or "", database=address.database or ""),
        folder=bench.folder,
        seconds=bench.turn_seconds,
        clients=CLIENTS,
    )


def _check_tile(web: str, bench: TileBench, cookie: str) -> None:
    """A server that answers quickly with nothing would look splendid."""
    z, x, y = tiles_of(bench.zone, (15,), 1)[0]
    if len(gzip.decompress(fetch(f"{web}/tiles/plot/{z}/{x}/{y}.mvt", cookie))) < 1000:
        raise RuntimeError("the tile server answers, but its tile is empty")


def _start_tipg(report: Report, bench: TileBench, started: contextlib.ExitStack) -> str | None:
    """tipg on the same rows and columns, with as many workers; None, with a sentence in the report, where that fails."""
    try:
        python = _tipg_python(bench.folder)
        port, address = free_port(), make_url(bench.url)
        database = f"{quote(str(address.query['host']), safe='')}/{address.database}"
        environment = {
            "DATABASE_URL": f"postgresql://{address.username}@{database}",
            "TIPG_MAX_FEATURES_PER_TILE": "100000",
            "TIPG_DB_SCHEMAS": '["public"]',
        }
        command = [
            str(python), "-m", "uvicorn", "tipg.main:app", "--port", str(port), "--workers", str(bench.workers),
            "--log-level", "error", "--no-access-log",
        ]  # fmt: skip
        web = f"http://127.0.0.1:{port}"
        log = bench.folder / "tipg.log"
        started.enter_context(running(command, f"{web}/healthz", environment=environment, log=log, folder=bench.folder))
        z, x, y = tiles_of(bench.zone, (15,), 1)[0]
        if len(fetch(f"{web}{TIPG_PATH}/{z}/{x}/{y}")) < 500:
            raise RuntimeError("its tile is empty")
    except subprocess.CalledProcessError:
        report.add("uncached", TIPG, "tiles/s", None, "not installed: the package registry could not be reached")
        return None
    except (RuntimeError, OSError) as error:
        report.add("uncached", TIPG, "tiles/s", None, f"could not be started: {str(error)[-200:]}")
        return None
    return web


def _tipg_python(folder: Path) -> Path:
    """The Python of a virtual environment with tipg in it, kept beside the benchmark's data."""
    place = folder / "tipg"
    python = place / "bin" / "python"
    if not (place / "installed").exists():
        shutil.rmtree(place, ignore_errors=True)
        venv.create(place, with_pip=True)
        command = [str(python), "-m", "pip", "install", "-q", "tipg", "uvicorn[standard]"]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        (place / "installed").touch()
    return python
