"""Which control lines lie over the zone? One invented area or more of every kind.

The three statutory lines do not overlap: permanent farmland and the ecology line lie outside the urban boundary. River,
flood, pipeline, hazard and heritage areas lie over it and touch some plots, so that a check has something to find.
"""

from __future__ import annotations

from datetime import date
from random import Random

import shapely
from shapely import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from gisapp.demo import river
from gisapp.demo.blocks import parts_of
from gisapp.demo.days import opened
from gisapp.demo.records import Constraint
from gisapp.demo.shapes import polygon_on_ground
from gisapp.demo.sites import HOLES

URBAN_BOUNDARY: tuple[tuple[float, float], ...] = (
    (-60, -1010),
    (-60, -2330),
    (470, -2860),
    (2230, -2860),
    (2560, -2560),
    (2900, -2560),
    (3360, -2860),
    (4720, -2860),
    (4720, -2330),
    (5330, -2330),
    (5700, -2330),
    (7520, -2330),
    (7960, -1930),
    (7960, -960),
    (7640, -500),
    (7420, -280),
    (7420, 260),
    (7500, 520),
    (7730, 960),
    (7540, 1420),
    (7180, 1720),
    (6440, 1720),
    (5880, 1480),
    (5560, 1480),
    (5300, 1720),
    (4720, 1720),
    (4720, 2000),
    (3420, 2000),
    (3300, 1720),
    (1240, 1720),
    (820, 1300),
    (540, 820),
    (540, 300),
    (540, -330),
    (480, -480),
)

HIGH_VOLTAGE: tuple[tuple[float, float], ...] = ((2770, -3050), (2770, -560), (2790, 420), (2770, 2080))
GAS_PIPELINE: tuple[tuple[float, float], ...] = ((-220, -2480), (360, -2050), (760, -2660), (1000, -3050))


def farmland(rng: Random) -> list[Polygon]:
    """Return fields outside the urban boundary, parted by lanes, with edges that are not quite straight."""
    city = Polygon(URBAN_BOUNDARY).buffer(45.0, join_style="mitre").union(river.band(230.0))
    blocks = [
        box(-520, -3420, 8420, -2330),
        box(-520, -2900, -110, 700),
        box(8010, -2900, 8420, 1400),
        box(-520, 700, 900, 1900),
    ]
    open_land = shapely.union_all(blocks).difference(city)
    made: list[Polygon] = []
    south = -3420.0
    while south < 1900:
        depth = rng.choice((340.0, 410.0, 480.0))
        west = -520.0 + rng.choice((0.0, 90.0, 160.0))
        while west < 8420:
            width = rng.choice((430.0, 560.0, 700.0))
            tilt = rng.uniform(-24, 24)
            field = Polygon(
                [
                    (west, south),
                    (west + width - 16, south + tilt / 3),
                    (west + width - 16 + tilt, south + depth - 16),
                    (west + tilt, south + depth - 22),
                ]
            )
            made += [part.simplify(2.0) for part in parts_of(field.intersection(open_land), 30_000)]
            west += width
        south += depth
    return made


def _by_river(west: float, east: float, near: float, far: float, side: int) -> Polygon:
    return Polygon(river.line(near, side, west, east) + river.line(far, side, west, east)[::-1])


def all_constraints(today: date, rng: Random) -> tuple[Constraint, ...]:
    """Return the control lines of the zone."""
    lines_since, older = opened(today, 4, 11), opened(today, 10, 1)
    water = river.water()
    areas: list[tuple[str, str, str, BaseGeometry, date]] = [
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
            river.band(210.0, 7560, 8420).difference(water),
            lines_since,
        ),
        (
            "ecology",
            "西部河滩生态保护红线（示意）",
            "Western riverside, ecology line (demo)",
            river.band(190.0, -520, 380).difference(water),
            lines_since,
        ),
        ("river", "河道管理范围（示意）", "River management range (demo)", river.band(50.0, -520, 8420), older),
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
    areas += [
        (
            "farmland",
            f"永久基本农田示意片{number:02d}",
            f"Permanent farmland, demo patch {number:02d}",
            field,
            lines_since,
        )
        for number, field in enumerate(farmland(rng), 1)
    ]
    return tuple(
        Constraint(kind, zh, en, polygon_on_ground(shapely.set_precision(geometry, 0.01)), since)
        for kind, zh, en, geometry, since in areas
    )
