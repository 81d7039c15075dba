"""大写 of amounts, areas and days, at the places where it goes wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.documents.wording import area_forms, day_capital, number_capital, percent, plain_number, yuan_capital


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "零元整"),
        (1, "壹元整"),
        (10, "壹拾元整"),
        (101, "壹佰零壹元整"),
        (10_000, "壹万元整"),
        (10_010, "壹万零壹拾元整"),
        (101_000, "壹拾万壹仟元整"),
        (13_370_368, "壹仟叁佰叁拾柒万零叁佰陆拾捌元整"),
        (100_000_000, "壹亿元整"),
        (1_000_000_001, "壹拾亿零壹元整"),
        ("0.05", "伍分"),
        ("100.50", "壹佰元伍角整"),
        ("324.25", "叁佰贰拾肆元贰角伍分"),
        ("2.005", "贰元零壹分"),
        ("-8", "负捌元整"),
    ],
)
def test_amounts_are_written_as_on_a_contract(amount: int | str, words: str):
    assert yuan_capital(amount) == words


@given(st.integers(min_value=1, max_value=10**12))
def test_whole_amounts_read_back(amount: int):
    assert cn2an.cn2an(yuan_capital(amount).removesuffix("元整"), "smart") == amount


def test_an_amount_beyond_all_sense_is_refused():
    with pytest.raises(ValueError, match=r"10\^15"):
        yuan_capital(10**15)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "二〇二六年十一月二十四日"),
        (date(2030, 1, 10), "二〇三〇年一月十日"),
        (date(2008, 12, 31), "二〇〇八年十二月三十一日"),
    ],
)
def test_days_are_written_as_at_the_end_of_an_official_paper(day: date, words: str):
    assert day_capital(day) == words


def test_areas_shares_and_numbers():
    text, forms = area_forms(Decimal("41234.56"))
    assert (text, forms["亩"], forms["公顷"]) == ("41,234.56", "61.85", "4.1235")
    assert forms["大写"] == "肆万壹仟贰佰叁拾肆点伍陆"
    assert percent(Decimal("0.4")) == "40%"
    assert percent(Decimal("0.125")) == "12.5%"
    assert plain_number(Decimal("0.50")) == "0.5"
    assert number_capital(20) == "贰拾"
