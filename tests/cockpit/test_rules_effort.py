"""How many days a case is away from its end: the steps left, the cause, what lies on the land."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

import gisapp
from gisapp.cockpit.rules.effort import (
    CLASS_CODES,
    EffortFacts,
    effort_entries,
    effort_of_patch,
    effort_to_close,
    steps_left,
)
from gisapp.idle.terms import CauseSide
from gisapp.idle_cases.terms import CaseState, CaseStep
from gisapp.kernel.rulebook import Rulebook

DAY = date(2026, 11, 23)
BOOK = Rulebook.from_tables(
    entry
    for concept in ("idle", "idle_cases", "cockpit")
    for entry in tomllib.loads((Path(gisapp.__file__).parent / concept / "rulebook.toml").read_text("utf-8"))["entry"]
)
ENTRIES = effort_entries(BOOK, DAY)


def days(state: CaseState | None, side: CauseSide = CauseSide.OWN, *burdens: str) -> int:
    return sum(part.days for part in effort_to_close(EffortFacts(state, side, burdens), ENTRIES))


@pytest.mark.parametrize(
    ("state", "side", "left"),
    [
        (CaseState.PERFORMING, CauseSide.OWN, [CaseStep.CLOSE]),
        (CaseState.DECIDED, CauseSide.OWN, [CaseStep.SERVE, CaseStep.CLOSE]),
        (CaseState.PLANNING, CauseSide.OWN, [CaseStep.NOTIFY_HEARING, CaseStep.DECIDE, CaseStep.SERVE, CaseStep.CLOSE]),
        (CaseState.PLANNING, CauseSide.GOVERNMENT, [CaseStep.DECIDE, CaseStep.SERVE, CaseStep.CLOSE]),
        (CaseState.CLOSED, CauseSide.OWN, []),
        (CaseState.NOT_IDLE, CauseSide.OWN, []),
    ],
)
def test_the_steps_left_follow_the_procedure(state: CaseState, side: CauseSide, left: list[CaseStep]):
    assert list(steps_left(state, side)) == left


def test_land_without_a_case_has_every_step_before_it():
    left = steps_left(None, CauseSide.OWN)
    assert left[0] is CaseStep.OPEN
    assert left[-1] is CaseStep.CLOSE
    assert CaseStep.DISMISS not in left


@pytest.mark.parametrize("side", list(CauseSide))
def test_a_case_further_on_never_needs_more_days(side: CauseSide):
    order = [
        None, CaseState.CLUE, CaseState.INVESTIGATING, CaseState.CAUSE_REVIEW, CaseState.DETERMINED, CaseState.PUBLISHED,
        CaseState.PLANNING, CaseState.DECIDED, CaseState.PERFORMING,
    ]  # fmt: skip
    found = [days(state, side) for state in order]
    assert found == sorted(found, reverse=True)
    assert found[-1] >= 1


def test_mortgage_and_seizure_add_their_days_once_each():
    bare = days(CaseState.PLANNING)
    mortgage, seizure = int(ENTRIES["goal.mortgage_days"].value), int(ENTRIES["goal.seizure_days"].value)
    assert days(CaseState.PLANNING, CauseSide.OWN, "mortgage", "mortgage") == bare + mortgage
    assert days(CaseState.PLANNING, CauseSide.OWN, "mortgage", "seizure") == bare + mortgage + seizure


def test_every_part_names_its_basis_and_whether_it_is_confirmed():
    for part in effort_to_close(EffortFacts(None, CauseSide.UNKNOWN, ("seizure", "easement")), ENTRIES):
        assert part.basis
        assert part.days > 0
        assert part.label_zh
    assert not all(part.confirmed for part in effort_to_close(EffortFacts(None, CauseSide.OWN), ENTRIES))


@pytest.mark.parametrize("stock_class", list(CLASS_CODES))
def test_each_step_of_the_ladder_has_its_days(stock_class: str):
    found = effort_of_patch(stock_class, ("mortgage",), ENTRIES)
    assert found is not None
    assert [part.days > 0 for part in found] == [True, True]


def test_land_in_good_use_is_no_candidate():
    assert effort_of_patch("in_good_use", (), ENTRIES) is None
