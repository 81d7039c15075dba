"""Low-efficiency land by rule at its limits, and the cost of a month of idling by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.performance.rules.idle_cost import Rate, first_known, monthly_idle_cost
from gisapp.performance.rules.low_efficiency import WAYS, LowLimits, PlotFacts, judge_low_efficiency
from gisapp.performance.terms import CostTerm, Grade, LowEfficiencyKind

LIMITS = LowLimits(Decimal(5), 2, "系统设定")
DAY = date(2026, 11, 23)
NONE = Rate(None, "没有依据")


def codes(facts: PlotFacts) -> tuple[list[str], list[str]]:
    found = judge_low_efficiency(facts, LIMITS, 2025, DAY)
    return [item.code.split(".")[1] for item in found.reasons], [item.code.split(".")[1] for item in found.unknown]


@pytest.mark.parametrize(
    ("taxes", "reasons", "unknown"),
    [
        ({2025: "4.99", 2024: "4.99"}, ["tax_low"], []),
        ({2025: "5", 2024: "4.99"}, [], []),
        ({2025: "4.99", 2024: "5"}, [], []),
        ({2025: "4.99"}, [], ["tax_unknown"]),
        ({2025: None, 2024: "1"}, [], ["tax_unknown"]),
        ({2025: "9"}, [], []),
        ({2023: "1", 2024: "1"}, [], ["tax_unknown"]),
        ({}, [], ["tax_unknown"]),
        ({2025: "0", 2024: "0"}, ["tax_low"], []),
    ],
)
def test_tax_is_low_only_when_every_year_of_the_row_is_told_and_below(taxes, reasons, unknown):
    told = {year: None if value is None else Fraction(value) for year, value in taxes.items()}
    assert codes(PlotFacts(tax_wan_per_mu=told)) == (reasons, unknown)


@pytest.mark.parametrize(
    ("built", "agreed", "reasons", "unknown"),
    [
        ("0.99", "1", ["far_low"], []),
        ("1", "1", [], []),
        ("1.01", "1", [], []),
        (None, "1", [], ["built_unknown"]),
        ("0.2", None, [], []),
    ],
)
def test_floor_area_is_compared_with_what_was_agreed(built, agreed, reasons, unknown):
    facts = PlotFacts(
        tax_wan_per_mu={2025: Fraction(9)},
        far_built=None if built is None else Fraction(built),
        far_agreed=None if agreed is None else Fraction(agreed),
    )
    assert codes(facts) == (reasons, unknown)


@pytest.mark.parametrize(("since", "expected"), [(DAY, True), (date(2026, 11, 24), False), (None, False)])
def test_a_stop_counts_from_its_day_on(since: date | None, expected: bool):
    reasons, _ = codes(PlotFacts(tax_wan_per_mu={2025: Fraction(9)}, stopped_since=since))
    assert ("stopped" in reasons) is expected


def test_every_reason_speaks_and_the_first_gives_the_kind():
    facts = PlotFacts(
        {2025: Fraction(1), 2024: Fraction(2)}, Grade.D, False, Fraction(1, 2), Fraction(1), "合同", date(2026, 1, 1), ("达产",)
    )  # fmt: skip
    found = judge_low_efficiency(facts, LIMITS, 2025, DAY)
    assert [item.code.split(".")[1] for item in found.reasons] == ["stopped", "promise_broken", "grade_d", "tax_low", "far_low"]  # fmt: skip
    assert found.kind is LowEfficiencyKind.STOPPED
    assert set(WAYS[LowEfficiencyKind.UNDER_BUILT]) <= set(found.ways)
    assert all(item.message_zh.endswith("。") and item.fix_zh and item.basis for item in found.reasons)


def test_an_exempt_enterprise_is_not_judged_by_its_taxes():
    assert codes(PlotFacts({2025: Fraction(0), 2024: Fraction(0)}, is_exempt=True)) == ([], [])


def test_every_kind_has_ways():
    assert set(WAYS) == set(LowEfficiencyKind)


def test_a_month_of_idling_by_hand():
    cost = monthly_idle_cost(
        Decimal("66666.67"),
        Rate(Fraction(12), "合同"),
        Rate(Fraction(60), "实绩"),
        Rate(Fraction(50), "规则库"),
    )
    parts = {part.term: part.yuan for part in cost.parts}
    assert parts == {
        CostTerm.LOST_TAX: Decimal("1000000.05"),
        CostTerm.LOST_OUTPUT: Decimal("4000000.20"),
        CostTerm.GUARD: Decimal("5000.00"),
    }
    assert cost.yuan_per_month == Decimal("5005000.25")
    assert cost.is_complete
    assert [part.source_zh for part in cost.parts] == ["合同", "实绩", "规则库"]


def test_output_below_tax_costs_nothing_more():
    cost = monthly_idle_cost(Decimal(1000), Rate(Fraction(12), ""), Rate(Fraction(11), ""), NONE)
    assert cost.parts[1].yuan == 0


def test_what_is_not_known_is_told_and_not_counted():
    cost = monthly_idle_cost(Decimal(1000), NONE, Rate(Fraction(60), ""), Rate(Fraction(50), ""))
    assert [part.yuan is None for part in cost.parts] == [True, True, False]
    assert not cost.is_complete
    assert [finding.code for finding in cost.findings] == ["idle_cost.lost_tax_unknown", "idle_cost.lost_output_unknown"]  # fmt: skip


def test_no_area_no_cost():
    with pytest.raises(ValueError, match="positive"):
        monthly_idle_cost(Decimal(0), NONE, NONE, NONE)


def test_the_first_known_rate_is_taken():
    assert first_known([NONE, Rate(Fraction(2), "b"), Rate(Fraction(3), "c")]).source_zh == "b"
    assert first_known([NONE, Rate(None, "last")]).source_zh == "last"


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.integers(0, 200), st.integers(0, 500))
def test_more_land_never_costs_less(area: int, more: int, tax: int, output: int):
    def cost(size: int) -> Decimal:
        return monthly_idle_cost(Decimal(size), Rate(Fraction(tax), ""), Rate(Fraction(output), ""), Rate(Fraction(50), "")).yuan_per_month  # fmt: skip

    assert cost(area) <= cost(area + more)
