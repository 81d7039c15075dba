from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gisapp.inquiries.rules.proof_of_work import LARGEST_ANSWER


class NewAlert(BaseModel):
    """An address that wants news of a saved search, with the proof of the form at /api/ask/form."""

    model_config = ConfigDict(extra="forbid")

    search: Annotated[str, StringConstraints(pattern=r"^[\w-]{8,64}$")]
    email: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
    language: Literal["zh", "en"] = "zh"
    challenge: Annotated[str, StringConstraints(max_length=200)]
    proof: Annotated[int, Field(ge=0, le=LARGEST_ANSWER)]


class AlertKey(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: Annotated[str, StringConstraints(max_length=64)]


class AlertAsked(BaseModel):
    """The address was written to; nothing is told of who has subscribed."""

    state: Literal["asked"] = "asked"


class AlertAnswer(BaseModel):
    title: str
    language: Literal["zh", "en"]
    is_confirmed: bool
