"""一个项目的审批全程：各阶段并联的事项、最长的一支、何时到期、亮什么灯，以及全流程用时。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gisapp.approvals.rules.case_state import case_state, counted_workdays
from gisapp.approvals.rules.catalogue import Catalogue, ItemDefinition, StageDefinition, in_legal_order
from gisapp.approvals.rules.clock import ItemCase, ItemReading, read_item
from gisapp.approvals.rules.limits import ApprovalLimits
from gisapp.approvals.rules.process_total import ProcessTotal, read_total
from gisapp.approvals.rules.stage_limit import StageLimit, check_total, due_of_stage, limit_of_process, limit_of_stage
from gisapp.approvals.terms import CaseState, ItemOutcome, ProcessMode, StageState
from gisapp.kernel.finding import Finding
from gisapp.kernel.time_limit import TimeLimitLight
from gisapp.kernel.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One item of a project as recorded, with the definition that its own day had."""

    definition: ItemDefinition
    case: ItemCase
    returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One item within its stage: how its clock stands, when it should end, and whether it lies on the longest branch."""

    definition: ItemDefinition
    state: CaseState
    reading: ItemReading
    ends_on: date
    is_longest: bool


@dataclass(frozen=True, slots=True)
class StageReading:
    """A stage on a day. `due_on` = the end of its longest branch; `plan` the same branch by the catalogue alone.

    `started_on` of a stage that waits is the day on which it is expected to begin.
    """

    code: str
    is_alongside: bool
    state: StageState
    started_on: date | None
    due_on: date | None
    ended_on: date | None
    lanes: tuple[Lane, ...]
    not_needed: tuple[str, ...]
    limit: StageLimit | None
    plan: StageLimit | None
    light: TimeLimitLight | None

    @property
    def is_late(self) -> bool:
        return self.light is TimeLimitLight.RED


@dataclass(frozen=True, slots=True)
class ProcessReading:
    """The whole process on a day; `planned_workdays`: of the sequential stages laid end to end, by the catalogue."""

    stages: tuple[StageReading, ...]
    total: ProcessTotal
    planned_workdays: int
    planned_finding: Finding | None

    @property
    def is_finished(self) -> bool:
        return all(stage.state in (StageState.DONE, StageState.EMPTY) for stage in self.stages)


_RANK = {None: 0, TimeLimitLight.GREEN: 1, TimeLimitLight.YELLOW: 2, TimeLimitLight.RED: 3}


def worst_light(lights: Sequence[TimeLimitLight | None]) -> TimeLimitLight | None:
    """Return the worst of several lights; None where no clock runs."""
    return max(lights, key=lambda light: _RANK[light], default=None)


def read_process(
    facts: Mapping[str, CaseFacts],
    catalogue: Catalogue,
    mode: ProcessMode,
    started_on: date,
    calendar: WorkCalendar,
    limits: ApprovalLimits,
    as_of: date,
) -> ProcessReading:
    """审批全程在某日的样子：阶段按目录先后相接（并行推进的除外），阶段内并联，以最长的一支为限.

    `facts`: the newest round of each item the project needs. A later stage begins with the first acceptance in it, and, as long as there is
    none, where the one before it ends.
    """
    known = {**catalogue.items, **{code: item.definition for code, item in facts.items()}}
    readings = {code: read_item(f.definition, f.case, calendar, limits, as_of) for code, f in facts.items()}
    stages: list[StageReading] = []
    before = started_on
    planned: list[dict[str, ItemDefinition]] = []
    for stage in catalogue.stages:
        own = [code for code in known if code in facts and facts[code].definition.stage_code == stage.code]
        spared = tuple(code for code in own if _is_spared(facts[code].case, as_of))
        chosen = {code: known[code] for code in in_legal_order([c for c in own if c not in spared], known)}
        reading = _read_stage(
            stage, chosen, spared, facts, readings, started_on if stage.alongside else before, calendar, as_of
        )  # fmt: skip
        stages.append(reading)
        if not stage.alongside and chosen:
            planned.append(chosen)
            before = reading.ended_on or reading.due_on or before
    plan = limit_of_process(planned, started_on, calendar)
    finished = all(stage.state in (StageState.DONE, StageState.EMPTY) for stage in stages)
    counted = [
        counted_workdays(readings[code], calendar, facts[code].case.finished_on or facts[code].returned_on)
        for code in facts
        if not next(stage.alongside for stage in catalogue.stages if stage.code == facts[code].definition.stage_code)
    ]
    return ProcessReading(
        tuple(stages),
        read_total(counted, limits, is_commitment=mode.is_commitment, is_finished=finished),
        calendar.workdays_between(started_on, plan[-1].due_on) if plan else 0,
        check_total(plan, started_on, calendar, limits, is_commitment=mode.is_commitment),
    )


def _read_stage(
    stage: StageDefinition,
    chosen: Mapping[str, ItemDefinition],
    spared: tuple[str, ...],
    facts: Mapping[str, CaseFacts],
    readings: Mapping[str, ItemReading],
    earliest: date,
    calendar: WorkCalendar,
    as_of: date,
) -> StageReading:
    if not chosen:
        return StageReading(
            stage.code, stage.alongside, StageState.EMPTY, None, None, None, (), spared, None, None, None
        )
    begun = [day for item in chosen if (day := readings[item].acceptance.accepted_on) is not None]
    started_on = min(begun) if begun else earliest
    cases = {item: facts[item].case for item in chosen}
    limit = due_of_stage(chosen, cases, {item: readings[item] for item in chosen}, started_on, calendar, as_of)
    lanes = tuple(
        Lane(
            facts[item].definition,
            case_state(facts[item].case, readings[item], facts[item].returned_on, as_of),
            readings[item],
            limit.ends[item],
            item in limit.branch,
        )
        for item in chosen
    )
    ended = [cases[lane.definition.code].finished_on for lane in lanes if not lane.state.is_open]
    done = all(lane.state is CaseState.GRANTED for lane in lanes)
    state = StageState.DONE if done else StageState.RUNNING if begun else StageState.WAITING
    light = worst_light([lane.reading.clock.light for lane in lanes if lane.state is not CaseState.RETURNED])
    return StageReading(
        code=stage.code,
        is_alongside=stage.alongside,
        state=state,
        started_on=started_on,
        due_on=limit.due_on,
        ended_on=max((day for day in ended if day is not None), default=None) if done else None,
        lanes=lanes,
        not_needed=spared,
        limit=limit,
        plan=limit_of_stage(chosen, started_on, calendar),
        light=light,
    )


def _is_spared(case: ItemCase, as_of: date) -> bool:
    return case.outcome is ItemOutcome.NOT_NEEDED and case.finished_on is not None and case.finished_on <= as_of
