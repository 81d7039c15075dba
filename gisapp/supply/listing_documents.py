"""The facts that go into the papers of an offer: the announcement, the minutes of the decision, the confirmation of the transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.documents.sources import Draft, source
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.money import round_fraction
from gisapp.kernel.plot_fields import BOUNDS
from gisapp.kernel.rulebook import Basis, RuleEntry
from gisapp.preparation.indicator_terms import SPECS
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.supply.allocation_facts import allocation_facts
from gisapp.supply.allocations import find_allocation
from gisapp.supply.listing_snapshot import entry_from, promise_words, requirement_from
from gisapp.supply.listing_store import find_listing
from gisapp.supply.listing_terms import ApplicationState, ListingMethod, ListingState, TermKind
from gisapp.supply.listings import check_listing
from gisapp.supply.rules.industry_words import industry_words


@source("listing_announcement", subject="listing")
def listing_announcement(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """国有建设用地使用权出让公告：已发布的按快照，草案按现状并说明还不能出具."""
    listing = find_listing(session, principal, subject_id)
    snapshot = listing["snapshot"]
    findings = Findings()
    if snapshot is None:
        findings, facts, limits = check_listing(session, listing, as_of)
        plot, conditions, requirements = facts.plot, facts.conditions, facts.requirements
        entries = limits.applied(
            ListingMethod(listing["method"]), TermKind(listing["term_kind"]), plot["land_use_code"] or ""
        )
        findings.add(
            Finding(
                "listing.not_published",
                Severity.ERROR,
                "公告尚未发布，只能预览。",
                fix_zh="请先发布公告，再出具正式文本。",
                message_en="The announcement is not published yet.",
            )
        )
    else:
        plot, conditions = snapshot["plot"], snapshot["conditions"]
        requirements = tuple(requirement_from(item) for item in snapshot["requirements"])
        entries = tuple(entry_from(item) for item in snapshot["entries"])
    entries += tuple(_as_entry(item) for item in requirements if not item.confirmed)
    rule = (snapshot or {}).get("ranking") or listing["ranking_rule"]
    context = {
        **_plot(plot),
        **_conditions(conditions),
        "indicators": [_indicator(item) for item in requirements],
        "listing_no": listing["listing_no"],
        "method_zh": ListingMethod(listing["method"]).label_zh,
        "term_kind_zh": _kind(listing),
        "term_years": listing["term_years"],
        "industry_zh": industries_zh(session, listing["industry_codes"]),
        "start_price_yuan": listing["start_price_yuan"],
        "deposit_yuan": listing["deposit_yuan"]
        if listing["method"] != "agreement"
        else listing["deposit_yuan"] or Decimal(0),
        "announced_on": listing["announced_on"],
        "applications_from": listing["applications_from"],
        "applications_until": listing["applications_until"],
        "decided_from": listing["opens_on"],
        "decided_until": listing["decided_from"],
        "start_by": listing["latest_start_on"],
        "completion_by": listing["latest_completion_on"],
        "production_by": listing["latest_production_on"],
        "ranking_rule_zh": rule["sentence_zh"],
        "contact_name": listing["contact_zh"] or None,
        "contact_phone": listing["contact_phone"] or None,
        "remark_zh": listing["conditions_zh"] or None,
    }
    return Draft(
        zone_id=listing["zone_id"],
        park_id=listing["park_id"],
        plot_id=listing["plot_id"],
        context=context,
        entries=entries,
        findings=findings,
    )


@source("allocation_minutes", subject="allocation")
def allocation_minutes(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """供地评审会议纪要：参加比选的申请、准入结论、名次和理由、会议意见."""
    allocation, listing = _decided(session, principal, subject_id)
    places = {item["application_id"]: item for item in allocation["ranking"]["places"]}
    applications = session.execute(load("supply/applications"), {"listing_id": listing["id"]}).mappings()
    winner: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    for row in applications:
        place = places.get(row["id"], {})
        if row["id"] == allocation["application_id"]:
            winner = dict(row)
        rows.append(
            {
                "rank": f"第{place['place']}名" if place.get("place") else "不排名",
                "name": row["party_name_zh"],
                "project_name": row["project_name"],
                "investment_yuan": row["investment_yuan"],
                "bid_yuan": row["bid_yuan"],
                "admission_zh": ApplicationState(row["state"]).label_zh,
                "reason_zh": place.get("why_zh"),
            }
        )
    rows.sort(key=lambda item: item["rank"] == "不排名")
    ties = [item["why_zh"] for item in places.values() if "抽签" in (item["why_zh"] or "")]
    context = {
        **_plot(listing["snapshot"]["plot"]),
        "listing_no": listing["listing_no"],
        "method_zh": ListingMethod(listing["method"]).label_zh,
        "held_on": allocation["decided_on"],
        "venue_zh": allocation["venue"] or None,
        "chair": allocation["chair"] or None,
        "attendees_zh": allocation["attendees"] or None,
        "recorder": allocation["decided_by_name"],
        "ranking_rule_zh": allocation["ranking"]["rule"]["sentence_zh"],
        "applicants": rows,
        "winner_name": winner.get("party_name_zh"),
        "price_yuan": allocation["price_yuan"],
        "minutes_zh": allocation["minutes"],
        "tie_zh": "".join(ties) or None,
    }
    return _draft(listing, context)


@source("transaction_confirmation", subject="allocation")
def transaction_confirmation(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """国有建设用地使用权成交确认书：受让人、成交价、承诺指标、签约截止日."""
    allocation, listing = _decided(session, principal, subject_id)
    facts = allocation_facts(session, subject_id)
    required = {item["indicator"]: item["words_zh"] for item in listing["snapshot"]["requirements"]}
    context = {
        **_plot(listing["snapshot"]["plot"]),
        "listing_no": listing["listing_no"],
        "announced_on": listing["announced_on"],
        "method_zh": ListingMethod(listing["method"]).label_zh,
        "term_years": listing["term_years"],
        "winner_name": facts.party_name_zh,
        "winner_credit_code": facts.credit_code,
        "project_name": facts.project_name,
        "price_yuan": facts.price_yuan,
        "deposit_yuan": facts.deposit_yuan if facts.deposit_yuan is not None else Decimal(0),
        "decided_on": facts.decided_on,
        "contract_until": allocation["contract_until"],
        "promises": [
            {
                "name": item.indicator.label_zh,
                "promised": promise_words(item.indicator, item.direction, item.value),
                "required": required.get(str(item.indicator)),
            }
            for item in facts.promises
        ],
    }
    return _draft(listing, context)


def industries_zh(session: Session, codes: list[str]) -> str:
    """Return the admitted industries in words; 不限 where none is named."""
    rows = session.execute(load("supply/industry_names"), {"codes": codes}).all()
    names = {row.code: row.name_zh for row in rows}
    return "、".join(industry_words(code, names) for code in codes) or "不限"


def _decided(session: Session, principal: Principal, allocation_id: int) -> tuple[dict[str, Any], dict[str, Any]]:
    allocation = find_allocation(session, principal, allocation_id)
    return allocation, find_listing(session, principal, allocation["listing_id"])


def _draft(listing: Mapping[str, Any], context: Mapping[str, Any]) -> Draft:
    findings = Findings()
    if listing["state"] != str(ListingState.SETTLED):
        findings.add(
            Finding(
                "allocation.not_live",
                Severity.ERROR,
                "供地决定已撤销，不能再出具。",
                fix_zh="需要的，请查阅已出具的文书。",
                message_en="The decision was revoked.",
            )
        )
    return Draft(
        zone_id=listing["zone_id"],
        park_id=listing["park_id"],
        plot_id=listing["plot_id"],
        context=context,
        entries=tuple(entry_from(item) for item in listing["snapshot"]["entries"]),
        findings=findings,
    )


def _plot(plot: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "plot_no": plot["plot_no"],
        "location": plot.get("address") or None,
        "area_m2": Decimal(str(plot["area_m2"])),
        "land_use_name": plot.get("land_use_name_zh"),
        "park_name": plot.get("park_name_zh"),
        "parcel_no": plot.get("parcel_no"),
        "real_estate_unit_no": plot.get("real_estate_unit_no"),
    }


def _conditions(conditions: Mapping[str, Any] | None) -> dict[str, Any]:
    given = conditions or {}
    numbers = {name: None if given.get(name) is None else Decimal(given[name]) for name in BOUNDS}
    return {**numbers, "conditions_document_no": given.get("document_no")}


def _indicator(item: Requirement) -> dict[str, Any]:
    return {
        "name": item.indicator.label_zh,
        "requirement": promise_words(item.indicator, item.direction, Fraction(item.value)),
        "due_zh": SPECS[item.indicator].due.label_zh,
        "basis": str(item.basis),
    }


def _as_entry(item: Requirement) -> RuleEntry:
    """Return an indicator's entry as the preview names what is not confirmed."""
    return RuleEntry(
        code=f"indicator.{item.indicator}",
        value=round_fraction(item.value, 4),
        unit="canonical",
        effective_from=item.effective_from,
        basis=Basis(f"{item.indicator.label_zh} {item.words_zh}（{item.basis}）"),
        confirmed=False,
    )


def _kind(listing: Mapping[str, Any]) -> str:
    kind = TermKind(listing["term_kind"])
    if kind is TermKind.LEASE_FIRST:
        return f"{kind.label_zh}（先租赁 {listing['lease_years']} 年）"
    return kind.label_zh
