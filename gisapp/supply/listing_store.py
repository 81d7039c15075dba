"""Rows of announcements: found within the caller's parks, locked for writing, written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.history import lock_plot
from gisapp.db.sql_file import load
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict, NotFound
from gisapp.land.states import StateBasis, change_state
from gisapp.land.terms import StateAct, SupplyState
from gisapp.supply.listing_terms import ListingState

COLUMNS = (
    "plan_item_id", "listing_no", "method", "term_kind", "term_years", "lease_years", "start_price_yuan", "deposit_yuan", "announced_on",
    "applications_from", "applications_until", "opens_on", "decided_from", "industry_codes", "latest_start_on", "latest_completion_on",
    "latest_production_on", "conditions_zh", "contact_zh", "contact_phone", "ranking_rule",
)  # fmt: skip


def find_listing(session: Session, principal: Principal, listing_id: int) -> dict[str, Any]:
    """Return an announcement's row with its plot and park (404 outside the caller's parks)."""
    row = (
        session.execute(load("supply/listing_row"), {"id": listing_id, **visible_parks(principal)})
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound(
            "listing.not_found",
            "没有这份出让公告，或您没有查看权限。请核对编号。",
            message_en="No such announcement, or not for you.",
        )
    return dict(row)


def lock_listing(session: Session, principal: Principal, listing_id: int) -> dict[str, Any]:
    """Let one writer at a time work on a plot's offer, and return its row as it stands now.

    The plot's lock is taken first, everywhere in this order, so that two writers wait and never meet head-on.
    """
    found = find_listing(session, principal, listing_id)
    lock_plot(session, found["plot_id"])
    session.execute(text("select from listing where id = :id for update"), {"id": listing_id})
    return find_listing(session, principal, listing_id)


def require_state(listing: Mapping[str, Any], allowed: Iterable[ListingState], act_zh: str) -> None:
    """Refuse an act that this state does not allow (409), saying which state it is."""
    states = tuple(allowed)
    held = ListingState(listing["state"])
    if held not in states:
        raise Conflict(
            "listing.state_forbids",
            f"公告“{listing['listing_no']}”{held.label_zh}，不能{act_zh}。"
            f"只有{'、'.join(state.label_zh for state in states)}的公告可以。",
            message_en=f"The announcement is {held.label_en.lower()}; this act needs another state.",
        )


def insert_listing(
    session: Session, principal: Principal, plot: Mapping[str, Any], values: Mapping[str, Any], reoffer_of: int | None
) -> int:
    names = ", ".join(COLUMNS)
    marks = ", ".join("cast(:ranking_rule as jsonb)" if name == "ranking_rule" else f":{name}" for name in COLUMNS)
    statement = (
        f"insert into listing (zone_id, park_id, plot_id, reoffer_of, created_by_name, {names})"  # noqa: S608  # literals of this module
        f" values (:zone_id, :park_id, :plot_id, :reoffer_of, :created_by_name, {marks}) returning id"
    )
    return session.execute(
        text(statement),
        {
            **_bound(values),
            "zone_id": plot["zone_id"],
            "park_id": plot["park_id"],
            "plot_id": plot["plot_id"],
            "reoffer_of": reoffer_of,
            "created_by_name": principal.name,
        },
    ).scalar_one()


def update_listing(session: Session, listing_id: int, values: Mapping[str, Any]) -> None:
    """Write these columns of a row; the database refuses what is frozen."""
    casts = {"ranking_rule": "cast(:{} as jsonb)", "snapshot": "cast(:{} as jsonb)"}
    assignments = ", ".join(f"{name} = {casts.get(name, ':{}').format(name)}" for name in values)
    session.execute(
        text(f"update listing set {assignments} where id = :id"),  # noqa: S608  # names are literals of the callers
        {**_bound(values), "id": listing_id},
    )


def check_evidence(session: Session, principal: Principal, ids: Iterable[int]) -> list[int]:
    """Return the ids once each (400 naming those that do not exist or are not for the caller)."""
    return list(load_evidence(session, principal, ids)) if ids else []


def move_supply(
    session: Session,
    principal: Principal,
    listing: Mapping[str, Any],
    supply: SupplyState,
    day: date,
    reason: str,
) -> None:
    """Let the plot's supply state follow the announcement from a day on; nothing happens where it stands there already."""
    held = session.execute(
        text(
            "select supply from plot_state where plot_id = :id and valid @> cast(:day as date) and upper_inf(recorded)"
        ),
        {"id": listing["plot_id"], "day": day},
    ).scalar()
    if held == supply.value:
        return
    change_state(
        session,
        principal,
        listing["plot_id"],
        {"supply": supply.value},
        StateBasis(reason=reason, document=listing["listing_no"]),
        valid_from=day,
        act=StateAct.LISTING,
    )


def tell(
    session: Session,
    principal: Principal,
    tag: EventTag,
    listing: Mapping[str, Any],
    changes: Mapping[str, Any],
    *,
    subject: str = "listing",
    subject_id: int | None = None,
    reason: str | None = None,
) -> None:
    """Write what happened to an announcement, its applications or its decision into the plot's timeline."""
    record_event(
        session,
        principal,
        tag,
        subject=subject,
        subject_id=subject_id if subject_id is not None else listing["id"],
        plot_id=listing["plot_id"],
        park_id=listing["park_id"],
        zone_id=listing["zone_id"],
        changes=changes,
        reason=reason or None,
        document=listing["listing_no"],
    )


def refuse_future(day: date, today: date, what_zh: str) -> None:
    if day > today:
        raise Conflict(
            "listing.day_in_future",
            f"{what_zh}{day_zh(day)}还没有到，请在当日或以后登记。",
            message_en="That day has not come yet.",
        )


def _bound(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: orjson.dumps(value).decode()
        if isinstance(value, dict) and name in ("ranking_rule", "snapshot")
        else value
        for name, value in values.items()
    }
