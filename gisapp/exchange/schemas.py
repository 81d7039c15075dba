"""Request and answer bodies of the exchange; values are written in the system's units."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from gisapp.api.answers import Labels, Recorded
from gisapp.exchange.terms import Resolution, Verdict
from gisapp.kernel.bounds import Ordinal


class FieldAnswer(Labels):
    """A field as the system names it; `compared_with` = register, contract."""

    key: str
    compared_with: list[str]
    is_confirmed: bool


class RunItem(Recorded):
    """A table that was compared; counts are of what the caller may see."""

    id: int
    as_of: date
    file_name: str
    sha256: str
    row_count: int
    contract_count: int
    columns_read: list[str]
    columns_unknown: list[str]
    is_zone_wide: bool
    differences: int
    resolved: int


class DifferenceItem(BaseModel):
    """One thing that does not agree, with how it was settled last."""

    sequence: int
    contract_id: int | None
    contract_no: str | None
    plot_id: int | None
    plot_no: str | None
    park_code: str | None
    park_name_zh: str | None
    row_no: int | None
    field: str
    field_zh: str
    field_en: str
    is_confirmed: bool
    verdict: Verdict
    verdict_zh: str
    verdict_en: str
    advice_zh: str
    advice_en: str
    ours: str | None
    contract: str | None
    theirs: str | None
    resolution: Resolution | None
    note: str | None
    resolved_on: date | None
    resolved_by_name: str | None


class RunSheet(RunItem):
    """A comparison with its differences; `verdicts` counts them."""

    verdicts: dict[Verdict, int]
    items: list[DifferenceItem]


class SettlementBody(BaseModel):
    """How these differences were settled; a difference that stands needs a note."""

    sequences: list[Ordinal] = Field(min_length=1, max_length=5000)
    resolution: Resolution
    note: str = Field(default="", max_length=1000)


class Settled(BaseModel):
    count: int
