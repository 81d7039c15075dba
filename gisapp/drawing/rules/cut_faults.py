"""分割线为什么没有切开：misses, stops inside, runs along the boundary, or only joins a hole to the outside."""

from __future__ import annotations

from typing import Any

import shapely
from shapely import LineString, Point

from gisapp.drawing.rules.plane import Area, Plane, parts_of, rings_of
from gisapp.kernel.finding import Finding, Severity


def why_it_does_not_cut(shape: Area, line: LineString, plane: Plane, tolerance_m: float) -> Finding:
    """Return the one reason why this line does not cut the shape, with the place to look at and how to mend it."""
    within = line.intersection(shape)
    if within.is_empty or shape.distance(line) > tolerance_m:
        gap, where = shapely.shortest_line(line, shape).length, line.coords[0]
        return _fault(
            "drawing.cut_misses",
            f"分割线不经过地块，最近处相距 {gap:.3f} 米。",
            "请把线画过地块，两端都伸出界线。",
            f"The line does not meet the plot; it passes {gap:.3f} m away.",
            "Draw it across the plot, both ends beyond the boundary.",
            _place(plane, Point(where)),
            measured=f"{gap:.3f} 米",
        )
    inside = within.difference(shape.boundary.buffer(tolerance_m))
    if inside.length <= tolerance_m:
        return _fault(
            "drawing.cut_along_boundary",
            "分割线只沿着界线走，没有穿过地块。",
            "请让线穿过地块内部。",
            "The line only runs along the boundary.",
            "Lead it through the inside of the plot.",
            _place(plane, line.interpolate(0.5, normalized=True)),
        )
    ends = [Point(line.coords[0]), Point(line.coords[-1])]
    inner_ends = [end for end in ends if shape.contains(end) and shape.boundary.distance(end) > tolerance_m]
    if inner_ends:
        end = inner_ends[0]
        gap = shape.boundary.distance(end)
        both = len(inner_ends) == 2 and line.distance(shape.boundary) > tolerance_m
        return _fault(
            "drawing.cut_lies_inside" if both else "drawing.cut_stops_inside",
            f"分割线{'整条' if both else '有一端'}落在地块内部，距界线还差 {gap:.3f} 米。",
            "请延长到界线（可用“自动延长”），或把端点捕捉到界线上。",
            f"The line {'lies' if both else 'ends'} inside the plot, {gap:.3f} m short of the boundary.",
            "Extend it to the boundary, or snap its end to it.",
            _place(plane, end),
            measured=f"{gap:.3f} 米",
            required=f"≤ {tolerance_m:g} 米",
        )
    hole = _touched_hole(shape, line, tolerance_m)
    if hole is not None:
        return _fault(
            "drawing.cut_only_reaches_hole",
            "分割线只从界线连到内部岛，地块仍连成一片。",
            "请再画一条线，从内部岛的另一侧连到界线。",
            "The line only joins a hole to the boundary; the plot is still one.",
            "Draw a second line from the other side of the hole to the boundary.",
            _place(plane, hole),
        )
    return _fault(
        "drawing.cut_leaves_one_piece",
        "分割线没有把地块分成两块。",
        "请核对线的两端是否都到界线。",
        "The line leaves the plot in one piece.",
        "See that both ends reach the boundary.",
        _place(plane, line.interpolate(0.5, normalized=True)),
    )


def loose_end(shape: Area, line: LineString, plane: Plane, tolerance_m: float) -> Finding | None:
    """Return a note when a line that cut the shape has an end left over inside it."""
    for end in (Point(line.coords[0]), Point(line.coords[-1])):
        if shape.contains(end) and shape.boundary.distance(end) > tolerance_m:
            return Finding(
                "drawing.cut_has_loose_end",
                Severity.INFO,
                "分割线有一端停在地块内部，多余的一段没有参与分割。",
                fix_zh="如应继续分割，请延长到界线后重做。",
                message_en="One end of the cut line stops inside; that stretch did not cut.",
                fix_en="Extend it to the boundary if it should cut.",
                geometry=plane.place(end.x, end.y),
            )
    return None


def _touched_hole(shape: Area, line: LineString, tolerance_m: float) -> Point | None:
    outer = {shapely.to_wkb(LineString(part.exterior.coords)) for part in parts_of(shape)}
    for ring in rings_of(shape):
        if shapely.to_wkb(ring) not in outer and ring.distance(line) <= tolerance_m:
            return Point(shapely.shortest_line(ring, line).coords[0])
    return None


def _place(plane: Plane, point: Point) -> dict[str, Any]:
    return plane.place(point.x, point.y)


def _fault(
    code: str,
    message_zh: str,
    fix_zh: str,
    message_en: str,
    fix_en: str,
    at: dict[str, Any],
    *,
    measured: str | None = None,
    required: str | None = None,
) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        message_zh,
        fix_zh=fix_zh,
        message_en=message_en,
        fix_en=fix_en,
        measured=measured,
        required=required,
        geometry=at,
    )
