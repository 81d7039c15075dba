"""The nightly check of every registered plot against the constraint areas: what is new, and whether the area or the plot made it so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.compliance.conflict_check import check_book, constraint_shapes
from gisapp.compliance.plot_checks import (
    CheckSummary,
    Progress,
    check_zone_plots,
    fingerprint,
    keep_differences,
    lock_checks,
    parks_of,
)
from gisapp.compliance.rules.conflicts import Conflict, find_conflicts
from gisapp.compliance.terms import CheckKind, OverlapCause
from gisapp.db.sql_file import load
from gisapp.kernel.errors import NotFound
from gisapp.plot_rules.check_plots import park_shape, registered_plots


def check_zone(
    session: Session, principal: Principal, zone_id: int, as_of: date, *, on_progress: Progress | None = None
) -> tuple[CheckSummary, CheckSummary]:
    """Run both checks of the night over a zone: plot rules, then constraint areas."""
    return (
        check_zone_plots(session, principal, zone_id, as_of, on_progress=on_progress),
        check_zone_overlaps(session, principal, zone_id, as_of),
    )


def check_zone_overlaps(session: Session, principal: Principal, zone_id: int, as_of: date) -> CheckSummary:
    """Hold every plot of a zone against every constraint area of the day and write what changed since the run before.

    An overlap is new because of the area where the area's row was not there in the run before, else because of the plot.
    """
    lock_checks(session)
    book = check_book(session, zone_id, as_of)
    areas = constraint_shapes(session, zone_id, as_of, book)
    before = _areas_before(session, zone_id)
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    plots = 0
    for park_id, _ in parks_of(session, zone_id):
        shapes = [(shape.key, shape.geometry) for shape in registered_plots(session, park_id, as_of)]
        epsg = park_shape(session, park_id, as_of).planar_epsg
        run = find_conflicts(shapes, areas, book.rules, book.known_kinds, book.tolerance_m2, epsg)
        plots += len(shapes)
        for conflict in run.conflicts:
            row = _row(conflict, zone_id, park_id, before, book.rules[conflict.kind].basis)
            rows[(row["plot_id"], row["fingerprint"])] = row
    inputs = {
        "areas": sorted(area.id for area in areas),
        "known_kinds": sorted(book.known_kinds),
        "versions": {kind: rule.version for kind, rule in book.rules.items()},
        "tolerances": {code: float(entry.value) for code, entry in book.entries.items()},
    }
    return keep_differences(
        session, principal, CheckKind.CONSTRAINTS, zone_id, as_of, plots=plots, rows=rows, inputs=inputs
    )


def review_overlap(
    session: Session,
    principal: Principal,
    overlap_id: int,
    *,
    decision: str,
    note: str,
    document_no: str,
    reviewed_on: date,
) -> None:
    """Say what becomes of an overlap (404 outside the caller's parks; once only, and only while it stands)."""
    parameters = {"id": overlap_id, **visible_parks(principal)}
    row = session.execute(load("compliance/overlap_of"), parameters).mappings().one_or_none()
    if row is None:
        raise NotFound(
            "compliance.overlap_not_found",
            "没有这项占压，或您没有查看权限。请刷新后重试。",
            message_en="No such overlap, or not for you.",
        )
    session.execute(
        text(
            "insert into overlap_review (overlap_id, decision, note_zh, document_no, reviewed_on, reviewed_by, reviewed_by_name)"
            " values (:id, :decision, :note, :document, :day, :by, :by_name)"
        ),
        {
            "id": overlap_id,
            "decision": decision,
            "note": note.strip(),
            "document": document_no.strip(),
            "day": reviewed_on,
            "by": principal.account_id,
            "by_name": principal.name,
        },
    )
    record_event(
        session,
        principal,
        EventTag.OVERLAP_REVIEW,
        subject="constraint_overlap",
        subject_id=overlap_id,
        zone_id=row["zone_id"],
        park_id=row["park_id"],
        plot_id=row["plot_id"],
        changes={"decision": {"old": None, "new": decision}},
        reason=note.strip(),
        document=document_no.strip() or None,
    )


def _areas_before(session: Session, zone_id: int) -> frozenset[int] | None:
    """Return the rows of constraint areas that the newest run looked at; None before the first run."""
    kept: Iterable[int] | None = session.execute(
        text(
            "select inputs -> 'areas' from plot_check_run where zone_id = :zone and kind = 'constraints' order by as_of desc, id desc limit 1"
        ),
        {"zone": zone_id},
    ).scalar()
    return None if kept is None else frozenset(kept)


def _row(conflict: Conflict, zone_id: int, park_id: int, before: frozenset[int] | None, basis: str) -> dict[str, Any]:
    area = conflict.area
    if before is None:
        cause = OverlapCause.FIRST
    else:
        cause = OverlapCause.AREA if area is not None and area.id not in before else OverlapCause.PLOT
    return {
        "zone_id": zone_id,
        "park_id": park_id,
        "plot_id": int(conflict.key),
        "area_id": area and area.id,
        "kind": conflict.kind,
        "mode": conflict.mode,
        "severity": conflict.severity.value,
        "name_zh": area.name_zh if area else "",
        "name_en": area.name_en if area else "",
        "basis": basis,
        "distance_m": area.distance_m if area else 0,
        "overlap_m2": conflict.overlap_m2,
        "share": max(conflict.share, 0.000001),
        "geometry": conflict.geometry,
        "cause": cause.value,
        "fingerprint": fingerprint(
            [
                conflict.kind,
                area and area.root_id,
                conflict.overlap_m2,
                area and area.distance_m,
                conflict.severity.value,
            ]
        ),
    }
