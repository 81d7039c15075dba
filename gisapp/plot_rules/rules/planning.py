"""Are planning conditions there, and can all of them be kept at once?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.plot_fields import CONDITIONS
from gisapp.plot_rules.facts import PlanningBounds, PlotShape
from gisapp.plot_rules.tolerances import PlotTolerances

_WANTED = tuple(item for item in CONDITIONS if item.name in {"far", "building_coefficient", "green_ratio"})


def find_missing_conditions(shapes: Sequence[PlotShape]) -> Iterator[tuple[int, Finding]]:
    """规划条件齐全：容积率、建筑系数、绿地率各至少有一个界限. Yields (position, finding naming what is missing)."""
    for at, shape in enumerate(shapes):
        missing = [
            item.label_zh
            for item in _WANTED
            if shape.bounds is None or (shape.bounds.get(item.low), shape.bounds.get(item.high)) == (None, None)
        ]
        if missing:
            yield (
                at,
                Finding(
                    "planning.conditions_missing",
                    Severity.WARNING,
                    f"规划条件缺少：{'、'.join(missing)}。",
                    fix_zh="请录入规划条件及其文号。",
                    message_en=f"{len(missing)} of three planning conditions are missing.",
                    fix_en="Enter the planning conditions with their document.",
                    measured=f"{len(_WANTED) - len(missing)} 项",
                    required=f"{len(_WANTED)} 项",
                ),
            )


def find_contradictions(shapes: Sequence[PlotShape], tolerances: PlotTolerances) -> Iterator[tuple[int, Finding]]:
    """规划条件互不矛盾：下限不大于上限、比率在 0 至 1、建筑系数与绿地率之和不超过 1、容积率下限可以达到."""
    for at, shape in enumerate(shapes):
        if shape.bounds is not None:
            for finding in _contradictions(shape.bounds, tolerances):
                yield at, finding


def _contradictions(bounds: PlanningBounds, tolerances: PlotTolerances) -> Iterator[Finding]:
    for item in CONDITIONS:
        low, high = bounds.get(item.low), bounds.get(item.high)
        if low is not None and high is not None and low > high:
            yield _fault(
                "planning.bounds_reversed",
                f"{item.label_zh}下限 {low:g} 大于上限 {high:g}。",
                f"{item.label_en}: the lower bound exceeds the upper one.",
                f"{low:g}",
                f"≤ {high:g}",
            )
        for value in (low, high):
            if item.kind == "share" and value is not None and not 0 <= value <= 1:
                yield _fault(
                    "planning.ratio_out_of_range",
                    f"{item.label_zh} {value:.2%} 不在 0 至 100% 之间。",
                    f"{item.label_en} is not between 0 and 1.",
                    f"{value:.2%}",
                    "0–100%",
                )
    cover, green = bounds.get("building_coefficient_min"), bounds.get("green_ratio_min")
    if cover is not None and green is not None and cover + green > 1:
        yield _fault(
            "planning.cover_and_green_exceed_plot",
            f"建筑系数下限 {cover:.0%} 与绿地率下限 {green:.0%} 之和超过 100%。",
            "Least coefficient and least green ratio exceed the plot together.",
            f"{cover + green:.2%}",
            "≤ 100%",
        )
    reach, least = highest_far(bounds, tolerances), bounds.get("far_min")
    if least is not None and reach is not None and least > reach:
        yield _fault(
            "planning.far_out_of_reach",
            f"容积率下限 {least:g} 在建筑系数上限和限高之内达不到（最高约 {reach:.2f}）。",
            f"The least floor area ratio {least:g} cannot be reached within cover and height ({reach:.2f}).",
            f"{least:g}",
            f"≤ {reach:.2f}",
        )


def highest_far(bounds: PlanningBounds, tolerances: PlotTolerances) -> Decimal | None:
    """Return the floor area ratio that cover and height allow with the lowest storeys; None where either is open."""
    cover, green, height = (
        bounds.get(name) for name in ("building_coefficient_max", "green_ratio_min", "height_max_m")
    )
    if green is not None:
        cover = min(cover if cover is not None else Decimal(1), 1 - green)
    if cover is None or height is None:
        return None
    storeys = max(1, int(height / Decimal(str(tolerances.lowest_storey_m))))
    return max(Decimal(0), cover) * storeys


def _fault(code: str, message_zh: str, message_en: str, measured: str, required: str) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        message_zh,
        fix_zh="请核对规划条件文件。",
        message_en=message_en,
        fix_en="Check the document of the planning conditions.",
        measured=measured,
        required=required,
    )
