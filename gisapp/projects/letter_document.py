"""What a printed supervision letter says: the facts of the letter and of its project on the day it goes out."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.documents.sources import Draft, source
from gisapp.kernel.dates import day_zh
from gisapp.kernel.money import format_wan
from gisapp.projects.letters import locate_letter
from gisapp.projects.projects import locate_project
from gisapp.projects.terms import Light, ProjectStage


@source("supervision_letter", subject="supervision_letter")
def supervision_letter(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """Return the letter's text; 404 outside the caller's parks."""
    letter = locate_letter(session, principal, subject_id, as_of)
    project = locate_project(session, principal, letter["project_id"], as_of)
    stage = f"{ProjectStage(project['stage']).label_zh}（{day_zh(project['stage_since'])}起）"
    facts = [("当前阶段", stage)]
    if project["planned_start_on"] is not None:
        facts.append(("计划开工", day_zh(project["planned_start_on"])))
    if project["investment_yuan"] is not None:
        facts.append(("计划投资（万元）", format_wan(project["investment_yuan"])))
    if project["done_share"] is not None:
        facts.append(("形象进度", f"{project['done_share']:.0%}"))
    if letter["light"] is not None:
        facts.append(("亮灯", Light(letter["light"]).label_zh))
    found = [aspect["finding"] for aspect in (project["why"] or {"aspects": []})["aspects"] if aspect["finding"]]
    if found:
        facts.append(("亮灯原因", "".join(finding["message_zh"] for finding in found)))
    return Draft(
        zone_id=project["zone_id"],
        park_id=project["park_id"],
        plot_id=project["plot_id"],
        context={
            "addressee": letter["addressee_zh"],
            "project_name": project["name_zh"],
            "holder_name": project["party_name_zh"],
            "plot_no": project["plot_no"],
            "park_name": project["park_name_zh"],
            "reason_zh": letter["facts_zh"],
            "demands": [
                {"demand_zh": line.strip(), "due_on": None} for line in letter["demand_zh"].splitlines() if line.strip()
            ],
            "facts": [{"name": name, "value_zh": value} for name, value in facts],
            "reply_due_on": letter["reply_due_on"],
            "reply_workdays": letter["reply_workdays"],
            "owner_name": project["owner_name"] or None,
            "service_officer": project["service_officer_name"] or None,
        },
    )
