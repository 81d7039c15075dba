"""平面分割：把园区分成不重不漏的面；两块地共用的边由差集得出，所以完全重合。

Shapes are EPSG:4490 degrees. Differences of stored shapes are taken in degrees, so that a patch of an undivided plot is the plot's own
boundary, vertex by vertex; what is smaller than `NOISE_M2` is rounding of the difference and no ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, radians

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

NOISE_M2 = 0.005
_M2_PER_SQUARE_DEGREE = 111_319.49**2


def about_m2(shape: BaseGeometry) -> float:
    """Return the area of a shape in degrees, good to a percent: enough to tell ground from rounding, never shown."""
    if shape.is_empty or shape.area == 0:
        return 0.0
    _, south, _, north = shape.bounds
    return shape.area * _M2_PER_SQUARE_DEGREE * cos(radians((south + north) / 2))


def polygons_of(shape: BaseGeometry) -> MultiPolygon:
    """Return the ground of a shape: its polygons without lines, points and rounding; empty where there is none."""
    sound = shape if shape.is_valid else shapely.make_valid(shape)
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(sound))
        if isinstance(part, Polygon) and about_m2(part) > NOISE_M2
    ]
    return MultiPolygon(parts)


def take_away(shape: BaseGeometry, others: Iterable[BaseGeometry]) -> MultiPolygon:
    """Return `shape` without the ground of `others`; the very shape where none of them shares ground with it."""
    meeting = [other for other in others if about_m2(shape.intersection(other)) > NOISE_M2]
    if not meeting:
        return polygons_of(shape)
    return polygons_of(shape.difference(shapely.union_all(meeting)))


def share(shape: BaseGeometry, other: BaseGeometry) -> tuple[MultiPolygon, MultiPolygon]:
    """Return the ground of `shape` inside and outside `other`; the two tile it. Whole where one side is only rounding."""
    inside = polygons_of(shape.intersection(other))
    if about_m2(inside) <= NOISE_M2:
        return MultiPolygon(), polygons_of(shape)
    outside = polygons_of(shape.difference(other))
    if about_m2(outside) <= NOISE_M2:
        return polygons_of(shape), MultiPolygon()
    return inside, outside


def tile(whole: BaseGeometry, pieces: Sequence[BaseGeometry]) -> tuple[list[MultiPolygon], MultiPolygon]:
    """Return each piece as far as it lies in `whole` and no earlier piece covers it, and what is left over.

    All of them together tile `whole`, whatever the pieces are: overlapping, overhanging or missing ground.
    """
    kept: list[MultiPolygon] = []
    taken: list[BaseGeometry] = []
    for piece in pieces:
        inside = polygons_of(piece) if whole.covers(piece) else polygons_of(whole.intersection(piece))
        free = take_away(inside, (other for other in taken if other.intersects(inside))) if inside.area else inside
        kept.append(free)
        if free.area:
            taken.append(free)
    rest = polygons_of(whole.difference(shapely.union_all(taken))) if taken else polygons_of(whole)
    return kept, rest
