"""Whether a record of a visit bears what it says: days, sights, photographs, place; at the limit and one unit beside it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import gisapp.patrol
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.rulebook import Rulebook
from gisapp.patrol.rules.limits import patrol_limits
from gisapp.patrol.rules.visit import VisitFacts, assess_visit
from gisapp.patrol.terms import Sight, VisitOutcome

TODAY = date(2026, 11, 23)
BOOK = Rulebook.from_tables(
    tomllib.loads((Path(gisapp.patrol.__file__).parent / "rulebook.toml").read_text("utf-8"))["entry"]
)
LIMITS = patrol_limits(BOOK, TODAY)
PHOTO = (Evidence("E1", "现场照片", TODAY, "0" * 64),)
GOOD = VisitFacts(
    visited_on=TODAY,
    sights=(Sight.BUILDING,),
    outcome=VisitOutcome.ALL_WELL,
    evidence=PHOTO,
    distance_m=0.0,
    accuracy_m=8.0,
    taken_on=(TODAY,),
)


def codes(visit: VisitFacts, planned_on: date | None = None) -> dict[str, str]:
    found = assess_visit(visit, today=TODAY, planned_on=planned_on, limits=LIMITS)
    return {item.code.removeprefix("patrol."): item.severity.value for item in found}


def test_a_careful_visit_has_nothing_to_mend():
    assert codes(GOOD, TODAY) == {}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"visited_on": date(2026, 11, 24), "taken_on": ()}, {"visit_in_future": "error"}),
        ({"taken_on": (date(2026, 11, 22),)}, {"photo_of_another_day": "warning"}),
        ({"sights": ()}, {"nothing_seen": "error"}),
        ({"sights": (Sight.NO_ACCESS,)}, {"no_access_but_seen": "error"}),
        ({"sights": (Sight.NO_ACCESS,), "outcome": VisitOutcome.REVISIT}, {}),
        ({"sights": (Sight.NO_ACCESS, Sight.VACANT), "outcome": VisitOutcome.REVISIT}, {"no_access_but_seen": "error"}),
        (
            {"sights": (Sight.NOT_STARTED, Sight.FOUNDATION), "outcome": VisitOutcome.CLUE},
            {"sights_contradict": "error"},
        ),
        ({"sights": (Sight.STOPPED,)}, {"well_but_idle_sight": "warning", "well_unexplained": "error"}),
        ({"sights": (Sight.STOPPED,), "note": "冬季停工，已报备"}, {"well_but_idle_sight": "warning"}),
        ({"sights": (Sight.NOT_STARTED,), "outcome": VisitOutcome.CLUE}, {}),
        (
            {"sights": (Sight.NOT_STARTED,), "outcome": VisitOutcome.CLUE, "evidence": ()},
            {"clue_unproved": "error"},
        ),
        ({"evidence": ()}, {"no_photo": "warning"}),
        ({"distance_m": None}, {"position_unknown": "warning"}),
        ({"distance_m": 50.0}, {}),
        ({"distance_m": 50.1}, {"outside_plot": "error"}),
        ({"distance_m": 50.1, "away_reason": "隔河查看"}, {"outside_plot": "warning"}),
        ({"accuracy_m": 100.0}, {}),
        ({"accuracy_m": 100.1}, {"position_coarse": "warning"}),
    ],
)
def test_each_fault_has_its_finding(change: dict[str, object], expected: dict[str, str]):
    assert codes(replace(GOOD, **change)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("planned", "faults"), [(22, {}), (23, {}), (24, {"visit_before_plan": "error"})])
def test_a_round_is_visited_from_the_day_it_was_planned(planned: int, faults: dict[str, str]):
    assert codes(GOOD, date(2026, 11, planned)) == faults


def test_every_refusal_says_what_to_do():
    bad = replace(GOOD, sights=(), evidence=(), distance_m=900.0, accuracy_m=500.0, visited_on=date(2027, 1, 1))
    for item in assess_visit(bad, today=TODAY, planned_on=date(2027, 1, 2), limits=LIMITS):
        assert item.message_zh
        assert item.fix_zh
        assert item.message_en
