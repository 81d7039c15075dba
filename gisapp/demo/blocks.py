"""Which blocks are left between the roads of a park, once red lines, green strips and corner cuts are taken off?"""

from __future__ import annotations

import math
from functools import lru_cache

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from gisapp.demo import river
from gisapp.demo.coverage import whole
from gisapp.demo.frame import Point
from gisapp.demo.parks import Park
from gisapp.demo.roads import GREEN_STRIP_M, ROADS, Road
from gisapp.kernel.union import union_of_areas

EDGE_STRIP_M = 14.0
"""Green kept inside the park boundary where no road runs."""
GRID_M = 0.01
KERB_RADIUS_M = 14.0
LEAST_BLOCK_M2 = 6000.0


def widened(road: Road, strip: bool) -> BaseGeometry:
    """Return the road between its red lines, or with its green strips."""
    half = road.width_m / 2 + (GREEN_STRIP_M[road.grade] if strip else 0.0)
    return road.lines.buffer(half, cap_style="flat", join_style="mitre")


@lru_cache(maxsize=2)
def road_land(strip: bool = False) -> BaseGeometry:
    """Return the land of all roads on the board; without strips its inner corners are rounded like kerbs."""
    land = union_of_areas([widened(road, strip) for road in ROADS])
    if not strip:
        land = land.buffer(KERB_RADIUS_M, quad_segs=3).buffer(-KERB_RADIUS_M, quad_segs=3)
    return shapely.set_precision(land, GRID_M)


def parts_of(geometry: BaseGeometry, least_m2: float) -> list[Polygon]:
    """Return the polygons of a geometry that are at least so large, in reading order (north first, then west)."""
    polygons = [
        part for part in getattr(geometry, "geoms", [geometry]) if isinstance(part, Polygon) and part.area >= least_m2
    ]
    return sorted(polygons, key=lambda part: (-round(part.bounds[3] / 150), part.bounds[0], part.bounds[1]))


def cut_corners(ring: list[Point], cut_m: float) -> list[Point]:
    """Return an open counter-clockwise ring with its square-ish convex corners cut off (道路交叉口切角)."""
    made: list[Point] = []
    count = len(ring)
    for index, here in enumerate(ring):
        before, after = ring[index - 1], ring[(index + 1) % count]
        back, ahead = math.dist(here, before), math.dist(here, after)
        ux, uy = (before[0] - here[0]) / back, (before[1] - here[1]) / back
        vx, vy = (after[0] - here[0]) / ahead, (after[1] - here[1]) / ahead
        convex = vx * uy - vy * ux > 0
        angle = math.degrees(math.acos(max(-1.0, min(1.0, ux * vx + uy * vy))))
        if convex and 50 <= angle <= 125 and min(back, ahead) > 2.5 * cut_m:
            made.append((round(here[0] + ux * cut_m, 2), round(here[1] + uy * cut_m, 2)))
            made.append((round(here[0] + vx * cut_m, 2), round(here[1] + vy * cut_m, 2)))
        else:
            made.append(here)
    return made


def blocks_of(park: Park) -> list[Polygon]:
    """Return the blocks of a park on the board, in reading order."""
    inner = park.polygon.difference(park.polygon.boundary.buffer(EDGE_STRIP_M, join_style="mitre"))
    inner = inner.difference(river.band(river.BELT_WIDTH_M))
    free = shapely.set_precision(inner.difference(road_land(strip=True)), GRID_M)
    made: list[Polygon] = []
    for block in parts_of(free, LEAST_BLOCK_M2):
        ring = list(shapely.geometry.polygon.orient(whole(block.simplify(0.5))).exterior.coords)[:-1]
        made.append(Polygon(cut_corners([(x, y) for x, y in ring], 16.0)))
    return made
