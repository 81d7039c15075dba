"""Rights on land over HTTP: the list and its export, one plot's, registering, correcting, releasing."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Response

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, SettingsDep, require
from gisapp.api.table_file import caption
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.errors import NotFound
from gisapp.land.parks import describe_zone
from gisapp.parties import encumbrance_schemas as schemas
from gisapp.parties.encumbrance_export import export_rows, to_csv, to_xlsx
from gisapp.parties.encumbrances import (
    EncumbranceDraft,
    EncumbranceFilter,
    correct_encumbrance,
    list_encumbrances,
    register_encumbrance,
    release_encumbrance,
    withdraw_encumbrance,
)

router = APIRouter(prefix="/api", tags=["encumbrances"])

Reader = Annotated[Principal, Depends(require(Permission.ENCUMBRANCE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.ENCUMBRANCE_EDIT))]
Exporter = Annotated[Principal, Depends(require(Permission.PLOT_EXPORT))]


class ExportForm(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


_MEDIA = {
    ExportForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportForm.CSV: "text/csv; charset=utf-8",
}


def get_encumbrance_filter(
    kind: Annotated[str | None, Query(description="kinds, comma separated")] = None,
    q: Annotated[str, Query(max_length=100, description="part of plot number, holder, creditor or certificate")] = "",
    with_released: Annotated[bool, Query(description="also what has been released by the day")] = False,
) -> EncumbranceFilter:
    kinds = tuple(part.strip() for part in (kind or "").split(",") if part.strip())
    return EncumbranceFilter(kinds=kinds, q=q, with_released=with_released)


FilterDep = Annotated[EncumbranceFilter, Depends(get_encumbrance_filter)]


@router.get("/encumbrances")
def everywhere(
    principal: Reader, session: SessionDep, as_of: AsOfDep, wanted: FilterDep
) -> list[schemas.EncumbranceAnswer]:
    """What rests on the plots of the caller's parks on a day."""
    return [schemas.EncumbranceAnswer(**row) for row in list_encumbrances(session, principal, as_of, wanted)]


@router.get("/encumbrances/export.{form}")
def export(
    form: ExportForm,
    principal: Exporter,
    session: SessionDep,
    clock: ClockDep,
    settings: SettingsDep,
    as_of: AsOfDep,
    wanted: FilterDep,
) -> Response:
    """The filtered list as Excel or CSV, with day, rows, who and the demo mark in it."""
    zone = describe_zone(session, settings.zone_code)
    if zone is None:
        raise NotFound(
            "zone.empty", "数据库里还没有开发区数据，没有可导出的内容。", message_en="The register is empty."
        )
    rows = export_rows(list_encumbrances(session, principal, as_of, wanted))
    title = caption(zone, "权利限制", as_of, len(rows), clock.today(), principal.name, "项")
    name = f"{'示意数据_' if zone['is_demo'] else ''}权利限制_{as_of:%Y%m%d}.{form.value}"
    return Response(
        {ExportForm.XLSX: to_xlsx, ExportForm.CSV: to_csv}[form](rows, title),
        media_type=_MEDIA[form],
        headers={
            "Content-Disposition": f"attachment; filename=\"encumbrances.{form.value}\"; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "private, no-store",
        },
    )


@router.get("/plots/{plot_id}/encumbrances")
def of_plot(plot_id: int, principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[schemas.EncumbranceAnswer]:
    """What rests, or rested before the day, on one plot; those that rest first."""
    wanted = EncumbranceFilter(plot_id=plot_id, with_released=True)
    return [schemas.EncumbranceAnswer(**row) for row in list_encumbrances(session, principal, as_of, wanted)]


@router.post("/plots/{plot_id}/encumbrances", status_code=201)
def register(
    plot_id: int, body: schemas.NewEncumbrance, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.EncumbranceWritten:
    """Write down a mortgage, a seizure or another right; 409 with every error, remarks come back with the id."""
    new_id, found = register_encumbrance(session, principal, plot_id, body.kind, _draft(body), today=clock.today())
    return schemas.EncumbranceWritten(id=new_id, findings=found.as_dicts())


@router.put("/encumbrances/{encumbrance_id}")
def correct(
    encumbrance_id: int, body: schemas.EncumbranceCorrection, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.EncumbranceWritten:
    """Say better what the paper says; what was known before stays in history."""
    found = correct_encumbrance(
        session, principal, encumbrance_id, _draft(body), reason=body.reason, today=clock.today()
    )
    return schemas.EncumbranceWritten(id=encumbrance_id, findings=found.as_dicts())


@router.post("/encumbrances/{encumbrance_id}/release", status_code=204)
def release(
    encumbrance_id: int, body: schemas.EncumbranceRelease, principal: Editor, session: SessionDep, clock: ClockDep
) -> None:
    """Record its release with what proves it; once."""
    release_encumbrance(session, principal, encumbrance_id, **body.model_dump(), today=clock.today())


@router.post("/encumbrances/{encumbrance_id}/withdrawal", status_code=204)
def withdraw(encumbrance_id: int, body: schemas.EncumbranceWithdrawal, principal: Editor, session: SessionDep) -> None:
    """Say that it was recorded by mistake; it stays in history and counts no more."""
    withdraw_encumbrance(session, principal, encumbrance_id, reason=body.reason)


def _draft(body: schemas.EncumbranceBody) -> EncumbranceDraft:
    facts = body.model_dump(exclude={"kind", "reason", "evidence_ids"})
    return EncumbranceDraft(**facts, evidence_ids=tuple(body.evidence_ids))
