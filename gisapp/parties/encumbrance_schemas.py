"""Bodies and answers of rights on land; money in yuan, areas in square metres."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import InPark, OnPlot, Recorded
from gisapp.evidence.routes import EvidenceAnswer
from gisapp.kernel.bounds import Id
from gisapp.parties.encumbrance_terms import EncumbranceKind

Kind = Annotated[str, Field(pattern=f"^({'|'.join(EncumbranceKind.values())})$")]
Reason = Annotated[str, Field(min_length=2, max_length=500)]
EvidenceIds = Annotated[list[Id], Field(max_length=50)]


class EncumbranceAnswer(InPark, OnPlot, Recorded):
    """What rests, or rested, on a plot. `rests` on the day asked; `finding` where it runs out or has run out."""

    id: int
    plot_area_m2: float
    holder_names_zh: str | None
    kind: EncumbranceKind
    party_id: Id | None
    holder_name: str
    debtor_party_id: Id | None
    debtor_name_zh: str | None
    certificate_no: str
    amount_yuan: float | None
    rank: int
    area_m2: float | None
    registered_on: date
    released_on: date | None
    expires_on: date | None
    remark: str
    release_reason: str
    evidence: list[EvidenceAnswer]
    release_evidence: list[EvidenceAnswer]
    rests: bool
    finding: dict[str, Any] | None


class EncumbranceBody(BaseModel):
    model_config = ConfigDict(extra="forbid")
    holder_name: str = Field(min_length=1, max_length=200)
    registered_on: date
    party_id: Id | None = None
    debtor_party_id: Id | None = None
    certificate_no: str = Field(default="", max_length=100)
    amount_yuan: Annotated[Decimal, Field(gt=0, max_digits=16, decimal_places=2)] | None = None
    rank: int = Field(default=1, ge=1, le=99)
    area_m2: Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=2)] | None = None
    expires_on: date | None = None
    remark: str = Field(default="", max_length=500)
    evidence_ids: EvidenceIds = []


class NewEncumbrance(EncumbranceBody):
    kind: Kind


class EncumbranceCorrection(EncumbranceBody):
    reason: Reason


class EncumbranceRelease(BaseModel):
    model_config = ConfigDict(extra="forbid")
    released_on: date
    reason: Reason
    evidence_ids: EvidenceIds = []


class EncumbranceWithdrawal(BaseModel):
    model_config = ConfigDict(extra="forbid")
    reason: Reason


class EncumbranceWritten(BaseModel):
    """The id, and what was remarked on the way."""

    id: int
    findings: list[dict[str, Any]]
