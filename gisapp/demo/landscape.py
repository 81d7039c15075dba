"""What lies around the parks? The urban boundary, fields outside it, woods and green between the river and its roads.

All on the board (see frame.py).
"""

from __future__ import annotations

from random import Random

import shapely
from shapely import Polygon, box

from gisapp.demo import river
from gisapp.demo.blocks import GRID_M, parts_of, road_land
from gisapp.demo.coverage import whole
from gisapp.kernel.union import union_of_areas

WEST, EAST, SOUTH, NORTH = -880.0, 8980.0, -3500.0, 2250.0
"""Edges of the invented landscape."""

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
"""Ring of the urban development boundary (城镇开发边界), round all parks."""

_LEAST_FIELD_M2 = 45_000


def fields(rng: Random) -> list[Polygon]:
    """Return the fields (永久基本农田) outside the urban boundary, parted by lanes, with edges that are not quite straight."""
    city = union_of_areas([Polygon(URBAN_BOUNDARY).buffer(40.0, join_style="mitre"), river.band(260.0)])
    north_side = box(900, 600, 7500, NORTH)
    open_land = box(WEST, SOUTH, EAST, NORTH).difference(city).difference(north_side).difference(road_land(strip=True))
    made: list[Polygon] = []
    south = SOUTH
    while south < NORTH:
        depth = rng.choice((330.0, 390.0, 450.0))
        west = WEST + rng.choice((0.0, -150.0, -290.0))
        while west < EAST:
            width = rng.choice((420.0, 520.0, 640.0, 760.0))
            tilt = rng.uniform(-30, 30)
            field = Polygon(
                [
                    (west, south),
                    (west + width - 14, south + tilt / 3),
                    (west + width - 14 + tilt, south + depth - 14),
                    (west + tilt, south + depth - 20),
                ]
            )
            free = shapely.set_precision(field.intersection(open_land), GRID_M)
            made += [whole(part.simplify(2.0)) for part in parts_of(free, _LEAST_FIELD_M2)]
            west += width
        south += depth
    return made


def _between(offset: float, side: int) -> Polygon:
    """Return the land between a bank and the middle of its riverside road."""
    road = [(float(s), river.riverside_road(s, side)) for s in range(300, 8201, 100)]
    return Polygon(river.line(offset, side, 300.0, 8200.0) + road[::-1])


def woods() -> list[Polygon]:
    """Return the woods between the river green and the riverside roads, on both banks."""
    return [_between(0.0, 1), _between(0.0, -1)]
