"""日 and 工作日: which day is a working day, when a term ends, and why each day on the way counted or did not.

The calendar is a table that is passed in (`gisapp.kernel.holidays` seeds it, the zone extends it); a year that is not
in the table has weekends only and is not confirmed. The day of the event is not counted (民法典 第二百零一条);
whether a term that ends on a rest day moves to the next working day is part of the term (民法典 第二百零三条).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from gisapp.kernel.dates import WEEKDAYS_ZH, day_zh
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.terms import LabelledEnum, register_terms

ONE_DAY = timedelta(days=1)


class DayKind(LabelledEnum):
    """What a day is in the work calendar."""

    WORKDAY = "workday", "工作日", "Working day"
    MAKE_UP = "make_up", "调休上班", "Make-up working day"
    WEEKEND = "weekend", "周末", "Weekend"
    HOLIDAY = "holiday", "放假", "Holiday"


class DayUnit(LabelledEnum):
    """In which days a term is counted."""

    CALENDAR = "calendar", "日", "Calendar days"
    WORKING = "working", "工作日", "Working days"


class EndRule(LabelledEnum):
    """What happens to a term whose last day is a rest day."""

    NEXT_WORKDAY = "next_workday", "末日为休息日的，顺延至其后第一个工作日", "Moves to the next working day"
    AS_IT_FALLS = "as_it_falls", "末日不顺延", "Stays where it falls"


class DayReason(LabelledEnum):
    """Why a day on the way to a deadline counted or did not."""

    COUNTED = "counted", "计入", "Counted"
    FIRST_DAY = "first_day", "起算当日不计", "Day of the event, not counted"
    WEEKEND = "weekend", "周末不计", "Weekend, not counted"
    HOLIDAY = "holiday", "放假不计", "Holiday, not counted"
    SUSPENDED = "suspended", "暂停不计", "Suspended, not counted"
    MOVED = "moved", "末日逢休息日，顺延", "Last day is a rest day, moved on"
    MOVED_TO = "moved_to", "顺延后的末日", "Last day after moving"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from its weekday: a holiday, or a make-up working day (调休), with the notice that says so."""

    day: date
    is_workday: bool
    name_zh: str
    basis: str
    confirmed: bool = True


@dataclass(frozen=True)
class WorkCalendar:
    """The working days: weekends, changed by special days; `confirmed_years` are those whose notice has been published."""

    special: Mapping[date, SpecialDay] = field(default_factory=dict[date, SpecialDay])
    confirmed_years: frozenset[int] = frozenset()

    @classmethod
    def of(cls, days: Iterable[SpecialDay], confirmed_years: Iterable[int]) -> WorkCalendar:
        """Build the calendar from table rows; a day that is there twice is refused (ValueError)."""
        special: dict[date, SpecialDay] = {}
        for item in days:
            if item.day in special:
                raise ValueError(f"{item.day} is in the work calendar twice")
            special[item.day] = item
        return cls(special, frozenset(confirmed_years))

    def kind(self, day: date) -> DayKind:
        """Return what the day is; outside the table, Saturday and Sunday are rest days."""
        found = self.special.get(day)
        if found is not None:
            if not found.is_workday:
                return DayKind.HOLIDAY
            return DayKind.MAKE_UP if day.weekday() >= 5 else DayKind.WORKDAY
        return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY

    def is_workday(self, day: date) -> bool:
        return self.kind(day) in (DayKind.WORKDAY, DayKind.MAKE_UP)

    def is_confirmed(self, day: date) -> bool:
        """Tell whether the day rests on a published notice; an unconfirmed special day makes its own day unconfirmed."""
        found = self.special.get(day)
        return day.year in self.confirmed_years and (found is None or found.confirmed)

    def name_zh(self, day: date) -> str:
        found = self.special.get(day)
        return found.name_zh if found else ""

    def next_workday(self, day: date) -> date:
        """Return the day itself when it is a working day, else the first working day after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def workdays_between(self, after: date, until: date) -> int:
        """Return the number of working days in (after, until]; 0 when `until` is not later."""
        return sum(self.is_workday(after + timedelta(days=step)) for step in range(1, (until - after).days + 1))


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time in which a term does not run: from `began_on` up to, not including, `resumed_on` (the first day that counts again).

    None = it still lasts. A suspension without evidence does not exist, and none ends before it begins (ValueError).
    """

    kind: LabelledEnum
    began_on: date
    resumed_on: date | None
    evidence: Evidence
    note: str = ""

    def __post_init__(self) -> None:
        if self.resumed_on is not None and self.resumed_on < self.began_on:
            raise ValueError("a suspension cannot end before it begins")

    def covers(self, day: date) -> bool:
        return self.began_on <= day and (self.resumed_on is None or day < self.resumed_on)


@dataclass(frozen=True, slots=True)
class Term:
    """How long: so many days of a unit, whether the first day counts, and what a rest day at the end does."""

    days: int
    unit: DayUnit
    end_rule: EndRule = EndRule.NEXT_WORKDAY
    counts_first_day: bool = False
    basis: str = ""

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError("a term cannot be negative")

    @property
    def label_zh(self) -> str:
        return f"{self.days} 个工作日" if self.unit is DayUnit.WORKING else f"{self.days} 日"


