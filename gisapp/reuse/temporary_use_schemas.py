"""Bodies and answers of temporary uses; money in yuan, areas in square metres."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from gisapp.api.answers import InPark
from gisapp.evidence.routes import EvidenceAnswer
from gisapp.kernel.bounds import Id
from gisapp.reuse.schemas import Area, EvidenceIds, Reason, Strict, Text
from gisapp.reuse.terms import TemporaryPurpose, TemporaryUseStanding, TemporaryUseState

Purpose = Annotated[str, Field(pattern=f"^({'|'.join(TemporaryPurpose.values())})$")]
Rent = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]


class UseStepAnswer(BaseModel):
    sequence: int
    from_state: TemporaryUseState | Literal[""]
    state: TemporaryUseState
    taken_on: date
    until_on: date | None
    restore_by: date | None
    note: str
    evidence: list[EvidenceAnswer]
    actor_name: str


class UseAnswer(InPark):
    """A temporary use on a day. `limit_on` is the last day it may ever have; `days_left` to the day that counts now."""

    id: int
    use_no: str
    plot_id: int
    plot_no: str | None
    plot_area_m2: float | None
    measure_id: int | None
    reuse_no: str | None
    party_id: int | None
    user_name: str
    purpose: TemporaryPurpose
    purpose_zh: str
    area_m2: float
    arranged_on: date
    starts_on: date
    until_on: date
    limit_on: date
    state: TemporaryUseState
    since: date
    restore_by: date | None
    standing: TemporaryUseStanding
    due_on: date | None
    days_left: int | None
    rent_yuan_per_year: float | None
    deposit_yuan: float | None
    agreement_no: str
    restoration_zh: str
    officer_name: str
    registered_by_name: str
    steps: list[UseStepAnswer]
    finding: dict[str, Any] | None


class UseListAnswer(BaseModel):
    items: list[UseAnswer]
    total: int
    area_m2: float
    by_standing: dict[TemporaryUseStanding, int]


class UseLimitAnswer(BaseModel):
    """The last day that a use arranged on a day may have, and why."""

    limit_on: date
    years: float
    basis: str
    confirmed: bool


class NewUse(Strict):
    plot_id: Id
    user_name: Annotated[str, Field(min_length=1, max_length=200)]
    purpose: Purpose
    arranged_on: date
    starts_on: date
    until_on: date
    restoration_zh: Annotated[str, Field(min_length=2, max_length=500)]
    area_m2: Area | None = None
    measure_id: Id | None = None
    party_id: Id | None = None
    purpose_zh: Text = ""
    rent_yuan_per_year: Rent | None = None
    deposit_yuan: Rent | None = None
    agreement_no: Annotated[str, Field(max_length=100)] = ""
    officer_name: Annotated[str, Field(max_length=100)] = ""
    evidence_ids: EvidenceIds = Field(default_factory=list)


class UseExtension(Strict):
    extended_on: date
    until_on: date
    note: Reason
    evidence_ids: EvidenceIds = Field(default_factory=list)


class UseEnd(Strict):
    state: Literal["vacated", "restored", "not_restored"]
    taken_on: date
    note: Text = ""
    restore_by: date | None = None
    evidence_ids: EvidenceIds = Field(default_factory=list)
