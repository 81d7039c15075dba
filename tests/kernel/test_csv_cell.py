"""Cells of CSV: what a spreadsheet would run is written as text, everything else as it is."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

import gisapp
from gisapp.kernel.csv_cell import csv_cell, csv_line


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_run_is_text(first: str) -> None:
    assert csv_cell(f"{first}1+1") == f"'{first}1+1"
    assert csv_cell([f"{first}1+1", "b"]) == f"'{first}1+1 b"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (["P4", "P5"], "P4 P5"),
        ([], ""),
        ("P4-001", "P4-001"),
        (Decimal("-0.50"), Decimal("-0.50")),
        (-3, -3),
    ],
)
def test_everything_else_stays_as_it_is(value: object, cell: object) -> None:
    assert csv_cell(value) == cell


def test_a_line_reads_back_with_nothing_that_runs() -> None:
    line = csv_line(["=1", "a,b", ["＝1", "x"], None, 2, "\t-1"])
    assert list(csv.reader(io.StringIO(line))) == [["'=1", "a,b", "'＝1 x", "", "2", "'\t-1"]]
    assert line.endswith("\r\n")


def test_nothing_else_writes_csv() -> None:
    folder = Path(gisapp.__path__[0])
    sources = {str(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in folder.rglob("*.py")}
    assert [name for name, text in sources.items() if "csv.writer(" in text or "DictWriter(" in text] == [
        "kernel/csv_cell.py"
    ]
