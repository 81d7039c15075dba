"""Bodies and answers of land use: low efficiency, floor area and room left, cost of idling, the four figures, a plot's sheet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark, Labels, OnPlot
from gisapp.land.terms import DevelopmentState, Stage
from gisapp.performance.schema_numbers import AreaOrNone
from gisapp.performance.schemas import EvidenceIds, FigureAnswer, FindingAnswer, LeagueRow, Words
from gisapp.performance.terms import CostTerm, DisposalWay, Grade, LowEfficiencyKind, LowEfficiencyState, RoomState


class TaxOfYear(BaseModel):
    year: int
    tax_wan_per_mu: float | None


class LowEfficiencyAnswer(InPark, OnPlot):
    """A candidate or an entry of the list; `unknown` tells what could not be judged, `left_m2` what is not disposed of yet."""

    party_id: int | None
    party_name_zh: str | None
    party_name_en: str | None
    area_m2: float
    development: DevelopmentState
    stage: Stage
    grade: Grade | None
    taxes: list[TaxOfYear]
    far_built: float | None
    far_agreed: float | None
    state: LowEfficiencyState | None
    reasons: list[FindingAnswer]
    unknown: list[FindingAnswer]
    suggested_kind: LowEfficiencyKind | None
    suggested_ways: list[DisposalWay]
    kind: LowEfficiencyKind | None
    way: DisposalWay | None
    disposed_m2: float
    left_m2: float
    progress_zh: str | None
    reason_zh: str | None
    document: str | None
    entry_since: date | None
    recorded_by_name: str | None


class LowEfficiencyBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    decision: Literal["listed", "dismissed", "closed"]
    valid_from: date
    reason_zh: Words
    kind: str | None = None
    way: str | None = None
    disposed_m2: AreaOrNone = Decimal(0)
    progress_zh: Annotated[str, Field(max_length=2000)] = ""
    document: Annotated[str | None, Field(max_length=200)] = None
    evidence_ids: EvidenceIds = []


class RoomAnswer(InPark, OnPlot):
    """Areas in ㎡; null where an input is not known, `state` says which."""

    party_name_zh: str | None
    party_name_en: str | None
    development: DevelopmentState
    area_m2: float
    far_max: float | None
    far_source: str | None
    floor_area_m2: float | None
    footprint_m2: float | None
    coefficient_max: float | None
    measured_on: date | None
    built_source: str | None
    allowed_m2: float | None
    room_m2: float | None
    open_land_m2: float | None
    footprint_room_m2: float | None
    state: RoomState


class RoomList(BaseModel):
    as_of: date
    room_m2: float
    known: int
    unknown: int
    items: list[RoomAnswer]


class BuiltBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    floor_area_m2: AreaOrNone
    counted_floor_area_m2: AreaOrNone | None = None
    footprint_m2: AreaOrNone | None = None
    buildings: Annotated[int | None, Field(ge=0, le=10_000)] = None
    measured_on: date
    source: Annotated[str, Field(min_length=1, max_length=200)]
    document: Annotated[str | None, Field(max_length=200)] = None
    evidence_ids: EvidenceIds = []


class CostPartAnswer(Labels):
    term: CostTerm
    yuan: float | None
    formula_zh: str
    source_zh: str


class IdleCostAnswer(OnPlot):
    """Yuan a month; where a term is unknown the sum is a lower bound and `is_complete` is false."""

    as_of: date
    area_m2: float
    yuan_per_month: float
    is_complete: bool
    parts: list[CostPartAnswer]
    findings: list[FindingAnswer]
    basis: str


class FourRow(BaseModel):
    enterprises: int
    above_size: int
    untold_land: int
    land_m2: float | None
    above_land_m2: float | None
    tax_yuan: float | None
    value_added_above_yuan: float | None
    fixed_investment_yuan: float | None
    floor_area_m2: float | None
    built_land_m2: float | None
    built_plots: int
    measured_plots: int
    tax_wan_per_mu: float | None
    value_added_wan_per_mu: float | None
    investment_wan_per_mu: float | None
    floor_area_ratio: float | None


class FourPark(FourRow, InPark):
    """The four figures of one park."""


class FourAnswer(BaseModel):
    year: int
    parks: list[FourPark]
    total: FourRow
    definitions: list[dict[str, Any]]
    basis: str


class PlotPerformance(BaseModel):
    """One plot's sheet: figures of those who use it by year, their grades, room left, low efficiency, cost of idling."""

    figures: list[FigureAnswer]
    results: list[LeagueRow]
    room: RoomAnswer | None
    low_efficiency: LowEfficiencyAnswer | None
