"""The tables of the exchange as files: contracts in the system's fields, and the report of one comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from gisapp.exchange.fields import exchange_fields
from gisapp.exchange.terms import FieldKind, Resolution

SYSTEM_COLUMNS: tuple[tuple[str, str], ...] = tuple((field.key, field.label_zh) for field in exchange_fields())

REPORT_COLUMNS: tuple[tuple[str, str], ...] = (
    ("sequence", "序号"),
    ("contract_no", "合同编号"),
    ("plot_no", "地块编号"),
    ("park_name_zh", "园区"),
    ("row_no", "系统表行号"),
    ("field_zh", "项目"),
    ("ours", "台账"),
    ("contract", "合同"),
    ("theirs", "监测监管系统"),
    ("verdict_zh", "核对结论"),
    ("advice_zh", "建议"),
    ("resolution_zh", "处理"),
    ("note", "说明"),
    ("resolved_on", "处理日期"),
    ("resolved_by_name", "处理人"),
)


def as_figures(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows for a workbook: numbers as numbers, so that the system's import and sums take them."""
    numbers = {field.key for field in exchange_fields() if field.kind is FieldKind.NUMBER}
    return [
        {key: Decimal(value) if key in numbers and value is not None else value for key, value in row.items()}
        for row in rows
    ]


def decimal_places() -> dict[str, int]:
    return {field.key: field.places for field in exchange_fields() if field.kind is FieldKind.NUMBER}


def report_rows(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    words = Resolution.labels()
    return [{**item, "resolution_zh": words.get(item["resolution"] or "", "未处理")} for item in items]
