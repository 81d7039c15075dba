"""退线：the boundary moved inwards in parallel, the same way on all sides or by its own distance on each."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from shapely import Polygon

from gisapp.drawing.rules.cut import ON_THE_LINE_M, cut_faces
from gisapp.drawing.rules.outcome import Outcome, refused
from gisapp.drawing.rules.plane import Area, Plane, gather, gather_or_empty, parts_of, rings_of
from gisapp.kernel.area import format_m2
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.union import union_of_areas

# a corner of two sides that differ by less than this is no corner: the offset steps there instead of running to a far point
_STRAIGHT_DEG = 5.0


def set_back(shape: Area, distances_m: Sequence[float], plane: Plane, *, keep_strip: bool = False) -> Outcome:
    """退线：each side moved inwards by its distance, corners mitred; the first shape is what is left inside.

    One distance is for all sides; otherwise one per side in the order of `sides_of`. With `keep_strip` the strip between
    old and new line follows as shapes of its own, with common vertices. What falls apart or vanishes is told.
    """
    sides = sides_of(shape)
    every = list(distances_m) * len(sides) if len(distances_m) == 1 else list(distances_m)
    if len(every) != len(sides) or min(every, default=0) < 0 or max(every, default=0) <= 0:
        return refused(_distances_unusable(len(sides)))
    inner = _inside(shape, every)
    pieces = [piece for piece in parts_of(inner) if piece.area > 0.01] if not inner.is_empty else []
    if not pieces:
        return refused(_nothing_left(shape, every, plane))
    findings = [_in_pieces(pieces, plane)] if len(pieces) > len(parts_of(shape)) else []
    made = cut_faces(shape, [line for piece in pieces for line in rings_of(piece)], ON_THE_LINE_M * 10)
    left = gather(pieces)
    inside = [face for face in made.faces if left.contains(face.representative_point())]
    strip = [face for face in made.faces if not left.contains(face.representative_point())]
    if not inside:
        return refused(_nothing_left(shape, every, plane))
    findings.append(_told(sum(face.area for face in inside), sum(face.area for face in strip)))
    return Outcome([gather(inside), *(strip if keep_strip else [])], [], made.new_corners, findings)


def sides_of(shape: Area) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Return the sides of all rings in order, outer ring first, part by part."""
    sides = []
    for ring in rings_of(shape):
        points = [(float(x), float(y)) for x, y in ring.coords]
        sides.extend((here, there) for here, there in itertools.pairwise(points) if here != there)
    return sides


def _inside(shape: Area, distances: Sequence[float]) -> Area:
    taken = []
    start = 0
    for part in parts_of(shape):
        for number, ring in enumerate((part.exterior, *part.interiors)):
            points = np.asarray(ring.coords)
            points = points[:-1][(points[:-1] != points[1:]).any(axis=1)]
            own = np.asarray(distances[start : start + len(points)], dtype=float)
            start += len(points)
            # the inside is left of a ring that runs counter-clockwise; holes of a shape run the other way
            turn = 1.0 if _is_ccw(points) == (number == 0) else -1.0
            taken.extend(_strips(points, own, turn))
    return gather_or_empty(parts_of(shape.difference(union_of_areas(taken))))


def _is_ccw(points: np.ndarray) -> bool:
    local = points - points[0]
    ahead = np.roll(local, -1, axis=0)
    return float((local[:, 0] * ahead[:, 1] - ahead[:, 0] * local[:, 1]).sum()) > 0


def _strips(points: np.ndarray, distances: np.ndarray, turn: float) -> list[Polygon]:
    """Return what each side takes away: a rectangle along it, and at each end the wedge up to the mitred corner."""
    ahead = np.roll(points, -1, axis=0) - points
    along = ahead / np.hypot(ahead[:, 0], ahead[:, 1])[:, None]
    inward = np.column_stack([-along[:, 1], along[:, 0]]) * turn
    strips = []
    for here in range(len(points)):
        there = (here + 1) % len(points)
        if distances[here] <= 0:
            continue
        shift = inward[here] * distances[here]
        # begun a hair outside, so that rounding in the union of strips leaves no film along the side
        out = inward[here] * -ON_THE_LINE_M
        strips.append(Polygon([points[here] + out, points[there] + out, points[there] + shift, points[here] + shift]))
        for corner, other, way in ((here, here - 1, -1.0), (there, there, 1.0)):
            mitre = _mitre(points[corner], along, inward, distances, here, other, way)
            if mitre is not None:
                wedge = Polygon([points[corner], points[corner] + shift, mitre])
                strips.append(wedge if wedge.is_valid else wedge.buffer(0))
    return strips


def _mitre(
    corner: np.ndarray,
    along: np.ndarray,
    inward: np.ndarray,
    distances: np.ndarray,
    one: int,
    other: int,
    way: float,
) -> np.ndarray | None:
    """Return where the moved sides meet, if that is beyond this end of the side (`way` +1 ahead, -1 back)."""
    sine = along[one][0] * along[other][1] - along[one][1] * along[other][0]
    same = distances[one] == distances[other]
    if abs(sine) < (1e-7 if same else np.sin(np.radians(_STRAIGHT_DEG))):
        # straight on: bridge the crack between two rectangles
        return corner + inward[other] * distances[one]
    start = corner + inward[one] * distances[one]
    to = corner + inward[other] * distances[other] - start
    step = (to[0] * along[other][1] - to[1] * along[other][0]) / sine
    return start + along[one] * step if step * way > 0 else None


def _distances_unusable(count: int) -> Finding:
    return Finding(
        "drawing.set_back_distances",
        Severity.ERROR,
        f"退线距离须不小于 0、至少一边大于 0，可只填一个数，或按 {count} 条边各填一个。",
        fix_zh="请核对各边的退线距离（米）。",
        message_en=f"Give one distance above nought, or one for each of the {count} sides.",
        fix_en="Check the distances in metres.",
        required=f"1 或 {count} 个",
    )


def _nothing_left(shape: Area, distances: Sequence[float], plane: Plane) -> Finding:
    place = shape.representative_point()
    return Finding(
        "drawing.set_back_leaves_nothing",
        Severity.ERROR,
        f"退线 {max(distances):g} 米后地块内没有剩余面积。",
        fix_zh="请减小退线距离。",
        message_en="Nothing is left inside after this set-back.",
        fix_en="Use a smaller distance.",
        measured=f"{max(distances):g} 米",
        geometry=plane.place(place.x, place.y),
    )


def _in_pieces(pieces: Sequence[Polygon], plane: Plane) -> Finding:
    smallest = min(pieces, key=lambda piece: piece.area).representative_point()
    return Finding(
        "drawing.set_back_in_pieces",
        Severity.WARNING,
        f"退线后分成 {len(pieces)} 块，最小一块 {format_m2(round(min(piece.area for piece in pieces), 2))} ㎡。",
        fix_zh="地块最窄处小于两侧退线之和；请核对该处能否建设。",
        message_en=f"The set-back leaves {len(pieces)} separate pieces.",
        fix_en="The plot is narrower there than both set-backs together.",
        measured=str(len(pieces)),
        geometry=plane.place(smallest.x, smallest.y),
    )


def _told(inside_m2: float, strip_m2: float) -> Finding:
    return Finding(
        "drawing.set_back_areas",
        Severity.INFO,
        f"退线内 {format_m2(round(inside_m2, 2))} ㎡，退线带 {format_m2(round(strip_m2, 2))} ㎡。",
        message_en=f"{inside_m2:.2f} m² inside, {strip_m2:.2f} m² in the strip.",
        measured=f"{inside_m2:.2f} ㎡",
    )
