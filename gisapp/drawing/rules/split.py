"""按面积、按比例、等分：parallel lines are placed where the area or the frontage asks for them, then cut as drawn ones are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString, Polygon

from gisapp.drawing.rules.cut import ON_THE_LINE_M, cut_faces
from gisapp.drawing.rules.outcome import Outcome, refused
from gisapp.drawing.rules.plane import Area, Plane, Xy, bearing_of, gather, rings_of, unit
from gisapp.kernel.area import format_m2
from gisapp.kernel.finding import Finding, Severity

# areas are met to a hundredth of what papers print, so that rounding to 0.01 ㎡ never shows the bisection
AREA_TOLERANCE_M2 = 1e-4
MOST_LOTS = 200
# a corner at which a side bends by less than this divides no frontage: it was put there for a neighbour
_STRAIGHT_DEG = 1.0


@dataclass(frozen=True, slots=True)
class Sweep:
    """A direction in which lots follow each other: cut lines run along `along`, lots are counted along `across`."""

    along: Xy
    across: Xy

    def position(self, point: Xy) -> float:
        return point[0] * self.across[0] + point[1] * self.across[1]

    def line_at(self, position: float, shape: Area) -> LineString:
        """Return a line across the whole shape at a position."""
        west, south, east, north = shape.bounds
        middle = ((west + east) / 2, (south + north) / 2)
        reach = float(np.hypot(east - west, north - south)) + 1
        step = position - self.position(middle)
        foot = (middle[0] + self.across[0] * step, middle[1] + self.across[1] * step)
        ends = [(foot[0] + self.along[0] * way, foot[1] + self.along[1] * way) for way in (-reach, reach)]
        return LineString(ends)

    def before(self, position: float, shape: Area) -> Polygon:
        """Return the half of the plane before a position, as far as the shape may reach."""
        start, end = (np.asarray(point) for point in self.line_at(position, shape).coords)
        back = np.asarray(self.across) * -4 * np.hypot(*(end - start))
        return Polygon([start, end, end + back, start + back])


def sweep_along_bearing(bearing_deg: float, *, from_right: bool = False) -> Sweep:
    """Return the sweep whose cut lines run along a bearing; lots are counted from its left to its right, or back."""
    along = unit(bearing_deg)
    sign = -1.0 if from_right else 1.0
    return Sweep(along, (along[1] * sign, -along[0] * sign))


def sweep_from_side(shape: Area, start: Xy, end: Xy) -> Sweep:
    """Return the sweep whose cut lines run along a side of the shape; lots are counted from that side inwards."""
    right = sweep_along_bearing(bearing_of(start, end))
    inside = shape.representative_point()
    if right.position((inside.x, inside.y)) < right.position(start):
        return sweep_along_bearing(bearing_of(start, end), from_right=True)
    return right


def split_by_areas(shape: Area, areas_m2: Sequence[float], sweep: Sweep, plane: Plane) -> Outcome:
    """按面积分割：lots of the given areas follow each other along the sweep, the last takes what is left.

    Each lot's area is met to 0.0001 ㎡; the sum of all is the whole.
    """
    whole = float(shape.area)
    asked = float(sum(areas_m2))
    if not areas_m2 or min(areas_m2) <= 0 or asked >= whole - AREA_TOLERANCE_M2:
        return refused(_area_out_of_range(asked, whole))
    if len(areas_m2) >= MOST_LOTS:
        return refused(_too_many(len(areas_m2) + 1))
    positions = [_position_of(shape, sweep, float(total)) for total in np.cumsum(areas_m2)]
    return _cut_at(shape, positions, sweep, plane)


def split_by_ratio(shape: Area, ratio: Sequence[float], sweep: Sweep, plane: Plane) -> Outcome:
    """按比例分割：two or more numbers above nought share the whole area."""
    if len(ratio) < 2 or min(ratio) <= 0 or not all(np.isfinite(ratio)):
        return refused(
            Finding(
                "drawing.ratio_unusable",
                Severity.ERROR,
                "比例至少要有两个大于 0 的数。",
                fix_zh="例如 3:2 或 1:1:2。",
                message_en="A ratio needs two or more numbers above nought.",
                fix_en="For example 3:2 or 1:1:2.",
            )
        )
    whole = float(shape.area)
    return split_by_areas(shape, [whole * share / sum(ratio) for share in ratio[:-1]], sweep, plane)


def split_into_lots(shape: Area, count: int, sweep: Sweep, plane: Plane) -> Outcome:
    """等面积分割：`count` lots of the same area along the sweep."""
    if not 2 <= count <= MOST_LOTS:
        return refused(_too_many(count))
    return split_by_ratio(shape, [1.0] * count, sweep, plane)


def split_by_frontage(
    shape: Area, count: int, start: Xy, end: Xy, plane: Plane, *, bearing_deg: float | None = None
) -> Outcome:
    """等面宽分割：`count` lots with the same frontage on the side from `start` to `end`.

    Dividing lines stand at right angles on the side, or run along a bearing. A side goes on over corners at which it does not
    bend; frontages are measured along it.
    """
    if not 2 <= count <= MOST_LOTS:
        return refused(_too_many(count))
    side = bearing_of(start, end)
    lines = (side + 90) % 360 if bearing_deg is None else bearing_deg % 360
    sweep = sweep_along_bearing(lines)
    if abs(np.sin(np.radians(lines - side))) < np.sin(np.radians(5)):
        return refused(
            Finding(
                "drawing.frontage_parallel",
                Severity.ERROR,
                "分割线方向与临路边几乎平行，无法按面宽等分。",
                fix_zh="请改用垂直于该边的方向，或选择另一条边。",
                message_en="The dividing lines run along the frontage itself.",
                fix_en="Choose a direction across the side, or another side.",
            )
        )
    front = LineString(_straight_run(shape, start, end))
    feet = [front.interpolate(number / count, normalized=True) for number in range(1, count)]
    return _cut_at(shape, sorted(sweep.position((foot.x, foot.y)) for foot in feet), sweep, plane)


def _straight_run(shape: Area, start: Xy, end: Xy) -> list[Xy]:
    """Return the corners of the side from `start` to `end` with all sides before and behind that run on in its direction."""
    for ring in rings_of(shape):
        points = [(float(x), float(y)) for x, y in ring.coords[:-1]]
        count = len(points)
        for at in range(count):
            ends = (points[at], points[(at + 1) % count])
            if not (_is_same(ends, (start, end)) or _is_same(ends, (end, start))):
                continue
            bearing = bearing_of(*ends)
            first, last = at, at + 1
            while last - first < count and _runs_on(points[(first - 1) % count], points[first % count], bearing):
                first -= 1
            while last - first < count and _runs_on(points[last % count], points[(last + 1) % count], bearing):
                last += 1
            return [points[index % count] for index in range(first, last + 1)]
    return [start, end]


def _is_same(side: tuple[Xy, Xy], other: tuple[Xy, Xy]) -> bool:
    return all(np.hypot(*np.subtract(one, two)) <= ON_THE_LINE_M * 1000 for one, two in zip(side, other, strict=True))


def _runs_on(start: Xy, end: Xy, bearing_deg: float) -> bool:
    return abs((bearing_of(start, end) - bearing_deg + 180) % 360 - 180) < _STRAIGHT_DEG


def _position_of(shape: Area, sweep: Sweep, target_m2: float) -> float:
    """Return the position before which the shape has the target area, by bisection."""
    measured: Callable[[float], float] = lambda at: shape.intersection(sweep.before(at, shape)).area  # noqa: E731
    along = [sweep.position((float(x), float(y))) for x, y in shapely.get_coordinates(shape)]
    low, high = min(along), max(along)
    for _ in range(80):
        middle = (low + high) / 2
        area = measured(middle)
        if abs(area - target_m2) <= AREA_TOLERANCE_M2 / 10 or high - low < 1e-9:
            return middle
        low, high = (middle, high) if area < target_m2 else (low, middle)
    return (low + high) / 2


def _cut_at(shape: Area, positions: Sequence[float], sweep: Sweep, plane: Plane) -> Outcome:
    """Return the lots between parallel lines; a lot may fall into pieces on a shape with bays, which is told."""
    made = cut_faces(shape, [sweep.line_at(position, shape) for position in positions], ON_THE_LINE_M)
    edges = [-np.inf, *positions, np.inf]
    lots: list[Area] = []
    findings: list[Finding] = []
    for low, high in pairwise(edges):
        own = [face for face in made.faces if low < _middle(sweep, face) <= high]
        if not own:
            findings.append(_empty_lot(shape, plane))
            continue
        lots.append(gather(own))
        if len(own) > 1:
            findings.append(_in_pieces(len(lots), own, plane))
    if any(finding.severity is Severity.ERROR for finding in findings):
        lines = [sweep.line_at(position, shape) for position in positions]
        return refused(*findings, kept_lines=lines)
    return Outcome(lots, [], made.new_corners, findings)


def _middle(sweep: Sweep, face: Polygon) -> float:
    point = face.representative_point()
    return sweep.position((point.x, point.y))


def _area_out_of_range(asked: float, whole: float) -> Finding:
    return Finding(
        "drawing.area_out_of_range",
        Severity.ERROR,
        f"目标面积合计 {format_m2(round(asked, 2))} ㎡，须大于 0 且小于地块面积 {format_m2(round(whole, 2))} ㎡。",
        fix_zh="请减小目标面积；要整块请不要分割。",
        message_en="The target areas must be above nought and below the area of the plot.",
        fix_en="Ask for less.",
        measured=f"{asked:.2f} ㎡",
        required=f"< {whole:.2f} ㎡",
    )


def _too_many(count: int) -> Finding:
    return Finding(
        "drawing.lot_count_out_of_range",
        Severity.ERROR,
        f"分成 {count} 块不可行，请填 2 至 {MOST_LOTS}。",
        fix_zh=f"请填 2 至 {MOST_LOTS} 之间的整数。",
        message_en=f"Between 2 and {MOST_LOTS} lots.",
        fix_en=f"Give a whole number from 2 to {MOST_LOTS}.",
        measured=str(count),
        required=f"2–{MOST_LOTS}",
    )


def _empty_lot(shape: Area, plane: Plane) -> Finding:
    inside = shape.representative_point()
    return Finding(
        "drawing.lot_is_empty",
        Severity.ERROR,
        "按此方向和数量分割，有的地块没有面积。",
        fix_zh="请减少块数，或改变分割方向、临路边。",
        message_en="One of the lots would have no area.",
        fix_en="Ask for fewer lots or another direction.",
        geometry=plane.place(inside.x, inside.y),
    )


def _in_pieces(number: int, pieces: Sequence[Polygon], plane: Plane) -> Finding:
    smallest = min(pieces, key=lambda piece: piece.area).representative_point()
    return Finding(
        "drawing.lot_in_pieces",
        Severity.WARNING,
        f"第 {number} 块由 {len(pieces)} 个不相连的部分组成。",
        fix_zh="请改变分割方向，或改用分割线逐块切开。",
        message_en=f"Lot {number} is in {len(pieces)} separate pieces.",
        fix_en="Choose another direction, or cut by lines.",
        measured=str(len(pieces)),
        required="1",
        geometry=plane.place(smallest.x, smallest.y),
    )
