"""Measures taking a survey file into the register beside raw COPY of the same rows into the same tables.

The floor keeps every guarantee of the register (constraints, overlap and place checks, read model): what the database itself
needs. It reads no file, checks no field, writes no audit event and no dry run.
"""

from __future__ import annotations

import gc
import io
import multiprocessing
import random
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import geopandas
import numpy
import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.bench.report import Report
from gisapp.bench.rounds import average, by_turns, ratio
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.migration import upgrade
from gisapp.db.private_cluster import PrivateCluster
from gisapp.kernel.clock import SystemClock
from gisapp.land.surveys import accept_survey, limits_of, receive_survey
from gisapp.settings import Settings

EAST, NORTH, CELL = 555_000.0, 3_710_000.0, 100.0
"""South-west corner in EPSG:4547 and the side of a plot's cell, in metres."""

OURS = "gisapp: dry run and acceptance"
FLOOR = "raw COPY into the register's tables, guarantees on"
BARE = "raw COPY into a bare table"
ROUNDS = 3

TARGET_POLYGONS, TARGET_SECONDS, TARGET_MIB = 25_000, 60.0, 1024.0
"""What an office's machine of two cores has to manage."""


def measure_import(report: Report, cluster: PrivateCluster, folder: Path, polygons: int) -> None:
    """Each turn on a fresh copy of a database with one empty park."""
    shapes = _polygons(polygons)
    file = folder / "survey.gpkg"
    file.unlink(missing_ok=True)
    numbers = [f"P1-{number:05d}" for number in range(polygons)]
    frame = geopandas.GeoDataFrame({"地块编号": numbers, "地类编码": "100102"}, geometry=shapes, crs=4547)
    frame.to_file(file, driver="GPKG")
    cluster.drop_database("import_empty")
    cluster.create_database("import_empty")
    _make_park(cluster.url("import_empty"), polygons)
    rows = _copy_rows(shapes, numbers)
    notes: list[str] = []
    peaks: list[float] = []

    def on_fresh_copy(measure: Callable[[str], float]) -> Callable[[int], float]:
        def run(_: int) -> float:
            cluster.drop_database("import_run")
            cluster.create_database("import_run", template="import_empty")
            return measure(cluster.url("import_run"))

        return run

    measured = by_turns(
        {
            BARE: on_fresh_copy(lambda url: _copy_bare(url, rows)),
            FLOOR: on_fresh_copy(lambda url: _copy_guarded(url, rows, polygons)),
            OURS: on_fresh_copy(lambda url: _import(url, file, polygons, notes, peaks)),
        },
        ROUNDS,
    )
    for name, values in measured.items():
        note = f"{polygons / average(values):,.0f} polygons/s" + (f"; {notes[-1]}" if name == OURS else "")
        report.add("import", f"{name}, {polygons:,} polygons", "s", average(values), note)
    report.compare(
        "import",
        "gisapp ÷ raw COPY with the guarantees on",
        ratio(measured[OURS], measured[FLOOR]),
        2.0,
        at_least=False,
    )
    if polygons == TARGET_POLYGONS:
        report.compare("import", "seconds ÷ 60 s", average(measured[OURS]) / TARGET_SECONDS, 1.0, at_least=False)
        report.compare("import", "peak memory ÷ 1 GiB", max(peaks) / TARGET_MIB, 1.0, at_least=False)
    cluster.drop_database("import_run")


