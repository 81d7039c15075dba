"""Plots come into the register, change their boundary and leave it; every act is an audit event in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from geoalchemy2.shape import from_shape, to_shape
from shapely import MultiPolygon
from shapely.geometry import mapping
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park, visible_parks
from gisapp.db.history import current_rows, days, lock_plot, replace_from
from gisapp.db.tables.plot import PlotRow, PlotStateRow, PlotVersionRow
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Conflict, Invalid, NotFound, RuleViolation
from gisapp.kernel.finding import Findings
from gisapp.kernel.identifiers import (
    check_parcel_no,
    check_real_estate_unit_no,
    check_supervision_no,
    normalise_identifier,
)
from gisapp.land.parks import find_park
from gisapp.land.placement import check_placement

DEFAULT_STATE = {
    "land_control": "unknown",
    "servicing": "unknown",
    "supply": "not_ready",
    "development": "not_applicable",
    "compliance": "not_applicable",
}

_TRACED = (
    "plot_no", "plot_name", "area_surveyed_m2", "parcel_no", "real_estate_unit_no", "supervision_no", "address",
    "land_use_scheme", "land_use_code", "land_use_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlotDraft:
    """What is to be registered: a MultiPolygon in EPSG:4490 (lon, lat) and what the papers say about it."""

    park_code: str
    plot_no: str
    geometry: MultiPolygon
    valid_from: date
    document: str | None = None
    source: str = ""
    plot_name: str | None = None
    area_surveyed_m2: Decimal | None = None
    parcel_no: str | None = None
    real_estate_unit_no: str | None = None
    supervision_no: str | None = None
    address: str | None = None
    land_use_scheme: str | None = None
    land_use_code: str | None = None
    land_use_words: str | None = None
    boundary_points: dict[str, Any] | None = None
    survey_id: int | None = None


def check_draft(session: Session, draft: PlotDraft, *, plot_id: int | None = None) -> Findings:
    """Answer everything that speaks against registering this draft: shape, place, neighbours, numbers."""
    findings = check_placement(
        session,
        draft.park_code,
        draft.geometry,
        draft.valid_from,
        plot_id=plot_id,
        area_surveyed_m2=draft.area_surveyed_m2,
    )
    for number, check in (
        (draft.parcel_no, check_parcel_no),
        (draft.real_estate_unit_no, check_real_estate_unit_no),
        (draft.supervision_no, check_supervision_no),
    ):
        if number:
            findings.add(check(normalise_identifier(number)))
    return findings


def _columns(draft: PlotDraft, park: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "zone_id": park["zone_id"],
        "park_id": park["id"],
        "planar_epsg": park["planar_epsg"],
        "plot_no": draft.plot_no.strip(),
        "plot_name": draft.plot_name,
        "geom": from_shape(draft.geometry, srid=STORAGE_EPSG),
        "area_surveyed_m2": draft.area_surveyed_m2,
        "parcel_no": normalise_identifier(draft.parcel_no) if draft.parcel_no else None,
        "real_estate_unit_no": normalise_identifier(draft.real_estate_unit_no) if draft.real_estate_unit_no else None,
        "supervision_no": normalise_identifier(draft.supervision_no) if draft.supervision_no else None,
        "address": draft.address,
        "land_use_scheme": draft.land_use_scheme,
        "land_use_code": draft.land_use_code,
        "land_use_words": draft.land_use_words or None,
        "boundary_points": draft.boundary_points,
        "survey_id": draft.survey_id,
        "source": draft.source,
        "document": draft.document,
    }


def _refuse_errors(findings: Findings) -> None:
    if findings.has_errors:
        raise RuleViolation(
            "plot.findings",
            "地块存在必须修正的问题，未保存。请按检查结果逐条修正后再提交。",
            message_en="The findings below must be mended first.",
            findings=findings,
        )


def register_plot(session: Session, principal: Principal, draft: PlotDraft) -> int:
    """Enter a new plot with its first boundary and a state of "unknown"; return its id.

    Raises RuleViolation with findings; Conflict when somebody else registered the ground or the number first.
    """
    park = find_park(session, draft.park_code)
    ensure_may_touch_park(principal, park["id"], park["name_zh"])
    _refuse_errors(check_draft(session, draft))
    plot_id = session.execute(insert(PlotRow).values(zone_id=park["zone_id"]).returning(PlotRow.id)).scalar_one()
    # the state first: the map's read model is then built once, when the boundary comes
    session.execute(
        insert(PlotStateRow).values(
            plot_id=plot_id, **DEFAULT_STATE, source=draft.source, document=draft.document, valid=days(draft.valid_from)
        )
    )
    columns = _columns(draft, park)
    session.execute(
        insert(PlotVersionRow).values(plot_id=plot_id, version_no=1, valid=days(draft.valid_from), **columns)
    )
    record_event(
        session,
        principal,
        EventTag.PLOT_REGISTER,
        subject="plot",
        subject_id=plot_id,
        plot_id=plot_id,
        park_id=park["id"],
        zone_id=park["zone_id"],
        changes=differences({}, {name: columns[name] for name in _TRACED} | {"valid_from": draft.valid_from}),
        document=draft.document,
    )
    return plot_id


def locate_plot(session: Session, principal: Principal, plot_id: int) -> dict[str, Any]:
    """Lock a plot for writing and return its newest boundary row; 404 outside the caller's parks."""
    lock_plot(session, plot_id)
    rows = current_rows(session, PlotVersionRow, {"plot_id": plot_id})
    scope = visible_parks(principal)
    if not rows or not (scope["all_parks"] or rows[-1]["park_id"] in scope["park_ids"]):
        raise NotFound(
            "plot.not_found",
            "没有这个地块，或您没有查看权限。请核对编号和日期。",
            message_en="No such plot, or not for you.",
        )
    return rows[-1]


