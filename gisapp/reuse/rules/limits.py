"""The numbers that the rules of reuse measure against, as in force on one day, each with its basis; never a constant in code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gisapp.kernel.dates import add_years
from gisapp.kernel.rulebook import Rulebook, RuleEntry

CODES = (
    "idle.temporary_use_years_max",
    "reuse.milestone_warning_days",
    "reuse.temporary_use_warning_days",
    "reuse.restore_days_max",
)


@dataclass(frozen=True, slots=True)
class ReuseLimits:
    """Years and days, each as its rulebook entry so that an answer can name it."""

    temporary_use_years_max: RuleEntry
    milestone_warning_days: RuleEntry
    temporary_use_warning_days: RuleEntry
    restore_days_max: RuleEntry


def reuse_limits(book: Rulebook, day: date) -> ReuseLimits:
    """Return the numbers of `day` (RulebookEntryMissing, naming every code that has none)."""
    found = book.entries(CODES, day)
    return ReuseLimits(**{code.partition(".")[2]: found[code] for code in CODES})


def last_day_of_use(arranged_on: date, limits: ReuseLimits) -> date:
    """临时利用最迟到哪一天：自安排之日起满两年的对应日（第十二条（三））."""
    return add_years(arranged_on, int(limits.temporary_use_years_max.value))
