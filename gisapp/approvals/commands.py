"""What is done with one case: taken in, corrected, accepted, decided, returned. Each act is one transaction with its audit event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from gisapp.approvals.process_view import CaseView, Desk, find_process, open_desk, view_case
from gisapp.approvals.rules.acceptance import check_acceptance
from gisapp.approvals.rules.case_state import case_state
from gisapp.approvals.rules.issue import assess_issue
from gisapp.approvals.terms import CaseState, ItemOutcome
from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.approval import ApprovalCaseRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Conflict, Invalid, NotFound, RuleViolation
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.time_limit import TimeLimitLight


@dataclass(frozen=True, slots=True)
class Decision:
    """How a case ends: the day, the outcome, number of the paper, reason (refused, not needed, late) and what proves it."""

    finished_on: date
    outcome: ItemOutcome
    result_no: str
    reason: str
    evidence_ids: Sequence[int]


def locked_case(session: Session, principal: Principal, case_id: int, today: date) -> tuple[Desk, CaseView]:
    """Return a case that is still open, locked against other writers (404 out of scope, Conflict when it is closed)."""
    project_id = session.execute(
        text("select project_id from approval_case where id = :id for update"), {"id": case_id}
    ).scalar_one_or_none()
    if project_id is None:
        raise _not_found()
    desk = open_desk(session)
    view = _case_in(session, principal, desk, project_id, case_id, today)
    if not view.is_newest or not state_of(view, today).is_open:
        raise Conflict(
            "approval.case_closed",
            "该事项已经办结或退件，不能再办理。需要重办的，请新开一轮。",
            message_en="This case is closed; open another round.",
        )
    return desk, view


def find_case(session: Session, principal: Principal, case_id: int, as_of: date) -> tuple[Desk, CaseView]:
    """Return a case for reading (404 where there is none for the caller)."""
    project_id = session.execute(
        text("select project_id from approval_case where id = :id"), {"id": case_id}
    ).scalar_one_or_none()
    if project_id is None:
        raise _not_found()
    desk = open_desk(session)
    return desk, _case_in(session, principal, desk, project_id, case_id, as_of)


def state_of(view: CaseView, as_of: date) -> CaseState:
    return case_state(view.record.case, view.reading, view.record.returned_on, as_of)


def receive_case(
    session: Session,
    principal: Principal,
    case_id: int,
    *,
    received_on: date,
    received: Mapping[str, Sequence[int]],
    today: date,
) -> None:
    """收件：登记当日送来的材料（按代码，各附文件），其余的以后补登；材料清单自此固定."""
    desk, view = locked_case(session, principal, case_id, today)
    _refuse_state(view, today, CaseState.PLANNED)
    refuse_day(received_on, today, "收件日期", not_before=view.process.record.row["started_on"])
    definition = desk.catalogue.definition(view.record.item_code, received_on)
    asked = [item for item in desk.catalogue.asked_by(definition) if not (view.record.is_simulated and item.after_land)]
    unknown = set(received) - {item.material.code for item in asked}
    if unknown:
        raise Invalid(
            "approval.material_unknown",
            f"“{definition.name_zh}”的清单里没有材料“{min(unknown)}”，请刷新后重试。",
            message_en="The item does not ask for this material.",
        )
    load_evidence(session, principal, [one for ids in received.values() for one in ids])
    _set(session, case_id, received_on=received_on)
    for item in asked:
        ids = received.get(item.material.code)
        session.execute(
            text(
                "insert into case_material (case_id, code, name_zh, material_class, is_tolerable, source, form_zh, received_on, evidence_ids,"
                " recorded_by_name) values (:case, :code, :name, :class, :tolerable, :source, :form, :received_on, :ids, :by)"
            ),
            {
                "case": case_id,
                "code": item.material.code,
                "name": item.material.name_zh,
                "class": str(item.material.material_class),
                "tolerable": item.material.is_tolerable and definition.is_tolerable,
                "source": str(item.material.source),
                "form": item.form_zh,
                "received_on": None if ids is None else received_on,
                "ids": list(ids or ()),
                "by": principal.name,
            },
        )
    tell(
        session,
        principal,
        view,
        EventTag.APPROVAL_CASE_CHANGE,
        {"received_on": received_on, "materials": len(received)},
    )


def ask_correction(
    session: Session,
    principal: Principal,
    case_id: int,
    *,
    notice_on: date,
    notice_zh: str,
    evidence_ids: Sequence[int],
    today: date,
) -> None:
    """受理前一次告知补正：告知书为证；五个工作日内告知的，不算视为受理（许可法第三十二条）."""
    _, view = locked_case(session, principal, case_id, today)
    _refuse_state(view, today, CaseState.RECEIVED)
    refuse_day(notice_on, today, "告知日期", not_before=view.record.row["received_on"])
    _need_evidence(session, principal, evidence_ids, "补正告知书")
    _set(session, case_id, notice_on=notice_on, notice_zh=notice_zh.strip(), notice_evidence_ids=list(evidence_ids))
    tell(session, principal, view, EventTag.APPROVAL_CASE_CHANGE, {"notice_on": notice_on}, reason=notice_zh)


def accept_case(
    session: Session, principal: Principal, case_id: int, *, accepted_on: date, evidence_ids: Sequence[int], today: date
) -> None:
    """受理：材料齐全，或只缺可容缺的次要材料；时限自受理之日起算."""
    _, view = locked_case(session, principal, case_id, today)
    if view.record.row["received_on"] is None or view.record.row["accepted_on"] is not None:
        _refuse_state(view, today, CaseState.RECEIVED, CaseState.NOTICED)
    refuse_day(accepted_on, today, "受理日期", not_before=view.record.row["received_on"])
    load_evidence(session, principal, evidence_ids)
    refuse_errors(
        check_acceptance(
            view.definition,
            [item.material for item in view.record.materials],
            {item.material.code: item.received_on for item in view.record.materials if item.received_on is not None},
            accepted_on,
        ),
        "材料不齐，不能受理。",
    )
    _set(session, case_id, accepted_on=accepted_on, accepted_evidence_ids=list(evidence_ids))
    tell(session, principal, view, EventTag.APPROVAL_CASE_CHANGE, {"accepted_on": accepted_on})


def finish_case(session: Session, principal: Principal, case_id: int, decision: Decision, *, today: date) -> None:
    """办结：通过的要材料齐、未暂停、前置结果有效；不通过、无需办理和超期的要写明原因."""
    desk, view = locked_case(session, principal, case_id, today)
    refuse_day(decision.finished_on, today, "办结日期", not_before=view.reading.acceptance.accepted_on)
    load_evidence(session, principal, decision.evidence_ids)
    refuse_errors(check_decision(desk, view, decision, today), "还不能办结。")
    _set(
        session,
        case_id,
        finished_on=decision.finished_on,
        outcome=str(decision.outcome),
        result_no=decision.result_no.strip(),
        outcome_reason=decision.reason.strip(),
        result_evidence_ids=list(decision.evidence_ids),
    )
    tell(
        session,
        principal,
        view,
        EventTag.APPROVAL_CASE_CHANGE,
        {
            "finished_on": decision.finished_on,
            "outcome": str(decision.outcome),
            "result_no": decision.result_no.strip(),
        },
        reason=decision.reason.strip() or None,
    )


def check_decision(desk: Desk, view: CaseView, decision: Decision, today: date) -> Findings:
    """Return what speaks against ending the case like this."""
    findings = Findings()
    day = decision.finished_on
    then = view_case(desk, view.process, view.record, day)
    if decision.outcome is ItemOutcome.NOT_NEEDED:
        if state_of(view, today) is not CaseState.PLANNED:
            findings.add(
                _error("issue.in_hand", "已收件的事项不能登记为无需办理。", "请办结或退件。", "It is in hand already.")
            )
    elif decision.outcome is ItemOutcome.REFUSED and then.reading.acceptance.accepted_on is None:
        findings.add(
            _error("issue.not_accepted", f"“{view.definition.name_zh}”尚未受理。", "请先受理。", "Not accepted yet.")
        )
    if decision.outcome is ItemOutcome.GRANTED:
        findings.extend(check_issue(desk, view, day))
    late = then.reading.clock.light is TimeLimitLight.RED
    if not decision.reason.strip() and (late or decision.outcome is not ItemOutcome.GRANTED):
        findings.add(
            _error(
                "issue.late_unexplained" if late else "issue.reason_missing",
                "事项已超期，没有说明原因。" if late else f"登记“{decision.outcome.label_zh}”没有写明理由。",
                "请填写原因后再办结。",
                "Say why.",
            )
        )
    if decision.outcome is not ItemOutcome.NOT_NEEDED and day < today and not decision.evidence_ids:
        findings.add(
            _error(
                "issue.backdated_unproved",
                "补登过去日期的办结没有证明材料。",
                "请上传批文或证照。",
                "Prove an earlier day.",
            )
        )
    return findings


def check_issue(desk: Desk, view: CaseView, day: date) -> Findings:
    """Return what keeps the result from being issued on a day: material, clock, what has to be out before."""
    process = view.process
    names = {code: item.name_zh for code, item in {**process.catalogue.items, **process.definitions}.items()}
    findings = assess_issue(
        view.definition,
        view_case(desk, process, view.record, day).reading,
        {code: record.case for code, record in process.record.cases.items()},
        names,
        [item.material for item in view.record.materials],
        {item.material.code: item.received_on for item in view.record.materials if item.received_on is not None},
        view.record.tolerances,
        day,
    )
    if view.record.is_simulated:
        return findings
    for code in view.definition.needs:
        before = process.record.cases.get(code)
        if before is None or not before.is_simulated or before.case.outcome is not ItemOutcome.GRANTED:
            continue
        if before.row["effective_on"] is None or before.row["effective_on"] > day:
            findings.add(
                _error(
                    "issue.precondition_without_effect",
                    f"前置结果“{names.get(code, code)}”是模拟审批结果，尚未生效。",
                    "签订合同、付清价款后请先登记转为正式结果。",
                    "It rests on a simulated result without effect.",
                )
            )
    return findings


def return_case(
    session: Session, principal: Principal, case_id: int, *, returned_on: date, reason: str, today: date
) -> None:
    """退件或撤件：写明理由，时钟停止；以后重办的新开一轮."""
    _, view = locked_case(session, principal, case_id, today)
    refuse_day(returned_on, today, "退件日期", not_before=view.record.row["received_on"])
    if not reason.strip():
        raise Invalid("approval.reason_missing", "请写明退件的理由。", message_en="Say why it is returned.")
    _set(session, case_id, returned_on=returned_on, return_reason=reason.strip())
    tell(session, principal, view, EventTag.APPROVAL_CASE_CHANGE, {"returned_on": returned_on}, reason=reason)


def tell(
    session: Session,
    principal: Principal,
    view: CaseView,
    tag: EventTag,
    values: Mapping[str, Any],
    *,
    reason: str | None = None,
    document: str | None = None,
) -> None:
    """Append the audit event of an act on a case."""
    row = view.process.record.row
    changes = {"item": {"old": None, "new": f"{view.definition.name_zh}（{row['project_no']}）"}}
    changes |= {name: {"old": None, "new": str(value)} for name, value in values.items() if value not in (None, "")}
    record_event(
        session,
        principal,
        tag,
        subject="approval_case",
        subject_id=view.record.id,
        changes=changes,
        zone_id=row["zone_id"],
        park_id=row["park_id"],
        plot_id=row["plot_id"],
        reason=reason or None,
        document=document,
    )


def refuse_errors(findings: Findings, what_zh: str) -> None:
    if findings.has_errors:
        raise RuleViolation(
            "approval.findings",
            f"{what_zh}请按检查结果处理后重试。",
            message_en="The findings below must be settled first.",
            findings=findings,
        )


def refuse_day(day: date, today: date, name_zh: str, *, not_before: date | None = None) -> None:
    """Refuse a day that has not come yet, or one before what it follows from (400)."""
    if day > today:
        raise Invalid(
            "approval.day_ahead", f"{name_zh}不能晚于今天，请核对后重填。", message_en="The day has not come yet."
        )
    if not_before is not None and day < not_before:
        raise Invalid(
            "approval.day_too_early",
            f"{name_zh}不能早于{not_before:%Y年%-m月%-d日}，请核对后重填。",
            message_en=f"The day may not be before {not_before}.",
        )


def _case_in(
    session: Session, principal: Principal, desk: Desk, project_id: int, case_id: int, as_of: date
) -> CaseView:
    process = find_process(session, principal, desk, project_id, as_of)
    records = [*process.record.cases.values(), *process.record.earlier]
    record = next((item for item in records if item.id == case_id), None)
    if record is None:
        raise _not_found()
    return view_case(desk, process, record, as_of)


def _not_found() -> NotFound:
    return NotFound(
        "approval.case_not_found",
        "没有这个审批事项，或不在您的管辖范围内。",
        message_en="No such case, or not for you.",
    )


def _refuse_state(view: CaseView, today: date, *allowed: CaseState) -> None:
    state = state_of(view, today)
    if state not in allowed:
        raise Conflict(
            "approval.state_wrong",
            f"事项现为“{state.label_zh}”，不能这样办理。请刷新后查看可办的下一步。",
            message_en=f"The case is {state.label_en}; this step does not follow.",
        )


def _need_evidence(session: Session, principal: Principal, ids: Sequence[int], what_zh: str) -> None:
    if not load_evidence(session, principal, ids):
        raise Invalid("approval.evidence_missing", f"请上传{what_zh}。", message_en="Evidence is missing.")


def _set(session: Session, case_id: int, **values: Any) -> None:
    session.execute(
        update(ApprovalCaseRow)
        .where(ApprovalCaseRow.id == case_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _error(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en)
