"""The stock of land over HTTP: ladder, patches, the area check, rates, months, files."""

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
from gisapp.kernel.bounds import Id, Month, Ordinal
from gisapp.kernel.errors import Invalid
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.stock import schemas
from gisapp.stock.export import months_to_xlsx, read_patches, to_geopackage, to_xlsx
from gisapp.stock.months import MONTHS_SHOWN, freeze_month, show_month, show_months
from gisapp.stock.part_store import seen_of
from gisapp.stock.patch_filter import PatchFilter
from gisapp.stock.refresh import refresh_stock
from gisapp.stock.stock import (
    ORDERS,
    list_patches,
    patches_of_plot,
    show_identity,
    show_ladder,
    show_patch,
    show_rates,
)

router = Router(prefix="/api", tags=["stock"])

PatchFilterDep = Annotated[PatchFilter, Query()]
Reader = Annotated[Principal, Depends(require(Permission.STOCK_READ))]
Editor = Annotated[Principal, Depends(require(Permission.STOCK_EDIT))]
Freezer = Annotated[Principal, Depends(require(Permission.REPORT_FREEZE))]
ParkCode = Annotated[str | None, Query(max_length=16)]


class PatchForm(StrEnum):
    XLSX = "xlsx"
    GPKG = "gpkg"


@router.get("/stock")
def ladder(session: SessionDep, principal: Reader, as_of: AsOfDep, wanted: PatchFilterDep) -> schemas.Ladder:
    """Counts and areas per park and class on a day; the sums of the very set that list and map show."""
    return schemas.Ladder(**show_ladder(session, principal, as_of, wanted))


@router.get("/stock/patches")
def patches(
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    wanted: PatchFilterDep,
    sort: str = "plot",
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Ordinal = 0,
) -> schemas.PatchList:
    """The patches of a day, page by page, with number and area of all that pass the filter."""
    if sort not in ORDERS:
        raise Invalid(
            "request.sort_unknown", "不能按此列排序，请点击表头选择。", message_en="This column cannot be sorted."
        )
    return schemas.PatchList(**list_patches(session, principal, as_of, wanted, sort=sort, limit=limit, offset=offset))


@router.get("/stock/patches/{patch_id}")
def patch(patch_id: Id, session: SessionDep, principal: Reader, as_of: AsOfDep) -> schemas.PatchSheet:
    """One patch: why it is in its class, by which definition, from which facts, and what its ground was before."""
    return schemas.PatchSheet(**show_patch(session, principal, patch_id, as_of))


@router.get("/stock/identity")
def identity(session: SessionDep, principal: Reader, as_of: AsOfDep) -> schemas.Identity:
    """Whether every square metre of each park is in exactly one class; each failure by name, place and ㎡."""
    return schemas.Identity(**show_identity(session, principal, as_of))


@router.get("/stock/rates")
def rates(session: SessionDep, principal: Reader, as_of: AsOfDep, park: ParkCode = None) -> list[schemas.RateAnswer]:
    """批而未供率、供地率、闲置率、处置率, each with its definition, numerator and denominator."""
    found = show_rates(session, principal, as_of, None if park is None else park.split(","))
    return [schemas.RateAnswer.model_validate(rate_as_dict(rate)) for rate in found]


@router.post("/stock/refresh")
def refresh(session: SessionDep, clock: ClockDep, principal: Editor) -> schemas.Refreshed:
    """Work out the patches of the caller's parks again; only what changed is written."""
    done = refresh_stock(session, clock.today(), principal.park_ids)
    return schemas.Refreshed(parks=done.parks, patches=done.patches, closed=done.closed, written=done.written)


@router.get("/stock/months")
def months(
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    park: ParkCode = None,
    count: Annotated[int, Query(ge=1, le=36)] = MONTHS_SHOWN,
) -> schemas.Months:
    """The months up to a day, newest first: as known now, as frozen, restatements, and where frozen and known differ."""
    return schemas.Months(**show_months(session, principal, as_of, count=count, park=park))


@router.get("/stock/month")
def month_sheet(session: SessionDep, principal: Reader, as_of: AsOfDep, month: Month) -> schemas.MonthSheet:
    """One month per park, with the ground that changed its class in it."""
    return schemas.MonthSheet(**show_month(session, principal, _month(month), as_of))


@router.post("/stock/months", status_code=201)
def freeze(body: schemas.FreezeBody, session: SessionDep, clock: ClockDep, principal: Freezer) -> Created:
    """Freeze a month as reported, or restate it with a reason; frozen figures are never changed."""
    return Created(id=freeze_month(session, principal, body.month, clock.today(), reason=body.reason))


@router.get("/stock/months/export.xlsx", **gives("xlsx"))
def months_file(
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    leaving: LeavingDep,
    park: ParkCode = None,
    count: Annotated[int, Query(ge=1, le=36)] = MONTHS_SHOWN,
) -> Response:
    """The months as an Excel workbook, frozen figures beside those known now."""
    shown = show_months(session, principal, as_of, count=count, park=park)
    title = leaving.caption("存量月度流量", count, principal.name, "个月")
    lines = [title, "期初 + 增加 − 减少 = 期末；闲置土地：期初 + 新认定 − 延期 − 盘活 − 收回 = 期末"]
    return leaving.attachment(months_to_xlsx(shown, lines), "存量月度流量", "stock-months", ListForm.XLSX)


@router.get("/stock/export.{form}", **gives(*PatchForm))
def export(
    form: PatchForm,
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: PatchFilterDep,
) -> Response:
    """The filtered patches as Excel or GeoPackage, with day and demo mark in it."""
    rows = read_patches(session, principal, as_of, wanted)
    write = {PatchForm.XLSX: to_xlsx, PatchForm.GPKG: to_geopackage}[form]
    content = write(rows, leaving.caption("存量图斑", len(rows), principal.name, "个图斑"))
    return leaving.attachment(content, "存量图斑", "stock", form)


@router.get("/plots/{plot_id}/stock")
def plot_stock(plot_id: Id, session: SessionDep, principal: Reader, as_of: AsOfDep) -> schemas.PlotStock:
    """The patches of a plot and the parts it is divided into."""
    found = patches_of_plot(session, principal, plot_id, as_of)
    return schemas.PlotStock(**found, seen=seen_of(found["parts"]))


def rate_as_dict(rate: object) -> dict[str, object]:
    """Return a rate as the answer carries it."""
    names = schemas.RateAnswer.model_fields
    return {name: str(value) if name == "key" else value for name in names for value in [getattr(rate, name)]}


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")
