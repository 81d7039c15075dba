from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Row


class AuditEventRow(Row):
    __tablename__ = "audit_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    tag: Mapped[str]
    zone_id: Mapped[int | None]
    park_id: Mapped[int | None]
    plot_id: Mapped[int | None]
    subject: Mapped[str]
    subject_id: Mapped[int | None]
    changes: Mapped[dict[str, Any]]
    reason: Mapped[str | None]
    document: Mapped[str | None]
    request_id: Mapped[str | None]
