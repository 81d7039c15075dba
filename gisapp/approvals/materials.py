"""Materials of a case: what came in, and 容缺: what may come later on a signed promise, until when, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text, update
from sqlalchemy.orm import Session

import gisapp.approvals.documents  # noqa: F401  # registers what its documents print
from gisapp.approvals.commands import locked_case, refuse_day, refuse_errors, tell
from gisapp.approvals.process_view import CaseView
from gisapp.approvals.rules.tolerance import Tolerance, assess_tolerance
from gisapp.approvals.store import MaterialRecord, Row
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.approval import MaterialToleranceRow
from gisapp.documents.issue import issue_from_source
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.clock import Clock
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Findings
from gisapp.preparation.standard_terms import YesNo

_PAPERS = {"tolerance.promise_missing", "tolerance.notice_missing"}


def take_material(
    session: Session,
    principal: Principal,
    case_id: int,
    material_id: int,
    *,
    received_on: date,
    evidence_ids: Sequence[int],
    today: date,
) -> None:
    """补交材料：到达之日即为补交之日；容缺的自此销账."""
    _, view = locked_case(session, principal, case_id, today)
    found = _material(view, material_id)
    if found.received_on is not None:
        raise Conflict(
            "approval.material_received_already", "这份材料已经收到，请刷新查看。", message_en="It has come in already."
        )
    refuse_day(received_on, today, "收到日期", not_before=view.record.row["received_on"])
    load_evidence(session, principal, evidence_ids)
    session.execute(
        text("update case_material set received_on = :received_on, evidence_ids = :ids where id = :id"),
        {"received_on": received_on, "ids": list(evidence_ids), "id": material_id},
    )
    tag = EventTag.APPROVAL_CASE_CHANGE if found.tolerance is None else EventTag.TOLERANCE_CHANGE
    tell(session, principal, view, tag, {"material": found.material.name_zh, "received_on": received_on})


def assess_promise(view: CaseView, material: MaterialRecord, promised_by: date, answer: YesNo, today: date) -> Findings:
    """Return what speaks against letting this material come later; its papers are still to be made."""
    draft = Tolerance(material.material, promised_by, promise=None, notice=None)
    findings = assess_tolerance(
        view.definition, draft, item_due_on=view.reading.clock.due_on, is_dishonest=answer, as_of=today
    )
    return Findings([item for item in findings if item.code not in _PAPERS])


def draft_tolerance(
    session: Session,
    principal: Principal,
    clock: Clock,
    case_id: int,
    material_id: int,
    *,
    promised_by: date,
    is_dishonest: YesNo,
) -> int:
    """拟办容缺：核对清单、材料类别、期限和信用，生成《容缺受理承诺书》交申请人签署；返回登记号."""
    today = clock.today()
    _, view = locked_case(session, principal, case_id, today)
    found = _material(view, material_id)
    if found.received_on is not None:
        raise Conflict(
            "approval.material_received_already", "这份材料已经收到，不需要容缺。", message_en="It has come in already."
        )
    if found.tolerance_id is not None:
        raise Conflict(
            "tolerance.drafted_already",
            "这份材料已经拟办容缺，请在列表中继续办理。",
            message_en="A promise is drafted already.",
        )
    refuse_errors(assess_promise(view, found, promised_by, is_dishonest, today), "不能容缺受理。")
    tolerance_id: int = session.execute(
        text(
            "insert into material_tolerance (case_id, material_id, drafted_on, promised_by, credit_answer, recorded_by_name)"
            " values (:case, :material, :today, :promised_by, :answer, :by) returning id"
        ),
        {
            "case": case_id,
            "material": material_id,
            "today": today,
            "promised_by": promised_by,
            "answer": str(is_dishonest),
            "by": principal.name,
        },
    ).scalar_one()
    issue_from_source(
        session, principal, clock, "tolerance_promise", subject="material_tolerance", subject_id=tolerance_id, pdf=False
    )
    tell(
        session,
        principal,
        view,
        EventTag.TOLERANCE_CHANGE,
        {"material": found.material.name_zh, "promised_by": promised_by},
    )
    return tolerance_id


def agree_tolerance(
    session: Session, principal: Principal, clock: Clock, case_id: int, material_id: int, *, evidence_ids: Sequence[int]
) -> None:
    """容缺受理：申请人签署的承诺书已收到，发出《容缺受理通知书》，容缺自此成立."""
    today = clock.today()
    _, view = locked_case(session, principal, case_id, today)
    found = _material(view, material_id)
    row = _drafted(found)
    if row["agreed_on"] is not None:
        raise Conflict("tolerance.agreed_already", "容缺已经成立，请刷新查看。", message_en="It is agreed already.")
    if not load_evidence(session, principal, evidence_ids):
        raise Invalid(
            "tolerance.signature_missing", "请上传申请人签署的承诺书。", message_en="Upload the promise as signed."
        )
    notice_id = issue_from_source(
        session,
        principal,
        clock,
        "tolerance_notice",
        subject="material_tolerance",
        subject_id=row["tolerance_id"],
        pdf=False,
    )
    promise = Evidence(row["promise_no"], sha256=row["promise_sha256"]) if row["promise_no"] else None
    draft = Tolerance(found.material, row["promised_by"], promise=promise, notice=Evidence(f"D{notice_id}"))
    refuse_errors(
        assess_tolerance(
            view.definition, draft, item_due_on=view.reading.clock.due_on, is_dishonest=YesNo.NO, as_of=today
        ),
        "不能容缺受理。",
    )
    _set(session, row["tolerance_id"], agreed_on=today, promise_evidence_ids=list(evidence_ids))
    tell(session, principal, view, EventTag.TOLERANCE_CHANGE, {"material": found.material.name_zh, "agreed_on": today})


def extend_tolerance(
    session: Session,
    principal: Principal,
    case_id: int,
    material_id: int,
    *,
    extended_to: date,
    reason: str,
    evidence_ids: Sequence[int],
    today: date,
) -> None:
    """容缺延期：只限不可抗力，附证明，到期前办理，一次为限."""
    _, view = locked_case(session, principal, case_id, today)
    found = _material(view, material_id)
    tolerance = _running(found)
    if tolerance.extended_to is not None:
        raise Conflict("tolerance.extended_already", "容缺期限只能延长一次。", message_en="It was extended before.")
    if today > tolerance.promised_by:
        raise Conflict(
            "tolerance.extension_late",
            "补交期限已过，不能延期。请撤回受理或如实登记补交。",
            message_en="The day has passed.",
        )
    if extended_to <= tolerance.promised_by or not reason.strip():
        raise Invalid(
            "tolerance.extension_invalid",
            "请填写晚于原期限的日期和不可抗力的情形。",
            message_en="A later day and a reason.",
        )
    if not load_evidence(session, principal, evidence_ids):
        raise Invalid("approval.evidence_missing", "请上传不可抗力的证明。", message_en="Evidence is missing.")
    _set(
        session,
        found.row["tolerance_id"],
        extended_to=extended_to,
        extension_reason=reason.strip(),
        extension_evidence_ids=list(evidence_ids),
    )
    tell(
        session,
        principal,
        view,
        EventTag.TOLERANCE_CHANGE,
        {"material": found.material.name_zh, "extended_to": extended_to},
        reason=reason.strip(),
    )


def revoke_tolerance(
    session: Session, principal: Principal, case_id: int, material_id: int, *, reason: str, today: date
) -> None:
    """撤销容缺：逾期未补或承诺不实的，写明理由并记入信用；材料未补齐前仍不得发证."""
    _, view = locked_case(session, principal, case_id, today)
    found = _material(view, material_id)
    row = _drafted(found)
    if row["revoked_on"] is not None or found.received_on is not None:
        raise Conflict(
            "tolerance.settled_already", "这份容缺已经了结，请刷新查看。", message_en="It has been settled already."
        )
    if not reason.strip():
        raise Invalid("approval.reason_missing", "请写明撤销的理由。", message_en="Say why it is revoked.")
    _set(session, row["tolerance_id"], revoked_on=today, revoke_reason=reason.strip())
    tell(
        session,
        principal,
        view,
        EventTag.TOLERANCE_CHANGE,
        {"material": found.material.name_zh, "revoked_on": today},
        reason=reason.strip(),
    )


def _material(view: CaseView, material_id: int) -> MaterialRecord:
    found = next((item for item in view.record.materials if item.id == material_id), None)
    if found is None:
        raise NotFound("approval.material_not_found", "没有这份材料，请刷新后重试。", message_en="No such material.")
    return found


def _drafted(found: MaterialRecord) -> Row:
    if found.tolerance_id is None:
        raise Conflict(
            "tolerance.not_drafted", "这份材料还没有拟办容缺，请先生成承诺书。", message_en="No promise is drafted."
        )
    return found.row


def _running(found: MaterialRecord) -> Tolerance:
    tolerance = found.tolerance
    if tolerance is None or tolerance.revoked_on is not None or tolerance.delivered_on is not None:
        raise Conflict(
            "tolerance.not_running", "没有进行中的容缺，请刷新后查看。", message_en="No tolerance is running."
        )
    return tolerance


def _set(session: Session, tolerance_id: int, **values: object) -> None:
    session.execute(
        update(MaterialToleranceRow)
        .where(MaterialToleranceRow.id == tolerance_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
