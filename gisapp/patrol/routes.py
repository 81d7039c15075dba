"""Patrols over HTTP: what has to be looked at, groups, rounds with their route, visits."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, SettingsDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id, Ordinal
from gisapp.patrol import schemas
from gisapp.patrol.clues import open_clue
from gisapp.patrol.coverage import CoverageFilter, assign_plots, read_coverage
from gisapp.patrol.groups import add_member, end_member, enter_group, list_groups
from gisapp.patrol.pictures import draw_ground
from gisapp.patrol.tasks import TaskDraft, cancel_task, list_tasks, locate_task, plan_round, plan_task, reorder_stops
from gisapp.patrol.terms import PositionSource
from gisapp.patrol.visits import (
    Position,
    VisitDraft,
    assess_draft,
    list_visits,
    record_visit,
    withdraw_visit,
)

router = Router(prefix="/api/patrol", tags=["patrol"])

Reader = Annotated[Principal, Depends(require(Permission.PATROL_READ))]
Editor = Annotated[Principal, Depends(require(Permission.PATROL_EDIT))]
CaseOfficer = Annotated[Principal, Depends(require(Permission.IDLE_CASE_EDIT))]


@router.get("/coverage")
def coverage(
    principal: Reader,
    session: SessionDep,
    as_of: AsOfDep,
    wanted: Annotated[CoverageFilter, Query()],
) -> schemas.CoverageAnswer:
    """Plots that have to be looked at, the longest unvisited first; counts per state equal the rows behind them."""
    return schemas.CoverageAnswer(**read_coverage(session, principal, as_of, wanted))


@router.get("/picture")
def picture(
    principal: Reader,
    session: SessionDep,
    as_of: AsOfDep,
    park: str | None = None,
    plot_id: Annotated[
        str | None, Query(pattern=r"^\d{1,12}(,\d{1,12})*$", description="ids with commas between")
    ] = None,
) -> schemas.PictureAnswer:
    """Parks, roads and outlines for a printable picture: of the named plots, or of all that have to be looked at."""
    if plot_id is not None:
        wanted = [int(one) for one in plot_id.split(",")][:500]
    else:
        parks = (park,) if park else ()
        wanted = [
            row["plot_id"] for row in read_coverage(session, principal, as_of, CoverageFilter(parks=parks))["items"]
        ]
    return schemas.PictureAnswer(**draw_ground(session, principal, as_of, park_code=park, plot_ids=wanted))


@router.put("/assignments")
def assign(body: schemas.Assignment, principal: Editor, session: SessionDep) -> schemas.Assigned:
    """Let a group look after plots from a day on; how many changed."""
    changed = assign_plots(session, principal, body.plot_ids, body.group_id, valid_from=body.valid_from)
    return schemas.Assigned(changed=changed)


@router.get("/groups")
def groups(principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[schemas.GroupAnswer]:
    """The groups of a day with their people and how many plots they look after."""
    return [schemas.GroupAnswer(**row) for row in list_groups(session, principal, as_of)]


@router.post("/groups", status_code=201)
def new_group(body: schemas.NewGroup, principal: Editor, session: SessionDep, settings: SettingsDep) -> Created:
    """Enter a group of a park or of the whole zone."""
    base = None if body.base_lon is None or body.base_lat is None else (body.base_lon, body.base_lat)
    return Created(
        id=enter_group(
            session, principal, zone_code=settings.zone_code, park_code=body.park_code, name_zh=body.name_zh, base=base
        )
    )


@router.post("/groups/{group_id}/members", status_code=201)
def new_member(group_id: Id, body: schemas.NewMember, principal: Editor, session: SessionDep) -> Created:
    """Let somebody join a group."""
    return Created(id=add_member(session, principal, group_id, **body.model_dump()))


@router.post("/groups/{group_id}/members/{member_id}/end", status_code=204)
def leave(group_id: Id, member_id: Id, body: schemas.MemberEnd, principal: Editor, session: SessionDep) -> Response:
    """Let somebody leave a group from a day on."""
    end_member(session, principal, group_id, member_id, left_on=body.left_on)
    return Response(status_code=204)


@router.get("/tasks")
def tasks(principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[schemas.TaskItem]:
    """Rounds of a day, open ones first, each with its route and how far it has come."""
    return [schemas.TaskItem(**row) for row in list_tasks(session, principal, as_of)]


@router.get("/tasks/{task_id}")
def task(task_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.TaskAnswer:
    """One round with its stops in order and what was seen there."""
    return schemas.TaskAnswer(**locate_task(session, principal, task_id, as_of))


@router.post("/tasks/preview")
def preview_task(body: schemas.PlanBody, principal: Editor, session: SessionDep, clock: ClockDep) -> schemas.PlanAnswer:
    """The shortest round over the chosen plots, without keeping it."""
    plan = plan_round(session, principal, body.plot_ids, body.group_id, clock.today(), keep_order=body.keep_order)
    return schemas.PlanAnswer(
        length_m=plan.length_m,
        as_chosen_m=plan.as_chosen_m,
        stops=[schemas.PlannedStop.model_validate(stop) for stop in plan.stops],
        line=plan.line,
    )


@router.post("/tasks", status_code=201)
def new_task(body: schemas.NewTask, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Plan a round: numbered, its stops in the shortest order."""
    draft = TaskDraft(
        title_zh=body.title_zh,
        group_id=body.group_id,
        assignee_name=body.assignee_name,
        plot_ids=body.plot_ids,
        due_on=body.due_on,
        note_zh=body.note_zh,
        reasons=body.reasons,
        keep_order=body.keep_order,
    )
    return Created(id=plan_task(session, principal, draft, clock.today()))


