"""出让公告能否发布：要素是否齐全，公告期、报名期、年期、保证金是否够，时序是否成立。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.money import format_yuan
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.condition_conflicts import condition_conflicts
from gisapp.supply.listing_terms import ListingMethod, TermKind
from gisapp.supply.rules.admission import PlannedDates
from gisapp.supply.rules.listing_limits import DEPOSIT, LEASE, OPEN, ListingLimits
from gisapp.supply.rules.lowest_price import check_lowest_price

ANNOUNCEMENT = "招标拍卖挂牌出让国有建设用地使用权规定 第九条"
"""What an announcement must contain; wording not confirmed."""


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """An announcement as drafted; None = not yet given. Money in yuan, `opens_on` = 挂牌、拍卖或开标 begins."""

    method: ListingMethod
    term_kind: TermKind
    term_years: int
    lease_years: int | None
    start_price_yuan: Decimal | None
    deposit_yuan: Decimal | None
    announced_on: date | None
    applications_from: date | None
    applications_until: date | None
    opens_on: date | None
    decided_from: date | None
    latest: PlannedDates
    industry_count: int
    indicator_count: int
    has_conditions: bool
    contact_zh: str
    contact_phone: str
    land_use_code: str = ""
    area_m2: Decimal | None = None
    delivery_on: date | None = None
    unconfirmed: tuple[str, ...] = ()
    demanded: tuple[tuple[Indicator, Direction, Fraction], ...] = ()
    bounds: Mapping[str, Decimal | None] = field(default_factory=dict[str, Decimal | None])


def assess_listing(facts: ListingFacts, limits: ListingLimits) -> Findings:
    """公告草案检查：错误不能发布；提示可以发布，但申请人会问.

    - price, dates, contact, indicators and planning conditions are given;
    - the opening lies at least the notice period after the announcement (招标拍卖挂牌出让国有建设用地使用权规定第八条), a 挂牌 stays
      open its least days (第十八条), the deposit reaches its share, the term keeps its maximum;
    - industrial land is not offered below the lowest price of its grade (国土资发〔2006〕307号);
    - no indicator is looser than the planning condition of the same matter, or against it;
    - announcement ≤ first application ≤ last application < decision, and each latest date follows the one before.
    """
    findings = Findings(list(_missing(facts)))
    findings.extend(_order(facts))
    findings.extend(_notice(facts, limits))
    findings.extend(_terms(facts, limits))
    findings.extend(_deposit(facts, limits))
    findings.extend(check_lowest_price(facts.land_use_code, facts.start_price_yuan, facts.area_m2, limits))
    findings.extend(_latest(facts))
    findings.extend(condition_conflicts(facts.demanded, facts.bounds))
    findings.add(_unconfirmed(facts))
    return findings


def earliest_days(announced_on: date, method: ListingMethod, limits: ListingLimits) -> tuple[date, date]:
    """公告于某日发布，最早哪天可以开始、最早哪天可以决定."""
    opens = announced_on + timedelta(days=int(limits.notice(method).value))
    stay = limits.days(OPEN) if method is ListingMethod.LISTING else 0
    return opens, opens + timedelta(days=stay)


def _missing(facts: ListingFacts) -> Iterator[Finding]:
    given = (
        (facts.start_price_yuan is not None, "起始价", "start price"),
        (facts.announced_on is not None, "公告日", "day of the announcement"),
        (
            facts.applications_from is not None and facts.applications_until is not None,
            "报名起止日",
            "application days",
        ),
        (facts.opens_on is not None, "挂牌、拍卖或开标开始日", "opening day"),
        (facts.decided_from is not None, "决定日", "day of decision"),
        (bool(facts.contact_zh.strip() and facts.contact_phone.strip()), "联系人和电话", "contact"),
        (facts.indicator_count > 0, "控制指标", "indicators"),
        (facts.has_conditions, "规划条件", "planning conditions"),
    )
    for there, name, english in given:
        if not there:
            yield Finding(
                "listing.missing",
                Severity.ERROR,
                f"公告缺少{name}。",
                fix_zh="请在公告草案中补填。"
                if name not in ("控制指标", "规划条件")
                else "请先在“备”中完成该地块的准备。",
                message_en=f"The announcement has no {english}.",
                basis=ANNOUNCEMENT,
            )
    if not facts.industry_count:
        yield Finding(
            "listing.industry_open",
            Severity.WARNING,
            "未限定准入行业，任何行业都可以申请。",
            fix_zh="需要限定的，请选择准入行业。",
            message_en="No industry is named: any may apply.",
            basis=ANNOUNCEMENT,
        )


def _order(facts: ListingFacts) -> Iterator[Finding]:
    steps = (
        ("公告日", facts.announced_on, "报名开始日", facts.applications_from, False),
        ("报名开始日", facts.applications_from, "报名截止日", facts.applications_until, False),
        ("报名截止日", facts.applications_until, "决定日", facts.decided_from, True),
        ("公告日", facts.announced_on, "开始日", facts.opens_on, False),
        ("开始日", facts.opens_on, "决定日", facts.decided_from, False),
    )
    for first, early, second, late, strictly in steps:
        if early is not None and late is not None and (late < early or (strictly and late == early)):
            yield Finding(
                "listing.days_out_of_order",
                Severity.ERROR,
                f"{second}{day_zh(late)}{'应晚于' if strictly else '早于'}{first}{day_zh(early)}。",
                fix_zh="请核对各日期的先后。",
                message_en="The days do not follow each other.",
                measured=late.isoformat(),
                required=f"{'>' if strictly else '≥'} {early.isoformat()}",
                basis=ANNOUNCEMENT,
            )


def _notice(facts: ListingFacts, limits: ListingLimits) -> Iterator[Finding]:
    if facts.announced_on is None or facts.opens_on is None:
        return
    entry = limits.notice(facts.method)
    given, least = (facts.opens_on - facts.announced_on).days, int(entry.value)
    if given < least:
        yield Finding(
            "listing.notice_too_short",
            Severity.ERROR,
            f"公告日至开始日只有 {given} 日，少于 {least} 日。",
            fix_zh=f"请把开始日定在{day_zh(facts.announced_on + timedelta(days=least))}或以后。",
            message_en=f"The notice is {given} days, fewer than {least}.",
            measured=f"{given} 日",
            required=f"≥ {least} 日",
            basis=str(entry.basis),
        )
    if facts.method is ListingMethod.LISTING and facts.decided_from is not None:
        open_for, least = (facts.decided_from - facts.opens_on).days, limits.days(OPEN)
        if open_for < least:
            yield Finding(
                "listing.open_too_short",
                Severity.ERROR,
                f"挂牌时间只有 {max(open_for, 0)} 日，少于 {least} 日。",
                fix_zh=f"请把决定日定在{day_zh(facts.opens_on + timedelta(days=least))}或以后。",
                message_en=f"The listing stays open {open_for} days, fewer than {least}.",
                measured=f"{open_for} 日",
                required=f"≥ {least} 日",
                basis=limits.basis(OPEN),
            )


def _terms(facts: ListingFacts, limits: ListingLimits) -> Iterator[Finding]:
    entry = limits.term(facts.term_kind, facts.land_use_code)
    if facts.term_years > entry.value:
        yield Finding(
            "listing.term_too_long",
            Severity.ERROR,
            f"{facts.term_kind.label_zh} {facts.term_years} 年，超过上限 {entry.value:f} 年。",
            fix_zh="请缩短年期。",
            message_en=f"The term of {facts.term_years} years is too long.",
            measured=f"{facts.term_years} 年",
            required=f"≤ {entry.value:f} 年",
            basis=str(entry.basis),
        )
    if facts.term_kind is not TermKind.LEASE_FIRST or facts.lease_years is None:
        return
    lease = limits.entries[LEASE]
    longest = limits.use_term(facts.land_use_code)
    both, most = facts.lease_years + facts.term_years, longest.value
    if facts.lease_years > lease.value:
        yield Finding(
            "listing.lease_too_long",
            Severity.ERROR,
            f"先租 {facts.lease_years} 年，超过上限 {lease.value:f} 年。",
            fix_zh="请缩短租赁期。",
            message_en=f"The lease of {facts.lease_years} years is too long.",
            measured=f"{facts.lease_years} 年",
            required=f"≤ {lease.value:f} 年",
            basis=str(lease.basis),
        )
    if both > most:
        yield Finding(
            "listing.lease_and_term_too_long",
            Severity.ERROR,
            f"租赁 {facts.lease_years} 年加出让 {facts.term_years} 年共 {both} 年，超过最高年限 {most:f} 年。",
            fix_zh="请缩短租赁期或出让年期。",
            message_en=f"Lease and term together are {both} years.",
            measured=f"{both} 年",
            required=f"≤ {most:f} 年",
            basis=str(longest.basis),
        )


def _deposit(facts: ListingFacts, limits: ListingLimits) -> Iterator[Finding]:
    if facts.start_price_yuan is None or facts.method is ListingMethod.AGREEMENT:
        return
    least = facts.start_price_yuan * limits.deposit_share
    given = facts.deposit_yuan or Decimal(0)
    if given < least:
        yield Finding(
            "listing.deposit_too_low",
            Severity.ERROR,
            f"竞买（投标）保证金 {format_yuan(given)} 元，低于起始价的 {(limits.deposit_share * 100).normalize():f}%。",
            fix_zh=f"请定为 {format_yuan(least)} 元以上。",
            message_en="The deposit is below its share of the start price.",
            measured=f"{format_yuan(given)} 元",
            required=f"≥ {format_yuan(least)} 元",
            basis=limits.basis(DEPOSIT),
        )
    elif given > facts.start_price_yuan:
        yield Finding(
            "listing.deposit_above_price",
            Severity.ERROR,
            "保证金高于起始价。",
            fix_zh="请核对金额单位。",
            message_en="The deposit exceeds the start price.",
            measured=f"{format_yuan(given)} 元",
            required=f"≤ {format_yuan(facts.start_price_yuan)} 元",
            basis=limits.basis(DEPOSIT),
        )


def _unconfirmed(facts: ListingFacts) -> Finding | None:
    """指标取自未经确认的指标表条目的，点名提示：发布后不能再改."""
    if not facts.unconfirmed:
        return None
    return Finding(
        "listing.requirement_unconfirmed",
        Severity.WARNING,
        f"{'、'.join(facts.unconfirmed)}取自尚未确认的条目，发布后即冻结。",
        fix_zh="请先对照文件原文在指标表中确认。",
        message_en=f"{len(facts.unconfirmed)} indicators rest on entries that are not confirmed.",
        basis="指标表",
    )


def _latest(facts: ListingFacts) -> Iterator[Finding]:
    steps = [
        ("决定日", facts.decided_from),
        ("最迟动工", facts.latest.start_on),
        ("最迟竣工", facts.latest.completion_on),
        ("最迟投产", facts.latest.production_on),
    ]
    if facts.latest.start_on is None:
        yield Finding(
            "listing.latest_start_missing",
            Severity.WARNING,
            "未写明最迟动工日期，申请人可以任意承诺。",
            fix_zh="请填写最迟动工、竣工和投产日期。",
            message_en="No latest start is named.",
            basis=ANNOUNCEMENT,
        )
    elif facts.delivery_on is not None and facts.latest.start_on < facts.delivery_on:
        yield Finding(
            "listing.start_before_delivery",
            Severity.WARNING,
            f"最迟动工日{day_zh(facts.latest.start_on)}早于交地日{day_zh(facts.delivery_on)}。",
            fix_zh="请提前交地，或推迟最迟动工日期。",
            message_en="The latest start precedes the hand-over.",
            measured=facts.latest.start_on.isoformat(),
            required=f"≥ {facts.delivery_on.isoformat()}",
            basis=ANNOUNCEMENT,
        )
    known = [(name, day) for name, day in steps if day is not None]
    for (first, early), (second, late) in pairwise(known):
        if late < early:
            yield Finding(
                "listing.days_out_of_order",
                Severity.ERROR,
                f"{second}{day_zh(late)}早于{first}{day_zh(early)}。",
                fix_zh="请核对各日期的先后。",
                message_en="The latest days do not follow each other.",
                measured=late.isoformat(),
                required=f"≥ {early.isoformat()}",
                basis=ANNOUNCEMENT,
            )
