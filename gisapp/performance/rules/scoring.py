"""亩均评分：得分 = Σ 权重 × min(指标值 ÷ 基准值, 上限)；负值按 0 计，排放缺报取规上平均分。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from gisapp.kernel.money import round_fraction
from gisapp.performance.rules.figures import YearFigures
from gisapp.performance.terms import Criterion, Segment

ALGORITHM = "per-mu/1"
"""Named in every run; a change of the arithmetic is a new name."""

SCORE_PLACES = 4
YUAN_PER_WAN = 10_000
M2_PER_MU = Fraction(2000, 3)


@dataclass(frozen=True, slots=True)
class CriterionSpec:
    """How a criterion is computed: which figure over which, in which unit, in words."""

    numerator: str
    denominator: str
    scale: Fraction
    unit_zh: str
    unit_en: str
    formula_zh: str
    formula_en: str


_PER_MU = Fraction(1, YUAN_PER_WAN) * M2_PER_MU
_WAN = Fraction(1, YUAN_PER_WAN)
SPECS: Mapping[Criterion, CriterionSpec] = {
    Criterion.TAX_PER_MU: CriterionSpec("tax_yuan", "land_m2", _PER_MU, "万元/亩", "10k yuan/mu", "实缴税收 ÷ 用地面积", "tax paid ÷ land used"),
    Criterion.VALUE_ADDED_PER_MU: CriterionSpec("value_added_yuan", "land_m2", _PER_MU, "万元/亩", "10k yuan/mu", "工业增加值 ÷ 用地面积", "value added ÷ land used"),
    Criterion.REVENUE_PER_MU: CriterionSpec("revenue_yuan", "land_m2", _PER_MU, "万元/亩", "10k yuan/mu", "销售收入 ÷ 用地面积", "revenue ÷ land used"),
    Criterion.VALUE_ADDED_PER_ENERGY: CriterionSpec("value_added_yuan", "energy_tce", _WAN, "万元/吨标煤", "10k yuan/tce", "工业增加值 ÷ 综合能耗", "value added ÷ energy"),
    Criterion.VALUE_ADDED_PER_EMISSION: CriterionSpec("value_added_yuan", "emission_t", _WAN, "万元/吨", "10k yuan/t", "工业增加值 ÷ 主要污染物排放当量", "value added ÷ emissions"),
    Criterion.LABOUR_PRODUCTIVITY: CriterionSpec("value_added_yuan", "staff", _WAN, "万元/人", "10k yuan/person", "工业增加值 ÷ 从业人员", "value added ÷ staff"),
    Criterion.RD_SHARE: CriterionSpec("rd_yuan", "revenue_yuan", Fraction(1), "1", "1", "研发经费 ÷ 销售收入", "R&D ÷ revenue"),
    Criterion.TAX_PER_ELECTRICITY: CriterionSpec("tax_yuan", "electricity_kwh", Fraction(1), "元/千瓦时", "yuan/kWh", "实缴税收 ÷ 用电量", "tax paid ÷ electricity"),
}  # fmt: skip


class PointNote(StrEnum):
    """Why a criterion's points are not simply weight × value ÷ reference."""

    CAPPED = "capped"
    FLOORED = "floored"
    NOTHING_USED = "nothing_used"
    MEAN = "mean"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Weighted:
    """A criterion of a scheme: its weight, the reference that its value is divided by, the most that the quotient counts for."""

    criterion: Criterion
    weight: Fraction
    reference: Fraction
    cap: Fraction | None = None

    def __post_init__(self) -> None:
        if self.weight <= 0 or self.reference <= 0 or (self.cap is not None and self.cap < 1):
            raise ValueError("weight and reference are positive, a cap is at least one")


Scheme = Mapping[Segment, Sequence[Weighted]]


@dataclass(frozen=True, slots=True)
class Contribution:
    """The points of one criterion: what was measured, what counts of it, why; `missing` names the figures that lack."""

    criterion: Criterion
    weight: Fraction
    reference: Fraction
    value: Fraction | None
    points: Fraction | None
    note: PointNote | None = None
    missing: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "criterion": str(self.criterion),
            "weight": str(round_fraction(self.weight, 4)),
            "reference": str(round_fraction(self.reference, 8)),
            "value": None if self.value is None else str(round_fraction(self.value, 6)),
            "points": None if self.points is None else str(round_fraction(self.points, SCORE_PLACES)),
            "note": None if self.note is None else str(self.note),
            "missing": list(self.missing),
        }


@dataclass(frozen=True, slots=True)
class Score:
    """An enterprise's score with what it is made of; None where a figure is missing that nothing may stand in for."""

    figures: YearFigures
    contributions: tuple[Contribution, ...]

    @property
    def total(self) -> Decimal | None:
        """Return the sum, rounded once to four places: what is printed is what is compared."""
        points = [item.points for item in self.contributions]
        if not points or any(one is None for one in points):
            return None
        return round_fraction(sum((one for one in points if one is not None), Fraction(0)), SCORE_PLACES)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for item in self.contributions for name in item.missing if item.points is None))


