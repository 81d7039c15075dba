"""Bodies of reports by enterprises. Money in yuan, areas in ㎡; figures as decimal text, null = the enterprise has no such figure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gisapp.api.answers import InPark, Labels, OfContract, OnPlot
from gisapp.kernel.bounds import Id, VersionNo
from gisapp.land.terms import DevelopmentState
from gisapp.preparation.standard_terms import CommitmentState
from gisapp.self_reports.terms import ReportPart, ReportState, ReportStep

Words = Annotated[str, StringConstraints(max_length=500)]
Sequence = Annotated[VersionNo, Field(ge=1)]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]


class ReportRow(InPark, OnPlot, OfContract):
    """A report as it stands on the day; `is_overdue`: the enterprise's turn and its last day is over; `is_late`: filed after it."""

    id: int
    report_no: str
    party_id: int
    party_name_zh: str
    period_from: date
    period_to: date
    parts: list[ReportPart]
    asked_on: date
    due_on: date
    state: ReportState
    is_overdue: bool
    is_late: bool
    filed_on: date | None
    touched_on: date
    owner_name: str


class ReportList(BaseModel):
    """`counts`: how many of each state and overdue, before state and overdue narrow the list."""

    as_of: date
    items: list[ReportRow]
    counts: dict[str, int]


class AskableFigure(Labels):
    name: str
    unit: str


class OfferedFigure(AskableFigure):
    """`needed_for`: promised indicators whose check needs it."""

    needed_for_zh: list[str]
    needed_for_en: list[str]


class Offer(OfContract):
    party_name_zh: str
    plot_no: str
    park_name_zh: str
    figures: list[OfferedFigure]
    period_from: date
    period_to: date
    due_on: date
    workdays: int


class RequestBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    contract_id: Id
    period_from: date
    period_to: date
    parts: Annotated[list[ReportPart], Field(max_length=3)]
    figures: Annotated[list[Annotated[str, StringConstraints(max_length=60)]], Field(max_length=40)] = []
    note: Words = ""
    due_on: date
    email: Email | None = None


class Asked(BaseModel):
    id: int
    report_no: str


class FiledFigure(AskableFigure):
    """`before`: what was said in the filing before; null where there was none."""

    value: Decimal | None
    before: Decimal | None


class FiledPhoto(BaseModel):
    evidence_id: int
    file_name: str
    sha256: str
    size_bytes: int
    media_type: str


class Filing(BaseModel):
    sequence: int
    filed_on: date
    is_late: bool
    progress: DevelopmentState | None
    progress_label_zh: str | None
    progress_label_en: str | None
    since: date | None
    words: str
    figures: list[FiledFigure]
    photos: list[FiledPhoto]
    sha256: str


class StepTold(Labels):
    sequence: int
    step: ReportStep
    state: ReportState
    done_on: date
    at: datetime
    actor_name: str
    reason: str
    due_on: date


class ReportSheet(ReportRow):
    note: str
    figures: list[AskableFigure]
    filings: list[Filing]
    steps: list[StepTold]
    sequence: int
    may: dict[str, bool]


class Link(BaseModel):
    """`path` below the address of this installation; `qr_svg` null where it does not know its own address."""

    path: str
    qr_svg: str | None


class ReturnBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Words
    due_on: date
    expected_sequence: Sequence


class AcceptanceBody(BaseModel):
    """`reason`: a remark, if there is one."""

    model_config = ConfigDict(extra="forbid")

    reason: Words = ""
    expected_sequence: Sequence


class CancellationBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Words
    expected_sequence: Sequence


class UsableReport(BaseModel):
    """A report that was taken in, as the form of a check uses it."""

    id: int
    report_no: str
    period_from: date
    period_to: date
    filed_on: date
    accepted_on: date
    progress: DevelopmentState | None
    since: date | None
    figures: dict[str, Decimal | None]
    evidence_ids: list[int]


# the enterprise's page ------------------------------------------------------------------------------------------------


class ProgressChoice(Labels):
    value: DevelopmentState


class OwnFigure(AskableFigure):
    """`value`: as last filed."""

    value: Decimal | None


class OwnPromise(Labels):
    """What the enterprise owes by its contract, and how it stands today."""

    target_zh: str | None
    target_en: str | None
    due_on: date
    state: CommitmentState
    state_zh: str
    state_en: str


class OwnFiling(BaseModel):
    sequence: int
    filed_on: date
    is_late: bool
    photos: int
    sha256: str


class FilingLimit(BaseModel):
    photos: int
    photo_mb: int


class FilingForm(BaseModel):
    """Everything that the holder of the link sees: one contract, one plot, its own promises and reports; no officer, no other enterprise."""

    report_no: str
    zone_name_zh: str
    zone_name_en: str
    is_sample: bool
    party_name_zh: str
    plot_no: str
    park_name_zh: str
    park_name_en: str
    contract_no: str
    area_m2: Decimal
    period_from: date
    period_to: date
    parts: list[ReportPart]
    figures: list[OwnFigure]
    progress_choices: list[ProgressChoice]
    progress: DevelopmentState | None
    since: date | None
    words: str
    note: str
    promises: list[OwnPromise]
    due_on: date
    state: ReportState
    is_overdue: bool
    return_reason: str
    filings: list[OwnFiling]
    limits: FilingLimit


class FilingBody(BaseModel):
    """What the enterprise says, as JSON in the field `told` beside the photographs."""

    model_config = ConfigDict(extra="forbid")

    progress: DevelopmentState | None = None
    since: date | None = None
    words: Annotated[str, StringConstraints(max_length=1000)] = ""
    figures: Annotated[dict[str, Decimal | None], Field(max_length=40)] = {}
    declared: bool = False


class FilingReceipt(BaseModel):
    report_no: str
    sequence: int
    filed_on: date
    is_late: bool
    sha256: str
