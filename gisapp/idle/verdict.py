"""What a verdict about idle land was worked out from, written down so that it can be worked out again: facts, entries of the rulebook, rules.

Standard library and the rules alone: this file travels inside a sealed case file and runs there without the system. A fact without a
source stays unknown, money is yuan, areas are square metres, days are written as ISO 8601, exact numbers as text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from gisapp.idle.rules.facts import DevelopmentFacts
from gisapp.idle.rules.fee import fee_day, idle_land_fee
from gisapp.idle.rules.identification import identify_idle_land
from gisapp.idle.rules.limits import IdleLimits, idle_limits
from gisapp.kernel.rulebook import Rulebook, RuleEntry


def version_of(files: Iterable[tuple[str, bytes]]) -> str:
    """Return the version of the rules whose files these are (name, text): the SHA-256 of all of them, in their order."""
    digest = hashlib.sha256()
    for name, text in files:
        digest.update(name.encode() + b"\0" + text + b"\0")
    return f"idle-rules {digest.hexdigest()[:16]}"


def record_of(
    facts: DevelopmentFacts, limits: IdleLimits, fee_limits: IdleLimits, as_of: date, engine: str
) -> dict[str, Any]:
    """Return what an answer of a day rests on, as JSON; `fee_limits` are those of the day the fee is attached to, `engine` its version."""
    return {
        "as_of": as_of.isoformat(),
        "engine": engine,
        "facts": _written(facts),
        "entries": _entries(limits),
        "fee_entries": _entries(fee_limits),
    }


def work_out(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer by these rules: `identification` as it is kept, `fee_yuan` as text (None = no fee may be charged).

    ValueError, KeyError or TypeError for a record that is not one, RulebookEntryMissing where an entry is not in force on its day.
    """
    as_of = date.fromisoformat(record["as_of"])
    facts = _read(DevelopmentFacts, record["facts"])
    answer = identify_idle_land(facts, _limits(record["entries"], as_of), as_of)
    fee = idle_land_fee(facts, answer, _limits(record["fee_entries"], fee_day(facts, as_of)))
    return {
        "identification": json.loads(json.dumps(answer.as_dict(), ensure_ascii=False)),
        "fee_yuan": None if fee.amount_yuan is None else str(fee.amount_yuan),
    }


def _entries(limits: IdleLimits) -> list[Any]:
    entries: list[RuleEntry] = [getattr(limits, one.name) for one in fields(limits)]
    return [_written(entry) for entry in sorted(entries, key=lambda entry: entry.code)]


def _limits(written: Iterable[Any], day: date) -> IdleLimits:
    return idle_limits(Rulebook.of(_read(RuleEntry, one) for one in written), day)


def _written(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _written(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Decimal | Fraction) else value


def _read(kind: Any, value: Any, words: Mapping[Any, Any] | None = None) -> Any:
    """Read a value of a type as `_written` writes it; `words` = what type variables stand for."""
    kind = (words or {}).get(kind, kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if value is None and NoneType in parts:
            return None
        return _read(next(part for part in parts if part is not NoneType), value, words)
    if origin is tuple:
        return tuple(_read(parts[0], one, words) for one in value)
    if is_dataclass(origin or kind):
        return _read_parts(origin or kind, parts, value)
    if kind is date:
        return date.fromisoformat(value)
    if kind in (Decimal, Fraction) or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind(value)
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        raise TypeError(f"{value!r} is no {kind}")
    return value


def _read_parts(kind: Any, parts: tuple[Any, ...], value: Mapping[str, Any]) -> Any:
    known: list[TypeVar] = list(getattr(kind, "__parameters__", ()))
    words = dict(zip(known, parts, strict=True))
    hints = get_type_hints(kind)
    unknown = set(value) - set(hints)
    if unknown:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: _read(hints[name], one, words) for name, one in value.items()})
