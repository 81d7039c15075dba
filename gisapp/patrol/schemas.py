"""Bodies and answers of patrols; lengths in metres, areas in square metres, positions in degrees (EPSG:4490)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark, OnPlot, Recorded
from gisapp.evidence.routes import EvidenceAnswer
from gisapp.idle.terms import IdleGround
from gisapp.kernel.bounds import Id
from gisapp.land.terms import ComplianceState, DevelopmentState, Stage
from gisapp.patrol.terms import CoverageState, PositionSource, Sight, StopReason, TaskState, VisitOutcome

Name = Annotated[str, Field(min_length=1, max_length=100)]
LongText = Annotated[str, Field(max_length=2000)]
Reason = Annotated[str, Field(min_length=2, max_length=500)]
PlotIds = Annotated[list[Id], Field(min_length=1, max_length=500)]
Longitude = Annotated[float, Field(ge=70, le=140)]
Latitude = Annotated[float, Field(ge=0, le=60)]


class CoverageItem(InPark, OnPlot):
    """A plot that has to be looked at; `unvisited_days` since the last visit or, never visited, since it was allocated."""

    area_m2: float
    stage: Stage
    development: DevelopmentState
    compliance: ComplianceState
    holder_name_zh: str | None
    watched_since: date | None
    group_id: int | None
    group_name_zh: str | None
    is_assigned: bool
    last_visit_id: int | None
    last_visited_on: date | None
    last_visitor_name: str | None
    last_outcome: VisitOutcome | None
    interval_days: int | None
    unvisited_days: int
    due_on: date | None
    task_id: int | None
    task_no: str | None
    state: CoverageState


class CoverageAnswer(BaseModel):
    """`states` counts what passes the filter without its state; `items` are the rows behind one of them."""

    as_of: date
    interval_days: int
    close_interval_days: int
    basis: str
    states: dict[CoverageState, int]
    unassigned: int
    total: int
    area_m2: float
    items: list[CoverageItem]


class MemberAnswer(BaseModel):
    id: int
    name_zh: str
    phone: str
    account_id: int | None
    joined_on: date


class GroupAnswer(BaseModel):
    """`park_code` null = of the whole zone."""

    id: int
    park_code: str | None
    park_name_zh: str | None
    name_zh: str
    base_lon: float | None
    base_lat: float | None
    plot_count: int
    members: list[MemberAnswer]


class NewGroup(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name_zh: Name
    park_code: str | None = None
    base_lon: Longitude | None = None
    base_lat: Latitude | None = None


class NewMember(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name_zh: Name
    phone: Annotated[str, Field(max_length=30)] = ""
    joined_on: date


class MemberEnd(BaseModel):
    model_config = ConfigDict(extra="forbid")

    left_on: date


class Assigned(BaseModel):
    """How many plots have another group now."""

    changed: int


class Assignment(BaseModel):
    model_config = ConfigDict(extra="forbid")

    plot_ids: PlotIds
    group_id: Id
    valid_from: date


class PlanBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    plot_ids: PlotIds
    group_id: Id
    keep_order: bool = False


class PlannedStop(OnPlot):
    stop_no: int
    lon: float
    lat: float


class PlanAnswer(BaseModel):
    """The round that was found: `length_m` along straight lines, `as_chosen_m` in the order as chosen; `line` from the base and back to it."""

    length_m: float
    as_chosen_m: float
    stops: list[PlannedStop]
    line: list[tuple[float, float]]


class NewTask(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title_zh: Annotated[str, Field(min_length=2, max_length=200)]
    group_id: Id
    assignee_name: Annotated[str, Field(max_length=100)] = ""
    plot_ids: PlotIds
    due_on: date
    note_zh: LongText = ""
    reasons: dict[Id, StopReason] = {}
    keep_order: bool = False


class StopOrder(BaseModel):
    model_config = ConfigDict(extra="forbid")

    plot_ids: PlotIds


class Cancellation(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason


class TaskLine(InPark, Recorded):
    id: int
    task_no: str
    title_zh: str
    group_id: int
    group_name_zh: str
    assignee_name: str
    planned_on: date
    due_on: date
    days_left: int
    note_zh: str
    route_length_m: float | None
    route: dict[str, Any] | None
    base_lon: float | None
    base_lat: float | None
    cancelled_on: date | None
    cancel_reason: str | None
    visited: int
    state: TaskState
    done_on: date | None
    is_overdue: bool


class TaskItem(TaskLine):
    stops: int


class StopAnswer(BaseModel):
    plot_id: int
    stop_no: int
    reason: str
    note_zh: str
    lon: float
    lat: float
    plot_no: str | None
    area_m2: float | None
    stage: Stage | None
    development: DevelopmentState | None
    compliance: ComplianceState | None
    holder_name_zh: str | None
    visit_id: int | None
    visited_on: date | None
    visitor_name: str | None
    outcome: VisitOutcome | None
    observations: list[Sight] | None


class TaskAnswer(TaskLine):
    stop_count: int
    stops: list[StopAnswer]


class PhotoAnswer(BaseModel):
    """What the photograph says of itself; `taken_at` local time without zone."""

    evidence_id: int
    sha256: str
    taken_at: datetime | None
    lon: float | None
    lat: float | None
    distance_m: float | None
    camera: str


class VisitAnswer(Recorded):
    """`is_inside` and `distance_m` are measured against the boundary of the day; null without a position. `case_id` is the case that this clue
    became (`opened_case`), else the open case of the plot."""

    id: int
    plot_id: int
    plot_no: str | None
    park_code: str
    park_name_zh: str
    task_id: int | None
    task_no: str | None
    visited_on: date
    visited_at: datetime | None
    visitor_name: str
    observations: list[Sight]
    outcome: VisitOutcome
    note_zh: str
    lon: float | None
    lat: float | None
    position_source: PositionSource | None
    accuracy_m: float | None
    is_inside: bool | None
    distance_m: float | None
    away_reason: str
    case_id: int | None
    case_no: str | None
    opened_case: bool
    withdrawn_on: date | None
    withdrawn_reason: str | None
    photos: list[PhotoAnswer]
    evidence: list[EvidenceAnswer]


class VisitList(BaseModel):
    as_of: date
    total: int
    items: list[VisitAnswer]


class PositionBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    lon: Longitude
    lat: Latitude
    source: Literal["device", "map"] = str(PositionSource.DEVICE)  # type: ignore[assignment]
    accuracy_m: Annotated[float, Field(ge=0, le=100_000)] | None = None


class VisitBody(BaseModel):
    """A visit; without a position that of the first photograph counts. `away_reason` is asked for where somebody stood outside the plot."""

    model_config = ConfigDict(extra="forbid")

    plot_id: Id
    task_id: Id | None = None
    visited_on: date
    visited_at: datetime | None = None
    sights: Annotated[list[Sight], Field(max_length=11)]
    outcome: VisitOutcome
    note_zh: LongText = ""
    position: PositionBody | None = None
    away_reason: Annotated[str, Field(max_length=500)] = ""
    evidence_ids: Annotated[list[Id], Field(max_length=50)] = []


class NewVisit(VisitBody):
    """`opens_case` = also open a case of this ground on the clue."""

    opens_case: IdleGround | None = None


class ClueBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ground: IdleGround


class KeptVisit(BaseModel):
    id: int
    case_id: int | None


class VisitPreview(BaseModel):
    distance_m: float | None
    position_source: PositionSource | None
    photos: list[PhotoAnswer]
    findings: list[dict[str, Any]]


class Withdrawal(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason


class GroundShape(BaseModel):
    name: str
    geometry: dict[str, Any]


class PlotShape(OnPlot):
    """An outline; `lon` and `lat` lie inside it."""

    geometry: dict[str, Any]
    lon: float
    lat: float


class PictureAnswer(BaseModel):
    """What a printable picture is drawn from."""

    parks: list[GroundShape]
    roads: list[GroundShape]
    plots: list[PlotShape]
