"""Workbooks of yearly figures: the template that is handed out, and the cells of one that comes back, read within limits."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from gisapp.api.printed_sheet import new_workbook, prepare_print, row_height
from gisapp.api.workbook_reader import WorkbookBounds, WorkbookSheet, read_workbook
from gisapp.kernel.errors import Invalid, TooLarge
from gisapp.performance.rules.columns import HEADER_ROWS, FieldSpec, field_specs

if TYPE_CHECKING:
    from xlsxwriter import Workbook


SHEET = "亩均数据"
GUIDE = "填报说明"
MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 5_000
BOUNDS = WorkbookBounds(rows=4 * MAX_ROWS, columns=80, cells=80 * MAX_ROWS)
PRE_FILLED = ("party_name", "credit_code", "park", "segment", "started_on", "registered_m2", "plot_nos")


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The text of a sheet, row by row from row 1, with merged header cells filled."""

    title: str
    rows: list[list[str]]


def read_cells(content: bytes) -> SheetCells:
    """Return the text of the first sheet that holds something, of the one called 亩均数据 where there is one.

    Refuses as `read_workbook` does, and what has more rows than one import may have (413).
    """
    if len(content) > MAX_BYTES:
        raise TooLarge(
            "figures.too_large",
            f"文件超过上限 {MAX_BYTES // 1024 // 1024} MB。请删去图片和无关工作表后重新上传。",
            message_en=f"The workbook is larger than {MAX_BYTES // 1024 // 1024} MB: delete pictures and other sheets.",
        )
    sheets = read_workbook(content, BOUNDS)
    named = [sheet for sheet in sheets if sheet.title == SHEET]
    sheet = next((sheet for sheet in [*named, *sheets] if sheet.rows), None)
    if sheet is None:
        raise Invalid(
            "figures.empty",
            "工作簿中没有数据，请填好后重新上传。",
            message_en="The workbook is empty: fill it in first.",
        )
    return _cells(sheet)


def template(year: int, enterprises: Sequence[Mapping[str, Any]], *, zone_name_zh: str, notice_zh: str = "") -> bytes:
    """Return the workbook to be filled in: title, notes, merged groups above the columns, units, choices, the enterprises that are asked."""
    buffer = io.BytesIO()
    book = new_workbook(buffer)
    sheet = book.add_worksheet(SHEET)
    bold = book.add_format({"bold": True, "font_size": 14})
    quiet = book.add_format({"font_color": "#5C6B79"})
    group = book.add_format(
        {"bold": True, "bg_color": "#0B6E75", "font_color": "#FFFFFF", "align": "center", "border": 1}
    )
    head = book.add_format({"bold": True, "bg_color": "#E6F0F1", "border": 1, "text_wrap": True, "valign": "vcenter"})
    needed = book.add_format({"bold": True, "bg_color": "#FDF1DE", "border": 1, "text_wrap": True, "valign": "vcenter"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    figure = book.add_format({"num_format": "#,##0.00"})
    specs = field_specs()
    mark = f"{notice_zh}　" if notice_zh else ""
    sheet.write_string(0, 0, f"{mark}{zone_name_zh} {year} 年度企业亩均效益数据表", bold)
    sheet.write_string(1, 0, "一行一家企业；黄色为必填；没有数据的留空，不要填 0；跨园区的企业按园区分行填报。", quiet)
    for name, first, last in _groups(specs):
        if last > first:
            sheet.merge_range(2, first, 2, last, name, group)
        else:
            sheet.write_string(2, first, name, group)
    widths = [22 if spec.kind == "text" else 14 for spec in specs]
    for column, spec in enumerate(specs):
        sheet.write_string(3, column, spec.header_zh, needed if spec.required else head)
        sheet.set_column(column, column, widths[column])
        if spec.kind == "choice":
            sheet.data_validation(4, column, MAX_ROWS, column, {"validate": "list", "source": ["规上", "规下"]})
    for row, enterprise in enumerate(enterprises, 4):
        for column, spec in enumerate(specs):
            value = enterprise.get(spec.name) if spec.name in PRE_FILLED else None
            if isinstance(value, date):
                sheet.write_datetime(row, column, datetime.combine(value, time.min), day)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value, figure)
            elif value:
                sheet.write_string(row, column, str(value))
    sheet.freeze_panes(4, 2)
    prepare_print(sheet, widths, heading_rows=4, key_columns=2)
    _write_guide(book, specs, mark)
    book.close()
    return buffer.getvalue()


def _write_guide(book: Workbook, specs: Sequence[FieldSpec], mark: str) -> None:
    guide = book.add_worksheet(GUIDE)
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    widths = (24, 12, 60, 40)
    for column, width in enumerate(widths):
        guide.set_column(column, column, width)
    prepare_print(guide, widths, heading_rows=2)
    guide.write_row(0, 0, [f"{mark}填报说明"], bold)
    guide.write_row(1, 0, ["列", "单位", "说明", "也可以叫"], bold)
    for row, spec in enumerate(specs, 2):
        note = "；".join(part for part in ("必填" if spec.required else "", spec.note) if part)
        told = [spec.label_zh, spec.unit, note, "、".join(spec.aliases)]
        guide.write_row(row, 0, told, wrap)
        guide.set_row(row, row_height(zip(told, widths, strict=True)))
    end = len(specs) + 3
    guide.write_string(end, 0, "用地面积 = 登记用地 + 租入用地 − 租出用地 + 未登记已用", bold)
    guide.write_string(end + 1, 0, "单位与模板不同时，请在表头括号内写明，如“实缴税收（元）”，系统按写明的单位换算。")


def _groups(specs: Sequence[FieldSpec]) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for column, spec in enumerate(specs):
        if found and found[-1][0] == spec.group:
            found[-1] = (spec.group, found[-1][1], column)
        else:
            found.append((spec.group, column, column))
    return found


def _cells(sheet: WorkbookSheet) -> SheetCells:
    if sum(1 for row in sheet.rows if any(cell is not None for cell in row)) > MAX_ROWS + HEADER_ROWS:
        raise TooLarge(
            "figures.too_many_rows",
            f"表中超过 {MAX_ROWS:,} 行，请分批上传。",
            message_en=f"There are more than {MAX_ROWS:,} rows; send them in parts.",
        )
    rows = [[_text(value) for value in row] for row in sheet.rows]
    for merged in sheet.merged:
        if merged.first_row > min(HEADER_ROWS, len(rows)) or merged.first_column > len(rows[merged.first_row - 1]):
            continue
        said = rows[merged.first_row - 1][merged.first_column - 1]
        for row in rows[merged.first_row - 1 : min(merged.last_row, HEADER_ROWS)]:
            for column in range(merged.first_column, min(merged.last_column, len(row)) + 1):
                row[column - 1] = said
    return SheetCells(sheet.title, rows)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return format(value, ".15g")
    return str(value)[:500]
