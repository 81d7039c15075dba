"""能用哪些方式处置：由情形、原因和自身时间决定（第十二条、第十四条）；不开放的说明为什么，条件不齐的说明缺什么。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gisapp.idle.rules.cause import OwnTime
from gisapp.idle.rules.limits import whole, years_zh
from gisapp.idle.terms import CauseSide, IdleGround
from gisapp.idle_cases.rules.english import english
from gisapp.idle_cases.rules.limits import CaseLimits
from gisapp.idle_cases.terms import Measure
from gisapp.kernel.dates import add_years, day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.parties.rules.encumbrance import SEIZED_LAND

ARTICLE_12 = "闲置土地处置办法 第十二条"
ARTICLE_13 = "闲置土地处置办法 第十三条"
ARTICLE_14 = "闲置土地处置办法 第十四条"
ARTICLE_25 = "闲置土地处置办法 第二十五条"
ENDS_RIGHT = (Measure.RECOVER, Measure.BUY_BACK, Measure.SWAP)
"""Ways of disposal whose performance takes the land from its holder."""
OF_ARTICLE_12 = (
    Measure.EXTEND_START,
    Measure.ADJUST_USE,
    Measure.TEMPORARY_USE,
    Measure.BUY_BACK,
    Measure.SWAP,
    Measure.OTHER,
)


@dataclass(frozen=True, slots=True)
class DisposalFacts:
    """What was found, and what stands beside it. None = not looked up, which never opens a way.

    `may_fee`, `may_recover` as identified on the day of the decision; `is_registered` = entered in the monitoring system;
    `untold_creditors` = who holds a mortgage and has not been told in writing; `seized_by` = the
    courts whose seizure rests on the land; `extended_days` = days of extension that earlier cases of the contract decided or supplements granted without a case, `extension_days_max` = the year of 第十二条第一项
    in days, counted from the day of the decision; `own_time` = the days by side since the clock began;
    `fee_years`, `recovery_years` = the numbers of the rulebook.
    """

    ground: IdleGround
    side: CauseSide
    may_fee: bool
    may_recover: bool
    is_registered: bool
    price_paid: bool | None = None
    funds_ready: bool | None = None
    plan_changed: bool | None = None
    untold_creditors: tuple[str, ...] = ()
    seized_by: tuple[str, ...] = ()
    extended_days: int = 0
    extension_days_max: int = 365
    own_time: OwnTime | None = None
    fee_years: int = 1
    recovery_years: int = 2


@dataclass(frozen=True, slots=True)
class MeasureOption:
    """One way to dispose of the land: open, or closed with the reasons, each saying what to do."""

    measure: Measure
    findings: tuple[Finding, ...]

    @property
    def is_open(self) -> bool:
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def open_disposal_measures(facts: DisposalFacts) -> tuple[MeasureOption, ...]:
    """全部处置方式，各开放与否：政府原因、不可抗力和动工后中止的用第十二条；自身原因未动工的用第十四条，一年收费、两年收回."""
    return tuple(MeasureOption(measure, tuple(_against(measure, facts))) for measure in Measure)


def _against(measure: Measure, facts: DisposalFacts) -> Iterator[Finding]:
    if facts.side is CauseSide.UNKNOWN:
        yield _closed(
            "disposal.cause_unknown", "闲置原因尚未查明，不能选择处置方式。", "请先完成原因审核。", ARTICLE_12
        )
        return
    if measure in OF_ARTICLE_12:
        yield from _against_article_12(measure, facts)
    else:
        yield from _against_article_14(measure, facts)
    if facts.seized_by and measure in ENDS_RIGHT:
        yield _closed(
            "disposal.seized",
            f"土地已被司法查封（{'、'.join(facts.seized_by)}），查封期间不得办理权属变更、注销，不能采用这一方式。",
            "请商请查封法院解除查封或者书面同意处置，登记解除后再决定；条文待核对原文。",
            SEIZED_LAND,
        )
    if measure is Measure.EXTEND_START:
        yield from _extended_before(facts)
    yield from creditors_not_told(facts.untold_creditors, "disposal.mortgagee_not_told")


def _extended_before(facts: DisposalFacts) -> Iterator[Finding]:
    """第十二条第一项的期限已用多少、还剩多少，在决定之前就要看见；没有用过的不说."""
    used, most = facts.extended_days, facts.extension_days_max
    if not used:
        return
    left = max(most - used, 0)
    message_en, fix_en = english("disposal.extended_before")
    yield Finding(
        "disposal.extended_before",
        Severity.WARNING,
        f"该合同此前已决定或以补充协议延长动工 {used} 日，与本次合并计算；第十二条第一项的期限 {most} 日，余 {left} 日。",
        fix_zh="请按余下的日数约定。" if left else "期限已用满，请选择其他方式。",
        message_en=f"{message_en} {used} of {most} days used, {left} left.",
        fix_en=fix_en,
        measured=f"{used} 日",
        required=f"≤ {most} 日",
        basis=ARTICLE_12,
    )


def creditors_not_told(untold: tuple[str, ...], code: str) -> Iterator[Finding]:
    """第十三条：土地设有抵押权的，拟订处置方案应当书面通知抵押权人；`code` names what it closes."""
    if untold:
        yield _closed(
            code,
            f"土地已抵押，尚未书面通知抵押权人：{'、'.join(untold)}。",
            "请出具《抵押权人书面通知》，送达后登记送达回证。",
            ARTICLE_13,
        )


def _against_article_12(measure: Measure, facts: DisposalFacts) -> Iterator[Finding]:
    if facts.side is CauseSide.OWN and facts.ground is IdleGround.NOT_STARTED:
        fee, recovery = years_zh(facts.fee_years), years_zh(facts.recovery_years)
        yield _closed(
            "disposal.own_cause",
            "自身原因未动工的，不适用第十二条的方式。",
            f"满{fee}的征缴闲置费，满{recovery}的无偿收回。",
            ARTICLE_12,
        )
    own = facts.own_time
    if facts.side is not CauseSide.OWN and own is not None and own.excused_days and own.own_days:
        code = "disposal.open_for_a_part"
        message_en, fix_en = english(code)
        yield Finding(
            code,
            Severity.WARNING,
            f"这一方式因第八条期间的 {own.excused_days} 日而开放；其余 {own.own_days} 日是使用权人自身的时间，不因此免除。",
            fix_zh="请在处置方案中分别写明两部分日数；双方原因并存的处置口径办法没有写明，待确认。",
            message_en=message_en,
            fix_en=fix_en,
            measured=f"{own.excused_days} + {own.own_days}",
            basis="闲置土地处置办法 第八条、第十二条、第十四条",
        )
    if not facts.is_registered:
        yield _closed(
            "disposal.not_registered",
            "尚未在土地市场动态监测与监管系统备案，不能采用第十二条的方式（条文待核对原文）。",
            "请先备案并登记备案日期。",
            ARTICLE_25,
        )
    if measure is Measure.SWAP:
        yield from _unmet(facts.price_paid, "disposal.price_unpaid", "价款缴清")
        yield from _unmet(facts.funds_ready, "disposal.funds_missing", "建设资金落实")
        yield from _unmet(facts.plan_changed, "disposal.plan_unchanged", "因规划依法修改造成闲置")


def _against_article_14(measure: Measure, facts: DisposalFacts) -> Iterator[Finding]:
    fee, recovery = years_zh(facts.fee_years), years_zh(facts.recovery_years)
    if facts.ground is IdleGround.STOPPED:
        yield _closed(
            "disposal.stopped_land",
            "动工后中止开发的，不征缴闲置费，也不无偿收回。",
            "请选择第十二条的方式。",
            ARTICLE_12,
        )
    elif facts.side is not CauseSide.OWN:
        yield _closed(
            "disposal.not_own_cause",
            f"闲置原因为{facts.side.label_zh}，不征缴闲置费，也不无偿收回。",
            "请选择第十二条的方式。",
            ARTICLE_14,
        )
    elif measure is Measure.FEE and not facts.may_fee:
        yield _closed(
            "disposal.fee_not_due",
            f"自身原因未动工已满{recovery}，应当无偿收回，不再征缴闲置费。"
            if facts.may_recover
            else f"自身原因的时间未满{fee}，不能征缴闲置费。",
            "请按收回程序办理。" if facts.may_recover else f"请扣除第八条期间后核对满{fee}之日。",
            ARTICLE_14,
        )
    elif measure is Measure.RECOVER and not facts.may_recover:
        yield _closed(
            "disposal.recovery_not_due",
            f"自身原因的时间未满{recovery}，不能无偿收回。",
            f"请核对满{recovery}之日；满{fee}的征缴闲置费。",
            ARTICLE_14,
        )


def _unmet(answer: bool | None, code: str, what: str) -> Iterator[Finding]:
    if answer is not True:
        state = "尚未查明" if answer is None else "不具备"
        yield _closed(code, f"置换土地须{what}，{state}。", f"请查明并登记“{what}”的证明。", ARTICLE_12)


@dataclass(frozen=True, slots=True)
class MeasureTerms:
    """What a measure of article 12 is to run for: the day it is arranged or the new start is agreed, and its last day.

    `extended_days` = days of extension that were decided before, which count together with these.
    """

    measure: Measure
    from_on: date
    until_on: date
    extended_days: int = 0


def check_measure_terms(terms: MeasureTerms, limits: CaseLimits) -> Findings:
    """处置方式的期限：延长动工连同此前的延长不超过一年，临时使用不超过两年（以规则库为准），自约定或安排之日起算."""
    findings = Findings()
    most = {
        Measure.EXTEND_START: limits.extension_years_max,
        Measure.TEMPORARY_USE: limits.temporary_use_years_max,
    }.get(terms.measure)
    if terms.until_on < terms.from_on:
        findings.add(_closed("disposal.terms_turned", "截止日期早于起始日期。", "请核对日期。", ARTICLE_12))
    elif most is not None:
        used = terms.extended_days if terms.measure is Measure.EXTEND_START else 0
        last = add_years(terms.from_on, whole(most)) - timedelta(days=used)
        together = f"连同此前已延长的 {used} 日" if used else ""
        if terms.until_on > last:
            findings.add(
                Finding(
                    "disposal.too_long",
                    Severity.ERROR,
                    f"{terms.measure.label_zh}{together}最长 {whole(most)} 年，至{day_zh(last)}；填写的是{day_zh(terms.until_on)}。",
                    fix_zh="请缩短期限。",
                    message_en=english("disposal.too_long")[0],
                    fix_en=english("disposal.too_long")[1],
                    measured=terms.until_on.isoformat(),
                    required=f"≤ {last.isoformat()}",
                    basis=str(most.basis),
                )
            )
    return findings


def _closed(code: str, message_zh: str, fix_zh: str, basis: str) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        message_zh,
        fix_zh=fix_zh,
        message_en=english(code)[0],
        basis=basis,
        fix_en=english(code)[1],
    )
