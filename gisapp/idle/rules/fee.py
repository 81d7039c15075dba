"""土地闲置费：出让或者划拨价款的百分之二十（第十四条第一项）；依据、算式、取整一并写出。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gisapp.idle.rules.facts import DevelopmentFacts
from gisapp.idle.rules.identification import Identification
from gisapp.idle.rules.limits import IdleLimits, years_zh
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.money import format_yuan, round_fraction

ARTICLE = "闲置土地处置办法 第十四条"


@dataclass(frozen=True, slots=True)
class IdleFee:
    """The fee in yuan to the fen, or why there is none; `arithmetic` reads like the calculation sheet."""

    amount_yuan: Decimal | None
    arithmetic: str
    refusal: Finding | None = None


def fee_day(facts: DevelopmentFacts, as_of: date) -> date:
    """Return the day by whose rulebook the fee is measured: that of the determination where one had been made, else the day asked.

    A rate from a later day leaves an older determination at its own.
    """
    return facts.established_on if facts.established_on is not None and facts.established_on <= as_of else as_of


def idle_land_fee(facts: DevelopmentFacts, answer: Identification, limits: IdleLimits) -> IdleFee:
    """该收多少闲置费（`limits` 为 `fee_day` 当日的规则）：只对从未动工、属自身原因、满一年而未满两年的；价款不明的不算，不估."""
    if not answer.may_fee:
        return IdleFee(None, "", _refusal(answer))
    price = facts.price_yuan.value
    if price is None:
        finding = Finding(
            "idle.price_unknown",
            Severity.ERROR,
            "土地出让或者划拨价款不明，不能计算闲置费。",
            fix_zh="请补充价款及其凭证后重算。",
            message_en="The land price is not known.",
            basis=ARTICLE,
        )
        return IdleFee(None, "", finding)
    share = Fraction(limits.fee_share.value)
    amount = round_fraction(Fraction(price) * facts.land_share * share, 2)
    part = "" if facts.land_share == 1 else f" × 面积占比 {facts.land_share.numerator}/{facts.land_share.denominator}"
    arithmetic = f"{format_yuan(price)} 元{part} × {_rate(share)}% = {format_yuan(amount)} 元（四舍五入到分；费率依据{limits.fee_share.basis}）"
    return IdleFee(amount, arithmetic)


def _rate(share: Fraction) -> str:
    """Per cent as written in the rulebook: 20, 12.5."""
    percent = share * 100
    return str(percent.numerator) if percent.denominator == 1 else f"{float(percent):g}"


def _refusal(answer: Identification) -> Finding:
    """Why no fee may be charged: the commonest mistakes are named one by one."""
    if answer.may_recover:
        code, why, fix = (
            "idle.fee_past",
            f"自身原因未动工已满{years_zh(answer.recovery_years)}，应依法无偿收回，不再征缴闲置费。",
            "请按收回程序办理。",
        )
    elif answer.is_proposal:
        code, why, fix = (
            "idle.fee_stopped_land",
            "动工后中止开发的土地不征缴闲置费，按第十二条的方式处置。",
            "请在处置方案中选择第十二条的方式。",
        )
    elif answer.ground is None:
        code, why, fix = (
            "idle.fee_not_idle",
            f"当日不构成未动工满{years_zh(answer.years)}，不能征缴闲置费。",
            "请先查实事实。",
        )
    else:
        code, why, fix = (
            "idle.fee_cause",
            f"闲置原因为“{answer.side.label_zh if answer.side else '待查'}”，不是已查明的自身原因，不能征缴闲置费。",
            "请先调查认定原因；属政府原因或不可抗力的，按第十二条处置。",
        )
    return Finding(code, Severity.ERROR, why, fix_zh=fix, message_en="No idle-land fee may be charged.", basis=ARTICLE)
