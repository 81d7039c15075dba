"""What the routes of preparation take and give: areas in ㎡, money per area in yuan per ㎡, shares as fractions."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark, Labels, OnPlot, Recorded
from gisapp.kernel.bounds import Id
from gisapp.kernel.crs import Bbox
from gisapp.land.terms import LandControl, ServicingLevel, Stage, SupplyState
from gisapp.preparation.indicator_terms import Direction, Indicator, IndicatorDue
from gisapp.preparation.standard_terms import (
    AssessmentKind,
    AssessmentTerm,
    ClearedLandItem,
    PlotReadiness,
    ReadinessState,
    ReadinessTopic,
    YesNo,
)

Reason = Annotated[str, Field(min_length=2, max_length=500)]
Basis = Annotated[str, Field(min_length=2, max_length=300)]
Note = Annotated[str, Field(max_length=500)]
Ids = Annotated[list[Id], Field(max_length=50)]
Number = Annotated[Decimal, Field(max_digits=18, decimal_places=6, ge=0)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WrittenUnit(Labels):
    unit: str


class IndicatorAnswer(Labels):
    """An indicator: which way is better, when it is checked, and the units in which it may be written, the usual one first."""

    indicator: Indicator
    direction: Direction
    due: IndicatorDue
    units: list[WrittenUnit]


class ShownValue(BaseModel):
    """A value in the canonical unit (`value`), as the document writes it, and in words."""

    value: float
    written_value: float
    written_unit: str
    value_zh: str
    wan_per_mu: float | None
    wan_per_ha: float | None


class RequirementAnswer(ShownValue, Recorded):
    id: int
    indicator: Indicator
    direction: Direction
    industry_code: str
    park_code: str | None
    park_name_zh: str | None
    effective_from: date
    effective_to: date | None
    basis: str
    confirmed: bool
    note: str
    in_force: bool
    applies: bool | None


class DatedAnswer(BaseModel):
    id: int
    effective_from: date
    effective_to: date | None
    basis: str
    confirmed: bool
    note: str
    recorded_by_name: str
    in_force: bool


class BasicSetAnswer(DatedAnswer):
    indicators: list[Indicator]


class DemandAnswer(DatedAnswer):
    servicing_level: ServicingLevel
    assessments: list[AssessmentKind]


class ExampleAnswer(ShownValue):
    place: str
    indicator: Indicator


class TableAnswer(BaseModel):
    """The indicator table on a day; `findings` say what contradicts or is unconfirmed for the industry asked for."""

    day: date
    items: list[RequirementAnswer]
    findings: list[dict[str, Any]]
    basic_sets: list[BasicSetAnswer]
    demands: list[DemandAnswer]
    examples: list[ExampleAnswer]


class NewRequirement(Strict):
    indicator: str
    direction: Direction | None = None
    value: Number
    unit: str
    industry_code: Annotated[str, Field(max_length=6)] = ""
    park_code: str | None = None
    effective_from: date
    effective_to: date | None = None
    basis: Basis
    confirmed: bool = False
    note: Note = ""
    reason: Reason


class Confirmation(Strict):
    basis: Annotated[str, Field(max_length=300)] = ""
    reason: Reason


class Ending(Strict):
    effective_to: date
    reason: Reason


class Papers(Strict):
    effective_from: date
    basis: Basis
    confirmed: bool = False
    note: Note = ""
    reason: Reason


class NewBasicSet(Papers):
    indicators: Annotated[list[str], Field(max_length=30)]


class NewDemands(Papers):
    servicing_level: str
    assessments: Annotated[list[str], Field(max_length=30)]


class AssessmentAnswer(Recorded):
    """`days_left` counts the day itself; `covered_count`, `partly_count` are candidate plots in the caller's parks."""

    id: int
    kind: AssessmentKind
    title: str
    compiled_by: str
    document_no: str
    approved_on: date
    valid_from: date
    valid_to: date | None
    remark: str
    evidence_ids: list[int]
    source: str
    area_ellipsoidal_m2: float
    bbox: Bbox
    park_codes: list[str]
    covered_count: int
    partly_count: int
    term: AssessmentTerm
    days_left: int | None


