"""What the routes of nightly checks, constraint areas and compliance reports take and give; areas in ㎡, GeoJSON in EPSG:4490."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from gisapp.api.answers import InPark, Named, Recorded, Titled
from gisapp.compliance.terms import CheckKind, CheckSubject, OverlapCause, OverlapDecision, OverlapMode, Verdict
from gisapp.kernel.bounds import Id
from gisapp.land.schemas import Area, Reason, Shape, Strict
from gisapp.land.terms import ConstraintKind
from gisapp.plot_rules.terms import RuleKind, RuleMoment, RuleSubject, RuleWeight
from gisapp.preparation.standard_terms import AssessmentKind

Name = Annotated[str, Field(min_length=2, max_length=120)]
Text = Annotated[str, Field(max_length=300)]


class RuleCard(Titled):
    """A rule of the registry; `severity` by moment, `tolerances` = rulebook codes, `standing` = findings of the day."""

    id: str
    version: int
    kind: RuleKind
    subject: RuleSubject
    about_zh: str
    about_en: str
    fix_zh: str
    fix_en: str
    codes: list[str]
    tolerances: list[str]
    severity: dict[RuleMoment, RuleWeight]
    standing: int


class RunAnswer(BaseModel):
    id: int
    kind: CheckKind
    as_of: date
    ran_at: datetime
    ran_by_name: str
    plots: int
    standing: int
    found: int
    resolved: int
    not_asked: dict[str, str] | None


class CheckSummaryAnswer(BaseModel):
    rules: list[RuleCard]
    runs: list[RunAnswer]


class FindingAnswer(InPark):
    """A finding of the night; `resolved_on` = the day of the run that saw it no longer."""

    id: int
    plot_id: int
    plot_no: str | None
    other_plot_id: int | None
    other_plot_no: str | None
    rule: str
    rule_zh: str
    rule_en: str
    rule_version: int
    code: str
    severity: RuleWeight
    message_zh: str
    message_en: str
    fix_zh: str
    fix_en: str
    measured: str | None
    required: str | None
    tolerances: dict[str, float]
    found_on: date
    resolved_on: date | None
    geometry: dict[str, Any]


class RunDone(BaseModel):
    """What a run of the zone came to, both kinds."""

    plots: int
    findings: int
    findings_new: int
    findings_resolved: int
    overlaps: int
    overlaps_new: int
    overlaps_resolved: int


class AreaAnswer(Recorded, Named):
    """A constraint area; `standing` in_force, future or ended on the day; `distance_m` null = the rulebook's for its kind."""

    id: int
    root_id: int
    kind: ConstraintKind
    kind_zh: str
    source: str
    document_no: str
    distance_m: float | None
    remark: str
    valid_from: date | None
    valid_to: date | None
    standing: Literal["in_force", "future", "ended"]
    area_ellipsoidal_m2: Area
    plots: int
    mode: OverlapMode
    severity: RuleWeight
    basis: str
    basis_confirmed: bool
    west: float
    south: float
    east: float
    north: float


class PastArea(Recorded):
    id: int
    kind: ConstraintKind
    name_zh: str
    source: str
    document_no: str
    distance_m: float | None
    valid_from: date | None
    valid_to: date | None
    superseded_at: datetime | None


class AreaSheet(AreaAnswer):
    geometry: dict[str, Any]
    history: list[PastArea]


class AreaBody(Strict):
    """An area as its document has it; [valid_from, valid_to); geometry is a Polygon or MultiPolygon in EPSG:4490."""

    kind: Annotated[str, Field(max_length=30)]
    name_zh: Name
    name_en: Annotated[str, Field(max_length=120)] = ""
    source: Name
    document_no: Annotated[str, Field(max_length=120)] = ""
    distance_m: Annotated[Decimal | None, Field(ge=0, le=20_000, decimal_places=2)] = None
    remark: Text = ""
    valid_from: date
    valid_to: date | None = None
    geometry: dict[str, Any] | None = None


