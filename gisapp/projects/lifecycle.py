"""What may follow what: the moves of a project, the life of a supervision letter and of a problem.

The database holds the same table (`case_transition`) and refuses every other step; a test compares the two row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.terms import LabelledEnum
from gisapp.projects.terms import ENDED, ROAD, LetterState, ProblemState, ProjectStage

BASIS = "项目推进流程（线索至达产，暂停、终止、退出）"
START = ""
_DOORS = frozenset(str(stage) for stage in ENDED)


@dataclass(frozen=True, slots=True)
class Transition:
    """One step that is allowed, and what it must bring along."""

    machine: str
    from_state: str
    to_state: str
    needs_evidence: bool = False
    needs_reason: bool = False
    needs_plot: bool = False


def _way(
    machine: str,
    before: LabelledEnum | str,
    after: LabelledEnum | str,
    *,
    evidence: bool = False,
    reason: bool = False,
    plot: bool = False,
) -> Transition:
    return Transition(machine, str(before), str(after), evidence, reason, plot)


def _project_transitions() -> Iterable[Transition]:
    stage = ProjectStage
    talking = (stage.LEAD, stage.NEGOTIATING)
    on_plot = ROAD[4:]
    yield from (_way("project", START, first) for first in talking)
    for before, after in pairwise(ROAD):
        yield _way("project", before, after, evidence=after not in talking, plot=after in on_plot)
    for pausing in ROAD[:-1]:
        proof = pausing not in talking
        yield _way("project", pausing, stage.PAUSED, evidence=proof, reason=True)
        yield _way("project", stage.PAUSED, pausing, evidence=proof, reason=True, plot=pausing in on_plot)
    for leaving in ROAD[:3]:
        yield _way("project", leaving, stage.TERMINATED, evidence=leaving not in talking, reason=True)
    for leaving in ROAD[3:]:
        yield _way("project", leaving, stage.WITHDRAWN, evidence=True, reason=True)
    yield _way("project", stage.PAUSED, stage.TERMINATED, evidence=True, reason=True)
    yield _way("project", stage.PAUSED, stage.WITHDRAWN, evidence=True, reason=True)


def _letter_transitions() -> Iterable[Transition]:
    state = LetterState
    yield _way("letter", START, state.ISSUED)
    yield _way("letter", state.ISSUED, state.REPLIED, reason=True)
    yield _way("letter", state.RETURNED, state.REPLIED, reason=True)
    yield _way("letter", state.REPLIED, state.ACCEPTED)
    yield _way("letter", state.REPLIED, state.RETURNED, reason=True)
    for open_state in (state.ISSUED, state.RETURNED, state.REPLIED):
        yield _way("letter", open_state, state.WITHDRAWN, reason=True)


def _problem_transitions() -> Iterable[Transition]:
    state = ProblemState
    yield _way("problem", START, state.RAISED)
    yield _way("problem", state.RAISED, state.ASSIGNED)
    yield _way("problem", state.ASSIGNED, state.ASSIGNED, reason=True)
    yield _way("problem", state.ASSIGNED, state.HANDLED, reason=True)
    yield _way("problem", state.HANDLED, state.CLOSED, reason=True)
    yield _way("problem", state.HANDLED, state.ASSIGNED, reason=True)


TRANSITIONS: Mapping[tuple[str, str, str], Transition] = {
    (way.machine, way.from_state, way.to_state): way
    for way in (*_project_transitions(), *_letter_transitions(), *_problem_transitions())
}


def open_transitions(machine: str, state: str, paused_in: str | None = None) -> tuple[Transition, ...]:
    """Return the steps open from a state, in the order of the road; a paused project resumes where it stopped or leaves by a door
    that was open there (`paused_in`: the stage before the pause)."""
    ways = (way for (kind, before, _), way in TRANSITIONS.items() if kind == machine and before == state)
    if machine != "project" or state != str(ProjectStage.PAUSED):
        return tuple(ways)
    return tuple(
        way
        for way in ways
        if way.to_state == paused_in
        or (way.to_state in _DOORS and ("project", paused_in or START, way.to_state) in TRANSITIONS)
    )


@dataclass(frozen=True, slots=True)
class Brought:
    """What a step brings along: evidence, words, a plot; and for a paused project the stage before the pause."""

    has_evidence: bool
    has_reason: bool
    has_plot: bool = True
    paused_in: str | None = None


def check_transition(
    machine: str, state: str, to_state: str, brought: Brought, *, day: date, last_day: date | None, today: date
) -> Findings:
    """能否走这一步：流程准许、日期不早于上一步也不晚于今天、需要的证据、理由和地块都在."""
    findings = Findings()
    way = next(
        (item for item in open_transitions(machine, state, brought.paused_in) if item.to_state == to_state), None
    )
    if way is None:
        findings.add(
            _error(
                f"{machine}.step_not_allowed",
                "不能从当前状态直接变为所选状态。",
                "请按流程逐步推进；暂停后只能回到暂停前的阶段。",
                "This step does not follow the present state.",
            )
        )
        return findings
    if day > today:
        findings.add(
            _error(
                f"{machine}.step_in_future",
                f"日期{day_zh(day)}在今天以后。",
                "请填写实际发生的日期。",
                "The day is in the future.",
            )
        )
    if last_day is not None and day < last_day:
        findings.add(
            _error(
                f"{machine}.step_before_last",
                f"日期早于上一步（{day_zh(last_day)}）。",
                "请核对日期；上一步有误的，先撤回再登记。",
                "The day is before the last step.",
            )
        )
    if way.needs_evidence and not brought.has_evidence:
        findings.add(
            _error(
                f"{machine}.step_unproved",
                "这一步需要证明材料。",
                "请上传协议、许可证、照片等证据。",
                "Evidence is missing.",
            )
        )
    if way.needs_reason and not brought.has_reason:
        findings.add(
            _error(
                f"{machine}.step_unexplained", "没有填写内容或理由。", "请填写后再提交。", "Say what was done, or why."
            )
        )
    if way.needs_plot and not brought.has_plot:
        findings.add(
            _error(
                "project.plot_missing", "项目还没有关联地块。", "请先在项目资料中关联所在地块。", "Link the plot first."
            )
        )
    return findings


def _error(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, basis=BASIS)
