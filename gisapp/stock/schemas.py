"""What the routes of the stock of land take and give: planar areas in ㎡, shapes as GeoJSON in EPSG:4490 (lon, lat), shares as fractions."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark
from gisapp.kernel.bounds import Id, Ordinal
from gisapp.kernel.crs import Bbox
from gisapp.land.terms import ComplianceState
from gisapp.stock.terms import ApprovalKind, CutMethod, CutSide, PartUse, StockClass, StockDetail, StockRate

Reason = Annotated[str, Field(min_length=2, max_length=500)]
Name = Annotated[str, Field(max_length=60)]
Ids = Annotated[list[Id], Field(max_length=50)]
Seen = Annotated[str, Field(max_length=400, description="the division as it was shown")]
Square = Annotated[Decimal, Field(gt=0, max_digits=16, decimal_places=2)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PatchItem(InPark):
    """`area_m2`: of the drawn patch; `plot_area_m2`: of its plot by the register, as every other screen shows it (None: no plot)."""

    id: int
    plot_id: int | None
    plot_no: str | None
    part_no: int | None
    origin: str
    stock_class: StockClass
    detail: StockDetail
    proposed_class: StockClass
    is_decided: bool
    compliance: ComplianceState
    land_use_code: str | None
    label_zh: str
    reason_zh: str
    reason_en: str
    area_m2: float
    plot_area_m2: float | None
    since: date
    bbox: Bbox


class PatchList(BaseModel):
    as_of: date
    total: int
    area_m2: float
    items: list[PatchItem]


class ClassSum(BaseModel):
    stock_class: StockClass
    patch_count: int
    area_m2: float


class DetailSum(ClassSum):
    detail: StockDetail


class ParkSum(InPark):
    classes: list[ClassSum]
    patch_count: int
    area_m2: float


class Ladder(BaseModel):
    """`is_stale`: facts have changed since the patches were worked out."""

    as_of: date
    parks: list[ParkSum]
    totals: list[ClassSum]
    details: list[DetailSum]
    patch_count: int
    area_m2: float
    is_stale: bool


class ParkIdentity(InPark):
    park_m2: float
    patch_m2: float
    patch_count: int
    gap_m2: float
    overlap_m2: float
    unclassified_m2: float
    is_stale: bool
    refreshed_as_of: date | None
    refreshed_at: datetime | None
    passes: bool
    findings: list[dict[str, Any]]


class Identity(BaseModel):
    as_of: date
    passes: bool
    tolerance_m2: float
    parks: list[ParkIdentity]


class RateAnswer(BaseModel):
    key: StockRate
    value: float | None
    numerator_m2: float
    denominator_m2: float
    numerator_zh: str
    denominator_zh: str
    definition_zh: str
    numerator_en: str
    denominator_en: str
    definition_en: str
    basis: str
    confirmed: bool
    limit: float | None
    is_short: bool


class DefinitionAnswer(BaseModel):
    id: int
    stock_class: StockClass
    definition_zh: str
    definition_en: str
    land_use_codes: list[str]
    basis: str
    confirmed: bool
    recorded_by_name: str
    effective_from: date
    effective_to: date | None
    holds: bool = True


class PatchSpan(BaseModel):
    id: int
    since: date
    until: date | None
    stock_class: StockClass
    detail: StockDetail
    reason_zh: str
    reason_en: str
    area_m2: float


class PatchSheet(PatchItem):
    as_of: date
    basis: str
    inputs: dict[str, Any]
    geometry: dict[str, Any]
    definition: DefinitionAnswer | None
    history: list[PatchSpan]


class PartAnswer(BaseModel):
    id: int
    part_no: int
    name_zh: str
    use: PartUse
    stock_class: StockClass | None
    reason: str
    evidence_ids: list[int]
    recorded_by_name: str
    valid_from: date
    area_m2: float
    geometry: dict[str, Any]


class PlotStock(BaseModel):
    plot_id: int
    as_of: date
    area_m2: float
    seen: str
    items: list[PatchItem]
    parts: list[PartAnswer]
    is_stale: bool


class CutBody(Strict):
    method: CutMethod
    part_no: Ordinal | None = None
    geometry: dict[str, Any] | None = None
    area_m2: Annotated[float | None, Field(gt=0)] = None
    side: CutSide = CutSide.NORTH


class PieceAnswer(BaseModel):
    geometry: dict[str, Any]
    area_m2: float


class CutPreview(BaseModel):
    plot_id: int
    part_no: int | None
    seen: str
    pieces: list[PieceAnswer]


class PartBody(Strict):
    name_zh: Name = ""
    use: PartUse
    stock_class: StockClass | None = None


class DivisionBody(Strict):
    cut: CutBody
    parts: Annotated[list[PartBody], Field(min_length=2, max_length=20)]
    seen: Seen
    valid_from: date | None = None
    reason: Reason
    evidence_ids: Ids = []


class PartRevision(PartBody):
    seen: Seen
    valid_from: date | None = None
    reason: Reason
    evidence_ids: Ids = []


class Undivision(Strict):
    seen: Seen
    valid_from: date | None = None
    reason: Reason


class DecisionBody(PartBody):
    valid_from: date | None = None
    reason: Reason
    evidence_ids: Ids = []


class DefinitionBody(Strict):
    stock_class: StockClass
    definition_zh: Annotated[str, Field(min_length=4, max_length=500)]
    definition_en: Annotated[str, Field(max_length=500)] = ""
    land_use_codes: Annotated[list[Annotated[str, Field(max_length=8)]], Field(max_length=40)] = []
    basis: Annotated[str, Field(min_length=2, max_length=300)]
    confirmed: bool = False
    valid_from: date | None = None
    reason: Reason


class ApprovalBody(Strict):
    kind: ApprovalKind
    approval_no: Annotated[str, Field(min_length=2, max_length=64)]
    title: Annotated[str, Field(min_length=2, max_length=120)]
    authority: Annotated[str, Field(max_length=120)] = ""
    approved_on: date
    valid_to: date | None = None
    area_m2: Square
    geometry: dict[str, Any] | None = None
    remark: Annotated[str, Field(max_length=500)] = ""
    evidence_ids: Ids = []


class ApprovalCorrection(ApprovalBody):
    reason: Reason


class Withdrawal(Strict):
    reason: Reason


class ApprovalAnswer(BaseModel):
    id: int
    kind: ApprovalKind
    approval_no: str
    title: str
    authority: str
    approved_on: date
    valid_to: date | None
    holds: bool
    area_m2: float
    drawn_m2: float | None
    supplied_m2: float
    public_m2: float
    parks: list[str] | None
    remark: str
    evidence_ids: list[int]
    recorded_by_name: str
    bbox: Bbox
    findings: list[dict[str, Any]]


class ApprovalSheet(ApprovalAnswer):
    geometry: dict[str, Any]
    evidence: list[dict[str, Any]]


class Figures(BaseModel):
    line: str
    opening_m2: float
    came_m2: float
    extended_m2: float
    reused_m2: float
    recovered_m2: float
    annulled_m2: float
    went_m2: float
    closing_m2: float


class ReportAnswer(BaseModel):
    id: int
    sequence: int
    reason: str
    frozen_on: date
    frozen_by_name: str
    frozen_at: datetime
    sha256: str
    is_intact: bool
    figures: list[Figures]


class DeviationAnswer(BaseModel):
    park_code: str
    line: str
    frozen_m2: float
    now_m2: float
    difference_m2: float


class MonthAnswer(BaseModel):
    month: date
    until: date
    is_complete: bool
    now: list[Figures]
    reports: list[ReportAnswer]
    deviations: list[DeviationAnswer]


class Months(BaseModel):
    as_of: date
    park_code: str | None
    lines: list[str]
    months: list[MonthAnswer]


class ParkFigures(Figures):
    park_code: str


class MoveAnswer(BaseModel):
    park_code: str
    plot_id: int | None
    plot_no: str | None
    from_class: StockClass | None
    to_class: StockClass | None
    area_m2: float


class MonthSheet(BaseModel):
    month: date
    until: date
    rows: list[ParkFigures]
    moves: list[MoveAnswer]


class FreezeBody(Strict):
    month: date
    reason: Annotated[str, Field(max_length=500)] = ""


class Refreshed(BaseModel):
    parks: int
    patches: int
    closed: int
    written: int