def _polygons(count: int) -> list[shapely.Polygon]:
    """Irregular plots of 8 to 24 points (mean 16) that do not touch each other, in EPSG:4547."""
    chance = random.Random(4547)
    columns = int(numpy.ceil(numpy.sqrt(count)))
    shapes = []
    for number in range(count):
        points = chance.randint(8, 24)
        angles = [2 * numpy.pi * (index + chance.uniform(-0.3, 0.3)) / points for index in range(points)]
        radii = [CELL * chance.uniform(0.36, 0.48) for _ in range(points)]
        x, y = EAST + (number % columns + 0.5) * CELL, NORTH + (number // columns + 0.5) * CELL
        ring = [
            (round(x + r * numpy.cos(a), 3), round(y + r * numpy.sin(a), 3)) for a, r in zip(angles, radii, strict=True)
        ]
        shapes.append(shapely.Polygon(ring))
    return shapes


def _make_park(url: str, polygons: int) -> None:
    upgrade(url)
    side = (int(numpy.ceil(numpy.sqrt(polygons))) + 1) * CELL
    engine = create_app_engine(url, pool_size=1)
    with transaction(engine) as session:
        session.execute(
            text(
                "with z as (insert into zone (code, name_zh) values ('411671', '测速') returning id),"
                " p as (insert into park (zone_id, code, name_zh) select id, 'P1', '园区' from z returning id)"
                " insert into park_boundary (park_id, planar_epsg, geom, valid) select id, 4547,"
                " ST_Multi(ST_Transform(ST_Segmentize(ST_MakeEnvelope(:e, :n, :e + :side, :n + :side, 4547), 200), 4490)), '[2010-01-01,)' from p"
            ),
            {"e": EAST - CELL, "n": NORTH - CELL, "side": side + 2 * CELL},
        )
    engine.dispose()


def _copy_rows(shapes: list[shapely.Polygon], numbers: list[str]) -> str:
    """The rows as COPY text: number, EWKB in EPSG:4490. Prepared outside the clock: the floor is the database's work."""
    frame = geopandas.GeoSeries([shapely.MultiPolygon([shape]) for shape in shapes], crs=4547).to_crs(4490)
    hexes = shapely.to_wkb(shapely.set_srid(frame.values, 4490), hex=True, include_srid=True)
    return "".join(f"{number}\t{wkb}\n" for number, wkb in zip(numbers, hexes, strict=True))


def _copy(session: Session, rows: str) -> None:
    cursor = session.connection().connection.cursor()
    cursor.execute("create temp table delivered (plot_no text, geom geometry(MultiPolygon, 4490)) on commit drop")
    cursor.copy_expert("copy delivered from stdin", io.StringIO(rows))


def _copy_bare(url: str, rows: str) -> float:
    engine = create_app_engine(url, pool_size=1)
    started = time.perf_counter()
    with transaction(engine) as session:
        _copy(session, rows)
    taken = time.perf_counter() - started
    engine.dispose()
    return taken


def _copy_guarded(url: str, rows: str, polygons: int) -> float:
    engine = create_app_engine(url, pool_size=1)
    started = time.perf_counter()
    with transaction(engine) as session:
        _copy(session, rows)
        session.execute(text("alter table delivered add plot_id bigint generated always as identity"))
        session.execute(
            text("insert into plot (zone_id) select z.id from zone z, generate_series(1, :count)"), {"count": polygons}
        )
        session.execute(
            text(
                "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, valid)"
                " select id, 'unknown', 'unknown', 'not_ready', 'not_applicable', 'not_applicable', '[2026-01-01,)' from plot"
            )
        )
        session.execute(
            text(
                "insert into plot_version (plot_id, zone_id, park_id, planar_epsg, plot_no, geom, land_use_scheme, land_use_code, valid)"
                " select d.plot_id, p.zone_id, p.id, 4547, d.plot_no, d.geom, '用地用海分类2023', '100102', '[2026-01-01,)' from delivered d, park p"
            )
        )
    taken = time.perf_counter() - started
    _expect(url, polygons)
    engine.dispose()
    return taken


def _import(url: str, file: Path, polygons: int, notes: list[str], peaks: list[float]) -> float:
    """In a process of its own, so that the peak of its memory is that of the import and of nothing before it."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        checked, accepted, own_mib, database_mib = pool.submit(_import_alone, url, file).result()
    _expect(url, polygons)
    notes.append(
        f"dry run {checked:.1f} s, acceptance {accepted:.1f} s, peak {own_mib:,.0f} MiB, its database backend {database_mib:,.0f} MiB"
    )
    peaks.append(own_mib + database_mib)
    return checked + accepted


def _import_alone(url: str, file: Path) -> tuple[float, float, float, float]:
    """Return seconds of dry run and acceptance, and the most memory (MiB) of this process and of its database backend."""
    import gisapp.app  # noqa: F401 – what a server has in memory anyway

    gc.collect()
    gc.freeze()  # as the server does once it has started

    engine = create_app_engine(url, pool_size=1)
    principal, clock = system_principal("测速"), SystemClock()
    started = time.perf_counter()
    with transaction(engine) as session:
        received = receive_survey(
            session, principal, clock, limits_of(Settings()), path=file, file_name=file.name, park_code="P1"
        )
    checked = time.perf_counter()
    with transaction(engine) as session:
        accept_survey(session, principal, clock, received.survey_id, valid_from=clock.today())
        done = time.perf_counter()
        backend = session.execute(text("select pg_backend_pid()")).scalar_one()
        database_mib = _peak_mib(backend)
    engine.dispose()
    own_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return checked - started, done - checked, own_mib, database_mib


def _peak_mib(pid: int) -> float:
    """The most memory a process has held by itself, its part of the shared buffers left out; 0 where the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    sizes = {
        name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines) if rest.endswith("kB")
    }
    return max(sizes.get("VmHWM", 0) - sizes.get("RssShmem", 0), 0) / 1024


def _expect(url: str, polygons: int) -> None:
    """Both must have done the same: so many plots, and the map's read model beside them."""
    engine = create_app_engine(url, pool_size=1)
    with transaction(engine) as session:
        found = session.execute(
            text("select (select count(*) from plot_version), (select count(*) from plot_snapshot)")
        ).one()
    engine.dispose()
    if tuple(found) != (polygons, polygons):
        raise RuntimeError(f"{polygons} polygons went in, {found[0]} versions and {found[1]} drawn rows are there")
