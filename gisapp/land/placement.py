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
class PlacedPlot:
    """A registered plot to be checked again as it stands on a day: its shape in EPSG:4490 and the papers' area."""

    plot_id: int
    day: date
    geometry: MultiPolygon
    planar_epsg: int
    park_name_zh: str
    area_surveyed_m2: Decimal | None


def check_placement(
    session: Session,
    park_code: str,
    geometry: MultiPolygon,
    day: date,
    *,
    plot_id: int | None = None,
    area_surveyed_m2: Decimal | None = None,
) -> Findings:
    """Answer with every finding on a shape in EPSG:4490; `plot_id` is the plot it would revise, so not its own neighbour."""
    findings = Findings()
    park = find_park(session, park_code)
    thresholds = land_thresholds(session, day)
    findings.extend(check_boundary(geometry, park["planar_epsg"], thresholds, declared_area_m2=area_surveyed_m2))
    if geometry.is_empty or not geometry.is_valid:
        return findings
    parameters = {
        "park_id": park["id"],
        "zone_id": park["zone_id"],
        "epsg": park["planar_epsg"],
        "geom": to_wkb(geometry),
        "day": day,
        "plot_id": plot_id,
        "overlap_tolerance": thresholds.overlap_tolerance_m2,
        "outside_tolerance": thresholds.outside_park_tolerance_m2,
    }
    for row in session.execute(load("land/placement"), parameters).mappings():
        findings.add(_finding(dict(row), park["name_zh"]))
    return findings


def check_placements(session: Session, plots: Sequence[PlacedPlot]) -> dict[int, Findings]:
    """Answer for many registered plots at once what `check_placement` answers for one: one statement for all of them.

    Thresholds of each plot's own day; plots whose days have different thresholds take a statement each.
    """
    by_day = {day: land_thresholds(session, day) for day in sorted({plot.day for plot in plots})}
    found: dict[int, Findings] = {}
    groups: dict[LandThresholds, list[PlacedPlot]] = {}
    for plot in plots:
        thresholds = by_day[plot.day]
        declared = plot.area_surveyed_m2
        alone = check_boundary(plot.geometry, plot.planar_epsg, thresholds, declared_area_m2=declared)
        found[plot.plot_id] = Findings(list(alone))
        groups.setdefault(thresholds, []).append(plot)
    names = {plot.plot_id: plot.park_name_zh for plot in plots}
    for thresholds, group in groups.items():
        parameters = {
            "plot_ids": [plot.plot_id for plot in group],
            "days": [plot.day for plot in group],
            "overlap_tolerance": thresholds.overlap_tolerance_m2,
            "outside_tolerance": thresholds.outside_park_tolerance_m2,
        }
        for row in session.execute(load("land/placements"), parameters).mappings():
            found[row["plot_id"]].add(_finding(dict(row), names[row["plot_id"]]))
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
