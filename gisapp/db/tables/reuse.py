from __future__ import annotations

from datetime import date
from decimal import Decimal

from geoalchemy2 import WKBElement
from sqlalchemy import BigInteger
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Row, multipolygon


class _Act:
    """Something that is only ever added: what proves it and who recorded it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]


class ReuseMeasureRow(Row):
    __tablename__ = "reuse_measure"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    park_id: Mapped[int]
    reuse_no: Mapped[str]
    plot_id: Mapped[int]
    measure: Mapped[str]
    origin: Mapped[str]
    case_id: Mapped[int | None]
    origin_note: Mapped[str] = mapped_column(default="")
    title_zh: Mapped[str]
    reason_zh: Mapped[str] = mapped_column(default="")
    area_m2: Mapped[Decimal]
    geom: Mapped[WKBElement | None] = mapped_column(multipolygon())
    new_layout: Mapped[WKBElement | None] = mapped_column(multipolygon())
    officer_name: Mapped[str] = mapped_column(default="")
    evidence_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    registered_by: Mapped[int | None]
    registered_by_name: Mapped[str]


class ReuseTargetRow(_Act, Row):
    __tablename__ = "reuse_target"
    measure_id: Mapped[int]
    version_no: Mapped[int]
    holds_from: Mapped[date]
    release_m2: Mapped[Decimal | None]
    investment_yuan: Mapped[Decimal | None]
    output_yuan: Mapped[Decimal | None]
    tax_yuan: Mapped[Decimal | None]
    compensation_yuan: Mapped[Decimal | None]
    release_by: Mapped[date | None]
    reuse_by: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")


class ReuseStepRow(_Act, Row):
    __tablename__ = "reuse_step"
    measure_id: Mapped[int]
    sequence: Mapped[int]
    from_stage: Mapped[str]
    stage: Mapped[str]
    taken_on: Mapped[date]
    released_m2: Mapped[Decimal | None]
    contract_id: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")


class ReuseMilestoneRow(Row):
    __tablename__ = "reuse_milestone"
    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int]
    kind: Mapped[str]
    title_zh: Mapped[str]


class ReuseMilestoneEntryRow(_Act, Row):
    __tablename__ = "reuse_milestone_entry"
    milestone_id: Mapped[int]
    sequence: Mapped[int]
    act: Mapped[str]
    entered_on: Mapped[date]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")


class ReusePartyRow(_Act, Row):
    __tablename__ = "reuse_party"
    measure_id: Mapped[int]
    direction: Mapped[str]
    party_id: Mapped[int]
    moved_on: Mapped[date]
    area_m2: Mapped[Decimal | None]
    industry_zh: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class ReuseFiguresRow(_Act, Row):
    __tablename__ = "reuse_figures"
    measure_id: Mapped[int]
    side: Mapped[str]
    year: Mapped[int]
    area_m2: Mapped[Decimal]
    floor_area_m2: Mapped[Decimal | None]
    investment_yuan: Mapped[Decimal | None]
    output_yuan: Mapped[Decimal | None]
    tax_yuan: Mapped[Decimal | None]
    value_added_yuan: Mapped[Decimal | None]
    staff: Mapped[int | None]
    source: Mapped[str]
    source_zh: Mapped[str] = mapped_column(default="")


class ReuseWithdrawalRow(Row):
    __tablename__ = "reuse_withdrawal"
    subject: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int]
    reason: Mapped[str]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]


class TemporaryUseRow(Row):
    __tablename__ = "temporary_use"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    park_id: Mapped[int]
    use_no: Mapped[str]
    plot_id: Mapped[int]
    measure_id: Mapped[int | None]
    party_id: Mapped[int | None]
    user_name: Mapped[str]
    purpose: Mapped[str]
    purpose_zh: Mapped[str] = mapped_column(default="")
    arranged_on: Mapped[date]
    starts_on: Mapped[date]
    area_m2: Mapped[Decimal]
    rent_yuan_per_year: Mapped[Decimal | None]
    deposit_yuan: Mapped[Decimal | None]
    agreement_no: Mapped[str] = mapped_column(default="")
    restoration_zh: Mapped[str]
    officer_name: Mapped[str] = mapped_column(default="")
    registered_by: Mapped[int | None]
    registered_by_name: Mapped[str]


class TemporaryUseStepRow(_Act, Row):
    __tablename__ = "temporary_use_step"
    use_id: Mapped[int]
    sequence: Mapped[int]
    from_state: Mapped[str]
    state: Mapped[str]
    taken_on: Mapped[date]
    until_on: Mapped[date | None]
    restore_by: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
