"""项目计划达到标准地哪些门槛、差哪些：用供地准备中的指标公式，逐项与公告或现行指标表比较.

The formulas are those of `preparation.rules.indicators`; columns are counted in whole numbers, single sites told exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from gisapp.kernel.area import counted_thirds_of_cents
from gisapp.matching.rules.columns import DEMANDS, KINDS, UNKNOWN, Columns, Whole
from gisapp.matching.rules.requirement import Requirement
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.indicator_values import is_met, margin_en, margin_zh, value_en, value_zh
from gisapp.preparation.rules.indicators import (
    fixed_asset_investment_intensity,
    labour_productivity,
    output_per_mu,
    tax_per_mu,
    value_added_per_energy,
    value_added_per_mu,
)

FULL = 1000


@dataclass(frozen=True, slots=True)
class ThresholdAnswer:
    """One threshold of a site and what the plan reaches; `is_met` None = the plan does not say enough."""

    indicator: Indicator
    required: Fraction
    planned: Fraction | None
    is_met: bool | None
    basis: str
    source: str
    required_zh: str
    required_en: str
    planned_zh: str
    planned_en: str
    margin_zh: str | None
    margin_en: str | None


def plan_indicators(requirement: Requirement, area_m2: Decimal | None) -> dict[Indicator, Fraction | None]:
    """Return what the plan reaches on so much land, in canonical units; None where the plan does not say."""
    return {
        Indicator.INVESTMENT_INTENSITY: fixed_asset_investment_intensity(requirement.investment_yuan, area_m2),
        Indicator.OUTPUT_PER_MU: output_per_mu(requirement.output_yuan, area_m2),
        Indicator.VALUE_ADDED_PER_MU: value_added_per_mu(requirement.value_added_yuan, area_m2),
        Indicator.TAX_PER_MU: tax_per_mu(requirement.tax_yuan, area_m2),
        Indicator.VALUE_ADDED_PER_ENERGY: value_added_per_energy(requirement.value_added_yuan, requirement.energy_tce),
        Indicator.LABOUR_PRODUCTIVITY: labour_productivity(requirement.value_added_yuan, requirement.staff),
        Indicator.FLOOR_AREA_RATIO: None if requirement.far is None else Fraction(requirement.far),
    }


def compare_plan(
    requirement: Requirement, demands: Mapping[str, Mapping[str, Any]], area_m2: Decimal | None
) -> tuple[ThresholdAnswer, ...]:
    """Return every threshold of a site with whether the plan meets it, in the order of the indicators."""
    planned = plan_indicators(requirement, area_m2)
    answers: list[ThresholdAnswer] = []
    for indicator in Indicator:
        told = demands.get(str(indicator))
        if told is None:
            continue
        required, direction = Fraction(told["value"]), Direction(told["direction"])
        value = planned.get(indicator)
        margin = None if value is None else (value - required if direction is Direction.AT_LEAST else required - value)
        answers.append(
            ThresholdAnswer(
                indicator=indicator,
                required=required,
                planned=value,
                is_met=None if value is None else is_met(value, required, direction),
                basis=told["basis"],
                source=told["from"],
                required_zh=f"{direction.sign} {value_zh(indicator, required)}",
                required_en=f"{direction.sign} {value_en(indicator, required)}",
                planned_zh=value_zh(indicator, value),
                planned_en=value_en(indicator, value),
                margin_zh=margin_zh(indicator, margin),
                margin_en=margin_en(indicator, margin),
            )
        )
    return tuple(answers)


def threshold_points(columns: Columns, requirement: Requirement) -> tuple[Whole, Whole]:
    """Return points and knowledge in thousandths: the share of the thresholds a site asks for that the plan meets.

    Counted are those the plan says something about. Where a site asks for none of them nothing is known, except of a
    workshop or room left, which ask for nothing.
    """
    met = np.zeros(len(columns), dtype=np.int64)
    asked = np.zeros(len(columns), dtype=np.int64)
    for name, scale in DEMANDS.items():
        limits = columns.demands[name]
        reached = _reached(name, scale, columns, requirement, limits)
        if reached is None:
            continue
        counts = (limits != UNKNOWN) & (columns.area > 0)
        asked += counts
        met += counts & reached
    free = (columns.kind == KINDS.index("workshop")) | (columns.kind == KINDS.index("expansion"))
    points = np.where(free, FULL, np.where(asked > 0, FULL * met // np.maximum(asked, 1), 0))
    return points.astype(np.int64), np.where(free | (asked > 0), FULL, 0).astype(np.int64)


_PER_LAND = {
    "investment_intensity": "investment_yuan",
    "output_per_mu": "output_yuan",
    "value_added_per_mu": "value_added_yuan",
    "tax_per_mu": "tax_yuan",
}


def _reached(name: str, scale: int, columns: Columns, requirement: Requirement, limits: Whole) -> np.ndarray | None:
    """Return where the plan reaches the limit, None where the plan says nothing about it. Yuan per ㎡: amount ÷ area as it counts ≥ limit."""
    if name in _PER_LAND:
        amount = getattr(requirement, _PER_LAND[name])
        # thirds of hundredths of ㎡ below, hundredths of yuan per ㎡ beside: both sides of the comparison times 30,000
        return None if amount is None else int(amount * scale * 300) >= limits * counted_thirds_of_cents(columns.area)
    divisor = requirement.energy_tce if name == "value_added_per_energy" else requirement.staff
    if requirement.value_added_yuan is None or not divisor:
        return None
    value = Fraction(requirement.value_added_yuan) / Fraction(divisor) / 10_000
    return np.full(len(columns), int(value * scale)) >= limits
