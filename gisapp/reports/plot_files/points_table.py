"""Writes the table of boundary points (界址点成果表) as a workbook: X north, Y east, side lengths, one block a plot."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gisapp.api.printed_sheet import new_workbook, prepare_print
from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.kernel.crs import GAUSS_KRUGER, STORAGE_EPSG
from gisapp.reports.plot_files.boundary_txt import side_lengths
from gisapp.reports.plot_files.outline import PlotOutline, rings_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook


HEADINGS = ("地块编号", "圈号", "点号", "X（北）", "Y（东）", "边长（米）")
HEADINGS_DEGREES = ("地块编号", "圈号", "点号", "纬度", "经度", "边长（米）")


def to_points_workbook(outlines: Sequence[PlotOutline], epsg: int, caption: str) -> bytes:
    """Return the workbook: coordinates as text, so that no program changes a digit; a second sheet with numbers, areas and holders."""
    buffer = io.BytesIO()
    book = new_workbook(buffer)
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#E6F0F1", "bottom": 1})
    figure = book.add_format({"align": "right"})
    points = book.add_worksheet("界址点")
    is_degrees = epsg == STORAGE_EPSG
    system = "CGCS2000 经纬度（EPSG:4490）" if is_degrees else GAUSS_KRUGER[epsg].label_zh
    points.write_string(0, 0, f"{caption}　{system}", bold)
    for column, name in enumerate(HEADINGS_DEGREES if is_degrees else HEADINGS):
        points.write_string(1, column, name, head)
        points.set_column(column, column, 18)
    row = 2
    for outline in outlines:
        for ring in rings_of(outline, epsg):
            sides = [""] * len(ring.corners) if is_degrees else side_lengths(ring)
            for corner, side in zip(ring.corners, sides, strict=True):
                cells = (outline.plot_no, str(ring.number), corner.no, corner.x, corner.y, side)
                for column, text in enumerate(cells):
                    points.write_string(row, column, text, figure if column > 2 else None)
                row += 1
    points.freeze_panes(2, 1)
    prepare_print(points, [18] * len(HEADINGS), heading_rows=2)
    _plots(book, outlines, head)
    book.close()
    return buffer.getvalue()


def _plots(book: Workbook, outlines: Sequence[PlotOutline], head: Any) -> None:
    sheet = book.add_worksheet("地块")
    figures = book.add_format({"num_format": "#,##0.00"})
    headings = ("地块编号", "土地使用权人", "用途", "勘测面积（㎡）", "平面面积（㎡）", "椭球面积（㎡）", "面积（亩）")
    for column, name in enumerate(headings):
        sheet.write_string(0, column, name, head)
        sheet.set_column(column, column, 18)
    for row, outline in enumerate(outlines, 1):
        for column, text in enumerate((outline.plot_no, outline.holder_name_zh, outline.land_use_name_zh)):
            sheet.write_string(row, column, text or "")
        areas = (
            outline.area_surveyed_m2,
            outline.area_planar_m2,
            outline.area_ellipsoidal_m2,
            round_half_up(m2_to_mu(outline.area_m2), 2),
        )
        for column, area in enumerate(areas, 3):
            if area is not None:
                sheet.write_number(row, column, float(area), figures)
    sheet.freeze_panes(1, 1)
    prepare_print(sheet, [18] * len(headings), heading_rows=1)
