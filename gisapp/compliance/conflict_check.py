"""Hold shapes against the constraint areas of a day: areas, distances and assessments are read here, the rule is pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import shapely
from sqlalchemy.orm import Session

from gisapp.compliance.constraint_kinds import KindRule, kind_rules
from gisapp.compliance.rules.conflicts import AreaShape, ConflictRun, find_conflicts
from gisapp.db.sql_file import load
from gisapp.kernel.rulebook import Rulebook, RuleEntry
from gisapp.rulebook.rulebook import load_rulebook

TOLERANCE = "constraint.overlap_tolerance_m2"
DISTANCES = ("constraint.pipeline_distance_m", "constraint.hazard_distance_m", "constraint.heritage_distance_m")
METRES_PER_DEGREE = 70_000.0
"""Fewer than a degree of longitude has anywhere in China's plains: a box widened by it is never too narrow."""


@dataclass(frozen=True, slots=True)
class CheckBook:
    """What a check is made with: the rules of the kinds, the entries of the rulebook, the kinds that are recorded at all."""

    rules: Mapping[str, KindRule]
    entries: Mapping[str, RuleEntry]
    known_kinds: frozenset[str]

    @property
    def tolerance_m2(self) -> float:
        return float(self.entries[TOLERANCE].value)

    def distance_m(self, kind: str, own: Any) -> float:
        """Return the protection distance of an area: its own, else the rulebook's for its kind, else none."""
        if own is not None:
            return float(own)
        code = self.rules[kind].distance
        return float(self.entries[code].value) if code else 0.0


def check_book(session: Session, zone_id: int, as_of: date) -> CheckBook:
    """Return what a check of a day is made with (409 naming the rulebook entry that is missing)."""
    book: Rulebook = load_rulebook(session)
    row = session.execute(load("compliance/area_kinds"), {"zone_id": zone_id, "as_of": as_of}).mappings().one()
    return CheckBook(kind_rules(), book.entries((TOLERANCE, *DISTANCES), as_of), frozenset(row["kinds"]))


def constraint_shapes(
    session: Session,
    zone_id: int,
    as_of: date,
    book: CheckBook,
    *,
    near: Sequence[Any] | None = None,
    ids: Sequence[int] | None = None,
    known_at: datetime | None = None,
) -> list[AreaShape]:
    """Return the constraint areas of a day: all, those that could reach shapes (EPSG:4490), or named rows whatever their days."""
    parameters: dict[str, Any] = {"zone_id": zone_id, "as_of": as_of, "known_at": known_at, "ids": ids}
    box = _box(session, zone_id, as_of, book, near)
    parameters |= dict(zip(("west", "south", "east", "north"), box or (None,) * 4, strict=True))
    return [
        AreaShape(
            row["id"],
            row["root_id"],
            row["kind"],
            row["name_zh"],
            row["name_en"],
            row["source"],
            row["document_no"],
            book.distance_m(row["kind"], row["distance_m"]),
            shapely.from_wkb(bytes(row["geom"])),
        )
        for row in session.execute(load("compliance/areas"), parameters).mappings()
    ]


def check_shapes(
    session: Session, zone_id: int, shapes: Sequence[tuple[str, Any]], planar_epsg: int, as_of: date
) -> tuple[ConflictRun, CheckBook, list[AreaShape]]:
    """Answer with the conflicts of shapes (key, EPSG:4490) on a day, what they were found with, and the areas looked at.

    The entry point for proposals and pasted shapes: nothing is written. Broken shapes are faults of the run, never exceptions.
    """
    book = check_book(session, zone_id, as_of)
    areas = constraint_shapes(session, zone_id, as_of, book, near=[geometry for _, geometry in shapes])
    run = find_conflicts(shapes, areas, book.rules, book.known_kinds, book.tolerance_m2, planar_epsg)
    return run, book, areas


def _box(
    session: Session, zone_id: int, as_of: date, book: CheckBook, near: Sequence[Any] | None
) -> tuple[float, float, float, float] | None:
    usable = [one for one in near or () if one is not None and not one.is_empty]
    if not usable:
        return None
    own = session.execute(load("compliance/area_kinds"), {"zone_id": zone_id, "as_of": as_of}).mappings().one()
    widest = max(float(own["widest_m"]), *(float(book.entries[code].value) for code in DISTANCES))
    margin = (widest + 1) / METRES_PER_DEGREE
    west, south, east, north = shapely.total_bounds(usable).tolist()
    return west - margin, south - margin, east + margin, north + margin
