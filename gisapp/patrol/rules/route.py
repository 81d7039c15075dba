"""巡查路线：从驻地出发，走遍各地块再回来，尽量少走。

Nearest neighbour from every beginning, each mended by 2-opt and Or-opt until nothing gets shorter. A round has at most a few
dozen stops on straight lines in one plane; there this stays within some percent of the shortest round in milliseconds and gives
the same order on every machine. A solver of routing problems would weigh more than the rest of the house for a list that the
patrol may reorder by hand anyway. On few stops every order is tried, so that small rounds are the shortest there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations
from math import hypot

Point = tuple[float, float]
_EXACT_UP_TO = 7


def shortest_round(points: Sequence[Point], base: Point | None = None) -> list[int]:
    """Return the order in which to visit `points` (metres, one plane), as indices.

    With a base the round begins and ends there; without one it begins at one stop and ends at another.
    """
    if len(points) <= 1:
        return list(range(len(points)))
    if len(points) <= _EXACT_UP_TO:
        return list(min(permutations(range(len(points))), key=lambda order: (_length(points, order, base), order)))
    best = min(
        (_mended(points, _nearest(points, first), base) for first in range(len(points))), key=lambda found: found[0]
    )
    return best[1]


def round_length(points: Sequence[Point], order: Sequence[int], base: Point | None = None) -> float:
    """Return the length of a round in metres, the ways from and to the base with it."""
    return _length(points, order, base)


def _length(points: Sequence[Point], order: Sequence[int], base: Point | None) -> float:
    way = [points[index] for index in order]
    if base is not None:
        way = [base, *way, base]
    return sum(_between(one, other) for one, other in pairwise(way))


def _between(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _nearest(points: Sequence[Point], first: int) -> list[int]:
    order, left = [first], set(range(len(points))) - {first}
    while left:
        here = points[order[-1]]
        step = min(left, key=lambda index: (_between(here, points[index]), index))
        order.append(step)
        left.remove(step)
    return order


def _mended(points: Sequence[Point], order: list[int], base: Point | None) -> tuple[float, list[int]]:
    length = _length(points, order, base)
    while True:
        found = _better(points, order, base)
        if found is None:
            return length, order
        order = found
        shorter = _length(points, order, base)
        if shorter > length - 1e-6:
            return length, order
        length = shorter


def _better(points: Sequence[Point], order: list[int], base: Point | None) -> list[int] | None:
    """Return an order with one stretch turned round or one stop moved that is shorter; None where there is none."""
    count = len(order)

    def gap(one: int | None, other: int | None) -> float:
        """The way between two places of the order; outside of it lies the base, or nothing."""
        if one is None or other is None:
            known = one if other is None else other
            return 0.0 if base is None or known is None else _between(base, points[known])
        return _between(points[one], points[other])

    def at(index: int) -> int | None:
        return order[index] if 0 <= index < count else None

    for start in range(count - 1):
        for end in range(start + 1, count):
            before, after = at(start - 1), at(end + 1)
            old = gap(before, order[start]) + gap(order[end], after)
            if gap(before, order[end]) + gap(order[start], after) < old - 1e-6:
                return [*order[:start], *reversed(order[start : end + 1]), *order[end + 1 :]]
    for taken in range(count):
        stop, rest = order[taken], order[:taken] + order[taken + 1 :]
        gain = gap(at(taken - 1), stop) + gap(stop, at(taken + 1)) - gap(at(taken - 1), at(taken + 1))
        for place in range(count):
            left = rest[place - 1] if place > 0 else None
            right = rest[place] if place < count - 1 else None
            if gap(left, stop) + gap(stop, right) - gap(left, right) < gain - 1e-6:
                return [*rest[:place], stop, *rest[place:]]
    return None
