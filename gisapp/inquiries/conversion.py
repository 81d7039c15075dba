"""An inquiry becomes a lead, and the lead a project under negotiation: rows of the project register, which go their own way from there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.inquiries.inquiries import locate_inquiry
from gisapp.inquiries.terms import InquiryState, InquiryStep
from gisapp.inquiries.transitions import StepFacts, write_step
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.projects.commands import move_project
from gisapp.projects.projects import locate_project
from gisapp.projects.register import Entry, register_project
from gisapp.projects.terms import ProjectSource, ProjectStage


def make_lead(
    session: Session,
    principal: Principal,
    inquiry_id: int,
    park_code: str | None,
    facts: Mapping[str, Any],
    *,
    today: date,
) -> int:
    """Enter a lead in the project register and return the project's id. It has the site, the industry and the officer of the inquiry.

    Nothing personal goes along: who asked stays with the inquiry and is erased with it. An inquiry about no park needs one named (400).
    """
    row = locate_inquiry(session, principal, inquiry_id, today)
    if row["project_id"] is not None:
        raise Conflict(
            "inquiry.lead_already",
            f"这份咨询已转为线索 {row['project_no']}，请直接在项目中推进。",
            message_en=f"It is lead {row['project_no']} already; move it on among the projects.",
        )
    if row["state"] == str(InquiryState.OPEN):
        raise Conflict(
            "inquiry.lead_untaken",
            "请先受理这份咨询，再转为线索。",
            message_en="Take the inquiry before you make it a lead.",
        )
    code = row["park_code"] or park_code
    if not code:
        raise Invalid(
            "inquiry.park_missing",
            "这份咨询没有指明园区，请选择线索落在哪个园区。",
            message_en="The inquiry names no park; choose one for the lead.",
        )
    project_id = register_project(
        session,
        principal,
        code,
        {
            **facts,
            "source": str(ProjectSource.ONLINE),
            "source_note": f"招商咨询 {row['receipt_no']}",
            "industry_code": row["industry_code"],
            "plot_id": row["plot_id"],
            "service_officer_id": row["owner_id"],
            "service_officer_name": row["owner_name"],
        },
        Entry(stage=str(ProjectStage.LEAD), moved_on=today, reason="", evidence_ids=()),
        today=today,
    )
    write_step(session, principal, inquiry_id, InquiryStep.LEAD, StepFacts(project_id=project_id), today=today)
    return project_id


def make_project(session: Session, principal: Principal, inquiry_id: int, *, reason: str, today: date) -> int:
    """Take the lead of an inquiry into negotiation and return the project's id; one that has gone on by itself is only written down here."""
    row = locate_inquiry(session, principal, inquiry_id, today)
    if row["project_id"] is None:
        raise Conflict(
            "inquiry.project_without_lead",
            "这份咨询还不是线索，请先转为线索。",
            message_en="Make the inquiry a lead first.",
        )
    if locate_project(session, principal, row["project_id"], today)["stage"] == str(ProjectStage.LEAD):
        move_project(
            session,
            principal,
            row["project_id"],
            str(ProjectStage.NEGOTIATING),
            moved_on=today,
            reason=reason,
            evidence_ids=(),
            today=today,
        )
    write_step(
        session, principal, inquiry_id, InquiryStep.PROJECT, StepFacts(project_id=row["project_id"]), today=today
    )
    return row["project_id"]
