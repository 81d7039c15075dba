"""Appeals against a grade: received with a reply clock in working days, answered once; an upheld one gives the grade that holds from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.evidence.vault import describe_files, load_evidence
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.kernel.workdays import DayUnit, Deadline, Term, compute_deadline
from gisapp.performance.grade_runs import locate_result
from gisapp.performance.terms import AppealState, Grade
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.work_calendar.work_calendar import load_calendar

BASIS = "等级公示载明的申诉答复期限"


def reply_deadline(session: Session, received_on: date, workdays: int | None = None) -> Deadline:
    """Return the last day for the answer to an appeal with every day counted or skipped; the term is the rulebook's unless given."""
    days = workdays or int(load_rulebook(session).value("performance.appeal_workdays", received_on))
    return compute_deadline(received_on, Term(days, DayUnit.WORKING, basis=BASIS), load_calendar(session))


def list_appeals(session: Session, principal: Principal, as_of: date, appeal_id: int | None = None) -> list[dict[str, Any]]:  # fmt: skip
    """Return the appeals received by a day, open ones first, as they stood then."""
    rows = session.execute(
        load("performance/appeals"), {"as_of": as_of, "appeal_id": appeal_id, **visible_parks(principal)}
    ).mappings()
    found = [_appeal(dict(row), as_of) for row in rows]
    wanted = [one for row in found for one in (*row["evidence_ids"], *(row["decision_evidence_ids"] or ()))]
    files = {item["id"]: item for item in describe_files(session, principal, wanted)}
    for row in found:
        row["evidence"] = [files[one] for one in row["evidence_ids"] if one in files]
        row["decision_evidence"] = [files[one] for one in row["decision_evidence_ids"] or () if one in files]
    return found


def locate_appeal(session: Session, principal: Principal, appeal_id: int, as_of: date) -> dict[str, Any]:
    found = list_appeals(session, principal, as_of, appeal_id)
    if not found:
        raise NotFound("appeal.not_found", "没有这件申诉，或您没有查看权限。请从列表中选择。", message_en="No such appeal, or not for you.")  # fmt: skip
    return found[0]


def explain_clock(session: Session, principal: Principal, appeal_id: int, as_of: date) -> dict[str, Any]:
    """Return every day of the reply clock, counted or skipped and why."""
    appeal = locate_appeal(session, principal, appeal_id, as_of)
    deadline = reply_deadline(session, appeal["received_on"], appeal["reply_workdays"])
    return {
        "sentence_zh": deadline.sentence_zh,
        "lines_zh": [day.line_zh for day in deadline.days],
        "unconfirmed_years": list(deadline.unconfirmed_years),
        "basis": BASIS,
    }


def receive_appeal(
    session: Session,
    principal: Principal,
    result_id: int,
    *,
    received_on: date,
    grounds_zh: str,
    wanted_grade: Grade | None,
    evidence_ids: Sequence[int],
    today: date,
) -> int:
    """Enter an appeal against a grade of the newest run; return its id. Its last day for an answer is computed once and kept."""
    if received_on > today:
        raise Invalid("appeal.future", "受理日期不能晚于今天，请核对。", message_en="The day is in the future.")
    result = locate_result(session, principal, result_id, today)
    load_evidence(session, principal, evidence_ids)
    days = int(load_rulebook(session).value("performance.appeal_workdays", received_on))
    deadline = reply_deadline(session, received_on, days)
    appeal_id: int = session.execute(
        text(
            "insert into grade_appeal (result_id, received_on, grounds_zh, wanted_grade, reply_workdays, reply_due_on, evidence_ids, recorded_by, recorded_by_name)"
            " values (:result, :received, :grounds, :wanted, :days, :due, :evidence, :by, :name) returning id"
        ),
        {
            "result": result_id, "received": received_on, "grounds": grounds_zh.strip(), "wanted": None if wanted_grade is None else str(wanted_grade),
            "days": days, "due": deadline.due_on, "evidence": list(evidence_ids), "by": principal.account_id, "name": principal.name,
        },
    ).scalar_one()  # fmt: skip
    _record(session, principal, appeal_id, result, {"state": "open", "due_on": deadline.due_on.isoformat()}, grounds_zh)
    return appeal_id


@dataclass(frozen=True, slots=True)
class AppealDecision:
    """How an appeal ends: upheld with a new grade, rejected or withdrawn."""

    outcome: AppealState
    decided_on: date
    reply_zh: str
    new_grade: Grade | None
    evidence_ids: Sequence[int]


def decide_appeal(
    session: Session, principal: Principal, appeal_id: int, decision: AppealDecision, *, today: date
) -> None:
    """Answer an appeal once: upheld with the grade that then holds, rejected or withdrawn (Conflict for a second answer)."""
    if decision.decided_on > today:
        raise Invalid("appeal.future", "答复日期不能晚于今天，请核对。", message_en="The day is in the future.")
    if (decision.outcome is AppealState.UPHELD) != (decision.new_grade is not None):
        raise Invalid("appeal.grade", "申诉成立须给出调整后的等级，其他结果不改等级，请核对。", message_en="An upheld appeal needs a grade, others none.")  # fmt: skip
    appeal = locate_appeal(session, principal, appeal_id, today)
    if appeal["state"] != "open":
        raise Conflict("appeal.decided", "这件申诉已经答复，不能再改。", message_en="It is decided already.")
    if decision.new_grade is not None and str(decision.new_grade) == appeal["given_grade"]:
        raise Invalid("appeal.same_grade", "调整后的等级与原等级相同；维持原等级请选“维持原等级”。", message_en="The grade is the same.")  # fmt: skip
    load_evidence(session, principal, decision.evidence_ids)
    session.execute(
        text(
            "insert into grade_appeal_decision (appeal_id, outcome, decided_on, reply_zh, new_grade, evidence_ids, recorded_by, recorded_by_name)"
            " values (:appeal, :outcome, :decided, :reply, :grade, :evidence, :by, :name)"
        ),
        {
            "appeal": appeal_id, "outcome": str(decision.outcome), "decided": decision.decided_on, "reply": decision.reply_zh.strip(),
            "grade": None if decision.new_grade is None else str(decision.new_grade), "evidence": list(decision.evidence_ids), "by": principal.account_id, "name": principal.name,
        },
    )  # fmt: skip
    _record(session, principal, appeal_id, appeal, {"state": str(decision.outcome), "grade": None if decision.new_grade is None else str(decision.new_grade)}, decision.reply_zh)  # fmt: skip


def _appeal(row: dict[str, Any], as_of: date) -> dict[str, Any]:
    waiting = row["state"] == "open"
    left = (row["reply_due_on"] - as_of).days if waiting else None
    late = row["decided_on"] is not None and row["decided_on"] > row["reply_due_on"]
    return {**row, "days_left": left, "is_overdue": left is not None and left < 0, "replied_late": late}


def _record(session: Session, principal: Principal, appeal_id: int, about: dict[str, Any], told: dict[str, str | None], reason: str) -> None:  # fmt: skip
    record_event(
        session,
        principal,
        EventTag.PERFORMANCE_APPEAL,
        subject="grade_appeal",
        subject_id=appeal_id,
        park_id=about["park_id"],
        zone_id=session.execute(text("select zone_id from park where id = :id"), {"id": about["park_id"]}).scalar_one(),
        changes={name: {"old": None, "new": value} for name, value in told.items() if value is not None},
        reason=reason.strip() or None,
    )