class AssessmentSheet(AssessmentAnswer):
    geometry: dict[str, Any]
    evidence: list[dict[str, Any]]


class AssessmentBody(Strict):
    """`valid_to` is the first day on which it no longer holds; `geometry` GeoJSON in EPSG:4490 (lon, lat)."""

    kind: str
    title: Annotated[str, Field(min_length=2, max_length=200)]
    compiled_by: Annotated[str, Field(max_length=200)] = ""
    document_no: Annotated[str, Field(min_length=2, max_length=100)]
    approved_on: date
    valid_from: date
    valid_to: date | None = None
    remark: Note = ""
    evidence_ids: Ids = []
    geometry: dict[str, Any] | None = None


class AssessmentCorrection(AssessmentBody):
    reason: Reason


class Withdrawal(Strict):
    reason: Reason


class BoardRow(InPark, OnPlot):
    stage: Stage
    supply: SupplyState
    land_control: LandControl
    area_m2: float
    land_use_code: str | None
    land_use_name_zh: str | None
    state: PlotReadiness
    topics: dict[ReadinessTopic, ReadinessState]
    failed_count: int
    open_count: int
    reason_zh: str
    judged_on: date
    holds_until: date | None
    is_pending: bool
    bbox: Bbox
    record_count: int


class BoardTotal(BaseModel):
    state: PlotReadiness
    plot_count: int
    area_m2: float


class BoardAnswer(BaseModel):
    as_of: date
    items: list[BoardRow]
    totals: list[BoardTotal]
    pending_count: int


class PlotIndicatorAnswer(ShownValue):
    indicator: Indicator
    direction: Direction
    basis: str
    since: date
    recorded_by_name: str


class DisputeAnswer(BaseModel):
    id: int
    title: str
    opened_on: date
    evidence_ids: list[int]
    recorded_by_name: str
    closed_on: date | None
    outcome: str | None
    closing_evidence_ids: list[int]
    closed_by_name: str | None


class RecordLine(BaseModel):
    id: int
    as_of: date
    passed: bool
    made_at: datetime
    made_by_name: str
    version_no: int
    lacking_count: int


class ReadinessSheet(OnPlot):
    """The gate's answer for one plot on a day; `items` and `inputs` have the shape in which records keep them.

    `is_candidate` false: somebody holds the plot, the answer would only matter if it were supplied again.
    """

    park_code: str
    as_of: date
    is_ready: bool
    state: PlotReadiness
    topics: dict[ReadinessTopic, ReadinessState]
    holds_until: date | None
    is_candidate: bool
    is_pending: bool
    items: list[dict[str, Any]]
    inputs: dict[str, Any]
    indicators: list[PlotIndicatorAnswer]
    disputes: list[DisputeAnswer]
    files: list[dict[str, Any]]
    records: list[RecordLine]


class RecordSheet(BaseModel):
    id: int
    plot_id: int
    plot_version_id: int
    as_of: date
    passed: bool
    items: list[dict[str, Any]]
    inputs: dict[str, Any]
    made_at: datetime
    made_by_name: str


class RecordBody(Strict):
    as_of: date | None = None
    reason: Annotated[str, Field(max_length=500)] = ""


class AnswerBody(Strict):
    item: ClearedLandItem
    answer: YesNo
    remark: Note = ""
    evidence_ids: Ids = []
    valid_from: date | None = None


class DisputeBody(Strict):
    title: Annotated[str, Field(min_length=2, max_length=200)]
    opened_on: date
    evidence_ids: Ids = []


class SettlementBody(Strict):
    closed_on: date
    outcome: Annotated[str, Field(min_length=2, max_length=500)]
    evidence_ids: Ids


class PlotIndicatorBody(Strict):
    indicator: str
    direction: Direction | None = None
    value: Number
    unit: str
    basis: Basis
    valid_from: date | None = None
    reason: Annotated[str, Field(max_length=500)] | None = None


class IndicatorEnd(Strict):
    indicator: str
    direction: Direction
    valid_from: date | None = None
    reason: Reason


class FromTable(Strict):
    valid_from: date | None = None


class Taken(BaseModel):
    count: int


class Refreshed(BaseModel):
    judged: int
