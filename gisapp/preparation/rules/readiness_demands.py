"""作为标准地供应要备齐什么：通平标准和区域评估事项，按日期生效。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gisapp.kernel.rulebook import Basis, RulebookEntriesOverlap, RulebookEntryMissing
from gisapp.land.terms import ServicingLevel, Utility
from gisapp.preparation.standard_terms import AssessmentKind

_THREE = (Utility.ROAD, Utility.WATER, Utility.POWER)
_FIVE = (*_THREE, Utility.DRAINAGE, Utility.TELECOM)
_SEVEN = (*_FIVE, Utility.GAS, Utility.HEAT)

UTILITIES_OF_LEVEL: dict[ServicingLevel, tuple[Utility, ...]] = {
    ServicingLevel.NONE: (),
    ServicingLevel.THREE: (*_THREE, Utility.LEVELLED),
    ServicingLevel.FIVE: (*_FIVE, Utility.LEVELLED),
    ServicingLevel.SEVEN: (*_SEVEN, Utility.LEVELLED),
}
"""三通一平：路、水、电；五通加排水、通信；七通再加燃气、供热；一平为场地平整."""


@dataclass(frozen=True, slots=True)
class ReadinessDemands:
    """What the gate asks for over [effective_from, effective_to)."""

    servicing_level: ServicingLevel
    assessments: tuple[AssessmentKind, ...]
    effective_from: date
    effective_to: date | None
    basis: Basis
    confirmed: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        if self.servicing_level not in UTILITIES_OF_LEVEL:
            raise ValueError(f"servicing level {self.servicing_level} cannot be demanded")

    def holds_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)


def demands_from_tables(tables: Iterable[Mapping[str, Any]]) -> tuple[ReadinessDemands, ...]:
    """读入 `[[demand]]` 表；未知的评估事项或通平标准报错（ValueError）."""
    return tuple(
        ReadinessDemands(
            servicing_level=ServicingLevel(table["servicing_level"]),
            assessments=tuple(AssessmentKind(name) for name in table["assessments"]),
            effective_from=table["effective_from"],
            effective_to=table.get("effective_to"),
            basis=Basis.parse(table["basis"]),
            confirmed=bool(table.get("confirmed", False)),
            note=table.get("note", ""),
        )
        for table in tables
    )


def demands_on(demands: Iterable[ReadinessDemands], day: date) -> ReadinessDemands:
    """某日生效的供应条件；没有或有两条的，点名报出."""
    found = [item for item in demands if item.holds_on(day)]
    if not found:
        raise RulebookEntryMissing(["readiness_demands"], day)
    if len(found) > 1:
        raise RulebookEntriesOverlap("readiness_demands", day)
    return found[0]
