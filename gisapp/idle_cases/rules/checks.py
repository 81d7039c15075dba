"""个案一步与事实、文书、抵押是否相符：登记的事实不构成闲置的不能认定，归责、金额与事实不符的不能决定，抵押的先通知抵押权人。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gisapp.idle.rules.identification import Identification
from gisapp.idle.rules.limits import years_zh
from gisapp.idle.terms import CauseSide, IdleGround, IdleState
from gisapp.idle_cases.rules.annulment import Performed, check_performed
from gisapp.idle_cases.rules.disposal import (
    ARTICLE_12,
    MeasureTerms,
    check_measure_terms,
    creditors_not_told,
)
from gisapp.idle_cases.rules.english import english
from gisapp.idle_cases.rules.limits import CaseLimits
from gisapp.idle_cases.rules.steps import StepTaken
from gisapp.idle_cases.terms import CaseStep, Measure
from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.money import format_yuan

ORDER = "闲置土地处置办法"
OVERDUE_TERMS = (Measure.EXTEND_START, Measure.TEMPORARY_USE)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What stands beside a step. `identification` = the engine's answer of that day, None where there is no contract to judge by;
    `untold_creditors` = who holds a mortgage on that day and has not been told in writing; `fee_yuan` = the fee as calculated;
    `document` = the printed fields of the chosen document; `supplement_on` = the day of the newest supplement; `decided_*` = the decision in force;
    `performed` = what was noted as performed since; `extended_days` = days of extension that earlier cases decided."""

    ground: IdleGround
    identification: Identification | None
    untold_creditors: tuple[str, ...] = ()
    fee_yuan: Decimal | None = None
    document: Mapping[str, Any] | None = None
    supplement_on: date | None = None
    decided_measure: Measure | None = None
    decided_on: date | None = None
    contract_ended_on: date | None = None
    performed: tuple[str, ...] = ()
    extended_days: int = 0


def check_facts(
    draft: StepTaken,
    facts: StepFacts,
    limits: CaseLimits,
    *,
    terms_from: date | None = None,
    terms_until: date | None = None,
    amount_yuan: Decimal | None = None,
) -> Findings:
    """这一步与登记的事实是否相符；不符的写明差在哪里、怎样补."""
    findings = Findings()
    check = {
        CaseStep.OPEN: _opened,
        CaseStep.DISMISS: _dismissed,
        CaseStep.DETERMINE: _determined,
        CaseStep.PLAN: _planned,
        CaseStep.CLOSE: _closed,
        CaseStep.ANNUL: _annulled,
        CaseStep.ANNUL_DECISION: _annulled,
    }.get(draft.step)
    if check is not None:
        findings.extend(check(draft, facts))
    if draft.step is CaseStep.DECIDE and draft.measure is not None:
        findings.extend(_decided(draft, facts, amount_yuan))
        findings.extend(_terms(draft.measure, limits, terms_from, terms_until, facts.extended_days))
    findings.extend(_document(draft, facts))
    return findings


def _opened(draft: StepTaken, facts: StepFacts) -> Iterator[Finding]:
    answer = facts.identification
    if answer is None:
        yield _warning(
            "case.no_contract",
            "没有合同可供自动认定，闲置事实须由承办人查实。",
            "请在调查中收集划拨决定书、交地和动工的证据。",
        )
    elif answer.ground is not facts.ground:
        yield _warning(
            "case.not_suspected",
            f"按登记的事实，当日为“{answer.state.label_zh}”，不是所选情形。",
            "请核对情形，或在调查中补齐、更正事实。",
            measured=answer.state.label_zh,
            required=facts.ground.label_zh,
        )


def _dismissed(draft: StepTaken, facts: StepFacts) -> Iterator[Finding]:
    answer = facts.identification
    if answer is not None and answer.ground is facts.ground:
        yield _warning(
            "case.facts_still_idle",
            f"按登记的事实，当日仍为“{answer.state.label_zh}”，下次筛查会再次列出。",
            "请同时在“闲置”页补登或更正动工、交地、原因等事实。",
            measured=answer.state.label_zh,
        )


def _determined(draft: StepTaken, facts: StepFacts) -> Iterator[Finding]:
    answer = facts.identification
    if answer is None:
        yield _warning(
            "case.no_contract",
            "没有合同可供自动认定，认定的事实由承办人负责。",
            "请在认定书中逐项写明事实和证据。",
        )
        return
    if answer.state is IdleState.UNKNOWN:
        yield _error(
            "case.facts_missing",
            f"事实不全，不能认定：缺{'、'.join(answer.missing) or '关键事实'}。",
            "请先在“闲置”页补登事实和证据。",
            f"{ORDER} 第七条",
        )
    elif answer.ground is not facts.ground:
        yield _error(
            "case.not_idle_by_facts",
            f"按登记的事实，当日为“{answer.state.label_zh}”，不构成“{facts.ground.label_zh}”。",
            "事实有误的请先更正；确不构成的，请作“不构成闲置”处理。",
            f"{ORDER} 第二条",
            measured=answer.state.label_zh,
            required=facts.ground.label_zh,
        )
    elif (
        draft.side is CauseSide.OWN
        and answer.side is not None
        and answer.side
        in (
            CauseSide.GOVERNMENT,
            CauseSide.FORCE_MAJEURE,
            CauseSide.MIXED,
        )
    ):
        yield _error(
            "case.side_against_facts",
            f"扣除第八条的期间后，自身原因的时间未满{years_zh(answer.years)}，按事实归于“{answer.side.label_zh}”，不能认定为自身原因。",
            "请核对各段原因的起止日期和证据。",
            f"{ORDER} 第八条",
            measured=draft.side.label_zh,
            required=answer.side.label_zh,
        )


