"""Bodies and answers of projects; money in yuan, areas in square metres, shares of one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark, Named, NewVersion, Performed
from gisapp.evidence.routes import EvidenceAnswer
from gisapp.kernel.bounds import Id
from gisapp.projects.terms import Light, LightAspect, ProjectKind, ProjectSource, ProjectStage, RateClass, RateKind

Text = Annotated[str, Field(max_length=200)]
LongText = Annotated[str, Field(max_length=2000)]
Reason = Annotated[str, Field(max_length=500)]
Money = Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]
Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=5, decimal_places=4)]
EvidenceIds = Annotated[list[Id], Field(max_length=50)]
Stage = Literal[
    "lead", "negotiating", "signed", "landed", "started", "building", "completed", "producing", "attained", "paused", "terminated", "withdrawn",
]  # fmt: skip


class AspectAnswer(BaseModel):
    aspect: LightAspect
    light: Light
    finding: dict[str, Any] | None


class LightAnswer(BaseModel):
    light: Light
    aspects: list[AspectAnswer]


class ProjectAnswer(InPark, Named):
    """A project on a day. `planned_share` is the plan by which progress was read; `untouched_days` since anything was recorded."""

    id: int
    project_no: str
    kind: ProjectKind
    source: ProjectSource
    source_note: str
    content_zh: str
    industry_code: str | None
    industry_name_zh: str | None
    industry_name_en: str | None
    party_id: Id | None
    party_name_zh: str | None
    plot_id: Id | None
    plot_no: str | None
    plot_area_m2: float | None
    contract_id: Id | None
    contract_no: str | None
    application_id: Id | None
    investment_yuan: float | None
    land_wanted_m2: float | None
    output_yuan: float | None
    tax_yuan: float | None
    owner_name: str
    lead_office: str
    duty_office: str
    service_officer_id: Id | None
    service_officer_name: str
    entered_on: date | None
    stage: ProjectStage
    stage_since: date
    paused_in: ProjectStage | None
    signed_on: date | None
    landed_on: date | None
    started_on: date | None
    completed_on: date | None
    produced_on: date | None
    attained_on: date | None
    planned_start_on: date | None
    planned_completion_on: date | None
    planned_production_on: date | None
    planned_attainment_on: date | None
    contract_start_on: date | None
    contract_completion_on: date | None
    contract_production_on: date | None
    contract_attainment_on: date | None
    needs_entry: bool | None
    schedule_version: int | None
    progress_month: date | None
    planned_share: float | None
    done_share: float | None
    invested_yuan: float | None
    light: Light | None
    why: LightAnswer | None
    rate_classes: dict[RateKind, RateClass]
    month_lights: dict[str, Light]
    open_letters: int
    overdue_letters: int
    open_problems: int
    overdue_problems: int
    touched_on: date
    untouched_days: int


class RateAnswer(BaseModel):
    """One of the three rates: kept of due; every class with its count, so that it equals the list behind it."""

    kind: RateKind
    kept: int
    due: int
    share: float | None
    classes: dict[RateClass, int]
    basis: str


class ProjectListAnswer(BaseModel):
    items: list[ProjectAnswer]
    total: int
    investment_yuan: float
    by_stage: dict[ProjectStage, int]
    by_light: dict[Light, int]
    rates: list[RateAnswer]


class MoveAnswer(Performed):
    id: int
    sequence: int
    from_stage: ProjectStage | Literal[""]
    stage: ProjectStage
    moved_on: date
    reason: str
    evidence: list[EvidenceAnswer]
    taken_back_reason: str | None
    taken_back_by: str | None
    taken_back_at: datetime | None


class ScheduleAnswer(Performed):
    version_no: int
    holds_from: date
    planned_start_on: date | None
    planned_completion_on: date | None
    planned_production_on: date | None
    planned_attainment_on: date | None
    needs_entry: bool | None
    reason: str
    evidence: list[EvidenceAnswer]


class ProgressAnswer(BaseModel):
    month: date
    version_no: int
    planned_share: float | None
    done_share: float
    invested_yuan: float | None
    summary_zh: str
    obstacle_zh: str
    reported_on: date
    actor_name: str
    evidence: list[EvidenceAnswer]


class LightsGiven(BaseModel):
    """How many projects got their light of a month."""

    given: int


class MonthLightAnswer(Performed):
    """The light given for a month, with reasons and inputs as they were known then."""

    month: date
    light: Light
    read_on: date
    aspects: list[AspectAnswer]
    inputs: dict[str, Any]


class OpenStepAnswer(BaseModel):
    stage: ProjectStage
    needs_evidence: bool
    needs_reason: bool
    needs_plot: bool


class LimitAnswer(BaseModel):
    code: str
    value: float
    unit: str
    basis: str
    confirmed: bool


class ProjectSheetAnswer(ProjectAnswer):
    moves: list[MoveAnswer]
    schedules: list[ScheduleAnswer]
    progress: list[ProgressAnswer]
    month_light_list: Annotated[list[MonthLightAnswer], Field(default_factory=list)]
    open_steps: list[OpenStepAnswer]
    limits: list[LimitAnswer]


class OfficerAnswer(BaseModel):
    id: int | None
    name: str


class ProjectFacts(BaseModel):
    """What is known of a project; a field that is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    name_en: Text = ""
    kind: ProjectKind = ProjectKind.NEW
    source: ProjectSource = ProjectSource.RECOMMENDED
    source_note: Text = ""
    industry_code: Annotated[str, Field(max_length=8)] | None = None
    party_id: Id | None = None
    plot_id: Id | None = None
    contract_id: Id | None = None
    application_id: Id | None = None
    investment_yuan: Money | None = None
    land_wanted_m2: Annotated[Decimal, Field(gt=0, max_digits=16, decimal_places=2)] | None = None
    output_yuan: Money | None = None
    tax_yuan: Money | None = None
    content_zh: LongText = ""
    owner_name: Text = ""
    lead_office: Text = ""
    duty_office: Text = ""
    service_officer_id: Id | None = None
    service_officer_name: Text = ""
    entered_on: date | None = None


