from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from gisapp.api.answers import Labels, Named
from gisapp.inquiries.rules.proof_of_work import LARGEST_ANSWER
from gisapp.inquiries.terms import ChainPlace, CloseReason, ContactKind, InquiryState, InquiryStep, SourceRegion
from gisapp.kernel.bounds import Id
from gisapp.projects.terms import ProjectStage


def _plain(text: str) -> str:
    """Refuse characters that no keyboard makes and no database keeps; line breaks stay."""
    if any(ord(char) < 32 and char not in "\n\r\t" for char in text):
        raise ValueError("control characters are not taken")
    return text


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), AfterValidator(_plain)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_plain)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=1000), AfterValidator(_plain)]
ReceiptNo = Annotated[str, StringConstraints(pattern=r"^ZX[0-9]{4}-[0-9]{4,9}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$")]


class Article(BaseModel):
    article_zh: str
    about_en: str


class Notice(BaseModel):
    """What the asker is told; `confirmed` false = nobody has compared it with the law as published."""

    version: str
    confirmed: bool
    text_zh: str
    text_en: str
    basis: list[Article]
    answer_workdays: int
    keep_days: int


class IndustryChoice(Named):
    code: str
    cluster: str


class FormAnswer(BaseModel):
    """`challenge` is given back as it is, with a whole number n such that SHA-256 of `salt:n` begins with `bits` zero bits."""

    challenge: str
    salt: str
    bits: int
    expires_at: datetime
    notice: Notice
    industries: list[IndustryChoice]


class NewInquiry(BaseModel):
    """Six fields: site, name, contact, region, industry, question. `website` stays empty: people do not see it."""

    model_config = ConfigDict(extra="forbid")

    site_id: Id | None = None
    asker_name: Line
    contact: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=5, max_length=120), AfterValidator(_plain)
    ]
    source_region: SourceRegion
    industry_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")] | None = None
    question: Words
    language: Literal["zh", "en"] = "zh"
    challenge: Annotated[str, StringConstraints(max_length=200)]
    proof: Annotated[int, Field(ge=0, le=LARGEST_ANSWER)]
    website: Annotated[str, StringConstraints(max_length=200)] = ""


class Receipt(BaseModel):
    """`key` opens the status page; it is told once, here."""

    receipt_no: str
    key: str
    received_on: date
    answer_due_on: date
    answer_workdays: int


class Withdrawal(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: Key


class FurtherQuestion(BaseModel):
    """A question added to an answered inquiry, with the proof of a form of its own."""

    model_config = ConfigDict(extra="forbid")

    key: Key
    question: Words
    challenge: Annotated[str, StringConstraints(max_length=200)]
    proof: Annotated[int, Field(ge=0, le=LARGEST_ANSWER)]


class Said(BaseModel):
    """An answer, or a further question of the asker; `by` is empty for hers."""

    kind: Literal["question", "answer"]
    on: date
    body: str
    by: str


class StatusAnswer(BaseModel):
    receipt_no: str
    received_on: date
    language: Literal["zh", "en"]
    answer_workdays: int
    answer_due_on: date
    state: InquiryState
    owner_name: str
    touched_on: date
    answered_on: date | None
    is_answered: bool
    follow_ups: int
    closed_on: date | None
    close_reason: str
    is_overdue: bool
    is_erased: bool
    is_withdrawable: bool
    kept_until: date
    park_name_zh: str | None
    park_name_en: str | None
    site_id: int | None
    plot_no: str | None
    site_is_published: bool
    asker_name: str | None
    contact: str | None
    question: str | None
    exchange: list[Said]
    may_ask_again: bool


class InquiryItem(BaseModel):
    """One inquiry; name, contact and question are masked, null once erased. `days_left` counts calendar days to the answer."""

    id: int
    park_code: str | None
    park_name_zh: str | None
    park_name_en: str | None
    plot_id: int | None
    plot_no: str | None
    premises_id: int | None
    premises_no: str | None
    receipt_no: str
    received_on: date
    received_at: datetime
    language: Literal["zh", "en"]
    source_region: SourceRegion
    industry_code: str | None
    industry_name_zh: str | None
    industry_name_en: str | None
    chain_place: ChainPlace
    answer_workdays: int
    answer_due_on: date
    days_left: int | None
    state: InquiryState
    owner_id: int | None
    owner_name: str
    touched_on: date
    taken_on: date | None
    answered_on: date | None
    is_answered: bool
    follow_ups: int
    closed_on: date | None
    close_reason: str
    lead_on: date | None
    project_on: date | None
    is_open: bool
    is_overdue: bool
    is_erased: bool
    project_id: int | None
    project_no: str | None
    project_name_zh: str | None
    project_stage: ProjectStage | None
    asker_name: str | None
    contact: str | None
    contact_kind: ContactKind | None
    question: str | None


class InquiryListAnswer(BaseModel):
    items: list[InquiryItem]
    total: int
    overdue: int
    by_state: dict[InquiryState, int]
    owners: list[str]
    industries: list[tuple[str, str, str]]


class ProjectMade(BaseModel):
    """The project that an inquiry has become."""

    project_id: int


class StepAnswer(BaseModel):
    id: int
    sequence: int
    step: InquiryStep
    state: InquiryState
    done_on: date
    at: datetime
    owner_name: str
    reason_code: str
    project_id: int | None
    actor_name: str
    body: str | None


class PersonRead(Labels):
    at: datetime
    actor_name: str
    tag: str
    reason: str | None


class InquirySheet(InquiryItem):
    keep_days: int
    notice_version: str
    kept_until: date | None
    steps: list[StepAnswer]
    open_steps: list[InquiryStep]
    person_reads: list[PersonRead]
    may_read_person: bool


class PersonAnswer(BaseModel):
    """Unmasked; `words` are notes and reasons by step id."""

    asker_name: str
    contact: str
    contact_kind: ContactKind
    question: str
    words: dict[str, str]


class SourceLine(Labels):
    value: str
    inquiries: int
    leads: int
    projects: int


class GapLine(Named):
    code: str
    cluster: str
    inquiries: int


class SourceAnswer(BaseModel):
    total: int
    leads: int
    projects: int
    by_region: list[SourceLine]
    by_industry: list[SourceLine]
    by_chain_place: list[SourceLine]
    gaps: list[GapLine]


class OfficerChoice(BaseModel):
    id: int
    name: str


class DutyLine(BaseModel):
    park_code: str | None
    park_name_zh: str
    park_name_en: str
    owner_id: int | None
    owner_name: str
    valid_from: date | None


class DutyChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    park_code: Annotated[str, StringConstraints(max_length=20)] | None = None
    officer_id: Id
    valid_from: date | None = None


class Assignment(BaseModel):
    model_config = ConfigDict(extra="forbid")

    officer_id: Id
    reason: Reason


class Text(BaseModel):
    model_config = ConfigDict(extra="forbid")

    body: Words


class Closing(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: CloseReason
    body: Reason


class Reopening(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason


class NewLead(BaseModel):
    """What the lead is called and wants; the site, industry and officer come from the inquiry."""

    model_config = ConfigDict(extra="forbid")

    park_code: Annotated[str, StringConstraints(max_length=20)] | None = None
    name_zh: Line
    name_en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120), AfterValidator(_plain)] = ""
    investment_yuan: Annotated[float, Field(ge=0, le=1e13)] | None = None
    land_wanted_m2: Annotated[float, Field(gt=0, le=1e9)] | None = None
    content_zh: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(_plain)] = ""


class Moving(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000), AfterValidator(_plain)] = ""
