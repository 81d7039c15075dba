"""A plan against the thresholds, at the limit and one unit either side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from gisapp.investor.rules.plan import InvestmentPlan, compare_plan
from gisapp.kernel.rulebook import Basis
from gisapp.preparation.indicator_terms import SPECS, Indicator
from gisapp.preparation.rules.thresholds import Requirement

AREA = Decimal(40_000)


def threshold(indicator: str, value: str) -> Requirement:
    found = Indicator(indicator)
    return Requirement(found, SPECS[found].direction, Fraction(value), "", "", date(2020, 1, 1), None, Basis("指标表"))


@pytest.mark.parametrize(
    ("indicator", "value", "plan", "verdict", "total", "gap"),
    [
        ("investment_intensity", "3750", {"investment_yuan": 150_000_000}, "met", 150_000_000, None),
        ("investment_intensity", "3750", {"investment_yuan": 149_999_999}, "not_met", 150_000_000, 1),
        ("investment_intensity", "3750", {"investment_yuan": 149_990_000}, "not_met", 150_000_000, 10_000),
        ("investment_intensity", "3750", {}, "unknown", 150_000_000, None),
        ("tax_per_mu", "225", {"tax_yuan": 8_999_999}, "not_met", 9_000_000, 1),
        ("tax_per_mu", "225", {"tax_yuan": 8_999_900}, "not_met", 9_000_000, 100),
        ("floor_area_ratio", "1.2", {"floor_area_m2": 48_000}, "met", 48_000, None),
        ("floor_area_ratio", "1.2", {"floor_area_m2": 47_999}, "not_met", 48_000, 1),
        ("building_coefficient", "0.4", {"footprint_m2": 15_999}, "not_met", 16_000, 1),
        ("green_ratio", "0.15", {"green_m2": 6_000}, "met", 6_000, None),
        ("green_ratio", "0.15", {"green_m2": 6_001}, "not_met", 6_000, 1),
        ("value_added_per_energy", "2", {"value_added_yuan": 20_000_000, "energy_tce": 1000}, "met", 20_000_000, None),
        ("value_added_per_energy", "2", {"value_added_yuan": 19_999_999, "energy_tce": 1000}, "not_met", 20_000_000, 1),
        ("value_added_per_energy", "2", {"energy_tce": 1000}, "unknown", 20_000_000, None),
        ("value_added_per_energy", "2", {}, "unknown", None, None),
        ("rd_share", "0.03", {}, "unknown", None, None),
    ],
)
def test_threshold_times_area_and_what_the_plan_lacks(indicator, value, plan, verdict, total, gap):
    given = InvestmentPlan(**{name: Decimal(amount) for name, amount in plan.items()})
    (line,) = compare_plan((threshold(indicator, value),), given, AREA)
    assert line.verdict.value == verdict
    assert (None if line.total is None else line.total.amount) == total
    assert line.gap == gap


@pytest.mark.parametrize(("area", "wan"), [("66666.67", 15_000), ("6666.67", 1_500)])
def test_a_plan_for_whole_mu_meets_its_threshold_on_the_area_as_surveyed(area, wan):
    """10 亩 are surveyed as 6,666.67 ㎡ and ask for 1,500 万元 at 150 万元/亩, not for a yuan more."""
    required = threshold("investment_intensity", "2250")
    (line,) = compare_plan((required,), InvestmentPlan(investment_yuan=Decimal(wan * 10_000)), Decimal(area))
    assert (line.verdict.value, line.total and line.total.amount, line.gap) == ("met", wan * 10_000, None)
    (short,) = compare_plan((required,), InvestmentPlan(investment_yuan=Decimal(wan * 10_000 - 1)), Decimal(area))
    assert (short.verdict.value, short.gap) == ("not_met", 1)
