from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import FetchedValue
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Row


class MonthlyReportRow(Row):
    __tablename__ = "monthly_report"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    month: Mapped[date]
    as_of: Mapped[date]
    content: Mapped[str]
    sha256: Mapped[str]
    previous_sha256: Mapped[str | None]
    frozen_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    frozen_by: Mapped[int | None]
    frozen_by_name: Mapped[str]


class MonthlyReportReasonRow(Row):
    __tablename__ = "monthly_report_reason"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int]
    figure: Mapped[str]
    frozen_value: Mapped[Decimal | None]
    live_value: Mapped[Decimal | None]
    reason: Mapped[str]
    recorded_by: Mapped[int | None]
    recorded_by_name: Mapped[str]
