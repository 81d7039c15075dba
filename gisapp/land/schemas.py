"""What land routes take and give: areas in ㎡, ratios as fractions, geometry as GeoJSON in EPSG:4490 (lon, lat)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark, Labels, Named
from gisapp.kernel.bounds import Epsg, Id, Ordinal, VersionNo
from gisapp.kernel.crs import Bbox
from gisapp.kernel.plot_fields import ConditionsBody
from gisapp.land.terms import (
    ComplianceState,
    DevelopmentState,
    LandControl,
    ServicingLevel,
    Stage,
    SupplyState,
    Utility,
    UtilityStatus,
)

Area = Annotated[float, Field(description="square metres")]
PlotNo = Annotated[str, Field(min_length=1, max_length=32, pattern=r"^\s*\S+\s*$")]
Reason = Annotated[str, Field(min_length=2, max_length=500)]
Document = Annotated[str | None, Field(max_length=200)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Basemap(BaseModel):
    kind: Literal["none", "xyz", "tianditu"]
    url: str | None = None
    attribution: str = ""
    tianditu_key: str | None = None


class ZoneAnswer(Named):
    code: str
    is_demo: bool
    notice_zh: str
    notice_en: str
    planar_epsg: int
    bbox4490: Bbox | None
    today: date
    basemap: Basemap


class LandUseClass(Named):
    """A class of land use in the national scheme, and the class above it."""

    scheme: str
    code: str
    parent_code: str | None


class LandUseScheme(Named):
    """A standard of land-use classes; of a foreign one, how many classes are asked about in a file and how many have no counterpart."""

    scheme: str
    basis: str
    is_national: bool
    shipped_on: date
    confirmed_at: datetime | None
    confirmed_by_name: str | None
    class_count: int
    asked_count: int
    untranslated_count: int


class SchemeConfirmation(Strict):
    scheme: str = Field(max_length=60)
    basis: str = Field(default="", max_length=300)
    reason: Reason


class ParkAnswer(Named):
    code: str
    operator_zh: str
    operator_en: str
    purpose_zh: str
    purpose_en: str
    parent_code: str | None
    planar_epsg: int
    area_planar_m2: Area | None
    area_ellipsoidal_m2: Area | None
    boundary_source: str | None
    boundary_valid_from: date | None
    bbox: Bbox | None
    label_point: list[float] | None
    plot_count: int
    plot_area_m2: Area
    industries: list[dict[str, Any]]
    residents: list[dict[str, Any]]


class PublicPlotRow(InPark):
    """What everybody may know of a published plot in a list."""

    id: int
    plot_no: str
    stage: Stage
    servicing: ServicingLevel
    supply: SupplyState
    land_use_scheme: str | None
    land_use_code: str | None
    land_use_name_zh: str | None
    land_use_name_en: str | None
    area_m2: Area
    centroid: list[float]
    bbox: Bbox


class PlotRow(PublicPlotRow):
    land_control: LandControl
    development: DevelopmentState
    compliance: ComplianceState
    holder_name_zh: str | None
    holder_name_en: str | None
    is_public: bool
    changed_on: date


class PlotPage(BaseModel):
    as_of: date
    total: int
    total_area_m2: Area
    items: list[PlotRow] | list[PublicPlotRow]


class StatisticsRow(InPark):
    stage: Stage
    plot_count: int
    area_m2: Area


class Statistics(BaseModel):
    as_of: date
    recorded_at: datetime | None = Field(description="When the newest boundary was recorded: the age of the figures")
    rows: list[StatisticsRow]
    total_count: int
    total_area_m2: Area


class TimelineEvent(Labels):
    id: int
    at: datetime
    actor_name: str
    tag: str
    changes: dict[str, Any]
    reason: str | None
    document: str | None


class TypedPoint(Strict):
    no: str = Field(default="", max_length=16)
    x: str = Field(max_length=24, description="north, as typed")
    y: str = Field(max_length=24, description="east, as typed, with or without zone number")


class TypedRing(Strict):
    ring: Ordinal = Field(ge=1)
    points: list[TypedPoint] = Field(min_length=3, max_length=20_000)


class TypedPoints(Strict):
    epsg: Epsg
    rings: list[TypedRing] = Field(min_length=1, max_length=500)


class Shape(Strict):
    """A shape as GeoJSON Polygon or MultiPolygon (EPSG:4490), or as typed survey points; exactly one of the two."""

    geometry: dict[str, Any] | None = None
    points: TypedPoints | None = None


class PlotCheck(Shape):
    park_code: str
    plot_id: Id | None = None
    valid_from: date | None = None
    area_surveyed_m2: Decimal | None = Field(default=None, gt=0)


class CheckAnswer(BaseModel):
    findings: list[dict[str, Any]]
    area_planar_m2: Area | None = None
    area_ellipsoidal_m2: Area | None = None
    planar_epsg: int | None = None
    geometry: dict[str, Any] | None = None


class PlotPapers(Shape):
    park_code: str
    plot_no: PlotNo
    valid_from: date
    plot_name: str | None = Field(default=None, max_length=200)
    area_surveyed_m2: Decimal | None = Field(default=None, gt=0)
    parcel_no: str | None = Field(default=None, max_length=40)
    real_estate_unit_no: str | None = Field(default=None, max_length=40)
    supervision_no: str | None = Field(default=None, max_length=40)
    address: str | None = Field(default=None, max_length=300)
    land_use_scheme: str | None = None
    land_use_code: str | None = None
    land_use_words: str | None = Field(
        default=None, max_length=200, description="the class in the words of a file, where they are not the class's own"
    )
    document: Document = None
    source: str = Field(default="", max_length=200)


class BoundaryRevision(PlotPapers):
    reason: Reason
    expected_version_no: VersionNo | None = None


class StateChange(Strict):
    axes: dict[str, str] = Field(min_length=1)
    valid_from: date
    reason: Reason
    document: Document = None


class ConditionsRevision(ConditionsBody):
    """Planning conditions from a day on; each bound that is left out is not set any more."""

    valid_from: date
    reason: Reason


class ServicingFactIn(Strict):
    utility: Utility
    status: UtilityStatus
    capacity: Decimal | None = Field(default=None, ge=0)
    unit: str | None = Field(default=None, max_length=32)
    source: str = Field(min_length=1, max_length=200)
    observed_on: date


class ServicingRevision(Strict):
    facts: list[ServicingFactIn] = Field(min_length=1, max_length=8)
    valid_from: date
    reason: Reason


class Retirement(Strict):
    plot_no: PlotNo
    valid_from: date
    reason: Reason
    document: Document = None


class Written(BaseModel):
    id: int
    plot_no: str
