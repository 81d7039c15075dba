"""Answers of idle-land cases (what comes in: case_bodies.py); money in yuan, areas in square metres, days as YYYY-MM-DD."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, Field

from gisapp.api.answers import InPark, OfContract, OnPlot, Performed
from gisapp.evidence.routes import EvidenceAnswer
from gisapp.idle.terms import CauseSide, IdleCause, IdleGround, IdleState
from gisapp.idle_cases.clock_schemas import ClockAnswer, FeeAnswer, OwnTimeAnswer
from gisapp.idle_cases.terms import (
    AnnulGround,
    BlockingReason,
    CaseSource,
    CaseState,
    CaseStep,
    CustodyAct,
    EntryKind,
    Instrument,
    Measure,
    NextStepKind,
    ServiceKind,
    ServicePurpose,
)
from gisapp.kernel.crs import Bbox
from gisapp.land.terms import ComplianceState

Findings = list[dict[str, Any]]


class CaseAnswer(InPark):
    """A case on a day. `next_due_on` is the last day of the running term and `due_of` whose it is (office, holder);
    `is_overdue` = it has run out; `is_stale` = no term runs and nothing was recorded for longer than the rulebook allows."""

    id: int
    case_no: str
    plot_id: int
    plot_no: str | None
    bbox: Bbox | None
    contract_id: int | None
    contract_no: str | None
    supervision_no: str | None
    party_id: int | None
    party_name_zh: str | None
    party_name_en: str | None
    ground: IdleGround
    source: CaseSource
    source_note: str
    found_on: date
    since: date | None
    area_m2: float
    idle_area_m2: float
    is_part: bool
    state: CaseState
    step: CaseStep
    sequence: int
    state_since: date
    next_due_on: date | None
    due_of: str | None
    side: CauseSide | None
    cause: IdleCause | None
    measure: Measure | None
    terms_until: date | None
    determined_on: date | None
    decided_on: date | None
    decided_amount_yuan: Decimal | None
    closed_on: date | None
    is_open: bool
    is_overdue: bool
    overdue_days: int
    is_stale: bool
    untouched_days: int
    touched_on: date
    officer_id: int | None
    officer_name: str
    blocking: BlockingReason | None
    instrument: Instrument | None
    next_step: NextStepKind | None
    next_step_due_on: date | None
    next_step_note: str | None
    correction_count: int
    registered_at: datetime
    registered_by_name: str


class CaseListAnswer(BaseModel):
    """Cases of a day: counts and sums over exactly these; `by_side` and `by_ground` count the open ones."""

    items: list[CaseAnswer]
    total: int
    open: int
    overdue: int
    idle_area_m2: float
    by_state: dict[CaseState, int]
    by_side: dict[CauseSide, int]
    by_ground: dict[IdleGround, int]


class SuspectAnswer(OnPlot, OfContract):
    """Land that the scan found idle and no open case is about; `dismissed_case_no` = once found not to be idle."""

    park_code: str
    park_name_zh: str
    party_id: int | None
    party_name_zh: str | None
    state: IdleState
    ground: IdleGround
    since: date | None
    side: CauseSide | None
    is_proposal: bool
    latest_on: date | None
    area_m2: float | None
    judged_on: date
    is_stale: bool
    dismissed_case_no: str | None


class OfficerChoice(BaseModel):
    id: int | None
    name: str


class Corrected(BaseModel):
    """What a correction lays bare."""

    findings: Findings


class CorrectionAnswer(Performed):
    """A value put right: what stood there, what stands now, why, and what the new value lays bare."""

    id: int
    target: str
    target_id: int
    field: str
    step: CaseStep | None
    sequence: int | None
    old_value: str | None
    new_value: str
    reason: str
    findings: Findings
    corrected_on: date
    evidence: list[EvidenceAnswer] = Field(default_factory=list)


class StepAnswer(Performed):
    """A step with the service of its paper, corrections laid over it; `basis` is what was known when it was taken;
    `is_annulled` = it no longer holds, the case went back behind it; `paper_on` = the day of the paper that annuls."""

    id: int
    sequence: int
    step: CaseStep
    from_state: CaseState | Literal[""]
    to_state: CaseState
    taken_on: date
    document_id: int | None
    document_no: str
    document_kind: str | None
    document_title_zh: str | None
    document_sha256: str | None
    service_id: int | None
    service_kind: ServiceKind | None
    served_on: date | None
    recipient: str | None
    service_note: str | None
    side: CauseSide | None
    cause: IdleCause | None
    measure: Measure | None
    terms_from: date | None
    terms_until: date | None
    amount_yuan: Decimal | None
    explained_on: date | None
    registered_on: date | None
    register_no: str
    hearing_asked_on: date | None
    hearing_held_on: date | None
    approved_by: str
    approval_no: str
    annul_ground: AnnulGround | None
    paper_on: date | None
    withdrawn_on: date | None
    is_annulled: bool
    reason: str
    basis: dict[str, Any]
    evidence: list[EvidenceAnswer]
    receipts: list[EvidenceAnswer]
    corrections: list[CorrectionAnswer]


class ServiceAnswer(Performed):
    id: int
    purpose: ServicePurpose
    document_id: int | None
    document_no: str
    kind: ServiceKind
    served_on: date
    recipient: str
    encumbrance_id: int | None
    note: str
    step_id: int | None
    step: CaseStep | None
    evidence: list[EvidenceAnswer]


class EntryAnswer(Performed):
    id: int
    kind: EntryKind
    code: str
    entered_on: date
    due_on: date | None
    amount_yuan: Decimal | None
    note: str
    evidence: list[EvidenceAnswer]


class OfficerAnswer(Performed):
    officer_id: int | None
    officer_name: str
    holds_from: date
    reason: str


class OpenStepAnswer(BaseModel):
    """A step that may come next: its document, whether it is served, and, for closing, how the land may stand afterwards;
    `goes_back` = it annuls what was found or decided."""

    step: CaseStep
    after: CaseState
    document_zh: str
    is_served: bool
    article: str
    outcomes: list[ComplianceState]
    ends_contract: bool
    goes_back: bool


class MeasureAnswer(BaseModel):
    measure: Measure
    is_open: bool
    findings: Findings


class CreditorAnswer(BaseModel):
    encumbrance_id: int
    holder_name: str
    certificate_no: str | None
    amount_yuan: Decimal | None
    rank: int | None
    notified_on: date | None


class CaseDocumentAnswer(BaseModel):
    id: int
    kind: str
    title_zh: str
    document_no: str
    issued_on: date
    issued_by_name: str
    revoked_on: date | None
    docx_sha256: str


class CustodyAnswer(BaseModel):
    id: int
    act: CustodyAct
    subject: str
    subject_id: int | None
    title: str | None
    sha256: str
    note: str
    actor_name: str
    at: datetime


class BundleAnswer(BaseModel):
    id: int
    manifest_sha256: str
    chain_sha256: str
    bundle_sha256: str
    size_bytes: int
    members: int
    sealed_at: datetime
    actor_name: str


class KnownBundle(BaseModel):
    id: int
    case_id: int
    case_no: str
    sealed_at: datetime
    actor_name: str


class BundleCheckAnswer(BaseModel):
    """What was altered in an archive, by name; `known_as` = what the register sealed under this seal."""

    is_intact: bool
    problems: list[str]
    seal: str
    known_as: KnownBundle | None
    is_same_file: bool


class LimitAnswer(BaseModel):
    code: str
    value: float
    unit: str
    basis: str
    confirmed: bool
    note: str


class ConsequenceAnswer(BaseModel):
    """What a decision asks for beside the case: `supplement` with a new start and whose cause, or `contract_end`; `done_on` = it is there."""

    kind: str
    contract_id: int
    start_on: date | None
    cause: str | None
    done_on: date | None


class CaseSheetAnswer(CaseAnswer):
    """Everything about one case on a day. `drafts` = what was written into coming documents, by kind; `correctable` = fields by target."""

    identification: dict[str, Any] | None
    own_time: OwnTimeAnswer | None
    fee: FeeAnswer | None
    steps: list[StepAnswer]
    services: list[ServiceAnswer]
    entries: list[EntryAnswer]
    corrections: list[CorrectionAnswer]
    officers: list[OfficerAnswer]
    clocks: list[ClockAnswer]
    creditors: list[CreditorAnswer]
    open_steps: list[OpenStepAnswer]
    measures: list[MeasureAnswer]
    consequence: ConsequenceAnswer | None
    findings: Findings
    documents: list[CaseDocumentAnswer]
    drafts: dict[str, dict[str, Any]]
    evidence: list[EvidenceAnswer]
    custody: list[CustodyAnswer]
    bundles: list[BundleAnswer]
    limits: list[LimitAnswer]
    correctable: dict[str, dict[str, str]]


class JudgementAnswer(BaseModel):
    """What speaks against a step before it is taken; errors refuse it, warnings are kept with it."""

    may_be_taken: bool
    findings: Findings
    identification: dict[str, Any] | None
    measures: list[MeasureAnswer]
    fee_yuan: Decimal | None
