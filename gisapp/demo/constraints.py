"""Which control lines lie over the zone? One invented area or more of every kind.

The three statutory lines do not overlap: permanent farmland and the ecology line lie outside the urban boundary. River,
flood, pipeline, hazard and heritage areas lie over it and touch some plots, so that a check has something to find.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from gisapp.demo import river
from gisapp.demo.days import opened
from gisapp.demo.landscape import EAST, URBAN_BOUNDARY, WEST
from gisapp.demo.records import Constraint
from gisapp.demo.shapes import polygon_on_ground
from gisapp.demo.sites import HOLES

HIGH_VOLTAGE: tuple[tuple[float, float], ...] = ((2770, -3500), (2770, -560), (2790, 420), (2770, 2080))
GAS_PIPELINE: tuple[tuple[float, float], ...] = ((-880, -1500), (160, -1905), (720, -2600), (1300, -3500))


def _by_river(west: float, east: float, near: float, far: float, side: int) -> Polygon:
    return Polygon(river.line(near, side, west, east) + river.line(far, side, west, east)[::-1])


def control_areas(today: date) -> list[tuple[str, str, str, BaseGeometry, date]]:
    """Return kind, names, shape on the board and first day of every control line but farmland."""
    lines_since, older = opened(today, 4, 11), opened(today, 10, 1)
    water = river.water()
    return [
        (
            "urban_boundary",
            "城镇开发边界（示意）",
            "Urban development boundary (demo)",
            Polygon(URBAN_BOUNDARY),
            lines_since,
        ),
        (
            "ecology",
            "河湾湿地生态保护红线（示意）",
            "River-bend wetland, ecology line (demo)",
            river.band(210.0, 7560, EAST).difference(water),
            lines_since,
        ),
        (
            "ecology",
            "西部河滩生态保护红线（示意）",
            "Western riverside, ecology line (demo)",
            river.band(190.0, WEST, 240).difference(water),
            lines_since,
        ),
        ("river", "河道管理范围（示意）", "River management range (demo)", river.band(50.0, WEST, EAST), older),
        (
            "flood",
            "南岸低洼易涝区（示意）",
            "Low-lying land, south bank (demo)",
            _by_river(3000, 4200, 52, 150, -1),
            older,
        ),
        ("flood", "东部低洼易涝区（示意）", "Low-lying land, east (demo)", _by_river(6700, 7400, 60, 330, -1), older),
        (
            "pipeline",
            "220千伏高压走廊（示意）",
            "220 kV power corridor (demo)",
            LineString(HIGH_VOLTAGE).buffer(32, cap_style="flat", join_style="mitre"),
            older,
        ),
        (
            "pipeline",
            "高压燃气管廊（示意）",
            "High-pressure gas corridor (demo)",
            LineString(GAS_PIPELINE).buffer(14, cap_style="flat", join_style="mitre"),
            older,
        ),
        (
            "hazard",
            "燃气调压站安全防护距离（示意）",
            "Safety distance, gas regulating station (demo)",
            Point(3660, -2000).buffer(120, quad_segs=8),
            opened(today, 5),
        ),
        (
            "hazard",
            "示例仓库安全防护距离（示意）",
            "Safety distance, demo warehouse (demo)",
            Point(420, -1420).buffer(190, quad_segs=10),
            opened(today, 6),
        ),
        (
            "heritage",
            "古墓葬保护范围（示意）",
            "Ancient tomb, protection range (demo)",
            Point(HOLES[0].centre).buffer(85, quad_segs=8),
            older,
        ),
        (
            "heritage",
            "古桥保护范围（示意）",
            "Ancient bridge, protection range (demo)",
            Point(6620, river.centre(6620)).buffer(95, quad_segs=8),
            older,
        ),
    ]


def barred(polygon: BaseGeometry, areas: Sequence[tuple[str, str, str, BaseGeometry, date]]) -> bool:
    """Return whether something lies on a piece of land that keeps it from being offered."""
    return any(kind not in ("urban_boundary", "river") and area.intersects(polygon) for kind, _, _, area, _ in areas)


def all_constraints(today: date, fields: Sequence[Polygon]) -> tuple[Constraint, ...]:
    """Return the control lines of the zone, farmland patch by patch."""
    areas = control_areas(today)
    farmland_since = opened(today, 4, 11)
    areas += [
        (
            "farmland",
            f"永久基本农田示意片{number:02d}",
            f"Permanent farmland, demo patch {number:02d}",
            field,
            farmland_since,
        )
        for number, field in enumerate(fields, 1)
    ]
    return tuple(
        Constraint(kind, zh, en, polygon_on_ground(shapely.set_precision(geometry, 0.01)), since)
        for kind, zh, en, geometry, since in areas
    )
