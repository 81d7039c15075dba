"""闲置筛查：全部合同在某一天的认定，一次算完；与 `identification.identify_idle_land` 逐份相同，只是不写推理过程。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from gisapp.idle.rules.columns import NO_DAY, SIDES, Amounts, Bits, Codes, Days, FactColumns, Flags, day_number
from gisapp.idle.rules.limits import IdleLimits, whole
from gisapp.idle.rules.own_time import (
    Excuses,
    days_covered,
    early_days,
    excuses_of,
    longest_side,
    own_time_reached,
    unite,
)
from gisapp.idle.terms import CauseSide, IdleDuty, IdleState

STATES = list(IdleState)
DUTIES = list(IdleDuty)
NO_SIDE = np.int8(-1)

# What is missing, one bit each: which facts an officer has to find out before there is an answer.
MISSING_START_DATE, MISSING_PERMIT, MISSING_FOUNDATION, MISSING_STOPS = 1, 2, 4, 8
MISSING_DUE_AREA, MISSING_DEVELOPED, MISSING_TOTAL, MISSING_INVESTED = 16, 32, 64, 128
MISSING_NAMES = {
    MISSING_START_DATE: "动工开发日期或交付土地日期",
    MISSING_PERMIT: "施工许可证",
    MISSING_FOUNDATION: "地基是否达到动工标准",
    MISSING_STOPS: "是否中止开发",
    MISSING_DUE_AREA: "应动工开发面积",
    MISSING_DEVELOPED: "已动工开发面积",
    MISSING_TOTAL: "总投资额（不含价款和税费）",
    MISSING_INVESTED: "已投资额（不含价款和税费）",
}


def missing_names(bits: int) -> list[str]:
    """Return the facts that these bits name, as the single case names them."""
    return [name for bit, name in MISSING_NAMES.items() if bits & bit]


@dataclass(frozen=True)
class ScanAnswer:
    """One row per contract: indexes of `STATES`, `SIDES` (−1 = none), `DUTIES`; days as in the columns; `missing` as bits."""

    state: Codes
    since: Days
    side: Codes
    may_fee: Flags
    may_recover: Flags
    own_year: Days
    own_recovery: Days
    duty: Codes
    latest: Days
    missing: Bits


def scan(columns: FactColumns, limits: IdleLimits, day: date) -> ScanAnswer:
    """闲置土地认定，全部合同一次：两种情形、原因、闲置费和收回的条件、下一步和最迟之日（第二条、第五条、第八条、第十四条）."""
    as_of, count = day_number(day), len(columns)
    due = start_due_of(columns, whole(limits.start_after_handover_years), as_of)
    permit, no_permit = reached_by(columns.permit, columns.permit_known, as_of)
    ground, no_ground = reached_by(columns.foundation, columns.foundation_known, as_of)
    started, not_started = permit & ground, no_permit | no_ground
    answer = _Answer(count)

    completed = (columns.completed != NO_DAY) & (columns.completed <= as_of)
    open_ = ~completed
    answer.put(completed, IdleState.COMPLETED, IdleDuty.NOTHING)

    waiting = open_ & ~started & (due == NO_DAY)
    answer.put(waiting, IdleState.UNKNOWN, IdleDuty.SURVEY)
    answer.miss(waiting, MISSING_START_DATE)
    asked = open_ & ~started & ~not_started
    early = open_ & ~started & (due != NO_DAY) & (due > as_of)
    answer.put(early, IdleState.NOT_YET_DUE, IdleDuty.START, due)
    late = open_ & ~started & (due != NO_DAY) & (due <= as_of)
    for bit, known in ((MISSING_PERMIT, permit | no_permit), (MISSING_FOUNDATION, ground | no_ground)):
        answer.miss(asked & (late | waiting) & ~known, bit)

    excuses = excuses_of(columns, as_of)
    full = full_on(due, whole(limits.not_started_years), limits)
    answer.put(late & asked, IdleState.UNKNOWN, IdleDuty.SURVEY, np.where(full > as_of, full, NO_DAY))
    late &= not_started
    answer.put(late & (full > as_of), IdleState.START_LATE, IdleDuty.START, full - 1)
    idle = late & (full <= as_of)
    recovery = full_on(due, whole(limits.recovery_years), limits)
    spans, early = unite(excuses, due), _early_of(columns, excuses, due, limits, as_of)
    own_year, own_recovery = (own_time_reached(_later(day, early), spans) for day in (full, recovery))
    own_days = as_of - due - days_covered(spans, count, as_of) - early
    side = _side(columns, own_year, own_days, longest_side(excuses, due, as_of), as_of)
    investigate = _found(columns, full, as_of) + whole(limits.investigation_days)
    answer.put(idle & (recovery > as_of), IdleState.NOT_STARTED_IDLE, IdleDuty.INVESTIGATE, investigate)
    answer.put(idle & (recovery <= as_of), IdleState.NOT_STARTED_TWO_YEARS, IdleDuty.INVESTIGATE, investigate)
    answer.find(idle, full, side, own_year, own_recovery)
    is_own = idle & (side == SIDES.index(CauseSide.OWN))
    ripe = (own_recovery != NO_DAY) & (own_recovery <= as_of)
    answer.may_fee[:] = is_own & (own_year != NO_DAY) & (own_year <= as_of) & ~ripe
    answer.may_recover[:] = is_own & ripe

    _second_limb(columns, limits, as_of, answer, open_ & started, excuses)
    return answer.frozen()


def _second_limb(
    columns: FactColumns, limits: IdleLimits, as_of: np.int64, answer: _Answer, started: Flags, excuses: Excuses
) -> None:
    """第二种情形：动工以后中止开发."""
    count = len(columns)
    stops = columns.stops
    running = (stops.began <= as_of) & (stops.ended > as_of)
    stopped = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(stopped, stops.owner[running], stops.began[running])
    has_stop = stopped != np.iinfo(np.int64).max
    going_on = started & ~has_stop
    short, enough, missing = _too_little(columns, limits, as_of)
    unasked = going_on & ~columns.stops_known
    ruled_out = enough | (full_on(_started_on(columns, started), whole(limits.stopped_years), limits) > as_of)
    answer.put(going_on & (columns.stops_known | ruled_out), IdleState.BUILDING, IdleDuty.NOTHING)
    answer.put(unasked & ~ruled_out, IdleState.UNKNOWN, IdleDuty.SURVEY)
    answer.miss(unasked, MISSING_STOPS)

    halted = started & has_stop
    begun = np.where(halted, np.maximum(stopped, _started_on(columns, started)), NO_DAY)
    full = full_on(begun, whole(limits.stopped_years), limits)
    answer.put(halted & (full > as_of), IdleState.STOPPED, IdleDuty.RESUME, full - 1)
    year_full = halted & (full <= as_of)
    answer.put(year_full & enough, IdleState.STOPPED, IdleDuty.NOTHING)
    answer.put(year_full & ~short & ~enough, IdleState.UNKNOWN, IdleDuty.SURVEY)
    open_question = halted & ~short & ~enough
    answer.missing[open_question] |= missing[open_question]

    idle = year_full & short
    spans = unite(excuses, begun)
    own_year = own_time_reached(full, spans)
    own_days = as_of - begun - days_covered(spans, count, as_of)
    side = _side(columns, own_year, own_days, longest_side(excuses, begun, as_of), as_of)
    investigate = _found(columns, full, as_of) + whole(limits.investigation_days)
    answer.put(idle, IdleState.STOPPED_IDLE, IdleDuty.INVESTIGATE, investigate)
    answer.find(idle, full, side, own_year, np.full(count, NO_DAY))


def add_years(days: Days, years: int) -> Days:
    """Return the day of the same number `years` later, 29 February becoming 28 where there is none; `NO_DAY` stays."""
    known = days != NO_DAY
    stamps = np.where(known, days, 0).astype("datetime64[D]")
    months = stamps.astype("datetime64[M]")
    target = months + np.timedelta64(12 * years, "M")
    of_month = (stamps - months.astype("datetime64[D]")).astype(np.int64)
    first = target.astype("datetime64[D]").astype(np.int64)
    last = (target + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - 1
    return np.where(known, np.minimum(first + of_month, last), NO_DAY)


def full_on(days: Days, years: int, limits: IdleLimits) -> Days:
    """Return the day on which so many years are full, as `IdleLimits.full_on`; `NO_DAY` stays."""
    return _later(add_years(days, years), whole(limits.anniversary_adds_days))


def _later(days: Days, added: Days | int) -> Days:
    return np.where(days == NO_DAY, NO_DAY, days + added)


def _started_on(columns: FactColumns, started: Flags) -> Days:
    return np.where(started, np.maximum(columns.permit, columns.foundation), NO_DAY)


def _early_of(columns: FactColumns, excuses: Excuses, due: Days, limits: IdleLimits, as_of: np.int64) -> Days:
    """Days of article 8 before the agreed start, where the rulebook counts them: after the newest agreement on a start only."""
    if not limits.causes_before_start_count.value:
        return np.zeros(len(columns), dtype=np.int64)
    signed = np.full(len(columns), NO_DAY)
    anew = columns.new_starts
    by_then = anew.began <= as_of
    np.maximum.at(signed, anew.owner[by_then], anew.began[by_then])
    return early_days(excuses, due, signed, as_of)


def start_due_of(columns: FactColumns, years: int, as_of: np.int64) -> Days:
    """The newest start agreed anew and signed by then, else the contract's, else the handover and a year (第二十二条)."""
    due = np.where(columns.agreed_start != NO_DAY, columns.agreed_start, add_years(columns.handover, years))
    anew = columns.new_starts
    signed = anew.began <= as_of
    owner, on, start = anew.owner[signed], anew.began[signed], anew.ended[signed]
    # of two signed on one day the one named first counts, as in the single case: so it has to be written last
    order = np.lexsort((-np.arange(len(owner)), on, owner))
    due[owner[order]] = start[order]
    return due


