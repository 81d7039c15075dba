"""What may follow what in the life of an inquiry.

The database holds the same table (`inquiry_transition`) and refuses every other step; a test compares the two row by row.
"""

from __future__ import annotations

from collections.abc import Iterable

from gisapp.inquiries.terms import InquiryState, InquiryStep
from gisapp.kernel.lifecycle import START, Lifecycle, Transition

LIVE = (InquiryState.OPEN, InquiryState.TAKEN, InquiryState.ANSWERED)


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


LIFECYCLE = Lifecycle(_ways())


def open_steps(state: str) -> tuple[str, ...]:
    """Return the steps that are open in a state, in the order of the vocabulary."""
    return tuple(str(step) for step in InquiryStep if LIFECYCLE.way(step, state) is not None)
