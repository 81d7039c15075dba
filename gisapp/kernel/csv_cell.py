"""A value as a cell of CSV that no spreadsheet runs, and the only place in which lines of CSV are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, cast

_FORMULA = tuple("=+-@＝＋－＠\t\r\n")
"""What Excel, LibreOffice and WPS begin a formula or a command with, full width included (OWASP, CSV Injection)."""


def csv_cell(value: Any) -> Any:
    """Return a value as a cell: None as empty, several values with spaces between, text that would be run marked as text (`'`)."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = " ".join(map(str, cast("Iterable[object]", value)))
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def csv_line(cells: Iterable[Any]) -> str:
    """Return one line with its end (CRLF), every value as a cell."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([csv_cell(cell) for cell in cells])
    return line.getvalue()
