"""The holder's own time of many contracts at once: the same clock as `cause.own_clock`, over columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gisapp.idle.rules.columns import ENDLESS, NO_DAY, SIDES, Days, FactColumns, Spans
from gisapp.idle.terms import CauseSide

_STRIDE = np.int64(2**42)  # wider than any day: the spans of one contract never reach into the next


@dataclass(frozen=True)
class Excuses:
    """The excused spans of many contracts by day and owner, before they are united."""

    owner: Days
    began: Days
    ended: Days
    side: Days


def excuses_of(columns: FactColumns, as_of: np.int64) -> Excuses:
    """第八条的期间：有证据的各项原因，加上由约定和实际交付之日得出的迟交."""
    causes = columns.causes
    begun = causes.began <= as_of
    late = (
        (columns.agreed_handover != NO_DAY)
        & columns.handover_known
        & (columns.agreed_handover <= as_of)
        & ((columns.handover == NO_DAY) | (columns.handover > columns.agreed_handover))
    )
    rows = np.flatnonzero(late).astype(np.int64)
    ended = np.where(columns.handover[rows] == NO_DAY, ENDLESS, columns.handover[rows])
    government = np.full(len(rows), SIDES.index(CauseSide.GOVERNMENT), dtype=np.int64)
    return Excuses(
        np.concatenate([causes.owner[begun], rows]),
        np.concatenate([causes.began[begun], columns.agreed_handover[rows]]),
        np.concatenate([causes.ended[begun], ended]),
        np.concatenate([causes.side[begun].astype(np.int64), government]),
    )


def unite(excuses: Excuses, start: Days) -> Spans:
    """Unite the spans of each contract from its `start` on; what lies before it is cut off, what touches becomes one."""
    began = np.maximum(excuses.began, start[excuses.owner])
    real = (excuses.ended > began) & (start[excuses.owner] != NO_DAY)
    owner, began, ended = excuses.owner[real], began[real], excuses.ended[real]
    order = np.lexsort((began, owner))
    owner, began, ended = owner[order], began[order], ended[order]
    if not len(owner):
        return Spans(owner, began, ended, np.zeros(0, dtype=np.int8))
    reach = np.maximum.accumulate(ended + owner * _STRIDE)
    opens = np.ones(len(owner), dtype=bool)
    opens[1:] = (began + owner * _STRIDE)[1:] > reach[:-1]
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(owner)) - 1
    return Spans(owner[first], began[first], reach[last] - owner[first] * _STRIDE, np.zeros(len(first), dtype=np.int8))


def own_time_reached(end: Days, spans: Spans) -> Days:
    """Return when the own time that would end on `end` has run, excused days added; `NO_DAY` = never while a cause goes on."""
    excused = np.zeros(len(end), dtype=np.int64)
    endless = spans.ended == ENDLESS
    length = np.where(endless, 0, spans.ended - spans.began)
    stuck = np.zeros(len(end), dtype=bool)
    while True:
        touched = spans.began < (end + excused)[spans.owner]
        stuck[spans.owner[touched & endless]] = True
        counted = np.bincount(spans.owner, weights=length * touched, minlength=len(end)).astype(np.int64)
        moving = (counted != excused) & ~stuck
        if not moving.any():
            return np.where(stuck | (end == NO_DAY), NO_DAY, end + excused)
        excused = np.where(stuck, excused, counted)


def days_covered(spans: Spans, count: int, as_of: np.int64) -> Days:
    """Return for each contract its days before `as_of` that lie in any of its united spans."""
    days = np.maximum(np.minimum(spans.ended, as_of) - spans.began, 0)
    return np.bincount(spans.owner, weights=days, minlength=count).astype(np.int64)


def early_days(excuses: Excuses, start: Days, since: Days, as_of: np.int64) -> Days:
    """Return the days of article 8 in [`since`, `start`) that had passed by `as_of`, each once; `since` may be `NO_DAY` (from ever)."""
    known = start != NO_DAY
    ended = np.minimum(np.minimum(excuses.ended, as_of), np.where(known, start, as_of)[excuses.owner])
    cut = Excuses(excuses.owner, excuses.began, ended, excuses.side)
    from_on = np.where(known, np.maximum(since, NO_DAY + 1), NO_DAY)
    return days_covered(unite(cut, from_on), len(start), as_of)


def longest_side(excuses: Excuses, start: Days, as_of: np.int64) -> Days:
    """Return for each contract the side that took most days from `start` to `as_of`, as an index of `SIDES`; a tie goes to the government."""
    count = len(start)
    days = np.maximum(np.minimum(excuses.ended, as_of) - np.maximum(excuses.began, start[excuses.owner]), 0)
    sums: dict[CauseSide, Days] = {}
    for side in (CauseSide.GOVERNMENT, CauseSide.FORCE_MAJEURE):
        of_side = excuses.side == SIDES.index(side)
        seen = np.bincount(excuses.owner[of_side], minlength=count) > 0
        total = np.bincount(excuses.owner[of_side], weights=days[of_side], minlength=count).astype(np.int64)
        sums[side] = np.where(seen, total, -1)
    wins = sums[CauseSide.FORCE_MAJEURE] > sums[CauseSide.GOVERNMENT]
    return np.where(wins, SIDES.index(CauseSide.FORCE_MAJEURE), SIDES.index(CauseSide.GOVERNMENT)).astype(np.int64)
