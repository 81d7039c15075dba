"""审批事项目录：有哪些阶段和事项、时限多长、先办什么；是数据，不是代码。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gisapp.approvals.terms import HandlingKind, SuspensionKind
from gisapp.kernel.rulebook import Basis
from gisapp.kernel.workdays import DayUnit, Term


@dataclass(frozen=True, slots=True)
class StageDefinition:
    """A stage of the approvals: its items run in parallel unless one legally needs another.

    `alongside`: it runs beside the other stages from the first day and does not follow the one before it.
    """

    code: str
    name_zh: str
    lead_zh: str
    order: int
    alongside: bool = False
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class ItemDefinition:
    """One approval item over [effective_from, effective_to).

    `term` is what the office promises and what its clock runs on, `statutory` what the law allows (None = none). `needs`: items whose result
    must be out before this one's may be issued. `excluded`: suspensions that stop its clock. `is_tolerable`: on the published list of items
    that may be accepted with secondary material missing. `extension_days_max` in the term's unit, 0 = none.
    """

    code: str
    stage_code: str
    name_zh: str
    department_zh: str
    term: Term
    statutory: Term | None
    needs: tuple[str, ...]
    excluded: frozenset[SuspensionKind]
    handling: HandlingKind
    is_tolerable: bool
    extension_days_max: int
    effective_from: date
    effective_to: date | None
    basis: Basis
    confirmed: bool
    note: str = ""
    name_en: str = ""

    def holds_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)


@dataclass(frozen=True)
class Catalogue:
    """Stages in order and items by code, as in force on one day; what does not fit together is refused (ValueError)."""

    stages: tuple[StageDefinition, ...]
    items: Mapping[str, ItemDefinition]

    def __post_init__(self) -> None:
        known = {stage.code for stage in self.stages}
        for item in self.items.values():
            if item.stage_code not in known:
                raise ValueError(f"item {item.code} belongs to no stage ({item.stage_code})")
            if missing := [code for code in item.needs if code not in self.items]:
                raise ValueError(f"item {item.code} needs {', '.join(missing)}, which is not in the catalogue")
        in_legal_order(self.items, self.items)

    def items_of(self, stage_code: str, chosen: Iterable[str] | None = None) -> dict[str, ItemDefinition]:
        """Return the stage's items in legal order; `chosen` narrows them to those a project needs."""
        wanted = set(self.items if chosen is None else chosen)
        own = {code: item for code, item in self.items.items() if item.stage_code == stage_code and code in wanted}
        return {code: own[code] for code in in_legal_order(own, self.items)}


def in_legal_order(codes: Iterable[str], items: Mapping[str, ItemDefinition]) -> list[str]:
    """Return the codes so that each comes after those it needs; a circle is named (ValueError)."""
    wanted, done, path = list(codes), dict[str, None](), list[str]()

    def visit(code: str) -> None:
        if code in done:
            return
        if code in path:
            raise ValueError(f"items need each other in a circle: {' → '.join([*path[path.index(code) :], code])}")
        path.append(code)
        for needed in items[code].needs:
            visit(needed)
        path.pop()
        done[code] = None

    for code in wanted:
        visit(code)
    return [code for code in done if code in set(wanted)]


def catalogue_on(stages: Iterable[StageDefinition], items: Iterable[ItemDefinition], day: date) -> Catalogue:
    """某日生效的事项目录；同一事项当日有两条的报错（ValueError）."""
    found: dict[str, ItemDefinition] = {}
    for item in items:
        if not item.holds_on(day):
            continue
        if item.code in found:
            raise ValueError(f"item {item.code} has two definitions in force on {day}")
        found[item.code] = item
    return Catalogue(tuple(sorted(stages, key=lambda stage: stage.order)), found)


def stages_from_tables(tables: Iterable[Mapping[str, Any]]) -> tuple[StageDefinition, ...]:
    """读入 `[[stage]]` 表；次序即表中的先后."""
    return tuple(
        StageDefinition(
            table["code"],
            table["name_zh"],
            table["lead_zh"],
            order,
            bool(table.get("alongside", False)),
            table.get("name_en", ""),
        )
        for order, table in enumerate(tables, start=1)
    )


def items_from_tables(
    tables: Iterable[Mapping[str, Any]], excluded: Iterable[Mapping[str, Any]]
) -> tuple[ItemDefinition, ...]:
    """读入 `[[item]]` 表；`excluded` 是 `[[suspension]]` 表，事项没有另列的，都不计入时限."""
    usual = frozenset(SuspensionKind(table["kind"]) for table in excluded)
    return tuple(_item(table, usual) for table in tables)


def _item(table: Mapping[str, Any], usual: frozenset[SuspensionKind]) -> ItemDefinition:
    unit = DayUnit(table.get("unit", "working"))
    statutory = table.get("statutory_days")
    own = table.get("excluded")
    return ItemDefinition(
        code=table["code"],
        stage_code=table["stage"],
        name_zh=table["name_zh"],
        department_zh=table["department_zh"],
        term=Term(table["days"], unit, basis=table["basis"]),
        statutory=None if statutory is None else Term(statutory, DayUnit(table.get("statutory_unit", unit.value))),
        needs=tuple(table.get("needs", ())),
        excluded=usual if own is None else frozenset(SuspensionKind(kind) for kind in own),
        handling=HandlingKind(table.get("handling", "ordinary")),
        is_tolerable=bool(table.get("is_tolerable", False)),
        extension_days_max=table.get("extension_days_max", 0),
        effective_from=table["effective_from"],
        effective_to=table.get("effective_to"),
        basis=Basis.parse(table["basis"]),
        confirmed=bool(table.get("confirmed", False)),
        note=table.get("note", ""),
        name_en=table.get("name_en", ""),
    )
