"""A list as a file: Excel with figures and days as such, CSV that spreadsheets read; where it comes from stands in it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from gisapp.api.printed_sheet import new_workbook, prepare_print, row_height, text_width
from gisapp.kernel.csv_cell import csv_line

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Columns = Sequence[tuple[str, str]]
Rows = Sequence[Mapping[str, Any]]
WIDEST = 46.0
"""No column is wider, in characters; what is longer goes over several lines."""
_NOTHING: Mapping[str, Any] = {}


def caption(
    zone: Mapping[str, Any], list_zh: str, as_of: date, count: int, exported_on: date, by: str, unit_zh: str = "行"
) -> str:
    """Return the line that every export carries: demo mark, zone, which list, day of the data, rows, who and when."""
    mark = f"{zone['notice_zh']}　" if zone["notice_zh"] else ""
    return (
        f"{mark}{zone['name_zh']} {list_zh}　数据日期 {as_of:%Y年%-m月%-d日}　{count} {unit_zh}　"
        f"{by} 于 {exported_on:%Y年%-m月%-d日} 导出"
    )


def to_xlsx(
    sheet_name: str,
    columns: Columns,
    rows: Rows,
    lines: Sequence[str],
    total: Mapping[str, Any] | None = None,
    *,
    places: Mapping[str, int] = _NOTHING,
    frozen_columns: int = 1,
) -> bytes:
    """Return a workbook: `lines` above a frozen header with filters, the rows, and a total row where there is one.

    `places` names the columns whose figures are not shown with two decimals; the total's first cell says 合计 unless given.
    """
    buffer = io.BytesIO()
    book = new_workbook(buffer)
    sheet = book.add_worksheet(sheet_name)
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#E6F0F1", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    whole = book.add_format(
        {"num_format": "0_ ", "valign": "top"}
    )  # a space keeps a figure from the text of the next column
    figures = {
        number: book.add_format({"num_format": f"#,##0{'.' + '0' * number if number else ''}_ ", "valign": "top"})
        for number in {2, *places.values()}
    }
    short, long = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "text_wrap": True})
    for index, line in enumerate(lines):
        sheet.write_string(index, 0, line, bold if index == 0 else None)
    top = len(lines)
    widths: list[float] = []
    for column, (name, label) in enumerate(columns):
        sheet.write_string(top, column, label, head)
        widest = max((_width(row[name]) for row in rows[:500]), default=0)
        widths.append(min(max(text_width(label), widest) + 2, WIDEST))
        sheet.set_column(column, column, widths[-1])
    written: list[Mapping[str, Any]] = [*rows]
    if total is not None:
        written.append({**dict.fromkeys(name for name, _ in columns), columns[0][0]: "合计", **total})
    formats = _CellFormats(whole, day, short, long, {name: figures[places.get(name, 2)] for name, _ in columns})
    for index, row in enumerate(written, top + 1):
        _write_row(sheet, index, [(name, row[name]) for name, _ in columns], widths, formats)
    sheet.freeze_panes(top + 1, frozen_columns)
    prepare_print(sheet, widths, heading_rows=top + 1, key_columns=frozen_columns)
    if rows:
        sheet.autofilter(top, 0, top + len(rows), len(columns) - 1)
    book.close()
    return buffer.getvalue()


class _CellFormats(NamedTuple):
    """The looks of a table's cells; figures by the name of their column."""

    whole: Format
    day: Format
    short: Format
    long: Format
    figures: Mapping[str, Format]


def _write_row(
    sheet: Worksheet, index: int, cells: Sequence[tuple[str, Any]], widths: Sequence[float], formats: _CellFormats
) -> None:
    """Write one row of named cells by the kind of their values, as high as its wrapped texts need."""
    wrapped: list[tuple[str, float]] = []
    for column, (name, value) in enumerate(cells):
        if isinstance(value, Decimal | float):
            sheet.write_number(index, column, float(value), formats.figures[name])
        elif isinstance(value, int):
            sheet.write_number(index, column, value, formats.whole)
        elif isinstance(value, date):
            sheet.write_datetime(index, column, datetime.combine(value, time.min), formats.day)
        elif value is not None:
            words = str(value)
            is_long = text_width(words) > widths[column]
            sheet.write_string(index, column, words, formats.long if is_long else formats.short)
            if is_long:
                wrapped.append((words, widths[column]))
    if wrapped:
        sheet.set_row(index, row_height(wrapped))


def to_csv(columns: Columns, rows: Rows, lines: Sequence[str]) -> bytes:
    """Return CSV in UTF-8 with BOM, so that Excel reads the Chinese; `lines` come last."""
    table = [[label for _, label in columns], *([row[name] for name, _ in columns] for row in rows)]
    return "".join(map(csv_line, [*table, *([line] for line in lines)])).encode("utf-8-sig")


def _width(value: Any) -> int:
    return text_width(str(value)) if value is not None else 0
