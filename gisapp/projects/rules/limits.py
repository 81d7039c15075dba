"""The numbers that project lights measure against, as in force on one day; they come from the rulebook, never from code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gisapp.kernel.rulebook import Rulebook, RuleEntry

LIGHT_CODES = (
    "light.start_red_months",
    "light.progress_yellow_points",
    "light.progress_red_points",
    "light.entry_yellow_months",
    "light.entry_red_months",
    "light.consecutive_yellow_months",
    "light.simultaneous_yellows",
)


@dataclass(frozen=True, slots=True)
class LightLimits:
    """Months, percentage points and counts of the project lights, each with its basis; a count of 0 switches its rule off."""

    start_red_months: RuleEntry
    progress_yellow_points: RuleEntry
    progress_red_points: RuleEntry
    entry_yellow_months: RuleEntry
    entry_red_months: RuleEntry
    consecutive_yellow_months: RuleEntry
    simultaneous_yellows: RuleEntry


def light_limits(book: Rulebook, day: date) -> LightLimits:
    """Return the numbers of `day` (RulebookEntryMissing, naming every code that has none)."""
    found = book.entries(LIGHT_CODES, day)
    return LightLimits(**{code.removeprefix("light."): found[code] for code in LIGHT_CODES})
