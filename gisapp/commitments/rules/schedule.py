"""签约后有哪些到期义务：由合同条款逐条生成，补充协议生成新的版本，旧版本不改。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gisapp.kernel.dates import add_months, day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.money import format_yuan
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator, IndicatorDue
from gisapp.preparation.rules.indicator_values import promised_en, promised_zh
from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.preparation.standard_terms import LandInstrument, ObligationKind, Obligor

CONTRACT = "国有建设用地使用权出让合同"
ALLOTMENT = "国有建设用地划拨决定书"
ARTICLE_22 = "闲置土地处置办法 第二十二条"


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of the price: the last day and the amount in yuan."""

    due_on: date
    amount_yuan: Decimal


@dataclass(frozen=True, slots=True)
class IndicatorPromise:
    """A promised value in the indicator's canonical unit, with the clause it stands in."""

    indicator: Indicator
    direction: Direction
    value: Fraction
    basis: str


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """What the contract, the supervision agreement and the letter of commitment bind to.

    `start_on` None = not agreed or unclear: it follows from the handover. `attainment_on` None = the day the initial period ends.
    An allotment decision (划拨决定书) binds by its own days and its cost (划拨价款, 0 = none or not known); it promises no indicators.
    """

    contract_no: str
    signed_on: date
    handover_on: date | None
    start_on: date | None
    completion_on: date | None
    production_on: date | None
    initial_period_months: int | None
    attainment_on: date | None
    price_yuan: Decimal
    instalments: tuple[Instalment, ...]
    promises: tuple[IndicatorPromise, ...]
    instrument: LandInstrument = LandInstrument.GRANT

    @property
    def is_allotment(self) -> bool:
        return self.instrument is LandInstrument.ALLOTMENT

    @property
    def paper(self) -> str:
        """What binds: the contract, or the allotment decision."""
        return ALLOTMENT if self.is_allotment else CONTRACT

    def clause(self, article: str) -> str:
        """Where a duty stands: the article of the contract, or the allotment decision, which has none."""
        return self.paper if self.is_allotment else f"{self.paper} {article}"


@dataclass(frozen=True, slots=True)
class Obligation:
    """One dated duty. `key` stays the same over all versions of the contract, so checks and evidence keep hanging on it."""

    key: str
    kind: ObligationKind
    obligor: Obligor
    due_on: date
    label_zh: str
    basis: str
    indicator: Indicator | None = None
    direction: Direction | None = None
    target: Fraction | None = None
    amount_yuan: Decimal | None = None


def duty_name_en(key: str) -> str:
    """Return what a duty is called in English, by its key alone: Handover, Tax per mu, Instalment 2."""
    kind, _, rest = key.partition(":")
    if kind == ObligationKind.INDICATOR.value:
        return Indicator(rest.partition(":")[0]).label_en
    return f"{ObligationKind(kind).label_en} {rest}".strip()


def duty_label_en(duty: Obligation) -> str:
    """Return a duty in English as `label_zh` tells it in Chinese: the promised value or the amount stands in it."""
    name = duty_name_en(duty.key)
    if duty.indicator is not None and duty.direction is not None and duty.target is not None:
        return f"{name} {promised_en(duty.indicator, duty.direction, duty.target)}"
    return name if duty.amount_yuan is None else f"{name}, CNY {format_yuan(duty.amount_yuan)}"


