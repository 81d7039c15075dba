"""What changed between two days, over HTTP: the list with its balance, its files, and the days worth stepping to."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.deps import ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.dossier import change_schemas
from gisapp.dossier.changes import LAYER, LIST_ZH, change_days, list_changes, to_csv, to_xlsx
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.maps.routes import LayersDep, MomentDep, find_layer

router = Router(prefix="/api/plot-changes", tags=["dossier"])

Reader = Annotated[Principal, Depends(require(Permission.PLOT_READ))]
Exporter = Annotated[Principal, Depends(require(Permission.PLOT_EXPORT))]
Parks = Annotated[str, Query(description="park codes, comma separated; empty = all")]
Kinds = Annotated[str, Query(description="kinds of change, comma separated; empty = all")]


def _parts(given: str) -> list[str]:
    return [part for part in given.split(",") if part]


@router.get("/days")
def days(session: SessionDep, principal: Reader, clock: ClockDep, moment: MomentDep) -> change_schemas.ChangeDays:
    """The days on which facts of plots changed, and those on which something was entered about them."""
    return change_schemas.ChangeDays(**change_days(session, principal, clock.today(), moment))


@router.get("")
def changes(
    session: SessionDep, principal: Reader, layers: LayersDep, moment: MomentDep, park: Parks = "", change: Kinds = ""
) -> change_schemas.ChangeAnswer:
    """What became of the plots from `since` (default: a year before) to `as_of`, each day as it was known when asked so."""
    layer = find_layer(layers, LAYER, principal)
    found = list_changes(session, principal, layer, moment, parks=_parts(park), kinds=_parts(change))
    return change_schemas.ChangeAnswer(**found)


@router.get("/export.{form}", **gives(*ListForm))
def export(
    form: ListForm,
    session: SessionDep,
    principal: Exporter,
    layers: LayersDep,
    moment: MomentDep,
    leaving: LeavingDep,
    park: Parks = "",
    change: Kinds = "",
) -> Response:
    """The same list as Excel or CSV, with the balance of the parks above it."""
    layer = find_layer(layers, LAYER, principal)
    found = list_changes(session, principal, layer, moment, parks=_parts(park), kinds=_parts(change))
    named = f"{LIST_ZH}（自{found['since']:%Y年%-m月%-d日}起）"
    title = leaving.caption(named, len(found["items"]), principal.name)
    write = to_xlsx if form is ListForm.XLSX else to_csv
    return leaving.attachment(write(found, title), f"{LIST_ZH}_自{found['since']:%Y%m%d}", "plot-changes", form)
