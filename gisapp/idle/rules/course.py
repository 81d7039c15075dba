"""How the land of a contract turns over the days if nothing new becomes known: which day it becomes idle, when a year or two are full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gisapp.idle.rules.facts import DevelopmentFacts
from gisapp.idle.rules.identification import Identification, identify_idle_land
from gisapp.idle.rules.limits import idle_limits, limits_change_after
from gisapp.idle.rules.next_change import next_change
from gisapp.kernel.rulebook import Rulebook

MOST_TURNS = 400


@dataclass(frozen=True, slots=True)
class Turn:
    """A day from which another answer holds."""

    on: date
    answer: Identification


def course_of(facts: DevelopmentFacts, book: Rulebook, first: date, last: date) -> list[Turn]:
    """Return the answer of `first` and each later one up to `last`, by the rulebook of each day; days between answer as the turn before.

    A turn is kept when state, side, fee, recovery or duty differ. RulebookEntryMissing for a day before the order was in force.
    """
    turns: list[Turn] = []
    day: date | None = first
    for _ in range(MOST_TURNS):
        if day is None or day > last:
            break
        limits = idle_limits(book, day)
        answer = identify_idle_land(facts, limits, day)
        if not turns or _core(answer) != _core(turns[-1].answer):
            turns.append(Turn(day, answer))
        day = next_change(facts, limits, day, limits_change_after(book, day))
    return turns


def becomes_idle_on(turns: list[Turn]) -> date | None:
    """Return the first day of the course on which the land is idle; None = not within it."""
    return next((turn.on for turn in turns if turn.answer.state.is_idle), None)


def _core(answer: Identification) -> tuple[object, ...]:
    duty = answer.next_duty
    return (answer.state, answer.side, answer.may_fee, answer.may_recover, answer.missing, duty.duty, duty.latest_on)
