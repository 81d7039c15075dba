from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from gisapp.api.answers import Named
from gisapp.inbox.terms import InboxAction, InboxBucket, InboxSource, InboxTurn


class InboxItem(BaseModel):
    """One thing to do: what, which plot, since when, whose turn, until when, and the one action that leads there.

    `due_on` null = no day is set; `things` = how many duties are done with one action; `subject_id` is of the source's own kind, `part` the duty of
    a contract that the row begins with.
    """

    key: str
    source: InboxSource
    action: InboxAction
    subject_id: int
    part: str | None
    project_id: int | None
    plot_id: int | None
    plot_no: str | None
    park_code: str | None
    park_name_zh: str | None
    park_name_en: str | None
    party_name_zh: str | None
    reference: str
    what_zh: str
    what_en: str = Field(description="Empty where what is told is data in Chinese")
    about_zh: str
    since: date
    due_on: date | None
    days_left: int | None
    untouched_days: int
    turn: InboxTurn
    person: str | None
    things: int
    bucket: InboxBucket
    is_escalated: bool


class InboxPark(Named):
    code: str


class InboxAnswer(BaseModel):
    """`buckets` and `escalated` count the items listed; `sources`, `persons` and `parks` are what could be chosen."""

    as_of: date
    untouched_days: int
    escalation_days: int
    escalation_by_source: dict[InboxSource, int]
    escalated: int
    items: list[InboxItem]
    buckets: dict[InboxBucket, int]
    sources: dict[InboxSource, int]
    persons: list[str]
    parks: list[InboxPark]
