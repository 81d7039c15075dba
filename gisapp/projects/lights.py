"""The red, yellow and green of projects on a day, and the light of a month once it is over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.dates import add_months, months_touched
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.kernel.rulebook import RulebookEntryMissing
from gisapp.projects.rules.limits import LightLimits, light_limits
from gisapp.projects.rules.traffic_light import ProjectFacts, ProjectLight, elapsed_share, read_light
from gisapp.projects.terms import LIT, Light, ProjectStage
from gisapp.rulebook.rulebook import load_rulebook


def limits_on(session: Session, day: date) -> LightLimits | None:
    """Return the limits of the lights on a day; None before any were in force, when no light was given."""
    try:
        return light_limits(load_rulebook(session), day)
    except RulebookEntryMissing:
        return None


def facts_of(row: Mapping[str, Any], as_of: date) -> ProjectFacts:
    """Return what the lights look at, from a row of the board.

    A planned share counts for its own month and the next; after that the time that has passed is the plan again, so that a project nobody
    reports on falls behind.
    """
    month: date | None = row["progress_month"]
    fresh = month is not None and months_touched(month, as_of) <= 2
    return ProjectFacts(
        as_of=as_of,
        planned_start_on=row["planned_start_on"] or row["contract_start_on"],
        started_on=row["started_on"],
        planned_completion_on=row["planned_completion_on"] or row["contract_completion_on"],
        completed_on=row["completed_on"],
        planned_share=_fraction(row["planned_share"]) if fresh else None,
        done_share=_fraction(row["done_share"]),
        needs_entry=row["needs_entry"],
        entered_on=row["entered_on"],
    )


def planned_share_of(facts: ProjectFacts) -> Fraction | None:
    return facts.planned_share if facts.planned_share is not None else elapsed_share(facts)


def light_of(row: Mapping[str, Any], as_of: date, limits: LightLimits | None) -> ProjectLight | None:
    """Return the light of a project on a day; None where none is given: not signed yet, at rest, ended, or at full output."""
    if limits is None or ProjectStage(row["stage"]) not in LIT:
        return None
    months = {date.fromisoformat(month[:10]): Light(light) for month, light in row["month_lights"].items()}
    return read_light(facts_of(row, as_of), months, limits)


def describe_light(light: ProjectLight) -> dict[str, Any]:
    """Return a light with the reason of each aspect, as the API answers and a frozen month keeps it."""
    return {
        "light": str(light.light),
        "aspects": [
            {
                "aspect": str(item.aspect),
                "light": str(item.light),
                "finding": None if item.finding is None else item.finding.as_dict(),
            }
            for item in light.aspects
        ],
    }


def limits_in_force(limits: LightLimits | None) -> list[dict[str, Any]]:
    """Return the rulebook entries that the lights were read by, for “why?”."""
    if limits is None:
        return []
    entries = (getattr(limits, name) for name in limits.__dataclass_fields__)
    return [
        {
            "code": entry.code,
            "value": float(entry.value),
            "unit": entry.unit,
            "basis": str(entry.basis),
            "confirmed": entry.confirmed,
        }
        for entry in entries
    ]


def freeze_month(session: Session, principal: Principal, month: date, today: date) -> int:
    """Give every signed project of the caller's parks its light for a month that is over; return how many were given.

    Projects that have one keep it. A month before one already given is refused (409): the row of yellow months would change behind it.
    """
    first = month.replace(day=1)
    last = add_months(first, 1) - timedelta(days=1)
    if last >= today:
        raise Invalid(
            "project.month_not_over",
            "该月尚未结束，月末之后才能定灯。请选择已结束的月份。",
            message_en="The month is not over yet.",
        )
    limits = limits_on(session, last)
    rows = [
        dict(row)
        for row in session.execute(
            load("projects/board"), {"as_of": last, "project_id": None, **visible_parks(principal)}
        ).mappings()
    ]
    taken = {
        row.project_id: row.month
        for row in session.execute(
            text(
                "select project_id, max(month) as month from project_month_light where project_id = any(:ids) group by 1"
            ),
            {"ids": [row["id"] for row in rows]},
        )
    }
    if any(latest > first for latest in taken.values()):
        raise Conflict(
            "project.later_month_frozen",
            "更晚的月份已经定灯，不能补定更早的月份。请选择之后的月份。",
            message_en="A later month has its lights already.",
        )
    given = []
    for row in rows:
        light = light_of(row, last, limits)
        if light is None or taken.get(row["id"]) == first:
            continue
        described = describe_light(light)
        given.append(
            {
                "project_id": row["id"],
                "month": first,
                "light": described["light"],
                "read_on": last,
                "aspects": json.dumps(described["aspects"], ensure_ascii=False),
                "inputs": json.dumps(_inputs(row, last), ensure_ascii=False),
                "actor_name": principal.name,
            }
        )
    if given:
        session.execute(
            text(
                "insert into project_month_light (project_id, month, light, read_on, aspects, inputs, actor_name) values"
                " (:project_id, :month, :light, :read_on, cast(:aspects as jsonb), cast(:inputs as jsonb), :actor_name)"
            ),
            given,
        )
        record_event(
            session,
            principal,
            EventTag.PROJECT_CHANGE,
            subject="project_month_light",
            zone_id=rows[0]["zone_id"],
            changes={f"{first:%Y-%m}": {"old": None, "new": f"{len(given)}"}},
        )
    return len(given)


def _inputs(row: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    facts = facts_of(row, as_of)
    planned = planned_share_of(facts)
    days = ("planned_start_on", "started_on", "planned_completion_on", "completed_on", "entered_on")
    return {
        **{name: None if getattr(facts, name) is None else getattr(facts, name).isoformat() for name in days},
        "planned_share": None if planned is None else round(float(planned), 4),
        "done_share": None if facts.done_share is None else round(float(facts.done_share), 4),
        "needs_entry": facts.needs_entry,
        "month_lights": row["month_lights"],
    }


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
