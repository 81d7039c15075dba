"""按线分割：lines cut a shape into faces whose common sides are one and the same line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from shapely import LineString, MultiPoint, Point, Polygon

from gisapp.drawing.rules.cut_faults import loose_end, why_it_does_not_cut
from gisapp.drawing.rules.outcome import Outcome, refused
from gisapp.drawing.rules.plane import Area, Plane, Xy, gather, parts_of, rings_of, vertices_of
from gisapp.drawing.rules.vertices import insert_vertices, over_rings
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.union import union_of_lines

# a computed corner lies on its side give or take the rounding of doubles at seven digits before the point
ON_THE_LINE_M = 1e-6


@dataclass(slots=True)
class Faces:
    """What lines make of a shape: its faces, the lines that cut and those that did not, corners on its old sides."""

    faces: list[Polygon]
    used: list[LineString] = field(default_factory=list)
    unused: list[LineString] = field(default_factory=list)
    new_corners: list[Xy] = field(default_factory=list)


def cut_faces(shape: Area, lines: Sequence[LineString], tolerance_m: float) -> Faces:
    """Return the faces into which lines cut a shape; line ends within the tolerance of a side or corner are put onto it.

    Sides are noded before they are cut, so faces on both sides of a cut have identical vertices. What is left of a line
    beyond its last crossing does not cut and leaves no vertex behind.
    """
    noded, placed = _put_onto_boundary(shape, lines, tolerance_m)
    linework = union_of_lines([*rings_of(noded), *placed])
    every = parts_of(shapely.polygonize(list(shapely.get_parts(linework))))
    faces = [face for face in every if noded.contains(face.representative_point())]
    drawn = union_of_lines([LineString(ring.coords) for face in faces for ring in (face.exterior, *face.interiors)])
    inner = drawn.difference(noded.boundary.buffer(ON_THE_LINE_M, cap_style="flat"))
    used, unused = [], []
    for line in placed:
        cuts = not inner.is_empty and inner.intersection(line.buffer(ON_THE_LINE_M)).length > ON_THE_LINE_M * 10
        (used if cuts else unused).append(line)
    faces = _without_stray_vertices(faces, set(vertices_of(shape)))
    faces.sort(key=lambda face: (round(face.centroid.x, 3), -round(face.centroid.y, 3)))
    return Faces(faces, used, unused, _corners_on(shape, faces))


def split_by_lines(
    shape: Area, lines: Sequence[LineString], plane: Plane, tolerance_m: float, *, extend: bool = False
) -> Outcome:
    """按线分割：每一块成为一个新地块；没有切开的线留着并说明原因.

    With `extend`, a line that ends inside is led on in its own direction to the next side. A part of a plot of several
    parts that no line touches goes with the largest piece.
    """
    if extend:
        lines = [_led_on(shape, line) for line in lines]
    faults = [finding for line in lines if (finding := _unusable(line, plane)) is not None]
    if faults or not lines:
        return refused(*faults, kept_lines=list(lines))
    made = cut_faces(shape, lines, tolerance_m)
    findings = [why_it_does_not_cut(shape, line, plane, tolerance_m) for line in made.unused]
    if len(made.faces) <= len(parts_of(shape)):
        return refused(*findings, kept_lines=list(lines))
    findings = [replace(finding, severity=Severity.WARNING) for finding in findings]
    findings.extend(filter(None, (loose_end(shape, line, plane, tolerance_m) for line in made.used)))
    pieces, more = _with_untouched_parts(shape, made.faces, plane)
    return Outcome(pieces, made.unused, made.new_corners, [*findings, *more])


def _put_onto_boundary(shape: Area, lines: Sequence[LineString], tolerance_m: float) -> tuple[Area, list[LineString]]:
    """Return shape and lines that meet in common vertices where a line's vertex lies on the boundary."""
    corners = MultiPoint(vertices_of(shape))
    placed = [shapely.snap(shapely.force_2d(line), corners, tolerance_m) for line in lines]
    boundary = shape.boundary
    on_sides: list[Xy] = []
    at_corner = set(vertices_of(shape))
    for number, line in enumerate(placed):
        points = [(float(x), float(y)) for x, y in line.coords]
        for index, point in enumerate(points):
            if point in at_corner or boundary.distance(Point(point)) > tolerance_m:
                continue
            foot = boundary.interpolate(boundary.project(Point(point)))
            points[index] = (foot.x, foot.y)
            on_sides.append(points[index])
        placed[number] = LineString(points)
    return insert_vertices(shape, on_sides, tolerance_m), placed


