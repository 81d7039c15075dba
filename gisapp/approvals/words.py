"""A clock in one sentence, in both languages; the numbers are the reading's own."""

from __future__ import annotations

from gisapp.kernel.time_limit import TimeLimitPhase, TimeLimitReading
from gisapp.kernel.workdays import DayUnit


def clock_sentence_en(clock: TimeLimitReading) -> str:
    """Say in English what `sentence_zh` says in Chinese."""
    if clock.deadline is None or clock.due_on is None:
        return "Not accepted yet: the clock has not begun."
    unit = "working days" if clock.deadline.term.unit is DayUnit.WORKING else "days"
    over = f"{clock.days_over} {unit} over" if clock.days_over else "overdue"
    if clock.phase is TimeLimitPhase.FINISHED:
        return f"Finished after {clock.days_used} {unit}, {over if clock.is_late else 'in time'}."
    if clock.is_late:
        return f"Was due on {clock.due_on}; {over}. Decide at once and say why."
    pause = ""
    if clock.suspension is not None:
        pause = f"Suspended for {clock.suspension.kind.label_en.lower()} ({clock.suspension.evidence.label_zh}); "
    earliest = "at the earliest " if clock.due_is_provisional else ""
    return f"{pause}due {earliest}on {clock.due_on}; {clock.days_used} {unit} used, {clock.days_left} left."
