"""Which requirement applies: the most specific industry and park of the day; what contradicts itself is named."""

from __future__ import annotations

import random
import tomllib
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.finding import Severity
from gisapp.kernel.rulebook import Basis, RulebookEntriesOverlap, RulebookEntryMissing
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.industry_code import industry_chain, normalise_industry
from gisapp.preparation.rules.thresholds import (
    Requirement,
    applicable_requirements,
    basic_set_on,
    basic_sets_from_tables,
    compare_with_table,
    examples_from_tables,
    find_requirement,
    requirements_from_tables,
)

SHIPPED = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "gisapp/preparation/indicator_requirements.toml").read_text("utf-8")
)
DAY = date(2026, 11, 23)
TAX, FAR = Indicator.TAX_PER_MU, Indicator.FLOOR_AREA_RATIO


def needs(
    value: float | str,
    industry: str = "",
    park: str = "",
    *,
    start: date = date(2020, 1, 1),
    end: date | None = None,
    indicator: Indicator = TAX,
    confirmed: bool = True,
) -> Requirement:
    return Requirement(
        indicator, Direction.AT_LEAST, Fraction(value), industry, park, start, end, Basis("指标表", "第一条"), confirmed
    )


def value_of(table: list[Requirement], industry: str, park: str = "P4", day: date = DAY) -> Fraction | None:
    found = find_requirement(table, TAX, Direction.AT_LEAST, industry_code=industry, park_code=park, day=day)
    assert not found.conflicting
    return found.requirement.value if found.requirement else None


LADDER = [needs(1), needs(2, "C"), needs(3, "13"), needs(4, "139"), needs(5, "1392")]


@pytest.mark.parametrize(
    ("industry", "value"),
    [
        ("1392", 5), ("1391", 4), ("139", 4), ("1310", 3), ("13", 3), ("C1392", 5), ("c13", 3), ("14", 2), ("C", 2), ("6510", 1), ("", 1),
    ],
)  # fmt: skip
def test_the_finest_industry_wins(industry: str, value: int):
    assert value_of(LADDER, industry) == value


def test_the_park_wins_over_all_parks_and_another_park_does_not_count():
    table = [needs(1, "13"), needs(2, "13", "P4"), needs(9, "13", "P5")]
    assert value_of(table, "1392", "P4") == 2
    assert value_of(table, "1392", "P1") == 1


def test_finer_in_industry_and_no_coarser_in_park_wins():
    table = [needs(1, "", "P4"), needs(2, "13", "P4"), needs(3, "1392", "P4"), needs(4, "139")]
    assert value_of([*table[:3]], "1392") == 3
    found = find_requirement(
        table[1:2] + table[3:], TAX, Direction.AT_LEAST, industry_code="1392", park_code="P4", day=DAY
    )
    assert found.requirement is None
    assert {item.value for item in found.conflicting} == {2, 4}


def test_one_entry_for_both_ends_the_conflict():
    table = [needs(20, "", "P4"), needs(18, "13")]
    assert find_requirement(table, TAX, Direction.AT_LEAST, industry_code="13", park_code="P4", day=DAY).conflicting
    assert value_of([*table, needs(19, "13", "P4")], "13") == 19
    assert value_of([needs(20, "", "P4"), needs(20, "13")], "13") == 20  # of one mind: no conflict


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), 1),
        (date(2023, 6, 24), 1),
        (date(2023, 6, 25), 2),
    ],
)
def test_the_entry_of_the_day(day: date, value: int | None):
    change = date(2023, 6, 25)
    assert value_of([needs(1, "13", end=change), needs(2, "13", start=change)], "13", day=day) == value


def test_two_values_of_one_key_on_one_day_are_a_conflict_with_words():
    answer = applicable_requirements(
        [needs(8 * 15, "13"), needs(9 * 15, "13")], industry_code="1392", park_code="P4", day=DAY
    )
    (finding,) = answer.findings
    assert (finding.code, finding.severity) == ("indicator.requirements_conflict", Severity.ERROR)
    assert finding.message_zh == (
        "“亩均税收”在2026年11月23日有互相冲突的要求：行业 13、各园区 ≥ 8.00 万元/亩（120.00 万元/公顷）（指标表 第一条）；"
        "行业 13、各园区 ≥ 9.00 万元/亩（135.00 万元/公顷）（指标表 第一条）。"
    )
    assert answer.of(TAX) is None


