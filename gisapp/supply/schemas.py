"""Bodies of the offer form. Areas in ㎡ unless the name says otherwise, prices in yuan or 万元 by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Short = Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)]
Paragraph = Annotated[str, StringConstraints(max_length=600, strip_whitespace=True)]


class OfferBody(BaseModel):
    """What the public is told about an offer; the whole of it, every time."""

    model_config = ConfigDict(extra="forbid")

    industry_codes: Annotated[list[Short], Field(max_length=12)]
    start_price_yuan_per_m2: Annotated[Decimal, Field(gt=0, le=1_000_000, max_digits=12, decimal_places=2)] | None
    delivery_on: date | None
    contact_zh: Short
    contact_en: Short
    contact_phone: Short
    summary_zh: Paragraph
    summary_en: Paragraph
    source: Short
    valid_from: date | None = Field(None, description="First day on which this is true; default today")
    reason: Short | None = None


class OfferAnswer(BaseModel):
    """The offer in force, in force on the day asked for; empty terms for a plot that has none."""

    plot_id: int
    industry_codes: list[str]
    start_price_yuan_per_m2: float | None
    start_price_wan_per_mu: float | None
    delivery_on: date | None
    contact_zh: str
    contact_en: str
    contact_phone: str
    summary_zh: str
    summary_en: str
    source: str
    since: date | None
    is_public: bool
    findings: list[dict[str, Any]]
