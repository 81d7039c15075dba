"""Reads a table exported from the monitoring system: Excel or CSV, headings anywhere in its first rows, columns in any order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gisapp.api.workbook_reader import WorkbookBounds, read_workbook
from gisapp.exchange.fields import IDENTITY, Field, fields_by_heading
from gisapp.exchange.rules.reconcile import TheirRow
from gisapp.kernel.decode_text import decode_text
from gisapp.kernel.errors import Invalid

MOST_ROWS = 20_000
MOST_COLUMNS = 200
HEADING_WITHIN = 15
Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class TheirTable:
    """The rows below the headings, the fields that were recognised and the headings that were not."""

    rows: tuple[TheirRow, ...]
    fields: tuple[Field, ...]
    unknown: tuple[str, ...]


def read_table(file_name: str, content: bytes) -> TheirTable:
    """Return the table of an .xlsx or .csv file (400 with what to do for anything else, or without a column that names contracts)."""
    lines = list(enumerate(_lines(file_name, content), 1))
    headings = fields_by_heading()
    for position, (_, cells) in enumerate(lines[:HEADING_WITHIN]):
        named = {
            index: field for index, cell in enumerate(cells) if (field := headings.get(_heading(cell))) is not None
        }
        if {field.key for field in named.values()} & set(IDENTITY):
            unknown = tuple(
                str(cell).strip() for index, cell in enumerate(cells) if index not in named and _heading(cell)
            )
            rows = tuple(_rows(lines[position + 1 :], named))
            return TheirTable(rows, tuple(dict.fromkeys(named.values())), unknown)
    raise Invalid(
        "exchange.no_headings",
        "没有找到“电子监管号”或“合同编号”列，无法与合同对应。请使用系统导出的原表，或先导出本系统的交换表对照列名。",
        message_en="No column names the contracts (supervision or contract number): use the system's own table.",
    )


def _rows(lines: Iterable[tuple[int, Cells]], named: dict[int, Field]) -> Iterator[TheirRow]:
    for number, cells in lines:
        if sum(cell not in (None, "") for cell in cells) < 2:  # a caption, or nothing at all
            continue
        values = {field.key: cells[index] if index < len(cells) else None for index, field in named.items()}
        if any(values[key] not in (None, "") for key in IDENTITY if key in values):
            yield TheirRow(number, values)


def _lines(file_name: str, content: bytes) -> Iterator[Cells]:
    if content.startswith(b"PK"):
        return _workbook(content)
    if not file_name.lower().endswith((".csv", ".txt")) or b"\0" in content[:4096]:
        raise Invalid(
            "exchange.not_a_table",
            "只能读取 .xlsx 和 .csv。旧版 .xls 请在表格软件中另存为 .xlsx 后重新上传。",
            message_en="Only .xlsx and .csv can be read: save an old .xls as .xlsx first.",
        )
    return _limited(csv.reader(io.StringIO(_text(content), newline="")))


def _text(content: bytes) -> str:
    """Return the text: UTF-8 when it is, else the encoding it most likely is, GB18030 where nothing tells."""
    from charset_normalizer import from_bytes

    decoded = decode_text(content)
    if not decoded.unreadable or decoded.encoding.startswith("utf"):
        return decoded.text
    best = from_bytes(content).best()
    return str(best) if best else content.decode("gb18030", "replace")


def _workbook(content: bytes) -> Iterator[Cells]:
    first = next(iter(read_workbook(content, WorkbookBounds(MOST_ROWS, MOST_COLUMNS, cells=1_000_000))), None)
    return _limited(first.rows if first else ())


def _limited(lines: Iterable[Cells]) -> Iterator[Cells]:
    try:
        for number, cells in enumerate(lines):
            if number > MOST_ROWS:
                raise Invalid(
                    "exchange.too_many_rows",
                    f"超过 {MOST_ROWS} 行，请按园区或年份分开导出后再核对。",
                    message_en=f"More than {MOST_ROWS} rows: split the table.",
                )
            yield cells[:MOST_COLUMNS]
    except csv.Error:
        raise Invalid(
            "exchange.broken_csv",
            "CSV 文件的格式有误（引号或分隔符不成对），请重新导出。",
            message_en="The CSV is malformed: export it again.",
        ) from None


def _heading(cell: object) -> str:
    text = "" if cell is None else "".join(str(cell).split())
    found = fields_by_heading()
    for name in (text.lower(), text, text.replace("(", "（").replace(")", "）").split("（")[0]):
        if name in found:
            return name
    return text
