"""Bodies and answers of plans, announcements, applications and decisions. Money in yuan, areas in ㎡."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gisapp.api.answers import InPark, OnPlot
from gisapp.kernel.bounds import Id, Year
from gisapp.preparation.standard_terms import YesNo
from gisapp.supply.listing_terms import (
    AllocationState,
    ApplicationState,
    ListingMethod,
    ListingState,
    PipelineColumn,
    TermKind,
)

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Needed = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=500)]
Yuan = Annotated[Decimal, Field(ge=0, lt=Decimal(10) ** 14, max_digits=16, decimal_places=2)]
Ids = Annotated[list[Id], Field(max_length=50)]
Method = Literal["listing", "auction", "tender", "agreement"]
Answer3 = Literal["yes", "no", "unknown"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PlanBody(Strict):
    year: Year
    title: Needed
    document: Text = ""
    approved_on: date | None = None


class PlanItemBody(Strict):
    plot_id: Id
    planned_quarter: int = Field(ge=1, le=4)
    planned_method: Method = "listing"
    industry_codes: list[Text] = Field(default=[], max_length=40)
    note: Text = ""


class RankingBody(Strict):
    class Step(Strict):
        key: Literal["price", "score", "indicator", "received", "drawn_lot"]
        indicator: str | None = None

    steps: list[Step] = Field(min_length=1, max_length=8)
    weights: dict[str, Decimal] = {}
    cap: Decimal = Field(default=Decimal("1.5"), ge=1, le=100)


class ListingBody(Strict):
    listing_no: Needed
    method: Method
    term_kind: TermKind
    term_years: int = Field(ge=1, le=70)
    lease_years: int | None = Field(default=None, ge=1, le=70)
    start_price_yuan: Yuan | None = None
    deposit_yuan: Yuan | None = None
    announced_on: date | None = None
    applications_from: date | None = None
    applications_until: date | None = None
    opens_on: date | None = None
    decided_from: date | None = None
    industry_codes: list[Text] = Field(default=[], max_length=40)
    latest_start_on: date | None = None
    latest_completion_on: date | None = None
    latest_production_on: date | None = None
    conditions_zh: Paragraph = ""
    contact_zh: Text = ""
    contact_phone: Text = ""
    ranking: RankingBody
    plan_item_id: Id | None = None


class NewListing(ListingBody):
    plot_id: Id


class PublishBody(Strict):
    evidence_ids: Ids = []
    reason: Text = ""


class EndBody(Strict):
    on: date
    reason: Reason


class WithdrawBody(EndBody):
    """`as_mistake`: it should never have been published."""

    as_mistake: bool = False


class MistakeBody(Strict):
    reason: Reason


class ReofferBody(Strict):
    listing_no: Needed


class PromiseBody(Strict):
    indicator: str
    value: Decimal = Field(ge=0, lt=Decimal(10) ** 12)
    unit: str


class ApplicationBody(Strict):
    project_name: Needed
    industry_code: Text = ""
    investment_yuan: Yuan | None = None
    output_yuan: Yuan | None = None
    tax_yuan: Yuan | None = None
    value_added_yuan: Yuan | None = None
    energy_tce: Decimal | None = Field(default=None, ge=0, lt=10**10)
    floor_area_m2: Decimal | None = Field(default=None, ge=0, lt=10**10)
    start_on: date | None = None
    completion_on: date | None = None
    production_on: date | None = None
    bid_yuan: Yuan | None = None
    idle_answer: Answer3 = "unknown"
    honesty_answer: Answer3 = "unknown"
    promises: list[PromiseBody] = Field(default=[], max_length=20)
    received_at: datetime | None = None
    note: Paragraph = ""
    evidence_ids: Ids = []


class NewApplication(ApplicationBody):
    party_id: Id


class ReasonBody(Strict):
    reason: Reason


class LotsBody(Strict):
    drawn_on: date
    lots: dict[Id, Id]
    witness: Needed
    evidence_ids: Ids = Field(min_length=1)


class DecisionBody(Strict):
    decided_on: date
    minutes: Paragraph
    application_id: Id | None = None
    price_yuan: Yuan | None = None
    chair: Text = ""
    attendees: Paragraph = ""
    venue: Text = ""
    contract_until: date | None = None
    evidence_ids: Ids = []


class ResultBody(Strict):
    published_on: date
    until: date | None = None
    media: Needed
    evidence_ids: Ids = []


class SupplyPlanItem(OnPlot):
    """A line of a plan; `listing_no` = the newest announcement that came of it."""

    id: int
    park_code: str
    planned_quarter: int
    planned_method: ListingMethod
    industry_codes: list[str]
    note: str
    area_m2: float
    listing_no: str | None


class SupplyPlan(BaseModel):
    """The supply plan of a year with its lines in the caller's parks."""

    id: int
    year: int
    title: str
    document: str
    approved_on: date | None
    recorded_by_name: str
    items: list[SupplyPlanItem]


