"""少要一点会多出几处：每次只放宽一个条件，多出的地块按同样的条件数出来，点了就是真的.

A relaxation is another requirement. Its gain is counted over the sites that fail this one limit and no other, by the values
that the pool has, so that asking the relaxed requirement finds exactly that many more.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from gisapp.kernel.area import m2_to_mu, mu_to_m2, round_half_up
from gisapp.kernel.dates import add_months
from gisapp.matching.rules.columns import KINDS, UNKNOWN, Columns, Whole, scaled, utility_bits
from gisapp.matching.rules.requirement import BUILDING, CAPACITIES, DISTANCES, Requirement
from gisapp.matching.terms import Criterion

BIT: dict[Criterion, int] = {criterion: 1 << place for place, criterion in enumerate(Criterion)}
STEPS = 12
MOST = 8

_STEP: dict[Criterion, int] = {
    Criterion.HEIGHT: 50, Criterion.LOAD: 50, Criterion.BUILDING_HEIGHT: 100, Criterion.RAIL: 1000, Criterion.PORT: 1000,
    Criterion.MOTORWAY: 1000, Criterion.AIRPORT: 5000, Criterion.RENT: 100, Criterion.FLOOR_AREA: 50_000,
}  # fmt: skip
"""How much one step of a relaxation is, in the units of the columns."""


@dataclass(frozen=True)
class Relaxation:
    """Another requirement that finds `gain` more sites, `total` in all. `by`: how much is given up, in the criterion's shown unit."""

    criterion: Criterion
    how: str
    by: Decimal | None
    value: Any
    gain: int
    total: int
    requirement: Requirement


def find_relaxations(
    columns: Columns, failed: Whole, requirement: Requirement, clusters: Mapping[str, Sequence[str]]
) -> list[Relaxation]:
    """Return what to give up and what that brings, the most helpful first; two limits at once only where one alone brings nothing."""
    hits = int((failed == 0).sum())
    found: list[Relaxation] = []
    for criterion in Criterion:
        if not requirement.is_must(criterion):
            continue
        alone = np.flatnonzero(failed == BIT[criterion])
        if len(alone) == 0:
            continue
        best: dict[int, Relaxation] = {}
        for how, by, value, relaxed, rows in _ways(criterion, columns, alone, requirement, clusters):
            gain = len(rows)
            if gain and gain not in best:
                best[gain] = Relaxation(criterion, how, by, value, gain, hits + gain, relaxed)
        found += _worth_saying(list(best.values()))
    if not found and hits == 0:
        found = _pairs(failed, requirement)
    order = list(Criterion)
    found.sort(key=lambda item: (-item.gain, order.index(item.criterion), item.how))
    return found[:MOST]


def _worth_saying(ways: list[Relaxation]) -> list[Relaxation]:
    """Return the smallest step that brings anything and the one that brings most."""
    return ways if len(ways) < 3 else [ways[0], max(ways, key=lambda way: way.gain)]


Way = tuple[str, Decimal | None, Any, Requirement, Whole]


def _ways(
    criterion: Criterion,
    columns: Columns,
    alone: Whole,
    requirement: Requirement,
    clusters: Mapping[str, Sequence[str]],
) -> Iterator[Way]:
    """Yield ever larger relaxations of one limit with the sites that each lets in."""
    if criterion in (Criterion.AREA_MIN, Criterion.AREA_MAX):
        yield from _areas(criterion, columns.area[alone], alone, requirement)
    elif criterion is Criterion.PRICE:
        yield from _prices(columns.price[alone], alone, requirement)
    elif criterion is Criterion.DELIVERY:
        yield from _later(columns.delivery[alone], alone, requirement)
    elif criterion in CAPACITIES:
        yield from _capacities(criterion, getattr(columns, criterion.value)[alone], alone, requirement)
    elif criterion in _STEP:
        yield from _stepped(criterion, _values(criterion, columns)[alone], alone, requirement)
    elif criterion is Criterion.INDUSTRY:
        yield from _wider_industry(columns, alone, requirement, clusters)
    elif criterion is Criterion.UTILITY:
        yield from _fewer_utilities(columns, alone, requirement)
    elif criterion is Criterion.KIND:
        yield from _more_kinds(columns, alone, requirement)
    if criterion is not Criterion.KIND:
        yield "not_must", None, None, soften(requirement, criterion), alone


def soften(requirement: Requirement, *criteria: Criterion) -> Requirement:
    """Return the requirement with these limits as wishes: they still score, and exclude nobody."""
    gone = {str(criterion) for criterion in criteria}
    return replace(requirement, must=tuple(name for name in requirement.must if name not in gone))


def _areas(criterion: Criterion, areas: Whole, alone: Whole, requirement: Requirement) -> Iterator[Way]:
    low = criterion is Criterion.AREA_MIN
    limit = requirement.area_min_m2 if low else requirement.area_max_m2
    assert limit is not None
    for step in range(1, STEPS + 1):
        by = Decimal(5 * step)
        moved = round_half_up(mu_to_m2(m2_to_mu(limit) + (-by if low else by)), 2)
        if moved <= 0:
            return
        edge = scaled(moved, 100)
        inside = (areas >= edge) if low else (areas <= edge) & (areas != UNKNOWN)
        change: dict[str, Any] = {"area_min_m2" if low else "area_max_m2": moved}
        yield ("less" if low else "more"), by, moved, replace(requirement, **change), alone[inside]


