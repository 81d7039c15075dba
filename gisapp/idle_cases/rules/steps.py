"""个案能否走下一步：流程准许、日期有序、文书齐全、送达有回证、期限届满；不能走的说明缺什么。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gisapp.idle.rules.limits import whole
from gisapp.idle.terms import CauseSide
from gisapp.idle_cases.lifecycle import TRANSITIONS, Transition, in_force
from gisapp.idle_cases.rules.annulment import Annulment, check_annulment
from gisapp.idle_cases.rules.disposal import MeasureOption
from gisapp.idle_cases.rules.english import english
from gisapp.idle_cases.rules.limits import CaseLimits
from gisapp.idle_cases.terms import AnnulGround, CaseState, CaseStep, Measure, ServiceKind
from gisapp.kernel.dates import day_zh
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.workdays import DayUnit, Deadline, Term, WorkCalendar, compute_deadline


@dataclass(frozen=True, slots=True)
class Service:
    """How and when a document reached its addressee, with the receipt (送达回证)."""

    kind: ServiceKind
    served_on: date
    recipient: str
    receipt: Evidence | None


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step of the case: when, by whom, its document number, its service, its evidence and what was found or decided."""

    step: CaseStep
    taken_on: date
    actor: str
    document_no: str = ""
    service: Service | None = None
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    side: CauseSide | None = None
    measure: Measure | None = None
    explained_on: date | None = None
    registered_on: date | None = None
    hearing_asked_on: date | None = None
    hearing_held_on: date | None = None
    approved_by: str = ""
    annul_ground: AnnulGround | None = None
    paper_on: date | None = None
    withdrawn_on: date | None = None


def state_after(steps: Sequence[StepTaken]) -> CaseState | None:
    """Return where the steps lead; steps that do not follow each other are refused (ValueError)."""
    state: CaseState | None = None
    for taken in steps:
        way = TRANSITIONS.get((state, taken.step))
        if way is None:
            raise ValueError(f"{taken.step} does not follow {state}")
        state = way.after
    return state


def assess_step(
    steps: Sequence[StepTaken],
    draft: StepTaken,
    *,
    today: date,
    limits: CaseLimits,
    calendar: WorkCalendar,
    options: Sequence[MeasureOption] = (),
) -> Findings:
    """这一步能不能走。错误挡住，超过期限的只提示并记录在案：迟了也要补办，不能改日期."""
    findings = Findings()
    way = TRANSITIONS.get((state_after(steps), draft.step))
    if way is None:
        findings.add(_error("case.step_out_of_order", f"现在不能“{draft.step.label_zh}”。", "请按流程先办前一步。", ""))
        return findings
    findings.extend(_dates(steps, draft, today, way))
    findings.extend(_papers(draft, way))
    findings.extend(_CONTENT.get(draft.step, _nothing)(steps, draft, way, options))
    if not findings.has_errors:
        findings.add(_too_early(steps, draft, way, limits, calendar))
        findings.add(_too_late(steps, draft, way, limits, calendar))
    return findings


def deadline_of(steps: Sequence[StepTaken], limits: CaseLimits, calendar: WorkCalendar) -> Deadline | None:
    """下一步最迟哪天：调查三十日、说明三十日、缴费、注销的履行三十日，按日计算；听证以工作日计；没有法定期限的为空."""
    if not steps:
        return None
    last = steps[-1]
    if last.step is CaseStep.OPEN:
        entry, start, unit = limits.investigation_days, last.taken_on, DayUnit.CALENDAR
    elif last.step is CaseStep.INVESTIGATE and last.service:
        entry, start, unit = limits.explanation_days, last.service.served_on, DayUnit.CALENDAR
    elif last.step is CaseStep.NOTIFY_HEARING and last.service:
        entry, start, unit = limits.hearing_request_workdays, last.service.served_on, DayUnit.WORKING
    elif last.step is CaseStep.SERVE and last.service and not _is_of_article_12(steps):
        entry, start, unit = limits.performance_days, last.service.served_on, DayUnit.CALENDAR
    else:
        return None
    return compute_deadline(start, Term(whole(entry), unit, basis=str(entry.basis)), calendar)


