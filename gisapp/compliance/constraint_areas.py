"""Constraint areas: what they are, where they lie, from which document; entered, corrected, ended, withdrawn."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shapely import MultiPolygon, to_wkb
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.compliance.constraint_kinds import kind_rules
from gisapp.db.sql_file import load
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.land.terms import ConstraintKind
from gisapp.plot_rules.rules.boundary import find_fault


@dataclass(frozen=True, slots=True)
class AreaDraft:
    """What a document says of an area; [valid_from, valid_to); `distance_m` None = the rulebook's, 0 = none around the drawn range."""

    kind: str
    name_zh: str
    name_en: str
    source: str
    document_no: str
    distance_m: Decimal | None
    remark: str
    valid_from: date
    valid_to: date | None
    geometry: MultiPolygon | None


def list_areas(session: Session, as_of: date, *, kind: str | None = None, q: str = "") -> list[dict[str, Any]]:
    """Return every area as known now, with how it stands on the day and how many plots it touches; they belong to the whole zone."""
    parameters = {"as_of": as_of, "kind": kind, "q": q.strip()}
    rows = session.execute(load("compliance/area_list"), parameters).mappings()
    return [_shown(dict(row)) for row in rows]


def show_area(session: Session, area_id: int, as_of: date) -> dict[str, Any]:
    """Return one area with its shape as GeoJSON and what it was before (404 where it is no longer held true)."""
    found = next((row for row in list_areas(session, as_of) if row["id"] == area_id), None)
    if found is None:
        raise _not_found()
    geometry = session.execute(
        text("select ST_AsGeoJSON(geom, 9, 0)::jsonb from constraint_area where id = :id"), {"id": area_id}
    ).scalar_one()
    past = session.execute(load("compliance/area_history"), {"root_id": found["root_id"]}).mappings()
    return {**found, "geometry": geometry, "history": [dict(row) for row in past]}


def add_area(session: Session, principal: Principal, draft: AreaDraft) -> int:
    """Enter an area (400 for an empty term, a broken or missing shape)."""
    if draft.geometry is None:
        raise Invalid(
            "constraint.without_shape",
            "请上传控制范围的图形文件，没有范围无法核对。",
            message_en="The ground of the area is needed.",
        )
    area_id = _write(session, principal, draft, None)
    _tell(session, principal, area_id, {}, _told(draft), None, draft.document_no)
    return area_id


def correct_area(session: Session, principal: Principal, area_id: int, draft: AreaDraft, reason: str) -> int:
    """Replace what was entered and return the new row's id; what was known before stays (404 where it is no longer held true)."""
    before = _close(session, area_id)
    new_id = _write(session, principal, draft, before)
    told = _told(draft)
    if draft.geometry is not None:
        told["geometry"] = "已更新范围"
    _tell(session, principal, new_id, _told_row(before), told, reason, draft.document_no)
    return new_id


def end_area(
    session: Session, principal: Principal, area_id: int, *, ends_on: date, reason: str, document_no: str
) -> int:
    """Let an area no longer hold from a day on and return the new row's id (400 where it would end before it began)."""
    before = _close(session, area_id)
    if ends_on <= before["valid_from"]:
        raise Invalid(
            "constraint.ends_before_it_began",
            "失效日期应晚于生效日期；误录的请用“撤销”。",
            message_en="It cannot end before it began; withdraw what was entered by mistake.",
        )
    draft = AreaDraft(
        **{
            name: before[name]
            for name in ("kind", "name_zh", "name_en", "source", "distance_m", "remark", "valid_from")
        },
        document_no=document_no.strip() or before["document_no"],
        valid_to=ends_on,
        geometry=None,
    )
    new_id = _write(session, principal, draft, before)
    _tell(session, principal, new_id, _told_row(before), _told(draft), reason, draft.document_no)
    return new_id


def withdraw_area(session: Session, principal: Principal, area_id: int, reason: str) -> None:
    """Take an area that was entered by mistake out of what is held true; it stays in history."""
    before = _close(session, area_id)
    _tell(session, principal, area_id, _told_row(before), {}, reason, before["document_no"])


def _write(session: Session, principal: Principal, draft: AreaDraft, before: dict[str, Any] | None) -> int:
    if draft.kind not in kind_rules():
        raise Invalid("constraint.kind_unknown", "请从列表中选择控制范围的类型。", message_en="Choose the kind.")
    if draft.valid_to is not None and draft.valid_to <= draft.valid_from:
        raise Invalid(
            "constraint.term_empty", "失效日期应晚于生效日期，请改正。", message_en="It ends before it begins."
        )
    fault = find_fault(draft.geometry) if draft.geometry is not None else None
    if fault is not None:
        raise Invalid(
            "constraint.shape_broken",
            f"控制范围图形有误：{fault.message_zh}{fault.fix_zh}",
            message_en=fault.message_en,
        )
    parameters = {
        **{name: value for name, value in asdict(draft).items() if name != "geometry"},
        "replaces_id": before and before["id"],
        "root_id": before and (before["root_id"] or before["id"]),
        "geom": None if draft.geometry is None else to_wkb(draft.geometry),
        "by": principal.name,
    }
    return session.execute(load("compliance/area_write"), parameters).scalar_one()


def _close(session: Session, area_id: int) -> dict[str, Any]:
    """End our knowledge of a row and return it; whoever else closes it at the same time is told so."""
    row = session.execute(load("compliance/area_close"), {"id": area_id}).mappings().one_or_none()
    if row is not None:
        return dict(row)
    known = session.execute(text("select 1 from constraint_area where id = :id"), {"id": area_id}).scalar()
    if known is None:
        raise _not_found()
    raise Conflict(
        "constraint.changed_meanwhile",
        "他人刚更正或撤销了这个控制范围，请刷新后再改。",
        message_en="Somebody else has just changed this area; reload it.",
    )


def _not_found() -> NotFound:
    return NotFound(
        "constraint.not_found",
        "没有这个控制范围，可能刚被更正或撤销。请刷新后重试。",
        message_en="No such area; it may just have been corrected.",
    )


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    rule = kind_rules()[row["kind"]]
    return {
        **row,
        "kind_zh": ConstraintKind(row["kind"]).label_zh,
        "mode": rule.mode.value,
        "severity": rule.severity.value,
        "basis": rule.basis,
        "basis_confirmed": rule.confirmed,
    }


_TOLD = ("kind", "name_zh", "name_en", "source", "document_no", "distance_m", "remark", "valid_from", "valid_to")


def _told(draft: AreaDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _TOLD}


def _told_row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _TOLD}


def _tell(
    session: Session,
    principal: Principal,
    area_id: int,
    old: dict[str, Any],
    new: dict[str, Any],
    reason: str | None,
    document: str | None,
) -> None:
    record_event(
        session,
        principal,
        EventTag.CONSTRAINT_REVISE,
        subject="constraint_area",
        subject_id=area_id,
        zone_id=session.execute(text("select zone_id from constraint_area where id = :id"), {"id": area_id}).scalar(),
        changes=differences(old, new),
        reason=reason,
        document=document or None,
    )
