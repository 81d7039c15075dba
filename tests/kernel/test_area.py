from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.area import (
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
