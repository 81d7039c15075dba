"""Regional assessments: what was assessed, where it holds, until when; entered, corrected, withdrawn, warned of before they end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from geoalchemy2.shape import from_shape
from shapely import MultiPolygon
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.history import close_rows, current_rows, days
from gisapp.db.sql_file import load
from gisapp.db.tables.readiness import RegionalAssessmentRow
from gisapp.evidence.vault import describe_files, load_evidence
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.plot_rules.rules.boundary import find_fault
from gisapp.preparation.readiness_refresh import lock_readiness, refresh_readiness
from gisapp.preparation.rules.limits import supply_limits
from gisapp.preparation.standard_terms import AssessmentKind, AssessmentTerm
from gisapp.rulebook.rulebook import load_rulebook

_TOLD = (
    "kind",
    "title",
    "compiled_by",
    "document_no",
    "approved_on",
    "valid_from",
    "valid_to",
    "remark",
    "evidence_ids",
)


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """What the report says: its kind, approval, term [valid_from, valid_to) and the ground it covers (EPSG:4490)."""

    kind: str
    title: str
    document_no: str
    approved_on: date
    valid_from: date
    valid_to: date | None
    geometry: MultiPolygon | None
    compiled_by: str = ""
    remark: str = ""
    evidence_ids: Sequence[int] = ()


def list_assessments(session: Session, principal: Principal, as_of: date) -> list[dict[str, Any]]:
    """Return every assessment as known now with its term on a day, the parks it meets and the candidate plots it covers.

    Assessments belong to the zone and are seen by all its staff; counts of plots are those of the caller's parks.
    """
    limits = supply_limits(load_rulebook(session), as_of)
    rows = session.execute(load("preparation/assessment_list"), {"as_of": as_of, **visible_parks(principal)}).mappings()
    return [_shown(dict(row), as_of, limits.assessment_warning_days) for row in rows]


def show_assessment(session: Session, principal: Principal, assessment_id: int, as_of: date) -> dict[str, Any]:
    """Return one assessment with its shape (GeoJSON, EPSG:4490) and its evidence (404 where it is no longer held true)."""
    found = next((row for row in list_assessments(session, principal, as_of) if row["id"] == assessment_id), None)
    if found is None:
        raise _not_found()
    geometry = session.execute(
        text("select ST_AsGeoJSON(geom, 9, 0)::jsonb from regional_assessment where id = :id"), {"id": assessment_id}
    ).scalar_one()
    evidence = describe_files(session, principal, found["evidence_ids"])
    return {**found, "geometry": geometry, "evidence": evidence}


def add_assessment(session: Session, principal: Principal, draft: AssessmentDraft, today: date) -> int:
    """Enter an assessment; every candidate plot is judged again. 400 for an empty term or a broken shape."""
    lock_readiness(session)
    if draft.geometry is None:
        raise Invalid(
            "assessment.without_shape",
            "请上传或绘制评估范围，没有范围无法核对地块。",
            message_en="The ground that it covers is needed.",
        )
    assessment_id = _write(session, principal, draft, draft.geometry, None)
    _tell(session, principal, assessment_id, {}, _told(draft), None)
    refresh_readiness(session, today)
    return assessment_id


def correct_assessment(
    session: Session, principal: Principal, assessment_id: int, draft: AssessmentDraft, reason: str, today: date
) -> int:
    """Replace what was entered (an extension of the term, another shape, evidence) and return the new row's id; the old one stays."""
    lock_readiness(session)
    before = _current(session, assessment_id)
    close_rows(session, RegionalAssessmentRow, [assessment_id])
    new_id = _write(session, principal, draft, draft.geometry or before["geom"], assessment_id)
    old = {**before, "valid_from": before["valid"].lower, "valid_to": before["valid"].upper}
    told = _told(draft)
    if draft.geometry is not None:
        told["geometry"] = "已更新范围"
    _tell(session, principal, new_id, {name: old[name] for name in _TOLD}, told, reason)
    refresh_readiness(session, today)
    return new_id


