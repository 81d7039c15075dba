"""Inquiries over HTTP for staff: the list and its export, where they come from, the sheet, what officers do."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, SettingsDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.inquiries import schemas
from gisapp.inquiries.commands import (
    answer_inquiry,
    assign_inquiry,
    close_inquiry,
    note_inquiry,
    read_person,
    reopen_inquiry,
    take_inquiry,
)
from gisapp.inquiries.conversion import make_lead, make_project
from gisapp.inquiries.duty import list_duty, revise_duty
from gisapp.inquiries.export import LIST_ZH, export_rows, to_csv, to_xlsx
from gisapp.inquiries.inquiries import InquiryFilter, count_sources, list_inquiries, list_officers, read_sheet
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm, zone_with_data

router = Router(prefix="/api/inquiries", tags=["inquiries"])

Reader = Annotated[Principal, Depends(require(Permission.INQUIRY_READ))]
Handler = Annotated[Principal, Depends(require(Permission.INQUIRY_HANDLE))]
PersonReader = Annotated[Principal, Depends(require(Permission.INQUIRY_PERSON_READ))]
FilterDep = Annotated[InquiryFilter, Query()]


@router.get("")
def inquiries(principal: Reader, session: SessionDep, as_of: AsOfDep, wanted: FilterDep) -> schemas.InquiryListAnswer:
    """Inquiries of a day, overdue ones first; counts equal the rows behind them. Askers are masked."""
    return schemas.InquiryListAnswer(**list_inquiries(session, principal, as_of, wanted))


@router.get("/sources")
def sources(principal: Reader, session: SessionDep, as_of: AsOfDep, wanted: FilterDep) -> schemas.SourceAnswer:
    """Inquiries, leads and projects by region, industry and place of the chain, and the gaps of the clusters."""
    return schemas.SourceAnswer(**count_sources(session, principal, as_of, wanted))


@router.get("/officers")
def officers(principal: Reader, session: SessionDep, park_id: Id | None = None) -> list[schemas.OfficerChoice]:
    """Whom an inquiry can be given to."""
    return [schemas.OfficerChoice(**row) for row in list_officers(session, park_id)]


@router.get("/duty")
def duty(principal: Reader, session: SessionDep, settings: SettingsDep, as_of: AsOfDep) -> list[schemas.DutyLine]:
    """Who answers for which park on a day."""
    zone = zone_with_data(session, settings.zone_code)
    return [schemas.DutyLine(**row) for row in list_duty(session, zone["id"], as_of)]


@router.put("/duty", status_code=204)
def revised_duty(
    body: schemas.DutyChange, principal: Handler, session: SessionDep, settings: SettingsDep, clock: ClockDep
) -> None:
    """Let an officer answer for a park from a day on (default today)."""
    zone = zone_with_data(session, settings.zone_code)
    today = clock.today()
    revise_duty(
        session,
        principal,
        zone["id"],
        body.park_code,
        body.officer_id,
        valid_from=body.valid_from or today,
        today=today,
    )


@router.get("/export.{form}", **gives(*ListForm))
def export(
    form: ListForm, principal: Reader, session: SessionDep, as_of: AsOfDep, leaving: LeavingDep, wanted: FilterDep
) -> Response:
    """The filtered list as Excel or CSV, with day, rows, who and the demo mark in it; askers are masked."""
    rows = export_rows(list_inquiries(session, principal, as_of, wanted)["items"])
    title = leaving.caption(LIST_ZH, len(rows), principal.name, "件")
    write = to_csv if form is ListForm.CSV else to_xlsx
    return leaving.attachment(write(rows, title), LIST_ZH, "inquiries", form)


@router.get("/{inquiry_id}")
def sheet(inquiry_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.InquirySheet:
    """All there is of one inquiry on a day, the asker masked; who looked at her data stands in it."""
    return schemas.InquirySheet(**read_sheet(session, principal, inquiry_id, as_of))


@router.post("/{inquiry_id}/person-reading")
def person(
    inquiry_id: Id, principal: PersonReader, session: SessionDep, clock: ClockDep, response: Response
) -> schemas.PersonAnswer:
    """Who asked, unmasked. A POST, because that it was read is written down."""
    response.headers["Cache-Control"] = "private, no-store"
    return schemas.PersonAnswer(**read_person(session, principal, inquiry_id, clock.today()))


@router.post("/{inquiry_id}/taking", status_code=201)
def take(inquiry_id: Id, principal: Handler, session: SessionDep, clock: ClockDep) -> Created:
    """Take an inquiry; of two who try at once one is told that the other was quicker."""
    return Created(id=take_inquiry(session, principal, inquiry_id, clock.today()))


@router.post("/{inquiry_id}/assignment", status_code=201)
def assign(
    inquiry_id: Id, body: schemas.Assignment, principal: Handler, session: SessionDep, clock: ClockDep
) -> Created:
    """Hand it to another officer."""
    done = assign_inquiry(session, principal, inquiry_id, body.officer_id, reason=body.reason, today=clock.today())
    return Created(id=done)


@router.post("/{inquiry_id}/notes", status_code=201)
def note(inquiry_id: Id, body: schemas.Text, principal: Handler, session: SessionDep, clock: ClockDep) -> Created:
    """Write an internal note; the asker never sees it."""
    return Created(id=note_inquiry(session, principal, inquiry_id, body=body.body, today=clock.today()))


@router.post("/{inquiry_id}/answers", status_code=201)
def answer(
    inquiry_id: Id,
    body: schemas.Text,
    principal: Handler,
    session: SessionDep,
    clock: ClockDep,
    settings: SettingsDep,
) -> Created:
    """Answer the asker; she reads it on her status page."""
    done = answer_inquiry(
        session,
        principal,
        inquiry_id,
        body=body.body,
        today=clock.today(),
        now=clock.now(),
        public_url=settings.public_url,
    )
    return Created(id=done)


@router.post("/{inquiry_id}/lead", status_code=201)
def lead(
    inquiry_id: Id, body: schemas.NewLead, principal: Handler, session: SessionDep, clock: ClockDep
) -> schemas.ProjectMade:
    """Make it a lead of the project register."""
    facts = body.model_dump(exclude={"park_code"}, exclude_none=True)
    made = make_lead(session, principal, inquiry_id, body.park_code, facts, today=clock.today())
    return schemas.ProjectMade(project_id=made)


@router.post("/{inquiry_id}/project", status_code=201)
def project(
    inquiry_id: Id, body: schemas.Moving, principal: Handler, session: SessionDep, clock: ClockDep
) -> schemas.ProjectMade:
    """Take its lead into negotiation."""
    made = make_project(session, principal, inquiry_id, reason=body.reason, today=clock.today())
    return schemas.ProjectMade(project_id=made)


@router.post("/{inquiry_id}/closing", status_code=201)
def close(inquiry_id: Id, body: schemas.Closing, principal: Handler, session: SessionDep, clock: ClockDep) -> Created:
    """Close it with a reason."""
    done = close_inquiry(session, principal, inquiry_id, body.reason, body=body.body, today=clock.today())
    return Created(id=done)


@router.post("/{inquiry_id}/reopening", status_code=201)
def reopen(
    inquiry_id: Id, body: schemas.Reopening, principal: Handler, session: SessionDep, clock: ClockDep
) -> Created:
    """Work on a closed inquiry again."""
    return Created(id=reopen_inquiry(session, principal, inquiry_id, reason=body.reason, today=clock.today()))
