"""What may follow what in the life of a proposal; the database holds the same table (`proposal_transition`) and a test compares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gisapp.proposals.terms import ProposalState

START = ""
OPEN = frozenset({str(ProposalState.DRAFT), str(ProposalState.RETURNED)})
ENDED = frozenset({str(ProposalState.PUBLISHED), str(ProposalState.WITHDRAWN)})


@dataclass(frozen=True, slots=True)
class Transition:
    """One step that is allowed. `by_another`: never by whoever wrote or drew it."""

    from_state: str
    to_state: str
    needs_reason: bool = False
    by_another: bool = False


_S = ProposalState
_WAYS = (
    Transition(START, str(_S.DRAFT)),
    Transition(str(_S.DRAFT), str(_S.SUBMITTED)),
    Transition(str(_S.DRAFT), str(_S.WITHDRAWN), needs_reason=True),
    Transition(str(_S.SUBMITTED), str(_S.DRAFT)),
    Transition(str(_S.SUBMITTED), str(_S.RETURNED), needs_reason=True, by_another=True),
    Transition(str(_S.SUBMITTED), str(_S.PUBLISHED), by_another=True),
    Transition(str(_S.SUBMITTED), str(_S.WITHDRAWN), needs_reason=True),
    Transition(str(_S.RETURNED), str(_S.SUBMITTED)),
    Transition(str(_S.RETURNED), str(_S.WITHDRAWN), needs_reason=True),
)
TRANSITIONS: Mapping[tuple[str, str], Transition] = {(way.from_state, way.to_state): way for way in _WAYS}


def open_steps(state: str) -> tuple[Transition, ...]:
    """Return the steps open from a state."""
    return tuple(way for (before, _), way in TRANSITIONS.items() if before == state)
