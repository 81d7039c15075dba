"""Bodies of the public window. Areas in ㎡ unless the name says otherwise, prices in yuan or 万元 by name."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from gisapp.api.answers import InPark, Labels, Named, Titled
from gisapp.kernel.crs import Bbox
from gisapp.kernel.plot_fields import ConditionsAnswer
from gisapp.land.terms import ServicingLevel, Utility, UtilityStatus
from gisapp.preparation.indicator_terms import Indicator
from gisapp.preparation.standard_terms import AssessmentKind
from gisapp.sites.terms import DestinationKind, DistanceMethod, SiteKind, SiteLimit, SiteSupply
from gisapp.supply.listing_terms import ListingMethod, TermKind


class Choice(Labels):
    """One value of a limit and how many sites one gets by choosing it, the other limits staying."""

    value: str
    count: int


class IndustryChoice(Choice):
    cluster: str


class AreaBandChoice(Choice):
    """A band of sizes; both limits inclusive, None = open."""

    from_mu: int | None
    to_mu: int | None


class SortChoice(Labels):
    value: str


class MeasureStep(BaseModel):
    """A step that the window offers; distances in kilometres, the others in the measure's own unit."""

    step: float
    count: int


class MeasureChoice(Labels):
    value: str
    unit_zh: str
    unit_en: str
    at_least: bool
    steps: list[MeasureStep]


class Facets(BaseModel):
    kind: list[Choice]
    measure: list[MeasureChoice]
    park: list[Choice]
    industry: list[IndustryChoice]
    cluster: list[Choice]
    area_band: list[AreaBandChoice]
    utility: list[Choice]
    supply: list[Choice]
    sort: list[SortChoice]


class RoadPiece(BaseModel):
    """A road near the site, clipped to the frame of its little map."""

    width_m: float | None
    path: dict[str, Any]


class RoadLine(RoadPiece, Named):
    """The same with its name, for the larger figure of the sheet."""


class SiteItem(InPark, Titled):
    """A card of the list; `plot_no` is the public number, of a plot its own, of premises one with their letters."""

    id: int
    kind: SiteKind
    plot_no: str
    supply: SiteSupply
    servicing: ServicingLevel
    area_m2: float
    floor_area_m2: float | None
    rent_yuan_per_m2_month: float | None
    clear_height_m: float | None
    floor_load_t_m2: float | None
    far_min: float | None
    far_max: float | None
    land_use_scheme: str | None
    land_use_code: str | None
    land_use_name_zh: str | None
    land_use_name_en: str | None
    industry_codes: list[str]
    start_price_yuan_per_m2: float | None
    start_price_wan_per_mu: float | None
    start_price_wan_per_ha: float | None
    start_total_yuan: float | None
    delivery_on: date | None
    summary_zh: str
    summary_en: str
    utilities: list[Utility] = Field(description="Utilities that reach the site's boundary or are connected")
    outline: dict[str, Any] = Field(description="GeoJSON, simplified to half a metre, lon lat in CGCS2000")
    bbox: Bbox
    roads: list[RoadPiece]


class SiteList(BaseModel):
    as_of: date
    total: int
    total_area_m2: float
    bbox: list[float] | None = Field(
        description="Where those that meet the limits lie, degrees: west, south, east, north"
    )
    published: int = Field(description="Sites published on that day, whatever the limits")
    ids: list[int] = Field(description="Every site that meets the limits, in the order of the list")
    without: dict[SiteLimit, int] = Field(description="How many sites there are when this one limit is dropped")
    facets: Facets
    items: list[SiteItem]


class SheetArea(BaseModel):
    m2: float
    mu: float
    ha: float
    basis: str = Field(description="surveyed, planar, or told by the holder")
    planar_epsg: int | None
    since: date


class IndustryName(Named):
    code: str
    edition: str
    is_leading: bool | None = None


class Resident(Named):
    source: str


class SheetPark(Named):
    code: str
    operator_zh: str
    operator_en: str
    purpose_zh: str
    purpose_en: str
    industries: list[IndustryName]
    residents: list[Resident]


class SheetOffer(BaseModel):
    start_price_yuan_per_m2: float | None
    start_price_wan_per_mu: float | None
    start_price_wan_per_ha: float | None
    start_total_yuan: float | None
    delivery_on: date | None
    contact_zh: str
    contact_en: str
    contact_phone: str
    summary_zh: str
    summary_en: str
    source: str
    since: date


