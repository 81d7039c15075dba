"""Temporary use lasts two years at most from the day it is arranged: the day itself, one more; leap days; what its end asks for."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import gisapp
from gisapp.kernel.rulebook import Rulebook
from gisapp.reuse.rules.limits import last_day_of_use, reuse_limits
from gisapp.reuse.rules.milestones import MilestoneEntry, read_milestone
from gisapp.reuse.rules.temporary_use import Arrangement, UseStep, check_arrangement, check_use_step, read_use
from gisapp.reuse.terms import ReuseMilestoneState, TemporaryUseStanding, TemporaryUseState

HOME = Path(gisapp.__file__).parent
ENTRIES = [
    entry for book in ("idle", "idle_cases", "reuse") for entry in tomllib.loads((HOME / book / "rulebook.toml").read_text("utf-8"))["entry"]
]  # fmt: skip
TODAY = date(2026, 11, 23)
LIMITS = reuse_limits(Rulebook.from_tables(ENTRIES), TODAY)
USE = Arrangement(
    arranged_on=date(2026, 1, 5),
    starts_on=date(2026, 2, 1),
    until_on=date(2027, 1, 31),
    area_m2=Decimal(5_000),
    plot_area_m2=Decimal(20_000),
    has_evidence=True,
)


def codes(facts: Arrangement) -> list[str]:
    return [item.code.removeprefix("temporary_use.") for item in check_arrangement(facts, TODAY, LIMITS)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, []),
        ({"until_on": date(2028, 1, 5)}, []),
        ({"until_on": date(2028, 1, 6)}, ["too_long"]),
        ({"arranged_on": date(2024, 2, 29), "starts_on": date(2024, 2, 29), "until_on": date(2026, 2, 28)}, []),
        (
            {"arranged_on": date(2024, 2, 29), "starts_on": date(2024, 2, 29), "until_on": date(2026, 3, 1)},
            ["too_long"],
        ),
        ({"starts_on": date(2026, 1, 4)}, ["starts_early"]),
        ({"until_on": date(2026, 2, 1)}, []),
        ({"until_on": date(2026, 1, 31)}, ["until_order"]),
        ({"arranged_on": TODAY + timedelta(days=1), "starts_on": TODAY + timedelta(days=1)}, ["in_future"]),
        ({"area_m2": Decimal(20_000)}, []),
        ({"area_m2": Decimal("20000.01")}, ["beyond_plot"]),
        ({"occupied_m2": Decimal(15_000)}, []),
        ({"occupied_m2": Decimal("15000.01")}, ["overlap"]),
        ({"previous_until_on": date(2027, 1, 30)}, []),
        ({"previous_until_on": date(2027, 1, 31)}, ["not_longer"]),
        ({"is_on_offer": True}, ["on_offer"]),
        ({"has_evidence": False}, ["unproved"]),
    ],
)
def test_what_may_be_arranged(change: dict, told: list[str]):
    assert codes(replace(USE, **change)) == told


def test_two_years_run_from_the_day_it_is_arranged_not_from_the_day_it_begins():
    assert last_day_of_use(date(2026, 1, 5), LIMITS) == date(2028, 1, 5)
    assert codes(replace(USE, starts_on=date(2027, 6, 1), until_on=date(2028, 6, 1))) == ["too_long"]


LOOK = UseStep(TemporaryUseState.VACATED, TemporaryUseState.RESTORED, TODAY, TODAY, has_evidence=True, has_note=True)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, []),
        ({"has_evidence": False}, ["unproved"]),
        ({"has_note": False}, ["unexplained"]),
        ({"last_on": TODAY + timedelta(days=1)}, ["before_last"]),
        ({"taken_on": TODAY + timedelta(days=1)}, ["in_future"]),
        ({"state": TemporaryUseState.ARRANGED}, ["step_not_allowed"]),
        ({"state": TemporaryUseState.RESTORED}, ["step_not_allowed"]),
        ({"to_state": TemporaryUseState.NOT_RESTORED}, ["restore_by"]),
        ({"to_state": TemporaryUseState.NOT_RESTORED, "restore_by": TODAY}, ["restore_by"]),
        ({"to_state": TemporaryUseState.NOT_RESTORED, "restore_by": TODAY + timedelta(days=1)}, []),
        ({"to_state": TemporaryUseState.NOT_RESTORED, "restore_by": TODAY + timedelta(days=90)}, []),
        ({"to_state": TemporaryUseState.NOT_RESTORED, "restore_by": TODAY + timedelta(days=91)}, ["restore_by"]),
    ],
)
def test_land_is_given_back_looked_at_and_restored(change: dict, told: list[str]):
    found = check_use_step(replace(LOOK, **change), TODAY, LIMITS)
    assert [item.code.removeprefix("temporary_use.") for item in found] == told


@pytest.mark.parametrize(
    ("standing", "days", "told"),
    [
        (TemporaryUseStanding.RUNNING, 61, None),
        (TemporaryUseStanding.RUNNING, 60, "ending"),
        (TemporaryUseStanding.RUNNING, 0, "ending"),
        (TemporaryUseStanding.OVERDUE, -1, "overdue"),
        (TemporaryUseStanding.VACATED, -9, "unchecked"),
        (TemporaryUseStanding.NOT_RESTORED, 5, "not_restored"),
        (TemporaryUseStanding.RESTORED, None, None),
        (TemporaryUseStanding.SCHEDULED, 400, None),
    ],
)
def test_what_a_day_reminds_of(standing: TemporaryUseStanding, days: int | None, told: str | None):
    due = None if days is None else TODAY + timedelta(days=days)
    found = read_use(standing, due, TODAY, LIMITS)
    assert (found and found.code) == (told and f"temporary_use.{told}")


# milestones --------------------------------------------------------------------------------------------------------------

SET = MilestoneEntry("set", date(2026, 1, 1), due_on=date(2026, 6, 30))


def reading(as_of: date, *entries: MilestoneEntry):
    found = read_milestone([SET, *entries], as_of, LIMITS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("as_of", "state", "left", "late"),
    [
        (date(2026, 5, 30), ReuseMilestoneState.OPEN, 31, 0),
        (date(2026, 5, 31), ReuseMilestoneState.SOON, 30, 0),
        (date(2026, 6, 30), ReuseMilestoneState.SOON, 0, 0),
        (date(2026, 7, 1), ReuseMilestoneState.OVERDUE, -1, 1),
    ],
)
def test_a_milestone_counts_its_days(as_of: date, state: ReuseMilestoneState, left: int, late: int):
    found = reading(as_of)
    assert (found.state, found.days_left, found.late_days) == (state, left, late)


def test_moving_a_day_does_not_erase_an_overdue():
    moved = MilestoneEntry("move", date(2026, 7, 10), due_on=date(2026, 12, 31))
    done = MilestoneEntry("done", date(2026, 9, 1), done_on=date(2026, 9, 1))
    assert (reading(date(2026, 8, 1), moved).state, reading(date(2026, 8, 1), moved).late_days) == (
        ReuseMilestoneState.OPEN,
        10,
    )
    assert reading(date(2026, 9, 2), moved, done).state is ReuseMilestoneState.DONE_LATE
    in_time = MilestoneEntry("move", date(2026, 6, 30), due_on=date(2026, 12, 31))
    assert reading(date(2026, 9, 2), in_time, done).state is ReuseMilestoneState.DONE


def test_what_is_entered_later_is_not_known_earlier():
    done = MilestoneEntry("done", date(2026, 7, 5), done_on=date(2026, 6, 20))
    assert reading(date(2026, 7, 1), done).state is ReuseMilestoneState.OVERDUE
    assert reading(date(2026, 7, 5), done).state is ReuseMilestoneState.DONE
    assert read_milestone([SET], date(2025, 12, 31), LIMITS) is None
