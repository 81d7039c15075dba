"""一项承诺为什么是这个状态：依据哪条规则、由哪些数据得出、下一步做什么，用一句话说清。"""

from __future__ import annotations

from dataclasses import dataclass

from gisapp.commitments.rules.fulfilment import Check, Standing, Waiver
from gisapp.kernel.dates import day_zh
from gisapp.kernel.money import format_yuan
from gisapp.preparation.rules.indicator_values import promised_en, promised_zh, value_en, value_zh
from gisapp.preparation.standard_terms import CheckVerdict, CommitmentState, ObligationKind, Obligor

IDLE = "闲置土地处置办法 第二条"
EXTENDABLE = (ObligationKind.START, ObligationKind.COMPLETION)
EXTENSION_CODES = ("contract.extension_asked_days_ahead", "contract.extension_months_max")
RECTIFICATION_CODES = ("commitment.rectification_days_max",)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing the rule looked at, with its value on that day."""

    label_zh: str
    label_en: str
    value_zh: str
    value_en: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an obligation stands as it does: rule, inputs, basis, the rulebook entries that bear on it, and what to do next."""

    rule_zh: str
    rule_en: str
    inputs: tuple[Input, ...]
    basis: tuple[str, ...]
    codes: tuple[str, ...]
    next_zh: str
    next_en: str


def explain_standing(standing: Standing, last: Check | None, waiver: Waiver | None) -> Reason:
    """说明状态：`last` 为当日有效的最后一次核查，`waiver` 为当日有效的免除."""
    rule_zh, rule_en = _rule(standing)
    next_zh, next_en = _next(standing, last)
    kind = standing.obligation.kind
    basis = [standing.obligation.basis]
    codes: tuple[str, ...] = ()
    if not standing.is_settled:
        if standing.rectify_by is not None:
            codes = RECTIFICATION_CODES
        elif standing.state is CommitmentState.NOT_YET_DUE and kind in EXTENDABLE:
            codes = EXTENSION_CODES
        elif standing.state is CommitmentState.LATE:
            codes = RECTIFICATION_CODES
            if kind is ObligationKind.START:
                basis.append(IDLE)
    return Reason(rule_zh, rule_en, _inputs(standing, last, waiver), tuple(basis), codes, next_zh, next_en)


def _rule(standing: Standing) -> tuple[str, str]:
    days = standing.late_days
    match standing.state:
        case CommitmentState.WAIVED:
            return "自免除之日起不再计算履约。", "Nothing is owed from the day of the waiver on."
        case CommitmentState.BROKEN:
            return "以最后一次有效核查为准：认定违约。", "The last check decides: found broken."
        case CommitmentState.KEPT:
            return (
                "最后一次核查达标、有证据，且在到期日或之前完成：已履约。",
                "The last check found it met, with evidence, done by its day: kept.",
            )
        case CommitmentState.RECTIFYING:
            late = f"原到期日已过 {days} 天，统计计入逾期。" if days else "原到期日未过，统计计入未到期。"
            late_en = "counted as late" if days else "counted as not yet due"
            return (
                f"最后一次核查责令整改，整改期限未过：限期整改。{late}",
                f"The last check set a time to rectify that still runs ({late_en}).",
            )
        case CommitmentState.LATE if standing.is_settled:
            return (
                f"核查达标，但完成于到期日后 {days} 天：逾期履约，已了结。",
                f"Met, but done {days} days after its day: late, settled.",
            )
        case CommitmentState.LATE if standing.rectification_is_over:
            return (
                f"整改期限已过而没有达标的核查：逾期，自原到期日起 {days} 天。",
                f"The time to rectify has run out without a good check: late by {days} days.",
            )
        case CommitmentState.LATE:
            return (
                f"到期日已过而没有达标的核查：逾期 {days} 天（自到期次日起算）。",
                f"Its day has passed without a good check: late by {days} days.",
            )
        case CommitmentState.DUE:
            return "今日到期，到期当日不算逾期。", "Due today; the day itself is not late."
        case CommitmentState.NOT_YET_DUE:
            return "到期日之前，没有违约或整改的核查：未到期。", "Before its day, and no check against it: not yet due."


