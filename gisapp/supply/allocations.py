"""Who gets the plot: lots are drawn where there is a tie, one decision is taken with minutes, its result is published, or it is revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.kernel.clock import Clock
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.supply.listing_ends import end_after_revocation
from gisapp.supply.listing_store import (
    check_evidence,
    lock_listing,
    refuse_future,
    require_state,
    tell,
    update_listing,
)
from gisapp.supply.listing_terms import AllocationState, ListingState
from gisapp.supply.ranking import compete, frozen_limits, ranking_as_dict, refuse_undecidable, tied_first
from gisapp.supply.rules.listing_limits import RESULT_DAYS


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: to whom (None = whoever the rule puts first), on which day, at which price, with which minutes."""

    decided_on: date
    minutes: str
    application_id: int | None = None
    price_yuan: Decimal | None = None
    chair: str = ""
    attendees: str = ""
    venue: str = ""
    contract_until: date | None = None
    evidence_ids: tuple[int, ...] = ()


def draw_lots(
    session: Session,
    principal: Principal,
    clock: Clock,
    listing_id: int,
    *,
    drawn_on: date,
    lots: dict[int, int],
    witness: str,
    evidence_ids: list[int],
) -> None:
    """Enter the lots that were drawn for the applications tied for the first place, with what proves the drawing.

    409 where the announced rule knows no lot or nothing is tied; 400 where the lots are not one each of the tied.
    """
    listing = lock_listing(session, principal, listing_id)
    require_state(listing, [ListingState.CLOSED], "登记抽签")
    refuse_future(drawn_on, clock.today(), "抽签日期")
    competition = compete(session, listing)
    tied = tied_first(competition)
    if not tied:
        raise Conflict("lots.no_tie", "第一位没有并列，不需要抽签。", message_en="There is no tie for the first place.")
    if not any(step.key.value == "drawn_lot" for step in competition.ranking.rule.steps):
        raise Conflict(
            "lots.not_announced",
            "公告的比选规则没有写明抽签，不能以抽签决定。请按公告写明的办法处理，或终止本次出让。",
            message_en="The announced rule knows no lot.",
        )
    if set(lots) != set(tied) or len(set(lots.values())) != len(lots) or min(lots.values()) < 1:
        raise Invalid(
            "lots.incomplete",
            "每个并列的申请各填一个签号，签号从 1 起、互不相同。",
            message_en="Give each tied application one lot of its own, from 1 on.",
        )
    evidence = check_evidence(session, principal, evidence_ids)
    if not evidence:
        raise Invalid(
            "lots.unproved",
            "抽签须附抽签记录（照片或签字表）作为证据。",
            message_en="Attach the record of the drawing.",
        )
    session.execute(
        text(
            "insert into lot_draw (listing_id, drawn_on, lots, witness, evidence_ids, recorded_by_name)"
            " values (:listing, :day, cast(:lots as jsonb), :witness, :evidence, :by)"
        ),
        {
            "listing": listing_id,
            "day": drawn_on,
            "lots": orjson.dumps({str(one): lot for one, lot in lots.items()}).decode(),
            "witness": witness.strip(),
            "evidence": evidence,
            "by": principal.name,
        },
    )
    numbers = {row["id"]: row["number"] for row in competition.applications}
    told = "；".join(f"{numbers[one]}号申请 {lot} 号签" for one, lot in sorted(lots.items(), key=lambda item: item[1]))
    tell(
        session, principal, EventTag.LISTING_CHANGE, listing, differences({}, {"drawn_lots": told, "witness": witness})
    )