def _led_on(shape: Area, line: LineString) -> LineString:
    """Return the line with each end that lies inside led on to the next side."""
    points = [(float(x), float(y)) for x, y in line.coords]
    reach = 2 * float(np.hypot(*(np.subtract(shape.bounds[2:], shape.bounds[:2]))))
    for end, before in ((0, 1), (-1, -2)):
        if len(points) < 2 or not shape.contains(Point(points[end])):
            continue
        way = np.subtract(points[end], points[before])
        length = float(np.hypot(*way))
        if length == 0:
            continue
        far = tuple(np.add(points[end], way / length * reach))
        met = LineString([points[end], far]).intersection(shape.boundary)
        if not met.is_empty:
            nearest = shapely.shortest_line(Point(points[end]), met).coords[-1]
            points[end] = (float(nearest[0]), float(nearest[1]))
    return LineString(points)


def _unusable(line: LineString, plane: Plane) -> Finding | None:
    if line.is_empty or line.length == 0:
        return Finding(
            "drawing.cut_has_no_length",
            Severity.ERROR,
            "分割线没有长度。",
            fix_zh="请至少点两个不同的点。",
            message_en="The cut line has no length.",
            fix_en="Click at least two different points.",
        )
    if line.is_simple:
        return None
    middle = line.interpolate(0.5, normalized=True)
    return Finding(
        "drawing.cut_crosses_itself",
        Severity.ERROR,
        "分割线与自身相交。",
        fix_zh="请重画，或分成两条分割线。",
        message_en="The cut line crosses itself.",
        fix_en="Draw it again, or as two lines.",
        geometry=plane.place(middle.x, middle.y),
    )


def _without_stray_vertices(faces: list[Polygon], before: set[Xy]) -> list[Polygon]:
    """Return the faces without vertices that only a loose end of a line had put onto a side."""
    count = Counter(vertex for face in faces for vertex in vertices_of(face))
    stray = {vertex for vertex, times in count.items() if times == 1 and vertex not in before}
    if not stray:
        return faces

    def keep(ring: np.ndarray) -> np.ndarray:
        rows = [row for row in ring[:-1] if (float(row[0]), float(row[1])) not in stray]
        return np.asarray([*rows, rows[0]]) if len(rows) >= 3 else ring

    return [part for face in faces for part in parts_of(over_rings(face, keep))]


def _corners_on(shape: Area, faces: Sequence[Polygon]) -> list[Xy]:
    before = set(vertices_of(shape))
    made = dict.fromkeys(vertex for face in faces for vertex in vertices_of(face) if vertex not in before)
    boundary = shape.boundary
    return [vertex for vertex in made if boundary.distance(Point(vertex)) <= ON_THE_LINE_M]


def _with_untouched_parts(shape: Area, faces: list[Polygon], plane: Plane) -> tuple[list[Area], list[Finding]]:
    parts = parts_of(shape)
    if len(parts) == 1:
        return list(faces), []
    whole: list[Polygon] = []
    cut: list[Polygon] = []
    for part in parts:
        own = [face for face in faces if part.contains(face.representative_point())]
        (whole if len(own) == 1 else cut).extend(own)
    if not whole:
        return list(cut), []
    largest = max(range(len(cut)), key=lambda index: cut[index].area)
    place = whole[0].representative_point()
    note = Finding(
        "drawing.cut_leaves_part",
        Severity.INFO,
        f"有 {len(whole)} 个分部没有被分割线切到，归入最大的一块。",
        fix_zh="如需单独成块，请再画一条线，或合并后重新分配。",
        message_en=f"{len(whole)} parts were not touched and go with the largest piece.",
        fix_en="Cut again where they should go elsewhere.",
        geometry=plane.place(place.x, place.y),
    )
    return [gather([face, *whole]) if index == largest else face for index, face in enumerate(cut)], [note]