def test_lower_and_upper_bounds_are_two_requirements():
    upper = Requirement(FAR, Direction.AT_MOST, Fraction(2), "", "", date(2020, 1, 1), None, Basis("条件"), True)
    answer = applicable_requirements([needs(1, indicator=FAR), upper], industry_code="13", park_code="P4", day=DAY)
    assert [item.value for item in answer.requirements] == [1, 2]
    assert (answer.of(FAR), answer.of(FAR, Direction.AT_MOST)) == answer.requirements


def test_what_is_not_confirmed_says_so():
    answer = applicable_requirements([needs(120, confirmed=False)], industry_code="13", park_code="P4", day=DAY)
    assert [(f.code, f.severity) for f in answer.findings] == [("indicator.requirement_unconfirmed", Severity.WARNING)]


@pytest.mark.parametrize(
    ("own", "codes"),
    [
        ([needs(120)], []),
        ([needs("120.01")], []),
        ([needs("119.99")], ["indicator.looser_than_table"]),
        ([], ["indicator.not_set"]),
    ],
)
def test_a_plot_may_ask_for_more_than_the_table_but_not_for_less(own: list[Requirement], codes: list[str]):
    table = applicable_requirements([needs(120)], industry_code="13", park_code="P4", day=DAY)
    assert [finding.code for finding in compare_with_table(own, table)] == codes


# codes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("1392", ("1392", "139", "13", "C", "")),
        ("6510", ("6510", "651", "65", "I", "")),
        ("43", ("43", "C", "")),
        ("44", ("44", "D", "")),
        ("0111", ("0111", "011", "01", "A", "")),
        ("97", ("97", "T", "")),
        ("C", ("C", "")),
        ("", ("",)),
    ],
)
def test_chain_of_a_code(code: str, chain: tuple[str, ...]):
    assert industry_chain(code) == chain


@pytest.mark.parametrize("code", ["1", "00", "98", "13925", "U13", "D13", "1x", "食品"])
def test_what_is_no_industry_code(code: str):
    with pytest.raises(ValueError, match="GB/T 4754"):
        normalise_industry(code)


def test_a_requirement_is_written_in_the_one_form():
    with pytest.raises(ValueError, match="written"):
        needs(1, "C13")
    with pytest.raises(ValueError, match="one day"):
        needs(1, end=date(2020, 1, 1))


# what ships ------------------------------------------------------------------------------------------------------


def test_every_shipped_requirement_is_unconfirmed_has_a_document_and_contradicts_no_other():
    table = requirements_from_tables(SHIPPED["requirement"])
    assert len(table) == 36
    assert not any(item.confirmed for item in table)
    assert all(item.basis.document for item in table)
    for division in ["C", *(f"{number:02d}" for number in range(13, 44)), "291", "292", "65"]:
        for day in (date(2010, 1, 1), date(2023, 6, 24), date(2023, 6, 25), DAY):
            answer = applicable_requirements(table, industry_code=division, park_code="P4", day=day)
            assert not answer.findings.has_errors


@pytest.mark.parametrize(
    ("industry", "day", "far"),
    [
        ("1392", DAY, "1.0"),
        ("3252", DAY, "0.6"),  # 2017: 32 有色; the 0.6 of 2002's 33
        ("3130", DAY, "0.6"),  # 2017: 31 黑色; the 0.6 of 2002's 32
        ("3099", DAY, "0.7"),  # 2017: 30 非金属矿物; 2002's 31
        ("33", DAY, "0.7"),
        ("2710", DAY, "0.7"),
        ("3911", DAY, "1.0"),
        ("2911", DAY, "0.8"),
        ("2921", DAY, "1.0"),
        ("3610", date(2023, 6, 24), "0.7"),
        ("3610", date(2023, 6, 25), "0.8"),
        ("29", DAY, None),  # rubber and plastics differ: the class is needed
        ("43", DAY, None),
        ("6510", DAY, None),
    ],
)
def test_shipped_floor_area_ratios_in_codes_of_2017(industry: str, day: date, far: str | None):
    table = requirements_from_tables(SHIPPED["requirement"])
    found = applicable_requirements(table, industry_code=industry, park_code="P5", day=day).of(FAR)
    assert (found and found.value) == (None if far is None else Fraction(far))


