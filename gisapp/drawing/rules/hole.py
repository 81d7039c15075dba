"""挖岛与填岛：a part is cut out of the inside of a plot, as a gap or as a plot of its own; and put back."""

from __future__ import annotations

import shapely
from shapely import Point, Polygon

from gisapp.drawing.rules.outcome import Outcome, refused
from gisapp.drawing.rules.plane import Area, Plane, gather, parts_of
from gisapp.kernel.finding import Finding, Severity


def cut_hole(shape: Area, ring: Polygon, plane: Plane, tolerance_m: float, *, keep_inner: bool = False) -> Outcome:
    """挖岛：地块内部扣除一块；`keep_inner` 时扣除的部分成为另一个地块.

    The hole must be valid and lie wholly inside, clear of the boundary and of other holes by more than the tolerance.
    """
    if not ring.is_valid or ring.is_empty or ring.area == 0:
        return refused(_fault("drawing.hole_invalid", "扣除范围自相交或没有面积。", "请重画扣除范围。",
                              "The hole crosses itself or has no area.", "Draw it again.", ring, plane))  # fmt: skip
    parts = parts_of(shape)
    index = next((number for number, part in enumerate(parts) if part.contains(ring)), None)
    if index is None:
        code = "drawing.hole_not_inside"
        return refused(_fault(code, "扣除范围不完全在地块之内。", "请把扣除范围画在地块内部；要切掉边上的一块请用“分割”。",
                              "The hole does not lie wholly inside the plot.",
                              "Draw it inside; to take a piece off the edge, split.", ring, plane))  # fmt: skip
    owner = parts[index]
    if owner.boundary.distance(ring) <= tolerance_m + 1e-8:
        code = "drawing.hole_touches_boundary"
        return refused(_fault(code, "扣除范围与界线相接。", "请离开界线，或改用“分割”切开。",
                              "The hole touches the boundary.", "Keep clear of it, or split instead.",
                              ring, plane))  # fmt: skip
    parts[index] = Polygon(owner.exterior, [*owner.interiors, ring.exterior])
    rest = gather(parts)
    return Outcome([rest, Polygon(ring.exterior)] if keep_inner else [rest])


def fill_hole(shape: Area, inside: tuple[float, float], plane: Plane) -> Outcome:
    """填岛：the hole around a point becomes part of the plot again."""
    parts = parts_of(shape)
    for index, part in enumerate(parts):
        for number, ring in enumerate(part.interiors):
            if Polygon(ring).covers(Point(inside)):
                kept = [other for place, other in enumerate(part.interiors) if place != number]
                parts[index] = Polygon(part.exterior, kept)
                return Outcome([gather(parts)])
    return refused(
        Finding(
            "drawing.no_hole_here",
            Severity.ERROR,
            "这里没有内部岛。",
            fix_zh="请点在地块的内部岛里。",
            message_en="There is no hole here.",
            fix_en="Click inside a hole of the plot.",
            geometry=plane.place(*inside),
        )
    )


def _fault(
    code: str, message_zh: str, fix_zh: str, message_en: str, fix_en: str, ring: Polygon, plane: Plane
) -> Finding:
    x, y = shapely.get_coordinates(ring)[0] if not ring.is_empty else (0.0, 0.0)
    return Finding(
        code,
        Severity.ERROR,
        message_zh,
        fix_zh=fix_zh,
        message_en=message_en,
        fix_en=fix_en,
        geometry=plane.place(x, y),
    )
