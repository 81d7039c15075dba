"""Lists of measures and temporary uses as files: the same filter, rights and sums as on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gisapp.api import table_file
from gisapp.reuse.terms import ReuseMeasure, ReuseOrigin, ReuseStage, TemporaryPurpose, TemporaryUseStanding

MEASURE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("reuse_no", "盘活编号"),
    ("title_zh", "名称"),
    ("park_name_zh", "园区"),
    ("plot_no", "地块编号"),
    ("measure_zh", "盘活措施"),
    ("origin_zh", "来源"),
    ("case_no", "闲置个案"),
    ("stage_zh", "阶段"),
    ("since", "进入阶段日"),
    ("area_m2", "所涉面积（㎡）"),
    ("target_m2", "目标盘活面积（㎡）"),
    ("released_m2", "已盘活面积（㎡）"),
    ("left_names_zh", "腾出主体"),
    ("came_names_zh", "引入主体"),
    ("output_before", "盘活前产值（万元）"),
    ("output_after", "盘活后产值（万元）"),
    ("tax_before", "盘活前税收（万元）"),
    ("tax_after", "盘活后税收（万元）"),
    ("tax_mu_before", "盘活前亩均税收（万元/亩）"),
    ("tax_mu_after", "盘活后亩均税收（万元/亩）"),
    ("far_before", "盘活前容积率"),
    ("far_after", "盘活后容积率"),
    ("release_by", "计划腾退"),
    ("reuse_by", "计划盘活"),
    ("next_due_on", "下一节点"),
    ("released_on", "腾退日期"),
    ("reused_on", "盘活日期"),
    ("officer_name", "承办人"),
)
USE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("use_no", "编号"),
    ("park_name_zh", "园区"),
    ("plot_no", "地块编号"),
    ("user_name", "使用人"),
    ("purpose_full_zh", "用途"),
    ("area_m2", "面积（㎡）"),
    ("arranged_on", "安排日期"),
    ("starts_on", "起用日期"),
    ("until_on", "到期日"),
    ("limit_on", "最迟到期日"),
    ("standing_zh", "情况"),
    ("days_left", "剩余天数"),
    ("rent_yuan_per_year", "年租金（元）"),
    ("deposit_yuan", "保证金（元）"),
    ("agreement_no", "协议编号"),
    ("restoration_zh", "恢复要求"),
    ("finding_zh", "提示"),
    ("officer_name", "承办人"),
)


def measure_rows(measures: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the measures with words for codes, 万元 for yuan; what is not known stays empty."""
    rows: list[dict[str, Any]] = []
    for row in measures:
        lines = {change["name"]: change for change in row["comparison"]}
        rows.append(
            {
                **row,
                "measure_zh": ReuseMeasure(row["measure"]).label_zh,
                "origin_zh": ReuseOrigin(row["origin"]).label_zh,
                "stage_zh": ReuseStage(row["stage"]).label_zh,
                "output_before": _wan(lines["output_yuan"]["before"]),
                "output_after": _wan(lines["output_yuan"]["after"]),
                "tax_before": _wan(lines["tax_yuan"]["before"]),
                "tax_after": _wan(lines["tax_yuan"]["after"]),
                "tax_mu_before": lines["tax_yuan"]["per_mu_before"],
                "tax_mu_after": lines["tax_yuan"]["per_mu_after"],
                "far_before": lines["far"]["before"],
                "far_after": lines["far"]["after"],
            }
        )
    return rows


def use_rows(uses: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the temporary uses with words for codes."""
    return [
        {
            **row,
            "purpose_full_zh": TemporaryPurpose(row["purpose"]).label_zh
            + (f"（{row['purpose_zh']}）" if row["purpose_zh"] else ""),
            "standing_zh": TemporaryUseStanding(row["standing"]).label_zh,
            "finding_zh": row["finding"]["message_zh"] if row["finding"] else "",
        }
        for row in uses
    ]


def measures_to_xlsx(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return an Excel workbook: caption, frozen header with filters, the sums of areas."""
    total = {
        "reuse_no": f"合计 {len(rows)} 项",
        "area_m2": sum(float(row["area_m2"]) for row in rows),
        "released_m2": sum(float(row["released_m2"] or 0) for row in rows),
    }
    return table_file.to_xlsx("盘活台账", MEASURE_COLUMNS, rows, [title], total, frozen_columns=2)


def measures_to_csv(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM; the caption is the last line."""
    return table_file.to_csv(MEASURE_COLUMNS, rows, [title])


def uses_to_xlsx(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return an Excel workbook of temporary uses."""
    return table_file.to_xlsx("临时利用台账", USE_COLUMNS, rows, [title])


def uses_to_csv(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM; the caption is the last line."""
    return table_file.to_csv(USE_COLUMNS, rows, [title])


def _wan(yuan: float | None) -> float | None:
    return None if yuan is None else round(yuan / 10000, 2)
