"""容缺 and 拿地即开工: what may come later, and that nothing is issued and nothing binds before its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.approvals.rules.clock import ItemCase, read_item
from gisapp.approvals.rules.issue import LandDeal, assess_issue, legal_effect, missing_preconditions
from gisapp.approvals.rules.tolerance import (
    Material,
    Tolerance,
    assess_tolerance,
    tolerance_state,
    what_became_late,
)
from gisapp.approvals.terms import ItemOutcome, MaterialClass, MaterialSource, ToleranceState
from gisapp.kernel.evidence import Evidence
from gisapp.preparation.standard_terms import YesNo
from tests.approvals.shipped import APPROVAL, CALENDAR, an_item, pause

ONE = timedelta(days=1)
DAY = date(2026, 3, 4)
ITEM = an_item("甲", 10)
DUE = date(2026, 3, 16)
PAPER = Evidence("容缺受理承诺书〔2026〕1号")
MAIN = Material("plan", "总平面图", MaterialClass.MAIN, False, MaterialSource.APPLICANT)
LETTER = Material("letter", "授权委托书", MaterialClass.SECONDARY, True, MaterialSource.APPLICANT)
PROMISED = Tolerance(LETTER, date(2026, 3, 10), PAPER, Evidence("容缺受理通知书〔2026〕1号"))


# what may come later ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"promised_by": DAY}, []),
        ({"promised_by": DAY - ONE}, ["tolerance.day_passed"]),
        ({"promised_by": DUE}, []),
        ({"promised_by": DUE + ONE}, ["tolerance.too_long"]),
        ({"promise": None}, ["tolerance.promise_missing"]),
        ({"notice": None}, ["tolerance.notice_missing"]),
        ({"material": MAIN}, ["tolerance.main_material"]),
        ({"material": replace(MAIN, is_tolerable=True)}, ["tolerance.main_material"]),
        ({"material": replace(LETTER, is_tolerable=False)}, ["tolerance.material_not_listed"]),
    ],
)
def test_only_listed_secondary_material_with_promise_and_notice(change: dict[str, object], expected: list[str]):
    draft = replace(PROMISED, **change)
    found = assess_tolerance(ITEM, draft, item_due_on=DUE, is_dishonest=YesNo.NO, as_of=DAY)
    assert [finding.code for finding in found] == expected


@pytest.mark.parametrize(
    ("item", "due", "record", "expected"),
    [
        (an_item("乙", 10, tolerable=False), DUE, YesNo.NO, ["tolerance.item_not_listed"]),
        (ITEM, None, YesNo.NO, ["tolerance.item_not_accepted"]),
        (ITEM, DUE, YesNo.YES, ["tolerance.dishonest"]),
        (ITEM, DUE, YesNo.UNKNOWN, ["tolerance.honesty_unknown"]),
    ],
)
def test_only_listed_items_and_applicants_of_good_record(item, due: date | None, record: YesNo, expected: list[str]):
    found = assess_tolerance(item, PROMISED, item_due_on=due, is_dishonest=record, as_of=DAY)
    assert [finding.code for finding in found] == expected
    assert all(finding.fix_zh and finding.basis for finding in found)


@pytest.mark.parametrize(
    ("change", "as_of", "state"),
    [
        ({}, date(2026, 3, 10), ToleranceState.PENDING),
        ({}, date(2026, 3, 11), ToleranceState.OVERDUE),
        ({"delivered_on": date(2026, 3, 10)}, date(2026, 3, 9), ToleranceState.PENDING),
        ({"delivered_on": date(2026, 3, 10)}, date(2026, 3, 10), ToleranceState.DELIVERED),
        ({"delivered_on": date(2026, 3, 12)}, date(2026, 3, 11), ToleranceState.OVERDUE),
        ({"delivered_on": date(2026, 3, 12)}, date(2026, 3, 12), ToleranceState.DELIVERED),
        ({"revoked_on": date(2026, 3, 11)}, date(2026, 3, 10), ToleranceState.PENDING),
        ({"revoked_on": date(2026, 3, 11), "delivered_on": date(2026, 3, 12)}, date(2026, 3, 12), ToleranceState.REVOKED),
        ({"extended_to": date(2026, 3, 20), "extension_evidence": PAPER}, date(2026, 3, 20), ToleranceState.PENDING),
        ({"extended_to": date(2026, 3, 20), "extension_evidence": PAPER}, date(2026, 3, 21), ToleranceState.OVERDUE),
        ({"extended_to": date(2026, 3, 20)}, date(2026, 3, 11), ToleranceState.OVERDUE),  # nothing proves the force majeure
        ({"extended_to": date(2026, 3, 5), "extension_evidence": PAPER}, date(2026, 3, 10), ToleranceState.PENDING),
    ],
)  # fmt: skip
def test_state_of_a_tolerated_material(change: dict[str, object], as_of: date, state: ToleranceState):
    assert tolerance_state(replace(PROMISED, **change), as_of) is state


@pytest.mark.parametrize(
    ("delivered", "as_of", "code"),
    [
        (None, date(2026, 3, 10), None),
        (None, date(2026, 3, 11), "tolerance.overdue"),
        (date(2026, 3, 10), date(2026, 3, 20), None),
        (date(2026, 3, 11), date(2026, 3, 20), "tolerance.delivered_late"),
    ],
)
def test_what_comes_late_goes_into_the_record(delivered: date | None, as_of: date, code: str | None):
    found = what_became_late(replace(PROMISED, delivered_on=delivered), as_of)
    assert (found and found.code) == code


# issuing ---------------------------------------------------------------------------------------------------------

RUNNING = ItemCase(accepted_on=date(2026, 3, 2))
BOTH = {"plan": date(2026, 3, 2), "letter": date(2026, 3, 2)}


def faults(
    case: ItemCase = RUNNING,
    received: dict[str, date] = BOTH,
    tolerances: tuple[Tolerance, ...] = (),
    cases: dict[str, ItemCase] | None = None,
    item=ITEM,
    as_of: date = date(2026, 3, 12),
) -> list[str]:
    reading = read_item(item, case, CALENDAR, APPROVAL, as_of)
    names = {"前": "建设用地规划许可证"}
    found = assess_issue(item, reading, cases or {}, names, (MAIN, LETTER), received, tolerances, as_of)
    return [finding.code for finding in found]


def test_with_everything_in_a_result_may_be_issued():
    assert faults() == []


def test_nothing_is_issued_before_acceptance_or_during_a_suspension():
    assert faults(ItemCase()) == ["issue.not_accepted"]
    assert faults(replace(RUNNING, suspensions=(pause(date(2026, 3, 10), None),))) == ["issue.suspended"]
    assert faults(replace(RUNNING, suspensions=(pause(date(2026, 3, 10), date(2026, 3, 12)),))) == []


@pytest.mark.parametrize(
    ("received", "tolerances", "expected"),
    [
        ({"letter": DAY}, (), ["issue.material_missing"]),
        ({"plan": DAY}, (), ["issue.material_missing"]),
        ({"plan": DAY, "letter": date(2026, 3, 12)}, (), []),
        ({"plan": DAY, "letter": date(2026, 3, 13)}, (), ["issue.material_missing"]),
        ({"plan": DAY}, (replace(PROMISED, promised_by=date(2026, 3, 13)),), ["issue.tolerated_material_missing"]),
        ({"plan": DAY}, (PROMISED,), ["issue.tolerated_material_missing"]),  # overdue by now
        ({"plan": DAY}, (replace(PROMISED, delivered_on=date(2026, 3, 12)),), []),
        ({"plan": DAY}, (replace(PROMISED, delivered_on=date(2026, 3, 13)),), ["issue.tolerated_material_missing"]),
        ({"plan": DAY}, (replace(PROMISED, delivered_on=DAY, revoked_on=DAY),), ["issue.tolerated_material_missing"]),
    ],
)
def test_nothing_is_issued_while_a_material_is_missing(received: dict, tolerances: tuple, expected: list[str]):
    assert faults(received=received, tolerances=tolerances) == expected


GRANTED = ItemCase(accepted_on=date(2026, 3, 2), finished_on=date(2026, 3, 10), outcome=ItemOutcome.GRANTED)


@pytest.mark.parametrize(
    ("before", "as_of", "missing"),
    [
        (None, date(2026, 3, 12), ("前",)),
        (RUNNING, date(2026, 3, 12), ("前",)),
        (GRANTED, date(2026, 3, 9), ("前",)),
        (GRANTED, date(2026, 3, 10), ()),
        (replace(GRANTED, outcome=ItemOutcome.REFUSED), date(2026, 3, 12), ("前",)),
        (replace(GRANTED, outcome=ItemOutcome.NOT_NEEDED), date(2026, 3, 12), ()),
        (replace(GRANTED, outcome=None), date(2026, 3, 12), ("前",)),
    ],
)
def test_a_permit_waits_for_the_one_the_law_puts_before_it(before: ItemCase | None, as_of: date, missing: tuple):
    item = an_item("乙", 7, "前")
    cases = {} if before is None else {"前": before}
    assert missing_preconditions(item, cases, as_of) == missing
    assert faults(item=item, cases=cases, as_of=as_of) == ["issue.precondition_missing"] * len(missing)


# results granted ahead -------------------------------------------------------------------------------------------

SIGNED, PAID = date(2026, 3, 20), date(2026, 3, 25)


@pytest.mark.parametrize(
    ("simulated", "deal", "as_of", "since", "codes"),
    [
        (False, LandDeal(None, None), date(2026, 3, 9), None, ["effect.not_granted"]),
        (False, LandDeal(None, None), date(2026, 3, 10), date(2026, 3, 10), []),
        (True, LandDeal(None, None), date(2026, 3, 10), None, ["effect.contract_not_signed", "effect.price_not_paid"]),
        (True, LandDeal(SIGNED, None), SIGNED, None, ["effect.price_not_paid"]),
        (True, LandDeal(None, PAID), PAID, None, ["effect.contract_not_signed"]),
        (True, LandDeal(SIGNED, PAID), PAID - ONE, None, ["effect.price_not_paid"]),
        (True, LandDeal(SIGNED, PAID), PAID, PAID, []),
        (True, LandDeal(PAID, SIGNED), PAID, PAID, []),
        (True, LandDeal(date(2026, 3, 1), date(2026, 3, 1)), date(2026, 3, 10), date(2026, 3, 10), []),
    ],
)
def test_a_simulated_result_binds_nobody_before_contract_and_price(
    simulated: bool, deal: LandDeal, as_of: date, since: date | None, codes: list[str]
):
    effect = legal_effect(is_simulated=simulated, granted_on=date(2026, 3, 10), deal=deal, as_of=as_of)
    assert (effect.has_effect, effect.since) == (since is not None, since)
    assert [finding.code for finding in effect.findings] == codes


# properties ------------------------------------------------------------------------------------------------------

SOON = st.integers(0, 30).map(lambda step: date(2026, 3, 1) + timedelta(days=step))


@given(SOON, SOON, st.none() | SOON, st.none() | SOON)
def test_while_a_tolerated_material_is_not_in_nothing_is_issued(
    as_of: date, promised: date, delivered: date | None, revoked: date | None
):
    tolerance = replace(PROMISED, promised_by=promised, delivered_on=delivered, revoked_on=revoked)
    found = faults(received={"plan": date(2026, 3, 1)}, tolerances=(tolerance,), as_of=as_of)
    is_in = delivered is not None and delivered <= as_of and not (revoked is not None and revoked <= as_of)
    assert ("issue.tolerated_material_missing" in found) == (not is_in)


@given(st.booleans(), st.none() | SOON, st.none() | SOON, st.none() | SOON, SOON, st.integers(0, 10))
def test_an_effect_that_has_begun_does_not_end(
    simulated: bool, granted: date | None, signed: date | None, paid: date | None, as_of: date, later: int
):
    deal = LandDeal(signed, paid)
    now = legal_effect(is_simulated=simulated, granted_on=granted, deal=deal, as_of=as_of)
    then = legal_effect(is_simulated=simulated, granted_on=granted, deal=deal, as_of=as_of + timedelta(days=later))
    assert then.has_effect >= now.has_effect
    assert now.has_effect == (not now.findings)
    if now.since is not None:
        assert now.since <= as_of
        assert then.since == now.since
