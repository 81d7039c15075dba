"""How is a block cut into plots? Rows back to back along the roads, cut across into fronts of changing width.

Works on the board: cuts run along s or t, so plots are rectangles except where the block is bent, clipped or notched.
"""

from __future__ import annotations

import math
from random import Random

import shapely
from shapely import Polygon, box

from gisapp.demo.blocks import GRID_M

M2_PER_MU = 2000 / 3
LEAST_MU, MOST_MU = 5.4, 292.0
ALONG, ACROSS = "s", "t"


def pieces(polygon: Polygon, axis: str, place: float) -> list[Polygon]:
    """Return the polygons on either side of a cut at s = place or t = place."""
    west, south, east, north = polygon.bounds
    if axis == ALONG:
        halves = (box(west - 1, south - 1, place, north + 1), box(place, south - 1, east + 1, north + 1))
    else:
        halves = (box(west - 1, south - 1, east + 1, place), box(west - 1, place, east + 1, north + 1))
    made: list[Polygon] = []
    for half in halves:
        common = shapely.intersection(polygon, half, grid_size=GRID_M)
        made += [part for part in getattr(common, "geoms", [common]) if isinstance(part, Polygon) and part.area > 1]
    return made


def mu(polygon: Polygon) -> float:
    return polygon.area / M2_PER_MU


def fullness(polygon: Polygon) -> float:
    """Return how much of its bounds a polygon fills: 1 for a rectangle."""
    west, south, east, north = polygon.bounds
    return polygon.area / ((east - west) * (north - south))


def draw_target(rng: Random, typical_mu: float) -> float:
    """Draw the wished size of the next plot, in 亩: log-normal around the typical one."""
    return min(270.0, max(11.0, typical_mu * math.exp(rng.gauss(0.0, 0.46))))


def _notch_cut(polygon: Polygon) -> list[Polygon] | None:
    """Cut a notched block at the corner of its notch so that what remains is as rectangular as can be."""
    if fullness(polygon) > 0.955:
        return None
    ring = list(shapely.geometry.polygon.orient(polygon).exterior.coords)[:-1]
    best: tuple[float, list[Polygon]] | None = None
    for index, (x, y) in enumerate(ring):
        (xa, ya), (xb, yb) = ring[index - 1], ring[(index + 1) % len(ring)]
        turn = (x - xa) * (yb - y) - (y - ya) * (xb - x)
        if turn > -200:
            continue
        for axis, place in ((ALONG, x), (ACROSS, y)):
            halves = pieces(polygon, axis, place)
            if len(halves) != 2 or min(mu(half) for half in halves) < LEAST_MU:
                continue
            score = sum(fullness(half) * half.area for half in halves) / polygon.area - 0.02 * min(
                _thinness(half) for half in halves
            )
            if best is None or score > best[0]:
                best = (score, halves)
    return best[1] if best and best[0] > fullness(polygon) + 0.02 else None


def _thinness(polygon: Polygon) -> float:
    west, south, east, north = polygon.bounds
    return max((east - west) / (north - south), (north - south) / (east - west))


def cut_block(block: Polygon, typical_mu: float, rng: Random) -> list[Polygon]:
    """Return the plots of a block, none below 5 or above 300 亩 unless the block itself is smaller."""
    notched = _notch_cut(block)
    if notched:
        return [plot for half in notched for plot in cut_block(half, typical_mu, rng)]
    target = draw_target(rng, typical_mu)
    area = mu(block)
    if area <= min(1.45 * target, MOST_MU) or area < 2.3 * LEAST_MU:
        return [block]
    west, south, east, north = block.bounds
    width, depth = east - west, north - south
    long_axis, long_from, long_side, short_side = (
        (ALONG, west, width, depth) if width >= depth else (ACROSS, south, depth, width)
    )
    front = target * M2_PER_MU / short_side
    if front < 0.62 * short_side and short_side > 165:
        axis, start, length = (ACROSS, south, depth) if long_axis == ALONG else (ALONG, west, width)
        share = 0.5 + rng.uniform(-0.07, 0.07)
    else:
        axis, start, length = long_axis, long_from, long_side
        count = max(2, round(area / target))
        share = (1 + rng.uniform(-0.15, 0.15)) / count if count > 2 else 0.5 + rng.uniform(-0.09, 0.09)
        if rng.random() < 0.5:
            share = 1 - share
    halves = pieces(block, axis, round(start + length * share))
    if len(halves) < 2 or min(mu(half) for half in halves) < LEAST_MU:
        halves = pieces(block, axis, round(start + length * 0.5))
        if len(halves) < 2 or min(mu(half) for half in halves) < LEAST_MU:
            return [block]
    return [plot for half in halves for plot in cut_block(half, typical_mu, rng)]


def join_some(plots: list[Polygon], wanted: int, rng: Random) -> list[Polygon]:
    """Join `wanted` pairs of neighbours whose union is L-shaped (fills 62–86 % of its bounds), below 240 亩."""
    made = list(plots)
    order = list(range(len(made)))
    rng.shuffle(order)
    joined = 0
    gone: set[int] = set()
    for first in order:
        if joined == wanted:
            break
        for second in order:
            if first == second or first in gone or second in gone or made[first].distance(made[second]) > 0:
                continue
            if made[first].intersection(made[second]).length < 60 or mu(made[first]) + mu(made[second]) > 240:
                continue
            union = shapely.union(made[first], made[second], grid_size=GRID_M).simplify(0.005)
            if (
                isinstance(union, Polygon)
                and 0.6 < fullness(union) < 0.86
                and fullness(made[first]) > 0.93
                and fullness(made[second]) > 0.93
            ):
                made[first] = union
                gone.add(second)
                joined += 1
    return [plot for index, plot in enumerate(made) if index not in gone]
