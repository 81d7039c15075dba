"""签约预览：拿下这块地要签什么——门槛、日期、付款、违约责任；义务由签约用的同一规则生成。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from gisapp.commitments.rules.schedule import (
    ContractTerms,
    IndicatorPromise,
    Obligation,
    agreed_start,
    check_terms,
    obligations_of,
)
from gisapp.contracts.rules.draft import FIRST_PAYMENT_DAYS, INITIAL_PERIOD, RATES, DraftFacts, draft_terms
from gisapp.investor.rules.plan import InvestmentPlan, ThresholdLine, compare_plan
from gisapp.investor.terms import DayOrigin, PenaltyKind, PromiseChoice, ThresholdSource
from gisapp.kernel.dates import add_months, add_years
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.money import fraction, round_fraction, to_fen
from gisapp.kernel.rulebook import Rulebook, RuleEntry
from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import ObligationKind, PromiseVerdict
from gisapp.supply.rules.admission import PlannedDates
from gisapp.supply.rules.listing_limits import DEPOSIT

START_AFTER = "contract.start_after_handover_months"
RECTIFY = "commitment.rectification_days_max"
HANDOVER_DAYS = "path.handover_days"
BUILD_MONTHS = "path.construction_months"
FITTING_MONTHS = "path.fitting_months"
IDLE_YEARS, RECOVERY_YEARS, IDLE_SHARE = "idle.not_started_years", "idle.recovery_years", "idle.fee_share"


@dataclass(frozen=True, slots=True)
class OfferedSite:
    """What is public of a site and matters for signing. Areas in ㎡, money in yuan; None = not said."""

    area_m2: Decimal
    requirements: tuple[Requirement, ...]
    source: ThresholdSource
    start_price_yuan: Decimal | None
    deposit_yuan: Decimal | None
    delivery_on: date | None
    latest: PlannedDates


@dataclass(frozen=True, slots=True)
class Intent:
    """The investor's choices: the day of signing, the price to be bid, planned dates, the plan, and what to promise."""

    signed_on: date
    price_yuan: Decimal | None
    dates: PlannedDates
    plan: InvestmentPlan
    promise: PromiseChoice


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation as signing would write it, why its day lies there, and the entries it rests on (some may be unconfirmed)."""

    obligation: Obligation
    origin: DayOrigin
    entries: tuple[RuleEntry, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a breach costs: an amount a day, once, or none (`amount_yuan` None = not in money or not known)."""

    kind: PenaltyKind
    amount_yuan: Decimal | None
    is_daily: bool
    from_on: date | None
    entry: RuleEntry


@dataclass(frozen=True, slots=True)
class Deposit:
    """竞买保证金: the amount and the entry it is reckoned by where the announcement does not say it."""

    amount_yuan: Decimal | None
    is_announced: bool
    entry: RuleEntry


@dataclass(frozen=True)
class DutyPreview:
    """Everything one would sign. No duties where the terms have errors (`findings` say which) or no price is known."""

    terms: ContractTerms | None
    thresholds: tuple[ThresholdLine, ...]
    duties: tuple[Duty, ...]
    penalties: tuple[Penalty, ...]
    deposit: Deposit
    findings: Findings


def preview_duties(site: OfferedSite, intent: Intent, book: Rulebook, limits: SupplyLimits) -> DutyPreview:
    """在某日按这块地的条件签约要承担什么：先对照门槛，再由合同草稿的条款生成义务.

    Days come from the plan, else from the announcement (its latest days), else they are assumed from the rulebook and say so. A promise is
    the threshold, or the plan's value where it is better and the investor chose so; what the plan does not reach is a finding.
    """
    lines = compare_plan(site.requirements, intent.plan, site.area_m2)
    findings = Findings([_missed(line) for line in lines if line.verdict is PromiseVerdict.NOT_MET])
    deposit = _deposit(site, book, intent.signed_on)
    price = intent.price_yuan if intent.price_yuan is not None else site.start_price_yuan
    if price is None or price <= 0:
        findings.add(_no_price())
        return DutyPreview(None, lines, (), (), deposit, findings)
    handover, dates, origins = _days(site, intent, book)
    facts = DraftFacts(intent.signed_on, handover, dates, price, tuple(_promise(line, intent) for line in lines))
    terms = draft_terms(facts, book)
    findings.extend(check_terms(terms, limits))
    if findings_of_terms_block(findings):
        return DutyPreview(terms, lines, (), (), deposit, findings)
    duties = tuple(_duty(item, origins, book, intent.signed_on, lines) for item in obligations_of(terms, limits))
    penalties = tuple(_penalties(terms, limits, book))
    return DutyPreview(terms, lines, duties, penalties, deposit, findings)


def findings_of_terms_block(findings: Findings) -> bool:
    """Tell whether the terms themselves have errors; a missed threshold does not keep one from reading what would be signed."""
    return any(item.severity is Severity.ERROR and item.code.startswith("contract.") for item in findings)


