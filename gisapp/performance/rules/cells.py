"""单元格读数：千分位、全角、带单位、空白和“—”都认得；读不懂的说明原文，不猜。"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from gisapp.performance.rules.columns import FieldSpec, unit_factor
from gisapp.performance.terms import Segment

NOTHING = {"", "-", "--", "—", "——", "/", "／", "无", "无数据", "N/A", "NA", "n/a", "null", "None", "未填"}
LARGEST = Decimal(10) ** 15
PLACES = {"money": 2, "energy": 3, "electricity": 2, "mass": 4, "land": 2, "count": 0}
_NUMBER = re.compile(r"^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)\s*([^\d\s].*)?$")
_DAY = re.compile(
    r"^(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})\s*日?|\s*月?)?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$"
)
_ABOVE = {"规上", "规模以上", "是", "Y", "YES", "1", "A"}
_BELOW = {"规下", "规模以下", "否", "N", "NO", "0", "B"}


class Unreadable(ValueError):
    """A cell that says something, but nothing that the field can take; the text tells what is wrong."""


def is_nothing(text: str) -> bool:
    return half_width(text).strip() in NOTHING


def half_width(text: str) -> str:
    """Return the text with full-width digits, letters and signs as half-width ones."""
    return "".join(
        chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else (" " if char == "\u3000" else char) for char in text
    )


def read_amount(text: str, spec: FieldSpec, unit: str) -> Decimal | None:
    """数字：按列的单位换算成我们的单位（元、吨标煤、千瓦时、吨、平方米、人），四舍五入到入库位数；空白为未知.

    Unreadable for text, errors of a formula (#REF!), infinite or absurdly large values. A unit written behind the number goes before that of the column.
    """
    plain = half_width(text).strip().replace(",", "").replace("，", "").replace("¥", "").replace("￥", "")
    if plain in NOTHING:
        return None
    if plain.startswith("#"):
        raise Unreadable("公式出错")
    found = _NUMBER.match(plain)
    if found is None:
        raise Unreadable("不是数字")
    own = (found[2] or "").strip()
    if own and unit_factor(spec.kind, own) is None:
        raise Unreadable(f"单位“{own[:8]}”不认识")
    try:
        number = Decimal(found[1])
    except InvalidOperation:
        raise Unreadable("不是数字") from None
    if not number.is_finite() or abs(number) > LARGEST:
        raise Unreadable("数字过大")
    chosen = own or unit
    value = number * 2000 / 3 if chosen == "亩" else number * (unit_factor(spec.kind, chosen) or Decimal(1))
    if abs(value) > LARGEST:
        raise Unreadable("数字过大")
    if spec.kind == "count" and value != value.to_integral_value():
        raise Unreadable("应为整数")
    return value.quantize(Decimal(1).scaleb(-PLACES[spec.kind]), rounding=ROUND_HALF_UP)


def read_segment(text: str) -> Segment | None:
    """Return 规上 or 规下; None for an empty cell, Unreadable for another word."""
    plain = half_width(text).strip().upper()
    if plain in {one.upper() for one in NOTHING}:
        return None
    if plain in _ABOVE or plain.startswith("规上"):
        return Segment.ABOVE
    if plain in _BELOW or plain.startswith("规下"):
        return Segment.BELOW
    raise Unreadable("应填规上或规下")


def read_day(text: str) -> date | None:
    """Return the day of “2019-03-01”, “2019年3月”, “2019/3/1” or of a serial number of Excel; a month alone is its first day."""
    plain = half_width(text).strip()
    if plain in NOTHING:
        return None
    if plain.isdigit() and len(plain) == 5:
        return date(1899, 12, 30) + timedelta(days=int(plain))
    found = _DAY.match(plain)
    if found is None:
        raise Unreadable("不是日期")
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        raise Unreadable("没有这一天") from None


def read_list(text: str) -> tuple[str, ...]:
    """Return the numbers of plots in a cell, whatever stands between them."""
    plain = half_width(text).strip()
    if plain in NOTHING:
        return ()
    return tuple(dict.fromkeys(part for part in re.split(r"[\s、,;；，|]+", plain) if part))
