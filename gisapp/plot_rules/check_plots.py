"""Put plots of one park to the rules as the register stands on a day: neighbours, park, roads and tolerances are read here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import shapely
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.kernel.errors import NotFound
from gisapp.kernel.plot_fields import BOUNDS
from gisapp.plot_rules.facts import Neighbour, Operation, ParkShape, PlanningBounds, PlotShape, RoadShape, RuleRun
from gisapp.plot_rules.run import run_rules
from gisapp.plot_rules.terms import RuleMoment
from gisapp.plot_rules.tolerance_book import plot_tolerances

NEAR_M = 60.0
"""How far around the shapes neighbours and roads are read; no tolerance of a seam or of frontage reaches farther."""


def check_plots(
    session: Session,
    moment: RuleMoment,
    park_id: int,
    shapes: Sequence[PlotShape],
    as_of: date,
    *,
    leaving: Iterable[int] = (),
    operations: Sequence[Operation] = (),
) -> RuleRun:
    """Answer with every finding on shapes that are to stand in a park from `as_of` on.

    A shape whose key is the id of a registered plot (as text) takes that plot's place; the plots `leaving` (retired, split,
    merged) are no neighbours. Nothing is written. 404 for a park that does not exist.
    """
    gone = {str(plot_id) for plot_id in leaving}
    bounds = _bounds(shapes)
    return run_rules(
        moment,
        shapes,
        park_shape(session, park_id, as_of),
        plot_tolerances(session, as_of),
        neighbours=[one for one in neighbours(session, park_id, as_of, bounds) if one.key not in gone],
        roads=roads(session, park_id, as_of, bounds),
        operations=operations,
    )


def park_shape(session: Session, park_id: int, as_of: date) -> ParkShape:
    """Return the park with its boundary of the day (404 for an unknown park)."""
    row = session.execute(load("plot_rules/park"), {"park_id": park_id, "as_of": as_of}).mappings().one_or_none()
    if row is None:
        raise NotFound("park.not_found", "没有这个园区，请刷新后重新选择。", message_en="No such park.")
    return ParkShape(row["name_zh"], row["planar_epsg"], _geometry(row["geom"]))


def registered_plots(session: Session, park_id: int, as_of: date) -> list[PlotShape]:
    """Return every plot of a park as it is registered on a day, with its numbers and planning conditions; key = plot id."""
    rows = session.execute(load("plot_rules/plots"), {"park_id": park_id, "as_of": as_of}).mappings()
    return [
        PlotShape(
            key=str(row["plot_id"]),
            plot_no=row["plot_no"],
            geometry=_geometry(row["geom"]),
            area_surveyed_m2=row["area_surveyed_m2"],
            parcel_no=row["parcel_no"],
            real_estate_unit_no=row["real_estate_unit_no"],
            bounds=planning_bounds(row["conditions"]),
        )
        for row in rows
    ]


def planning_bounds(values: Mapping[str, Any]) -> PlanningBounds | None:
    """Return the bounds among the values as exact numbers; None where there is no condition at all."""
    bounds = {name: Decimal(str(values[name])) for name in BOUNDS if values.get(name) is not None}
    return bounds or None


def neighbours(
    session: Session, park_id: int, as_of: date, bounds: tuple[float, float, float, float] | None
) -> list[Neighbour]:
    """Return the plots of the park's zone that stand on the day or will stand later, near a box in degrees (None = none)."""
    if bounds is None:
        return []
    parameters = {"park_id": park_id, "as_of": as_of, **_box(bounds)}
    rows = session.execute(load("plot_rules/neighbours"), parameters).mappings()
    return [Neighbour(str(row["plot_id"]), row["plot_no"], _geometry(row["geom"])) for row in rows]


def roads(
    session: Session, park_id: int, as_of: date, bounds: tuple[float, float, float, float] | None
) -> list[RoadShape] | None:
    """Return the roads near a box on the day; None where the zone has no road registered at all."""
    parameters = {"park_id": park_id, "as_of": as_of, **_box(bounds or (0.0, 0.0, 0.0, 0.0))}
    rows = list(session.execute(load("plot_rules/roads"), parameters).mappings())
    if not rows:
        return None
    return [
        RoadShape(row["name_zh"], None if row["width_m"] is None else float(row["width_m"]), _geometry(row["geom"]))
        for row in rows
        if row["geom"] is not None
    ]


def _bounds(shapes: Sequence[PlotShape]) -> tuple[float, float, float, float] | None:
    usable = [one.geometry for one in shapes if one.geometry is not None and not one.geometry.is_empty]
    return tuple(shapely.total_bounds(usable).tolist()) if usable else None


def _box(bounds: tuple[float, float, float, float]) -> dict[str, float]:
    margin = NEAR_M / 60_000
    west, south, east, north = bounds
    return {"west": west - margin, "south": south - margin, "east": east + margin, "north": north + margin}


def _geometry(wkb: Any) -> Any:
    return None if wkb is None else shapely.from_wkb(bytes(wkb))
