"""An announcement is drafted, checked and published; from then on it is what everybody was told and nobody changes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from gisapp.audit.record import differences
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.kernel.clock import Clock
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict, Invalid, RuleViolation
from gisapp.kernel.finding import Findings
from gisapp.kernel.plot_fields import BOUNDS
from gisapp.land.plot_register import locate_plot
from gisapp.land.terms import SupplyState
from gisapp.preparation.readiness import require_readiness
from gisapp.preparation.rules.plausibility import Entered, implausible, plausible_limits
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.supply.listing_snapshot import PlotFacts, make_snapshot, read_plot_facts, rule_as_dict, rule_from
from gisapp.supply.listing_store import (
    COLUMNS,
    check_evidence,
    insert_listing,
    lock_listing,
    move_supply,
    require_state,
    tell,
    update_listing,
)
from gisapp.supply.listing_terms import ListingMethod, ListingState, TermKind
from gisapp.supply.rules.admission import PlannedDates
from gisapp.supply.rules.listing_check import ListingFacts, assess_listing
from gisapp.supply.rules.listing_limits import ListingLimits, listing_limits


@dataclass(frozen=True, slots=True)
class ListingDraft:
    """What an officer writes down of an offer before it is published; None = not decided yet. Money in yuan."""

    listing_no: str
    method: ListingMethod
    term_kind: TermKind
    term_years: int
    lease_years: int | None
    start_price_yuan: Decimal | None
    deposit_yuan: Decimal | None
    announced_on: date | None
    applications_from: date | None
    applications_until: date | None
    opens_on: date | None
    decided_from: date | None
    industry_codes: tuple[str, ...]
    latest: PlannedDates
    conditions_zh: str
    contact_zh: str
    contact_phone: str
    ranking: dict[str, Any]
    plan_item_id: int | None = None

    def columns(self) -> dict[str, Any]:
        """Return the values by column; the ranking rule is read first, so that what is stored always makes a rule (400)."""
        values = {
            "plan_item_id": self.plan_item_id,
            "listing_no": self.listing_no.strip(),
            "method": str(self.method),
            "term_kind": str(self.term_kind),
            "term_years": self.term_years,
            "lease_years": self.lease_years if self.term_kind is TermKind.LEASE_FIRST else None,
            "start_price_yuan": self.start_price_yuan,
            "deposit_yuan": self.deposit_yuan,
            "announced_on": self.announced_on,
            "applications_from": self.applications_from,
            "applications_until": self.applications_until,
            "opens_on": self.opens_on,
            "decided_from": self.decided_from,
            "industry_codes": list(self.industry_codes),
            "latest_start_on": self.latest.start_on,
            "latest_completion_on": self.latest.completion_on,
            "latest_production_on": self.latest.production_on,
            "conditions_zh": self.conditions_zh.strip(),
            "contact_zh": self.contact_zh.strip(),
            "contact_phone": self.contact_phone.strip(),
            "ranking_rule": rule_as_dict(rule_from(self.ranking)),
        }
        if self.term_kind is TermKind.LEASE_FIRST and self.lease_years is None:
            raise Invalid(
                "listing.lease_missing",
                "先租后让须填写租赁年期。",
                message_en="Lease first needs the years of the lease.",
            )
        assert set(values) == set(COLUMNS)
        return values


def draft_listing(session: Session, principal: Principal, plot_id: int, draft: ListingDraft) -> int:
    """Start an announcement of a plot; return its id. Conflict when another one of the plot is open."""
    newest = locate_plot(session, principal, plot_id)
    values = draft.columns()
    _refuse_plot(session, plot_id, draft.plan_item_id)
    listing_id = insert_listing(session, principal, newest, values, None)
    told = {
        "id": listing_id,
        "listing_no": values["listing_no"],
        **{k: newest[k] for k in ("plot_id", "park_id", "zone_id")},
    }
    tell(session, principal, EventTag.LISTING_CHANGE, told, differences({}, _as_told(values)))
    return listing_id


def revise_listing(session: Session, principal: Principal, listing_id: int, draft: ListingDraft) -> None:
    """Change a draft; what is published is not changed (409)."""
    listing = lock_listing(session, principal, listing_id)
    require_state(listing, [ListingState.DRAFT], "修改")
    values = draft.columns()
    _refuse_plot(session, listing["plot_id"], draft.plan_item_id)
    changes = differences(_as_told({name: listing[name] for name in COLUMNS}), _as_told(values))
    if not changes:
        return
    update_listing(session, listing_id, values)
    tell(session, principal, EventTag.LISTING_CHANGE, {**listing, "listing_no": values["listing_no"]}, changes)


def check_listing(session: Session, listing: dict[str, Any], today: date) -> tuple[Findings, PlotFacts, ListingLimits]:
    """Answer what speaks against publishing this draft as it is, with the plot's facts and the numbers of its day."""
    day = listing["announced_on"] or today
    facts = read_plot_facts(session, listing["plot_id"], day)
    book = load_rulebook(session)
    limits = listing_limits(book, day)
    drafted = listing_facts(listing, facts)
    findings = assess_listing(drafted, limits)
    entered = Entered(price_yuan=drafted.start_price_yuan, area_m2=drafted.area_m2)
    findings.extend(implausible(entered, plausible_limits(book, today)))
    return findings, facts, limits