def revise_boundary(
    session: Session,
    principal: Principal,
    plot_id: int,
    draft: PlotDraft,
    *,
    expected_version_no: int | None,
    reason: str,
) -> None:
    """Let a new boundary hold from `draft.valid_from` on; the old one stays in history.

    Conflict when the boundary is no longer the version that the caller looked at.
    """
    newest = locate_plot(session, principal, plot_id)
    if expected_version_no is not None and expected_version_no != newest["version_no"]:
        raise Conflict(
            "plot.boundary_changed_meanwhile",
            f"该地块界线已更新到第{newest['version_no']}版（您看到的是第{expected_version_no}版），请刷新后在最新界线上重做。",
            message_en="Somebody else revised this boundary meanwhile; reload it.",
        )
    refuse_day_outside_life(newest, draft.valid_from, first_day(session, plot_id))
    park = find_park(session, draft.park_code)
    ensure_may_touch_park(principal, park["id"], park["name_zh"])
    _refuse_errors(check_draft(session, draft, plot_id=plot_id))
    columns = _columns(draft, park)
    before, _ = replace_from(
        session,
        PlotVersionRow,
        {"plot_id": plot_id},
        draft.valid_from,
        {**columns, "version_no": newest["version_no"] + 1},
    )
    old = {name: before[name] for name in _TRACED} if before else {}
    moved = before is not None and not to_shape(before["geom"]).equals_exact(draft.geometry, 1e-10)
    changes = differences(old, {name: columns[name] for name in _TRACED})
    if moved:
        changes["geometry"] = {"old": f"第{newest['version_no']}版", "new": f"第{newest['version_no'] + 1}版"}
    record_event(
        session,
        principal,
        EventTag.PLOT_BOUNDARY_REVISE,
        subject="plot",
        subject_id=plot_id,
        plot_id=plot_id,
        park_id=park["id"],
        zone_id=park["zone_id"],
        changes=changes,
        reason=reason,
        document=draft.document,
    )


def retire_plot(
    session: Session,
    principal: Principal,
    plot_id: int,
    *,
    valid_from: date,
    plot_no: str,
    reason: str,
    document: str | None,
) -> None:
    """End a plot on a day: its boundary and state stop there, history stays. The number must be repeated as confirmation."""
    newest = locate_plot(session, principal, plot_id)
    if plot_no.strip() != newest["plot_no"]:
        raise Invalid(
            "plot.confirmation_differs",
            f"输入的编号与地块编号“{newest['plot_no']}”不一致，未注销。请重新输入。",
            message_en="The number typed differs.",
        )
    refuse_day_outside_life(newest, valid_from, first_day(session, plot_id))
    if newest["valid"].lower > valid_from:
        raise Conflict(
            "plot.changed_later",
            f"该地块在{newest['valid'].lower:%Y年%-m月%-d日}还有一次界线变更，注销日期不能早于它。请调整日期。",
            message_en="The boundary changes after that day; choose a later day.",
        )
    replace_from(session, PlotVersionRow, {"plot_id": plot_id}, valid_from, None)
    for row in current_rows(session, PlotStateRow, {"plot_id": plot_id}):
        if row["valid"].contains(valid_from) or row["valid"].lower > valid_from:
            replace_from(session, PlotStateRow, {"plot_id": plot_id}, max(valid_from, row["valid"].lower), None)
    record_event(
        session,
        principal,
        EventTag.PLOT_RETIRE,
        subject="plot",
        subject_id=plot_id,
        plot_id=plot_id,
        park_id=newest["park_id"],
        zone_id=newest["zone_id"],
        changes={"valid_to": {"old": None, "new": valid_from.isoformat()}},
        reason=reason,
        document=document,
    )


def refuse_day_outside_life(newest: Mapping[str, Any], day: date, registered_on: date) -> None:
    """Refuse a change dated before the plot was registered or after it was retired (409)."""
    if day < registered_on:
        raise Conflict(
            "plot.before_registration",
            f"生效日期早于地块登记日期{registered_on:%Y年%-m月%-d日}，请改为该日或之后。",
            message_en=f"The day is before the plot's registration on {registered_on}.",
        )
    end = newest["valid"].upper
    if end is not None and day >= end:
        raise Conflict(
            "plot.after_retirement",
            f"地块已于{end:%Y年%-m月%-d日}注销，不能再变更。",
            message_en=f"The plot was retired on {end}.",
        )


def first_day(session: Session, plot_id: int) -> date:
    return session.execute(
        text("select min(lower(valid)) from plot_version where plot_id = :id and upper_inf(recorded)"), {"id": plot_id}
    ).scalar_one()


def geometry_json(geometry: MultiPolygon) -> dict[str, Any]:
    return dict(mapping(geometry))
