"""The clock as a picture: from which day time runs, which spans article 8 takes out, how many days are the holder's own, and the days it runs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gisapp.idle.rules.cause import OwnTime, excusing_causes, own_time
from gisapp.idle.rules.facts import CauseInterval, DevelopmentFacts, running_stop
from gisapp.idle.rules.identification import own_time_since_due
from gisapp.idle.rules.limits import IdleLimits, whole
from gisapp.idle.rules.start_date import has_started, start_due
from gisapp.idle.rules.trace import Trace


@dataclass(frozen=True, slots=True)
class ExcusedSpan:
    """Days taken out of the holder's time, [began_on, ended_on); None = goes on."""

    cause: CauseInterval
    began_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class ClockPicture:
    """`from_on` = the agreed start, or the stop; `year_on`, `two_years_on` on the calendar, `own_year_on`, `own_recovery_on` on the holder's own
    time (None = a cause goes on; recovery only for land never started). Days are those from `from_on` up to the day asked, not counting it."""

    is_stop: bool
    from_on: date
    as_of: date
    year_on: date
    two_years_on: date | None
    own_year_on: date | None
    own_recovery_on: date | None
    own_days: int
    excused_days: int
    spans: tuple[ExcusedSpan, ...]


def clock_picture(facts: DevelopmentFacts, limits: IdleLimits, as_of: date) -> ClockPicture | None:
    """Return the clock that runs on a day; None where none does: completed, being built, or no day to count from."""
    if facts.completed_on.value is not None and facts.completed_on.value <= as_of:
        return None
    started = has_started(facts, as_of, Trace())
    if started.answer:
        stop = running_stop(facts, as_of)
        if stop is None:
            return None
        begun = stop.stopped_on if started.started_on is None else max(stop.stopped_on, started.started_on)
        own = own_time(excusing_causes(facts, as_of), begun, as_of)
        return _picture(own, limits, whole(limits.stopped_years), None)
    due = start_due(facts, limits, as_of, Trace())
    if due is None:
        return None
    own = own_time_since_due(facts, limits, due, as_of)
    return _picture(own, limits, whole(limits.not_started_years), whole(limits.recovery_years))


def _picture(own: OwnTime, limits: IdleLimits, years: int, recovery: int | None) -> ClockPicture:
    start = own.start
    spans = tuple(
        ExcusedSpan(item.cause, max(item.cause.began_on, start), item.cause.ended_on)
        for item in own.deductions
        if item.cause.ended_on is None or item.cause.ended_on > start
    )
    return ClockPicture(
        is_stop=recovery is None,
        from_on=start,
        as_of=own.as_of,
        year_on=limits.full_on(start, years),
        two_years_on=None if recovery is None else limits.full_on(start, recovery),
        own_year_on=own.full_after(years, limits).reached_on,
        own_recovery_on=None if recovery is None else own.full_after(recovery, limits).reached_on,
        own_days=own.own_days,
        excused_days=own.excused_days + own.early_days,
        spans=spans,
    )
