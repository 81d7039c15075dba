from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Row


class SurveyRow(Row):
    """The head of a survey; its rows and issues are written by COPY and have no mapped class."""

    __tablename__ = "survey"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    park_id: Mapped[int]
    file_name: Mapped[str]
    sha256: Mapped[str]
    state: Mapped[str]
    answers: Mapped[dict[str, Any]]
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    reading: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]]
    row_count: Mapped[int]
    thresholds: Mapped[dict[str, Any]]
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    received_by: Mapped[int | None]
    received_by_name: Mapped[str]
    checked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decided_by: Mapped[int | None]
    decided_by_name: Mapped[str | None]
    valid_from: Mapped[date | None]
    document: Mapped[str | None]
    reason: Mapped[str | None]
