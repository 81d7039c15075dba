"""What the documents of approvals print: 容缺受理承诺书, 容缺受理通知书, 延期审批表."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.approvals.commands import find_case
from gisapp.approvals.process_view import CaseView
from gisapp.auth.principal import Principal
from gisapp.documents.sources import Draft, source
from gisapp.evidence.vault import describe_files
from gisapp.kernel.errors import NotFound
from gisapp.kernel.time_limit import TimeLimit, read_time_limit
from gisapp.kernel.workdays import DayUnit

CONSEQUENCE = "逾期未补交的，撤回本次受理、退回申请材料，并记入申请人信用记录；承诺不实的，依法撤销已作出的决定。"


@source("tolerance_promise", subject="material_tolerance")
def tolerance_promise(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """《容缺受理承诺书》：哪一份材料、以什么形式、哪一日之前补交."""
    view, row = _tolerance(session, principal, subject_id, as_of)
    return _draft(
        view,
        {
            **_applicant(session, view),
            "materials": _materials(row),
            "promised_by": view.process.record.row["party_name_zh"],
            "promised_on": row["drafted_on"],
        },
    )


@source("tolerance_notice", subject="material_tolerance")
def tolerance_notice(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """《容缺受理通知书》：受理日期、材料、期限和逾期后果."""
    view, row = _tolerance(session, principal, subject_id, as_of)
    context = _applicant(session, view) | {
        "accepted_on": view.reading.acceptance.accepted_on,
        "materials": _materials(row),
        "consequence_zh": CONSEQUENCE,
        "contact_name": view.process.record.row["service_officer_name"] or None,
    }
    context.pop("applicant_credit_code")
    return _draft(view, context)


@source("extension_decision", subject="case_extension")
def extension_decision(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """《延期审批表》：原到期日、延长天数、延长后的到期日、批准人和理由."""
    row = session.execute(
        text("select case_id, recorded_by_name from case_extension where id = :id"), {"id": subject_id}
    ).one_or_none()
    if row is None:
        raise _not_found()
    desk, view = find_case(session, principal, row.case_id, as_of)
    extensions = list(view.record.extensions)
    place = next(at for at, item in enumerate(extensions) if item["id"] == subject_id)
    own = extensions[place]
    counted = tuple(item for item in view.record.case.suspensions if item.kind in view.definition.excluded)

    def due_with(count: int) -> date | None:
        limit = TimeLimit(
            view.reading.acceptance.accepted_on,
            view.definition.term,
            counted,
            view.record.case.extensions[:count],
            None,
        )
        return read_time_limit(limit, desk.calendar, own["granted_on"], view.process.limits.yellow_share).due_on

    unit = "个工作日" if view.definition.term.unit is DayUnit.WORKING else "日"
    files = describe_files(session, principal, own["evidence_ids"])
    context = _applicant(session, view) | {
        "reference_no": view.process.record.row["project_no"],
        "accepted_on": view.reading.acceptance.accepted_on,
        "due_before": due_with(place),
        "due_after": due_with(place + 1),
        "extended_by_zh": f"{own['days']} {unit}",
        "reason_zh": own["reason"],
        "applied_by": row.recorded_by_name,
        "approved_by": own["approved_by"],
        "approved_on": own["granted_on"],
        "evidence": [{"reference": f"E{item['id']}", "title": item["title"]} for item in files],
    }
    context.pop("applicant_credit_code")
    return _draft(view, context)


def _tolerance(
    session: Session, principal: Principal, tolerance_id: int, as_of: date
) -> tuple[CaseView, dict[str, Any]]:
    case_id = session.execute(
        text("select case_id from material_tolerance where id = :id"), {"id": tolerance_id}
    ).scalar_one_or_none()
    if case_id is None:
        raise _not_found()
    _, view = find_case(session, principal, case_id, as_of)
    row = next((item.row for item in view.record.materials if item.tolerance_id == tolerance_id), None)
    if row is None:
        raise _not_found()
    return view, row


def _applicant(session: Session, view: CaseView) -> dict[str, Any]:
    row = view.process.record.row
    code = session.execute(
        text("select y.credit_code from project p join party y on y.id = p.party_id where p.id = :id"),
        {"id": row["project_id"]},
    ).scalar_one_or_none()
    return {
        "applicant_name": row["party_name_zh"],
        "applicant_credit_code": code,
        "project_name": row["name_zh"],
        "item_name": view.definition.name_zh,
    }


def _materials(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": row["name_zh"], "form_zh": row["form_zh"], "deliver_by": row["extended_to"] or row["promised_by"]}]


def _draft(view: CaseView, context: dict[str, Any]) -> Draft:
    row = view.process.record.row
    return Draft(zone_id=row["zone_id"], park_id=row["park_id"], plot_id=row["plot_id"], context=context)


def _not_found() -> NotFound:
    return NotFound(
        "approval.paper_subject_not_found",
        "没有这项记录，或不在您的管辖范围内。",
        message_en="No such record, or not for you.",
    )
