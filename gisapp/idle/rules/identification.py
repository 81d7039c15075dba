"""闲置土地认定：在某一天，一份合同的土地是否构成闲置、依据哪一情形、自何日起、归谁的原因、下一步做什么、最迟哪天。"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gisapp.idle.rules.cause import OwnClock, OwnTime, excusing_causes, own_time, whose_cause
from gisapp.idle.rules.facts import DevelopmentFacts, running_stop
from gisapp.idle.rules.limits import IdleLimits, whole, years_zh
from gisapp.idle.rules.shares import too_little_developed
from gisapp.idle.rules.start_date import has_started, start_due
from gisapp.idle.rules.trace import Trace, TraceLine, Words
from gisapp.idle.terms import CauseSide, IdleDuty, IdleGround, IdleState
from gisapp.kernel.dates import day_zh
from gisapp.kernel.rulebook import RuleEntry

ORDER = "闲置土地处置办法"
_STOPPED: Words = ("是否中止开发", "Has work stopped")
_STOPS = ("是否中止开发",)


@dataclass(frozen=True, slots=True)
class NextDuty:
    """What has to be done next, by when at the latest (None = no day can be named), and where that is written."""

    duty: IdleDuty
    latest_on: date | None
    article: str


@dataclass(frozen=True)
class Identification:
    """The engine's answer for one contract on one day.

    `since` = the day on which the land became idle. `is_proposal` = the order says “may”: a person decides (second limb).
    `may_fee`, `may_recover` are only ever True for never-started land of the holder's own, established cause.
    `own_time` = the days since the clock began, by side: None where no clock has run for its years. `years`, `recovery_years` = the numbers
    of the rulebook by which the answer speaks. `missing` names the facts without which there is no answer; `own_year_on`, `own_recovery_on` = when the holder's own time
    has run for the fee and for recovery.
    """

    contract_no: str
    as_of: date
    state: IdleState
    ground: IdleGround | None
    since: date | None
    is_proposal: bool
    side: CauseSide | None
    may_fee: bool
    may_recover: bool
    own_year_on: date | None
    own_recovery_on: date | None
    next_duty: NextDuty
    missing: tuple[str, ...]
    own_time: OwnTime | None
    years: int
    recovery_years: int
    trace: tuple[TraceLine, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as JSON in a fixed order: the same facts and rulebook always give the same bytes."""
        return {
            "contract_no": self.contract_no,
            "as_of": self.as_of.isoformat(),
            "state": self.state.value,
            "ground": self.ground.value if self.ground else None,
            "since": _iso(self.since),
            "is_proposal": self.is_proposal,
            "side": self.side.value if self.side else None,
            "may_fee": self.may_fee,
            "may_recover": self.may_recover,
            "own_year_on": _iso(self.own_year_on),
            "own_recovery_on": _iso(self.own_recovery_on),
            "next_duty": {
                "duty": self.next_duty.duty.value,
                "latest_on": _iso(self.next_duty.latest_on),
                "article": self.next_duty.article,
            },
            "missing": list(self.missing),
            "days": None if self.own_time is None else days_by_side(self.own_time),
            "trace": [line.as_dict() for line in self.trace],
        }

    def as_bytes(self) -> bytes:
        """Return the answer as it is kept and hashed: UTF-8 JSON, no spaces, keys in their fixed order."""
        return json.dumps(self.as_dict(), ensure_ascii=False, separators=(",", ":")).encode()


def identify_idle_land(facts: DevelopmentFacts, limits: IdleLimits, as_of: date) -> Identification:
    """闲置土地认定（第二条）：两种情形，具备其一即可.

    - 未动工：超过约定、规定的动工开发日期满一年未动工开发；
    - 中止：已动工，但开发面积不足应开发面积三分之一，或者已投资额不足总投资额百分之二十五，且中止开发满一年——“也可以”认定，只作建议。

    征缴闲置费、无偿收回只对从未动工且属自身原因的（第十四条）。缺事实的答“待查实”，不答“未闲置”。
    """
    trace = Trace()
    done = facts.completed_on.value
    if done is not None and done <= as_of:
        trace.tell(
            ("是否竣工", "Is it completed"),
            (f"{day_zh(done)}竣工", f"completed on {done.isoformat()}"),
            source=facts.completed_on.source,
        )
        return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.COMPLETED))
    due = start_due(facts, limits, as_of, trace)
    started = has_started(facts, as_of, trace)
    if started.answer:
        return _stopped(facts, limits, as_of, trace, started.started_on)
    if due is None:
        missing = ("动工开发日期或交付土地日期", *started.missing)
        return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.UNKNOWN, missing=missing))
    if as_of < due:
        duty = NextDuty(IdleDuty.START, due, "约定、规定的动工开发日期")
        return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.NOT_YET_DUE), duty=duty)
    return _not_started(facts, limits, as_of, trace, due, started.answer, started.missing)


