"""Gathers what the readiness gate looks at, for many plots in a handful of statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shapely import MultiPolygon, from_wkb
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.evidence.vault import as_evidence, describe_files
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Findings
from gisapp.kernel.rulebook import Basis
from gisapp.land.placement import Placing, check_placements
from gisapp.land.terms import LandControl, Utility, UtilityStatus
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.readiness_facts import (
    AssessmentFact,
    ChecklistAnswer,
    ConditionFacts,
    ReadinessFacts,
    UtilityFact,
)
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import AssessmentKind, ClearedLandItem, YesNo

Files = Mapping[int, Evidence]


@dataclass(frozen=True)
class GatheredPlot:
    """One plot with everything the gate looks at; `row` is its identity and boundary version, `assessments` the rows behind the facts."""

    row: dict[str, Any]
    facts: ReadinessFacts
    assessments: tuple[dict[str, Any], ...]


def gather_facts(session: Session, principal: Principal, asked: Mapping[int, date]) -> dict[int, GatheredPlot]:
    """Return the facts of each plot on its own day; a plot that is not live on its day is left out.

    Six statements at most, however many plots. Evidence that the caller may not open is named by its number only.
    """
    if not asked:
        return {}
    parameters = {"plot_ids": list(asked), "days": list(asked.values())}
    rows = [dict(row) for row in session.execute(load("preparation/readiness_facts"), parameters).mappings()]
    cover = _cover(session, parameters, asked)
    files = _files(session, principal, rows, cover)
    placed = dict(
        zip((row["plot_id"] for row in rows), check_placements(session, [_placing(row) for row in rows]), strict=True)
    )
    return {
        row["plot_id"]: GatheredPlot(
            row={name: value for name, value in row.items() if name != "geom"},
            facts=_facts(row, cover.get(row["plot_id"], []), placed[row["plot_id"]], files),
            assessments=tuple(cover.get(row["plot_id"], [])),
        )
        for row in rows
    }


def _cover(session: Session, parameters: dict[str, Any], asked: Mapping[int, date]) -> dict[int, list[dict[str, Any]]]:
    """Return the assessments that touch each plot, each with what its kind leaves uncovered (None where none of the kind holds)."""
    cover: dict[int, list[dict[str, Any]]] = {}
    holding: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for row in session.execute(load("preparation/readiness_cover"), parameters).mappings():
        one = {**row, "uncovered_m2": None}
        cover.setdefault(row["plot_id"], []).append(one)
        if row["holds"]:
            holding.setdefault((row["plot_id"], row["kind"]), []).append(one)
    open_ends = {key: rows for key, rows in holding.items() if not any(row["covers"] for row in rows)}
    found: dict[tuple[int, str], Decimal] = {}
    if open_ends:
        wanted = {
            "plot_ids": [plot_id for plot_id, _ in open_ends],
            "days": [asked[plot_id] for plot_id, _ in open_ends],
            "kinds": [kind for _, kind in open_ends],
            "assessment_ids": [",".join(str(row["id"]) for row in rows) for rows in open_ends.values()],
        }
        for row in session.execute(load("preparation/readiness_uncovered"), wanted).mappings():
            found[row["plot_id"], row["kind"]] = row["uncovered_m2"]
    for key, rows in holding.items():
        for one in rows:
            one["uncovered_m2"] = found.get(key) if key in open_ends else Decimal(0)
    return cover


def _placing(row: dict[str, Any]) -> Placing:
    geometry = from_wkb(bytes(row["geom"]))
    assert isinstance(geometry, MultiPolygon)
    return Placing(
        geometry,
        row["day"],
        row["park_id"],
        row["park_name_zh"],
        row["planar_epsg"],
        row["plot_id"],
        row["area_surveyed_m2"],
    )


def _files(
    session: Session, principal: Principal, rows: list[dict[str, Any]], cover: dict[int, list[dict[str, Any]]]
) -> Files:
    wanted: set[int] = set()
    for row in rows:
        for answer in (row["answers"] or {}).values():
            wanted.update(answer["evidence_ids"])
        for dispute in row["disputes"] or []:
            wanted.update(dispute["evidence_ids"])
    for assessments in cover.values():
        for item in assessments:
            wanted.update(item["evidence_ids"])
    return {row["id"]: as_evidence(row) for row in describe_files(session, principal, sorted(wanted))}


def _proofs(ids: list[int], files: Files) -> tuple[Evidence, ...]:
    return tuple(files.get(one) or Evidence(f"E{one}") for one in ids)


def _facts(row: dict[str, Any], cover: list[dict[str, Any]], placed: Findings, files: Files) -> ReadinessFacts:
    return ReadinessFacts(
        as_of=row["day"],
        land_control=LandControl(row["land_control"]),
        checklist={
            ClearedLandItem(item): ChecklistAnswer(
                YesNo(given["answer"]), _proofs(given["evidence_ids"], files), given["remark"]
            )
            for item, given in (row["answers"] or {}).items()
        },
        utilities=tuple(_utility(item) for item in row["utilities"] or []),
        assessments=tuple(_assessment(item, files) for item in cover),
        uncovered_m2={AssessmentKind(item["kind"]): item["uncovered_m2"] for item in cover if item["holds"]},
        conditions=_conditions(row),
        topology=placed,
        open_disputes=tuple(_dispute(item) for item in row["disputes"] or []),
        indicators=tuple(_indicator(item, row) for item in row["indicators"] or []),
        open_seizures=tuple(_seizure(item) for item in row["seizures"] or []),
        temporary_uses=tuple(_temporary_use(item) for item in row["temporary_uses"] or []),
    )


def _utility(item: dict[str, Any]) -> UtilityFact:
    observed = date.fromisoformat(item["observed_on"]) if item["observed_on"] else None
    utility = Utility(item["utility"])
    source = item["source"].strip()
    proof = (Evidence(source, utility.label_zh, observed),) if source else ()
    return UtilityFact(utility, UtilityStatus(item["status"]), source, observed, proof)


def _assessment(item: dict[str, Any], files: Files) -> AssessmentFact:
    paper = Evidence(item["document_no"], item["title"], item["approved_on"])
    return AssessmentFact(
        AssessmentKind(item["kind"]),
        item["document_no"],
        item["valid_from"],
        item["valid_to"],
        (paper, *_proofs(item["evidence_ids"], files)),
    )


def _conditions(row: dict[str, Any]) -> ConditionFacts | None:
    given = row["conditions"]
    if given is None:
        return None
    document = given["document_no"].strip()
    return ConditionFacts(
        document_no=document,
        land_use_code=row["land_use_code"] or "",
        far_min=_decimal(given["far_min"]),
        far_max=_decimal(given["far_max"]),
        building_coefficient_min=_decimal(given["building_coefficient_min"]),
        evidence=(Evidence(document, "规划条件"),) if document else (),
    )


def _dispute(item: dict[str, Any]) -> Evidence:
    return Evidence(f"纠纷{item['id']}", item["title"], date.fromisoformat(item["opened_on"]))


def _seizure(item: dict[str, Any]) -> Evidence:
    return Evidence(
        item["certificate_no"] or f"查封{item['id']}", item["holder_name"], date.fromisoformat(item["registered_on"])
    )


def _temporary_use(item: dict[str, Any]) -> Evidence:
    until = f"，至 {item['until_on']}" if item["until_on"] else ""
    return Evidence(item["use_no"], f"{item['user_name']}{until}", date.fromisoformat(item["arranged_on"]))


def _indicator(item: dict[str, Any], row: dict[str, Any]) -> Requirement:
    return Requirement(
        indicator=Indicator(item["indicator"]),
        direction=Direction(item["direction"]),
        value=Fraction(item["value"]),
        industry_code="",
        park_code=row["park_code"],
        effective_from=date.fromisoformat(item["from"]),
        effective_to=date.fromisoformat(item["to"]) if item["to"] else None,
        basis=Basis.parse(item["basis"]),
        confirmed=True,
    )


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
