"""An announcement of a plot, straight into the tables: published on a day, resting on a readiness record that passed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.builders.readiness import a_passed_record

REQUIREMENTS = (
    ("investment_intensity", "at_least", "3750"),
    ("tax_per_mu", "at_least", "225"),
    ("floor_area_ratio", "at_least", "6/5"),
)
PRICE_RULE: dict[str, Any] = {
    "steps": [{"key": "price", "indicator": None}, {"key": "drawn_lot", "indicator": None}],
    "weights": {},
    "cap": "1.5",
    "basis": "出让公告",
    "sentence_zh": "依次比较：1. 报价从高到低；2. 抽签次序。",
}


def a_snapshot(
    session: Session,
    plot_id: int,
    day: date,
    *,
    industry_codes: tuple[str, ...] = ("13",),
    delivery_on: str | None = None,
) -> dict[str, Any]:
    """What is announced of a plot: three requirements, the division 13, latest dates four years on."""
    plot = session.execute(
        text(
            "select plot_id, id as version_id, version_no, plot_no, coalesce(area_surveyed_m2, area_planar_m2)::text as area_m2, land_use_code"
            " from plot_version where plot_id = :id and upper_inf(recorded) and valid @> cast(:day as date)"
        ),
        {"id": plot_id, "day": day},
    ).mappings()
    return {
        "plot": {**plot.one(), "area_basis": "planar", "land_use_name_zh": "二类工业用地"},
        "conditions": {"far_min": "1.20", "document_no": "周规条〔2026〕18号"},
        "utilities": [],
        "requirements": [
            {
                "indicator": indicator,
                "direction": direction,
                "value": value,
                "words_zh": f"≥ {value}",
                "basis": "供地方案",
                "effective_from": "2020-01-01",
                "effective_to": None,
                "confirmed": True,
            }
            for indicator, direction, value in REQUIREMENTS
        ],
        "industry_codes": list(industry_codes),
        "latest": {"start_on": None, "completion_on": None, "production_on": None},
        "delivery_on": delivery_on,
        "ranking": PRICE_RULE,
        "entries": [
            {
                "code": "listing.result_days_min",
                "value": "15",
                "unit": "days",
                "effective_from": "2003-08-01",
                "basis": "协议出让国有土地使用权规定 第十三条",
                "confirmed": False,
                "note": "",
            }
        ],
    }


def a_listing(
    session: Session,
    plot_id: int,
    *,
    announced_on: date = date(2026, 10, 1),
    state: str = "published",
    listing_no: str = "",
    ended_on: date | None = None,
    rule: dict[str, Any] | None = None,
    delivery_on: str | None = None,
    applications_until: date | None = None,
    industry_codes: tuple[str, ...] = ("13",),
    start_price_yuan: float = 9_000_000,
) -> int:
    """A published announcement of a plot: applications for 20 days, opening after 20, decided from day 31 on; 9,000,000 yuan."""
    place = session.execute(
        text(
            "select zone_id, park_id from plot_version where plot_id = :id and upper_inf(recorded) order by valid limit 1"
        ),
        {"id": plot_id},
    ).one()
    snapshot = a_snapshot(session, plot_id, announced_on, industry_codes=industry_codes, delivery_on=delivery_on)
    if rule:
        snapshot["ranking"] = rule
    until = applications_until or announced_on + timedelta(days=20)
    return session.execute(
        text(
            "insert into listing (zone_id, park_id, plot_id, listing_no, method, term_kind, term_years, start_price_yuan, deposit_yuan, announced_on,"
            " applications_from, applications_until, opens_on, decided_from, industry_codes, contact_zh, contact_phone, ranking_rule, readiness_id,"
            " snapshot, state, closed_on, settled_on, failed_on, withdrawn_on, published_at, published_by_name, created_by_name) values"
            " (:zone, :park, :plot, :no, 'listing', 'full', 50, :price, 1800000, :announced, :announced, :until, :until, :decided, :industries, '窗口',"
            " '0394-0001001', cast(:rule as jsonb), :readiness, cast(:snapshot as jsonb), :state, :closed, :settled, :failed, :withdrawn,"
            " clock_timestamp(), '测试', '测试') returning id"
        ),
        {
            "zone": place.zone_id,
            "park": place.park_id,
            "plot": plot_id,
            "price": start_price_yuan,
            "industries": list(industry_codes),
            "no": listing_no or f"周经开告〔{announced_on.year}〕{plot_id}号",
            "announced": announced_on,
            "until": until,
            "decided": until + timedelta(days=11),
            "rule": json.dumps(snapshot["ranking"]),
            "readiness": a_passed_record(session, plot_id, announced_on),
            "snapshot": json.dumps(snapshot),
            "state": state,
            "closed": until + timedelta(days=1) if state in ("closed", "settled") else None,
            "settled": (ended_on or until + timedelta(days=11)) if state == "settled" else None,
            "failed": ended_on if state == "failed" else None,
            "withdrawn": ended_on if state == "withdrawn" else None,
        },
    ).scalar_one()


def an_application(
    session: Session,
    listing_id: int,
    party_id: int,
    *,
    number: int = 1,
    state: str = "received",
    bid: int | None = 9_500_000,
    promises: dict[str, int | float] | None = None,
    received_at: str = "2026-10-10 09:00+08",
    idle: str = "no",
    honesty: str = "no",
) -> int:
    """An application that meets every announced requirement, unless told otherwise."""
    application_id = session.execute(
        text(
            "insert into application (listing_id, number, party_id, project_name, industry_code, investment_yuan, start_on, completion_on,"
            " production_on, bid_yuan, idle_answer, honesty_answer, received_at, received_by_name, state) values"
            " (:listing, :number, :party, '食品加工项目', '1392', 300000000, '2027-06-01', '2028-12-01', '2029-06-01', :bid, :idle, :honesty,"
            " cast(:received as timestamptz), '测试', :state) returning id"
        ),
        {
            "listing": listing_id,
            "number": number,
            "party": party_id,
            "bid": bid,
            "idle": idle,
            "honesty": honesty,
            "received": received_at,
            "state": state,
        },
    ).scalar_one()
    given = {"investment_intensity": 4500, "tax_per_mu": 300, "floor_area_ratio": 1.5} | (promises or {})
    for indicator, value in given.items():
        session.execute(
            text(
                "insert into application_promise (application_id, indicator, direction, value) values (:id, :indicator, 'at_least', :value)"
            ),
            {"id": application_id, "indicator": indicator, "value": value},
        )
    return application_id
