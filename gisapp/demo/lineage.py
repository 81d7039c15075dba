"""Which plots had another boundary before? One merged from two, two split from one, and some surveyed anew.

Earlier shapes are cut on the ground from today's, so they lie on the same edges to the millimetre.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from gisapp.demo.coverage import whole
from gisapp.demo.cutting import fullness, mu
from gisapp.demo.days import opened
from gisapp.demo.frame import Point, to_ground
from gisapp.demo.land_uses import distance_to_core
from gisapp.demo.parks import PARKS
from gisapp.demo.plots import Cut
from gisapp.demo.shapes import Area
from gisapp.kernel.union import union_of_areas

SURVEYED_ANEW = 14
MERGED_PARK, SPLIT_PARK = "P5", "P4"


@dataclass(frozen=True, slots=True)
class Lineage:
    """Indices of the merged plot and of the two split ones, and the day of each change."""

    merged: int
    merged_on: date
    split: tuple[int, int]
    split_on: date

    @property
    def changed(self) -> dict[int, date]:
        return {self.merged: self.merged_on, self.split[0]: self.split_on, self.split[1]: self.split_on}


def _regular(cuts: list[Cut], park_code: str) -> list[int]:
    park = next(park for park in PARKS if park.code == park_code)
    fitting = [
        index
        for index, cut in enumerate(cuts)
        if cut.park_code == park_code
        and not cut.name_zh
        and fullness(cut.polygon) > 0.975
        and park.first_polygon.contains(cut.polygon)
    ]
    return sorted(fitting, key=lambda index: distance_to_core(cuts[index]))


def choose_lineage(cuts: list[Cut], today: date) -> Lineage:
    """Choose the plot that was merged and the pair that was split, near the cores of the two oldest parks."""
    merged = next(index for index in _regular(cuts, MERGED_PARK) if 60 < mu(cuts[index].polygon) < 240)
    candidates = _regular(cuts, SPLIT_PARK)
    pair = next(
        (first, second)
        for first in candidates
        for second in candidates
        if first < second
        and cuts[first].block == cuts[second].block
        and cuts[first].polygon.intersection(cuts[second].polygon).length > 50
        and fullness(whole(union_of_areas([cuts[first].polygon, cuts[second].polygon]))) > 0.95
    )
    return Lineage(merged, opened(today, 8, 5), pair, opened(today, 7, 9))


def to_area(polygon: Polygon) -> Area:
    """Return a ground polygon as an Area: millimetres, outer ring counter-clockwise."""
    turned = shapely.geometry.polygon.orient(polygon)
    rings = []
    for ring in (turned.exterior, *turned.interiors):
        points: list[Point] = []
        for x, y in list(ring.coords)[:-1]:
            point = (round(x, 3), round(y, 3))
            if not points or points[-1] != point:
                points.append(point)
        rings.append(tuple(points))
    return Area((tuple(rings),))


def halves(cut: Cut, shape: Area) -> tuple[Area, Area]:
    """Return the two parts a merged plot was made of: cut across its longer side, a little off the middle."""
    west, south, east, north = cut.polygon.bounds
    if east - west >= north - south:
        s = west + 0.47 * (east - west)
        line = LineString([to_ground(s, south - 20), to_ground(s, north + 20)])
    else:
        t = south + 0.47 * (north - south)
        line = LineString([to_ground(west - 20, t), to_ground(east + 20, t)])
    parts = sorted(split(shape.planar.geoms[0], line).geoms, key=lambda part: (part.centroid.x, part.centroid.y))
    return to_area(whole(parts[0])), to_area(whole(parts[1]))


def united(first: Area, second: Area) -> Area:
    """Return the plot that two neighbours were split from."""
    return to_area(whole(union_of_areas([first.planar, second.planar])))


def _trimmed(cut: Cut, shape: Area, others: Sequence[BaseGeometry], inset_m: float) -> Area | None:
    """Return the plot set back on one side that faces a road, or None where every side has a neighbour."""
    west, south, east, north = cut.polygon.bounds
    sides = (
        ((west - 30, north - inset_m), (east + 30, north - inset_m)),
        ((west - 30, south + inset_m), (east + 30, south + inset_m)),
        ((east - inset_m, south - 30), (east - inset_m, north + 30)),
        ((west + inset_m, south - 30), (west + inset_m, north + 30)),
    )
    for start, end in sides:
        parts = split(shape.planar.geoms[0], LineString([to_ground(*start), to_ground(*end)])).geoms
        if len(parts) != 2:
            continue
        strip, rest = sorted(parts, key=lambda part: part.area)
        if strip.length > 80 and all(
            strip.distance(other) > 0 or strip.intersection(other).length < 12 for other in others
        ):
            return to_area(whole(rest))
    return None


def earlier_boundaries(cuts: list[Cut], shapes: list[Area], free: list[int], rng: Random) -> dict[int, Area]:
    """Return the first boundaries of plots that were surveyed anew: one road front set back by some metres."""
    order = list(free)
    rng.shuffle(order)
    made: dict[int, Area] = {}
    for index in order:
        if len(made) == SURVEYED_ANEW:
            break
        others = [
            shapes[other].planar
            for other, cut in enumerate(cuts)
            if other != index
            and cut.park_code == cuts[index].park_code
            and cut.polygon.distance(cuts[index].polygon) < 5
        ]
        trimmed = _trimmed(cuts[index], shapes[index], others, float(rng.choice((3, 4, 5, 6, 8))))
        if trimmed:
            made[index] = trimmed
    return made