def decide(session: Session, principal: Principal, clock: Clock, listing_id: int, decision: Decision) -> int:
    """Give the plot to the application that the announced rule puts first; return the allocation's id.

    One of several deciders wins: the others find the announcement settled and are told by whom. 409 with the reason while
    applications wait, too few compete, the first place is tied, the day is too early, or somebody else is asked for.
    """
    listing = lock_listing(session, principal, listing_id)
    _refuse_settled(session, listing)
    require_state(listing, [ListingState.CLOSED], "作出供地决定")
    earliest: date = listing["decided_from"]
    refuse_future(decision.decided_on, clock.today(), "决定日期")
    if decision.decided_on < earliest:
        raise Conflict(
            "allocation.too_early",
            f"公告写明{day_zh(earliest)}起决定，不能提前。",
            message_en=f"It was announced that nothing is decided before {earliest}.",
        )
    if len(decision.minutes.strip()) < 10:
        raise Invalid(
            "allocation.minutes_missing",
            "请写明会议纪要：时间、参加人、比选情况和结论。",
            message_en="Write the minutes: when, who, how compared, what was decided.",
        )
    if decision.contract_until is not None and decision.contract_until < decision.decided_on:
        raise Invalid(
            "allocation.contract_before_decision",
            "签约截止日期早于决定日期，请核对。",
            message_en="The last day for signing precedes the decision.",
        )
    competition = compete(session, listing, decision.decided_on)
    refuse_undecidable(competition.findings)
    winner_id = competition.winner_id
    assert winner_id is not None, "a competition without findings has a winner"
    if decision.application_id not in (None, winner_id):
        raise Conflict(
            "allocation.not_the_winner",
            "按公告写明的比选规则，第一位是另一个申请，不能决定给所选申请。",
            message_en="The announced rule puts another application first.",
        )
    winner = next(row for row in competition.applications if row["id"] == winner_id)
    price = _price(decision.price_yuan, winner, listing)
    numbers = {row["id"]: row for row in competition.applications}
    allocation_id: int = session.execute(
        text(
            "insert into allocation (listing_id, plot_id, application_id, price_yuan, decided_on, minutes, chair, attendees, venue, contract_until,"
            " evidence_ids, ranking, decided_by, decided_by_name) values (:listing, :plot, :application, :price, :day, :minutes, :chair, :attendees,"
            " :venue, :until, :evidence, cast(:ranking as jsonb), :by, :name) returning id"
        ),
        {
            "listing": listing_id,
            "plot": listing["plot_id"],
            "application": winner_id,
            "price": price,
            "day": decision.decided_on,
            "minutes": decision.minutes.strip(),
            "chair": decision.chair.strip(),
            "attendees": decision.attendees.strip(),
            "venue": decision.venue.strip(),
            "until": decision.contract_until,
            "evidence": check_evidence(session, principal, decision.evidence_ids),
            "ranking": orjson.dumps(
                {
                    "rule": listing["snapshot"]["ranking"],
                    "places": ranking_as_dict(competition, numbers),
                    "warnings": competition.findings.as_dicts(),
                }
            ).decode(),
            "by": principal.account_id,
            "name": principal.name,
        },
    ).scalar_one()
    update_listing(session, listing_id, {"state": str(ListingState.SETTLED), "settled_on": decision.decided_on})
    tell(
        session,
        principal,
        EventTag.ALLOCATION_DECIDE,
        listing,
        differences(
            {"state": ListingState.CLOSED.label_zh},
            {
                "state": ListingState.SETTLED.label_zh,
                "party": winner["party_name_zh"],
                "price_yuan": price,
                "decided_on": decision.decided_on,
            },
        ),
        subject="allocation",
        subject_id=allocation_id,
        reason=decision.minutes.strip()[:200],
    )
    return allocation_id


def publish_result(
    session: Session,
    principal: Principal,
    clock: Clock,
    allocation_id: int,
    *,
    published_on: date,
    until: date | None,
    media: str,
    evidence_ids: list[int],
) -> None:
    """Record that the result was made public, where, and how long it stays; at least the days that the rulebook wants."""
    allocation, listing = _lock_allocation(session, principal, allocation_id)
    _require_live(allocation)
    refuse_future(published_on, clock.today(), "公布日期")
    if published_on < allocation["decided_on"]:
        raise Conflict(
            "result.before_decision",
            f"公布日期早于决定日期{day_zh(allocation['decided_on'])}，请核对。",
            message_en="The result was published before it was decided.",
        )
    limits = frozen_limits(listing["snapshot"])
    least = limits.days(RESULT_DAYS)
    last = until or published_on + timedelta(days=least)
    if (last - published_on).days < least:
        raise Conflict(
            "result.too_short",
            f"公布 {(last - published_on).days} 日，少于 {least} 日（{limits.basis(RESULT_DAYS)}）。请延长。",
            message_en=f"The result must stay public for {least} days.",
        )
    known = session.execute(
        text("select published_on from result_publication where allocation_id = :id"), {"id": allocation_id}
    ).scalar()
    if known is not None:
        raise Conflict(
            "result.published_already",
            f"结果已于{day_zh(known)}公布。",
            message_en="The result has been published already.",
        )
    session.execute(
        text(
            "insert into result_publication (allocation_id, published_on, until, media, evidence_ids, recorded_by_name)"
            " values (:id, :day, :until, :media, :evidence, :by)"
        ),
        {
            "id": allocation_id,
            "day": published_on,
            "until": last,
            "media": media.strip(),
            "evidence": check_evidence(session, principal, evidence_ids),
            "by": principal.name,
        },
    )
    tell(
        session,
        principal,
        EventTag.ALLOCATION_PUBLISH,
        listing,
        differences({}, {"published_on": published_on, "until": last, "media": media.strip()}),
        subject="allocation",
        subject_id=allocation_id,
    )


