"""Frozen months over HTTP: list, freeze, read, verify, what would differ today and why, the workbook; the document comes with the others."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Response

from gisapp.api.answers import Created
from gisapp.api.deps import ClockDep, SessionDep, SettingsDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.cockpit import (
    report_document,  # noqa: F401  (registers where the printed report gets its facts)
    schemas,
)
from gisapp.cockpit.monthly_reports import (
    explain_restatement,
    freeze_month,
    list_reports,
    locate_report,
    restate,
    verify_report,
)
from gisapp.cockpit.report_workbook import report_workbook
from gisapp.kernel.bounds import Id

router = Router(prefix="/api/monthly-reports", tags=["cockpit"])

Reader = Annotated[Principal, Depends(require(Permission.COCKPIT_READ))]
Freezer = Annotated[Principal, Depends(require(Permission.REPORT_FREEZE))]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("")
def reports(session: SessionDep, principal: Reader, clock: ClockDep, settings: SettingsDep) -> schemas.ReportList:
    """The frozen months, newest first, and those that may be frozen next."""
    return schemas.ReportList(**list_reports(session, settings.zone_code, clock.today()))


@router.post("", status_code=201)
def freeze(
    body: schemas.FreezeBody, session: SessionDep, principal: Freezer, clock: ClockDep, settings: SettingsDep
) -> Created:
    """Freeze the figures and lists of a month that is over; 409 where it or a later one is frozen already."""
    return Created(id=freeze_month(session, principal, clock, settings.zone_code, body.month))


@router.get("/{report_id}")
def report(report_id: Id, session: SessionDep, principal: Reader) -> schemas.Report:
    """One frozen month as it was frozen, in the caller's parks."""
    row, content = locate_report(session, principal, report_id)
    figures = [
        schemas.FrozenFigure(**{name: figure[name] for name in schemas.FrozenFigure.model_fields})
        for figure in content.figures
    ]
    parks = [schemas.ParkShown(**park) for park in content.parks]
    kept = {
        name: row[name] for name in ("id", "month", "as_of", "sha256", "previous_sha256", "frozen_at", "frozen_by_name")
    }
    return schemas.Report(**kept, parks=parks, figures=figures)


@router.get("/{report_id}/verify")
def verify(report_id: Id, session: SessionDep, principal: Reader) -> schemas.Verified:
    """Whether the kept text still has its hash and follows the report before it."""
    return schemas.Verified(**verify_report(session, principal, report_id))


@router.get("/{report_id}/restatement")
def restatement(report_id: Id, session: SessionDep, principal: Reader) -> list[schemas.Restated]:
    """What would be another figure by what is known now, row by row, with the reasons given."""
    return [schemas.Restated(**one) for one in restate(session, principal, report_id)]


@router.post("/{report_id}/reasons", status_code=204)
def explain(report_id: Id, body: schemas.ReasonBody, session: SessionDep, principal: Freezer) -> Response:
    """Write down why a figure of a frozen month is another one today."""
    explain_restatement(session, principal, report_id, body.figure, body.reason)
    return Response(status_code=204)


@router.get("/{report_id}/workbook", **gives("xlsx"))
def workbook(report_id: Id, session: SessionDep, principal: Reader) -> Response:
    """The frozen month as Excel: figures, parks, restatements, and a sheet for each list."""
    row, content = locate_report(session, principal, report_id)
    mark = "示意数据_" if content.notice_zh else ""
    name = f"{mark}月报_{row['month']:%Y%m}.xlsx"
    return Response(
        report_workbook(row, content, restate(session, principal, report_id)),
        media_type=XLSX,
        headers={
            "Content-Disposition": f"attachment; filename=\"monthly-report.xlsx\"; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "private, no-store",
        },
    )
