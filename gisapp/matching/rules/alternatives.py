"""没有合适的整块时：相邻两三块合起来，或从大块里划出一块。都只是备选，须经规划调整和报批."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from gisapp.matching.rules.columns import KINDS, UNKNOWN, Columns, Whole, scaled
from gisapp.matching.rules.matching import FULL, Counting, criterion_points
from gisapp.matching.rules.relaxations import BIT
from gisapp.matching.rules.requirement import Requirement
from gisapp.matching.terms import Criterion

MOST_GROUPS = 20_000


@dataclass(frozen=True)
class Division:
    """Rows whose plots are larger than wanted and leave a usable rest, and the area to be taken (hundredths of ㎡)."""

    rows: Whole
    area: int


def find_combinations(
    columns: Columns, failed: Whole, requirement: Requirement, pairs: NDArray[np.int64]
) -> list[tuple[int, ...]]:
    """Return neighbouring plots, two or three, each too small alone and failing nothing else, that together have the area wanted.

    Three only where no two of them would do. `pairs`: places of plots side by side, the smaller place first.
    """
    if requirement.area_min_m2 is None or len(pairs) == 0:
        return []
    low = scaled(requirement.area_min_m2, 100)
    high = scaled(requirement.area_max_m2, 100)
    usable = (failed == BIT[Criterion.AREA_MIN]) & (columns.area != UNKNOWN) & (columns.kind == KINDS.index("plot"))
    pairs = pairs[usable[pairs[:, 0]] & usable[pairs[:, 1]]][:MOST_GROUPS]
    sums = columns.area[pairs].sum(axis=1)
    fits = (sums >= low) & ((high == UNKNOWN) | (sums <= high))
    found = [(int(a), int(b)) for a, b in pairs[fits]]
    return [*found, *_threes(columns.area, pairs[sums < low], low, high)]


def keep_musts(
    together: Columns,
    requirement: Requirement,
    clusters: Mapping[str, Sequence[str]],
    as_of: date,
    counting: Counting,
) -> Whole:
    """Return the groups that meet as a whole what each plot meets alone: an industry that all of them take, thresholds over all the land."""
    kept = np.ones(len(together), dtype=bool)
    for criterion in (Criterion.INDUSTRY, Criterion.THRESHOLDS):
        if requirement.is_must(criterion):
            kept &= criterion_points(criterion, together, requirement, clusters, as_of, counting).points == FULL
    return np.flatnonzero(kept)


def _threes(area: Whole, short: NDArray[np.int64], low: int, high: int) -> list[tuple[int, ...]]:
    """Return chains of three made of pairs that are still too small."""
    beside: dict[int, list[int]] = {}
    for one, other in short.tolist():
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    found: set[tuple[int, ...]] = set()
    for middle in sorted(beside):
        sides = sorted(beside[middle])
        for number, left in enumerate(sides):
            for right in sides[number + 1 :]:
                total = int(area[left] + area[middle] + area[right])
                if total >= low and (high == UNKNOWN or total <= high):
                    found.add(tuple(sorted((left, middle, right))))
            if len(found) > MOST_GROUPS:
                return sorted(found)
    return sorted(found)


def find_divisions(columns: Columns, failed: Whole, requirement: Requirement, rest_m2: Decimal) -> Division:
    """Return plots on offer that are too large and fail nothing else, where taking the largest area wanted leaves `rest_m2` or more."""
    if requirement.area_max_m2 is None:
        return Division(np.zeros(0, dtype=np.int64), 0)
    area = scaled(requirement.area_max_m2, 100)
    fits = (
        (failed == BIT[Criterion.AREA_MAX])
        & (columns.kind == KINDS.index("plot"))
        & (columns.area - area >= scaled(rest_m2, 100))
    )
    return Division(np.flatnonzero(fits), area)
