"""The answer in one sentence, as an officer would say it on the telephone: what it is, since when, whose cause, what next and by which day."""

from __future__ import annotations

from datetime import date, timedelta

from gisapp.idle.rules.identification import Identification
from gisapp.idle.rules.limits import years_en, years_zh
from gisapp.idle.rules.missing import MISSING_EN
from gisapp.idle.rules.trace import Words
from gisapp.idle.terms import CauseSide, IdleState
from gisapp.kernel.dates import day_zh


def sentence_of(answer: Identification, *, open_case_no: str | None = None) -> Words:
    """Return the answer in Chinese and English; days are counted from the day asked.

    While a case is open its own clocks run: the sentence names the case and no longer asks for the notice that opened it.
    """
    if answer.state.is_idle:
        return _idle(answer, open_case_no)
    say = {
        IdleState.UNKNOWN: _unknown,
        IdleState.NOT_YET_DUE: _not_yet_due,
        IdleState.START_LATE: _late,
        IdleState.STOPPED: _stopped,
    }.get(answer.state)
    if say is not None:
        return say(answer)
    if answer.state is IdleState.COMPLETED:
        return "已竣工，不构成闲置。", "Completed; not idle."
    if answer.missing:
        return (
            f"已动工开发；{'、'.join(answer.missing)}尚不知道，但当日无论是否停工都不构成闲置。",
            f"Started; {', '.join(MISSING_EN[name] for name in answer.missing)} is not known, but it is not idle on the day either way.",
        )
    return "已动工开发，没有中止，不构成闲置。", "Started and going on; not idle."


def _unknown(answer: Identification) -> Words:
    zh = f"待查实：{'、'.join(answer.missing)}。缺少这些事实，不能认定，也不能排除闲置。"
    missing = ", ".join(MISSING_EN[name] for name in answer.missing)
    en = f"To be established: {missing}. Without these it can be neither found idle nor ruled out."
    full = answer.next_duty.latest_on
    if full is None:
        return zh, en
    return (
        f"{zh}如未动工，{day_zh(full)}满{years_zh(answer.years)}（{_to(full, answer.as_of)[0]}）。",
        f"{en} If not started, {years_en(answer.years)} full on {full.isoformat()} ({_to(full, answer.as_of)[1]}).",
    )


def _not_yet_due(answer: Identification) -> Words:
    due = answer.next_duty.latest_on
    assert due is not None
    left = _to(due, answer.as_of)
    return (
        f"未到动工开发日期，不构成闲置；应于{day_zh(due)}前动工（{left[0]}）。",
        f"The start is not due yet; not idle. It has to start by {due.isoformat()} ({left[1]}).",
    )


def _late(answer: Identification) -> Words:
    last = answer.next_duty.latest_on
    assert last is not None
    full = last + timedelta(days=1)
    days = (full - answer.as_of).days
    return (
        f"逾期未动工，闲置满{years_zh(answer.years)}尚差 {days} 天（{day_zh(full)}满{years_zh(answer.years)}）；最迟{day_zh(last)}前动工。",
        f"Start overdue; {days} days short of {years_en(answer.years)} full ({full.isoformat()}). It has to start by {last.isoformat()}.",
    )


def _stopped(answer: Identification) -> Words:
    last = answer.next_duty.latest_on
    if last is None:
        return (
            f"中止开发已满{years_zh(answer.years)}，但已开发面积和已投资额都够，不属于可以认定的闲置土地。",
            f"Stopped for {years_en(answer.years)} full, but enough area and investment are there: it may not be found idle.",
        )
    full = last + timedelta(days=1)
    days = (full - answer.as_of).days
    known = "" if not answer.missing else f"；尚待查实：{'、'.join(answer.missing)}"
    unknown = (
        "" if not answer.missing else f" Still to be established: {', '.join(MISSING_EN[n] for n in answer.missing)}."
    )
    return (
        f"已动工后中止开发，满{years_zh(answer.years)}尚差 {days} 天（{day_zh(full)}满{years_zh(answer.years)}）；最迟{day_zh(last)}前恢复{known}。",
        f"Started and stopped; {days} days short of {years_en(answer.years)} full ({full.isoformat()}). It has to resume by {last.isoformat()}.{unknown}",
    )


def _idle(answer: Identification, open_case_no: str | None) -> Words:
    assert answer.since is not None
    days = (answer.as_of - answer.since).days
    what = {
        IdleState.NOT_STARTED_IDLE: (
            f"未动工满{years_zh(answer.years)}，疑似闲置",
            f"Not started for {years_en(answer.years)} full, suspected idle",
        ),
        IdleState.NOT_STARTED_TWO_YEARS: (
            f"未动工满{years_zh(answer.recovery_years)}，疑似闲置",
            f"Not started for {years_en(answer.recovery_years)} full, suspected idle",
        ),
        IdleState.STOPPED_IDLE: (
            f"动工后中止满{years_zh(answer.years)}且开发不足，可以认定闲置（建议）",
            f"Stopped for {years_en(answer.years)} full and too little developed: it may be found idle (proposal)",
        ),
    }[answer.state]
    side = _side(answer)
    sanction = _sanction(answer)
    due = answer.next_duty.latest_on
    assert due is not None
    left = _to(due, answer.as_of)
    if open_case_no is not None:
        return (
            f"{what[0]}（自{day_zh(answer.since)}起，已 {days} 天）；{side[0]}；{sanction[0]}已立案，由个案 {open_case_no} 办理。",
            f"{what[1]} since {answer.since.isoformat()} ({days} days); {side[1]}; {sanction[1]}case {open_case_no} is open.",
        )
    return (
        f"{what[0]}（自{day_zh(answer.since)}起，已 {days} 天）；{side[0]}；{sanction[0]}"
        f"最迟{day_zh(due)}前发出《闲置土地调查通知书》（{left[0]}）。",
        f"{what[1]} since {answer.since.isoformat()} ({days} days); {side[1]}; {sanction[1]}"
        f"the notice of investigation goes out by {due.isoformat()} ({left[1]}).",
    )


def _side(answer: Identification) -> Words:
    """Whose cause; where both sides have days, how many each, and when the holder's own time is full."""
    side, own = answer.side or CauseSide.UNKNOWN, answer.own_time
    if side is not CauseSide.MIXED or own is None:
        return side.label_zh, side.label_en
    excused = [
        (one, own.days_of(one)) for one in (CauseSide.GOVERNMENT, CauseSide.FORCE_MAJEURE) if own.days_of(one) > 0
    ]
    full = answer.own_year_on
    until = (
        ("第八条期间未止", "article 8 goes on")
        if full is None
        else (
            f"自身时间{day_zh(full)}满{years_zh(answer.years)}",
            f"the own time is full on {full.isoformat()}",
        )
    )
    days = [*excused, (CauseSide.OWN, own.own_days)]
    return (
        f"{'、'.join(f'{one.label_zh} {count} 日' for one, count in days)}，{until[0]}",
        f"{', '.join(f'{one.label_en} {count} days' for one, count in days)}, {until[1]}",
    )


def _sanction(answer: Identification) -> Words:
    if answer.may_recover:
        return "可以无偿收回；", "it may be recovered without compensation; "
    if answer.may_fee:
        return "可以征缴土地闲置费；", "the idle-land fee may be levied; "
    return "", ""


def _to(day: date, as_of: date) -> Words:
    days = (day - as_of).days
    if days < 0:
        return f"已过 {-days} 天", f"{-days} days ago"
    return ("就在当日", "that very day") if days == 0 else (f"还有 {days} 天", f"in {days} days")
