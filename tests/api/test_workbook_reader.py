"""Workbooks that would cost more than they hold are refused before anything is built of them, in every room that reads one."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest

from gisapp.api.workbook_reader import MergedCells, WorkbookBounds, read_workbook
from gisapp.exchange.read_table import read_table
from gisapp.kernel.errors import DomainError, Invalid, TooLarge
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.table_sheets import read_sheets
from gisapp.performance.workbook import read_cells

DAY = datetime(2026, 11, 23)  # noqa: DTZ001 — a workbook knows no time zones
BOUNDS = WorkbookBounds(rows=50, columns=20, cells=500, unpacked_bytes=4 << 20)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def a_book(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(name: str, text: str, content: bytes | None = None) -> bytes:
    """A workbook in which one part is another text."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or a_book(lambda book: book.active.append(["a", 1])))) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for part in whole.namelist():
            packed.writestr(part, text if part == name else whole.read(part))
    return out.getvalue()


def a_sheet(rows: str, after: str = "") -> bytes:
    return with_part("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>")


FAR_CELL = a_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def test_sheets_come_with_their_values_hidden_ones_do_not():
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["地块", 1, 2.5, DAY])
        book.active["A3"] = "合计"
        book.active.merge_cells("A3:B3")
        book.active["T50"].number_format = "0.00"  # formatted and empty
        book.create_sheet("隐藏").sheet_state = "hidden"

    (sheet,) = read_workbook(a_book(fill), BOUNDS)
    assert sheet.rows == [
        ("地块", 1, 2.5, DAY),
        (None, None, None, None),
        ("合计", None, None, None),
    ]
    assert sheet.merged == [MergedCells(3, 1, 3, 2)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (FAR_CELL, "workbook.cell_too_far"),
        (a_sheet('<row r="51"><c r="A51"><v>1</v></c></row>'), "workbook.cell_too_far"),
        (a_sheet("<row>" + "<c><v>1</v></c>" * 21 + "</row>"), "workbook.cell_too_far"),
        (a_sheet("<row><c/></row>" * 1001), "workbook.too_large"),
        (a_sheet("<row>" + "<x/>" * 200_001 + "</row>"), "workbook.too_large"),
        (a_sheet("", "<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 100_000 + "<x/>" * 100_000 + "</mergeCells>"), "workbook.too_large"),
        (with_part("xl/styles.xml", f"<styleSheet {MAIN}>{'<x/>' * 200_001}</styleSheet>"), "workbook.too_large"),
        (with_part("xl/styles.xml", f"<styleSheet {MAIN}>{' ' * (4 << 20)}</styleSheet>"), "workbook.too_large"),
        (with_part("xl/styles.xml", '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'), "workbook.unreadable"),
        (a_sheet("<row><c>"), "workbook.unreadable"),
        (b"PK\x03\x04 broken", "workbook.unreadable"),
        (b"\xd0\xcf\x11\xe0", "workbook.old_format"),
    ],
    ids=["far cell", "row", "column", "empty cells", "one row", "merges", "styles", "unpacked", "entities", "cut", "broken", "old"],
)  # fmt: skip
def test_what_reaches_beyond_the_bounds_is_refused_with_what_to_do(content: bytes, code: str):
    with pytest.raises((Invalid, TooLarge)) as refused:
        read_workbook(content, BOUNDS)
    assert refused.value.code == code
    assert refused.value.message_zh.endswith("。")
    assert refused.value.message_en


@pytest.mark.parametrize(
    "read",
    [read_cells, lambda content: read_table("a.xlsx", content), lambda content: read_sheets(content, Limits())],
    ids=["performance", "exchange", "land"],
)
def test_every_room_refuses_a_cell_in_the_last_corner_and_builds_nothing_for_it(read: Callable[[bytes], object]):
    read_workbook(a_book(lambda book: book.active.append([1])), BOUNDS)  # the library is loaded
    tracemalloc.start()
    try:
        with pytest.raises(DomainError) as refused:
            read(FAR_CELL)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert refused.value.code == "workbook.cell_too_far"
    assert peak < 8 << 20
