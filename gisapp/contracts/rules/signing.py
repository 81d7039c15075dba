"""出让合同能否签订、划拨决定书能否登记：条款成立，与供地结果和公告一致，年期、价款、规划条件不突破。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gisapp.commitments.rules.schedule import (
    CONTRACT,
    ContractTerms,
    IndicatorPromise,
    agreed_start,
    check_terms,
)
from gisapp.contracts.rules.draft import FIRST_PAYMENT_DAYS
from gisapp.kernel.dates import add_months, day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.identifiers import check_real_estate_unit_no, check_supervision_no, normalise_identifier
from gisapp.kernel.money import format_yuan
from gisapp.kernel.plot_fields import CONDITIONS, ConditionBound
from gisapp.kernel.rulebook import RuleEntry
from gisapp.preparation.rules.condition_conflicts import condition_conflicts
from gisapp.preparation.rules.indicator_values import compared_zh, is_met
from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.supply.listing_terms import TermKind
from gisapp.supply.rules.admission import PlannedDates
from gisapp.supply.rules.listing_limits import FLEXIBLE_TERM, TERM

FORM_TEXTS = {
    "contract_no": "合同编号",
    "location": "坐落",
    "handover_conditions": "交地条件",
    "dispute": "争议解决方式",
    "approval_authority": "批准机关",
}
NUMBERS_CHECKED = {"real_estate_unit_no": check_real_estate_unit_no, "supervision_no": check_supervision_no}
"""Numbers of others that a contract quotes, each with its grammar."""
ALLOTMENT_TEXTS = {"contract_no": "划拨决定书编号", "location": "坐落", "approval_authority": "批准机关"}
GRANT_ONLY = {
    "term_years": "年期", "term_from": "年期起算日", "method": "出让方式", "deposit_yuan": "定金", "performance_bond_yuan": "履约保证金",
    "allocation_id": "供地结果",
}  # fmt: skip
"""What a contract says and an allotment decision never does: the right has no term (城市房地产管理法 第二十三条，条文待核对原文)."""
NO_TERM = "《中华人民共和国城市房地产管理法》第二十三条（条文待核对原文）"
Bounds = Mapping[str, Decimal]

FIRST_PAYMENT_SHARE = "contract.first_payment_share_min"
LAST_PAYMENT_MONTHS = "contract.last_payment_months_max"
PAYMENT_CODES = (FIRST_PAYMENT_DAYS, FIRST_PAYMENT_SHARE, LAST_PAYMENT_MONTHS)
TERM_RESIDENTIAL = "contract.term_years_residential_max"
TERM_COMMERCIAL = "contract.term_years_commercial_max"
_TERM_OF_USE = {"07": TERM_RESIDENTIAL, "09": TERM_COMMERCIAL}


def term_code(land_use_code: str | None, term_kind: TermKind) -> str:
    """年期上限用哪一条：弹性出让从其规定，居住、商业各有上限，工业和其他用地同一上限（城镇国有土地使用权出让和转让暂行条例第十二条）."""
    if term_kind is TermKind.FLEXIBLE:
        return FLEXIBLE_TERM
    return _TERM_OF_USE.get((land_use_code or "")[:2], TERM)


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """What is to be signed: the terms, the land, the bounds as agreed, and the texts the form of the contract asks for.

    `granted`: which of `GRANT_ONLY` are filled in.
    """

    terms: ContractTerms
    plot_id: int
    party_id: int
    area_m2: Decimal
    term_years: int | None
    conditions: Bounds
    texts: Mapping[str, str]
    deposit_yuan: Decimal | None
    granted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllocatedFacts:
    """What was decided and announced for the land: the contract may not say anything else."""

    plot_id: int
    party_id: int
    price_yuan: Decimal
    area_m2: Decimal
    decided_on: date
    term_years: int
    promises: tuple[IndicatorPromise, ...]
    planned: PlannedDates
    latest: PlannedDates
    conditions: Bounds


def check_signing(
    facts: SigningFacts,
    allocated: AllocatedFacts | None,
    limits: SupplyLimits,
    term_entry: RuleEntry,
    payment: Mapping[str, RuleEntry],
    today: date,
) -> Findings:
    """合同能否在今天登记签订：先看条款，再看是否与供地结果一致（没有供地结果的，为补录的历史合同）.

    `payment`: the entries of `PAYMENT_CODES` in force on the day of signing, none before the rule was made; what departs from them is a warning.

    - terms as in `check_terms`; signed on a day that has come; term not longer than the limit; the texts of the form are there;
    - the numbers of unit and supervision follow their grammar, so that no certificate stands for the unit;
    - no promise is looser than the planning condition of the same matter, or against it;
    - with an allocation: its plot, winner, price, area and term, not before the decision, bounds as announced, every promise of the
      application kept up, dates not later than announced (an error) or promised (a warning).
    """
    findings = check_terms(facts.terms, limits)
    findings.extend(_form_faults(facts, term_entry, today))
    findings.extend(_number_faults(facts.texts))
    findings.extend(_payment_warnings(facts.terms, payment))
    findings.extend(agreed_conflicts(facts.terms.promises, facts.conditions))
    if allocated is not None:
        findings.extend(_allocation_faults(facts, allocated))
        findings.extend(_bound_faults(facts.conditions, allocated.conditions))
        findings.extend(_promise_faults(facts.terms.promises, allocated.promises))
        findings.extend(_date_faults(facts.terms, allocated, limits))
    return findings


def _form_faults(facts: SigningFacts, term_entry: RuleEntry, today: date) -> Iterator[Finding]:
    terms = facts.terms
    paper = terms.paper
    for name, label in (ALLOTMENT_TEXTS if terms.is_allotment else FORM_TEXTS).items():
        if not facts.texts.get(name, "").strip():
            yield _error(
                f"contract.{name}_missing", f"没有填写{label}。", f"请填写{label}。", f"{label} is missing.", paper
            )
    if terms.signed_on > today:
        yield _error(
            "contract.signed_in_future",
            f"签订日期{day_zh(terms.signed_on)}晚于今天。",
            "请核对签订日期；签订后再登记。",
            "The day of signing lies ahead.",
            paper,
        )
    if facts.area_m2 <= 0:
        yield _error("contract.area_missing", "面积须大于 0。", "请填写面积。", "The area is missing.", paper)
    yield from _allotment_faults(facts) if terms.is_allotment else _price_and_term_faults(facts, term_entry)


def _allotment_faults(facts: SigningFacts) -> Iterator[Finding]:
    """划拨决定书：没有年期、定金等出让条款；划拨价款是闲置费的基数（闲置土地处置办法第十四条），没有的提示."""
    if facts.granted:
        named = "、".join(GRANT_ONLY[name] for name in facts.granted)
        yield Finding(
            "contract.allotment_not_granted",
            Severity.ERROR,
            f"划拨决定书没有{named}。",
            fix_zh="请清空；有偿使用的按出让合同登记。",
            message_en="An allotment decision has no term, method, deposit or bond, and rests on no announcement.",
            fix_en="Clear them, or enter a grant contract.",
            basis=NO_TERM,
        )
    if facts.terms.price_yuan <= 0:
        yield Finding(
            "contract.allotment_cost_unknown",
            Severity.WARNING,
            "没有填写划拨价款，闲置费将无从计算。",
            fix_zh="请按划拨决定书和缴款凭证填写；确系无偿划拨的，填 0。",
            message_en="Without the cost of the allotment no idle-land fee can be reckoned.",
            fix_en="Enter it from the decision and its receipts; 0 where it was free of charge.",
            basis="闲置土地处置办法 第十四条",
        )


def _price_and_term_faults(facts: SigningFacts, term_entry: RuleEntry) -> Iterator[Finding]:
    terms = facts.terms
    if terms.price_yuan <= 0:
        yield _error("contract.price_missing", "出让价款须大于 0。", "请填写价款总额。", "The price is missing.")
    if facts.deposit_yuan is not None and facts.deposit_yuan > terms.price_yuan:
        yield Finding(
            "contract.deposit_above_price",
            Severity.ERROR,
            f"定金 {format_yuan(facts.deposit_yuan)} 元超过价款总额。",
            fix_zh="请核对定金数额。",
            message_en="The deposit exceeds the price.",
            measured=format_yuan(facts.deposit_yuan),
            required=f"≤ {format_yuan(terms.price_yuan)}",
            basis=f"{CONTRACT} 第十条",
        )
    if facts.term_years is None:
        yield _error("contract.term_missing", "没有填写出让年期。", "请填写年期。", "The term is missing.")
    elif facts.term_years > term_entry.value:
        yield Finding(
            "contract.term_too_long",
            Severity.ERROR,
            f"出让年期 {facts.term_years} 年超过上限 {term_entry.value.normalize():f} 年。",
            fix_zh="请核对出让年期。",
            message_en="The term is too long.",
            measured=f"{facts.term_years} 年",
            required=f"≤ {term_entry.value.normalize():f} 年",
            basis=str(term_entry.basis),
        )


def agreed_conflicts(promises: Iterable[IndicatorPromise], conditions: Bounds) -> Iterator[Finding]:
    """约定的内容是否自相矛盾：规划条件的下限大于上限，或者承诺与规划条件不一致的，签约和补充协议都不能签."""
    for condition in CONDITIONS:
        yield from _crossed(conditions, condition.low, condition.high)
    yield from condition_conflicts(((item.indicator, item.direction, item.value) for item in promises), conditions)


def _number_faults(texts: Mapping[str, str]) -> Iterator[Finding]:
    for name, check in NUMBERS_CHECKED.items():
        number = normalise_identifier(texts.get(name, ""))
        fault = check(number) if number else None
        if fault is not None:
            yield fault


def _payment_warnings(terms: ContractTerms, payment: Mapping[str, RuleEntry]) -> Iterator[Finding]:
    """首付款不低于规定比例且在规定天数内缴纳，余款在规定月数内缴清；另有约定的须说明."""
    if not terms.instalments or terms.price_yuan <= 0 or any(code not in payment for code in PAYMENT_CODES):
        return
    soon = terms.signed_on + timedelta(days=int(payment[FIRST_PAYMENT_DAYS].value))
    share = sum((p.amount_yuan for p in terms.instalments if p.due_on <= soon), Decimal(0)) / terms.price_yuan
    least = payment[FIRST_PAYMENT_SHARE].value
    if share < least:
        yield Finding(
            "contract.first_payment_low",
            Severity.WARNING,
            f"{day_zh(soon)}前应缴的价款占 {share:.2%}，低于 {least:.0%}。",
            fix_zh="请核对首付款；另有批准的，在备注中写明。",
            message_en="The first payment is lower than usual.",
            measured=f"{share:.2%}",
            required=f"≥ {least:.0%}",
            basis=str(payment[FIRST_PAYMENT_SHARE].basis),
        )
    latest = add_months(terms.signed_on, int(payment[LAST_PAYMENT_MONTHS].value))
    last = max(p.due_on for p in terms.instalments)
    if last > latest:
        yield Finding(
            "contract.last_payment_late",
            Severity.WARNING,
            f"最后一期付款日{day_zh(last)}晚于{day_zh(latest)}。",
            fix_zh="请核对付款计划；另有批准的，在备注中写明。",
            message_en="The last payment is later than usual.",
            measured=last.isoformat(),
            required=f"≤ {latest.isoformat()}",
            basis=str(payment[LAST_PAYMENT_MONTHS].basis),
        )


def _crossed(conditions: Bounds, lower: str, upper: str) -> Iterator[Finding]:
    low, high = conditions.get(lower), conditions.get(upper)
    if low is not None and high is not None and low > high:
        yield _error(
            "contract.bounds_crossed",
            f"{ConditionBound(lower).label_zh}大于上限。",
            "请核对规划条件。",
            "A lower bound lies above the upper one.",
        )


def _allocation_faults(facts: SigningFacts, allocated: AllocatedFacts) -> Iterator[Finding]:
    if facts.plot_id != allocated.plot_id:
        yield _error("contract.plot_differs", "地块与供地结果不符。", "请选择成交的地块。", "Not the plot allocated.")
    if facts.party_id != allocated.party_id:
        yield _error(
            "contract.party_differs", "受让人与竞得人不符。", "请选择竞得人；竞得人新设公司的，先撤销并重新作出供地决定。", "Not the winner."
        )  # fmt: skip
    for name, signed, decided in (
        ("价款", format_yuan(facts.terms.price_yuan), format_yuan(allocated.price_yuan)),
        ("面积", f"{facts.area_m2:,.2f}", f"{allocated.area_m2:,.2f}"),
        ("年期", str(facts.term_years), str(allocated.term_years)),
    ):
        if signed != decided:
            yield Finding(
                "contract.differs_from_allocation",
                Severity.ERROR,
                f"合同{name} {signed} 与供地结果 {decided} 不符。",
                fix_zh=f"请按成交确认的{name}填写。",
                message_en="The contract differs from what was decided.",
                measured=signed,
                required=decided,
                basis="成交确认书",
            )
    if facts.terms.signed_on < allocated.decided_on:
        yield _error(
            "contract.signed_before_decision",
            f"签订日期早于供地决定日期{day_zh(allocated.decided_on)}。",
            "请核对签订日期。",
            "Signed before the decision.",
        )


def _bound_faults(signed: Bounds, announced: Bounds) -> Iterator[Finding]:
    for bound in ConditionBound:
        mine, theirs = signed.get(bound.value), announced.get(bound.value)
        if mine != theirs:
            yield Finding(
                "contract.bound_differs",
                Severity.ERROR,
                f"{bound.label_zh}为{_shown(mine)}，公告为{_shown(theirs)}。",
                fix_zh="规划条件以公告为准，请按公告填写。",
                message_en=f"{bound.label_en} differs from the announcement.",
                measured=_shown(mine),
                required=_shown(theirs),
                basis="出让公告",
            )


def _shown(value: Decimal | None) -> str:
    return "未规定" if value is None else f"{value.normalize():f}"


def _promise_faults(signed: tuple[IndicatorPromise, ...], applied: tuple[IndicatorPromise, ...]) -> Iterator[Finding]:
    """申请时的承诺逐项写入合同，不得缺少、不得放宽."""
    mine = {(item.indicator, item.direction): item for item in signed}
    for promise in applied:
        name = promise.indicator.label_zh
        found = mine.get((promise.indicator, promise.direction))
        if found is None:
            yield _error(
                "contract.promise_left_out",
                f"申请承诺的“{name}”没有写入合同。",
                "请补上该项承诺。",
                f"The promise of {promise.indicator.label_en} is left out.",
            )
        elif not is_met(found.value, promise.value, promise.direction):
            measured, required = compared_zh(promise.indicator, found.value, promise.value)
            yield Finding(
                "contract.promise_weaker",
                Severity.ERROR,
                f"“{name}”为 {measured}，申请承诺 {promise.direction.sign} {required}。",
                fix_zh="承诺不得放宽，请按申请填写。",
                message_en=f"{promise.indicator.label_en} is weaker than applied for.",
                measured=measured,
                required=f"{promise.direction.sign} {required}",
                basis=promise.basis,
            )


def _date_faults(terms: ContractTerms, allocated: AllocatedFacts, limits: SupplyLimits) -> Iterator[Finding]:
    for name, signed, latest, planned in (
        ("动工", agreed_start(terms, limits), allocated.latest.start_on, allocated.planned.start_on),
        ("竣工", terms.completion_on, allocated.latest.completion_on, allocated.planned.completion_on),
        ("投产", terms.production_on, allocated.latest.production_on, allocated.planned.production_on),
    ):
        if signed is None:
            continue
        if latest is not None and signed > latest:
            yield Finding(
                "contract.date_later_than_announced",
                Severity.ERROR,
                f"{name}日期{day_zh(signed)}晚于公告的最迟日期{day_zh(latest)}。",
                fix_zh="请改为公告的最迟日期或之前。",
                message_en="Later than announced.",
                measured=signed.isoformat(),
                required=f"≤ {latest.isoformat()}",
                basis="出让公告",
            )
        elif planned is not None and signed > planned:
            yield Finding(
                "contract.date_later_than_applied",
                Severity.WARNING,
                f"{name}日期{day_zh(signed)}晚于申请承诺的{day_zh(planned)}。",
                fix_zh="请核对；确需推迟的，在备注中写明理由。",
                message_en="Later than applied for.",
                measured=signed.isoformat(),
                required=f"≤ {planned.isoformat()}",
                basis="用地申请",
            )


def _error(code: str, message_zh: str, fix_zh: str, message_en: str, paper: str = CONTRACT) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, basis=paper)
