"""What a new announcement of a plot would start from, so that nobody types what the register knows or counts days by hand."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.land.plots import ensure_visible
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.supply.listing_snapshot import read_plot_facts, requirement_as_dict
from gisapp.supply.listing_terms import ListingMethod
from gisapp.supply.rules.listing_check import earliest_days
from gisapp.supply.rules.listing_limits import listing_limits

_NUMBER = re.compile(r"^(?P<head>.*〔)(?P<year>\d{4})(?P<middle>〕)(?P<number>\d+)(?P<tail>.*)$")


def listing_defaults(
    session: Session, principal: Principal, plot_id: int, announced_on: date, method: ListingMethod
) -> dict[str, Any]:
    """Return number, price, industries, contact and the earliest lawful days for a plot announced on a day (404 outside scope)."""
    ensure_visible(session, principal, plot_id)
    facts = read_plot_facts(session, plot_id, announced_on)
    limits = listing_limits(load_rulebook(session), announced_on)
    opens, decides = earliest_days(announced_on, method, limits)
    until = min(opens + timedelta(days=5), decides - timedelta(days=1))
    terms = facts.terms or {}
    per_m2 = terms.get("start_price_yuan_per_m2")
    area = Decimal(facts.plot["area_m2"])
    return {
        "listing_no": next_number(session, announced_on.year),
        "start_price_yuan": None if per_m2 is None else _hundreds(Decimal(per_m2) * area),
        "industry_codes": list(terms.get("industry_codes") or []),
        "contact_zh": terms.get("contact_zh") or "",
        "contact_phone": terms.get("contact_phone") or "",
        "announced_on": announced_on,
        "applications_from": announced_on,
        "applications_until": max(until, announced_on),
        "opens_on": opens,
        "decided_from": max(decides, until + timedelta(days=1)),
        "deposit_share_min": limits.deposit_share,
        "plan_item_id": _plan_item(session, plot_id),
        "requirements": [requirement_as_dict(item) for item in facts.requirements],
        "conditions": facts.conditions,
    }


def next_number(session: Session, year: int) -> str:
    """Return the number after the highest of the year, written as the newest announcement was; a first one as 告〔year〕001号."""
    numbers = session.execute(text("select listing_no from listing order by id desc limit 2000")).scalars()
    found = [match for number in numbers if (match := _NUMBER.match(number))]
    if not found:
        return f"告〔{year}〕001号"
    style = found[0]
    used = [int(m["number"]) for m in found if m["year"] == str(year) and m["head"] == style["head"]]
    width = max(len(style["number"]), 3)
    return f"{style['head']}{year}{style['middle']}{max(used, default=0) + 1:0{width}d}{style['tail']}"


def _hundreds(yuan: Decimal) -> Decimal:
    """Return an amount to the next full hundred yuan above, as announcements print it in 万元 with two decimals."""
    return (yuan / 100).to_integral_value(rounding=ROUND_CEILING) * 100


def _plan_item(session: Session, plot_id: int) -> int | None:
    return session.execute(
        text(
            "select i.id from supply_plan_item i join supply_plan s on s.id = i.plan_id where i.plot_id = :plot"
            " and not exists (select from listing l where l.plan_item_id = i.id and l.state not in ('withdrawn', 'failed'))"
            " order by s.year, i.id limit 1"
        ),
        {"plot": plot_id},
    ).scalar()
