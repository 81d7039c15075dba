"""The readiness board and the indicator table as Excel workbooks: the same rows and sums as on screen."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.kernel.dates import day_zh
from gisapp.land.terms import LandControl, SupplyState
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.standard_terms import PlotReadiness, ReadinessState, ReadinessTopic

Column = tuple[str, int]


def board_to_xlsx(board: dict[str, Any]) -> bytes:
    """Return the board as a workbook: one row per plot, one column per topic, area in 亩 with its sum."""
    columns: list[Column] = [
        ("地块编号", 14), ("园区", 18), ("面积（亩）", 12), ("供应状态", 12), ("土地状态", 12), ("准备情况", 20),
        *((topic.label_zh, 14) for topic in ReadinessTopic), ("首要问题", 60), ("判定日期", 12), ("结论保持至", 12),
    ]  # fmt: skip
    rows = [
        [
            row["plot_no"],
            row["park_name_zh"],
            float(round_half_up(m2_to_mu(row["area_m2"]), 2)),
            SupplyState(row["supply"]).label_zh,
            LandControl(row["land_control"]).label_zh,
            PlotReadiness(row["state"]).label_zh,
            *(ReadinessState(row["topics"][topic.value]).label_zh for topic in ReadinessTopic),
            row["reason_zh"],
            row["judged_on"],
            row["holds_until"],
        ]
        for row in board["items"]
    ]
    title = f"供地准备情况　数据日期 {day_zh(board['as_of'])}　{len(rows)} 块"
    return _workbook("准备情况", title, columns, rows, totals=(2,))


def table_to_xlsx(table: dict[str, Any]) -> bytes:
    """Return the indicator table as a workbook; entries not in force on the day say so."""
    columns: list[Column] = [
        ("指标", 34), ("方向", 8), ("数值", 30), ("行业代码", 10), ("园区", 10), ("生效", 12), ("失效", 12), ("当日有效", 10),
        ("依据", 50), ("已确认", 8), ("备注", 40),
    ]  # fmt: skip
    rows = [
        [
            Indicator(row["indicator"]).label_zh,
            Direction(row["direction"]).label_zh,
            row["value_zh"],
            row["industry_code"] or "不限",
            row["park_code"] or "各园区",
            row["effective_from"],
            row["effective_to"],
            "是" if row["in_force"] else "否",
            row["basis"],
            "是" if row["confirmed"] else "否",
            row["note"],
        ]
        for row in table["items"]
    ]
    return _workbook("控制指标表", f"控制指标表　数据日期 {day_zh(table['day'])}　{len(rows)} 条", columns, rows)


def _workbook(
    name: str, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]], *, totals: tuple[int, ...] = ()
) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#E6F0F1", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    number = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(0, 0, title, bold)
    for column, (label, width) in enumerate(columns):
        sheet.write(1, column, label, head)
        sheet.set_column(column, column, width)
    for index, row in enumerate(rows, start=2):
        for column, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, float):
                sheet.write_number(index, column, value, number)
            elif isinstance(value, date):
                sheet.write_datetime(index, column, datetime.combine(value, time.min), day)
            else:
                sheet.write_string(index, column, value)
    if totals:
        sheet.write(len(rows) + 2, 0, "合计", bold)
        for column in totals:
            sheet.write_number(len(rows) + 2, column, sum(row[column] for row in rows), number)
    sheet.freeze_panes(2, 1)
    if rows:
        sheet.autofilter(1, 0, len(rows) + 1, len(columns) - 1)
    book.close()
    return buffer.getvalue()
