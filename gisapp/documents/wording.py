"""How numbers and days are written in official papers: 大写金额, 二〇二六年, 亩 and 公顷 beside ㎡."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from gisapp.kernel.area import Number, exact, format_ha, format_m2, format_mu
from gisapp.kernel.dates import day_zh
from gisapp.kernel.money import cut_fraction, format_wan, format_yuan, to_fen
from gisapp.kernel.money import fraction as exact_fraction

MOST_YUAN = Decimal(10) ** 15
"""Amounts are written out below a thousand million million; nobody sells land for more."""


def yuan_capital(amount_yuan: Number) -> str:
    """Return an amount in 大写: 壹仟贰佰万元整, 壹佰元伍角, to the 分."""
    amount = to_fen(amount_yuan)
    if abs(amount) >= MOST_YUAN:
        raise ValueError("amounts are written out below 10^15 yuan")
    words = _in_characters(format(abs(amount), "f").removesuffix(".00"), "rmb")
    if words.endswith("角"):
        words += "整"
    return f"负{words}" if amount < 0 else words


def number_capital(value: Number) -> str:
    """Return a number in 大写 digits with places: 肆万壹仟贰佰叁拾肆点伍陆."""
    text = _plain(exact(value))
    return ("负" if text.startswith("-") else "") + _in_characters(text.removeprefix("-"), "up")


def number_low(value: int) -> str:
    """Return a whole number as read: 二十, 一百零五."""
    return _in_characters(str(value), "low")


def day_capital(day: date) -> str:
    """Return the day as the end of an official paper has it: 二〇二六年十一月二十四日."""
    year = _in_characters(str(day.year), "direct").replace("零", "〇")
    return f"{year}年{number_low(day.month)}月{number_low(day.day)}日"


def _in_characters(number: str, form: Literal["low", "up", "rmb", "direct"]) -> str:
    from cn2an import an2cn

    return an2cn(number, form)


def _plain(value: Decimal) -> str:
    """Return the number without exponent and without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_number(value: Number) -> str:
    """Return a number as typed: 1.2, 50, 0.5."""
    return _plain(exact(value))


def percent(share: Number) -> str:
    """Return a share of one as per cent, two places, cut and never rounded up to a limit: 0.4 is 40%, 0.24999 is 24.99%."""
    return f"{_plain(cut_fraction(exact_fraction(share) * 100, 2))}%"


def day_forms(day: date) -> tuple[str, dict[str, str]]:
    """Return the day as printed, and its other forms by the word an officer writes behind the dot."""
    return day_zh(day), {
        "大写": day_capital(day),
        "短": day.isoformat(),
        "年": str(day.year),
        "月": str(day.month),
        "日": str(day.day),
    }


def yuan_forms(amount_yuan: Number) -> tuple[str, dict[str, str]]:
    return format_yuan(amount_yuan), {"大写": yuan_capital(amount_yuan), "万元": format_wan(amount_yuan)}


def area_forms(area_m2: Number) -> tuple[str, dict[str, str]]:
    return format_m2(area_m2), {
        "大写": number_capital(exact(area_m2).quantize(Decimal("0.01"))),
        "亩": format_mu(area_m2),
        "公顷": format_ha(area_m2),
    }
