"""The only place that asks what day it is. Rules get `as_of`; use cases get a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Answers what time it is and which day it is in Beijing."""

    def now(self) -> datetime: ...

    def today(self) -> date: ...


class SystemClock:
    """The machine's clock; `today` is the calendar day in Beijing, where the land is."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  # this is the clock

    def today(self) -> date:
        return datetime.now(BEIJING).date()  # noqa: TID251


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests and for replaying a day."""

    day: date

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=BEIJING)

    def today(self) -> date:
        return self.day
