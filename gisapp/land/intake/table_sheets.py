"""Workbooks and CSV as sheets of cells, whatever their encoding or separator; nothing is decided here about what the cells mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from gisapp.api.workbook_reader import WorkbookBounds, read_workbook
from gisapp.kernel.decode_text import decode_text
from gisapp.kernel.errors import Invalid, TooLarge
from gisapp.land.intake.limits import Limits

Cells = Sequence[Any]
MOST_ROWS = 500_000
MOST_COLUMNS = 256
MOST_CELLS = 4_000_000
DEFAULT_NAMES = ("sheet", "工作表")


@dataclass(slots=True)
class Sheet:
    """One sheet: its name and its rows of cells as the file has them (text, numbers, dates or None)."""

    kind: str
    name: str
    rows: list[Cells]
    encoding: str | None = None
    encoding_why_zh: str = ""
    sample: list[str] = field(default_factory=list)

    @property
    def is_default_name(self) -> bool:
        """A name that a program gave and that says nothing about the plot."""
        return self.kind == "csv" or self.name.lower().startswith(DEFAULT_NAMES)


def read_sheets(data: bytes, limits: Limits) -> list[Sheet]:
    """Return the visible sheets of an .xlsx with their computed values; refuses as `read_workbook` does."""
    bounds = WorkbookBounds(MOST_ROWS, MOST_COLUMNS, MOST_CELLS, limits.unpacked_bytes)
    return [
        Sheet("workbook", sheet.title, rows := _limited(sheet.rows), "utf-8", "工作簿规定", _sample(rows))
        for sheet in read_workbook(data, bounds)
    ]


def read_csv(data: bytes, name: str, *, encoding: str | None = None) -> Sheet:
    """Return the one sheet of a CSV or TSV; separators are comma, semicolon or tab, found from the first lines."""
    decoded = decode_text(data, asked=encoding)
    text = decoded.text.lstrip("\ufeff")
    head = text[:4000]
    separator = max((",", ";", "\t"), key=head.count)
    try:
        rows = _limited(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as broken:
        raise Invalid("table.broken", "CSV 的引号或分隔符不成对，请重新导出。") from broken
    return Sheet("csv", name, rows, decoded.encoding, decoded.why_zh, _sample(rows))


def _limited(rows: Iterable[Cells]) -> list[Cells]:
    kept: list[Cells] = []
    for cells in rows:
        if len(kept) >= MOST_ROWS:
            raise TooLarge("table.too_many_rows", f"表格超过 {MOST_ROWS:,} 行，请分批上传。")
        row = list(cells[:MOST_COLUMNS])
        while row and row[-1] in (None, ""):
            row.pop()
        kept.append(row)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _sample(rows: list[Cells]) -> list[str]:
    return [cell for cells in rows[:50] for cell in cells if isinstance(cell, str) and cell and not cell.isascii()][:8]
