"""Measures of reuse over HTTP: board and export, the sheet, steps, targets, milestones, who left and came, figures."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

import gisapp.reuse.documents  # noqa: F401  # tells documents what the papers of reuse say
from gisapp.api.answers import Created, NewVersion
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Invalid
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.reuse import schemas
from gisapp.reuse.commands import StepDraft, check_next_step, take_back, take_step
from gisapp.reuse.export import measure_rows, measures_to_csv, measures_to_xlsx
from gisapp.reuse.ground import read_ground
from gisapp.reuse.measure_register import MeasureDraft, Targets, register_measure, revise_targets
from gisapp.reuse.milestones import MilestoneChange, change_milestone, set_milestone
from gisapp.reuse.queries import ReuseFilter, list_measures, list_specs, read_sheet, read_start
from gisapp.reuse.site_facts import (
    FiguresDraft,
    PartyMove,
    add_figures,
    add_party,
    take_yearly_figures,
    withdraw_fact,
    yearly_figures,
)

router = Router(prefix="/api/reuse", tags=["reuse"])

Reader = Annotated[Principal, Depends(require(Permission.REUSE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.REUSE_EDIT))]
Exporter = Annotated[Principal, Depends(require(Permission.PLOT_EXPORT))]


FilterDep = Annotated[ReuseFilter, Query()]


@router.get("")
def board(principal: Reader, session: SessionDep, as_of: AsOfDep, wanted: FilterDep) -> schemas.MeasureListAnswer:
    """Measures of a day with stage, next day to keep, and the comparison before and after."""
    return schemas.MeasureListAnswer(**list_measures(session, principal, as_of, wanted))


@router.get("/specs")
def specs(principal: Reader) -> list[schemas.SpecAnswer]:
    """Every measure with its road and what it rests on."""
    return [schemas.SpecAnswer(**row) for row in list_specs()]


@router.get("/start")
def start(
    principal: Reader, session: SessionDep, as_of: AsOfDep, plot_id: Id, case_id: Id | None = None
) -> schemas.StartAnswer:
    """What a new measure on a plot starts from: holders, idle case, measures already running."""
    return schemas.StartAnswer(**read_start(session, principal, plot_id, case_id, as_of))


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
    rows = measure_rows(list_measures(session, principal, as_of, wanted)["items"])
    write = {ListForm.XLSX: measures_to_xlsx, ListForm.CSV: measures_to_csv}[form]
    return leaving.attachment(
        write(rows, leaving.caption("盘活台账", len(rows), principal.name, "项")), "盘活台账", "reuse", form
    )


@router.post("", status_code=201)
def register(body: schemas.NewMeasure, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Register a measure on a plot as planned."""
    facts = body.model_dump(exclude={"targets", "geometry", "evidence_ids"})
    draft = MeasureDraft(
        **facts,
        geometry=read_ground(body.geometry),
        evidence_ids=tuple(body.evidence_ids),
        targets=Targets(**body.targets.model_dump()),
    )
    return Created(id=register_measure(session, principal, draft, today=clock.today()))


