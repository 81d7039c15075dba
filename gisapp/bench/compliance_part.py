"""Measures the compliance check of 300 plots against 200 constraint areas, from rows to answers, beside PostGIS doing the same in one join."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.bench.report import Report
from gisapp.compliance.conflict_check import check_book, constraint_shapes
from gisapp.compliance.overlap_watch import check_zone
from gisapp.compliance.rules.conflicts import find_conflicts
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.migration import upgrade
from gisapp.db.private_cluster import PrivateCluster
from gisapp.plot_rules.check_plots import registered_plots

DAY = date(2026, 11, 23)
PLOTS, AREAS = 300, 200
LIMIT_SECONDS = 1.0
ROUNDS = 3

_FILL = (
    "insert into zone (code, name_zh) values ('411671', '测速')",
    "insert into park (zone_id, code, name_zh) select id, 'P1', '测速园区' from zone",
    "insert into park_boundary (park_id, planar_epsg, geom, valid) select id, 4547,"
    " ST_Multi(ST_Transform(ST_SetSRID(ST_MakeEnvelope(560000, 3719000, 563000, 3722000), 4547), 4490)), daterange('2015-01-01', null) from park",
    "insert into plot (zone_id) select z.id from zone z, generate_series(1, :plots)",
    # rows back to back, touching in pairs, every edge with a vertex each ten metres as surveys have them
    "insert into plot_version (plot_id, zone_id, park_id, planar_epsg, plot_no, geom, valid)"
    " select p.id, p.zone_id, k.id, 4547, 'B-' || p.id, ST_Multi(ST_Transform(ST_Segmentize(ST_SetSRID(ST_MakeEnvelope("
    " 560050 + (p.id % 20) * 130, 3719050 + (p.id / 20) * 160, 560050 + (p.id % 20) * 130 + 130, 3719050 + (p.id / 20) * 160 + 140), 4547), 10), 4490)),"
    " daterange('2020-01-01', null) from plot p, park k",
    # blobs of 40 to 300 m all over the park, eight kinds in turn, distances by the rulebook for every second one
    "insert into constraint_area (zone_id, kind, name_zh, geom, distance_m, valid)"
    " select z.id, (array['farmland', 'ecology', 'river', 'flood', 'pipeline', 'hazard', 'heritage', 'urban_boundary'])[1 + n % 8], '范围' || n,"
    " ST_Multi(ST_Transform(ST_Buffer(ST_SetSRID(ST_MakePoint(560000 + n * 7919 % 3000, 3719000 + n * 104729 % 3000), 4547), 40 + n * 31 % 260, 12), 4490)),"
    " case when n % 2 = 0 then 0 end, daterange('2018-01-01', null) from zone z, generate_series(1, :areas) n",
    "analyze plot_version, constraint_area",
)  # fmt: skip

_JOINED = (
    "select count(*), sum(ST_Area(ST_Intersection(ST_Transform(v.geom, 4547), ST_Transform(a.geom, 4547))))"
    " from plot_version v join constraint_area a on a.geom && v.geom and ST_Intersects(a.geom, v.geom)"
)


def measure_compliance(report: Report, cluster: PrivateCluster) -> None:
    """Fill, join in the database, check in memory, then a whole night with both kinds of check and its writing."""
    cluster.drop_database("compliance")
    cluster.create_database("compliance")
    url = cluster.url("compliance")
    upgrade(url)
    engine = create_app_engine(url, pool_size=1)
    with transaction(engine) as session:
        for statement in _FILL:
            wanted = {name: count for name, count in (("plots", PLOTS), ("areas", AREAS)) if f":{name}" in statement}
            session.execute(text(statement), wanted)
    with transaction(engine) as session:
        floor = min(_timed(lambda: session.execute(text(_JOINED)).one()) for _ in range(ROUNDS))
        whole = min(_timed(lambda: _check(session)) for _ in range(ROUNDS))
        found = _check(session)
        plan = "\n".join(row[0] for row in session.execute(text("explain (analyze, costs off, timing off) " + _JOINED)))
    uses_index = "constraint_area_geom" in plan or "plot_version_geom" in plan
    note = f"{found:,} overlaps; {'a spatial index' if uses_index else 'no spatial index'} in the plan of the join"
    report.add("compliance", f"{PLOTS} plots × {AREAS} areas: read and check", "s", whole, note)
    report.add("compliance", "the same areas in one PostGIS join, without distances", "s", floor)
    with transaction(engine) as session:
        first = _timed(lambda: check_zone(session, system_principal("bench"), 1, DAY))
    with transaction(engine) as session:
        again = _timed(lambda: check_zone(session, system_principal("bench"), 1, DAY))
    report.add("compliance", "first night: rules and areas, every finding written", "s", first)
    report.add("compliance", "usual night: nothing new", "s", again)
    report.compare("compliance", "300 × 200 ÷ 1 s", whole / LIMIT_SECONDS, 1.0, at_least=False)
    report.compare("compliance", "read and check ÷ the bare join", whole / floor, 10.0, at_least=False)
    engine.dispose()
    cluster.drop_database("compliance")


def _check(session: Session) -> int:
    """Read plots and areas and hold one against the other, as the night does; return the overlaps."""
    book = check_book(session, 1, DAY)
    shapes = [(shape.key, shape.geometry) for shape in registered_plots(session, 1, DAY)]
    areas = constraint_shapes(session, 1, DAY, book)
    return len(find_conflicts(shapes, areas, book.rules, book.known_kinds, book.tolerance_m2, 4547).conflicts)


def _timed(act: Callable[[], Any]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
