from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Dated, Row


def _files() -> Mapped[list[int]]:
    return mapped_column(ARRAY(BigInteger), default=list)


class ApprovalStageRow(Dated, Row):
    __tablename__ = "approval_stage"
    code: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    lead_zh: Mapped[str] = mapped_column(default="")
    sort_order: Mapped[int]
    is_alongside: Mapped[bool] = mapped_column(default=False)


class ApprovalItemRow(Dated, Row):
    __tablename__ = "approval_item"
    code: Mapped[str]
    stage_code: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    department_zh: Mapped[str]
    days: Mapped[int]
    unit: Mapped[str]
    statutory_days: Mapped[int | None]
    statutory_unit: Mapped[str | None]
    needs: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    excluded: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    handling: Mapped[str]
    is_tolerable: Mapped[bool]
    extension_days_max: Mapped[int]
    materials: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    basis: Mapped[str]
    confirmed: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")
    recorded_by_name: Mapped[str] = mapped_column(default="")


class ApprovalCaseRow(Row):
    __tablename__ = "approval_case"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    project_id: Mapped[int]
    item_code: Mapped[str]
    round: Mapped[int]
    is_simulated: Mapped[bool]
    planned_on: Mapped[date]
    received_on: Mapped[date | None]
    notice_on: Mapped[date | None]
    notice_zh: Mapped[str] = mapped_column(default="")
    notice_evidence_ids: Mapped[list[int]] = _files()
    accepted_on: Mapped[date | None]
    accepted_evidence_ids: Mapped[list[int]] = _files()
    finished_on: Mapped[date | None]
    outcome: Mapped[str | None]
    result_no: Mapped[str] = mapped_column(default="")
    outcome_reason: Mapped[str] = mapped_column(default="")
    result_evidence_ids: Mapped[list[int]] = _files()
    returned_on: Mapped[date | None]
    return_reason: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[int | None]
    recorded_by_name: Mapped[str]


class MaterialToleranceRow(Row):
    __tablename__ = "material_tolerance"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    case_id: Mapped[int]
    material_id: Mapped[int]
    drafted_on: Mapped[date]
    promised_by: Mapped[date]
    credit_answer: Mapped[str]
    agreed_on: Mapped[date | None]
    promise_evidence_ids: Mapped[list[int]] = _files()
    extended_to: Mapped[date | None]
    extension_reason: Mapped[str] = mapped_column(default="")
    extension_evidence_ids: Mapped[list[int]] = _files()
    revoked_on: Mapped[date | None]
    revoke_reason: Mapped[str] = mapped_column(default="")
    recorded_by_name: Mapped[str]
