"""Rounds: planned from chosen plots in the shortest order, reordered by hand, called off, read with their stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.patrol.coverage import watched_plots
from gisapp.patrol.groups import locate_group
from gisapp.patrol.places import find_places
from gisapp.patrol.rules.limits import patrol_limits
from gisapp.patrol.rules.route import Point, round_length, shortest_round
from gisapp.patrol.terms import CoverageState, StopReason, TaskState
from gisapp.rulebook.rulebook import load_rulebook


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A round as planned: which plots, by whom, until when. `reasons` by plot; what is not in it is told from the coverage of the day."""

    title_zh: str
    group_id: int
    assignee_name: str
    plot_ids: Sequence[int]
    due_on: date
    note_zh: str = ""
    reasons: dict[int, StopReason] | None = None
    keep_order: bool = False


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """The stops in their order, each a row of places; `length_m` along straight lines, `as_chosen_m` in the order as chosen."""

    stops: list[dict[str, Any]]
    group: dict[str, Any]
    length_m: float
    as_chosen_m: float
    line: list[Point]


def plan_round(
    session: Session,
    principal: Principal,
    plot_ids: Sequence[int],
    group_id: int,
    today: date,
    *,
    keep_order: bool = False,
) -> RoundPlan:
    """Return the shortest round over plots of one park (400 over several parks or beyond the most stops, 404 outside the caller's parks)."""
    most = patrol_limits(load_rulebook(session), today).stops_max
    if len(set(plot_ids)) > int(most.value):
        raise Invalid(
            "patrol.too_many_stops",
            f"一次巡查最多 {most.value:.0f} 个地块，已选 {len(set(plot_ids))} 个。请分成几次。",
            message_en=f"A round has at most {most.value:.0f} stops.",
        )
    group = locate_group(session, principal, group_id, today)
    places = find_places(session, principal, plot_ids, today)
    parks = {place["park_id"]: place["park_name_zh"] for place in places}
    if len(parks) != 1 or (group["park_id"] is not None and group["park_id"] not in parks):
        raise Invalid(
            "patrol.several_parks",
            f"一次巡查只在巡查组负责的一个园区内，所选地块在{'、'.join(sorted(parks.values())) or '别处'}。请按园区分开安排。",
            message_en="A round stays in one park of its group.",
        )
    points = [(place["east"], place["north"]) for place in places]
    base = _base(session, group, places[0]["planar_epsg"])
    chosen = list(range(len(points)))
    order = chosen if keep_order else shortest_round(points, base)
    stops = [{**places[index], "stop_no": number} for number, index in enumerate(order, 1)]
    line = [(stop["lon"], stop["lat"]) for stop in stops]
    if base is not None:
        home = (group["base_lon"], group["base_lat"])
        line = [home, *line, home]
    return RoundPlan(
        stops, group, round(round_length(points, order, base), 1), round(round_length(points, chosen, base), 1), line
    )


def plan_task(session: Session, principal: Principal, draft: TaskDraft, today: date) -> int:
    """Keep a round and return its id; it gets the next number of its year (400 when it ends before today)."""
    if draft.due_on < today:
        raise Invalid(
            "patrol.due_in_past",
            "完成期限早于今天，请重新填写。",
            message_en="The last day of the round is before today.",
        )
    plan = plan_round(session, principal, draft.plot_ids, draft.group_id, today, keep_order=draft.keep_order)
    first = plan.stops[0]
    session.execute(text("select pg_advisory_xact_lock(4499, :zone)"), {"zone": first["zone_id"]})
    task_no = session.execute(
        load("patrol/next_number"), {"zone_id": first["zone_id"], "prefix": f"XC{today.year}-"}
    ).scalar_one()
    member = next((one for one in plan.group["members"] if one["name_zh"] == draft.assignee_name.strip()), None)
    task_id: int = session.execute(
        text(
            "insert into patrol_task (zone_id, park_id, task_no, title_zh, group_id, assignee_name, assignee_id, planned_on, due_on, note_zh, geom,"
            " route_length_m, recorded_by, recorded_by_name) values (:zone_id, :park_id, :task_no, :title_zh, :group_id, :assignee_name, :assignee_id,"
            " :planned_on, :due_on, :note_zh, ST_GeomFromText(:route, 4490), :length, :by, :by_name) returning id"
        ),
        {
            "zone_id": first["zone_id"],
            "park_id": first["park_id"],
            "task_no": task_no,
            "title_zh": draft.title_zh.strip(),
            "group_id": draft.group_id,
            "assignee_name": draft.assignee_name.strip(),
            "assignee_id": member["account_id"] if member else None,
            "planned_on": today,
            "due_on": draft.due_on,
            "note_zh": draft.note_zh.strip(),
            "route": _line_wkt(plan.line),
            "length": plan.length_m,
            "by": principal.account_id,
            "by_name": principal.name,
        },
    ).scalar_one()
    _write_stops(session, principal, task_id, plan, draft, today)
    _record(
        session,
        principal,
        {**first, "id": task_id},
        {
            "task_no": {"old": None, "new": task_no},
            "plots": {"old": None, "new": "、".join(stop["plot_no"] for stop in plan.stops)},
            "due_on": {"old": None, "new": draft.due_on.isoformat()},
        },
    )
    return task_id


