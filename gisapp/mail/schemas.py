from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel


class LetterAnswer(BaseModel):
    """A letter without its address and without the secrets of its links."""

    id: int
    kind: str
    to_masked: str
    language: str
    subject: str
    body: str
    made_at: datetime
    state: str
    attempts: int
    tried_at: datetime | None
    sent_at: datetime | None
    last_error: str


class OutboxAnswer(BaseModel):
    """`is_delivered` false = no mail server is set: letters wait here and are taken out by hand."""

    is_delivered: bool
    by_state: dict[str, int]
    items: list[LetterAnswer]