def _not_started(
    facts: DevelopmentFacts,
    limits: IdleLimits,
    as_of: date,
    trace: Trace,
    due: date,
    answer: bool | None,
    missing: tuple[str, ...],
) -> Identification:
    """第一种情形：过了动工开发日期而未动工（或不知是否动工）."""
    years = whole(limits.not_started_years)
    since = limits.full_on(due, years)
    _tell_full(trace, f"满{years_zh(years)}之日", f"{years} year(s) full", due, since, limits.not_started_years, limits)
    if answer is None:
        duty = NextDuty(IdleDuty.SURVEY, since if as_of < since else None, f"{ORDER} 第七条")
        return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.UNKNOWN, missing=missing), duty=duty)
    if as_of < since:
        duty = NextDuty(IdleDuty.START, since - timedelta(days=1), f"{ORDER} 第二条")
        return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.START_LATE), duty=duty)
    recovery_years = whole(limits.recovery_years)
    own = own_time_since_due(facts, limits, due, as_of)
    year, recovery = own.full_after(years, limits), own.full_after(recovery_years, limits)
    side = whose_cause(facts, own, year, as_of, trace)
    _tell_early(trace, own, limits)
    _tell_clock(trace, (f"自身时间满{years_zh(years)}之日", "The holder's own time full for the fee"), year, own)
    _tell_clock(
        trace, (f"自身时间满{years_zh(recovery_years)}之日", "The holder's own time full for recovery"), recovery, own
    )
    is_own = side is CauseSide.OWN
    two_years = limits.full_on(due, recovery_years) <= as_of
    return _answer(
        facts,
        limits,
        as_of,
        trace,
        _Outcome(
            state=IdleState.NOT_STARTED_TWO_YEARS if two_years else IdleState.NOT_STARTED_IDLE,
            ground=IdleGround.NOT_STARTED,
            since=since,
            side=side,
            may_fee=is_own and _reached(year, as_of) and not _reached(recovery, as_of),
            may_recover=is_own and _reached(recovery, as_of),
            own_year_on=year.reached_on,
            own_recovery_on=recovery.reached_on,
            own=own,
        ),
        duty=_investigate(facts, limits, since, as_of),
    )


def own_time_since_due(facts: DevelopmentFacts, limits: IdleLimits, due: date, as_of: date) -> OwnTime:
    """约定动工日以来的自身时间；动工日以前的第八条期间是否一并扣除，看规则库，另行约定动工日的只看该约定以后的."""
    signed = max((item.signed_on for item in facts.new_starts if item.signed_on <= as_of), default=date.min)
    early_from = signed if limits.causes_before_start_count.value else None
    return own_time(excusing_causes(facts, as_of), due, as_of, early_from=early_from)


