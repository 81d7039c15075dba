"""The list of approval cases as a file: the same rows, order and rights as on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from gisapp.api import table_file
from gisapp.approvals.terms import CaseState, ProcessMode
from gisapp.kernel.filter import Filter, Words
from gisapp.kernel.time_limit import TimeLimitLight
from gisapp.kernel.workdays import DayUnit

LIST_ZH = "审批事项"

COLUMNS: tuple[tuple[str, str], ...] = (
    ("project_no", "项目编号"),
    ("name_zh", "项目名称"),
    ("park_name_zh", "园区"),
    ("plot_no", "地块编号"),
    ("mode_zh", "办理方式"),
    ("item_name_zh", "审批事项"),
    ("department_zh", "承办部门"),
    ("state_zh", "状态"),
    ("light_zh", "亮灯"),
    ("received_on", "收件"),
    ("accepted_on", "受理"),
    ("due_on", "到期"),
    ("days_total", "时限"),
    ("days_used", "已用"),
    ("days_left", "剩余"),
    ("days_over", "超期"),
    ("unit_zh", "单位"),
    ("finished_on", "办结"),
    ("tolerances_pending", "容缺待补"),
    ("tolerances_overdue", "容缺超期"),
    ("service_officer_name", "服务专员"),
    ("sentence_zh", "说明"),
)


class CaseFilter(Filter):
    """Which cases of the list are wanted; empty = all."""

    park: Words = ""
    mode: ProcessMode | Literal[""] = ""
    light: TimeLimitLight | Literal[""] = ""
    officer: Words = ""
    state: CaseState | Literal[""] = ""
    q: Words = ""

    def meets(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a row is wanted, by the same test as the list on the screen."""
        text = self.q.strip().lower()
        words = (
            row["name_zh"],
            row["name_en"],
            row["project_no"],
            row["plot_no"],
            row["party_name_zh"],
            row["item_name_zh"],
        )
        wanted = (
            (self.park, row["park_code"]),
            (self.mode, row["mode"]),
            (self.light, row["light"]),
            (self.officer, row["service_officer_name"]),
            (self.state, row["state"]),
        )
        return all(not asked or asked == found for asked, found in wanted) and (
            not text or any(text in (word or "").lower() for word in words)
        )


def export_rows(cases: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the cases with words for codes."""
    return [
        {
            **row,
            "mode_zh": ProcessMode(row["mode"]).label_zh,
            "state_zh": CaseState(row["state"]).label_zh,
            "light_zh": "" if row["light"] is None else TimeLimitLight(row["light"]).label_zh,
            "unit_zh": DayUnit(row["unit"]).label_zh,
        }
        for row in cases
    ]


def to_csv(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM; the caption is the last line."""
    return table_file.to_csv(COLUMNS, rows, [title])


def to_xlsx(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return the rows as a workbook with a head line that stays and days as days."""
    return table_file.to_xlsx(LIST_ZH, COLUMNS, rows, [title], frozen_columns=2)
