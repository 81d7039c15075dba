from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Dated, Row


class OfferTermsRow(Dated, Row):
    __tablename__ = "offer_terms"
    plot_id: Mapped[int]
    industry_codes: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    start_price_yuan_per_m2: Mapped[Decimal | None]
    delivery_on: Mapped[date | None]
    contact_zh: Mapped[str] = mapped_column(default="")
    contact_en: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    summary_zh: Mapped[str] = mapped_column(default="")
    summary_en: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
