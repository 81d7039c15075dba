"""Figures in the words of papers: 亩 and 万元 with two decimals, numbers, percentages."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gisapp.cockpit.terms import FigureUnit
from gisapp.kernel.area import format_mu, round_half_up


def figure_zh(figure: Mapping[str, Any], value: Decimal | None, *, unit: bool = True) -> str:
    """Return a value of this figure as a Chinese paper prints it; a dash where there is none."""
    if value is None:
        return "—"
    if figure["unit"] == str(FigureUnit.AREA):
        return format_mu(value) + (" 亩" if unit else "")
    if figure["unit"] == str(FigureUnit.SHARE):
        return f"{round_half_up(value * 100, 2)}%"
    if figure["unit"] == str(FigureUnit.MONEY):
        return f"{round_half_up(value / 10_000, 2):,}" + (" 万元" if unit else "")
    if figure["unit"] == str(FigureUnit.PER_MU):
        return f"{round_half_up(value, 2):,}" + (" 万元/亩" if unit else "")
    if figure["unit"] == str(FigureUnit.RATIO):
        return f"{round_half_up(value, 2):,}"
    return f"{int(value):,}" + (f" {count_unit(figure)}" if unit else "")


def figure_en(unit: FigureUnit, value: Decimal | None) -> str:
    """Return a value in English words: mu, yuan in tens of thousands, percentages, plain numbers; a dash where there is none."""
    if value is None:
        return "—"
    if unit is FigureUnit.AREA:
        return f"{format_mu(value)} mu"
    if unit is FigureUnit.SHARE:
        return f"{round_half_up(value * 100, 2)}%"
    if unit is FigureUnit.MONEY:
        return f"{round_half_up(value / 10_000, 2):,} × 10,000 yuan"
    if unit is FigureUnit.PER_MU:
        return f"{round_half_up(value, 2):,} × 10,000 yuan/mu"
    return f"{round_half_up(value, 2):,}" if unit is FigureUnit.RATIO else f"{int(value):,}"


def count_unit(figure: Mapping[str, Any]) -> str:
    """Return what is counted: 项 of promises, 个 of projects, 件 of everything else."""
    return {"promises": "项", "projects": "个"}.get(figure["group"], "件")


def unit_zh(figure: Mapping[str, Any]) -> str:
    """Return the unit in which a figure is read; "" for a plain ratio."""
    units = {
        FigureUnit.AREA: "亩",
        FigureUnit.SHARE: "%",
        FigureUnit.MONEY: "万元",
        FigureUnit.PER_MU: "万元/亩",
        FigureUnit.RATIO: "",
    }
    return units.get(FigureUnit(figure["unit"]), count_unit(figure))


def change_zh(figure: Mapping[str, Any], before: Decimal | None, after: Decimal | None) -> str:
    """Return the difference from the month before, with its sign; shares in percentage points."""
    if before is None or after is None:
        return "—"
    difference = after - before
    if difference == 0:
        return "持平"
    sign = "+" if difference > 0 else "−"
    if figure["unit"] == str(FigureUnit.SHARE):
        return f"{sign}{round_half_up(abs(difference) * 100, 2)} 个百分点"
    return sign + figure_zh(figure, abs(difference))
