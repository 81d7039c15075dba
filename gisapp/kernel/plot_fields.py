"""宗地的字段和规划条件：名称、标签、单位、取值范围。一张表（plot_fields.json），网页也读同一张；新增一项规划条件从这里开始（`land/README.md`）。"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, Field, create_model

from gisapp.kernel.terms import LabelledEnum, register_terms

_TABLE = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class PlanningCondition:
    """规划条件的一项：下限和上限两列. `kind` share = a fraction of the plot's area (0 to 1); `digits`, `places`, `most` bound both columns."""

    name: str
    low: str
    high: str
    kind: Literal["number", "share"]
    digits: int
    places: int
    most: int
    label_zh: str
    label_en: str
    unit_zh: str
    unit_en: str
    gloss_zh: str
    gloss_en: str


CONDITIONS = tuple(PlanningCondition(**row) for row in _TABLE["conditions"])
CONDITION_OF_BOUND: Mapping[str, PlanningCondition] = {
    bound: condition for condition in CONDITIONS for bound in (condition.low, condition.high)
}
BOUNDS = tuple(CONDITION_OF_BOUND)
CONDITION_FIELDS = (*BOUNDS, "document_no")


def _bound_labels() -> list[tuple[str, str, str]]:
    return [
        (
            bound,
            f"{item.label_zh}{'下限' if bound == item.low else '上限'}"
            + (f"（{item.unit_zh}）" if item.unit_zh else ""),
            f"{item.label_en}, {'at least' if bound == item.low else 'at most'}"
            + (f" ({item.unit_en})" if item.unit_en else ""),
        )
        for bound, item in CONDITION_OF_BOUND.items()
    ]


def _terms(name: str, rows: list[tuple[str, str, str]]) -> type[LabelledEnum]:
    return LabelledEnum(name, [(value.upper(), (value, zh, en)) for value, zh, en in rows], module=__name__)  # pyright: ignore[reportReturnType, reportCallIssue, reportArgumentType]


ConditionBound = _terms("ConditionBound", _bound_labels())
"""Each bound of the planning conditions, in the order of 国有建设用地使用权出让合同 第七条."""
PlotField = _terms(
    "PlotField", [(row["name"], row["label_zh"], row["label_en"]) for row in _TABLE["facts"]] + _bound_labels()
)
"""What a field of a plot is called, on screens, in differences and in files."""
register_terms("land", ConditionBound, PlotField)


def field_label_zh(name: str) -> str:
    """Return what a field of a plot is called in Chinese; a name that is none of the table stays as it is."""
    return PlotField(name).label_zh if name in PlotField.values() else name


def _bound_body(bound: str) -> Any:
    item = CONDITION_OF_BOUND[bound]
    described = f"{item.label_zh} {item.label_en}" + (
        " (fraction)" if item.kind == "share" else f" {item.unit_en}".rstrip()
    )
    return Field(
        default=None, ge=0, le=item.most, max_digits=item.digits, decimal_places=item.places, description=described
    )


_DOCUMENT: dict[str, Any] = {"document_no": (str | None, Field(default=None, max_length=200))}
_TYPED: dict[str, Any] = {bound: (Decimal | None, _bound_body(bound)) for bound in BOUNDS}
_SHOWN: dict[str, Any] = {bound: (float | None, Field(description=_bound_body(bound).description)) for bound in BOUNDS}


class ConditionsBody(create_model("_TypedConditions", **_TYPED | _DOCUMENT)):
    """Planning conditions as typed in: shares as fractions, heights in metres; what is left out is not set."""

    model_config = ConfigDict(extra="forbid")


class ConditionsAnswer(create_model("_ShownConditions", **_SHOWN, document_no=(str | None, ...))):
    """Planning conditions in force: shares as fractions, heights in metres; null = not set."""
