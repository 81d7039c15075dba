"""个案从线索到结案能怎么走，认定、决定撤销后退回哪里：每一步从哪到哪、要什么文书、要不要送达、依据哪一条；其余的步骤都不存在。"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gisapp.idle_cases.terms import CaseState, CaseStep

Taken = TypeVar("Taken")
ORDER = "闲置土地处置办法"
ANNULMENT_ZH = "撤销闲置土地认定（处置决定）的决定"
REMEDIES = "行政复议法 第六十四条、行政诉讼法 第七十条（待核对原文）"
_FOUND = (
    CaseState.DETERMINED, CaseState.PUBLISHED, CaseState.PLANNING, CaseState.HEARING, CaseState.DECIDED, CaseState.PERFORMING,
)  # fmt: skip
_DISPOSED = (CaseState.HEARING, CaseState.DECIDED, CaseState.PERFORMING)


@dataclass(frozen=True, slots=True)
class Transition:
    """One step: from which state to which, the document it issues, whether that has to be served, the article it rests on."""

    step: CaseStep
    before: CaseState | None
    after: CaseState
    document_zh: str
    is_served: bool
    article: str


_ROWS = (
    (CaseStep.OPEN, None, CaseState.CLUE, "", False, "第五条"),
    (CaseStep.DISMISS, CaseState.CLUE, CaseState.NOT_IDLE, "不构成闲置土地的说明", False, "第五条"),
    (CaseStep.INVESTIGATE, CaseState.CLUE, CaseState.INVESTIGATING, "闲置土地调查通知书", True, "第五条、第六条"),
    (CaseStep.EXPLAIN, CaseState.INVESTIGATING, CaseState.CAUSE_REVIEW, "", False, "第五条、第八条"),
    (CaseStep.DISMISS, CaseState.CAUSE_REVIEW, CaseState.NOT_IDLE, "不构成闲置土地的说明", True, "第九条"),
    (CaseStep.DETERMINE, CaseState.CAUSE_REVIEW, CaseState.DETERMINED, "闲置土地认定书", True, "第九条、第十条"),
    (CaseStep.PUBLISH, CaseState.DETERMINED, CaseState.PUBLISHED, "", False, "第十一条、第二十五条"),
    (CaseStep.PLAN, CaseState.PUBLISHED, CaseState.PLANNING, "闲置土地处置方案", False, "第十三条"),
    (CaseStep.NOTIFY_HEARING, CaseState.PLANNING, CaseState.HEARING, "听证告知书", True, "第十五条"),
    (CaseStep.DECIDE, CaseState.PLANNING, CaseState.DECIDED, "处置决定", False, "第十二条、第十三条"),
    (CaseStep.DECIDE, CaseState.HEARING, CaseState.DECIDED, "处置决定", False, "第十四条、第十六条"),
    (CaseStep.SERVE, CaseState.DECIDED, CaseState.PERFORMING, "", True, "第十七条"),
    (CaseStep.CLOSE, CaseState.PERFORMING, CaseState.CLOSED, "", False, "第十一条、第十九条"),
)
# back only as far as is wrong: the finding, or what was to be done about it; served where the authority corrects itself (rules/annulment.py)
_BACK = (
    *((CaseStep.ANNUL, state, CaseState.CAUSE_REVIEW) for state in _FOUND),
    *((CaseStep.ANNUL_DECISION, state, CaseState.PLANNING) for state in _DISPOSED),
)

TRANSITIONS: Mapping[tuple[CaseState | None, CaseStep], Transition] = {
    (before, step): Transition(step, before, after, document, served, f"{ORDER} {article}")
    for step, before, after, document, served, article in _ROWS
} | {(before, step): Transition(step, before, after, ANNULMENT_ZH, False, REMEDIES) for step, before, after in _BACK}

DECISION_STEPS = frozenset({CaseStep.NOTIFY_HEARING, CaseStep.DECIDE, CaseStep.SERVE})
UNDONE: Mapping[CaseStep, frozenset[CaseStep]] = {
    CaseStep.ANNUL: frozenset({CaseStep.DETERMINE, CaseStep.PUBLISH, CaseStep.PLAN}) | DECISION_STEPS,
    CaseStep.ANNUL_DECISION: DECISION_STEPS,
}
"""Which earlier steps no longer hold once a case has gone back."""


def in_force(steps: Sequence[Taken], step_of: Callable[[Taken], CaseStep]) -> list[Taken]:
    """Return the steps that still hold, in their order: without those that were annulled, and without the annulments."""
    held: list[Taken] = []
    for taken in steps:
        undone = UNDONE.get(step_of(taken))
        if undone is None:
            held.append(taken)
        else:
            held = [earlier for earlier in held if step_of(earlier) not in undone]
    return held


def open_steps(state: CaseState | None) -> tuple[Transition, ...]:
    """Return the steps that are possible in a state, in the order of the procedure; None = no case yet."""
    return tuple(way for (before, _), way in TRANSITIONS.items() if before is state)


def is_final(state: CaseState) -> bool:
    return not open_steps(state)
