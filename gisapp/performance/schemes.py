"""How a year is scored: weights, caps, reference values and shares as dated versions; a change is a further version."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from gisapp.kernel.money import round_fraction
from gisapp.performance.figures import load_year
from gisapp.performance.rules.grading import Shares
from gisapp.performance.rules.scoring import SPECS, Scheme, Weighted, averages
from gisapp.performance.terms import Criterion, Segment

FULL_WEIGHT = Decimal(100)


@dataclass(frozen=True, slots=True)
class CriterionDraft:
    """A criterion of a scheme; `reference` in the criterion's unit, `cap` the most that value ÷ reference counts for."""

    segment: Segment
    criterion: Criterion
    weight: Decimal
    reference: Decimal
    cap: Decimal | None = None
    reference_basis: str = ""
    reference_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SchemeDraft:
    """A scheme as an officer writes it."""

    year: int
    title_zh: str
    basis: str
    share_a: Decimal
    share_b: Decimal
    share_c: Decimal
    criteria: Sequence[CriterionDraft]
    confirmed: bool = False
    note: str = ""

    def rules(self) -> tuple[Scheme, Shares]:
        """Return weights and shares as the rules see them (400 with what is wrong)."""
        _refuse_faults(self)
        scheme = {
            segment: tuple(
                Weighted(
                    item.criterion,
                    Fraction(item.weight),
                    Fraction(item.reference),
                    None if item.cap is None else Fraction(item.cap),
                )
                for item in self.criteria
                if item.segment is segment
            )
            for segment in Segment
        }
        return scheme, Shares(Fraction(self.share_a), Fraction(self.share_b), Fraction(self.share_c))


@cache
def presets() -> tuple[dict[str, Any], ...]:
    """Return published sets of weights, as a start for a zone's own scheme."""
    return tuple(tomllib.loads((Path(__file__).parent / "presets.toml").read_text("utf-8"))["preset"])


def list_schemes(session: Session, year: int | None = None) -> list[dict[str, Any]]:
    """Return the schemes of a year, newest version first."""
    rows = session.execute(load("performance/schemes"), {"year": year, "scheme_id": None}).mappings()
    return [dict(row) for row in rows]


def locate_scheme(session: Session, scheme_id: int) -> dict[str, Any]:
    row = session.execute(load("performance/schemes"), {"year": None, "scheme_id": scheme_id}).mappings().one_or_none()
    if row is None:
        raise NotFound("scheme.not_found", "没有这个评分办法，请从列表中选择。", message_en="No such scheme.")
    return dict(row)


def newest_scheme(session: Session, year: int) -> dict[str, Any]:
    """Return the scheme in force for a year (Conflict where there is none yet)."""
    found = list_schemes(session, year)
    if not found:
        raise Conflict(
            "scheme.missing",
            f"{year} 年度还没有评分办法，请先在“评分办法”中建立。",
            message_en=f"There is no scheme for {year} yet.",
        )
    return found[0]


def as_draft(row: dict[str, Any]) -> SchemeDraft:
    """Return a kept scheme as it was written."""
    return SchemeDraft(
        year=row["year"],
        title_zh=row["title_zh"],
        basis=row["basis"],
        share_a=row["share_a"],
        share_b=row["share_b"],
        share_c=row["share_c"],
        criteria=[
            CriterionDraft(
                Segment(item["segment"]),
                Criterion(item["criterion"]),
                Decimal(item["weight"]),
                Decimal(item["reference"]),
                None if item["cap"] is None else Decimal(item["cap"]),
                item["reference_basis"],
                item["reference_confirmed"],
            )
            for item in row["criteria"]
        ],
        confirmed=row["confirmed"],
        note=row["note"],
    )


