from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Dated, Row


class _Proved(Dated):
    document: Mapped[str | None]
    evidence_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    recorded_by_name: Mapped[str]


class GradeExemptionRow(_Proved, Row):
    __tablename__ = "grade_exemption"
    party_id: Mapped[int]
    park_id: Mapped[int]
    kind: Mapped[str]
    reason_zh: Mapped[str]


class PlotBuiltRow(_Proved, Row):
    __tablename__ = "plot_built"
    plot_id: Mapped[int]
    floor_area_m2: Mapped[Decimal]
    counted_floor_area_m2: Mapped[Decimal | None]
    footprint_m2: Mapped[Decimal | None]
    buildings: Mapped[int | None]
    measured_on: Mapped[date]
    source: Mapped[str]


class LowEfficiencyRow(_Proved, Row):
    __tablename__ = "low_efficiency_plot"
    plot_id: Mapped[int]
    party_id: Mapped[int | None]
    decision: Mapped[str]
    kind: Mapped[str | None]
    way: Mapped[str | None]
    area_m2: Mapped[Decimal]
    disposed_m2: Mapped[Decimal]
    progress_zh: Mapped[str]
    reasons: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    reason_zh: Mapped[str]
