"""Workbooks of yearly figures: the template that is handed out, and the cells of one that comes back, read within limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from gisapp.api.printed_sheet import new_workbook, prepare_print, row_height
from gisapp.kernel.errors import Invalid, TooLarge
from gisapp.performance.rules.columns import HEADER_ROWS, FieldSpec, field_specs

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet
    from xlsxwriter import Workbook


SHEET = "亩均数据"
GUIDE = "填报说明"
MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 80
PRE_FILLED = ("party_name", "credit_code", "park", "segment", "started_on", "registered_m2", "plot_nos")


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The text of a sheet, row by row from row 1, with merged header cells filled."""

    title: str
    rows: list[list[str]]


def read_cells(content: bytes) -> SheetCells:
    """Return the text of the first sheet that holds something, of the one called 亩均数据 where there is one.

    Invalid for what is no workbook, TooLarge for one beyond the limits: nothing is unpacked before its size is known.
    """
    import openpyxl

    _refuse_bomb(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        sheet = book[SHEET] if SHEET in book.sheetnames else _first_filled(book.worksheets)
        return _cells(sheet)
    except (Invalid, TooLarge):
        raise
    except Exception as fault:  # whatever a damaged workbook makes the reader stumble over
        raise _unreadable() from fault


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


def _refuse_bomb(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise TooLarge(
            "figures.too_large",
            f"文件超过上限 {MAX_BYTES // 1024 // 1024} MB。请删去图片和无关工作表后重新上传。",
            message_en="The workbook is too large.",
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Invalid(
            "figures.old_format",
            "这是旧版 .xls 或加密的工作簿。请在 Excel 中去掉密码并另存为 .xlsx 后重新上传。",
            message_en="Save it as .xlsx without a password first.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise _unreadable() from fault
    if unpacked > MAX_UNPACKED:
        raise TooLarge(
            "figures.too_large",
            "文件解开后过大，可能已损坏。请复制数据到新的模板后重新上传。",
            message_en="The workbook is too large once unpacked.",
        )


def _first_filled(sheets: Sequence[Worksheet]) -> Worksheet:
    filled = next((sheet for sheet in sheets if sheet.max_row > 1), None)
    if filled is None:
        raise _unreadable()
    return filled


def _cells(sheet: Worksheet) -> SheetCells:
    if sheet.max_row > MAX_ROWS + HEADER_ROWS:
        filled = sum(1 for row in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True) if any(cell is not None for cell in row))  # fmt: skip
        if filled > MAX_ROWS + HEADER_ROWS:
            raise TooLarge(
                "figures.too_many_rows",
                f"表中超过 {MAX_ROWS:,} 行，请分批上传。",
                message_en="There are too many rows; send them in parts.",
            )
    rows = [
        [_text(value) for value in row]
        for row in sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS * 4), max_col=min(sheet.max_column, MAX_COLUMNS), values_only=True)
    ]  # fmt: skip
    for merged in list(sheet.merged_cells.ranges)[:2000]:
        if merged.min_row > HEADER_ROWS or merged.min_col > MAX_COLUMNS or merged.min_row > len(rows):
            continue
        first = rows[merged.min_row - 1]
        if merged.min_col > len(first):
            continue
        said = first[merged.min_col - 1]
        for row in range(merged.min_row, min(merged.max_row, HEADER_ROWS, len(rows)) + 1):
            for column in range(merged.min_col, min(merged.max_col, len(rows[row - 1])) + 1):
                rows[row - 1][column - 1] = said
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


def _unreadable() -> Invalid:
    return Invalid(
        "figures.unreadable",
        "文件不是可以读取的 .xlsx 工作簿，可能已损坏。请用 Excel 打开后另存为 .xlsx 再上传。",
        message_en="This is no readable .xlsx workbook.",
    )
