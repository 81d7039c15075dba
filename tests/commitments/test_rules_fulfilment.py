"""How a promise stands on a day, and what may be decided at a check: a day or a unit either side of the limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.commitments.rules.fulfilment import (
    Check,
    Standing,
    Waiver,
    assess_check,
    assess_waiver,
    judge_measurement,
    stand,
    tally,
)
from gisapp.commitments.rules.schedule import Obligation
from gisapp.kernel.evidence import Evidence
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.standard_terms import CheckVerdict, CommitmentState, ObligationKind, Obligor, PromiseVerdict
from tests.preparation.shipped import LIMITS

DUE = date(2028, 6, 1)
ONE = timedelta(days=1)
PROOF = (Evidence("竣工复核意见〔2028〕3号", sha256="0" * 64),)
START = Obligation("start", ObligationKind.START, Obligor.HOLDER, DUE, "动工", "出让合同 第十五条")
TAX = Obligation(
    "indicator:tax_per_mu:at_least", ObligationKind.INDICATOR, Obligor.HOLDER, DUE, "亩均税收 ≥ 8.00 万元/亩", "企业信用承诺书",
    Indicator.TAX_PER_MU, Direction.AT_LEAST, Fraction(120),
)  # fmt: skip
PAYMENT = Obligation(
    "instalment:1", ObligationKind.INSTALMENT, Obligor.HOLDER, DUE, "第 1 期价款", "出让合同 第十一条", direction=Direction.AT_LEAST, target=Fraction(5_000_000)
)  # fmt: skip


def check(
    verdict: CheckVerdict, on: date, *, done: date | None = None, measured: int | str | None = None, by: date | None = None,
    proof: tuple[Evidence, ...] = PROOF, number: int = 1, consequence: str = "", signed: str = "核查组长",
) -> Check:  # fmt: skip
    value = None if measured is None else Fraction(measured)
    return Check(on, number, verdict, done, value, by, consequence, signed, proof)


MET, RECTIFY, BROKEN = CheckVerdict.MET, CheckVerdict.RECTIFY, CheckVerdict.BROKEN
S = CommitmentState


def state(as_of: date, *checks: Check, waiver: Waiver | None = None) -> tuple[CommitmentState, bool, int]:
    found = stand(START, checks, waiver, as_of)
    return found.state, found.is_settled, found.late_days


WAIVED = Waiver(DUE, "管委会", "规划调整", PROOF)


@pytest.mark.parametrize(
    ("as_of", "checks", "expected"),
    [
        # nobody looked
        (DUE - ONE, (), (S.NOT_YET_DUE, False, 0)),
        (DUE, (), (S.DUE, False, 0)),
        (DUE + ONE, (), (S.LATE, False, 1)),
        # found done: in time, on the day, a day late; before the check nobody knew
        (DUE, (check(MET, DUE, done=DUE - ONE),), (S.KEPT, True, 0)),
        (DUE + ONE, (check(MET, DUE + ONE, done=DUE),), (S.KEPT, True, 0)),
        (DUE + 9 * ONE, (check(MET, DUE + 9 * ONE, done=DUE + ONE),), (S.LATE, True, 1)),
        (DUE + 99 * ONE, (check(MET, DUE + 9 * ONE, done=DUE + ONE),), (S.LATE, True, 1)),
        (DUE + 8 * ONE, (check(MET, DUE + 9 * ONE, done=DUE),), (S.LATE, False, 8)),
        (DUE - 30 * ONE, (check(MET, DUE - 30 * ONE, done=DUE - 40 * ONE),), (S.KEPT, True, 0)),
        # a check without evidence proves nothing
        (DUE + ONE, (check(MET, DUE, done=DUE, proof=()),), (S.LATE, False, 1)),
        # to be rectified: up to the day set, then late again
        (DUE + 10 * ONE, (check(RECTIFY, DUE + ONE, by=DUE + 10 * ONE),), (S.RECTIFYING, False, 10)),
        (DUE + 11 * ONE, (check(RECTIFY, DUE + ONE, by=DUE + 10 * ONE),), (S.LATE, False, 11)),
        (DUE - 5 * ONE, (check(RECTIFY, DUE - 9 * ONE, by=DUE - ONE),), (S.RECTIFYING, False, 0)),
        (DUE, (check(RECTIFY, DUE - 9 * ONE, by=DUE - ONE),), (S.DUE, False, 0)),
        # the last check decides, by day and by number within the day
        (DUE + 20 * ONE, (check(RECTIFY, DUE + ONE, by=DUE + 30 * ONE), check(MET, DUE + 20 * ONE, done=DUE + 15 * ONE)), (S.LATE, True, 15)),
        (DUE + ONE, (check(MET, DUE + ONE, done=DUE, number=2), check(RECTIFY, DUE + ONE, by=DUE + 9 * ONE)), (S.KEPT, True, 0)),
        (DUE + 40 * ONE, (check(BROKEN, DUE + 40 * ONE),), (S.BROKEN, True, 40)),
        (DUE + 39 * ONE, (check(BROKEN, DUE + 40 * ONE),), (S.LATE, False, 39)),
    ],
)  # fmt: skip
def test_standing_on_a_day(as_of: date, checks: tuple[Check, ...], expected: tuple[CommitmentState, bool, int]):
    assert state(as_of, *checks) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"), [(DUE - ONE, S.NOT_YET_DUE), (DUE, S.WAIVED), (DUE + 99 * ONE, S.WAIVED)]
)
def test_a_waiver_holds_from_its_day_on(as_of: date, expected: CommitmentState):
    assert state(as_of, waiver=WAIVED)[0] is expected


@pytest.mark.parametrize(("as_of", "late", "not_yet_due"), [(DUE - ONE, 0, 1), (DUE, 0, 1), (DUE + ONE, 1, 0)])
def test_what_is_to_be_rectified_counts_as_late_once_its_own_day_has_passed(as_of: date, late: int, not_yet_due: int):
    standing = stand(START, (check(RECTIFY, DUE - 9 * ONE, by=DUE + 30 * ONE),), None, as_of)
    assert standing.state is S.RECTIFYING
    found = tally([standing])
    assert (found.late, found.late_open, found.not_yet_due) == (late, late, not_yet_due)


def test_what_has_to_happen_next_has_a_day():
    assert stand(START, (), None, DUE - ONE).act_by == DUE
    rectify = (check(RECTIFY, DUE + ONE, by=DUE + 10 * ONE),)
    running, over = stand(START, rectify, None, DUE + 10 * ONE), stand(START, rectify, None, DUE + 11 * ONE)
    assert (running.act_by, running.rectification_is_over) == (DUE + 10 * ONE, False)
    assert (over.act_by, over.rectification_is_over) == (DUE + 10 * ONE, True)
    assert stand(START, (check(MET, DUE, done=DUE),), None, DUE).act_by is None


# verdicts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("obligation", "done", "measured", "proof", "verdict", "code"),
    [
        (START, DUE, None, PROOF, PromiseVerdict.MET, None),
        (START, None, None, PROOF, PromiseVerdict.NOT_MET, "commitment.not_done"),
        (START, DUE, None, (), PromiseVerdict.UNKNOWN, "commitment.no_evidence"),
        (TAX, DUE, "120", PROOF, PromiseVerdict.MET, None),
        (TAX, DUE, "120.01", PROOF, PromiseVerdict.MET, None),
        (TAX, DUE, "119.99", PROOF, PromiseVerdict.NOT_MET, "commitment.target_missed"),
        (TAX, DUE, None, PROOF, PromiseVerdict.UNKNOWN, "commitment.not_measured"),
        (TAX, DUE, "999", (), PromiseVerdict.UNKNOWN, "commitment.no_evidence"),
        (PAYMENT, DUE, "5000000", PROOF, PromiseVerdict.MET, None),
        (PAYMENT, DUE, "4999999.99", PROOF, PromiseVerdict.NOT_MET, "commitment.target_missed"),
    ],
)
def test_what_a_measurement_proves(obligation, done, measured, proof, verdict: PromiseVerdict, code: str | None):
    value = None if measured is None else Fraction(measured)
    found, findings = judge_measurement(obligation, done_on=done, measured=value, evidence=proof)
    assert found is verdict
    assert [finding.code for finding in findings] == ([code] if code else [])


def test_a_missed_target_reads_in_its_own_unit():
    _, findings = judge_measurement(PAYMENT, done_on=DUE, measured=Fraction("4999999.99"), evidence=PROOF)
    assert findings.items[0].message_zh == "“第 1 期价款”实测 4,999,999.99 元，未达到承诺。"
    assert findings.items[0].required == "≥ 5,000,000.00 元"


def faults(
    draft: Check, obligation: Obligation = TAX, earlier: tuple[Check, ...] = (), waiver: Waiver | None = None
) -> list[str]:
    return [f.code for f in assess_check(obligation, draft, earlier, waiver, DUE + 400 * ONE, LIMITS)]


GOOD = check(MET, DUE + 9 * ONE, done=DUE, measured=120)
SHORT = check(RECTIFY, DUE + 9 * ONE, done=DUE, measured=119, by=DUE + 99 * ONE)
BREACH = check(BROKEN, DUE + ONE, done=DUE, measured=10, consequence="按协议第八条支付违约金")


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (GOOD, []),
        (SHORT, []),
        (BREACH, []),
        (replace(GOOD, evidence=()), ["commitment.no_evidence"]),
        (replace(SHORT, evidence=()), ["commitment.no_evidence"]),
        (replace(BREACH, evidence=()), ["commitment.no_evidence"]),
        (replace(GOOD, measured=Fraction("119.99")), ["commitment.target_missed"]),
        (replace(GOOD, measured=None), ["commitment.not_measured"]),
        (replace(GOOD, done_on=None), ["commitment.day_missing"]),
        (replace(GOOD, done_on=DUE + 9 * ONE), []),
        (replace(GOOD, done_on=DUE + 10 * ONE), ["commitment.done_after_check"]),
        (replace(GOOD, signed_off_by=" "), ["commitment.not_signed_off"]),
        (replace(GOOD, checked_on=DUE + 400 * ONE), []),
        (replace(GOOD, checked_on=DUE + 401 * ONE), ["commitment.check_in_future"]),
        (replace(SHORT, rectify_by=None), ["commitment.rectify_by_missing"]),
        (replace(SHORT, rectify_by=SHORT.checked_on), ["commitment.rectify_by_missing"]),
        (replace(SHORT, rectify_by=SHORT.checked_on + 365 * ONE), []),
        (replace(SHORT, rectify_by=SHORT.checked_on + 366 * ONE), ["commitment.rectify_by_too_late"]),
        (replace(SHORT, measured=Fraction(120)), ["commitment.verdict_harsher_than_measured"]),
        (replace(BREACH, checked_on=DUE, done_on=DUE), ["commitment.broken_before_due"]),
        (replace(BREACH, consequence=""), ["commitment.consequence_missing"]),
    ],
)
def test_a_check_is_proved_signed_and_of_one_mind(draft: Check, expected: list[str]):
    assert faults(draft) == expected


def test_a_date_that_was_not_reached_cannot_be_called_met():
    assert faults(check(MET, DUE), START) == ["commitment.not_done"]
    assert faults(check(MET, DUE, done=DUE), START) == []
    assert faults(check(RECTIFY, DUE + ONE, by=DUE + 30 * ONE), START) == []


@pytest.mark.parametrize(
    ("earlier", "waiver", "expected"),
    [
        ((SHORT,), None, ["commitment.check_out_of_order"]),
        ((replace(SHORT, checked_on=DUE + 8 * ONE),), None, []),
        ((BREACH,), None, ["commitment.already_broken"]),
        ((), WAIVED, ["commitment.waived"]),
        ((), replace(WAIVED, waived_on=DUE + 10 * ONE), []),
    ],
)
def test_nothing_is_added_to_what_is_closed(earlier: tuple[Check, ...], waiver: Waiver | None, expected: list[str]):
    assert faults(GOOD, TAX, earlier, waiver) == expected


@pytest.mark.parametrize(
    ("waiver", "checks", "expected"),
    [
        (WAIVED, (), []),
        (replace(WAIVED, evidence=()), (), ["commitment.waiver_unproved"]),
        (replace(WAIVED, reason=""), (), ["commitment.waiver_unproved"]),
        (replace(WAIVED, decided_by=""), (), ["commitment.waiver_unproved"]),
        (replace(WAIVED, waived_on=DUE + ONE), (), ["commitment.waiver_in_future"]),
        (WAIVED, (check(MET, DUE, done=DUE),), ["commitment.already_settled"]),
    ],
)
def test_a_waiver_is_decided_by_somebody_for_a_reason(waiver: Waiver, checks: tuple[Check, ...], expected: list[str]):
    assert [finding.code for finding in assess_waiver(waiver, stand(START, checks, None, DUE))] == expected


# properties ------------------------------------------------------------------------------------------------------

OFFSET = st.integers(-40, 80)
DAYS = OFFSET.map(lambda step: DUE + step * ONE)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Check], Waiver | None]:
    checks = [
        check(
            draw(st.sampled_from(CheckVerdict)), on, done=draw(st.none() | DAYS), by=on + draw(st.integers(1, 30)) * ONE,
            proof=draw(st.sampled_from([(), PROOF])), number=number,
        )
        for number, on in enumerate(draw(st.lists(DAYS, max_size=4)))
    ]  # fmt: skip
    return checks, draw(st.none() | DAYS.map(lambda day: replace(WAIVED, waived_on=day)))


@given(st.lists(histories(), max_size=8), DAYS)
def test_due_is_kept_late_broken_waived_and_not_yet_due(cases: list, day: date):
    standings = [stand(START, checks, waiver, day) for checks, waiver in cases]
    found = tally(standings)
    assert found.due == len(cases)
    assert found.due == found.kept + found.late + found.broken + found.waived + found.not_yet_due
    assert found.late_open <= found.late
    assert found.kept_rate is None or 0 <= found.kept_rate <= 1
    assert found.late_open + found.not_yet_due == sum(not item.is_settled for item in standings)


@given(st.lists(histories(), max_size=6), st.lists(histories(), max_size=6), DAYS)
def test_the_tally_of_two_sets_is_the_sum_of_their_tallies(one: list, other: list, day: date):
    def count(cases: list):
        return tally(stand(START, checks, waiver, day) for checks, waiver in cases)

    both, first, second = count(one + other), count(one), count(other)
    for name in ("due", "kept", "late", "broken", "waived", "not_yet_due", "late_open"):
        assert getattr(both, name) == getattr(first, name) + getattr(second, name)


@given(histories(), DAYS)
def test_nothing_is_kept_without_evidence(case: tuple[list[Check], Waiver | None], day: date):
    checks, _ = case
    bare = [replace(item, evidence=()) for item in checks]
    found = stand(START, bare, None, day)
    assert found.state is not CommitmentState.KEPT
    assert found.kept_on is None


@given(histories(), DAYS, st.integers(0, 60))
def test_what_is_recorded_later_does_not_change_an_earlier_day(case: tuple, day: date, later: int):
    checks, waiver = case
    known = [item for item in checks if item.checked_on <= day]
    then = waiver if waiver is not None and waiver.waived_on <= day else None
    assert stand(START, checks, waiver, day) == stand(START, known, then, day)


@given(DAYS, DAYS)
def test_without_a_check_a_promise_only_gets_later(one: date, other: date):
    order = [S.NOT_YET_DUE, S.DUE, S.LATE]
    first, second = sorted((one, other))
    assert order.index(stand(START, (), None, first).state) <= order.index(stand(START, (), None, second).state)


def test_the_rate_of_kept_promises_leaves_out_what_is_not_judged():
    def with_state(*checks: Check, waiver: Waiver | None = None, day: date = DUE + 50 * ONE) -> Standing:
        return stand(START, checks, waiver, day)

    kept, late = with_state(check(MET, DUE, done=DUE)), with_state()
    broken, waived = with_state(check(BROKEN, DUE + ONE)), with_state(waiver=WAIVED)
    future = stand(replace(START, due_on=DUE + 51 * ONE), (), None, DUE + 50 * ONE)
    found = tally([kept, kept, late, broken, waived, future])
    assert (found.kept, found.late, found.broken, found.waived, found.not_yet_due) == (2, 1, 1, 1, 1)
    assert found.kept_rate == Fraction(1, 2)
    assert tally([waived, future]).kept_rate is None
