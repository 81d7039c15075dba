"""The parts of a plot as rows: read with the plot they belong to, kept from a day on, and the token by which a second officer is noticed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from geoalchemy2.shape import from_shape
from shapely import MultiPolygon
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park
from gisapp.db.history import close_rows, current_rows, days, write_rows
from gisapp.db.sql_file import load
from gisapp.db.tables.stock import StockPartRow
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Conflict, NotFound
from gisapp.land.plots import ensure_visible
from gisapp.stock.terms import PartUse, StockClass


@dataclass(frozen=True, slots=True)
class PartDraft:
    """What an officer says of a part; `stock_class` None leaves the class to the rule."""

    name_zh: str
    use: PartUse
    stock_class: StockClass | None = None


def seen_of(parts: Sequence[Mapping[str, Any]]) -> str:
    """Return the token of a division as it was seen: the rows that it consists of."""
    return ",".join(str(row["id"]) for row in sorted(parts, key=lambda row: row["id"]))


def part_row(
    draft: PartDraft, number: int, reason: str, evidence_ids: Sequence[int], shape: MultiPolygon
) -> dict[str, Any]:
    """Return what is kept of a part."""
    return {
        "part_no": number,
        "name_zh": draft.name_zh.strip(),
        "use": draft.use.value,
        "stock_class": draft.stock_class.value if draft.stock_class else None,
        "reason": reason.strip(),
        "evidence_ids": list(dict.fromkeys(evidence_ids)),
        "geom": from_shape(shape, srid=STORAGE_EPSG),
    }


def plot_to_divide(
    session: Session, principal: Principal, plot_id: int, day: date
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the plot of a day with its shape, and the parts that hold on it; Conflict where a later division is on record."""
    ensure_visible(session, principal, plot_id)
    row = session.execute(load("stock/plot_to_divide"), {"plot_id": plot_id, "day": day}).mappings().one_or_none()
    if row is None:
        raise NotFound(
            "stock.plot_gone",
            "这一天没有这个地块，不能划分。请换一个日期。",
            message_en="There is no such plot on this day.",
        )
    ensure_may_touch_park(principal, row["park_id"], row["park_name_zh"])
    known = current_rows(session, StockPartRow, {"plot_id": plot_id})
    if any(part["valid"].lower > day for part in known):
        raise Conflict(
            "stock.divided_later",
            "该地块在这一天之后另有划分，请从那一天起修改，或先合并。",
            message_en="The plot is divided otherwise from a later day on.",
        )
    parts = [part for part in known if part["valid"].contains(day)]
    return {**row, "geom": shapely.from_wkb(bytes(row["geom"]))}, parts


def keep_parts(
    session: Session,
    principal: Principal,
    plot: dict[str, Any],
    before: Sequence[dict[str, Any]],
    after: Sequence[dict[str, Any]],
    valid_from: date,
) -> None:
    """Let `after` be the division from a day on: what was told of later days is closed, earlier days keep what they had."""
    close_rows(session, StockPartRow, [row["id"] for row in before])
    earlier = [
        {**row, "valid": days(row["valid"].lower, valid_from)} for row in before if row["valid"].lower < valid_from
    ]
    later = [
        {
            **{
                name: row[name]
                for name in ("part_no", "name_zh", "use", "stock_class", "reason", "evidence_ids", "geom")
            },
            "park_id": plot["park_id"],
            "plot_id": plot["plot_id"],
            "recorded_by": principal.account_id,
            "recorded_by_name": principal.name,
            "valid": days(valid_from),
        }
        for row in after
    ]
    write_rows(session, StockPartRow, [*earlier, *later])


def refuse_unseen(parts: Sequence[Mapping[str, Any]], seen: str) -> None:
    """Refuse an officer who has not seen the division as it is now (409)."""
    if seen_of(parts) != seen:
        raise Conflict(
            "stock.divided_meanwhile",
            "该地块刚被他人划分，您看到的已不是最新。请刷新后重试。",
            message_en="Somebody else has just divided this plot; reload it.",
        )


def no_part() -> NotFound:
    return NotFound("stock.part_not_found", "没有这个部分，请刷新后重试。", message_en="No such part.")
