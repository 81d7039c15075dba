"""What comes in about a case of idle land; money in yuan, areas in square metres, days as YYYY-MM-DD."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from gisapp.idle.terms import IdleCause, IdleGround
from gisapp.idle_cases.terms import AnnulGround, CaseSource, CaseStep, EntryKind, Measure, ServiceKind, ServicePurpose
from gisapp.kernel.bounds import Id, VersionNo
from gisapp.land.terms import ComplianceState

Text = Annotated[str, Field(max_length=200)]
LongText = Annotated[str, Field(max_length=4000)]
Money = Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]
Area = Annotated[Decimal, Field(gt=0, max_digits=16, decimal_places=2)]
EvidenceIds = Annotated[list[Id], Field(max_length=100)]


class NewCase(BaseModel):
    """A clue: of a contract, or of a plot without one. `geometry` = the idle part (GeoJSON polygon, EPSG:4490); without it and
    `idle_area_m2` the whole land."""

    model_config = ConfigDict(extra="forbid")

    ground: IdleGround
    source: CaseSource
    found_on: date
    contract_id: Id | None = None
    plot_id: Id | None = None
    source_note: LongText = ""
    idle_area_m2: Area | None = None
    geometry: dict[str, Any] | None = None
    evidence_ids: EvidenceIds = []
    officer_id: Id | None = None
    officer_name: Text = ""


class ServiceBody(BaseModel):
    """How a paper was served; `evidence_ids` is the signed receipt, `note` for a paper left: who refused, who witnessed."""

    model_config = ConfigDict(extra="forbid")

    kind: ServiceKind
    served_on: date
    recipient: Annotated[str, Field(min_length=1, max_length=200)]
    evidence_ids: EvidenceIds = []
    note: LongText = ""


class SwapBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    price_paid: bool | None = None
    funds_ready: bool | None = None
    plan_changed: bool | None = None


class StepBody(BaseModel):
    """The next step. `document_id` = issued here, `document_no` = issued elsewhere; `expected_sequence` = the last step seen. Of an annulment:
    its ground, `paper_on` = the day of the paper that annuls, `withdrawn_on` = the day on which the publicity was withdrawn."""

    model_config = ConfigDict(extra="forbid")

    step: CaseStep
    taken_on: date
    document_id: Id | None = None
    document_no: Text = ""
    service: ServiceBody | None = None
    evidence_ids: EvidenceIds = []
    reason: LongText = ""
    cause: IdleCause | None = None
    measure: Measure | None = None
    terms_from: date | None = None
    terms_until: date | None = None
    amount_yuan: Money | None = None
    explained_on: date | None = None
    registered_on: date | None = None
    register_no: Text = ""
    hearing_asked_on: date | None = None
    hearing_held_on: date | None = None
    approved_by: Text = ""
    approval_no: Text = ""
    annul_ground: AnnulGround | None = None
    paper_on: date | None = None
    withdrawn_on: date | None = None
    swap: SwapBody = SwapBody()
    outcome: ComplianceState | None = None
    expected_sequence: VersionNo | None = None


class CorrectionBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    target: Annotated[str, Field(pattern="^(case|step|service)$")]
    target_id: Id
    field: Annotated[str, Field(max_length=40)]
    new_value: Annotated[str, Field(min_length=1, max_length=4000)]
    reason: Annotated[str, Field(min_length=2, max_length=500)]
    evidence_ids: EvidenceIds = []


class EntryBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: EntryKind
    entered_on: date
    code: Annotated[str, Field(max_length=40)] = ""
    due_on: date | None = None
    amount_yuan: Money | None = None
    note: LongText = ""
    evidence_ids: EvidenceIds = []


class OfficerBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    officer_id: Id | None = None
    officer_name: Text = ""
    holds_from: date
    reason: Text = ""


class NoticeBody(BaseModel):
    """A paper served on a creditor or a department, beside the steps."""

    model_config = ConfigDict(extra="forbid")

    purpose: ServicePurpose
    service: ServiceBody
    document_id: Id | None = None
    document_no: Text = ""
    encumbrance_id: Id | None = None


class DraftBody(BaseModel):
    """What the officer writes into a coming document, by the names of its fields."""

    model_config = ConfigDict(extra="forbid")

    content: dict[str, Any]
