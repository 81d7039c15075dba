"""Bodies and answers of the drawing desk; lengths in metres, areas in ㎡, geometry as GeoJSON in EPSG:4490 (lon, lat)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, Field

from gisapp.drawing.terms import DrawingAct
from gisapp.kernel.bounds import Id, VersionNo
from gisapp.land.schemas import TypedPoints
from gisapp.proposals.schemas import OperationAnswer, PaperFields, ParentBody, Strict

ActName = Annotated[str, Field(pattern=f"^({'|'.join(DrawingAct.values())})$")]
LonLat = Annotated[list[Annotated[float, Field(ge=-180, le=180)]], Field(min_length=2, max_length=3)]
Line = Annotated[list[LonLat], Field(min_length=2, max_length=5000)]
Metres = Annotated[float, Field(ge=0, le=10_000)]


class TypedXy(Strict):
    """A point as typed: X north, Y east, with or without zone number."""

    x: str = Field(max_length=24)
    y: str = Field(max_length=24)


class Move(Strict):
    """One corner (or a place on a side) and where it goes: to a point of the map, or to typed coordinates kept to the digit."""

    from_point: LonLat
    to_point: LonLat | None = None
    to_xy: TypedXy | None = None


class How(Strict):
    """The parameters of an act; each act says which it needs and refuses without them."""

    geometry: dict[str, Any] | None = Field(default=None, description="outline, reshape: a Polygon or MultiPolygon")
    points: TypedPoints | None = Field(default=None, description="outline, reshape: survey points as typed")
    lines: Annotated[list[Line], Field(max_length=100)] | None = Field(default=None, description="split_by_line")
    extend: bool = Field(default=False, description="split_by_line: lead ends inside on to the next side")
    areas_m2: Annotated[list[float], Field(max_length=200)] | None = None
    ratio: Annotated[list[float], Field(max_length=200)] | None = None
    count: int | None = Field(default=None, ge=0, le=10_000)
    bearing_deg: float | None = Field(
        default=None, ge=-360, le=720, description="direction of the cut lines, from north"
    )
    from_right: bool = False
    side: Annotated[list[LonLat], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="cut lines along this side, or the frontage to share"
    )
    close_gaps: bool = False
    ring: Annotated[list[LonLat], Field(min_length=3, max_length=5000)] | None = None
    keep_inner: bool = False
    at: LonLat | None = None
    distances_m: Annotated[list[Metres], Field(max_length=5000)] | None = None
    keep_strip: bool = False
    tolerance_deg: float | None = Field(default=None, gt=0, le=30)
    most_m: float | None = Field(default=None, gt=0, le=100)
    fixed: Annotated[list[LonLat], Field(max_length=5000)] | None = None
    with_neighbours: bool = False
    moves: Annotated[list[Move], Field(min_length=1, max_length=1000)] | None = None
    by_m: float | None = Field(default=None, ge=-10_000, le=10_000)
    target_m2: float | None = None


class SketchLeft(Strict):
    """What is left under the pen once the act is done: null = nothing. `expected_version` as it was kept last, 0 = never."""

    content: dict[str, Any] | None = None
    expected_version: VersionNo = Field(ge=0)


class ActBody(Strict):
    """What is drawn. `dry_run` only shows; `continues` names the result that goes on being the plot that is split."""

    act: ActName
    on: list[ParentBody] = Field(default_factory=list[ParentBody], max_length=500)
    how: How = Field(default_factory=How)
    plot_nos: list[Annotated[str, Field(max_length=32, pattern=r"^\S*$")]] = Field(
        default_factory=list[str], max_length=500
    )
    attributes: PaperFields = Field(default_factory=PaperFields)
    continues: Id | None = Field(default=None, ge=0)
    note_zh: str = Field(default="", max_length=2000)
    dry_run: bool = False
    expected_version: VersionNo | None = Field(default=None, ge=1, description="of the proposal, as it was seen")
    sketch: SketchLeft | None = Field(default=None, description="kept or forgotten with the act, or not at all")


class ShapeShown(BaseModel):
    """A result: `key` and `before_m2` where it goes on being one plot; `points` with the digits of the survey."""

    plot_no: str
    key: str | None
    geometry: dict[str, Any]
    area_m2: float
    before_m2: float | None
    points: dict[str, Any] | None
    in_pieces: int


class NeighbourShown(BaseModel):
    key: str
    plot_no: str
    geometry: dict[str, Any]


class ActAnswer(BaseModel):
    """What came, or would come, of an act. `operations` in the order in which they were written: undone from the last one.

    `earliest_on`: the first day from which it could hold, where the proposal's own is too early.
    `version` of the proposal now. `sketch_version` of what is left under the pen, 0 = nothing; null where another window
    has kept another sketch, or none was told.
    """

    act: str
    is_saved: bool
    is_refused: bool
    kind: str
    shapes: list[ShapeShown]
    neighbours: list[NeighbourShown]
    kept_lines: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    earliest_on: date | None
    operations: list[OperationAnswer]
    version: int
    sketch_version: int | None


class GroundPlotAnswer(BaseModel):
    """A plot as the proposal would have it: named by `plot_id` and `version_no`, or by `shape_id`. Coordinates in full."""

    key: str
    plot_id: int | None
    version_no: int | None
    shape_id: int | None
    plot_no: str
    area_m2: Decimal
    points: dict[str, Any] | None
    geometry: dict[str, Any]


class SketchBody(Strict):
    content: dict[str, Any]
    expected_version: VersionNo = Field(ge=0, description="0 = there was none yet")


class SketchAnswer(BaseModel):
    version: int
    content: dict[str, Any]
    changed_at: datetime


class SketchVersion(BaseModel):
    version: int


class LegBody(Strict):
    bearing: str = Field(max_length=24, description="45.5, 45°30′00″, 45-30-00 or N45°30′E")
    distance: str = Field(max_length=16, description="metres")


class TraverseBody(Strict):
    """Sides by bearing and distance from a start; `end` is where they should lead, for a closed run the start itself."""

    start: TypedXy
    legs: list[LegBody] = Field(min_length=1, max_length=2000)
    end: TypedXy | None = None
    adjust: bool = False


class TraverseAnswer(BaseModel):
    """Points with millimetres, the start first; misclosure in metres, `relative` = the N of 1:N (null = it closes)."""

    points: list[TypedXy]
    closure_x_m: Decimal | None
    closure_y_m: Decimal | None
    closure_m: Decimal | None
    length_m: Decimal
    relative: int | None
    is_adjusted: bool
    findings: list[dict[str, Any]]
