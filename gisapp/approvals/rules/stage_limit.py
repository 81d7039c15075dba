"""阶段和全流程时限：并联事项同时起算，最长的一支就是阶段的时限；有法定先后的才接续。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gisapp.approvals.rules.catalogue import ItemDefinition
from gisapp.approvals.rules.clock import ItemCase, ItemReading
from gisapp.approvals.rules.limits import ApprovalLimits
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.workdays import DayUnit, WorkCalendar, compute_deadline


@dataclass(frozen=True)
class StageLimit:
    """When a stage has to be done: the end of its longest branch, the branch, and the end of each item.

    `workdays`: the length of that branch where all of it is counted in working days and nothing has been recorded yet; else None.
    """

    due_on: date
    branch: tuple[str, ...]
    ends: Mapping[str, date]
    workdays: int | None


def limit_of_stage(items: Mapping[str, ItemDefinition], started_on: date, calendar: WorkCalendar) -> StageLimit:
    """阶段时限：事项同时起算，有法定先后的接续，最长的一支就是阶段的时限，不是各项之和.

    `items` in legal order (`Catalogue.items_of`); what an item needs outside the stage is taken as done before. ValueError without items.
    """
    return _longest(items, {}, started_on, calendar)


def due_of_stage(
    items: Mapping[str, ItemDefinition],
    cases: Mapping[str, ItemCase],
    readings: Mapping[str, ItemReading],
    started_on: date,
    calendar: WorkCalendar,
    as_of: date,
) -> StageLimit:
    """进行中的阶段何时应办结：已办结的按办结日，已受理的按实际到期日（含暂停和延长），未受理的按目录时限接续."""
    known = {code: reading.clock.due_on for code, reading in readings.items()}
    for code, case in cases.items():
        if case.finished_on is not None and case.finished_on <= as_of:
            known[code] = case.finished_on
    return _longest(items, {code: day for code, day in known.items() if day is not None}, started_on, calendar)


def _longest(
    items: Mapping[str, ItemDefinition], known: Mapping[str, date], started_on: date, calendar: WorkCalendar
) -> StageLimit:
    if not items:
        raise ValueError("a stage without items has no limit")
    ends: dict[str, date] = {}
    branches: dict[str, tuple[str, ...]] = {}
    for code, item in items.items():
        before = max((needed for needed in item.needs if needed in ends), key=lambda needed: ends[needed], default=None)
        start = started_on if before is None else ends[before]
        ends[code] = known.get(code) or compute_deadline(start, item.term, calendar).due_on
        branches[code] = (code,) if before is None else (*branches[before], code)
    last = max(ends, key=lambda code: (ends[code], -len(branches[code])))
    branch = branches[last]
    planned = not known and all(items[code].term.unit is DayUnit.WORKING for code in branch)
    workdays = sum(items[code].term.days for code in branch) if planned else None
    return StageLimit(ends[last], branch, ends, workdays)


def limit_of_process(
    stages: Sequence[Mapping[str, ItemDefinition]], started_on: date, calendar: WorkCalendar
) -> tuple[StageLimit, ...]:
    """全流程：各阶段首尾相接，后一阶段自前一阶段到期日起算；没有事项的阶段跳过."""
    limits: list[StageLimit] = []
    for items in stages:
        if items:
            limits.append(limit_of_stage(items, limits[-1].due_on if limits else started_on, calendar))
    return tuple(limits)


def check_total(
    process: Sequence[StageLimit],
    started_on: date,
    calendar: WorkCalendar,
    limits: ApprovalLimits,
    *,
    is_commitment: bool,
) -> Finding | None:
    """全流程合计是否在承诺之内：一般项目和承诺制项目各有上限，按工作日."""
    entry = limits.commitment_total_workdays if is_commitment else limits.total_workdays
    total = calendar.workdays_between(started_on, process[-1].due_on) if process else 0
    if total <= entry.value:
        return None
    return Finding(
        "approval.process_too_long",
        Severity.ERROR,
        f"各阶段时限相接共 {total} 个工作日，超过全流程 {entry.value:f} 个工作日的要求。",
        fix_zh="请压缩最长的事项时限，或把事项移到并行推进。",
        message_en=f"The whole process takes {total} working days.",
        measured=f"{total} 个工作日",
        required=f"≤ {entry.value:f} 个工作日",
        basis=str(entry.basis),
    )
