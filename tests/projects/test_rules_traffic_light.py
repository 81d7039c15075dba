"""Red, yellow and green of a project: at each limit and a day or a point either side; missing data is never green."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gisapp
from gisapp.kernel.dates import add_months
from gisapp.kernel.rulebook import Rulebook
from gisapp.projects.rules.limits import LIGHT_CODES, light_limits
from gisapp.projects.rules.traffic_light import (
    ProjectFacts,
    elapsed_share,
    read_entry,
    read_light,
    read_progress,
    read_start,
)
from gisapp.projects.terms import Light, LightAspect

SHIPPED = tomllib.loads((Path(gisapp.__file__).parent / "projects" / "rulebook.toml").read_text("utf-8"))
LIGHTS = light_limits(Rulebook.from_tables(SHIPPED["entry"]), date(2026, 11, 23))
ONE = timedelta(days=1)
PLANNED = date(2026, 3, 20)
G, Y, R, U = Light.GREEN, Light.YELLOW, Light.RED, Light.UNKNOWN
WAITING = ProjectFacts(
    as_of=PLANNED, planned_start_on=PLANNED, started_on=None, planned_completion_on=date(2027, 3, 20), completed_on=None,
    planned_share=None, done_share=None, needs_entry=True, entered_on=None,
)  # fmt: skip
BUILDING = replace(
    WAITING, as_of=date(2026, 9, 1), started_on=PLANNED, planned_share=Fraction(1, 2), done_share=Fraction(1, 2), entered_on=date(2026, 4, 1)
)  # fmt: skip


def months(*lights: Light, before: date) -> dict[date, Light]:
    """The lights of the months before a day, the nearest first."""
    first = before.replace(day=1)
    return {add_months(first, -step): light for step, light in enumerate(lights, start=1)}


def test_every_number_is_in_the_shipped_book():
    assert {entry["code"] for entry in SHIPPED["entry"]} == set(LIGHT_CODES)


@pytest.mark.parametrize(
    ("as_of", "light"),
    [
        (date(2026, 3, 1), G),
        (PLANNED, G),
        (PLANNED + ONE, Y),
        (date(2026, 3, 31), Y),
        (date(2026, 4, 30), Y),  # the second month
        (date(2026, 5, 1), R),  # the third
    ],
)
def test_start(as_of: date, light: Light):
    assert read_start(replace(WAITING, as_of=as_of), LIGHTS).light is light
    assert read_start(replace(WAITING, as_of=as_of, started_on=as_of), LIGHTS).light is G
    assert read_start(replace(WAITING, as_of=as_of, started_on=as_of + ONE), LIGHTS).light is light


def test_a_start_that_was_not_planned_is_no_green():
    found = read_start(replace(WAITING, planned_start_on=None), LIGHTS)
    assert found.light is U
    assert found.finding is not None
    assert found.finding.fix_zh == "请填写计划开工日期。"


@pytest.mark.parametrize(
    ("planned", "done", "light"),
    [
        ("0.5", "0.5", G),
        ("0.5", "0.9", G),
        ("0.5", "0.4001", G),
        ("0.5", "0.4", Y),
        ("0.5", "0.2", Y),
        ("0.5", "0.1999", R),
        ("0.5", "0", R),
        ("0.05", "0", G),
    ],
)
def test_progress(planned: str, done: str, light: Light):
    facts = replace(BUILDING, planned_share=Fraction(planned), done_share=Fraction(done))
    assert read_progress(facts, LIGHTS).light is light


def test_progress_says_how_far_behind():
    found = read_progress(replace(BUILDING, done_share=Fraction("0.35")), LIGHTS)
    assert found.finding is not None
    assert found.finding.message_zh == "应完成 50.0%，实际 35.0%，落后 15.0 个百分点。"
    assert found.finding.required == "< 10 个百分点"


@pytest.mark.parametrize(
    ("as_of", "share"),
    [
        (date(2026, 3, 19), 0),
        (PLANNED, 0),
        (date(2026, 6, 1), Fraction(73, 365)),
        (date(2027, 3, 20), 1),
        (date(2028, 1, 1), 1),
    ],
)
def test_without_a_plan_the_time_that_has_passed_is_the_plan(as_of: date, share: Fraction):
    assert elapsed_share(replace(WAITING, as_of=as_of)) == share


def test_progress_without_numbers_is_unknown_before_the_start_nothing_and_after_completion_green():
    assert read_progress(replace(BUILDING, done_share=None), LIGHTS).light is U
    assert read_progress(replace(BUILDING, planned_share=None, planned_completion_on=None), LIGHTS).light is U
    assert read_progress(replace(BUILDING, planned_share=None, planned_completion_on=PLANNED), LIGHTS).light is U
    assert read_progress(WAITING, LIGHTS).light is G
    assert read_progress(replace(BUILDING, done_share=None, completed_on=BUILDING.as_of), LIGHTS).light is G
    assert read_progress(replace(BUILDING, done_share=None, completed_on=BUILDING.as_of + ONE), LIGHTS).light is U


STARTED = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("as_of", "light"),
    [
        (date(2026, 2, 27), G),
        (date(2026, 2, 28), Y),  # a month after 31 January ends on the last of February
        (date(2026, 3, 30), Y),
        (date(2026, 3, 31), R),
    ],
)
def test_entry_into_the_statistics(as_of: date, light: Light):
    facts = replace(BUILDING, as_of=as_of, started_on=STARTED, entered_on=None)
    assert read_entry(facts, LIGHTS).light is light
    assert read_entry(replace(facts, entered_on=as_of), LIGHTS).light is G
    assert read_entry(replace(facts, entered_on=as_of + ONE), LIGHTS).light is light
    assert read_entry(replace(facts, needs_entry=False), LIGHTS).light is G
    assert read_entry(replace(facts, needs_entry=None), LIGHTS).light is (G if light is G else U)
    assert read_entry(replace(facts, started_on=None), LIGHTS).light is G


YELLOW_START = replace(WAITING, as_of=date(2026, 4, 10))


@pytest.mark.parametrize(
    ("before", "light"),
    [
        ((), Y),
        ((G,), Y),
        ((Y,), R),
        ((R,), R),
        ((U,), Y),
        ((G, Y), Y),
    ],
)
def test_two_yellow_months_in_a_row_are_red(before: tuple[Light, ...], light: Light):
    found = read_light(YELLOW_START, months(*before, before=YELLOW_START.as_of), LIGHTS)
    assert found.light is light
    assert (found.aspects[-1].aspect is LightAspect.REPEATED) == (light is R)


def test_a_month_without_a_record_ends_the_row():
    two_ago = {date(2026, 2, 1): Y}
    assert read_light(YELLOW_START, two_ago, LIGHTS).light is Y


def test_two_yellow_aspects_at_once_are_red_and_either_rule_can_be_switched_off():
    both = replace(BUILDING, as_of=date(2026, 4, 25), done_share=Fraction("0.35"), entered_on=None)
    red = read_light(both, {}, LIGHTS)
    assert red.light is R
    assert [item.code for item in red.findings] == [
        "light.progress_behind",
        "light.entry_late",
        "light.yellow_together",
    ]
    alone = replace(LIGHTS, simultaneous_yellows=replace(LIGHTS.simultaneous_yellows, value=Decimal(0)))
    assert read_light(both, {}, alone).light is Y
    assert read_light(both, months(Y, before=both.as_of), alone).light is R
    off = replace(alone, consecutive_yellow_months=replace(LIGHTS.consecutive_yellow_months, value=Decimal(0)))
    assert read_light(both, months(Y, Y, Y, before=both.as_of), off).light is Y


def test_the_worst_aspect_is_the_light_and_missing_data_is_never_green():
    assert read_light(BUILDING, {}, LIGHTS).light is G
    assert read_light(replace(BUILDING, done_share=None), {}, LIGHTS).light is U
    assert read_light(replace(BUILDING, done_share=None, entered_on=None), {}, LIGHTS).light is R
    assert read_light(BUILDING, months(Y, Y, before=BUILDING.as_of), LIGHTS).light is G  # green again ends it


def test_the_thresholds_are_data():
    gentle = replace(LIGHTS, progress_yellow_points=replace(LIGHTS.progress_yellow_points, value=Decimal(20)))
    facts = replace(BUILDING, done_share=Fraction("0.35"))
    assert (read_progress(facts, LIGHTS).light, read_progress(facts, gentle).light) == (Y, G)


# properties ------------------------------------------------------------------------------------------------------

SOME = st.none() | st.integers(-60, 400).map(lambda step: PLANNED + timedelta(days=step))
SHARE = st.none() | st.fractions(0, 1, max_denominator=100)
FACTS = st.builds(
    ProjectFacts,
    as_of=st.integers(-30, 400).map(lambda step: PLANNED + timedelta(days=step)),
    planned_start_on=SOME, started_on=SOME, planned_completion_on=SOME, completed_on=SOME,
    planned_share=SHARE, done_share=SHARE, needs_entry=st.none() | st.booleans(), entered_on=SOME,
)  # fmt: skip
HISTORY = st.lists(st.sampled_from(Light), max_size=4)


@given(FACTS, HISTORY)
def test_every_light_but_green_has_its_reason(facts: ProjectFacts, history: list[Light]):
    found = read_light(facts, months(*history, before=facts.as_of), LIGHTS)
    for item in found.aspects:
        assert (item.finding is None) == (item.light is Light.GREEN)
    assert found.light.rank == max(item.light.rank for item in found.aspects)
    for finding in found.findings:
        assert finding.fix_zh
        assert finding.basis


@given(FACTS, HISTORY)
def test_a_worse_history_never_makes_a_better_light(facts: ProjectFacts, history: list[Light]):
    now = read_light(facts, months(*history, before=facts.as_of), LIGHTS).light
    worse = read_light(facts, months(*[Light.RED for _ in history], before=facts.as_of), LIGHTS).light
    assert worse.rank >= now.rank


@given(FACTS, st.fractions(0, 1, max_denominator=100))
def test_more_work_done_never_makes_a_worse_progress(facts: ProjectFacts, more: Fraction):
    if facts.done_share is None:
        return
    better = replace(facts, done_share=facts.done_share + more)
    assert read_progress(better, LIGHTS).light.rank <= read_progress(facts, LIGHTS).light.rank


@given(FACTS, st.integers(0, 60))
def test_while_nothing_happens_a_late_start_only_gets_worse(facts: ProjectFacts, later: int):
    waiting = replace(facts, started_on=None)
    after = replace(waiting, as_of=waiting.as_of + timedelta(days=later))
    assert read_start(after, LIGHTS).light.rank >= read_start(waiting, LIGHTS).light.rank
