"""The stock of land on a day: the ladder per park and class, its patches, whether every park adds up, and the rates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import compose, load
from gisapp.kernel.dates import add_months
from gisapp.kernel.errors import NotFound
from gisapp.kernel.rulebook import Rulebook
from gisapp.land.plots import ensure_visible
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.stock.patch_filter import PatchFilter
from gisapp.stock.rules.identity import ParkBalance, UnclassifiedPlace, check_identity
from gisapp.stock.rules.rates import Rate, RateParts, rates
from gisapp.stock.terms import StockClass

SORTS = {
    "plot": "sort_order, plot_no nulls last, part_no nulls first, patch_id",
    "class": "stock_class, sort_order, plot_no, patch_id",
    "area": "area_m2, patch_id",
    "since": "since, patch_id",
}
ORDERS = SORTS | {
    "-plot": "sort_order desc, plot_no desc nulls last, patch_id",
    "-class": "stock_class desc, sort_order, plot_no, patch_id",
    "-area": "area_m2 desc, patch_id",
    "-since": "since desc, patch_id",
}


def list_patches(
    session: Session,
    principal: Principal,
    as_of: date,
    wanted: PatchFilter,
    *,
    sort: str = "plot",
    limit: int = 200,
    offset: int = 0,
) -> dict[str, Any]:
    """Return a page of patches with the number and area (㎡) of all that pass the filter."""
    parameters = wanted.parameters(principal, as_of)
    rows = session.execute(
        compose("stock/patch_filtered", "stock/patch_page", order_by=ORDERS[sort]),
        {**parameters, "limit": limit, "offset": offset},
    ).mappings()
    total = session.execute(compose("stock/patch_filtered", "stock/patch_total"), parameters).one()
    return {"as_of": as_of, "total": total.total, "area_m2": total.area_m2, "items": [dict(row) for row in rows]}


def show_ladder(session: Session, principal: Principal, as_of: date, wanted: PatchFilter) -> dict[str, Any]:
    """Return counts and areas per park and class, per class over all, and the cases within each class.

    The figures are sums over the very set that list, map and files show.
    """
    parameters = wanted.parameters(principal, as_of)
    found = session.execute(compose("stock/patch_filtered", "stock/patch_ladder"), parameters).mappings()
    parks: dict[str, dict[str, Any]] = {}
    totals = {item.value: {"patch_count": 0, "area_m2": Decimal(0)} for item in StockClass}
    for row in found:
        park = parks.setdefault(
            row["park_code"],
            {name: row[name] for name in ("park_code", "park_name_zh", "park_name_en")}
            | {"classes": [], "patch_count": 0, "area_m2": Decimal(0)},
        )
        park["classes"].append({name: row[name] for name in ("stock_class", "patch_count", "area_m2")})
        for sums in (park, totals[row["stock_class"]]):
            sums["patch_count"] += row["patch_count"]
            sums["area_m2"] += row["area_m2"]
    details = session.execute(compose("stock/patch_filtered", "stock/patch_details"), parameters).mappings()
    return {
        "as_of": as_of,
        "parks": list(parks.values()),
        "totals": [{"stock_class": name, **sums} for name, sums in totals.items()],
        "details": [dict(row) for row in details],
        "patch_count": sum(sums["patch_count"] for sums in totals.values()),
        "area_m2": sum((sums["area_m2"] for sums in totals.values()), Decimal(0)),
        "is_stale": _is_stale(session, principal),
    }


def show_identity(session: Session, principal: Principal, as_of: date) -> dict[str, Any]:
    """Return per park whether every square metre is in exactly one class, with each failure by name, place and ㎡."""
    parameters = {"as_of": as_of, **visible_parks(principal)}
    rows = [dict(row) for row in session.execute(load("stock/identity"), parameters).mappings()]
    unclassified: dict[int, list[UnclassifiedPlace]] = {}
    for row in session.execute(load("stock/unclassified"), parameters).mappings():
        place = UnclassifiedPlace(
            row["id"],
            row["plot_no"] or row["label_zh"],
            row["reason_zh"],
            row["area_m2"],
            row["place"],
            tuple(row["bbox"]),
        )
        unclassified.setdefault(row["park_id"], []).append(place)
    tolerance = load_rulebook(session).entry("stock.identity_tolerance_m2", as_of)
    parks: list[dict[str, Any]] = []
    for row in rows:
        balance = ParkBalance(
            row["park_name_zh"],
            row["park_m2"],
            row["patch_m2"],
            row["patch_count"],
            row["gap_m2"],
            row["overlap_m2"],
            row["gap"],
            row["overlap"],
            tuple(unclassified.get(row["park_id"], ())),
            is_stale=row["is_stale"],
        )
        findings = check_identity(balance, tolerance.value, str(tolerance.basis))
        parks.append(
            {
                name: row[name]
                for name in (
                    "park_code", "park_name_zh", "park_name_en", "park_m2", "patch_m2", "patch_count", "gap_m2", "overlap_m2",
                    "unclassified_m2", "is_stale", "refreshed_as_of", "refreshed_at",
                )
            }
            | {"passes": not findings.has_errors, "findings": findings.as_dicts()}
        )  # fmt: skip
    return {
        "as_of": as_of,
        "passes": all(park["passes"] for park in parks) and bool(parks),
        "tolerance_m2": tolerance.value,
        "parks": parks,
    }


def show_rates(session: Session, principal: Principal, as_of: date, parks: Sequence[str] | None) -> list[Rate]:
    """Return the four rates over the parks asked for, each with definition, numerator and denominator (㎡)."""
    book = load_rulebook(session)
    return rates_of(session, principal, as_of, parks, book)


def rates_of(
    session: Session, principal: Principal, as_of: date, parks: Sequence[str] | None, book: Rulebook
) -> list[Rate]:
    """Return the rates with a rulebook that has been read already."""
    window = book.entry("stock.rate_window_months", as_of)
    least = book.entry("stock.supply_rate_min", as_of)
    parameters = {"as_of": as_of, "parks": None if parks is None else list(parks), **visible_parks(principal)}
    window_from = add_months(as_of, -int(window.value))
    found = session.execute(load("stock/rate_parts"), {**parameters, "window_from": window_from}).one()
    idle = session.execute(load("stock/idle_of_year"), {**parameters, "first": as_of.replace(month=1, day=1)}).one()
    return rates(
        RateParts(
            found.approved_m2,
            found.approved_supplied_m2,
            found.supplied_m2,
            idle.idle_m2,
            idle.opening_m2 + idle.found_m2,
            idle.disposed_m2,
        ),
        window_months=int(window.value),
        supply_rate_min=least.value,
        basis=str(window.basis),
        confirmed=window.confirmed and least.confirmed,
    )


def show_patch(session: Session, principal: Principal, patch_id: int, as_of: date) -> dict[str, Any]:
    """Return one patch with its shape, why it is in its class, by which definition, and what it was before (404 outside)."""
    row = (
        session.execute(
            compose("stock/patch_filtered", "stock/patch_one"),
            PatchFilter(ids=(patch_id,)).parameters(principal, as_of),
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound(
            "stock.patch_not_found",
            "这一天没有这个图斑，可能已重新划分或重新计算。请刷新后重试。",
            message_en="No such patch on this day; it may have been worked out anew.",
        )
    history = session.execute(load("stock/patch_history"), {"id": patch_id}).mappings()
    definition = next(
        (
            dict(item)
            for item in session.execute(load("stock/definitions")).mappings()
            if item["stock_class"] == row["stock_class"]
            and item["effective_from"] <= as_of
            and (item["effective_to"] is None or as_of < item["effective_to"])
        ),
        None,
    )
    return {**row, "as_of": as_of, "definition": definition, "history": [dict(item) for item in history]}


def patches_of_plot(session: Session, principal: Principal, plot_id: int, as_of: date) -> dict[str, Any]:
    """Return the patches of a plot on a day with the parts it is divided into (404 outside the caller's parks)."""
    ensure_visible(session, principal, plot_id)
    page = list_patches(session, principal, as_of, PatchFilter(plot_id=plot_id), limit=200)
    parts = session.execute(load("stock/parts_of_plot"), {"plot_id": plot_id, "as_of": as_of}).mappings()
    told = {
        "plot_id": plot_id,
        "parts": [dict(row) for row in parts],
        "is_stale": _is_stale(session, principal, plot_id),
    }
    return {**page, **told}


def _is_stale(session: Session, principal: Principal, plot_id: int | None = None) -> bool:
    """Return whether facts have changed since the patches of the caller's parks, or of one plot's park, were worked out."""
    return session.execute(load("stock/is_stale"), {"plot_id": plot_id, **visible_parks(principal)}).scalar_one()
