"""Bodies and answers of measures of reuse; money in yuan, areas in square metres, per mu in 万元/亩."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark, Named, OnPlot, Performed
from gisapp.evidence.routes import EvidenceAnswer
from gisapp.idle_cases.terms import CaseState, Measure
from gisapp.kernel.bounds import Id, Year
from gisapp.land.terms import ComplianceState, DevelopmentState, LandControl, Stage, SupplyState
from gisapp.reuse.terms import (
    ReuseDirection,
    ReuseFigureSource,
    ReuseMeasure,
    ReuseMilestoneKind,
    ReuseMilestoneState,
    ReuseOrigin,
    ReuseRoad,
    ReuseSide,
    ReuseStage,
)


def _one_of(values: tuple[str, ...]) -> Any:
    return Field(pattern=f"^({'|'.join(values)})$")


MeasureName = Annotated[str, _one_of(ReuseMeasure.values())]
OriginName = Annotated[str, _one_of(ReuseOrigin.values())]
StageName = Annotated[str, _one_of(ReuseStage.values())]
MilestoneKind = Annotated[str, _one_of(ReuseMilestoneKind.values())]
Direction = Annotated[str, _one_of(ReuseDirection.values())]
Side = Annotated[str, _one_of(ReuseSide.values())]
Area = Annotated[Decimal, Field(gt=0, max_digits=16, decimal_places=2)]
Money = Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]
EvidenceIds = Annotated[list[Id], Field(max_length=50)]
Reason = Annotated[str, Field(min_length=2, max_length=500)]
Text = Annotated[str, Field(max_length=500)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ChangeAnswer(BaseModel):
    """One line of before and after; `ratio` compares per mu for money, else the values, and is null where a side is not known."""

    name: str
    before: float | None
    after: float | None
    per_mu_before: float | None
    per_mu_after: float | None
    ratio: float | None


class MeasureAnswer(InPark):
    """A measure on a day. `next_due_on` is the next day to keep: a milestone or a target."""

    id: int
    reuse_no: str
    plot_id: int
    plot_no: str | None
    plot_area_m2: float | None
    is_live: bool | None
    measure: ReuseMeasure
    road: ReuseRoad
    origin: ReuseOrigin
    case_id: int | None
    case_no: str | None
    case_state: CaseState | None
    origin_note: str
    title_zh: str
    reason_zh: str
    officer_name: str
    stage: ReuseStage
    since: date
    area_m2: float
    is_whole: bool
    target_m2: float | None
    target_investment_yuan: float | None
    target_output_yuan: float | None
    target_tax_yuan: float | None
    release_by: date | None
    reuse_by: date | None
    released_m2: float | None
    released_on: date | None
    prepared_on: date | None
    resupplied_on: date | None
    reused_on: date | None
    next_due_on: date | None
    days_left: int | None
    is_overdue: bool
    is_soon: bool
    is_open: bool
    left_names_zh: str | None
    came_names_zh: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    comparison: list[ChangeAnswer]
    registered_by_name: str


class BoardCell(BaseModel):
    measure: ReuseMeasure
    stage: ReuseStage
    count: int


class MeasureListAnswer(BaseModel):
    """The list with its sums: what it is about, what was released, what is in use again (㎡)."""

    items: list[MeasureAnswer]
    total: int
    area_m2: float
    released_m2: float
    reused_m2: float
    overdue: int
    by_stage: dict[ReuseStage, int]
    by_measure: dict[ReuseMeasure, int]
    board: list[BoardCell]


class StepAnswer(Performed):
    id: int
    sequence: int
    from_stage: ReuseStage | Literal[""]
    stage: ReuseStage
    taken_on: date
    released_m2: float | None
    contract_id: int | None
    contract_no: str | None
    reason: str
    evidence: list[EvidenceAnswer]
    taken_back_reason: str | None
    taken_back_by: str | None
    taken_back_at: datetime | None


class TargetAnswer(BaseModel):
    version_no: int
    holds_from: date
    release_m2: float | None
    investment_yuan: float | None
    output_yuan: float | None
    tax_yuan: float | None
    compensation_yuan: float | None
    release_by: date | None
    reuse_by: date | None
    reason: str
    evidence: list[EvidenceAnswer]
    actor_name: str


class MilestoneEntryAnswer(BaseModel):
    sequence: int
    act: str
    entered_on: date
    due_on: date | None
    done_on: date | None
    reason: str
    evidence: list[EvidenceAnswer]
    actor_name: str


class MilestoneAnswer(BaseModel):
    """`late_days`: the worst it was late by the day that then held, also before it was moved."""

    id: int
    kind: ReuseMilestoneKind
    title_zh: str
    state: ReuseMilestoneState
    due_on: date
    done_on: date | None
    days_left: int | None
    late_days: int
    moves: int
    entries: list[MilestoneEntryAnswer]


class MovedPartyAnswer(Named):
    id: int
    direction: ReuseDirection
    party_id: int
    credit_code: str | None
    moved_on: date
    area_m2: float | None
    industry_zh: str
    note: str
    evidence: list[EvidenceAnswer]
    actor_name: str
    taken_back_reason: str | None
    taken_back_by: str | None


class FiguresAnswer(Performed):
    id: int
    side: ReuseSide
    year: int
    area_m2: float
    floor_area_m2: float | None
    investment_yuan: float | None
    output_yuan: float | None
    tax_yuan: float | None
    value_added_yuan: float | None
    staff: int | None
    source: ReuseFigureSource
    source_zh: str
    evidence: list[EvidenceAnswer]
    taken_back_reason: str | None
    taken_back_by: str | None


class YearlyAnswer(BaseModel):
    """What the yearly figures say of the plot, to be taken over as one side."""

    year: int
    area_m2: float
    floor_area_m2: float | None
    output_yuan: float | None
    tax_yuan: float | None
    value_added_yuan: float | None
    staff: int | None
    source_zh: str


class OpenStep(BaseModel):
    stage: ReuseStage
    needs_evidence: bool
    needs_reason: bool
    needs_area: bool
    needs_left: bool
    needs_came: bool
    needs_after: bool


class MeasureSheetAnswer(MeasureAnswer):
    basis: str
    basis_confirmed: bool
    note_zh: str
    evidence: list[EvidenceAnswer]
    steps: list[StepAnswer]
    targets: list[TargetAnswer]
    parties: list[MovedPartyAnswer]
    figures: list[FiguresAnswer]
    milestones: list[MilestoneAnswer]
    yearly_figures: list[YearlyAnswer]
    layout: dict[str, Any]
    open_steps: list[OpenStep]


class SpecAnswer(BaseModel):
    measure: ReuseMeasure
    road: ReuseRoad
    basis: str
    confirmed: bool
    note_zh: str


class StartAnswer(InPark, OnPlot):
    """What a new measure on a plot starts from."""

    area_m2: float
    stage: Stage | None
    supply: SupplyState | None
    development: DevelopmentState | None
    compliance: ComplianceState | None
    land_control: LandControl | None
    holders: list[dict[str, Any]]
    case_id: int | None
    case_no: str | None
    case_state: CaseState | None
    case_measure: Measure | None
    case_area_m2: float | None
    running: list[dict[str, Any]]
    proposed_measure: ReuseMeasure | None
    proposed_origin: ReuseOrigin
    origin_note: str
    measures: list[SpecAnswer]


class TargetsBody(Strict):
    release_m2: Area | None = None
    investment_yuan: Money | None = None
    output_yuan: Money | None = None
    tax_yuan: Money | None = None
    compensation_yuan: Money | None = None
    release_by: date | None = None
    reuse_by: date | None = None


class NewMeasure(Strict):
    plot_id: Id
    measure: MeasureName
    origin: OriginName
    planned_on: date
    title_zh: Annotated[str, Field(max_length=200)] = ""
    case_id: Id | None = None
    origin_note: Text = ""
    reason_zh: Text = ""
    area_m2: Area | None = None
    geometry: dict[str, Any] | None = Field(default=None, description="GeoJSON MultiPolygon or Polygon, EPSG:4490")
    officer_name: Annotated[str, Field(max_length=100)] = ""
    evidence_ids: EvidenceIds = Field(default_factory=list)
    targets: TargetsBody = Field(default_factory=TargetsBody)


class TargetRevision(TargetsBody):
    holds_from: date | None = None
    reason: Reason
    evidence_ids: EvidenceIds = Field(default_factory=list)


class StepBody(Strict):
    stage: StageName
    taken_on: date
    released_m2: Area | None = None
    contract_id: Id | None = None
    close_case: bool = False
    reason: Text = ""
    evidence_ids: EvidenceIds = Field(default_factory=list)


class YearlyBody(Strict):
    side: Side
    year: Year


class StepTaken(BaseModel):
    """What was remarked on the way."""

    findings: list[dict[str, Any]]


class WithReason(Strict):
    reason: Reason


class MilestoneBody(Strict):
    kind: MilestoneKind
    title_zh: Annotated[str, Field(max_length=200)] = ""
    due_on: date


class MilestoneChange(Strict):
    act: Literal["move", "done", "drop"]
    due_on: date | None = None
    done_on: date | None = None
    reason: Text = ""
    evidence_ids: EvidenceIds = Field(default_factory=list)


class PartyBody(Strict):
    direction: Direction
    party_id: Id
    moved_on: date
    area_m2: Area | None = None
    industry_zh: Annotated[str, Field(max_length=100)] = ""
    note: Text = ""
    evidence_ids: EvidenceIds = Field(default_factory=list)


class FiguresBody(Strict):
    side: Side
    year: Year
    area_m2: Area
    floor_area_m2: Money | None = None
    investment_yuan: Money | None = None
    output_yuan: Money | None = None
    tax_yuan: Money | None = None
    value_added_yuan: Annotated[Decimal, Field(max_digits=16, decimal_places=2)] | None = None
    staff: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    source_zh: Annotated[str, Field(max_length=200)] = ""
    evidence_ids: EvidenceIds = Field(default_factory=list)
