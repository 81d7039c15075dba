"""How is a block cut into plots? Rows back to back along the roads, cut across into fronts of changing width.

Works on the board: cuts run along s or t, so plots are rectangles except where the block is bent, clipped or notched.
"""

from __future__ import annotations

import math
from random import Random

import shapely
from shapely import Polygon, box

from gisapp.demo.blocks import GRID_M
from gisapp.kernel.union import union_of_areas

M2_PER_MU = 2000 / 3
LEAST_MU, MOST_MU = 5.4, 292.0
LEAST_WIDTH_M = 42.0
"""Mean width below which a piece is not worth a plot."""
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


def _is_sound(piece: Polygon) -> bool:
    """Return whether a piece is large and wide enough to be a plot of its own."""
    west, south, east, north = piece.bounds
    return mu(piece) >= LEAST_MU and piece.area / max(east - west, north - south) > LEAST_WIDTH_M


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
            if len(halves) != 2 or not all(_is_sound(half) for half in halves):
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


def _choose_cut(block: Polygon, target: float, rng: Random) -> list[tuple[str, float]]:
    """Return where to cut, best first: across into fronts of the wished size, or along into two rows back to back."""
    west, south, east, north = block.bounds
    sides = {ALONG: (west, east - west), ACROSS: (south, north - south)}
    long_axis, short_axis = (ALONG, ACROSS) if east - west >= north - south else (ACROSS, ALONG)
    short_side = sides[short_axis][1]
    rows = (short_axis, 0.5 + rng.uniform(-0.07, 0.07))
    count = max(2, round(mu(block) / target))
    share = (1 + rng.uniform(-0.15, 0.15)) / count if count > 2 else 0.5 + rng.uniform(-0.09, 0.09)
    front = (long_axis, 1 - share if rng.random() < 0.5 else share)
    first_rows = target * M2_PER_MU / short_side < 0.62 * short_side and short_side > 165
    wished = (rows, front) if first_rows else (front, rows)
    shares = [*wished, (long_axis, 0.5), (short_axis, 0.5)]
    return [(axis, round(sides[axis][0] + sides[axis][1] * share)) for axis, share in shares]


def cut_block(block: Polygon, typical_mu: float, rng: Random) -> list[Polygon]:
    """Return the plots of a block, none below 5 or above 300 亩 unless the block itself is smaller."""
    notched = _notch_cut(block)
    if notched:
        return [plot for half in notched for plot in cut_block(half, typical_mu, rng)]
    target = draw_target(rng, typical_mu)
    area = mu(block)
    if area <= min(1.45 * target, MOST_MU) or area < 2.3 * LEAST_MU:
        return [block]
    for axis, place in _choose_cut(block, target, rng):
        halves = pieces(block, axis, place)
        if len(halves) == 2 and all(_is_sound(half) for half in halves):
            return [plot for half in halves for plot in cut_block(half, typical_mu, rng)]
    return [block]


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
            union = union_of_areas([made[first], made[second]], grid=GRID_M).simplify(0.005)
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
