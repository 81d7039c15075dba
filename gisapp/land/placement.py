"""Does this shape stand where a plot may stand: valid in itself, inside its park, clear of its neighbours?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shapely import MultiPolygon, to_wkb
from shapely.geometry import mapping
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.kernel.area import format_m2
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.land.parks import find_park
from gisapp.plot_rules.rules.boundary import check_boundary
from gisapp.plot_rules.tolerance_book import land_thresholds
from gisapp.plot_rules.tolerances import LandThresholds


@dataclass(frozen=True, slots=True)
class Placing:
    """A shape to be checked on a day: in EPSG:4490, with its park; `plot_id` is the plot it is of, so not its own neighbour."""

    geometry: MultiPolygon
    day: date
    park_id: int
    park_name_zh: str
    planar_epsg: int
    plot_id: int | None = None
    area_surveyed_m2: Decimal | None = None


def check_placement(
    session: Session,
    park_code: str,
    geometry: MultiPolygon,
    day: date,
    *,
    plot_id: int | None = None,
    area_surveyed_m2: Decimal | None = None,
) -> Findings:
    """Answer with every finding on a shape in EPSG:4490; `plot_id` is the plot it would revise."""
    park = find_park(session, park_code)
    placing = Placing(geometry, day, park["id"], park["name_zh"], park["planar_epsg"], plot_id, area_surveyed_m2)
    return check_placements(session, [placing])[0]


def check_placements(session: Session, placings: Sequence[Placing]) -> list[Findings]:
    """Answer for many shapes at once, in their order: one statement for all of them.

    Thresholds of each shape's own day; shapes whose days have different thresholds take a statement each. A shape that is
    invalid in itself is not held against its surroundings.
    """
    by_day = {day: land_thresholds(session, day) for day in sorted({placing.day for placing in placings})}
    found: list[Findings] = []
    groups: dict[LandThresholds, list[int]] = {}
    for at, placing in enumerate(placings):
        thresholds = by_day[placing.day]
        alone = check_boundary(
            placing.geometry, placing.planar_epsg, thresholds, declared_area_m2=placing.area_surveyed_m2
        )
        found.append(Findings(list(alone)))
        if not placing.geometry.is_empty and placing.geometry.is_valid:
            groups.setdefault(thresholds, []).append(at)
    for thresholds, group in groups.items():
        parameters = {
            "keys": group,
            "geoms": [to_wkb(placings[at].geometry) for at in group],
            "days": [placings[at].day for at in group],
            "park_ids": [placings[at].park_id for at in group],
            "plot_ids": [placings[at].plot_id for at in group],
            "overlap_tolerance": thresholds.overlap_tolerance_m2,
            "outside_tolerance": thresholds.outside_park_tolerance_m2,
        }
        for row in session.execute(load("land/placement"), parameters).mappings():
            found[row["key"]].add(_finding(dict(row), placings[row["key"]].park_name_zh))
    return found


def _finding(row: dict[str, Any], park_name: str) -> Finding:
    area = format_m2(row["area_m2"]) if row["area_m2"] is not None else ""
    if row["kind"] == "no_boundary":
        return Finding(
            "plot.park_without_boundary",
            Severity.ERROR,
            f"{park_name}在该日期没有生效的园区界线。",
            fix_zh="请先登记园区界线，或调整生效日期。",
            message_en="The park has no boundary in force on that day.",
        )
    if row["kind"] == "outside":
        where = f"，最远 {row['distance_m']:.0f} 米" if row["distance_m"] and row["distance_m"] >= 1 else ""
        return Finding(
            "plot.outside_park",
            Severity.ERROR,
            f"有 {area} ㎡ 落在{park_name}界线外{where}。",
            fix_zh="请核对带号、中央经线和所选园区；确属园区范围调整的，先修订园区界线。",
            message_en=f"{area} m² lie outside the park.",
            measured=f"{area} ㎡",
            required=f"≤ {row['tolerance_m2']} ㎡",
            geometry=row["geometry"],
        )
    return Finding(
        "plot.overlaps_plot",
        Severity.ERROR,
        f"与在册地块{row['other_no']}重叠 {area} ㎡。",
        fix_zh="请把共用界线捕捉到邻宗界址点，或先变更、注销原地块。",
        message_en=f"Overlaps plot {row['other_no']} by {area} m².",
        measured=f"{area} ㎡",
        required=f"≤ {row['tolerance_m2']} ㎡",
        geometry=row["geometry"],
    )


def computed_areas(session: Session, geometry: MultiPolygon, epsg: int) -> dict[str, Any]:
    """Return planar (in `epsg`) and ellipsoidal area in ㎡ as the register would store them."""
    row = (
        session.execute(
            text(
                "select round(planar_area_m2(g, :epsg)::numeric, 2) as planar_m2, round(ST_Area(g::geography)::numeric, 2) as ellipsoidal_m2"
                " from (select ST_GeomFromWKB(:geom, 4490) as g) s"
            ),
            {"geom": to_wkb(geometry), "epsg": epsg},
        )
        .mappings()
        .one()
    )
    return {**row, "planar_epsg": epsg, "geometry": dict(mapping(geometry))}