@dataclass(frozen=True, slots=True)
class DayOnTheWay:
    """One day between the event and the deadline: its number when it counted, and why it did or did not.

    `confirmed` is false where it mattered whether the day is a rest day and no published notice says so.
    """

    day: date
    number: int | None
    reason: DayReason
    note_zh: str
    confirmed: bool

    @property
    def line_zh(self) -> str:
        count = f"第{self.number}日" if self.number is not None else self.reason.label_zh
        notes = "、".join(part for part in (self.note_zh, "" if self.confirmed else "放假安排未公布") if part)
        return f"{day_zh(self.day)} {WEEKDAYS_ZH[self.day.weekday()]} {count}" + (f"（{notes}）" if notes else "")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a term and every day on the way to it."""

    started_on: date
    term: Term
    due_on: date
    days: tuple[DayOnTheWay, ...]

    @property
    def counted(self) -> int:
        return sum(item.number is not None for item in self.days)

    @property
    def unconfirmed_years(self) -> tuple[int, ...]:
        """Years on the way whose holidays are not published: the deadline may still move later."""
        return tuple(sorted({item.day.year for item in self.days if not item.confirmed}))

    @property
    def sentence_zh(self) -> str:
        """The deadline in one sentence, with how many days were skipped and why."""
        skipped = {
            reason: sum(item.reason is reason for item in self.days)
            for reason in (DayReason.WEEKEND, DayReason.HOLIDAY, DayReason.SUSPENDED, DayReason.MOVED)
        }
        parts = "，".join(f"{reason.label_zh} {number} 天" for reason, number in skipped.items() if number)
        first = "当日计入" if self.term.counts_first_day else "次日起算"
        return (
            f"自{day_zh(self.started_on)}起 {self.term.label_zh}（{first}），"
            f"至{day_zh(self.due_on)}止{'；' + parts if parts else ''}。"
        )

    def counted_until(self, day: date) -> int:
        """Return how many days of the term have been counted up to and including `day`."""
        return sum(item.number is not None and item.day <= day for item in self.days)


def compute_deadline(
    started_on: date, term: Term, calendar: WorkCalendar, suspensions: Iterable[Suspension] = ()
) -> Deadline:
    """期限的最后一日：逐日计算，每一日说明计入还是不计、为什么.

    Working-day terms count working days only, calendar-day terms every day; suspended days never count. A term of 0 days ends on the
    day itself (即办). A deadline never lies in a suspension. Suspensions must have an end (ValueError): with an open one there is no last day.
    """
    pauses = sorted(suspensions, key=lambda item: item.began_on)
    if any(item.resumed_on is None for item in pauses):
        raise ValueError("an open suspension has no last day; close it at the day of reading first")
    days: list[DayOnTheWay] = []
    number, day = 0, started_on
    if not (term.counts_first_day and term.days):
        days.append(_on_the_way(started_on, None, DayReason.FIRST_DAY, calendar, pauses, rest_matters=term.days == 0))
        day += ONE_DAY
    is_working = term.unit is DayUnit.WORKING
    ends_on_workday = is_working or term.end_rule is EndRule.NEXT_WORKDAY
    while number < term.days:
        reason = _why_not_counted(day, term.unit, calendar, pauses)
        number += reason is None
        matters = is_working or (ends_on_workday and number == term.days)
        place = None if reason else number
        days.append(_on_the_way(day, place, reason or DayReason.COUNTED, calendar, pauses, rest_matters=matters))
        day += ONE_DAY
    last = moved = days[-1].day
    while _pause_on(moved, pauses) or (ends_on_workday and not calendar.is_workday(moved)):
        if moved != last:
            days.append(_on_the_way(moved, None, DayReason.MOVED, calendar, pauses, rest_matters=True))
        moved += ONE_DAY
    if moved != last:
        days.append(_on_the_way(moved, None, DayReason.MOVED_TO, calendar, pauses, rest_matters=True))
    return Deadline(started_on, term, moved, tuple(days))


def _why_not_counted(day: date, unit: DayUnit, calendar: WorkCalendar, pauses: list[Suspension]) -> DayReason | None:
    if _pause_on(day, pauses):
        return DayReason.SUSPENDED
    if unit is DayUnit.CALENDAR:
        return None
    kind = calendar.kind(day)
    return {DayKind.WEEKEND: DayReason.WEEKEND, DayKind.HOLIDAY: DayReason.HOLIDAY}.get(kind)


def _pause_on(day: date, pauses: list[Suspension]) -> Suspension | None:
    return next((item for item in pauses if item.covers(day)), None)


def _on_the_way(
    day: date,
    number: int | None,
    reason: DayReason,
    calendar: WorkCalendar,
    pauses: list[Suspension],
    *,
    rest_matters: bool,
) -> DayOnTheWay:
    pause = _pause_on(day, pauses)
    if pause is not None and reason in (DayReason.SUSPENDED, DayReason.MOVED):
        note = f"{pause.kind.label_zh}，{pause.evidence.label_zh}"
    else:
        kind = calendar.kind(day)
        name = calendar.name_zh(day)
        note = {
            DayKind.HOLIDAY: name,
            DayKind.MAKE_UP: kind.label_zh,
            DayKind.WEEKEND: kind.label_zh if reason in (DayReason.MOVED, DayReason.COUNTED) else "",
        }.get(kind, "")
    return DayOnTheWay(day, number, reason, note, calendar.is_confirmed(day) or not rest_matters)


register_terms("kernel", DayKind, DayUnit, EndRule, DayReason)