def check_terms(terms: ContractTerms, limits: SupplyLimits) -> Findings:
    """合同条款能否签订：日期齐全、先后有序，分期付款合计等于价款，指标不重复；划拨决定书须有交地、竣工日期，没有承诺指标."""
    findings = Findings(list(_missing_days(terms)))
    if terms.is_allotment and terms.promises:
        findings.add(
            Finding(
                "contract.allotment_promises",
                Severity.ERROR,
                "划拨决定书没有标准地承诺指标。",
                fix_zh="请删去承诺指标；有偿使用的按出让合同登记。",
                message_en="An allotment decision promises no indicators.",
                basis=ALLOTMENT,
            )
        )
    if not terms.is_allotment and (terms.initial_period_months is None or terms.initial_period_months < 0):
        findings.add(
            _error(
                "contract.initial_period_missing",
                "未约定初始运行期。",
                "请在履约监管协议中约定初始运行期月数（投产即考核的填 0）。",
                "The initial period is missing.",
            )
        )
    if terms.start_on is None:
        start = agreed_start(terms, limits)
        findings.add(
            Finding(
                "contract.start_derived",
                Severity.WARNING,
                f"{terms.instrument.short_zh}未约定动工日期，按交地之日起 {limits.start_after_handover_months} 个月"
                f"{'，即' + day_zh(start) if start else ''}计算。",
                fix_zh=f"请在{terms.instrument.short_zh}中约定动工日期。",
                message_en="No start date is agreed: it follows from the handover.",
                basis=ARTICLE_22,
            )
        )
    findings.extend(_order_faults(terms, limits))
    findings.extend(_payment_faults(terms))
    seen: set[tuple[Indicator, Direction]] = set()
    for promise in terms.promises:
        if (promise.indicator, promise.direction) in seen:
            name = promise.indicator.label_zh
            findings.add(
                _error(
                    "contract.promise_twice", f"“{name}”承诺了两次。", "请只保留一条。", f"{name} is promised twice."
                )
            )
        seen.add((promise.indicator, promise.direction))
    return findings


def _missing_days(terms: ContractTerms) -> Iterator[Finding]:
    needed = [(terms.handover_on, "交地日期"), (terms.completion_on, "竣工日期")]
    if not terms.is_allotment:
        needed.append((terms.production_on, "投产日期"))
    for day, name in needed:
        if day is None:
            said = "规定" if terms.is_allotment else "约定"
            yield _error(
                "contract.date_missing",
                f"{terms.instrument.short_zh}未{said}{name}。",
                f"请补充{name}后再{'登记' if terms.is_allotment else '签订'}。",
                f"{name} is missing.",
            )


def agreed_start(terms: ContractTerms, limits: SupplyLimits) -> date | None:
    """动工日期：合同约定的；没有约定的，为交地之日起一年（闲置土地处置办法第二十二条，待核对原文）；都没有则未知."""
    if terms.start_on is not None or terms.handover_on is None:
        return terms.start_on
    return add_months(terms.handover_on, limits.start_after_handover_months)


def attainment_of(terms: ContractTerms) -> tuple[date | None, date | None]:
    """初始运行期满之日和达产之日：投产日加初始运行期；另有约定达产日的从其约定."""
    if terms.production_on is None or terms.initial_period_months is None:
        return None, terms.attainment_on
    end = add_months(terms.production_on, terms.initial_period_months)
    return end, terms.attainment_on or end


def obligations_of(terms: ContractTerms, limits: SupplyLimits) -> tuple[Obligation, ...]:
    """签约生成的全部到期义务，按日期先后：交地、动工、竣工、投产、初始运行期满、达产、逐项指标、逐期付款.

    - indicators due at completion are due on the day of completion, those after the initial period on the day of attainment, those that hold
      always from production on;
    - the authority owes the handover, the holder everything else.

    Terms that `check_terms` finds errors in have no schedule (ValueError).
    """
    if check_terms(terms, limits).has_errors:
        raise ValueError("the terms have errors: check them first")
    start, (initial_end, attainment) = agreed_start(terms, limits), attainment_of(terms)
    dated = (
        (ObligationKind.HANDOVER, terms.handover_on, terms.clause("第十二条")),
        (ObligationKind.START, start, terms.clause("第十五条") if terms.start_on else ARTICLE_22),
        (ObligationKind.COMPLETION, terms.completion_on, terms.clause("第十五条")),
        (ObligationKind.PRODUCTION, terms.production_on, terms.paper if terms.is_allotment else "履约监管协议"),
        (ObligationKind.INITIAL_PERIOD_END, initial_end, "履约监管协议"),
        (ObligationKind.ATTAINMENT, attainment, "履约监管协议"),
    )
    found = [
        Obligation(
            kind.value,
            kind,
            Obligor.AUTHORITY if kind is ObligationKind.HANDOVER else Obligor.HOLDER,
            day,
            kind.label_zh,
            basis,
        )
        for kind, day, basis in dated
        if day is not None
    ]
    due = {
        IndicatorDue.AT_COMPLETION: terms.completion_on,
        IndicatorDue.AFTER_INITIAL_PERIOD: attainment,
        IndicatorDue.ALWAYS: terms.production_on,
    }
    found.extend(_indicator_obligations(terms.promises, due))
    found.extend(_instalment_obligations(terms))
    order = list(ObligationKind)
    return tuple(sorted(found, key=lambda item: (item.due_on, order.index(item.kind), item.key)))