def _stopped(
    facts: DevelopmentFacts, limits: IdleLimits, as_of: date, trace: Trace, started_on: date | None
) -> Identification:
    """第二种情形：动工以后中止开发；中止满一年且开发不足的，可以认定."""
    stop = running_stop(facts, as_of)
    years = whole(limits.stopped_years)
    if stop is None:
        if facts.stops_known:
            trace.tell(_STOPPED, ("没有中止", "it goes on"))
            return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.BUILDING))
        return _stop_unknown(facts, limits, as_of, trace, started_on)
    begun = stop.stopped_on if started_on is None else max(stop.stopped_on, started_on)
    since = limits.full_on(begun, years)
    trace.tell(_STOPPED, (f"{day_zh(begun)}起中止", f"stopped since {begun.isoformat()}"), source=stop.source)
    _tell_full(
        trace, f"中止满{years_zh(years)}之日", "Stopped for the full time", begun, since, limits.stopped_years, limits
    )
    short = too_little_developed(facts, limits, as_of, trace)
    if as_of < since:
        duty = NextDuty(IdleDuty.RESUME, since - timedelta(days=1), f"{ORDER} 第二条")
        return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.STOPPED, missing=short.missing), duty=duty)
    if short.answer is None:
        duty = NextDuty(IdleDuty.SURVEY, None, f"{ORDER} 第七条")
        return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.UNKNOWN, missing=short.missing), duty=duty)
    if not short.answer:
        trace.tell(
            ("是否开发不足", "Is too little developed"),
            ("面积和投资都够，不属于第二条第二款", "area and investment are enough: not the second limb of article 2"),
        )
        return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.STOPPED))
    own = own_time(excusing_causes(facts, as_of), begun, as_of)
    year = own.full_after(years, limits)
    side = whose_cause(facts, own, year, as_of, trace)
    _tell_clock(trace, (f"自身时间满{years_zh(years)}之日", "The holder's own time full"), year, own)
    trace.tell(
        ("能否认定", "May it be found idle"),
        (
            "可以认定（第二条第二款“也可以”），由承办人决定；不征缴闲置费，不无偿收回",
            "it may (article 2, second limb): a person decides; no fee and no recovery",
        ),
        source=f"{ORDER} 第十二条",
    )
    return _answer(
        facts,
        limits,
        as_of,
        trace,
        _Outcome(
            state=IdleState.STOPPED_IDLE,
            ground=IdleGround.STOPPED,
            since=since,
            is_proposal=True,
            side=side,
            own_year_on=year.reached_on,
            own=own,
        ),
        duty=_investigate(facts, limits, since, as_of),
    )


def _stop_unknown(
    facts: DevelopmentFacts, limits: IdleLimits, as_of: date, trace: Trace, started_on: date | None
) -> Identification:
    """不知是否中止的：动工未满年限，或者面积和投资都够，中止也不构成闲置，不必先查；此外为待查实（第二条第二款）."""
    earliest = None if started_on is None else limits.full_on(started_on, whole(limits.stopped_years))
    if earliest is not None and as_of < earliest:
        trace.tell(
            _STOPPED,
            (
                f"是否停工未知；即使动工当日即停，也要到{day_zh(earliest)}才满{years_zh(whole(limits.stopped_years))}，当日不构成闲置",
                f"not known; even if it had stopped at once, the time is full on {earliest.isoformat()} only: not idle on the day",
            ),
            rule=limits.stopped_years,
        )
        return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.BUILDING, missing=_STOPS))
    if too_little_developed(facts, limits, as_of, trace).answer is False:
        trace.tell(
            _STOPPED,
            (
                "是否停工未知；面积和投资都够，停工也不属于第二条第二款",
                "not known; area and investment are enough: a stop would not be the second limb of article 2",
            ),
        )
        return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.BUILDING, missing=_STOPS))
    trace.tell(
        _STOPPED,
        (
            "未知：已动工，不属于“未动工”；现场是否停工待查",
            "not known: it has started, so it is not the first limb; whether work has stopped is to be established",
        ),
    )
    return _answer(facts, limits, as_of, trace, _Outcome(state=IdleState.UNKNOWN, missing=_STOPS))


def _investigate(facts: DevelopmentFacts, limits: IdleLimits, since: date, as_of: date) -> NextDuty:
    """第五条：发现涉嫌闲置之日起三十日内调查核实并发出通知书；没有另记发现之日的，自构成闲置之日起算."""
    discovered = facts.found_by(as_of)
    found = since if discovered is None else max(since, discovered)
    return NextDuty(IdleDuty.INVESTIGATE, found + timedelta(days=whole(limits.investigation_days)), f"{ORDER} 第五条")


def warnings_of(answer: Identification, limits: IdleLimits) -> Iterator[tuple[date, NextDuty]]:
    """期限前的两次提醒：最迟之日前 90 日和 30 日（日数可调）；当日已过的不再提."""
    latest_on = answer.next_duty.latest_on
    if latest_on is None:
        return
    for entry in (limits.first_warning_days, limits.second_warning_days):
        day = latest_on - timedelta(days=whole(entry))
        if day >= answer.as_of:
            yield day, answer.next_duty


