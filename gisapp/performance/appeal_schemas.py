"""Bodies and answers of exemptions and appeals."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import OfParty
from gisapp.evidence.routes import EvidenceAnswer
from gisapp.kernel.bounds import Id
from gisapp.performance.schema_numbers import Grades
from gisapp.performance.schemas import EvidenceIds, Words
from gisapp.performance.terms import AppealState, ExemptionKind, Grade, Segment


class ExemptionAnswer(OfParty):
    id: int
    park_id: int
    park_code: str
    park_name_zh: str
    kind: ExemptionKind
    reason_zh: str
    document: str | None
    valid_from: date
    valid_to: date | None
    recorded_by_name: str


class ExemptionBody(BaseModel):
    """`kind` None ends the exemption on the day."""

    model_config = ConfigDict(extra="forbid")

    party_id: Id
    park_code: Annotated[str, Field(max_length=32)]
    kind: ExemptionKind | None
    reason_zh: Words
    valid_from: date
    document: Annotated[str | None, Field(max_length=200)] = None
    evidence_ids: EvidenceIds = []


class AppealAnswer(OfParty):
    id: int
    result_id: int
    year: int
    park_code: str
    park_name_zh: str
    segment: Segment
    given_grade: Grade
    score: float
    rank: int
    ranked_of: int
    received_on: date
    grounds_zh: str
    wanted_grade: Grade | None
    reply_workdays: int
    reply_due_on: date
    state: AppealState
    days_left: int | None
    is_overdue: bool
    replied_late: bool
    decided_on: date | None
    reply_zh: str | None
    new_grade: Grade | None
    recorded_by_name: str
    decided_by_name: str | None
    evidence: list[EvidenceAnswer]
    decision_evidence: list[EvidenceAnswer]


class AppealClock(BaseModel):
    sentence_zh: str
    lines_zh: list[str]
    unconfirmed_years: list[int]
    basis: str


class AppealBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    result_id: Id
    received_on: date
    grounds_zh: Words
    wanted_grade: Literal["A", "B", "C"] | None = None
    evidence_ids: EvidenceIds = []


class DecisionBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    outcome: Literal["upheld", "rejected", "withdrawn"]
    decided_on: date
    reply_zh: Words
    new_grade: Grades | None = None
    evidence_ids: EvidenceIds = []
