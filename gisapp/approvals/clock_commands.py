"""What stops, resumes and lengthens the clock of a case; an overdue stays an overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.approvals.commands import locked_case, refuse_day, refuse_errors, tell
from gisapp.approvals.rules.acceptance import check_recorded_in_time
from gisapp.approvals.rules.clock import check_extension, check_suspension
from gisapp.approvals.terms import SuspensionKind
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.evidence.vault import evidence_of
from gisapp.kernel.errors import Conflict, Invalid, NotFound


def suspend_case(
    session: Session,
    principal: Principal,
    case_id: int,
    *,
    kind: SuspensionKind,
    began_on: date,
    resumed_on: date | None,
    evidence_ids: Sequence[int],
    note: str,
    today: date,
) -> int:
    """暂停计时：目录准许的事由，有证明材料；已超期的不能补登."""
    _, view = locked_case(session, principal, case_id, today)
    refuse_day(began_on, today, "暂停开始日期")
    if resumed_on is not None:
        refuse_day(resumed_on, today, "恢复日期")
    proofs = evidence_of(session, principal, evidence_ids)
    findings = check_suspension(
        view.definition,
        view.reading,
        view.record.case,
        kind=kind,
        began_on=began_on,
        resumed_on=resumed_on,
        evidence=proofs[0] if proofs else None,
    )
    findings.add(check_recorded_in_time(view.reading, view.definition.name_zh, "暂停"))
    refuse_errors(findings, "不能暂停计时。")
    suspension_id: int = session.execute(
        text(
            "insert into case_suspension (case_id, kind, began_on, resumed_on, evidence_ids, note, recorded_by_name)"
            " values (:case, :kind, :began_on, :resumed_on, :ids, :note, :by) returning id"
        ),
        {
            "case": case_id,
            "kind": str(kind),
            "began_on": began_on,
            "resumed_on": resumed_on,
            "ids": list(evidence_ids),
            "note": note.strip(),
            "by": principal.name,
        },
    ).scalar_one()
    tell(
        session,
        principal,
        view,
        EventTag.APPROVAL_CLOCK_SUSPEND,
        {"kind": kind.label_zh, "began_on": began_on, "resumed_on": resumed_on},
        reason=note.strip(),
        document=proofs[0].label_zh,
    )
    return suspension_id


def resume_case(
    session: Session,
    principal: Principal,
    case_id: int,
    suspension_id: int,
    *,
    resumed_on: date,
    evidence_ids: Sequence[int],
    today: date,
) -> None:
    """恢复计时：恢复之日起重新计入."""
    _, view = locked_case(session, principal, case_id, today)
    found = next((row for row in view.record.suspensions if row["id"] == suspension_id), None)
    if found is None:
        raise NotFound(
            "approval.suspension_not_found", "没有这次暂停，请刷新后重试。", message_en="No such suspension."
        )
    if found["resumed_on"] is not None:
        raise Conflict(
            "approval.resumed_already", "这次暂停已经恢复，请刷新查看。", message_en="It has been resumed already."
        )
    refuse_day(resumed_on, today, "恢复日期", not_before=found["began_on"])
    evidence_of(session, principal, evidence_ids)
    session.execute(
        text("update case_suspension set resumed_on = :resumed_on, resumed_evidence_ids = :ids where id = :id"),
        {"resumed_on": resumed_on, "ids": list(evidence_ids), "id": suspension_id},
    )
    kind = SuspensionKind(found["kind"])
    tell(session, principal, view, EventTag.APPROVAL_CLOCK_SUSPEND, {"kind": kind.label_zh, "resumed_on": resumed_on})


def extend_case(
    session: Session,
    principal: Principal,
    case_id: int,
    *,
    days: int,
    granted_on: date,
    approved_by: str,
    reason: str,
    evidence_ids: Sequence[int],
    today: date,
) -> int:
    """延长时限：批准人和理由，到期前批准，合计不超过目录上限；返回登记号，据以出具延期审批表."""
    _, view = locked_case(session, principal, case_id, today)
    refuse_day(granted_on, today, "批准日期", not_before=view.reading.acceptance.accepted_on)
    evidence_of(session, principal, evidence_ids)
    findings = check_extension(
        view.definition,
        view.reading,
        view.record.case,
        days=days,
        granted_on=granted_on,
        approved_by=approved_by,
        reason=reason,
    )
    findings.add(check_recorded_in_time(view.reading, view.definition.name_zh, "延长"))
    refuse_errors(findings, "不能延长时限。")
    if days > 400:
        raise Invalid("approval.days_out_of_range", "延长天数过大，请核对后重填。", message_en="Too many days.")
    extension_id: int = session.execute(
        text(
            "insert into case_extension (case_id, days, granted_on, approved_by, reason, evidence_ids, recorded_by_name)"
            " values (:case, :days, :granted_on, :approved_by, :reason, :ids, :by) returning id"
        ),
        {
            "case": case_id,
            "days": days,
            "granted_on": granted_on,
            "approved_by": approved_by.strip(),
            "reason": reason.strip(),
            "ids": list(evidence_ids),
            "by": principal.name,
        },
    ).scalar_one()
    tell(
        session,
        principal,
        view,
        EventTag.APPROVAL_CLOCK_EXTEND,
        {"days": days, "granted_on": granted_on, "approved_by": approved_by.strip()},
        reason=reason.strip(),
    )
    return extension_id
