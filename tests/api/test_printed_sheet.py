"""How lists look on paper: the size of the paper, the direction, the heading on every page."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pytest
import xlsxwriter

from gisapp.api.printed_sheet import prepare_print, row_height
from gisapp.api.table_file import to_xlsx

A3, A4 = "8", "9"


def printed(widths: Sequence[float], **more: int) -> openpyxl.worksheet.worksheet.Worksheet:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    prepare_print(book.add_worksheet("表"), widths, heading_rows=2, **more)
    book.close()
    return openpyxl.load_workbook(buffer)["表"]


@pytest.mark.parametrize(
    ("widths", "paper", "direction", "across"),
    [
        ([150], A4, None, 1),
        ([151], A4, "landscape", 1),
        ([240], A4, "landscape", 1),
        ([241], A3, "landscape", 1),
        ([340], A3, "landscape", 1),
        ([170, 171], A3, "landscape", 2),
        ([340, 341], A3, "landscape", 3),
    ],
)
def test_paper_follows_the_width(widths: list[float], paper: str, direction: str | None, across: int) -> None:
    sheet = printed(widths, key_columns=2)
    setup = sheet.page_setup
    assert (str(setup.paperSize), setup.orientation or None) in ((paper, direction), (paper, direction or "portrait"))
    assert int(setup.fitToWidth or 1) == across
    assert int(setup.fitToHeight or 0) == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.print_title_cols == ("$A:$B" if across > 1 else None)


def test_a_list_that_leaves_repeats_its_mark_and_its_heads_on_every_page() -> None:
    content = to_xlsx("表", (("no", "编号"), ("name", "名称")), [{"no": "A-1", "name": "甲"}], ["示意数据", "第二行"])
    sheet = openpyxl.load_workbook(io.BytesIO(content))["表"]
    assert sheet.print_title_rows == "$1:$3"
    assert "第 &P 页，共 &N 页" in (sheet.oddFooter.right.text or "")


@pytest.mark.parametrize(
    ("cells", "height"),
    [
        ([], None),
        ([("甲" * 10, 22)], None),
        ([("甲" * 11, 22)], 30),
        ([("a" * 20, 22), ("一\n二\n三", 22)], 45),
        ([("甲" * 2000, 20)], 400),
    ],
)
def test_a_row_is_as_high_as_its_longest_text(cells: list[tuple[str, float]], height: float | None) -> None:
    assert row_height(cells) == height


def test_what_is_wider_than_a_column_goes_over_several_lines() -> None:
    rows = [{"no": "A-1", "name": "甲" * 60}, {"no": "A-2", "name": "乙"}]
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx("表", (("no", "编号"), ("name", "说明")), rows, ["x"])))["表"]
    assert sheet["B3"].alignment.wrap_text
    assert sheet.row_dimensions[3].height == 45
    assert not sheet["B4"].alignment.wrap_text
    assert sheet.row_dimensions[4].height is None