def _next(standing: Standing, last: Check | None) -> tuple[str, str]:
    duty = standing.obligation
    match standing.state:
        case CommitmentState.WAIVED | CommitmentState.KEPT:
            return "无需办理。", "Nothing to do."
        case CommitmentState.BROKEN:
            consequence = last.consequence if last is not None else ""
            return f"执行违约后果：{consequence}", f"Carry out the consequence: {consequence}"
        case CommitmentState.RECTIFYING:
            assert standing.rectify_by is not None
            left = (standing.rectify_by - standing.as_of).days
            when = "今日期满" if left == 0 else f"尚有 {left} 天"
            return (
                f"督促整改，{day_zh(standing.rectify_by)}期满（{when}）后复核。",
                f"See that it is put right; check again on {standing.rectify_by} ({left} days left).",
            )
        case CommitmentState.LATE if standing.is_settled:
            return "按合同核算逾期违约金，已缴清的归档。", "Work out the penalty for lateness under the contract."
        case CommitmentState.LATE if standing.rectification_is_over:
            return "复核整改结果，作出违约认定或再次限期整改。", "Check again: find it broken, or set another day."
        case CommitmentState.LATE if duty.obligor is Obligor.AUTHORITY:
            return (
                "尽快交地并登记核查；迟延交地的责任按合同第三十三条。",
                "Hand the land over and record it; article 33 of the contract answers for the delay.",
            )
        case CommitmentState.LATE if duty.kind is ObligationKind.START:
            return (
                "现场核查，限期整改或认定违约；超过约定动工日达到认定年限仍未动工的，按闲置土地调查（闲置土地处置办法 第二条）。",
                "Check on site; without a start for the years of article 2 past the agreed day it is investigated as idle land.",
            )
        case CommitmentState.LATE:
            return "组织核查，作出达标、限期整改或违约的结论。", "Check it: met, to be rectified, or broken."
        case CommitmentState.DUE:
            return "今日核查并登记结果。", "Check it today and record the result."
        case CommitmentState.NOT_YET_DUE:
            left = (duty.due_on - standing.as_of).days
            ask = "；预计不能按期的，请提前申请延期" if duty.kind in EXTENDABLE else ""
            ask_en = "; an extension has to be asked for ahead" if duty.kind in EXTENDABLE else ""
            return f"距到期 {left} 天，到期前核实进度{ask}。", f"{left} days to go: look at the progress{ask_en}."


def _inputs(standing: Standing, last: Check | None, waiver: Waiver | None) -> tuple[Input, ...]:
    duty = standing.obligation
    found = [
        _day("查看日期", "Day looked at", standing.as_of.isoformat(), day_zh(standing.as_of)),
        _day("到期日", "Due", duty.due_on.isoformat(), day_zh(duty.due_on)),
    ]
    if duty.target is not None and duty.indicator is not None and duty.direction is not None:
        promise = duty.indicator, duty.direction, duty.target
        found.append(Input("承诺值", "Promised", promised_zh(*promise), promised_en(*promise)))
    if duty.amount_yuan is not None:
        found.append(Input("应付金额", "Amount", f"{format_yuan(duty.amount_yuan)} 元", format_yuan(duty.amount_yuan)))
    if last is not None:
        verdict = last.verdict
        found.append(
            Input(
                "最后一次核查",
                "Last check",
                f"{day_zh(last.checked_on)}，{verdict.label_zh}",
                f"{last.checked_on}, {verdict.label_en}",
            )
        )
        if last.verdict is CheckVerdict.MET and last.done_on is not None:
            found.append(_day("完成日期", "Done", last.done_on.isoformat(), day_zh(last.done_on)))
        if last.measured is not None and duty.indicator is not None:
            measure = duty.indicator, last.measured
            found.append(Input("实测值", "Measured", value_zh(*measure), value_en(*measure)))
        if last.rectify_by is not None:
            found.append(_day("整改期限", "To be rectified by", last.rectify_by.isoformat(), day_zh(last.rectify_by)))
        found.append(Input("证据", "Evidence", f"{len(last.evidence)} 件", str(len(last.evidence))))
    elif waiver is None:
        found.append(Input("核查", "Checks", "当日尚无有效核查", "none by that day"))
    if waiver is not None:
        found.append(
            Input(
                "免除决定",
                "Waiver",
                f"{day_zh(waiver.waived_on)}，{waiver.decided_by}：{waiver.reason}",
                f"{waiver.waived_on}, {waiver.decided_by}",
            )
        )
    return tuple(found)


def _day(label_zh: str, label_en: str, value_en: str, value_zh_: str) -> Input:
    return Input(label_zh, label_en, value_zh_, value_en)
