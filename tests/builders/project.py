"""A project that has walked some way down its road."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal, system_principal
from gisapp.projects.commands import write_move
from gisapp.projects.register import Entry, change_project, register_project
from gisapp.projects.terms import ROAD
from tests.builders.evidence import an_evidence_file
from tests.builders.park import BuiltPark

CLERK = system_principal("经办人")
TODAY = date(2026, 11, 23)
FIRST = date(2025, 1, 6)


def a_project(
    session: Session,
    park: BuiltPark,
    *,
    stage: str = "lead",
    plot_id: int | None = None,
    name: str = "示例项目",
    first: date = FIRST,
    step_days: int = 30,
    principal: Principal = CLERK,
) -> int:
    """A project at a stage of the road, one move every `step_days`."""
    project_id = register_project(
        session,
        principal,
        park.code,
        {"name_zh": name, "service_officer_name": "示例专员", "investment_yuan": 50_000_000},
        Entry(stage="lead", moved_on=first, reason="", evidence_ids=()),
        today=TODAY,
    )
    if plot_id is not None:
        change_project(session, principal, project_id, {"plot_id": plot_id}, reason="关联地块", today=TODAY)
    proof = an_evidence_file(session, park)
    names = [str(one) for one in ROAD]
    for number, reached in enumerate(names[1 : names.index(stage) + 1], start=1):
        write_move(
            session,
            principal,
            project_id,
            reached,
            moved_on=first + timedelta(days=step_days * number),
            reason="",
            evidence_ids=(proof,),
            today=TODAY,
        )
    return project_id
