"""Lists of performance as files: figures, ranking, low efficiency, room left, the four figures. Same rows and rights as the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gisapp.api import table_file
from gisapp.land.leaving_list import ListForm
from gisapp.performance.rules.figures import MONEY
from gisapp.performance.terms import (
    Criterion,
    DisposalWay,
    Grade,
    LowEfficiencyKind,
    LowEfficiencyState,
    ResultStatus,
    RoomState,
    Segment,
)

FIGURES: table_file.Columns = (
    ("party_name_zh", "企业名称"), ("credit_code", "统一社会信用代码"), ("park_name_zh", "园区"), ("segment_zh", "规上/规下"), ("started_on", "投产日期"),
    ("tax_wan", "实缴税收（万元）"), ("value_added_wan", "工业增加值（万元）"), ("output_wan", "工业总产值（万元）"), ("revenue_wan", "销售收入（万元）"),
    ("fixed_investment_wan", "新增固定资产投资（万元）"), ("rd_wan", "研发经费（万元）"), ("staff", "从业人员（人）"), ("energy_tce", "综合能耗（吨标煤）"),
    ("electricity_wan", "用电量（万千瓦时）"), ("emission_t", "主要污染物排放当量（吨）"), ("registered_mu", "登记用地（亩）"), ("leased_in_mu", "租入用地（亩）"),
    ("leased_out_mu", "租出用地（亩）"), ("unregistered_mu", "未登记已用（亩）"), ("land_mu", "用地面积（亩）"), ("plots_zh", "地块"), ("source", "来源"),
)  # fmt: skip
LEAGUE: table_file.Columns = (
    ("segment_zh", "规上/规下"), ("rank", "名次"), ("party_name_zh", "企业名称"), ("credit_code", "统一社会信用代码"), ("park_name_zh", "园区"),
    ("status_zh", "情形"), ("grade_zh", "等级"), ("score", "得分"), ("land_mu", "用地面积（亩）"), ("points_zh", "各项得分"), ("reason_zh", "说明"),
)  # fmt: skip
LOW: table_file.Columns = (
    ("plot_no", "地块编号"), ("park_name_zh", "园区"), ("party_name_zh", "企业"), ("area_mu", "占地面积（亩）"), ("state_zh", "当前状态"), ("reasons_zh", "低效理由"),
    ("kind_zh", "低效类型"), ("way_zh", "处置方式"), ("last_tax", "上年度亩均税收（万元）"), ("tax_before", "上上年度亩均税收（万元）"), ("progress_zh", "详细进展"),
    ("disposed_mu", "处置面积（亩）"), ("left_mu", "剩余面积（亩）"), ("unknown_zh", "缺少的数据"),
)  # fmt: skip
ROOM: table_file.Columns = (
    ("plot_no", "地块编号"), ("park_name_zh", "园区"), ("party_name_zh", "使用权人"), ("area_mu", "面积（亩）"), ("far_max", "容积率上限"), ("far_source", "上限依据"),
    ("floor_area_m2", "建筑面积（㎡）"), ("measured_on", "测量日期"), ("allowed_m2", "允许建筑面积（㎡）"), ("room_m2", "剩余可建（㎡）"), ("open_land_m2", "未建土地（㎡）"),
    ("state_zh", "情形"),
)  # fmt: skip
FOUR: table_file.Columns = (
    ("park_name_zh", "园区"), ("tax_wan_per_mu", "亩均税收（万元/亩）"), ("value_added_wan_per_mu", "亩均规上工业增加值（万元/亩）"),
    ("investment_wan_per_mu", "亩均新增固定资产投资（万元/亩）"), ("floor_area_ratio", "综合容积率"), ("enterprises", "企业数"), ("above_size", "其中规上"),
    ("land_mu", "用地面积（亩）"), ("tax_wan", "税收（万元）"), ("value_added_above_wan", "规上增加值（万元）"), ("fixed_investment_wan", "新增固定资产投资（万元）"),
    ("floor_area_m2", "建筑面积（㎡）"), ("built_land_mu", "已实测建成用地（亩）"), ("measured_plots", "已实测地块"), ("built_plots", "建成地块"),
)  # fmt: skip


def with_units(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with 万元 for yuan, 亩 for ㎡ and words for codes."""
    return [_row(row) for row in rows]


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = dict(row)
    for name in (*MONEY, "value_added_above_yuan"):
        if name in row:
            told[f"{name.removesuffix('_yuan')}_wan"] = None if row[name] is None else float(row[name]) / 10_000
    for name in [name for name in row if name.endswith("_m2")]:
        told[f"{name.removesuffix('_m2')}_mu"] = None if row[name] is None else float(row[name]) * 3 / 2000
    if "electricity_kwh" in row:
        told["electricity_wan"] = None if row["electricity_kwh"] is None else float(row["electricity_kwh"]) / 10_000
    if "segment" in row:
        told["segment_zh"] = Segment(row["segment"]).label_zh
    if "land" in row:
        told["plots_zh"] = "、".join(dict.fromkeys(part["plot_no"] for part in row["land"] if part["plot_no"]))
    if "contributions" in row:
        told["status_zh"] = ResultStatus(row["status"]).label_zh
        told["grade_zh"] = "" if row["grade"] is None else Grade(row["grade"]).label_zh
        told["points_zh"] = "；".join(
            f"{_criterion(part['criterion'])} {part['points'] or '缺'}" for part in row["contributions"]
        )
    if "suggested_kind" in row:
        kind, way = row["kind"] or row["suggested_kind"], row["way"]
        taxes = sorted(row["taxes"], key=lambda item: -item["year"])
        told |= {
            "state_zh": "" if row["state"] is None else LowEfficiencyState(row["state"]).label_zh,
            "kind_zh": "" if kind is None else LowEfficiencyKind(kind).label_zh,
            "way_zh": "" if way is None else DisposalWay(way).label_zh,
            "reasons_zh": "".join(item["message_zh"] for item in row["reasons"]),
            "unknown_zh": "".join(item["message_zh"] for item in row["unknown"]),
            "last_tax": taxes[0]["tax_wan_per_mu"] if taxes else None,
            "tax_before": taxes[1]["tax_wan_per_mu"] if len(taxes) > 1 else None,
        }
    if "room_m2" in row:
        told["state_zh"] = RoomState(row["state"]).label_zh
    return told


def _criterion(value: str) -> str:
    return Criterion(value).label_zh


def table(
    form: ListForm, name_zh: str, columns: table_file.Columns, rows: Sequence[Mapping[str, Any]], lines: Sequence[str]
) -> bytes:
    """Return the rows as Excel or CSV with the caption first (last in CSV)."""
    if form is ListForm.CSV:
        return table_file.to_csv(columns, rows, lines)
    return table_file.to_xlsx(name_zh, columns, rows, lines)
