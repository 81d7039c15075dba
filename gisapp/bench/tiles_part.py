"""Measures uncached tiles beside the SQL floors and tipg, and cached tiles beside nginx with the same bodies as files."""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import subprocess
import urllib.request
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Permission
from gisapp.auth.sessions import COOKIE, open_session
from gisapp.bench.load import ask, run_sql, tiles_of, wrk_is_here
from gisapp.bench.processes import free_port, our_server, running
from gisapp.bench.report import Report
from gisapp.bench.synthetic import DAY, SyntheticZone
from gisapp.db.engine import create_app_engine
from gisapp.kernel.clock import SystemClock
from gisapp.land import terms  # noqa: F401  publishes the words that layer files name
from gisapp.maps.registry import load_layers
from gisapp.maps.tiles import tile_sql
from gisapp.settings import resource_dir

MIXES: dict[str, tuple[int, ...]] = {"z12": (12,), "z14": (14,), "z16": (16,), "mix z13–16": (13, 14, 15, 16)}
MIX = "mix z13–16"
CLIENTS = 2
READERS = 8
DAYS = 2000
TIPG_VIEW = "bench_plot"

ORDINARY = (
    "select ST_AsMVT(t, 'plot', 4096, 'g', 'id') from (select plot_id as id, plot_no, stage, area_m2::float8 as area_m2, land_use_code,"
    " ST_AsMVTGeom(geom_3857, ST_TileEnvelope(:z::int, :x::int, :y::int), 4096, 64, true) as g from plot_snapshot"
    f" where geom_3857 && ST_TileEnvelope(:z::int, :x::int, :y::int) and valid @> '{DAY}'::date) t"
)
"""What one writes first: the same columns, clip and validation for every shape. It is given the stored 3857 geometry too."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where and how to measure."""

    url: str
    zone: SyntheticZone
    folder: Path
    seconds: int
    workers: int
    connections: int


def fast_statement() -> str:
    """The statement of our own tiles, for pgbench."""
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


def measure_uncached(report: Report, bench: Bench) -> None:
    """Every tile is made: floors by pgbench on two connections, ours and tipg by wrk over HTTP."""
    address = make_url(bench.url)

    def floor(name: str, statement: str) -> None:
        for mix, zooms in MIXES.items():
            rate = run_sql(
                statement, bench.zone, zooms, host=str(address.query["host"]), user=address.username or "", database=address.database or "",
                folder=bench.folder, seconds=bench.seconds, clients=CLIENTS,
            )  # fmt: skip
            report.add("uncached", f"{name}, {mix}", "tiles/s", rate)

    floor("floor: fast SQL, 2 connections", fast_statement())
    floor("floor: ordinary ST_AsMVTGeom, 2 connections", ORDINARY)
    if not wrk_is_here():
        report.add("uncached", "gisapp", "tiles/s", None, "wrk is not installed: apt-get install wrk")
        return
    with our_server(
        bench.url, workers=bench.workers, connections=bench.connections, cache_mb=1, folder=bench.folder
    ) as web:
        cookie = f"Cookie: {COOKIE}={sign_in(bench.url)}"
        _check_tile(web, bench.zone, cookie)
        for mix, zooms in MIXES.items():
            paths = [f"/tiles/plot/{z}/{x}/{y}.mvt" for z, x, y in tiles_of(bench.zone, zooms, 4000)]
            load = ask(web, paths, bench.folder, seconds=bench.seconds, readers=READERS, days=DAYS, headers=[cookie])
            note = f"{load.bytes_each / 1024:.1f} KB each" + (f", {load.errors} errors" if load.errors else "")
            report.add("uncached", f"gisapp, {mix}", "tiles/s", load.per_second, note)
    _measure_tipg(report, bench)
    _compare_uncached(report)


