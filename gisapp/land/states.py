"""A plot's independent states, planning conditions and servicing change on a day; each change is traced and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.history import close_rows, current_rows, days, replace_from, write_rows
from gisapp.db.tables.plot import PlanningConditionRow, PlotStateRow, ServicingFactRow
from gisapp.kernel.errors import Conflict, Invalid, RuleViolation
from gisapp.kernel.plot_fields import CONDITION_FIELDS
from gisapp.land.plot_register import first_day, locate_plot, refuse_day_outside_life
from gisapp.land.rules.compliance_acts import check_compliance_act
from gisapp.land.rules.publication import check_publication
from gisapp.land.rules.supply_acts import check_supply_act
from gisapp.land.terms import AXIS_TERMS, StateAct


@dataclass(frozen=True, slots=True)
class StateBasis:
    """On what a change of state rests: why, by which document, and from which source where that is neither."""

    reason: str
    document: str | None
    source: str = ""


def change_state(
    session: Session,
    principal: Principal,
    plot_id: int,
    axes: Mapping[str, str],
    basis: StateBasis,
    *,
    valid_from: date,
    act: StateAct | None = None,
) -> None:
    """Let axes take new values from a day on; axes that are not named keep what they have.

    `act` names what moves the state (None: somebody's hand, which puts nothing on offer, allocates nothing, finds nothing idle).

    A new value holds until that axis's own next recorded change: a correction of last year's start does not undo this
    year's stop. Conflict when nothing would change or the plot did not exist on that day.
    """
    newest = locate_plot(session, principal, plot_id)
    for axis, value in axes.items():
        if axis not in AXIS_TERMS or value not in AXIS_TERMS[axis].values():
            raise Invalid(
                "plot.state_unknown",
                f"状态“{axis}={value}”不在列表内，请从列表中选择。",
                message_en=f"Unknown state {axis}={value}.",
            )
    _refuse_day(session, plot_id, newest, valid_from)
    rows = current_rows(session, PlotStateRow, {"plot_id": plot_id})
    before = next((row for row in rows if row["valid"].contains(valid_from)), None)
    if before is None:
        raise Conflict(
            "plot.state_missing",
            "该地块在此日期没有状态记录，请核对日期。",
            message_en="No state is recorded on that day.",
        )
    changed = {axis: value for axis, value in axes.items() if before[axis] != value}
    if not changed:
        raise Conflict(
            "plot.state_unchanged",
            "所选状态与该日期的现状相同，没有需要保存的变化。",
            message_en="Nothing would change.",
        )
    by_hand = check_supply_act(before["supply"], changed.get("supply") or before["supply"], act)
    by_hand = by_hand or check_compliance_act(
        before["compliance"], changed.get("compliance") or before["compliance"], act
    )
    if by_hand is not None:
        raise RuleViolation(
            by_hand.code, by_hand.message_zh + by_hand.fix_zh, message_en=by_hand.message_en, findings=[by_hand]
        )
    rewritten, closed = _overlay(
        rows, valid_from, before, changed, {"document": basis.document, "source": basis.source or (basis.reason or "")}
    )
    findings = [finding for row in rewritten for finding in check_publication(row) if row["valid"].lower >= valid_from]
    if findings:
        raise RuleViolation(
            "plot.state_findings",
            findings[0].message_zh + findings[0].fix_zh,
            message_en=findings[0].message_en,
            findings=findings,
        )
    close_rows(session, PlotStateRow, closed)
    write_rows(session, PlotStateRow, rewritten)
    record_event(
        session,
        principal,
        EventTag.STATE_REVISE,
        subject="plot_state",
        plot_id=plot_id,
        park_id=newest["park_id"],
        zone_id=newest["zone_id"],
        changes={
            **differences({axis: before[axis] for axis in changed}, changed),
            "valid_from": {"old": None, "new": valid_from.isoformat()},
        },
        reason=basis.reason,
        document=basis.document,
    )


def _overlay(
    rows: Sequence[Mapping[str, Any]],
    day: date,
    before: Mapping[str, Any],
    changed: Mapping[str, str],
    papers: Mapping[str, Any],
) -> tuple[list[dict[str, Any]], list[int]]:
    """Return the rows to write and the ids to close when `changed` holds from `day` until each axis's own next change."""
    written: list[dict[str, Any]] = []
    closed: list[int] = []
    running = set(changed)
    for row in rows:
        start, end = row["valid"].lower, row["valid"].upper
        if end is not None and end <= day:
            continue
        running -= {axis for axis in running if row[axis] != before[axis]}
        if not running:
            break
        closed.append(row["id"])
        if start < day:
            written.append({**row, "valid": days(start, day)})
        extra = papers if start <= day else {}
        written.append(
            {**row, **{axis: changed[axis] for axis in running}, **extra, "valid": days(max(start, day), end)}
        )
    return written, closed


def revise_conditions(
    session: Session,
    principal: Principal,
    plot_id: int,
    conditions: Mapping[str, Any],
    *,
    valid_from: date,
    reason: str,
    source: str = "",
) -> None:
    """Let planning conditions (lower and upper bounds) hold from a day on; what is not given is unknown."""
    newest = locate_plot(session, principal, plot_id)
    _refuse_day(session, plot_id, newest, valid_from)
    values = {name: conditions.get(name) for name in CONDITION_FIELDS}
    before, _ = replace_from(
        session, PlanningConditionRow, {"plot_id": plot_id}, valid_from, {**values, "source": source}
    )
    record_event(
        session,
        principal,
        EventTag.CONDITIONS_REVISE,
        subject="planning_condition",
        plot_id=plot_id,
        park_id=newest["park_id"],
        zone_id=newest["zone_id"],
        changes=differences({name: before[name] for name in CONDITION_FIELDS} if before else {}, values),
        reason=reason,
        document=values["document_no"],
    )


def revise_servicing(
    session: Session,
    principal: Principal,
    plot_id: int,
    facts: Sequence[Mapping[str, Any]],
    *,
    valid_from: date,
    reason: str,
) -> None:
    """Let utilities have the given status from a day on; each fact names its source and the day it was seen."""
    newest = locate_plot(session, principal, plot_id)
    _refuse_day(session, plot_id, newest, valid_from)
    changes: dict[str, Any] = {}
    for fact in facts:
        values = {name: fact.get(name) for name in ("status", "capacity", "unit", "source", "observed_on")}
        before, _ = replace_from(
            session, ServicingFactRow, {"plot_id": plot_id, "utility": fact["utility"]}, valid_from, values
        )
        old = f"{before['status']} {before['capacity'] or ''}{before['unit'] or ''}".strip() if before else None
        new = f"{values['status']} {values['capacity'] or ''}{values['unit'] or ''}".strip()
        changes |= differences({fact["utility"]: old}, {fact["utility"]: new})
    record_event(
        session,
        principal,
        EventTag.SERVICING_REVISE,
        subject="servicing_fact",
        plot_id=plot_id,
        park_id=newest["park_id"],
        zone_id=newest["zone_id"],
        changes=changes,
        reason=reason,
    )


def _refuse_day(session: Session, plot_id: int, newest: Mapping[str, Any], day: date) -> None:
    refuse_day_outside_life(newest, day, first_day(session, plot_id))
