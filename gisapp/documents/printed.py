"""What a template gets to print: every value as text with its other forms (大写、亩、万元), under its name and under its label."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from gisapp.documents.kinds import DocumentField, FieldType, Kind
from gisapp.documents.wording import area_forms, day_forms, number_capital, percent, plain_number, yuan_forms
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.money import Exact, fraction

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")

FORMS: dict[FieldType, tuple[str, ...]] = {
    FieldType.DAY: ("大写", "短", "年", "月", "日"),
    FieldType.YUAN: ("大写", "万元"),
    FieldType.AREA: ("大写", "亩", "公顷"),
    FieldType.NUMBER: ("大写",),
}
"""What may stand behind the dot: {{ 出让价款.大写 }}."""

UNSET = "／"
"""How a blank is printed in a paper: a stroke, so that nobody writes into it."""


NEW_PARAGRAPH = "\a"
_EXAMPLE_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGNoaAAAAYMBARg1IhUAAAAASUVORK5CYII="
)


class Printed(str):
    """A value as text; its other forms by key, which is what a dot in a template asks for."""

    __slots__ = ("forms",)
    forms: dict[str, str]

    def __new__(cls, text: str, forms: Mapping[str, str] | None = None) -> Self:
        made = super().__new__(cls, text)
        made.forms = dict(forms or {})
        return made

    def __getitem__(self, key: Any) -> str:  # str's own indexing stays for everything that is no form
        return self.forms[key] if isinstance(key, str) else super().__getitem__(key)


class PrintedPicture(Printed):
    """A picture: its bytes for the template, and as text the hash by which it can be told again."""

    __slots__ = ("content",)
    content: bytes

    def __new__(cls, content: bytes) -> Self:
        made = super().__new__(cls, f"图片 SHA-256 {hashlib.sha256(content).hexdigest()}")
        made.content = content
        return made


class Unset(Printed):
    """A field without a value: prints a stroke, and is false for `{% if %}`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


def is_missing(value: Any) -> bool:
    return (
        value is None
        or (isinstance(value, str) and not value.strip())
        or (isinstance(value, list | tuple | bytes) and not value)
    )


def missing_fields(kind: Kind, context: Mapping[str, Any], fields: Iterable[DocumentField] | None = None) -> Findings:
    """Return one error for each required field without a value, row by row in lists, in the order of the kind."""
    findings = Findings()
    for field in kind.fields if fields is None else fields:
        value = context.get(field.name)
        if is_missing(value):
            if field.required:
                findings.add(_missing(field.name, field.label))
            continue
        if field.type is not FieldType.LIST or not isinstance(value, list | tuple):
            continue
        for number, row in enumerate(value, start=1):
            for column in field.columns:
                if column.required and is_missing(row.get(column.name)):
                    findings.add(_missing(f"{field.name}.{column.name}", f"{field.label}第{number}行的{column.label}"))
    return findings


def _missing(code: str, label: str) -> Finding:
    return Finding(
        f"document.missing.{code}",
        Severity.ERROR,
        f"缺少{label}。",
        fix_zh=f"请补充{label}后再出具。",
        message_en=f"{code} is missing.",
    )


def printed_context(
    kind: Kind, given: Iterable[DocumentField], context: Mapping[str, Any], *, mark_missing: bool
) -> dict[str, Any]:
    """Return every field by name and by label as it is printed.

    Blanks print a stroke; with `mark_missing` a required blank prints 【缺：…】 instead, so that a preview shows where it would stand.
    """
    made: dict[str, Any] = {}
    for field in (*kind.fields, *given):
        value = _printed(field, context.get(field.name), mark_missing=mark_missing)
        made[field.name] = made[field.label] = value
    return made


def _printed(field: DocumentField, value: Any, *, mark_missing: bool) -> Any:
    if field.type is FieldType.LIST:
        return [_printed_row(field, row, number, mark_missing) for number, row in enumerate(value or [], start=1)]
    if is_missing(value):
        text = f"【缺：{field.label}】" if field.required and mark_missing else UNSET
        forms = dict.fromkeys(FORMS.get(field.type, ()), text)
        return Printed(text, forms) if text != UNSET else Unset(text, forms)
    return _text_of(field, value)


def _printed_row(field: DocumentField, row: Mapping[str, Any], number: int, mark_missing: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"序号": Printed(str(number))}
    for column in field.columns:
        made[column.name] = made[column.label] = _printed(column, row.get(column.name), mark_missing=mark_missing)
    return made


def _text_of(field: DocumentField, value: Any) -> Printed:
    """Return the value in the words of its type; ValueError names the field when it is of another type."""
    try:
        match field.type:
            case FieldType.DAY:
                return Printed(*day_forms(value.date() if isinstance(value, datetime) else _day(value)))
            case FieldType.YUAN:
                return Printed(*yuan_forms(_number(value)))
            case FieldType.AREA:
                return Printed(*area_forms(_number(value)))
            case FieldType.NUMBER:
                return Printed(plain_number(_number(value)), {"大写": number_capital(_number(value))})
            case FieldType.PICTURE:
                return PrintedPicture(bytes(value))
            case FieldType.SHARE:
                return Printed(percent(_number(value)))
            case _:
                return Printed(_paragraphs(_UNPRINTABLE.sub("", str(value)).strip()))
    except (AttributeError, ArithmeticError, InvalidOperation, TypeError, ValueError) as error:
        raise ValueError(f"{field.name} ({field.type}) cannot be printed: {value!r}") from error


def _paragraphs(text: str) -> str:
    """Return the text with its line breaks as the mark at which a template begins a new paragraph of the same form."""
    return text.replace("\r\n", "\n").replace("\n", NEW_PARAGRAPH)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _number(value: Exact) -> Decimal:
    """Return the number as Decimal; a fraction without an end to ten places, far below what is printed."""
    exact_value = fraction(value)
    return (Decimal(exact_value.numerator) / Decimal(exact_value.denominator)).quantize(Decimal("1e-10"))


def example_context(kind: Kind, given: Iterable[DocumentField], day: date) -> dict[str, Any]:
    """Return a value for every field, for a trial rendering of a template."""
    return {field.name: _example(field, day) for field in (*kind.fields, *given)}


def _example(field: DocumentField, day: date) -> Any:
    match field.type:
        case FieldType.DAY:
            return day
        case FieldType.YUAN:
            return 12_345_678
        case FieldType.AREA:
            return Decimal("20000.00")
        case FieldType.NUMBER:
            return 20
        case FieldType.SHARE:
            return Decimal("0.25")
        case FieldType.PICTURE:
            return _EXAMPLE_PICTURE
        case FieldType.LIST:
            return [{column.name: _example(column, day) for column in field.columns} for _ in range(3)]
        case _:
            return field.example_value


def context_as_json(printed: Mapping[str, Any], fields: Iterable[DocumentField]) -> dict[str, Any]:
    """Return the printed values by field name as they are kept with the document."""
    kept: dict[str, Any] = {}
    for field in fields:
        value = printed[field.name]
        if field.type is FieldType.LIST:
            kept[field.name] = [{column.name: _kept(row[column.name]) for column in field.columns} for row in value]
        elif not isinstance(value, Unset):
            kept[field.name] = _kept(value)
    return kept


def _kept(value: str) -> str:
    return value.replace(NEW_PARAGRAPH, "\n")
