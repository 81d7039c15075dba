"""Approvals to convert farmland and to expropriate (批次、单选): entered with their ground, corrected, withdrawn; what of each is supplied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import shapely
from geoalchemy2.shape import from_shape, to_shape
from shapely import MultiPolygon
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.history import close_rows, current_rows, days
from gisapp.db.sql_file import load
from gisapp.db.tables.stock import ConversionApprovalRow
from gisapp.evidence.vault import describe_files, load_evidence
from gisapp.kernel.area import format_m2
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Forbidden, Invalid, NotFound
from gisapp.kernel.finding import Finding, Severity
from gisapp.plot_rules.rules.boundary import find_fault
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.stock.planes import whole_ground
from gisapp.stock.refresh import lock_stock, refresh_stock
from gisapp.stock.terms import ApprovalKind

_TOLD = ("kind", "approval_no", "title", "authority", "approved_on", "valid_to", "area_m2", "remark")


@dataclass(frozen=True, slots=True)
class ApprovalDraft:
    """What the paper says; `area_m2` as written on it, `geometry` its ground (EPSG:4490, None = unchanged), `valid_to` where it lapsed."""

    kind: ApprovalKind
    approval_no: str
    title: str
    approved_on: date
    area_m2: Decimal
    geometry: MultiPolygon | None
    authority: str = ""
    valid_to: date | None = None
    remark: str = ""
    evidence_ids: Sequence[int] = ()


def list_approvals(session: Session, principal: Principal, as_of: date) -> list[dict[str, Any]]:
    """Return the approvals that meet the caller's parks, with what of them is supplied or public ground on the day (planar ㎡)."""
    rows = session.execute(load("stock/approvals"), {"as_of": as_of, **visible_parks(principal)}).mappings()
    tolerance = load_rulebook(session).entry("stock.approval_area_tolerance_share", as_of)
    return [{**row, "findings": _area_findings(dict(row), tolerance.value, str(tolerance.basis))} for row in rows]


def show_approval(session: Session, principal: Principal, approval_id: int, as_of: date) -> dict[str, Any]:
    """Return one approval with its shape (GeoJSON, EPSG:4490) and its files (404 where it is no longer held true)."""
    found = next((row for row in list_approvals(session, principal, as_of) if row["id"] == approval_id), None)
    if found is None:
        raise _not_found()
    geometry = session.execute(
        text("select ST_AsGeoJSON(geom, 9, 0)::jsonb from conversion_approval where id = :id"), {"id": approval_id}
    ).scalar_one()
    return {**found, "geometry": geometry, "evidence": describe_files(session, principal, found["evidence_ids"])}


def add_approval(session: Session, principal: Principal, draft: ApprovalDraft, today: date) -> int:
    """Enter an approval; the patches are worked out again."""
    lock_stock(session)
    if draft.geometry is None:
        raise Invalid(
            "stock.approval_without_shape",
            "请上传或绘制批准范围，没有范围无法计算批而未供。",
            message_en="The ground that was approved is needed.",
        )
    approval_id = _write(session, principal, draft, draft.geometry, None)
    _tell(session, principal, approval_id, {}, _told(draft), None)
    refresh_stock(session, today)
    return approval_id


def correct_approval(
    session: Session, principal: Principal, approval_id: int, draft: ApprovalDraft, reason: str, today: date
) -> int:
    """Replace what was entered (a lapse, another shape, a figure) and return the new row's id; the old row stays."""
    lock_stock(session)
    before = _current(session, approval_id)
    close_rows(session, ConversionApprovalRow, [approval_id])
    shape = draft.geometry or whole_ground(to_shape(before["geom"]))
    new_id = _write(session, principal, draft, shape, approval_id)
    old = {**before, "valid_to": before["valid"].upper}
    _tell(session, principal, new_id, {name: old[name] for name in _TOLD}, _told(draft), reason)
    refresh_stock(session, today)
    return new_id


