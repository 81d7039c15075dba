"""Compliance checks over HTTP: ask without keeping, keep a report, work it out again, print it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.compliance import check_schemas as schemas
from gisapp.compliance.check_export import REPORT_COLUMNS, REPORTS_ZH, list_file, report_rows
from gisapp.compliance.check_queries import list_reports
from gisapp.compliance.compliance_reports import (
    Subject,
    locate_report,
    make_report,
    preview,
    replay_report,
    subject_of_plot,
    subject_of_shape,
)
from gisapp.compliance.proposal_subject import subject_of_proposal
from gisapp.compliance.report_print import print_report
from gisapp.compliance.terms import CheckSubject
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.land.typed_shape import read_shape

router = Router(prefix="/api/compliance", tags=["compliance"])

Reader = Annotated[Principal, Depends(require(Permission.COMPLIANCE_READ))]
Reporter = Annotated[Principal, Depends(require(Permission.COMPLIANCE_REPORT))]
Code = Annotated[str | None, Query(max_length=40)]
Words = Annotated[str, Query(max_length=60)]


class SheetForm(StrEnum):
    PDF = "pdf"


@router.post("/check")
def check(body: schemas.CheckBody, session: SessionDep, principal: Reader, as_of: AsOfDep) -> schemas.CheckAnswer:
    """Hold a plot or a shape against the constraint areas of the day; nothing is kept."""
    return schemas.CheckAnswer(**preview(session, _subject(session, principal, body, as_of), as_of))


@router.get("/reports")
def reports(
    session: SessionDep,
    principal: Reader,
    verdict: Code = None,
    plot_id: Id | None = None,
    park: Code = None,
    q: Words = "",
) -> list[schemas.ReportItem]:
    """The reports of the caller's parks, newest first."""
    found = list_reports(session, principal, verdict=verdict, plot_id=plot_id, park=park, q=q)
    return [schemas.ReportItem(**row) for row in found]


@router.get("/reports/export.{form}", **gives(*ListForm))
def reports_file(
    form: ListForm,
    session: SessionDep,
    principal: Reader,
    leaving: LeavingDep,
    verdict: Code = None,
    park: Code = None,
    q: Words = "",
) -> Response:
    """The list of reports as Excel or CSV, narrowed as on the screen."""
    rows = report_rows(list_reports(session, principal, verdict=verdict, park=park, q=q))
    caption = leaving.caption(REPORTS_ZH, len(rows), principal.name, "份")
    content = list_file(form is ListForm.CSV, REPORTS_ZH, REPORT_COLUMNS, rows, caption)
    return leaving.attachment(content, REPORTS_ZH, "compliance-reports", form)


@router.post("/reports", status_code=201)
def new_report(
    body: schemas.CheckBody, session: SessionDep, principal: Reporter, as_of: AsOfDep, clock: ClockDep
) -> Created:
    """Keep a report of a plot or a shape as of a day, numbered and hashed."""
    subject = _subject(session, principal, body, as_of)
    return Created(id=make_report(session, principal, subject, as_of, clock.today()))


@router.get("/reports/{report_id}")
def report(report_id: Id, session: SessionDep, principal: Reader) -> schemas.ReportSheet:
    """One report with everything it says and rests on."""
    return schemas.ReportSheet(**locate_report(session, principal, report_id))


@router.get("/reports/{report_id}/replay")
def replay(report_id: Id, session: SessionDep, principal: Reader) -> schemas.ReplayAnswer:
    """Work a report out again from the inputs it names and compare."""
    return schemas.ReplayAnswer(**replay_report(session, principal, report_id))


@router.get("/reports/{report_id}/sheet.pdf", **gives("pdf"))
def sheet(report_id: Id, session: SessionDep, principal: Reader, leaving: LeavingDep) -> Response:
    """The report to print: conclusion, map, overlaps with their article, what it rests on."""
    number, content = print_report(session, principal, report_id, zone=leaving.zone, today=leaving.today)
    return leaving.attachment(content, f"合规审查报告_{number}", f"compliance-{number}", SheetForm.PDF)


def _subject(session: SessionDep, principal: Principal, body: schemas.CheckBody, as_of: date) -> Subject:
    points = body.points.model_dump() if body.points is not None else None
    if body.plot_id is not None:
        return subject_of_plot(session, principal, body.plot_id, as_of)
    if body.proposal_id is not None:
        return subject_of_proposal(session, principal, body.proposal_id, as_of)
    shape = read_shape(body.geometry, points)[0]
    return subject_of_shape(session, principal, shape, body.title.strip() or CheckSubject.SHAPE.label_zh, as_of)
