"""The lists of the checks as files: same filter, same rights, same rows as the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gisapp.api import table_file
from gisapp.compliance.terms import OverlapCause, OverlapDecision, Verdict
from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.land.terms import ConstraintKind
from gisapp.plot_rules.terms import RuleWeight

FINDINGS_ZH = "地块质检"
FINDING_COLUMNS: tuple[tuple[str, str], ...] = (
    ("plot_no", "地块编号"),
    ("park_name_zh", "园区"),
    ("severity_zh", "程度"),
    ("rule_zh", "规则"),
    ("message_zh", "发现的问题"),
    ("other_plot_no", "相邻地块"),
    ("measured", "实测"),
    ("required", "要求"),
    ("fix_zh", "怎么改"),
    ("found_on", "发现日期"),
    ("resolved_on", "消除日期"),
    ("place", "位置（经度 纬度）"),
)

OVERLAPS_ZH = "控制范围占压"
OVERLAP_COLUMNS: tuple[tuple[str, str], ...] = (
    ("plot_no", "地块编号"),
    ("park_name_zh", "园区"),
    ("kind_zh", "控制类型"),
    ("name_zh", "名称"),
    ("severity_zh", "程度"),
    ("distance_m", "防护距离（米）"),
    ("overlap_m2", "占压（㎡）"),
    ("overlap_mu", "占压（亩）"),
    ("share_pct", "占地块（%）"),
    ("basis", "依据"),
    ("cause_zh", "原因"),
    ("found_on", "发现日期"),
    ("decision_zh", "核实意见"),
    ("note_zh", "说明"),
)

AREAS_ZH = "控制范围"
AREA_COLUMNS: tuple[tuple[str, str], ...] = (
    ("kind_zh", "类型"),
    ("name_zh", "名称"),
    ("source", "来源"),
    ("document_no", "文号"),
    ("distance_m", "防护距离（米）"),
    ("valid_from", "生效日期"),
    ("valid_to", "失效日期"),
    ("area_ellipsoidal_m2", "面积（㎡，椭球）"),
    ("plots", "涉及地块"),
    ("recorded_by_name", "登记人"),
)

REPORTS_ZH = "合规审查报告"
REPORT_COLUMNS: tuple[tuple[str, str], ...] = (
    ("report_no", "编号"),
    ("subject_zh", "审查对象"),
    ("park_name_zh", "园区"),
    ("as_of", "审查时点"),
    ("verdict_zh", "结论"),
    ("conflicts", "占压项数"),
    ("area_m2", "面积（㎡）"),
    ("area_mu", "面积（亩）"),
    ("made_by_name", "审查人"),
    ("made_on", "出具日期"),
    ("sha256", "校验值"),
)


def finding_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return findings with their words and the first point of their place."""
    return [
        row | {"severity_zh": RuleWeight(row["severity"]).label_zh, "place": _first_point(row["geometry"])}
        for row in rows
    ]


def overlap_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return overlaps with the Chinese words of their codes and their share in per cent."""
    kinds, causes, decisions = ConstraintKind.labels(), OverlapCause.labels(), OverlapDecision.labels()
    return [
        row
        | {
            "kind_zh": kinds[row["kind"]],
            "severity_zh": RuleWeight(row["severity"]).label_zh,
            "cause_zh": causes[row["cause"]],
            "decision_zh": decisions.get(row["decision"] or "", ""),
            "share_pct": round_half_up(float(row["share"]) * 100, 2),
        }
        for row in rows
    ]


def report_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return reports with the words of their verdicts, their 亩 and the day they were made."""
    verdicts = Verdict.labels()
    return [
        row
        | {
            "verdict_zh": verdicts[row["verdict"]],
            "area_mu": round_half_up(m2_to_mu(row["area_m2"]), 2),
            "made_on": row["made_at"].date(),
        }
        for row in rows
    ]


def list_file(
    is_csv: bool, title_zh: str, columns: tuple[tuple[str, str], ...], rows: Sequence[dict[str, Any]], caption: str
) -> bytes:
    """Return a list as CSV or as a workbook, its caption in the first line."""
    if is_csv:
        return table_file.to_csv(columns, rows, [caption])
    return table_file.to_xlsx(title_zh, columns, rows, [caption], places={"plots": 0, "conflicts": 0})


def _first_point(geometry: dict[str, Any]) -> str:
    place: Any = geometry["coordinates"]
    while isinstance(place[0], list | tuple):
        place = place[0]
    return f"{place[0]:.6f} {place[1]:.6f}"
