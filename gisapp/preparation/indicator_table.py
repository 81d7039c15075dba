"""The zone's indicator table, basic set and supply conditions: what applies to whom on a day, a new dated entry, a confirmation."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.history import close_rows, current_rows, replace_from, write_rows
from gisapp.db.sql_file import load
from gisapp.db.tables.readiness import BasicIndicatorSetRow, IndicatorRequirementRow, ReadinessDemandRow
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.land.parks import find_park
from gisapp.preparation.indicator_terms import Indicator
from gisapp.preparation.readiness_refresh import lock_readiness, refresh_readiness
from gisapp.preparation.rules.readiness_demands import UTILITIES_OF_LEVEL
from gisapp.preparation.rules.thresholds import Requirement, applicable_requirements, examples_from_tables
from gisapp.preparation.standard_terms import AssessmentKind
from gisapp.preparation.standards import requirement_of
from gisapp.preparation.written_values import direction_of, industry_of, shown_value, stored_value

_TOLD = ("indicator", "direction", "value", "written_unit", "industry_code", "park_code", "basis", "confirmed", "note")


@dataclass(frozen=True, slots=True)
class RequirementDraft:
    """A new entry of the table as an officer writes it; "" = any industry, None = any park, no end = until the next entry."""

    indicator: str
    value: Decimal
    unit: str
    effective_from: date
    basis: str
    reason: str
    direction: str | None = None
    industry_code: str = ""
    park_code: str | None = None
    effective_to: date | None = None
    confirmed: bool = False
    note: str = ""


def list_table(session: Session, day: date, *, industry_code: str | None, park_code: str | None) -> dict[str, Any]:
    """Return every entry as known now, each with what it means on `day`; with an industry, which one applies and what contradicts.

    `in_force`: holds on the day. `applies`: the most specific one for the industry and park asked for (None where none was asked).
    """
    rows = [dict(row) for row in session.execute(load("preparation/indicator_requirements")).mappings()]
    chosen: set[tuple[Any, ...]] = set()
    findings: list[dict[str, Any]] = []
    asked = industry_code is not None
    if asked:
        code = industry_of(industry_code or "")
        found = applicable_requirements(
            [requirement_of(row) for row in rows], industry_code=code, park_code=park_code or "", day=day
        )
        chosen = {_identity(_row_of(item)) for item in found.requirements}
        findings = found.findings.as_dicts()
    items = [
        {
            **row,
            **shown_value(row["indicator"], row["value"], row["written_unit"]),
            "in_force": _holds(row, day),
            "applies": _identity(row) in chosen if asked else None,
        }
        for row in rows
    ]
    return {
        "day": day,
        "items": items,
        "findings": findings,
        "basic_sets": _dated(session, "basic_indicator_set", "indicators", day),
        "demands": _dated(session, "readiness_demand", "servicing_level, assessments", day),
        "examples": _examples(),
    }


def add_requirement(session: Session, principal: Principal, draft: RequirementDraft, today: date) -> None:
    """Let an indicator ask for a new value from a day on; the entry before it ends there, a later one stays.

    400 for an unknown indicator, unit or industry; Conflict where nothing would change.
    """
    value = stored_value(draft.indicator, draft.value, draft.unit)
    if draft.effective_to is not None and draft.effective_to <= draft.effective_from:
        raise Invalid(
            "indicator.period_empty", "失效日期应晚于生效日期，请改正。", message_en="It must end after it begins."
        )
    park = find_park(session, draft.park_code) if draft.park_code else None
    key = {
        "indicator": draft.indicator,
        "direction": direction_of(draft.indicator, draft.direction),
        "industry_code": industry_of(draft.industry_code),
        "park_id": park["id"] if park else None,
    }
    values = {
        "value": value,
        "written_unit": draft.unit,
        "basis": draft.basis.strip(),
        "confirmed": draft.confirmed,
        "note": draft.note.strip(),
        "recorded_by_name": principal.name,
    }
    lock_readiness(session)
    before, _ = replace_from(session, IndicatorRequirementRow, key, draft.effective_from, values)
    same = ("value", "written_unit", "basis", "confirmed", "note")
    if before is not None and draft.effective_to is None and all(before[name] == values[name] for name in same):
        raise Conflict(
            "indicator.unchanged", "与该日生效的要求相同，没有需要保存的变化。", message_en="Nothing would change."
        )
    if draft.effective_to is not None:
        replace_from(session, IndicatorRequirementRow, key, draft.effective_to, None)
    shown = {**key, **values, "park_code": draft.park_code}
    old = {**before, "park_code": draft.park_code} if before else {}
    changes = differences({name: old.get(name) for name in _TOLD}, {name: shown[name] for name in _TOLD})
    changes["effective_from"] = {"old": None, "new": draft.effective_from.isoformat()}
    _tell(session, principal, "indicator_requirement", None, changes, draft.reason, draft.basis, key["park_id"])
    refresh_readiness(session, today)


def confirm_requirement(
    session: Session, principal: Principal, requirement_id: int, *, basis: str, reason: str, today: date
) -> None:
    """Mark an entry as confirmed against its document; the basis may be made exact at the same time."""
    lock_readiness(session)
    row = _current(session, requirement_id)
    if row["confirmed"]:
        raise Conflict(
            "indicator.confirmed_already", "该条要求已经确认过，无需重复确认。", message_en="Confirmed already."
        )
    changed = {"confirmed": True, "basis": basis.strip() or row["basis"], "recorded_by_name": principal.name}
    close_rows(session, IndicatorRequirementRow, [requirement_id])
    write_rows(session, IndicatorRequirementRow, [{**row, **changed}])
    changes = differences({name: row[name] for name in ("confirmed", "basis")}, {**changed, "recorded_by_name": None})
    changes.pop("recorded_by_name", None)
    _tell(
        session, principal, "indicator_requirement", requirement_id, changes, reason, changed["basis"], row["park_id"]
    )
    refresh_readiness(session, today)


def end_requirement(
    session: Session, principal: Principal, requirement_id: int, *, effective_to: date, reason: str, today: date
) -> None:
    """Let an entry hold until a day and no longer."""
    lock_readiness(session)
    row = _current(session, requirement_id)
    start, end = row["valid"].lower, row["valid"].upper
    if effective_to <= start or (end is not None and effective_to >= end):
        raise Invalid(
            "indicator.end_outside",
            "失效日期应在该条要求的生效期内，请改正。",
            message_en="The day must lie within the period of the entry.",
        )
    key = {name: row[name] for name in ("indicator", "direction", "industry_code", "park_id")}
    replace_from(session, IndicatorRequirementRow, key, effective_to, None)
    changes = {"effective_to": {"old": None if end is None else end.isoformat(), "new": effective_to.isoformat()}}
    _tell(session, principal, "indicator_requirement", requirement_id, changes, reason, row["basis"], row["park_id"])
    refresh_readiness(session, today)


def revise_basic_set(
    session: Session, principal: Principal, indicators: list[str], papers: Mapping[str, Any], today: date
) -> None:
    """Let another set of indicators be the basic one from `papers["effective_from"]` on."""
    unknown = [name for name in indicators if name not in Indicator.values()]
    if unknown or not indicators:
        raise Invalid("indicator.unknown", "请至少选择一项指标，且从列表中选择。", message_en="Choose from the list.")
    _revise(session, principal, BasicIndicatorSetRow, {"indicators": list(dict.fromkeys(indicators))}, papers, today)


def revise_demands(
    session: Session,
    principal: Principal,
    servicing_level: str,
    assessments: list[str],
    papers: Mapping[str, Any],
    today: date,
) -> None:
    """Let supply ask for another servicing level and other assessments from `papers["effective_from"]` on."""
    if servicing_level not in {level.value for level in UTILITIES_OF_LEVEL}:
        raise Invalid("readiness.level_unknown", "请从列表中选择通平标准。", message_en="Choose a servicing level.")
    if any(kind not in AssessmentKind.values() for kind in assessments):
        raise Invalid("readiness.assessment_unknown", "请从列表中选择评估事项。", message_en="Choose from the list.")
    values = {"servicing_level": servicing_level, "assessments": list(dict.fromkeys(assessments))}
    _revise(session, principal, ReadinessDemandRow, values, papers, today)


def _revise(
    session: Session,
    principal: Principal,
    table: type[BasicIndicatorSetRow] | type[ReadinessDemandRow],
    values: dict[str, Any],
    papers: Mapping[str, Any],
    today: date,
) -> None:
    written = {
        **values,
        "basis": papers["basis"].strip(),
        "confirmed": papers["confirmed"],
        "note": papers["note"].strip(),
        "recorded_by_name": principal.name,
    }
    lock_readiness(session)
    before, _ = replace_from(session, table, {}, papers["effective_from"], written)
    told = [name for name in written if name != "recorded_by_name"]
    changes = differences(
        {name: before[name] for name in told} if before else {}, {name: written[name] for name in told}
    )
    if not changes:
        raise Conflict(
            "indicator.unchanged", "与该日生效的规定相同，没有需要保存的变化。", message_en="Nothing would change."
        )
    changes["effective_from"] = {"old": None, "new": papers["effective_from"].isoformat()}
    _tell(session, principal, table.__tablename__, None, changes, papers["reason"], written["basis"])
    refresh_readiness(session, today)


def _current(session: Session, requirement_id: int) -> dict[str, Any]:
    row = next(iter(current_rows(session, IndicatorRequirementRow, {"id": requirement_id})), None)
    if row is None:
        raise NotFound(
            "indicator.not_found",
            "没有这条要求，可能刚被修订。请刷新后重试。",
            message_en="No such entry; it may just have been revised.",
        )
    return row


def _row_of(item: Requirement) -> dict[str, Any]:
    """Return what identifies a requirement among the rows of the table."""
    return {
        "indicator": item.indicator.value,
        "direction": item.direction.value,
        "industry_code": item.industry_code,
        "park_code": item.park_code or None,
        "effective_from": item.effective_from,
    }


def _identity(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("indicator", "direction", "industry_code", "park_code", "effective_from"))


def _holds(row: Mapping[str, Any], day: date) -> bool:
    return row["effective_from"] <= day and (row["effective_to"] is None or day < row["effective_to"])


def _dated(session: Session, table: str, columns: str, day: date) -> list[dict[str, Any]]:
    # table and columns are literals of this module
    statement = (
        f"select id, {columns}, basis, confirmed, note, recorded_by_name, lower(valid) as effective_from, upper(valid) as effective_to"  # noqa: S608
        f" from {table} where upper_inf(recorded) order by valid desc"
    )
    rows = [dict(row) for row in session.execute(text(statement)).mappings()]
    return [{**row, "in_force": _holds(row, day)} for row in rows]


@cache
def _examples() -> list[dict[str, Any]]:
    """Return what other places ask for, as shipped: a help when the zone sets its own, never in force here."""
    tables = tomllib.loads((Path(__file__).parent / "indicator_requirements.toml").read_text("utf-8"))["example"]
    return [
        {
            "place": item.place,
            "indicator": item.indicator.value,
            **_canonical(item.indicator.value, table),
        }
        for item, table in zip(examples_from_tables(tables), tables, strict=True)
    ]


def _canonical(indicator: str, table: Mapping[str, Any]) -> dict[str, Any]:
    return shown_value(indicator, stored_value(indicator, Decimal(str(table["value"])), table["unit"]), table["unit"])


def _tell(
    session: Session,
    principal: Principal,
    subject: str,
    subject_id: int | None,
    changes: dict[str, Any],
    reason: str,
    document: str,
    park_id: int | None = None,
) -> None:
    record_event(
        session,
        principal,
        EventTag.INDICATOR_REVISE,
        subject=subject,
        subject_id=subject_id,
        zone_id=session.execute(text("select min(id) from zone")).scalar(),
        park_id=park_id,
        changes=changes,
        reason=reason,
        document=document,
    )
