from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Row, multipolygon


class _Act:
    """A row that is only ever added, with who did it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]


class _OfCase(_Act):
    case_id: Mapped[int]


class _Proved(_OfCase):
    evidence_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)


class IdleCaseRow(Row):
    __tablename__ = "idle_case"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_no: Mapped[str]
    zone_id: Mapped[int]
    park_id: Mapped[int]
    plot_id: Mapped[int]
    contract_id: Mapped[int | None]
    party_id: Mapped[int | None]
    ground: Mapped[str]
    source: Mapped[str]
    source_note: Mapped[str] = mapped_column(default="")
    found_on: Mapped[date]
    since: Mapped[date | None]
    area_m2: Mapped[Decimal]
    idle_area_m2: Mapped[Decimal]
    geom: Mapped[Any | None] = mapped_column(multipolygon())
    identification: Mapped[dict[str, Any] | None]
    evidence_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    registered_by: Mapped[int | None]
    registered_by_name: Mapped[str]


class IdleCaseStepRow(_Proved, Row):
    __tablename__ = "idle_case_step"
    sequence: Mapped[int]
    step: Mapped[str]
    from_state: Mapped[str]
    to_state: Mapped[str]
    taken_on: Mapped[date]
    document_id: Mapped[int | None]
    document_no: Mapped[str] = mapped_column(default="")
    service_id: Mapped[int | None]
    side: Mapped[str | None]
    cause: Mapped[str | None]
    measure: Mapped[str | None]
    terms_from: Mapped[date | None]
    terms_until: Mapped[date | None]
    amount_yuan: Mapped[Decimal | None]
    explained_on: Mapped[date | None]
    registered_on: Mapped[date | None]
    register_no: Mapped[str] = mapped_column(default="")
    hearing_asked_on: Mapped[date | None]
    hearing_held_on: Mapped[date | None]
    approved_by: Mapped[str] = mapped_column(default="")
    approval_no: Mapped[str] = mapped_column(default="")
    annul_ground: Mapped[str | None]
    paper_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    basis: Mapped[dict[str, Any]] = mapped_column(default=dict)


class IdleCaseServiceRow(_Proved, Row):
    __tablename__ = "idle_case_service"
    purpose: Mapped[str]
    document_id: Mapped[int | None]
    document_no: Mapped[str]
    kind: Mapped[str]
    served_on: Mapped[date]
    recipient: Mapped[str]
    encumbrance_id: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")


class IdleCaseCorrectionRow(_Proved, Row):
    __tablename__ = "idle_case_correction"
    target: Mapped[str]
    target_id: Mapped[int]
    field: Mapped[str]
    old_value: Mapped[str | None]
    new_value: Mapped[str]
    reason: Mapped[str]
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    corrected_on: Mapped[date]


class IdleCaseEntryRow(_Proved, Row):
    __tablename__ = "idle_case_entry"
    kind: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    entered_on: Mapped[date]
    due_on: Mapped[date | None]
    amount_yuan: Mapped[Decimal | None]
    note: Mapped[str] = mapped_column(default="")


class IdleCaseOfficerRow(_OfCase, Row):
    __tablename__ = "idle_case_officer"
    officer_id: Mapped[int | None]
    officer_name: Mapped[str]
    holds_from: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")


class IdleCaseDraftRow(_OfCase, Row):
    __tablename__ = "idle_case_draft"
    kind: Mapped[str]
    content: Mapped[dict[str, Any]]


class IdleCaseCustodyRow(_OfCase, Row):
    __tablename__ = "idle_case_custody"
    act: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class IdleCaseBundleRow(_OfCase, Row):
    __tablename__ = "idle_case_bundle"
    manifest_sha256: Mapped[str]
    chain_sha256: Mapped[str]
    bundle_sha256: Mapped[str]
    size_bytes: Mapped[int]
    members: Mapped[int]
