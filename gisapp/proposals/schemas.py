"""Bodies and answers of proposals; areas in square metres, geometry as GeoJSON in EPSG:4490 (lon, lat)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark, OnPlot, Performed
from gisapp.kernel.bounds import Id, VersionNo
from gisapp.kernel.crs import Bbox
from gisapp.kernel.finding import Severity
from gisapp.kernel.plot_fields import ConditionsBody
from gisapp.land.schemas import TypedPoints
from gisapp.proposals.terms import (
    DifferenceClass,
    FieldPolicy,
    LineageKind,
    LineageRelation,
    OperationKind,
    ProposalState,
)

KindName = Annotated[str, Field(pattern=f"^({'|'.join(OperationKind.values())})$")]
PolicyName = Annotated[str, Field(pattern=f"^({'|'.join(FieldPolicy.values())})$")]
Ratio = Annotated[Decimal | None, Field(ge=0, le=1, max_digits=5, decimal_places=4)]
Reason = Annotated[str, Field(max_length=500)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ProposalBody(Strict):
    """What a proposal is about. Without `effective_on` it holds from the day on which it is published."""

    title_zh: str = Field(min_length=1, max_length=200)
    purpose_zh: str = Field(default="", max_length=2000)
    document: str | None = Field(default=None, max_length=200)
    effective_on: date | None = None


class NewProposal(ProposalBody):
    park_code: str


class ProposalChange(ProposalBody):
    expected_version: VersionNo = Field(ge=1)


class ParentBody(Strict):
    """A plot of the register (with the boundary version that was seen) or a shape made earlier in the proposal."""

    plot_id: Id | None = None
    version_no: VersionNo | None = None
    shape_id: Id | None = None


class PaperFields(Strict):
    """What the papers of a plot say; only fields that are given count as typed in, the others follow the declared policy."""

    plot_name: str | None = Field(default=None, max_length=200)
    area_surveyed_m2: Decimal | None = Field(default=None, gt=0, max_digits=16, decimal_places=2)
    parcel_no: str | None = Field(default=None, max_length=40)
    real_estate_unit_no: str | None = Field(default=None, max_length=40)
    supervision_no: str | None = Field(default=None, max_length=40)
    address: str | None = Field(default=None, max_length=300)
    land_use_scheme: str | None = None
    land_use_code: str | None = None


class ShapeBody(Strict):
    """A plot as it shall be: GeoJSON, or survey points as typed; both = the points are kept beside the geometry computed from them."""

    plot_no: str = Field(default="", max_length=32, pattern=r"^\s*\S*\s*$")
    geometry: dict[str, Any] | None = None
    points: TypedPoints | None = None
    attributes: PaperFields = Field(default_factory=PaperFields)
    conditions: ConditionsBody | None = None
    continues_plot_id: Id | None = None


class FindingBody(Strict):
    """Why an act of drawing came to nothing."""

    code: str = Field(max_length=100)
    severity: Severity = Severity.ERROR
    message_zh: str = Field(max_length=1000)
    message_en: str = Field(default="", max_length=1000)
    fix_zh: str = Field(default="", max_length=1000)
    fix_en: str = Field(default="", max_length=1000)
    measured: str | None = None
    required: str | None = None
    basis: str | None = None
    geometry: dict[str, Any] | None = None


class OperationBody(Strict):
    kind: KindName
    parents: list[ParentBody] = Field(default_factory=list[ParentBody], max_length=500)
    shapes: list[ShapeBody] = Field(default_factory=list[ShapeBody], max_length=500)
    method: str = Field(default="", max_length=64)
    parameters: dict[str, Any] = Field(default_factory=dict[str, Any])
    policies: dict[str, PolicyName] = Field(
        default_factory=dict[str, str], description="field → what becomes of it, where not as the table says"
    )
    cut_line: dict[str, Any] | None = None
    failures: list[FindingBody] = Field(default_factory=list[FindingBody], max_length=100)
    statement_zh: str = Field(default="", max_length=2000)
    note_zh: str = Field(default="", max_length=2000)


class FieldChoices(Strict):
    """What becomes of fields of the parents, field by field; those that are not named follow the table."""

    policies: dict[str, PolicyName]
    expected_version: VersionNo = Field(ge=1)


class OperationChange(OperationBody):
    expected_version: VersionNo = Field(ge=1)


class AtVersion(Strict):
    expected_version: VersionNo = Field(ge=1)


class ParentAnswer(BaseModel):
    """What an operation starts from. `newest_geometry` is there where it was published anew meanwhile: a conflict, shown with both."""

    id: int
    ordinal: int
    plot_id: int | None
    base_version_no: int | None
    shape_id: int | None
    is_live: bool
    plot_no: str | None
    area_planar_m2: float | None
    area_surveyed_m2: float | None
    geometry: dict[str, Any] | None
    attributes: dict[str, Any] | None
    continuing_plot_id: int | None
    is_stale: bool
    newest_version_no: int | None
    newest_plot_no: str | None
    newest_geometry: dict[str, Any] | None
    is_retired: bool | None
    conditions_changed: bool | None
    changed_at: datetime | None
    changed_by_name: str | None


class ShapeAnswer(BaseModel):
    """A plot as it shall be. `is_final`: no later operation goes on from it."""

    id: int
    operation_id: int
    ordinal: int
    plot_id: int | None
    plot_no: str
    planar_epsg: int
    geometry: dict[str, Any]
    bbox: Bbox
    area_planar_m2: float
    points: dict[str, Any] | None
    attributes: dict[str, Any]
    conditions: dict[str, Any] | None
    policy: dict[str, Any]
    is_live: bool
    is_final: bool
    used_by: int | None


class OperationAnswer(BaseModel):
    """An act of drawing. `step_of`: it is one step with that operation; `undone_step`: taken back, the highest is done again first."""

    id: int
    proposal_id: int
    sequence: int
    kind: OperationKind
    method: str
    parameters: dict[str, Any]
    cut_line: dict[str, Any] | None
    is_failed: bool
    failures: list[dict[str, Any]]
    statement_zh: str
    note_zh: str
    version: int
    is_removed: bool
    step_of: int | None
    undone_step: int | None
    created_by_name: str
    changed_by_name: str
    changed_at: datetime
    parents: list[ParentAnswer]
    shapes: list[ShapeAnswer]


class StepAnswer(Performed):
    id: int
    sequence: int
    from_state: ProposalState | Literal[""]
    state: ProposalState
    taken_on: date
    reason: str
    proposal_version: int
    findings: list[dict[str, Any]]
    tolerances: dict[str, Any]
    difference: list[dict[str, Any]]
    balance: dict[str, Any]


class RemarkAnswer(BaseModel):
    id: int
    round_no: int
    shape_id: int | None
    operation_id: int | None
    plot_no: str | None
    geometry: dict[str, Any] | None
    body_zh: str
    must_mend: bool
    author_name: str
    recorded_at: datetime
    resolution_zh: str | None
    resolved_by_name: str | None
    resolved_at: datetime | None


class ProposalAnswer(InPark):
    id: int
    planar_epsg: int
    proposal_no: str
    title_zh: str
    purpose_zh: str
    document: str | None
    effective_on: date | None
    state: ProposalState
    since: date
    version: int
    author_name: str
    created_at: datetime
    changed_at: datetime
    changed_by_name: str
    last_actor_name: str
    last_reason: str
    operation_count: int
    failed_count: int
    kinds: list[OperationKind]
    shape_count: int
    plot_nos: list[str]
    area_m2: float | None
    bbox: Bbox | None
    conflict_count: int
    remark_count: int
    open_remark_count: int
    waiting_days: int | None


class ProposalListAnswer(BaseModel):
    """The list, with counts over all proposals of the caller's parks."""

    items: list[ProposalAnswer]
    total: int
    by_state: dict[ProposalState, int]
    with_conflicts: int
    mine: int


