"""Plots as files that leave the house, over HTTP: outlines in every format, plot sheets at a true scale."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query, Response
from pydantic import BaseModel, Field

from gisapp.api.deps import AsOfDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Epsg, Ordinal
from gisapp.kernel.errors import Invalid
from gisapp.land.leaving_list import LeavingDep
from gisapp.land.plot_filter import PlotFilterDep
from gisapp.reports.plot_files.plot_files import FileWish, read_outlines, write_plot_file
from gisapp.reports.plot_files.terms import PlotFileFormat, TxtDialect
from gisapp.reports.plot_sheet.paper import SCALES
from gisapp.reports.plot_sheet.plot_sheet import SheetWish, make_plot_sheets

router = Router(prefix="/api/plots", tags=["plot files"])

Exporter = Annotated[Principal, Depends(require(Permission.PLOT_EXPORT))]


class OutlineFormat(StrEnum):
    TXT = "txt"
    DXF = "dxf"
    SHP = "shp.zip"
    GPKG = "gpkg"
    GEOJSON = "geojson"
    KML = "kml"
    XLSX = "xlsx"


class SheetForm(StrEnum):
    PDF = "pdf"


class FileQuery(BaseModel):
    """How a file of outlines is written."""

    crs: Epsg | None = Field(
        default=None, description="EPSG code: 4490 or a CGCS2000 3° zone; left out: the park's zone"
    )
    dialect: str = Field(default="standard", pattern=f"^({'|'.join(TxtDialect.values())})$", description="of a TXT")
    encoding: str = Field(default="UTF-8", pattern="^(UTF-8|GB18030)$", description="of a shapefile's table")


@router.get("/outlines.{form}", **gives(*OutlineFormat))
def outlines(
    form: OutlineFormat,
    session: SessionDep,
    principal: Exporter,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: PlotFilterDep,
    asked: Annotated[FileQuery, Query()],
) -> Response:
    """The outlines of the filtered plots: TXT, DXF, Shapefile, GeoPackage, GeoJSON, KML or a table of boundary points."""
    wish = FileWish(PlotFileFormat(form.value), asked.crs, TxtDialect(asked.dialect), asked.encoding)
    found = read_outlines(session, principal, as_of, wanted)
    title = leaving.caption("地块界址", len(found), principal.name, "个地块")
    content = write_plot_file(found, wish, zone=leaving.zone, caption=title, on=as_of)
    return leaving.attachment(content, "地块界址", "plots", form)


@router.get("/sheets.pdf", **gives("pdf"))
def sheets(
    session: SessionDep,
    principal: Exporter,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: PlotFilterDep,
    paper: Annotated[
        str | None, Query(pattern="^(A4|A4L|A3|A3L)$", description="left out: the smallest that fits")
    ] = None,
    scale: Annotated[
        Ordinal | None, Query(description="500, 1000, 2000 or 5000; left out: the largest that fits")
    ] = None,
) -> Response:
    """宗地图 of the filtered plots at a true scale: one plot a sheet, many plots an atlas."""
    if scale is not None and scale not in SCALES:
        raise Invalid(
            "plot_sheet.scale",
            f"比例尺只能是 {'、'.join(f'1:{one}' for one in SCALES)}，请重新选择。",
            message_en="Choose one of the scales of the list.",
        )
    found = read_outlines(session, principal, as_of, wanted)
    content = make_plot_sheets(
        session, principal, found, SheetWish(paper, scale), zone=leaving.zone, as_of=as_of, today=leaving.today
    )
    return leaving.attachment(content, "宗地图", "plot-sheets", SheetForm.PDF)
