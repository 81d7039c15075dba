"""The zone's approval items as dated data: read for the rules, and revised from a day on; what was said before stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.approvals.rules.catalogue import Catalogue, ItemDefinition, StageDefinition, catalogue_on
from gisapp.approvals.rules.tolerance import Material
from gisapp.approvals.terms import HandlingKind, MaterialClass, MaterialSource, SuspensionKind
from gisapp.db.sql_file import load
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict
from gisapp.kernel.rulebook import Basis
from gisapp.kernel.workdays import DayUnit, Term


@dataclass(frozen=True, slots=True)
class AskedMaterial:
    """A material that an item asks for, in which form; `after_land`: not asked for while the land is not yet won."""

    material: Material
    form_zh: str
    after_land: bool


@dataclass(frozen=True, slots=True)
class DatedStage:
    """A stage over [effective_from, effective_to)."""

    definition: StageDefinition
    effective_from: date
    effective_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)


@dataclass(frozen=True)
class CatalogueBook:
    """Stages and items of all days as now known; ask it for one day."""

    stages: tuple[DatedStage, ...]
    items: tuple[ItemDefinition, ...]
    materials: Mapping[tuple[str, date], tuple[AskedMaterial, ...]]

    def on(self, day: date) -> Catalogue:
        """Return the catalogue in force on a day (Conflict, saying what does not fit together)."""
        try:
            return catalogue_on([s.definition for s in self.stages if s.holds_on(day)], self.items, day)
        except ValueError as error:
            raise Conflict(
                "approval.catalogue_broken",
                f"清单自{day_zh(day)}起不能自洽：{self._why_broken(day)}。请一并修订后再保存。",
                message_en=str(error),
            ) from error

    def _why_broken(self, day: date) -> str:
        held = {item.code: item for item in self.items if item.holds_on(day)}
        names = {item.code: item.name_zh for item in self.items}
        stages = {stage.definition.code for stage in self.stages if stage.holds_on(day)}
        for item in held.values():
            if item.stage_code not in stages:
                return f"“{item.name_zh}”所属的阶段当日不在清单内"
            for code in item.needs:
                if code not in held:
                    return f"“{item.name_zh}”的前置事项“{names.get(code, code)}”当日不在清单内"
        return "前置事项互为前置，成了循环"

    def definition(self, code: str, day: date) -> ItemDefinition:
        """Return the item as defined on a day; outside its days, the definition nearest before, else the first one."""
        known = [item for item in self.items if item.code == code]
        if not known:
            raise Conflict(
                "approval.item_unknown",
                f"审批事项清单里没有“{code}”，请从列表中选择。",
                message_en=f"There is no approval item {code}.",
            )
        held = next((item for item in known if item.holds_on(day)), None)
        return held or max((i for i in known if i.effective_from <= day), key=_begin, default=min(known, key=_begin))

    def asked_by(self, definition: ItemDefinition) -> tuple[AskedMaterial, ...]:
        return self.materials.get((definition.code, definition.effective_from), ())


def load_catalogue(session: Session) -> CatalogueBook:
    """Return every stage and item as now known, for the rules."""
    rows = [dict(row) for row in session.execute(load("approvals/items")).mappings()]
    stages = session.execute(
        text(
            "select code, name_zh, name_en, lead_zh, sort_order, is_alongside, lower(valid) as begins, upper(valid) as ends"
            " from approval_stage where upper_inf(recorded) order by sort_order, code"
        )
    ).mappings()
    return CatalogueBook(
        tuple(
            DatedStage(
                StageDefinition(
                    row["code"], row["name_zh"], row["lead_zh"], row["sort_order"], row["is_alongside"], row["name_en"]
                ),
                row["begins"],
                row["ends"],
            )
            for row in stages
        ),
        tuple(definition_of(row) for row in rows),
        {(row["code"], row["effective_from"]): materials_of(row["materials"]) for row in rows},
    )


def definition_of(row: Mapping[str, Any]) -> ItemDefinition:
    """Return a row of approval_item as the rules see it."""
    return ItemDefinition(
        code=row["code"],
        stage_code=row["stage_code"],
        name_zh=row["name_zh"],
        department_zh=row["department_zh"],
        term=Term(row["days"], DayUnit(row["unit"]), basis=row["basis"]),
        statutory=None
        if row["statutory_days"] is None
        else Term(row["statutory_days"], DayUnit(row["statutory_unit"]), basis=row["basis"]),
        needs=tuple(row["needs"]),
        excluded=frozenset(SuspensionKind(kind) for kind in row["excluded"]),
        handling=HandlingKind(row["handling"]),
        is_tolerable=row["is_tolerable"],
        extension_days_max=row["extension_days_max"],
        effective_from=row["effective_from"],
        effective_to=row["effective_to"],
        basis=Basis.parse(row["basis"]),
        confirmed=row["confirmed"],
        note=row["note"],
        name_en=row["name_en"],
    )


def materials_of(listed: Sequence[Mapping[str, Any]]) -> tuple[AskedMaterial, ...]:
    """Return the materials of an item as its row has them."""
    return tuple(
        AskedMaterial(
            Material(
                one["code"],
                one["name_zh"],
                MaterialClass(one["class"]),
                bool(one.get("tolerable", False)),
                MaterialSource(one["source"]),
            ),
            one.get("form_zh", ""),
            bool(one.get("after_land", False)),
        )
        for one in listed
    )


def _begin(item: ItemDefinition) -> date:
    return item.effective_from
