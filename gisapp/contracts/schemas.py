"""What the routes of contracts take and answer. Areas in ㎡, money in yuan, shares as fractions, lengths in metres, times as named."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark, Labels, OfParty, OnPlot
from gisapp.commitments.schemas import ExplainedCommitment
from gisapp.contracts.terms import ContractEnd, ContractProgress, ContractState
from gisapp.evidence.routes import EvidenceAnswer
from gisapp.kernel.bounds import Id, VersionNo
from gisapp.kernel.crs import Bbox
from gisapp.kernel.plot_fields import ConditionsBody
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.standard_terms import LandInstrument, ObligationKind, SupplementCause
from gisapp.supply.listing_terms import ListingMethod, TermKind

Words = Annotated[str, Field(max_length=200)]
Paragraph = Annotated[str, Field(max_length=2000)]
Number = Annotated[str, Field(min_length=1, max_length=80)]
Yuan = Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]
Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=5, decimal_places=4)]
Permille = Annotated[Decimal, Field(ge=0, le=1000, max_digits=6, decimal_places=3)]
Metres = Annotated[Decimal, Field(ge=-1000, le=10_000, max_digits=8, decimal_places=2)]
EvidenceIds = Annotated[list[Id], Field(max_length=40)]


class InstalmentBody(BaseModel):
    model_config = ConfigDict(extra="forbid")
    due_on: date
    amount_yuan: Yuan


class PromiseBody(BaseModel):
    """A promise as it is written: 300 wan_per_mu is stored as 4500 元/㎡. Without a direction: the indicator's own."""

    model_config = ConfigDict(extra="forbid")
    indicator: str
    direction: str | None = Field(default=None, pattern="^(at_least|at_most)$")
    value: Annotated[Decimal, Field(ge=0, max_digits=20, decimal_places=8)]
    unit: str
    basis: Annotated[str, Field(min_length=1, max_length=200)] = "履约监管协议"


class ContractConditions(ConditionsBody):
    """Bounds as agreed (第七条) and the floor area; what is left out is not set."""

    floor_area_m2: Annotated[Decimal, Field(gt=0, max_digits=16, decimal_places=2)] | None = None


class TermsBody(BaseModel):
    """The dated part of a contract. No start date: it follows from the handover; no attainment: the end of the initial period."""

    model_config = ConfigDict(extra="forbid")
    handover_on: date | None
    start_on: date | None
    completion_on: date | None
    production_on: date | None
    initial_period_months: Annotated[int, Field(ge=0, le=240)] | None
    attainment_on: date | None = None
    price_yuan: Yuan
    instalments: Annotated[list[InstalmentBody], Field(max_length=24)]
    promises: Annotated[list[PromiseBody], Field(max_length=28)]
    conditions: ContractConditions = ContractConditions()
    evidence_ids: EvidenceIds = []


class ContractBody(TermsBody):
    """A contract as it is signed, or an allotment decision as it was issued (`instrument`): that one has no term, method or deposit."""

    plot_id: Id
    party_id: Id
    allocation_id: Id | None = None
    contract_no: Number
    signed_on: date
    area_m2: Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]
    instrument: LandInstrument = LandInstrument.GRANT
    term_years: Annotated[int, Field(ge=1, le=70)] | None = None
    term_kind: TermKind = TermKind.FULL
    term_from: date | None = None
    method: ListingMethod | None = None
    supervision_no: Words = ""
    project_name: Words = ""
    industry_code: Annotated[str, Field(max_length=8)] = ""
    real_estate_unit_no: Words = ""
    location: Words = ""
    land_use_scheme: Words = ""
    land_use_code: Words = ""
    boundary_annex: Words = ""
    instalment_interest: Words = ""
    handover_conditions: Paragraph = ""
    use_change: Paragraph = ""
    dispute: Words = ""
    approval_authority: Words = ""
    supervision_agreement_no: Words = ""
    commitment_letter_no: Words = ""
    source: Words = ""
    upper_limit_m: Metres | None = None
    lower_limit_m: Metres | None = None
    investment_yuan: Yuan | None = None
    performance_bond_yuan: Yuan | None = None
    deposit_yuan: Yuan | None = None
    late_payment_permille: Permille | None = None
    late_start_permille: Permille | None = None
    late_completion_permille: Permille | None = None
    late_handover_permille: Permille | None = None
    extension_asked_days_ahead: Annotated[int, Field(ge=0, le=3650)] | None = None
    extension_months_max: Annotated[int, Field(ge=0, le=240)] | None = None
    transfer_invested_share: Share | None = None


class SupplementBody(TermsBody):
    """A supplement: the dated terms as they read after it, why, who caused it, and what proves that."""

    supplement_no: Number
    signed_on: date
    requested_on: date | None = None
    cause: SupplementCause
    reason: Paragraph
    expected_version_no: VersionNo | None = None


class EndBody(BaseModel):
    model_config = ConfigDict(extra="forbid")
    ended_on: date
    kind: ContractEnd
    reason: Paragraph
    evidence_ids: EvidenceIds


class Checked(BaseModel):
    findings: list[dict[str, Any]]


class Side(BaseModel):
    due_on: date
    value_zh: str | None
    amount_yuan: float | None