def _indicator_obligations(
    promises: Iterable[IndicatorPromise], due: dict[IndicatorDue, date | None]
) -> Iterator[Obligation]:
    for promise in promises:
        day = due[SPECS[promise.indicator].due]
        assert day is not None
        yield Obligation(
            f"indicator:{promise.indicator}:{promise.direction}",
            ObligationKind.INDICATOR,
            Obligor.HOLDER,
            day,
            f"{promise.indicator.label_zh} {promised_zh(promise.indicator, promise.direction, promise.value)}",
            promise.basis,
            indicator=promise.indicator,
            direction=promise.direction,
            target=promise.value,
        )


def _instalment_obligations(terms: ContractTerms) -> Iterator[Obligation]:
    for number, part in enumerate(terms.instalments, start=1):
        yield Obligation(
            f"instalment:{number}",
            ObligationKind.INSTALMENT,
            Obligor.HOLDER,
            part.due_on,
            f"第 {number} 期价款 {format_yuan(part.amount_yuan)} 元",
            terms.clause("第十一条"),
            direction=Direction.AT_LEAST,
            target=Fraction(part.amount_yuan),
            amount_yuan=part.amount_yuan,
        )


def _order_faults(terms: ContractTerms, limits: SupplyLimits) -> Iterator[Finding]:
    """签订 ≤ 交地 ≤ 动工 ≤ 竣工 ≤ 投产 ≤ 初始运行期满 ≤ 达产；缺的跳过."""
    initial_end, attainment = attainment_of(terms)
    steps = (
        ("签订", terms.signed_on),
        ("交地", terms.handover_on),
        ("动工", agreed_start(terms, limits)),
        ("竣工", terms.completion_on),
        ("投产", terms.production_on),
        ("初始运行期满", initial_end),
        ("达产", attainment),
    )
    before: tuple[str, date] | None = None
    for name, day in steps:
        if day is None:
            continue
        if before is not None and day < before[1]:
            yield Finding(
                "contract.dates_out_of_order",
                Severity.ERROR,
                f"{name}日期{day_zh(day)}早于{before[0]}日期{day_zh(before[1])}。",
                fix_zh="请核对合同约定的日期。",
                message_en="The dates of the contract are out of order.",
                measured=day.isoformat(),
                required=f"≥ {before[1].isoformat()}",
                basis=terms.paper,
            )
        before = name, day


def _payment_faults(terms: ContractTerms) -> Iterator[Finding]:
    total = sum((part.amount_yuan for part in terms.instalments), Decimal(0))
    if total != terms.price_yuan:
        yield Finding(
            "contract.instalments_differ",
            Severity.ERROR,
            f"分期付款合计 {format_yuan(total)} 元，与价款总额 {format_yuan(terms.price_yuan)} 元不符。",
            fix_zh="请核对各期金额；一次付清的填一期。",
            message_en="The instalments do not add up to the price.",
            measured=format_yuan(total),
            required=format_yuan(terms.price_yuan),
            basis=terms.clause("第十一条"),
        )
    for number, part in enumerate(terms.instalments, start=1):
        if part.amount_yuan <= 0:
            yield _error(
                "contract.instalment_empty",
                f"第 {number} 期金额须大于 0。",
                "请核对该期金额。",
                "An instalment is empty.",
            )
        if part.due_on < terms.signed_on:
            yield _error(
                "contract.instalment_early",
                f"第 {number} 期付款日早于签订日。",
                "请核对该期付款日期。",
                "An instalment is due before signing.",
            )


def _error(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, basis=CONTRACT)
