"""The numbers that approvals measure against, as in force on one day; they come from the rulebook, never from code."""

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


@dataclass(frozen=True, slots=True)
class ApprovalLimits:
    """Share of a term left below which it is yellow; working days of notice and of the whole process."""

    yellow_share: Decimal
    notice_workdays: int
    total_workdays: RuleEntry
    commitment_total_workdays: RuleEntry


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
