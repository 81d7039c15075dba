"""What the routes of promises take and answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark, Labels, OfContract, OfParty, OnPlot, Recorded
from gisapp.commitments.terms import DueGroup, RateBy, ReviewingOffice, TallyColumn
from gisapp.kernel.bounds import Id
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.standard_terms import CheckVerdict, CommitmentState, ObligationKind, Obligor

Words = Annotated[str, Field(max_length=200)]
Paragraph = Annotated[str, Field(max_length=2000)]
Name = Annotated[str, Field(min_length=1, max_length=80)]
EvidenceIds = Annotated[list[Id], Field(max_length=40)]
Amount = Annotated[Decimal, Field(max_digits=20, decimal_places=6)]


class TallyAnswer(BaseModel):
    """due = kept + late + broken + waived + not_yet_due, always; `kept_rate` None where nothing has been judged."""

    due: int
    kept: int
    late: int
    broken: int
    waived: int
    not_yet_due: int
    late_open: int
    kept_rate: float | None


class CommitmentItem(InPark, OnPlot, OfContract, OfParty, Labels):
    """One obligation as it stands on the day."""

    project_name: str
    industry_code: str
    industry_name_zh: str | None
    industry_name_en: str | None
    officer_name: str
    contract_area_m2: float
    obligation_key: str
    version_no: int
    kind: ObligationKind
    obligor: Obligor
    due_on: date
    basis: str
    indicator: Indicator | None
    direction: Direction | None
    target: float | None
    target_zh: str | None
    amount_yuan: float | None
    state: CommitmentState
    tally: TallyColumn
    is_settled: bool
    kept_on: date | None
    rectify_by: date | None
    late_days: int
    act_by: date | None
    last_check_id: int | None


class CommitmentList(BaseModel):
    as_of: date
    tally: TallyAnswer
    total: int = Field(description="Rows of the list in the columns and states asked for")
    items: list[CommitmentItem]


class DueItem(CommitmentItem):
    group: DueGroup


class DueList(BaseModel):
    as_of: date
    within_days: int
    items: list[DueItem]


class RateRow(TallyAnswer, Labels):
    key: str


class RateTable(BaseModel):
    as_of: date
    by: RateBy
    total: TallyAnswer
    rows: list[RateRow]


class ReasonInput(Labels):
    value_zh: str
    value_en: str


class ReasonEntry(BaseModel):
    """An entry of the rulebook in force on the day looked at."""

    code: str
    value: float
    unit: str
    effective_from: date
    basis: str
    confirmed: bool
    note: str


class ReasonAnswer(BaseModel):
    rule_zh: str
    rule_en: str
    inputs: list[ReasonInput]
    basis: list[str]
    entries: list[ReasonEntry]
    next_zh: str
    next_en: str


class ReviewerAnswer(BaseModel):
    office: ReviewingOffice
    name: str
    opinion: str


class WithdrawalAnswer(BaseModel):
    withdrawn_on: date
    decided_by: str
    reason: str
    evidence_ids: list[int]


class CheckAnswer(Recorded):
    id: int
    sequence: int
    checked_on: date
    verdict: CheckVerdict
    done_on: date | None
    measured: float | None
    measured_zh: str | None
    inputs: dict[str, Any]
    rectify_by: date | None
    consequence: str
    remark: str
    signed_off_by: str
    reviewers: list[ReviewerAnswer]
    evidence_ids: list[int]
    findings: list[dict[str, Any]]
    withdrawal: WithdrawalAnswer | None


class WaiverAnswer(Recorded):
    waived_on: date
    decided_by: str
    reason: str
    evidence_ids: list[int]


class FigureAnswer(Labels):
    name: str
    unit: str


class ExplainedCommitment(CommitmentItem):
    """An obligation with why it stands so, its checks, its waiver, and what a check has to measure."""

    formula_zh: str | None
    formula_en: str | None
    figures: list[FigureAnswer]
    reason: ReasonAnswer
    checks: list[CheckAnswer]
    waiver: WaiverAnswer | None


class Promises(BaseModel):
    """The timeline of promises of a plot or a contract, by due day."""

    as_of: date
    tally: TallyAnswer
    items: list[ExplainedCommitment]


class StoreyBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    floor_area_m2: Amount | None
    height_m: Amount | None


class ReviewerBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    office: ReviewingOffice
    name: Words
    opinion: Paragraph = ""


class CheckBody(BaseModel):
    """A check with raw figures: amounts in yuan, areas in ㎡; the measured value is computed, never sent."""

    model_config = ConfigDict(extra="forbid")

    contract_id: Id
    obligation_key: Annotated[str, Field(min_length=1, max_length=120)]
    checked_on: date
    verdict: CheckVerdict
    done_on: date | None = None
    numbers: Annotated[dict[str, Amount | None], Field(max_length=12)] = {}
    answers: Annotated[dict[str, bool | None], Field(max_length=4)] = {}
    storeys: Annotated[list[StoreyBody], Field(max_length=200)] | None = None
    rectify_by: date | None = None
    consequence: Paragraph = ""
    remark: Paragraph = ""
    signed_off_by: Words = ""
    reviewers: Annotated[list[ReviewerBody], Field(max_length=12)] = []
    evidence_ids: EvidenceIds = []


class CheckPreview(BaseModel):
    """What the rules make of a check that is not kept yet."""

    measured: float | None
    measured_zh: str | None
    as_promised: bool | None
    proves: str
    state: CommitmentState
    findings: list[dict[str, Any]]


class WithdrawalBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    withdrawn_on: date
    decided_by: Name
    reason: Annotated[str, Field(min_length=2, max_length=2000)]
    evidence_ids: EvidenceIds


class WaiverBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    contract_id: Id
    obligation_key: Annotated[str, Field(min_length=1, max_length=120)]
    waived_on: date
    decided_by: Words = ""
    reason: Paragraph = ""
    evidence_ids: EvidenceIds = []


class OfficerBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    officer_name: Name
    valid_from: date