def _days(
    site: OfferedSite, intent: Intent, book: Rulebook
) -> tuple[date, PlannedDates, Mapping[ObligationKind, DayOrigin]]:
    """Handover, start, completion and production, each with why it lies there; every day is at least the one before it."""
    day = intent.signed_on
    origins = {ObligationKind.HANDOVER: DayOrigin.ANNOUNCED}
    handover = site.delivery_on
    if handover is None:
        handover = day + timedelta(days=int(book.value(HANDOVER_DAYS, day)))
        origins[ObligationKind.HANDOVER] = DayOrigin.ASSUMED
    handover = max(handover, day)
    start, origins[ObligationKind.START] = _chosen(intent.dates.start_on, site.latest.start_on)
    from_start = start or add_months(handover, int(book.value(START_AFTER, day)))
    completion, origins[ObligationKind.COMPLETION] = _chosen(intent.dates.completion_on, site.latest.completion_on)
    if completion is None:
        completion = add_months(from_start, int(book.value(BUILD_MONTHS, day)))
        origins[ObligationKind.COMPLETION] = DayOrigin.ASSUMED
    production, origins[ObligationKind.PRODUCTION] = _chosen(intent.dates.production_on, site.latest.production_on)
    if production is None:
        production = add_months(completion, int(book.value(FITTING_MONTHS, day)))
        origins[ObligationKind.PRODUCTION] = DayOrigin.ASSUMED
    return handover, PlannedDates(start, completion, production), origins


def _chosen(planned: date | None, latest: date | None) -> tuple[date | None, DayOrigin]:
    if planned is not None:
        return planned, DayOrigin.PLANNED
    return latest, DayOrigin.ANNOUNCED if latest is not None else DayOrigin.DERIVED


def _promise(line: ThresholdLine, intent: Intent) -> IndicatorPromise:
    item = line.requirement
    better = intent.promise is PromiseChoice.PLAN and line.verdict is PromiseVerdict.MET and line.planned is not None
    value = line.planned if better and line.planned is not None else item.value
    return IndicatorPromise(item.indicator, item.direction, value, str(item.basis))


_RESTS_ON = {
    ObligationKind.INITIAL_PERIOD_END: INITIAL_PERIOD,
    ObligationKind.ATTAINMENT: INITIAL_PERIOD,
    ObligationKind.INSTALMENT: FIRST_PAYMENT_DAYS,
}
_ASSUMED_BY = {
    ObligationKind.HANDOVER: HANDOVER_DAYS,
    ObligationKind.START: START_AFTER,
    ObligationKind.COMPLETION: BUILD_MONTHS,
    ObligationKind.PRODUCTION: FITTING_MONTHS,
}


def _duty(
    item: Obligation,
    origins: Mapping[ObligationKind, DayOrigin],
    book: Rulebook,
    day: date,
    lines: tuple[ThresholdLine, ...],
) -> Duty:
    origin = origins.get(item.kind, DayOrigin.DERIVED)
    codes = [_RESTS_ON[item.kind]] if item.kind in _RESTS_ON else []
    if origin in (DayOrigin.ASSUMED, DayOrigin.DERIVED) and item.kind in _ASSUMED_BY:
        codes.append(_ASSUMED_BY[item.kind])
    entries = tuple(book.entry(code, day) for code in codes)
    confirmed = all(entry.confirmed for entry in entries)
    if item.kind is ObligationKind.INDICATOR:
        confirmed = all(
            line.requirement.confirmed
            for line in lines
            if (line.requirement.indicator, line.requirement.direction) == (item.indicator, item.direction)
        )
    return Duty(item, origin, entries, confirmed)


def _penalties(terms: ContractTerms, limits: SupplyLimits, book: Rulebook) -> Iterator[Penalty]:
    day, price = terms.signed_on, terms.price_yuan
    start = agreed_start(terms, limits)
    rated = (
        (PenaltyKind.LATE_PAYMENT, "late_payment_permille", terms.instalments[0].due_on),
        (PenaltyKind.LATE_START, "late_start_permille", start),
        (PenaltyKind.LATE_COMPLETION, "late_completion_permille", terms.completion_on),
    )
    for kind, clause, since in rated:
        entry = book.entry(RATES[clause], day)
        yield Penalty(kind, to_fen(price * entry.value / 1000), True, since, entry)
    if start is not None:
        share, years = book.entry(IDLE_SHARE, day), int(book.value(IDLE_YEARS, day))
        fee = round_fraction(fraction(price) * Fraction(share.value), 2)
        yield Penalty(PenaltyKind.IDLE_FEE, fee, False, add_years(start, years), share)
        recovery = book.entry(RECOVERY_YEARS, day)
        yield Penalty(PenaltyKind.RECOVERY, None, False, add_years(start, int(recovery.value)), recovery)
    yield Penalty(PenaltyKind.RECTIFICATION, None, False, None, book.entry(RECTIFY, day))
    late = book.entry(RATES["late_handover_permille"], day)
    yield Penalty(PenaltyKind.LATE_HANDOVER, to_fen(price * late.value / 1000), True, terms.handover_on, late)


def _deposit(site: OfferedSite, book: Rulebook, day: date) -> Deposit:
    entry = book.entry(DEPOSIT, day)
    if site.deposit_yuan is not None:
        return Deposit(site.deposit_yuan, True, entry)
    price = site.start_price_yuan
    return Deposit(None if price is None else to_fen(price * entry.value), False, entry)


def _missed(line: ThresholdLine) -> Finding:
    item = line.requirement
    return Finding(
        "preview.threshold_missed",
        Severity.WARNING,
        f"方案的“{item.indicator.label_zh}”达不到 {item.words_zh}，不予准入。",
        fix_zh="请提高方案，或选面积小一些的地块。",
        fix_en="Raise the plan, or choose a smaller site.",
        message_en=f"The plan misses the threshold of {item.indicator.label_en} ({item.words_en}): it would not be admitted.",
        required=item.words_zh,
        basis=str(item.basis),
    )


def _no_price() -> Finding:
    return Finding(
        "preview.no_price",
        Severity.WARNING,
        "起始价尚未公布，付款和违约金算不出来。",
        fix_zh="请填写您估计的单价后再看。",
        fix_en="Enter the price you expect.",
        message_en="No start price is published yet: payments and penalties cannot be reckoned.",
    )