class NewProject(ProjectFacts):
    name_zh: Annotated[str, Field(min_length=1, max_length=200)]
    park_code: str
    stage: Literal["lead", "negotiating"]
    moved_on: date
    reason: Reason = ""
    evidence_ids: EvidenceIds = []


class ProjectChange(ProjectFacts):
    name_zh: Annotated[str, Field(min_length=1, max_length=200)] = ""
    reason: Annotated[str, Field(min_length=2, max_length=500)]


class Move(BaseModel):
    model_config = ConfigDict(extra="forbid")

    stage: Stage
    moved_on: date
    reason: Reason = ""
    evidence_ids: EvidenceIds = []


class TakeBack(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(min_length=2, max_length=500)]


class Schedule(BaseModel):
    model_config = ConfigDict(extra="forbid")

    planned_start_on: date | None = None
    planned_completion_on: date | None = None
    planned_production_on: date | None = None
    planned_attainment_on: date | None = None
    needs_entry: bool | None = None
    reason: Reason = ""
    evidence_ids: EvidenceIds = []


class ReportedMonth(NewVersion):
    """The version of the report that was written, and what of it is to be looked at again."""

    findings: list[dict[str, Any]]


class Progress(BaseModel):
    """Shares of the whole work; `planned_share` left out: the time that has passed is the plan."""

    model_config = ConfigDict(extra="forbid")

    month: date
    planned_share: Share | None = None
    done_share: Share
    invested_yuan: Money | None = None
    summary_zh: LongText = ""
    obstacle_zh: LongText = ""
    evidence_ids: EvidenceIds = []


class Month(BaseModel):
    model_config = ConfigDict(extra="forbid")

    month: date
