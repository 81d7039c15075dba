"""Reports by enterprises over HTTP, for officers: the list, one sheet, asking, the link, taking in, sending back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, SettingsDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.self_reports import asking, reports, schemas
from gisapp.self_reports.terms import ReportStep
from gisapp.self_reports.transitions import move_report

router = Router(prefix="/api/self-reports", tags=["self-reports"])

Reader = Annotated[Principal, Depends(require(Permission.COMMITMENT_READ))]
Checker = Annotated[Principal, Depends(require(Permission.COMMITMENT_CHECK))]


@router.get("")
def all_reports(
    principal: Reader, session: SessionDep, as_of: AsOfDep, wanted: Annotated[reports.ReportFilter, Query()]
) -> schemas.ReportList:
    """Reports as they stood on the day, what presses first."""
    return schemas.ReportList(**reports.list_reports(session, principal, wanted, as_of))


@router.get("/offer")
def offer(contract_id: Id, principal: Checker, session: SessionDep, clock: ClockDep) -> schemas.Offer:
    """What may be asked of the holder of a contract."""
    return schemas.Offer(**asking.offer_request(session, principal, contract_id, clock.today()))


@router.get("/usable")
def usable(contract_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[schemas.UsableReport]:
    """Reports that were taken in, newest first, for the form of a check."""
    return [schemas.UsableReport(**row) for row in reports.usable_reports(session, principal, contract_id, as_of)]


@router.post("", status_code=201)
def ask(
    body: schemas.RequestBody, principal: Checker, session: SessionDep, clock: ClockDep, settings: SettingsDep
) -> schemas.Asked:
    """Ask the holder of a contract for a report."""
    done = asking.ask_for_report(
        session,
        principal,
        asking.Request(**body.model_dump()),
        public_url=settings.public_url,
        today=clock.today(),
        now=clock.now(),
    )
    return schemas.Asked(**done)


@router.get("/{report_id}")
def one_report(report_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.ReportSheet:
    """A report with everything that was filed and the steps it went through."""
    return _sheet(session, principal, report_id, as_of)


@router.post("/{report_id}/link-reading")
def link(
    report_id: Id, principal: Checker, session: SessionDep, clock: ClockDep, settings: SettingsDep
) -> schemas.Link:
    """The link that opens the report to the enterprise; taking it out is written down."""
    return schemas.Link(
        **asking.show_link(session, principal, report_id, public_url=settings.public_url, today=clock.today())
    )


@router.post("/{report_id}/return")
def send_back(
    report_id: Id, body: schemas.ReturnBody, principal: Checker, session: SessionDep, clock: ClockDep
) -> schemas.ReportSheet:
    """Send it back to be corrected."""
    move_report(session, principal, report_id, ReportStep.RETURN, today=clock.today(), **body.model_dump())
    return _sheet(session, principal, report_id, clock.today())


@router.post("/{report_id}/acceptance")
def take_in(
    report_id: Id, body: schemas.AcceptanceBody, principal: Checker, session: SessionDep, clock: ClockDep
) -> schemas.ReportSheet:
    """Take it in, so that a check may use it."""
    move_report(session, principal, report_id, ReportStep.ACCEPT, today=clock.today(), **body.model_dump())
    return _sheet(session, principal, report_id, clock.today())


@router.post("/{report_id}/cancellation")
def cancel(
    report_id: Id, body: schemas.CancellationBody, principal: Checker, session: SessionDep, clock: ClockDep
) -> schemas.ReportSheet:
    """Ask for it no longer."""
    move_report(session, principal, report_id, ReportStep.CANCEL, today=clock.today(), **body.model_dump())
    return _sheet(session, principal, report_id, clock.today())


def _sheet(session: SessionDep, principal: Principal, report_id: int, as_of: AsOfDep) -> schemas.ReportSheet:
    return schemas.ReportSheet(**reports.show_report(session, principal, report_id, as_of))
