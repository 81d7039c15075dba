"""工业用地出让最低价: at the standard and a fen below, the share for industries of priority, and what is not known."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import gisapp.supply
from gisapp.kernel.rulebook import Rulebook
from gisapp.supply.rules.listing_limits import LAND_GRADE, LOWEST_PRICES, ListingLimits, listing_limits
from gisapp.supply.rules.lowest_price import check_lowest_price

BOOK = Rulebook.from_tables(
    tomllib.loads((Path(gisapp.supply.__file__).parent / "rulebook.toml").read_text("utf-8"))["entry"]
)
DAY = date(2026, 11, 23)
AREA = Decimal("66666.67")


def of_grade(grade: int) -> ListingLimits:
    shipped = listing_limits(BOOK, DAY)
    entry = replace(shipped.entries[LAND_GRADE], value=Decimal(grade))
    return replace(shipped, entries={**shipped.entries, LAND_GRADE: entry})


def found(grade: int, price: str, use: str = "1001", area: Decimal | None = AREA) -> list[tuple[str, str]]:
    return [(item.code, item.severity.value) for item in check_lowest_price(use, Decimal(price), area, of_grade(grade))]


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        ("8000000", []),  # 120 元/㎡ on 100 亩 as surveyed
        ("7999999.99", [("listing.below_standard_price", "warning")]),
        ("5600000", [("listing.below_standard_price", "warning")]),  # 70 %
        ("5599999.99", [("listing.below_lowest_price", "error")]),
    ],
)
def test_the_price_is_held_against_the_standard_of_the_grade(price, expected):
    assert found(12, price) == expected


def test_an_unknown_grade_is_said_and_a_price_below_every_grade_is_refused():
    assert found(0, "8000000") == [("listing.lowest_price_unknown", "warning")]
    assert found(0, "1000000", area=Decimal("93326.67")) == [  # 139.99 亩
        ("listing.below_lowest_price", "error"),
        ("listing.lowest_price_unknown", "warning"),
    ]
    assert found(12, "8000000", area=None) == [("listing.lowest_price_unknown", "warning")]


def test_other_land_has_no_lowest_price_of_industry():
    assert found(12, "1", use="0901") == []


def test_the_standard_is_dated_and_unconfirmed_until_somebody_has_compared_it():
    entries = [BOOK.entry(code, DAY) for code in LOWEST_PRICES.values()]
    assert [int(entry.value) for entry in entries] == sorted((int(entry.value) for entry in entries), reverse=True)
    assert not any(entry.confirmed for entry in entries)
    before = listing_limits(BOOK, date(2010, 3, 8))
    assert before.lowest_price() is None
    assert before.least_of_all_grades().value == 60
