"""Projects as they stand on a day: the board, the list behind every figure, the sheet of one project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.evidence.vault import describe_files
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import NotFound
from gisapp.kernel.filter import Filter, Listed, Words, listed
from gisapp.projects.lifecycle import open_transitions
from gisapp.projects.lights import describe_light, facts_of, light_of, limits_in_force, limits_on, planned_share_of
from gisapp.projects.rules.three_rates import BASIS, Milestones, Rate, classify, three_rates
from gisapp.projects.terms import Light, ProjectStage, RateClass, RateKind


class ProjectFilter(Filter):
    """Which projects are asked for; empty = all. `rate` and `rate_classes` together ask for the list behind one of the three rates."""

    stages: Listed[ProjectStage] = listed("stage")
    lights: Listed[Light | Literal["none"]] = listed("light", "lights, none = no light is given")
    parks: Listed[str] = listed("park", "park codes")
    officer: Words | None = Field(default=None, description="service officer")
    plot_id: Id | None = None
    q: Words = Field(default="", description="part of number, name, holder, plot or contract")
    rate: RateKind | None = None
    rate_classes: Listed[RateClass] = listed("rate_class", "classes of that rate")


def read_projects(session: Session, principal: Principal, as_of: date) -> list[dict[str, Any]]:
    """Return every project of the caller's parks on a day with its light and its place in the three rates."""
    limits = limits_on(session, as_of)
    parameters = {"as_of": as_of, "project_id": None, **visible_parks(principal)}
    return [
        _project(dict(row), as_of, limits) for row in session.execute(load("projects/board"), parameters).mappings()
    ]


def list_projects(session: Session, principal: Principal, as_of: date, wanted: ProjectFilter) -> dict[str, Any]:
    """Return the projects that pass the filter, their sums, and the three rates over exactly these projects."""
    rows = [row for row in read_projects(session, principal, as_of) if _passes(row, wanted)]
    return {
        "items": rows,
        "total": len(rows),
        "investment_yuan": sum(row["investment_yuan"] or 0 for row in rows),
        "by_stage": _count(row["stage"] for row in rows),
        "by_light": _count(row["light"] for row in rows if row["light"]),
        "rates": describe_rates(rows, as_of),
    }


def locate_project(session: Session, principal: Principal, project_id: int, as_of: date) -> dict[str, Any]:
    """Return a project on a day with its light (404 outside the caller's parks)."""
    parameters = {"as_of": as_of, "project_id": project_id, **visible_parks(principal)}
    row = session.execute(load("projects/board"), parameters).mappings().one_or_none()
    if row is None:
        raise NotFound(
            "project.not_found",
            "没有这个项目，或您没有查看权限。请核对编号和日期。",
            message_en="No such project, or not for you.",
        )
    return _project(dict(row), as_of, limits_on(session, as_of))


def read_sheet(session: Session, principal: Principal, project_id: int, as_of: date) -> dict[str, Any]:
    """Return all there is of one project on a day: moves, plans, reports, month lights, and the steps open now."""
    project = locate_project(session, principal, project_id, as_of)
    key = {"project_id": project_id, "as_of": as_of}
    found = {
        name: [dict(row) for row in session.execute(load(f"projects/{name}"), key).mappings()]
        for name in ("moves", "schedules", "progress", "month_lights")
    }
    found["month_light_list"] = found.pop("month_lights")
    attach_evidence(session, principal, [*found["moves"], *found["schedules"], *found["progress"]])
    return {
        **project,
        **found,
        "open_steps": [
            {
                "stage": way.to_state,
                "needs_evidence": way.needs_evidence,
                "needs_reason": way.needs_reason,
                "needs_plot": way.needs_plot,
            }
            for way in open_transitions("project", project["stage"], project["paused_in"])
        ],
        "limits": limits_in_force(limits_on(session, as_of)),
    }


def list_officers(session: Session, principal: Principal) -> list[dict[str, Any]]:
    """Return whom a project can be given to."""
    return [dict(row) for row in session.execute(load("projects/officers"), visible_parks(principal)).mappings()]


def attach_evidence(session: Session, principal: Principal, rows: Iterable[dict[str, Any]]) -> None:
    """Give each row with `evidence_ids` its files, read at one go."""
    rows = list(rows)
    wanted = [one for row in rows for one in row["evidence_ids"]]
    files = {item["id"]: item for item in describe_files(session, principal, wanted)}
    for row in rows:
        row["evidence"] = [files[one] for one in row["evidence_ids"] if one in files]


def milestones_of(row: Mapping[str, Any]) -> Milestones:
    """Return what the three rates look at: days agreed in the contract in force, else the planned ones."""
    return Milestones(
        project_id=row["id"],
        signed_on=row["signed_on"],
        landed_on=row["landed_on"],
        started_on=row["started_on"],
        produced_on=row["produced_on"],
        attained_on=row["attained_on"],
        agreed_start_on=row["contract_start_on"] or row["planned_start_on"],
        agreed_production_on=row["contract_production_on"] or row["planned_production_on"],
        agreed_attainment_on=row["contract_attainment_on"] or row["planned_attainment_on"],
    )


def describe_rates(rows: Sequence[Mapping[str, Any]], as_of: date) -> list[dict[str, Any]]:
    """Return the three rates over these projects: numerator, denominator, and the count of every class."""
    return [_rate(rate) for rate in three_rates([milestones_of(row) for row in rows], as_of).values()]


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        "kind": str(rate.kind),
        "kept": rate.count(RateClass.KEPT),
        "due": rate.due,
        "share": None if rate.value is None else float(rate.value),
        "classes": {str(group): len(ids) for group, ids in rate.projects.items()},
        "basis": BASIS,
    }


def _project(row: dict[str, Any], as_of: date, limits: Any) -> dict[str, Any]:
    light = light_of(row, as_of, limits)
    planned = planned_share_of(facts_of(row, as_of))
    milestones = milestones_of(row)
    groups = {str(kind): classify(kind, milestones, as_of) for kind in RateKind}
    touched: date = row["touched_on"]
    return {
        **row,
        "planned_share": None if planned is None else float(planned),
        "light": None if light is None else str(light.light),
        "why": None if light is None else describe_light(light),
        "rate_classes": {kind: str(group) for kind, group in groups.items() if group is not None},
        "untouched_days": (as_of - touched).days,
    }


def _passes(row: Mapping[str, Any], wanted: ProjectFilter) -> bool:
    words = wanted.q.strip().lower()
    searched = (
        row["project_no"],
        row["name_zh"],
        row["name_en"],
        row["party_name_zh"],
        row["plot_no"],
        row["contract_no"],
    )
    return (
        (not wanted.stages or row["stage"] in wanted.stages)
        and (not wanted.lights or (row["light"] or "none") in wanted.lights)
        and (not wanted.parks or row["park_code"] in wanted.parks)
        and (wanted.officer is None or row["service_officer_name"] == wanted.officer)
        and (wanted.plot_id is None or row["plot_id"] == wanted.plot_id)
        and (not words or any(words in text.lower() for text in searched if text))
        and (wanted.rate is None or _in_rate(row, wanted))
    )


def _in_rate(row: Mapping[str, Any], wanted: ProjectFilter) -> bool:
    group = row["rate_classes"].get(wanted.rate)
    return group is not None and (not wanted.rate_classes or group in wanted.rate_classes)


def _count(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts
