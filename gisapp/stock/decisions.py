"""What an officer decides about a patch: the class of a whole plot, or of ground outside plots; the rule's answer stays beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import shapely
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park
from gisapp.db.history import days, lock_plot
from gisapp.db.sql_file import load
from gisapp.db.tables.stock import StockPartRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.stock.part_store import PartDraft, keep_parts, part_row, plot_to_divide, refuse_unseen
from gisapp.stock.planes import whole_ground
from gisapp.stock.refresh import lock_stock, refresh_stock
from gisapp.stock.terms import PartUse


def decide_patch(
    session: Session,
    principal: Principal,
    patch_id: int,
    draft: PartDraft,
    *,
    valid_from: date,
    reason: str,
    evidence_ids: Sequence[int],
    today: date,
) -> None:
    """Say which class a patch outside all plots, or a whole plot, belongs to from a day on; the rule's answer stays beside it.

    A whole plot becomes a plot of one part; a part of a divided plot is revised by `revise_part`.
    """
    lock_stock(session)
    patch = session.execute(load("stock/patch_to_decide"), {"id": patch_id}).mappings().one_or_none()
    if patch is None:
        raise NotFound(
            "stock.patch_not_found",
            "这一天没有这个图斑，可能已重新划分或重新计算。请刷新后重试。",
            message_en="No such patch; it may have been worked out anew.",
        )
    ensure_may_touch_park(principal, patch["park_id"], patch["park_name_zh"])
    load_evidence(session, principal, evidence_ids)
    if draft.stock_class is None and draft.use is not PartUse.PUBLIC:
        raise Invalid("stock.class_missing", "请选择认定的类别。", message_en="Choose the class.")
    whole = bool(patch["plot_id"]) and patch["origin"] == "plot"
    if patch["plot_id"] is not None and not whole:
        raise Conflict(
            "stock.part_by_plot",
            "该图斑是已划分地块的一部分，请在地块的“存量”页修改。",
            message_en="It is a part of a divided plot: revise it in the plot's own page.",
        )
    if whole:
        plot, parts = plot_to_divide(session, principal, patch["plot_id"], valid_from)
        refuse_unseen(parts, "")
        row = part_row(draft, 1, reason, evidence_ids, plot["geom"])
        lock_plot(session, patch["plot_id"])
        keep_parts(session, principal, plot, parts, [row], valid_from)
    else:
        number = session.execute(
            text("select coalesce(max(part_no), 0) + 1 from stock_part where park_id = :park_id and plot_id is null"),
            {"park_id": patch["park_id"]},
        ).scalar_one()
        shape = whole_ground(shapely.from_wkb(bytes(patch["geom"])))
        row = part_row(draft, number, reason, evidence_ids, shape)
        _write_part_of_no_plot(session, principal, patch["park_id"], row, valid_from)
    record_event(
        session,
        principal,
        EventTag.STOCK_REVISE,
        subject="stock_patch",
        subject_id=patch_id,
        zone_id=patch["zone_id"],
        park_id=patch["park_id"],
        plot_id=patch["plot_id"],
        changes={
            "stock_class": {"old": patch["stock_class"], "new": draft.stock_class.value if draft.stock_class else None},
            "valid_from": {"old": None, "new": valid_from.isoformat()},
        },
        reason=reason,
    )
    refresh_stock(session, today, [patch["park_id"]])


def _write_part_of_no_plot(
    session: Session, principal: Principal, park_id: int, row: Mapping[str, Any], valid_from: date
) -> None:
    session.execute(
        insert(StockPartRow).values(
            **row,
            park_id=park_id,
            plot_id=None,
            recorded_by=principal.account_id,
            recorded_by_name=principal.name,
            valid=days(valid_from),
        )
    )
