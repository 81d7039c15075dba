"""控制指标与规划条件是否矛盾：同一事项写了两个数的，申请人按宽的一个承诺，建成即违反另一个。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from gisapp.kernel.finding import Finding, Severity
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.indicator_values import is_stricter, promised_zh

BOUND_OF = {
    Indicator.FLOOR_AREA_RATIO: "far",
    Indicator.BUILDING_COEFFICIENT: "building_coefficient",
    Indicator.GREEN_RATIO: "green_ratio",
}
"""Indicators that planning conditions bound too: by `…_min` and `…_max`."""


def condition_conflicts(
    demanded: Iterable[tuple[Indicator, Direction, Fraction]], bounds: Mapping[str, Decimal | None]
) -> Iterator[Finding]:
    """指标比规划条件宽的（绿地率指标 ≤20%、规划条件 ≤15%），或者与另一侧的界限不能同时满足的，不能发布、不能签订.

    `demanded` in canonical units; a stricter indicator and an equal one pass. 城乡规划法第三十八条：规划条件为出让合同的组成部分.
    """
    for indicator, direction, value in demanded:
        name = BOUND_OF.get(indicator)
        if name is None:
            continue
        own, other = ("min", "max") if direction is Direction.AT_LEAST else ("max", "min")
        against = Direction.AT_MOST if direction is Direction.AT_LEAST else Direction.AT_LEAST
        for side, bound, looser in (
            (direction, bounds.get(f"{name}_{own}"), True),
            (against, bounds.get(f"{name}_{other}"), False),
        ):
            if bound is None:
                continue
            limit = Fraction(bound)
            if is_stricter(limit, value, side):
                yield _conflict(indicator, direction, value, side, limit, is_looser=looser)


def _conflict(
    indicator: Indicator, direction: Direction, value: Fraction, side: Direction, limit: Fraction, *, is_looser: bool
) -> Finding:
    asked, planned = promised_zh(indicator, direction, value), promised_zh(indicator, side, limit)
    why = "比规划条件宽，两处不一致" if is_looser else "与规划条件不能同时满足"
    return Finding(
        "indicator.against_planning_condition",
        Severity.ERROR,
        f"{indicator.label_zh}指标为 {asked}，规划条件为 {planned}：{why}。",
        fix_zh="请把指标改到规划条件以内；规划条件有误的，先由规划部门出具新的规划条件。",
        message_en=f"{indicator.label_en} and the planning condition contradict each other: bring the indicator within the condition.",
        measured=asked,
        required=planned,
        basis="城乡规划法 第三十八条",
    )
