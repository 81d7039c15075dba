"""Measures the publication of a proposal of 300 changes, and what one operation costs in a draft that already holds hundreds.

The changes are 60 splits in two, 40 moved boundaries, 40 changed conditions. Everything is written by the use cases with every
trigger on and by the application's own role, one transaction per operation as at the desk.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal, system_principal
from gisapp.bench.report import Report
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.migration import upgrade
from gisapp.db.private_cluster import PrivateCluster
from gisapp.drawing.commands import Act, draw
from gisapp.drawing.terms import DrawingAct
from gisapp.kernel.crs import STORAGE_EPSG, transformer
from gisapp.proposals.drafts import OperationDraft, ParentRef, ShapeDraft
from gisapp.proposals.items import add_operation
from gisapp.proposals.proposals import ProposalDraft, begin_proposal, read_proposal
from gisapp.proposals.publishing import publish_proposal
from gisapp.proposals.review import submit_proposal
from gisapp.proposals.terms import OperationKind

DAY = date(2026, 11, 23)
LIMIT_SECONDS = 2.0
EPSG, EAST, NORTH, SIDE, PITCH = 4547, 560_000.0, 3_719_000.0, 200.0, 240.0
SPLITS, ADJUSTS, CONDITIONS = 60, 40, 40
LARGE, WINDOW = 300, 20

_GROUND = (
    "insert into zone (code, name_zh) values ('411671', '测速')",
    "insert into park (zone_id, code, name_zh) select id, 'B1', '测速园区' from zone",
    "insert into park_boundary (park_id, planar_epsg, geom, valid) select id, 4547,"
    " ST_Multi(ST_Transform(ST_MakeEnvelope(559900, 3718900, 565000, 3724000, 4547), 4490)), daterange('2010-01-01', null) from park",
)


Places = dict[str, list[tuple[int, float, float]]]
"""What plots are there for what: id and the south-west corner of each."""


def measure_proposal(report: Report, cluster: PrivateCluster) -> None:
    """Publish a proposal of 300 changes; then draw in a draft until it holds 300 operations."""
    for measure in (_measure_publication, _measure_large_draft):
        cluster.drop_database("proposal")
        cluster.create_database("proposal")
        url = cluster.url("proposal")
        upgrade(url)
        engine = create_app_engine(url, pool_size=1)
        measure(report, engine)
        engine.dispose()
        cluster.drop_database("proposal")


def _measure_publication(report: Report, engine: Engine) -> None:
    planner, officer = system_principal("bench planner"), system_principal("bench officer")
    with transaction(engine) as session:
        plots = _fill(session, SPLITS, ADJUSTS, CONDITIONS)
    started = time.perf_counter()
    proposal = _begin(engine, planner)
    for draft in _drafts(plots):
        _add(engine, planner, proposal, draft)
    drawn = time.perf_counter()
    with transaction(engine) as session:
        verdict = submit_proposal(session, planner, proposal, today=DAY)
    submitted = time.perf_counter()
    with transaction(engine) as session:
        publish_proposal(session, officer, proposal, today=DAY)
    published = time.perf_counter()
    changes = len(verdict.difference)
    report.add("proposal", f"{SPLITS + ADJUSTS + CONDITIONS} operations drawn one by one", "s", drawn - started)
    report.add("proposal", "submitted: every rule, findings frozen", "s", submitted - drawn)
    report.add("proposal", "published in one transaction", "s", published - submitted, f"{changes} changes")
    report.compare("proposal", "publication ÷ 2 s", (published - submitted) / LIMIT_SECONDS, 1.0, at_least=False)


def _measure_large_draft(report: Report, engine: Engine) -> None:
    """Time every operation while the draft grows; what the last ones cost is held against the first ones."""
    planner = system_principal("bench planner")
    with transaction(engine) as session:
        plots = _fill(session, LARGE + 1, 0, 0)
    proposal = _begin(engine, planner)
    *drafts, _ = _drafts(plots)
    spent = [_timed(lambda draft=draft: _add(engine, planner, proposal, draft)) for draft in drafts]
    windows = {
        at: statistics.median(spent[at - WINDOW : at]) for at in sorted({WINDOW, LARGE // 2, LARGE}) if at <= len(spent)
    }
    for at, seconds in windows.items():
        report.add("proposal", f"one operation in a draft of {at}", "ms", 1000 * seconds, f"median of {WINDOW}")
    halves = Act(DrawingAct.SPLIT_BY_RATIO, (ParentRef(plots["split"][-1][0]),), {"ratio": [1, 1], "bearing_deg": 0})

    def drawn() -> None:
        with transaction(engine) as session:
            draw(session, planner, proposal, halves, DAY)

    def read() -> None:
        with transaction(engine) as session:
            read_proposal(session, planner, proposal, DAY)

    report.add(
        "proposal", f"drawn on the board in a draft of {LARGE}", "ms", 1000 * _timed(drawn), "geometry and rules"
    )
    report.add("proposal", f"a draft of {LARGE} read as a whole", "ms", 1000 * _timed(read))
    report.compare(
        "proposal", f"operation at {LARGE} ÷ at {WINDOW}", windows[LARGE] / windows[WINDOW], 2.0, at_least=False
    )


def _timed(act: Callable[[], Any]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _begin(engine: Engine, who: Principal) -> int:
    with transaction(engine) as session:
        return begin_proposal(session, who, ProposalDraft("B1", "测速"), today=DAY)


def _add(engine: Engine, who: Principal, proposal: int, draft: OperationDraft) -> None:
    with transaction(engine) as session:
        add_operation(session, who, proposal, draft)


def _box(west: float, south: float, width: float) -> MultiPolygon:
    planar = shapely.box(west, south, west + width, south + SIDE)
    move = transformer(EPSG, STORAGE_EPSG).transform
    return MultiPolygon([shapely.transform(planar, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])))])


def _places(count: int, width: float) -> list[tuple[float, float]]:
    across = int(4800 / (width + PITCH - SIDE))
    return [(EAST + (n % across) * (width + PITCH - SIDE), float(n // across)) for n in range(count)]


def _fill(session: Session, splits: int, adjusts: int, conditions: int) -> Places:
    """Write the plots: single ones to split or to give conditions, and pairs side by side whose boundary moves."""
    for statement in _GROUND:
        session.execute(text(statement))
    singles = [(east, NORTH + row * PITCH) for east, row in _places(splits + conditions, SIDE)]
    above = max(north for _, north in singles) + PITCH
    pairs = [(east, above + row * PITCH) for east, row in _places(adjusts, 2 * SIDE)]
    written = [_plot(session, number, east, north) for number, (east, north) in enumerate(singles)]
    sides = [
        (_plot(session, 1000 + 2 * n, east, north), _plot(session, 1001 + 2 * n, east + SIDE, north))
        for n, (east, north) in enumerate(pairs)
    ]
    return {
        "split": written[:splits],
        "conditions": written[splits:],
        "left": [left for left, _ in sides],
        "right": [right for _, right in sides],
    }


def _plot(session: Session, number: int, east: float, north: float) -> tuple[int, float, float]:
    plot_id = session.execute(text("insert into plot (zone_id) select id from zone returning id")).scalar_one()
    session.execute(
        text(
            "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, valid)"
            " values (:id, 'cleared', 'five', 'not_ready', 'not_applicable', 'not_applicable', daterange('2020-01-01', null))"
        ),
        {"id": plot_id},
    )
    session.execute(
        text(
            "insert into plot_version (plot_id, zone_id, park_id, planar_epsg, plot_no, geom, land_use_scheme, land_use_code, valid)"
            " select :id, zone_id, id, 4547, :no, ST_GeomFromWKB(:geom, 4490), '用地用海分类2023', '100102', daterange('2020-01-01', null) from park"
        ),
        {"id": plot_id, "no": f"B1-{number:04}", "geom": shapely.to_wkb(_box(east, north, SIDE))},
    )
    return plot_id, east, north


def _drafts(plots: Places) -> list[OperationDraft]:
    drafts: list[OperationDraft] = []
    for plot_id, east, north in plots["split"]:
        halves = tuple(ShapeDraft(_box(east + half * SIDE / 2, north, SIDE / 2)) for half in (0, 1))
        drafts.append(OperationDraft(OperationKind.SPLIT, (ParentRef(plot_id),), halves))
    for (left, east, north), (right, _, _) in zip(plots["left"], plots["right"], strict=True):
        moved = (ShapeDraft(_box(east, north, SIDE + 10)), ShapeDraft(_box(east + SIDE + 10, north, SIDE - 10)))
        drafts.append(OperationDraft(OperationKind.ADJUST, (ParentRef(left), ParentRef(right)), moved))
    for plot_id, east, north in plots["conditions"]:
        laid = (ShapeDraft(_box(east, north, SIDE), conditions={"far_min": Decimal("1.0"), "far_max": Decimal("2.5")}),)
        drafts.append(OperationDraft(OperationKind.CONDITIONS, (ParentRef(plot_id),), laid))
    return drafts
