"""一个审批事项走到哪一步：由登记的日期推出，不单独存放；以及计时每一日的说明，直到逾期的最后一日。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gisapp.approvals.rules.clock import ItemCase, ItemReading
from gisapp.approvals.terms import CaseState, ClockDayKind, ItemOutcome, SuspensionKind
from gisapp.kernel.time_limit import TimeLimitPhase
from gisapp.kernel.workdays import ONE_DAY, DayKind, DayReason, DayUnit, WorkCalendar


def case_state(case: ItemCase, reading: ItemReading, returned_on: date | None, as_of: date) -> CaseState:
    """事项在某日的状态：只看当日已经发生的日期."""
    if returned_on is not None and returned_on <= as_of:
        return CaseState.RETURNED
    if case.finished_on is not None and case.finished_on <= as_of and case.outcome is not None:
        return {
            ItemOutcome.GRANTED: CaseState.GRANTED,
            ItemOutcome.REFUSED: CaseState.REFUSED,
            ItemOutcome.NOT_NEEDED: CaseState.NOT_NEEDED,
        }[case.outcome]
    if reading.clock.phase is TimeLimitPhase.SUSPENDED and reading.clock.suspension is not None:
        asked = reading.clock.suspension.kind is SuspensionKind.CORRECTION
        return CaseState.CORRECTING if asked else CaseState.SUSPENDED
    if reading.acceptance.accepted_on is not None:
        return CaseState.ACCEPTED
    if case.received_on is None or case.received_on > as_of:
        return CaseState.PLANNED
    asked = case.notice_on is not None and case.notice_on <= as_of
    return CaseState.NOTICED if asked else CaseState.RECEIVED


@dataclass(frozen=True, slots=True)
class ClockDay:
    """One day of a clock: its number where it counted, what it was, and why; `is_ahead`: after the day of reading."""

    day: date
    number: int | None
    kind: ClockDayKind
    note_zh: str
    confirmed: bool
    is_ahead: bool


_KINDS = {
    DayReason.COUNTED: ClockDayKind.COUNTED,
    DayReason.FIRST_DAY: ClockDayKind.FIRST_DAY,
    DayReason.WEEKEND: ClockDayKind.WEEKEND,
    DayReason.HOLIDAY: ClockDayKind.HOLIDAY,
    DayReason.SUSPENDED: ClockDayKind.SUSPENDED,
    DayReason.MOVED: ClockDayKind.MOVED,
    DayReason.MOVED_TO: ClockDayKind.MOVED_TO,
}


def clock_days(reading: ItemReading, calendar: WorkCalendar, finished_on: date | None) -> tuple[ClockDay, ...]:
    """计时的每一日：计入第几日、因何不计；逾期的一直说到办结之日或者今日."""
    clock = reading.clock
    if clock.deadline is None or clock.due_on is None:
        return ()
    until = min(finished_on, clock.as_of) if finished_on is not None else clock.as_of
    days = [
        ClockDay(item.day, item.number, _KINDS[item.reason], item.note_zh, item.confirmed, item.day > until)
        for item in clock.deadline.days
    ]
    day = clock.due_on + ONE_DAY
    over = 0
    while day <= until:
        over_kind = _over_kind(day, clock.deadline.term.unit, calendar)
        over += over_kind is ClockDayKind.OVERDUE
        number = over if over_kind is ClockDayKind.OVERDUE else None
        days.append(ClockDay(day, number, over_kind, calendar.name_zh(day), calendar.is_confirmed(day), False))
        day += ONE_DAY
    return tuple(days)


def _over_kind(day: date, unit: DayUnit, calendar: WorkCalendar) -> ClockDayKind:
    if unit is DayUnit.CALENDAR:
        return ClockDayKind.OVERDUE
    kind = calendar.kind(day)
    return {DayKind.WEEKEND: ClockDayKind.WEEKEND, DayKind.HOLIDAY: ClockDayKind.HOLIDAY}.get(
        kind, ClockDayKind.OVERDUE
    )


def counted_workdays(reading: ItemReading, calendar: WorkCalendar, finished_on: date | None) -> frozenset[date]:
    """这个事项的时钟走过的工作日：计入的和逾期的，扣除暂停和休息日；按日计的事项也只取其中的工作日."""
    kinds = (ClockDayKind.COUNTED, ClockDayKind.OVERDUE)
    return frozenset(
        item.day
        for item in clock_days(reading, calendar, finished_on)
        if item.kind in kinds and not item.is_ahead and calendar.is_workday(item.day)
    )