def _reached(clock: OwnClock, as_of: date) -> bool:
    return clock.reached_on is not None and clock.reached_on <= as_of


def _tell_full(trace: Trace, zh: str, en: str, start: date, full: date, rule: RuleEntry, limits: IdleLimits) -> None:
    """The day on which the years are full, and by which way of counting anniversaries: the order does not say it."""
    years, added = whole(rule), whole(limits.anniversary_adds_days)
    counted = f"{day_zh(start)} + {years} 年" + (f" + {added} 日" if added else "")
    counted_en = f"{start.isoformat()} + {years} year(s)" + (f" + {added} day(s)" if added else "")
    trace.tell((zh, en), (day_zh(full), full.isoformat()), rule=rule, arithmetic=(counted, counted_en))
    way = (
        ("对应日为期间的最后一日，次日满年", "the corresponding day is the last of the period; the next one is full")
        if added
        else ("对应日当日即为满年", "full on the corresponding day")
    )
    trace.tell(("满年的算法", "How anniversaries are counted"), way, rule=limits.anniversary_adds_days)


def _tell_early(trace: Trace, own: OwnTime, limits: IdleLimits) -> None:
    """Days of article 8 before the agreed start: said wherever there are any, deducted or not."""
    days = own.early_days or max((item.days_before for item in own.deductions), default=0)
    if not days:
        return
    answer = (
        (f"扣除 {days} 日", f"{days} days deducted")
        if limits.causes_before_start_count.value
        else ("不另扣：自身时间自动工日起算", "not deducted: the holder's own time begins with the agreed start")
    )
    trace.tell(
        ("动工日以前的第八条期间", "Days of article 8 before the agreed start"),
        answer,
        rule=limits.causes_before_start_count,
    )


def _tell_clock(trace: Trace, question: Words, clock: OwnClock, own: OwnTime) -> None:
    reached = (
        ("第八条期间未止，暂不起算", "days of article 8 go on: it does not run")
        if clock.reached_on is None
        else (day_zh(clock.reached_on), clock.reached_on.isoformat())
    )
    days = clock.excused_days + own.early_days
    trace.tell(question, reached, arithmetic=(f"扣除第八条期间 {days} 日", f"less {days} days of article 8"))


def days_by_side(own: OwnTime) -> dict[str, int]:
    """Return the days since the clock began by whose they are, those before it that count under `before_start`."""
    sides = (CauseSide.GOVERNMENT, CauseSide.FORCE_MAJEURE)
    return {"own": own.own_days} | {str(side): own.days_of(side) for side in sides} | {"before_start": own.early_days}


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the engine found, by the names of Identification."""

    state: IdleState
    ground: IdleGround | None = None
    since: date | None = None
    is_proposal: bool = False
    side: CauseSide | None = None
    may_fee: bool = False
    may_recover: bool = False
    own_year_on: date | None = None
    own_recovery_on: date | None = None
    own: OwnTime | None = None
    missing: tuple[str, ...] = ()


def _answer(
    facts: DevelopmentFacts,
    limits: IdleLimits,
    as_of: date,
    trace: Trace,
    found: _Outcome,
    *,
    duty: NextDuty | None = None,
) -> Identification:
    if duty is None:
        kind = IdleDuty.SURVEY if found.state is IdleState.UNKNOWN else IdleDuty.NOTHING
        duty = NextDuty(kind, None, f"{ORDER} 第七条" if kind is IdleDuty.SURVEY else "")
    return Identification(
        facts.contract_no,
        as_of,
        found.state,
        found.ground,
        found.since,
        found.is_proposal,
        found.side,
        found.may_fee,
        found.may_recover,
        found.own_year_on,
        found.own_recovery_on,
        duty,
        found.missing,
        found.own,
        whole(
            limits.stopped_years
            if found.ground is IdleGround.STOPPED or found.state is IdleState.STOPPED
            else limits.not_started_years
        ),
        whole(limits.recovery_years),
        tuple(trace.lines),
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
