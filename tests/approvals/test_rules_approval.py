"""Approval clocks: from which day, what stops them, how long a stage is; at the limit and a day either side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.approvals.rules.catalogue import Catalogue, catalogue_on, in_legal_order, items_from_tables
from gisapp.approvals.rules.clock import (
    ItemCase,
    check_extension,
    check_suspension,
    find_acceptance,
    read_item,
)
from gisapp.approvals.rules.limits import APPROVAL_CODES, approval_limits
from gisapp.approvals.rules.stage_limit import check_total, due_of_stage, limit_of_process, limit_of_stage
from gisapp.approvals.terms import SuspensionKind
from gisapp.kernel.finding import Severity
from gisapp.kernel.rulebook import RulebookEntryMissing
from gisapp.kernel.time_limit import Extension, TimeLimitLight, TimeLimitPhase
from gisapp.kernel.workdays import DayUnit, Term, compute_deadline
from tests.approvals.shipped import (
    APPROVAL,
    BOOK,
    CALENDAR,
    CATALOGUE,
    DAY,
    ITEMS,
    PROOF,
    SHIPPED,
    STAGES,
    an_item,
    pause,
)

MONDAY = date(2026, 3, 2)
TEN = an_item("甲", 10)  # accepted on Monday 2 March: due Monday 16 March


def codes(case: ItemCase, as_of: date, definition=TEN) -> list[str]:
    return [finding.code for finding in read_item(definition, case, CALENDAR, APPROVAL, as_of).findings]


# acceptance ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "as_of", "accepted", "deemed"),
    [
        (ItemCase(), MONDAY, None, False),
        (ItemCase(received_on=MONDAY), MONDAY, None, False),
        # five working days to answer: the last is Monday the 9th
        (ItemCase(received_on=MONDAY), date(2026, 3, 9), None, False),
        (ItemCase(received_on=MONDAY), date(2026, 3, 10), MONDAY, True),
        (ItemCase(received_on=MONDAY, accepted_on=date(2026, 3, 9)), date(2026, 3, 10), date(2026, 3, 9), False),
        (ItemCase(received_on=MONDAY, accepted_on=date(2026, 3, 10)), date(2026, 3, 10), MONDAY, True),
        (ItemCase(received_on=MONDAY, notice_on=date(2026, 3, 9)), date(2026, 4, 9), None, False),
        (ItemCase(received_on=MONDAY, notice_on=date(2026, 3, 10)), date(2026, 4, 9), MONDAY, True),
        (ItemCase(received_on=MONDAY, notice_on=date(2026, 3, 9), accepted_on=date(2026, 4, 1)), date(2026, 4, 9), date(2026, 4, 1), False),
        # accepted in the future, or by an office that records no receipt
        (ItemCase(received_on=MONDAY, accepted_on=date(2026, 3, 5)), date(2026, 3, 4), None, False),
        (ItemCase(accepted_on=MONDAY), MONDAY, MONDAY, False),
    ],
)  # fmt: skip
def test_silence_for_five_working_days_is_acceptance(case: ItemCase, as_of: date, accepted: date | None, deemed: bool):
    found = find_acceptance(case, CALENDAR, APPROVAL, as_of)
    assert (found.accepted_on, found.is_deemed) == (accepted, deemed)


def test_an_item_taken_as_accepted_says_so_and_runs_from_the_receipt():
    reading = read_item(TEN, ItemCase(received_on=MONDAY), CALENDAR, APPROVAL, date(2026, 3, 10))
    assert reading.clock.due_on == date(2026, 3, 16)
    (finding,) = reading.findings
    assert finding.message_zh == "“事项甲”2026年3月9日前未受理也未告知补正，自2026年3月2日收到之日起视为受理。"


# clocks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "light", "expected"),
    [
        (date(2026, 3, 11), TimeLimitLight.GREEN, []),
        (date(2026, 3, 12), TimeLimitLight.YELLOW, ["approval.nearly_due"]),
        (date(2026, 3, 16), TimeLimitLight.YELLOW, ["approval.nearly_due"]),
        (date(2026, 3, 17), TimeLimitLight.RED, ["approval.overdue"]),
    ],
)
def test_green_yellow_red(as_of: date, light: TimeLimitLight, expected: list[str]):
    case = ItemCase(accepted_on=MONDAY)
    assert read_item(TEN, case, CALENDAR, APPROVAL, as_of).clock.light is light
    assert codes(case, as_of) == expected
    assert codes(replace(case, finished_on=date(2026, 3, 11)), as_of) == []


def test_an_overdue_item_says_how_far_and_what_to_do():
    (finding,) = read_item(TEN, ItemCase(accepted_on=MONDAY), CALENDAR, APPROVAL, date(2026, 3, 18)).findings
    assert finding.severity is Severity.ERROR
    assert finding.message_zh == "“事项甲”2026年3月16日到期，已超期 2 个工作日，请立即办结并说明原因。"
    assert finding.required == "≤ 10 工作日"


@pytest.mark.parametrize("kind", SuspensionKind)
def test_a_suspension_of_the_catalogue_stops_the_clock_and_another_does_not(kind: SuspensionKind):
    case = ItemCase(accepted_on=MONDAY, suspensions=(pause(date(2026, 3, 4), date(2026, 3, 6), kind),))
    stopped = read_item(TEN, case, CALENDAR, APPROVAL, date(2026, 3, 6))
    assert (stopped.clock.due_on, len(stopped.findings)) == (date(2026, 3, 18), 0)
    strict = an_item("乙", 10, excluded=frozenset(SuspensionKind) - {kind})
    running = read_item(strict, case, CALENDAR, APPROVAL, date(2026, 3, 6))
    assert running.clock.due_on == date(2026, 3, 16)
    assert [finding.code for finding in running.findings] == ["approval.suspension_not_excluded"]


def test_a_late_extension_is_named_and_changes_nothing():
    case = ItemCase(accepted_on=MONDAY, extensions=(Extension(5, date(2026, 3, 17), "局长", "专家意见未回"),))
    assert codes(case, date(2026, 3, 17)) == ["approval.extension_after_due", "approval.overdue"]


def test_a_due_day_in_a_year_without_notice_is_said_when_it_matters():
    case = ItemCase(accepted_on=date(2026, 12, 28))
    assert codes(case, date(2026, 12, 28)) == []
    assert codes(case, date(2027, 1, 8)) == ["approval.nearly_due", "approval.calendar_unconfirmed"]


def suspension_faults(case: ItemCase, definition=TEN, as_of: date = date(2026, 3, 12), **change: object) -> list[str]:
    draft = {"kind": SuspensionKind.EXPERT_REVIEW, "began_on": date(2026, 3, 4), "resumed_on": None, "evidence": PROOF}
    reading = read_item(definition, case, CALENDAR, APPROVAL, as_of)
    return [finding.code for finding in check_suspension(definition, reading, case, **(draft | change))]


RUNNING = ItemCase(accepted_on=MONDAY)
CORRECTED = replace(RUNNING, suspensions=(pause(date(2026, 3, 4), date(2026, 3, 6), SuspensionKind.CORRECTION),))


@pytest.mark.parametrize(
    ("case", "change", "expected"),
    [
        (RUNNING, {}, []),
        (RUNNING, {"evidence": None}, ["approval.suspension_unproved"]),
        (RUNNING, {"began_on": MONDAY}, []),
        (RUNNING, {"began_on": date(2026, 3, 1)}, ["approval.suspension_before_acceptance"]),
        (ItemCase(), {}, ["approval.suspension_before_acceptance"]),
        (RUNNING, {"began_on": date(2026, 3, 16)}, []),
        (RUNNING, {"began_on": date(2026, 3, 17)}, ["approval.suspension_after_due"]),
        (RUNNING, {"resumed_on": date(2026, 3, 3)}, ["approval.suspension_ends_early"]),
        (CORRECTED, {"began_on": date(2026, 3, 6)}, []),
        (CORRECTED, {"began_on": date(2026, 3, 5)}, ["approval.suspension_overlaps"]),
        (CORRECTED, {"began_on": date(2026, 3, 3), "resumed_on": date(2026, 3, 4)}, []),
        (CORRECTED, {"began_on": date(2026, 3, 9), "kind": SuspensionKind.CORRECTION}, ["approval.second_correction"]),
        (replace(RUNNING, notice_on=MONDAY), {"kind": SuspensionKind.CORRECTION}, ["approval.second_correction"]),
        (RUNNING, {"kind": SuspensionKind.CORRECTION}, []),
    ],
)
def test_what_may_stop_a_clock(case: ItemCase, change: dict[str, object], expected: list[str]):
    assert suspension_faults(case, **change) == expected


def test_a_kind_that_the_catalogue_leaves_out_may_not_be_recorded():
    strict = an_item("乙", 10, excluded=frozenset())
    assert suspension_faults(RUNNING, strict) == ["approval.suspension_not_excluded"]


@pytest.mark.parametrize(
    ("case", "change", "expected"),
    [
        (RUNNING, {}, []),
        (RUNNING, {"days": 10}, []),
        (RUNNING, {"days": 11}, ["approval.extension_too_long"]),
        (RUNNING, {"days": 0}, ["approval.extension_too_long"]),
        (RUNNING, {"approved_by": ""}, ["approval.extension_unproved"]),
        (RUNNING, {"reason": " "}, ["approval.extension_unproved"]),
        (RUNNING, {"granted_on": date(2026, 3, 16)}, []),
        (RUNNING, {"granted_on": date(2026, 3, 17)}, ["approval.extension_after_due"]),
        (ItemCase(), {}, ["approval.extension_before_acceptance"]),
        (replace(RUNNING, extensions=(Extension(6, date(2026, 3, 9), "局长", "原因"),)), {"days": 4}, []),
        (replace(RUNNING, extensions=(Extension(6, date(2026, 3, 9), "局长", "原因"),)), {"days": 5}, ["approval.extension_too_long"]),
    ],
)  # fmt: skip
def test_what_may_lengthen_a_limit(case: ItemCase, change: dict[str, object], expected: list[str]):
    draft = {"days": 5, "granted_on": date(2026, 3, 10), "approved_by": "局长", "reason": "需现场复核"}
    reading = read_item(TEN, case, CALENDAR, APPROVAL, date(2026, 3, 12))
    found = check_extension(TEN, reading, case, **(draft | change))
    assert [finding.code for finding in found] == expected


# stages ----------------------------------------------------------------------------------------------------------


def stage(*items):
    return Catalogue(STAGES, {item.code: item for item in items}).items_of("one")


@pytest.mark.parametrize(
    ("items", "days", "branch"),
    [
        ((an_item("甲", 10), an_item("乙", 7)), 10, ("甲",)),
        ((an_item("甲", 10), an_item("乙", 7), an_item("丙", 20)), 20, ("丙",)),
        ((an_item("甲", 10), an_item("乙", 7, "甲"), an_item("丙", 12)), 17, ("甲", "乙")),
        ((an_item("甲", 3), an_item("乙", 7), an_item("丙", 1, "甲", "乙")), 8, ("乙", "丙")),
        ((an_item("甲", 0),), 0, ("甲",)),
    ],
)
def test_a_stage_is_as_long_as_its_longest_branch(items: tuple, days: int, branch: tuple[str, ...]):
    limit = limit_of_stage(stage(*items), MONDAY, CALENDAR)
    assert (limit.workdays, limit.branch) == (days, branch)
    assert limit.due_on == compute_deadline(MONDAY, Term(days, DayUnit.WORKING), CALENDAR).due_on


def test_items_in_calendar_days_have_an_end_but_no_sum_of_working_days():
    limit = limit_of_stage(stage(an_item("甲", 10), an_item("乙", 30, unit=DayUnit.CALENDAR)), MONDAY, CALENDAR)
    assert (limit.due_on, limit.branch, limit.workdays) == (date(2026, 4, 1), ("乙",), None)


def test_what_an_item_needs_from_an_earlier_stage_does_not_lengthen_this_one():
    permit, works = an_item("甲", 10), an_item("乙", 7, "甲", stage="two")
    catalogue = Catalogue(STAGES, {item.code: item for item in (permit, works)})
    assert limit_of_stage(catalogue.items_of("two"), MONDAY, CALENDAR).workdays == 7
    process = limit_of_process([catalogue.items_of("one"), {}, catalogue.items_of("two")], MONDAY, CALENDAR)
    assert [item.workdays for item in process] == [10, 7]
    assert CALENDAR.workdays_between(MONDAY, process[-1].due_on) == 17


def test_a_running_stage_moves_with_the_suspension_of_its_longest_branch():
    items = stage(an_item("甲", 10), an_item("乙", 7, "甲"), an_item("丙", 12))
    cases = {"甲": ItemCase(accepted_on=MONDAY, suspensions=(pause(date(2026, 3, 4), date(2026, 3, 6)),))}

    def due(cases: dict[str, ItemCase], as_of: date):
        readings = {code: read_item(items[code], case, CALENDAR, APPROVAL, as_of) for code, case in cases.items()}
        return due_of_stage(items, cases, readings, MONDAY, CALENDAR, as_of)

    assert due({}, MONDAY).due_on == limit_of_stage(items, MONDAY, CALENDAR).due_on == date(2026, 3, 25)
    assert due(cases, date(2026, 3, 6)).due_on == date(2026, 3, 27)
    done = {"甲": replace(cases["甲"], finished_on=date(2026, 3, 9))}
    assert due(done, date(2026, 3, 9)).due_on == date(2026, 3, 18)  # 乙 would end there, 丙 too
    assert due(done, date(2026, 3, 8)).due_on == date(2026, 3, 27)


def test_a_stage_without_items_has_no_limit():
    with pytest.raises(ValueError, match="without items"):
        limit_of_stage({}, MONDAY, CALENDAR)


# the catalogue ---------------------------------------------------------------------------------------------------


def test_the_shipped_catalogue_fits_together_and_nothing_in_it_is_confirmed():
    assert [item.code for item in CATALOGUE.stages] == [
        "land_planning",
        "works",
        "construction",
        "acceptance",
        "parallel",
    ]
    assert len(CATALOGUE.items) == len(SHIPPED["item"]) == 20
    assert not any(item.confirmed for item in CATALOGUE.items.values())
    assert not any(item.is_tolerable for item in CATALOGUE.items.values())  # no list has been published yet
    assert all(item.excluded == frozenset(SuspensionKind) for item in CATALOGUE.items.values())
    assert all(entry["basis"] for entry in SHIPPED["suspension"])
    chain = ["construction_permit", "works_planning_permit", "land_planning_permit"]
    assert in_legal_order(chain, CATALOGUE.items) == chain[::-1]


@pytest.mark.parametrize(
    ("code", "promised", "statutory"),
    [
        ("works_planning_permit", "7 个工作日", "20 个工作日"),
        ("construction_permit", "3 个工作日", "7 日"),
        ("eia_report", "20 个工作日", "60 日"),
        ("eia_register", "0 个工作日", None),
    ],
)
def test_shipped_terms(code: str, promised: str, statutory: str | None):
    item = CATALOGUE.items[code]
    assert item.term.label_zh == promised
    assert (item.statutory and item.statutory.label_zh) == statutory


def test_no_promise_of_the_catalogue_is_longer_than_the_law():
    for item in CATALOGUE.items.values():
        if item.statutory is not None:
            promised = compute_deadline(MONDAY, item.term, CALENDAR).due_on
            assert promised <= compute_deadline(MONDAY, item.statutory, CALENDAR).due_on


def test_the_shipped_process_keeps_the_forty_working_days_of_commitment():
    process = limit_of_process([CATALOGUE.items_of(s.code) for s in CATALOGUE.stages[:4]], MONDAY, CALENDAR)
    assert [limit.workdays for limit in process] == [7, 10, 10, 20]
    assert check_total(process, MONDAY, CALENDAR, APPROVAL, is_commitment=False) is None
    too_long = check_total(process, MONDAY, CALENDAR, APPROVAL, is_commitment=True)
    assert too_long is not None
    assert too_long.measured == "47 个工作日"
    before_start = process[:3]
    assert check_total(before_start, MONDAY, CALENDAR, APPROVAL, is_commitment=True) is None


@pytest.mark.parametrize(("days", "found"), [(40, False), (41, True)])
def test_the_total_at_its_limit(days: int, found: bool):
    process = limit_of_process([stage(an_item("甲", days))], MONDAY, CALENDAR)
    assert (check_total(process, MONDAY, CALENDAR, APPROVAL, is_commitment=True) is not None) == found


def test_what_does_not_fit_together_is_named():
    with pytest.raises(ValueError, match="甲 → 乙 → 甲"):
        Catalogue(STAGES, {"甲": an_item("甲", 1, "乙"), "乙": an_item("乙", 1, "甲")})
    with pytest.raises(ValueError, match="needs 丁"):
        Catalogue(STAGES, {"甲": an_item("甲", 1, "丁")})
    with pytest.raises(ValueError, match="no stage"):
        Catalogue(STAGES, {"甲": an_item("甲", 1, stage="three")})
    with pytest.raises(ValueError, match="two definitions"):
        catalogue_on(STAGES, [an_item("甲", 1), an_item("甲", 2)], DAY)


def test_an_item_is_judged_by_the_definition_of_its_day():
    old = replace(an_item("甲", 20), effective_to=date(2026, 1, 1))
    new = replace(an_item("甲", 10), effective_from=date(2026, 1, 1))
    assert catalogue_on(STAGES, [old, new], date(2025, 12, 31)).items["甲"].term.days == 20
    assert catalogue_on(STAGES, [old, new], date(2026, 1, 1)).items["甲"].term.days == 10


def test_an_item_may_name_its_own_suspensions():
    own = {**SHIPPED["item"][0], "excluded": ["hearing"]}
    (item,) = items_from_tables([own], SHIPPED["suspension"])
    assert item.excluded == {SuspensionKind.HEARING}
    assert len(ITEMS) == 20


def test_every_number_is_in_the_shipped_book():
    assert set(BOOK.by_code) == set(APPROVAL_CODES)
    with pytest.raises(RulebookEntryMissing):
        approval_limits(BOOK, date(1999, 1, 1))


# properties ------------------------------------------------------------------------------------------------------


@st.composite
def graphs(draw: st.DrawFn):
    """Items that need only earlier ones: no circles, any shape."""
    items = []
    for number in range(draw(st.integers(1, 6))):
        needs = draw(st.sets(st.integers(0, number - 1))) if number else set()
        unit = draw(st.sampled_from(DayUnit))
        items.append(an_item(str(number), draw(st.integers(0, 30)), *map(str, sorted(needs)), unit=unit))
    return items


START = st.dates(date(2019, 1, 1), date(2026, 6, 30))


@given(graphs(), START)
def test_a_stage_ends_with_the_last_of_all_its_chains(items: list, started: date):
    """Walk every chain by brute force."""
    by_code = {item.code: item for item in items}

    def end_of(code: str) -> date:
        item = by_code[code]
        start = max((end_of(needed) for needed in item.needs), default=started)
        return compute_deadline(start, item.term, CALENDAR).due_on

    limit = limit_of_stage(stage(*items), started, CALENDAR)
    assert limit.ends == {code: end_of(code) for code in by_code}
    assert limit.due_on == max(limit.ends.values())
    assert limit.ends[limit.branch[-1]] == limit.due_on


@given(graphs(), START)
def test_parallel_work_is_never_longer_than_one_after_the_other(items: list, started: date):
    day = started
    for item in items:
        day = compute_deadline(day, item.term, CALENDAR).due_on
    assert limit_of_stage(stage(*items), started, CALENDAR).due_on <= day


@given(graphs(), START, st.integers(0, 30))
def test_one_more_item_never_shortens_a_stage(items: list, started: date, days: int):
    before = limit_of_stage(stage(*items), started, CALENDAR).due_on
    assert limit_of_stage(stage(*items, an_item("新", days)), started, CALENDAR).due_on >= before


@given(START, st.integers(0, 40), st.integers(0, 20), st.integers(0, 15), st.integers(0, 40))
def test_a_suspension_never_brings_an_items_due_day_nearer(
    started: date, days: int, offset: int, length: int, later: int
):
    item = an_item("甲", days)
    began = started + timedelta(days=offset)
    case = ItemCase(accepted_on=started)
    paused = replace(case, suspensions=(pause(began, began + timedelta(days=length)),))
    as_of = started + timedelta(days=later)
    before = read_item(item, case, CALENDAR, APPROVAL, as_of).clock
    after = read_item(item, paused, CALENDAR, APPROVAL, as_of).clock
    assert before.due_on is not None
    assert after.due_on is not None
    assert after.due_on >= before.due_on
    assert after.phase in (TimeLimitPhase.RUNNING, TimeLimitPhase.SUSPENDED)