def measure(criterion: Criterion, figures: YearFigures) -> tuple[Fraction | None, tuple[str, ...]]:
    """指标值：分子 ÷ 分母，单位见 SPECS；返回（值, 缺报的数）。分母为 0 时没有值也没有缺报."""
    spec = SPECS[criterion]
    numerator = figures.of(spec.numerator)
    denominator = figures.land_m2 if spec.denominator == "land_m2" else figures.of(spec.denominator)
    missing = tuple(
        name for name, value in ((spec.numerator, numerator), (spec.denominator, denominator)) if value is None
    )
    if numerator is None or denominator is None or denominator == 0:
        return None, missing
    return numerator / denominator * spec.scale, ()


def score_all(figures: Sequence[YearFigures], scheme: Scheme) -> tuple[Score, ...]:
    """亩均评分：规上、规下各按本组指标；单位排放增加值缺报排放的，取规上已评企业该项平均分.

    - negative values count as nought (a loss is not better for being spread over more land);
    - where nothing is used (denominator nought, numerator not negative) the cap counts in full; without a cap, emissions of nought take the mean
      like missing ones, and any other criterion is missing;
    - other missing figures leave the enterprise without a score: unknown is not nought.
    """
    first = [
        Score(item, tuple(_contribution(weighted, item) for weighted in scheme.get(item.segment, ())))
        for item in figures
    ]
    mean = _mean_emission(first)
    return tuple(_with_mean(score, mean) for score in first)


def _contribution(weighted: Weighted, figures: YearFigures) -> Contribution:
    value, missing = measure(weighted.criterion, figures)
    kept = Contribution(weighted.criterion, weighted.weight, weighted.reference, value, None)
    if missing:
        return replace(kept, note=PointNote.MISSING, missing=missing)
    if value is None:
        return _nothing_used(kept, weighted, figures)
    if value < 0:
        return replace(kept, points=Fraction(0), note=PointNote.FLOORED)
    quotient = value / weighted.reference
    if weighted.cap is not None and quotient > weighted.cap:
        return replace(kept, points=weighted.weight * weighted.cap, note=PointNote.CAPPED)
    return replace(kept, points=weighted.weight * quotient)


def _nothing_used(kept: Contribution, weighted: Weighted, figures: YearFigures) -> Contribution:
    spec = SPECS[weighted.criterion]
    numerator = figures.of(spec.numerator)
    if numerator is not None and numerator <= 0:
        return replace(kept, points=Fraction(0), note=PointNote.FLOORED)
    uses = weighted.criterion in (Criterion.VALUE_ADDED_PER_EMISSION, Criterion.VALUE_ADDED_PER_ENERGY, Criterion.TAX_PER_ELECTRICITY)  # fmt: skip
    if uses and weighted.cap is not None:
        return replace(kept, points=weighted.weight * weighted.cap, note=PointNote.NOTHING_USED)
    return replace(kept, note=PointNote.MISSING, missing=(spec.denominator,))


def _mean_emission(scores: Sequence[Score]) -> Fraction | None:
    points = [
        item.points
        for score in scores
        if score.figures.segment is Segment.ABOVE
        for item in score.contributions
        if item.criterion is Criterion.VALUE_ADDED_PER_EMISSION and item.points is not None
    ]
    return sum(points, Fraction(0)) / len(points) if points else None


def _with_mean(score: Score, mean: Fraction | None) -> Score:
    """Let the mean stand in for emissions that were not told; value added that is missing stays missing."""
    if mean is None:
        return score
    return replace(
        score,
        contributions=tuple(
            replace(item, points=mean, note=PointNote.MEAN)
            if item.criterion is Criterion.VALUE_ADDED_PER_EMISSION
            and item.points is None
            and item.missing == ("emission_t",)
            else item
            for item in score.contributions
        ),
    )


def averages(figures: Sequence[YearFigures], segment: Segment) -> dict[Criterion, Fraction]:
    """基准值建议：本组合计口径平均值（Σ 分子 ÷ Σ 分母），只用两项都填报的企业；没有正值的指标不给."""
    found: dict[Criterion, Fraction] = {}
    for criterion, spec in SPECS.items():
        pairs = [
            (numerator, denominator)
            for item in figures
            if item.segment is segment
            for numerator, denominator in [
                (item.of(spec.numerator), item.land_m2 if spec.denominator == "land_m2" else item.of(spec.denominator))
            ]
            if numerator is not None and denominator is not None
        ]
        top = sum((one for one, _ in pairs), Fraction(0))
        bottom = sum((other for _, other in pairs), Fraction(0))
        if top > 0 and bottom > 0:
            found[criterion] = top / bottom * spec.scale
    return found
