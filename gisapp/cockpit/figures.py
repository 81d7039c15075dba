"""The figures of the leaders' desk (`figures.toml`): what each means, how it is computed, and which list it is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from gisapp.cockpit.terms import FigureGroup, FigureUnit
from gisapp.kernel.errors import NotFound

Row = Mapping[str, Any]
_NOTHING: Mapping[str, tuple[Any, ...]] = {}


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """One figure: either rows of a list (their number, or the sum of a measure), or one figure divided by another.

    `is_input` = it is only shown where a figure that rests on it says why.
    """

    id: str
    group: FigureGroup
    unit: FigureUnit
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str
    formula_zh: str
    formula_en: str
    source_zh: str
    source_en: str
    basis: str
    basis_en: str
    is_confirmed: bool
    list: str = ""
    where: Mapping[str, tuple[Any, ...]] = field(default_factory=lambda: _NOTHING)
    measure: str = ""
    numerator: str = ""
    denominator: str = ""
    codes: tuple[str, ...] = ()
    is_input: bool = False
    desk: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    park_key: str = ""

    @property
    def is_ratio(self) -> bool:
        return bool(self.numerator)

    def picks(self, row: Row) -> bool:
        """Whether the row is one of those that this figure counts."""
        return all(row[name] in values for name, values in self.where.items())

    def amount(self, row: Row) -> Decimal:
        return Decimal(row[self.measure] or 0) if self.measure else Decimal(1)

    def link(self, parks: Sequence[str]) -> dict[str, Any] | None:
        """Return the desk and the names in its address under which the same rows are a ledger; None where no desk has that list."""
        if not self.desk:
            return None
        chosen = {self.park_key: ",".join(parks)} if parks else {}
        return {"desk": self.desk, "query": {**self.query, **chosen}}


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure over some rows: `value` None = nothing to divide by. Areas in ㎡, money in yuan, shares 0..1."""

    value: Decimal | None
    count: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@cache
def all_figures() -> dict[str, FigureDefinition]:
    """Return every figure by its id, in the order in which a leader reads them."""
    tables = tomllib.loads((Path(__file__).parent / "figures.toml").read_text(encoding="utf-8"))["figure"]
    found: dict[str, FigureDefinition] = {}
    for table in tables:
        given = {**table, "group": FigureGroup(table["group"]), "unit": FigureUnit(table["unit"])}
        given["where"] = {name: tuple(values) for name, values in table.get("where", {}).items()}
        given["codes"] = tuple(table.get("codes", ()))
        found[table["id"]] = FigureDefinition(**given)
    for one in found.values():
        if one.is_ratio and (found[one.numerator].is_ratio or found[one.denominator].is_ratio):
            raise ValueError(f"{one.id}: a share is of two figures that are lists")
    return found


def find_figure(figure_id: str) -> FigureDefinition:
    """Return the figure of this id (404 where there is none)."""
    found = all_figures().get(figure_id)
    if found is None:
        raise NotFound(
            "cockpit.figure_unknown",
            f"驾驶舱没有“{figure_id}”这个指标，请从驾驶舱页面打开。",
            message_en=f"The cockpit has no figure {figure_id!r}.",
        )
    return found


def rows_of(figure: FigureDefinition, lists: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Return the rows that the figure is; of a share, those of its numerator."""
    of = all_figures()[figure.numerator] if figure.is_ratio else figure
    return [row for row in lists[of.list] if of.picks(row)]


def amount_of(figure: FigureDefinition, lists: Mapping[str, Sequence[Row]], park: str | None = None) -> Amount:
    """Return the figure over all rows, or over those of one park (its code)."""
    if figure.is_ratio:
        above = amount_of(all_figures()[figure.numerator], lists, park)
        below = amount_of(all_figures()[figure.denominator], lists, park)
        return Amount(divided(figure.unit, above.value, below.value), above.count, above.value, below.value)
    rows = [row for row in rows_of(figure, lists) if park is None or row["park_code"] == park]
    return Amount(total(figure.amount(row) for row in rows), len(rows))


def divided(unit: FigureUnit, above: Decimal | None, below: Decimal | None) -> Decimal | None:
    """Return numerator ÷ denominator in the figure's unit (yuan ÷ ㎡ is a fifteenth of that in 万元/亩); None where there is nothing to divide by."""
    if above is None or not below:
        return None
    return above / (below * 15) if unit is FigureUnit.PER_MU else above / below


def lists_needed(figure: FigureDefinition) -> tuple[str, ...]:
    """Return the names of the lists that the figure is read from."""
    parts = [all_figures()[name] for name in (figure.numerator, figure.denominator)] if figure.is_ratio else [figure]
    return tuple(dict.fromkeys(one.list for one in parts))


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
