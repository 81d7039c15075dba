"""What a frozen month holds: figures and lists as one text in a canonical form, and how it is read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.cockpit.cockpit import ageing, describe_figure, idle_flow, parks_shown, pipeline, read_ages
from gisapp.cockpit.figures import FigureDefinition, all_figures, divided
from gisapp.cockpit.queries import LISTS, read_lists
from gisapp.cockpit.terms import FigureUnit

FORMAT = 1
_DAYS = ("since", "due_on")
_KEPT = (
    "key",
    "plot_id",
    "plot_no",
    "park_code",
    "park_name_zh",
    "party_name_zh",
    "reference",
    "what_zh",
    "state",
    "state_zh",
    "since",
    "due_on",
    "area_m2",
)


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A frozen month as it was written: parks, figures, lists by name, ages of idle land, its flow park by park, stages of projects."""

    parks: Sequence[Mapping[str, Any]]
    figures: Sequence[Mapping[str, Any]]
    lists: Mapping[str, Sequence[Mapping[str, Any]]]
    ageing: Sequence[Mapping[str, Any]]
    pipeline: Sequence[Mapping[str, Any]]
    flow: Sequence[Mapping[str, Any]]
    notice_zh: str
    zone_name_zh: str


def gather_content(
    session: Session, principal: Principal, zone: Mapping[str, Any], month: date, as_of: date, previous: str | None
) -> dict[str, Any]:
    """Return what is known now of the last day of a month, ready to be written."""
    parks = parks_shown(session, principal, as_of, ())
    lists = read_lists(session, principal, as_of, LISTS)
    ages = read_ages(session)
    return {
        "format": FORMAT,
        "zone_code": zone["code"],
        "zone_name_zh": zone["name_zh"],
        "notice_zh": zone["notice_zh"],
        "month": month,
        "as_of": as_of,
        "previous_sha256": previous,
        "parks": parks,
        "figures": [describe_figure(figure, lists, parks, (), ages) for figure in all_figures().values()],
        "lists": {name: [_kept(name, row) for row in rows] for name, rows in lists.items()},
        "ageing": ageing(lists),
        "flow": [
            idle_flow(session, principal, as_of, (park["code"],), 1)[0] | {"park_code": park["code"]} for park in parks
        ],
        "pipeline": [{"stage": one["stage"], "count": one["count"]} for one in pipeline(lists)],
    }


def canonical(content: Mapping[str, Any]) -> str:
    """Return the one text of a content: keys sorted, no blanks, decimals as they are written, days and instants in ISO."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_content(text: str, visible: frozenset[str] | None = None) -> ReportContent:
    """Read a frozen text; `visible` = codes of the parks that the caller may see, None = all of them.

    A caller of some parks gets the figures of these parks as they were frozen, added up, and their rows.
    """
    held = json.loads(text)
    lists = {name: [_row(row) for row in rows] for name, rows in held["lists"].items()}
    figures, parks, ages, stages = held["figures"], held["parks"], held["ageing"], held["pipeline"]
    flow = [
        {name: Decimal(said) if name.endswith("_m2") else said for name, said in line.items()} for line in held["flow"]
    ]
    figures = [_figure(figure) for figure in figures]
    if visible is not None:
        lists = {name: [row for row in rows if row["park_code"] in visible] for name, rows in lists.items()}
        parks = [park for park in parks if park["code"] in visible]
        figures = [_of_parks(figure, visible) for figure in figures]
        ages, stages = ageing(lists), []
        flow = [line for line in flow if line["park_code"] in visible]
    ages = [{**bar, "area_m2": Decimal(bar["area_m2"])} for bar in ages]
    return ReportContent(parks, figures, lists, ages, stages, flow, held["notice_zh"], held["zone_name_zh"])


def rows_counted(definition: FigureDefinition, content: ReportContent) -> list[Mapping[str, Any]]:
    """Return the frozen rows that a figure is; a list that was not frozen has none."""
    of = all_figures()[definition.numerator] if definition.is_ratio else definition
    return [row for row in content.lists.get(of.list, ()) if of.picks(row)]


def _kept(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of a row: what a reader sees, and what the figures look at."""
    counting = [figure for figure in all_figures().values() if figure.list == name]
    looked_at = {field for figure in counting for field in (*figure.where, *filter(None, [figure.measure]))}
    if name == "cases":
        looked_at |= {"idle_age", "case_age", "ground", "side", "found_on", "determined_on"}
    return {field: row[field] for field in (*_KEPT, *sorted(looked_at - set(_KEPT)))}


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in _DAYS}
    amounts = {name: Decimal(row[name]) for name in row if name.endswith(("_m2", "_yuan")) and row[name] is not None}
    return {**row, **days, **amounts}


def _figure(figure: Mapping[str, Any]) -> dict[str, Any]:
    return {**_amounts(figure), "by_park": [_amounts(part) for part in figure["by_park"]]}


def _amounts(part: Mapping[str, Any]) -> dict[str, Any]:
    read = {name: None if part[name] is None else Decimal(part[name]) for name in ("value", "numerator", "denominator")}
    return {**part, **read}


def _of_parks(figure: Mapping[str, Any], visible: frozenset[str]) -> dict[str, Any]:
    parts = [part for part in figure["by_park"] if part["park_code"] in visible]
    found = {**figure, "by_park": parts, "count": sum(part["count"] for part in parts)}
    if figure["numerator"] is None:
        return {**found, "value": sum((part["value"] for part in parts), Decimal(0))}
    above, below = (
        sum((part[name] or Decimal(0) for part in parts), Decimal(0)) for name in ("numerator", "denominator")
    )
    return {
        **found,
        "numerator": above,
        "denominator": below,
        "value": divided(FigureUnit(figure["unit"]), above, below),
    }


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not kept in a report")
