from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import FetchedValue
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Row


class InquiryRow(Row):
    __tablename__ = "inquiry"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    park_id: Mapped[int | None]
    plot_id: Mapped[int | None]
    premises_id: Mapped[int | None]
    receipt_no: Mapped[str]
    received_on: Mapped[date]
    received_at: Mapped[datetime]
    language: Mapped[str]
    source_region: Mapped[str]
    industry_code: Mapped[str | None]
    answer_workdays: Mapped[int]
    answer_due_on: Mapped[date]
    keep_days: Mapped[int]
    notice_version: Mapped[str]
    status_nonce: Mapped[UUID] = mapped_column(server_default=FetchedValue())


class InquiryPersonRow(Row):
    __tablename__ = "inquiry_person"
    inquiry_id: Mapped[int] = mapped_column(primary_key=True)
    asker_name: Mapped[str]
    contact: Mapped[str]
    contact_kind: Mapped[str]
    question: Mapped[str]


class InquiryStepRow(Row):
    __tablename__ = "inquiry_step"
    id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int]
    sequence: Mapped[int]
    step: Mapped[str]
    from_state: Mapped[str]
    state: Mapped[str]
    done_on: Mapped[date]
    owner_id: Mapped[int | None]
    owner_name: Mapped[str]
    reason_code: Mapped[str]
    answer_due_on: Mapped[date | None]
    project_id: Mapped[int | None]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]


class InquiryTextRow(Row):
    __tablename__ = "inquiry_text"
    step_id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int]
    body: Mapped[str]


class InquiryDutyRow(Row):
    __tablename__ = "inquiry_duty"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    park_id: Mapped[int | None]
    owner_id: Mapped[int | None]
    owner_name: Mapped[str]
    valid_from: Mapped[date]
    recorded_by_name: Mapped[str]
