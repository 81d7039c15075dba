"""What a standard plot must have, over HTTP: the indicator table, basic set, supply conditions, regional assessments."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response
from pydantic import Field

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.api.table_file import to_csv, to_xlsx
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.kernel.filter import Filter
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.land.outline_routes import OutlineAnswer, OutlineDep
from gisapp.land.typed_shape import read_shape
from gisapp.preparation.assessments import (
    AssessmentDraft,
    add_assessment,
    correct_assessment,
    list_assessments,
    show_assessment,
    withdraw_assessment,
)
from gisapp.preparation.indicator_table import (
    RequirementDraft,
    add_requirement,
    confirm_requirement,
    end_requirement,
    list_table,
    revise_basic_set,
    revise_demands,
)
from gisapp.preparation.readiness_export import (
    ASSESSMENT_COLUMNS,
    ASSESSMENTS_ZH,
    TABLE_COLUMNS,
    TABLE_ZH,
    AssessmentFilter,
    assessment_rows,
    table_rows,
)
from gisapp.preparation.readiness_schemas import (
    AssessmentAnswer,
    AssessmentBody,
    AssessmentCorrection,
    AssessmentSheet,
    Confirmation,
    Ending,
    IndicatorAnswer,
    NewBasicSet,
    NewDemands,
    NewRequirement,
    TableAnswer,
    Withdrawal,
)
from gisapp.preparation.written_values import indicator_catalogue

router = Router(prefix="/api", tags=["standards"])

IndicatorReader = Annotated[Principal, Depends(require(Permission.INDICATOR_READ))]
IndicatorEditor = Annotated[Principal, Depends(require(Permission.INDICATOR_EDIT))]
AssessmentReader = Annotated[Principal, Depends(require(Permission.ASSESSMENT_READ))]
AssessmentEditor = Annotated[Principal, Depends(require(Permission.ASSESSMENT_EDIT))]
Industry = Annotated[
    str | None, Query(max_length=6, description="code of GB/T 4754-2017; given: which entries apply to it")
]
ParkCode = Annotated[str | None, Query(max_length=16)]


@router.get("/indicators/catalogue", dependencies=[Depends(require(Permission.INDICATOR_READ))])
def catalogue() -> list[IndicatorAnswer]:
    """Every indicator with its direction, when it is checked and the units it may be written in."""
    return [IndicatorAnswer(**row) for row in indicator_catalogue()]


@router.get("/indicators")
def table(
    session: SessionDep, as_of: AsOfDep, principal: IndicatorReader, industry: Industry = None, park: ParkCode = None
) -> TableAnswer:
    """The indicator table, the basic set and the supply conditions, every period of them, and what holds on the day."""
    return TableAnswer(**list_table(session, as_of, industry_code=industry, park_code=park))


class TableFilter(Filter):
    """Which lines of the indicator table; empty = all."""

    industry: Industry = None
    park: ParkCode = None
    indicator: str = Field(default="", max_length=60)
    in_force: bool = Field(default=False, description="only what holds on the day")


@router.get("/indicators/export.{form}", **gives(*ListForm))
def table_file(
    form: ListForm,
    session: SessionDep,
    principal: IndicatorReader,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: Annotated[TableFilter, Query()],
) -> Response:
    """The indicator table as Excel or CSV, narrowed as on the screen; with an industry, what applies to it."""
    found = list_table(session, as_of, industry_code=wanted.industry, park_code=wanted.park)
    rows = table_rows(found, indicator=wanted.indicator, in_force_only=wanted.in_force)
    title = leaving.caption(TABLE_ZH, len(rows), principal.name, "条")
    content = (
        to_csv(TABLE_COLUMNS, rows, [title])
        if form is ListForm.CSV
        else to_xlsx(TABLE_ZH, TABLE_COLUMNS, rows, [title])
    )
    return leaving.attachment(content, TABLE_ZH, "indicators", form)


@router.post("/indicators", status_code=204)
def new_requirement(body: NewRequirement, session: SessionDep, clock: ClockDep, principal: IndicatorEditor) -> Response:
    """Let an indicator ask for a new value from a day on."""
    add_requirement(session, principal, RequirementDraft(**body.model_dump()), clock.today())
    return Response(status_code=204)


@router.post("/indicators/{requirement_id}/confirm", status_code=204)
def confirm(
    requirement_id: Id, body: Confirmation, session: SessionDep, clock: ClockDep, principal: IndicatorEditor
) -> Response:
    """Mark an entry as confirmed against its document."""
    confirm_requirement(session, principal, requirement_id, **body.model_dump(), today=clock.today())
    return Response(status_code=204)


@router.post("/indicators/{requirement_id}/end", status_code=204)
def end(requirement_id: Id, body: Ending, session: SessionDep, clock: ClockDep, principal: IndicatorEditor) -> Response:
    """Let an entry hold until a day and no longer."""
    end_requirement(session, principal, requirement_id, **body.model_dump(), today=clock.today())
    return Response(status_code=204)


@router.post("/indicators/basic-set", status_code=204)
def new_basic_set(body: NewBasicSet, session: SessionDep, clock: ClockDep, principal: IndicatorEditor) -> Response:
    """Let another set of indicators be the basic one from a day on."""
    revise_basic_set(session, principal, body.indicators, body.model_dump(exclude={"indicators"}), clock.today())
    return Response(status_code=204)


@router.post("/indicators/demands", status_code=204)
def new_demands(body: NewDemands, session: SessionDep, clock: ClockDep, principal: IndicatorEditor) -> Response:
    """Let supply ask for another servicing level and other assessments from a day on."""
    papers = body.model_dump(exclude={"servicing_level", "assessments"})
    revise_demands(session, principal, body.servicing_level, body.assessments, papers, clock.today())
    return Response(status_code=204)


@router.get("/assessments")
def assessments(session: SessionDep, as_of: AsOfDep, principal: AssessmentReader) -> list[AssessmentAnswer]:
    """Every regional assessment as known now, with its term on the day and the candidate plots it covers."""
    return [AssessmentAnswer(**row) for row in list_assessments(session, principal, as_of)]


@router.get("/assessments/export.{form}", **gives(*ListForm))
def assessments_file(
    form: ListForm,
    session: SessionDep,
    principal: AssessmentReader,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: Annotated[AssessmentFilter, Query()],
) -> Response:
    """The assessments as Excel or CSV, narrowed as on the screen, what ends first at the top."""
    rows = assessment_rows(list_assessments(session, principal, as_of), wanted)
    title = leaving.caption(ASSESSMENTS_ZH, len(rows), principal.name, "项")
    content = (
        to_csv(ASSESSMENT_COLUMNS, rows, [title])
        if form is ListForm.CSV
        else to_xlsx(ASSESSMENTS_ZH, ASSESSMENT_COLUMNS, rows, [title])
    )
    return leaving.attachment(content, ASSESSMENTS_ZH, "assessments", form)


@router.post("/assessments/outline")
def assessment_outline(principal: AssessmentEditor, found: OutlineDep) -> OutlineAnswer:
    """Read the ground of an assessment from a file and show it. Nothing is stored."""
    return found


@router.get("/assessments/{assessment_id}")
def assessment(assessment_id: Id, session: SessionDep, as_of: AsOfDep, principal: AssessmentReader) -> AssessmentSheet:
    """One assessment with its shape and its evidence."""
    return AssessmentSheet(**show_assessment(session, principal, assessment_id, as_of))


@router.post("/assessments", status_code=201)
def new_assessment(body: AssessmentBody, session: SessionDep, clock: ClockDep, principal: AssessmentEditor) -> Created:
    """Enter an assessment; every candidate plot is judged again."""
    return Created(id=add_assessment(session, principal, _draft(body), clock.today()))


@router.put("/assessments/{assessment_id}")
def corrected_assessment(
    assessment_id: Id, body: AssessmentCorrection, session: SessionDep, clock: ClockDep, principal: AssessmentEditor
) -> Created:
    """Replace what was entered; without a geometry the ground stays. The answer names the new row."""
    new_id = correct_assessment(session, principal, assessment_id, _draft(body), body.reason, clock.today())
    return Created(id=new_id)


@router.post("/assessments/{assessment_id}/withdrawal", status_code=204)
def withdrawn_assessment(
    assessment_id: Id, body: Withdrawal, session: SessionDep, clock: ClockDep, principal: AssessmentEditor
) -> Response:
    """Take an assessment that was entered by mistake out of what is held true."""
    withdraw_assessment(session, principal, assessment_id, body.reason, clock.today())
    return Response(status_code=204)


def _draft(body: AssessmentBody) -> AssessmentDraft:
    values = body.model_dump(exclude={"geometry", "reason"})
    geometry = None if body.geometry is None else read_shape(body.geometry, None)[0]
    return AssessmentDraft(**values, geometry=geometry)
