"""Bodies of the officers' desk for workshops, transfer wishes, room left, destinations and the industry chain."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gisapp.api.answers import Named
from gisapp.kernel.bounds import Id
from gisapp.land.schemas import TypedPoints
from gisapp.sites.schemas import LeaseTerms
from gisapp.sites.terms import DestinationKind, PremisesKind

Short = Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Paragraph = Annotated[str, StringConstraints(max_length=600, strip_whitespace=True)]
Reason = Annotated[str, StringConstraints(min_length=2, max_length=200, strip_whitespace=True)]
Amount = Annotated[Decimal, Field(gt=0, le=Decimal("1e12"), decimal_places=2)]
Months = Annotated[int, Field(ge=1, le=600)]
Division = Annotated[str, StringConstraints(pattern=r"^\d{2}$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PremisesTerms(Strict):
    """Areas in ㎡, heights in m, loads in t/㎡, crane in t, rent in yuan per ㎡ and month, price and deposit in yuan, terms of a lease in months; null = not known."""

    is_published: bool
    title_zh: Name
    title_en: Short = ""
    land_area_m2: Amount | None = Field(None, description="Null: the area of the plot")
    floor_area_m2: Amount | None = None
    storeys: Annotated[int, Field(ge=1, le=60)] | None = None
    clear_height_m: Annotated[Decimal, Field(gt=0, le=100, decimal_places=2)] | None = None
    floor_load_t_m2: Annotated[Decimal, Field(gt=0, le=100, decimal_places=2)] | None = None
    crane_t: Annotated[Decimal, Field(ge=0, le=1000, decimal_places=1)] | None = None
    rent_yuan_per_m2_month: Annotated[Decimal, Field(gt=0, le=100_000, decimal_places=2)] | None = None
    sale_yuan: Amount | None = None
    lease_months_min: Months | None = None
    lease_months_max: Months | None = None
    paid_every_months: Annotated[int, Field(ge=1, le=12)] | None = None
    deposit_yuan: Annotated[Decimal, Field(ge=0, le=Decimal("1e12"), decimal_places=2)] | None = None
    obligations_zh: Paragraph = ""
    obligations_en: Annotated[str, StringConstraints(max_length=1200, strip_whitespace=True)] = ""
    available_on: date | None = None
    industry_codes: Annotated[list[Division], Field(max_length=12)] = []
    contact_zh: Short = ""
    contact_en: Short = ""
    contact_phone: Short = ""
    summary_zh: Paragraph = ""
    summary_en: Paragraph = ""
    consent: Short = ""
    source: Name
    observed_on: date


class PremisesBody(Strict):
    """The whole of the terms, every time, from a day on (default today); no shape = the outline as it is, at first the plot's."""

    terms: PremisesTerms
    valid_from: date | None = None
    reason: Reason | None = None
    geometry: dict[str, Any] | None = None
    points: TypedPoints | None = None


class MistakeBody(Strict):
    """`since`: from which day they should not have been published; null = since they have been, without a break."""

    since: date | None = None
    reason: Reason


class NewPremises(PremisesBody):
    plot_id: Id
    kind: PremisesKind


class PremisesRow(LeaseTerms):
    id: int
    kind: PremisesKind
    plot_id: int
    plot_no: str | None
    park_code: str
    park_name_zh: str
    park_name_en: str
    holder_name: str | None
    is_published: bool
    mistake_reason: str | None
    title_zh: str
    title_en: str
    land_area_m2: float
    floor_area_m2: float | None
    room_m2: float | None
    storeys: int | None
    clear_height_m: float | None
    floor_load_t_m2: float | None
    crane_t: float | None
    rent_yuan_per_m2_month: float | None
    sale_yuan: float | None
    available_on: date | None
    industry_codes: list[str]
    contact_zh: str
    contact_en: str
    contact_phone: str
    summary_zh: str
    summary_en: str
    consent: str
    source: str
    observed_on: date
    recorded_by_name: str
    valid_from: date
    valid_to: date | None
    photo_count: int
    findings: list[dict[str, Any]]


class PremisesVersion(BaseModel):
    valid_from: date
    valid_to: date | None
    is_published: bool
    title_zh: str
    recorded_by_name: str


class PremisesSheetAnswer(PremisesRow):
    versions: list[PremisesVersion]


class DestinationBody(Strict):
    kind: DestinationKind
    name_zh: Name
    name_en: Short = ""
    lon: Annotated[float, Field(ge=73, le=136)]
    lat: Annotated[float, Field(ge=3, le=54)]
    source: Name
    valid_from: date | None = None


class LinkBody(Strict):
    supplier_code: Division
    buyer_code: Division
    goods_zh: Name
    goods_en: Short = ""
    source: Name
    valid_from: date | None = None


class MemberBody(Strict):
    park_code: Name
    name_zh: Name
    name_en: Short = ""
    industry_code: Division
    makes_zh: Short = ""
    makes_en: Short = ""
    needs_zh: Short = ""
    needs_en: Short = ""
    consent: Name
    source: Name
    valid_from: date | None = None


class PhotoBody(Strict):
    evidence_id: Id
    caption_zh: Short = ""
    caption_en: Short = ""
    taken_on: date
    valid_from: date | None = None


class PrecisionBody(Strict):
    geometry_grid_m: Annotated[float, Field(ge=0, le=1000)]
    reason: Reason


class DestinationRowAnswer(Named):
    id: int
    kind: DestinationKind
    lon: float
    lat: float
    source: str
    valid_from: date
    recorded_by_name: str


class LinkRowAnswer(BaseModel):
    id: int
    supplier_code: str
    supplier_zh: str | None
    supplier_en: str | None
    buyer_code: str
    buyer_zh: str | None
    buyer_en: str | None
    goods_zh: str
    goods_en: str
    source: str
    valid_from: date
    recorded_by_name: str


class MemberRowAnswer(Named):
    id: int
    park_code: str
    park_zh: str
    park_en: str
    industry_code: str
    makes_zh: str
    makes_en: str
    needs_zh: str
    needs_en: str
    consent: str
    source: str
    valid_from: date
    recorded_by_name: str


class IndustryRowAnswer(Named):
    code: str


class ContextAnswer(BaseModel):
    geometry_grid_m: float
    destinations: list[DestinationRowAnswer]
    links: list[LinkRowAnswer]
    members: list[MemberRowAnswer]
    industries: list[IndustryRowAnswer]


Entry = Literal["destinations", "chain-links", "chain-members", "site-photos"]
ENTRY_TABLES: dict[str, str] = {
    "destinations": "destination",
    "chain-links": "chain_link",
    "chain-members": "chain_member",
    "site-photos": "site_photo",
}
