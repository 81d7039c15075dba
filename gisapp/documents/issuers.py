"""Who issues: the office in the head, the seal block and the number of a zone's documents, dated because offices are renamed."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.history import current_rows, replace_from
from gisapp.db.tables.document import DocumentIssuerRow
from gisapp.kernel.errors import Conflict, NotFound

FIELDS = (
    "name_zh",
    "code_zh",
    "address",
    "postcode",
    "phone",
    "representative",
    "account_name",
    "bank_name",
    "bank_account",
)


def zone_of(session: Session, zone_code: str) -> dict[str, Any]:
    """Return the zone of this installation (404 before it is set up)."""
    row = (
        session.execute(
            text("select id, code, name_zh, is_demo, notice_zh from zone where code = :code"), {"code": zone_code}
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound(
            "zone.missing", "开发区尚未登记，请管理员先完成初始化。", message_en="The zone has not been set up yet."
        )
    return dict(row)


def issuer_on(session: Session, zone_id: int, day: date) -> dict[str, Any] | None:
    """Return the issuing office in force on a day; None where none is recorded."""
    rows = current_rows(session, DocumentIssuerRow, {"zone_id": zone_id})
    row = next((row for row in rows if row["valid"].contains(day)), None)
    return {**{name: row[name] for name in FIELDS}, "since": row["valid"].lower} if row else None


def require_issuer(session: Session, zone_id: int, day: date) -> dict[str, Any]:
    """Return the issuing office (409 where none is recorded: nothing can be numbered without it)."""
    issuer = issuer_on(session, zone_id, day)
    if issuer is None:
        raise Conflict(
            "document.issuer_missing",
            "尚未登记文书出具单位，请管理员在“规 → 文书”中填写单位名称和机关代字。",
            message_en="No issuing office is recorded: the administrator enters it under settings, documents.",
        )
    return issuer


def revise_issuer(
    session: Session, principal: Principal, zone_id: int, values: dict[str, str], *, valid_from: date
) -> None:
    """Let this office issue from a day on; documents issued before keep what they were issued with."""
    before, _ = replace_from(
        session, DocumentIssuerRow, {"zone_id": zone_id}, valid_from,
        {**{name: values.get(name, "").strip() for name in FIELDS}, "recorded_by_name": principal.name},
    )  # fmt: skip
    record_event(
        session,
        principal,
        EventTag.DOCUMENT_ISSUER,
        subject="document_issuer",
        subject_id=zone_id,
        zone_id=zone_id,
        changes=differences(
            {name: before[name] for name in FIELDS} if before else {}, {**values, "valid_from": valid_from}
        ),
    )
