"""A decision that allocated a plot, straight into the tables: announced, applied for, decided; and the contract that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.commitments.rules.schedule import ContractTerms, IndicatorPromise, Instalment
from gisapp.contracts.signing import SigningDraft
from gisapp.supply.allocation_facts import AllocationFacts, allocation_facts
from gisapp.supply.listing_terms import ListingMethod, TermKind
from tests.builders.contract import a_party
from tests.builders.listing import an_application

PRICE = Decimal(9_500_000)
TEXTS = {
    "project_name": "食品加工项目",
    "industry_code": "1392",
    "location": "纬三路北、经一路东",
    "land_use_scheme": "用地用海分类2023",
    "land_use_code": "100102",
    "handover_conditions": "净地交付，五通一平",
    "dispute": "依法向人民法院起诉",
    "approval_authority": "市人民政府",
}


@dataclass(frozen=True)
class Decided:
    allocation_id: int
    listing_id: int
    application_id: int
    plot_id: int
    party_id: int


def an_allocation(session: Session, plot_id: int, *, decided_on: date = date(2026, 11, 2)) -> Decided:
    """Allocate a plot on offer (`a_plot(supply="on_offer")` brings its announcement) to a new enterprise for 9,500,000 yuan."""
    listing_id = session.execute(
        text("select id from listing where plot_id = :plot and state = 'published'"), {"plot": plot_id}
    ).scalar_one()
    party_id = a_party(session)
    application_id = an_application(session, listing_id, party_id, state="admitted")
    key = {"id": listing_id, "day": decided_on}
    session.execute(text("update listing set state = 'closed', closed_on = :day where id = :id"), key)
    allocation_id = session.execute(
        text(
            "insert into allocation (listing_id, plot_id, application_id, price_yuan, decided_on, minutes, ranking, decided_by_name) values"
            " (:listing, :plot, :application, :price, :day, '经集体会审，同意成交。', '{}', '测试') returning id"
        ),
        {"listing": listing_id, "plot": plot_id, "application": application_id, "price": PRICE, "day": decided_on},
    ).scalar_one()
    session.execute(text("update listing set state = 'settled', settled_on = :day where id = :id"), key)
    return Decided(allocation_id, listing_id, application_id, plot_id, party_id)


def terms_of(facts: AllocationFacts, **changes: Any) -> ContractTerms:
    given: dict[str, Any] = {
        "contract_no": f"示例合同-2026-{facts.allocation_id:04d}",
        "signed_on": date(2026, 11, 20),
        "handover_on": date(2027, 1, 15),
        "start_on": facts.dates.start_on,
        "completion_on": facts.dates.completion_on,
        "production_on": facts.dates.production_on,
        "initial_period_months": 24,
        "attainment_on": None,
        "price_yuan": facts.price_yuan,
        "instalments": (Instalment(date(2026, 12, 15), facts.price_yuan),),
        "promises": tuple(IndicatorPromise(p.indicator, p.direction, p.value, p.basis) for p in facts.promises),
        **changes,
    }
    return ContractTerms(**given)


def a_signing(session: Session, allocation_id: int, **changes: Any) -> SigningDraft:
    """The contract that follows from a decision; `changes` are fields of the draft, `terms` given as changes of terms."""
    facts = allocation_facts(session, allocation_id)
    terms = terms_of(facts, **changes.pop("terms", {}))
    draft = SigningDraft(
        plot_id=facts.plot_id,
        party_id=facts.party_id,
        allocation_id=allocation_id,
        terms=terms,
        area_m2=facts.area_m2,
        term_years=facts.term_years,
        term_kind=TermKind(facts.term_kind),
        term_from=terms.handover_on,
        method=ListingMethod(facts.method),
        conditions={**facts.snapshot["conditions"], "far_min": Decimal(facts.snapshot["conditions"]["far_min"])},
        texts=TEXTS,
        numbers={
            "deposit_yuan": facts.deposit_yuan,
            "investment_yuan": facts.investment_yuan,
            "extension_months_max": 12,
        },
    )
    return replace(draft, **changes)
