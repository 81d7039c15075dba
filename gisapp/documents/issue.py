"""Draws up, numbers and freezes a document: what is missing before, what a preview must say, what is kept for good."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Literal

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.permissions import DENIED_ZH
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park
from gisapp.db.tables.document import DocumentPdfRow, DocumentRow
from gisapp.documents.issuers import issuer_on, require_issuer
from gisapp.documents.kinds import GIVEN, Kind, find_kind
from gisapp.documents.pdf import make_pdf
from gisapp.documents.printed import context_as_json, missing_fields, printed_context
from gisapp.documents.seal_key import fingerprint_line
from gisapp.documents.sources import Draft, draft_of, hold_subject
from gisapp.documents.templates_in_use import Template, template_on
from gisapp.documents.wording import plain_number
from gisapp.kernel.clock import Clock
from gisapp.kernel.errors import Forbidden, RuleViolation
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.rulebook import RuleEntry

UNNUMBERED = "（出具时编号）"
DEMONSTRATION = "示意数据，非法定文书"


def next_document_no(session: Session, kind: str, *, zone_id: int, on: date) -> str:
    """Return the number that the next document of this kind gets in this transaction; nobody else gets one before it ends."""
    found = find_kind(kind)
    office = require_issuer(session, zone_id, on)["code_zh"]
    return found.number(office, on.year, _next_sequence(session, found, zone_id, on.year), {})


def _next_sequence(session: Session, kind: Kind, zone_id: int, year: int) -> int:
    session.execute(text("select lock_document_numbers(:zone_id, :kind)"), {"zone_id": zone_id, "kind": kind.kind})
    statement = text(
        "select coalesce(max(sequence), 0) + 1 from document where zone_id = :zone_id and kind = :kind and year = :year"
    )
    return session.execute(statement, {"zone_id": zone_id, "kind": kind.kind, "year": year}).scalar_one()


def issue_document(
    session: Session,
    principal: Principal,
    clock: Clock,
    kind: str,
    draft: Draft,
    *,
    subject: str,
    subject_id: int,
    pdf: bool = True,
) -> int:
    """Number the document, freeze its bytes with their hash, and return its id.

    Raises RuleViolation with one finding per missing field, Forbidden without the kind's permission or outside the caller's parks,
    Conflict where such a document of the subject holds already. `pdf` False leaves the PDF until it is first asked for.
    `entries` are only told of on previews: what is issued has been read by the officer who issues it.
    """
    found = find_kind(kind)
    _ensure_may_issue(session, principal, found, draft.park_id)
    missing = missing_fields(found, draft.context)
    if missing.has_errors:
        raise _incomplete(found, missing)
    day = clock.today()
    issuer = require_issuer(session, draft.zone_id, day)
    template = template_on(session, draft.zone_id, found, day)
    sequence = _next_sequence(session, found, draft.zone_id, day.year)
    document_no = found.number(issuer["code_zh"], day.year, sequence, draft.context)
    given = _given(session, draft.zone_id, found, issuer, document_no, day)
    printed = printed_context(found, GIVEN, {**draft.context, **given}, mark_missing=False)
    foot = fingerprint_line(session, subject, subject_id)
    docx = _render(session, draft.zone_id, template, printed, found, clock.now(), foot=foot)
    document_id = session.execute(
        insert(DocumentRow).returning(DocumentRow.id).values(
            zone_id=draft.zone_id, park_id=draft.park_id, plot_id=draft.plot_id, kind=kind, document_no=document_no, year=day.year, sequence=sequence,
            title_zh=found.title_zh, subject=subject, subject_id=subject_id, template_id=template.template_id,
            template_sha256=template.sha256, context=context_as_json(printed, (*found.fields, *GIVEN)), docx=docx, docx_sha256=_hash(docx),
            issued_on=day, issued_by=principal.account_id, issued_by_name=principal.name,
        )
    ).scalar_one()  # fmt: skip
    if pdf:
        keep_pdf(session, document_id, make_pdf(docx, title=f"{found.title_zh} {document_no}"))
    record_event(
        session,
        principal,
        EventTag.DOCUMENT_ISSUE,
        subject=subject,
        subject_id=subject_id,
        zone_id=draft.zone_id,
        park_id=draft.park_id,
        plot_id=draft.plot_id,
        changes={"document_no": {"old": None, "new": document_no}, "sha256": {"old": None, "new": _hash(docx)}},
        document=f"{found.title_zh} {document_no}",
    )
    return document_id


def issue_from_source(
    session: Session, principal: Principal, clock: Clock, kind: str, *, subject: str, subject_id: int, pdf: bool = True
) -> int:
    """Issue with the facts that the registered source gathers today (RuleViolation names everything that stands against it).

    The facts are held from before they are gathered, so that nobody changes them between the judgement and the number.
    """
    hold_subject(session, subject, subject_id)
    draft = draft_of(session, principal, kind, subject, subject_id, clock.today())
    against = missing_fields(find_kind(kind), draft.context)
    against.extend(draft.findings)
    if against.has_errors:
        raise _incomplete(find_kind(kind), against)
    return issue_document(session, principal, clock, kind, draft, subject=subject, subject_id=subject_id, pdf=pdf)  # fmt: skip


def preview_document(
    session: Session,
    principal: Principal,
    clock: Clock,
    kind: str,
    draft: Draft,
    *,
    form: Literal["docx", "pdf"] = "docx",
    foot: str | None = None,
) -> bytes:
    """Return the document as it would be, stamped as a preview, with what is missing and what nobody has confirmed in front; `foot` = a line at its foot."""
    found, day = find_kind(kind), clock.today()
    issuer = issuer_on(session, draft.zone_id, day) or {}
    template = template_on(session, draft.zone_id, found, day)
    own = None if found.is_numbered_here else found.number("", day.year, 0, draft.context)
    given = _given(session, draft.zone_id, found, issuer, own or UNNUMBERED, day)
    whole = {**draft.context, **given}
    missing = missing_fields(found, whole, (*found.fields, *GIVEN))
    printed = printed_context(found, GIVEN, whole, mark_missing=True)
    docx = _render(
        session, draft.zone_id, template, printed, found, clock.now(),
        preview=([item.message_zh.removeprefix("缺少").rstrip("。") for item in missing], unconfirmed_of(found, template, draft.entries)), foot=foot,
    )  # fmt: skip
    return docx if form == "docx" else make_pdf(docx, title=f"{found.title_zh}（预览）", watermark="预览")


def preview_from_source(
    session: Session,
    principal: Principal,
    clock: Clock,
    kind: str,
    *,
    subject: str,
    subject_id: int,
    form: Literal["docx", "pdf"],
) -> bytes:
    """Return the preview with the facts that the registered source gathers today."""
    draft = draft_of(session, principal, kind, subject, subject_id, clock.today())
    foot = fingerprint_line(session, subject, subject_id)
    return preview_document(session, principal, clock, kind, draft, form=form, foot=foot)  # fmt: skip


def unconfirmed_of(kind: Kind, template: Template, entries: Iterable[RuleEntry]) -> list[str]:
    """Return what the text rests on and no land officer has confirmed: shipped wording, and rulebook entries."""
    wording = list(kind.unconfirmed) if template.is_shipped else []
    return wording + [
        f"{entry.basis}（规则库条目 {entry.code}，现值 {plain_number(entry.value)}）"
        for entry in entries
        if not entry.confirmed
    ]


def standing_of(session: Session, kind: str, draft: Draft, day: date) -> dict[str, Any]:
    """Return what stands against issuing this draft, and what is unconfirmed in it."""
    found = find_kind(kind)
    against = missing_fields(found, draft.context)
    against.extend(draft.findings)
    if issuer_on(session, draft.zone_id, day) is None:
        against.extend(_no_issuer())
    return {
        "kind": kind,
        "title_zh": found.title_zh,
        "title_en": found.title_en,
        "permission": found.permission.value,
        "findings": against.as_dicts(),
        "may_be_issued": not against.has_errors,
        "unconfirmed": unconfirmed_of(found, template_on(session, draft.zone_id, found, day), draft.entries),
    }


def _no_issuer() -> Findings:
    return Findings(
        [
            Finding(
                "document.issuer_missing",
                Severity.ERROR,
                "尚未登记文书出具单位。",
                fix_zh="请管理员在“规 → 文书”中填写单位名称和机关代字。",
                message_en="No issuing office is recorded.",
            )
        ]
    )


def keep_pdf(session: Session, document_id: int, pdf: bytes) -> None:
    """Keep the printed form of a document; the first one made stays."""
    session.execute(insert(DocumentPdfRow).values(document_id=document_id, pdf=pdf, pdf_sha256=_hash(pdf)))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _incomplete(kind: Kind, findings: Findings) -> RuleViolation:
    errors = [item for item in findings if item.severity is Severity.ERROR]
    return RuleViolation(
        "document.incomplete",
        f"{kind.title_zh}还不能出具，有 {len(errors)} 项需要先处理，请按清单补充。",
        message_en=f"{len(errors)} things stand against issuing this document.",
        findings=findings,
    )


def _ensure_may_issue(session: Session, principal: Principal, kind: Kind, park_id: int | None) -> None:
    if not principal.may(kind.permission):
        raise Forbidden(f"auth.denied.{kind.permission.value}", DENIED_ZH[kind.permission])
    if park_id is not None:
        name = session.execute(text("select name_zh from park where id = :id"), {"id": park_id}).scalar_one()
        ensure_may_touch_park(principal, park_id, name)


def _given(
    session: Session, zone_id: int, kind: Kind, issuer: Mapping[str, Any], document_no: str, day: date
) -> dict[str, Any]:
    zone_name = session.execute(text("select name_zh from zone where id = :id"), {"id": zone_id}).scalar_one()
    return {
        "title_zh": kind.title_zh,
        "document_no": document_no,
        "issued_on": day,
        "zone_name": zone_name,
        "issuer_name": issuer.get("name_zh"),
        "issuer_address": issuer.get("address"),
        "issuer_postcode": issuer.get("postcode"),
        "issuer_phone": issuer.get("phone"),
        "issuer_representative": issuer.get("representative"),
        "issuer_account_name": issuer.get("account_name"),
        "issuer_bank": issuer.get("bank_name"),
        "issuer_bank_account": issuer.get("bank_account"),
    }


def _render(
    session: Session,
    zone_id: int,
    template: Template,
    printed: Mapping[str, Any],
    kind: Kind,
    now: datetime,
    *,
    preview: tuple[list[str], list[str]] | None = None,
    foot: str | None = None,
) -> bytes:
    from gisapp.documents.filling import as_bytes, fill
    from gisapp.documents.marks import mark_as_demonstration, mark_as_preview, mark_with_fingerprint

    document = fill(template.content, printed)
    if foot is not None:
        mark_with_fingerprint(document, foot)
    if session.execute(text("select is_demo from zone where id = :id"), {"id": zone_id}).scalar_one():
        mark_as_demonstration(document, DEMONSTRATION)
    if preview is not None:
        mark_as_preview(document, missing=preview[0], unconfirmed=preview[1])
    properties = document.core_properties
    properties.title = f"{kind.title_zh} {printed['document_no']}"
    properties.author = str(printed["issuer_name"])
    properties.created = properties.modified = now.astimezone(UTC).replace(tzinfo=None)
    properties.revision = 1
    return as_bytes(document)
