"""The list of inquiries as a file: the same filter and sums as on the screen. Askers are masked in files, whoever takes them along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gisapp.api import table_file
from gisapp.inquiries.terms import ChainPlace, CloseReason, InquiryState, SourceRegion
from gisapp.projects.terms import ProjectStage

LIST_ZH = "招商咨询"

COLUMNS: tuple[tuple[str, str], ...] = (
    ("receipt_no", "回执编号"),
    ("received_on", "收到日期"),
    ("state_zh", "状态"),
    ("park_name_zh", "园区"),
    ("plot_no", "地块编号"),
    ("premises_no", "招商资源编号"),
    ("region_zh", "来源地"),
    ("industry_name_zh", "产业"),
    ("chain_zh", "产业链位置"),
    ("asker_name", "咨询人（已遮蔽）"),
    ("contact", "联系方式（已遮蔽）"),
    ("question", "问题（号码、邮箱已遮蔽）"),
    ("owner_name", "负责人"),
    ("answer_due_on", "应答复日"),
    ("answered_on", "首次答复"),
    ("overdue_zh", "逾期"),
    ("closed_on", "办结"),
    ("close_zh", "办结原因"),
    ("project_no", "线索、项目编号"),
    ("stage_zh", "项目阶段"),
)


def export_rows(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the inquiries with words for codes."""
    regions, places, reasons = SourceRegion.labels(), ChainPlace.labels(), CloseReason.labels()
    return [
        {
            **row,
            "state_zh": InquiryState(row["state"]).label_zh,
            "region_zh": regions.get(row["source_region"], row["source_region"]),
            "chain_zh": places[row["chain_place"]],
            "overdue_zh": "逾期" if row["is_overdue"] else "",
            "close_zh": reasons.get(row["close_reason"], ""),
            "stage_zh": ProjectStage(row["project_stage"]).label_zh if row["project_stage"] else "",
            "asker_name": row["asker_name"] or "（已删除）",
            "contact": row["contact"] or "",
            "question": row["question"] or "",
        }
        for row in rows
    ]


def to_xlsx(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return an Excel workbook: caption, frozen header with filters, dates as such."""
    return table_file.to_xlsx(LIST_ZH, COLUMNS, rows, [title], {COLUMNS[0][0]: f"合计 {len(rows)} 件"})


def to_csv(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM; the caption is the last line."""
    return table_file.to_csv(COLUMNS, rows, [title])
