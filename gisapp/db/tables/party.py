from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Dated, Row


class PartyRow(Row):
    __tablename__ = "party"
    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int]
    kind: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    credit_code: Mapped[str | None]
    is_real: Mapped[bool] = mapped_column(default=False)


class PlotPartyRow(Dated, Row):
    __tablename__ = "plot_party"
    plot_id: Mapped[int]
    party_id: Mapped[int]
    role: Mapped[str]
    share: Mapped[Decimal] = mapped_column(default=1)
    source: Mapped[str] = mapped_column(default="")
    document: Mapped[str | None]


class EncumbranceRow(Row):
    __tablename__ = "encumbrance"
    id: Mapped[int] = mapped_column(primary_key=True)
    plot_id: Mapped[int]
    kind: Mapped[str]


class EncumbranceFactRow(Dated, Row):
    __tablename__ = "encumbrance_fact"
    encumbrance_id: Mapped[int]
    party_id: Mapped[int | None]
    holder_name: Mapped[str]
    debtor_party_id: Mapped[int | None]
    certificate_no: Mapped[str] = mapped_column(default="")
    amount_yuan: Mapped[Decimal | None]
    rank: Mapped[int] = mapped_column(default=1)
    area_m2: Mapped[Decimal | None]
    expires_on: Mapped[date | None]
    remark: Mapped[str] = mapped_column(default="")
    evidence_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    release_reason: Mapped[str] = mapped_column(default="")
    release_evidence_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    recorded_by_name: Mapped[str] = mapped_column(default="")
