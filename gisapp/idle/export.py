"""The list of the scan as a file: Excel for the office, CSV for everything else. Same filter, same rights, same rows as the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gisapp.api import table_file
from gisapp.idle.terms import CauseSide, IdleDuty, IdleLandClass, IdleState

COLUMNS: tuple[tuple[str, str], ...] = (
    ("plot_no", "地块编号"),
    ("park_name_zh", "园区"),
    ("contract_no", "合同编号"),
    ("party_name_zh", "受让人"),
    ("area_m2", "合同面积（㎡）"),
    ("class_zh", "类别"),
    ("state_zh", "认定"),
    ("since", "构成闲置之日"),
    ("idle_days", "已闲置天数"),
    ("side_zh", "原因归属"),
    ("missing_text", "待查事实"),
    ("duty_zh", "下一步"),
    ("latest_on", "最迟日期"),
    ("case_no", "在办个案"),
    ("fresh_zh", "是否最新"),
)


def with_labels(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with the Chinese words of their codes."""
    classes, states, sides, duties = (
        IdleLandClass.labels(), IdleState.labels(), CauseSide.labels(), IdleDuty.labels(),
    )  # fmt: skip
    return [
        row
        | {
            "class_zh": classes.get(row["land_class"] or "", ""),
            "state_zh": states[row["state"]],
            "side_zh": sides.get(row["side"] or "", ""),
            "duty_zh": duties[row["duty"]],
            "missing_text": "、".join(row["missing_zh"]),
            "fresh_zh": "待重新认定" if row["is_stale"] else "是",
        }
        for row in rows
    ]


def to_xlsx(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return an Excel workbook: caption, frozen header with filters, figures and days as such."""
    return table_file.to_xlsx("闲置筛查", COLUMNS, rows, [title])


def to_csv(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM; the caption is the last line."""
    return table_file.to_csv(COLUMNS, rows, [title])
