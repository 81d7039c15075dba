"""What may follow what in the life of something: steps that are open in a state, as data that the database holds, too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gisapp.kernel.terms import LabelledEnum

START = ""
"""The state before the first step."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One step that is open in a state, where it leads, and whether it must be explained."""

    step: str
    from_state: str
    to_state: str
    needs_reason: bool = False


class Lifecycle:
    """All transitions of one thing, found by step and state."""

    def __init__(self, ways: Iterable[Transition]) -> None:
        self.transitions = tuple(sorted(ways, key=lambda way: (way.step, way.from_state)))
        self._by_key = {(way.step, way.from_state): way for way in self.transitions}

    def way(self, step: LabelledEnum | str, from_state: str) -> Transition | None:
        """Return where a step leads from a state; None where it is not open."""
        return self._by_key.get((str(step), from_state))