def _compare_uncached(report: Report) -> None:
    ours = report.value("uncached", f"gisapp, {MIX}")
    ordinary = report.value("uncached", f"floor: ordinary ST_AsMVTGeom, 2 connections, {MIX}")
    fast = report.value("uncached", f"floor: fast SQL, 2 connections, {MIX}")
    tipg = report.value("uncached", f"tipg, {MIX}")
    if ours is None or ordinary is None or fast is None:
        return
    report.compare("uncached", "gisapp ÷ the better of tipg and ordinary SQL", ours / max(ordinary, tipg or 0.0), 2.5)
    report.compare("uncached", "gisapp ÷ fast SQL floor", ours / fast, 0.6)


def sign_in(url: str) -> str:
    """A session of an officer of all parks; returns its cookie."""
    engine = create_app_engine(url, pool_size=1)
    now = SystemClock().now()
    with Session(engine) as session, session.begin():
        account = session.execute(
            text(
                "insert into account (username, display_name, role, password_hash) values ('bench', 'bench', 'officer', '-')"
                " on conflict (username) do update set display_name = excluded.display_name returning id"
            )
        ).scalar_one()
        token, _ = open_session(session, account, now, 12, "127.0.0.1", "bench")
    engine.dispose()
    return token


def _get(address: str, cookie: str) -> bytes:
    name, value = cookie.split(": ", 1)
    request = urllib.request.Request(address, headers={name: value, "Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return bytes(answer.read())


def _check_tile(web: str, zone: SyntheticZone, cookie: str) -> None:
    """A server that answers quickly with nothing would look splendid."""
    z, x, y = tiles_of(zone, (15,), 1)[0]
    if len(gzip.decompress(_get(f"{web}/tiles/plot/{z}/{x}/{y}.mvt", cookie))) < 1000:
        raise RuntimeError("the tile server answers, but its tile is empty")


def _measure_tipg(report: Report, bench: Bench) -> None:
    try:
        python = _tipg_python(bench.folder)
    except (OSError, subprocess.CalledProcessError) as error:
        report.add("uncached", "tipg", "tiles/s", None, f"not installed, the package registry does not answer: {error}")
        return
    _make_tipg_view(bench.url)
    port, address = free_port(), make_url(bench.url)
    environment = {
        "DATABASE_URL": f"postgresql://{address.username}@{quote(str(address.query['host']), safe='')}/{address.database}",
        "TIPG_MAX_FEATURES_PER_TILE": "100000",
        "TIPG_DB_SCHEMAS": '["public"]',
    }
    command = [
        str(python),
        "-m",
        "uvicorn",
        "tipg.main:app",
        "--port",
        str(port),
        "--workers",
        str(bench.workers),
        "--log-level",
        "error",
        "--no-access-log",
    ]
    web = f"http://127.0.0.1:{port}"
    try:
        with running(
            command, f"{web}/healthz", environment=environment, log=bench.folder / "tipg.log", folder=bench.folder
        ):
            base = f"/collections/public.{TIPG_VIEW}/tiles/WebMercatorQuad"
            z, x, y = tiles_of(bench.zone, (15,), 1)[0]
            if len(_get(f"{web}{base}/{z}/{x}/{y}", "Accept: */*")) < 500:
                raise RuntimeError("its tile is empty")
            for mix, zooms in MIXES.items():
                paths = [f"{base}/{z}/{x}/{y}" for z, x, y in tiles_of(bench.zone, zooms, 4000)]
                load = ask(web, paths, bench.folder, seconds=bench.seconds, readers=READERS, days=0)
                note = f"{load.bytes_each / 1024:.1f} KB each" + (f", {load.errors} errors" if load.errors else "")
                report.add("uncached", f"tipg, {mix}", "tiles/s", load.per_second, note)
    except (RuntimeError, OSError) as error:
        report.add("uncached", "tipg", "tiles/s", None, f"could not be measured: {str(error)[:200]}")


def _tipg_python(folder: Path) -> Path:
    """The Python of a virtual environment with tipg in it, kept beside the benchmark's data."""
    place = folder / "tipg"
    python = place / "bin" / "python"
    if not (place / "installed").exists():
        shutil.rmtree(place, ignore_errors=True)
        venv.create(place, with_pip=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "-q", "tipg", "uvicorn[standard]"],
            check=True,
            capture_output=True,
            timeout=600,
        )
        (place / "installed").touch()
    return python


def _make_tipg_view(url: str) -> None:
    """The same five columns for tipg; its own SQL does the rest."""
    engine = create_app_engine(url, pool_size=1)
    with engine.begin() as connection:
        connection.execute(text("set role none"))
        connection.execute(
            text(
                f"create or replace view {TIPG_VIEW} as select plot_id as id, plot_no, stage, area_m2::float8 as area_m2, land_use_code, geom_3857 as geom"
                f" from plot_snapshot where valid @> '{DAY}'::date"
            )
        )
    engine.dispose()


def measure_cached(report: Report, bench: Bench) -> None:
    """The same tiles asked again and again: from our memory, and as files from nginx with as many workers."""
    if not wrk_is_here():
        report.add("cached", "gisapp", "tiles/s", None, "wrk is not installed: apt-get install wrk")
        return
    tiles = tiles_of(bench.zone, MIXES[MIX], 1000)
    paths = [f"/tiles/plot/{z}/{x}/{y}.mvt" for z, x, y in tiles]
    files = bench.folder / "static"
    shutil.rmtree(files, ignore_errors=True)
    with our_server(
        bench.url, workers=bench.workers, connections=bench.connections, cache_mb=256, folder=bench.folder
    ) as web:
        cookie = f"Cookie: {COOKIE}={sign_in(bench.url)}"
        for path in paths:
            target = files / path.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_get(web + path, cookie))
        ask(
            web, paths, bench.folder, seconds=3, readers=64, days=0, headers=[cookie]
        )  # every worker has every tile now
        load = ask(web, paths, bench.folder, seconds=bench.seconds, readers=64, days=0, headers=[cookie])
        report.add(
            "cached",
            f"gisapp, {bench.workers} worker(s)",
            "tiles/s",
            load.per_second,
            f"{load.errors} errors" if load.errors else "",
        )
    with _nginx(files, bench) as static:
        if static is None:
            report.add("cached", "nginx static", "tiles/s", None, "nginx is not installed: apt-get install nginx-light")
            return
        load = ask(static, paths, bench.folder, seconds=bench.seconds, readers=64, days=0)
        report.add(
            "cached",
            f"nginx static, {bench.workers} worker(s)",
            "tiles/s",
            load.per_second,
            f"{load.errors} errors" if load.errors else "",
        )
    ours, nginx = report.figures[-2].value, report.figures[-1].value
    if ours and nginx:
        report.compare("cached", "gisapp ÷ nginx static", ours / nginx, 0.25)


@contextlib.contextmanager
def _nginx(files: Path, bench: Bench) -> Iterator[str | None]:
    """Our own nginx on loopback, in the foreground, with nothing of the machine's configuration."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        yield None
        return
    port, folder = free_port(), bench.folder / "nginx"
    folder.mkdir(exist_ok=True)
    for path in (files, *files.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"""{user} daemon off; worker_processes {bench.workers}; pid {folder}/nginx.pid; error_log {folder}/error.log crit;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache max=10000; etag on;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {files}; types {{ application/vnd.mapbox-vector-tile mvt; }}
    location / {{ add_header Content-Encoding gzip; add_header Cache-Control "public, no-cache"; add_header Vary "Accept-Encoding"; }} }} }}
""",
        encoding="utf-8",
    )
    command = [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    with running(command, f"http://127.0.0.1:{port}/", environment={}, log=folder / "out.log", folder=folder):
        yield f"http://127.0.0.1:{port}"


PARTS: dict[str, Callable[[Report, Bench], None]] = {"uncached": measure_uncached, "cached": measure_cached}