def reached_by(day: Days, known: Flags, as_of: np.int64) -> tuple[Flags, Flags]:
    """Known to have come, known not to have come."""
    come = known & (day != NO_DAY) & (day <= as_of)
    return come, known & ~come


def _found(columns: FactColumns, full: Days, as_of: np.int64) -> Days:
    """The day on which the land was found to be idle: not before it was, and what is discovered later does not count yet."""
    discovered = np.where(columns.discovered <= as_of, columns.discovered, NO_DAY)
    return np.maximum(full, discovered)


def _side(columns: FactColumns, own_year: Days, own_days: Days, longest: Days, as_of: np.int64) -> Days:
    short = (own_year == NO_DAY) | (own_year > as_of)
    known = (columns.established >= 0) & (columns.established_on <= as_of)  # NO_DAY = not dated: always
    found = np.where(known, columns.established, SIDES.index(CauseSide.UNKNOWN))
    return np.where(short, np.where(own_days > 0, SIDES.index(CauseSide.MIXED), longest), found)


def _too_little(columns: FactColumns, limits: IdleLimits, as_of: np.int64) -> tuple[Flags, Flags, Bits]:
    """开发不足、两项都够、缺什么：面积不足三分之一或者投资不足百分之二十五."""
    count = len(columns)
    area, area_known = _latest(columns.developed, count, as_of)
    money, money_known = _latest(columns.invested, count, as_of)
    due_known = columns.due_area > 0
    total_known = columns.total_known & (columns.total_net > 0)
    short_area = area_known & due_known & _below(area, columns.due_area, limits.developed_share)
    short_money = money_known & total_known & _below(money, columns.total_net, Fraction(limits.invested_share.value))
    short = short_area | short_money
    enough = area_known & due_known & money_known & total_known & ~short
    missing = np.zeros(count, dtype=np.int16)
    for bit, known in (
        (MISSING_DUE_AREA, due_known),
        (MISSING_DEVELOPED, area_known),
        (MISSING_TOTAL, total_known),
        (MISSING_INVESTED, money_known),
    ):
        missing[~known] |= bit
    return short, enough, missing