def _write_stops(
    session: Session, principal: Principal, task_id: int, plan: RoundPlan, draft: TaskDraft, today: date
) -> None:
    known = {row["plot_id"]: row for row in watched_plots(session, principal, today, plot_ids=draft.plot_ids)}
    session.execute(
        text(
            "insert into patrol_stop (task_id, plot_id, stop_no, reason, point) values (:task_id, :plot_id, :stop_no, :reason,"
            " ST_SetSRID(ST_MakePoint(:lon, :lat), 4490))"
        ),
        [
            {
                "task_id": task_id,
                "plot_id": stop["plot_id"],
                "stop_no": stop["stop_no"],
                "reason": str((draft.reasons or {}).get(stop["plot_id"]) or _reason(known.get(stop["plot_id"]))),
                "lon": stop["lon"],
                "lat": stop["lat"],
            }
            for stop in plan.stops
        ],
    )


def reorder_stops(session: Session, principal: Principal, task_id: int, plot_ids: Sequence[int], today: date) -> None:
    """Let the stops of an open round follow each other in a new order (400 when it is not the same stops, 409 when it is over)."""
    task = locate_task(session, principal, task_id, today)
    if task["state"] in (str(TaskState.DONE), str(TaskState.CANCELLED)):
        raise Conflict(
            "patrol.task_over", "任务已经完成或取消，不能再调整路线。请刷新查看。", message_en="The round is over."
        )
    known = {stop["plot_id"]: stop for stop in task["stops"]}
    if sorted(plot_ids) != sorted(known):
        raise Invalid(
            "patrol.other_stops",
            "调整后的路线与任务的地块不一致，请刷新后重试。",
            message_en="These are not the stops of the round.",
        )
    plan = plan_round(session, principal, plot_ids, task["group_id"], today, keep_order=True)
    session.execute(
        text("update patrol_stop set stop_no = :stop_no where task_id = :task_id and plot_id = :plot_id"),
        [{"task_id": task_id, "plot_id": stop["plot_id"], "stop_no": stop["stop_no"]} for stop in plan.stops],
    )
    session.execute(
        text("update patrol_task set geom = ST_GeomFromText(:route, 4490), route_length_m = :length where id = :id"),
        {"id": task_id, "route": _line_wkt(plan.line), "length": plan.length_m},
    )
    _record(
        session,
        principal,
        task,
        {
            "plots": {
                "old": "、".join(stop["plot_no"] for stop in task["stops"]),
                "new": "、".join(stop["plot_no"] for stop in plan.stops),
            }
        },
    )


def cancel_task(session: Session, principal: Principal, task_id: int, *, reason: str, today: date) -> None:
    """Call a round off; what was visited stays (409 when it is over)."""
    task = locate_task(session, principal, task_id, today)
    session.execute(
        text("update patrol_task set cancelled_on = :today, cancel_reason = :reason where id = :id"),
        {"id": task_id, "today": today, "reason": reason.strip()},
    )
    _record(
        session,
        principal,
        task,
        {"state": {"old": task["state"], "new": str(TaskState.CANCELLED)}},
        reason=reason.strip(),
    )


def list_tasks(
    session: Session, principal: Principal, as_of: date, *, task_id: int | None = None
) -> list[dict[str, Any]]:
    """Return the rounds of a day, open ones first."""
    parameters = {"as_of": as_of, "task_id": task_id, **visible_parks(principal)}
    return [_task(dict(row), as_of) for row in session.execute(load("patrol/tasks"), parameters).mappings()]


def locate_task(session: Session, principal: Principal, task_id: int, as_of: date) -> dict[str, Any]:
    """Return one round with its stops and their visits (404 outside the caller's parks)."""
    found = list_tasks(session, principal, as_of, task_id=task_id)
    if not found:
        raise NotFound(
            "patrol.task_not_found",
            "没有这次巡查任务，或您没有查看权限。请刷新后重试。",
            message_en="There is no such round, or not for you.",
        )
    task = found[0]
    stops = session.execute(load("patrol/stops"), {"task_id": task_id, "as_of": as_of}).mappings()
    task["stop_count"], task["stops"] = task["stops"], [dict(row) for row in stops]
    return task


def _task(row: dict[str, Any], as_of: date) -> dict[str, Any]:
    return {**row, "days_left": (row["due_on"] - as_of).days}


def _base(session: Session, group: dict[str, Any], planar_epsg: int) -> Point | None:
    if group["base_lon"] is None:
        return None
    east, north = session.execute(
        text(
            "select ST_X(p), ST_Y(p) from (select ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4490), :epsg) as p) t"
        ),
        {"lon": group["base_lon"], "lat": group["base_lat"], "epsg": planar_epsg},
    ).one()
    return (east, north)


def _reason(row: dict[str, Any] | None) -> StopReason:
    """Return why a plot is on the round where nobody said so: what the coverage of the day tells of it."""
    if row is None:
        return StopReason.OTHER
    if row["compliance"] == "suspected_idle":
        return StopReason.SCAN_CLUE
    if row["compliance"] in ("determined_idle", "disposing", "late"):
        return StopReason.FOLLOW_UP
    if not row["is_assigned"]:
        return StopReason.UNASSIGNED
    if row["state"] in (str(CoverageState.NEVER), str(CoverageState.DUE)):
        return StopReason.LONG_UNVISITED
    return StopReason.OTHER


def _line_wkt(line: Sequence[Point]) -> str:
    if len(line) < 2:
        line = [*line, *line]  # one stop without a base: a line without length
    return "LINESTRING(" + ",".join(f"{lon:.8f} {lat:.8f}" for lon, lat in line) + ")"


def _record(
    session: Session, principal: Principal, task: dict[str, Any], changes: dict[str, Any], reason: str | None = None
) -> None:
    record_event(
        session,
        principal,
        EventTag.PATROL_CHANGE,
        subject="patrol_task",
        subject_id=task["id"],
        zone_id=task["zone_id"],
        park_id=task["park_id"],
        changes=changes,
        reason=reason,
    )
