from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from gisapp.mail.terms import MailKind, MailState


class LetterAnswer(BaseModel):
    """A letter without its address and without the secrets of its links."""

    id: int
    kind: MailKind
    to_masked: str
    language: Literal["zh", "en"]
    subject: str
    body: str
    made_at: datetime
    state: MailState
    attempts: int
    tried_at: datetime | None
    sent_at: datetime | None
    last_error: str


class OutboxAnswer(BaseModel):
    """`is_delivered` false = no mail server is set: letters wait here and are taken out by hand."""

    is_delivered: bool
    by_state: dict[MailState, int]
    items: list[LetterAnswer]
