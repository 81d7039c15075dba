"""Where is a plot, in words? Its long street and its cross street, and the side of each it lies on."""

from __future__ import annotations

from collections.abc import Sequence

from shapely import Polygon

from gisapp.demo.roads import GREEN_STRIP_M, ROADS, Road


def _runs_along(road: Road) -> bool:
    (s0, t0), (s1, t1) = road.parts[0][0], road.parts[0][-1]
    return abs(s1 - s0) > abs(t1 - t0)


def _gap(road: Road, polygon: Polygon) -> float:
    return road.lines.distance(polygon) - road.width_m / 2 - GREEN_STRIP_M[road.grade]


def _nearest(polygon: Polygon, roads: Sequence[Road]) -> Road:
    grades = ("trunk", "main", "secondary", "branch")
    return min(roads, key=lambda road: (round(_gap(road, polygon) / 40), grades.index(road.grade), road.name_zh))


def address_of(polygon: Polygon) -> str:
    """Return e.g. 纬三路北侧、经六路东侧 for a plot on the board."""
    along = _nearest(polygon, [road for road in ROADS if _runs_along(road)])
    across = _nearest(polygon, [road for road in ROADS if not _runs_along(road)])
    middle = polygon.centroid
    on_along = along.lines.interpolate(along.lines.project(middle))
    on_across = across.lines.interpolate(across.lines.project(middle))
    north_south = "北侧" if middle.y > on_along.y else "南侧"
    east_west = "东侧" if middle.x > on_across.x else "西侧"
    return f"{along.name_zh}{north_south}、{across.name_zh}{east_west}"
