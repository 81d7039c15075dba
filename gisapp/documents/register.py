"""The register of issued documents: lists, downloads, whether a file is what was issued, revocation."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.permissions import DENIED_ZH
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import compose, load
from gisapp.db.tables.document import DocumentRevocationRow
from gisapp.documents.issue import keep_pdf, standing_of
from gisapp.documents.kinds import find_kind
from gisapp.documents.pdf import make_pdf
from gisapp.documents.sources import draft_of, kinds_with_source
from gisapp.kernel.bounds import Id
from gisapp.kernel.clock import Clock
from gisapp.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from gisapp.kernel.filter import Filter, like

Word = Annotated[str, Field(max_length=80)]


class DocumentFilter(Filter):
    """Which documents are asked for; None = any."""

    kind: Word | None = None
    park: Word | None = None
    subject: Word | None = None
    subject_id: Id | None = None
    plot_id: Id | None = None
    q: Word | None = Field(default=None, description="part of number, title, holder, plot or project")


def list_documents(
    session: Session,
    principal: Principal,
    as_of: date,
    wanted: DocumentFilter | None = None,
    *,
    limit: int = 100,
    offset: int = 0,
) -> dict[str, Any]:
    """Return the documents issued up to a day in the caller's parks, newest first, and how many there are in all."""
    wanted = wanted or DocumentFilter()
    asked = {**wanted.bound(), "q": like(wanted.q), "as_of": as_of, **visible_parks(principal)}
    rows = session.execute(
        compose("documents/document_filtered", "documents/document_page", order_by="f.issued_at desc, f.id desc"),
        {**asked, "limit": limit, "offset": offset},
    ).mappings()
    items = [dict(row) for row in rows]
    total = session.execute(compose("documents/document_filtered", "documents/document_count"), asked).scalar_one()
    return {"as_of": as_of, "total": total, "items": [_told(item) for item in items]}


def _told(row: dict[str, Any]) -> dict[str, Any]:
    found = find_kind(row["kind"])
    return {**row, "title_en": found.title_en, "permission": found.permission.value}


def subject_papers(
    session: Session,
    principal: Principal,
    clock: Clock,
    *,
    subject: str,
    subject_id: int,
    kinds: list[str] | None,
    as_of: date,
) -> dict[str, Any]:
    """Return the documents of one subject, and for each kind not yet issued what stands against it (404 outside the caller's parks)."""
    issued = list_documents(
        session, principal, as_of, DocumentFilter(subject=subject, subject_id=subject_id), limit=200
    )["items"]
    wanted = [kind for kind in kinds_with_source(subject) if kinds is None or kind in kinds]
    issued = [item for item in issued if kinds is None or item["kind"] in kinds]
    live = {item["kind"] for item in issued if item["revoked_on"] is None}
    drafts = [
        standing_of(
            session, kind, draft_of(session, principal, kind, subject, subject_id, clock.today()), clock.today()
        )
        for kind in wanted
        if kind not in live
    ]
    return {"subject": subject, "subject_id": subject_id, "issued": issued, "drafts": drafts}


def find_document(session: Session, principal: Principal, document_id: int) -> dict[str, Any]:
    """Return one document without its bytes (404 outside the caller's parks)."""
    row = session.execute(
        load("documents/document_one"), {"id": document_id, **visible_parks(principal)}
    ).mappings().one_or_none()  # fmt: skip
    if row is None:
        raise NotFound(
            "document.unknown",
            "没有这份文书，或不在您的管辖范围内。",
            message_en="There is no such document in your parks.",
        )
    return _told(dict(row))


def document_bytes(
    session: Session, principal: Principal, document_id: int, form: Literal["docx", "pdf"]
) -> tuple[str, bytes]:
    """Return (file name, bytes) as issued. A PDF not made at issue is made once from the very .docx and kept from then on."""
    found = find_document(session, principal, document_id)
    name = f"{found['title_zh']} {found['document_no']}.{form}"
    if form == "pdf":
        kept = _stored_pdf(session, document_id)
        if kept is None:
            made = make_pdf(_stored_docx(session, document_id), title=f"{found['title_zh']} {found['document_no']}")
            # one at a time: who comes second finds the first one's
            session.execute(text("select pg_advisory_xact_lock(4494, :key)"), {"key": document_id % 2_147_483_647})
            kept = _stored_pdf(session, document_id)
            if kept is None:
                keep_pdf(session, document_id, made)
                kept = made
        return name, kept
    return name, _stored_docx(session, document_id)


def _stored_docx(session: Session, document_id: int) -> bytes:
    return bytes(session.execute(text("select docx from document where id = :id"), {"id": document_id}).scalar_one())


def _stored_pdf(session: Session, document_id: int) -> bytes | None:
    found = session.execute(text("select pdf from document_pdf where document_id = :id"), {"id": document_id}).scalar()
    return None if found is None else bytes(found)


def verify_document(session: Session, principal: Principal, document_id: int) -> dict[str, Any]:
    """Return whether the stored bytes still are what was issued: their SHA-256, reckoned anew, beside the recorded one."""
    found = find_document(session, principal, document_id)
    docx, pdf = _stored_docx(session, document_id), _stored_pdf(session, document_id)
    answer = {
        "docx_sha256": found["docx_sha256"],
        "docx_intact": hashlib.sha256(docx).hexdigest() == found["docx_sha256"],
    }
    answer |= {
        "pdf_sha256": found["pdf_sha256"],
        "pdf_intact": None if pdf is None else hashlib.sha256(pdf).hexdigest() == found["pdf_sha256"],
    }
    return answer


def recognise_file(session: Session, principal: Principal, sha256: str) -> dict[str, Any]:
    """Return the document whose .docx or PDF has this SHA-256, None where no document of the caller's parks has it."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise Invalid(
            "document.hash_malformed",
            "校验值应为 64 位十六进制的 SHA-256。",
            message_en="A SHA-256 has 64 hexadecimal digits.",
        )
    identity = session.execute(load("documents/document_by_hash"), {"sha256": sha256}).scalar()
    try:
        return {"sha256": sha256, "document": find_document(session, principal, identity) if identity else None}
    except NotFound:
        return {"sha256": sha256, "document": None}


def revoke_document(session: Session, principal: Principal, document_id: int, reason: str, *, on: date) -> None:
    """Say that a document no longer holds; it stays with its number, and another may be issued (409 when revoked already)."""
    found = find_document(session, principal, document_id)
    permission = find_kind(found["kind"]).permission
    if not principal.may(permission):
        raise Forbidden(f"auth.denied.{permission.value}", DENIED_ZH[permission])
    if found["revoked_on"] is not None:
        raise Conflict(
            "document.revoked_already",
            "该文书已经撤销，请刷新后查看。",
            message_en="This document has been revoked already.",
        )
    session.execute(
        insert(DocumentRevocationRow).values(
            document_id=document_id, revoked_on=on, reason=reason.strip(), revoked_by=principal.account_id,
            revoked_by_name=principal.name,
        )
    )  # fmt: skip
    record_event(
        session,
        principal,
        EventTag.DOCUMENT_REVOKE,
        subject=found["subject"],
        subject_id=found["subject_id"],
        zone_id=found["zone_id"],
        park_id=found["park_id"],
        plot_id=found["plot_id"],
        changes={"revoked": {"old": "false", "new": "true"}},
        reason=reason.strip(),
        document=f"{found['title_zh']} {found['document_no']}",
    )
