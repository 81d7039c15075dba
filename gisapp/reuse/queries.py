"""Measures of reuse as they stand on a day: the list behind every figure, the sheet of one, what a new one starts from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, Literal

from pydantic import Field
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.evidence.vault import describe_files
from gisapp.idle_cases.terms import Measure as CaseMeasure
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import NotFound
from gisapp.kernel.filter import Filter, Listed, Words, like, listed
from gisapp.performance.terms import DisposalWay, LowEfficiencyKind
from gisapp.reuse.lifecycle import open_steps
from gisapp.reuse.measures import MEASURES, OF_CASE, OF_LOW_EFFICIENCY
from gisapp.reuse.rules.comparison import SiteFigures, compare
from gisapp.reuse.rules.limits import ReuseLimits, reuse_limits
from gisapp.reuse.rules.milestones import MilestoneEntry, read_milestone
from gisapp.reuse.terms import ReuseMeasure, ReuseOrigin, ReuseRoad, ReuseStage
from gisapp.rulebook.rulebook import load_rulebook


class ReuseFilter(Filter):
    """Which measures are asked for; empty = all. `due` asks for those overdue (“overdue”) or with a day ahead (“soon”)."""

    measures: Listed[ReuseMeasure] = listed("measure")
    stages: Listed[ReuseStage] = listed("stage")
    origins: Listed[ReuseOrigin] = listed("origin")
    parks: Listed[str] = listed("park", "park codes")
    plot_id: Id | None = None
    case_id: Id | None = None
    due: Literal["", "overdue", "soon"] = Field(default="", description="overdue, or overdue and soon")
    q: Words = Field(default="", description="part of number, title, plot, case or party")


def read_measures(
    session: Session,
    principal: Principal,
    as_of: date,
    wanted: ReuseFilter | None = None,
    measure_id: int | None = None,
) -> list[dict[str, Any]]:
    """Return the measures of the caller's parks on a day, those with a day to keep first; each compared before and after."""
    wanted = wanted or ReuseFilter()
    parameters = {
        **wanted.bound(),
        "q": like(wanted.q),
        "as_of": as_of,
        "measure_id": measure_id,
        **visible_parks(principal),
    }
    rows = [dict(row) for row in session.execute(load("reuse/measures"), parameters).mappings()]
    if not rows:
        return []  # before the rules were made there is nothing to measure against them
    limits = reuse_limits(load_rulebook(session), as_of)
    for row in rows:
        _complete(row, as_of, limits)
    return rows


def list_measures(session: Session, principal: Principal, as_of: date, wanted: ReuseFilter) -> dict[str, Any]:
    """Return the measures that pass the filter with their sums; counts by measure and stage add up to the list."""
    rows = read_measures(session, principal, as_of, wanted)
    done = [row for row in rows if row["stage"] == "reused"]
    return {
        "items": rows,
        "total": len(rows),
        "area_m2": sum((row["area_m2"] for row in rows), Decimal(0)),
        "released_m2": sum((row["released_m2"] or Decimal(0) for row in rows), Decimal(0)),
        "reused_m2": sum((row["released_m2"] or Decimal(0) for row in done), Decimal(0)),
        "overdue": sum(1 for row in rows if row["is_overdue"]),
        "by_stage": dict(Counter(row["stage"] for row in rows)),
        "by_measure": dict(Counter(row["measure"] for row in rows)),
        "board": [
            {"measure": measure, "stage": stage, "count": count}
            for (measure, stage), count in Counter((row["measure"], row["stage"]) for row in rows).items()
        ],
    }


def locate_measure(session: Session, principal: Principal, measure_id: int, as_of: date) -> dict[str, Any]:
    """Return one measure on a day (404 outside the caller's parks)."""
    rows = read_measures(session, principal, as_of, measure_id=measure_id)
    if not rows:
        raise NotFound(
            "reuse.not_found",
            "没有这项盘活措施，或您没有查看权限。请核对编号和日期。",
            message_en="No such measure, or not for you.",
        )
    return rows[0]


def read_sheet(session: Session, principal: Principal, measure_id: int, as_of: date) -> dict[str, Any]:
    """Return all there is of one measure on a day: steps, targets, milestones with their clocks, parties, figures, ground, open steps."""
    found = locate_measure(session, principal, measure_id, as_of)
    key = {"measure_id": measure_id, "as_of": as_of}
    parts = {
        name: [dict(row) for row in session.execute(load(f"reuse/{name}"), key).mappings()]
        for name in ("steps", "targets", "parties")
    }
    parts["figures"] = [
        dict(row) for row in session.execute(load("reuse/figures"), {"measure_id": measure_id}).mappings()
    ]
    milestones = _milestones(session, key, as_of)
    entries = [entry for item in milestones for entry in item["entries"]]
    _attach(
        session, principal, [found, *parts["steps"], *parts["targets"], *parts["parties"], *parts["figures"], *entries]
    )
    spec = MEASURES[ReuseMeasure(found["measure"])]
    layout = session.execute(load("reuse/layout"), key).mappings().one()
    return {
        **found,
        **parts,
        "milestones": milestones,
        "layout": dict(layout),
        "basis": spec.basis,
        "basis_confirmed": spec.confirmed,
        "note_zh": spec.note_zh,
        "open_steps": [
            {
                "stage": way.to_state,
                "needs_evidence": way.needs_evidence,
                "needs_reason": way.needs_reason,
                "needs_area": way.needs_area,
                "needs_left": way.needs_left,
                "needs_came": way.needs_came,
                "needs_after": way.needs_after,
            }
            for way in open_steps(ReuseRoad(found["road"]), found["stage"])
        ],
    }


