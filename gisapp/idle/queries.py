"""The list of the scan: which contracts stand how on a day, by class of the map, with sums that are those of the list."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import compose, load
from gisapp.idle.rules.missing import MISSING_EN
from gisapp.idle.rules.scan import missing_names
from gisapp.idle.terms import CauseSide, IdleDuty, IdleLandClass
from gisapp.kernel.errors import Invalid
from gisapp.kernel.filter import Filter, Listed, Words, like, listed

ORDERS = {
    "latest_on": "latest_on nulls last, contract_no",
    "-latest_on": "latest_on desc nulls last, contract_no",
    "since": "since nulls last, contract_no",
    "-since": "since desc nulls last, contract_no",
    "plot_no": "sort_order, plot_no, contract_no",
    "-plot_no": "sort_order desc, plot_no desc, contract_no",
    "party": "party_name_zh, contract_no",
    "-party": "party_name_zh desc, contract_no",
    "area_m2": "area_m2, contract_no",
    "-area_m2": "area_m2 desc, contract_no",
    "class": "array_position(array['not_started_two', 'not_started_one', 'stopped', 'survey', 'stale', 'warning'], land_class) nulls last, latest_on nulls last, contract_no",
    "-class": "array_position(array['warning', 'stale', 'survey', 'stopped', 'not_started_one', 'not_started_two'], land_class) nulls first, latest_on, contract_no",
}
DEFAULT_ORDER = "class"
EVERYTHING = 100_000


NO_CLASS = "-"


class FindingFilter(Filter):
    """Which answers are asked for; empty = all. `classes` and `is_stale` narrow the list, never the tally it is a part of."""

    parks: Listed[str] = listed("park", "park codes")
    sides: Listed[CauseSide] = listed("side", "whose cause")
    duties: Listed[IdleDuty] = listed("duty")
    q: Words | None = Field(default=None, description="part of contract, plot, enterprise or project")
    classes: Listed[IdleLandClass | Literal["-"]] = listed("land_class", "classes of the map, - = none of them")
    is_stale: bool | None = None

    def parameters(self, principal: Principal, as_of: date) -> dict[str, Any]:
        given = self.bound()
        given["classes"] = given["classes"] and ["" if one == NO_CLASS else one for one in given["classes"]]
        return {**given, "q": like(self.q), "as_of": as_of, **visible_parks(principal)}


def list_findings(
    session: Session,
    principal: Principal,
    as_of: date,
    wanted: FindingFilter,
    *,
    order: str = DEFAULT_ORDER,
    limit: int = EVERYTHING,
    offset: int = 0,
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many answers the list has and one page of it, each with the names of what is missing."""
    if order not in ORDERS:
        raise Invalid(
            "idle.sort_unknown",
            f"不能按“{order}”排序，请从列表中选择。",
            message_en=f"The list cannot be sorted by {order!r}.",
        )
    statement = compose("idle/finding_filtered", "idle/finding_page", order_by=ORDERS[order])
    parameters = wanted.parameters(principal, as_of) | {"limit": limit, "offset": offset}
    rows = [dict(row) for row in session.execute(statement, parameters).mappings()]
    for row in rows:
        row["missing_zh"] = missing_names(row["missing"])
        row["missing_en"] = [MISSING_EN[name] for name in row["missing_zh"]]
    total = rows[0]["total"] if rows else 0
    if not rows and offset:
        total, _ = list_findings(session, principal, as_of, wanted, order=order, limit=1)
    return total, rows


def tally_findings(session: Session, principal: Principal, as_of: date, wanted: FindingFilter) -> list[dict[str, Any]]:
    """Return contracts and land per class of the map, every class named, "" for what is in none."""
    statement = compose("idle/finding_filtered", "idle/finding_tally")
    found = {row.land_class: row for row in session.execute(statement, wanted.parameters(principal, as_of))}
    return [
        {
            "land_class": name,
            "contracts": found[name].contracts if name in found else 0,
            "area_m2": found[name].area_m2 if name in found else 0,
            "stale": found[name].stale if name in found else 0,
        }
        for name in (*IdleLandClass.values(), "")
    ]


def last_scans(session: Session, limit: int = 10) -> list[dict[str, Any]]:
    """Return the last runs, newest first."""
    return [dict(row) for row in session.execute(load("idle/last_scans"), {"limit": limit}).mappings()]