def withdraw_assessment(session: Session, principal: Principal, assessment_id: int, reason: str, today: date) -> None:
    """Take an assessment that was entered by mistake out of what is held true; it stays in history."""
    lock_readiness(session)
    before = _current(session, assessment_id)
    close_rows(session, RegionalAssessmentRow, [assessment_id])
    _tell(session, principal, assessment_id, {"title": before["title"]}, {}, reason)
    refresh_readiness(session, today)


def _write(
    session: Session, principal: Principal, draft: AssessmentDraft, geometry: Any, replaces_id: int | None
) -> int:
    if draft.kind not in AssessmentKind.values():
        raise Invalid(
            "assessment.kind_unknown", "请从列表中选择评估事项。", message_en="Choose the kind from the list."
        )
    if draft.valid_to is not None and draft.valid_to <= draft.valid_from:
        raise Invalid(
            "assessment.term_empty", "有效期止应晚于有效期起，请改正。", message_en="It must end after it begins."
        )
    if draft.approved_on > draft.valid_from:
        raise Invalid(
            "assessment.valid_before_approved",
            "有效期起不能早于批复日期，请改正。",
            message_en="It cannot hold before it was approved.",
        )
    if isinstance(geometry, MultiPolygon):
        fault = find_fault(geometry)
        if fault is not None:
            raise Invalid(
                "assessment.shape_broken",
                f"评估范围图形有误：{fault.message_zh}{fault.fix_zh}",
                message_en=fault.message_en,
            )
        geometry = from_shape(geometry, srid=STORAGE_EPSG)
    load_evidence(session, principal, draft.evidence_ids)
    zone_id = session.execute(text("select min(id) from zone")).scalar_one()
    return session.execute(
        insert(RegionalAssessmentRow)
        .values(
            zone_id=zone_id,
            replaces_id=replaces_id,
            kind=draft.kind,
            title=draft.title.strip(),
            compiled_by=draft.compiled_by.strip(),
            document_no=draft.document_no.strip(),
            approved_on=draft.approved_on,
            remark=draft.remark.strip(),
            geom=geometry,
            evidence_ids=list(dict.fromkeys(draft.evidence_ids)),
            source="",
            recorded_by_name=principal.name,
            valid=days(draft.valid_from, draft.valid_to),
        )
        .returning(RegionalAssessmentRow.id)
    ).scalar_one()


def _current(session: Session, assessment_id: int) -> dict[str, Any]:
    row = next(iter(current_rows(session, RegionalAssessmentRow, {"id": assessment_id})), None)
    if row is None:
        raise _not_found()
    return row


def _not_found() -> NotFound:
    return NotFound(
        "assessment.not_found",
        "没有这项评估，可能刚被更正或撤销。请刷新后重试。",
        message_en="No such assessment; it may just have been corrected.",
    )


def _shown(row: dict[str, Any], as_of: date, warning_days: int) -> dict[str, Any]:
    """Return a row with its term on the day: not yet, valid, about to end, over; and the days left, that day included."""
    left = None if row["valid_to"] is None else (row["valid_to"] - as_of).days
    if as_of < row["valid_from"]:
        term = AssessmentTerm.FUTURE
    elif left is not None and left <= 0:
        term = AssessmentTerm.EXPIRED
    elif left is not None and left <= warning_days:
        term = AssessmentTerm.EXPIRING
    else:
        term = AssessmentTerm.VALID
    return {**row, "term": term.value, "days_left": left}


def _told(draft: AssessmentDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _TOLD if name != "evidence_ids"} | {
        "evidence_ids": list(draft.evidence_ids)
    }


def _tell(
    session: Session,
    principal: Principal,
    subject_id: int,
    old: dict[str, Any],
    new: dict[str, Any],
    reason: str | None,
) -> None:
    record_event(
        session,
        principal,
        EventTag.ASSESSMENT_REVISE,
        subject="regional_assessment",
        subject_id=subject_id,
        zone_id=session.execute(text("select min(id) from zone")).scalar(),
        changes=differences(old, new),
        reason=reason,
        document=new.get("document_no"),
    )
