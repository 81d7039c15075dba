"""Admission and ranking: promised against required at the limit and one unit either side; a higher promise never hurts."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.rulebook import Basis
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import PromiseVerdict, RankingKey, YesNo
from gisapp.supply.rules.admission import (
    Admission,
    ApplicationFacts,
    OfferSnapshot,
    PlannedDates,
    assess_admission,
    comparison_sheet,
)
from gisapp.supply.rules.ranking import Candidate, RankingRule, RankingStep, rank_candidates, weighted_score

TAX, INVESTMENT, GREEN = Indicator.TAX_PER_MU, Indicator.INVESTMENT_INTENSITY, Indicator.GREEN_RATIO
BASIS = Basis("出让公告", "第三条")


def asks(indicator: Indicator, value: int | str, direction: Direction | None = None) -> Requirement:
    return Requirement(
        indicator, direction or SPECS[indicator].direction, Fraction(value), "", "", date(2026, 1, 1), None, BASIS, True
    )


OFFER = OfferSnapshot(
    (asks(INVESTMENT, 2250), asks(TAX, 120), asks(GREEN, "0.2")),
    ("13", "14"),
    PlannedDates(date(2027, 6, 30), date(2028, 6, 30), date(2028, 12, 31)),
)
GOOD = ApplicationFacts(
    "申请-1",
    "1392",
    {INVESTMENT: Fraction(2250), TAX: Fraction(120), GREEN: Fraction("0.2")},
    PlannedDates(date(2027, 6, 30), date(2028, 6, 30), date(2028, 12, 31)),
    YesNo.NO,
    YesNo.NO,
)


def answer(**change: object) -> Admission:
    return assess_admission(OFFER, replace(GOOD, **change))


def codes(admission: Admission) -> list[str]:
    return [finding.code for finding in admission.findings]


def test_promises_equal_to_the_requirements_are_admitted():
    admission = answer()
    assert admission.is_admitted
    assert [item.verdict for item in admission.comparisons] == [PromiseVerdict.MET] * 3
    assert [item.margin for item in admission.comparisons] == [0, 0, 0]


@pytest.mark.parametrize(
    ("indicator", "value", "verdict"),
    [
        (TAX, "120", PromiseVerdict.MET),
        (TAX, "120.01", PromiseVerdict.MET),
        (TAX, "119.99", PromiseVerdict.NOT_MET),
        (TAX, None, PromiseVerdict.UNKNOWN),
        (TAX, "0", PromiseVerdict.NOT_MET),
        (GREEN, "0.2", PromiseVerdict.MET),
        (GREEN, "0.1999", PromiseVerdict.MET),
        (GREEN, "0.2001", PromiseVerdict.NOT_MET),
        (GREEN, None, PromiseVerdict.UNKNOWN),
    ],
)
def test_one_promise_at_its_limit(indicator: Indicator, value: str | None, verdict: PromiseVerdict):
    promised = None if value is None else Fraction(value)
    admission = answer(promises={**GOOD.promises, indicator: promised})
    (item,) = [item for item in admission.comparisons if item.requirement.indicator is indicator]
    assert item.verdict is verdict
    assert admission.is_admitted == (verdict is PromiseVerdict.MET)


def test_the_reason_names_the_promise_the_requirement_and_what_to_do():
    (finding,) = answer(promises={**GOOD.promises, TAX: Fraction("119.999")}).findings
    assert finding.code == "admission.promise_below_requirement"
    assert finding.message_zh == (
        "“亩均税收”承诺 7.9999 万元/亩（119.9990 万元/公顷），未达到公告要求 ≥ 8.0000 万元/亩（120.0000 万元/公顷）。"
    )
    assert finding.basis == "出让公告 第三条"
    assert finding.fix_zh


def test_a_promise_left_out_is_not_met():
    admission = answer(promises={INVESTMENT: Fraction(9000)})
    assert codes(admission) == ["admission.promise_missing", "admission.promise_missing"]


@pytest.mark.parametrize(
    ("industry", "expected"),
    [
        ("13", []),
        ("C1392", []),
        ("1411", []),
        ("1511", ["admission.industry_not_admitted"]),
        ("C", ["admission.industry_not_admitted"]),  # coarser than what is admitted
        ("", ["admission.industry_missing"]),
    ],
)
def test_the_industry_lies_within_those_announced(industry: str, expected: list[str]):
    assert codes(answer(industry_code=industry)) == expected


def test_an_offer_to_any_industry_admits_any():
    assert assess_admission(replace(OFFER, industry_codes=()), replace(GOOD, industry_code="6510")).is_admitted


START, COMPLETION, PRODUCTION = date(2027, 6, 30), date(2028, 6, 30), date(2028, 12, 31)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (PlannedDates(START, START, START), []),
        (PlannedDates(START + timedelta(days=1), COMPLETION, PRODUCTION), ["admission.date_too_late"]),
        (PlannedDates(START, COMPLETION + timedelta(days=1), PRODUCTION), ["admission.date_too_late"]),
        (PlannedDates(START, START - timedelta(days=1), PRODUCTION), ["admission.dates_out_of_order"]),
        (PlannedDates(START, COMPLETION, COMPLETION - timedelta(days=1)), ["admission.dates_out_of_order"]),
        (PlannedDates(None, COMPLETION, PRODUCTION), ["admission.date_missing"]),
        (
            PlannedDates(START, None, START - timedelta(days=1)),
            ["admission.date_missing", "admission.dates_out_of_order"],
        ),
    ],
)
def test_dates_are_there_in_order_and_in_time(dates: PlannedDates, expected: list[str]):
    assert codes(answer(dates=dates)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"has_unsettled_idle_land": YesNo.YES}, ["admission.idle_land_unsettled"]),
        ({"has_unsettled_idle_land": YesNo.UNKNOWN}, ["admission.idle_land_unknown"]),
        ({"is_dishonest": YesNo.YES}, ["admission.dishonest"]),
        ({"is_dishonest": YesNo.UNKNOWN}, ["admission.honesty_unknown"]),
    ],
)
def test_the_applicant_has_no_idle_land_and_no_bad_record_and_both_are_known(change: dict, expected: list[str]):
    admission = answer(**change)
    assert codes(admission) == expected
    assert not admission.is_admitted


def test_the_comparison_sheet_has_a_row_per_requirement_and_a_column_per_application():
    other = replace(GOOD, application_id="申请-2", promises={})
    sheet = comparison_sheet([answer(), assess_admission(OFFER, other)])
    assert list(sheet) == [(item.indicator, item.direction) for item in OFFER.requirements]
    assert {name: item.verdict for name, item in sheet[TAX, Direction.AT_LEAST].items()} == {
        "申请-1": PromiseVerdict.MET,
        "申请-2": PromiseVerdict.UNKNOWN,
    }


# ranking ---------------------------------------------------------------------------------------------------------

PRICE, RECEIVED, LOT = (
    RankingStep(RankingKey.PRICE),
    RankingStep(RankingKey.RECEIVED),
    RankingStep(RankingKey.DRAWN_LOT),
)
BY_PRICE = RankingRule((PRICE, RankingStep(RankingKey.INDICATOR, TAX), LOT), BASIS)
BY_SCORE = RankingRule(
    (RankingStep(RankingKey.SCORE), RECEIVED), BASIS, {TAX: Fraction(60), INVESTMENT: Fraction(30), GREEN: Fraction(10)}
)
NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def bids(
    name: str, price: int | None, tax: int | None = 120, *, admitted: bool = True, lot: int | None = None
) -> Candidate:
    promises = {TAX: None if tax is None else Fraction(tax)}
    return Candidate(name, admitted, promises, None if price is None else Fraction(price), NOON, lot)


def places(*candidates: Candidate, rule: RankingRule = BY_PRICE) -> dict[str, int | None]:
    return {item.application_id: item.place for item in rank_candidates(candidates, rule, OFFER.requirements).ranked}


def test_the_first_comparison_that_differs_decides_and_is_named():
    ranking = rank_candidates([bids("a", 100, 130), bids("b", 101, 120), bids("c", 100, 131)], BY_PRICE, ())
    assert [(item.application_id, item.place) for item in ranking.ranked] == [("b", 1), ("c", 2), ("a", 3)]
    assert [item.decided_by for item in ranking.ranked] == [None, PRICE, RankingStep(RankingKey.INDICATOR, TAX)]
    assert ranking.winner == "b"
    assert ranking.tie_finding is None


def test_a_tie_is_said_and_resolved_by_the_drawn_lot():
    tied = rank_candidates([bids("a", 100), bids("b", 100), bids("c", 99)], BY_PRICE, ())
    assert [(item.place, item.tied_with) for item in tied.ranked] == [(1, ("b",)), (1, ("a",)), (3, ())]
    assert tied.winner is None
    assert tied.tie_finding is not None
    assert tied.tie_finding.fix_zh == "请组织抽签并登记签号。"
    drawn = rank_candidates([bids("a", 100, lot=2), bids("b", 100, lot=1), bids("c", 99)], BY_PRICE, ())
    assert drawn.winner == "b"
    assert drawn.ranked[1].decided_by == LOT


def test_who_is_not_admitted_takes_no_place_and_what_is_missing_comes_last():
    assert places(bids("a", 999, admitted=False), bids("b", None), bids("c", 1)) == {"c": 1, "b": 2, "a": None}
    nobody = rank_candidates([bids("a", 999, admitted=False)], BY_PRICE, ())
    assert (nobody.winner, nobody.tie_finding) == (None, None)


def test_an_earlier_application_goes_first_where_the_rule_says_so():
    rule = RankingRule((PRICE, RECEIVED), BASIS)
    late = replace(bids("a", 100), received_at=NOON + timedelta(seconds=1))
    assert places(late, bids("b", 100), rule=rule) == {"b": 1, "a": 2}
    tie = rank_candidates([bids("a", 100), bids("b", 100)], rule, ()).tie_finding
    assert tie is not None
    assert tie.fix_zh == "请按公告写明的办法另行决定，并在会议纪要中记明。"


@pytest.mark.parametrize(
    ("indicator", "order"),
    [(TAX, {"b": 1, "a": 2, "c": 3}), (GREEN, {"a": 1, "b": 2, "c": 3})],
)
def test_a_floor_is_better_high_and_a_ceiling_better_low(indicator: Indicator, order: dict[str, int]):
    rule = RankingRule((RankingStep(RankingKey.INDICATOR, indicator),), BASIS)
    low, high = Candidate("a", True, {indicator: Fraction(1)}), Candidate("b", True, {indicator: Fraction(2)})
    assert places(Candidate("c", True, {}), high, low, rule=rule) == order


@pytest.mark.parametrize(
    ("promises", "score"),
    [
        ({TAX: 120, INVESTMENT: 2250, GREEN: "0.2"}, 100),
        ({TAX: 180, INVESTMENT: 2250, GREEN: "0.2"}, 130),
        ({TAX: 360, INVESTMENT: 2250, GREEN: "0.2"}, 130),  # capped at one and a half
        ({TAX: 120, INVESTMENT: 2250, GREEN: "0.1"}, 105),
        ({TAX: 120, INVESTMENT: 2250, GREEN: "0"}, 105),
        ({TAX: 120}, 60),
        ({}, 0),
    ],
)
def test_score_by_hand(promises: dict[Indicator, int | str], score: int):
    exact = {indicator: Fraction(value) for indicator, value in promises.items()}
    assert weighted_score(exact, BY_SCORE, OFFER.requirements) == score


def test_the_rule_is_written_down_and_makes_sense():
    assert BY_PRICE.sentence_zh == (
        "依次比较：1. 报价从高到低；2. 亩均税收承诺值从优到劣；3. 抽签次序。前一项相同的，比较后一项；全部相同的为并列（出让公告 第三条）。"
    )
    for wrong in (
        lambda: RankingRule((), BASIS),
        lambda: RankingRule((RankingStep(RankingKey.SCORE),), BASIS, {TAX: Fraction(99)}),
        lambda: RankingRule((RankingStep(RankingKey.SCORE),), BASIS),
        lambda: RankingRule((PRICE,), BASIS, cap=Fraction(1, 2)),
        lambda: RankingStep(RankingKey.INDICATOR),
        lambda: RankingStep(RankingKey.PRICE, TAX),
    ):
        with pytest.raises(ValueError, match=r"ranking|weights|cap|step"):
            wrong()


# properties ------------------------------------------------------------------------------------------------------

VALUE = st.none() | st.fractions(0, 5000, max_denominator=100)
PROMISES = st.dictionaries(st.sampled_from([TAX, INVESTMENT, GREEN]), VALUE)
BETTER = st.fractions(0, 1000, max_denominator=100)


def improved(
    promises: dict[Indicator, Fraction | None], indicator: Indicator, by: Fraction
) -> dict[Indicator, Fraction | None]:
    """The same promises with one of them better (a lower one where the indicator is a ceiling)."""
    promised = promises.get(indicator)
    if promised is None:
        return promises
    better = promised + by if SPECS[indicator].direction is Direction.AT_LEAST else max(promised - by, Fraction(0))
    return {**promises, indicator: better}


@given(PROMISES, st.sampled_from([TAX, INVESTMENT, GREEN]), BETTER)
def test_a_higher_promise_never_lowers_admission(promises: dict, indicator: Indicator, by: Fraction):
    before, after = answer(promises=promises), answer(promises=improved(promises, indicator, by))
    assert after.is_admitted >= before.is_admitted
    assert len(after.findings) <= len(before.findings)
    for one, other in zip(before.comparisons, after.comparisons, strict=True):
        assert one.verdict is not PromiseVerdict.MET or other.verdict is PromiseVerdict.MET


CANDIDATES = st.lists(
    st.builds(
        lambda number, promises, price, admitted: Candidate(f"申请-{number}", admitted, promises, price, NOON),
        st.integers(1, 99),
        PROMISES,
        VALUE,
        st.booleans(),
    ),
    max_size=6,
    unique_by=lambda item: item.application_id,
)
RULE = st.sampled_from([BY_PRICE, BY_SCORE])


@given(CANDIDATES, RULE, st.randoms())
def test_the_order_of_arrival_on_the_desk_does_not_matter(candidates: list, rule: RankingRule, chance: random.Random):
    before = rank_candidates(candidates, rule, OFFER.requirements)
    shuffled = list(candidates)
    chance.shuffle(shuffled)
    assert rank_candidates(shuffled, rule, OFFER.requirements) == before


@given(CANDIDATES, RULE)
def test_places_are_those_of_a_competition(candidates: list[Candidate], rule: RankingRule):
    ranking = rank_candidates(candidates, rule, OFFER.requirements)
    assert {item.application_id for item in ranking.ranked} == {item.application_id for item in candidates}
    placed = [item for item in ranking.ranked if item.place is not None]
    for index, item in enumerate(placed):
        assert item.place is not None
        assert item.place <= index + 1 <= item.place + len(item.tied_with)
    assert len(placed) == sum(item.is_admitted for item in candidates)


@given(CANDIDATES, RULE, st.sampled_from([TAX, INVESTMENT, GREEN]), BETTER)
def test_a_better_promise_never_costs_a_place(
    candidates: list[Candidate], rule: RankingRule, indicator: Indicator, by: Fraction
):
    if not candidates or not candidates[0].is_admitted:
        return
    first = candidates[0]
    better = replace(first, promises=improved(dict(first.promises), indicator, by))
    before, after = places(*candidates, rule=rule), places(better, *candidates[1:], rule=rule)
    before_place, after_place = before[first.application_id], after[first.application_id]
    assert before_place is not None
    assert after_place is not None
    assert after_place <= before_place
