"""The dossier's shape: areas in ㎡, ratios as fractions, boundary points as text, geometry as GeoJSON in EPSG:4490 (lon, lat)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from gisapp.api.answers import InPark, Labels, Named
from gisapp.kernel.crs import Bbox
from gisapp.kernel.plot_fields import ConditionsAnswer
from gisapp.land.terms import (
    ComplianceState,
    ConstraintKind,
    DevelopmentState,
    LandControl,
    ServicingLevel,
    Stage,
    StateAxis,
    SupplyState,
    Utility,
    UtilityStatus,
)
from gisapp.parties.terms import PartyKind, PartyRole


class Conditions(ConditionsAnswer):
    source: str
    valid_from: date


class ServicingFact(BaseModel):
    utility: Utility
    status: UtilityStatus
    capacity: float | None
    unit: str | None
    source: str
    observed_on: date
    valid_from: date


class PublicDossier(InPark):
    """What everybody may know of a published plot."""

    as_of: date
    id: int
    plot_no: str
    stage: Stage
    servicing: ServicingLevel
    supply: SupplyState
    land_use_scheme: str | None
    land_use_code: str | None
    land_use_words: str | None = None
    land_use_name_zh: str | None
    land_use_name_en: str | None
    area_m2: float
    geometry: dict[str, Any]
    centroid: list[float]
    bbox: Bbox
    conditions: Conditions | None
    servicing_facts: list[ServicingFact]


class Areas(BaseModel):
    surveyed_m2: float | None = Field(description="of the survey report, authoritative")
    planar_m2: float
    ellipsoidal_m2: float
    planar_epsg: int
    difference_m2: float | None = Field(description="surveyed less planar; null where none was surveyed")
    tolerance_m2: float | None = Field(description="what the points' precision allows: twice the area's error")
    is_beyond_tolerance: bool


class BoundaryPoint(BaseModel):
    no: str
    x: str = Field(description="north, text as delivered or three decimals")
    y: str = Field(description="east")
    side_m: float = Field(description="to the next point of the ring")


class BoundaryRing(BaseModel):
    ring: int
    points: list[BoundaryPoint]


class Boundary(BaseModel):
    epsg: int
    origin: str = Field(description="delivered: numbers and digits of the survey; computed: from the stored geometry")
    rings: list[BoundaryRing]


class Axis(BaseModel):
    value: str
    since: date | None
    source: str | None
    document: str | None


class Why(BaseModel):
    axis: StateAxis
    since: date | None
    source: str | None
    message_zh: str
    message_en: str


class Neighbour(BaseModel):
    id: int
    plot_no: str
    stage: Stage
    area_m2: float
    shared_m: float


class ConstraintOverlap(Named):
    id: int
    kind: ConstraintKind
    source: str
    overlap_m2: float


class Version(BaseModel):
    version_no: int
    plot_no: str
    area_m2: float
    area_surveyed_m2: float | None
    area_planar_m2: float
    source: str
    document: str | None
    valid_from: date
    valid_to: date | None
    recorded_at: datetime


class PlotParty(Named):
    party_id: int
    role: PartyRole
    kind: PartyKind
    credit_code: str | None
    share: float
    source: str
    document: str | None
    valid_from: date
    valid_to: date | None


class Milestone(BaseModel):
    kind: str
    agreed_on: date | None
    due_on: date | None = Field(
        description="the agreed day, or the one that follows from the handover where none was agreed"
    )
    actual_on: date | None
    days_late: int | None = Field(description="actual minus due, or days since the due date while it has not happened")
    document: str | None
    note: str


class Contract(BaseModel):
    id: int
    contract_no: str
    supervision_no: str | None
    signed_on: date
    area_m2: float
    price_yuan: float | None
    term_years: int | None
    ended_on: date | None
    source: str
    party_name_zh: str
    party_name_en: str
    credit_code: str | None
    version_no: int
    supplement_no: str | None
    milestones: list[Milestone]


class Dossier(PublicDossier):
    land_control: LandControl
    development: DevelopmentState
    compliance: ComplianceState
    is_public: bool
    version_no: int
    plot_name: str | None
    parcel_no: str | None
    real_estate_unit_no: str | None
    supervision_no: str | None
    address: str | None
    source: str
    document: str | None
    survey_id: int | None
    boundary_valid_from: date
    boundary_valid_to: date | None
    boundary_recorded_at: datetime
    areas: Areas
    boundary: Boundary
    axes: dict[str, Axis]
    why: Why
    parties: list[PlotParty]
    contract: Contract | None
    neighbours: list[Neighbour]
    constraints: list[ConstraintOverlap]
    versions: list[Version]


class SearchHit(BaseModel):
    kind: Literal["coordinate", "plot", "party", "park"]
    label: str
    sub_zh: str
    sub_en: str
    plot_id: int | None = None
    park_code: str | None = None
    stage: Stage | None = None
    area_m2: float | None = None
    lon: float | None
    lat: float | None
    bbox: Bbox | None = None


class SearchAnswer(BaseModel):
    q: str
    items: list[SearchHit]


class Operation(Labels):
    id: int
    at: datetime
    actor_name: str
    tag: str
    subject: str
    subject_id: int | None
    plot_id: int | None
    plot_no: str | None
    park_code: str | None
    changes: dict[str, Any]
    reason: str | None
    document: str | None
