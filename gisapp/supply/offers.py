"""The public facts of a plot on offer: what is told now, and how an officer changes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.history import current_rows, replace_from
from gisapp.db.tables.supply import OfferTermsRow
from gisapp.kernel.errors import RuleViolation
from gisapp.kernel.finding import Findings
from gisapp.land.plot_register import first_day, locate_plot, refuse_day_outside_life
from gisapp.land.plots import ensure_visible
from gisapp.supply.rules.offer import OfferFacts, assess_offer
from gisapp.supply.rules.price import wan_per_mu

FIELDS = (
    "industry_codes", "start_price_yuan_per_m2", "delivery_on", "contact_zh", "contact_en", "contact_phone", "summary_zh", "summary_en", "source",
)  # fmt: skip
EMPTY: dict[str, Any] = dict.fromkeys(FIELDS, "") | {
    "industry_codes": [],
    "start_price_yuan_per_m2": None,
    "delivery_on": None,
}


def show_offer(session: Session, principal: Principal, plot_id: int, as_of: date) -> dict[str, Any]:
    """Return the offer of a plot on a day with what is still missing in it (404 outside the caller's parks)."""
    ensure_visible(session, principal, plot_id)
    rows = current_rows(session, OfferTermsRow, {"plot_id": plot_id})
    row = next((row for row in rows if row["valid"].contains(as_of)), None)
    terms = {name: row[name] for name in FIELDS} if row else EMPTY
    is_public = _is_public(session, plot_id, as_of)
    price = terms["start_price_yuan_per_m2"]
    return {
        **terms,
        "plot_id": plot_id,
        "start_price_wan_per_mu": None if price is None else wan_per_mu(price),
        "since": row["valid"].lower if row else None,
        "is_public": is_public,
        "findings": _assess(session, terms, is_public, as_of).as_dicts(),
    }


def revise_offer(
    session: Session, principal: Principal, plot_id: int, terms: dict[str, Any], *, valid_from: date, reason: str | None
) -> None:
    """Let these terms hold from a day on; what was told before stays in history.

    Raises RuleViolation with findings, NotFound outside the caller's parks, Conflict for a day outside the plot's life.
    """
    newest = locate_plot(session, principal, plot_id)
    refuse_day_outside_life(newest, valid_from, first_day(session, plot_id))
    findings = _assess(session, terms, _is_public(session, plot_id, valid_from), valid_from)
    if findings.has_errors:
        raise RuleViolation(
            "offer.findings",
            "公开信息还不能保存，请按检查结果修正后再提交。",
            message_en="The findings below must be mended first.",
            findings=findings,
        )
    before, _ = replace_from(session, OfferTermsRow, {"plot_id": plot_id}, valid_from, terms)
    record_event(
        session,
        principal,
        EventTag.OFFER_REVISE,
        subject="offer_terms",
        subject_id=plot_id,
        plot_id=plot_id,
        park_id=newest["park_id"],
        zone_id=newest["zone_id"],
        changes=differences(
            _as_told({name: before[name] for name in FIELDS}) if before else {},
            _as_told(terms) | {"valid_from": valid_from},
        ),
        reason=reason,
    )


def _as_told(terms: dict[str, Any]) -> dict[str, Any]:
    return {**terms, "industry_codes": "、".join(terms["industry_codes"])}


def _assess(session: Session, terms: dict[str, Any], is_public: bool, as_of: date) -> Findings:
    known = session.execute(text("select code from industry")).scalars().all()
    facts = OfferFacts(
        industry_codes=tuple(terms["industry_codes"]),
        has_price=terms["start_price_yuan_per_m2"] is not None,
        delivery_on=terms["delivery_on"],
        contact_zh=terms["contact_zh"],
        contact_phone=terms["contact_phone"],
        summary_zh=terms["summary_zh"],
        summary_en=terms["summary_en"],
        is_public=is_public,
    )
    return assess_offer(facts, set(known), as_of)


def _is_public(session: Session, plot_id: int, day: date) -> bool:
    statement = text(
        "select coalesce(bool_or(is_public), false) from plot_snapshot where plot_id = :id and valid @> cast(:day as date)"
    )
    return session.execute(statement, {"id": plot_id, "day": day}).scalar_one()
