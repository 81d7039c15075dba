"""Months add up to the hundredth of a square metre, in rule and reported figures; what is known otherwise is named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.stock.rules.flow import FlowLine, check_flow, deviations, month_sha256, month_text, rounded
from gisapp.stock.rules.identity import ParkBalance, UnclassifiedPlace, check_identity
from gisapp.stock.rules.rates import RateParts, rates
from gisapp.stock.terms import StockRate

TOLERANCE = Decimal(1)
areas = st.decimals(0, 5_000_000, places=4, allow_nan=False)


def line(opening, came, went, closing, name: str = "partly_used", **ways) -> FlowLine:
    return FlowLine("P1", name, *(Decimal(str(value)) for value in (opening, came, went, closing)), **ways)


@given(areas, areas, st.integers(0, 10_000))
def test_a_rounded_line_adds_up_exactly_and_no_figure_is_negative(opening: Decimal, came: Decimal, share: int):
    went = (opening + came) * share / 10_000
    exact = FlowLine("P1", "built_idle", opening, came, went, opening + came - went)
    told = rounded(exact)
    assert told.difference_m2 == 0
    assert min(told.opening_m2, told.came_m2, told.went_m2, told.closing_m2) >= 0
    for name in ("opening_m2", "came_m2", "went_m2", "closing_m2"):
        assert abs(getattr(told, name) - getattr(exact, name)) <= Decimal("0.03")


@given(areas, areas, areas, areas)
def test_idle_land_goes_in_three_ways_that_are_all_that_went(
    opening: Decimal, extended: Decimal, reused: Decimal, found: Decimal
):
    recovered = opening / 3
    annulled = opening / 7
    went = extended + reused + recovered + annulled
    closing = opening + found + went - went
    told = rounded(
        FlowLine("P1", "idle", opening, found + went, went, closing + 0, extended, reused, recovered, annulled)
    )
    assert told.difference_m2 == 0
    assert told.extended_m2 + told.reused_m2 + told.recovered_m2 + told.annulled_m2 == told.went_m2


@pytest.mark.parametrize(("off", "count"), [("0.99", 0), ("1", 0), ("1.01", 1), ("-1.01", 1)])
def test_a_line_that_is_off_by_more_than_the_tolerance_is_named(off: str, count: int):
    lines = [line(100, 50, 20, Decimal(130) - Decimal(off)), line(10, 0, 0, 10)]
    found = check_flow(lines, {"partly_used": "用而未尽"}, TOLERANCE)
    assert [item.code for item in found] == ["stock.flow_does_not_add_up"] * count
    assert all("P1 “用而未尽”" in item.message_zh and item.fix_zh for item in found)


@pytest.mark.parametrize(("now", "count"), [(101, 0), (101.01, 1), (98.99, 1), (99, 0)])
def test_a_frozen_figure_that_is_known_otherwise_is_told(now: float, count: int):
    assert len(deviations([line(0, 100, 0, 100)], [line(0, now, 0, now)], TOLERANCE)) == count


def test_a_line_that_is_gone_differs_by_all_it_was():
    (found,) = deviations([line(0, 100, 0, 100)], [], TOLERANCE)
    assert (found.difference_m2, found.frozen_m2) == (Decimal(-100), Decimal(100))


def test_the_hash_is_of_the_figures_whatever_their_order():
    one, other = line(1, 2, 3, 0, "built_idle"), line(4, 5, 6, 3, "in_good_use")
    assert month_sha256([one, other]) == month_sha256([other, one])
    assert month_sha256([one]) != month_sha256([line(1, 2, 3, 0.01, "built_idle")])
    assert month_text([one]) == "P1|built_idle|1.00|2.00|0.00|0.00|0.00|3.00|0.00"


def balance(**more) -> ParkBalance:
    values = {"name_zh": "健康食品产业园", "park_m2": Decimal(1000), "patch_m2": Decimal(1000), "patch_count": 3,
              "gap_m2": Decimal(0), "overlap_m2": Decimal(0), "gap": None, "overlap": None}  # fmt: skip
    return ParkBalance(**{**values, **more})


PLACE = {"type": "Point", "coordinates": [114.6, 33.5]}


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, []),
        ({"gap_m2": Decimal(1), "patch_m2": Decimal(999)}, []),
        ({"gap_m2": Decimal("1.01"), "patch_m2": Decimal("998.99"), "gap": PLACE}, ["stock.gap"]),
        ({"overlap_m2": Decimal("1.01"), "patch_m2": Decimal("1001.01"), "overlap": PLACE}, ["stock.overlap"]),
        ({"patch_m2": Decimal("1001.01")}, ["stock.sum_differs"]),
        ({"gap_m2": Decimal(5), "overlap_m2": Decimal(5)}, ["stock.gap", "stock.overlap"]),
        ({"patch_count": 0, "patch_m2": Decimal(0)}, ["stock.not_worked_out"]),
        ({"unclassified": (UnclassifiedPlace(7, "P4-072", "权属不明", Decimal(667), PLACE, (1, 2, 3, 4)),)}, ["stock.unclassified"]),
    ],
)  # fmt: skip
def test_a_park_fails_by_name_place_and_area(more: dict, codes: list[str]):
    found = check_identity(balance(**more), TOLERANCE, "系统设定")
    assert [item.code for item in found] == codes
    assert found.has_errors is bool(codes)
    for item in found:
        assert "健康食品产业园" in item.message_zh
        assert item.fix_zh


def test_a_stale_park_is_warned_of_and_passes():
    found = check_identity(balance(is_stale=True), TOLERANCE, "系统设定")
    assert [item.code for item in found] == ["stock.stale"]
    assert not found.has_errors


def test_rates_print_what_they_are_made_of_and_nothing_over_nothing_is_no_rate():
    parts = RateParts(Decimal(1000), Decimal(599), Decimal(2000), Decimal(50), Decimal(0), Decimal(0))
    found = {
        item.key: item
        for item in rates(
            parts, window_months=60, supply_rate_min=Decimal("0.6"), basis="国土资发〔2014〕119号", confirmed=False
        )
    }
    assert found[StockRate.SUPPLIED].value == Decimal("0.599")
    assert found[StockRate.SUPPLIED].is_short
    assert found[StockRate.UNSUPPLIED].value == Decimal("0.401")
    assert found[StockRate.IDLE].value == Decimal("0.025")
    assert found[StockRate.DISPOSED].value is None
    assert all(item.definition_zh and item.basis and item.numerator_zh for item in found.values())
    at_limit = rates(
        RateParts(Decimal(10), Decimal(6), Decimal(1), Decimal(0), Decimal(1), Decimal(1)),
        window_months=60, supply_rate_min=Decimal("0.6"), basis="", confirmed=False,
    )  # fmt: skip
    assert not at_limit[1].is_short
