"""日 and 工作日: the last day of a term, at the limit and a day either side, and why each day counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.dates import add_months, add_years, day_zh, months_touched
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.holidays import published_calendar
from gisapp.kernel.terms import LabelledEnum
from gisapp.kernel.workdays import DayReason, DayUnit, EndRule, Suspension, Term, WorkCalendar, compute_deadline

CALENDAR = published_calendar()


class Pause(LabelledEnum):
    CORRECTION = "correction", "补正", "Correction"


def working(days: int) -> Term:
    return Term(days, DayUnit.WORKING)


def calendar_days(days: int, end: EndRule = EndRule.NEXT_WORKDAY) -> Term:
    return Term(days, DayUnit.CALENDAR, end)


def pause(began: date, resumed: date | None) -> Suspension:
    return Suspension(Pause.CORRECTION, began, resumed, Evidence("补正告知书〔2026〕1号"))


@pytest.mark.parametrize(
    ("started", "term", "due"),
    [
        # the day of the event is not counted
        (date(2026, 3, 2), working(1), date(2026, 3, 3)),
        (date(2026, 3, 2), working(5), date(2026, 3, 9)),
        (date(2026, 3, 6), working(1), date(2026, 3, 9)),
        (date(2026, 3, 7), working(1), date(2026, 3, 9)),
        # Spring Festival 2026: off 15–23 February, worked on Saturdays the 14th and the 28th
        (date(2026, 2, 13), working(1), date(2026, 2, 14)),
        (date(2026, 2, 13), working(2), date(2026, 2, 24)),
        (date(2026, 2, 13), working(5), date(2026, 2, 27)),
        (date(2026, 2, 13), working(6), date(2026, 2, 28)),
        (date(2026, 2, 13), working(7), date(2026, 3, 2)),
        # over the new year
        (date(2025, 12, 31), working(1), date(2026, 1, 4)),
        # 即办: the day itself, or the next working day
        (date(2026, 3, 2), working(0), date(2026, 3, 2)),
        (date(2026, 3, 7), working(0), date(2026, 3, 9)),
        # calendar days count rest days; the last one moves when the term says so
        (date(2026, 3, 2), calendar_days(30), date(2026, 4, 1)),
        (date(2026, 3, 1), calendar_days(30), date(2026, 3, 31)),
        (date(2026, 3, 6), calendar_days(1), date(2026, 3, 9)),
        (date(2026, 3, 6), calendar_days(1, EndRule.AS_IT_FALLS), date(2026, 3, 7)),
        (date(2026, 1, 31), calendar_days(15), date(2026, 2, 24)),  # 15 February is the first of nine days off
        (date(2026, 1, 30), calendar_days(15), date(2026, 2, 14)),  # a Saturday that is worked
    ],
)
def test_last_day_of_a_term(started: date, term: Term, due: date):
    assert compute_deadline(started, term, CALENDAR).due_on == due


def test_a_term_that_counts_its_first_day_ends_a_working_day_earlier():
    term = Term(5, DayUnit.WORKING, counts_first_day=True)
    assert compute_deadline(date(2026, 3, 2), term, CALENDAR).due_on == date(2026, 3, 6)


@pytest.mark.parametrize(
    ("began", "resumed", "due"),
    [
        (date(2026, 3, 4), date(2026, 3, 4), date(2026, 3, 9)),  # given back the day it was asked for: nothing lost
        (date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 10)),
        (date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 10)),  # begins on the last day
        (date(2026, 3, 10), date(2026, 3, 20), date(2026, 3, 9)),  # begins after it
        (date(2026, 3, 7), date(2026, 3, 9), date(2026, 3, 9)),  # rest days only
        (date(2026, 2, 1), date(2026, 3, 2), date(2026, 3, 9)),  # over before the term runs
        (date(2026, 3, 2), date(2026, 3, 13), date(2026, 3, 19)),
    ],
)
def test_a_suspension_moves_the_last_day_by_the_days_it_took(began: date, resumed: date, due: date):
    assert compute_deadline(date(2026, 3, 2), working(5), CALENDAR, [pause(began, resumed)]).due_on == due


def test_overlapping_suspensions_take_each_day_once():
    pauses = [pause(date(2026, 3, 4), date(2026, 3, 6)), pause(date(2026, 3, 5), date(2026, 3, 6))]
    assert compute_deadline(date(2026, 3, 2), working(5), CALENDAR, pauses).due_on == date(2026, 3, 11)


def test_each_day_says_why_it_counted_or_not():
    pauses = [pause(date(2026, 2, 25), date(2026, 2, 26))]
    deadline = compute_deadline(date(2026, 2, 12), working(4), CALENDAR, pauses)
    assert [item.line_zh for item in deadline.days] == [
        "2026年2月12日 周四 起算当日不计",
        "2026年2月13日 周五 第1日",
        "2026年2月14日 周六 第2日（调休上班）",
        *(
            f"2026年2月{day}日 {name} 放假不计（春节）"
            for day, name in zip(
                range(15, 24), ["周日", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周一"], strict=True
            )
        ),
        "2026年2月24日 周二 第3日",
        "2026年2月25日 周三 暂停不计（补正，补正告知书〔2026〕1号）",
        "2026年2月26日 周四 第4日",
    ]
    assert deadline.sentence_zh == (
        "自2026年2月12日起 4 个工作日（次日起算），至2026年2月26日止；放假不计 9 天，暂停不计 1 天。"
    )


def test_a_last_day_that_moves_says_so():
    deadline = compute_deadline(date(2026, 3, 5), calendar_days(2), CALENDAR)
    assert [(item.day.day, item.number, item.reason) for item in deadline.days] == [
        (5, None, DayReason.FIRST_DAY),
        (6, 1, DayReason.COUNTED),
        (7, 2, DayReason.COUNTED),
        (8, None, DayReason.MOVED),
        (9, None, DayReason.MOVED_TO),
    ]


@pytest.mark.parametrize(
    ("started", "term", "years"),
    [
        (date(2026, 12, 1), working(5), ()),
        (date(2026, 12, 30), working(5), (2027,)),
        (date(2026, 12, 30), calendar_days(5), (2027,)),
        (date(2026, 12, 30), calendar_days(5, EndRule.AS_IT_FALLS), ()),
        (date(2026, 12, 1), calendar_days(30), ()),
    ],
)
def test_a_year_without_notice_is_named_where_it_matters(started: date, term: Term, years: tuple[int, ...]):
    deadline = compute_deadline(started, term, CALENDAR)
    assert deadline.unconfirmed_years == years
    assert any("放假安排未公布" in item.line_zh for item in deadline.days) == bool(years)


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="negative"):
        working(-1)
    with pytest.raises(ValueError, match="before it begins"):
        pause(date(2026, 3, 4), date(2026, 3, 3))
    with pytest.raises(ValueError, match="reference"):
        Suspension(Pause.CORRECTION, date(2026, 3, 4), None, Evidence("  "))
    with pytest.raises(ValueError, match="open suspension"):
        compute_deadline(date(2026, 3, 2), working(5), CALENDAR, [pause(date(2026, 3, 4), None)])


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 11, 30), 2, date(2027, 1, 30)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
        (date(2026, 3, 15), 0, date(2026, 3, 15)),
    ],
)
def test_months_end_on_the_same_number_or_the_last_of_the_month(day: date, months: int, result: date):
    assert add_months(day, months) == result
    assert months % 12 or add_years(day, months // 12) == result


def test_months_touched_counts_both_ends():
    assert months_touched(date(2026, 3, 20), date(2026, 3, 31)) == 1
    assert months_touched(date(2026, 3, 20), date(2026, 5, 1)) == 3
    assert months_touched(date(2025, 12, 31), date(2026, 1, 1)) == 2
    assert months_touched(date(2026, 3, 2), date(2026, 3, 1)) == 0
    assert day_zh(date(2026, 3, 4)) == "2026年3月4日"


# properties ------------------------------------------------------------------------------------------------------

START = st.dates(date(2004, 1, 1), date(2028, 12, 31))
TERM = st.builds(
    Term,
    st.integers(0, 60),
    st.sampled_from(DayUnit),
    st.sampled_from(EndRule),
    st.booleans(),
)


@st.composite
def pauses_near(draw: st.DrawFn, started: date) -> list[Suspension]:
    spans = draw(st.lists(st.tuples(st.integers(-20, 90), st.integers(0, 30)), max_size=3))
    return [
        pause(started + timedelta(days=offset), started + timedelta(days=offset + length)) for offset, length in spans
    ]


@st.composite
def running(draw: st.DrawFn) -> tuple[date, Term, list[Suspension]]:
    started = draw(START)
    return started, draw(TERM), draw(pauses_near(started))


@given(running())
def test_the_days_counted_in_the_explanation_are_the_term(case: tuple[date, Term, list[Suspension]]):
    started, term, pauses = case
    deadline = compute_deadline(started, term, CALENDAR, pauses)
    assert deadline.counted == term.days
    assert [item.number for item in deadline.days if item.number] == list(range(1, term.days + 1))
    assert [item.day for item in deadline.days] == [
        started + timedelta(days=step) for step in range((deadline.due_on - started).days + 1)
    ]


@given(running(), st.integers(-20, 90), st.integers(0, 30))
def test_one_more_suspension_never_brings_a_deadline_nearer(
    case: tuple[date, Term, list[Suspension]], offset: int, length: int
):
    started, term, pauses = case
    began = started + timedelta(days=offset)
    more = [*pauses, pause(began, began + timedelta(days=length))]
    before = compute_deadline(started, term, CALENDAR, pauses).due_on
    assert compute_deadline(started, term, CALENDAR, more).due_on >= before


@given(running(), st.integers(0, 20))
def test_a_later_event_never_has_an_earlier_deadline(case: tuple[date, Term, list[Suspension]], later: int):
    started, term, pauses = case
    first = compute_deadline(started, term, CALENDAR, pauses).due_on
    assert compute_deadline(started + timedelta(days=later), term, CALENDAR, pauses).due_on >= first


@given(running(), st.integers(0, 20))
def test_a_longer_term_never_ends_earlier(case: tuple[date, Term, list[Suspension]], more: int):
    started, term, pauses = case
    longer = Term(term.days + more, term.unit, term.end_rule, term.counts_first_day)
    first = compute_deadline(started, term, CALENDAR, pauses).due_on
    assert compute_deadline(started, longer, CALENDAR, pauses).due_on >= first


@given(running())
def test_the_last_day_is_never_suspended_and_is_worked_where_the_term_says_so(
    case: tuple[date, Term, list[Suspension]],
):
    started, term, pauses = case
    due = compute_deadline(started, term, CALENDAR, pauses).due_on
    assert not any(item.covers(due) for item in pauses)
    if term.unit is DayUnit.WORKING or term.end_rule is EndRule.NEXT_WORKDAY:
        assert CALENDAR.is_workday(due)


@given(START, st.integers(1, 60))
def test_without_holidays_working_days_are_weekdays(started: date, days: int):
    """An independent count: whole weeks, then the rest one by one."""
    due = compute_deadline(started, working(days), WorkCalendar()).due_on
    assert sum((started + timedelta(days=step)).weekday() < 5 for step in range(1, (due - started).days + 1)) == days
    assert due.weekday() < 5
