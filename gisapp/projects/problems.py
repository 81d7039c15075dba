"""The problem list of projects: raised, assigned with a last day, handled, visited again and settled (提出、交办、办理、回访销号)."""

from __future__ import annotations

from collections.abc import Sequence
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
from gisapp.db.tables.project import ProjectProblemRow, ProjectProblemStepRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.projects.findings import refuse
from gisapp.projects.lifecycle import Brought, check_transition, open_transitions
from gisapp.projects.projects import attach_evidence, locate_project
from gisapp.projects.terms import ProblemSource, ProblemState


@dataclass(frozen=True, slots=True)
class ProblemDraft:
    """A problem of a project; one that a review found names the review."""

    source: str
    title_zh: str
    detail_zh: str
    raised_on: date
    review_id: int | None = None


def raise_problem(session: Session, principal: Principal, project_id: int, draft: ProblemDraft, *, today: date) -> int:
    """Put a problem of a project on the list; return its id. One that a review found names the review (400)."""
    project = locate_project(session, principal, project_id, today)
    if (draft.source == str(ProblemSource.REVIEW)) != (draft.review_id is not None):
        raise Invalid(
            "problem.review_missing",
            "来源为观摩讲评的问题须选择期次，其他来源不选。",
            message_en="A problem found by a review names the review.",
        )
    refuse(
        check_transition(
            "problem",
            "",
            str(ProblemState.RAISED),
            Brought(has_evidence=False, has_reason=True),
            day=draft.raised_on,
            last_day=None,
            today=today,
        ),
        "problem.step_refused",
    )
    problem_id: int = session.execute(
        insert(ProjectProblemRow)
        .values(
            project_id=project_id,
            source=draft.source,
            review_id=draft.review_id,
            title_zh=draft.title_zh.strip(),
            detail_zh=draft.detail_zh.strip(),
            raised_on=draft.raised_on,
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
        .returning(ProjectProblemRow.id)
    ).scalar_one()
    _write_step(
        session,
        principal,
        problem_id,
        _Step(sequence=1, before="", state=str(ProblemState.RAISED), done_on=draft.raised_on),
    )
    _record(session, principal, project, problem_id, None, str(ProblemState.RAISED), draft.title_zh.strip())
    return problem_id


@dataclass(frozen=True, slots=True)
class ProblemStepDraft:
    """The next step of a problem; an assignment names the office and its last day."""

    state: str
    done_on: date
    office_zh: str
    due_on: date | None
    content_zh: str
    evidence_ids: Sequence[int]


def step_problem(
    session: Session, principal: Principal, problem_id: int, draft: ProblemStepDraft, *, today: date
) -> None:
    """Assign, handle, send back or settle a problem; RuleViolation with every fault of the step.

    An assignment names the office and a last day not before it (400).
    """
    problem = locate_problem(session, principal, problem_id, today)
    load_evidence(session, principal, draft.evidence_ids)
    session.execute(text("select 1 from project_problem where id = :id for update"), {"id": problem_id})
    refuse(
        check_transition(
            "problem",
            problem["state"],
            draft.state,
            Brought(has_evidence=bool(draft.evidence_ids), has_reason=bool(draft.content_zh.strip())),
            day=draft.done_on,
            last_day=problem["state_on"],
            today=today,
        ),
        "problem.step_refused",
    )
    assigned = draft.state == str(ProblemState.ASSIGNED)
    if assigned and (not draft.office_zh.strip() or draft.due_on is None or draft.due_on < draft.done_on):
        raise Invalid(
            "problem.assignment_incomplete",
            "交办须写明承办单位和不早于交办日的办理期限，请补填。",
            message_en="Name the office and a last day.",
        )
    _write_step(
        session,
        principal,
        problem_id,
        _Step(
            sequence=len(problem["steps"]) + 1,
            before=problem["state"],
            state=draft.state,
            done_on=draft.done_on,
            due_on=draft.due_on if assigned else None,
            office_zh=draft.office_zh.strip() if assigned else "",
            content_zh=draft.content_zh.strip(),
            evidence_ids=draft.evidence_ids,
        ),
    )
    project = locate_project(session, principal, problem["project_id"], today)
    _record(session, principal, project, problem_id, problem["state"], draft.state, draft.content_zh.strip())


def list_problems(
    session: Session,
    principal: Principal,
    as_of: date,
    *,
    project_id: int | None = None,
    review_id: int | None = None,
    problem_id: int | None = None,
) -> list[dict[str, Any]]:
    """Return problems on a day, those still open first, with their steps and the steps open to them."""
    parameters = {
        "as_of": as_of,
        "project_id": project_id,
        "review_id": review_id,
        "problem_id": problem_id,
        **visible_parks(principal),
    }
    rows = [dict(row) for row in session.execute(load("projects/problems"), parameters).mappings()]
    for row in rows:
        waiting = row["state"] == str(ProblemState.ASSIGNED)
        row["is_overdue"] = waiting and row["due_on"] is not None and row["due_on"] < as_of
        row["open_steps"] = [way.to_state for way in open_transitions("problem", row["state"])]
    attach_evidence(session, principal, [step for row in rows for step in row["steps"]])
    return rows


def locate_problem(session: Session, principal: Principal, problem_id: int, as_of: date) -> dict[str, Any]:
    """Return one problem (404 outside the caller's parks)."""
    found = list_problems(session, principal, as_of, problem_id=problem_id)
    if not found:
        raise NotFound(
            "problem.not_found",
            "没有这个问题，或您没有查看权限。请刷新后重试。",
            message_en="No such problem, or not for you.",
        )
    return found[0]


def _record(
    session: Session,
    principal: Principal,
    project: dict[str, Any],
    problem_id: int,
    before: str | None,
    after: str,
    reason: str,
) -> None:
    record_event(
        session,
        principal,
        EventTag.PROJECT_CHANGE,
        subject="project_problem",
        subject_id=problem_id,
        zone_id=project["zone_id"],
        park_id=project["park_id"],
        plot_id=project["plot_id"],
        changes=differences({"state": before}, {"state": after}),
        reason=reason or None,
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of a problem as its row has it."""

    sequence: int
    before: str
    state: str
    done_on: date
    due_on: date | None = None
    office_zh: str = ""
    content_zh: str = ""
    evidence_ids: Sequence[int] = ()


def _write_step(session: Session, principal: Principal, problem_id: int, step: _Step) -> None:
    session.execute(
        insert(ProjectProblemStepRow).values(
            problem_id=problem_id,
            sequence=step.sequence,
            from_state=step.before,
            state=step.state,
            done_on=step.done_on,
            due_on=step.due_on,
            office_zh=step.office_zh,
            content_zh=step.content_zh,
            evidence_ids=list(step.evidence_ids),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )
