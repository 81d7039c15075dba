"""Which template a kind is made from on a day: the zone's own where it has one, otherwise the shipped one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.history import current_rows, replace_from
from gisapp.db.sql_file import load
from gisapp.db.tables.document import DocumentTemplateRow
from gisapp.documents.kinds import GIVEN, Kind, all_kinds
from gisapp.documents.pdf import make_pdf
from gisapp.documents.printed import FORMS, example_context, printed_context
from gisapp.kernel.errors import NotFound, RuleViolation
from gisapp.kernel.finding import Findings


@dataclass(frozen=True, slots=True)
class Template:
    """A template's bytes with where they come from; `template_id` None is the shipped one."""

    template_id: int | None
    content: bytes
    sha256: str
    file_name: str

    @property
    def is_shipped(self) -> bool:
        return self.template_id is None


@cache
def shipped_template(kind: str) -> Template:
    content = all_kinds()[kind].shipped_template.read_bytes()
    return Template(None, content, hashlib.sha256(content).hexdigest(), f"{all_kinds()[kind].title_zh}.docx")


def template_on(session: Session, zone_id: int, kind: Kind, day: date) -> Template:
    """Return the template in use on a day."""
    row = session.execute(
        load("documents/template_on"), {"zone_id": zone_id, "kind": kind.kind, "day": day}
    ).mappings().one_or_none()  # fmt: skip
    if row is None:
        return shipped_template(kind.kind)
    return Template(row["id"], bytes(row["content"]), row["sha256"], row["file_name"])


def list_templates(session: Session, zone_id: int, day: date) -> list[dict[str, Any]]:
    """Return every kind with the template in use on a day and the versions before it, newest first."""
    rows = session.execute(load("documents/template_versions"), {"zone_id": zone_id}).mappings().all()
    listed = []
    for kind in all_kinds().values():
        versions = [dict(row) for row in rows if row["kind"] == kind.kind]
        current = next(
            (v for v in versions if v["is_known"] and v["since"] <= day and (v["until"] is None or day < v["until"])),
            None,
        )
        listed.append(
            {
                "kind": kind.kind,
                "title_zh": kind.title_zh,
                "title_en": kind.title_en,
                "numbering_zh": kind.numbering_zh,
                "unconfirmed": list(kind.unconfirmed) if current is None else [],
                "current": current,
                "shipped_sha256": shipped_template(kind.kind).sha256,
                "versions": versions,
                "fields": [_described(field) for field in (*kind.fields, *GIVEN)],
            }
        )
    return listed


def _described(field: Any) -> dict[str, Any]:
    return {
        "name": field.name,
        "label_zh": field.label,
        "type": str(field.type),
        "required": field.required,
        "forms": list(FORMS.get(field.type, ())),
        "columns": [_described(column) for column in field.columns],
    }


def replace_template(
    session: Session,
    principal: Principal,
    zone_id: int,
    kind: Kind,
    *,
    file_name: str,
    content: bytes,
    note: str,
    valid_from: date,
) -> Findings:
    """Let this .docx be the template from a day on and return its warnings.

    Raises RuleViolation with every fault (unknown fields by name) and Invalid for what is no Word document.
    """
    from gisapp.documents.template_check import check_template

    findings = check_template(kind, content, valid_from)
    if findings.has_errors:
        raise RuleViolation(
            "document_template.findings",
            "模板还不能使用，请按检查结果修改后重新上传。",
            message_en="The template cannot be used yet: mend the findings below.",
            findings=findings,
        )
    newest = session.execute(
        text("select coalesce(max(version_no), 0) from document_template where zone_id = :zone_id and kind = :kind"),
        {"zone_id": zone_id, "kind": kind.kind},
    ).scalar_one()
    sha256 = hashlib.sha256(content).hexdigest()
    before, _ = replace_from(
        session, DocumentTemplateRow, {"zone_id": zone_id, "kind": kind.kind}, valid_from,
        {
            "version_no": newest + 1, "title_zh": kind.title_zh, "file_name": file_name, "content": content, "sha256": sha256,
            "note": note, "uploaded_by": principal.account_id, "uploaded_by_name": principal.name,
        },
    )  # fmt: skip
    _told(session, principal, zone_id, kind, before, sha256, valid_from, note)
    return findings


def return_to_shipped(
    session: Session, principal: Principal, zone_id: int, kind: Kind, *, valid_from: date, reason: str
) -> None:
    """Use the shipped template again from a day on (404 where the zone has none of its own on that day)."""
    before, _ = replace_from(session, DocumentTemplateRow, {"zone_id": zone_id, "kind": kind.kind}, valid_from, None)
    if before is None:
        raise NotFound(
            "document_template.none_of_own",
            "该文书使用的就是系统模板，无需恢复。",
            message_en="The shipped template is in use already.",
        )
    _told(session, principal, zone_id, kind, before, shipped_template(kind.kind).sha256, valid_from, reason)


def _told(
    session: Session,
    principal: Principal,
    zone_id: int,
    kind: Kind,
    before: dict[str, Any] | None,
    sha256: str,
    valid_from: date,
    reason: str,
) -> None:
    record_event(
        session,
        principal,
        EventTag.DOCUMENT_TEMPLATE,
        subject="document_template",
        zone_id=zone_id,
        changes={
            "template": {"old": before["sha256"] if before else shipped_template(kind.kind).sha256, "new": sha256},
            "valid_from": {"old": None, "new": valid_from.isoformat()},
        },
        reason=reason or None,
        document=kind.title_zh,
    )


def template_bytes(
    session: Session, zone_id: int, kind: Kind, *, version_no: int | None, shipped: bool, day: date
) -> Template:
    """Return a template for download: the shipped one, one version of the zone's own, or the one in use."""
    if shipped:
        return shipped_template(kind.kind)
    if version_no is None:
        return template_on(session, zone_id, kind, day)
    rows = current_rows(session, DocumentTemplateRow, {"zone_id": zone_id, "kind": kind.kind, "version_no": version_no})
    row = rows[0] if rows else None
    if row is None:
        stored = session.execute(
            text("select id, content, sha256, file_name from document_template where zone_id = :zone_id and kind = :kind and version_no = :version_no order by id limit 1"),
            {"zone_id": zone_id, "kind": kind.kind, "version_no": version_no},
        ).mappings().one_or_none()  # fmt: skip
        if stored is None:
            raise NotFound(
                "document_template.version_unknown",
                "没有这个版本的模板，请刷新后重试。",
                message_en="There is no such version.",
            )
        row = dict(stored)
    return Template(row["id"], bytes(row["content"]), row["sha256"], row["file_name"])


def trial_rendering(kind: Kind, template: Template, day: date, form: Literal["docx", "pdf"]) -> bytes:
    """Return the template filled with an example in every field."""
    from gisapp.documents.filling import as_bytes, fill

    printed = printed_context(kind, GIVEN, example_context(kind, GIVEN, day), mark_missing=False)
    docx = as_bytes(fill(template.content, printed))
    return docx if form == "docx" else make_pdf(docx, title=kind.title_zh, watermark="试生成")
