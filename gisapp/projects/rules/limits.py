"""The numbers that approvals and project lights measure against, as in force on one day; they come from the rulebook, never from code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.kernel.rulebook import Rulebook, RulebookEntryMissing, RuleEntry

APPROVAL_CODES = (
    "approval.yellow_share",
    "approval.notice_workdays",
    "approval.total_workdays",
    "approval.commitment_total_workdays",
)
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
class ApprovalLimits:
    """Share of a term left below which it is yellow; working days of notice and of the whole process."""

    yellow_share: Decimal
    notice_workdays: int
    total_workdays: RuleEntry
    commitment_total_workdays: RuleEntry


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


def first_day_of_limits(book: Rulebook) -> date:
    """Return the first day on which every number of the approvals is known (RulebookEntryMissing where one never is)."""
    missing = [code for code in APPROVAL_CODES if not book.by_code.get(code)]
    if missing:
        raise RulebookEntryMissing(missing, date.max)
    return max(book.by_code[code][0].effective_from for code in APPROVAL_CODES)


def approval_limits(book: Rulebook, day: date) -> ApprovalLimits:
    """Return the numbers of `day` (RulebookEntryMissing, naming every code that has none)."""
    found = book.entries(APPROVAL_CODES, day)
    return ApprovalLimits(
        yellow_share=found["approval.yellow_share"].value,
        notice_workdays=int(found["approval.notice_workdays"].value),
        total_workdays=found["approval.total_workdays"],
        commitment_total_workdays=found["approval.commitment_total_workdays"],
    )


def light_limits(book: Rulebook, day: date) -> LightLimits:
    """Return the numbers of `day` (RulebookEntryMissing, naming every code that has none)."""
    found = book.entries(LIGHT_CODES, day)
    return LightLimits(**{code.removeprefix("light."): found[code] for code in LIGHT_CODES})
