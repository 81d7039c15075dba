from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from gisapp.api.answers import Named
from gisapp.kernel.bounds import Id
from gisapp.parties.terms import PartyKind, PartyRole

Kind = Annotated[str, Field(pattern=f"^({'|'.join(PartyKind.values())})$")]
Role = Annotated[str, Field(pattern=f"^({'|'.join(PartyRole.values())})$")]


class PartyAnswer(Named):
    id: int
    kind: PartyKind
    credit_code: str | None
    is_real: bool
    plots: list[dict[str, Any]]


class NewParty(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: Kind
    name_zh: str = Field(min_length=1, max_length=200)
    name_en: str = Field(default="", max_length=200)
    credit_code: str | None = Field(default=None, max_length=30)


class PartyOfPlot(BaseModel):
    model_config = ConfigDict(extra="forbid")
    party_id: Id
    role: Role
    share: Annotated[Decimal, Field(gt=0, le=1)] = Decimal(1)


class PartiesRevision(BaseModel):
    model_config = ConfigDict(extra="forbid")
    parties: list[PartyOfPlot] = Field(max_length=50)
    valid_from: date
    reason: str = Field(min_length=2, max_length=500)
    document: str | None = Field(default=None, max_length=200)
