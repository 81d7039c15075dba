"""The days and years of an idle-land case, as in force on one day, each with its basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gisapp.kernel.rulebook import Rulebook, RuleEntry

CODES = (
    "idle.investigation_days",
    "idle.case_explanation_days",
    "idle.case_hearing_request_workdays",
    "idle.case_hearing_workdays",
    "idle.case_performance_days",
    "idle.case_review_days",
    "idle.case_lawsuit_months",
    "idle.case_stale_days",
    "idle.extension_years_max",
    "idle.temporary_use_years_max",
)


@dataclass(frozen=True, slots=True)
class CaseLimits:
    """Calendar days, working days, months or years as named."""

    investigation_days: RuleEntry
    explanation_days: RuleEntry
    hearing_request_workdays: RuleEntry
    hearing_workdays: RuleEntry
    performance_days: RuleEntry
    review_days: RuleEntry
    lawsuit_months: RuleEntry
    stale_days: RuleEntry
    extension_years_max: RuleEntry
    temporary_use_years_max: RuleEntry


def case_limits(book: Rulebook, day: date) -> CaseLimits:
    """Return the numbers of `day` (RulebookEntryMissing, naming every code that has none)."""
    found = book.entries(CODES, day)
    return CaseLimits(**{code.removeprefix("idle.").removeprefix("case_"): found[code] for code in CODES})
