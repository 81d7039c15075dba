"""A case as it is kept: found inside the caller's parks, locked where a step is taken, its steps as the rules see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import compose, load
from gisapp.evidence.vault import as_evidence, describe_files
from gisapp.idle.terms import CauseSide
from gisapp.idle_cases.lifecycle import in_force
from gisapp.idle_cases.rules.steps import Service, StepTaken
from gisapp.idle_cases.terms import AnnulGround, CaseStep, Measure, ServiceKind
from gisapp.kernel.errors import NotFound
from gisapp.kernel.evidence import Evidence

FOREVER = date(9999, 12, 31)
"""A day after every other: a read with it takes in everything that is recorded."""


def find_case(session: Session, principal: Principal, case_id: int, as_of: date) -> dict[str, Any]:
    """Return a case on a day (404 outside the caller's parks, or before its clue)."""
    parameters = {"as_of": as_of, "case_id": case_id, **visible_parks(principal)}
    row = session.execute(compose("idle_cases/board", "idle_cases/case_of_board"), parameters).mappings().one_or_none()
    if row is None:
        raise NotFound(
            "case.not_found",
            "没有这个个案，或您没有查看权限。请核对编号和日期。",
            message_en="No such case, or not for you.",
        )
    return dict(row)


def lock_case(session: Session, principal: Principal, case_id: int) -> dict[str, Any]:
    """Let one writer at a time work on a case, and return it with every step recorded so far (404 outside the caller's parks)."""
    find_case(session, principal, case_id, FOREVER)
    session.execute(text("select 1 from idle_case where id = :id for update"), {"id": case_id})
    return find_case(session, principal, case_id, FOREVER)


def read_steps(session: Session, case_id: int, as_of: date = FOREVER) -> list[dict[str, Any]]:
    """Return the steps taken by a day, corrections included, in their order."""
    found = session.execute(load("idle_cases/steps"), {"case_id": case_id, "as_of": as_of}).mappings()
    return [dict(row) for row in found]


def read_rows(session: Session, name: str, case_id: int, as_of: date = FOREVER) -> list[dict[str, Any]]:
    """Return services, corrections, entries, officers or custody of a case: `name` is the file in sql/."""
    rows = session.execute(load(f"idle_cases/{name}"), {"case_id": case_id, "as_of": as_of}).mappings()
    return [dict(row) for row in rows]


def rows_in_force(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows of steps that still hold: without those that were annulled, and without the annulments."""
    return in_force(rows, lambda row: CaseStep(row["step"]))


def last_in_force(rows: Sequence[Mapping[str, Any]], step: CaseStep) -> Mapping[str, Any] | None:
    """Return the newest step of a kind that still holds: the finding, the decision in force; None where there is none."""
    return next((row for row in reversed(rows_in_force(rows)) if row["step"] == str(step)), None)


def evidence_by_id(
    session: Session, principal: Principal, rows: Iterable[Mapping[str, Any]]
) -> dict[int, dict[str, Any]]:
    """Return every file that these rows name, described, at one go."""
    wanted = [one for row in rows for name in ("evidence_ids", "receipt_ids") for one in row.get(name) or ()]
    return {item["id"]: item for item in describe_files(session, principal, wanted)}


def as_steps(rows: Sequence[Mapping[str, Any]], files: Mapping[int, Mapping[str, Any]]) -> list[StepTaken]:
    """Return rows of steps as the rules see them."""
    return [_as_step(row, files) for row in rows]


def _as_step(row: Mapping[str, Any], files: Mapping[int, Mapping[str, Any]]) -> StepTaken:
    service = None
    if row["served_on"] is not None:
        receipts = evidence_in(row["receipt_ids"], files)
        service = Service(
            ServiceKind(row["service_kind"]), row["served_on"], row["recipient"], receipts[0] if receipts else None
        )
    return StepTaken(
        step=CaseStep(row["step"]),
        taken_on=row["taken_on"],
        actor=row["actor_name"],
        document_no=row["document_no"],
        service=service,
        evidence=evidence_in(row["evidence_ids"], files),
        reason=row["reason"],
        side=CauseSide(row["side"]) if row["side"] else None,
        measure=Measure(row["measure"]) if row["measure"] else None,
        explained_on=row["explained_on"],
        registered_on=row["registered_on"],
        hearing_asked_on=row["hearing_asked_on"],
        hearing_held_on=row["hearing_held_on"],
        approved_by=row["approved_by"],
        annul_ground=AnnulGround(row["annul_ground"]) if row["annul_ground"] else None,
        paper_on=row["paper_on"],
        withdrawn_on=row["withdrawn_on"],
    )


def evidence_in(ids: Sequence[int] | None, files: Mapping[int, Mapping[str, Any]]) -> tuple[Evidence, ...]:
    """Return these files as evidence; one that the caller may not see counts by its number."""
    return tuple(as_evidence(files[one]) if one in files else Evidence(f"E{one}") for one in ids or ())


def tell(
    session: Session,
    principal: Principal,
    tag: EventTag,
    case: Mapping[str, Any],
    changes: Mapping[str, Any],
    *,
    reason: str | None = None,
    document: str | None = None,
) -> None:
    """Write down what was done to a case, in the transaction that did it."""
    record_event(
        session,
        principal,
        tag,
        subject="idle_case",
        subject_id=case["id"],
        zone_id=case["zone_id"],
        park_id=case["park_id"],
        plot_id=case["plot_id"],
        changes=changes,
        reason=reason,
        document=document or case["case_no"],
    )
