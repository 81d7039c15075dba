"""What taking a site means: everything one would sign, and how long it takes from today to production."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gisapp.approvals.catalogue import load_catalogue
from gisapp.approvals.rules.catalogue import Catalogue
from gisapp.approvals.rules.limits import approval_limits
from gisapp.investor.public_site import is_on_offer, offered_site
from gisapp.investor.rules.duties import DutyPreview, Intent, preview_duties
from gisapp.investor.rules.path import Path, PathEntries, PathFacts, Saving, compare_paths, trace_paths
from gisapp.investor.rules.plan import InvestmentPlan
from gisapp.investor.terms import PromiseChoice
from gisapp.kernel.errors import NotFound
from gisapp.kernel.rulebook import Rulebook
from gisapp.kernel.workdays import WorkCalendar
from gisapp.preparation.rules.limits import supply_limits
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.sites import site_store
from gisapp.supply.rules.admission import PlannedDates
from gisapp.work_calendar.work_calendar import load_calendar

NOT_USUAL = ("site_selection", "eia_report", "eia_register")
"""Items that a plant on granted land does not usually need: site selection is for allotted land, and of the three kinds of EIA it needs one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the investor asks to be reckoned with; None = as published or as usual."""

    plan: InvestmentPlan
    dates: PlannedDates
    promise: PromiseChoice = PromiseChoice.THRESHOLD
    signed_on: date | None = None
    price_yuan: Decimal | None = None
    construction_months: int | None = None
    fitting_months: int | None = None
    left_out: tuple[str, ...] = NOT_USUAL


@dataclass(frozen=True)
class Preview:
    """A site with what one would sign and the three ways to production."""

    row: Mapping[str, Any]
    duties: DutyPreview
    paths: tuple[Path, ...]
    savings: tuple[Saving, ...]
    catalogue: Catalogue
    unconfirmed_years: tuple[int, ...]
    months: tuple[int, int]


@dataclass(frozen=True)
class Desk:
    """What every preview of one answer shares, read once."""

    book: Rulebook
    calendar: WorkCalendar
    catalogue: Catalogue
    today: date


def open_desk(session: Session, today: date) -> Desk:
    return Desk(load_rulebook(session), load_calendar(session), load_catalogue(session).on(today), today)


def preview_site(session: Session, site_id: int, wish: Wish, today: date, desk: Desk | None = None) -> Preview:
    """Return what one would sign for a published site and how long it takes (404 for anything not published)."""
    row = find_public(session, site_id, today)
    desk = desk or open_desk(session, today)
    paths, months = _paths(row, wish, desk)
    signed_on = wish.signed_on or paths[0].signed_on
    site = offered_site(session, row, today)
    intent = Intent(signed_on, wish.price_yuan, wish.dates, wish.plan, wish.promise)
    duties = preview_duties(site, intent, desk.book, supply_limits(desk.book, signed_on))
    years = range(today.year, max(path.production_on for path in paths).year + 1)
    unconfirmed = tuple(year for year in years if year not in desk.calendar.confirmed_years)
    return Preview(row, duties, paths, compare_paths(paths), desk.catalogue, unconfirmed, months)


def find_public(session: Session, site_id: int, day: date) -> dict[str, Any]:
    """Return the public row of a site (404 for one that is not there or not published: both answer alike)."""
    row = site_store.find_sheet(session, site_id, day)
    if row is None:
        raise not_published()
    return row


def not_published() -> NotFound:
    """What whoever asks for a site is told that is not published: the same whether it exists or not."""
    return NotFound(
        "site.not_found",
        "没有这块公开地块，可能已供出或撤回公告。请返回列表查看其他地块。",
        message_en="This site is not published, or no longer is. Please go back to the list.",
    )


def _paths(row: Mapping[str, Any], wish: Wish, desk: Desk) -> tuple[tuple[Path, ...], tuple[int, int]]:
    book, today = desk.book, desk.today
    entries = PathEntries(
        notice=book.entry("listing.notice_days_min", today),
        open_days=book.entry("listing.open_days_min", today),
        sign_workdays=book.entry("contract.sign_workdays_max", today),
        handover_days=book.entry("path.handover_days", today),
        construction_months=book.entry("path.construction_months", today),
        fitting_months=book.entry("path.fitting_months", today),
    )
    building = wish.construction_months or int(entries.construction_months.value)
    fitting = int(entries.fitting_months.value) if wish.fitting_months is None else wish.fitting_months
    # nobody can bid on a closed announcement: the way begins with a new one
    listing, offer = row["listing"] if is_on_offer(row) else {}, row["offer"] or {}
    facts = PathFacts(
        today,
        _day(listing.get("opens_on")),
        _day(listing.get("decided_from")),
        _day(offer.get("delivery_on")),
        building,
        fitting,
        frozenset(wish.left_out),
    )
    return trace_paths(facts, desk.catalogue, desk.calendar, approval_limits(book, today), entries), (building, fitting)


def needed_items(catalogue: Catalogue, left_out: Sequence[str]) -> list[dict[str, Any]]:
    """Return every item of the list with whether it is reckoned with, for the visitor to change."""
    stages = {stage.code: stage for stage in catalogue.stages}
    return [
        {
            "code": code,
            "name_zh": item.name_zh,
            "name_en": item.name_en or item.name_zh,
            "stage_zh": stages[item.stage_code].name_zh,
            "stage_en": stages[item.stage_code].name_en or stages[item.stage_code].name_zh,
            "days": item.term.days,
            "unit": item.term.unit.value,
            "handling": item.handling.value,
            "is_needed": code not in left_out,
        }
        for stage in catalogue.stages
        for code, item in catalogue.items_of(stage.code).items()
    ]


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
