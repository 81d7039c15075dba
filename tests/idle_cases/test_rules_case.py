"""A case goes only the way of the order: documents, service, time limits and ways of disposal, each at its limit and a day either side."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.idle.terms import CauseSide, IdleGround
from gisapp.idle_cases.lifecycle import TRANSITIONS, is_final, open_steps
from gisapp.idle_cases.rules import english as case_english
from gisapp.idle_cases.rules.disposal import (
    OF_ARTICLE_12,
    DisposalFacts,
    MeasureTerms,
    check_measure_terms,
    open_disposal_measures,
)
from gisapp.idle_cases.rules.limits import case_limits
from gisapp.idle_cases.rules.steps import Service, StepTaken, assess_step, deadline_of, state_after
from gisapp.idle_cases.terms import CaseState, CaseStep, Measure, ServiceKind
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.holidays import published_calendar
from tests.idle.land_facts import BOOK

LIMITS = case_limits(BOOK, date(2026, 1, 1))
CALENDAR = published_calendar()
TODAY = date(2026, 11, 23)
PROOF = (Evidence("E1"),)


def served(day: date, *, receipt: bool = True) -> Service:
    return Service(ServiceKind.DIRECT, day, "示例企业01", Evidence("E9") if receipt else None)


def step(kind: CaseStep, day: str, **more) -> StepTaken:
    on = date.fromisoformat(day)
    way = next(item for (_, name), item in TRANSITIONS.items() if name is kind)
    given = {
        "document_no": "周开闲〔2026〕1号" if way.document_zh else "",
        "service": served(on) if way.is_served else None,
        "evidence": PROOF,
        "reason": "理由",
    }
    return StepTaken(kind, on, "经办人", **{**given, **more})


OPENED = step(CaseStep.OPEN, "2026-03-02")
INVESTIGATED = step(
    CaseStep.INVESTIGATE, "2026-03-20"
)  # served the same day: explanation until 20 April (19th is a Sunday)
EXPLAINED = step(CaseStep.EXPLAIN, "2026-04-01", explained_on=date(2026, 4, 1))
DETERMINED = step(CaseStep.DETERMINE, "2026-04-20", side=CauseSide.OWN)
PUBLISHED = step(CaseStep.PUBLISH, "2026-04-25", registered_on=date(2026, 4, 24))
PLANNED = step(CaseStep.PLAN, "2026-05-06")
NOTIFIED = step(CaseStep.NOTIFY_HEARING, "2026-05-11")
DECIDED = step(CaseStep.DECIDE, "2026-05-25", measure=Measure.FEE, approved_by="管委会批复")
SERVED = step(CaseStep.SERVE, "2026-05-27", service=served(date(2026, 5, 27)))
CLOSED = step(CaseStep.CLOSE, "2026-06-20")
WAY = (OPENED, INVESTIGATED, EXPLAINED, DETERMINED, PUBLISHED, PLANNED, NOTIFIED, DECIDED, SERVED, CLOSED)

NEVER_STARTED = DisposalFacts(
    IdleGround.NOT_STARTED, CauseSide.OWN, may_fee=True, may_recover=False, is_registered=True
)


def codes(steps, draft, *, facts: DisposalFacts = NEVER_STARTED, today: date = TODAY) -> list[str]:
    findings = assess_step(
        steps, draft, today=today, limits=LIMITS, calendar=CALENDAR, options=open_disposal_measures(facts)
    )
    return [finding.code for finding in findings]


def test_the_whole_way_of_an_own_cause_case_from_clue_to_closing():
    for number, taken in enumerate(WAY):
        assert codes(WAY[:number], taken) == [], taken.step
    assert state_after(WAY) is CaseState.CLOSED


@pytest.mark.parametrize("number", range(len(WAY)))
@pytest.mark.parametrize("kind", list(CaseStep))
def test_every_other_step_is_out_of_order(number: int, kind: CaseStep):
    state = state_after(WAY[:number])
    possible = {way.step for way in open_steps(state)}
    found = codes(WAY[:number], step(kind, "2026-11-20"))
    assert ("case.step_out_of_order" in found) == (kind not in possible)


def test_every_state_is_reached_and_only_closed_and_not_idle_are_final():
    reached = {way.after for way in TRANSITIONS.values()}
    assert reached == set(CaseState)
    assert {state for state in CaseState if is_final(state)} == {CaseState.CLOSED, CaseState.NOT_IDLE}


@pytest.mark.parametrize(
    ("steps", "draft", "code"),
    [
        (WAY[:1], replace(INVESTIGATED, document_no=""), "case.document_missing"),
        (WAY[:1], replace(INVESTIGATED, service=None), "case.service_missing"),
        (WAY[:1], replace(INVESTIGATED, service=served(date(2026, 3, 20), receipt=False)), "case.receipt_missing"),
        (WAY[:1], replace(INVESTIGATED, service=served(date(2026, 3, 19))), "case.served_before_issue"),
        (WAY[:1], replace(INVESTIGATED, taken_on=date(2026, 3, 1), service=served(date(2026, 3, 1))), "case.dates_out_of_order"),
        (WAY[:1], replace(INVESTIGATED, taken_on=TODAY + timedelta(days=1), service=served(TODAY + timedelta(days=1))), "case.in_future"),
        (WAY[:1], replace(INVESTIGATED, taken_on=date(2026, 4, 2), service=served(date(2026, 4, 2))), "case.investigated_late"),
        (WAY[:2], replace(EXPLAINED, evidence=()), "case.explanation_missing"),
        (WAY[:2], replace(EXPLAINED, explained_on=None, taken_on=date(2026, 4, 20)), "case.time_not_over"),
        (WAY[:1], step(CaseStep.DISMISS, "2026-03-10", reason=""), "case.dismissal_unfounded"),
        (WAY[:1], step(CaseStep.DISMISS, "2026-03-10", evidence=()), "case.dismissal_unfounded"),
        (WAY[:3], replace(DETERMINED, side=CauseSide.UNKNOWN), "case.cause_missing"),
        (WAY[:3], replace(DETERMINED, evidence=()), "case.determination_unfounded"),
        (WAY[:4], replace(PUBLISHED, registered_on=None), "case.not_registered"),
        (WAY[:6], replace(DECIDED, measure=None), "case.measure_missing"),
        (WAY[:6], DECIDED, "case.hearing_not_notified"),
        (WAY[:7], replace(DECIDED, approved_by=""), "case.approval_missing"),
        (WAY[:7], replace(DECIDED, taken_on=date(2026, 5, 18)), "case.time_not_over"),
        (WAY[:7], replace(DECIDED, hearing_asked_on=date(2026, 5, 12)), "case.hearing_not_held"),
        (WAY[:7], replace(DECIDED, measure=Measure.RECOVER), "disposal.recovery_not_due"),
        (WAY[:7], replace(DECIDED, measure=Measure.EXTEND_START), "disposal.own_cause"),
    ],
)  # fmt: skip
def test_a_step_is_refused_or_marked_for_what_it_lacks(steps, draft, code: str):
    assert code in codes(steps, draft)


@pytest.mark.parametrize(
    ("steps", "draft"),
    [
        (WAY[:1], replace(INVESTIGATED, taken_on=date(2026, 4, 1), service=served(date(2026, 4, 1)))),  # the 30th day
        (WAY[:2], replace(EXPLAINED, explained_on=None, taken_on=date(2026, 4, 21))),
        (WAY[:7], replace(DECIDED, taken_on=date(2026, 5, 19))),  # five working days after 11 May are over on the 18th
        (WAY[:7], replace(DECIDED, hearing_asked_on=date(2026, 5, 12), hearing_held_on=date(2026, 5, 22))),
    ],
)
def test_on_the_other_side_of_the_limit_it_passes(steps, draft):
    assert codes(steps, draft) == []


def test_deadlines_say_how_they_were_counted():
    asked = {
        len(steps): deadline_of(steps, LIMITS, CALENDAR) for steps in (WAY[:1], WAY[:2], WAY[:3], WAY[:7], WAY[:9])
    }
    assert asked[3] is None
    assert {number: end.due_on for number, end in asked.items() if end} == {
        1: date(2026, 4, 1),
        2: date(2026, 4, 20),
        7: date(2026, 5, 18),
        9: date(2026, 6, 26),
    }


def options(**more) -> dict[Measure, list[str]]:
    facts = replace(NEVER_STARTED, **more)
    return {option.measure: [item.code for item in option.findings] for option in open_disposal_measures(facts)}


@pytest.mark.parametrize(
    ("facts", "opened"),
    [
        ({}, {Measure.FEE}),
        ({"may_fee": False, "may_recover": True}, {Measure.RECOVER}),
        ({"may_fee": False}, set()),
        ({"side": CauseSide.UNKNOWN}, set()),
        ({"side": CauseSide.GOVERNMENT, "may_fee": False}, set(OF_ARTICLE_12) - {Measure.SWAP}),
        ({"side": CauseSide.FORCE_MAJEURE, "may_fee": False}, set(OF_ARTICLE_12) - {Measure.SWAP}),
        ({"side": CauseSide.GOVERNMENT, "may_fee": False, "is_registered": False}, set()),
        ({"ground": IdleGround.STOPPED, "may_fee": False}, set(OF_ARTICLE_12) - {Measure.SWAP}),
        ({"ground": IdleGround.STOPPED, "may_fee": True, "may_recover": True}, set(OF_ARTICLE_12) - {Measure.SWAP}),
        (
            {
                "side": CauseSide.GOVERNMENT,
                "may_fee": False,
                "price_paid": True,
                "funds_ready": True,
                "plan_changed": True,
            },
            set(OF_ARTICLE_12),
        ),
        (
            {"side": CauseSide.GOVERNMENT, "may_fee": False, "untold_creditors": ("示例银行",)},
            set(),
        ),
        ({"untold_creditors": ("示例银行",)}, set()),
        ({"may_fee": False, "may_recover": True, "seized_by": ("示例人民法院",)}, set()),
        ({"seized_by": ("示例人民法院",)}, {Measure.FEE}),
        (
            {"side": CauseSide.GOVERNMENT, "may_fee": False, "seized_by": ("示例人民法院",)},
            set(OF_ARTICLE_12) - {Measure.SWAP, Measure.BUY_BACK},
        ),
    ],
)
def test_only_the_ways_of_this_ground_and_cause_are_open(facts, opened):
    assert {measure for measure, against in options(**facts).items() if not against} == opened


@pytest.mark.parametrize(("used", "left"), [(0, None), (1, "余 364 日"), (365, "余 0 日"), (400, "余 0 日")])
def test_what_is_used_of_the_year_of_article_12_is_said_beside_the_way(used: int, left: str | None):
    facts = replace(NEVER_STARTED, side=CauseSide.GOVERNMENT, may_fee=False, extended_days=used)
    found = next(one.findings for one in open_disposal_measures(facts) if one.measure is Measure.EXTEND_START)
    assert [item.code for item in found] == ([] if left is None else ["disposal.extended_before"])
    assert left is None or left in found[0].message_zh
    assert left != "余 0 日" or "其他方式" in found[0].fix_zh


@given(st.sampled_from(list(IdleGround)), st.sampled_from(list(CauseSide)), st.booleans(), st.booleans(), st.booleans())
def test_fee_and_recovery_are_never_open_to_stopped_land_or_another_cause(ground, side, fee, recover, registered):
    facts = DisposalFacts(ground, side, fee, recover, registered)
    opened = {option.measure for option in open_disposal_measures(facts) if option.is_open}
    if opened & {Measure.FEE, Measure.RECOVER}:
        assert (ground, side) == (IdleGround.NOT_STARTED, CauseSide.OWN)
        assert not opened & set(OF_ARTICLE_12)


@pytest.mark.parametrize(
    ("measure", "until", "code"),
    [
        (Measure.EXTEND_START, "2027-02-28", []),
        (Measure.EXTEND_START, "2027-03-01", []),
        (Measure.EXTEND_START, "2027-03-02", ["disposal.too_long"]),
        (Measure.TEMPORARY_USE, "2028-03-01", []),
        (Measure.TEMPORARY_USE, "2028-03-02", ["disposal.too_long"]),
        (Measure.TEMPORARY_USE, "2026-02-28", ["disposal.terms_turned"]),
        (Measure.OTHER, "2036-03-02", []),
    ],
)
def test_an_extension_lasts_a_year_and_temporary_use_two(measure: Measure, until: str, code: list[str]):
    terms = MeasureTerms(measure, date(2026, 3, 1), date.fromisoformat(until))
    assert [finding.code for finding in check_measure_terms(terms, LIMITS)] == code


def test_every_finding_of_a_case_is_told_in_both_languages():
    rules = Path(case_english.__file__).parent
    told = {
        code
        for name in ("steps", "checks", "disposal")
        for code in re.findall(r'"((?:case|disposal)\.[a-z_]+)"', (rules / f"{name}.py").read_text("utf-8"))
    }
    assert told - set(case_english.ENGLISH) == set()
    assert all(message.endswith(".") and fix.endswith(".") for message, fix in case_english.ENGLISH.values())
