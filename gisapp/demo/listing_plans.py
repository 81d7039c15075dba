"""Writes the demo's supply plans of this year and the next, and announcements that are still being drafted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import orjson
from sqlalchemy.orm import Session

from gisapp.demo.bulk import Bulk
from gisapp.demo.days import plus
from gisapp.demo.listing_cases import DemoListing
from gisapp.demo.listing_terms import terms_of
from gisapp.demo.officers import officer_of
from gisapp.demo.records import SOURCE, DemoPlot, DemoZone
from gisapp.demo.seed_plots import CHINA

LISTING_COLUMNS = (
    "zone_id, park_id, plot_id, listing_no, method, term_kind, term_years, lease_years, start_price_yuan, deposit_yuan, announced_on,"
    " applications_from, applications_until, opens_on, decided_from, industry_codes, latest_start_on, latest_completion_on, latest_production_on,"
    " conditions_zh, contact_zh, contact_phone, ranking_rule, readiness_id, snapshot, state, closed_on, settled_on, failed_on, withdrawn_on,"
    " end_reason, published_at, published_by_name, created_at, created_by_name, plan_item_id"
)


def write_plans(
    bulk: Bulk,
    listings: list[DemoListing],
    plots: list[tuple[int, DemoPlot]],
    zone: DemoZone,
    zone_id: int,
    park_ids: Mapping[str, int],
) -> dict[tuple[int, int], int]:
    """Write the plans of this year and the next; return the line by year and plot."""
    year = zone.today.year
    plans = bulk.insert(
        "supply_plan",
        "zone_id, year, title, document, approved_on, recorded_by_name",
        [
            (
                zone_id,
                year,
                f"{year}年度国有建设用地供应计划（示例）",
                f"示例供计〔{year}〕1号",
                date(year, 3, 20),
                SOURCE,
            ),
            (zone_id, year + 1, f"{year + 1}年度国有建设用地供应计划（草案，示例）", "", None, SOURCE),
        ],
        returning="id",
    )
    rows: dict[tuple[int, int], tuple[Any, ...]] = {}
    for item in listings:
        if item.announced_on.year == year:
            rows[year, item.plot_id] = _plan_row(
                plans[0], item.plot_id, item.plot, park_ids, (item.announced_on.month + 2) // 3
            )
    for number, (plot_id, plot) in enumerate(plots):
        if plot.stage == "announced":
            rows.setdefault((year, plot_id), _plan_row(plans[0], plot_id, plot, park_ids, 4))
        elif plot.stage == "prepared" and plot.industry_code:
            rows[year + 1, plot_id] = _plan_row(plans[1], plot_id, plot, park_ids, 1 + number % 4)
    ids = bulk.insert(
        "supply_plan_item",
        "plan_id, plot_id, park_id, planned_quarter, planned_method, industry_codes, note, recorded_by_name",
        list(rows.values()),
        returning="id",
    )
    return dict(zip(rows, ids, strict=True))


def _plan_row(plan_id: int, plot_id: int, plot: DemoPlot, park_ids: Mapping[str, int], quarter: int) -> tuple[Any, ...]:
    codes = list(plot.offer.industry_codes) if plot.offer else [plot.industry_code] if plot.industry_code else []
    return (plan_id, plot_id, park_ids[plot.park_code], quarter, "listing", codes, SOURCE, SOURCE)


def write_drafts(
    bulk: Bulk,
    session: Session,
    plots: list[tuple[int, DemoPlot]],
    zone: DemoZone,
    zone_id: int,
    park_ids: Mapping[str, int],
    plan_items: Mapping[tuple[int, int], int],
    count: int,
) -> None:
    """Draft announcements of some plots that are announced as coming: one of them complete, the others still without dates."""
    chosen = [(plot_id, plot) for plot_id, plot in plots if plot.stage == "announced"][::3]
    coming = [DemoListing(plot_id, plot, plus(zone.today, 7), "draft") for plot_id, plot in chosen]
    terms = terms_of(session, coming)
    rows = []
    for number, (item, own) in enumerate(zip(coming, terms, strict=True), 1):
        year = zone.today.year
        days = (item.announced_on, item.announced_on, item.applications_until, item.opens_on, item.decided_from)
        has_days = number % 2 == 1
        latest = (own.latest.start_on, own.latest.completion_on, own.latest.production_on)
        rows.append(
            (
                zone_id, park_ids[item.plot.park_code], item.plot_id, f"示例告〔{year}〕{count + number:03d}号", own.method, own.term_kind, own.term_years,
                own.lease_years, own.start_price, own.deposit if has_days else None, *(days if has_days else (None,) * 5),
                list(own.industry_codes), *(latest if has_days else (None,) * 3), "", "招商服务窗口（示例联系人）", "0394-0002000",
                orjson.dumps(own.ranking).decode(), None, None, "draft", None, None, None, None, "", None, None,
                datetime.combine(plus(zone.today, -number), time(14), CHINA), officer_of(item.plot.park_code, item.plot_id), plan_items.get((year, item.plot_id)),
            )
        )  # fmt: skip
    bulk.insert("listing", LISTING_COLUMNS, rows)
