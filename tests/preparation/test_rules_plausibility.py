"""Figures that are asked about: what exceeds its bound is a warning with both numbers, what equals it is nothing, and nothing ever blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gisapp.kernel.finding import Severity
from gisapp.preparation.rules.plausibility import Entered, Happened, PlausibleLimits, implausible, plausible_limits
from tests.preparation.shipped import BOOK, DAY

LIMITS = plausible_limits(BOOK, DAY)
SIGNED = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("entered", "code"),
    [
        (Entered(due_m2=Decimal(30_000), developed_m2=Decimal("30000.01")), "plausible.developed_above_due"),
        (Entered(due_m2=Decimal(30_000), developed_m2=Decimal(30_000)), None),
        (Entered(developed_m2=Decimal(30_000)), None),
        (Entered(planned_yuan=Decimal(100), invested_yuan=Decimal("1000.01")), "plausible.invested_above_plan"),
        (Entered(planned_yuan=Decimal(100), invested_yuan=Decimal(1000)), None),
        (Entered(planned_yuan=Decimal(0), invested_yuan=Decimal(1000)), None),
        (Entered(signed_on=SIGNED, happened=(Happened("竣工", "Completed", date(2024, 2, 29)),)), "plausible.before_contract"),
        (Entered(signed_on=SIGNED, happened=(Happened("竣工", "Completed", SIGNED),)), None),
        (Entered(price_yuan=Decimal(1), area_m2=Decimal("93326.67")), "plausible.price_too_low"),
        (Entered(price_yuan=Decimal("199999.99"), area_m2=Decimal(20_000)), "plausible.price_too_low"),
        (Entered(price_yuan=Decimal(200_000), area_m2=Decimal(20_000)), None),
        (Entered(), None),
    ],
)  # fmt: skip
def test_what_is_asked_about(entered: Entered, code: str | None):
    found = list(implausible(entered, LIMITS))
    assert [item.code for item in found] == ([] if code is None else [code])
    for item in found:
        assert item.severity is Severity.WARNING
        assert item.fix_zh
        assert item.fix_en
        assert item.measured
        assert item.required
        assert item.basis


def test_the_numbers_are_those_of_the_rulebook_and_none_asks_nothing():
    assert LIMITS.investment_times is not None
    assert LIMITS.investment_times.confirmed is False
    entered = Entered(planned_yuan=Decimal(100), invested_yuan=Decimal(301), price_yuan=Decimal(1), area_m2=Decimal(9))
    three = replace(LIMITS, investment_times=replace(LIMITS.investment_times, value=Decimal(3)))
    assert "3 倍" in next(implausible(entered, three)).message_zh
    assert list(implausible(entered, PlausibleLimits(None, None))) == []
