"""What a case finds out becomes a fact of its contract: the day of discovery, the cause that the finding established; the engine reads it from then on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.idle.fact_records import FactDraft, correct_fact, record_fact
from gisapp.idle.terms import FactKind, IdleCause


def tell_discovery(session: Session, principal: Principal, case: Mapping[str, Any], on: date, today: date) -> None:
    """Record the day of discovery for the contract, where none is recorded yet."""
    if _in_force(session, case["contract_id"]) and _held(session, case["contract_id"], FactKind.DISCOVERY) is None:
        source = f"闲置土地个案 {case['case_no']}"
        record_fact(session, principal, today, case["contract_id"], FactDraft(FactKind.DISCOVERY, on, source))


def tell_cause(
    session: Session,
    principal: Principal,
    case: Mapping[str, Any],
    cause: IdleCause,
    *,
    on: date,
    document_no: str,
    evidence_ids: Sequence[int],
    today: date,
    reason: str,
) -> None:
    """Record the cause that the finding established; one established earlier is corrected in view."""
    contract_id = case["contract_id"]
    if not _in_force(session, contract_id):
        return
    draft = FactDraft(
        FactKind.ESTABLISHED_CAUSE,
        on,
        f"闲置土地认定书（{case['case_no']}）",
        cause=cause,
        document_no=document_no,
        evidence_ids=evidence_ids,
    )
    held = _held(session, contract_id, FactKind.ESTABLISHED_CAUSE)
    if held is None:
        record_fact(session, principal, today, contract_id, draft)
    else:
        correct_fact(session, principal, today, held, draft, reason=reason)


def _held(session: Session, contract_id: int, kind: FactKind) -> int | None:
    statement = text("select id from development_fact where contract_id = :id and kind = :kind and upper_inf(recorded)")
    return session.execute(statement, {"id": contract_id, "kind": str(kind)}).scalar()


def _in_force(session: Session, contract_id: int | None) -> bool:
    found = session.execute(text("select ended_on is null from contract where id = :id"), {"id": contract_id}).scalar()
    return bool(found)
