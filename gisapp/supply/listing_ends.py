"""How an announcement goes on or ends: applications close, it is withdrawn, nobody wins, or the plot is offered anew."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.kernel.clock import Clock
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict
from gisapp.land.terms import SupplyState
from gisapp.supply.listing_store import (
    COLUMNS,
    insert_listing,
    lock_listing,
    move_supply,
    refuse_future,
    require_state,
    tell,
    update_listing,
)
from gisapp.supply.listing_terms import ListingState
from gisapp.supply.publication_mistakes import hide_mistake

DATES = (
    "announced_on", "applications_from", "applications_until", "opens_on", "decided_from", "latest_start_on", "latest_completion_on",
    "latest_production_on",
)  # fmt: skip


def close_listing(session: Session, principal: Principal, clock: Clock, listing_id: int) -> None:
    """End the time for applications, after its announced last day (409 before)."""
    listing = lock_listing(session, principal, listing_id)
    require_state(listing, [ListingState.PUBLISHED], "截止报名")
    last: date = listing["applications_until"]
    if clock.today() <= last:
        raise Conflict(
            "listing.still_open",
            f"公告写明报名至{day_zh(last)}，次日起方可截止。",
            message_en=f"Applications are open until {last}.",
        )
    update_listing(session, listing_id, {"state": str(ListingState.CLOSED), "closed_on": last + timedelta(days=1)})
    tell(
        session,
        principal,
        EventTag.LISTING_CHANGE,
        listing,
        differences({"state": ListingState.PUBLISHED.label_zh}, {"state": ListingState.CLOSED.label_zh}),
    )


def withdraw_listing(
    session: Session,
    principal: Principal,
    clock: Clock,
    listing_id: int,
    *,
    on: date,
    reason: str,
    as_mistake: bool = False,
) -> None:
    """Withdraw an announcement before it is decided; the plot goes back among the prepared ones. A draft is given up the same way.

    `as_mistake`: it should never have been published, and leaves the past of the public window too.
    """
    listing = lock_listing(session, principal, listing_id)
    require_state(listing, [ListingState.DRAFT, ListingState.PUBLISHED, ListingState.CLOSED], "撤回")
    _end(session, principal, clock, listing, ListingState.WITHDRAWN, on, reason)
    if as_mistake and listing["published_at"] is not None and listing["announced_on"] < on:
        _hide(session, principal, listing, on, reason)


def declare_mistake(session: Session, principal: Principal, listing_id: int, reason: str) -> None:
    """Record of a withdrawn announcement that it should never have been published (409 where the public never saw a day of it)."""
    listing = lock_listing(session, principal, listing_id)
    require_state(listing, [ListingState.WITHDRAWN], "登记为误发布")
    if listing["published_at"] is None or listing["announced_on"] >= listing["withdrawn_on"]:
        raise Conflict(
            "listing.never_public",
            "这份公告没有公开过，或在公告当日已撤回，公众窗口本来就不显示，不必登记。",
            message_en="The public never saw this announcement; there is nothing to take out of the window's past.",
        )
    _hide(session, principal, listing, listing["withdrawn_on"], reason)


def _hide(session: Session, principal: Principal, listing: dict[str, Any], until: date, reason: str) -> None:
    site = {**listing, "site_id": listing["plot_id"]}
    hide_mistake(session, principal, site, since=listing["announced_on"], until=until, reason=reason)


def fail_listing(
    session: Session, principal: Principal, clock: Clock, listing_id: int, *, on: date, reason: str
) -> None:
    """Record that an offer came to nothing: nobody admitted, too few bidders, or the decision revoked."""
    listing = lock_listing(session, principal, listing_id)
    require_state(listing, [ListingState.PUBLISHED, ListingState.CLOSED, ListingState.SETTLED], "登记为未成交")
    live = session.execute(
        text("select id from allocation where listing_id = :id and state = 'live'"), {"id": listing_id}
    ).scalar()
    if live is not None:
        raise Conflict(
            "listing.decided",
            "本次出让已作出供地决定。确需重新出让的，请先撤销该决定。",
            message_en="There is a live decision; revoke it first.",
        )
    if on <= listing["applications_until"]:
        raise Conflict(
            "listing.still_open",
            f"公告写明报名至{day_zh(listing['applications_until'])}，次日起方可登记为未成交；需要提前结束的，请撤回公告。",
            message_en="Applications are still open; withdraw the announcement instead.",
        )
    _end(session, principal, clock, listing, ListingState.FAILED, on, reason)


def end_after_revocation(
    session: Session, principal: Principal, clock: Clock, listing: dict[str, Any], on: date, reason: str
) -> None:
    """End the announcement whose decision was revoked; called with the listing locked."""
    _end(session, principal, clock, listing, ListingState.FAILED, on, reason)


def reoffer_listing(session: Session, principal: Principal, listing_id: int, listing_no: str) -> int:
    """Draft a new announcement of the same plot on the same terms, without the dates; it names the one it follows."""
    listing = lock_listing(session, principal, listing_id)
    require_state(listing, [ListingState.WITHDRAWN, ListingState.FAILED], "重新公告")
    values = {name: None if name in DATES else listing[name] for name in COLUMNS} | {"listing_no": listing_no.strip()}
    new_id = insert_listing(session, principal, listing, values, listing_id)
    tell(
        session,
        principal,
        EventTag.LISTING_CHANGE,
        {**listing, "id": new_id, "listing_no": values["listing_no"]},
        differences({}, {"listing_no": values["listing_no"], "reoffer_of": listing["listing_no"]}),
    )
    return new_id


def _end(
    session: Session,
    principal: Principal,
    clock: Clock,
    listing: dict[str, Any],
    state: ListingState,
    on: date,
    reason: str,
) -> None:
    refuse_future(on, clock.today(), "结束日期")
    begun: date | None = listing["announced_on"] if listing["published_at"] else None
    if begun is not None and on < begun:
        raise Conflict(
            "listing.ends_before_it_began",
            f"结束日期早于公告日{day_zh(begun)}，请核对。",
            message_en="The end precedes the announcement.",
        )
    update_listing(
        session,
        listing["id"],
        {
            "state": str(state),
            f"{'withdrawn' if state is ListingState.WITHDRAWN else 'failed'}_on": on,
            "end_reason": reason.strip(),
        },
    )
    tell(
        session,
        principal,
        EventTag.LISTING_WITHDRAW,
        listing,
        differences({"state": ListingState(listing["state"]).label_zh}, {"state": state.label_zh, "ended_on": on}),
        reason=reason,
    )
    if begun is not None:
        move_supply(session, principal, listing, SupplyState.PREPARED, on, f"{state.label_zh}：{reason.strip()}")
