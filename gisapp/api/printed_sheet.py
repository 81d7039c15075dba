"""A workbook to be written, and how its sheets are printed: on A4 or A3, as wide as can still be read, with the heading on every page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

A3, A4 = 8, 9
PORTRAIT, LANDSCAPE, LARGE = 150.0, 240.0, 340.0
"""Widths of columns, in characters, that an upright A4, a lying A4 and a lying A3 take at the smallest type that is read with ease."""
MARGIN_INCH = 0.4
LINE_POINTS = 15.0
TALLEST_POINTS = 400.0
"""The height of one line of the usual type, and of the tallest row that a spreadsheet takes (409), rounded down."""


def new_workbook(target: io.BytesIO) -> Workbook:
    """Return a workbook that is written to `target` when it is closed; what looks like a formula or an address stays text."""
    from xlsxwriter import Workbook

    return Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})


def text_width(text: str) -> int:
    """Return the width of a text in characters of a spreadsheet's column: a Chinese one takes two."""
    return sum(2 if ord(char) > 255 else 1 for char in text)


def row_height(cells: Iterable[tuple[str, float]]) -> float | None:
    """Return the height in points that a row of wrapped texts needs, each with its column's width; None: the usual one will do.

    Not every program finds the height by itself when it opens a file.
    """
    lines = max(
        (sum(max(1, ceil(1.08 * text_width(part) / width)) for part in text.split("\n")) for text, width in cells),
        default=1,
    )
    return min(lines * LINE_POINTS, TALLEST_POINTS) if lines > 1 else None


def prepare_print(
    sheet: Worksheet,
    widths: Sequence[float],
    *,
    heading_rows: int,
    key_columns: int = 1,
    most_upright: float = PORTRAIT,
) -> None:
    """Choose paper and direction by the widths of the columns, shrink to them, repeat heading and key columns, number the pages.

    A list wider than a lying A3 goes over as many sheets side by side as it needs, its key columns on each.
    """
    total = sum(widths)
    across = ceil(total / LARGE)
    sheet.set_paper(A4 if total <= LANDSCAPE else A3)
    if total > most_upright:
        sheet.set_landscape()
    sheet.fit_to_pages(across, 0)
    if heading_rows:
        sheet.repeat_rows(0, heading_rows - 1)
    if across > 1 and key_columns:
        sheet.repeat_columns(0, key_columns - 1)
    sheet.set_margins(left=MARGIN_INCH, right=MARGIN_INCH, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R第 &P 页，共 &N 页")