class PipelineColumnAnswer(BaseModel):
    column: PipelineColumn
    count: int
    area_m2: float


class PipelineRow(InPark, OnPlot):
    """A line of the plan (listing_id None) or an announcement, as it stood on the day asked for; `pipeline` is its column."""

    listing_id: int | None
    plan_item_id: int | None
    listing_no: str | None
    method: ListingMethod
    term_kind: TermKind | None
    term_years: int | None
    start_price_yuan: float | None
    deposit_yuan: float | None
    announced_on: date | None
    applications_from: date | None
    applications_until: date | None
    opens_on: date | None
    decided_from: date | None
    industry_codes: list[str]
    state: ListingState | Literal["plan"]
    pipeline: PipelineColumn
    year: int
    planned_quarter: int | None
    plan_title: str | None
    area_m2: float
    land_use_code: str | None
    application_count: int
    admitted: int
    refused: int
    allocation_id: int | None
    decided_on: date | None
    price_yuan: float | None
    winner_name_zh: str | None
    result_published_on: date | None
    result_until: date | None
    contract_id: int | None
    contract_no: str | None
    signed_on: date | None
    ended_on: date | None
    end_reason: str
    reoffer_of: int | None
    next_zh: str
    next_en: str
    next_on: date | None
    days_left: int | None


class PipelineAnswer(BaseModel):
    as_of: date
    total: int
    total_area_m2: float
    columns: list[PipelineColumnAnswer]
    years: list[int]
    items: list[PipelineRow]


class ApplicationAnswer(BaseModel):
    id: int
    number: int
    party_id: int
    party_name_zh: str
    credit_code: str | None
    project_name: str
    industry_code: str
    investment_yuan: float | None
    output_yuan: float | None
    tax_yuan: float | None
    value_added_yuan: float | None
    energy_tce: float | None
    floor_area_m2: float | None
    start_on: date | None
    completion_on: date | None
    production_on: date | None
    bid_yuan: float | None
    idle_answer: YesNo
    honesty_answer: YesNo
    note: str
    received_at: datetime
    received_by_name: str
    state: ApplicationState
    withdrawn_on: date | None
    promises: dict[str, str] = Field(description="Canonical unit, exact as text")
    admission: dict[str, Any] | None
    evidence: list[dict[str, Any]]


class AllocationAnswer(BaseModel):
    id: int
    application_id: int
    application_number: int
    party_name_zh: str
    credit_code: str | None
    price_yuan: float
    decided_on: date
    minutes: str
    chair: str
    attendees: str
    venue: str
    contract_until: date | None
    ranking: dict[str, Any]
    decided_at: datetime
    decided_by_name: str
    state: AllocationState
    ended_on: date | None
    end_reason: str
    result: dict[str, Any] | None
    contract_no: str | None
    evidence: list[dict[str, Any]]


class LandOrigin(BaseModel):
    """The measure of reuse that released this land, and the idle case it came from."""

    measure_id: int
    reuse_no: str
    measure: str
    origin: str
    case_id: int | None
    case_no: str | None
    stage: str
    since: date
    released_m2: float | None


class ListingSheet(PipelineRow):
    """Everything about one announcement; what was announced comes from its snapshot, of a draft from the plot as it is."""

    lease_years: int | None
    mistake_reason: str | None
    conditions_zh: str
    contact_zh: str
    contact_phone: str
    ranking_rule: dict[str, Any]
    latest_start_on: date | None
    latest_completion_on: date | None
    latest_production_on: date | None
    published_at: datetime | None
    published_by_name: str | None
    created_at: datetime
    created_by_name: str
    readiness: dict[str, Any] | None
    evidence: list[dict[str, Any]]
    chain: list[dict[str, Any]]
    origins: list[LandOrigin]
    plot: dict[str, Any]
    conditions: dict[str, Any] | None
    requirements: list[dict[str, Any]]
    delivery_on: date | None
    entries: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    clock: list[dict[str, Any]]
    applications: list[ApplicationAnswer]
    comparison: dict[str, Any] | None
    allocation: AllocationAnswer | None


class ListingDefaults(BaseModel):
    """What a new announcement of a plot would start from: its public terms, the earliest days, the next number."""

    listing_no: str
    start_price_yuan: float | None
    industry_codes: list[str]
    contact_zh: str
    contact_phone: str
    announced_on: date
    applications_from: date
    applications_until: date
    opens_on: date
    decided_from: date
    deposit_share_min: float
    plan_item_id: int | None
    requirements: list[dict[str, Any]]
    conditions: dict[str, Any] | None
