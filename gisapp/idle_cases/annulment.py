"""What goes with an annulment: the papers that rested on what was annulled stay as issued and are revoked with the reason, in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.documents.register import revoke_document
from gisapp.idle_cases.terms import CaseStep
from gisapp.kernel.finding import Finding, Severity

_OF_DECISION = (
    "idle_hearing_notice", "idle_fee_sheet", "idle_fee_decision", "idle_recovery_decision", "idle_disposal_decision", "idle_closing_notice",
)  # fmt: skip
PAPERS: Mapping[CaseStep, tuple[str, ...]] = {
    CaseStep.ANNUL: (
        "idle_determination", "idle_publicity", "idle_disposal_plan", "idle_creditor_notice", "idle_copy_letter", *_OF_DECISION,
    ),
    CaseStep.ANNUL_DECISION: _OF_DECISION,
}  # fmt: skip
"""Which kinds of papers fall with the finding, which with the decision alone (and any letter that tells of the decision)."""


def papers_undone(session: Session, case_id: int, step: CaseStep) -> list[dict[str, Any]]:
    """Return the papers of a case that an annulment revokes: id, title, number, oldest first."""
    rows = session.execute(
        text(
            "select d.id, d.title_zh, d.document_no from document d where d.subject = 'idle_case' and d.subject_id = :id"
            " and (d.kind = any(:kinds) or (d.kind = 'idle_copy_letter' and d.context ->> 'measure_zh' is not null))"
            " and not exists (select from document_revocation r where r.document_id = d.id) order by d.id"
        ),
        {"id": case_id, "kinds": list(PAPERS[step])},
    )
    return [dict(row) for row in rows.mappings()]


def undo_papers(
    session: Session, principal: Principal, case_id: int, step: CaseStep, *, reason: str, today: date
) -> None:
    """Revoke every paper that rested on what was annulled; each stays in the register with its number and bytes (403 without the right)."""
    for paper in papers_undone(session, case_id, step):
        revoke_document(session, principal, paper["id"], f"{step.label_zh}：{reason}", on=today)


def told_of_papers(session: Session, case_id: int, step: CaseStep) -> Finding | None:
    """Say beforehand which papers will be revoked; None where none was issued here."""
    named = "、".join(
        f"《{paper['title_zh']}》{paper['document_no']}" for paper in papers_undone(session, case_id, step)
    )
    if not named:
        return None
    return Finding(
        "case.papers_revoked",
        Severity.INFO,
        f"办理后将同时撤销下列文书，原件和文号保留：{named}。",
        message_en=f"These papers are revoked with it and stay on file: {named}.",
    )
