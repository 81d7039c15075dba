"""What a contract is drafted from: plot, winner, promises, price and the frozen announcement of one decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.errors import NotFound
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.supply.listing_snapshot import offer_of
from gisapp.supply.rules.admission import PlannedDates

OWN_BASIS = "用地申请"


@dataclass(frozen=True, slots=True)
class PromiseFact:
    """One promise in the canonical unit of its indicator; `basis` is that of the announced requirement, else the application."""

    indicator: Indicator
    direction: Direction
    value: Fraction
    basis: str


@dataclass(frozen=True, slots=True)
class AllocationFacts:
    """A decision as the contract needs it. Money in yuan, areas in ㎡, terms in years."""

    allocation_id: int
    listing_id: int
    listing_no: str
    method: str
    zone_id: int
    park_id: int
    plot_id: int
    plot_no: str
    application_id: int
    application_number: int
    party_id: int
    party_name_zh: str
    credit_code: str | None
    project_name: str
    industry_code: str
    decided_on: date
    price_yuan: Decimal
    deposit_yuan: Decimal | None
    area_m2: Decimal
    plot_version_id: int
    term_kind: str
    term_years: int
    lease_years: int | None
    dates: PlannedDates
    promises: tuple[PromiseFact, ...]
    investment_yuan: Decimal | None
    output_yuan: Decimal | None
    tax_yuan: Decimal | None
    floor_area_m2: Decimal | None
    snapshot: dict[str, Any]
    state: str
    result_published_on: date | None
    minutes: str


def allocation_facts(session: Session, allocation_id: int) -> AllocationFacts:
    """Return the facts of a decision (404 where there is none); the caller has asked for the right to its park."""
    row = session.execute(load("supply/allocation_facts"), {"id": allocation_id}).mappings().one_or_none()
    if row is None:
        raise NotFound("allocation.not_found", "没有这项供地决定，请核对编号。", message_en="No such decision.")
    facts = dict(row)
    snapshot: dict[str, Any] = facts["snapshot"]
    bases = {item.indicator: str(item.basis) for item in offer_of(snapshot).requirements}
    promises = tuple(
        PromiseFact(
            indicator=(indicator := Indicator(item["indicator"])),
            direction=Direction(item["direction"]),
            value=Fraction(item["value"]),
            basis=bases.get(indicator, OWN_BASIS),
        )
        for item in facts.pop("promises")
    )
    dates = PlannedDates(facts.pop("start_on"), facts.pop("completion_on"), facts.pop("production_on"))
    plot = snapshot["plot"]
    return AllocationFacts(
        **facts,
        plot_no=plot["plot_no"],
        area_m2=Decimal(str(plot["area_m2"])),
        plot_version_id=plot["version_id"],
        dates=dates,
        promises=promises,
    )


def open_allocations(session: Session, principal: Principal) -> list[dict[str, Any]]:
    """Return live decisions without a contract in the caller's parks, oldest first."""
    rows = session.execute(load("supply/open_allocations"), visible_parks(principal)).mappings()
    return [dict(row) for row in rows]
