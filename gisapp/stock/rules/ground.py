"""平面分割：把园区分成不重不漏的面；两块地共用的边由差集得出，所以完全重合。

Shapes are planar metres (east, north) of the park's own system, in which areas are told and a boundary between two points is straight:
cut in degrees, a new point on a long edge would lie beside it by millimetres, and the sums would be off by square metres.
What is smaller than `NOISE_M2` is rounding of the difference and no ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from gisapp.kernel.union import union_of_areas

NOISE_M2 = 0.005
_GRID_M = 1.0e-6
"""Results of differences are laid on this grid, so that no spike thinner than it survives; a micrometre moves no area that counts."""


def polygons_of(shape: BaseGeometry) -> MultiPolygon:
    """Return the ground of a shape: its polygons without lines, points and rounding; empty where there is none."""
    sound = shape if shape.is_valid else shapely.make_valid(shape)
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(sound))
        if isinstance(part, Polygon) and part.area > NOISE_M2
    ]
    return MultiPolygon(parts)


def within(shape: BaseGeometry, whole: BaseGeometry) -> MultiPolygon:
    """Return the ground of `shape` in `whole`; the very shape where no more than rounding sticks out."""
    if whole.covers(shape) or shape.difference(whole).area <= NOISE_M2:
        return polygons_of(shape)
    return _laid(shape.intersection(whole))


def take_away(shape: BaseGeometry, others: Iterable[BaseGeometry]) -> MultiPolygon:
    """Return `shape` without the ground of `others`; the very shape where none of them shares ground with it."""
    meeting = [other for other in others if shape.intersection(other).area > NOISE_M2]
    if not meeting:
        return polygons_of(shape)
    return _laid(shape.difference(union_of_areas(meeting)))


def share(shape: BaseGeometry, other: BaseGeometry) -> tuple[MultiPolygon, MultiPolygon]:
    """Return the ground of `shape` inside and outside `other`; the two tile it. Whole where one side is only rounding."""
    inside = shape.intersection(other)
    if inside.area <= NOISE_M2:
        return MultiPolygon(), polygons_of(shape)
    outside = shape.difference(other)
    if outside.area <= NOISE_M2:
        return polygons_of(shape), MultiPolygon()
    return _laid(inside), _laid(outside)


def tile(whole: BaseGeometry, pieces: Sequence[BaseGeometry]) -> tuple[list[MultiPolygon], MultiPolygon]:
    """Return each piece as far as it lies in `whole` and no earlier piece covers it, and what is left over.

    All of them together tile `whole`, whatever the pieces are: overlapping, overhanging or missing ground.
    """
    kept: list[MultiPolygon] = []
    taken: list[BaseGeometry] = []
    for piece in pieces:
        inside = within(piece, whole)
        free = take_away(inside, (other for other in taken if other.intersects(inside))) if inside.area else inside
        kept.append(free)
        if free.area:
            taken.append(free)
    rest = _laid(whole.difference(union_of_areas(taken))) if taken else polygons_of(whole)
    return kept, rest


def _laid(shape: BaseGeometry) -> MultiPolygon:
    return polygons_of(shapely.set_precision(shape, _GRID_M))
