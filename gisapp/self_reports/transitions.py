"""The next step of a report: checked against the table of what may follow what, written, told to the operation log."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.self_reports import store
from gisapp.self_reports.lifecycle import LIFECYCLE
from gisapp.self_reports.reports import find_report
from gisapp.self_reports.terms import ReportState, ReportStep


def move_report(
    session: Session,
    principal: Principal,
    report_id: int,
    step: ReportStep,
    *,
    reason: str,
    today: date,
    expected_sequence: int,
    due_on: date | None = None,
) -> None:
    """Let an officer send a report back until a day (`due_on`), take it in, or ask for it no longer; the enterprise reads the reason.

    Taken in, it may fill the form of a check; it proves nothing and moves no state by itself. 404 outside the caller's parks, 409 where the
    step is not open or somebody was quicker, 400 without the reason it needs or with a last day that is over.
    """
    find_report(session, principal, report_id, today)
    if due_on is not None and due_on < today:
        raise Invalid(
            "self_report.due_past",
            f"补正截止日{day_zh(due_on)}已过，请定在今天或以后。",
            message_en="The last day for correcting is over; choose today or later.",
        )
    write_step(
        session,
        principal,
        report_id,
        step,
        today=today,
        reason=reason,
        due_on=due_on,
        expected_sequence=expected_sequence,
    )


def write_step(
    session: Session,
    principal: Principal,
    report_id: int,
    step: ReportStep,
    *,
    today: date,
    reason: str = "",
    due_on: date | None = None,
    expected_sequence: int | None = None,
) -> int:
    """Write the next step and return its id; the caller has seen to it that the report may be touched.

    Conflict when the step is not open, or when somebody moved the report after `expected_sequence`; Invalid without the reason it needs.
    """
    session.execute(text("select pg_advisory_xact_lock(4610, hashint8(:id))"), {"id": report_id})
    row = session.execute(
        text(
            "select s.sequence, s.state, s.due_on, s.actor_name, r.zone_id, r.park_id, r.plot_id, r.report_no from self_report_step s"
            " join self_report r on r.id = s.report_id where s.report_id = :id order by s.sequence desc limit 1"
        ),
        {"id": report_id},
    ).one()
    if expected_sequence is not None and expected_sequence != row.sequence:
        raise Conflict(
            "self_report.moved_meanwhile",
            f"这份自报刚被{row.actor_name}办理，请刷新后查看最新情况。",
            message_en="Somebody else has just worked on this report; reload it.",
        )
    way = LIFECYCLE.way(step, row.state)
    if way is None:
        state = ReportState(row.state)
        raise Conflict(
            "self_report.step_not_open",
            f"这份自报“{state.label_zh}”，现在不能“{step.label_zh}”。请刷新后查看。",
            message_en=f"“{step.label_en}” is not open for a report that is “{state.label_en}”; reload it.",
        )
    if way.needs_reason and not reason.strip():
        raise Invalid(
            "self_report.reason_missing",
            "请写明理由后再提交，企业会看到。",
            message_en="Say why; the enterprise reads it.",
        )
    step_id = store.insert_step(
        session,
        {
            "report_id": report_id,
            "sequence": row.sequence + 1,
            "step": str(step),
            "from_state": row.state,
            "state": way.to_state,
            "done_on": today,
            "due_on": due_on or row.due_on,
            "reason": reason.strip(),
            "actor_id": principal.account_id,
            "actor_name": principal.name,
        },
    )
    record_event(
        session,
        principal,
        EventTag.SELF_REPORT_STEP,
        subject="self_report",
        subject_id=report_id,
        zone_id=row.zone_id,
        park_id=row.park_id,
        plot_id=row.plot_id,
        changes={
            "step": {"old": None, "new": step.label_zh},
            "state": {"old": row.state, "new": way.to_state},
            **({"due_on": {"old": row.due_on.isoformat(), "new": due_on.isoformat()}} if due_on else {}),
        },
        reason=reason.strip() or None,
        document=row.report_no,
    )
    return step_id
