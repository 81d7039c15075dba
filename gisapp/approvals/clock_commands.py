"""What stops, resumes and lengthens the clock of a case; an overdue stays an overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class SuspensionDraft:
    """暂停：事由、起止日期（起日计入暂停，恢复日不计入）和证明材料."""

    kind: SuspensionKind
    began_on: date
    resumed_on: date | None
    evidence_ids: Sequence[int]
    note: str


def suspend_case(session: Session, principal: Principal, case_id: int, draft: SuspensionDraft, *, today: date) -> int:
    """暂停计时：目录准许的事由，有证明材料；已超期的不能补登."""
    _, view = locked_case(session, principal, case_id, today)
    refuse_day(draft.began_on, today, "暂停开始日期")
    if draft.resumed_on is not None:
        refuse_day(draft.resumed_on, today, "恢复日期")
    proofs = evidence_of(session, principal, draft.evidence_ids)
    findings = check_suspension(
        view.definition,
        view.reading,
        view.record.case,
        kind=draft.kind,
        began_on=draft.began_on,
        resumed_on=draft.resumed_on,
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
            "kind": str(draft.kind),
            "began_on": draft.began_on,
            "resumed_on": draft.resumed_on,
            "ids": list(draft.evidence_ids),
            "note": draft.note.strip(),
            "by": principal.name,
        },
    ).scalar_one()
    tell(
        session,
        principal,
        view,
        EventTag.APPROVAL_CLOCK_SUSPEND,
        {"kind": draft.kind.label_zh, "began_on": draft.began_on, "resumed_on": draft.resumed_on},
        reason=draft.note.strip(),
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


@dataclass(frozen=True, slots=True)
class ExtensionDraft:
    """延长：天数、批准日期、批准人和理由."""

    days: int
    granted_on: date
    approved_by: str
    reason: str
    evidence_ids: Sequence[int]


def extend_case(session: Session, principal: Principal, case_id: int, draft: ExtensionDraft, *, today: date) -> int:
    """延长时限：批准人和理由，到期前批准，合计不超过目录上限；返回登记号，据以出具延期审批表."""
    _, view = locked_case(session, principal, case_id, today)
    refuse_day(draft.granted_on, today, "批准日期", not_before=view.reading.acceptance.accepted_on)
    evidence_of(session, principal, draft.evidence_ids)
    findings = check_extension(
        view.definition,
        view.reading,
        view.record.case,
        days=draft.days,
        granted_on=draft.granted_on,
        approved_by=draft.approved_by,
        reason=draft.reason,
    )
    findings.add(check_recorded_in_time(view.reading, view.definition.name_zh, "延长"))
    refuse_errors(findings, "不能延长时限。")
    if draft.days > 400:
        raise Invalid("approval.days_out_of_range", "延长天数过大，请核对后重填。", message_en="Too many days.")
    extension_id: int = session.execute(
        text(
            "insert into case_extension (case_id, days, granted_on, approved_by, reason, evidence_ids, recorded_by_name)"
            " values (:case, :days, :granted_on, :approved_by, :reason, :ids, :by) returning id"
        ),
        {
            "case": case_id,
            "days": draft.days,
            "granted_on": draft.granted_on,
            "approved_by": draft.approved_by.strip(),
            "reason": draft.reason.strip(),
            "ids": list(draft.evidence_ids),
            "by": principal.name,
        },
    ).scalar_one()
    tell(
        session,
        principal,
        view,
        EventTag.APPROVAL_CLOCK_EXTEND,
        {"days": draft.days, "granted_on": draft.granted_on, "approved_by": draft.approved_by.strip()},
        reason=draft.reason.strip(),
    )
    return extension_id