def _below(part: Days, total: Days, share: Fraction) -> Flags:
    """part ÷ total < share, without dividing."""
    return part * share.denominator < total * share.numerator


def _latest(amounts: Amounts, count: int, as_of: np.int64) -> tuple[Days, Flags]:
    """The newest amount of each contract by that day, of two on one day the one named last; and whether it is known net."""
    seen = np.flatnonzero(amounts.on <= as_of)
    order = seen[np.lexsort((seen, amounts.on[seen], amounts.owner[seen]))]
    value, known = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)
    value[amounts.owner[order]] = amounts.amount[order]
    known[amounts.owner[order]] = amounts.is_net_known[order]
    return value, known


class _Answer:
    """The answer while it is being written, one group of contracts after another."""

    def __init__(self, count: int) -> None:
        self.state = np.full(count, STATES.index(IdleState.UNKNOWN), dtype=np.int8)
        self.duty = np.full(count, DUTIES.index(IdleDuty.SURVEY), dtype=np.int8)
        self.latest, self.since = np.full(count, NO_DAY), np.full(count, NO_DAY)
        self.own_year, self.own_recovery = np.full(count, NO_DAY), np.full(count, NO_DAY)
        self.side = np.full(count, NO_SIDE, dtype=np.int8)
        self.may_fee, self.may_recover = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
        self.missing = np.zeros(count, dtype=np.int16)

    def put(self, which: Flags, state: IdleState, duty: IdleDuty, latest: Days | None = None) -> None:
        self.state[which], self.duty[which] = STATES.index(state), DUTIES.index(duty)
        self.latest[which] = NO_DAY if latest is None else latest[which]

    def miss(self, which: Flags, bit: int) -> None:
        self.missing[which] |= np.int16(bit)

    def find(self, which: Flags, since: Days, side: Days, own_year: Days, own_recovery: Days) -> None:
        self.since[which], self.side[which] = since[which], side[which].astype(np.int8)
        self.own_year[which], self.own_recovery[which] = own_year[which], own_recovery[which]

    def frozen(self) -> ScanAnswer:
        return ScanAnswer(
            self.state, self.since, self.side, self.may_fee, self.may_recover, self.own_year, self.own_recovery,
            self.duty, self.latest, self.missing,
        )  # fmt: skip
