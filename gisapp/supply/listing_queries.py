"""The pipeline from plan to contract, and the sheet of one announcement: what was announced, who applied, how they compare, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.evidence.vault import describe_files
from gisapp.kernel.bounds import Year
from gisapp.kernel.dates import day_zh
from gisapp.kernel.filter import Filter
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.land.plots import ensure_visible
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.supply.listing_snapshot import entry_as_dict, read_plot_facts, requirement_as_dict
from gisapp.supply.listing_store import find_listing
from gisapp.supply.listing_terms import ListingMethod, ListingState, PipelineColumn
from gisapp.supply.listings import check_listing
from gisapp.supply.publication_mistakes import mistake_reason
from gisapp.supply.ranking import comparison_as_dict, compete
from gisapp.supply.rules.listing_clocks import ClockStep, ListingDays, listing_clock
from gisapp.supply.rules.listing_limits import listing_limits
from gisapp.work_calendar.work_calendar import load_calendar


class PipelineFilter(Filter):
    """What of the pipeline is asked for; None and empty = any."""

    park: str | None = Field(default=None, max_length=16)
    year: Year | None = None
    method: ListingMethod | None = None
    column: PipelineColumn | None = None
    q: str | None = Field(default=None, max_length=60, description="part of number, plot, plan or enterprise")


def list_pipeline(session: Session, principal: Principal, as_of: date, wanted: PipelineFilter) -> dict[str, Any]:
    """Return plan lines and announcements as they stood on a day, with counts and areas per column and the years there are."""
    rows = _rows(session, principal, as_of, wanted, None)
    columns = [
        {
            "column": str(column),
            "count": sum(1 for row in rows if row["pipeline"] == str(column)),
            "area_m2": sum((row["area_m2"] for row in rows if row["pipeline"] == str(column)), Decimal(0)),
        }
        for column in PipelineColumn
    ]
    shown = [row for row in rows if wanted.column in (None, row["pipeline"])]
    return {
        "as_of": as_of,
        "total": len(shown),
        "total_area_m2": sum((row["area_m2"] for row in shown), Decimal(0)),
        "columns": columns,
        "years": _years(session, principal),
        "items": shown,
    }


def listings_of_plot(session: Session, principal: Principal, plot_id: int, as_of: date) -> list[dict[str, Any]]:
    """Return plan lines and announcements of one plot, newest first (404 outside the caller's parks)."""
    ensure_visible(session, principal, plot_id)
    return _rows(session, principal, as_of, PipelineFilter(), plot_id)


def show_listing(session: Session, principal: Principal, listing_id: int, as_of: date) -> dict[str, Any]:
    """Return the sheet of an announcement as it stood on a day; a draft shows what it would say and what keeps it from being published."""
    listing = find_listing(session, principal, listing_id)
    row = next(item for item in _rows(session, principal, max(as_of, _first_day(listing)), PipelineFilter(), listing["plot_id"])
               if item["listing_id"] == listing_id)  # fmt: skip
    sheet: dict[str, Any] = {
        **row,
        **{name: listing[name] for name in _SHEET},
        "evidence": describe_files(session, principal, listing["evidence_ids"]),
        "chain": _chain(session, listing),
        "origins": _origins(session, listing["plot_id"], as_of),
        "readiness": _readiness(session, listing),
        "mistake_reason": mistake_reason(session, listing["plot_id"], listing["announced_on"]),
    }
    if listing["state"] == str(ListingState.DRAFT) or listing["snapshot"] is None:
        findings, facts, limits = check_listing(session, listing, as_of)
        sheet |= {
            "plot": facts.plot,
            "conditions": facts.conditions,
            "requirements": [requirement_as_dict(item) for item in facts.requirements],
            "delivery_on": (facts.terms or {}).get("delivery_on"),
            "entries": [entry_as_dict(entry) for entry in limits.entries.values()],
            "findings": findings.as_dicts(),
            "applications": [],
            "comparison": None,
            "allocation": None,
        }
    else:
        snapshot = listing["snapshot"]
        competition = compete(session, listing, as_of if listing["settled_on"] is None else None)
        sheet |= {
            "plot": snapshot["plot"],
            "conditions": snapshot["conditions"],
            "requirements": snapshot["requirements"],
            "delivery_on": snapshot.get("delivery_on"),
            "entries": snapshot["entries"],
            "findings": _changed_since(session, listing, as_of).as_dicts(),
            "applications": [_application(session, principal, item) for item in competition.applications],
            "comparison": comparison_as_dict(listing, competition),
            "allocation": _allocation(session, principal, listing_id),
        }
    sheet["clock"] = [_step(step) for step in _clock(session, listing, row, as_of)]
    return sheet


def _origins(session: Session, plot_id: int, as_of: date) -> list[dict[str, Any]]:
    """Return the measures that put this land into supply again, with the idle case they came from; empty for land supplied for the first time."""
    rows = session.execute(load("supply/land_origins"), {"plot_id": plot_id, "as_of": as_of}).mappings()
    return [dict(row) for row in rows]


_SHEET = (
    "state", "lease_years", "conditions_zh", "contact_zh", "contact_phone", "ranking_rule", "latest_start_on", "latest_completion_on",
    "latest_production_on", "published_at", "published_by_name", "created_at", "created_by_name", "evidence_ids", "readiness_id",
)  # fmt: skip


def _rows(
    session: Session, principal: Principal, as_of: date, wanted: PipelineFilter, plot_id: int | None
) -> list[dict[str, Any]]:
    found = session.execute(
        load("supply/listing_list"),
        {
            **visible_parks(principal),
            "as_of": as_of,
            "park": wanted.park or None,
            "year": wanted.year,
            "method": wanted.method,
            "q": (wanted.q or "").strip() or None,
            "plot_id": plot_id,
        },
    ).mappings()
    return [{**row, **_next(dict(row), as_of)} for row in found]


def _next(row: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    """Return what comes next for a row of the pipeline, in words, with its day and how many days are left."""
    column = PipelineColumn(row["pipeline"])
    on: date | None = None
    last: date = row["applications_until"] or as_of
    decided_from: date = row["decided_from"] or as_of
    if column is PipelineColumn.PLAN:
        words = (
            f"{row['year']}年第{row['planned_quarter']}季度供应",
            f"Planned for Q{row['planned_quarter']} {row['year']}",
        )
    elif column is PipelineColumn.DRAFT:
        on, words = row["announced_on"], ("补正后发布公告", "Finish and publish")
    elif column is PipelineColumn.ANNOUNCED:
        on = last
        words = ("报名截止", "Applications close") if as_of <= last else ("办理报名截止", "Close applications")
    elif column is PipelineColumn.DECIDING:
        on = decided_from
        words = ("审核申请，到日决定", "Assess, then decide") if as_of < decided_from else ("可以决定", "Decide")
    elif column is PipelineColumn.DECIDED:
        words = ("签订合同", "Sign the contract") if row["result_published_on"] else ("公布结果", "Publish the result")
    elif column is PipelineColumn.CONTRACT:
        words = f"已签{row['contract_no']}", f"Signed {row['contract_no']}"
    else:
        words = row["end_reason"] or ListingState(row["state"]).label_zh, ListingState(row["state"]).label_en
        on = row["ended_on"]
    return {
        "next_zh": words[0],
        "next_en": words[1],
        "next_on": on,
        "days_left": None if on is None else (on - as_of).days,
    }


def _years(session: Session, principal: Principal) -> list[int]:
    return list(session.execute(load("supply/listing_years"), visible_parks(principal)).scalars())


def _first_day(listing: Mapping[str, Any]) -> date:
    created: date = listing["created_at"].date()
    return min(created, listing["announced_on"] or created)


def _chain(session: Session, listing: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = session.execute(
        text(
            "select id, listing_no, state, announced_on, reoffer_of from listing where plot_id = :plot order by coalesce(announced_on, created_at::date), id"
        ),
        {"plot": listing["plot_id"]},
    ).mappings()
    return [dict(row) for row in rows]


def _readiness(session: Session, listing: Mapping[str, Any]) -> dict[str, Any] | None:
    if listing["readiness_id"] is None:
        return None
    row = session.execute(
        text("select id, as_of, passed, made_at, made_by_name from readiness_record where id = :id"),
        {"id": listing["readiness_id"]},
    ).mappings()
    return dict(row.one())


def _changed_since(session: Session, listing: Mapping[str, Any], as_of: date) -> Findings:
    """Tell where the plot is no longer what was announced: another boundary, other planning conditions."""
    findings = Findings()
    if ListingState(listing["state"]) not in (ListingState.PUBLISHED, ListingState.CLOSED):
        return findings
    now, then = read_plot_facts(session, listing["plot_id"], max(as_of, listing["announced_on"])), listing["snapshot"]
    for name, same in (
        ("界线", now.plot["version_id"] == then["plot"]["version_id"]),
        ("规划条件", now.conditions == then["conditions"]),
    ):
        if not same:
            findings.add(
                Finding(
                    "listing.plot_changed",
                    Severity.WARNING,
                    f"该地块{name}在公告后已变更，公告仍以{day_zh(listing['announced_on'])}的为准。",
                    fix_zh="变更影响出让条件的，请撤回后重新公告。",
                    message_en="The plot has changed since it was announced.",
                    basis=f"出让公告 {listing['listing_no']}",
                )
            )
    return findings


def _application(session: Session, principal: Principal, row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "evidence": describe_files(session, principal, row["evidence_ids"])}


def _allocation(session: Session, principal: Principal, listing_id: int) -> dict[str, Any] | None:
    row = session.execute(load("supply/allocation_of_listing"), {"listing_id": listing_id}).mappings().one_or_none()
    if row is None:
        return None
    return {**row, "evidence": describe_files(session, principal, row["evidence_ids"])}


def _clock(session: Session, listing: Mapping[str, Any], row: Mapping[str, Any], as_of: date) -> tuple[ClockStep, ...]:
    days = ListingDays(
        method=ListingMethod(listing["method"]),
        **{
            name: listing[name]
            for name in ("announced_on", "applications_from", "applications_until", "opens_on", "decided_from")
        },
        decided_on=row["decided_on"],
        result_published_on=row["result_published_on"],
        result_until=row["result_until"],
        contract_signed_on=row["signed_on"],
        ended_on=row["ended_on"],
    )
    limits = listing_limits(load_rulebook(session), listing["announced_on"] or as_of)
    return listing_clock(days, limits, load_calendar(session), as_of)


def _step(step: ClockStep) -> dict[str, Any]:
    return {
        "key": step.key,
        "label_zh": step.label_zh,
        "label_en": step.label_en,
        "on": step.on,
        "state": step.state,
        "why_zh": step.why_zh,
        "why_en": step.why_en,
        "entry": entry_as_dict(step.entry) if step.entry else None,
    }
