"""Divides plots into sub-areas and lets officers say what each part is used for and which class it belongs to.

A cut is given as an instruction and carried out here on the stored shape, so that the parts tile the plot exactly; shapes that went
through a browser are never taken for parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from geoalchemy2.shape import to_shape
from shapely import LineString, MultiPolygon
from shapely.geometry import shape as shape_of
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.history import lock_plot
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.area import format_m2
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.land.typed_shape import read_shape
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.stock.part_store import (
    PartDraft,
    keep_parts,
    no_part,
    part_row,
    plot_to_divide,
    refuse_unseen,
    seen_of,
)
from gisapp.stock.planes import planar_m2, to_system, whole_ground
from gisapp.stock.refresh import lock_stock, refresh_stock
from gisapp.stock.rules.cutting import cut_by_area, cut_by_line, cut_by_polygon
from gisapp.stock.terms import CutMethod, CutSide, PartUse


@dataclass(frozen=True, slots=True)
class Cut:
    """How a part (None = the undivided plot) is cut: by a line or polygon (GeoJSON, EPSG:4490), or an area in ㎡ from a side."""

    method: CutMethod
    part_no: int | None = None
    geometry: dict[str, Any] | None = None
    area_m2: float | None = None
    side: CutSide = CutSide.NORTH


def preview_cut(session: Session, principal: Principal, plot_id: int, cut: Cut, as_of: date) -> dict[str, Any]:
    """Return the pieces that a cut would give (GeoJSON and planar ㎡), in the order in which they are then named. Nothing is stored."""
    plot, parts = plot_to_divide(session, principal, plot_id, as_of)
    pieces = _cut(session, plot, parts, cut, as_of)
    return {
        "plot_id": plot_id,
        "part_no": cut.part_no,
        "seen": seen_of(parts),
        "pieces": [
            {"geometry": shapely.geometry.mapping(piece), "area_m2": planar_m2(piece, plot["planar_epsg"])}
            for piece in pieces
        ],
    }


@dataclass(frozen=True, slots=True)
class Revision:
    """From when and why the ground of a plot is divided anew; `seen` is what the screen showed, so that nobody overwrites what he has not seen."""

    seen: str
    valid_from: date
    reason: str
    evidence_ids: Sequence[int]


def divide_plot(
    session: Session,
    principal: Principal,
    plot_id: int,
    cut: Cut,
    drafts: Sequence[PartDraft],
    revision: Revision,
    *,
    today: date,
) -> None:
    """Cut a plot, or one of its parts, into pieces from a day on; the park's patches are worked out again.

    `seen` is what the officer saw: Conflict where somebody else has divided the plot meanwhile.
    """
    lock_stock(session)
    lock_plot(session, plot_id)
    plot, parts = plot_to_divide(session, principal, plot_id, revision.valid_from)
    refuse_unseen(parts, revision.seen)
    pieces = _cut(session, plot, parts, cut, revision.valid_from)
    if len(drafts) != len(pieces):
        raise Invalid(
            "stock.parts_unnamed",
            f"划分出 {len(pieces)} 个部分，请逐个填写利用情况。",
            message_en=f"{len(pieces)} parts need their use.",
        )
    load_evidence(session, principal, revision.evidence_ids)
    kept = [row for row in parts if row["part_no"] != cut.part_no]
    highest = max((row["part_no"] for row in parts), default=0)
    numbers = [
        cut.part_no if index == 0 and cut.part_no is not None else highest + index + (1 if cut.part_no is None else 0)
        for index in range(len(pieces))
    ]
    new = [
        part_row(draft, number, revision.reason, revision.evidence_ids, piece)
        for number, draft, piece in zip(numbers, drafts, pieces, strict=True)
    ]
    keep_parts(session, principal, plot, parts, [*kept, *new], revision.valid_from)
    told = {
        f"第{row['part_no']}部分": {
            "old": None,
            "new": f"{format_m2(planar_m2(piece, plot['planar_epsg']))} ㎡，{PartUse(row['use']).label_zh}",
        }
        for row, piece in zip(new, pieces, strict=True)
    }
    _tell(session, principal, plot, told, revision.valid_from, revision.reason)
    refresh_stock(session, today, [plot["park_id"]])


def revise_part(
    session: Session,
    principal: Principal,
    plot_id: int,
    part_no: int,
    draft: PartDraft,
    revision: Revision,
    *,
    today: date,
) -> None:
    """Say otherwise what a part is used for, or which class it belongs to, from a day on; its shape stays."""
    lock_stock(session)
    lock_plot(session, plot_id)
    plot, parts = plot_to_divide(session, principal, plot_id, revision.valid_from)
    refuse_unseen(parts, revision.seen)
    found = next((row for row in parts if row["part_no"] == part_no), None)
    if found is None:
        raise no_part()
    load_evidence(session, principal, revision.evidence_ids)
    new = {
        **found,
        "name_zh": draft.name_zh.strip(),
        "use": draft.use.value,
        "stock_class": draft.stock_class.value if draft.stock_class else None,
        "reason": revision.reason.strip(),
        "evidence_ids": list(dict.fromkeys(revision.evidence_ids)),
    }
    keep_parts(session, principal, plot, parts, [new if row is found else row for row in parts], revision.valid_from)
    told = {
        name: {"old": found[name], "new": new[name]}
        for name in ("name_zh", "use", "stock_class")
        if found[name] != new[name]
    }
    _tell(
        session,
        principal,
        plot,
        {"part_no": {"old": None, "new": str(part_no)}, **told},
        revision.valid_from,
        revision.reason,
    )
    refresh_stock(session, today, [plot["park_id"]])


def undivide_plot(
    session: Session, principal: Principal, plot_id: int, *, seen: str, valid_from: date, reason: str, today: date
) -> None:
    """Let a plot be one patch again from a day on."""
    lock_stock(session)
    lock_plot(session, plot_id)
    plot, parts = plot_to_divide(session, principal, plot_id, valid_from)
    refuse_unseen(parts, seen)
    if not parts:
        raise Conflict("stock.not_divided", "该地块没有划分，无须合并。", message_en="The plot is not divided.")
    keep_parts(session, principal, plot, parts, [], valid_from)
    _tell(session, principal, plot, {"parts": {"old": str(len(parts)), "new": "0"}}, valid_from, reason)
    refresh_stock(session, today, [plot["park_id"]])


def _cut(
    session: Session, plot: dict[str, Any], parts: Sequence[dict[str, Any]], cut: Cut, day: date
) -> list[MultiPolygon]:
    if cut.part_no is None and parts:
        raise Conflict(
            "stock.divided_already", "该地块已经划分，请选择要再划分的部分。", message_en="Choose the part to cut."
        )
    whole: MultiPolygon = plot["geom"]
    if cut.part_no is not None:
        found = next((part for part in parts if part["part_no"] == cut.part_no), None)
        if found is None:
            raise no_part()
        whole = whole_ground(to_shape(found["geom"]))
    epsg = plot["planar_epsg"]
    in_plane, stored = to_system(STORAGE_EPSG, epsg), to_system(epsg, STORAGE_EPSG)
    ground: MultiPolygon = in_plane(whole)
    if cut.method is CutMethod.AREA:
        pieces = cut_by_area(ground, cut.area_m2 or 0.0, cut.side)
    elif cut.method is CutMethod.LINE:
        pieces = cut_by_line(ground, in_plane(_line(cut.geometry)))
    else:
        pieces = cut_by_polygon(ground, in_plane(read_shape(cut.geometry or {}, None)[0]))
    least = load_rulebook(session).value("stock.part_min_m2", day)
    small = min(piece.area for piece in pieces)
    if small < least:
        raise Invalid(
            "stock.part_too_small",
            f"划分出的部分只有 {small:.2f} ㎡，小于 {least.normalize():f} ㎡。请调整分割线。",
            message_en=f"A part would have {small:.2f} m² only.",
        )
    return [stored(piece) for piece in pieces]


def _line(geometry: dict[str, Any] | None) -> LineString:
    try:
        drawn = shape_of(geometry or {})
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, shapely.GEOSException):
        drawn = None
    if not isinstance(drawn, LineString) or drawn.is_empty:
        raise Invalid("stock.line_missing", "请在地图上画出分割线。", message_en="Draw the line on the map.")
    return shapely.force_2d(drawn)


def _tell(
    session: Session, principal: Principal, plot: dict[str, Any], changes: dict[str, Any], valid_from: date, reason: str
) -> None:
    record_event(
        session,
        principal,
        EventTag.STOCK_REVISE,
        subject="stock_part",
        subject_id=plot["plot_id"],
        zone_id=plot["zone_id"],
        park_id=plot["park_id"],
        plot_id=plot["plot_id"],
        changes={**changes, "valid_from": {"old": None, "new": valid_from.isoformat()}},
        reason=reason,
    )