class AreaCorrection(AreaBody):
    reason: Reason


class AreaEnd(Strict):
    ends_on: date
    reason: Reason
    document_no: Annotated[str, Field(max_length=120)] = ""


class Withdrawal(Strict):
    reason: Reason


class OverlapAnswer(InPark, Named):
    """A standing overlap of a plot with a constraint area; `decision` null = nobody has looked at it yet."""

    id: int
    plot_id: int
    plot_no: str | None
    area_id: int | None
    kind: ConstraintKind
    mode: OverlapMode
    severity: RuleWeight
    basis: str
    basis_confirmed: bool
    distance_m: float
    overlap_m2: Area
    overlap_mu: float
    share: float
    cause: OverlapCause
    found_on: date
    fix_zh: str
    fix_en: str
    geometry: dict[str, Any]
    decision: OverlapDecision | None
    note_zh: str | None
    document_no: str | None
    reviewed_on: date | None
    reviewed_by_name: str | None


class ReviewBody(Strict):
    decision: OverlapDecision
    note: Annotated[str, Field(min_length=2, max_length=500)]
    document_no: Annotated[str, Field(max_length=120)] = ""


class CheckBody(Shape):
    """What is to be held against the constraint areas: a registered plot, a proposal, or a shape drawn or pasted."""

    plot_id: Id | None = None
    proposal_id: Id | None = None
    title: Annotated[str, Field(max_length=80)] = ""


class ConflictAnswer(Named):
    """An overlap of a check, with how it is to be mended; `basis` says so where it is not confirmed."""

    kind: ConstraintKind
    mode: OverlapMode
    area_id: int | None
    distance_m: float
    overlap_m2: Area
    share: float
    code: str
    severity: RuleWeight
    message_zh: str
    message_en: str
    fix_zh: str
    fix_en: str
    measured: str
    required: str
    basis: str
    geometry: dict[str, Any]


class CoverageAnswer(BaseModel):
    id: int
    kind: AssessmentKind
    title: str
    document_no: str
    valid_to: date | None
    covered_m2: Area
    share: float


class AreaUsed(Named):
    """A row of the register that a check looked at; `sha256` of its shape."""

    id: int
    root_id: int
    kind: ConstraintKind
    source: str
    document_no: str
    distance_m: float
    sha256: str


class CheckAnswer(BaseModel):
    """What a check says, and what it rests on: enough to work it out again."""

    subject: CheckSubject
    subject_zh: str
    plot_id: int | None
    park_name_zh: str
    as_of: date
    known_at: datetime
    planar_epsg: int
    area_m2: Area
    verdict: Verdict
    conflicts: list[ConflictAnswer]
    unknown_kinds: list[ConstraintKind]
    assessments: list[CoverageAnswer]
    areas: list[AreaUsed]
    tolerance_m2: float
    entries: dict[str, dict[str, Any]]


class ReportItem(BaseModel):
    id: int
    report_no: str
    subject: CheckSubject
    subject_zh: str
    plot_id: int | None
    park_code: str | None
    park_name_zh: str | None
    as_of: date
    verdict: Verdict
    area_m2: Area
    conflicts: int
    made_at: datetime
    made_by_name: str
    sha256: str
    west: float
    south: float
    east: float
    north: float


class ReportSheet(BaseModel):
    id: int
    report_no: str
    sha256: str
    made_at: datetime
    made_by_name: str
    content: CheckAnswer


class ReplayAnswer(BaseModel):
    """Whether the report comes out the same again; else which parts differ and which areas are not as they were."""

    is_same: bool
    sha256: str
    differing: list[str]
    changed_areas: list[str]
    verdict: Verdict


class PlotChecks(BaseModel):
    """Everything the checks know of one plot on a day."""

    findings: list[FindingAnswer]
    overlaps: list[OverlapAnswer]
    reports: list[ReportItem]
    checked_on: date | None