def read_start(
    session: Session, principal: Principal, plot_id: int, case_id: int | None, as_of: date
) -> dict[str, Any]:
    """Return what a new measure on a plot starts from (404 outside the caller's parks): plot, holders, idle case, the measure its decision asks for."""
    row = (
        session.execute(load("reuse/start_facts"), {"plot_id": plot_id, "case_id": case_id, "as_of": as_of})
        .mappings()
        .one_or_none()
    )
    scope = visible_parks(principal)
    if row is None or not (scope["all_parks"] or row["park_id"] in scope["park_ids"]):
        raise NotFound(
            "plot.not_found",
            "没有这个地块，或您没有查看权限。请核对编号和日期。",
            message_en="No such plot, or not for you.",
        )
    asked = OF_CASE.get(CaseMeasure(row["case_measure"])) if row["case_measure"] else None
    if asked is None and row["low_way"]:
        asked = OF_LOW_EFFICIENCY[DisposalWay(row["low_way"])]
    origin = ReuseOrigin.INITIATIVE
    if row["case_id"] is not None:
        origin = ReuseOrigin.IDLE_CASE
    elif row["low_kind"]:
        origin = ReuseOrigin.LOW_EFFICIENCY
    return {
        **row,
        "proposed_measure": None if asked is None else str(asked),
        "proposed_origin": str(origin),
        "origin_note": LowEfficiencyKind(row["low_kind"]).label_zh if row["low_kind"] else "",
        "measures": list_specs(),
    }


def list_specs() -> list[dict[str, Any]]:
    """Return every measure with its road and basis, in the order of the vocabulary."""
    return [
        {
            "measure": str(spec.measure),
            "road": str(spec.road),
            "basis": spec.basis,
            "confirmed": spec.confirmed,
            "note_zh": spec.note_zh,
        }
        for spec in MEASURES.values()
    ]


def figures_of(row: Mapping[str, Any] | None) -> SiteFigures | None:
    """Return a row of figures (or its JSON) as the rules see it."""
    if row is None:
        return None
    return SiteFigures(
        year=row["year"],
        area_m2=Decimal(str(row["area_m2"])),
        staff=row["staff"],
        **{
            name: None if row[name] is None else Decimal(str(row[name]))
            for name in ("floor_area_m2", "investment_yuan", "output_yuan", "tax_yuan", "value_added_yuan")
        },
    )


def _complete(row: dict[str, Any], as_of: date, limits: ReuseLimits) -> None:
    due = row["next_due_on"]
    row["days_left"] = None if due is None else (due - as_of).days
    row["is_overdue"] = due is not None and due < as_of
    row["is_soon"] = due is not None and 0 <= (due - as_of).days <= limits.milestone_warning_days.value
    row["comparison"] = [
        {
            "name": change.name,
            "before": _float(change.before),
            "after": _float(change.after),
            "per_mu_before": _float(change.per_mu_before),
            "per_mu_after": _float(change.per_mu_after),
            "ratio": _float(change.ratio),
        }
        for change in compare(figures_of(row["before"]), figures_of(row["after"]))
    ]


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _milestones(session: Session, key: Mapping[str, Any], as_of: date) -> list[dict[str, Any]]:
    limits = reuse_limits(load_rulebook(session), as_of)
    rows = [dict(row) for row in session.execute(load("reuse/milestones"), key).mappings()]
    found: list[dict[str, Any]] = []
    for _, group in groupby(rows, key=lambda row: row["id"]):
        entries = list(group)
        reading = read_milestone(
            [MilestoneEntry(row["act"], row["entered_on"], row["due_on"], row["done_on"]) for row in entries],
            as_of,
            limits,
        )
        assert reading is not None
        found.append(
            {
                "id": entries[0]["id"],
                "kind": entries[0]["kind"],
                "title_zh": entries[0]["title_zh"],
                "state": str(reading.state),
                "due_on": reading.due_on,
                "done_on": reading.done_on,
                "days_left": reading.days_left,
                "late_days": reading.late_days,
                "moves": reading.moves,
                "entries": entries,
            }
        )
    return sorted(found, key=lambda item: (item["due_on"], item["id"]))


def _attach(session: Session, principal: Principal, rows: Iterable[dict[str, Any]]) -> None:
    rows = list(rows)
    files = {
        item["id"]: item
        for item in describe_files(session, principal, [one for row in rows for one in row["evidence_ids"]])
    }
    for row in rows:
        row["evidence"] = [files[one] for one in row["evidence_ids"] if one in files]