def test_control_indicators_are_for_manufacturing_only():
    table = requirements_from_tables(SHIPPED["requirement"])
    food = applicable_requirements(table, industry_code="1392", park_code="P4", day=DAY)
    assert food.of(Indicator.BUILDING_COEFFICIENT).value == Fraction(2, 5)
    assert food.of(Indicator.ADMIN_LAND_SHARE).value == Fraction(7, 100)
    assert applicable_requirements(table, industry_code="6510", park_code="P2", day=DAY).requirements == ()


def test_values_of_other_places_are_examples_and_never_in_force():
    examples = examples_from_tables(SHIPPED["example"])
    assert Fraction(2250) in {e.value for e in examples if e.indicator is Indicator.INVESTMENT_INTENSITY}
    table = requirements_from_tables(SHIPPED["requirement"])
    asked = {item.indicator for item in table}
    assert not asked & {Indicator.INVESTMENT_INTENSITY, TAX, Indicator.OUTPUT_PER_MU}


def test_the_basic_set_of_a_day():
    sets = basic_sets_from_tables(SHIPPED["basic_set"])
    assert Indicator.ENVIRONMENTAL_STANDARD in basic_set_on(sets, DAY).indicators
    with pytest.raises(RulebookEntryMissing):
        basic_set_on(sets, date(2020, 11, 20))
    with pytest.raises(RulebookEntriesOverlap):
        basic_set_on([*sets, *sets], DAY)


# properties ------------------------------------------------------------------------------------------------------

ENTRY = st.builds(
    lambda value, industry, park, start, length: needs(
        value,
        industry,
        park,
        start=date(2020, 1, 1) + timedelta(days=start),
        end=date(2020, 1, 2) + timedelta(days=start + length),
    ),
    st.integers(1, 5),
    st.sampled_from(["", "C", "13", "139", "1392", "14"]),
    st.sampled_from(["", "P4", "P5"]),
    st.integers(0, 10),
    st.integers(0, 10),
)
TABLE = st.lists(ENTRY, max_size=8)
SOME_DAY = st.integers(0, 20).map(lambda step: date(2020, 1, 1) + timedelta(days=step))


@given(TABLE, SOME_DAY, st.randoms())
def test_the_order_of_the_table_does_not_matter(table: list[Requirement], day: date, chance: random.Random):
    def ask(rows: list[Requirement]):
        found = find_requirement(rows, TAX, Direction.AT_LEAST, industry_code="1392", park_code="P4", day=day)
        return found.requirement and found.requirement.value, [item.value for item in found.conflicting]

    before = ask(table)
    shuffled = list(table)
    chance.shuffle(shuffled)
    assert ask(shuffled) == before


@given(TABLE, SOME_DAY)
def test_nothing_that_applies_is_more_specific_than_what_was_found(table: list[Requirement], day: date):
    chain = industry_chain("1392")  # how fine an industry is, is its length here: "" < C < 13 < 139 < 1392
    found = find_requirement(table, TAX, Direction.AT_LEAST, industry_code="1392", park_code="P4", day=day)
    applying = [r for r in table if r.holds_on(day) and r.industry_code in chain and r.park_code in ("", "P4")]
    assert (found.requirement is None and not found.conflicting) == (not applying)
    if found.requirement is not None:
        best = found.requirement
        for other in applying:
            finer_industry = len(other.industry_code) >= len(best.industry_code)
            finer_park = other.park_code >= best.park_code
            same = (other.industry_code, other.park_code) == (best.industry_code, best.park_code)
            assert not (finer_industry and finer_park and not same) or other.value == best.value


@given(TABLE, SOME_DAY)
def test_entries_of_other_industries_and_parks_change_nothing(table: list[Requirement], day: date):
    related = [item for item in table if item.industry_code != "14" and item.park_code != "P5"]
    asked = {"industry_code": "1392", "park_code": "P4", "day": day}
    assert find_requirement(table, TAX, Direction.AT_LEAST, **asked) == find_requirement(
        related, TAX, Direction.AT_LEAST, **asked
    )
