"""The three ways to production: parallel inside a stage, one stage after the other, nothing built before the contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.approvals.rules.catalogue import Catalogue, ItemDefinition, StageDefinition
from gisapp.approvals.rules.limits import ApprovalLimits
from gisapp.approvals.terms import HandlingKind
from gisapp.investor.rules.path import PathEntries, PathFacts, compare_paths, trace_paths
from gisapp.investor.terms import PathVariant
from gisapp.kernel.dates import add_months
from gisapp.kernel.rulebook import Basis, RuleEntry
from gisapp.kernel.workdays import DayUnit, Term, WorkCalendar

TODAY = date(2026, 11, 23)  # a Monday
CALENDAR = WorkCalendar({}, frozenset({2026}))


def entry(value: int) -> RuleEntry:
    return RuleEntry("test", Decimal(value), "days", date(2000, 1, 1), Basis("测试"))


ENTRIES = PathEntries(entry(20), entry(10), entry(10), entry(30), entry(12), entry(3))
LIMITS = ApprovalLimits(Decimal("0.3"), 5, entry(60), entry(40))
FACTS = PathFacts(TODAY, None, None, None, 12, 3, frozenset())


def item(code: str, stage: str, days: int, needs: tuple[str, ...] = (), handling: str = "ordinary") -> ItemDefinition:
    return ItemDefinition(
        code, stage, code, "部门", Term(days, DayUnit.WORKING), None, needs, frozenset(), HandlingKind(handling), False, 0,
        date(2000, 1, 1), None, Basis("测试"), False, name_en=code,
    )  # fmt: skip


def catalogue(*items: ItemDefinition) -> Catalogue:
    stages = (
        StageDefinition("first", "一", "", 1),
        StageDefinition("second", "二", "", 2),
        StageDefinition("last", "三", "", 3),
        StageDefinition("beside", "并行", "", 4, alongside=True),
    )
    return Catalogue(stages, {one.code: one for one in items})


BASIC = catalogue(
    item("a", "first", 5),
    item("b", "first", 8),
    item("construction_permit", "second", 3),
    item("c", "last", 7),
    item("d", "beside", 10),
)


def paths(facts: PathFacts = FACTS, listed: Catalogue = BASIC):
    return {path.variant: path for path in trace_paths(facts, listed, CALENDAR, LIMITS, ENTRIES)}


def test_items_of_a_stage_run_side_by_side_and_the_longest_decides():
    found = paths()[PathVariant.STANDARD]
    steps = {step.key: step for step in found.steps}
    assert steps["a"].starts_on == steps["b"].starts_on == found.signed_on
    assert steps["construction_permit"].starts_on == steps["b"].ends_on
    assert (steps["a"].workdays, steps["b"].workdays) == (5, 8)
    assert found.approval_workdays == 8 + 3 + 7


def test_an_item_that_needs_another_of_its_stage_follows_it():
    listed = catalogue(
        item("a", "first", 5), item("b", "first", 8, needs=("a",)), item("construction_permit", "second", 3)
    )
    steps = {step.key: step for step in paths(listed=listed)[PathVariant.STANDARD].steps}
    assert steps["b"].starts_on == steps["a"].ends_on


def test_an_announced_day_of_decision_is_taken_and_else_the_shortest_lawful_one():
    assert paths()[PathVariant.STANDARD].steps[0].ends_on == date(2026, 12, 23)
    announced = replace(FACTS, opens_on=date(2026, 12, 1), decided_on=date(2026, 12, 30))
    assert paths(announced)[PathVariant.STANDARD].steps[0].ends_on == date(2026, 12, 30)
    past = replace(FACTS, decided_on=date(2026, 11, 2))
    assert paths(past)[PathVariant.STANDARD].steps[0].ends_on == TODAY


def test_committed_projects_do_not_wait_for_what_is_promised_or_done_ahead():
    listed = catalogue(
        item("a", "first", 5, handling="government_ahead"),
        item("b", "first", 8, handling="commitment"),
        item("c", "first", 4, handling="simplified"),
        item("construction_permit", "second", 3),
    )
    found = paths(listed=listed)
    assert found[PathVariant.STANDARD].approval_workdays == 11
    assert found[PathVariant.COMMITMENT].approval_workdays == 7
    assert {step.key for step in found[PathVariant.COMMITMENT].spared} == {"a", "b"}
    assert found[PathVariant.STANDARD].spared == ()


def test_land_ready_runs_approvals_from_today_and_builds_when_the_land_is_there():
    near = replace(FACTS, decided_on=date(2026, 12, 30), delivery_on=date(2026, 12, 1))
    found = paths(near)
    ready = found[PathVariant.LAND_READY]
    assert next(step for step in ready.steps if step.key == "a").starts_on == TODAY
    assert ready.build_on == ready.signed_on
    assert found[PathVariant.STANDARD].build_on > ready.build_on
    saving = compare_paths(list(found.values()))[1]
    assert saving.days == (found[PathVariant.STANDARD].production_on - ready.production_on).days > 0
    assert saving.workdays == found[PathVariant.STANDARD].workdays - ready.workdays > 0


def test_a_late_handover_keeps_every_variant_from_building():
    late = replace(FACTS, delivery_on=date(2028, 1, 3))
    found = paths(late)
    assert {path.build_on for path in found.values()} == {date(2028, 1, 3)}
    savings = compare_paths(list(found.values()))
    assert [one.days for one in savings] == [0, 0]
    assert all("没有提前" in one.reasons_zh[-1] for one in savings)


def test_production_waits_for_acceptance_or_fitting_whichever_ends_later():
    quick = paths(replace(FACTS, fitting_months=0))[PathVariant.STANDARD]
    assert quick.production_on == next(step for step in quick.steps if step.key == "c").ends_on
    slow = paths(replace(FACTS, fitting_months=6))[PathVariant.STANDARD]
    assert slow.production_on == add_months(slow.completed_on, 6)


def test_more_days_than_the_zone_promises_is_a_finding():
    listed = catalogue(item("a", "first", 57), item("construction_permit", "second", 3))
    assert paths(listed=listed)[PathVariant.STANDARD].finding is None
    listed = catalogue(item("a", "first", 58), item("construction_permit", "second", 3))
    found = paths(listed=listed)
    assert found[PathVariant.STANDARD].finding.code == "approval.process_too_long"
    assert found[PathVariant.COMMITMENT].total_allowed == 40


@pytest.mark.parametrize(
    "left_out", [frozenset(), frozenset({"b"}), frozenset({"a", "b", "c", "d", "construction_permit"})]
)
def test_what_is_left_out_is_not_on_the_path(left_out: frozenset[str]):
    found = paths(replace(FACTS, left_out=left_out))[PathVariant.STANDARD]
    assert not left_out & {step.key for step in found.steps}


days = st.integers(0, 40)
handling = st.sampled_from([str(kind) for kind in HandlingKind])


@given(
    st.lists(st.tuples(days, handling, st.sampled_from(["first", "second", "last", "beside"])), max_size=8),
    st.integers(0, 500),
)
def test_neither_variant_is_slower_than_the_standard_and_bars_never_run_backwards(items, delivery):
    listed = catalogue(*(item(f"i{at}", stage, length, handling=how) for at, (length, how, stage) in enumerate(items)))
    facts = replace(FACTS, delivery_on=date.fromordinal(TODAY.toordinal() + delivery))
    found = paths(facts, listed)
    standard = found[PathVariant.STANDARD]
    for path in found.values():
        assert path.production_on <= standard.production_on
        assert path.workdays <= standard.workdays
        assert all(step.starts_on <= step.ends_on for step in path.steps)
        assert path.signed_on <= path.build_on < path.completed_on <= path.production_on
    assert found[PathVariant.LAND_READY].production_on <= found[PathVariant.COMMITMENT].production_on
