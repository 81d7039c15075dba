"""划分地块：按分割线、按所画范围、按面积切成若干部分；各部分合起来恰为原来的地块。

All shapes are planar metres (east, north), as in `ground`.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from gisapp.kernel.errors import Invalid
from gisapp.stock.rules.ground import polygons_of, share
from gisapp.stock.terms import CutSide

_STEPS = 60
_REACH_M = 0.01
"""By how much a line is lengthened at both ends, so that one drawn to the boundary reaches it."""


def cut_by_line(shape: MultiPolygon, line: LineString) -> list[MultiPolygon]:
    """按分割线切开：线须从界线一侧穿到另一侧（400）. Pieces are ordered west to east, then south to north."""
    longer = _lengthened(line)
    pieces: list[Polygon] = []
    for part in shape.geoms:
        pieces += [found for found in shapely.get_parts(split(part, longer)) if isinstance(found, Polygon)]
    if len(pieces) <= len(shape.geoms):
        raise Invalid(
            "stock.line_does_not_cut",
            "分割线没有切开地块：请从界线外（或界线上）画起，穿过地块，在另一侧界线外结束。",
            message_en="The line does not cut the plot: draw it from outside through to outside.",
        )
    return sorted((polygons_of(piece) for piece in pieces), key=_place)


def cut_by_polygon(shape: MultiPolygon, drawn: BaseGeometry) -> list[MultiPolygon]:
    """切出所画范围：第一块为画入的部分，第二块为其余；没有画入或全部画入的不成划分（400）."""
    inside, outside = share(shape, drawn)
    if not inside.area or not outside.area:
        raise Invalid(
            "stock.polygon_does_not_cut",
            "所画范围没有切出地块的一部分：应画在地块以内，且不包住整个地块。",
            message_en="The drawn part must lie in the plot and leave something of it.",
        )
    return [inside, outside]


def cut_by_area(shape: MultiPolygon, area_m2: float, side: CutSide) -> list[MultiPolygon]:
    """从一侧按面积切出：切线与坐标轴平行，位置用二分法求得，面积误差小于百分之一平方米.

    The first piece has `area_m2` (planar); 400 where the plot is not larger than that.
    """
    if not 0 < area_m2 < shape.area:
        raise Invalid(
            "stock.area_does_not_cut",
            f"切出的面积须大于 0、小于该部分的 {shape.area:.2f} ㎡。",
            message_en="The area must be less than that of the part.",
        )
    west, south, east, north = shape.bounds
    low, high = (south, north) if side in (CutSide.NORTH, CutSide.SOUTH) else (west, east)
    margin = 10.0

    def strip(at: float) -> Polygon:
        if side is CutSide.SOUTH:
            return box(west - margin, south - margin, east + margin, at)
        if side is CutSide.NORTH:
            return box(west - margin, at, east + margin, north + margin)
        if side is CutSide.WEST:
            return box(west - margin, south - margin, at, north + margin)
        return box(at, south - margin, east + margin, north + margin)

    grows = side in (CutSide.SOUTH, CutSide.WEST)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        too_small = shape.intersection(strip(middle)).area < area_m2
        if too_small == grows:
            low = middle
        else:
            high = middle
    return cut_by_polygon(shape, strip((low + high) / 2))


def _lengthened(line: LineString) -> LineString:
    points = shapely.get_coordinates(line)
    if len(points) < 2 or line.length == 0:
        raise Invalid("stock.line_too_short", "分割线至少要有两个不同的点。", message_en="A line needs two points.")
    first, last = points[0] - points[1], points[-1] - points[-2]
    ends = [
        points[0] + first / (np.hypot(*first) or 1) * _REACH_M,
        points[-1] + last / (np.hypot(*last) or 1) * _REACH_M,
    ]
    return LineString([ends[0], *points, ends[1]])


def _place(shape: MultiPolygon) -> tuple[float, float]:
    middle = shape.representative_point()
    return middle.x, middle.y