def _is_of_article_12(steps: Sequence[StepTaken]) -> bool:
    """第十二条的方式按约定的期限履行，不适用第十七条的三十日."""
    decided = next((taken.measure for taken in reversed(steps) if taken.measure is not None), None)
    return decided is not None and not decided.needs_hearing_notice


def _dates(steps: Sequence[StepTaken], draft: StepTaken, today: date, way: Transition) -> Iterator[Finding]:
    if draft.taken_on > today:
        yield _error("case.in_future", "办理日期晚于今天。", "请填写实际办理的日期。", way.article)
    if steps and draft.taken_on < steps[-1].taken_on:
        before = steps[-1]
        yield _error(
            "case.dates_out_of_order",
            f"办理日期早于上一步“{before.step.label_zh}”的{day_zh(before.taken_on)}。",
            "请核对日期；上一步日期有误的，先更正上一步。",
            way.article,
        )
    if draft.service is not None and draft.service.served_on < draft.taken_on:
        yield _error("case.served_before_issue", "送达日期早于文书日期。", "请核对送达回证上的日期。", way.article)


def _papers(draft: StepTaken, way: Transition) -> Iterator[Finding]:
    if way.document_zh and not draft.document_no:
        if draft.annul_ground in (AnnulGround.REVIEW, AnnulGround.LAWSUIT):
            yield _error(
                "case.document_missing", "没有复议决定书或判决书的文号。", "请按收到的文书填写文号。", way.article
            )
        else:
            yield _error(
                "case.document_missing", f"缺少《{way.document_zh}》。", "请先出具文书并取得文号。", way.article
            )
    if way.is_served and draft.service is None:
        yield _error("case.service_missing", "没有送达记录。", "请登记送达方式、时间和收件人。", way.article)
    elif way.is_served and draft.service is not None and draft.service.receipt is None:
        yield _error("case.receipt_missing", "没有送达回证。", "请上传送达回证。", way.article)


def _explain(
    steps: Sequence[StepTaken], draft: StepTaken, way: Transition, options: Sequence[MeasureOption]
) -> Iterator[Finding]:
    if draft.explained_on is not None and not draft.evidence:
        yield _error("case.explanation_missing", "收到了说明，但没有材料。", "请上传原因说明材料。", way.article)


def _dismiss(
    steps: Sequence[StepTaken], draft: StepTaken, way: Transition, options: Sequence[MeasureOption]
) -> Iterator[Finding]:
    if not draft.reason or not draft.evidence:
        yield _error(
            "case.dismissal_unfounded", "认定不构成闲置，须写明理由并附证据。", "请补充理由和证据。", way.article
        )


def _determine(
    steps: Sequence[StepTaken], draft: StepTaken, way: Transition, options: Sequence[MeasureOption]
) -> Iterator[Finding]:
    if draft.side is None or draft.side is CauseSide.UNKNOWN:
        yield _error(
            "case.cause_missing", "认定书须写明闲置原因归谁。", "请选择政府原因、不可抗力或自身原因。", way.article
        )
    if not draft.evidence:
        yield _error("case.determination_unfounded", "认定没有证据。", "请附现场勘查记录等证据。", way.article)


def _publish(
    steps: Sequence[StepTaken], draft: StepTaken, way: Transition, options: Sequence[MeasureOption]
) -> Iterator[Finding]:
    if draft.registered_on is None:
        yield _error("case.not_registered", "没有备案日期。", "请先在监测监管系统备案，再填写备案日期。", way.article)


def _decide(
    steps: Sequence[StepTaken], draft: StepTaken, way: Transition, options: Sequence[MeasureOption]
) -> Iterator[Finding]:
    if draft.measure is None:
        yield _error("case.measure_missing", "没有选择处置方式。", "请从开放的处置方式中选择。", way.article)
        return
    if draft.measure.needs_hearing_notice and steps[-1].step is not CaseStep.NOTIFY_HEARING:
        yield _error(
            "case.hearing_not_notified",
            f"{draft.measure.label_zh}前须书面告知听证权利。",
            "请先送达《听证告知书》。",
            "闲置土地处置办法 第十五条",
        )
    if not draft.approved_by:
        yield _error("case.approval_missing", "没有批准机关。", "请填写批准的人民政府及批准文号。", way.article)
    option = next((item for item in options if item.measure is draft.measure), None)
    if option is None or not option.is_open:
        yield from option.findings if option else ()
        if option is None:
            yield _error("case.options_unknown", "处置方式是否开放尚未核对。", "请刷新后重试。", way.article)


