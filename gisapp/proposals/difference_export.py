"""The difference of a proposal as a file: plot by plot, then the area balance; the same rows as on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gisapp.api import table_file
from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.kernel.plot_fields import field_label_zh
from gisapp.proposals.check import Verdict
from gisapp.proposals.terms import DifferenceClass

COLUMNS: tuple[tuple[str, str], ...] = (
    ("class_zh", "类别"),
    ("plot_no", "地块编号"),
    ("from_zh", "来自"),
    ("to_zh", "变为"),
    ("area_before_m2", "变更前面积（㎡）"),
    ("area_after_m2", "变更后面积（㎡）"),
    ("difference_m2", "增减（㎡）"),
    ("difference_mu", "增减（亩）"),
    ("fields_zh", "字段变化"),
)


def difference_rows(verdict: Verdict) -> list[dict[str, Any]]:
    """Return one row per plot, figures as numbers."""
    return [_row(row) for row in verdict.difference]


def difference_to_xlsx(rows: Sequence[Mapping[str, Any]], title: str, balance: Mapping[str, Any]) -> bytes:
    """Return an Excel workbook: caption, frozen header with filters, the area balance as the last line."""
    return table_file.to_xlsx("差异清单", COLUMNS, rows, [title], _total(rows, balance), frozen_columns=2)


def difference_to_csv(rows: Sequence[Mapping[str, Any]], title: str, balance: Mapping[str, Any]) -> bytes:
    """Return CSV in UTF-8 with BOM; area balance and caption are the last lines."""
    return table_file.to_csv(
        COLUMNS, [*rows, dict.fromkeys((name for name, _ in COLUMNS), "") | _total(rows, balance)], [title]
    )


def _total(rows: Sequence[Mapping[str, Any]], balance: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "class_zh": f"合计 {len(rows)} 宗",
        "area_before_m2": balance["before_m2"],
        "area_after_m2": balance["after_m2"],
        "difference_m2": balance["difference_m2"],
        "difference_mu": balance["difference_mu"],
        "fields_zh": f"每组允许差 {balance['tolerance_m2']:g} ㎡",
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    before, after = row["area_before_m2"], row["area_after_m2"]
    change = None if before is None or after is None else after - before
    return {
        "class_zh": DifferenceClass(row["class"]).label_zh,
        "plot_no": row["plot_no"],
        "from_zh": "、".join(row["from_nos"]),
        "to_zh": "、".join(row["to_nos"]),
        "area_before_m2": before,
        "area_after_m2": after,
        "difference_m2": change,
        "difference_mu": None if change is None else round_half_up(m2_to_mu(change), 4),
        "fields_zh": "；".join(
            f"{field_label_zh(field['field'])}：{field['old'] or '无'} → {field['new'] or '无'}"
            for field in row["fields"]
        ),
    }
