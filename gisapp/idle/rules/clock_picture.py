"""The clock as a picture: from which day time runs, which spans article 8 takes out, how many days are the holder's own, and the days it runs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gisapp.idle.rules.cause import excusing_causes, own_clock
from gisapp.idle.rules.facts import CauseInterval, DevelopmentFacts
from gisapp.idle.rules.identification import running_stop
from gisapp.idle.rules.limits import IdleLimits, whole
from gisapp.idle.rules.start_date import has_started, start_due
from gisapp.idle.rules.trace import Trace
from gisapp.kernel.dates import add_years


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
        return _picture(facts, begun, whole(limits.stopped_years), None, as_of)
    due = start_due(facts, limits, as_of, Trace())
    if due is None:
        return None
    return _picture(facts, due, whole(limits.not_started_years), whole(limits.recovery_years), as_of)


def _picture(facts: DevelopmentFacts, start: date, years: int, recovery: int | None, as_of: date) -> ClockPicture:
    causes = excusing_causes(facts, as_of)
    spans = tuple(
        ExcusedSpan(item, max(item.began_on, start), item.ended_on)
        for item in causes
        if item.ended_on is None or item.ended_on > start
    )
    run = max(0, (as_of - start).days)
    excused = _days_covered(spans, as_of)
    return ClockPicture(
        is_stop=recovery is None,
        from_on=start,
        as_of=as_of,
        year_on=add_years(start, years),
        two_years_on=None if recovery is None else add_years(start, recovery),
        own_year_on=own_clock(start, years, causes).reached_on,
        own_recovery_on=None if recovery is None else own_clock(start, recovery, causes).reached_on,
        own_days=run - excused,
        excused_days=excused,
        spans=spans,
    )


def _days_covered(spans: tuple[ExcusedSpan, ...], as_of: date) -> int:
    """Days before `as_of` that lie in any span, each once."""
    total, reach = 0, date.min
    for span in sorted(spans, key=lambda one: one.began_on):
        began, ended = max(span.began_on, reach), min(span.ended_on or as_of, as_of)
        if ended > began:
            total += (ended - began).days
            reach = ended
    return total