def _planned(draft: StepTaken, facts: StepFacts) -> Iterator[Finding]:
    yield from creditors_not_told(facts.untold_creditors, "case.creditor_not_told")


def _decided(draft: StepTaken, facts: StepFacts, amount_yuan: Decimal | None) -> Iterator[Finding]:
    if draft.measure is not Measure.FEE:
        return
    if facts.fee_yuan is None:
        yield _error(
            "case.fee_unknown",
            "闲置费尚不能计算。",
            "请在“闲置费计算”中查看缺少什么，补齐后再决定。",
            f"{ORDER} 第十四条",
        )
    elif amount_yuan is not None and amount_yuan != facts.fee_yuan:
        yield _error(
            "case.fee_differs",
            f"填写的闲置费 {format_yuan(amount_yuan)} 元与计算结果 {format_yuan(facts.fee_yuan)} 元不同。",
            "请采用计算结果；价款或面积有误的先更正事实。",
            f"{ORDER} 第十四条",
            measured=str(amount_yuan),
            required=str(facts.fee_yuan),
        )


def _terms(
    measure: Measure, limits: CaseLimits, terms_from: date | None, terms_until: date | None, extended_days: int
) -> Iterator[Finding]:
    if measure not in OVERDUE_TERMS:
        return
    if terms_from is None or terms_until is None:
        yield _error(
            "case.terms_missing",
            f"“{measure.label_zh}”没有写明起止日期。",
            "请填写约定（安排）之日和届满之日。",
            ARTICLE_12,
        )
        return
    yield from check_measure_terms(MeasureTerms(measure, terms_from, terms_until, extended_days), limits)


def _closed(draft: StepTaken, facts: StepFacts) -> Iterator[Finding]:
    if not draft.evidence:
        yield _error(
            "case.performance_unproved",
            "没有履行完毕的证明。",
            "请上传缴费凭证、注销登记证明、补充协议或动工证明等。",
            f"{ORDER} 第十七条",
        )
    if facts.decided_measure is Measure.EXTEND_START and (
        facts.supplement_on is None or (facts.decided_on is not None and facts.supplement_on < facts.decided_on)
    ):
        yield _warning(
            "case.supplement_missing",
            "延长动工期限须签订补充协议，决定之后还没有登记补充协议。",
            "请在“约”中为该合同登记补充协议，新的动工日期随之生效。",
        )


def _annulled(draft: StepTaken, facts: StepFacts) -> Iterator[Finding]:
    done = Performed(
        facts.decided_measure, facts.decided_on, facts.contract_ended_on, facts.supplement_on, facts.performed
    )
    yield from check_performed(done, draft.taken_on)


def _document(draft: StepTaken, facts: StepFacts) -> Iterator[Finding]:
    """文书上写的归责、处置方式与登记的是否一致."""
    if facts.document is None:
        return
    said = facts.document.get("side_zh"), facts.document.get("measure_zh")
    entered = draft.side and draft.side.label_zh, draft.measure and draft.measure.label_zh
    for name, printed, given in zip(("闲置原因", "处置方式"), said, entered, strict=True):
        if printed and given and printed != given:
            yield _error(
                "case.document_says_otherwise",
                f"文书写明的{name}为“{printed}”，登记的是“{given}”。",
                "请改正登记；文书有误的，撤销后重新出具。",
                None,
                measured=str(given),
                required=str(printed),
            )


def late_performance(due_on: date | None, as_of: date) -> Finding | None:
    """逾期未履行：第十八条，不申请复议、不提起诉讼又不履行的，直接公告注销，申请法院强制执行（条文待核对原文）."""
    if due_on is None or as_of <= due_on:
        return None
    return Finding(
        "case.not_performed",
        Severity.WARNING,
        f"履行期限已于{day_zh(due_on)}届满，尚未履行，逾期 {(as_of - due_on).days} 日。",
        fix_zh="请核对复议、诉讼情况；既不申请又不履行的，公告注销登记或申请人民法院强制执行。",
        message_en=english("case.not_performed")[0],
        fix_en=english("case.not_performed")[1],
        measured=as_of.isoformat(),
        required=f"≤ {due_on.isoformat()}",
        basis=f"{ORDER} 第十八条",
    )


def _error(
    code: str,
    message_zh: str,
    fix_zh: str,
    basis: str | None,
    *,
    measured: str | None = None,
    required: str | None = None,
) -> Finding:
    message_en, fix_en = english(code)
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, measured, required, basis, fix_en=fix_en)


def _warning(
    code: str,
    message_zh: str,
    fix_zh: str,
    *,
    measured: str | None = None,
    required: str | None = None,
) -> Finding:
    message_en, fix_en = english(code)
    basis = f"{ORDER} 第五条"
    return Finding(code, Severity.WARNING, message_zh, fix_zh, message_en, measured, required, basis, fix_en=fix_en)
