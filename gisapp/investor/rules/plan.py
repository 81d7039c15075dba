"""投资方案对照门槛：方案折成指标、门槛乘面积得总量、逐项差多少。"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gisapp.kernel.area import counted_m2
from gisapp.kernel.money import YUAN_PER_WAN, fraction
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator, IndicatorUnit
from gisapp.preparation.rules import indicators as formulas
from gisapp.preparation.rules.indicator_values import is_met
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import PromiseVerdict


@dataclass(frozen=True, slots=True)
class InvestmentPlan:
    """What the investor means to do; None = not said. Yuan, ㎡, tonnes of coal equivalent, persons.

    `floor_area_m2` is the floor area counted for FAR, `footprint_m2` what buildings, structures and yards cover.
    """

    investment_yuan: Decimal | None = None
    output_yuan: Decimal | None = None
    tax_yuan: Decimal | None = None
    value_added_yuan: Decimal | None = None
    energy_tce: Decimal | None = None
    floor_area_m2: Decimal | None = None
    footprint_m2: Decimal | None = None
    green_m2: Decimal | None = None
    staff: int | None = None

    @property
    def says_something(self) -> bool:
        return any(getattr(self, name) is not None for name in self.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Total:
    """A threshold times the area: the amount, in which unit, and of what."""

    amount: Fraction
    unit: str
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class ThresholdLine:
    """One threshold of a site: what it comes to here, what the plan reaches, and how far off it is.

    `gap` is the amount still missing in the unit of `total` (positive = short by so much), None where nothing can be said.
    """

    requirement: Requirement
    total: Total | None
    planned: Fraction | None
    planned_total: Fraction | None
    verdict: PromiseVerdict
    gap: Fraction | None


_TOTALS: dict[Indicator, tuple[str, str, str]] = {
    Indicator.INVESTMENT_INTENSITY: ("yuan", "固定资产投资总额", "Fixed-asset investment in all"),
    Indicator.TAX_PER_MU: ("yuan_per_year", "年税收", "Tax a year"),
    Indicator.OUTPUT_PER_MU: ("yuan_per_year", "年产值", "Output a year"),
    Indicator.VALUE_ADDED_PER_MU: ("yuan_per_year", "年增加值", "Value added a year"),
    Indicator.FLOOR_AREA_RATIO: ("m2", "计容建筑面积", "Floor area counted"),
    Indicator.BUILDING_COEFFICIENT: ("m2", "建筑物、构筑物和堆场占地", "Land under buildings, structures and yards"),
    Indicator.ADMIN_LAND_SHARE: ("m2", "办公和生活服务设施用地", "Land of offices and staff services"),
    Indicator.GREEN_RATIO: ("m2", "绿地面积", "Green area"),
}
"""Indicators that are an amount over the site's area: unit and name of the amount."""


def plan_values(plan: InvestmentPlan, area_m2: Decimal) -> dict[Indicator, Fraction | None]:
    """方案折成的指标值，用与核查同一套公式；方案没说的为未知."""
    floor = None if plan.floor_area_m2 is None else [formulas.Storey(plan.floor_area_m2, 0)]
    return {
        Indicator.INVESTMENT_INTENSITY: formulas.fixed_asset_investment_intensity(plan.investment_yuan, area_m2),
        Indicator.TAX_PER_MU: formulas.tax_per_mu(plan.tax_yuan, area_m2),
        Indicator.OUTPUT_PER_MU: formulas.output_per_mu(plan.output_yuan, area_m2),
        Indicator.VALUE_ADDED_PER_MU: formulas.value_added_per_mu(plan.value_added_yuan, area_m2),
        Indicator.FLOOR_AREA_RATIO: formulas.floor_area_ratio(floor, area_m2, 1),
        Indicator.BUILDING_COEFFICIENT: formulas.building_coefficient(plan.footprint_m2, 0, 0, area_m2),
        Indicator.GREEN_RATIO: formulas.green_ratio(plan.green_m2, area_m2),
        Indicator.VALUE_ADDED_PER_ENERGY: formulas.value_added_per_energy(plan.value_added_yuan, plan.energy_tce),
        Indicator.LABOUR_PRODUCTIVITY: formulas.labour_productivity(plan.value_added_yuan, plan.staff),
    }


def compare_plan(
    requirements: tuple[Requirement, ...], plan: InvestmentPlan, area_m2: Decimal
) -> tuple[ThresholdLine, ...]:
    """逐项：门槛在这块地上合多少，方案到没到，还差多少."""
    values = plan_values(plan, area_m2)
    return tuple(_line(item, values.get(item.indicator), plan, area_m2) for item in requirements)


def _line(item: Requirement, planned: Fraction | None, plan: InvestmentPlan, area_m2: Decimal) -> ThresholdLine:
    total = _total(item, plan, area_m2)
    if planned is None:
        return ThresholdLine(item, total, None, None, PromiseVerdict.UNKNOWN, None)
    met = is_met(planned, item.value, item.direction)
    verdict = PromiseVerdict.MET if met else PromiseVerdict.NOT_MET
    reached = None if total is None else _reached(item.indicator, planned, plan, area_m2)
    gap = None
    if total is not None and reached is not None and not met:
        gap = total.amount - reached if item.direction is Direction.AT_LEAST else reached - total.amount
    return ThresholdLine(item, total, planned, reached, verdict, gap)


def _land(indicator: Indicator, area_m2: Decimal) -> Fraction:
    """Return the area of the formula of `indicator`: amounts per 亩 by the area as it counts, shares of land by the area itself."""
    return counted_m2(area_m2) if SPECS[indicator].unit is IndicatorUnit.YUAN_PER_M2 else fraction(area_m2)


def _total(item: Requirement, plan: InvestmentPlan, area_m2: Decimal) -> Total | None:
    found = _TOTALS.get(item.indicator)
    if found is not None:
        return Total(item.value * _land(item.indicator, area_m2), *found)
    if item.indicator is Indicator.VALUE_ADDED_PER_ENERGY and plan.energy_tce is not None:
        amount = item.value * fraction(plan.energy_tce) * YUAN_PER_WAN
        return Total(
            amount, "yuan_per_year", "按方案能耗应有的年增加值", "Value added a year that the planned energy asks for"
        )
    return None


def _reached(indicator: Indicator, planned: Fraction, plan: InvestmentPlan, area_m2: Decimal) -> Fraction | None:
    if indicator in _TOTALS:
        return planned * _land(indicator, area_m2)
    return None if plan.value_added_yuan is None else fraction(plan.value_added_yuan)