class SheetRequirement(Labels):
    """One indicator as announced, in words; money per area in 万元/亩 and 万元/公顷."""

    indicator: Indicator
    words_zh: str
    words_en: str
    due_zh: str
    due_en: str
    basis: str


class SheetListing(BaseModel):
    """The announcement that the site is on offer by, as it was published."""

    listing_no: str
    method: ListingMethod
    term_kind: TermKind
    term_years: int
    lease_years: int | None
    start_price_yuan: float
    deposit_yuan: float | None
    announced_on: date
    applications_from: date
    applications_until: date
    opens_on: date
    decided_from: date
    industry_codes: list[str]
    latest_start_on: date | None
    latest_completion_on: date | None
    latest_production_on: date | None
    conditions_zh: str
    contact_zh: str
    contact_phone: str
    ranking_zh: str | None
    requirements: list[SheetRequirement]
    state: Literal["published", "closed", "settled"]
    since: date = Field(description="The day on which it came into this state")
    standing_zh: str = Field(description="How it stands since when, and what comes next")
    standing_en: str


class SheetConditions(ConditionsAnswer):
    source: str
    since: date


class SheetUtility(BaseModel):
    utility: Utility
    status: UtilityStatus
    capacity: float | None
    unit: str | None
    source: str
    observed_on: date


class SheetRoad(Named):
    """The nearest road of a kind; straight line from the site's edge to the middle of the road."""

    which: str
    grade: str
    width_m: float | None
    distance_m: float


class Neighbour(BaseModel):
    id: int
    plot_no: str
    park_code: str
    supply: SiteSupply
    area_m2: float
    distance_m: float
    outline: dict[str, Any]


class SheetDistance(Named):
    """To the nearest goal of a kind; `method` road or straight; `minutes` at the speed of the rulebook, null for a straight line."""

    kind: DestinationKind
    distance_m: int
    method: DistanceMethod
    minutes: int | None
    source: str
    since: date


class SheetAssessment(BaseModel):
    """A regional assessment that covers the whole site: the investor need not do it again until `until`."""

    kind: AssessmentKind
    title: str
    document_no: str
    approved_on: date
    until: date | None


class SheetChain(BaseModel):
    """Who sells to (`side` sells) or buys from the site's industries; the name is null where nobody agreed to be named."""

    side: str
    goods_zh: str
    goods_en: str
    source: str
    industry_code: str
    industry_zh: str
    industry_en: str
    name_zh: str | None
    name_en: str | None
    makes_zh: str | None
    makes_en: str | None
    needs_zh: str | None
    needs_en: str | None
    park_code: str | None
    in_same_park: bool | None


class SheetPhoto(BaseModel):
    id: int
    caption_zh: str
    caption_en: str
    taken_on: date


class LeaseTerms(BaseModel):
    """What is recorded of what one would sign; months of a lease, null = not known."""

    lease_months_min: int | None
    lease_months_max: int | None
    paid_every_months: int | None
    deposit_yuan: float | None
    obligations_zh: str
    obligations_en: str


class SheetPremises(LeaseTerms, Titled):
    """Workshop, transfer wish or room left; heights in m, loads in t/㎡, rent in yuan per ㎡ and month."""

    floor_area_m2: float | None
    far_max: float | None
    room_measured_on: date | None
    storeys: int | None
    clear_height_m: float | None
    floor_load_t_m2: float | None
    crane_t: float | None
    rent_yuan_per_m2_month: float | None
    sale_yuan: float | None
    observed_on: date
    source: str


class SiteSheet(BaseModel):
    as_of: date
    id: int
    kind: SiteKind
    plot_no: str
    supply: SiteSupply
    servicing: ServicingLevel
    published_since: date | None
    is_reused_land: bool
    address: str | None
    area: SheetArea
    land_use_scheme: str | None
    land_use_code: str | None
    land_use_name_zh: str | None
    land_use_name_en: str | None
    park: SheetPark
    offer: SheetOffer | None
    listing: SheetListing | None
    industries: list[IndustryName]
    conditions: SheetConditions | None
    utilities: list[SheetUtility]
    roads: list[SheetRoad]
    neighbours: list[Neighbour]
    geometry: dict[str, Any] = Field(description="GeoJSON, lon lat in CGCS2000 (EPSG:4490)")
    bbox: Bbox
    road_lines: list[RoadLine] | None
    premises: SheetPremises | None
    distances: list[SheetDistance]
    assessments: list[SheetAssessment]
    chain: list[SheetChain]
    photos: list[SheetPhoto]
