"""Cells of CSV: what a spreadsheet would run is written as text, everything else as it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gisapp.kernel.csv_cell import csv_cell


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
