"""Supply plans: which plots are to be offered in which year and quarter; an announcement names the line that it carries out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.errors import Conflict, NotFound
from gisapp.land.plot_register import locate_plot
from gisapp.supply.listing_terms import ListingMethod


def list_plans(session: Session, principal: Principal) -> list[dict[str, Any]]:
    """Return the plans, newest year first, each with its lines in the caller's parks and what came of them."""
    return [dict(row) for row in session.execute(load("supply/supply_plans"), visible_parks(principal)).mappings()]


def add_plan(
    session: Session, principal: Principal, *, year: int, title: str, document: str, approved_on: date | None
) -> int:
    """Start the plan of a year; return its id."""
    zone_id = session.execute(text("select min(id) from zone")).scalar()
    if zone_id is None:
        raise NotFound("zone.not_found", "系统中还没有开发区，请先登记开发区。", message_en="There is no zone yet.")
    plan_id: int = session.execute(
        text(
            "insert into supply_plan (zone_id, year, title, document, approved_on, recorded_by_name)"
            " values (:zone, :year, :title, :document, :approved, :by) returning id"
        ),
        {
            "zone": zone_id,
            "year": year,
            "title": title.strip(),
            "document": document.strip(),
            "approved": approved_on,
            "by": principal.name,
        },
    ).scalar_one()
    record_event(
        session,
        principal,
        EventTag.PLAN_CHANGE,
        subject="supply_plan",
        subject_id=plan_id,
        zone_id=zone_id,
        changes={"title": {"old": None, "new": title.strip()}, "year": {"old": None, "new": str(year)}},
        document=document.strip() or None,
    )
    return plan_id


def add_plan_item(
    session: Session,
    principal: Principal,
    plan_id: int,
    *,
    plot_id: int,
    quarter: int,
    method: ListingMethod,
    industry_codes: Sequence[str],
    note: str,
) -> int:
    """Put a plot of the caller's parks into a plan; return the line's id."""
    plan = _plan(session, plan_id)
    newest = locate_plot(session, principal, plot_id)
    item_id: int = session.execute(
        text(
            "insert into supply_plan_item (plan_id, plot_id, park_id, planned_quarter, planned_method, industry_codes, note, recorded_by_name)"
            " values (:plan, :plot, :park, :quarter, :method, :industries, :note, :by) returning id"
        ),
        {
            "plan": plan_id,
            "plot": plot_id,
            "park": newest["park_id"],
            "quarter": quarter,
            "method": str(method),
            "industries": list(industry_codes),
            "note": note.strip(),
            "by": principal.name,
        },
    ).scalar_one()
    _tell(session, principal, plan, newest, None, f"{plan['title']} 第{quarter}季度 {method.label_zh}")
    return item_id


def remove_plan_item(session: Session, principal: Principal, item_id: int, reason: str) -> None:
    """Take a plot out of a plan, as long as no announcement carries the line out."""
    row = session.execute(
        text("select i.*, (select count(*) from listing l where l.plan_item_id = i.id) as used from supply_plan_item i where i.id = :id"),
        {"id": item_id},
    ).mappings().one_or_none()  # fmt: skip
    if row is None:
        raise NotFound("plan.item_not_found", "没有这条计划，可能刚被移除。请刷新。", message_en="No such line.")
    newest = locate_plot(session, principal, row["plot_id"])
    if row["used"]:
        raise Conflict(
            "plan.item_used", "该计划条目已编制公告，不能移除。", message_en="An announcement carries this line out."
        )
    plan = _plan(session, row["plan_id"])
    session.execute(text("delete from supply_plan_item where id = :id"), {"id": item_id})
    _tell(session, principal, plan, newest, f"{plan['title']} 第{row['planned_quarter']}季度", None, reason)


def _plan(session: Session, plan_id: int) -> dict[str, Any]:
    row = session.execute(text("select * from supply_plan where id = :id"), {"id": plan_id}).mappings().one_or_none()
    if row is None:
        raise NotFound("plan.not_found", "没有这份供应计划，请刷新后重试。", message_en="No such plan.")
    return dict(row)


def _tell(
    session: Session,
    principal: Principal,
    plan: dict[str, Any],
    plot: dict[str, Any],
    old: str | None,
    new: str | None,
    reason: str | None = None,
) -> None:
    record_event(
        session,
        principal,
        EventTag.PLAN_CHANGE,
        subject="supply_plan",
        subject_id=plan["id"],
        plot_id=plot["plot_id"],
        park_id=plot["park_id"],
        zone_id=plot["zone_id"],
        changes={"supply_plan": {"old": old, "new": new}},
        reason=reason,
        document=plan["document"] or None,
    )
