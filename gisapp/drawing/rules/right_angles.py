"""直角化：sides that are nearly parallel or square to each other are made so, and the largest shift is told."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from gisapp.drawing.rules.outcome import Outcome, refused
from gisapp.drawing.rules.plane import Area, Plane, Xy, vertices_of
from gisapp.drawing.rules.vertices import over_rings
from gisapp.kernel.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Squared:
    """The outcome together with where each vertex went, so that neighbours can follow."""

    outcome: Outcome
    moves: dict[Xy, Xy]
    largest_shift_m: float


def make_right_angles(
    shape: Area, plane: Plane, *, tolerance_deg: float, most_m: float, fixed: Collection[Xy] = ()
) -> Squared:
    """直角化：偏离主方向不超过 `tolerance_deg` 的边转到主方向或其垂直方向，其余的边保留.

    The main direction is that of all sides weighted by length. Sides on one line stay on one line: their common position
    is the mean by length, or that of a fixed vertex. A shape that would move by more than `most_m` is refused with the
    measured shift.
    """
    points = vertices_of(shape)
    axis = _main_direction(shape, tolerance_deg)
    frame = np.array([[np.sin(axis), np.cos(axis)], [np.cos(axis), -np.sin(axis)]])
    middle = np.mean(np.asarray(points), axis=0)
    local = {point: frame @ (np.asarray(point) - middle) for point in points}
    held = [_Lines(), _Lines()]
    for start, end in _sides(shape):
        away = local[end] - local[start]
        turn = np.degrees(np.arctan2(away[1], away[0])) % 90
        if min(turn, 90 - turn) > tolerance_deg:
            continue
        # a side along the first axis keeps its second coordinate, and the other way round
        kept = 1 if abs(away[0]) >= abs(away[1]) else 0
        held[kept].join(start, end, float((local[start][kept] + local[end][kept]) / 2), float(np.hypot(*away)))
    places = [
        lines.positions({p: float(local[p][axis_no]) for p in points}, fixed) for axis_no, lines in enumerate(held)
    ]
    moves: dict[Xy, Xy] = {}
    for point in points:
        wanted = np.array([places[n].get(point, float(local[point][n])) for n in (0, 1)])
        if np.hypot(*(wanted - local[point])) > 1e-7:
            east, north = frame.T @ wanted + middle
            moves[point] = (float(east), float(north))
    if not moves:
        return Squared(Outcome([shape], findings=[_already()]), {}, 0.0)
    largest = max(moves, key=lambda point: np.hypot(*np.subtract(moves[point], point)))
    shift = float(np.hypot(*np.subtract(moves[largest], largest)))
    squared = over_rings(shape, lambda ring: np.asarray([moves.get((float(x), float(y)), (x, y)) for x, y in ring]))
    if shift > most_m or not squared.is_valid or squared.area == 0:
        return Squared(refused(_too_far(shift, most_m, plane, largest)), {}, shift)
    told = _shifted(shift, len(moves), float(squared.area - shape.area), plane, largest)
    return Squared(Outcome([squared], findings=[told]), moves, shift)


class _Lines:
    """Vertices that share one coordinate because sides along an axis join them."""

    def __init__(self) -> None:
        self._parent: dict[Xy, Xy] = {}
        self._weights: list[tuple[Xy, float, float]] = []

    def join(self, start: Xy, end: Xy, position: float, weight: float) -> None:
        self._parent[self._root(start)] = self._root(end)
        self._weights.append((start, position, weight))

    def positions(self, own: dict[Xy, float], fixed: Collection[Xy]) -> dict[Xy, float]:
        sums: dict[Xy, tuple[float, float]] = {}
        for point, position, weight in self._weights:
            total, length = sums.get(self._root(point), (0.0, 0.0))
            sums[self._root(point)] = (total + position * weight, length + weight)
        at = {root: total / length for root, (total, length) in sums.items()}
        at.update({self._root(point): own[point] for point in fixed if point in self._parent and point in own})
        return {point: at[self._root(point)] for point in self._parent if self._root(point) in at}

    def _root(self, point: Xy) -> Xy:
        while self._parent.setdefault(point, point) != point:
            point = self._parent[point]
        return point


def _sides(shape: Area) -> list[tuple[Xy, Xy]]:
    sides: list[tuple[Xy, Xy]] = []

    def collect(ring: np.ndarray) -> np.ndarray:
        rows = [(float(x), float(y)) for x, y in ring]
        sides.extend((a, b) for a, b in itertools.pairwise(rows) if a != b)
        return ring

    over_rings(shape, collect)
    return sides


def _main_direction(shape: Area, tolerance_deg: float) -> float:
    """Return the bearing in radians that most metres of side follow or stand square on: their mean weighted by length.

    Sides that follow neither way are left out, so that one slanting side does not turn the others.
    """
    away = np.asarray([np.subtract(end, start) for start, end in _sides(shape)])
    lengths = np.hypot(away[:, 0], away[:, 1])
    # angles taken four times, so that the four directions of a rectangle are one
    four = np.exp(4j * np.arctan2(away[:, 0], away[:, 1]))
    together = np.abs(np.angle(four[:, None] / four[None, :])) <= 4 * np.radians(tolerance_deg)
    best = together[int(np.argmax((together * lengths).sum(axis=1)))]
    return float(np.angle((four * lengths)[best].sum()) / 4)


def _already() -> Finding:
    return Finding(
        "drawing.already_square",
        Severity.INFO,
        "没有需要调整的角：各边已成直角，或偏差超出设定的角度。",
        fix_zh="偏差较大的角请加大角度限差后重试。",
        message_en="Nothing to adjust: corners are square, or further off than the tolerance.",
        fix_en="Use a larger tolerance for larger deviations.",
    )


def _too_far(shift: float, most_m: float, plane: Plane, place: Xy) -> Finding:
    return Finding(
        "drawing.right_angles_shift_too_far",
        Severity.ERROR,
        f"直角化会使界址点移动 {shift:.3f} 米，超过限值 {most_m:g} 米，未调整。",
        fix_zh="请减小角度限差、固定部分界址点，或确认后放宽限值。",
        message_en=f"A corner would move by {shift:.3f} m, more than {most_m:g} m.",
        fix_en="Use a smaller tolerance, hold some corners, or allow more.",
        measured=f"{shift:.3f} 米",
        required=f"≤ {most_m:g} 米",
        geometry=plane.place(*place),
    )


def _shifted(shift: float, count: int, area_m2: float, plane: Plane, place: Xy) -> Finding:
    return Finding(
        "drawing.right_angles_shift",
        Severity.INFO,
        f"调整了 {count} 个界址点，最大移动 {shift:.3f} 米，面积变化 {area_m2:+.2f} ㎡。",
        message_en=f"{count} corners adjusted, the largest shift {shift:.3f} m, area {area_m2:+.2f} m².",
        measured=f"{shift:.3f} 米",
        geometry=plane.place(*place),
    )
