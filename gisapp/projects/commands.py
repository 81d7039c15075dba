"""A project moves on, rests or leaves: each move with its day, evidence, reason and who entered it; a mistaken one is taken back in view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.project import ProjectMoveRow, ProjectMoveWithdrawalRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import NotFound
from gisapp.projects.findings import refuse
from gisapp.projects.lifecycle import START, Brought, check_transition
from gisapp.projects.projects import locate_project
from gisapp.projects.terms import ProjectStage


def move_project(
    session: Session,
    principal: Principal,
    project_id: int,
    stage: str,
    *,
    moved_on: date,
    reason: str,
    evidence_ids: Sequence[int],
    today: date,
) -> int:
    """Take a project to another stage and return the move's id; RuleViolation with every fault of the step."""
    locate_project(session, principal, project_id, today)
    return write_move(
        session, principal, project_id, stage, moved_on=moved_on, reason=reason, evidence_ids=evidence_ids, today=today
    )


def write_move(
    session: Session,
    principal: Principal,
    project_id: int,
    stage: str,
    *,
    moved_on: date,
    reason: str,
    evidence_ids: Sequence[int],
    today: date,
) -> int:
    """Check and write the next move of a project that the caller may touch; the row is locked so that two moves take turns."""
    load_evidence(session, principal, evidence_ids)
    project = session.execute(
        text("select zone_id, park_id, plot_id from project where id = :id for update"), {"id": project_id}
    ).one()
    last = session.execute(
        text(
            "select stage, from_stage, moved_on from project_move_live where project_id = :id order by sequence desc limit 1"
        ),
        {"id": project_id},
    ).one_or_none()
    number = session.execute(
        text("select coalesce(max(sequence), 0) + 1 from project_move where project_id = :id"), {"id": project_id}
    ).scalar_one()
    before = last.stage if last else START
    refuse(
        check_transition(
            "project",
            before,
            stage,
            Brought(
                has_evidence=bool(evidence_ids),
                has_reason=bool(reason.strip()),
                has_plot=project.plot_id is not None,
                paused_in=last.from_stage if last and last.stage == str(ProjectStage.PAUSED) else None,
            ),
            day=moved_on,
            last_day=last.moved_on if last else None,
            today=today,
        ),
        "project.move_refused",
    )
    move_id: int = session.execute(
        insert(ProjectMoveRow)
        .values(
            project_id=project_id,
            sequence=number,
            from_stage=before,
            stage=stage,
            moved_on=moved_on,
            evidence_ids=list(evidence_ids),
            reason=reason.strip(),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
        .returning(ProjectMoveRow.id)
    ).scalar_one()
    record_event(
        session,
        principal,
        EventTag.PROJECT_MOVE,
        subject="project",
        subject_id=project_id,
        zone_id=project.zone_id,
        park_id=project.park_id,
        plot_id=project.plot_id,
        changes=differences({"stage": before or None}, {"stage": stage, "moved_on": moved_on}),
        reason=reason.strip() or None,
    )
    return move_id


def take_back_move(
    session: Session, principal: Principal, project_id: int, move_id: int, *, reason: str, today: date
) -> None:
    """Say that the last move was recorded by mistake; it stays in view and counts no more. The first one cannot be taken back (409)."""
    project = locate_project(session, principal, project_id, today)
    session.execute(text("select 1 from project where id = :id for update"), {"id": project_id})
    move = session.execute(
        text("select stage, from_stage from project_move where id = :id and project_id = :project_id"),
        {"id": move_id, "project_id": project_id},
    ).one_or_none()
    if move is None:
        raise NotFound("project.move_not_found", "没有这次推进，请刷新后重试。", message_en="No such move.")
    session.execute(
        insert(ProjectMoveWithdrawalRow).values(
            move_id=move_id, reason=reason.strip(), actor_id=principal.account_id, actor_name=principal.name
        )
    )
    record_event(
        session,
        principal,
        EventTag.PROJECT_MOVE,
        subject="project",
        subject_id=project_id,
        zone_id=project["zone_id"],
        park_id=project["park_id"],
        plot_id=project["plot_id"],
        changes=differences({"stage": move.stage}, {"stage": move.from_stage}),
        reason=reason.strip(),
    )
