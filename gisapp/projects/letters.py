"""Supervision letters (督办函): numbered, with a reply clock in working days, replied to, accepted or returned; each step stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.db.tables.project import SupervisionLetterRow, SupervisionLetterStepRow
from gisapp.documents.issue import issue_from_source, next_document_no
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.clock import Clock
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.kernel.workdays import DayUnit, Deadline, Term, compute_deadline
from gisapp.projects.findings import refuse
from gisapp.projects.lifecycle import Brought, check_transition, open_transitions
from gisapp.projects.projects import attach_evidence, locate_project
from gisapp.projects.terms import LetterState
from gisapp.work_calendar.work_calendar import load_calendar

KIND = "supervision_letter"
BASIS = "督办函载明的回复期限"
WAITING = (str(LetterState.ISSUED), str(LetterState.RETURNED))


def reply_deadline(session: Session, issued_on: date, workdays: int) -> Deadline:
    """Return the last day for a reply with every day that was counted or skipped on the way."""
    return compute_deadline(issued_on, Term(workdays, DayUnit.WORKING, basis=BASIS), load_calendar(session))


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """What a supervision letter says; `reply_workdays` working days for the reply."""

    title_zh: str
    addressee_zh: str
    facts_zh: str
    demand_zh: str
    reply_workdays: int
    evidence_ids: Sequence[int]


def issue_letter(session: Session, principal: Principal, clock: Clock, project_id: int, draft: LetterDraft) -> int:
    """Send a supervision letter and make its document; return the letter's id. Its number is that of the document."""
    today = clock.today()
    project = locate_project(session, principal, project_id, today)
    load_evidence(session, principal, draft.evidence_ids)
    due_on = reply_deadline(session, today, draft.reply_workdays).due_on
    letter_no = next_document_no(session, KIND, zone_id=project["zone_id"], on=today)
    letter_id: int = session.execute(
        insert(SupervisionLetterRow)
        .values(
            zone_id=project["zone_id"],
            project_id=project_id,
            letter_no=letter_no,
            title_zh=draft.title_zh.strip(),
            addressee_zh=draft.addressee_zh.strip(),
            facts_zh=draft.facts_zh.strip(),
            demand_zh=draft.demand_zh.strip(),
            issued_on=today,
            reply_workdays=draft.reply_workdays,
            reply_due_on=due_on,
            light=project["light"],
            evidence_ids=list(draft.evidence_ids),
            issued_by=principal.account_id,
            issued_by_name=principal.name,
        )
        .returning(SupervisionLetterRow.id)
    ).scalar_one()
    _write_step(
        session,
        principal,
        letter_id,
        _Step(
            sequence=1,
            before="",
            state=LetterState.ISSUED,
            done_on=today,
            due_on=due_on,
            content_zh="",
            evidence_ids=(),
        ),
    )
    issue_from_source(session, principal, clock, KIND, subject="supervision_letter", subject_id=letter_id, pdf=False)
    record_event(
        session,
        principal,
        EventTag.SUPERVISION_LETTER,
        subject="supervision_letter",
        subject_id=letter_id,
        zone_id=project["zone_id"],
        park_id=project["park_id"],
        plot_id=project["plot_id"],
        changes=differences({}, {"state": str(LetterState.ISSUED), "due_on": due_on}),
        reason=draft.title_zh.strip(),
        document=letter_no,
    )
    return letter_id


@dataclass(frozen=True, slots=True)
class LetterStepDraft:
    """The next step of a letter; a return names working days for another reply."""

    state: str
    done_on: date
    content_zh: str
    reply_workdays: int | None
    evidence_ids: Sequence[int]


def step_letter(session: Session, principal: Principal, letter_id: int, draft: LetterStepDraft, *, today: date) -> None:
    """Record a reply, its acceptance or return, or the withdrawal of a letter; RuleViolation with every fault of the step.

    A return gives a new last day, so many working days after it (400 when that is missing).
    """
    letter = locate_letter(session, principal, letter_id, today)
    load_evidence(session, principal, draft.evidence_ids)
    session.execute(text("select 1 from supervision_letter where id = :id for update"), {"id": letter_id})
    refuse(
        check_transition(
            "letter",
            letter["state"],
            draft.state,
            Brought(has_evidence=bool(draft.evidence_ids), has_reason=bool(draft.content_zh.strip())),
            day=draft.done_on,
            last_day=letter["state_on"],
            today=today,
        ),
        "letter.step_refused",
    )
    due_on = None
    if draft.state == str(LetterState.RETURNED):
        if draft.reply_workdays is None:
            raise Invalid(
                "letter.reply_term_missing",
                "退回重报须给出新的回复期限，请填写工作日数。",
                message_en="Give the working days for another reply.",
            )
        due_on = reply_deadline(session, draft.done_on, draft.reply_workdays).due_on
    _write_step(
        session,
        principal,
        letter_id,
        _Step(
            sequence=len(letter["steps"]) + 1,
            before=letter["state"],
            state=LetterState(draft.state),
            done_on=draft.done_on,
            due_on=due_on,
            content_zh=draft.content_zh.strip(),
            evidence_ids=draft.evidence_ids,
        ),
    )
    project = locate_project(session, principal, letter["project_id"], today)
    record_event(
        session,
        principal,
        EventTag.SUPERVISION_LETTER,
        subject="supervision_letter",
        subject_id=letter_id,
        zone_id=project["zone_id"],
        park_id=project["park_id"],
        plot_id=project["plot_id"],
        changes=differences({"state": letter["state"]}, {"state": draft.state, "due_on": due_on}),
        reason=draft.content_zh.strip() or None,
        document=letter["letter_no"],
    )


def list_letters(
    session: Session, principal: Principal, as_of: date, *, project_id: int | None = None, letter_id: int | None = None
) -> list[dict[str, Any]]:
    """Return supervision letters on a day, newest first, with how their reply clock stands and the steps open to them."""
    parameters = {"as_of": as_of, "project_id": project_id, "letter_id": letter_id, **visible_parks(principal)}
    rows = [_letter(dict(row), as_of) for row in session.execute(load("projects/letters"), parameters).mappings()]
    attach_evidence(session, principal, [*rows, *(step for row in rows for step in row["steps"])])
    return rows


def locate_letter(session: Session, principal: Principal, letter_id: int, as_of: date) -> dict[str, Any]:
    """Return one letter (404 outside the caller's parks)."""
    found = list_letters(session, principal, as_of, letter_id=letter_id)
    if not found:
        raise NotFound(
            "letter.not_found",
            "没有这份督办函，或您没有查看权限。请核对编号。",
            message_en="No such letter, or not for you.",
        )
    return found[0]


def explain_reply_clock(session: Session, principal: Principal, letter_id: int, as_of: date) -> dict[str, Any]:
    """Return every day of the reply clock, counted or skipped and why."""
    letter = locate_letter(session, principal, letter_id, as_of)
    returned = [step for step in letter["steps"] if step["state"] == str(LetterState.RETURNED)]
    began = date.fromisoformat(returned[-1]["done_on"]) if returned else letter["issued_on"]
    # the days as counted when the letter went out: a term that reaches its own last day
    calendar = load_calendar(session)
    days = calendar.workdays_between(began, letter["due_on"])
    deadline = compute_deadline(began, Term(days, DayUnit.WORKING, basis=BASIS), calendar)
    return {
        "sentence_zh": deadline.sentence_zh,
        "lines_zh": [day.line_zh for day in deadline.days],
        "unconfirmed_years": list(deadline.unconfirmed_years),
        "basis": BASIS,
    }


def _letter(row: dict[str, Any], as_of: date) -> dict[str, Any]:
    waiting = row["state"] in WAITING
    days_left = (row["due_on"] - as_of).days if waiting and row["due_on"] else None
    return {
        **row,
        "is_overdue": days_left is not None and days_left < 0,
        "days_left": days_left,
        "replied_late": _replied_late(row["steps"]),
        "open_steps": [way.to_state for way in open_transitions("letter", row["state"])],
    }


def _replied_late(steps: Sequence[Mapping[str, Any]]) -> bool:
    due: str | None = None
    late = False
    for step in steps:
        due = step["due_on"] or due
        late |= step["state"] == str(LetterState.REPLIED) and due is not None and step["done_on"] > due
    return late


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of a letter as its row has it."""

    sequence: int
    before: str
    state: LetterState
    done_on: date
    due_on: date | None
    content_zh: str
    evidence_ids: Sequence[int]


def _write_step(session: Session, principal: Principal, letter_id: int, step: _Step) -> None:
    session.execute(
        insert(SupervisionLetterStepRow).values(
            letter_id=letter_id,
            sequence=step.sequence,
            from_state=step.before,
            state=str(step.state),
            done_on=step.done_on,
            due_on=step.due_on,
            content_zh=step.content_zh,
            evidence_ids=list(step.evidence_ids),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )
