"""同一个值在两边怎样写：日期、数值换到系统的单位、分期、去掉空白的文字；写法不同而意思相同的不算差异。"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from gisapp.exchange.fields import Field
from gisapp.exchange.terms import FieldKind
from gisapp.kernel.area import round_half_up

Value = str | None
"""A value as it is compared and shown: text in the system's own unit, None = nothing there."""

NO_DATE = date(1900, 1, 1)
"""What older pages of the system print where no date was entered."""
CHINA = timezone(timedelta(hours=8))
_NOTHING = {"", "-", "—", "/", "无", "null", "none"}
_DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$")
_INSTALMENT = re.compile(r"(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\D{0,3}?[\s:：,，]*([\d.,]+)")
_LONGEST = 2000


class Unreadable(ValueError):
    """The system's value is not of the field's kind."""


def from_ours(field: Field, value: object) -> Value:
    """Return a value of ours as the system writes it; amounts are rounded half up once, here."""
    if value is None or value == "":
        return None
    if field.kind is FieldKind.DAY:
        assert isinstance(value, date)
        return value.isoformat()
    if field.kind is FieldKind.NUMBER:
        return format(round_half_up(Decimal(str(value)) / field.per, field.places), "f")
    return str(value).strip() or None


def from_theirs(field: Field, cell: object) -> Value:
    """Return a cell of the system's table in the same writing (Unreadable where it is not of the field's kind)."""
    if cell is None or (isinstance(cell, str) and _plain(cell).lower() in _NOTHING):
        return None
    if field.kind is FieldKind.DAY:
        return _day(cell)
    if field.kind is FieldKind.NUMBER:
        return _number(field, cell)
    if field.kind is FieldKind.INSTALMENTS:
        return _instalments(_plain(str(cell)))
    return _plain(str(cell))[:_LONGEST]


def compared(field: Field, value: Value) -> Value:
    """Return what two values have in common when they mean the same: text without blanks, width and a trailing 出让."""
    if value is None or field.kind is not FieldKind.TEXT:
        return value
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", value)).lower()
    return text.removesuffix("出让") if field.key == "gyFs" else text


def _plain(text: str) -> str:
    return text.replace("\u3000", " ").strip()


def _day(cell: object) -> Value:
    if isinstance(cell, datetime):
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    elif isinstance(cell, int | float) or (
        isinstance(cell, str) and cell.strip().isdigit() and len(cell.strip()) >= 11
    ):
        day = _instant(float(cell))
    else:
        found = _DAY.match(_plain(str(cell)))
        if found is None:
            raise Unreadable(str(cell))
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise Unreadable(str(cell)) from None
    return None if day == NO_DATE else day.isoformat()


def _instant(milliseconds: float) -> date:
    """Return the day of an instant as the interface gives it: milliseconds since 1970, Chinese time."""
    if not -2.3e12 < milliseconds < 4.2e12 or abs(milliseconds) < 1e9:
        raise Unreadable(str(milliseconds))
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)).astimezone(CHINA).date()


def _number(field: Field, cell: object) -> Value:
    text = unicodedata.normalize("NFKC", str(cell)).replace(",", "").strip().removesuffix("%")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Unreadable(str(cell)) from None
    if not number.is_finite() or abs(number) >= Decimal("1e15"):
        raise Unreadable(str(cell))
    return format(round_half_up(number, field.places), "f")


def _instalments(text: str) -> Value:
    parts = _INSTALMENT.findall(text)
    if not parts:
        raise Unreadable(text)
    return written_instalments(
        [(_day(day) or "", Decimal(amount.replace(",", "").rstrip("."))) for day, amount in parts]
    )


def written_instalments(parts: list[tuple[str, Decimal]]) -> str:
    """Return instalments (day, 万元) as one text in the order of their days."""
    return "；".join(f"{day} {format(round_half_up(amount, 4), 'f')}" for day, amount in sorted(parts))
