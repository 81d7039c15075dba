"""合并：plots that touch along a side become one; gaps and overlaps between them are told, never swallowed."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely import Polygon

from gisapp.drawing.rules.outcome import Outcome, refused
from gisapp.drawing.rules.plane import Area, Plane, gather, parts_of, vertices_of
from gisapp.drawing.rules.vertices import share_vertices
from gisapp.kernel.area import format_m2
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.union import union_of_areas

# a gap of exactly the limit can still be closed
JUST_BEYOND_M = 1e-6


def merge(
    shapes: Sequence[Area],
    plane: Plane,
    *,
    tolerance_m: float,
    gap_m: float,
    overlap_m2: float,
    close_gaps: bool = False,
) -> Outcome:
    """合并地块：相邻（有公共边）的地块并为一块；小于限差的缝隙报告出来，经确认后才闭合.

    Sides within `tolerance_m` of each other are one side. A gap up to `gap_m` is closed only with `close_gaps`, and its
    area is told. Plots that only meet in a point, or overlap by more than `overlap_m2`, are not merged.
    """
    if len(shapes) < 2:
        return refused(_too_few())
    noded = list(share_vertices({str(i): s for i, s in enumerate(shapes)}, tolerance_m).values())
    overlap = _overlap(noded, overlap_m2, plane)
    if overlap is not None:
        return refused(overlap)
    if _is_connected(noded):
        return _united(shapes, noded, plane, gap_m, close_gaps=close_gaps)
    drawn_together = [noded[0]]
    for shape in noded[1:]:
        drawn_together.append(_drawn_to(shape, drawn_together, gap_m + JUST_BEYOND_M))
    can_close = _is_connected(drawn_together)
    if can_close and close_gaps:
        return _united(shapes, drawn_together, plane, gap_m, close_gaps=True)
    return refused(_apart(noded, plane, can_close=can_close))


def _united(
    before: Sequence[Area],
    noded: Sequence[Area],
    plane: Plane,
    gap_m: float,
    *,
    close_gaps: bool,
) -> Outcome:
    findings: list[Finding] = []
    union = union_of_areas(noded)
    holes_before = {shapely.normalize(Polygon(ring)).wkb for s in noded for p in parts_of(s) for ring in p.interiors}
    parts = []
    for part in parts_of(union):
        kept = []
        for ring in part.interiors:
            hole = Polygon(ring)
            width = 2 * hole.area / hole.length
            if shapely.normalize(hole).wkb in holes_before or width > gap_m:
                kept.append(ring)
                continue
            findings.append(_inner_gap(hole, width, plane, closed=close_gaps))
            if not close_gaps:
                kept.append(ring)
        parts.append(Polygon(part.exterior, kept))
    shape = gather(parts)
    difference = float(shape.area) - sum(float(one.area) for one in before)
    if abs(difference) >= 0.005:
        findings.append(_area_changed(difference))
    corners = set(vertices_of(union_of_areas(before)))
    return Outcome([shape], [], [vertex for vertex in vertices_of(shape) if vertex not in corners], findings)


def _is_connected(shapes: Sequence[Area]) -> bool:
    """Tell whether every part can be reached from every other over a common side."""
    pieces = [(index, part) for index, shape in enumerate(shapes) for part in parts_of(shape)]
    own = {index for index, _ in pieces}
    reached, waiting = {0}, [0]
    while waiting:
        here = waiting.pop()
        for there in own - reached:
            if _common_side(shapes[here], shapes[there]) > 0:
                reached.add(there)
                waiting.append(there)
    return reached == own


def _common_side(a: Area, b: Area) -> float:
    return float(a.boundary.intersection(b.boundary).length) if a.distance(b) == 0 else 0.0


def _drawn_to(shape: Area, others: Sequence[Area], gap_m: float) -> Area:
    """Return the shape with sides within the gap moved onto the sides of the others."""
    target = union_of_areas(others)
    drawn = shapely.snap(shape, target, gap_m)
    return drawn if drawn.is_valid and isinstance(drawn, Polygon | shapely.MultiPolygon) else shape


def _overlap(shapes: Sequence[Area], overlap_m2: float, plane: Plane) -> Finding | None:
    for index, one in enumerate(shapes):
        for other in shapes[index + 1 :]:
            common = one.intersection(other)
            if common.area > overlap_m2:
                place = common.representative_point()
                return Finding(
                    "drawing.merge_overlap",
                    Severity.ERROR,
                    f"要合并的地块互相重叠 {format_m2(round(common.area, 2))} ㎡。",
                    fix_zh="请先用“移动公共边界”把界线对齐，再合并。",
                    message_en=f"The plots overlap by {common.area:.2f} m².",
                    fix_en="Put their common boundary in one place first, then merge.",
                    measured=f"{common.area:.2f} ㎡",
                    required=f"≤ {overlap_m2:g} ㎡",
                    geometry=plane.place(place.x, place.y),
                )
    return None


def _apart(shapes: Sequence[Area], plane: Plane, *, can_close: bool) -> Finding:
    """Return how far the plot that stands apart is from the others, and whether that can be closed."""
    apart = []
    for index, one in enumerate(shapes):
        rest = [other for number, other in enumerate(shapes) if number != index]
        if all(_common_side(one, other) == 0 for other in rest):
            others = union_of_areas(rest)
            apart.append((float(one.distance(others)), shapely.shortest_line(one, others).coords[0]))
    distance, place = max(apart, default=(0.0, shapes[0].representative_point().coords[0]))
    if can_close:
        return Finding(
            "drawing.merge_gap",
            Severity.ERROR,
            f"地块之间有 {distance:.3f} 米的缝隙。",
            fix_zh="确认为测绘误差的，请勾选“闭合缝隙”后合并；缝隙面积会计入新地块并列出。",
            message_en=f"There is a gap of {distance:.3f} m between the plots.",
            fix_en="If it is a survey error, tick “close gaps”; its area is added and told.",
            measured=f"{distance:.3f} 米",
            required="0 米",
            geometry=plane.place(*place),
        )
    how = "只在一点相接" if distance == 0 else f"相距 {distance:.3f} 米"
    return Finding(
        "drawing.merge_not_touching",
        Severity.ERROR,
        f"有地块与其余地块没有公共边（{how}），不能合并。",
        fix_zh="请只选择沿边相邻的地块。",
        message_en="One plot has no side in common with the others.",
        fix_en="Choose plots that touch along a side.",
        measured=f"{distance:.3f} 米",
        required="有公共边",
        geometry=plane.place(*place),
    )


def _inner_gap(hole: Polygon, width: float, plane: Plane, *, closed: bool) -> Finding:
    place = hole.representative_point()
    return Finding(
        "drawing.merge_gap",
        Severity.INFO if closed else Severity.WARNING,
        f"公共边之间有宽约 {width:.3f} 米、{format_m2(round(hole.area, 2))} ㎡ 的缝隙{'，已闭合' if closed else '，作为内部岛留下'}。",
        fix_zh="" if closed else "确认为测绘误差的，请勾选“闭合缝隙”重新合并。",
        message_en=f"A gap {width:.3f} m wide, {hole.area:.2f} m², {'was closed' if closed else 'stays as a hole'}.",
        fix_en="" if closed else "If it is a survey error, merge again with “close gaps”.",
        measured=f"{hole.area:.2f} ㎡",
        geometry=plane.place(place.x, place.y),
    )


def _area_changed(difference: float) -> Finding:
    return Finding(
        "drawing.merge_area_changed",
        Severity.INFO,
        f"合并后面积比原来合计{'多' if difference > 0 else '少'} {format_m2(round(abs(difference), 2))} ㎡（缝隙或重叠）。",
        message_en=f"The union differs from the sum by {difference:+.2f} m² (gaps or overlaps).",
        measured=f"{difference:+.2f} ㎡",
    )


def _too_few() -> Finding:
    return Finding(
        "drawing.merge_needs_two",
        Severity.ERROR,
        "合并至少要选两个地块。",
        fix_zh="请按住 Shift 再选一个相邻地块。",
        message_en="Choose two or more plots to merge.",
        fix_en="Hold Shift and choose a neighbour.",
    )
