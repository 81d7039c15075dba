"""Bodies and answers of yearly performance: figures, imports, schemes, grades."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark, Labels, OfParty, Recorded
from gisapp.evidence.routes import EvidenceAnswer
from gisapp.kernel.bounds import Id
from gisapp.kernel.finding import Severity
from gisapp.performance.schema_numbers import Area, Money, Quantity, Share, SignedMoney
from gisapp.performance.terms import Criterion, Grade, ImportState, LandKind, ResultStatus, Segment

EvidenceIds = Annotated[list[Id], Field(max_length=50)]
Words = Annotated[str, Field(min_length=1, max_length=1000)]
Year = Annotated[int, Field(ge=2000, le=2100)]
Segments = Literal["above", "below"]


class FindingAnswer(BaseModel):
    model_config = ConfigDict(extra="allow")

    code: str
    severity: Severity
    message_zh: str


class YearAnswer(BaseModel):
    """`missing` counts enterprises that hold built land and have told nothing."""

    year: int
    figures: int
    above_size: int
    missing: int
    scheme_version: int | None
    run_no: int | None


class Amounts(BaseModel):
    tax_yuan: float | None
    value_added_yuan: float | None
    output_yuan: float | None
    revenue_yuan: float | None
    energy_tce: float | None
    electricity_kwh: float | None
    emission_t: float | None
    rd_yuan: float | None
    staff: int | None
    fixed_investment_yuan: float | None


class LandAnswer(BaseModel):
    plot_id: int | None
    plot_no: str | None
    kind: LandKind
    area_m2: float


class FigureAnswer(Amounts, InPark, OfParty, Recorded):
    """`land_m2` = registered + leased in − leased out + unregistered but used; None = not told."""

    id: int
    park_id: int
    year: int
    credit_code: str | None
    segment: Segment
    started_on: date | None
    land_m2: float | None
    registered_m2: float | None
    leased_in_m2: float | None
    leased_out_m2: float | None
    unregistered_m2: float | None
    land: list[LandAnswer]
    source: str
    document: str | None


class MissingAnswer(BaseModel):
    party_id: int
    party_name_zh: str
    credit_code: str | None
    park_id: int
    park_code: str
    park_name_zh: str


class FigureList(BaseModel):
    year: int
    items: list[FigureAnswer]
    missing: list[MissingAnswer]


class FigureVersion(Amounts, Recorded):
    id: int
    segment: Segment
    started_on: date | None
    land_m2: float | None
    source: str
    document: str | None
    reason: str
    import_id: int | None
    replaced_at: datetime | None
    evidence: list[EvidenceAnswer]


class LandBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: LandKind
    area_m2: Area
    plot_id: Id | None = None


class FigureBody(BaseModel):
    """Figures of one enterprise, park and year; a correction of what is there needs `reason`."""

    model_config = ConfigDict(extra="forbid")

    party_id: Id
    park_code: Annotated[str, Field(max_length=32)]
    year: Year
    segment: Segments
    started_on: date | None = None
    tax_yuan: Money | None = None
    value_added_yuan: SignedMoney | None = None
    output_yuan: Money | None = None
    revenue_yuan: Money | None = None
    rd_yuan: Money | None = None
    fixed_investment_yuan: Money | None = None
    energy_tce: Quantity | None = None
    electricity_kwh: Quantity | None = None
    emission_t: Quantity | None = None
    staff: Annotated[int | None, Field(ge=0, le=1_000_000)] = None
    land: Annotated[list[LandBody], Field(max_length=100)] = []
    source: Annotated[str, Field(min_length=1, max_length=200)]
    document: Annotated[str | None, Field(max_length=200)] = None
    reason: Annotated[str, Field(max_length=1000)] = ""
    evidence_ids: EvidenceIds = []


class ColumnAnswer(BaseModel):
    header: str
    field: str
    label_zh: str
    unit: str


class ImportRowAnswer(BaseModel):
    """A row as read, with what the checks say of it now."""

    row_no: int
    party_name: str
    credit_code: str
    park: str
    segment: Segment | None
    amounts: dict[str, str | None]
    land: dict[str, str]
    plot_nos: list[str]
    is_sound: bool
    findings: list[FindingAnswer]


class ImportAnswer(BaseModel):
    id: int
    year: int
    park_code: str | None
    park_name_zh: str | None
    evidence_id: int
    sha256: str
    file_name: str
    state: ImportState
    replaces_id: int | None
    received_at: datetime
    received_by_name: str
    accepted_rows: int | None
    decided_at: datetime | None
    decided_by_name: str | None
    reason: str
    row_count: int


class ImportSheet(ImportAnswer):
    columns: list[ColumnAnswer]
    findings: list[FindingAnswer]
    rows: list[ImportRowAnswer]
    sound: int
    faulty: int


class Accepted(BaseModel):
    written: int
    unchanged: int
    left_out: int


class Reason(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Words


class CriterionBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    segment: Segments
    criterion: str
    weight: Annotated[Share, Field(le=100)]
    reference: Share
    cap: Share | None = None
    reference_basis: Annotated[str, Field(max_length=400)] = ""
    reference_confirmed: bool = False


class SchemeBody(BaseModel):
    """Weights of a segment sum to 100; shares are cumulative, of one."""

    model_config = ConfigDict(extra="forbid")

    year: Year
    title_zh: Annotated[str, Field(min_length=1, max_length=200)]
    basis: Annotated[str, Field(min_length=1, max_length=400)]
    confirmed: bool = False
    share_a: Share
    share_b: Share
    share_c: Share
    note: Annotated[str, Field(max_length=1000)] = ""
    criteria: Annotated[list[CriterionBody], Field(min_length=1, max_length=16)]


class SchemeAnswer(Recorded):
    id: int
    year: int
    version_no: int
    title_zh: str
    basis: str
    confirmed: bool
    share_a: float
    share_b: float
    share_c: float
    note: str
    criteria: list[dict[str, Any]]
    runs: int


class CriterionWord(Labels):
    criterion: Criterion
    unit_zh: str
    unit_en: str
    formula_zh: str
    formula_en: str


class SchemeSheet(BaseModel):
    """The schemes of a year with what an editor needs: words of the criteria, published presets, this year's averages."""

    schemes: list[SchemeAnswer]
    criteria: list[CriterionWord]
    presets: list[dict[str, Any]]
    averages: list[dict[str, Any]]


class ResultAnswer(BaseModel):
    segment: Segment
    status: ResultStatus
    score: float | None
    rank: int | None
    ranked_of: int | None
    is_tied: bool
    grade: Grade | None
    reason_zh: str
    land_m2: float | None
    contributions: list[dict[str, Any]]
    party_id: int
    park_id: int
    party_name_zh: str
    park_code: str


class PreviewRow(ResultAnswer):
    grade_before: Grade | None
    rank_before: int | None


class Preview(BaseModel):
    year: int
    rows: list[PreviewRow]


class LeagueRow(ResultAnswer):
    id: int
    run_id: int
    year: int
    party_name_en: str
    credit_code: str | None
    park_name_zh: str
    park_name_en: str
    given_grade: Grade | None
    upheld_appeal_id: int | None
    has_open_appeal: bool
    plot_id: int | None
    inputs: dict[str, Any]


class RunAnswer(Recorded):
    id: int
    year: int
    run_no: int
    scheme_id: int
    scheme_version: int
    scheme_title_zh: str
    scheme_confirmed: bool
    fixed_on: date
    algorithm: str
    inputs_sha256: str
    note: str
    counts: dict[str, int]
    is_newest: bool


class League(BaseModel):
    """`run` None: nothing was graded by the day."""

    year: int
    run: RunAnswer | None
    runs: list[RunAnswer]
    rows: list[LeagueRow]


class RunBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    year: Year
    note: Annotated[str, Field(max_length=1000)] = ""


class Verification(BaseModel):
    run_id: int
    same_algorithm: bool
    same_inputs: bool
    inputs_sha256: str
    results: int
    differing: list[int]
