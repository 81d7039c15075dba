"""What the approvals' routes answer. Days are calendar days; numbers of days are in the item's own unit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel

from gisapp.api.answers import InPark, Named, Recorded
from gisapp.approvals.terms import (
    CaseState,
    ClockDayKind,
    HandlingKind,
    ItemOutcome,
    ProcessMode,
    StageState,
    SuspensionKind,
)
from gisapp.kernel.time_limit import TimeLimitLight, TimeLimitPhase
from gisapp.kernel.workdays import DayUnit

Found = list[dict[str, Any]]


NextStep = Literal[
    "receive",
    "not_needed",
    "again",
    "material",
    "accept",
    "notice",
    "return",
    "resume",
    "finish",
    "suspend",
    "extend",
    "tolerate",
]
"""What may be done next with a case."""


class RuleEntryAnswer(BaseModel):
    code: str
    value: str
    unit: str
    basis: str
    effective_from: date
    confirmed: bool


class ProjectHead(InPark, Named):
    project_id: int
    project_no: str
    plot_id: int | None
    plot_no: str | None
    party_name_zh: str | None
    party_name_en: str | None
    service_officer_name: str
    mode: ProcessMode
    started_on: date


class TotalAnswer(BaseModel):
    """Working days used of those allowed; `planned`: what the list adds up to, stage after stage."""

    used: int
    allowed: int
    left: int
    light: TimeLimitLight
    planned: int
    rule: RuleEntryAnswer


class BoardStage(Named):
    code: str
    is_alongside: bool


class BoardCell(BaseModel):
    code: str
    state: StageState
    light: TimeLimitLight | None
    done: int
    items: int
    due_on: date | None
    ended_on: date | None
    branch_zh: str
    branch_en: str


class BoardProject(ProjectHead):
    total: TotalAnswer
    light: TimeLimitLight | None
    is_finished: bool
    next_due_on: date | None
    open: int
    done: int
    items: int
    red: int
    yellow: int
    suspended: int
    tolerances_pending: int
    tolerances_overdue: int
    simulated_waiting: int
    conversion_ready: bool
    stages: list[BoardCell]


class BoardAnswer(BaseModel):
    as_of: date
    stages: list[BoardStage]
    projects: list[BoardProject]


class ItemName(BaseModel):
    item_code: str
    item_name_zh: str
    item_name_en: str
    department_zh: str
    needs: list[str]


class ClockAnswer(BaseModel):
    accepted_on: date | None
    is_deemed: bool
    notice_due_on: date | None
    light: TimeLimitLight | None
    phase: TimeLimitPhase
    due_on: date | None
    due_is_provisional: bool
    unit: DayUnit
    days_total: int
    days_used: int
    days_left: int
    days_over: int
    sentence_zh: str
    sentence_en: str


class ToleranceCounts(BaseModel):
    tolerances: int
    tolerances_pending: int
    tolerances_overdue: int
    tolerance_findings: Found


class LaneAnswer(ItemName, ClockAnswer, ToleranceCounts):
    case_id: int
    round: int
    state: CaseState
    received_on: date | None
    finished_on: date | None
    ends_on: date
    is_longest: bool
    is_simulated: bool
    has_effect: bool
    effective_on: date | None


class CaseListItem(ProjectHead, LaneAnswer):
    stage_code: str


class SparedItem(ItemName):
    case_id: int
    reason: str


class StageAnswer(Named):
    code: str
    lead_zh: str
    is_alongside: bool
    state: StageState
    light: TimeLimitLight | None
    started_on: date | None
    due_on: date | None
    ended_on: date | None
    branch: list[str]
    plan_workdays: int | None
    plan_due_on: date | None
    plan_branch: list[str]
    lanes: list[LaneAnswer]
    not_needed: list[SparedItem]


class DealAnswer(BaseModel):
    contract_no: str | None
    signed_on: date | None
    paid_on: date | None


class PlannableItem(Named):
    code: str
    stage_code: str


class WaitingResult(Named):
    case_id: int


class ConversionAnswer(BaseModel):
    waiting: list[WaitingResult]
    is_ready: bool
    findings: Found


class ProcessAnswer(ProjectHead):
    as_of: date
    note: str
    deal: DealAnswer
    total: TotalAnswer
    is_finished: bool
    findings: Found
    stages: list[StageAnswer]
    plannable: list[PlannableItem]
    conversion: ConversionAnswer


class DefinitionAnswer(BaseModel):
    term_zh: str
    days: int
    unit: DayUnit
    statutory_days: int | None
    statutory_unit: DayUnit | None
    excluded: list[SuspensionKind]
    extension_days_max: int
    is_tolerable: bool
    handling: HandlingKind
    effective_from: date
    effective_to: date | None
    basis: str
    confirmed: bool
    note: str


class DayAnswer(BaseModel):
    day: date
    number: int | None
    kind: ClockDayKind
    note_zh: str
    confirmed: bool
    is_ahead: bool


class CaseAnswer(ProjectHead, ItemName, ClockAnswer, ToleranceCounts):
    """One case in full; `may`: the steps that follow, most likely first; files as in /api/evidence."""

    case_id: int
    stage_code: str
    round: int
    state: CaseState
    as_of: date
    planned_on: date
    received_on: date | None
    notice: dict[str, Any] | None
    recorded_accepted_on: date | None
    accepted_files: Found
    finished_on: date | None
    outcome: ItemOutcome | None
    result_no: str
    outcome_reason: str
    result_files: Found
    returned_on: date | None
    return_reason: str
    is_simulated: bool
    has_effect: bool
    effective_on: date | None
    conversion_no: str | None
    effect_findings: Found
    definition: DefinitionAnswer
    needs_missing: list[str]
    needs_names: dict[str, dict[str, str]]
    rules: list[RuleEntryAnswer]
    days: list[DayAnswer]
    findings: Found
    issue_findings: Found
    suspensions: Found
    extensions: Found
    materials: Found
    asked: Found
    revoked_before: int
    may: list[NextStep]
    rounds: Found


class CatalogueStage(Named):
    code: str
    lead_zh: str
    sort_order: int
    is_alongside: bool
    effective_from: date


class ItemVersion(Recorded, Named):
    id: int
    stage_code: str
    department_zh: str
    days: int
    unit: DayUnit
    statutory_days: int | None
    statutory_unit: DayUnit | None
    needs: list[str]
    excluded: list[SuspensionKind]
    handling: HandlingKind
    is_tolerable: bool
    extension_days_max: int
    materials: Found
    basis: str
    confirmed: bool
    note: str
    effective_from: date
    effective_to: date | None


class CatalogueItem(ItemVersion):
    code: str
    coming_on: date | None
    open_cases: int


class PastItemVersion(ItemVersion):
    replaced_at: datetime | None


class CatalogueAnswer(BaseModel):
    as_of: date
    stages: list[CatalogueStage]
    items: list[CatalogueItem]
