"""What a contract would say: filled in from the decision that allocated the land, or from the register for an older contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.commitments.rules.schedule import IndicatorPromise
from gisapp.contracts.queries import describe_terms
from gisapp.contracts.rules.draft import DraftFacts, draft_terms, prefilled_from, usual_rates
from gisapp.db.sql_file import load
from gisapp.kernel.rulebook import RuleEntry
from gisapp.land.plots import ensure_visible
from gisapp.preparation.rules.limits import supply_limits
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.supply.allocation_facts import allocation_facts
from gisapp.supply.allocations import find_allocation

CLAUSES = (
    "handover_conditions", "instalment_interest", "late_payment_permille", "late_start_permille", "late_completion_permille",
    "late_handover_permille", "use_change", "transfer_invested_share", "dispute", "approval_authority",
)  # fmt: skip


def draft_from_allocation(session: Session, principal: Principal, allocation_id: int, today: date) -> dict[str, Any]:
    """Return the contract that follows from a decision: winner, price, promises, dates and bounds as announced (404 outside the parks)."""
    find_allocation(session, principal, allocation_id)
    facts = allocation_facts(session, allocation_id)
    announced = facts.snapshot
    handover = announced.get("delivery_on")
    terms = draft_terms(
        DraftFacts(
            today,
            date.fromisoformat(handover) if handover else None,
            facts.dates,
            facts.price_yuan,
            tuple(IndicatorPromise(p.indicator, p.direction, p.value, p.basis) for p in facts.promises),
        ),
        load_rulebook(session),
    )
    plot = announced.get("plot") or {}
    return {
        **_clauses(session, facts.plot_id, today),
        **_of_register(session, facts.plot_id, today),
        **{name: plot[name] for name in ("real_estate_unit_no", "land_use_scheme", "land_use_code") if plot.get(name)},
        **describe_terms(terms),
        "allocation_id": allocation_id,
        "listing_no": facts.listing_no,
        "plot_id": facts.plot_id,
        "plot_no": facts.plot_no,
        "party_id": facts.party_id,
        "party_name_zh": facts.party_name_zh,
        "decided_on": facts.decided_on,
        "result_published_on": facts.result_published_on,
        "signed_on": today,
        "area_m2": facts.area_m2,
        "term_years": facts.term_years,
        "term_kind": facts.term_kind,
        "method": facts.method,
        "project_name": facts.project_name,
        "industry_code": facts.industry_code,
        "investment_yuan": facts.investment_yuan,
        "deposit_yuan": facts.deposit_yuan,
        "conditions": _bounds(announced.get("conditions") or {}),
    }


def draft_for_plot(session: Session, principal: Principal, plot_id: int, today: date) -> dict[str, Any]:
    """Return what the register knows for an older contract of a plot: land, bounds, holder; dates and price are on the paper."""
    ensure_visible(session, principal, plot_id)
    found = _of_register(session, plot_id, today)
    paper = {"allocation_id": None, "plot_id": plot_id, "contract_no": "", "signed_on": None}
    return {**_clauses(session, plot_id, today), **found, **paper}


def _of_register(session: Session, plot_id: int, day: date) -> dict[str, Any]:
    row = session.execute(load("contracts/contract_draft_plot"), {"plot_id": plot_id, "day": day}).mappings().one()
    return {**row, "conditions": _bounds(row["conditions"] or {})}


def _clauses(session: Session, plot_id: int, day: date) -> dict[str, Any]:
    """Return the usual clauses: those of the zone's newest contract, else the rulebook's, a free number, and its words on extensions."""
    row = session.execute(load("contracts/contract_clauses"), {"plot_id": plot_id, "year": day.year}).mappings().one()
    book = load_rulebook(session)
    limits, usual = supply_limits(book, day), usual_rates(book, day)
    return {
        **{name: usual.get(name) if row[name] is None else row[name] for name in CLAUSES},
        "contract_no": f"{row['zone_code']}-{day.year}-{row['signed_this_year'] + 1:04d}",
        "extension_asked_days_ahead": limits.extension_asked_days_ahead,
        "extension_months_max": limits.extension_months_max,
    }


def draft_sources(session: Session, values: Mapping[str, Any], today: date) -> dict[str, RuleEntry]:
    """Return which of the draft's fields stand as the rulebook has them, with the entry of each.

    A clause taken from the zone's newest contract is among them only where it says the same number; what the decision says never is.
    """
    row = session.execute(
        load("contracts/contract_clauses"), {"plot_id": values["plot_id"], "year": today.year}
    ).mappings()
    earlier = {name: value for name, value in row.one().items() if value is not None}
    terms = ("initial_period_months", "instalments")
    return {
        name: entry
        for name, entry in prefilled_from(load_rulebook(session), today).items()
        if earlier.get(name, entry.value) == entry.value and (name not in terms or values["allocation_id"] is not None)
    }


def _bounds(conditions: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in conditions.items() if value is not None}
