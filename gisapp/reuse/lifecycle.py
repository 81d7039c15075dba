"""What may follow what: a measure on its road from plan to new use, and a temporary use from arrangement to restored land.

The database holds the same tables (`reuse_transition`, `reuse_road`) and refuses every other step; a test compares them row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from gisapp.kernel.terms import LabelledEnum
from gisapp.reuse.terms import ReuseRoad, ReuseStage, TemporaryUseState

START = ""
ROADS: Mapping[ReuseRoad, tuple[ReuseStage, ...]] = {
    ReuseRoad.RETURNED: (
        ReuseStage.PLANNED, ReuseStage.APPROVED, ReuseStage.IMPLEMENTING, ReuseStage.RELEASED, ReuseStage.PREPARED, ReuseStage.RESUPPLIED,
        ReuseStage.REUSED,
    ),
    ReuseRoad.TRANSFERRED: (
        ReuseStage.PLANNED, ReuseStage.APPROVED, ReuseStage.IMPLEMENTING, ReuseStage.RELEASED, ReuseStage.REUSED,
    ),
    ReuseRoad.IN_PLACE: (ReuseStage.PLANNED, ReuseStage.APPROVED, ReuseStage.IMPLEMENTING, ReuseStage.REUSED),
}  # fmt: skip
ENDED = frozenset({ReuseStage.REUSED, ReuseStage.ABANDONED})


@dataclass(frozen=True, slots=True)
class Transition:
    """One step that is allowed on a road, and what has to be there: files, words, the area released, who left, who came, figures after."""

    machine: str
    road: str
    from_state: str
    to_state: str
    needs_evidence: bool = False
    needs_reason: bool = False
    needs_area: bool = False
    needs_left: bool = False
    needs_came: bool = False
    needs_after: bool = False


def _measure_ways() -> Iterator[Transition]:
    for road, stages in ROADS.items():
        yield Transition("reuse", str(road), START, str(stages[0]))
        for before, after in pairwise(stages):
            is_release = after is ReuseStage.RELEASED
            is_end = after is ReuseStage.REUSED
            yield Transition(
                "reuse",
                str(road),
                str(before),
                str(after),
                needs_evidence=True,
                needs_area=is_release or (is_end and road is ReuseRoad.IN_PLACE),
                needs_left=is_release,
                needs_came=(is_release and road is ReuseRoad.TRANSFERRED)
                or (after in (ReuseStage.RESUPPLIED, ReuseStage.REUSED) and road is not ReuseRoad.IN_PLACE),
                needs_after=is_end,
            )
        for leaving in stages[:3]:
            proof = leaving is not ReuseStage.PLANNED
            yield Transition(
                "reuse", str(road), str(leaving), str(ReuseStage.ABANDONED), needs_evidence=proof, needs_reason=True
            )


def _use_ways() -> Iterator[Transition]:
    state = TemporaryUseState
    rows: tuple[tuple[LabelledEnum | str, LabelledEnum, bool], ...] = (
        (START, state.ARRANGED, False),
        (state.ARRANGED, state.ARRANGED, True),
        (state.ARRANGED, state.VACATED, False),
        (state.VACATED, state.RESTORED, True),
        (state.VACATED, state.NOT_RESTORED, True),
        (state.NOT_RESTORED, state.RESTORED, True),
        (state.NOT_RESTORED, state.NOT_RESTORED, True),
    )
    for before, after, reason in rows:
        yield Transition("temporary_use", "", str(before), str(after), needs_evidence=True, needs_reason=reason)


TRANSITIONS: Mapping[tuple[str, str, str, str], Transition] = {
    (way.machine, way.road, way.from_state, way.to_state): way for way in (*_measure_ways(), *_use_ways())
}


def open_steps(road: ReuseRoad, stage: str) -> tuple[Transition, ...]:
    """Return the steps of a measure open from a stage, the way ahead first."""
    return tuple(
        way
        for (machine, on, before, _), way in TRANSITIONS.items()
        if machine == "reuse" and on == str(road) and before == stage
    )


def open_use_steps(state: str) -> tuple[Transition, ...]:
    """Return the steps of a temporary use open from a state."""
    return tuple(
        way for (machine, _, before, _), way in TRANSITIONS.items() if machine == "temporary_use" and before == state
    )
