"""Projects over HTTP: the board and its export, the sheet, moves, plans, reports, month lights."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.answers import Created, NewVersion
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.projects import schemas
from gisapp.projects.commands import move_project, take_back_move
from gisapp.projects.export import LIST_ZH, export_rows, to_csv, to_xlsx
from gisapp.projects.lights import freeze_month
from gisapp.projects.progress import ProgressDraft, report_progress
from gisapp.projects.projects import ProjectFilter, list_officers, list_projects, read_sheet
from gisapp.projects.register import Entry, change_project, register_project, revise_schedule

router = Router(prefix="/api/projects", tags=["projects"])

Reader = Annotated[Principal, Depends(require(Permission.PROJECT_READ))]
Editor = Annotated[Principal, Depends(require(Permission.PROJECT_EDIT))]
Exporter = Annotated[Principal, Depends(require(Permission.PLOT_EXPORT))]


FilterDep = Annotated[ProjectFilter, Query()]


@router.get("")
def board(principal: Reader, session: SessionDep, as_of: AsOfDep, wanted: FilterDep) -> schemas.ProjectListAnswer:
    """Projects of a day with stage, light and sums; the three rates over exactly these projects."""
    return schemas.ProjectListAnswer(**list_projects(session, principal, as_of, wanted))


@router.get("/officers")
def officers(principal: Reader, session: SessionDep) -> list[schemas.OfficerAnswer]:
    """Whom a project can be given to."""
    return [schemas.OfficerAnswer(**row) for row in list_officers(session, principal)]


@router.get("/export.{form}", **gives(*ListForm))
def export(
    form: ListForm,
    principal: Exporter,
    session: SessionDep,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: FilterDep,
) -> Response:
    """The filtered list as Excel or CSV, with day, rows, who and the demo mark in it."""
    rows = export_rows(list_projects(session, principal, as_of, wanted)["items"])
    title = leaving.caption(LIST_ZH, len(rows), principal.name, "个项目")
    write = to_csv if form is ListForm.CSV else to_xlsx
    return leaving.attachment(write(rows, title), LIST_ZH, "projects", form)


@router.post("", status_code=201)
def enter(body: schemas.NewProject, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Enter a project as a lead or under negotiation."""
    facts = body.model_dump(exclude_unset=True, exclude={"park_code", "stage", "moved_on", "reason", "evidence_ids"})
    project_id = register_project(
        session,
        principal,
        body.park_code,
        facts,
        Entry(stage=body.stage, moved_on=body.moved_on, reason=body.reason, evidence_ids=body.evidence_ids),
        today=clock.today(),
    )
    return Created(id=project_id)


@router.post("/month-lights", status_code=201)
def freeze(body: schemas.Month, principal: Editor, session: SessionDep, clock: ClockDep) -> schemas.LightsGiven:
    """Fix the lights of a month that is over; answers how many were given."""
    return schemas.LightsGiven(given=freeze_month(session, principal, body.month, clock.today()))


@router.get("/{project_id}")
def sheet(project_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.ProjectSheetAnswer:
    """All there is of one project on a day, why its light is what it is, and the steps open now."""
    return schemas.ProjectSheetAnswer(**read_sheet(session, principal, project_id, as_of))


@router.patch("/{project_id}", status_code=204)
def change(
    project_id: Id, body: schemas.ProjectChange, principal: Editor, session: SessionDep, clock: ClockDep
) -> None:
    """Change fields and links; what is left out stays."""
    facts = body.model_dump(exclude_unset=True, exclude={"reason"})
    change_project(session, principal, project_id, facts, reason=body.reason, today=clock.today())


@router.post("/{project_id}/moves", status_code=201)
def move(project_id: Id, body: schemas.Move, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Take the project to another stage."""
    return Created(id=move_project(session, principal, project_id, **body.model_dump(), today=clock.today()))


@router.post("/{project_id}/moves/{move_id}/taking-back", status_code=204)
def take_back(
    project_id: Id, move_id: Id, body: schemas.TakeBack, principal: Editor, session: SessionDep, clock: ClockDep
) -> None:
    """Say that the last move was a mistake; it stays in view."""
    take_back_move(session, principal, project_id, move_id, reason=body.reason, today=clock.today())


@router.post("/{project_id}/schedules", status_code=201)
def plan(project_id: Id, body: schemas.Schedule, principal: Editor, session: SessionDep, clock: ClockDep) -> NewVersion:
    """Give the project a further version of its planned dates."""
    dates = body.model_dump(exclude={"reason", "evidence_ids"})
    version = revise_schedule(
        session,
        principal,
        project_id,
        dates,
        reason=body.reason,
        evidence_ids=body.evidence_ids,
        today=clock.today(),
    )
    return NewVersion(version_no=version)


@router.post("/{project_id}/progress", status_code=201)
def report(
    project_id: Id, body: schemas.Progress, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.ReportedMonth:
    """Report a month; what of it is implausible is said and kept with the event."""
    version, findings = report_progress(
        session, principal, project_id, ProgressDraft(**body.model_dump()), today=clock.today()
    )
    return schemas.ReportedMonth(version_no=version, findings=findings.as_dicts())
