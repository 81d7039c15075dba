"""The readiness board, the indicator table and the regional assessments as files: the rows that the screen shows, narrowed as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.kernel.filter import Filter
from gisapp.land.terms import LandControl, SupplyState
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.standard_terms import (
    AssessmentKind,
    AssessmentTerm,
    PlotReadiness,
    ReadinessState,
    ReadinessTopic,
)

BOARD_ZH, TABLE_ZH, ASSESSMENTS_ZH = "供地准备情况", "控制指标表", "区域评估台账"

BOARD_COLUMNS: tuple[tuple[str, str], ...] = (
    ("plot_no", "地块编号"),
    ("park_name_zh", "园区"),
    ("area_mu", "面积（亩）"),
    ("supply_zh", "供应状态"),
    ("land_control_zh", "土地状态"),
    ("state_zh", "准备情况"),
    *((f"topic_{topic}", topic.label_zh) for topic in ReadinessTopic),
    ("reason_zh", "首要问题"),
    ("judged_on", "判定日期"),
    ("holds_until", "结论保持至"),
)
TABLE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("indicator_zh", "指标"),
    ("direction_zh", "方向"),
    ("value_zh", "数值"),
    ("industry_zh", "行业代码"),
    ("park_zh", "园区"),
    ("effective_from", "生效"),
    ("effective_to", "失效"),
    ("in_force_zh", "当日有效"),
    ("basis", "依据"),
    ("confirmed_zh", "已确认"),
    ("note", "备注"),
)
ASSESSMENT_COLUMNS: tuple[tuple[str, str], ...] = (
    ("kind_zh", "事项"),
    ("title", "成果名称"),
    ("parks_zh", "涉及园区"),
    ("document_no", "批复文号"),
    ("approved_on", "批复日期"),
    ("compiled_by", "编制单位"),
    ("valid_from", "有效期起"),
    ("last_day", "有效期止"),
    ("term_zh", "有效情况"),
    ("days_left", "剩余天数"),
    ("covered_count", "盖住地块"),
    ("partly_count", "部分盖住"),
    ("area_mu", "范围面积（亩）"),
    ("remark", "备注"),
)


class BoardFilter(Filter):
    """Which plots of the board leave; empty = all."""

    park: str = Field(default="", max_length=16)
    state: PlotReadiness | Literal[""] = ""
    topic: ReadinessTopic | Literal[""] = Field(default="", description="plots that have not passed it")
    q: str = Field(default="", max_length=40, description="part of the number")

    def meets(self, row: Mapping[str, Any]) -> bool:
        return (
            self.park in ("", row["park_code"])
            and self.state in ("", row["state"])
            and (not self.topic or row["topics"].get(self.topic) != ReadinessState.PASSED.value)
            and self.q.strip().lower() in row["plot_no"].lower()
        )


class AssessmentFilter(Filter):
    """Which assessments leave; empty = all."""

    park: str = Field(default="", max_length=16)
    kind: AssessmentKind | Literal[""] = ""
    term: AssessmentTerm | Literal[""] = ""

    def meets(self, row: Mapping[str, Any]) -> bool:
        return (
            (not self.park or self.park in row["park_codes"])
            and self.kind in ("", row["kind"])
            and self.term in ("", row["term"])
        )


def board_rows(board: Mapping[str, Any], wanted: BoardFilter) -> list[dict[str, Any]]:
    """Return a row per plot of the board with words for codes and its area in 亩."""
    return [
        {
            **row,
            **{f"topic_{topic}": ReadinessState(row["topics"][topic.value]).label_zh for topic in ReadinessTopic},
            "area_mu": _mu(row["area_m2"]),
            "supply_zh": SupplyState(row["supply"]).label_zh,
            "land_control_zh": LandControl(row["land_control"]).label_zh,
            "state_zh": PlotReadiness(row["state"]).label_zh,
        }
        for row in board["items"]
        if wanted.meets(row)
    ]


def board_total(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the sum of the areas that the file shows."""
    return {"area_mu": sum((row["area_mu"] for row in rows), Decimal(0))}


def table_rows(table: Mapping[str, Any], *, indicator: str = "", in_force_only: bool = False) -> list[dict[str, Any]]:
    """Return a row per entry of the indicator table; entries not in force on the day say so."""
    return [
        {
            **row,
            "indicator_zh": Indicator(row["indicator"]).label_zh,
            "direction_zh": Direction(row["direction"]).label_zh,
            "industry_zh": row["industry_code"] or "不限",
            "park_zh": row["park_code"] or "各园区",
            "in_force_zh": _yes(row["in_force"]),
            "confirmed_zh": _yes(row["confirmed"]),
        }
        for row in table["items"]
        if indicator in ("", row["indicator"]) and (row["in_force"] or not in_force_only)
    ]


def assessment_rows(assessments: Sequence[Mapping[str, Any]], wanted: AssessmentFilter) -> list[dict[str, Any]]:
    """Return a row per assessment, what ends first at the top; the last day is one on which it still holds."""
    found = sorted(
        (row for row in assessments if wanted.meets(row)),
        key=lambda row: (row["valid_to"] is None, row["valid_to"] or row["valid_from"], row["id"]),
    )
    return [
        {
            **row,
            "kind_zh": AssessmentKind(row["kind"]).label_zh,
            "parks_zh": "、".join(row["park_codes"]),
            "last_day": None if row["valid_to"] is None else row["valid_to"] - timedelta(days=1),
            "term_zh": AssessmentTerm(row["term"]).label_zh,
            "area_mu": _mu(row["area_ellipsoidal_m2"]),
        }
        for row in found
    ]


def _mu(area_m2: Any) -> Decimal:
    return round_half_up(m2_to_mu(area_m2), 2)


def _yes(answer: bool) -> str:
    return "是" if answer else "否"
