"""一件闲置个案或存量图斑离结案还差多少工作量：剩余步骤、原因、权利限制各多少天，逐项说明依据。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gisapp.cockpit.rules.goal import EffortPart
from gisapp.cockpit.terms import GoalPart
from gisapp.idle.terms import CauseSide
from gisapp.idle_cases.lifecycle import TRANSITIONS
from gisapp.idle_cases.terms import CaseState, CaseStep
from gisapp.kernel.rulebook import Rulebook, RuleEntry

STEP_CODES = {
    CaseStep.INVESTIGATE: "idle.investigation_days",
    CaseStep.EXPLAIN: "idle.case_explanation_days",
    CaseStep.DETERMINE: "goal.determine_days",
    CaseStep.PUBLISH: "goal.publish_days",
    CaseStep.PLAN: "goal.plan_days",
    CaseStep.NOTIFY_HEARING: "goal.hearing_days",
    CaseStep.DECIDE: "goal.decide_days",
    CaseStep.SERVE: "goal.serve_days",
    CaseStep.CLOSE: "idle.case_performance_days",
}
SIDE_CODES = {
    CauseSide.GOVERNMENT: "goal.government_days",
    CauseSide.FORCE_MAJEURE: "goal.force_majeure_days",
    CauseSide.UNKNOWN: "goal.unknown_side_days",
    CauseSide.MIXED: "goal.government_days",
}
ENCUMBRANCE_CODES = {"mortgage": "goal.mortgage_days", "seizure": "goal.seizure_days"}
OTHER_ENCUMBRANCE = "goal.other_encumbrance_days"
CLASS_CODES = {
    "approved_unsupplied": "goal.approved_unsupplied_days",
    "supplied_unused": "goal.supplied_unused_days",
    "partly_used": "goal.partly_used_days",
    "built_idle": "goal.built_idle_days",
    "below_promise": "goal.below_promise_days",
}
IN_ENGLISH = {
    "mortgage": "Mortgaged",
    "seizure": "Seized",
    "approved_unsupplied": "Approved, not supplied",
    "supplied_unused": "Supplied, not used",
    "partly_used": "Not fully used",
    "built_idle": "Built, not in production",
    "below_promise": "Producing below promise",
}
CODES = tuple(
    sorted(
        {
            *STEP_CODES.values(),
            *SIDE_CODES.values(),
            *ENCUMBRANCE_CODES.values(),
            OTHER_ENCUMBRANCE,
            *CLASS_CODES.values(),
        }
    )
)


@dataclass(frozen=True, slots=True)
class EffortFacts:
    """Where it stands. `state` None = no case yet; `encumbrances` = kinds that are on the land (mortgage, seizure, …)."""

    state: CaseState | None
    side: CauseSide
    encumbrances: tuple[str, ...] = ()


def effort_entries(book: Rulebook, day: date) -> dict[str, RuleEntry]:
    """Return the numbers of `day` (RulebookEntryMissing, naming every code that has none)."""
    return book.entries(CODES, day)


def steps_left(state: CaseState | None, side: CauseSide) -> tuple[CaseStep, ...]:
    """还要走哪些步骤才能结案（按认定为闲置的路径）；自身原因的要先告知听证，其他的不要。"""
    left: list[CaseStep] = []
    here = state
    while True:
        ways = {way.step: way for (before, _), way in TRANSITIONS.items() if before is here and not way.step.goes_back}
        ways.pop(CaseStep.DISMISS, None)
        if not ways:
            return tuple(left)
        if CaseStep.NOTIFY_HEARING in ways and side is not CauseSide.OWN:
            ways.pop(CaseStep.NOTIFY_HEARING)
        step = CaseStep.NOTIFY_HEARING if CaseStep.NOTIFY_HEARING in ways else next(iter(ways))
        left.append(step)
        here = ways[step].after


def effort_to_close(facts: EffortFacts, entries: dict[str, RuleEntry]) -> tuple[EffortPart, ...]:
    """一件案子结案还需的工作量，逐项相加；单位为天."""
    return tuple(_case_parts(facts, entries))


def effort_of_patch(
    stock_class: str, encumbrances: Sequence[str], entries: dict[str, RuleEntry]
) -> tuple[EffortPart, ...] | None:
    """一块存量图斑消化的工作量；不在存量阶梯上的类别没有（None）."""
    code = CLASS_CODES.get(stock_class)
    if code is None:
        return None
    entry = entries[code]
    return (
        _part(GoalPart.CLASS, entry.note.split("；")[0], IN_ENGLISH[stock_class], entry),
        *_burdens(encumbrances, entries),
    )


def _case_parts(facts: EffortFacts, entries: dict[str, RuleEntry]) -> Iterator[EffortPart]:
    for step in steps_left(facts.state, facts.side):
        code = STEP_CODES.get(step)
        if code is not None:  # recording the clue takes no time of its own
            yield _part(GoalPart.STEP, step.label_zh, step.label_en, entries[code])
    side = SIDE_CODES.get(facts.side)
    if side is not None and facts.state not in (CaseState.DECIDED, CaseState.PERFORMING):
        yield _part(GoalPart.CAUSE, facts.side.label_zh, facts.side.label_en, entries[side])
    yield from _burdens(facts.encumbrances, entries)


def _burdens(kinds: Sequence[str], entries: dict[str, RuleEntry]) -> Iterator[EffortPart]:
    for kind in sorted(set(kinds)):
        entry = entries[ENCUMBRANCE_CODES.get(kind, OTHER_ENCUMBRANCE)]
        yield _part(GoalPart.ENCUMBRANCE, entry.note.split("；")[0], IN_ENGLISH.get(kind, "Other encumbrance"), entry)


def _part(part: GoalPart, label_zh: str, label_en: str, entry: RuleEntry) -> EffortPart:
    return EffortPart(part, label_zh, label_en, int(entry.value), f"{entry.basis}（{entry.code}）", entry.confirmed)
