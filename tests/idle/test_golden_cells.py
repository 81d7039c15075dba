"""One golden row per cell of ground × cause × age, written out by rule of the order, and what must hold of all facts as days pass.

The table of traps is test_golden_identification.py. Rows marked UNCONFIRMED rest on the end of article 12 (no fee and no recovery for land that was
started), known from memory only.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.idle.rules.fee import idle_land_fee
from gisapp.idle.rules.identification import identify_idle_land
from gisapp.idle.terms import CauseSide, IdleCause, IdleState
from tests.idle.land_facts import a_cause, land, limits, on
from tests.idle.test_rules_idle import CAUSES, DAYS, a_cause_somewhere

UNCONFIRMED = pytest.mark.unconfirmed_law
NOT_STARTED: dict = {}
STOPPED = {
    "permit": "2022-02-01",
    "foundation": "2022-04-01",
    "stops": (("2023-03-01", None),),
    "developed": (("2023-03-01", 5_000),),
    "invested": (("2023-03-01", 50_000_000),),
}
AGES = {"a_day_short": "2024-02-29", "one_year": "2024-03-01", "two_years": "2025-03-01", "three_years": "2026-03-01"}
ESTABLISHED = [None, *IdleCause]
CELLS = [
    pytest.param(ground, cause, age, id=f"{ground}-{cause.value if cause else 'not_established'}-{age}", marks=marks)
    for ground in ("not_started", "stopped")
    for cause in ESTABLISHED
    for age in AGES
    for marks in ([UNCONFIRMED] if ground == "stopped" and cause is IdleCause.OWN else [],)
]
# (ground, age) → state; the second limb knows no two years
STATE = {
    ("not_started", "a_day_short"): IdleState.START_LATE,
    ("not_started", "one_year"): IdleState.NOT_STARTED_IDLE,
    ("not_started", "two_years"): IdleState.NOT_STARTED_TWO_YEARS,
    ("not_started", "three_years"): IdleState.NOT_STARTED_TWO_YEARS,
    ("stopped", "a_day_short"): IdleState.STOPPED,
    ("stopped", "one_year"): IdleState.STOPPED_IDLE,
    ("stopped", "two_years"): IdleState.STOPPED_IDLE,
    ("stopped", "three_years"): IdleState.STOPPED_IDLE,
}


def test_every_cell_is_there_once():
    assert len(CELLS) == 2 * 9 * 4
    assert len({cell.id for cell in CELLS}) == len(CELLS)


@pytest.mark.parametrize(("ground", "cause", "age"), CELLS)
def test_cell(ground: str, cause: IdleCause | None, age: str):
    """A cause of government or of nature runs from the first day and never ends; the holder's own is established by investigation."""
    base = NOT_STARTED if ground == "not_started" else STOPPED
    running = () if cause in (None, IdleCause.OWN) else (a_cause(cause.value, "2023-03-01"),)
    facts = land(**base, causes=running, established=cause.value if cause else None)
    answer = identify_idle_land(facts, limits(AGES[age]), on(AGES[age]))
    assert answer.state is STATE[ground, age]
    if age == "a_day_short":
        assert (answer.ground, answer.side, answer.may_fee, answer.may_recover) == (None, None, False, False)
        return
    assert answer.since == date(2024, 3, 1)
    assert answer.side is (cause.side if cause else CauseSide.UNKNOWN)
    assert answer.is_proposal == (ground == "stopped")
    own_never_started = ground == "not_started" and cause is IdleCause.OWN
    assert answer.may_fee == (own_never_started and age == "one_year")
    assert answer.may_recover == (own_never_started and age != "one_year")
    fee = idle_land_fee(facts, answer, limits(AGES[age]))
    assert (fee.amount_yuan is not None) == answer.may_fee
    assert answer.next_duty.latest_on == date(2024, 3, 31)
    assert answer.next_duty.article == "闲置土地处置办法 第五条"


RANK = {
    IdleState.NOT_YET_DUE: 0,
    IdleState.START_LATE: 1,
    IdleState.NOT_STARTED_IDLE: 2,
    IdleState.NOT_STARTED_TWO_YEARS: 3,
    IdleState.BUILDING: 0,
    IdleState.STOPPED: 1,
    IdleState.STOPPED_IDLE: 2,
}
LENGTHS = st.integers(0, 900).map(lambda days: timedelta(days=days))


@given(CAUSES, DAYS, LENGTHS, st.sampled_from([None, *IdleCause]), st.booleans())
def test_as_days_pass_idle_land_stays_idle_and_what_may_be_recovered_stays_so(causes, day, later, cause, stopped):
    """Facts as they are, the date alone moves on: the state never goes back, its first day never moves, own time once full stays full.

    What could turn back by itself, the end of a cause lying ahead, is of no weight: spans are those known from the first day.
    """
    known = tuple(item for item in causes if item.began_on <= day)
    facts = land(causes=known, established=cause.value if cause else None, **(STOPPED if stopped else {}))
    first = identify_idle_land(facts, limits(day), day)
    then = identify_idle_land(facts, limits(day + later), day + later)
    assert RANK[then.state] >= RANK[first.state]
    if first.since is not None:
        assert then.since == first.since
    assert then.may_recover or not first.may_recover
    assert then.may_fee or then.may_recover or not first.may_fee


@given(CAUSES, a_cause_somewhere(), DAYS, st.sampled_from([None, *IdleCause]), st.booleans())
def test_a_suspension_more_never_brings_a_duty_or_a_sanction_nearer(causes, another, day, cause, stopped):
    given = land(causes=causes, established=cause.value if cause else None, **(STOPPED if stopped else {}))
    more = land(causes=(*causes, another), established=cause.value if cause else None, **(STOPPED if stopped else {}))
    without, with_it = (identify_idle_land(facts, limits(day), day) for facts in (given, more))
    assert (with_it.state, with_it.since) == (without.state, without.since)
    for earlier, later in (
        (without.next_duty.latest_on, with_it.next_duty.latest_on),
        (without.own_year_on, with_it.own_year_on),
        (without.own_recovery_on, with_it.own_recovery_on),
    ):
        assert later is None or (earlier is not None and later >= earlier)
    assert without.may_recover or not with_it.may_recover
    assert without.may_fee or without.may_recover or not with_it.may_fee