def _prices(prices: Whole, alone: Whole, requirement: Requirement) -> Iterator[Way]:
    limit = requirement.price_max_yuan_per_m2
    assert limit is not None
    for step in range(1, STEPS + 1):
        moved = limit + 15 * step  # 1 万元/亩 = 15 元/㎡
        inside = (prices <= scaled(moved, 100)) & (prices != UNKNOWN)
        yield "more", Decimal(step), moved, replace(requirement, price_max_yuan_per_m2=moved), alone[inside]


def _later(days: Whole, alone: Whole, requirement: Requirement) -> Iterator[Way]:
    assert requirement.delivery_by is not None
    for months in (1, 2, 3, 6, 9, 12, 18, 24):
        moved = _months_later(requirement.delivery_by, months)
        inside = (days <= moved.toordinal()) & (days != UNKNOWN)
        yield "later", Decimal(months), moved, replace(requirement, delivery_by=moved), alone[inside]


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month; from a month's last day, that month's last day."""
    if (day + timedelta(days=1)).day == 1:
        return add_months((day + timedelta(days=1)), months) - timedelta(days=1)
    return add_months(day, months)


def _capacities(criterion: Criterion, values: Whole, alone: Whole, requirement: Requirement) -> Iterator[Way]:
    """Pipes and transformers come in sizes: the next sizes down that there are."""
    for value in sorted({int(v) for v in values if v != UNKNOWN}, reverse=True)[:STEPS]:
        moved = Decimal(value) / 100
        by = requirement.measures[criterion.value] - moved
        yield "less", by, moved, _measured(requirement, criterion, moved), alone[values >= value]


def _values(criterion: Criterion, columns: Columns) -> Whole:
    if criterion is Criterion.BUILDING_HEIGHT:
        return columns.height_max
    return getattr(columns, criterion.value)


def _stepped(criterion: Criterion, values: Whole, alone: Whole, requirement: Requirement) -> Iterator[Way]:
    at_most = criterion in DISTANCES or criterion is Criterion.RENT
    scale = 1 if criterion in DISTANCES else 100
    for step in range(1, STEPS + 1):
        by = Decimal(_STEP[criterion] * step) / scale
        moved = _limit(requirement, criterion) + (by if at_most else -by)
        if moved <= 0:
            return
        edge = scaled(moved, scale)
        inside = ((values <= edge) if at_most else (values >= edge)) & (values != UNKNOWN)
        yield ("more" if at_most else "less"), by, moved, _with_limit(requirement, criterion, moved), alone[inside]


def _limit(requirement: Requirement, criterion: Criterion) -> Decimal:
    if criterion in DISTANCES or criterion in BUILDING:
        return requirement.measures[criterion.value]
    values = {
        Criterion.RENT: requirement.rent_max_yuan_per_m2_month,
        Criterion.FLOOR_AREA: requirement.floor_area_min_m2,
        Criterion.BUILDING_HEIGHT: requirement.building_height_m,
    }
    found = values[criterion]
    assert found is not None
    return found


def _with_limit(requirement: Requirement, criterion: Criterion, value: Decimal) -> Requirement:
    names = {
        Criterion.RENT: "rent_max_yuan_per_m2_month",
        Criterion.FLOOR_AREA: "floor_area_min_m2",
        Criterion.BUILDING_HEIGHT: "building_height_m",
    }
    if criterion in names:
        change: dict[str, Any] = {names[criterion]: value}
        return replace(requirement, **change)
    return _measured(requirement, criterion, value)


def _measured(requirement: Requirement, criterion: Criterion, value: Decimal) -> Requirement:
    return replace(requirement, measures={**requirement.measures, criterion.value: value})


def _wider_industry(
    columns: Columns, alone: Whole, requirement: Requirement, clusters: Mapping[str, Sequence[str]]
) -> Iterator[Way]:
    cluster = next((name for name, codes in clusters.items() if requirement.industry in codes), None)
    if cluster is None:
        return
    none = np.zeros(len(alone), dtype=bool)
    has = [columns.industries[code][alone] for code in clusters[cluster] if code in columns.industries]
    yield "cluster", None, cluster, replace(requirement, industry=cluster), alone[np.logical_or.reduce([none, *has])]


def _fewer_utilities(columns: Columns, alone: Whole, requirement: Requirement) -> Iterator[Way]:
    if len(requirement.utilities) < 2:
        return
    for name in sorted(requirement.utilities):
        kept = tuple(other for other in requirement.utilities if other != name)
        mask = utility_bits(kept)
        inside = (columns.utilities[alone] & mask) == mask
        yield "without", None, name, replace(requirement, utilities=kept), alone[inside]


def _more_kinds(columns: Columns, alone: Whole, requirement: Requirement) -> Iterator[Way]:
    for place, kind in enumerate(KINDS):
        if kind not in requirement.kinds:
            wider = replace(requirement, kinds=(*requirement.kinds, kind))
            yield "also", None, kind, wider, alone[columns.kind[alone] == place]


def _pairs(failed: Whole, requirement: Requirement) -> list[Relaxation]:
    """Return pairs of limits that together exclude everybody: with both as wishes something is found."""
    musts = [c for c in Criterion if c is not Criterion.KIND and requirement.is_must(c)]
    found: list[Relaxation] = []
    for one, other in itertools.combinations(musts, 2):
        gain = int((failed == BIT[one] | BIT[other]).sum())
        if gain:
            found.append(Relaxation(one, "both", None, str(other), gain, gain, soften(requirement, one, other)))
    return found
