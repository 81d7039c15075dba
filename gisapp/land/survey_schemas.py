"""What survey routes take and give: areas in ㎡, boxes as [west, south, east, north] in EPSG:4490."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import Labels, OnPlot
from gisapp.kernel.bounds import Epsg, Ordinal
from gisapp.kernel.crs import Bbox
from gisapp.kernel.finding import Severity
from gisapp.land.schemas import Area, Document, Reason
from gisapp.land.terms import SurveyAction, SurveyFormat, SurveyState


class SurveyListItem(BaseModel):
    """A survey in the list; `counts` tells how many rows are new, revise, unchanged, blocked."""

    id: int
    park_code: str
    park_name_zh: str
    file_name: str
    format: SurveyFormat | None
    sha256: str
    size_bytes: int
    state: SurveyState
    row_count: int
    counts: dict[SurveyAction, int]
    question_count: int
    received_at: datetime
    received_by_name: str
    checked_at: datetime
    decided_at: datetime | None
    decided_by_name: str | None
    valid_from: date | None
    document: str | None
    reason: str | None


class SurveyPage(BaseModel):
    total: int
    items: list[SurveyListItem]


class ChoiceAnswer(BaseModel):
    value: str
    label_zh: str
    hint_zh: str


class QuestionAnswer(BaseModel):
    """What only a person can decide: crs, zone, layer or field_map; `code` is the key of the reply."""

    code: str
    message_zh: str
    message_en: str
    choices: list[ChoiceAnswer]
    suggestion: str | None


class IssueCount(Labels):
    """How many findings of one kind; the label is what they say, without the values of one row."""

    code: str
    severity: Severity
    count: int


class SurveyAnswer(BaseModel):
    """One survey as the dry run left it. `recognised`: these bytes had come in before."""

    id: int
    park_code: str
    park_name_zh: str
    file_name: str
    sha256: str
    size_bytes: int
    state: SurveyState
    questions: list[QuestionAnswer]
    answers: dict[str, Any]
    reading: dict[str, Any]
    row_count: int
    counts: dict[SurveyAction, int]
    accepted_count: int
    issue_counts: dict[str, int]
    issue_codes: list[IssueCount]
    thresholds: dict[str, float]
    bbox: Bbox | None
    received_at: datetime
    received_by_name: str
    checked_at: datetime
    decided_at: datetime | None
    decided_by_name: str | None
    valid_from: date | None
    document: str | None
    reason: str | None
    recognised: bool = False


class RowIssue(BaseModel):
    code: str
    severity: Severity
    message_zh: str
    fix_zh: str
    message_en: str
    fix_en: str


class SurveyFeatureRow(BaseModel):
    """A row of the file: as delivered, in our fields, what is proposed and what became of it."""

    row_no: int
    plot_no: str | None
    action: SurveyAction
    worst_severity: Severity | None
    attributes: dict[str, Any]
    delivered: dict[str, Any]
    area_declared_m2: Area | None
    area_planar_m2: Area | None
    area_ellipsoidal_m2: Area | None
    replaces_plot_id: int | None
    base_version_no: int | None
    accepted_plot_id: int | None
    accepted_at: datetime | None
    issues: list[RowIssue]
    bbox: Bbox | None


class SurveyRowPage(BaseModel):
    total: int
    items: list[SurveyFeatureRow]


class SurveyIssueRow(BaseModel):
    """A finding: row of the file (null: the whole file), line of a text file, what is wrong, what to do, where."""

    id: int
    row_no: int | None
    line_no: int | None
    plot_no: str | None
    field: str | None
    code: str
    severity: Severity
    value: str | None
    message_zh: str
    fix_zh: str
    message_en: str
    fix_en: str
    lon: float | None
    lat: float | None


class SurveyIssuePage(BaseModel):
    total: int
    items: list[SurveyIssueRow]


class MissingPlot(OnPlot):
    """A plot of the earlier delivery that this one leaves out; area in ㎡, box in degrees."""

    area_m2: Area
    earlier_id: int
    earlier_file: str
    earlier_received_at: datetime
    bbox: Bbox


class SurveyReply(BaseModel):
    """Answers to questions, or other choices; any of them, the rest stays as answered before."""

    model_config = ConfigDict(extra="forbid")

    crs: Epsg | str | None = Field(default=None, description="EPSG code, as 4526 or EPSG:4526")
    zone: Ordinal | str | None = Field(default=None, description="3° zone 25–45 or 6° zone 13–23")
    encoding: str | None = None
    layer: str | None = None
    field_map: dict[str, str] | None = Field(default=None, description="our field → column of the file")
    area_unit: str | None = Field(default=None, description="m2, ha or mu")
    land_use_scheme: str | None = None
    land_use_targets: dict[str, str] | None = Field(
        default=None, description="class of another scheme as scheme|code → national code, or as_written"
    )
    plot_no_prefix: Annotated[str | None, Field(max_length=24)] = None
    shift: str | None = Field(default=None, description="degrees were measured (none), or are gcj02 or bd09")
    transformation: dict[str, str | float] | None = Field(
        default=None,
        description="kind seven (dx dy dz m, rx ry rz arc seconds, scale_ppm, convention position_vector or coordinate_frame),"
        " four (dx dy m, rotation arc seconds, scale_ppm), gcj02 or bd09; `source` = where the parameters come from",
    )


class SurveyAcceptance(BaseModel):
    """Which rows to take (all sound ones when left out), from which day on, on which paper."""

    model_config = ConfigDict(extra="forbid")

    valid_from: date
    rows: Annotated[list[Ordinal] | None, Field(max_length=200_000)] = None
    document: Document = None


class SurveyAccepted(BaseModel):
    """How many rows came in new or revised a plot, said nothing new, and how many are still open."""

    new: int
    revise: int
    unchanged: int
    left: int
    survey: SurveyAnswer


class SurveyRejection(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason
