"""Bodies and answers of supervision letters, problems and on-site reviews."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import Performed
from gisapp.evidence.routes import EvidenceAnswer
from gisapp.kernel.bounds import Id, Ordinal
from gisapp.projects.schemas import EvidenceIds, LongText, Text
from gisapp.projects.terms import LetterState, Light, ProblemSource, ProblemState, ProjectStage

Named = Annotated[str, Field(min_length=1, max_length=200)]


class LetterStepAnswer(Performed):
    sequence: int
    state: LetterState
    done_on: date
    due_on: date | None
    content_zh: str
    evidence: list[EvidenceAnswer]


class LetterAnswer(BaseModel):
    """`due_on` is the last day for the reply that is waited for; `days_left` counts calendar days, negative when it has passed."""

    id: int
    letter_no: str
    project_id: int
    project_no: str
    project_name_zh: str
    park_code: str
    park_name_zh: str
    plot_id: int | None
    owner_name: str
    service_officer_name: str
    title_zh: str
    addressee_zh: str
    facts_zh: str
    demand_zh: str
    issued_on: date
    reply_workdays: int
    reply_due_on: date
    light: Light | None
    issued_by_name: str
    state: LetterState
    state_on: date
    due_on: date | None
    is_overdue: bool
    days_left: int | None
    replied_late: bool
    open_steps: list[LetterState]
    steps: list[LetterStepAnswer]
    evidence: list[EvidenceAnswer]


class ReplyClockAnswer(BaseModel):
    """Every day on the way to the last one, counted or skipped, one line each."""

    sentence_zh: str
    lines_zh: list[str]
    unconfirmed_years: list[int]
    basis: str


class ReplyDueAnswer(BaseModel):
    due_on: date
    sentence_zh: str


class NewLetter(BaseModel):
    """`demand_zh`: one demand a line."""

    model_config = ConfigDict(extra="forbid")

    title_zh: Named
    addressee_zh: Named
    facts_zh: Annotated[str, Field(min_length=2, max_length=2000)]
    demand_zh: Annotated[str, Field(min_length=2, max_length=2000)]
    reply_workdays: Annotated[int, Field(ge=1, le=60)]
    evidence_ids: EvidenceIds = []


class LetterStep(BaseModel):
    model_config = ConfigDict(extra="forbid")

    state: Literal["replied", "accepted", "returned", "withdrawn"]
    done_on: date
    content_zh: LongText = ""
    reply_workdays: Annotated[int, Field(ge=1, le=60)] | None = None
    evidence_ids: EvidenceIds = []


class ProblemStepAnswer(Performed):
    sequence: int
    state: ProblemState
    done_on: date
    due_on: date | None
    office_zh: str
    content_zh: str
    evidence: list[EvidenceAnswer]


class ProblemAnswer(BaseModel):
    id: int
    project_id: int
    project_no: str
    project_name_zh: str
    park_code: str
    park_name_zh: str
    plot_id: int | None
    service_officer_name: str
    source: ProblemSource
    review_id: int | None
    review_round_zh: str | None
    title_zh: str
    detail_zh: str
    raised_on: date
    raised_by_name: str
    state: ProblemState
    state_on: date
    office_zh: str | None
    due_on: date | None
    is_overdue: bool
    open_steps: list[ProblemState]
    steps: list[ProblemStepAnswer]


class NewProblem(BaseModel):
    model_config = ConfigDict(extra="forbid")

    source: ProblemSource
    title_zh: Named
    detail_zh: LongText = ""
    raised_on: date
    review_id: Id | None = None


class ProblemStep(BaseModel):
    model_config = ConfigDict(extra="forbid")

    state: Literal["assigned", "handled", "closed"]
    done_on: date
    office_zh: Text = ""
    due_on: date | None = None
    content_zh: LongText = ""
    evidence_ids: EvidenceIds = []


class ReviewItemAnswer(BaseModel):
    item_no: int
    name_zh: str
    max_score: float


class ReviewJudgeAnswer(BaseModel):
    judge_no: int
    name_zh: str
    office_zh: str


class ReviewStopAnswer(BaseModel):
    stop_no: int
    project_id: int
    project_no: str
    project_name_zh: str
    park_code: str
    park_name_zh: str
    plot_id: int | None
    plot_no: str | None
    party_name_zh: str | None
    stage: ProjectStage | None
    investment_yuan: float | None
    comment_zh: str


class ReviewScoreAnswer(BaseModel):
    project_id: int
    judge_no: int
    item_no: int
    score: float
    remark_zh: str


class StandingAnswer(BaseModel):
    """Mean of the judges' totals and the rank by it; `missing` cells have no score yet, and then there is no rank."""

    project_id: int
    total: float | None
    rank: int | None
    is_tied: bool
    missing: int


class ReviewAnswer(BaseModel):
    id: int
    round_zh: str
    title_zh: str
    held_on: date
    host_zh: str
    route_note_zh: str
    created_by_name: str
    created_at: datetime
    closed_at: datetime | None
    closed_by_name: str | None
    items: list[ReviewItemAnswer]
    judges: list[ReviewJudgeAnswer]
    stops: list[ReviewStopAnswer]
    scores: list[ReviewScoreAnswer]
    standings: list[StandingAnswer]
    basis: str


class NewReviewItem(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name_zh: Named
    max_score: Annotated[Decimal, Field(gt=0, le=1000, max_digits=5, decimal_places=1)]


class NewReviewJudge(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name_zh: Named
    office_zh: Text = ""


class NewReview(BaseModel):
    model_config = ConfigDict(extra="forbid")

    round_zh: Named
    title_zh: Named
    held_on: date
    host_zh: Text = ""
    route_note_zh: LongText = ""
    route: Annotated[list[Id], Field(min_length=1, max_length=100)]
    items: Annotated[list[NewReviewItem], Field(min_length=1, max_length=20)]
    judges: Annotated[list[NewReviewJudge], Field(min_length=1, max_length=30)]


class Route(BaseModel):
    model_config = ConfigDict(extra="forbid")

    route: Annotated[list[Id], Field(min_length=1, max_length=100)]


class ScoreCell(BaseModel):
    model_config = ConfigDict(extra="forbid")

    item_no: Ordinal
    score: Annotated[Decimal, Field(ge=0, max_digits=5, decimal_places=1)] | None


class ScoreSheet(BaseModel):
    """One judge's scores for one project; null takes a score off."""

    model_config = ConfigDict(extra="forbid")

    judge_no: Ordinal
    scores: Annotated[list[ScoreCell], Field(min_length=1, max_length=20)]
    remark_zh: LongText = ""


class Comment(BaseModel):
    model_config = ConfigDict(extra="forbid")

    comment_zh: LongText
