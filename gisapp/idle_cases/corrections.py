"""A wrong value of a case is put right in view: the old one stays, reads take the new one, and the clocks that hang on it are reckoned anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import as_text
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.idle_case import IdleCaseCorrectionRow
from gisapp.evidence.vault import load_evidence
from gisapp.idle_cases.commands import judge_again, refuse
from gisapp.idle_cases.compliance import move_compliance
from gisapp.idle_cases.custody import note_added
from gisapp.idle_cases.decision import decision_faults, decision_of, hold_facts, unlawful
from gisapp.idle_cases.rules.limits import case_limits
from gisapp.idle_cases.rules.steps import assess_step, deadline_of
from gisapp.idle_cases.store import as_steps, evidence_by_id, lock_case, read_rows, read_steps, tell
from gisapp.idle_cases.terms import CaseStep
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.work_calendar.work_calendar import load_calendar

FIELDS: Mapping[str, Mapping[str, str]] = {
    "case": {
        "since": "构成闲置之日",
        "area_m2": "宗地面积",
        "idle_area_m2": "闲置面积",
        "party_id": "使用权人",
        "source_note": "线索说明",
    },
    "step": {
        "taken_on": "办理日期",
        "document_no": "文号",
        "explained_on": "收到说明日期",
        "registered_on": "备案日期",
        "register_no": "备案号",
        "hearing_asked_on": "申请听证日期",
        "hearing_held_on": "听证日期",
        "approved_by": "批准机关",
        "approval_no": "批准文号",
        "terms_from": "期限起始日",
        "terms_until": "期限届满日",
        "amount_yuan": "金额",
        "paper_on": "撤销文书日期",
        "withdrawn_on": "撤销公开日期",
    },
    "service": {"served_on": "送达日期", "recipient": "收件人", "kind": "送达方式"},
}
"""What may be corrected, by the words of the screen; whose cause and which measure may not: what was found or decided is annulled and done anew."""

DECIDED = ("taken_on", "terms_from", "terms_until", "amount_yuan")
"""Of a decision, what decides whether it is lawful."""

_PROCEDURAL = ("case.time_not_over", "case.investigated_late", "case.hearing_not_held")


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """One value put right: of the case, a step or a service (`target_id`), with reason and the paper that shows the true value."""

    target: str
    target_id: int
    field: str
    new_value: str
    reason: str
    evidence_ids: Sequence[int]


def correct_case(
    session: Session, principal: Principal, case_id: int, draft: CorrectionDraft, *, today: date
) -> Findings:
    """Write a correction and return what it lays bare (a step taken before its time was over stays taken, and is marked).

    Conflict when dates would no longer follow each other; 400 without evidence or for a field that may not be corrected.
    """
    case = lock_case(session, principal, case_id)
    if draft.field not in FIELDS.get(draft.target, {}):
        raise Invalid(
            "case.correction_field",
            "这一项不能更正。归责有误的，请办理“撤销闲置认定”，退回原因审核后重新认定；处置方式有误的，请办理“撤销处置决定”，退回拟订方案后重新决定。",
            message_en="This field cannot be corrected. Annul the finding for a wrong cause, the decision for a wrong measure, and do it anew.",
        )
    if not draft.evidence_ids:
        raise Invalid(
            "case.correction_unproved",
            "更正须附证明材料（原件、回证等），请上传。",
            message_en="A correction needs evidence.",
        )
    load_evidence(session, principal, draft.evidence_ids)
    rows = read_steps(session, case_id)
    held = _target(session, case, rows, draft)
    old = as_text(held[draft.field])
    new = draft.new_value.strip()
    if old == new:
        raise Conflict(
            "case.correction_unchanged", "更正前后相同，没有需要保存的变化。", message_en="Nothing would change."
        )
    findings = _laid_bare(session, principal, rows, draft, today)
    _refuse_unlawful(session, case, rows, held, draft)
    session.execute(
        insert(IdleCaseCorrectionRow).values(
            case_id=case_id,
            target=draft.target,
            target_id=draft.target_id,
            field=draft.field,
            old_value=_stored(session, draft),
            new_value=new,
            reason=draft.reason.strip(),
            evidence_ids=list(draft.evidence_ids),
            findings=findings.as_dicts(),
            corrected_on=today,
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )
    if draft.target == "step" and draft.field == "taken_on":
        move_compliance(session, principal, case, held, held["taken_on"], date.fromisoformat(new))
    label = FIELDS[draft.target][draft.field]
    note_added(session, principal, case_id, draft.evidence_ids, f"更正{label}")
    tell(
        session,
        principal,
        EventTag.IDLE_CASE_CORRECT,
        case,
        {label: {"old": old, "new": new}},
        reason=draft.reason.strip(),
    )
    judge_again(session, case, today)
    return findings


def _target(
    session: Session, case: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], draft: CorrectionDraft
) -> Mapping[str, Any]:
    if draft.target == "case":
        found = case if draft.target_id == case["id"] else None
    elif draft.target == "step":
        found = next((row for row in rows if row["id"] == draft.target_id), None)
    else:
        services = read_rows(session, "services", case["id"])
        found = next((row for row in services if row["id"] == draft.target_id), None)
    if found is None:
        raise NotFound("case.correction_target", "没有这条记录，请刷新后重试。", message_en="No such record.")
    return found


def _refuse_unlawful(
    session: Session,
    case: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    held: Mapping[str, Any],
    draft: CorrectionDraft,
) -> None:
    """A decision is not corrected into one that would have been unlawful: it is annulled (RuleViolation with the article)."""
    if draft.target != "step" or held["step"] != str(CaseStep.DECIDE) or draft.field not in DECIDED:
        return
    new = draft.new_value.strip()
    try:
        value = Decimal(new) if draft.field == "amount_yuan" else date.fromisoformat(new)
    except (InvalidOperation, ValueError) as error:
        raise Invalid(
            "case.correction_value", "更正后的值填写有误，请核对格式。", message_en="This is no value for that field."
        ) from error
    decision = decision_of({**held, draft.field: value})
    hold_facts(session, case["id"])
    faults = decision_faults(session, case, rows, decision, load_rulebook(session))
    refuse(Findings([unlawful(decision, fault) for fault in faults]), "case.correction_refused")


def _stored(session: Session, draft: CorrectionDraft) -> str | None:
    """The value as the database writes it, which is what its trigger compares with."""
    view = {"case": "idle_case_live", "step": "idle_case_step_live", "service": "idle_case_service_live"}[draft.target]
    statement = text(f"select to_jsonb(v) ->> :field from {view} v where v.id = :id")  # noqa: S608  # one of three literals
    return session.execute(statement, {"field": draft.field, "id": draft.target_id}).scalar_one()


def _laid_bare(
    session: Session, principal: Principal, rows: Sequence[Mapping[str, Any]], draft: CorrectionDraft, today: date
) -> Findings:
    """What the steps would say with the new day: time limits that move, and steps that now lie before the end of one."""
    findings = Findings()
    changed = [_with(row, draft) for row in rows]
    if draft.target == "case" or changed == list(rows):
        return findings
    files = evidence_by_id(session, principal, rows)
    before, after = as_steps(rows, files), as_steps(changed, files)
    book, calendar = load_rulebook(session), load_calendar(session)
    for number in range(1, len(after) + 1):
        old_limits = case_limits(book, before[number - 1].taken_on)
        limits = case_limits(book, after[number - 1].taken_on)
        old, new = deadline_of(before[:number], old_limits, calendar), deadline_of(after[:number], limits, calendar)
        if old is not None and new is not None and old.due_on != new.due_on:
            label = after[number - 1].step.label_zh
            findings.add(
                Finding(
                    "case.clock_moved",
                    Severity.INFO,
                    f"“{label}”之后的期限由{day_zh(old.due_on)}变为{day_zh(new.due_on)}。",
                    message_en=f"The time limit moves from {old.due_on} to {new.due_on}.",
                    measured=new.due_on.isoformat(),
                    required=old.due_on.isoformat(),
                )
            )
        if number < len(after):
            findings.extend(
                _as_defect(item, after[number].step)
                for item in assess_step(after[:number], after[number], today=today, limits=limits, calendar=calendar)
                if item.code in _PROCEDURAL
            )
    return findings


def _as_defect(finding: Finding, step: CaseStep) -> Finding:
    """The step was taken and stays; the correction shows that it was too early or too late."""
    return Finding(
        finding.code,
        Severity.WARNING,
        f"更正后，“{step.label_zh}”程序有瑕疵：{finding.message_zh}",
        fix_zh="请评估程序瑕疵是否影响认定、决定；影响的，办理“撤销闲置认定”或“撤销处置决定”后重新办理，并在案卷中说明。",
        message_en="With the corrected day this step was out of its time.",
        measured=finding.measured,
        required=finding.required,
        basis=finding.basis,
    )


def _with(row: Mapping[str, Any], draft: CorrectionDraft) -> Mapping[str, Any]:
    matches = (draft.target == "step" and row["id"] == draft.target_id) or (
        draft.target == "service" and row["service_id"] == draft.target_id
    )
    if not matches or draft.field not in row:
        return row
    is_day = isinstance(row[draft.field], date) or draft.field.endswith("_on")
    try:
        value: Any = date.fromisoformat(draft.new_value.strip()) if is_day else draft.new_value
    except ValueError as error:
        raise Invalid(
            "case.correction_value", "日期应写作 2026-03-20 的形式，请核对。", message_en="Write the day as YYYY-MM-DD."
        ) from error
    return {**row, draft.field: value}
