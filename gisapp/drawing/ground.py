"""The ground that is drawn on: plots as the proposal would have them, in the plane of its park."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import shapely
from shapely import LineString, Point
from shapely.geometry import mapping
from shapely.strtree import STRtree
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.drawing.rules.limits import DrawingLimits
from gisapp.drawing.rules.plane import Area, Plane, Xy, gather_or_empty, parts_of, vertices_of
from gisapp.kernel.area import round_half_up
from gisapp.kernel.crs import Bbox, read_bbox
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.proposals.drafts import ParentRef
from gisapp.proposals.proposals import find_proposal

# how far around what is drawn plots are read: no corner or gap farther away has a part in it
NEAR_DEG = 0.0015


@dataclass(frozen=True, slots=True)
class GroundPlot:
    """A plot of the register or a shape of the proposal, as it now stands; `shape` lies in the plane.

    `began_on`: since when the boundary of the register is in force; None for shapes of the proposal.
    """

    key: str
    reference: ParentRef
    continuing_plot_id: int | None
    plot_no: str
    points: Mapping[str, Any] | None
    area_surveyed_m2: Decimal | None
    parcel_no: str | None
    real_estate_unit_no: str | None
    began_on: date | None
    shape: Area


class Ground:
    """Plots near what is drawn, by key, with the plane they lie in and the limits of the day."""

    def __init__(self, plane: Plane, limits: DrawingLimits, plots: Iterable[GroundPlot]) -> None:
        self.plane = plane
        self.limits = limits
        self.plots = {plot.key: plot for plot in plots}
        corners = list(dict.fromkeys(corner for plot in self.plots.values() for corner in vertices_of(plot.shape)))
        self._corners = corners
        self._tree = STRtree(list(shapely.points(corners)) if corners else [])
        self._sides = STRtree([plot.shape.boundary for plot in self.plots.values()])
        self._boundaries = [plot.shape.boundary for plot in self.plots.values()]

    def pick(self, references: Sequence[ParentRef]) -> list[GroundPlot]:
        """Return the plots that are named; 409 when one has moved on, as another step or another person took it up."""
        found = []
        for reference in references:
            plot = self.plots.get(key_of(reference))
            if plot is None or (reference.version_no and reference.version_no != plot.reference.version_no):
                raise Conflict(
                    "drawing.plot_moved_on",
                    "所选地块在草案中已被其他操作使用，或界线已更新。请在最新图形上重新选择。",
                    message_en="The plot was taken up by another operation or has a newer boundary; choose it again.",
                )
            found.append(plot)
        return found

    def shapes(self, without: Iterable[str] = ()) -> dict[str, Area]:
        left_out = set(without)
        return {key: plot.shape for key, plot in self.plots.items() if key not in left_out}

    def settle(self, point: Xy) -> Xy:
        """Return where a drawn point belongs: on the corner or the side it was snapped to, else on the millimetre.

        A side that is straight on the screen's Mercator sheet bulges by millimetres in the plane of the park: 3 mm on 500 m.
        """
        if self._corners:
            nearest = self._corners[int(self._tree.nearest(Point(point)))]
            if Point(nearest).distance(Point(point)) <= self.limits.snap_m:
                return nearest
            side = self._boundaries[int(self._sides.nearest(Point(point)))]
            if side.distance(Point(point)) <= self.limits.snap_m:
                foot = side.interpolate(side.project(Point(point)))
                return foot.x, foot.y
        return round(point[0], 3), round(point[1], 3)

    def settle_line(self, lon_lat: Sequence[Sequence[float]]) -> LineString:
        return LineString([self.settle(point) for point in self.plane.read_points(lon_lat)])


def key_of(reference: ParentRef) -> str:
    return f"shape:{reference.shape_id}" if reference.shape_id is not None else f"plot:{reference.plot_id}"


def read_ground(
    session: Session,
    held: Mapping[str, Any],
    limits: DrawingLimits,
    references: Sequence[ParentRef],
    drawn: Sequence[Any],
) -> Ground:
    """Read the plots near the ones that are named and near what is drawn (EPSG:4490), as the proposal would have them."""
    plane = Plane(held["planar_epsg"])
    named = _rows(session, held, (-180.0, -90.0, 180.0, 90.0), references) if references else []
    outlines = [row["geom"] for row in named] + [one for one in drawn if one is not None and not one.is_empty]
    if not outlines:
        return Ground(plane, limits, [])
    west, south, east, north = shapely.total_bounds(outlines).tolist()
    box = (west - NEAR_DEG, south - NEAR_DEG, east + NEAR_DEG, north + NEAR_DEG)
    return Ground(plane, limits, [_plot(row, plane) for row in _rows(session, held, box, None)])


def taken_plots(session: Session, proposal_id: int) -> list[int]:
    """Return the plots of the register that a proposal takes up."""
    return list(session.execute(load("drawing/taken_plots"), {"proposal_id": proposal_id}).scalars())


def _rows(
    session: Session,
    held: Mapping[str, Any],
    box: Bbox,
    named: Sequence[ParentRef] | None,
) -> list[dict[str, Any]]:
    """Read the plots of a box, or of them the named ones: a park has thousands, an act names a few."""
    west, south, east, north = box
    parameters = {
        "proposal_id": held["id"],
        "park_id": held["park_id"],
        "west": west,
        "south": south,
        "east": east,
        "north": north,
        "plot_ids": None if named is None else [one.plot_id for one in named if one.plot_id is not None],
        "shape_ids": None if named is None else [one.shape_id for one in named if one.shape_id is not None],
    }
    rows = session.execute(load("drawing/ground"), parameters).mappings()
    return [{**row, "geom": shapely.from_wkb(bytes(row["wkb"]))} for row in rows]


def _plot(row: Mapping[str, Any], plane: Plane) -> GroundPlot:
    return GroundPlot(
        key=row["key"],
        reference=ParentRef(row["plot_id"], row["shape_id"], row["version_no"]),
        continuing_plot_id=row["continuing_plot_id"],
        plot_no=row["plot_no"],
        points=row["points"],
        area_surveyed_m2=row["area_surveyed_m2"],
        parcel_no=row["parcel_no"],
        real_estate_unit_no=row["real_estate_unit_no"],
        began_on=row["began_on"],
        shape=gather_or_empty(parts_of(plane.read(row["geom"]))),
    )


def show_ground(
    session: Session, principal: Principal, proposal_id: int, box: Bbox, today: date
) -> list[dict[str, Any]]:
    """Return the plots of a box as the proposal would have them, with every digit (404 outside the caller's parks)."""
    held = find_proposal(session, principal, proposal_id, today)
    plane = Plane(held["planar_epsg"])
    return [
        {
            "key": row["key"],
            "plot_id": row["plot_id"],
            "version_no": row["version_no"],
            "shape_id": row["shape_id"],
            "plot_no": row["plot_no"],
            "area_m2": round_half_up(float(plane.read(row["geom"]).area), 2),
            "points": row["points"],
            "geometry": dict(mapping(row["geom"])),
        }
        for row in _rows(session, held, box, None)
    ]


def read_box(text: str) -> Bbox:
    """Read west,south,east,north in degrees; 400 where it is none or has no extent."""
    box = read_bbox(text)
    if box is None or box[0] == box[2] or box[1] == box[3]:
        raise Invalid(
            "drawing.box_unreadable",
            "范围应为“西,南,东,北”四个经纬度数，请刷新页面后重试。",
            message_en="The box is west,south,east,north in degrees.",
        )
    return box
