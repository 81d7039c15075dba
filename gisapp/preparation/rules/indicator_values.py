"""指标的数值：从录入单位换成统一单位、与要求比较、写成文字。比较用精确值，只在显示时取位一次。"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from gisapp.kernel.money import YUAN_PER_M2_OF_ONE_WAN_PER_MU, Exact, fraction, round_fraction
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator, IndicatorUnit

UNKNOWN_ZH = "未知"

WRITTEN_UNITS: dict[IndicatorUnit, dict[str, Fraction]] = {
    IndicatorUnit.YUAN_PER_M2: {
        "yuan_per_m2": Fraction(1),
        "wan_per_ha": Fraction(1),
        "wan_per_mu": Fraction(YUAN_PER_M2_OF_ONE_WAN_PER_MU),
    },
    IndicatorUnit.SHARE: {"share": Fraction(1), "percent": Fraction(1, 100)},
    IndicatorUnit.PLAIN: {"plain": Fraction(1)},
    IndicatorUnit.WAN_PER_TCE: {"wan_per_tce": Fraction(1)},
    IndicatorUnit.WAN_PER_TONNE: {"wan_per_tonne": Fraction(1)},
    IndicatorUnit.WAN_PER_PERSON: {"wan_per_person": Fraction(1)},
    IndicatorUnit.YES_NO: {"yes_no": Fraction(1)},
}
"""What one of each unit in which papers state an indicator is in the canonical unit."""


def canonical_value(indicator: Indicator, value: Exact, written_unit: str) -> Fraction:
    """把录入的数值换成统一单位（150 万元/亩 → 2250 元/㎡）. A unit the indicator is not stated in is refused (ValueError)."""
    units = WRITTEN_UNITS[SPECS[indicator].unit]
    if written_unit not in units:
        raise ValueError(f"{indicator} is not stated in {written_unit}, but in {', '.join(units)}")
    found = fraction(value) * units[written_unit]
    if SPECS[indicator].unit is IndicatorUnit.YES_NO and found not in (0, 1):
        raise ValueError(f"{indicator} is either 1 (yes) or 0 (no)")
    return found


def is_met(value: Fraction, required: Fraction, direction: Direction) -> bool:
    """数值是否达到要求：恰等于要求的算达到."""
    return value >= required if direction is Direction.AT_LEAST else value <= required


def is_stricter(one: Fraction, other: Fraction, direction: Direction) -> bool:
    """前一个要求是否比后一个更严."""
    return one > other if direction is Direction.AT_LEAST else one < other


@dataclass(frozen=True, slots=True)
class _Words:
    """How one language writes a value."""

    unknown: str
    complies: tuple[str, str]
    per_area: str
    unit: Callable[[IndicatorUnit], str]


_ZH = _Words(UNKNOWN_ZH, ("符合", "不符合"), "{mu:,} 万元/亩（{ha:,} 万元/公顷）", lambda unit: unit.label_zh)
_EN = _Words(
    "unknown",
    ("complies", "does not comply"),
    "{mu:,} × 10k yuan/mu ({ha:,} × 10k yuan/ha)",
    lambda unit: unit.label_en.replace("10k yuan", "× 10k yuan"),
)


def value_zh(indicator: Indicator, value: Fraction | None, places: int = 2) -> str:
    """指标值的文字：单位面积金额同时写万元/亩和万元/公顷，比重写百分数，未知写“未知”."""
    return _written(indicator, value, places, _ZH)


def value_en(indicator: Indicator, value: Fraction | None, places: int = 2) -> str:
    """指标值的英文文字，数字、单位与中文一致."""
    return _written(indicator, value, places, _EN)


def _written(indicator: Indicator, value: Fraction | None, places: int, words: _Words) -> str:
    if value is None:
        return words.unknown
    unit = SPECS[indicator].unit
    if unit is IndicatorUnit.YUAN_PER_M2:
        per_mu = round_fraction(value / YUAN_PER_M2_OF_ONE_WAN_PER_MU, places)
        return words.per_area.format(mu=per_mu, ha=round_fraction(value, places))
    if unit is IndicatorUnit.YES_NO:
        return words.complies[0] if value >= 1 else words.complies[1]
    if unit is IndicatorUnit.SHARE:
        return f"{round_fraction(value * 100, places)}%"
    return f"{round_fraction(value, places):,} {words.unit(unit)}".strip()


def margin_zh(indicator: Indicator, margin: Fraction | None) -> str | None:
    """承诺超出要求的余量；是否类的没有余量，只有达标与否."""
    return value_zh(indicator, margin) if _has_margin(indicator, margin) else None


def margin_en(indicator: Indicator, margin: Fraction | None) -> str | None:
    """余量的英文文字."""
    return value_en(indicator, margin) if _has_margin(indicator, margin) else None


def _has_margin(indicator: Indicator, margin: Fraction | None) -> bool:
    return margin is not None and SPECS[indicator].unit is not IndicatorUnit.YES_NO


def promised_zh(indicator: Indicator, direction: Direction, value: Fraction) -> str:
    """要求或承诺的文字：方向加数值；是否类的只写“符合”，不写“≥ 符合”."""
    return _with_sign(indicator, direction, value_zh(indicator, value))


def promised_en(indicator: Indicator, direction: Direction, value: Fraction) -> str:
    """要求或承诺的英文文字."""
    return _with_sign(indicator, direction, value_en(indicator, value))


def _with_sign(indicator: Indicator, direction: Direction, written: str) -> str:
    return written if SPECS[indicator].unit is IndicatorUnit.YES_NO else f"{direction.sign} {written}"


def compared_zh(indicator: Indicator, value: Fraction | None, required: Fraction) -> tuple[str, str]:
    """数值和要求并排的文字：取两位后看不出差别的，多写几位，免得“40.00% 低于 40.00%”."""
    for places in (2, 4, 6, 9):
        pair = value_zh(indicator, value, places), value_zh(indicator, required, places)
        if value is None or value == required or pair[0] != pair[1]:
            return pair
    return value_zh(indicator, value, 12), value_zh(indicator, required, 12)
