"""移动公共边界：a corner moves in every plot that has it; a common boundary moves in parallel, by metres or to an area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import LineString, Point
from shapely.ops import linemerge, nearest_points

from gisapp.drawing.rules.cut import ON_THE_LINE_M, cut_faces
from gisapp.drawing.rules.outcome import Outcome, refused
from gisapp.drawing.rules.plane import Area, Plane, Xy, gather, gather_or_empty, parts_of, vertices_of
from gisapp.drawing.rules.vertices import insert_vertices, over_rings, share_vertices
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.union import union_of_areas


@dataclass(frozen=True, slots=True)
class Moved:
    """Plots that changed, by their key; none when the move is refused, and the findings say why."""

    shapes: dict[str, Area] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def move_corners(shapes: Mapping[str, Area], moves: Sequence[tuple[Xy, Xy]], plane: Plane, tolerance_m: float) -> Moved:
    """移动公共界址点：`moves` 中的每一点在所有拥有它的地块里一起移动.

    A place on a side that is no corner yet becomes one in every plot along that side. A neighbour's corner that lies on a
    side which moves with its ends stays where it is and becomes a corner of the side, so that neither gap nor overlap
    opens. Refused when nothing is there or a plot would become invalid.
    """
    befores = dict(shapes)
    noded = share_vertices(shapes, tolerance_m)
    for key, shape in noded.items():
        noded[key] = insert_vertices(shape, [start for start, _ in moves], tolerance_m)
    findings = []
    target: dict[str, dict[Xy, Xy]] = {key: {} for key in noded}
    for start, end in moves:
        hit = False
        for key, shape in noded.items():
            nearest = min(vertices_of(shape), key=lambda vertex: np.hypot(*np.subtract(vertex, start)))
            if np.hypot(*np.subtract(nearest, start)) <= tolerance_m:
                target[key][nearest] = end
                hit = True
        if not hit:
            findings.append(_nothing_here(start, plane))
    if findings:
        return Moved(findings=findings)
    changed: dict[str, Area] = {}
    for key, places in target.items():
        shape = noded[key]
        if places:
            shape = over_rings(shape, lambda ring, to=places: _moved(ring, to))
            if not shape.is_valid or shape.area == 0 or len(vertices_of(shape)) < 3:
                findings.append(_would_break(key, shape, plane))
                continue
        if not shapely.equals_exact(shape, befores[key], 0.0):
            changed[key] = shape
    if findings:
        return Moved(findings=findings)
    touched = {key for key, places in target.items() if places}
    # of the others only those that lie on what moved take corners of it
    return Moved({key: shape for key, shape in changed.items() if key in touched or _borders(shape, changed, touched)})


def shift_boundary(a: Area, b: Area, by_m: float, plane: Plane, tolerance_m: float) -> Outcome:
    """平行移动公共边界：the common boundary moves by metres into `b` (or into `a` when negative); the two shapes follow.

    The line keeps its form; its ends run on along the sides they meet. What both cover together stays to the last corner.
    """
    line, fault = _common_line(a, b, plane, tolerance_m)
    if line is None:
        return refused(*([fault] if fault else []))
    return _shifted(a, b, line, by_m, plane)


def shift_boundary_to_area(a: Area, b: Area, target_m2: float, plane: Plane, tolerance_m: float) -> Outcome:
    """按面积移动公共边界：the common boundary moves in parallel until `a` has the target area, to 0.0001 ㎡."""
    line, fault = _common_line(a, b, plane, tolerance_m)
    if line is None:
        return refused(*([fault] if fault else []))
    total = float(a.area + b.area)
    if not 0 < target_m2 < total:
        return refused(_out_of_range(target_m2, total))
    reach = _diagonal([a, b])
    low, high = -reach, reach
    best: Outcome | None = None
    for _ in range(70):
        middle = (low + high) / 2
        tried = _shifted(a, b, line, middle, plane)
        if tried.is_refused:
            # too far on one side: everything beyond is too far as well
            low, high = (low, middle) if middle > 0 else (middle, high)
            continue
        best = tried
        area = float(tried.shapes[0].area)
        if abs(area - target_m2) <= 1e-5:
            break
        low, high = (middle, high) if area < target_m2 else (low, middle)
    if best is None or abs(float(best.shapes[0].area) - target_m2) > 1e-3:
        return refused(_out_of_range(target_m2, total))
    return best


def _moved(ring: np.ndarray, to: Mapping[Xy, Xy]) -> np.ndarray:
    rows = [to.get((float(x), float(y)), (float(x), float(y))) for x, y in ring[:-1]]
    distinct = [row for index, row in enumerate(rows) if row != rows[index - 1]]
    return np.asarray([*distinct, distinct[0]]) if len(distinct) >= 3 else np.asarray([*rows, rows[0]])


def _borders(shape: Area, changed: Mapping[str, Area], touched: set[str]) -> bool:
    return any(shape.distance(changed[key]) <= ON_THE_LINE_M for key in touched if key in changed)


def _common_line(a: Area, b: Area, plane: Plane, tolerance_m: float) -> tuple[LineString | None, Finding | None]:
    shared = share_vertices({"a": a, "b": b}, tolerance_m)
    common = shared["a"].boundary.intersection(shared["b"].boundary)
    lines = [part for part in shapely.get_parts(common).tolist() if isinstance(part, LineString)]
    merged = linemerge(lines) if lines else LineString()
    if isinstance(merged, LineString) and not merged.is_empty and not merged.is_ring:
        return merged, None
    place = (a if merged.is_empty else merged).representative_point()
    return None, Finding(
        "drawing.no_single_common_boundary",
        Severity.ERROR,
        "两个地块之间没有一条连续的公共边界。" if merged.is_empty else "两个地块的公共边界不止一段，无法整体平移。",
        fix_zh="请选择沿一条边相邻的两个地块，或改为逐点移动公共界址点。",
        message_en="The two plots have no single common boundary.",
        fix_en="Choose plots that touch along one line, or move corner by corner.",
        geometry=plane.place(place.x, place.y),
    )


def _shifted(a: Area, b: Area, line: LineString, by_m: float, plane: Plane) -> Outcome:
    # which side of the line is b?
    probe = line.parallel_offset(min(0.01, line.length / 100), "left") if line.length else line
    sign = (
        1.0
        if b.distance(probe.interpolate(0.5, normalized=True)) <= a.distance(probe.interpolate(0.5, normalized=True))
        else -1.0
    )
    moved = line.offset_curve(by_m * sign, join_style="mitre", mitre_limit=50) if by_m else line
    shared = share_vertices({"a": a, "b": b}, ON_THE_LINE_M * 1000)
    whole = gather_or_empty(parts_of(union_of_areas(list(shared.values()))))
    if not isinstance(moved, LineString) or moved.is_empty:
        return refused(_too_far(by_m, a, plane))
    reach = _diagonal([whole])
    made = cut_faces(whole, [_prolonged(moved, reach)], ON_THE_LINE_M)
    mine, theirs = [], []
    for face in made.faces:
        inside = face.representative_point()
        nearest, _ = nearest_points(moved, inside)
        away = np.subtract(inside.coords[0], nearest.coords[0])
        (theirs if _is_left(moved, nearest, away) == (sign > 0) else mine).append(face)
    if not mine or not theirs:
        return refused(_too_far(by_m, a, plane))
    corners = set(vertices_of(a)) | set(vertices_of(b))
    new = [corner for corner in made.new_corners if corner not in corners]
    return Outcome([gather(mine), gather(theirs)], [], new)


def _diagonal(shapes: Sequence[Area]) -> float:
    west, south, east, north = shapely.total_bounds(shapes)
    return float(np.hypot(east - west, north - south))


def _is_left(line: LineString, at: Point, away: np.ndarray) -> bool:
    here = line.project(at)
    step = min(0.01, line.length / 1000)
    before, after = line.interpolate(max(0.0, here - step)), line.interpolate(min(line.length, here + step))
    along = np.subtract(after.coords[0], before.coords[0])
    return bool(along[0] * away[1] - along[1] * away[0] > 0)


def _prolonged(line: LineString, reach: float) -> LineString:
    points = np.asarray(line.coords)
    first, last = points[0] - points[1], points[-1] - points[-2]
    start = points[0] + first / np.hypot(*first) * reach
    end = points[-1] + last / np.hypot(*last) * reach
    # its own ends lie on the way: they would be corners in the middle of a straight side
    return LineString([start, *points[1:-1], end])


def _nothing_here(place: Xy, plane: Plane) -> Finding:
    return Finding(
        "drawing.no_corner_here",
        Severity.ERROR,
        "这里没有界址点或界线可移动，可能已被他人修改。",
        fix_zh="请刷新草案后重试。",
        message_en="There is no corner or side to move here; somebody may have changed it.",
        fix_en="Reload the proposal and try again.",
        geometry=plane.place(*place),
    )


def _would_break(key: str, shape: Area, plane: Plane) -> Finding:
    x, y = shapely.get_coordinates(shape)[0]
    return Finding(
        "drawing.move_breaks_boundary",
        Severity.ERROR,
        f"移动后{key}的界线自相交或没有面积，未移动。",
        fix_zh="请把点放在不越过其他边的位置。",
        message_en=f"{key} would cross itself or lose its area.",
        fix_en="Put the corner where it crosses no other side.",
        measured=shapely.is_valid_reason(shape),
        geometry=plane.place(float(x), float(y)),
    )


def _too_far(by_m: float, a: Area, plane: Plane) -> Finding:
    place = a.representative_point()
    return Finding(
        "drawing.shift_too_far",
        Severity.ERROR,
        f"公共边界平移 {by_m:g} 米会越出两个地块，未移动。",
        fix_zh="请减小平移距离。",
        message_en=f"A shift of {by_m:g} m leaves the two plots.",
        fix_en="Use a smaller distance.",
        measured=f"{by_m:g} 米",
        geometry=plane.place(place.x, place.y),
    )


def _out_of_range(target: float, total: float) -> Finding:
    return Finding(
        "drawing.area_out_of_range",
        Severity.ERROR,
        f"目标面积 {target:.2f} ㎡ 无法通过平移公共边界达到；两个地块合计 {total:.2f} ㎡。",
        fix_zh="请核对目标面积，或逐点移动公共界址点。",
        message_en="This area cannot be reached by moving the common boundary in parallel.",
        fix_en="Check the area, or move corner by corner.",
        measured=f"{target:.2f} ㎡",
        required=f"< {total:.2f} ㎡",
    )
