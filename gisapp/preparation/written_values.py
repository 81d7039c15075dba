"""An indicator's value as an officer writes it, and as it is stored: exact, in the canonical unit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from gisapp.kernel.errors import Invalid
from gisapp.kernel.money import YUAN_PER_M2_OF_ONE_WAN_PER_MU
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator, IndicatorUnit
from gisapp.preparation.rules.indicator_values import WRITTEN_UNITS, canonical_value, value_zh
from gisapp.preparation.rules.industry_code import normalise_industry

UNIT_LABELS: dict[str, tuple[str, str]] = {
    "yuan_per_m2": ("元/㎡", "yuan/m²"),
    "wan_per_ha": ("万元/公顷", "10k yuan/ha"),
    "wan_per_mu": ("万元/亩", "10k yuan/mu"),
    "share": ("小数", "fraction"),
    "percent": ("%", "%"),
    "plain": ("", ""),
    "wan_per_tce": ("万元/吨标煤", "10k yuan/tce"),
    "wan_per_tonne": ("万元/吨", "10k yuan/t"),
    "wan_per_person": ("万元/人", "10k yuan/person"),
    "yes_no": ("是 1 / 否 0", "yes 1 / no 0"),
}


def stored_value(indicator: str, value: Decimal, written_unit: str) -> Decimal:
    """Return the value in the canonical unit; 400 for an indicator, a unit or a number that cannot be."""
    if indicator not in Indicator.values():
        raise Invalid(
            "indicator.unknown",
            f"没有名为“{indicator}”的指标，请从列表中选择。",
            message_en=f"There is no indicator {indicator}.",
        )
    one = Indicator(indicator)
    try:
        found = canonical_value(one, value, written_unit)
    except ValueError:
        units = "、".join(UNIT_LABELS[name][0] or "无单位" for name in WRITTEN_UNITS[SPECS[one].unit])
        raise Invalid(
            "indicator.unit_unknown",
            f"“{one.label_zh}”的数值或单位不对，可用单位：{units}。请重新填写。",
            message_en=f"{one.label_en} is not stated in {written_unit}.",
        ) from None
    if found < 0:
        raise Invalid(
            "indicator.negative", "指标数值不能为负，请核对后重填。", message_en="An indicator cannot be negative."
        )
    return Decimal(found.numerator) / Decimal(found.denominator)


def direction_of(indicator: str, direction: str | None) -> str:
    """Return the direction asked for, or the indicator's own."""
    return Direction(direction).value if direction else SPECS[Indicator(indicator)].direction.value


def industry_of(code: str) -> str:
    """Return an industry code as GB/T 4754-2017 writes it; 400 for what is none."""
    try:
        return normalise_industry(code)
    except ValueError:
        raise Invalid(
            "industry.unknown",
            f"“{code}”不是国民经济行业代码（GB/T 4754-2017），请填门类字母或 2～4 位数字，不限行业请留空。",
            message_en=f"{code!r} is not an industry code of GB/T 4754-2017.",
        ) from None


def shown_value(indicator: str, value: Decimal, written_unit: str) -> dict[str, Any]:
    """Return a stored value as screens show it: canonical, as written, in words; money per area in both units."""
    one = Indicator(indicator)
    exact = Fraction(value)
    money = SPECS[one].unit is IndicatorUnit.YUAN_PER_M2
    return {
        "value": float(exact),
        "written_value": float(exact / WRITTEN_UNITS[SPECS[one].unit][written_unit]),
        "written_unit": written_unit,
        "value_zh": value_zh(one, exact),
        "wan_per_mu": float(exact / YUAN_PER_M2_OF_ONE_WAN_PER_MU) if money else None,
        "wan_per_ha": float(exact) if money else None,
    }


def indicator_catalogue() -> list[dict[str, Any]]:
    """Return every indicator with its label, direction, when it is checked, and the units it may be written in."""
    return [
        {
            "indicator": one.value,
            "label_zh": one.label_zh,
            "label_en": one.label_en,
            "direction": SPECS[one].direction.value,
            "due": SPECS[one].due.value,
            "units": [
                {"unit": name, "label_zh": UNIT_LABELS[name][0], "label_en": UNIT_LABELS[name][1]}
                for name in _offered_units(SPECS[one].unit)
            ],
        }
        for one in Indicator
    ]


def _offered_units(unit: IndicatorUnit) -> list[str]:
    """Return the units in the order in which they are offered: what officers write first comes first."""
    names = list(WRITTEN_UNITS[unit])
    return sorted(names, key=lambda name: ("wan_per_mu", "percent").count(name) == 0)
