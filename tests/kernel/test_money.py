"""Money: exact inside, rounded once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.area import mu_to_m2, round_half_up
from gisapp.kernel.money import (
    MoneyPerArea,
    format_wan,
    format_yuan,
    fraction,
    round_fraction,
    to_fen,
    wan_to_yuan,
    yuan_to_wan,
)

AMOUNT = st.decimals(min_value=0, max_value=10**12, places=2)
RATE = st.decimals(min_value=0, max_value=10**6, places=4)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(1249, 10000), 2, "0.12"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(0), 2, "0.00"),
        (Fraction(149999, 1000), 2, "150.00"),
        (Fraction(149994, 1000), 2, "149.99"),
    ],
)
def test_half_goes_up_once(value: Fraction, places: int, rounded: str):
    assert str(round_fraction(value, places)) == rounded


@pytest.mark.parametrize(
    ("wan_per_mu", "yuan_per_m2", "wan_per_ha"),
    [("1", 15, 15), ("150", 2250, 2250), ("8", 120, 120), ("0.1", "1.5", "1.5")],
)
def test_a_rate_reads_the_same_in_three_units(wan_per_mu: str, yuan_per_m2: str, wan_per_ha: str):
    rates = {
        MoneyPerArea.from_wan_per_mu(wan_per_mu),
        MoneyPerArea.from_yuan_per_m2(yuan_per_m2),
        MoneyPerArea.from_wan_per_ha(wan_per_ha),
    }
    assert len(rates) == 1


def test_a_rate_of_an_amount_is_exact_at_its_limit():
    area = mu_to_m2(100)
    needed = wan_to_yuan(150 * 100)
    limit = MoneyPerArea.from_wan_per_mu(150)
    assert MoneyPerArea.of(needed, Fraction(200_000, 3)) == limit
    assert MoneyPerArea.of(needed - Decimal("0.01"), Fraction(200_000, 3)) < limit
    assert round_fraction(MoneyPerArea.of(needed, area).wan_per_mu, 2) == 150


def test_amounts_are_shown_with_two_decimals():
    assert format_yuan("1234567.885") == "1,234,567.89"
    assert format_wan("15000000") == "1,500.00"
    assert to_fen("0.005") == Decimal("0.01")


def test_a_rate_needs_an_area():
    for area in (0, -1):
        with pytest.raises(ValueError, match="positive area"):
            MoneyPerArea.of(1, area)


@given(AMOUNT)
def test_yuan_and_wan_go_and_come_back(amount: Decimal):
    assert wan_to_yuan(yuan_to_wan(amount)) == amount


@given(RATE)
def test_rates_go_and_come_back_exactly(rate: Decimal):
    assert MoneyPerArea.from_wan_per_mu(MoneyPerArea.from_yuan_per_m2(rate).wan_per_mu).yuan_per_m2 == fraction(rate)
    assert MoneyPerArea.from_wan_per_ha(MoneyPerArea.from_wan_per_mu(rate).wan_per_ha).wan_per_mu == fraction(rate)


@given(AMOUNT, st.decimals(min_value="0.01", max_value=10**7, places=2))
def test_rate_times_area_is_the_amount(amount: Decimal, area: Decimal):
    assert MoneyPerArea.of(amount, area).times(area) == fraction(amount)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=6), st.integers(0, 5))
def test_rounding_agrees_with_decimal(value: Decimal, places: int):
    assert round_fraction(fraction(value), places) == round_half_up(value, places)
