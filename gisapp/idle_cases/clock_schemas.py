"""Answers about the clocks of a case: terms day by day, the holder's own time, the fee."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from gisapp.idle.terms import IdleCause


class ClockDay(BaseModel):
    day: date
    number: int | None
    reason: str
    line_zh: str
    confirmed: bool


class ClockAnswer(BaseModel):
    """A term of the case: `whose` time it is (office, holder), stopped on `ended_on` (null = it runs), each day explained."""

    step_id: int
    code: str
    whose: str
    name_zh: str
    started_on: date
    due_on: date
    ended_on: date | None
    days: int
    unit: str
    used: int
    is_over: bool
    late_days: int
    sentence_zh: str
    basis: str
    unconfirmed_years: list[int]
    explained: list[ClockDay]


class RestAnswer(BaseModel):
    cause: IdleCause
    began_on: date
    ended_on: date | None
    days: int
    evidence: list[str]


class OwnTimeAnswer(BaseModel):
    """The holder's own clock: a year and two years of own time, and the days of article 8 on which it rested."""

    start_due_on: date | None
    idle_since: date | None
    own_year_on: date | None
    own_recovery_on: date | None
    rests: list[RestAnswer]


class FeeAnswer(BaseModel):
    amount_yuan: Decimal | None
    amount_zh: str | None
    arithmetic: str
    refusal: dict[str, Any] | None
    price_yuan: Decimal | None
    price_source: str
    land_share: str
    basis: str
    confirmed: bool
