"""What the zone demands of a standard plot: indicator table, basic indicators, servicing and assessments, read for the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.kernel.rulebook import Basis, Rulebook
from gisapp.land.terms import ServicingLevel
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.limits import SupplyLimits, supply_limits
from gisapp.preparation.rules.readiness_demands import ReadinessDemands, demands_on
from gisapp.preparation.rules.thresholds import BasicSet, Requirement, basic_set_on
from gisapp.preparation.standard_terms import AssessmentKind
from gisapp.rulebook.rulebook import load_rulebook


@dataclass(frozen=True)
class Standards:
    """Everything that is demanded, over all time; `on_…` gives what is in force on one day."""

    requirements: tuple[Requirement, ...]
    basic_sets: tuple[BasicSet, ...]
    demands: tuple[ReadinessDemands, ...]
    book: Rulebook

    def basic_on(self, day: date) -> BasicSet:
        return basic_set_on(self.basic_sets, day)

    def demands_on(self, day: date) -> ReadinessDemands:
        return demands_on(self.demands, day)

    def limits_on(self, day: date) -> SupplyLimits:
        return supply_limits(self.book, day)


def load_standards(session: Session) -> Standards:
    """Return all that is demanded, as known now. Three small reads and the rulebook."""
    return Standards(
        requirements=load_requirements(session),
        basic_sets=tuple(_basic_set(dict(row)) for row in _dated(session, "basic_indicator_set", "indicators")),
        demands=tuple(
            _demand(dict(row)) for row in _dated(session, "readiness_demand", "servicing_level, assessments, note")
        ),
        book=load_rulebook(session),
    )


def load_requirements(session: Session) -> tuple[Requirement, ...]:
    """Return the indicator table as known now, for the rules."""
    rows = session.execute(load("preparation/indicator_requirements")).mappings()
    return tuple(requirement_of(dict(row)) for row in rows)


def requirement_of(row: dict[str, Any]) -> Requirement:
    return Requirement(
        indicator=Indicator(row["indicator"]),
        direction=Direction(row["direction"]),
        value=Fraction(row["value"]),
        industry_code=row["industry_code"],
        park_code=row["park_code"] or "",
        effective_from=row["effective_from"],
        effective_to=row["effective_to"],
        basis=Basis.parse(row["basis"]),
        confirmed=row["confirmed"],
        note=row["note"],
    )


def _dated(session: Session, table: str, columns: str) -> Any:
    # table and columns are literals of this module
    statement = (
        f"select {columns}, basis, confirmed, lower(valid) as effective_from, upper(valid) as effective_to"  # noqa: S608
        f" from {table} where upper_inf(recorded) order by valid"
    )
    return session.execute(text(statement)).mappings()


def _basic_set(row: dict[str, Any]) -> BasicSet:
    return BasicSet(
        indicators=tuple(Indicator(name) for name in row["indicators"]),
        effective_from=row["effective_from"],
        effective_to=row["effective_to"],
        basis=Basis.parse(row["basis"]),
        confirmed=row["confirmed"],
    )


def _demand(row: dict[str, Any]) -> ReadinessDemands:
    return ReadinessDemands(
        servicing_level=ServicingLevel(row["servicing_level"]),
        assessments=tuple(AssessmentKind(name) for name in row["assessments"]),
        effective_from=row["effective_from"],
        effective_to=row["effective_to"],
        basis=Basis.parse(row["basis"]),
        confirmed=row["confirmed"],
        note=row["note"],
    )
