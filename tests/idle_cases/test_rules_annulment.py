"""Annulments as rules: what each ground asks for, what it goes back behind, what has to be settled first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.idle_cases.lifecycle import TRANSITIONS, in_force, open_steps
from gisapp.idle_cases.rules.annulment import Annulment, Performed, check_annulment, check_performed
from gisapp.idle_cases.rules.steps import state_after
from gisapp.idle_cases.terms import AnnulGround, CaseState, CaseStep, Measure
from gisapp.kernel.evidence import Evidence
from tests.idle_cases.test_rules_case import WAY, codes, served, step

DAY = date(2026, 6, 10)
SELF = Annulment(
    CaseStep.ANNUL, DAY, AnnulGround.SELF_CORRECTION, DAY, "认定的动工日期有误", is_served=True, has_receipt=True, evidence=(), is_public=True,
    withdrawn_on=DAY, registered_on=DAY,
)  # fmt: skip
REVIEW = replace(SELF, ground=AnnulGround.REVIEW, is_served=False, has_receipt=False, evidence=(Evidence("E1"),))


def found(said: Annulment) -> list[str]:
    return [item.code for item in check_annulment(said, "依据")]


@pytest.mark.parametrize("said", [SELF, REVIEW, replace(REVIEW, ground=AnnulGround.LAWSUIT)])
def test_an_annulment_with_all_its_papers_passes(said: Annulment):
    assert found(said) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (replace(SELF, ground=None), "case.annulment_ground_missing"),
        (replace(SELF, reason=""), "case.annulment_unexplained"),
        (replace(SELF, paper_on=None), "case.annulment_paper_undated"),
        (replace(SELF, paper_on=DAY + timedelta(1)), "case.annulment_paper_undated"),
        (replace(SELF, is_served=False), "case.service_missing"),
        (replace(SELF, has_receipt=False), "case.receipt_missing"),
        (replace(REVIEW, evidence=()), "case.annulment_unproved"),
        (replace(SELF, withdrawn_on=None), "case.publicity_not_withdrawn"),
        (replace(SELF, withdrawn_on=DAY + timedelta(1)), "case.publicity_not_withdrawn"),
        (replace(SELF, registered_on=None), "case.register_to_update"),
    ],
)
def test_what_an_annulment_lacks_is_named(said: Annulment, code: str):
    assert found(said) == [code]
    (item,) = check_annulment(said, "依据")
    assert (item.severity == "warning") == (code == "case.register_to_update")
    assert item.fix_zh
    assert item.message_en


@pytest.mark.parametrize("said", [replace(SELF, is_public=False), replace(SELF, step=CaseStep.ANNUL_DECISION)])
def test_only_a_finding_that_was_public_is_taken_down(said: Annulment):
    assert found(replace(said, withdrawn_on=None, registered_on=None)) == []


RECOVERED = Performed(Measure.RECOVER, date(2026, 5, 25), date(2026, 6, 10))


@pytest.mark.parametrize(
    ("performed", "code"),
    [
        (RECOVERED, ["case.disposal_carried_out"]),
        (replace(RECOVERED, measure=Measure.SWAP), ["case.disposal_carried_out"]),
        (replace(RECOVERED, contract_ended_on=date(2026, 5, 25)), ["case.disposal_carried_out"]),
        (replace(RECOVERED, contract_ended_on=date(2026, 5, 24)), []),  # it ended before the decision, for another reason
        (replace(RECOVERED, contract_ended_on=date(2026, 6, 11)), []),
        (replace(RECOVERED, contract_ended_on=None), []),
        (replace(RECOVERED, measure=Measure.FEE), []),
        (Performed(Measure.EXTEND_START, date(2026, 5, 25), supplement_on=date(2026, 5, 25)), ["case.supplement_stands"]),
        (Performed(Measure.EXTEND_START, date(2026, 5, 25), supplement_on=date(2026, 5, 24)), []),
        (Performed(Measure.FEE, date(2026, 5, 25), noted=("2026年6月1日，缴费",)), ["case.performance_to_undo"]),
        (Performed(), []),
    ],
)  # fmt: skip
def test_what_was_carried_out_is_settled_first(performed: Performed, code: list[str]):
    told = list(check_performed(performed, DAY))
    assert [item.code for item in told] == code
    assert all((item.severity == "error") == (item.code == "case.disposal_carried_out") for item in told)


ANNULLED = step(
    CaseStep.ANNUL, "2026-06-10", annul_ground=AnnulGround.SELF_CORRECTION, paper_on=DAY, withdrawn_on=DAY, registered_on=DAY, service=served(DAY)
)  # fmt: skip
TAKEN_BACK = replace(ANNULLED, step=CaseStep.ANNUL_DECISION)


@pytest.mark.parametrize("number", range(1, len(WAY) + 1))
def test_from_where_a_finding_and_a_decision_can_be_annulled(number: int):
    state = state_after(WAY[:number])
    found_idle = {"determined", "published", "planning", "hearing", "decided", "performing"}
    assert ("case.step_out_of_order" not in codes(WAY[:number], ANNULLED)) == (str(state) in found_idle)
    assert ("case.step_out_of_order" not in codes(WAY[:number], TAKEN_BACK)) == (
        str(state) in {"hearing", "decided", "performing"}
    )


def test_what_is_annulled_no_longer_holds_and_what_was_before_does():
    def held(*steps) -> list[CaseStep]:
        return [taken.step for taken in in_force(steps, lambda taken: taken.step)]

    performing = WAY[:9]
    assert held(*performing, TAKEN_BACK) == [taken.step for taken in WAY[:6]]
    assert held(*performing, ANNULLED) == held(*performing, TAKEN_BACK, ANNULLED) == [taken.step for taken in WAY[:3]]
    again = (*performing, ANNULLED, replace(WAY[3], taken_on=date(2026, 7, 1)))
    assert held(*again) == [taken.step for taken in WAY[:4]]
    assert state_after(again) is CaseState.DETERMINED


@given(st.lists(st.integers(0, 20), max_size=25))
def test_whatever_way_a_case_goes_at_most_one_finding_and_one_decision_hold(choices: list[int]):
    """The state is always the one that the steps in force lead to by themselves: going back leaves no trace in what holds."""
    steps: list[CaseStep] = []
    state: CaseState | None = None
    for choice in choices:
        ways = open_steps(state)
        if not ways:
            break
        way = ways[choice % len(ways)]
        steps.append(way.step)
        state = way.after
        held = in_force(steps, lambda kind: kind)
        here: CaseState | None = None
        for kind in held:
            here = TRANSITIONS[here, kind].after
        assert here is state
        assert len(held) == len(set(held))
