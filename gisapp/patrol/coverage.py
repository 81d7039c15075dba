"""Which plots have to be looked at, when each was last, who looks after it; and giving plots to a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.history import lock_plot, replace_from
from gisapp.db.sql_file import load
from gisapp.db.tables.patrol import PatrolAssignmentRow
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Conflict
from gisapp.kernel.filter import Filter, Listed, Words, like, listed
from gisapp.patrol.groups import locate_group
from gisapp.patrol.places import find_places
from gisapp.patrol.rules.limits import patrol_limits
from gisapp.patrol.terms import CoverageState
from gisapp.rulebook.rulebook import load_rulebook


class CoverageFilter(Filter):
    """Which watched plots are asked for; empty = all, `assigned` None = both."""

    parks: Listed[str] = listed("park", "park codes")
    states: Listed[CoverageState] = listed("state")
    group_id: Id | None = None
    assigned: bool | None = None
    q: Words = ""


def read_coverage(session: Session, principal: Principal, as_of: date, wanted: CoverageFilter) -> dict[str, Any]:
    """Return the watched plots of a day, the longest unvisited first, with counts per state that equal the rows of the filter without its state."""
    limits = patrol_limits(load_rulebook(session), as_of)
    near = watched_plots(session, principal, as_of, wanted)
    shown = [row for row in near if not wanted.states or row["state"] in wanted.states]
    counts = Counter(row["state"] for row in near)
    return {
        "as_of": as_of,
        "interval_days": int(limits.interval_days.value),
        "close_interval_days": int(limits.close_interval_days.value),
        "basis": str(limits.interval_days.basis),
        "states": {state: counts[state] for state in CoverageState.values()},
        "unassigned": sum(1 for row in near if not row["is_assigned"]),
        "total": len(shown),
        "area_m2": sum(row["area_m2"] for row in shown),
        "items": shown,
    }


def watched_plots(
    session: Session,
    principal: Principal,
    as_of: date,
    wanted: CoverageFilter | None = None,
    plot_ids: Sequence[int] | None = None,
) -> list[dict[str, Any]]:
    """Return the plots that have to be looked at on a day and pass the filter whatever their state, as far as the caller may see them."""
    wanted = wanted or CoverageFilter()
    parameters = {
        **wanted.bound(),
        "q": like(wanted.q),
        "as_of": as_of,
        "plot_ids": None if plot_ids is None else list(plot_ids),
        **visible_parks(principal),
    }
    return [dict(row) for row in session.execute(load("patrol/coverage"), parameters).mappings()]


def assign_plots(
    session: Session, principal: Principal, plot_ids: Sequence[int], group_id: int, *, valid_from: date
) -> int:
    """Let a group look after plots from a day on; return how many changed (404 outside the caller's parks, 409 for a group of another park)."""
    group = locate_group(session, principal, group_id, valid_from)
    changed = 0
    for place in find_places(session, principal, plot_ids, valid_from):
        if group["park_id"] is not None and group["park_id"] != place["park_id"]:
            raise Conflict(
                "patrol.group_of_another_park",
                f"{group['name_zh']}只负责{group['park_name_zh']}，地块{place['plot_no']}在{place['park_name_zh']}。请改选巡查组。",
                message_en=f"{group['name_zh']} does not look after the park of {place['plot_no']}.",
            )
        lock_plot(session, place["plot_id"])
        before, _ = replace_from(
            session, PatrolAssignmentRow, {"plot_id": place["plot_id"]}, valid_from, {"group_id": group_id}
        )
        if before is not None and before["group_id"] == group_id:
            continue
        changed += 1
        old = None if before is None else _group_name(session, before["group_id"])
        record_event(
            session,
            principal,
            EventTag.PATROL_CHANGE,
            subject="patrol_assignment",
            subject_id=place["plot_id"],
            changes=differences({"patrol_group": old}, {"patrol_group": group["name_zh"], "valid_from": valid_from}),
            zone_id=place["zone_id"],
            park_id=place["park_id"],
            plot_id=place["plot_id"],
        )
    return changed


def _group_name(session: Session, group_id: int) -> str:
    return session.execute(text("select name_zh from patrol_group where id = :id"), {"id": group_id}).scalar_one()