def withdraw_approval(session: Session, principal: Principal, approval_id: int, reason: str, today: date) -> None:
    """Take an approval that was entered by mistake out of what is held true; it stays in history."""
    lock_stock(session)
    before = _current(session, approval_id)
    close_rows(session, ConversionApprovalRow, [approval_id])
    _tell(session, principal, approval_id, {"approval_no": before["approval_no"]}, {}, reason)
    refresh_stock(session, today)


def _area_findings(row: dict[str, Any], tolerance: Decimal, basis: str) -> list[dict[str, Any]]:
    """批文面积与所绘范围相差过大的提醒核对."""
    drawn, told = row["drawn_m2"], row["area_m2"]
    if drawn is None or abs(drawn - told) <= tolerance * told:
        return []
    return [
        Finding(
            "stock.approval_area_differs",
            Severity.WARNING,
            f"批文面积 {format_m2(told)} ㎡，所绘范围 {format_m2(drawn)} ㎡，相差 {abs(drawn - told) / told * 100:.1f}%。",
            fix_zh="请核对批文和所绘范围。",
            message_en="The paper's area and the ground drawn differ.",
            measured=f"{abs(drawn - told) / told * 100:.1f}%",
            required=f"≤ {tolerance * 100:.1f}%",
            basis=basis,
        ).as_dict()
    ]


def _write(
    session: Session, principal: Principal, draft: ApprovalDraft, shape: MultiPolygon, replaces_id: int | None
) -> int:
    if draft.valid_to is not None and draft.valid_to <= draft.approved_on:
        raise Invalid(
            "stock.approval_term_empty",
            "失效日期应晚于批准日期，请改正。",
            message_en="It must lapse after it was approved.",
        )
    fault = find_fault(shape)
    if fault is not None:
        raise Invalid(
            "stock.approval_shape_broken",
            f"批准范围图形有误：{fault.message_zh}{fault.fix_zh}",
            message_en=fault.message_en,
        )
    load_evidence(session, principal, draft.evidence_ids)
    _refuse_outside_parks(session, shape)
    return session.execute(
        insert(ConversionApprovalRow)
        .values(
            zone_id=session.execute(text("select min(id) from zone")).scalar_one(),
            replaces_id=replaces_id,
            kind=draft.kind.value,
            approval_no=draft.approval_no.strip(),
            title=draft.title.strip(),
            authority=draft.authority.strip(),
            approved_on=draft.approved_on,
            area_m2=draft.area_m2,
            geom=from_shape(shape, srid=STORAGE_EPSG),
            remark=draft.remark.strip(),
            evidence_ids=list(dict.fromkeys(draft.evidence_ids)),
            source="",
            recorded_by_name=principal.name,
            valid=days(draft.approved_on, draft.valid_to),
        )
        .returning(ConversionApprovalRow.id)
    ).scalar_one()


def _refuse_outside_parks(session: Session, shape: MultiPolygon) -> None:
    """Refuse ground that meets no park (403)."""
    met = session.execute(
        text(
            "select exists (select from park_boundary b where upper_inf(b.recorded)"
            " and ST_Intersects(b.geom, ST_GeomFromWKB(:geom, 4490)))"
        ),
        {"geom": shapely.to_wkb(shape)},
    ).scalar_one()
    if not met:
        raise Forbidden(
            "stock.approval_out_of_scope",
            "批准范围不涉及任何园区，请核对范围。",
            message_en="It touches none of the parks.",
        )


def _current(session: Session, approval_id: int) -> dict[str, Any]:
    row = next(iter(current_rows(session, ConversionApprovalRow, {"id": approval_id})), None)
    if row is None:
        raise _not_found()
    return row


def _not_found() -> NotFound:
    return NotFound(
        "stock.approval_not_found",
        "没有这份批文，可能刚被更正或撤销。请刷新后重试。",
        message_en="No such approval; it may just have been corrected.",
    )


def _told(draft: ApprovalDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _TOLD}


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
        EventTag.STOCK_REVISE,
        subject="conversion_approval",
        subject_id=subject_id,
        zone_id=session.execute(text("select min(id) from zone")).scalar(),
        changes=differences(old, new),
        reason=reason,
        document=new.get("approval_no"),
    )
