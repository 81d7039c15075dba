from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from gisapp.api.answers import Labels, Named, Recorded
from gisapp.cockpit.terms import AgeBand, FigureGroup, FigureUnit, GoalKind, GoalWish
from gisapp.projects.terms import ProjectStage


class Link(BaseModel):
    """The desk with the same rows as a ledger, and the names in its address."""

    desk: str
    query: dict[str, str]


class ParkShown(Named):
    code: str


class ParkAmount(BaseModel):
    park_code: str
    value: float | None
    count: int
    numerator: float | None
    denominator: float | None


class Figure(Labels):
    """A figure on a day; areas in ㎡, shares 0..1; `value` null = nothing to divide by. `recorded_at` = when anything of it was last recorded.

    The English formula, source and basis are empty in months frozen before they were kept.
    """

    id: str
    group: FigureGroup
    unit: FigureUnit
    definition_zh: str
    definition_en: str
    formula_zh: str
    formula_en: str = ""
    source_zh: str
    source_en: str = ""
    basis: str
    basis_en: str = ""
    is_confirmed: bool
    is_input: bool
    recorded_at: datetime | None
    value: float | None
    count: int
    numerator: float | None
    denominator: float | None
    by_park: list[ParkAmount]
    link: Link | None


class AgeBar(BaseModel):
    """`by` idle_age = since the land is idle, case_age = since the clue; cases found idle and not closed."""

    by: str
    band: AgeBand
    count: int
    area_m2: float


class StageCount(BaseModel):
    stage: ProjectStage
    count: int
    link: Link


class FlowMonth(BaseModel):
    """Idle land of a month: opening + found − extended − reused − recovered − annulled = closing, ㎡; `until` < last day where the month still runs."""

    month: date
    until: date
    opening_m2: float
    found_m2: float
    extended_m2: float
    reused_m2: float
    recovered_m2: float
    annulled_m2: float = 0
    closing_m2: float
    opening_count: int
    found_count: int
    closing_count: int


class Cockpit(BaseModel):
    as_of: date
    parks: list[ParkShown]
    figures: list[Figure]
    ageing: list[AgeBar]
    pipeline: list[StageCount]
    flow: list[FlowMonth]


class ListItem(BaseModel):
    """One row of a figure's list; what a kind of row has not is null."""

    key: str
    plot_id: int | None
    plot_no: str | None
    park_code: str | None
    park_name_zh: str | None
    park_name_en: str | None
    party_name_zh: str | None
    reference: str | None
    what_zh: str | None
    state: str | None
    state_zh: str | None
    state_en: str | None
    since: date | None
    due_on: date | None
    area_m2: float | None


class FigureList(BaseModel):
    """`counts` is the figure that the rows add up to: of a share, its numerator. `total` = the sum of what it measures, else the number of rows."""

    figure: str
    counts: str
    as_of: date
    count: int
    total: float
    items: list[ListItem]
    link: Link | None


class Entry(BaseModel):
    code: str
    value: float
    unit: str
    basis: str
    confirmed: bool
    note: str


class Explanation(Figure):
    as_of: date
    arithmetic_zh: str
    arithmetic_en: str
    inputs: list[Figure]
    entries: list[Entry]


class GoalPart(Labels):
    part: str
    days: int
    basis: str
    confirmed: bool


class GoalCandidate(BaseModel):
    key: str
    kind: GoalKind
    wish: GoalWish
    plot_id: int | None
    plot_no: str | None
    park_code: str | None
    park_name_zh: str | None
    park_name_en: str | None
    party_name_zh: str | None
    reference: str | None
    state_zh: str | None
    state_en: str | None
    since: date | None
    area_m2: float
    effort_days: int
    parts: list[GoalPart]
    in_best: bool
    in_greedy: bool


class GoalChoice(BaseModel):
    """In the order in which they are best begun; `earliest_on` when all are worked on at once."""

    keys: list[str]
    area_m2: float
    effort_days: int
    longest_days: int
    earliest_on: date


class GoalResult(BaseModel):
    as_of: date
    target_m2: float
    is_reached: bool
    missing_m2: float
    best: GoalChoice
    greedy: GoalChoice
    findings: list[dict[str, str]] = Field(description="what was found, as findings of rules")
    candidates: list[GoalCandidate]


class ReportHead(BaseModel):
    """A frozen month; `characters` = length of what is kept, `reasons` = how many restatements were explained."""

    id: int
    month: date
    as_of: date
    sha256: str
    previous_sha256: str | None
    frozen_at: datetime
    frozen_by_name: str
    characters: int
    reasons: int


class ReportList(BaseModel):
    """`open_months`: what may be frozen, newest first; freezing one closes those before it."""

    items: list[ReportHead]
    open_months: list[date]


class FreezeBody(BaseModel):
    month: date = Field(description="any day of the month")


class FrozenFigure(Labels):
    id: str
    group: FigureGroup
    unit: FigureUnit
    is_input: bool
    value: float | None
    count: int
    numerator: float | None
    denominator: float | None
    by_park: list[ParkAmount]


class Report(BaseModel):
    id: int
    month: date
    as_of: date
    sha256: str
    previous_sha256: str | None
    frozen_at: datetime
    frozen_by_name: str
    parks: list[ParkShown]
    figures: list[FrozenFigure]


class Verified(BaseModel):
    """`is_intact`: the kept text has its hash; `follows`: it names the hash of the report before it."""

    sha256: str
    computed_sha256: str
    is_intact: bool
    follows: bool


class RowChange(BaseModel):
    key: str
    name_zh: str
    frozen: float | None
    live: float | None


class Reason(Recorded):
    frozen_value: float | None
    live_value: float | None
    reason: str


class Restated(Labels):
    """A figure that would be another one by what is known now; the frozen one stays."""

    id: str
    group: FigureGroup
    unit: FigureUnit
    frozen: float
    live: float
    difference: float
    changes: list[RowChange]
    reasons: list[Reason]


class ReasonBody(BaseModel):
    figure: str = Field(max_length=60)
    reason: str = Field(max_length=1000)
