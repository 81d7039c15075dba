"""What may follow what in the life of an inquiry.

The database holds the same table (`inquiry_transition`) and refuses every other step; a test compares the two row by row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gisapp.inquiries.terms import InquiryState, InquiryStep

START = ""
LIVE = (InquiryState.OPEN, InquiryState.TAKEN, InquiryState.ANSWERED)


@dataclass(frozen=True, slots=True)
class Transition:
    """One step that is open in a state, where it leads, and whether it must be explained."""

    step: str
    from_state: str
    to_state: str
    needs_reason: bool = False


def _ways() -> Iterable[Transition]:
    step, state = InquiryStep, InquiryState
    closed, withdrawn = str(state.CLOSED), str(state.WITHDRAWN)
    yield Transition(str(step.RECEIVE), START, str(state.OPEN))
    yield Transition(str(step.TAKE), str(state.OPEN), str(state.TAKEN))
    for live in LIVE:
        here = str(live)
        yield Transition(str(step.ASSIGN), here, here, needs_reason=True)
        yield Transition(str(step.NOTE), here, here)
        yield Transition(str(step.CLOSE), here, closed, needs_reason=True)
        yield Transition(str(step.WITHDRAW), here, withdrawn)
        yield Transition(str(step.ERASE), here, closed)
        if live is not state.OPEN:
            yield Transition(str(step.ANSWER), here, str(state.ANSWERED))
            yield Transition(str(step.LEAD), here, here)
            yield Transition(str(step.PROJECT), here, here)
    for answered in (str(state.ANSWERED), closed):
        yield Transition(str(step.FOLLOW_UP), answered, str(state.TAKEN))
    yield Transition(str(step.REOPEN), closed, str(state.TAKEN), needs_reason=True)
    yield Transition(str(step.WITHDRAW), closed, withdrawn)
    yield Transition(str(step.ERASE), closed, closed)
    yield Transition(str(step.ERASE), withdrawn, withdrawn)


TRANSITIONS: tuple[Transition, ...] = tuple(sorted(_ways(), key=lambda way: (way.step, way.from_state)))
_BY_KEY = {(way.step, way.from_state): way for way in TRANSITIONS}


def transition(step: InquiryStep, from_state: str) -> Transition | None:
    """Return where a step leads from a state; None where it is not open."""
    return _BY_KEY.get((str(step), from_state))


def open_steps(state: str) -> tuple[str, ...]:
    """Return the steps that are open in a state, in the order of the vocabulary."""
    return tuple(str(step) for step in InquiryStep if (str(step), state) in _BY_KEY)