def revoke_allocation(
    session: Session, principal: Principal, clock: Clock, allocation_id: int, *, on: date, reason: str
) -> None:
    """Revoke a decision from which no contract came (the winner withdrew, the confirmation lapsed); the offer counts as failed."""
    allocation, listing = _lock_allocation(session, principal, allocation_id)
    _require_live(allocation)
    refuse_future(on, clock.today(), "撤销日期")
    signed = session.execute(
        text("select contract_no from contract where allocation_id = :id and ended_on is null"), {"id": allocation_id}
    ).scalar()
    if signed is not None:
        raise Conflict(
            "allocation.contract_signed",
            f"已签订合同“{signed}”，不能撤销供地决定；请先终止合同。",
            message_en="A contract has been signed; end it first.",
        )
    if on < allocation["decided_on"]:
        raise Conflict(
            "allocation.revoked_before_decision",
            f"撤销日期早于决定日期{day_zh(allocation['decided_on'])}，请核对。",
            message_en="The revocation precedes the decision.",
        )
    _close(session, allocation_id, AllocationState.REVOKED, on, reason)
    tell(
        session,
        principal,
        EventTag.ALLOCATION_REVOKE,
        listing,
        differences({"state": AllocationState.LIVE.label_zh}, {"state": AllocationState.REVOKED.label_zh, "on": on}),
        subject="allocation",
        subject_id=allocation_id,
        reason=reason,
    )
    end_after_revocation(session, principal, clock, listing, on, f"供地决定撤销：{reason.strip()}")


def end_allocation(session: Session, principal: Principal, allocation_id: int, *, on: date, reason: str) -> None:
    """Let a decision end with its contract, so that the plot may be offered again."""
    allocation, _ = _lock_allocation(session, principal, allocation_id)
    _require_live(allocation)
    _close(session, allocation_id, AllocationState.ENDED, on, reason)


def find_allocation(session: Session, principal: Principal, allocation_id: int) -> dict[str, Any]:
    """Return a decision's row (404 outside the caller's parks)."""
    row = (
        session.execute(
            text(
                "select a.* from allocation a join listing l on l.id = a.listing_id"
                " where a.id = :id and (:all_parks or l.park_id = any(:park_ids))"
            ),
            {"id": allocation_id, **visible_parks(principal)},
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound(
            "allocation.not_found",
            "没有这项供地决定，或您没有查看权限。请核对编号。",
            message_en="No such decision, or not for you.",
        )
    return dict(row)


def _lock_allocation(
    session: Session, principal: Principal, allocation_id: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    found = find_allocation(session, principal, allocation_id)
    listing = lock_listing(session, principal, found["listing_id"])
    return find_allocation(session, principal, allocation_id), listing


def _require_live(allocation: dict[str, Any]) -> None:
    state = AllocationState(allocation["state"])
    if state is not AllocationState.LIVE:
        raise Conflict(
            "allocation.not_live", f"该供地决定{state.label_zh}，不能再办理。", message_en="The decision is not live."
        )


def _close(session: Session, allocation_id: int, state: AllocationState, on: date, reason: str) -> None:
    session.execute(
        text("update allocation set state = :state, ended_on = :on, end_reason = :reason where id = :id"),
        {"id": allocation_id, "state": str(state), "on": on, "reason": reason.strip()},
    )


def _refuse_settled(session: Session, listing: dict[str, Any]) -> None:
    row = session.execute(
        text(
            "select a.decided_by_name, a.decided_on, y.name_zh from allocation a join application p on p.id = a.application_id"
            " join party y on y.id = p.party_id where a.plot_id = :plot and a.state = 'live'"
        ),
        {"plot": listing["plot_id"]},
    ).one_or_none()
    if row is not None:
        raise Conflict(
            "allocation.taken",
            f"该地块已由{row.decided_by_name}于{day_zh(row.decided_on)}决定给“{row.name_zh}”，一宗地只能决定一次。请刷新查看。",
            message_en=f"{row.decided_by_name} has already decided on this plot; reload it.",
        )


def _price(given: Decimal | None, winner: dict[str, Any], listing: dict[str, Any]) -> Decimal:
    price = given if given is not None else winner["bid_yuan"]
    floor: Decimal = max(winner["bid_yuan"], listing["start_price_yuan"])
    if price < floor:
        raise Conflict(
            "allocation.price_below_bid",
            f"成交价不能低于该申请的报价 {floor:,.2f} 元。",
            message_en="The price is below the winner's bid.",
        )
    return price
