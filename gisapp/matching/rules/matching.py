"""选址匹配：一个地块对一项需求得多少分，每个条件贡献多少，回答有多可靠.

Everything here is whole numbers on columns (0 to 1000 points a criterion), so that the same inputs give the same ranking on
every machine and for ever. A score depends on the site and the requirement alone: adding or removing another site moves
nobody. What is not known earns nothing and lowers the reliability; it is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from gisapp.matching.rules.columns import BUILDS, KINDS, UNKNOWN, Columns, Truth, Whole, scaled, utility_bits
from gisapp.matching.rules.requirement import BUILDING, CAPACITIES, DISTANCES, Requirement
from gisapp.matching.rules.thresholds import threshold_points
from gisapp.matching.terms import Criterion

ALGORITHM = "2026-12"
"""The present way of counting, named on every kept answer. Another way gets another name beside it in `COUNTINGS`."""

FULL = 1000
AT_LIMIT = 600
"""What a price, a day or a distance earns that is just as high, late or far as wished."""
JUST_ENOUGH = 800
"""What a capacity earns that is just as large as wished."""


@dataclass(frozen=True)
class Points:
    """How candidates answer one criterion: points, and how much of the answer is known, both in thousandths."""

    points: Whole
    known: Whole


@dataclass(frozen=True)
class Scores:
    """Score and reliability in thousandths, and the points behind them."""

    score: Whole
    reliability: Whole
    by_criterion: dict[Criterion, Points]


@dataclass(frozen=True)
class Counting:
    """A way of counting: points of an area (columns, least, most), on which kinds one builds oneself, and whether it is strict:
    thresholds can be a must, and without any wish nothing is ranked."""

    area: Callable[[Whole, Decimal | None, Decimal | None], Points]
    builds: tuple[str, ...]
    strict: bool


def score_candidates(
    columns: Columns,
    requirement: Requirement,
    clusters: Mapping[str, Sequence[str]],
    as_of: date,
    counting: Counting | None = None,
) -> Scores:
    """Return what every candidate earns. `clusters`: divisions of each cluster, for an industry named by its cluster.

    Score = Σ weight × points ÷ Σ weight over the criteria asked; reliability likewise over what is known.
    """
    found: dict[Criterion, Points] = {}
    total = np.zeros(len(columns), dtype=np.int64)
    sure = np.zeros(len(columns), dtype=np.int64)
    weights = 0
    for criterion in requirement.scored():
        answer = criterion_points(criterion, columns, requirement, clusters, as_of, counting or COUNTINGS[ALGORITHM])
        weight = requirement.weight(criterion)
        found[criterion] = answer
        total += weight * answer.points
        sure += weight * answer.known
        weights += weight
    if weights == 0:
        return Scores(total, sure + FULL, found)
    return Scores(total // weights, sure // weights, found)


def rank(columns: Columns, scores: Scores, rows: Whole) -> Whole:
    """Return these rows best first: by score, then by reliability, then by the site's number."""
    order = np.lexsort((columns.number[rows], -scores.reliability[rows], -scores.score[rows]))
    return rows[order]


def criterion_points(
    criterion: Criterion,
    columns: Columns,
    requirement: Requirement,
    clusters: Mapping[str, Sequence[str]],
    as_of: date,
    counting: Counting,
) -> Points:
    """Return what every candidate earns by one criterion that the requirement asks for."""
    builds = np.isin(columns.kind, [KINDS.index(kind) for kind in counting.builds])
    if criterion is Criterion.AREA_MIN:
        return counting.area(columns.area, requirement.area_min_m2, requirement.area_max_m2)
    if criterion is Criterion.FLOOR_AREA:
        return _at_least(columns.floor_area, scaled(requirement.floor_area_min_m2, 100))
    if criterion is Criterion.PRICE:
        return _at_most(columns.price, scaled(requirement.price_max_yuan_per_m2, 100))
    if criterion is Criterion.RENT:
        return _at_most(columns.rent, scaled(requirement.rent_max_yuan_per_m2_month, 100))
    if criterion is Criterion.DELIVERY:
        assert requirement.delivery_by is not None
        return _delivery(columns.delivery, requirement.delivery_by.toordinal(), as_of.toordinal())
    if criterion is Criterion.INDUSTRY:
        return _industry(columns, requirement.industry, clusters)
    if criterion is Criterion.PARK:
        return _yes(np.isin(columns.park, list(requirement.parks)))
    if criterion is Criterion.UTILITY:
        return _utilities(columns, requirement.utilities)
    if criterion in CAPACITIES:
        return _at_least(getattr(columns, criterion.value), scaled(requirement.measures[criterion.value], 100))
    if criterion in DISTANCES:
        return _at_most(getattr(columns, criterion.value), scaled(requirement.measures[criterion.value], 1))
    if criterion in (Criterion.HEIGHT, Criterion.LOAD):
        found = _at_least(getattr(columns, criterion.value), scaled(requirement.measures[criterion.value], 100))
        return _or_own_building(builds, found)
    if criterion is Criterion.BUILDING_HEIGHT:
        return _under_limit(columns, builds, scaled(requirement.building_height_m, 100))
    if criterion is Criterion.FAR:
        return _within_far(columns, builds, scaled(requirement.far, 1000))
    points, known = threshold_points(columns, requirement)
    return Points(points, known)


def points_when_met(criterion: Criterion) -> int:
    """Return the fewest points of a candidate that is what was wished for; fewer are for one that is not."""
    if criterion in CAPACITIES or criterion in BUILDING or criterion is Criterion.FLOOR_AREA:
        return JUST_ENOUGH
    if criterion in DISTANCES or criterion in (Criterion.PRICE, Criterion.RENT, Criterion.DELIVERY):
        return AT_LIMIT
    return FULL