@router.put("/tasks/{task_id}/order", status_code=204)
def reorder(task_id: Id, body: schemas.StopOrder, principal: Editor, session: SessionDep, clock: ClockDep) -> Response:
    """Let the stops follow each other in an order of one's own."""
    reorder_stops(session, principal, task_id, body.plot_ids, clock.today())
    return Response(status_code=204)


@router.post("/tasks/{task_id}/cancellation", status_code=204)
def cancel(
    task_id: Id, body: schemas.Cancellation, principal: Editor, session: SessionDep, clock: ClockDep
) -> Response:
    """Call a round off; what was visited stays."""
    cancel_task(session, principal, task_id, reason=body.reason, today=clock.today())
    return Response(status_code=204)


@router.get("/visits")
def visits(
    principal: Reader,
    session: SessionDep,
    as_of: AsOfDep,
    plot_id: Id | None = None,
    task_id: Id | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Ordinal = 0,
) -> schemas.VisitList:
    """What was seen by a day, newest first."""
    total, rows = list_visits(session, principal, as_of, plot_id=plot_id, task_id=task_id, limit=limit, offset=offset)
    return schemas.VisitList(as_of=as_of, total=total, items=[schemas.VisitAnswer(**row) for row in rows])


@router.post("/visits/preview")
def preview_visit(
    body: schemas.VisitBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.VisitPreview:
    """What the rules make of a visit, without keeping it: how far from the plot, what the photographs say, the findings."""
    assessed = assess_draft(session, principal, clock.today(), _draft(body))
    return schemas.VisitPreview(
        distance_m=assessed.distance_m,
        position_source=assessed.position.source if assessed.position else None,
        photos=[
            schemas.PhotoAnswer(
                evidence_id=one,
                sha256=sha256,
                taken_at=facts.taken_at,
                lon=facts.lon,
                lat=facts.lat,
                distance_m=None,
                camera=facts.camera,
            )
            for one, (sha256, facts) in assessed.photos.items()
        ],
        findings=assessed.findings.as_dicts(),
    )


@router.post("/visits", status_code=201)
def new_visit(body: schemas.NewVisit, principal: Editor, session: SessionDep, clock: ClockDep) -> schemas.KeptVisit:
    """Keep what was seen, and open a case on it where asked; 409 with findings where day, sights, photographs or position do not bear it."""
    visit_id = record_visit(session, principal, clock.today(), _draft(body))
    case_id = None
    if body.opens_case is not None:
        case_id = open_clue(session, principal, visit_id, body.opens_case, today=clock.today())
    return schemas.KeptVisit(id=visit_id, case_id=case_id)


@router.post("/visits/{visit_id}/case", status_code=201)
def clue(visit_id: Id, body: schemas.ClueBody, principal: CaseOfficer, session: SessionDep, clock: ClockDep) -> Created:
    """Open a case of idle land on a clue that was seen."""
    return Created(id=open_clue(session, principal, visit_id, body.ground, today=clock.today()))


@router.post("/visits/{visit_id}/withdrawal", status_code=204)
def withdraw(
    visit_id: Id, body: schemas.Withdrawal, principal: Editor, session: SessionDep, clock: ClockDep
) -> Response:
    """Withdraw a visit recorded by mistake; it stays on record."""
    withdraw_visit(session, principal, visit_id, reason=body.reason, today=clock.today())
    return Response(status_code=204)


def _draft(body: schemas.VisitBody) -> VisitDraft:
    position = None
    if body.position is not None:
        position = Position(
            body.position.lon, body.position.lat, PositionSource(body.position.source), body.position.accuracy_m
        )
    return VisitDraft(
        plot_id=body.plot_id,
        task_id=body.task_id,
        visited_on=body.visited_on,
        visited_at=body.visited_at,
        sights=tuple(dict.fromkeys(body.sights)),
        outcome=body.outcome,
        note_zh=body.note_zh,
        position=position,
        away_reason=body.away_reason,
        evidence_ids=body.evidence_ids,
    )
