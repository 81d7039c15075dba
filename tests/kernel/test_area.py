from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.area import (
    counted_m2,
    counted_mu_zh,
    counted_thirds_of_cents,
    format_ha,
    format_m2,
    format_mu,
    ha_to_m2,
    m2_to_ha,
    m2_to_mu,
    mu_to_m2,
    ring_area_planar_m2,
    round_half_up,
)


def test_one_mu_is_two_thousand_thirds_of_a_square_metre_exactly():
    assert mu_to_m2(3) == 2000
    assert m2_to_mu(58_000) == 87
    assert m2_to_mu(10_000) == 15


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [("2.345", 2, "2.35"), ("2.3449", 2, "2.34"), (2.675, 2, "2.68"), ("0.5", 0, "1"), ("-1.005", 2, "-1.01")],
)
def test_figures_are_rounded_half_up_by_their_decimal_text(value, places, expected):
    assert round_half_up(value, places) == Decimal(expected)


def test_areas_are_printed_with_two_two_and_four_decimals():
    assert (format_mu(57_613.5), format_m2(57_613.5), format_ha(57_613.5)) == ("86.42", "57,613.50", "5.7614")


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_units_lead_back_to_where_they_came_from(area):
    assert abs(mu_to_m2(m2_to_mu(area)) - area) < Decimal("1e-12") * max(area, 1)
    assert ha_to_m2(m2_to_ha(area)) == area


def test_a_ring_with_zone_numbers_keeps_its_millimetres():
    ring = [
        (38_560_330.618, 3_719_683.313),
        (38_560_630.618, 3_719_683.313),
        (38_560_630.618, 3_719_483.313),
        (38_560_330.618, 3_719_483.313),
    ]
    assert ring_area_planar_m2(ring) == pytest.approx(60_000, abs=1e-6)


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=3, max_size=12), st.floats(1e5, 4e7))
def test_the_area_of_a_ring_does_not_depend_on_where_it_lies(points, shift):
    moved = [(x + shift, y + shift) for x, y in points]
    assert ring_area_planar_m2(moved) == pytest.approx(ring_area_planar_m2(points), abs=1e-2)


@given(st.integers(0, 10**9))
def test_whole_hundredths_of_a_mu_count_as_what_they_were_rounded_from(hundredths):
    exact_area = Fraction(hundredths * 20, 3)
    assert counted_m2(mu_to_m2(Decimal(hundredths) / 100).quantize(Decimal("0.01"))) == exact_area
    assert counted_m2(exact_area) == exact_area


@given(st.integers(0, 10**11))
def test_an_area_counts_within_half_a_hundredth_of_itself_and_alike_in_columns(cents):
    counted = counted_m2(Decimal(cents) / 100)
    assert abs(counted - Fraction(cents, 100)) < Fraction(1, 200)
    assert counted == Fraction(int(counted_thirds_of_cents(np.array([cents], dtype=np.int64))[0]), 300)


def test_an_area_that_is_no_hundredth_of_a_mu_counts_as_it_is_and_rounding_is_said():
    assert counted_m2("6666.66") == Fraction("6666.66")
    assert counted_m2("6666.6704") == Fraction("6666.6704")
    assert counted_mu_zh("6666.66") == counted_mu_zh("2000") == ""
    assert "6,666.67 ㎡" in counted_mu_zh("6666.67")
    assert "按 10.00 亩计" in counted_mu_zh("6666.67")
