"""Until when an answer holds by itself: the first day on which time alone may change it, for many contracts at once or for one."""

from __future__ import annotations

from datetime import date

import numpy as np

from gisapp.idle.rules.columns import ENDLESS, NO_DAY, SIDES, Days, FactColumns, as_day, columns_of, day_number
from gisapp.idle.rules.facts import DevelopmentFacts
from gisapp.idle.rules.limits import IdleLimits, whole
from gisapp.idle.rules.own_time import excuses_of
from gisapp.idle.rules.scan import STATES, ScanAnswer, full_on, reached_by, scan, start_due_of
from gisapp.idle.terms import CauseSide, IdleState

_NEVER = np.int64(2**41)


def next_changes(
    columns: FactColumns, answer: ScanAnswer, limits: IdleLimits, day: date, rulebook_changes_on: date | None = None
) -> Days:
    """Return per contract the first day after `day` on which the answer may be another one although nothing new becomes known.

    Before that day the answer is the same, its trace apart; `NO_DAY` = no such day in sight. `rulebook_changes_on` = the next
    day on which one of the numbers changes.
    """
    as_of, count = day_number(day), len(columns)
    nearest = np.full(count, _NEVER)

    def may(days: Days) -> None:
        later = (days != NO_DAY) & (days > as_of)
        np.minimum(nearest, np.where(later, days, _NEVER), out=nearest)

    def may_each(owner: Days, days: Days) -> None:
        later = (days > as_of) & (days < ENDLESS)
        np.minimum.at(nearest, owner[later], days[later])

    # what is already written down for a later day
    for known in (
        columns.permit,
        columns.foundation,
        columns.completed,
        columns.agreed_handover,
        columns.handover,
        columns.discovered,
    ):
        may(known)
    may(columns.established_on)
    for spans in (columns.stops, columns.causes):
        may_each(spans.owner, spans.began)
        may_each(spans.owner, spans.ended)
    may_each(columns.new_starts.owner, columns.new_starts.began)
    for amounts in (columns.developed, columns.invested):
        may_each(amounts.owner, amounts.on)

    # the days to which the clocks run
    started = reached_by(columns.permit, columns.permit_known, as_of)[0]
    started &= reached_by(columns.foundation, columns.foundation_known, as_of)[0]
    due = start_due_of(columns, whole(limits.start_after_handover_years), as_of)
    waiting = np.where(started, NO_DAY, due)
    may(waiting)
    may(full_on(waiting, whole(limits.not_started_years), limits))
    may(full_on(waiting, whole(limits.recovery_years), limits))
    stops = columns.stops
    running = (stops.began <= as_of) & (stops.ended > as_of)
    stopped = np.full(count, _NEVER)
    np.minimum.at(stopped, stops.owner[running], stops.began[running])
    begun = np.where(stopped < _NEVER, np.maximum(stopped, np.maximum(columns.permit, columns.foundation)), NO_DAY)
    may(full_on(np.where(started, begun, NO_DAY), whole(limits.stopped_years), limits))
    since_start = np.where(started & ~columns.stops_known, np.maximum(columns.permit, columns.foundation), NO_DAY)
    may(full_on(since_start, whole(limits.stopped_years), limits))
    may(answer.own_year)
    may(answer.own_recovery)
    _may_tip(columns, answer, as_of, nearest)

    if rulebook_changes_on is not None:
        np.minimum(nearest, day_number(rulebook_changes_on), out=nearest)
    done = answer.state == STATES.index(IdleState.COMPLETED)
    return np.where((nearest == _NEVER) | done, NO_DAY, nearest)


def _may_tip(columns: FactColumns, answer: ScanAnswer, as_of: np.int64, nearest: Days) -> None:
    """Where both sides took days and one goes on, the longer one may be the other tomorrow; so may own days be counted where a span
    has just ended."""
    excuses = excuses_of(columns, as_of)
    count = len(columns)
    seen: list[Days] = []
    for side in (CauseSide.GOVERNMENT, CauseSide.FORCE_MAJEURE):
        of_side = excuses.side == SIDES.index(side)
        seen.append(np.bincount(excuses.owner[of_side], minlength=count).astype(np.int64))
    goes_on = np.bincount(excuses.owner[excuses.ended > as_of], minlength=count) > 0
    nearest[(seen[0] > 0) & (seen[1] > 0) & goes_on & (answer.side >= 0)] = as_of + 1
    excused_only = np.isin(answer.side, (SIDES.index(CauseSide.GOVERNMENT), SIDES.index(CauseSide.FORCE_MAJEURE)))
    nearest[excused_only & ~goes_on] = as_of + 1


def next_change(
    facts: DevelopmentFacts, limits: IdleLimits, day: date, rulebook_changes_on: date | None = None
) -> date | None:
    """Return the first day after `day` on which time alone may change the answer about one contract; None = none in sight."""
    columns = columns_of([facts])
    return as_day(next_changes(columns, scan(columns, limits, day), limits, day, rulebook_changes_on)[0])
