"""The leaders' desk on a day: every figure with its parks, its list, and why it is what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.cockpit.figure_words import figure_en, figure_zh
from gisapp.cockpit.figures import Amount, FigureDefinition, all_figures, amount_of, find_figure, lists_needed, rows_of
from gisapp.cockpit.queries import LISTS, read_lists
from gisapp.cockpit.terms import AgeBand, FigureUnit
from gisapp.db.sql_file import load
from gisapp.kernel.area import format_m2, format_mu, round_half_up
from gisapp.kernel.dates import add_months
from gisapp.kernel.errors import Invalid
from gisapp.kernel.rulebook import Rulebook, RulebookEntryMissing
from gisapp.land.parks import list_parks
from gisapp.projects.terms import ROAD
from gisapp.rulebook.rulebook import load_rulebook

FLOW_MONTHS = 6
Lists = Mapping[str, Sequence[Mapping[str, Any]]]


def read_cockpit(session: Session, principal: Principal, as_of: date, parks: Sequence[str] = ()) -> dict[str, Any]:
    """Return every figure over all parks asked for and park by park, the age of each list, and how old the open cases are."""
    shown = parks_shown(session, principal, as_of, parks)
    names = [name for name, (_, needed) in LISTS.items() if principal.may(needed)]
    lists = read_lists(session, principal, as_of, names, parks)
    ages = read_ages(session)
    return {
        "as_of": as_of,
        "parks": shown,
        "figures": [
            describe_figure(figure, lists, shown, parks, ages)
            for figure in all_figures().values()
            if all(name in lists for name in lists_needed(figure))
        ],
        "ageing": ageing(lists),
        "pipeline": pipeline(lists),
        "flow": idle_flow(session, principal, as_of, parks) if "cases" in lists else [],
    }


def parks_shown(session: Session, principal: Principal, as_of: date, parks: Sequence[str]) -> list[dict[str, Any]]:
    """Return the parks that the caller sees and asked for; an unknown code is refused (400)."""
    seen = [
        {"code": park["code"], "name_zh": park["name_zh"], "name_en": park["name_en"]}
        for park in list_parks(session, principal, as_of)
        if principal.park_ids is None or park["id"] in principal.park_ids
    ]
    unknown = set(parks) - {park["code"] for park in seen}
    if unknown:
        raise Invalid(
            "cockpit.park_unknown",
            f"没有代码为“{'、'.join(sorted(unknown))}”的园区，或不在您的管辖范围内。请从列表中选择。",
            message_en=f"No such park, or not yours: {', '.join(sorted(unknown))}.",
        )
    return [park for park in seen if not parks or park["code"] in parks]


def read_figure_list(
    session: Session, principal: Principal, as_of: date, figure_id: str, parks: Sequence[str], age: str | None = None
) -> dict[str, Any]:
    """Return the rows that a figure is, with their number and sum; `age` = only those of one band, as the ageing chart has them."""
    figure = find_figure(figure_id)
    parks_shown(session, principal, as_of, parks)
    lists = read_lists(session, principal, as_of, lists_needed(figure), parks)
    rows = rows_of(figure, lists)
    if age is not None:
        name, _, band = age.partition(":")
        if name not in ("idle_age", "case_age") or band not in AgeBand.values():
            raise Invalid(
                "cockpit.age_unknown", "没有这一段账龄，请从图上选择。", message_en="There is no such band of age."
            )
        rows = [row for row in rows if row.get(name) == band]
    counted = all_figures()[figure.numerator] if figure.is_ratio else figure
    return {
        "figure": figure.id,
        "counts": counted.id,
        "as_of": as_of,
        "count": len(rows),
        "total": sum((counted.amount(row) for row in rows), start=round_half_up(0, 2)),
        "items": rows,
        "link": None if age else counted.link(parks),
    }


def explain_figure(
    session: Session, principal: Principal, as_of: date, figure_id: str, parks: Sequence[str]
) -> dict[str, Any]:
    """Return why a figure is what it is: definition, formula with the numbers in it, inputs, source, basis, and the age of the data."""
    figure = find_figure(figure_id)
    shown = parks_shown(session, principal, as_of, parks)
    lists = read_lists(session, principal, as_of, lists_needed(figure), parks)
    described = describe_figure(figure, lists, shown, parks, read_ages(session))
    parts = [all_figures()[name] for name in (figure.numerator, figure.denominator)] if figure.is_ratio else []
    return {
        **described,
        "as_of": as_of,
        "arithmetic_zh": _arithmetic(figure, amount_of(figure, lists)),
        "arithmetic_en": _arithmetic_en(figure, amount_of(figure, lists)),
        "inputs": [describe_figure(part, lists, shown, parks, {}) for part in parts],
        "entries": _entries(load_rulebook(session), figure, as_of),
    }


def describe_figure(
    figure: FigureDefinition,
    lists: Lists,
    shown: Sequence[Mapping[str, Any]],
    parks: Sequence[str],
    ages: Mapping[str, Any],
) -> dict[str, Any]:
    """Return a figure as the API answers it: its words, its value and that of each park, and where its list is."""
    known = [ages[name] for name in lists_needed(figure) if ages.get(name) is not None]
    return {
        "id": figure.id,
        "group": str(figure.group),
        "unit": str(figure.unit),
        "label_zh": figure.label_zh,
        "label_en": figure.label_en,
        "definition_zh": figure.definition_zh,
        "definition_en": figure.definition_en,
        "formula_zh": figure.formula_zh,
        "formula_en": figure.formula_en,
        "source_zh": figure.source_zh,
        "source_en": figure.source_en,
        "basis": figure.basis,
        "basis_en": figure.basis_en,
        "is_confirmed": figure.is_confirmed,
        "is_input": figure.is_input,
        "recorded_at": max(known, default=None),
        **_amount(amount_of(figure, lists)),
        "by_park": [{"park_code": park["code"], **_amount(amount_of(figure, lists, park["code"]))} for park in shown],
        "link": (all_figures()[figure.numerator] if figure.is_ratio else figure).link(parks),
    }


def _amount(found: Amount) -> dict[str, Any]:
    return {
        "value": found.value,
        "count": found.count,
        "numerator": found.numerator,
        "denominator": found.denominator,
    }


def ageing(lists: Lists) -> list[dict[str, Any]]:
    """Return idle land by how long it has been idle, and by how long its case has been open: number and area of each band."""
    rows = [row for row in lists.get("cases", ()) if row["standing"] == "idle"]
    return [
        {
            "by": name,
            "band": band,
            "count": sum(1 for row in rows if row[name] == band),
            "area_m2": sum((row["area_m2"] for row in rows if row[name] == band), start=round_half_up(0, 2)),
        }
        for name in ("idle_age", "case_age")
        for band in AgeBand.values()
    ]


def pipeline(lists: Lists) -> list[dict[str, Any]]:
    """Return how many projects stand at each stage of the road, from lead to full output."""
    counts = Counter(row["stage"] for row in lists.get("projects", ()))
    return [
        {
            "stage": str(stage),
            "count": counts[str(stage)],
            "link": {"desk": "projects", "query": {"projecttab": "list", "p_stage": str(stage)}},
        }
        for stage in ROAD
    ]


def idle_flow(
    session: Session, principal: Principal, as_of: date, parks: Sequence[str], months: int = FLOW_MONTHS
) -> list[dict[str, Any]]:
    """Return the last months of idle land, newest first: opening + found − extended − reused − recovered − annulled = closing, in ㎡.

    The month of the day itself runs up to that day, so that its closing is the idle land of the day.
    """
    first = as_of.replace(day=1)
    asked = {"parks": list(parks) or None, **visible_parks(principal)}
    shown: list[dict[str, Any]] = []
    for back in range(months):
        month = add_months(first, -back)
        until = min(as_of, add_months(month, 1) - timedelta(days=1))
        row = session.execute(load("cockpit/idle_flow"), {"month": month, "until": until, **asked}).mappings().one()
        shown.append({"month": month, "until": until, **row})
    return shown


def read_ages(session: Session) -> dict[str, Any]:
    """Return for each list when anything it rests on was last recorded; None = never."""
    return dict(session.execute(load("cockpit/data_ages")).mappings().one())


def _arithmetic(figure: FigureDefinition, found: Amount) -> str:
    """Return the formula with the numbers in it, as one would check it by hand."""
    if not figure.is_ratio:
        if figure.unit is FigureUnit.AREA:
            return f"{found.count} 行，合计 {format_m2(found.value or 0)} ㎡ = {format_mu(found.value or 0)} 亩"
        return f"{found.count} 行，合计 {figure_zh(_worded(figure), found.value)}"
    parts = [all_figures()[name] for name in (figure.numerator, figure.denominator)]
    above, below = (
        f"{format_m2(amount or 0)} ㎡" if part.unit is FigureUnit.AREA else figure_zh(_worded(part), amount)
        for part, amount in zip(parts, (found.numerator, found.denominator), strict=True)
    )
    if found.value is None:
        return f"{above} ÷ {below}：分母为零，没有比率"
    return f"{above} ÷ {below} = {figure_zh(_worded(figure), found.value)}"


def _arithmetic_en(figure: FigureDefinition, found: Amount) -> str:
    """Return the same sum in English."""
    if not figure.is_ratio:
        if figure.unit is FigureUnit.AREA:
            return f"{found.count} rows, {format_m2(found.value or 0)} ㎡ = {format_mu(found.value or 0)} mu in all"
        return f"{found.count} rows, {figure_en(figure.unit, found.value)} in all"
    parts = [all_figures()[name] for name in (figure.numerator, figure.denominator)]
    above, below = (
        f"{format_m2(amount or 0)} ㎡" if part.unit is FigureUnit.AREA else figure_en(part.unit, amount)
        for part, amount in zip(parts, (found.numerator, found.denominator), strict=True)
    )
    if found.value is None:
        return f"{above} ÷ {below}: nothing to divide by"
    return f"{above} ÷ {below} = {figure_en(figure.unit, found.value)}"


def _worded(figure: FigureDefinition) -> dict[str, str]:
    return {"unit": str(figure.unit), "group": str(figure.group)}


def _entries(book: Rulebook, figure: FigureDefinition, as_of: date) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    for code in figure.codes:
        try:
            entry = book.entry(code, as_of)
        except RulebookEntryMissing:
            continue
        entries.append(
            {
                "code": code,
                "value": entry.value,
                "unit": entry.unit,
                "basis": str(entry.basis),
                "confirmed": entry.confirmed,
                "note": entry.note,
            }
        )
    return entries
