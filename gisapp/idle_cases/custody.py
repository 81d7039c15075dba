"""The custody of a case file: which paper was added, read or carried away, by whom and when; personal data is never read unseen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.tables.idle_case import IdleCaseCustodyRow
from gisapp.documents.register import document_bytes, find_document
from gisapp.evidence.vault import read_file
from gisapp.idle_cases.store import FOREVER, find_case, read_rows
from gisapp.idle_cases.terms import CustodyAct
from gisapp.kernel.errors import NotFound


def note_custody(
    session: Session,
    principal: Principal,
    case_id: int,
    act: CustodyAct,
    subject: str,
    subject_id: int | None = None,
    *,
    sha256: str = "",
    note: str = "",
) -> None:
    """Add one line to the custody log of a case, in the transaction of the act."""
    session.execute(
        insert(IdleCaseCustodyRow).values(
            case_id=case_id, act=str(act), subject=subject, subject_id=subject_id, sha256=sha256, note=note,
            actor_id=principal.account_id, actor_name=principal.name,
        )
    )  # fmt: skip


def note_added(session: Session, principal: Principal, case_id: int, evidence_ids: Iterable[int], note: str) -> None:
    """Say that files came into the case, each with its hash, once however often it is named."""
    wanted = sorted(set(evidence_ids))
    if not wanted:
        return
    statement = text(
        "select e.id, e.sha256 from evidence_file e where e.id = any(:ids) and not exists ("
        " select from idle_case_custody c where c.case_id = :case_id and c.act = 'added' and c.subject = 'evidence' and c.subject_id = e.id) order by e.id"
    )
    for row in session.execute(statement, {"ids": wanted, "case_id": case_id}).all():
        note_custody(session, principal, case_id, CustodyAct.ADDED, "evidence", row.id, sha256=row.sha256, note=note)


def evidence_ids_of(session: Session, case_id: int) -> list[int]:
    """Return every file that anything of a case names, oldest first."""
    statement = text(
        "select distinct one from ("
        " select unnest(evidence_ids) as one from idle_case where id = :id"
        " union all select unnest(evidence_ids) from idle_case_step where case_id = :id"
        " union all select unnest(evidence_ids) from idle_case_service where case_id = :id"
        " union all select unnest(evidence_ids) from idle_case_correction where case_id = :id"
        " union all select unnest(evidence_ids) from idle_case_entry where case_id = :id) named order by one"
    )
    return list(session.execute(statement, {"id": case_id}).scalars())


def open_evidence(
    session: Session, principal: Principal, case_id: int, evidence_id: int
) -> tuple[dict[str, Any], bytes]:
    """Return a file of a case with its bytes, and note who read it (404 where the case does not name it)."""
    find_case(session, principal, case_id, FOREVER)
    if evidence_id not in evidence_ids_of(session, case_id):
        raise NotFound(
            "case.evidence_not_found",
            "本案没有这份证据，请核对编号。",
            message_en="This file is not of this case.",
        )
    described, content = read_file(session, principal, evidence_id)
    note_custody(session, principal, case_id, CustodyAct.READ, "evidence", evidence_id, sha256=described["sha256"])
    return described, content


def open_document(
    session: Session, principal: Principal, case_id: int, document_id: int, form: Literal["docx", "pdf"]
) -> tuple[str, bytes]:
    """Return a document of a case as (file name, bytes), and note who read it (404 where it is of another case)."""
    find_case(session, principal, case_id, FOREVER)
    found = find_document(session, principal, document_id)
    if (found["subject"], found["subject_id"]) != ("idle_case", case_id):
        raise NotFound(
            "case.document_not_found", "本案没有这份文书，请核对编号。", message_en="This document is not of this case."
        )
    named = document_bytes(session, principal, document_id, form)
    note_custody(session, principal, case_id, CustodyAct.READ, "document", document_id, sha256=found["docx_sha256"])
    return named


def note_document(session: Session, principal: Principal, case_id: int, document_id: int, note: str) -> None:
    """Say that a document issued here came into the case, with its hash."""
    digest = session.execute(text("select docx_sha256 from document where id = :id"), {"id": document_id}).scalar_one()
    note_custody(session, principal, case_id, CustodyAct.ADDED, "document", document_id, sha256=digest, note=note)


def custody_of(session: Session, case_id: int) -> list[dict[str, Any]]:
    """Return the custody log of a case, oldest first."""
    return read_rows(session, "custody", case_id)
