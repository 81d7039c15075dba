"""What is put together from several concepts, over HTTP: the dossier, the search box, the ledger's files, the operation log."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.deps import AsOfDep, KnownDep, PrincipalDep, SessionDep, SettingsDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.dossier import schemas
from gisapp.dossier.dossier import read_dossier
from gisapp.dossier.ledger_export import LIST_ZH, read_ledger, to_csv, to_geopackage, to_xlsx
from gisapp.dossier.operations import list_operations
from gisapp.dossier.search import search
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep
from gisapp.land.parks import describe_zone
from gisapp.land.plot_filter import PlotFilterDep

router = Router(prefix="/api", tags=["dossier"])

Public = Depends(require(Permission.PUBLIC_READ))
Exporter = Annotated[Principal, Depends(require(Permission.PLOT_EXPORT))]
AuditReader = Annotated[Principal, Depends(require(Permission.AUDIT_READ))]


class LedgerFormat(StrEnum):
    XLSX = "xlsx"
    GPKG = "gpkg"
    CSV = "csv"


@router.get("/search", dependencies=[Public])
def find(
    session: SessionDep,
    principal: PrincipalDep,
    settings: SettingsDep,
    as_of: AsOfDep,
    known_at: KnownDep,
    q: Annotated[str, Query(min_length=1, max_length=100)],
) -> schemas.SearchAnswer:
    """What the words may mean: coordinates in any accepted form, plots, parties, parks; only what the caller may see."""
    zone = describe_zone(session, settings.zone_code)
    lon = zone["bbox4490"][0] if zone and zone["bbox4490"] else None
    hits = search(session, principal, q, as_of, lon, known_at=known_at)
    return schemas.SearchAnswer(q=q, items=[schemas.SearchHit(**hit) for hit in hits])


@router.get("/plots/export.{form}", **gives(*LedgerFormat))
def export(
    form: LedgerFormat,
    session: SessionDep,
    principal: Exporter,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: PlotFilterDep,
) -> Response:
    """The filtered ledger as Excel, GeoPackage or CSV, with day, source and demo mark in it."""
    rows = read_ledger(session, principal, as_of, wanted)
    title = leaving.caption(LIST_ZH, len(rows), principal.name)
    write = {LedgerFormat.XLSX: to_xlsx, LedgerFormat.GPKG: to_geopackage, LedgerFormat.CSV: to_csv}[form]
    return leaving.attachment(write(rows, title), LIST_ZH, "ledger", form)


@router.get("/plots/{plot_id}", dependencies=[Public])
def dossier(
    plot_id: Id, session: SessionDep, principal: PrincipalDep, as_of: AsOfDep, known_at: KnownDep
) -> schemas.Dossier | schemas.PublicDossier:
    """One plot, one file, on a day. Without an account: a published plot's published fields."""
    found = read_dossier(session, principal, plot_id, as_of, known_at)
    return schemas.Dossier(**found) if principal.is_staff else schemas.PublicDossier(**found)


@router.get("/audit")
def operations(
    session: SessionDep,
    principal: AuditReader,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    before: Id | None = None,
    plot: Id | None = None,
    actor: str | None = None,
    tag: str | None = None,
) -> list[schemas.Operation]:
    """The operation log, newest first; `before` is the last id seen, for the next page."""
    return [
        schemas.Operation(**row)
        for row in list_operations(session, principal, limit=limit, before=before, plot_id=plot, actor=actor, tag=tag)
    ]
