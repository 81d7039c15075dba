from __future__ import annotations

from decimal import Decimal

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
