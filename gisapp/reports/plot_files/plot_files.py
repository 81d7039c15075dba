"""The filtered plots of a day as a file: who may see them, in which system, in which format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import shapely
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.sql_file import compose
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.land.plots import PlotFilter
from gisapp.reports.plot_files.boundary_txt import to_boundary_txt
from gisapp.reports.plot_files.features import to_geojson, to_geopackage, to_shapefile
from gisapp.reports.plot_files.outline import PlotOutline, target_system
from gisapp.reports.plot_files.points_table import to_points_workbook
from gisapp.reports.plot_files.terms import PlotFileFormat, TxtDialect

LONLAT_ONLY = (PlotFileFormat.GEOJSON, PlotFileFormat.KML)


@dataclass(frozen=True, slots=True)
class FileWish:
    """The format, the system (EPSG; None = the park's zone with its number), the TXT dialect, the encoding of a shapefile."""

    form: PlotFileFormat
    epsg: int | None = None
    dialect: TxtDialect = TxtDialect.STANDARD
    encoding: str = "UTF-8"


def read_outlines(session: Session, principal: Principal, as_of: date, wanted: PlotFilter) -> list[PlotOutline]:
    """Return the outlines of every plot that passes the filter and that the caller may see, in list order."""
    statement = compose("land/plot_filtered", "reports/plot_outlines", known=wanted.known)
    rows = session.execute(statement, wanted.parameters(principal, as_of)).mappings()
    return [
        PlotOutline(
            geometry=cast("shapely.MultiPolygon", shapely.from_wkb(bytes(row["wkb"]))),
            **{name: value for name, value in row.items() if name != "wkb"},
        )
        for row in rows
    ]


def write_plot_file(
    outlines: list[PlotOutline], wish: FileWish, *, zone: Mapping[str, Any], caption: str, on: date
) -> bytes:
    """Return the file. 404 without a plot, 400 for a system that the format cannot be in."""
    if not outlines:
        raise NotFound(
            "export.nothing", "没有符合条件的地块，没有可导出的内容。请调整筛选。", message_en="No plot to export."
        )
    if wish.form in LONLAT_ONLY and wish.epsg not in (None, STORAGE_EPSG):
        raise Invalid(
            "export.lonlat_only",
            f"{wish.form.label_zh} 只能使用经纬度，请选择 CGCS2000 经纬度（EPSG:4490）。",
            message_en="This format is in degrees only: choose EPSG:4490.",
        )
    epsg, notice = target_system(wish.epsg, outlines), zone["notice_zh"] or ""
    if wish.form is PlotFileFormat.TXT:
        return to_boundary_txt(outlines, epsg, wish.dialect, office=zone["name_zh"], on=on, notice=notice)
    if wish.form is PlotFileFormat.DXF:
        from gisapp.reports.plot_files.drawings import to_dxf

        return to_dxf(outlines, epsg, caption)
    if wish.form is PlotFileFormat.SHP:
        return to_shapefile(outlines, epsg, caption, notice, encoding=wish.encoding)
    if wish.form is PlotFileFormat.GPKG:
        return to_geopackage(outlines, epsg, caption, notice)
    if wish.form is PlotFileFormat.GEOJSON:
        return to_geojson(outlines, caption, notice)
    if wish.form is PlotFileFormat.KML:
        from gisapp.reports.plot_files.drawings import to_kml

        return to_kml(outlines, caption, notice)
    return to_points_workbook(outlines, epsg, caption)
