"""The indicators' formulas: by hand, at the storey limit, and unknown stays unknown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.area import mu_to_m2
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator
from gisapp.preparation.rules import indicators as f
from gisapp.preparation.rules.indicator_values import (
    canonical_value,
    compared_zh,
    is_met,
    value_en,
    value_zh,
)
from gisapp.preparation.rules.indicators import AdminShare, Storey


# by hand: a site of 60,000 ㎡ (90 亩), 1.8 亿元, 7.2 百万元 a year
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (f.fixed_asset_investment_intensity(180_000_000, 60_000), 3000),  # 200 万元/亩
        (f.tax_per_mu(7_200_000, 60_000), 120),  # 8 万元/亩
        (f.output_per_mu(270_000_000, 60_000), 4500),  # 300 万元/亩
        (f.value_added_per_mu(72_000_000, 60_000), 1200),  # 80 万元/亩
        (f.building_coefficient(20_000, 1_000, 3_000, 60_000), Fraction(2, 5)),
        (f.admin_floor_share(9_000, 60_000), Fraction(15, 100)),
        (f.green_ratio(12_000, 60_000), Fraction(1, 5)),
        (f.value_added_per_energy(72_000_000, 9_000), Fraction(8, 10)),
        (f.value_added_per_emission(72_000_000, "1.5"), 4800),
        (f.rd_share(5_400_000, 270_000_000), Fraction(2, 100)),
        (f.labour_productivity(72_000_000, 400), 18),
        (f.fixed_asset_investment(90_000_000, 60_000_000, 28_000_000, 2_000_000), 180_000_000),
    ],
)
def test_formula_by_hand(found: Fraction | None, expected: Fraction):
    assert found == expected


@pytest.mark.parametrize(
    ("height", "counted"), [("3.5", 1000), ("7.99", 1000), ("8", 1000), ("8.0", 1000), ("8.01", 2000), ("12", 2000)]
)
def test_only_a_storey_higher_than_eight_metres_counts_twice(height: str, counted: int):
    assert f.counted_floor_area([Storey(1000, height)], 8) == counted


def test_floor_area_ratio_doubles_each_high_storey_by_itself():
    storeys = [Storey(20_000, 9), Storey(20_000, "4.5"), Storey("1500.5", 3)]
    assert f.floor_area_ratio(storeys, 60_000, 8) == Fraction("61500.5") / 60_000
    assert f.floor_area_ratio([], 60_000, 8) == 0
    assert f.floor_area_ratio(storeys, 60_000, 9) == Fraction("41500.5") / 60_000  # another limit of another year


@pytest.mark.parametrize(
    ("separable", "expected"),
    [
        (True, AdminShare(Fraction(7, 100), by_floor_area=False)),
        (False, AdminShare(Fraction(12, 100), by_floor_area=True)),
        (None, None),
    ],
)
def test_office_share_is_by_land_and_by_floor_where_the_land_cannot_be_told_apart(
    separable: bool | None, expected: AdminShare | None
):
    found = f.admin_land_share(4_200, 60_000, separable=separable, admin_floor_m2=6_000, total_floor_m2=50_000)
    assert found == expected


def test_an_unknown_land_share_is_not_replaced_by_the_floor_share():
    assert f.admin_land_share(None, 60_000, separable=True, admin_floor_m2=6_000, total_floor_m2=50_000) is None


RATIOS = {
    "investment": f.fixed_asset_investment_intensity,
    "tax": f.tax_per_mu,
    "output": f.output_per_mu,
    "value_added": f.value_added_per_mu,
    "admin_floor": f.admin_floor_share,
    "green": f.green_ratio,
    "energy": f.value_added_per_energy,
    "emission": f.value_added_per_emission,
    "rd": f.rd_share,
    "labour": f.labour_productivity,
}


@pytest.mark.parametrize("ratio", RATIOS.values(), ids=RATIOS)
def test_unknown_in_gives_unknown_out_and_nothing_to_divide_by_is_unknown(ratio):
    assert ratio(None, 60_000) is None
    assert ratio(1_000, None) is None
    assert ratio(1_000, 0) is None
    assert ratio(0, 1_000) == 0
    with pytest.raises(ValueError, match="negative"):
        ratio(1_000, -1)


def test_one_unknown_part_leaves_the_whole_unknown():
    assert f.building_coefficient(20_000, None, 3_000, 60_000) is None
    assert f.fixed_asset_investment(1, 2, 3, None) is None
    assert f.floor_area_ratio([Storey(20_000, 9), Storey(500, None)], 60_000, 8) is None
    assert f.floor_area_ratio([Storey(None, 9)], 60_000, 8) is None
    assert f.floor_area_ratio(None, 60_000, 8) is None


def test_negative_parts_are_a_mistake():
    for wrong in (
        lambda: f.building_coefficient(-1, 0, 0, 60_000),
        lambda: f.counted_floor_area([Storey(-1, 3)], 8),
        lambda: f.counted_floor_area([Storey(1, -3)], 8),
    ):
        with pytest.raises(ValueError, match="negative"):
            wrong()


def test_a_loss_making_enterprise_has_a_negative_value_added():
    assert f.labour_productivity(-1_000_000, 100) == -1


# values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "value", "unit", "stored"),
    [
        (Indicator.INVESTMENT_INTENSITY, 150, "wan_per_mu", 2250),
        (Indicator.INVESTMENT_INTENSITY, 2250, "wan_per_ha", 2250),
        (Indicator.TAX_PER_MU, 120, "yuan_per_m2", 120),
        (Indicator.BUILDING_COEFFICIENT, 40, "percent", Fraction(2, 5)),
        (Indicator.BUILDING_COEFFICIENT, "0.4", "share", Fraction(2, 5)),
        (Indicator.FLOOR_AREA_RATIO, "0.7", "plain", Fraction(7, 10)),
        (Indicator.ENVIRONMENTAL_STANDARD, 1, "yes_no", 1),
    ],
)
def test_what_papers_state_is_stored_in_one_unit(indicator: Indicator, value: float, unit: str, stored: Fraction):
    assert canonical_value(indicator, value, unit) == stored


def test_a_unit_of_another_indicator_is_refused():
    with pytest.raises(ValueError, match="not stated in wan_per_mu"):
        canonical_value(Indicator.FLOOR_AREA_RATIO, 150, "wan_per_mu")
    with pytest.raises(ValueError, match="either 1"):
        canonical_value(Indicator.ENVIRONMENTAL_STANDARD, 2, "yes_no")


@pytest.mark.parametrize(
    ("indicator", "value", "zh", "en"),
    [
        (
            Indicator.INVESTMENT_INTENSITY,
            Fraction(2250),
            "150.00 万元/亩（2,250.00 万元/公顷）",
            "150.00 × 10k yuan/mu (2,250.00 × 10k yuan/ha)",
        ),
        (Indicator.BUILDING_COEFFICIENT, Fraction(2, 5), "40.00%", "40.00%"),
        (Indicator.FLOOR_AREA_RATIO, Fraction(7, 10), "0.70", "0.70"),
        (Indicator.VALUE_ADDED_PER_ENERGY, Fraction(5, 2), "2.50 万元/吨标煤", "2.50 × 10k yuan/tce"),
        (Indicator.LABOUR_PRODUCTIVITY, Fraction(18), "18.00 万元/人", "18.00 × 10k yuan/person"),
        (Indicator.ENVIRONMENTAL_STANDARD, Fraction(0), "不符合", "does not comply"),
        (Indicator.TAX_PER_MU, None, "未知", "unknown"),
    ],
)
def test_how_a_value_reads_in_both_languages(indicator: Indicator, value: Fraction | None, zh: str, en: str):
    assert (value_zh(indicator, value), value_en(indicator, value)) == (zh, en)


def test_two_values_that_differ_never_read_alike():
    pair = compared_zh(Indicator.BUILDING_COEFFICIENT, Fraction(39_999, 100_000), Fraction(2, 5))
    assert pair == ("39.9990%", "40.0000%")
    almost = compared_zh(Indicator.BUILDING_COEFFICIENT, Fraction(2, 5) - Fraction(1, 10**12), Fraction(2, 5))
    assert almost[0] != almost[1]
    assert compared_zh(Indicator.BUILDING_COEFFICIENT, Fraction(2, 5), Fraction(2, 5)) == ("40.00%", "40.00%")


@pytest.mark.parametrize(("wan", "met"), [("15000", True), ("14999.99", False), ("15000.01", True)])
def test_a_site_printed_to_the_centimetre_meets_its_limit_in_the_unit_of_the_promise(wan: str, met: bool):
    """150 万元/亩 on 66,666.67 ㎡, which is 100 亩, is 150.0000 with 15,000 万元; a yuan less misses it."""
    intensity = f.fixed_asset_investment_intensity(Decimal(wan) * 10_000, mu_to_m2(100).quantize(Decimal("0.01")))
    required = canonical_value(Indicator.INVESTMENT_INTENSITY, 150, "wan_per_mu")
    assert intensity is not None
    assert is_met(intensity, required, Direction.AT_LEAST) == met
    exact_area = f.fixed_asset_investment_intensity(Decimal(wan) * 10_000, Fraction(200_000, 3))
    assert exact_area is not None
    assert is_met(exact_area, required, Direction.AT_LEAST) == met


def test_every_indicator_has_its_spec():
    assert set(SPECS) == set(Indicator)


# properties ------------------------------------------------------------------------------------------------------

AREA_M2 = st.decimals(min_value=1, max_value=10**7, places=2)
MONEY = st.decimals(min_value=0, max_value=10**11, places=2)


@given(MONEY, AREA_M2, st.integers(2, 9))
def test_intensity_does_not_change_when_money_and_land_grow_alike(money: Decimal, area: Decimal, times: int):
    grown = Fraction(area) * times + Fraction(times, 1000)  # no hundredths: an area that counts as it is
    assert f.fixed_asset_investment_intensity(money * times, grown) == f.fixed_asset_investment_intensity(
        money, Fraction(area) + Fraction(1, 1000)
    )


@given(
    st.lists(st.tuples(st.decimals(min_value=0, max_value=10**5, places=2), st.decimals(2, 20, places=2)), max_size=6),
    AREA_M2,
)
def test_floor_area_ratio_lies_between_once_and_twice_the_floors(storeys, area: Decimal):
    plain = sum((Fraction(floor) for floor, _ in storeys), Fraction(0)) / Fraction(area)
    found = f.floor_area_ratio([Storey(floor, height) for floor, height in storeys], area, 8)
    assert found is not None
    assert plain <= found <= 2 * plain
    if all(height <= 8 for _, height in storeys):
        assert found == plain


@given(st.fractions(0, 10**6, max_denominator=10**9), st.fractions(0, 10**6, max_denominator=10**9))
def test_met_and_its_words_agree(value: Fraction, required: Fraction):
    left, right = compared_zh(Indicator.FLOOR_AREA_RATIO, value, required)
    assert (left == right) == (value == required) or abs(value - required) < Fraction(1, 10**12)
    assert is_met(value, required, Direction.AT_LEAST) or is_met(value, required, Direction.AT_MOST)