def add_scheme(session: Session, principal: Principal, draft: SchemeDraft) -> int:
    """Write a further version of a year's scheme; return its id. Whoever sees part of the zone only may not (403)."""
    refuse_part_of_zone(principal)
    draft.rules()
    zone_id = session.execute(text("select min(id) from zone")).scalar_one()
    session.execute(text("select pg_advisory_xact_lock(4495, :zone)"), {"zone": zone_id})
    known = list_schemes(session, draft.year)
    scheme_id: int = session.execute(
        text(
            "insert into score_scheme (zone_id, year, version_no, title_zh, basis, confirmed, share_a, share_b, share_c, note, recorded_by, recorded_by_name)"
            " values (:zone, :year, :version, :title, :basis, :confirmed, :a, :b, :c, :note, :by, :name) returning id"
        ),
        {
            "zone": zone_id, "year": draft.year, "version": (known[0]["version_no"] if known else 0) + 1, "title": draft.title_zh.strip(),
            "basis": draft.basis.strip(), "confirmed": draft.confirmed, "a": draft.share_a, "b": draft.share_b, "c": draft.share_c,
            "note": draft.note.strip(), "by": principal.account_id, "name": principal.name,
        },
    ).scalar_one()  # fmt: skip
    session.execute(
        text(
            "insert into score_criterion (scheme_id, segment, criterion, place, weight, reference, cap, reference_basis, reference_confirmed)"
            " values (:scheme, :segment, :criterion, :place, :weight, :reference, :cap, :basis, :confirmed)"
        ),
        [
            {
                "scheme": scheme_id, "segment": str(item.segment), "criterion": str(item.criterion), "place": place, "weight": item.weight,
                "reference": item.reference, "cap": item.cap, "basis": item.reference_basis.strip() or draft.basis.strip(),
                "confirmed": item.reference_confirmed,
            }
            for place, item in enumerate(draft.criteria, 1)
        ],
    )  # fmt: skip
    record_event(
        session,
        principal,
        EventTag.PERFORMANCE_REVISE,
        subject="score_scheme",
        subject_id=scheme_id,
        zone_id=zone_id,
        changes={"scheme": {"old": None, "new": f"{draft.year} {draft.title_zh.strip()}"}},
        reason=draft.note.strip() or draft.basis.strip(),
    )
    return scheme_id


def suggest_references(session: Session, year: int) -> list[dict[str, Any]]:
    """Return this year's averages of all figures by segment, as a suggestion for reference values."""
    figures = load_year(session, year)
    return [
        {
            "segment": str(segment),
            "criterion": str(criterion),
            "reference": str(round_fraction(value, 6)),
            "unit_zh": SPECS[criterion].unit_zh,
        }
        for segment in Segment
        for criterion, value in averages(figures, segment).items()
    ]


def refuse_part_of_zone(principal: Principal) -> None:
    """Refuse what is decided over all enterprises to whoever sees part of them (403)."""
    if principal.park_ids is not None:
        raise Forbidden(
            "performance.zone_wide",
            "评分办法和等级评定涉及全区企业，请由管辖全区的人员办理。",
            message_en="Schemes and grades concern the whole zone.",
        )


def _refuse_faults(draft: SchemeDraft) -> None:
    def fault(code: str, message_zh: str, message_en: str) -> Invalid:
        return Invalid(f"scheme.{code}", message_zh, message_en=message_en)

    if not 0 < draft.share_a < draft.share_b < draft.share_c <= 1:
        raise fault("shares", "等级占比须依次递增且不超过 100%，请核对 A、B、C 的累计占比。", "Shares must rise to one at most.")  # fmt: skip
    seen: set[tuple[Segment, Criterion]] = set()
    for item in draft.criteria:
        if (item.segment, item.criterion) in seen:
            raise fault("twice", f"{item.segment.label_zh}的“{item.criterion.label_zh}”出现了两次，请删去一项。", "A criterion occurs twice.")  # fmt: skip
        seen.add((item.segment, item.criterion))
        if item.weight <= 0 or item.reference <= 0 or (item.cap is not None and item.cap < 1):
            raise fault("numbers", f"“{item.criterion.label_zh}”的权重和基准值应大于 0，上限倍数不小于 1，请核对。", "Weight and reference are positive, a cap at least one.")  # fmt: skip
    for segment in Segment:
        total = sum((item.weight for item in draft.criteria if item.segment is segment), Decimal(0))
        if total != FULL_WEIGHT:
            raise fault("weights", f"{segment.label_zh}各项权重合计 {total.normalize():f}，应为 100，请调整。", "The weights of a segment must sum to 100.")  # fmt: skip