class ChangeAnswer(Labels):
    key: str
    kind: ObligationKind
    before: Side | None
    after: Side | None


class SupplementPreviewAnswer(Checked):
    changes: list[ChangeAnswer]


class Signed(BaseModel):
    id: int
    version_no: int = 1


class ContractItem(InPark, OnPlot, OfParty):
    """One contract as it stands on the day; `bbox` of its plot in lon, lat."""

    id: int
    instrument: LandInstrument
    contract_no: str
    supervision_no: str | None
    bbox: Bbox
    project_name: str
    industry_code: str | None
    signed_on: date
    method: ListingMethod | None
    term_kind: TermKind
    term_years: int | None
    area_m2: float
    price_yuan: float | None
    version_no: int | None
    state: ContractState
    ended_on: date | None
    end_kind: ContractEnd | None
    progress: ContractProgress
    duties: int
    kept: int
    late: int
    broken: int
    waived: int
    not_yet_due: int
    overdue: int
    next_on: date | None
    next_label_zh: str | None
    next_label_en: str | None
    next_key: str | None
    next_kind: ObligationKind | None


class ContractTotals(BaseModel):
    total: int
    area_m2: float
    price_yuan: float
    without_price: int = Field(description="Contracts whose price is unknown: not in the sum")
    duties: int
    kept: int
    with_overdue: int
    overdue: int


class ContractList(BaseModel):
    as_of: date
    totals: ContractTotals
    items: list[ContractItem]


class OpenAllocation(OnPlot):
    """A live decision without a contract."""

    allocation_id: int
    listing_no: str
    park_code: str
    park_name_zh: str
    party_name_zh: str
    project_name: str
    price_yuan: float
    decided_on: date
    result_until: date | None


class InstalmentAnswer(BaseModel):
    number: int
    due_on: date
    amount_yuan: float


class PromiseAnswer(BaseModel):
    indicator: Indicator
    direction: Direction
    value: float
    unit: str
    value_zh: str
    basis: str


class TermsAnswer(BaseModel):
    handover_on: date | None
    start_on: date | None
    completion_on: date | None
    production_on: date | None
    initial_period_months: int | None
    attainment_on: date | None
    price_yuan: float
    instalments: list[InstalmentAnswer]
    promises: list[PromiseAnswer]


class ConditionChange(BaseModel):
    name: str
    before: Any
    after: Any


class VersionAnswer(BaseModel):
    """One version of the contract with what it changed against the one before."""

    id: int
    version_no: int
    holds_from: date
    supplement_no: str | None
    requested_on: date | None
    cause: SupplementCause | None
    reason: str
    recorded: datetime
    recorded_by_name: str
    conditions: dict[str, Any]
    notes: dict[str, str]
    terms: TermsAnswer
    evidence: list[EvidenceAnswer]
    changes: list[ChangeAnswer]
    condition_changes: list[ConditionChange]


class ContractSheet(InPark, OnPlot, OfParty):
    """Everything about one contract on a day."""

    id: int
    instrument: LandInstrument
    contract_no: str
    bbox: Bbox
    credit_code: str | None
    listing_id: int | None
    listing_no: str | None
    allocation_id: int | None
    application_id: int | None
    signed_on: date
    method: ListingMethod | None
    term_kind: TermKind
    term_years: int | None
    term_from: date | None
    area_m2: float
    price_yuan: float | None
    unit_price_yuan_per_m2: float | None
    deposit_yuan: float | None
    investment_yuan: float | None
    performance_bond_yuan: float | None
    supervision_no: str | None
    project_name: str
    industry_code: str | None
    industry_named_code: str | None = Field(
        description="The code whose name is given: the code itself or what it belongs to"
    )
    industry_name_zh: str | None
    industry_name_en: str | None
    real_estate_unit_no: str | None
    parcel_no: str | None
    location: str | None
    boundary_version_no: int | None
    boundary_annex: str | None
    upper_limit_m: float | None
    lower_limit_m: float | None
    land_use_scheme: str | None
    land_use_code: str | None
    land_use_name_zh: str | None
    land_use_name_en: str | None
    instalment_interest: str
    handover_conditions: str
    late_payment_permille: float | None
    late_start_permille: float | None
    late_completion_permille: float | None
    late_handover_permille: float | None
    extension_asked_days_ahead: int | None
    extension_months_max: int | None
    use_change: str
    transfer_invested_share: float | None
    dispute: str
    approval_authority: str
    supervision_agreement_no: str | None
    commitment_letter_no: str | None
    source: str
    ended_on: date | None
    end_kind: ContractEnd | None
    end_reason: str
    version_no: int
    versions: list[VersionAnswer]
    obligations: list[ExplainedCommitment]
    evidence: list[EvidenceAnswer]
    end_evidence: list[EvidenceAnswer]


class DraftSource(BaseModel):
    """The rulebook entry that filled in a field of a draft; `confirmed` false = nobody has compared it with its text yet."""

    code: str
    basis: str
    effective_from: date
    confirmed: bool


class DraftAnswer(OnPlot):
    """A contract filled in as far as it is known; the form starts from it. Names as in ContractBody; `rests_on` by field."""

    party_name_zh: str | None
    values: dict[str, Any]
    rests_on: dict[str, DraftSource]