def _known(values: Whole) -> Whole:
    return np.where(values == UNKNOWN, 0, FULL)


def _yes(answers: np.ndarray) -> Points:
    return Points(np.where(answers, FULL, 0).astype(np.int64), np.full(len(answers), FULL, dtype=np.int64))


def _area(area: Whole, low: Decimal | None, high: Decimal | None) -> Points:
    """Within the wish full points, outside 699 and less the further away."""
    least, most = scaled(low, 100), scaled(high, 100)
    short = 699 - 1400 * (least - area) // max(least, 1)
    over = 699 - 700 * (area - most) // max(most, 1)
    is_over = (most != UNKNOWN) & (area > most)
    return _kept(area, np.where(area < least, short, np.where(is_over, over, FULL)))


def _area_from_the_middle(area: Whole, low: Decimal | None, high: Decimal | None) -> Points:
    """In the middle of the wish full points, at its ends 700, outside 699 and less the further away."""
    least, most = scaled(low, 100), scaled(high, 100)
    if least == UNKNOWN:
        least = most // 2
    if most == UNKNOWN:
        most = least * 2
    middle, half = (least + most) // 2, max((most - least) // 2, 1)
    inside = FULL - 300 * np.abs(area - middle) // half
    short = 699 - 1400 * (least - area) // max(least, 1)
    over = 699 - 700 * (area - most) // max(most, 1)
    points = np.where(area < least, short, np.where(area > most, over, inside))
    return _kept(area, points)


def _at_least(values: Whole, need: int) -> Points:
    """Met: 800 points and up to 200 more for half as much again. Not met: in proportion."""
    need = max(need, 1)
    enough = JUST_ENOUGH + np.minimum(400 * (values - need) // need, FULL - JUST_ENOUGH)
    return _kept(values, np.where(values >= need, enough, JUST_ENOUGH * values // need))


def _at_most(values: Whole, limit: int) -> Points:
    """Met: 600 points at the limit, full points at nothing. Over it: 599, down to none at one and a half times."""
    limit = max(limit, 1)
    met = AT_LIMIT + (FULL - AT_LIMIT) * (limit - values) // limit
    over = AT_LIMIT - 1 - 1200 * (values - limit) // limit
    return _kept(values, np.where(values <= limit, met, over))


def _delivery(delivery: Whole, by: int, today: int) -> Points:
    """There already: full points; on the last day 600; a year late none."""
    span = max(by - today, 1)
    in_time = AT_LIMIT + (FULL - AT_LIMIT) * (by - delivery) // span
    late = AT_LIMIT - 1 - 600 * (delivery - by) // 365
    points = np.where(delivery <= today, FULL, np.where(delivery <= by, in_time, late))
    return _kept(delivery, points)


def _kept(values: Whole, points: Whole) -> Points:
    known = _known(values)
    return Points(np.where(known > 0, np.clip(points, 0, FULL), 0).astype(np.int64), known)


def _industry(columns: Columns, industry: str, clusters: Mapping[str, Sequence[str]]) -> Points:
    """The division itself or one of the cluster asked for: full; another division of the same cluster: half."""
    wanted = clusters.get(industry, (industry,))
    related = next((codes for codes in clusters.values() if industry in codes), ())
    none = np.zeros(len(columns), dtype=bool)
    exact = np.logical_or.reduce([none, *(columns.industries[c] for c in wanted if c in columns.industries)])
    near = np.logical_or.reduce([none, *(columns.industries[c] for c in related if c in columns.industries)])
    points = np.where(exact, FULL, np.where(near, FULL // 2, 0))
    return Points(points.astype(np.int64), np.where(columns.names_industry, FULL, 0).astype(np.int64))


def _utilities(columns: Columns, utilities: Sequence[str]) -> Points:
    wanted = [utility_bits([name]) for name in sorted(set(utilities))]
    there = np.zeros(len(columns), dtype=np.int64)
    known = np.zeros(len(columns), dtype=np.int64)
    for bit in wanted:
        there += (columns.utilities & bit) > 0
        known += ((columns.utilities | columns.utilities_known) & bit) > 0
    return Points(FULL * there // len(wanted), FULL * known // len(wanted))


def _or_own_building(builds: Truth, found: Points) -> Points:
    """Where one builds oneself it is to one's own height and load: only a building that stands can miss them."""
    return Points(np.where(builds, FULL, found.points), np.where(builds, FULL, found.known))


def _under_limit(columns: Columns, builds: Truth, need: int) -> Points:
    """Planned height against the limit of the planning conditions; a building that stands has none to be planned."""
    met = np.where(~builds | (columns.height_max >= need), FULL, 0)
    return Points(met.astype(np.int64), np.where(builds, _known(columns.height_max), FULL).astype(np.int64))


def _within_far(columns: Columns, builds: Truth, need: int) -> Points:
    least = np.maximum(columns.far_min, 0)
    met = ~builds | ((columns.far_max >= need) & (least <= need))
    known = np.where(builds, _known(columns.far_max), FULL)
    return Points(np.where(met & (known > 0), FULL, 0).astype(np.int64), known.astype(np.int64))


COUNTINGS: dict[str, Counting] = {
    "2026-11": Counting(_area_from_the_middle, builds=("plot",), strict=False),
    ALGORITHM: Counting(_area, builds=BUILDS, strict=True),
}
"""Every way of counting that a kept answer may name. One that answers were kept under is never changed and never leaves."""