class ProposalSheetAnswer(ProposalAnswer):
    operations: list[OperationAnswer]
    steps: list[StepAnswer]
    remarks: list[RemarkAnswer]
    open_steps: list[ProposalState]
    is_mine: bool


class Version(BaseModel):
    version: int


class SteppedAnswer(BaseModel):
    """A step that was taken back or done again, the act before what it put into neighbours; `version` of the proposal now."""

    version: int
    operations: list[OperationAnswer]


class CheckAnswer(BaseModel):
    """What the rules say now, with their tolerances; `difference` plot by plot, `balance` in ㎡ and 亩.

    `earliest_on`: the first day from which it could hold, where its own day is too early; null where that day will do.
    """

    findings: list[dict[str, Any]]
    has_errors: bool
    tolerances: dict[str, Any]
    difference: list[dict[str, Any]]
    classes: dict[DifferenceClass, int]
    balance: dict[str, Any]
    earliest_on: date | None


class WithReason(Strict):
    reason: Reason = ""


class RemarkBody(Strict):
    """A remark with its place: a shape, an operation, or a point or polygon in EPSG:4490."""

    body_zh: str = Field(min_length=1, max_length=2000)
    shape_id: Id | None = None
    operation_id: Id | None = None
    geometry: dict[str, Any] | None = None
    must_mend: bool = True


class ResolutionBody(Strict):
    note_zh: str = Field(default="", max_length=500)


class LineageNode(OnPlot):
    """A boundary: a plot in one of its versions, and what it is to the plot that was asked for."""

    version_no: int
    relation: LineageRelation
    area_m2: float
    began_on: date
    ended_on: date | None
    is_live: bool


class LineageEdge(BaseModel):
    """Ground in ㎡ that went from one boundary to another on a day."""

    id: int
    from_plot_id: int
    from_version_no: int
    to_plot_id: int
    to_version_no: int
    kind: LineageKind
    changed_on: date
    area_m2: float
    proposal_id: int | None
    proposal_no: str | None
    source: str


class LineageAnswer(BaseModel):
    plot_id: int
    nodes: list[LineageNode]
    edges: list[LineageEdge]


class Successor(BaseModel):
    id: int
    plot_no: str
    changed_on: date


class NumberAnswer(OnPlot):
    """What a plot number stands for on a day. `number_now`: the number that this very plot has on the day, null where it is no more."""

    began_on: date
    ended_on: date | None
    is_live: bool
    number_now: str | None
    successors: list[Successor]
