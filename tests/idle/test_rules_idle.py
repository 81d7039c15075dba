"""What holds for all idle land: fee and recovery, own time, trace, warnings."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.idle.rules.cause import own_clock
from gisapp.idle.rules.fee import idle_land_fee
from gisapp.idle.rules.identification import identify_idle_land, warnings_of
from gisapp.idle.terms import IdleCause, IdleGround
from gisapp.kernel.rulebook import RulebookEntryMissing
from tests.idle.land_facts import a_cause, land, limits, on

ORIGIN = date(2023, 3, 1)
DAYS = st.integers(0, 1500).map(lambda offset: ORIGIN + timedelta(days=offset))
STARTED = {"permit": "2023-02-01", "foundation": "2023-04-01"}


@st.composite
def a_cause_somewhere(draw):
    began = draw(DAYS)
    length = draw(st.one_of(st.none(), st.integers(0, 600)))
    kind = draw(st.sampled_from(list(IdleCause)))
    ended = None if length is None else (began + timedelta(days=length)).isoformat()
    return a_cause(kind.value, began.isoformat(), ended, proved=draw(st.booleans()))


CAUSES = st.lists(a_cause_somewhere(), max_size=5).map(tuple)


@given(CAUSES, a_cause_somewhere(), st.integers(1, 2))
def test_a_cause_more_never_brings_the_day_nearer(causes, another, years):
    excusing = [item for item in causes if item.excuses]
    before = own_clock(ORIGIN, years, excusing).reached_on
    after = own_clock(ORIGIN, years, [*excusing, another]).reached_on
    assert after is None or (before is not None and after >= before)


@given(CAUSES)
def test_own_time_is_days_less_excused_days(causes):
    """Counted day by day, slowly, the clock reaches the same day."""
    excusing = [item for item in causes if item.excuses]
    reached = own_clock(ORIGIN, 1, excusing).reached_on
    need, day, own = 366, ORIGIN, 0  # the year over 29 February 2024
    for _ in range(6000):
        if own == need:
            break
        if not any(item.began_on <= day and (item.ended_on is None or day < item.ended_on) for item in excusing):
            own += 1
        day += timedelta(days=1)
    assert reached == (day if own == need else None)


@given(CAUSES, DAYS, st.sampled_from([None, *IdleCause]), st.booleans())
def test_fee_and_recovery_need_never_started_land_of_the_holders_own_established_cause(causes, day, cause, started):
    facts = land(causes=causes, established=cause.value if cause else None, **(STARTED if started else {}))
    answer = identify_idle_land(facts, limits(day), day)
    if answer.may_fee or answer.may_recover:
        assert answer.ground is IdleGround.NOT_STARTED
        assert cause is IdleCause.OWN
        assert not started
    assert not (answer.may_fee and answer.may_recover)
    fee = idle_land_fee(facts, answer, limits(day))
    assert (fee.amount_yuan is not None) == answer.may_fee
    assert (fee.refusal is None) == answer.may_fee


@given(CAUSES, DAYS, st.sampled_from([None, *IdleCause]))
def test_the_same_facts_give_the_same_bytes(causes, day, cause):
    facts = land(causes=causes, established=cause.value if cause else None)
    once, again = (
        json.dumps(identify_idle_land(facts, limits(day), day).as_dict(), ensure_ascii=False) for _ in range(2)
    )
    assert once == again


@given(CAUSES, DAYS)
def test_the_order_in_which_causes_were_typed_does_not_matter(causes, day):
    once = identify_idle_land(land(causes=causes), limits(day), day)
    turned = identify_idle_land(land(causes=causes[::-1]), limits(day), day)
    assert (once.state, once.side, once.own_year_on) == (turned.state, turned.side, turned.own_year_on)


@pytest.mark.parametrize(
    ("price", "share", "amount"),
    [
        (12_345_678, Fraction(1), "2469135.60"),
        (10_000_001, Fraction(1), "2000000.20"),
        (1, Fraction(1, 3), "0.07"),
        (10_000_000, Fraction(1, 2), "1000000.00"),
    ],
)
def test_the_fee_is_a_fifth_of_the_price_to_the_fen(price: int, share: Fraction, amount: str):
    facts = replace(land(established="own", price=price), land_share=share)
    answer = identify_idle_land(facts, limits("2024-06-01"), on("2024-06-01"))
    fee = idle_land_fee(facts, answer, limits("2024-06-01"))
    assert fee.amount_yuan == Decimal(amount)
    assert "20%" in fee.arithmetic


@pytest.mark.parametrize(
    ("facts", "day", "code"),
    [
        ({"established": "own", "price": None}, "2024-06-01", "idle.price_unknown"),
        ({"established": "own"}, "2025-06-01", "idle.fee_past"),
        ({}, "2024-06-01", "idle.fee_cause"),
        ({"causes": (a_cause("petitions", "2023-03-01"),)}, "2024-06-01", "idle.fee_cause"),
        ({"established": "own"}, "2023-06-01", "idle.fee_not_idle"),
        (
            {**STARTED, "stops": (("2024-01-01", None),), "developed": (("2024-01-01", 1),), "established": "own"},
            "2025-06-01",
            "idle.fee_stopped_land",
        ),
    ],
)
def test_no_fee_comes_with_the_reason_and_what_to_do(facts, day: str, code: str):
    known = land(**facts)
    fee = idle_land_fee(known, identify_idle_land(known, limits(day), on(day)), limits(day))
    assert fee.amount_yuan is None
    assert fee.refusal is not None
    assert fee.refusal.code == code
    assert "请" in fee.refusal.fix_zh


def test_warnings_come_90_and_30_days_ahead_and_not_for_days_gone():
    def warned(day: str) -> list[str]:
        answer = identify_idle_land(land(), limits(day), on(day))
        return [warning.isoformat() for warning, _ in warnings_of(answer, limits(day))]

    assert warned("2022-10-01") == ["2022-12-01", "2023-01-30"]
    assert warned("2022-12-02") == ["2023-01-30"]
    assert warned("2023-02-01") == []
    assert warned("2023-03-01") == ["2023-12-01", "2024-01-30"]


def test_the_trace_names_input_source_rule_and_arithmetic():
    facts = land(
        **STARTED,
        stops=(("2024-01-01", None),),
        developed=(("2024-01-01", 9_999),),
        invested=(("2024-01-01", 90_000_000),),
    )
    lines = [line.as_dict() for line in identify_idle_land(facts, limits("2025-01-01"), on("2025-01-01")).trace]
    area = next(line for line in lines if line["question_zh"] == "已开发面积占比")
    assert area["answer_zh"] == "33.33%，不足三分之一"
    assert area["arithmetic_zh"] == "9999 ㎡ ÷ 30000 ㎡"
    assert area["answer_en"] == "33.33%, less than a third"
    assert area["source"] == "测量成果（2024-01-01）；规划条件"
    assert area["rule"]["basis"] == "闲置土地处置办法 第二条"


def test_before_the_order_was_in_force_there_is_no_answer():
    with pytest.raises(RulebookEntryMissing):
        limits("2012-06-30")
