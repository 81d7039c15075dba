"""Compliance reports: a shape held against the constraint areas of a day, kept as one text with its hash, worked out again on demand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import shapely
from shapely import MultiPolygon
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.compliance.conflict_check import CheckBook, check_shapes, constraint_shapes
from gisapp.compliance.constraint_kinds import KindRule
from gisapp.compliance.rules.conflicts import AreaShape, ConflictRun, find_conflicts, finding_of, verdict_of
from gisapp.compliance.rules.coverage import AssessmentShape, find_coverage
from gisapp.compliance.terms import CheckSubject
from gisapp.db.sql_file import load
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.kernel.rulebook import Basis, RuleEntry
from gisapp.plot_rules.rules.boundary import find_fault

FORMAT = 1
_KEY = "shape"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is held against the constraint areas: its shape in EPSG:4490, the park it lies in, what it is called."""

    kind: CheckSubject
    title_zh: str
    geometry: MultiPolygon
    zone_id: int
    park_id: int | None
    park_name_zh: str
    planar_epsg: int
    plot_id: int | None = None


def subject_of_plot(session: Session, principal: Principal, plot_id: int, as_of: date) -> Subject:
    """Return a registered plot of the caller's parks as it stood on a day (404 otherwise)."""
    parameters = {"plot_id": plot_id, "as_of": as_of, **visible_parks(principal)}
    row = session.execute(load("compliance/subject_plot"), parameters).mappings().one_or_none()
    if row is None:
        raise NotFound(
            "compliance.plot_not_found",
            "该日期没有这个地块，或您没有查看权限。请核对日期后重试。",
            message_en="No such plot on that day, or not for you.",
        )
    shape: Any = shapely.from_wkb(bytes(row["geom"]))
    return Subject(
        CheckSubject.PLOT,
        row["plot_no"],
        shape,
        row["zone_id"],
        row["park_id"],
        row["park_name_zh"],
        row["planar_epsg"],
        plot_id,
    )


def subject_of_shape(
    session: Session,
    principal: Principal,
    geometry: MultiPolygon,
    title_zh: str,
    as_of: date,
    *,
    kind: CheckSubject = CheckSubject.SHAPE,
) -> Subject:
    """Return a drawn or pasted shape (EPSG:4490) with the park it lies in most; 400 for a broken one."""
    fault = find_fault(geometry)
    if fault is not None:
        raise Invalid(
            "compliance.shape_broken", f"图形有误：{fault.message_zh}{fault.fix_zh}", message_en=fault.message_en
        )
    parameters = {"geom": shapely.to_wkb(geometry), "as_of": as_of, **visible_parks(principal)}
    row = session.execute(load("compliance/subject_park"), parameters).mappings().one()
    return Subject(
        kind,
        title_zh.strip(),
        geometry,
        row["zone_id"],
        row["park_id"],
        row["park_name_zh"] or "",
        row["planar_epsg"],
    )


def preview(session: Session, subject: Subject, as_of: date) -> dict[str, Any]:
    """Answer with everything a report would say, without keeping it."""
    run, book, areas = check_shapes(session, subject.zone_id, [(_KEY, subject.geometry)], subject.planar_epsg, as_of)
    return _content(session, subject, as_of, run, book, areas)


def make_report(session: Session, principal: Principal, subject: Subject, as_of: date, today: date) -> int:
    """Keep a report and return its id; its number is the next of the year."""
    content = preview(session, subject, as_of)
    written = canonical(content)
    session.execute(text("select pg_advisory_xact_lock(4492, 2)"))
    number = session.execute(
        load("compliance/report_next"), {"zone_id": subject.zone_id, "prefix": f"HG-{today.year}-"}
    ).scalar_one()
    parameters = {
        "zone_id": subject.zone_id,
        "park_id": subject.park_id,
        "report_no": f"HG-{today.year}-{number:04d}",
        "subject": subject.kind.value,
        "plot_id": subject.plot_id,
        "subject_zh": subject.title_zh,
        "as_of": as_of,
        "verdict": content["verdict"],
        "area_m2": content["area_m2"],
        "geom": shapely.to_wkb(subject.geometry),
        "content": written,
        "sha256": hashlib.sha256(written.encode()).hexdigest(),
        "by": principal.account_id,
        "by_name": principal.name,
    }
    report_id: int = session.execute(load("compliance/report_write"), parameters).scalar_one()
    record_event(
        session,
        principal,
        EventTag.COMPLIANCE_REPORT_MAKE,
        subject="compliance_report",
        subject_id=report_id,
        zone_id=subject.zone_id,
        park_id=subject.park_id,
        plot_id=subject.plot_id,
        changes={"verdict": {"old": None, "new": content["verdict"]}},
        document=parameters["report_no"],
    )
    return report_id


def locate_report(session: Session, principal: Principal, report_id: int) -> dict[str, Any]:
    """Return a report with its content (404 outside the caller's parks)."""
    parameters = {"id": report_id, **visible_parks(principal)}
    row = session.execute(load("compliance/report_one"), parameters).mappings().one_or_none()
    if row is None:
        raise NotFound(
            "compliance.report_not_found",
            "没有这份合规审查报告，或您没有查看权限。请刷新后重试。",
            message_en="No such report, or not for you.",
        )
    return {**row, "content": json.loads(row["content"])}


