"""The list of cases as a file: the same filter, rights and sums as on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gisapp.api import table_file
from gisapp.idle.terms import CauseSide, IdleCause, IdleGround
from gisapp.idle_cases.terms import BlockingReason, CaseSource, CaseState, Instrument, Measure, NextStepKind
from gisapp.kernel.terms import LabelledEnum

LIST_ZH = "闲置土地个案台账"

COLUMNS: tuple[tuple[str, str], ...] = (
    ("case_no", "个案编号"),
    ("park_name_zh", "园区"),
    ("plot_no", "地块编号"),
    ("contract_no", "合同编号"),
    ("party_name_zh", "土地使用权人"),
    ("ground_zh", "情形"),
    ("area_m2", "宗地面积（㎡）"),
    ("idle_area_m2", "闲置面积（㎡）"),
    ("idle_area_mu", "闲置面积（亩）"),
    ("since", "构成闲置之日"),
    ("found_on", "发现之日"),
    ("source_zh", "线索来源"),
    ("state_zh", "所处步骤"),
    ("state_since", "进入该步骤"),
    ("next_due_on", "期限"),
    ("overdue_zh", "是否逾期"),
    ("side_zh", "闲置原因归属"),
    ("cause_zh", "闲置原因"),
    ("measure_zh", "处置方式"),
    ("decided_amount_yuan", "决定金额（元）"),
    ("decided_on", "决定日期"),
    ("closed_on", "办结日期"),
    ("officer_name", "承办人"),
    ("blocking_zh", "阻碍原因"),
    ("instrument_zh", "采用手段"),
    ("next_step_zh", "下一步工作"),
    ("next_step_due_on", "下一步期限"),
    ("correction_count", "更正次数"),
)


def export_rows(cases: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the cases with words for codes and 亩 beside ㎡."""
    return [
        {
            **row,
            "ground_zh": IdleGround(row["ground"]).label_zh,
            "source_zh": CaseSource(row["source"]).label_zh,
            "state_zh": CaseState(row["state"]).label_zh,
            "side_zh": _word(CauseSide, row["side"]),
            "cause_zh": _word(IdleCause, row["cause"]),
            "measure_zh": _word(Measure, row["measure"]),
            "blocking_zh": _word(BlockingReason, row["blocking"]),
            "instrument_zh": _word(Instrument, row["instrument"]),
            "next_step_zh": _word(NextStepKind, row["next_step"]),
            "idle_area_mu": round(row["idle_area_m2"] * 3 / 2000, 2),
            "overdue_zh": f"逾期 {row['overdue_days']} 日" if row["is_overdue"] else "",
        }
        for row in cases
    ]


def _word(terms: type[LabelledEnum], value: str | None) -> str:
    return terms(value).label_zh if value else ""


def to_xlsx(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return an Excel workbook: caption, frozen header with filters, dates and figures as such, the sum of idle areas."""
    total = {
        COLUMNS[0][0]: f"合计 {len(rows)} 件",
        "idle_area_m2": sum((row["idle_area_m2"] for row in rows), start=0),
        "idle_area_mu": sum((row["idle_area_mu"] for row in rows), start=0),
        "decided_amount_yuan": sum((row["decided_amount_yuan"] or 0 for row in rows), start=0),
    }
    return table_file.to_xlsx("闲置土地个案", COLUMNS, rows, [title], total, frozen_columns=3)


def to_csv(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM; the caption is the last line."""
    return table_file.to_csv(COLUMNS, rows, [title])
