"""The clocks of a case: whose time runs, from which paper, until when, how every day was counted; and the holder's own time with its rests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gisapp.idle_cases.facts import LandAnswer
from gisapp.idle_cases.rules.limits import case_limits
from gisapp.idle_cases.rules.steps import StepTaken, deadline_of
from gisapp.idle_cases.terms import CaseStep
from gisapp.kernel.rulebook import Rulebook
from gisapp.kernel.workdays import Deadline, WorkCalendar

_OF: Mapping[CaseStep, tuple[str, str, str]] = {
    CaseStep.OPEN: ("investigate", "office", "发现后发出调查通知书"),
    CaseStep.INVESTIGATE: ("explain", "holder", "使用权人说明"),
    CaseStep.NOTIFY_HEARING: ("hearing", "holder", "提出听证申请"),
    CaseStep.SERVE: ("perform", "holder", "履行决定"),
}


def read_clocks(
    rows: Sequence[Mapping[str, Any]], steps: Sequence[StepTaken], book: Rulebook, calendar: WorkCalendar, as_of: date
) -> list[dict[str, Any]]:
    """Return every clock that the steps started: first day, last day, each day on the way, and the day on which it was stopped."""
    clocks: list[dict[str, Any]] = []
    for number, step in enumerate(steps, start=1):
        found = _OF.get(step.step)
        deadline = deadline_of(steps[:number], case_limits(book, step.taken_on), calendar) if found else None
        if found is None or deadline is None:
            continue
        done = steps[number] if number < len(steps) else None
        ended_on = (done.explained_on or done.taken_on) if done is not None else None
        clocks.append({"step_id": rows[number - 1]["id"], **_clock(deadline, found, ended_on, as_of)})
    return clocks


def _clock(deadline: Deadline, named: tuple[str, str, str], ended_on: date | None, as_of: date) -> dict[str, Any]:
    code, whose, name_zh = named
    until = ended_on or as_of
    return {
        "code": code,
        "whose": whose,
        "name_zh": name_zh,
        "started_on": deadline.started_on,
        "due_on": deadline.due_on,
        "ended_on": ended_on,
        "days": deadline.term.days,
        "unit": str(deadline.term.unit),
        "used": deadline.counted_until(until),
        "is_over": until > deadline.due_on,
        "late_days": max(0, (until - deadline.due_on).days),
        "sentence_zh": deadline.sentence_zh,
        "basis": deadline.term.basis,
        "unconfirmed_years": list(deadline.unconfirmed_years),
        "explained": [
            {
                "day": item.day,
                "number": item.number,
                "reason": str(item.reason),
                "line_zh": item.line_zh,
                "confirmed": item.confirmed,
            }
            for item in deadline.days
        ],
    }


def own_time(answer: LandAnswer | None) -> dict[str, Any] | None:
    """Return the holder's own clock: when the start fell due, when a year and two years of own time are full, and where it rested."""
    if answer is None:
        return None
    said = answer.identification
    return {
        "start_due_on": answer.start_due_on,
        "idle_since": said.since,
        "own_year_on": said.own_year_on,
        "own_recovery_on": said.own_recovery_on,
        "rests": [
            {
                "cause": str(item.cause.cause),
                "began_on": item.cause.began_on,
                "ended_on": item.cause.ended_on,
                "days": item.days,
                "evidence": [one.label_zh for one in item.cause.evidence],
            }
            for item in answer.deductions
        ],
    }
