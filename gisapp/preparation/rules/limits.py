"""The numbers that the rules of standard land measure against, as in force on one day; they come from the rulebook, never from code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.kernel.rulebook import Rulebook

CODES = {
    "far.doubled_above_m": "far_doubled_above_m",
    "readiness.servicing_age_days": "servicing_age_days",
    "readiness.assessment_warning_days": "assessment_warning_days",
    "readiness.uncovered_tolerance_m2": "uncovered_tolerance_m2",
    "contract.start_after_handover_months": "start_after_handover_months",
    "contract.extension_months_max": "extension_months_max",
    "contract.government_extension_months_max": "government_extension_months_max",
    "contract.extension_asked_days_ahead": "extension_asked_days_ahead",
    "commitment.rectification_days_max": "rectification_days_max",
}


@dataclass(frozen=True, slots=True)
class SupplyLimits:
    """Lengths in metres, areas in ㎡, times in days or months as named."""

    far_doubled_above_m: Decimal
    servicing_age_days: int
    assessment_warning_days: int
    uncovered_tolerance_m2: Decimal
    start_after_handover_months: int
    extension_months_max: int
    government_extension_months_max: int
    extension_asked_days_ahead: int
    rectification_days_max: int


def supply_limits(book: Rulebook, day: date) -> SupplyLimits:
    """Return the numbers of `day` (RulebookEntryMissing, naming every code that has none)."""
    values = {CODES[code]: entry.value for code, entry in book.entries(CODES, day).items()}
    return SupplyLimits(
        far_doubled_above_m=values["far_doubled_above_m"],
        servicing_age_days=int(values["servicing_age_days"]),
        assessment_warning_days=int(values["assessment_warning_days"]),
        uncovered_tolerance_m2=values["uncovered_tolerance_m2"],
        start_after_handover_months=int(values["start_after_handover_months"]),
        extension_months_max=int(values["extension_months_max"]),
        government_extension_months_max=int(values["government_extension_months_max"]),
        extension_asked_days_ahead=int(values["extension_asked_days_ahead"]),
        rectification_days_max=int(values["rectification_days_max"]),
    )
