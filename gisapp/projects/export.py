"""The list of projects as a file: the same filter, rights and sums as on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gisapp.api import table_file
from gisapp.projects.terms import Light, ProjectKind, ProjectStage

LIST_ZH = "项目台账"

COLUMNS: tuple[tuple[str, str], ...] = (
    ("project_no", "项目编号"),
    ("name_zh", "项目名称"),
    ("park_name_zh", "园区"),
    ("plot_no", "地块编号"),
    ("party_name_zh", "项目单位"),
    ("kind_zh", "类型"),
    ("industry_name_zh", "行业"),
    ("stage_zh", "阶段"),
    ("stage_since", "进入阶段日"),
    ("light_zh", "亮灯"),
    ("reasons_zh", "亮灯原因"),
    ("investment_wan", "计划投资（万元）"),
    ("invested_wan", "累计完成投资（万元）"),
    ("planned_percent", "序时进度（%）"),
    ("done_percent", "实际进度（%）"),
    ("planned_start_on", "计划开工"),
    ("started_on", "实际开工"),
    ("planned_completion_on", "计划竣工"),
    ("completed_on", "实际竣工"),
    ("planned_production_on", "计划投产"),
    ("produced_on", "实际投产"),
    ("planned_attainment_on", "计划达产"),
    ("attained_on", "实际达产"),
    ("owner_name", "责任领导"),
    ("lead_office", "牵头单位"),
    ("duty_office", "责任单位"),
    ("service_officer_name", "服务专员"),
    ("open_letters", "未销督办函"),
    ("open_problems", "未销问题"),
    ("touched_on", "最近更新"),
)


def export_rows(projects: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the projects with words for codes, 万元 for yuan and percent for shares."""
    return [
        {
            **row,
            "kind_zh": ProjectKind(row["kind"]).label_zh,
            "stage_zh": ProjectStage(row["stage"]).label_zh,
            "light_zh": "" if row["light"] is None else Light(row["light"]).label_zh,
            "reasons_zh": "；".join(
                aspect["finding"]["message_zh"]
                for aspect in (row["why"] or {"aspects": []})["aspects"]
                if aspect["finding"] is not None
            ),
            "investment_wan": _wan(row["investment_yuan"]),
            "invested_wan": _wan(row["invested_yuan"]),
            "planned_percent": _percent(row["planned_share"]),
            "done_percent": _percent(row["done_share"]),
        }
        for row in projects
    ]


def _wan(yuan: Any) -> float | None:
    return None if yuan is None else round(float(yuan) / 10000, 2)


def _percent(share: Any) -> float | None:
    return None if share is None else round(float(share) * 100, 1)


def to_xlsx(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return an Excel workbook: caption, frozen header with filters, dates and figures as such, the sum of investment."""
    total = {COLUMNS[0][0]: f"合计 {len(rows)} 个", "investment_wan": sum(row["investment_wan"] or 0.0 for row in rows)}
    return table_file.to_xlsx(LIST_ZH, COLUMNS, rows, [title], total, frozen_columns=2)


def to_csv(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM; the caption is the last line."""
    return table_file.to_csv(COLUMNS, rows, [title])