def _annul(
    steps: Sequence[StepTaken], draft: StepTaken, way: Transition, options: Sequence[MeasureOption]
) -> Iterator[Finding]:
    held = in_force(steps, lambda taken: taken.step)
    said = Annulment(
        step=draft.step,
        taken_on=draft.taken_on,
        ground=draft.annul_ground,
        paper_on=draft.paper_on,
        reason=draft.reason,
        is_served=draft.service is not None,
        has_receipt=draft.service is not None and draft.service.receipt is not None,
        evidence=draft.evidence,
        is_public=any(taken.step is CaseStep.PUBLISH for taken in held),
        withdrawn_on=draft.withdrawn_on,
        registered_on=draft.registered_on,
    )
    return check_annulment(said, way.article)


def _nothing(
    steps: Sequence[StepTaken], draft: StepTaken, way: Transition, options: Sequence[MeasureOption]
) -> Iterator[Finding]:
    yield from ()


_CONTENT = {
    CaseStep.EXPLAIN: _explain,
    CaseStep.DISMISS: _dismiss,
    CaseStep.DETERMINE: _determine,
    CaseStep.PUBLISH: _publish,
    CaseStep.DECIDE: _decide,
    CaseStep.ANNUL: _annul,
    CaseStep.ANNUL_DECISION: _annul,
}


def _too_early(
    steps: Sequence[StepTaken], draft: StepTaken, way: Transition, limits: CaseLimits, calendar: WorkCalendar
) -> Finding | None:
    """权利人的期限没有届满，不能当作放弃：没有说明的，满三十日；没有申请听证的，满五个工作日；申请了的，听证以后."""
    deadline = deadline_of(steps, limits, calendar)
    if deadline is None:
        return None
    waits = (draft.step is CaseStep.EXPLAIN and draft.explained_on is None) or (
        draft.step is CaseStep.DECIDE and draft.hearing_asked_on is None and steps[-1].step is CaseStep.NOTIFY_HEARING
    )
    if waits and draft.taken_on <= deadline.due_on:
        return _error(
            "case.time_not_over",
            f"权利人的期限到{day_zh(deadline.due_on)}才届满。{deadline.sentence_zh}",
            "请等期限届满，或登记已收到的材料、申请。",
            way.article,
        )
    if draft.step is CaseStep.DECIDE and draft.hearing_asked_on is not None and draft.hearing_held_on is None:
        return _error("case.hearing_not_held", "已申请听证而尚未听证。", "请先组织听证并登记笔录。", way.article)
    return None


def _too_late(
    steps: Sequence[StepTaken], draft: StepTaken, way: Transition, limits: CaseLimits, calendar: WorkCalendar
) -> Finding | None:
    """办理机关自己的期限：发现后三十日内发出调查通知书；迟了的照办，记为逾期."""
    if draft.step is not CaseStep.INVESTIGATE:
        return None
    deadline = deadline_of(steps, limits, calendar)
    if deadline is None or draft.taken_on <= deadline.due_on:
        return None
    return Finding(
        "case.investigated_late",
        Severity.WARNING,
        f"调查通知书应在{day_zh(deadline.due_on)}前发出，已逾期 {(draft.taken_on - deadline.due_on).days} 日。",
        fix_zh="请照常发出，并在案卷中说明逾期原因。",
        message_en=english("case.investigated_late")[0],
        fix_en=english("case.investigated_late")[1],
        measured=draft.taken_on.isoformat(),
        required=f"≤ {deadline.due_on.isoformat()}",
        basis=way.article,
    )


def _error(code: str, message_zh: str, fix_zh: str, basis: str) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        message_zh,
        fix_zh=fix_zh,
        message_en=english(code)[0],
        basis=basis or None,
        fix_en=english(code)[1],
    )
