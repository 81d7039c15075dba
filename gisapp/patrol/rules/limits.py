"""The numbers of patrols as in force on one day, each with its basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gisapp.kernel.rulebook import Rulebook, RuleEntry

CODES = (
    "patrol.interval_days",
    "patrol.close_interval_days",
    "patrol.stops_max",
    "patrol.position_tolerance_m",
    "patrol.accuracy_max_m",
)


@dataclass(frozen=True, slots=True)
class PatrolLimits:
    """Days between visits, stops of a round, metres."""

    interval_days: RuleEntry
    close_interval_days: RuleEntry
    stops_max: RuleEntry
    position_tolerance_m: RuleEntry
    accuracy_max_m: RuleEntry


def patrol_limits(book: Rulebook, day: date) -> PatrolLimits:
    """Return the numbers of `day` (RulebookEntryMissing, naming every code that has none)."""
    found = book.entries(CODES, day)
    return PatrolLimits(**{code.removeprefix("patrol."): found[code] for code in CODES})
