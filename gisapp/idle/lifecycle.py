"""个案从线索到结案能怎么走：每一步从哪到哪、要什么文书、要不要送达、依据哪一条；其余的步骤都不存在。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gisapp.idle.case_terms import CaseState, CaseStep

ORDER = "闲置土地处置办法"


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

TRANSITIONS: Mapping[tuple[CaseState | None, CaseStep], Transition] = {
    (before, step): Transition(step, before, after, document, served, f"{ORDER} {article}")
    for step, before, after, document, served, article in _ROWS
}


def open_steps(state: CaseState | None) -> tuple[Transition, ...]:
    """Return the steps that are possible in a state, in the order of the procedure; None = no case yet."""
    return tuple(way for (before, _), way in TRANSITIONS.items() if before is state)


def is_final(state: CaseState) -> bool:
    return not open_steps(state)
