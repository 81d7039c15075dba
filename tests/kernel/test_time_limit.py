"""时限: days used, days left and the colour, at the limit and a day either side."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.evidence import Evidence
from gisapp.kernel.holidays import published_calendar
from gisapp.kernel.terms import LabelledEnum
from gisapp.kernel.time_limit import Extension, TimeLimit, TimeLimitLight, TimeLimitPhase, read_time_limit
from gisapp.kernel.workdays import DayUnit, EndRule, Suspension, Term

CALENDAR = published_calendar()
YELLOW = Decimal("0.30")
GREEN_LIGHT, YELLOW_LIGHT, RED_LIGHT = TimeLimitLight.GREEN, TimeLimitLight.YELLOW, TimeLimitLight.RED


class Pause(LabelledEnum):
    CORRECTION = "correction", "补正", "Correction"


def pause(began: date, resumed: date | None) -> Suspension:
    return Suspension(Pause.CORRECTION, began, resumed, Evidence("补正告知书"))


def extension(days: int, granted: date) -> Extension:
    return Extension(days, granted, "局长", "专家意见未回")


TEN = TimeLimit(date(2026, 3, 2), Term(10, DayUnit.WORKING))  # counted 3 to 16 March, a month without holidays
THIRTY = TimeLimit(date(2026, 3, 2), Term(30, DayUnit.CALENDAR))  # counted 3 March to 1 April


def read(limit: TimeLimit, day: date, share: Decimal = YELLOW):
    return read_time_limit(limit, CALENDAR, day, share)


@pytest.mark.parametrize(
    ("limit", "day", "used", "left", "over", "light"),
    [
        (TEN, date(2026, 3, 2), 0, 10, 0, GREEN_LIGHT),
        (TEN, date(2026, 3, 3), 1, 9, 0, GREEN_LIGHT),
        (TEN, date(2026, 3, 8), 4, 6, 0, GREEN_LIGHT),  # a Sunday uses nothing
        (TEN, date(2026, 3, 11), 7, 3, 0, GREEN_LIGHT),  # 30 % left is green
        (TEN, date(2026, 3, 12), 8, 2, 0, YELLOW_LIGHT),
        (TEN, date(2026, 3, 15), 9, 1, 0, YELLOW_LIGHT),
        (TEN, date(2026, 3, 16), 10, 0, 0, YELLOW_LIGHT),  # the last day is not overdue
        (TEN, date(2026, 3, 17), 10, 0, 1, RED_LIGHT),
        (TEN, date(2026, 3, 23), 10, 0, 5, RED_LIGHT),
        (THIRTY, date(2026, 3, 23), 21, 9, 0, GREEN_LIGHT),
        (THIRTY, date(2026, 3, 24), 22, 8, 0, YELLOW_LIGHT),
        (THIRTY, date(2026, 4, 1), 30, 0, 0, YELLOW_LIGHT),
        (THIRTY, date(2026, 4, 2), 30, 0, 1, RED_LIGHT),
    ],
)
def test_reading_of_a_running_limit(
    limit: TimeLimit, day: date, used: int, left: int, over: int, light: TimeLimitLight
):
    reading = read(limit, day)
    assert (reading.days_used, reading.days_left, reading.days_over, reading.light) == (used, left, over, light)
    assert reading.phase is TimeLimitPhase.RUNNING


def test_the_day_before_acceptance_nothing_runs():
    reading = read(TEN, date(2026, 3, 1))
    assert (reading.phase, reading.light, reading.due_on) == (TimeLimitPhase.NOT_STARTED, None, None)
    assert read(TimeLimit(None, TEN.term), date(2026, 3, 9)).phase is TimeLimitPhase.NOT_STARTED
    assert reading.sentence_zh == "尚未受理，未开始计时。"


def test_a_working_day_limit_is_overdue_on_the_saturday_after_its_last_day():
    five = TimeLimit(date(2026, 3, 6), Term(5, DayUnit.WORKING))  # last day Friday 13
    reading = read(five, date(2026, 3, 14))
    assert (reading.is_late, reading.days_over) == (True, 0)
    assert reading.sentence_zh == "2026年3月13日到期，已超期，请立即办结并说明原因。"


def test_an_open_suspension_rests_the_clock_and_makes_the_due_day_provisional():
    limit = TimeLimit(date(2026, 3, 2), TEN.term, (pause(date(2026, 3, 11), None),))
    reading = read(limit, date(2026, 3, 27))
    assert reading.phase is TimeLimitPhase.SUSPENDED
    assert (reading.days_used, reading.days_left, reading.light) == (6, 4, GREEN_LIGHT)
    assert reading.due_is_provisional
    assert reading.due_on == date(2026, 4, 2)  # 30 March is the first day that could count again
    assert reading.sentence_zh == "因补正暂停（补正告知书），最早2026年4月2日到期，已用 6 个工作日，剩余 4 个工作日。"
    assert read(limit, date(2026, 3, 10)).due_on == date(2026, 3, 16)  # on that day nobody knew of it


def test_a_suspension_that_ended_leaves_a_firm_due_day():
    limit = TimeLimit(date(2026, 3, 2), TEN.term, (pause(date(2026, 3, 11), date(2026, 3, 16)),))
    reading = read(limit, date(2026, 3, 16))
    assert (reading.phase, reading.due_is_provisional, reading.days_used) == (TimeLimitPhase.RUNNING, False, 7)
    assert reading.due_on == date(2026, 3, 19)


def test_a_suspension_that_begins_after_the_last_day_does_not_stop_the_overdue():
    limit = TimeLimit(date(2026, 3, 2), TEN.term, (pause(date(2026, 3, 17), None),))
    reading = read(limit, date(2026, 3, 20))
    assert (reading.light, reading.days_over, reading.phase) == (RED_LIGHT, 4, TimeLimitPhase.RUNNING)


@pytest.mark.parametrize(
    ("done", "light", "over", "words"),
    [
        (date(2026, 3, 16), GREEN_LIGHT, 0, "已办结，计时 10 个工作日，按期。"),
        (date(2026, 3, 17), RED_LIGHT, 1, "已办结，计时 10 个工作日，超期 1 个工作日。"),
        (date(2026, 3, 2), GREEN_LIGHT, 0, "已办结，计时 0 个工作日，按期。"),
    ],
)
def test_a_finished_limit_stands_still(done: date, light: TimeLimitLight, over: int, words: str):
    limit = TimeLimit(date(2026, 3, 2), TEN.term, finished_on=done)
    for day in (done, done + timedelta(days=100)):
        reading = read(limit, day)
        assert (reading.phase, reading.light, reading.days_over) == (TimeLimitPhase.FINISHED, light, over)
        assert reading.sentence_zh == words
    if done > date(2026, 3, 2):
        assert read(limit, done - timedelta(days=1)).phase is TimeLimitPhase.RUNNING


@pytest.mark.parametrize(
    ("granted", "due", "late"),
    [
        (date(2026, 3, 16), date(2026, 3, 23), 0),  # on the last day
        (date(2026, 3, 17), date(2026, 3, 16), 1),  # a day too late: the overdue stays
    ],
)
def test_an_extension_counts_only_when_granted_in_time(granted: date, due: date, late: int):
    limit = TimeLimit(date(2026, 3, 2), TEN.term, extensions=(extension(5, granted),))
    reading = read(limit, date(2026, 3, 20))
    assert reading.due_on == due
    assert len(reading.late_extensions) == late
    assert read(limit, granted - timedelta(days=1)).due_on == date(2026, 3, 16)


def test_a_second_extension_is_measured_against_the_first():
    both = (extension(5, date(2026, 3, 23)), extension(5, date(2026, 3, 16)))
    limit = TimeLimit(date(2026, 3, 2), TEN.term, extensions=both)
    assert read(limit, date(2026, 3, 25)).due_on == date(2026, 3, 30)


def test_a_limit_of_zero_days_is_yellow_on_its_day_and_red_after():
    limit = TimeLimit(date(2026, 3, 2), Term(0, DayUnit.WORKING))
    assert read(limit, date(2026, 3, 2)).light is YELLOW_LIGHT
    assert read(limit, date(2026, 3, 3)).light is RED_LIGHT


def test_rest_days_after_a_moved_end_use_nothing_and_are_not_overdue():
    limit = TimeLimit(date(2026, 3, 5), Term(2, DayUnit.CALENDAR))  # second day Saturday 7, moved to Monday 9
    assert (read(limit, date(2026, 3, 9)).days_used, read(limit, date(2026, 3, 9)).is_late) == (2, False)
    assert read(limit, date(2026, 3, 10)).days_over == 1


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="approver"):
        Extension(5, date(2026, 3, 2), " ", "原因")
    with pytest.raises(ValueError, match="adds days"):
        Extension(0, date(2026, 3, 2), "局长", "原因")
    with pytest.raises(ValueError, match="before it begins"):
        TimeLimit(date(2026, 3, 2), TEN.term, finished_on=date(2026, 3, 1))


# properties ------------------------------------------------------------------------------------------------------

OFFSET = st.integers(0, 80)


@st.composite
def limits(draw: st.DrawFn) -> TimeLimit:
    started = draw(st.dates(date(2020, 1, 1), date(2026, 6, 30)))
    spans = draw(st.lists(st.tuples(OFFSET, st.integers(0, 20)), max_size=2))
    pauses = [pause(started + timedelta(days=a), started + timedelta(days=a + b)) for a, b in spans]
    if draw(st.booleans()):
        pauses.append(pause(started + timedelta(days=draw(OFFSET)), None))
    longer = draw(st.lists(st.tuples(st.integers(1, 15), OFFSET), max_size=2))
    done = draw(st.none() | OFFSET)
    return TimeLimit(
        started,
        Term(draw(st.integers(0, 40)), draw(st.sampled_from(DayUnit)), draw(st.sampled_from(EndRule))),
        tuple(pauses),
        tuple(extension(days, started + timedelta(days=a)) for days, a in longer),
        None if done is None else started + timedelta(days=done),
    )


@given(limits(), OFFSET)
def test_used_and_left_make_the_total_and_red_is_past_the_last_day(limit: TimeLimit, offset: int):
    assert limit.started_on is not None
    day = limit.started_on + timedelta(days=offset)
    reading = read(limit, day)
    assert reading.days_used + reading.days_left == reading.days_total
    assert reading.deadline is not None
    assert reading.deadline.counted == reading.days_total
    until = min(day, limit.finished_on) if limit.finished_on else day
    assert reading.due_on is not None
    assert reading.is_late == (until > reading.due_on)


@given(limits(), OFFSET, OFFSET, st.none() | st.integers(0, 20))
def test_one_more_suspension_never_brings_the_due_day_nearer(
    limit: TimeLimit, offset: int, began: int, length: int | None
):
    assert limit.started_on is not None
    day = limit.started_on + timedelta(days=offset)
    first = limit.started_on + timedelta(days=began)
    more = pause(first, None if length is None else first + timedelta(days=length))
    longer = TimeLimit(limit.started_on, limit.term, (*limit.suspensions, more), limit.extensions, limit.finished_on)
    before, after = read(limit, day), read(longer, day)
    assert before.due_on is not None
    assert after.due_on is not None
    assert after.due_on >= before.due_on


@given(limits(), OFFSET, st.integers(0, 30))
def test_as_days_pass_the_due_day_never_comes_nearer_and_used_days_never_shrink(
    limit: TimeLimit, offset: int, later: int
):
    assert limit.started_on is not None
    day = limit.started_on + timedelta(days=offset)
    before, after = read(limit, day), read(limit, day + timedelta(days=later))
    assert before.due_on is not None
    assert after.due_on is not None
    assert after.due_on >= before.due_on
    assert after.days_used >= before.days_used
