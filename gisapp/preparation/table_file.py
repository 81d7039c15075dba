"""A list as a file: Excel with figures and days as such, CSV that spreadsheets read; the caption is in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

Columns = Sequence[tuple[str, str]]
Rows = Sequence[Mapping[str, Any]]


def to_xlsx(sheet_name: str, columns: Columns, rows: Rows, lines: Sequence[str], total: Mapping[str, Any]) -> bytes:
    """Return a workbook: `lines` above a frozen header with filters, the rows, and a total row."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(sheet_name)
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#E6F0F1", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    money, day = book.add_format({"num_format": "#,##0.00"}), book.add_format({"num_format": "yyyy-mm-dd"})
    for index, line in enumerate(lines):
        sheet.write(index, 0, line, bold if index == 0 else None)
    top = len(lines)
    for column, (name, label) in enumerate(columns):
        sheet.write(top, column, label, head)
        widest = max((_width(row[name]) for row in rows[:500]), default=0)
        sheet.set_column(column, column, min(max(_width(label), widest) + 2, 46))
    for index, row in enumerate(
        [*rows, {**dict.fromkeys(name for name, _ in columns), columns[0][0]: "合计", **total}], top + 1
    ):
        for column, (name, _) in enumerate(columns):
            value = row[name]
            if isinstance(value, Decimal):
                sheet.write_number(index, column, float(value), money)
            elif isinstance(value, int):
                sheet.write_number(index, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(index, column, datetime.combine(value, time.min), day)
            elif value is not None:
                sheet.write_string(index, column, value)
    sheet.freeze_panes(top + 1, 1)
    if rows:
        sheet.autofilter(top, 0, top + len(rows), len(columns) - 1)
    book.close()
    return buffer.getvalue()


def to_csv(columns: Columns, rows: Rows, lines: Sequence[str]) -> bytes:
    """Return CSV in UTF-8 with BOM, so that Excel reads the Chinese; `lines` come last."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([label for _, label in columns])
    for row in rows:
        writer.writerow([_safe(row[name]) for name, _ in columns])
    writer.writerows([line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _width(value: Any) -> int:
    return sum(2 if ord(char) > 255 else 1 for char in str(value)) if value is not None else 0


def _safe(value: Any) -> Any:
    """Keep a cell from being run as a formula by the spreadsheet that opens it."""
    return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
