"""Measures the night over a whole zone: 25,000 plots put to the plot rules and to the constraint areas, with every finding written.

The plots stand back to back in rows, with a corner every ten metres as surveys have them; one in fifty carries a fault of its kind
(a gap to its neighbour, an overlap, an area that its paper does not say). It runs in a process of its own, so that the peak of its
memory is that of the night.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta

from sqlalchemy import text

from gisapp.auth.principal import system_principal
from gisapp.bench.report import Report
from gisapp.compliance.overlap_watch import check_zone_overlaps
from gisapp.compliance.plot_checks import check_zone_plots
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.migration import upgrade
from gisapp.db.private_cluster import PrivateCluster
from gisapp.drawing.commands import Act, draw
from gisapp.drawing.terms import DrawingAct
from gisapp.proposals.drafts import ParentRef
from gisapp.proposals.proposals import ProposalDraft, begin_proposal

DAY = date(2026, 11, 23)
PARKS, AREAS = 6, 400
LIMIT_SECONDS, LIMIT_MIB = 300.0, 1024.0
"""What a night may take on an office's machine of two cores, with room for the other watches."""

_FILL = (
    "set local session_replication_role = replica",
    "insert into zone (code, name_zh) values ('411671', '测速')",
    "insert into park (zone_id, code, name_zh) select z.id, 'P' || n, '测速园区' || n from zone z, generate_series(1, :parks) n",
    # every park has its own strip, 140 m of ground for each row of a hundred plots
    "insert into park_boundary (park_id, planar_epsg, geom, valid) select k.id, 4547, ST_Multi(ST_Transform(ST_SetSRID(ST_MakeEnvelope("
    " 559900, 3719000 + (k.n - 1) * :depth - 50, 573200, 3719000 + k.n * :depth - 60), 4547), 4490)), daterange('2015-01-01', null)"
    " from (select id, row_number() over (order by id) as n from park) k",
    "insert into plot (zone_id) select z.id from zone z, generate_series(1, :plots)",
    "insert into plot_version (plot_id, zone_id, park_id, planar_epsg, plot_no, area_surveyed_m2, geom, valid)"
    " select w.plot_id, w.zone_id, w.park_id, 4547, 'N-' || w.plot_id, case when w.i % 150 = 100 then 9000 end,"
    " ST_Multi(ST_Transform(ST_Segmentize(ST_SetSRID(ST_MakeEnvelope(w.east + case when w.i % 150 = 50 then -1.5 when w.i % 150 = 0 then 0.2 else 0 end,"
    " w.north, w.east + 130, w.north + 140), 4547), 10), 4490)), daterange('2020-01-01', null)"
    " from (select p.id as plot_id, p.zone_id, k.id as park_id, p.i, 560000 + (p.i % 100) * 130 as east,"
    " 3719000 + (k.n - 1) * :depth + (p.i / 100) * 150 as north"
    " from (select id, zone_id, ((row_number() over (order by id) - 1) / :parks)::int as i, ((row_number() over (order by id) - 1) % :parks)::int + 1 as of_park from plot) p"
    " join (select id, row_number() over (order by id) as n from park) k on k.n = p.of_park) w",
    "insert into constraint_area (zone_id, kind, name_zh, geom, distance_m, valid)"
    " select z.id, (array['farmland', 'ecology', 'river', 'flood', 'pipeline', 'hazard', 'heritage', 'urban_boundary'])[1 + n % 8], '范围' || n,"
    " ST_Multi(ST_Transform(ST_Buffer(ST_SetSRID(ST_MakePoint(560000 + n * 7919 % 13000, 3719000 + n * 104729 % (:parks * :depth)), 4547), 40 + n * 31 % 260, 12), 4490)),"
    " case when n % 2 = 0 then 0 end, daterange('2018-01-01', null) from zone z, generate_series(1, :areas) n",
    "set local session_replication_role = origin",
    "analyze plot_version, constraint_area, park_boundary",
)  # fmt: skip


def measure_night(report: Report, cluster: PrivateCluster, plots: int) -> None:
    """A first night, which writes every finding; the usual one after it; and an act of drawing among all these plots."""
    cluster.drop_database("night")
    cluster.create_database("night")
    url = cluster.url("night")
    upgrade(url)
    _fill(url, plots)
    # a fresh process: what was measured before it has its own memory
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        told = apart.submit(_nights, url).result()
    report.add(
        "night",
        f"{plots:,} plots put to the rules, first night",
        "s",
        told["rules"],
        f"{told['findings']:,.0f} findings",
    )
    report.add("night", f"the same against {AREAS} areas", "s", told["areas"], f"{told['overlaps']:,.0f} overlaps")
    report.add("night", "usual night, both kinds", "s", told["again"], "nothing new")
    report.add("night", "most memory of the process", "MiB", told["mib"])
    report.add("night", "an act of drawing in a park of these plots", "ms", 1000 * told["drawn"])
    report.compare("night", "first night ÷ 5 min", (told["rules"] + told["areas"]) / LIMIT_SECONDS, 1.0, at_least=False)
    report.compare("night", "most memory ÷ 1 GiB", told["mib"] / LIMIT_MIB, 1.0, at_least=False)
    cluster.drop_database("night")


def _fill(url: str, plots: int) -> None:
    from sqlalchemy import create_engine

    rows = -(-plots // (PARKS * 100))
    given = {"parks": PARKS, "depth": rows * 150 + 100, "plots": plots, "areas": AREAS}
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in _FILL:
            connection.execute(
                text(statement), {name: value for name, value in given.items() if f":{name}" in statement}
            )
    engine.dispose()


def _nights(url: str) -> dict[str, float]:
    import gisapp.app  # noqa: F401 – what a server has in memory anyway

    engine, who = create_app_engine(url, pool_size=1), system_principal("bench")
    told: dict[str, float] = {}
    for day in (DAY, DAY + timedelta(days=1)):
        with transaction(engine) as session:
            started = time.perf_counter()
            rules = check_zone_plots(session, who, 1, day)
            between = time.perf_counter()
            areas = check_zone_overlaps(session, who, 1, day)
            ended = time.perf_counter()
        if day == DAY:
            told |= {"rules": between - started, "areas": ended - between}
            told |= {"findings": rules.standing, "overlaps": areas.standing}
        else:
            told["again"] = ended - started
    told["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with transaction(engine) as session:
        proposal = begin_proposal(session, who, ProposalDraft("P1", "测速"), today=DAY)
        plot = session.execute(text("select min(plot_id) + 600 from plot_version")).scalar_one()
    # the first one reads the rulebook and warms the projections; the second one is what a planner waits for
    for of in (plot, plot + PARKS):
        halves = Act(DrawingAct.SPLIT_BY_RATIO, (ParentRef(of),), {"ratio": [1, 1], "bearing_deg": 0})
        with transaction(engine) as session:
            started = time.perf_counter()
            draw(session, who, proposal, halves, DAY)
            told["drawn"] = time.perf_counter() - started
    engine.dispose()
    return told
