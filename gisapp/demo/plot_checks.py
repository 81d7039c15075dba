"""What did the nights find? Runs since three months ago, control lines that came in between, an overlap looked at, three compliance reports.

The store of dangerous goods and the pipeline are invented like everything else; they touch contracted land of 示例企业 only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.compliance.compliance_reports import make_report, subject_of_plot, subject_of_shape
from gisapp.compliance.overlap_watch import check_zone, review_overlap
from gisapp.compliance.terms import CheckSubject, OverlapCause, OverlapDecision
from gisapp.demo.bulk import Bulk, period
from gisapp.demo.frame import PLANAR_EPSG
from gisapp.demo.records import ACTOR, SOURCE
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.land.typed_shape import multi, to_storage
from gisapp.plot_rules.rules.boundary import to_planar

FIRST_NIGHT, PIPELINE_NIGHT, STORE_NIGHT = 92, 12, 6
"""Days before today: the first run, the night after the pipeline came in, the night after the store did."""
LEAST_SEAM_M = 90.0


def write_plot_checks(bulk: Bulk, session: Session, *, zone_id: int, today: date) -> None:
    """Run the nights in turn, each with the control lines entered by then, and keep three reports."""
    actor = system_principal(ACTOR)
    one, other, seam = _neighbours(session, today)
    check_zone(session, actor, zone_id, today - timedelta(days=FIRST_NIGHT))
    pipe = shapely.LineString(_along(seam, 0.15)).buffer(6.0, cap_style="flat")
    _enter(
        bulk,
        zone_id,
        today,
        PIPELINE_NIGHT,
        _NewArea(
            kind="pipeline",
            name_zh="规划输水管线控制带（示意）",
            name_en="Planned water main (demo)",
            planar=pipe,
            distance_m=0,
        ),
    )
    check_zone(session, actor, zone_id, today - timedelta(days=PIPELINE_NIGHT))
    _say_permitted(session, actor, zone_id, today - timedelta(days=PIPELINE_NIGHT - 4))
    middle = seam.interpolate(0.6, normalized=True)
    store = shapely.intersection(middle.buffer(34.0, quad_segs=4), one[1].buffer(-6.0))
    largest = max(shapely.get_parts(store), key=lambda part: part.area)
    _enter(
        bulk,
        zone_id,
        today,
        STORE_NIGHT,
        _NewArea(
            kind="hazard",
            name_zh="示例危险品库房（示意）",
            name_en="Store of dangerous goods (demo)",
            planar=largest,
            distance_m=None,
        ),
    )
    _contradict(bulk, session, today)
    check_zone(session, actor, zone_id, today - timedelta(days=STORE_NIGHT))
    check_zone(session, actor, zone_id, today)
    for plot_id in (other[0], _untouched(session, today)):
        make_report(session, actor, subject_of_plot(session, actor, plot_id, today), today, today)
    wished = multi(to_storage(shapely.box(*other[1].buffer(-40).bounds), PLANAR_EPSG))
    asked = subject_of_shape(session, actor, wished, "示例项目选址意向（示意）", today, kind=CheckSubject.SHAPE)
    make_report(session, actor, asked, today, today)


def _neighbours(session: Session, today: date) -> tuple[tuple[int, Any], tuple[int, Any], Any]:
    """Return two contracted plots of invented holders that no control line touches, (id, planar shape) each, and the seam between them."""
    rows = session.execute(
        text(
            "select v.plot_id, ST_AsBinary(v.geom) as geom from plot_version v"
            " join plot_state s on s.plot_id = v.plot_id and upper_inf(s.recorded) and s.valid @> cast(:day as date) and s.supply = 'allocated'"
            " join park p on p.id = v.park_id and p.code = 'P5'"
            " where upper_inf(v.recorded) and v.valid @> cast(:day as date) and lower(v.valid) < cast(:day as date) - 365"
            " and not exists (select from constraint_area a where a.kind <> 'urban_boundary' and ST_Intersects(a.geom, v.geom))"
            " order by v.plot_no"
        ),
        {"day": today},
    )
    plots = [(row.plot_id, to_planar(shapely.from_wkb(bytes(row.geom)), PLANAR_EPSG)) for row in rows]
    for at, one in enumerate(plots):
        for other in plots[at + 1 :]:
            seam = shapely.line_merge(shapely.intersection(one[1].boundary, other[1].buffer(0.02)))
            longest = max(shapely.get_parts(seam), key=lambda part: part.length, default=None)
            if longest is not None and longest.length >= LEAST_SEAM_M:
                return one, other, longest
    raise ValueError("the demo zone has no two contracted neighbours in P5")


def _along(seam: Any, share: float) -> list[tuple[float, float]]:
    """Return a line across a seam, reaching 120 m into the plots on both sides."""
    first, second = seam.interpolate(share, normalized=True), seam.interpolate(share + 0.02, normalized=True)
    east, north = second.x - first.x, second.y - first.y
    long = (east**2 + north**2) ** 0.5
    across = (-north / long * 120, east / long * 120)
    return [(first.x - across[0], first.y - across[1]), (first.x + across[0], first.y + across[1])]


@dataclass(frozen=True, slots=True)
class _NewArea:
    """A constraint area to enter; `planar` in the plane of the zone, `distance_m` to keep from it."""

    kind: str
    name_zh: str
    name_en: str
    planar: Any
    distance_m: int | None


def _enter(bulk: Bulk, zone_id: int, today: date, days_ago: int, area: _NewArea) -> None:
    shape = multi(to_storage(shapely.set_precision(area.planar, 0.001), PLANAR_EPSG))
    ewkb = shapely.to_wkb(shapely.set_srid(shape, STORAGE_EPSG), hex=True, include_srid=True)
    since = today - timedelta(days=days_ago)
    bulk.insert(
        "constraint_area",
        "zone_id, kind, name_zh, name_en, geom, source, document_no, distance_m, valid, recorded_by_name",
        [
            (
                zone_id,
                area.kind,
                area.name_zh,
                area.name_en,
                ewkb,
                SOURCE,
                "示例文〔2026〕8号",
                area.distance_m,
                period(since),
                ACTOR,
            )
        ],
    )


def _contradict(bulk: Bulk, session: Session, today: date) -> None:
    """Let the conditions of a plot that nobody holds ask for more buildings and green than it has ground."""
    plot_id = session.execute(
        text(
            "select min(s.plot_id) from plot_snapshot s where s.valid @> cast(:day as date) and s.supply = 'not_ready'"
            " and not exists (select from planning_condition c where c.plot_id = s.plot_id)"
        ),
        {"day": today},
    ).scalar_one()
    bulk.insert(
        "planning_condition",
        "plot_id, far_min, far_max, building_coefficient_min, green_ratio_min, document_no, source, valid",
        [
            (
                plot_id,
                1,
                2,
                "0.85",
                "0.20",
                "示例规条〔2026〕3号",
                SOURCE,
                period(today - timedelta(days=STORE_NIGHT + 2)),
            )
        ],
    )


def _say_permitted(session: Session, actor: Any, zone_id: int, day: date) -> None:
    """Let the overlaps with the pipeline be looked at: the first one is permitted, the others wait."""
    found = session.execute(
        text(
            "select min(id) from constraint_overlap where zone_id = :zone and cause = :cause and resolved_on is null and kind = 'pipeline'"
        ),
        {"zone": zone_id, "cause": OverlapCause.AREA.value},
    ).scalar()
    if found is not None:
        review_overlap(
            session,
            actor,
            found,
            decision=OverlapDecision.PERMITTED.value,
            note="管线沿地块边缘绿化带敷设，已征得管理单位同意",
            document_no="示例函〔2026〕12号",
            reviewed_on=day,
        )


def _untouched(session: Session, today: date) -> int:
    """Return the first contracted plot of P2 that no control line touches."""
    return session.execute(
        text(
            "select v.plot_id from plot_version v join park p on p.id = v.park_id and p.code = 'P2'"
            " join plot_state s on s.plot_id = v.plot_id and upper_inf(s.recorded) and s.valid @> cast(:day as date) and s.supply = 'allocated'"
            " where upper_inf(v.recorded) and v.valid @> cast(:day as date)"
            " and not exists (select from constraint_overlap c where c.plot_id = v.plot_id and c.resolved_on is null)"
            " order by v.plot_no limit 1"
        ),
        {"day": today},
    ).scalar_one()
