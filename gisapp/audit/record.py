"""Writes down who did what, in the transaction that did it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.audit import AuditEventRow


def as_text(value: Any) -> str | None:
    """Return a value as the audit keeps it: text that reads the same in ten years."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")  # 0.6500 and 0.65 are one value
    return str(value)


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, dict[str, str | None]]:
    """Return `{field: {"old": …, "new": …}}` for the fields whose text differs, in the order of `new`."""
    changed = {}
    for field in [*new, *(field for field in old if field not in new)]:
        before, after = as_text(old.get(field)), as_text(new.get(field))
        if before != after:
            changed[field] = {"old": before, "new": after}
    return changed


def record_event(  # noqa: PLR0913 (the columns of an event, each by its name)
    session: Session,
    principal: Principal,
    tag: EventTag,
    *,
    subject: str,
    subject_id: int | None = None,
    changes: Mapping[str, Any] | None = None,
    zone_id: int | None = None,
    park_id: int | None = None,
    plot_id: int | None = None,
    reason: str | None = None,
    document: str | None = None,
) -> None:
    """Append one audit event; it commits or vanishes with the change it tells of."""
    session.execute(
        insert(AuditEventRow).values(
            actor_id=principal.account_id,
            actor_name=principal.name,
            tag=str(tag),
            subject=subject,
            subject_id=subject_id,
            changes=dict(changes or {}),
            zone_id=zone_id,
            park_id=park_id,
            plot_id=plot_id,
            reason=reason,
            document=document,
            request_id=session.info.get("request_id"),
        )
    )
