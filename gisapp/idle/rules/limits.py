"""The numbers that the rules of idle land measure against, as in force on one day, each with its basis; never a constant in code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from gisapp.kernel.dates import add_years
from gisapp.kernel.rulebook import Rulebook, RuleEntry

CODES = (
    "idle.not_started_years",
    "idle.stopped_years",
    "idle.developed_one_in",
    "idle.invested_share",
    "idle.start_after_handover_years",
    "idle.recovery_years",
    "idle.fee_share",
    "idle.investigation_days",
    "idle.first_warning_days",
    "idle.second_warning_days",
    "idle.anniversary_adds_days",
    "idle.causes_before_start_count",
)


@dataclass(frozen=True, slots=True)
class IdleLimits:
    """Years, days and shares, each as its rulebook entry so that an answer can name it."""

    not_started_years: RuleEntry
    stopped_years: RuleEntry
    developed_one_in: RuleEntry
    invested_share: RuleEntry
    start_after_handover_years: RuleEntry
    recovery_years: RuleEntry
    fee_share: RuleEntry
    investigation_days: RuleEntry
    first_warning_days: RuleEntry
    second_warning_days: RuleEntry
    anniversary_adds_days: RuleEntry
    causes_before_start_count: RuleEntry

    @property
    def developed_share(self) -> Fraction:
        """One third, exactly."""
        return 1 / Fraction(self.developed_one_in.value)

    def full_on(self, start: date, years: int) -> date:
        """Return the day on which so many years from `start` are full: the corresponding day, or the one after it where that day
        is the last of the period (民法典 第二百零一条、第二百零二条; which of the two is an entry)."""
        return add_years(start, years) + timedelta(days=whole(self.anniversary_adds_days))


def idle_limits(book: Rulebook, day: date) -> IdleLimits:
    """Return the numbers of `day` (RulebookEntryMissing, naming every code that has none)."""
    found = book.entries(CODES, day)
    return IdleLimits(**{code.removeprefix("idle."): found[code] for code in CODES})


def limits_change_after(book: Rulebook, day: date) -> date | None:
    """Return the next day after `day` on which one of the numbers begins or ends; None = none is known."""
    days = (
        edge
        for code in CODES
        for entry in book.by_code.get(code, ())
        for edge in (entry.effective_from, entry.effective_to)
        if edge is not None and edge > day
    )
    return min(days, default=None)


def whole(entry: RuleEntry) -> int:
    """Return an entry that counts years or days; one with a broken part is refused (ValueError)."""
    if entry.value != Decimal(int(entry.value)):
        raise ValueError(f"{entry.code} must be a whole number")
    return int(entry.value)


def years_en(years: int) -> str:
    """Return so many years as English sentences write them: one year, two years, 3 years."""
    return {1: "one year", 2: "two years"}.get(years, f"{years} years")


def years_zh(years: int) -> str:
    """Return so many years as papers write them: 一年, 两年, 3年."""
    return {1: "一年", 2: "两年"}.get(years, f"{years}年")
