"""Which moment a map is asked for: the day, whose knowledge of it, and the day it is compared with where a layer shows changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gisapp.kernel.knowledge import NOW, known_at

COMPARED_YEARS = 1
"""How far back a layer of changes looks when nobody says since when."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`known_at` None: what is known now. `since` is the first day of a comparison, a year earlier when it is not given."""

    as_of: date
    known_at: datetime | None = None
    since: date | None = None
    since_known_at: datetime | None = None

    @property
    def known(self) -> bool:
        """Whether earlier knowledge is asked for, on either side."""
        return self.known_at is not None or self.since_known_at is not None

    def bound(self) -> dict[str, Any]:
        """What a layer's source binds."""
        return {
            "as_of": self.as_of,
            "known_at": self.known_at or NOW,
            "since": self.since or a_year_before(self.as_of),
            "since_known_at": self.since_known_at or NOW,
        }


def a_year_before(day: date) -> date:
    """The same day of the year before; 28 February for 29 February."""
    try:
        return day.replace(year=day.year - COMPARED_YEARS)
    except ValueError:
        return day.replace(year=day.year - COMPARED_YEARS, day=28)


def parse_day(text: str) -> date | None:
    """A day written YYYY-MM-DD, else None."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_moment(given: Callable[[str], str | None], today: date) -> Moment | None:
    """Read `as_of`, `known_on`, `since` and `since_known_on`, each YYYY-MM-DD and none of them needed; None when one cannot be read."""
    days: dict[str, date | None] = {}
    for name in ("as_of", "known_on", "since", "since_known_on"):
        text = given(name)
        days[name] = None if text is None else parse_day(text)
        if text is not None and days[name] is None:
            return None
    return Moment(
        days["as_of"] or today,
        known_at(days["known_on"], today),
        days["since"],
        known_at(days["since_known_on"], today),
    )
