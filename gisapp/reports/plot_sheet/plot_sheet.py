"""Plot sheets of the filtered plots of a day as one PDF: one plot a sheet, a park's plots an atlas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.documents.pdf import typeset
from gisapp.kernel.crs import with_prefix
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.reports.plot_files.outline import PlotOutline, rings_of, shape_in
from gisapp.reports.plot_sheet.drawing import Frame, Neighbour, draw_ground
from gisapp.reports.plot_sheet.page import Sheet, lay_pages
from gisapp.reports.plot_sheet.paper import choose_sheet

MOST_SHEETS = 200
REACH_M = 1000.0
"""How far around a plot neighbours are looked for: half the longer side of an A3 sheet at 1:5000."""


@dataclass(frozen=True, slots=True)
class SheetWish:
    """Paper (A4, A4L, A3, A3L) and scale denominator; None = the smallest paper at the largest scale that fits."""

    paper: str | None = None
    scale: int | None = None


def make_plot_sheets(
    session: Session,
    principal: Principal,
    outlines: Sequence[PlotOutline],
    wish: SheetWish,
    *,
    zone: Mapping[str, Any],
    as_of: date,
    today: date,
) -> bytes:
    """Return the PDF (404 without a plot, 400 for too many or what does not fit, 409 where no PDF can be set here)."""
    if not outlines:
        raise NotFound(
            "export.nothing", "没有符合条件的地块，没有可打印的宗地图。请调整筛选。", message_en="No plot to print."
        )
    if len(outlines) > MOST_SHEETS:
        raise Invalid(
            "plot_sheet.too_many",
            f"一册最多 {MOST_SHEETS} 幅，当前 {len(outlines)} 幅。请按园区或筛选条件分册打印。",
            message_en=f"At most {MOST_SHEETS} sheets in one file.",
        )
    around = _neighbours(session, principal, outlines, as_of)
    sheets = [lay_sheet(outline, around.get(outline.plot_no, ()), wish) for outline in outlines]
    page = lay_pages(
        sheets, zone_zh=zone["name_zh"], notice=zone["notice_zh"] or "", as_of=as_of, made_on=today, by=principal.name
    )
    return typeset(page)


def lay_sheet(outline: PlotOutline, around: Sequence[tuple[str, str | None, bytes]], wish: SheetWish) -> Sheet:
    """Choose paper and scale and draw the ground in the zone of the plot's park, its number in front of the eastings."""
    epsg = with_prefix(outline.planar_epsg)
    shape = shape_in(outline, epsg)
    west, south, east, north = shape.bounds
    paper, scale = choose_sheet(east - west, north - south, wish.paper, wish.scale)
    frame = Frame.around(shape, paper, scale)
    neighbours = []
    for plot_no, holder, wkb in around:
        beside = shape_in(_only_shape(outline, shapely.from_wkb(wkb)), epsg)
        if beside.intersects(frame.ground):
            neighbours.append(Neighbour(plot_no, holder, beside))
    rings = rings_of(outline, epsg, on_paper=True)
    return Sheet(outline, paper, scale, draw_ground(outline, rings, neighbours, frame), rings, epsg)


def _only_shape(like: PlotOutline, geometry: Any) -> PlotOutline:
    return PlotOutline("", geometry, like.planar_epsg, like.area_planar_m2, like.area_ellipsoidal_m2)


def _neighbours(
    session: Session, principal: Principal, outlines: Sequence[PlotOutline], as_of: date
) -> dict[str, list[tuple[str, str | None, bytes]]]:
    parameters = {
        "plot_nos": [outline.plot_no for outline in outlines],
        "as_of": as_of,
        "reach_m": REACH_M,
        **visible_parks(principal),
    }
    found: dict[str, list[tuple[str, str | None, bytes]]] = {}
    for row in session.execute(load("reports/plot_sheet_neighbours"), parameters):
        found.setdefault(row.of_plot, []).append((row.plot_no, row.holder_name_zh, bytes(row.wkb)))
    return found