def replay_report(session: Session, principal: Principal, report_id: int) -> dict[str, Any]:
    """Work a report out again from the inputs it names and compare: the same, or where it differs.

    Areas are read by the rows that it names (rows are never changed), rules, distances and tolerance come from the report itself.
    """
    report = locate_report(session, principal, report_id)
    content = report["content"]
    shape = shapely.from_wkb(bytes.fromhex(content["shape_wkb"]))
    book = book_of(content)
    areas = named_areas(session, report, book)
    run = find_conflicts(
        [(_KEY, shape)], areas, book.rules, book.known_kinds, book.tolerance_m2, content["planar_epsg"]
    )
    again = json.loads(canonical(_answers(run, book)))
    differing = [name for name, value in again.items() if content[name] != value]
    broken = [area["name_zh"] for area in content["areas"] if area["sha256"] not in {_shape_hash(one) for one in areas}]
    written = canonical(content)
    return {
        "is_same": not differing and not broken and hashlib.sha256(written.encode()).hexdigest() == report["sha256"],
        "sha256": report["sha256"],
        "differing": differing,
        "changed_areas": broken,
        "verdict": again["verdict"],
    }


def canonical(content: Mapping[str, Any]) -> str:
    """Return a content as the one text whose hash is kept: keys in order, no blanks, characters as they are."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _content(
    session: Session, subject: Subject, as_of: date, run: ConflictRun, book: CheckBook, areas: Sequence[AreaShape]
) -> dict[str, Any]:
    known_at = session.execute(text("select clock_timestamp()")).scalar_one()
    content = {
        "format": FORMAT,
        "subject": subject.kind.value,
        "subject_zh": subject.title_zh,
        "plot_id": subject.plot_id,
        "park_name_zh": subject.park_name_zh,
        "as_of": as_of.isoformat(),
        "known_at": known_at.isoformat(),
        "planar_epsg": subject.planar_epsg,
        "shape_wkb": shapely.to_wkb(subject.geometry, hex=True),
        "tolerance_m2": book.tolerance_m2,
        "entries": {
            code: {"value": float(entry.value), "basis": str(entry.basis), "confirmed": entry.confirmed}
            for code, entry in sorted(book.entries.items())
        },
        "kinds": [rule.as_dict() for rule in book.rules.values()],
        "known_kinds": sorted(book.known_kinds),
        "areas": [
            {
                "id": area.id,
                "root_id": area.root_id,
                "kind": area.kind,
                "name_zh": area.name_zh,
                "name_en": area.name_en,
                "source": area.source,
                "document_no": area.document_no,
                "distance_m": area.distance_m,
                "sha256": _shape_hash(area),
            }
            for area in areas
        ],
        "assessments": _assessments(session, subject, as_of),
        **_answers(run, book),
    }
    return json.loads(canonical(content))


def _answers(run: ConflictRun, book: CheckBook) -> dict[str, Any]:
    """Return what the rule answered, apart from what it was asked with."""
    return {
        "area_m2": run.areas_m2.get(_KEY, 0.0),
        "verdict": verdict_of(run).value,
        "unknown_kinds": list(run.unknown_kinds),
        "conflicts": [
            {
                "kind": one.kind,
                "mode": one.mode,
                "area_id": one.area and one.area.id,
                "name_zh": one.name_zh,
                "name_en": one.area.name_en if one.area else "",
                "distance_m": one.area.distance_m if one.area else 0.0,
                "overlap_m2": one.overlap_m2,
                "share": one.share,
                **finding_of(one, book.rules[one.kind]).as_dict(),
            }
            for one in run.conflicts
        ],
    }


def _assessments(session: Session, subject: Subject, as_of: date) -> list[dict[str, Any]]:
    west, south, east, north = subject.geometry.bounds
    parameters = {
        "zone_id": subject.zone_id, "as_of": as_of, "west": west, "south": south, "east": east, "north": north,
    }  # fmt: skip
    near = [
        AssessmentShape(
            row["id"],
            row["kind"],
            row["title"],
            row["document_no"],
            row["valid_from"],
            row["valid_to"],
            shapely.from_wkb(bytes(row["geom"])),
        )
        for row in session.execute(load("compliance/assessments_near"), parameters).mappings()
    ]
    return [
        {
            "id": found.assessment.id,
            "kind": found.assessment.kind,
            "title": found.assessment.title,
            "document_no": found.assessment.document_no,
            "valid_to": found.assessment.valid_to,
            "covered_m2": found.covered_m2,
            "share": found.share,
        }
        for found in find_coverage(subject.geometry, near, subject.planar_epsg)
    ]


def book_of(content: Mapping[str, Any]) -> CheckBook:
    """Return what a report was made with, from the report itself."""
    entries = {
        code: RuleEntry(code, Decimal(str(entry["value"])), "", date.min, Basis.parse(entry["basis"]))
        for code, entry in content["entries"].items()
    }
    rules = {table["kind"]: KindRule.model_validate(table) for table in content["kinds"]}
    return CheckBook(rules, entries, frozenset(content["known_kinds"]))


def named_areas(session: Session, report: Mapping[str, Any], book: CheckBook) -> list[AreaShape]:
    """Return the rows of constraint areas that a report names, with the distances it was made with."""
    used = {area["id"]: area["distance_m"] for area in report["content"]["areas"]}
    if not used:
        return []
    found = constraint_shapes(session, report["zone_id"], report["as_of"], book, ids=list(used))
    return [replace(area, distance_m=used[area.id]) for area in found]


def _shape_hash(area: AreaShape) -> str:
    return hashlib.sha256(shapely.to_wkb(area.geometry)).hexdigest()