@router.get("/{measure_id}")
def sheet(measure_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.MeasureSheetAnswer:
    """All there is of one measure on a day, the ground before and after, and the steps open now."""
    found = read_sheet(session, principal, measure_id, as_of)
    return schemas.MeasureSheetAnswer(**found, yearly_figures=yearly_figures(session, found, as_of))  # pyright: ignore[reportArgumentType]


@router.post("/{measure_id}/steps", status_code=201)
def step(
    measure_id: Id, body: schemas.StepBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.StepTaken:
    """Take the next step; 409 with every fault, remarks come back."""
    found = take_step(session, principal, measure_id, _step(body), today=clock.today())
    return schemas.StepTaken(findings=found.as_dicts())


@router.post("/{measure_id}/steps/check")
def step_check(
    measure_id: Id, body: schemas.StepBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.StepTaken:
    """What speaks against a step, without taking it."""
    found = check_next_step(session, principal, measure_id, _step(body), today=clock.today())
    return schemas.StepTaken(findings=found.as_dicts())


@router.post("/{measure_id}/steps/{step_id}/taking-back", status_code=204)
def step_back(
    measure_id: Id, step_id: Id, body: schemas.WithReason, principal: Editor, session: SessionDep, clock: ClockDep
) -> None:
    """Say that the last step was recorded by mistake; it stays in view."""
    take_back(session, principal, measure_id, step_id, reason=body.reason, today=clock.today())


@router.post("/{measure_id}/targets", status_code=201)
def targets(
    measure_id: Id, body: schemas.TargetRevision, principal: Editor, session: SessionDep, clock: ClockDep
) -> NewVersion:
    """Let a measure have other targets from a day on (default today)."""
    today = clock.today()
    wanted = Targets(**body.model_dump(exclude={"holds_from", "reason", "evidence_ids"}))
    version = revise_targets(
        session,
        principal,
        measure_id,
        wanted,
        holds_from=body.holds_from or today,
        reason=body.reason,
        evidence_ids=body.evidence_ids,
        today=today,
    )
    return NewVersion(version_no=version)


@router.post("/{measure_id}/milestones", status_code=201)
def milestone(
    measure_id: Id, body: schemas.MilestoneBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> Created:
    """Set a milestone with its due day."""
    return Created(id=set_milestone(session, principal, measure_id, **body.model_dump(), today=clock.today()))


@router.post("/milestones/{milestone_id}/entries", status_code=204)
def milestone_entry(
    milestone_id: Id, body: schemas.MilestoneChange, principal: Editor, session: SessionDep, clock: ClockDep
) -> None:
    """Move, reach or drop a milestone."""
    change_milestone(session, principal, milestone_id, MilestoneChange(**body.model_dump()), today=clock.today())


@router.post("/{measure_id}/parties", status_code=201)
def party(measure_id: Id, body: schemas.PartyBody, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Record who left or who came."""
    return Created(id=add_party(session, principal, measure_id, PartyMove(**body.model_dump()), today=clock.today()))


@router.post("/{measure_id}/parties/{row_id}/withdrawal", status_code=204)
def party_back(
    measure_id: Id, row_id: Id, body: schemas.WithReason, principal: Editor, session: SessionDep, clock: ClockDep
) -> None:
    """Say that a party was recorded by mistake."""
    withdraw_fact(session, principal, measure_id, "party", row_id, reason=body.reason, today=clock.today())


@router.post("/{measure_id}/figures", status_code=201)
def figures(
    measure_id: Id, body: schemas.FiguresBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> Created:
    """Record one side's figures with what proves them; the newest hold."""
    draft = FiguresDraft(**body.model_dump(exclude={"evidence_ids"}))
    new_id = add_figures(session, principal, measure_id, draft, evidence_ids=body.evidence_ids, today=clock.today())
    return Created(id=new_id)


@router.post("/{measure_id}/figures/from-yearly", status_code=201)
def figures_from_yearly(
    measure_id: Id, body: schemas.YearlyBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> Created:
    """Take one side's figures from the yearly figures of the plot."""
    return Created(id=take_yearly_figures(session, principal, measure_id, **body.model_dump(), today=clock.today()))


@router.post("/{measure_id}/figures/{row_id}/withdrawal", status_code=204)
def figures_back(
    measure_id: Id, row_id: Id, body: schemas.WithReason, principal: Editor, session: SessionDep, clock: ClockDep
) -> None:
    """Say that figures were recorded by mistake."""
    withdraw_fact(session, principal, measure_id, "figures", row_id, reason=body.reason, today=clock.today())


def _step(body: schemas.StepBody) -> StepDraft:
    if body.stage == "planned":
        raise Invalid(
            "reuse.step_not_allowed", "谋划在登记措施时产生，请选择后面的步骤。", message_en="It is planned already."
        )
    return StepDraft(**{**body.model_dump(), "evidence_ids": tuple(body.evidence_ids)})
