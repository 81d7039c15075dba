"""What premises say in the rows of a comparison; rows that only plots have are “不适用” for them, and the other way round."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gisapp.investor.rules.comparison import Cell
from gisapp.investor.takeovers import Takeover
from gisapp.kernel.area import format_m2, format_mu, m2_to_mu
from gisapp.kernel.money import format_wan, to_fen
from gisapp.sites.terms import SiteKind
from gisapp.supply.rules.price import wan_per_mu

NOT_APPLICABLE = Cell("不适用", "does not apply", applies=False)
UNKNOWN = Cell("未载明", "not stated")
Read = Callable[[Takeover], Cell]

FIGURES: tuple[tuple[str, tuple[str, str], str, str, str], ...] = (
    ("floor_area", ("建筑面积或可增建面积", "Floor area, or room left"), "floor_area_m2", "㎡", "m²"),
    ("storeys", ("层数", "Storeys"), "storeys", "层", ""),
    ("clear_height", ("净高", "Clear height"), "clear_height_m", "m", "m"),
    ("floor_load", ("楼面荷载", "Floor load"), "floor_load_t_m2", "t/㎡", "t/m²"),
    ("crane", ("行车起重量", "Crane"), "crane_t", "t", "t"),
)
"""Key, name, column and units of the figures of a building."""
SIGNED = ("rent", "rent_month", "rent_year", "term", "rent_least", "paid", "deposit", "other")
"""Lines of what one would sign for premises that a plot does not have, in their order."""
CHEAPER = frozenset({"rent", "rent_month", "rent_year", "rent_least"})


def kind_of(row: Mapping[str, Any]) -> Cell:
    term = SiteKind(row.get("kind") or SiteKind.PLOT)
    return Cell(term.label_zh, term.label_en)


def land_area(one: Takeover) -> Cell:
    m2 = one.row["area_m2"]
    return Cell(
        f"{format_mu(m2)} 亩（{format_m2(m2)} ㎡）", f"{format_mu(m2)} mu ({format_m2(m2)} m²)", float(m2_to_mu(m2))
    )


def _of_sale(written: Callable[[Decimal, Takeover], Cell]) -> Read:
    """A cell on the price of a transfer; a lease without one has none to tell."""

    def read(one: Takeover) -> Cell:
        if one.row["sale_yuan"] is None:
            return NOT_APPLICABLE if one.row["kind"] == SiteKind.WORKSHOP.value else UNKNOWN
        return written(Decimal(one.row["sale_yuan"]), one)

    return read


def _per_mu(yuan: Decimal, one: Takeover) -> Cell:
    if not one.row["area_m2"]:
        return UNKNOWN
    per_mu = wan_per_mu(yuan / Decimal(one.row["area_m2"]))
    return Cell(f"{per_mu:,} 万元/亩（含建筑物）", f"CNY {per_mu * 10:,.1f} k per mu, buildings included")


def _in_all(yuan: Decimal, _: Takeover) -> Cell:
    return Cell(f"{format_wan(yuan)} 万元（含建筑物）", f"CNY {to_fen(yuan / 1_000_000):,} m, buildings included")


sale_per_mu, sale_in_all = _of_sale(_per_mu), _of_sale(_in_all)


def figure(column: str, unit_zh: str, unit_en: str) -> Read:
    def read(one: Takeover) -> Cell:
        value = one.row[column]
        if value is None:
            return UNKNOWN
        written = f"{Decimal(value).normalize():,f}"
        return Cell(f"{written} {unit_zh}".strip(), f"{written} {unit_en}".strip(), float(value))

    return read


def line(key: str) -> Read:
    """A line of what one would sign; “does not apply” where this kind of premises has no such line."""

    def read(one: Takeover) -> Cell:
        found = next((item for item in one.lines if item.key == key), None)
        return NOT_APPLICABLE if found is None else Cell(found.words_zh, found.words_en, found.value)

    return read


def label_of(key: str, sides: Sequence[Takeover]) -> tuple[str, str]:
    """What a line is called: as the first of the sites that has it calls it."""
    names = [(item.label_zh, item.label_en) for one in sides for item in one.lines if item.key == key]
    unique = list(dict.fromkeys(names))
    return (" / ".join(zh for zh, _ in unique), " / ".join(en for _, en in unique)) if unique else ("", "")
