"""Parts that answers of many rooms share: where land lies, what is named how, who recorded it, what was written."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field


class InPark(BaseModel):
    """The park that something lies in."""

    park_code: str = Field(examples=["HP"])
    park_name_zh: str
    park_name_en: str


class OnPlot(BaseModel):
    """The plot that something is about, by its key and by its number on the day."""

    plot_id: int
    plot_no: str


class OfContract(BaseModel):
    """The contract that something belongs to."""

    contract_id: int
    contract_no: str


class OfParty(BaseModel):
    """The enterprise or other party that something belongs to."""

    party_id: int
    party_name_zh: str
    party_name_en: str


class Recorded(BaseModel):
    """When a statement was entered into the register, and by whom."""

    recorded_at: datetime
    recorded_by_name: str


class Performed(BaseModel):
    """Who took a step, and when it was entered into the register."""

    actor_name: str
    recorded_at: datetime


class Named(BaseModel):
    name_zh: str
    name_en: str


class Titled(BaseModel):
    title_zh: str
    title_en: str


class Labels(BaseModel):
    """The words of a value on screens and exports."""

    label_zh: str
    label_en: str


class Created(BaseModel):
    """The key of the row that was written."""

    id: int


class NewVersion(BaseModel):
    """The version that was written."""

    version_no: int