def publish_listing(
    session: Session, principal: Principal, clock: Clock, listing_id: int, *, evidence_ids: list[int], reason: str
) -> None:
    """Publish a draft: judge the plot's readiness, freeze the snapshot, put the plot on offer from the announcement's day.

    An announcement that appeared before today is only recorded with its published text as evidence. RuleViolation with findings
    from the draft or from the readiness gate; nothing of it is written then.
    """
    listing = lock_listing(session, principal, listing_id)
    require_state(listing, [ListingState.DRAFT], "发布")
    findings, facts, limits = check_listing(session, listing, clock.today())
    if findings.has_errors:
        raise RuleViolation(
            "listing.findings",
            "公告还不能发布，请按检查结果补正。",
            message_en="The announcement cannot be published yet; see the findings.",
            findings=findings,
        )
    day: date = listing["announced_on"]
    evidence = check_evidence(session, principal, evidence_ids)
    _refuse_day(day, clock.today(), evidence)
    readiness_id = require_readiness(session, principal, listing["plot_id"], day, reason=listing["listing_no"])
    method, kind = ListingMethod(listing["method"]), TermKind(listing["term_kind"])
    snapshot = make_snapshot(
        facts,
        industry_codes=listing["industry_codes"],
        latest=latest_of(listing),
        rule=rule_from({**listing["ranking_rule"], "basis": f"出让公告 {listing['listing_no']}"}),
        entries=limits.applied(method, kind, facts.plot["land_use_code"] or ""),
    )
    update_listing(
        session,
        listing_id,
        {
            "state": str(ListingState.PUBLISHED),
            "readiness_id": readiness_id,
            "snapshot": snapshot,
            "evidence_ids": evidence,
            "published_at": clock.now(),
            "published_by_name": principal.name,
        },
    )
    tell(
        session,
        principal,
        EventTag.LISTING_PUBLISH,
        listing,
        differences(
            {"state": ListingState.DRAFT.label_zh},
            {"state": ListingState.PUBLISHED.label_zh, "announced_on": day, "readiness_id": readiness_id},
        ),
        reason=reason,
    )
    move_supply(session, principal, listing, SupplyState.ON_OFFER, day, f"发布出让公告 {listing['listing_no']}")


def listing_facts(listing: dict[str, Any], facts: PlotFacts) -> ListingFacts:
    """Return a row and its plot as the check reads them."""
    conditions = facts.conditions or {}
    return ListingFacts(
        method=ListingMethod(listing["method"]),
        term_kind=TermKind(listing["term_kind"]),
        term_years=listing["term_years"],
        lease_years=listing["lease_years"],
        start_price_yuan=listing["start_price_yuan"],
        deposit_yuan=listing["deposit_yuan"],
        announced_on=listing["announced_on"],
        applications_from=listing["applications_from"],
        applications_until=listing["applications_until"],
        opens_on=listing["opens_on"],
        decided_from=listing["decided_from"],
        latest=latest_of(listing),
        industry_count=len(listing["industry_codes"]),
        indicator_count=len(facts.requirements),
        has_conditions=bool(conditions.get("document_no")),
        contact_zh=listing["contact_zh"],
        contact_phone=listing["contact_phone"],
        land_use_code=facts.plot["land_use_code"] or "",
        area_m2=None if facts.plot["area_m2"] is None else Decimal(facts.plot["area_m2"]),
        delivery_on=date.fromisoformat(day) if (day := (facts.terms or {}).get("delivery_on")) else None,
        unconfirmed=tuple(item.indicator.label_zh for item in facts.requirements if not item.confirmed),
        demanded=tuple((item.indicator, item.direction, Fraction(item.value)) for item in facts.requirements),
        bounds={name: None if conditions.get(name) is None else Decimal(conditions[name]) for name in BOUNDS},
    )


def latest_of(listing: dict[str, Any]) -> PlannedDates:
    return PlannedDates(listing["latest_start_on"], listing["latest_completion_on"], listing["latest_production_on"])


def _refuse_plot(session: Session, plot_id: int, plan_item_id: int | None) -> None:
    """Refuse land that somebody holds, and a line of the plan that is about another plot."""
    row = session.execute(load("supply/listing_plot_standing"), {"plot_id": plot_id, "item_id": plan_item_id}).one()
    if row.supply == SupplyState.ALLOCATED.value or row.allocation_id is not None:
        raise Conflict(
            "listing.plot_allocated",
            "该地块已供或已作出供地决定，不能再编制公告。收回、终止合同或撤销决定后再公告。",
            message_en="The plot is allocated; end the contract or revoke the decision first.",
        )
    if plan_item_id is not None and row.planned_plot_id != plot_id:
        raise Invalid(
            "listing.plan_item_differs",
            "所选供应计划条目不是该地块的，请重新选择。",
            message_en="That line of the plan is about another plot.",
        )


def _refuse_day(day: date, today: date, evidence: list[int]) -> None:
    if day < today and not evidence:
        raise Conflict(
            "listing.backdated",
            f"公告日{day_zh(day)}已过。补录已经发布的公告，须附已发布的公告原文作为证据；新发布的，请把公告日改为今天或以后。",
            message_en="The day of the announcement has passed: attach the published text as evidence, or choose today or later.",
        )


def _as_told(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as the timeline shows them: words for codes, the rule as its sentence."""
    told = dict(values)
    told["method"] = ListingMethod(values["method"]).label_zh
    told["term_kind"] = TermKind(values["term_kind"]).label_zh
    told["industry_codes"] = "、".join(values["industry_codes"])
    told["ranking_rule"] = values["ranking_rule"]["sentence_zh"]
    return {name: value for name, value in told.items() if value not in (None, "")}
