"""时限：a term that runs, rests, is extended and ends; how much is used, how much is left, and in which colour.

Green, yellow and red as the approval offices use them: yellow when less than a share of the term is left, red when the last
day has passed. The share is data (`approval.yellow_share`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from gisapp.kernel.dates import day_zh
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.terms import LabelledEnum, register_terms
from gisapp.kernel.workdays import (
    ONE_DAY,
    DayUnit,
    Deadline,
    Suspension,
    Term,
    WorkCalendar,
    compute_deadline,
)


class TimeLimitPhase(LabelledEnum):
    NOT_STARTED = "not_started", "未开始计时", "Not started"
    RUNNING = "running", "计时中", "Running"
    SUSPENDED = "suspended", "暂停计时", "Suspended"
    FINISHED = "finished", "已办结", "Finished"


class TimeLimitLight(LabelledEnum):
    GREEN = "green", "正常", "In time"
    YELLOW = "yellow", "临期", "Nearly due"
    RED = "red", "超期", "Overdue"


@dataclass(frozen=True, slots=True)
class Extension:
    """More days of the same unit, granted on a day by a named person for a reason (ValueError where one is missing)."""

    days: int
    granted_on: date
    approved_by: str
    reason: str
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        if self.days <= 0:
            raise ValueError("an extension adds days")
        if not self.approved_by.strip() or not self.reason.strip():
            raise ValueError("an extension needs an approver and a reason")


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """What is recorded of a term: the event it runs from, its rests, its extensions, and the day it was done."""

    started_on: date | None
    term: Term
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()
    finished_on: date | None = None

    def __post_init__(self) -> None:
        if self.started_on is not None and self.finished_on is not None and self.finished_on < self.started_on:
            raise ValueError("a term cannot be done before it begins")


@dataclass(frozen=True, slots=True)
class TimeLimitReading:
    """How a term stands on a day.

    `due_is_provisional`: a suspension still lasts, so the due day is the earliest possible one. `late_extensions` were granted after the
    last day and change nothing. Days are of the term's unit; used + left = total; `days_over` is 0 on rest days right after the last day of
    a working-day term, which is overdue all the same (`is_late`).
    """

    as_of: date
    phase: TimeLimitPhase
    light: TimeLimitLight | None
    due_on: date | None
    due_is_provisional: bool
    days_total: int
    days_used: int
    days_left: int
    days_over: int
    deadline: Deadline | None
    suspension: Suspension | None
    late_extensions: tuple[Extension, ...]

    @property
    def is_late(self) -> bool:
        return self.light is TimeLimitLight.RED

    @property
    def lines_zh(self) -> tuple[str, ...]:
        """Every day on the way, one line each, up to the due day."""
        return tuple(item.line_zh for item in self.deadline.days) if self.deadline else ()

    @property
    def sentence_zh(self) -> str:
        """How the term stands, in one sentence for the officer."""
        if self.deadline is None or self.due_on is None:
            return "尚未受理，未开始计时。"
        unit = "个工作日" if self.deadline.term.unit is DayUnit.WORKING else "日"
        over = f"超期 {self.days_over} {unit}" if self.days_over else "超期"
        last = f"{'最早' if self.due_is_provisional else ''}{day_zh(self.due_on)}到期"
        if self.phase is TimeLimitPhase.FINISHED:
            return f"已办结，计时 {self.days_used} {unit}，{over if self.is_late else '按期'}。"
        if self.is_late:
            return f"{last}，已{over}，请立即办结并说明原因。"
        pause = (
            f"因{self.suspension.kind.label_zh}暂停（{self.suspension.evidence.label_zh}），" if self.suspension else ""
        )
        return f"{pause}{last}，已用 {self.days_used} {unit}，剩余 {self.days_left} {unit}。"


def read_time_limit(limit: TimeLimit, calendar: WorkCalendar, as_of: date, yellow_share: Decimal) -> TimeLimitReading:
    """时限在某日的状态：到期日、已用、剩余、超期、颜色；只看当日已经发生的暂停、延长和办结.

    - suspensions and extensions that begin after `as_of` are not known yet and do not count;
    - a suspension that still lasts rests the clock through `as_of` (or through the day it was done);
    - an extension counts only when granted on or before the last day as it then stood: a later one may not erase an overdue.
    """
    if limit.started_on is None or limit.started_on > as_of:
        days = limit.term.days
        return TimeLimitReading(as_of, TimeLimitPhase.NOT_STARTED, None, None, False, days, 0, days, 0, None, None, ())
    finished_on = limit.finished_on if limit.finished_on is not None and limit.finished_on <= as_of else None
    until = finished_on or as_of
    known = [item for item in limit.suspensions if item.began_on <= until]
    pauses = [item if item.resumed_on else replace(item, resumed_on=until + ONE_DAY) for item in known]
    deadline, late = _extended_deadline(limit, calendar, pauses, as_of)
    total, used = deadline.term.days, deadline.counted_until(until)
    is_late = until > deadline.due_on
    resting = next((item for item in known if item.covers(until)), None)
    if finished_on is not None:
        phase = TimeLimitPhase.FINISHED
    else:
        phase = TimeLimitPhase.SUSPENDED if resting and not is_late else TimeLimitPhase.RUNNING
    is_open = phase is TimeLimitPhase.SUSPENDED and resting is not None and resting.resumed_on is None
    return TimeLimitReading(
        as_of=as_of,
        phase=phase,
        light=_light(phase, total, total - used, is_late=is_late, yellow_share=yellow_share),
        due_on=deadline.due_on,
        due_is_provisional=is_open,
        days_total=total,
        days_used=used,
        days_left=total - used,
        days_over=_days_over(deadline, calendar, until),
        deadline=deadline,
        suspension=resting if phase is TimeLimitPhase.SUSPENDED else None,
        late_extensions=late,
    )


def _extended_deadline(
    limit: TimeLimit, calendar: WorkCalendar, pauses: list[Suspension], as_of: date
) -> tuple[Deadline, tuple[Extension, ...]]:
    assert limit.started_on is not None
    deadline = compute_deadline(limit.started_on, limit.term, calendar, pauses)
    late: list[Extension] = []
    for extension in sorted(limit.extensions, key=lambda item: item.granted_on):
        if extension.granted_on > as_of:
            continue
        if extension.granted_on > deadline.due_on:
            late.append(extension)
            continue
        term = replace(deadline.term, days=deadline.term.days + extension.days)
        deadline = compute_deadline(limit.started_on, term, calendar, pauses)
    return deadline, tuple(late)


def _days_over(deadline: Deadline, calendar: WorkCalendar, until: date) -> int:
    if until <= deadline.due_on:
        return 0
    if deadline.term.unit is DayUnit.CALENDAR:
        return (until - deadline.due_on).days
    return calendar.workdays_between(deadline.due_on, until)


def _light(phase: TimeLimitPhase, total: int, left: int, *, is_late: bool, yellow_share: Decimal) -> TimeLimitLight:
    if is_late:
        return TimeLimitLight.RED
    if phase is TimeLimitPhase.FINISHED:
        return TimeLimitLight.GREEN
    return TimeLimitLight.YELLOW if left == 0 or left < yellow_share * total else TimeLimitLight.GREEN


register_terms("kernel", TimeLimitPhase, TimeLimitLight)
