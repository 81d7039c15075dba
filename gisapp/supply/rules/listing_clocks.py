"""出让公告的时间表：每个节点定在哪一天、为什么是那一天、现在到了没有、由谁办。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gisapp.kernel.dates import day_zh
from gisapp.kernel.rulebook import RuleEntry
from gisapp.kernel.workdays import DayUnit, Term, WorkCalendar, compute_deadline
from gisapp.supply.listing_terms import ListingMethod
from gisapp.supply.rules.listing_limits import OPEN, RESULT_DAYS, RESULT_SOON, ListingLimits

OPENING = {
    ListingMethod.LISTING: ("挂牌开始", "Listing opens"),
    ListingMethod.AUCTION: ("拍卖", "Auction"),
    ListingMethod.TENDER: ("开标", "Bids opened"),
    ListingMethod.AGREEMENT: ("协商开始", "Negotiation opens"),
}


@dataclass(frozen=True, slots=True)
class ListingDays:
    """The days of an announcement and what has happened of it; None = not set, or not happened."""

    method: ListingMethod
    announced_on: date | None
    applications_from: date | None
    applications_until: date | None
    opens_on: date | None
    decided_from: date | None
    decided_on: date | None
    result_published_on: date | None
    result_until: date | None
    contract_signed_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class ClockStep:
    """One step: its day, whether it is done, due or ahead on the day asked, why it lies there, and on which entry that rests."""

    key: str
    label_zh: str
    label_en: str
    on: date | None
    state: str
    why_zh: str
    why_en: str
    entry: RuleEntry | None = None


def listing_clock(
    days: ListingDays, limits: ListingLimits, calendar: WorkCalendar, as_of: date
) -> tuple[ClockStep, ...]:
    """公告、报名、开始、决定、公布、签约各在哪一天；已结束的公告只列到结束为止."""
    return tuple(_steps(days, limits, calendar, as_of))


def _steps(days: ListingDays, limits: ListingLimits, calendar: WorkCalendar, as_of: date) -> Iterator[ClockStep]:
    notice = limits.notice(days.method)
    yield _step("announced", "发布公告", "Announced", days.announced_on, as_of, "公告写明的公告日。", "As announced.")
    yield _step(
        "applications_from",
        "报名开始",
        "Applications open",
        days.applications_from,
        as_of,
        "公告写明的报名开始日。",
        "As announced.",
    )
    zh, en = OPENING[days.method]
    why = f"公告日后至少 {int(notice.value)} 日。"
    why_en = f"At least {int(notice.value)} days after the announcement."
    if days.announced_on and days.opens_on:
        why = f"公告日{day_zh(days.announced_on)}后第 {(days.opens_on - days.announced_on).days} 日，规定至少 {int(notice.value)} 日。"
        given = (days.opens_on - days.announced_on).days
        why_en = (
            f"Day {given} after the announcement on {days.announced_on}; at least {int(notice.value)} are required."
        )
    yield _step("opens", zh, en, days.opens_on, as_of, why, why_en, notice)
    yield _step(
        "applications_until",
        "报名截止",
        "Applications close",
        days.applications_until,
        as_of,
        "公告写明的报名截止日，当日仍可报名。",
        "As announced; applications are taken on that day, too.",
    )
    if days.ended_on is not None:
        yield ClockStep(
            "ended",
            "提前结束",
            "Ended",
            days.ended_on,
            "done" if days.ended_on <= as_of else "ahead",
            "撤回或未成交，其后各步不再进行。",
            "Withdrawn or failed: nothing follows.",
        )
        return
    open_entry = limits.entries.get(OPEN) if days.method is ListingMethod.LISTING else None
    yield _decision(days, open_entry, as_of)
    if days.decided_on is None:
        return
    yield from _result(days, limits, calendar, as_of)
    signed = days.contract_signed_on
    yield ClockStep(
        "contract", "签订合同", "Contract", signed, "done" if signed and signed <= as_of else "due",
        "成交确认后签订出让合同。" if not signed else f"{day_zh(signed)}已签订。",
        "Signed after the result is confirmed." if not signed else f"Signed on {signed}.",
    )  # fmt: skip


def _decision(days: ListingDays, entry: RuleEntry | None, as_of: date) -> ClockStep:
    if days.decided_on is not None:
        return ClockStep(
            "decision",
            "作出决定",
            "Decision",
            days.decided_on,
            "done",
            "已按公告写明的比选规则决定。",
            "Decided by the announced rule.",
            entry,
        )
    why, why_en = "公告写明的决定日，不得提前。", "The announced day; not before."
    if entry is not None and days.opens_on and days.decided_from:
        why = f"挂牌 {(days.decided_from - days.opens_on).days} 日后，规定挂牌至少 {int(entry.value)} 日。"
        listed = (days.decided_from - days.opens_on).days
        why_en = f"After {listed} days of listing; at least {int(entry.value)} are required."
    on = days.decided_from
    state = "ahead" if on is None or as_of < on else "due"
    return ClockStep("decision", "可以决定", "May be decided", on, state, why, why_en, entry)


def _result(days: ListingDays, limits: ListingLimits, calendar: WorkCalendar, as_of: date) -> Iterator[ClockStep]:
    soon = limits.entries.get(RESULT_SOON)
    assert days.decided_on is not None
    if days.result_published_on is not None:
        yield ClockStep(
            "result",
            "公布结果",
            "Result published",
            days.result_published_on,
            "done",
            "结果已公布。",
            "The result is public.",
            soon,
        )
    elif soon is not None:
        due = compute_deadline(days.decided_on, Term(int(soon.value), DayUnit.WORKING, basis=str(soon.basis)), calendar)
        state = "late" if as_of > due.due_on else "due"
        yield ClockStep(
            "result",
            "公布结果（最迟）",
            "Result due",
            due.due_on,
            state,
            due.sentence_zh,
            f"{int(soon.value)} working days after the decision on {days.decided_on}.",
            soon,
        )
    else:
        yield ClockStep(
            "result",
            "公布结果",
            "Result",
            None,
            "due",
            "决定后应公布结果。",
            "A result is published after the decision.",
        )
    if days.result_until is not None:
        entry = limits.entries[RESULT_DAYS]
        state = "done" if days.result_until < as_of else "due"
        yield ClockStep(
            "result_until",
            "结果公布至",
            "Result public until",
            days.result_until,
            state,
            f"至少公布 {int(entry.value)} 日。",
            f"Public for {int(entry.value)} days at least.",
            entry,
        )


def _step(
    key: str,
    label_zh: str,
    label_en: str,
    on: date | None,
    as_of: date,
    why_zh: str,
    why_en: str,
    entry: RuleEntry | None = None,
) -> ClockStep:
    state = "ahead" if on is None or on > as_of else "due" if on == as_of else "done"
    return ClockStep(key, label_zh, label_en, on, state, why_zh, why_en, entry)
