"""The fields that are exchanged, read once from `fields.toml`: key and heading over there, what of ours stands for it, unit, decimals."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from gisapp.exchange.terms import FieldKind

IDENTITY = ("dzBaBh", "bh")
"""A row is found by its supervision number, else by its contract number."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `per` of our units make one of theirs; numbers are compared with `places` decimals in their unit."""

    key: str
    label_zh: str
    label_en: str
    kind: FieldKind
    ours: str | None
    contract: str | None
    per: Decimal
    places: int
    confirmed: bool


@cache
def exchange_fields() -> tuple[Field, ...]:
    """Return all fields in the order of the file."""
    content = tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))
    return tuple(
        Field(
            key=row["key"],
            label_zh=row["label_zh"],
            label_en=row["label_en"],
            kind=FieldKind(row["kind"]),
            ours=row.get("ours"),
            contract=row.get("contract"),
            per=Decimal(row.get("per", "1")),
            places=row.get("places", 0),
            confirmed=row["confirmed"],
        )
        for row in content["field"]
    )


@cache
def fields_by_heading() -> dict[str, Field]:
    """Return the fields by everything a heading may say: the key, and the label with or without its unit."""
    found: dict[str, Field] = {}
    for field in exchange_fields():
        for name in (field.key.lower(), field.label_zh, field.label_zh.split("（")[0]):
            found.setdefault(name, field)
    return found
