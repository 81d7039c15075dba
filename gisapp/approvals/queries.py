"""The desk of approvals: projects by stages with lights, one project's process as parallel lanes, and the list of open cases."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.approvals.process_view import Desk, ProcessView, effect_of, find_process, open_desk, view_process
from gisapp.approvals.rules.catalogue import ItemDefinition
from gisapp.approvals.rules.clock import ItemReading
from gisapp.approvals.rules.process import Lane, StageReading, worst_light
from gisapp.approvals.rules.tolerance import tolerance_state, what_became_late
from gisapp.approvals.store import CaseRecord, load_processes
from gisapp.approvals.terms import CaseState, ItemOutcome, StageState, ToleranceState
from gisapp.approvals.words import clock_sentence_en
from gisapp.auth.principal import Principal
from gisapp.kernel.rulebook import RuleEntry
from gisapp.kernel.time_limit import TimeLimitLight

Answer = dict[str, Any]


def show_board(session: Session, principal: Principal, as_of: date) -> Answer:
    """Return every process the caller may see on a day: a light per stage, the total, and what waits."""
    desk = open_desk(session)
    views = [view_process(desk, record, as_of) for record in load_processes(session, principal, as_of)]
    catalogue = desk.catalogue.on(as_of)
    return {
        "as_of": as_of,
        "stages": [
            {"code": s.code, "name_zh": s.name_zh, "name_en": s.name_en, "is_alongside": s.alongside}
            for s in catalogue.stages
        ],
        "projects": [_board_row(view, as_of) for view in views],
    }


def list_cases(session: Session, principal: Principal, as_of: date, *, open_only: bool = True) -> list[Answer]:
    """Return the cases of every process the caller may see, the most urgent first: late, then by the day they are due."""
    desk = open_desk(session)
    found: list[Answer] = []
    for record in load_processes(session, principal, as_of):
        view = view_process(desk, record, as_of)
        for stage in view.reading.stages:
            for lane in stage.lanes:
                if open_only and not lane.state.is_open:
                    continue
                found.append({**project_head(view), "stage_code": stage.code, **lane_answer(view, lane, as_of)})
    return sorted(found, key=_urgency)


def show_process(session: Session, principal: Principal, project_id: int, as_of: date) -> Answer:
    """Return one project's process with its lanes, its total and what may be planned or converted (404 without one)."""
    desk = open_desk(session)
    return process_answer(desk, find_process(session, principal, desk, project_id, as_of), as_of)


def processes_of_plot(session: Session, principal: Principal, plot_id: int, as_of: date) -> list[Answer]:
    """Return the processes of the projects on a plot."""
    desk = open_desk(session)
    records = load_processes(session, principal, as_of, plot_id=plot_id)
    return [process_answer(desk, view_process(desk, record, as_of), as_of) for record in records]


def process_answer(desk: Desk, view: ProcessView, as_of: date) -> Answer:
    record, reading = view.record, view.reading
    stages = {stage.code: stage for stage in view.catalogue.stages}
    waiting = [case for case in record.cases.values() if _waits_for_effect(case)]
    effects = [effect_of(case, record, as_of) for case in waiting]
    planned = {code for code, case in record.cases.items() if _is_planned(case)}
    return {
        **project_head(view),
        "as_of": as_of,
        "note": record.row["note"],
        "deal": {
            "contract_no": record.row["contract_no"],
            "signed_on": known(record.row["signed_on"], as_of),
            "paid_on": known(record.row["paid_on"], as_of),
        },
        "total": total_answer(view),
        "is_finished": reading.is_finished,
        "findings": [
            finding.as_dict() for finding in (reading.total.finding, reading.planned_finding) if finding is not None
        ],
        "stages": [
            {
                "code": stage.code,
                "name_zh": stages[stage.code].name_zh,
                "name_en": stages[stage.code].name_en,
                "lead_zh": stages[stage.code].lead_zh,
                **stage_answer(stage),
                "lanes": [lane_answer(view, lane, as_of) for lane in stage.lanes],
                "not_needed": [_spared(view, code) for code in stage.not_needed],
            }
            for stage in reading.stages
        ],
        "plannable": [
            {"code": item.code, "name_zh": item.name_zh, "name_en": item.name_en, "stage_code": item.stage_code}
            for item in view.catalogue.items.values()
            if item.code not in planned
        ],
        "conversion": {
            "waiting": [
                {"case_id": case.id, "name_zh": view.definitions[case.item_code].name_zh, "name_en": view.definitions[case.item_code].name_en}
                for case in waiting
            ],
            "is_ready": bool(effects) and all(effect.has_effect for effect in effects),
            "findings": [finding.as_dict() for finding in (effects[0].findings if effects else ())],
        },
    }  # fmt: skip


def project_head(view: ProcessView) -> Answer:
    """Return what names a project on the desk."""
    row = view.record.row
    names = (
        "project_id", "project_no", "name_zh", "name_en", "park_code", "park_name_zh", "park_name_en", "plot_id", "plot_no",
        "party_name_zh", "party_name_en", "service_officer_name", "mode", "started_on",
    )  # fmt: skip
    return {name: row[name] for name in names}


def total_answer(view: ProcessView) -> Answer:
    total = view.reading.total
    return {
        "used": total.used,
        "allowed": total.allowed,
        "left": total.left,
        "light": str(total.light),
        "planned": view.reading.planned_workdays,
        "rule": entry_answer(total.entry),
    }


def entry_answer(entry: RuleEntry) -> Answer:
    """Return a rulebook entry as the disclosure "why?" shows it."""
    return {
        "code": entry.code,
        "value": f"{entry.value:f}",
        "unit": entry.unit,
        "basis": str(entry.basis),
        "effective_from": entry.effective_from,
        "confirmed": entry.confirmed,
    }


def stage_answer(stage: StageReading) -> Answer:
    return {
        "is_alongside": stage.is_alongside,
        "state": str(stage.state),
        "light": None if stage.light is None else str(stage.light),
        "started_on": stage.started_on,
        "due_on": stage.due_on,
        "ended_on": stage.ended_on,
        "branch": list(stage.limit.branch) if stage.limit else [],
        "plan_workdays": stage.plan.workdays if stage.plan else None,
        "plan_due_on": stage.plan.due_on if stage.plan else None,
        "plan_branch": list(stage.plan.branch) if stage.plan else [],
    }


def lane_answer(view: ProcessView, lane: Lane, as_of: date) -> Answer:
    definition = lane.definition
    case = view.record.cases[definition.code]
    effect = effect_of(case, view.record, as_of)
    return {
        "case_id": case.id,
        **item_answer(definition),
        "round": case.row["round"],
        "state": str(lane.state),
        **clock_answer(lane.reading, lane.state),
        "received_on": known(case.row["received_on"], as_of),
        "finished_on": known(case.row["finished_on"], as_of),
        "ends_on": lane.ends_on,
        "is_longest": lane.is_longest,
        "is_simulated": case.is_simulated,
        "has_effect": effect.has_effect,
        "effective_on": known(case.row["effective_on"], as_of),
        **tolerance_answer(case, as_of),
    }


def item_answer(definition: ItemDefinition) -> Answer:
    return {
        "item_code": definition.code,
        "item_name_zh": definition.name_zh,
        "item_name_en": definition.name_en or definition.name_zh,
        "department_zh": definition.department_zh,
        "needs": list(definition.needs),
    }


def clock_answer(reading: ItemReading, state: CaseState) -> Answer:
    clock = reading.clock
    silent = state in (CaseState.PLANNED, CaseState.NOT_NEEDED, CaseState.RETURNED)
    return {
        "accepted_on": reading.acceptance.accepted_on,
        "is_deemed": reading.acceptance.is_deemed,
        "notice_due_on": reading.acceptance.notice_due_on,
        "light": None if clock.light is None or silent else str(clock.light),
        "phase": str(clock.phase),
        "due_on": clock.due_on,
        "due_is_provisional": clock.due_is_provisional,
        "unit": "working" if clock.deadline is None else str(clock.deadline.term.unit),
        "days_total": clock.days_total,
        "days_used": clock.days_used,
        "days_left": clock.days_left,
        "days_over": clock.days_over,
        "sentence_zh": clock.sentence_zh,
        "sentence_en": clock_sentence_en(clock),
    }


def tolerance_answer(case: CaseRecord, as_of: date) -> Answer:
    states = [tolerance_state(tolerance, as_of) for tolerance in case.tolerances]
    late = [found for tolerance in case.tolerances if (found := what_became_late(tolerance, as_of)) is not None]
    return {
        "tolerances_pending": states.count(ToleranceState.PENDING),
        "tolerances_overdue": states.count(ToleranceState.OVERDUE),
        "tolerances": len(states),
        "tolerance_findings": [finding.as_dict() for finding in late],
    }


def known(day: date | None, as_of: date) -> date | None:
    """Return a day that had come by then."""
    return day if day is not None and day <= as_of else None


def _board_row(view: ProcessView, as_of: date) -> Answer:
    lanes = [lane for stage in view.reading.stages for lane in stage.lanes]
    running = [lane for lane in lanes if lane.state.is_open]
    lights = [lane.reading.clock.light for lane in running]
    tolerated = [tolerance_answer(case, as_of) for case in view.record.cases.values()]
    waiting = [case for case in view.record.cases.values() if _waits_for_effect(case)]
    open_due = [lane.reading.clock.due_on for lane in running if lane.reading.clock.due_on is not None]
    worst = worst_light([*lights, view.reading.total.light])
    return {
        **project_head(view),
        "total": total_answer(view),
        "light": None if worst is None else str(worst),
        "is_finished": view.reading.is_finished,
        "next_due_on": min(open_due, default=None),
        "open": len(running),
        "done": sum(lane.state is CaseState.GRANTED for lane in lanes),
        "items": len(lanes),
        "red": lights.count(TimeLimitLight.RED),
        "yellow": lights.count(TimeLimitLight.YELLOW),
        "suspended": sum(lane.state in (CaseState.SUSPENDED, CaseState.CORRECTING) for lane in running),
        "tolerances_pending": sum(item["tolerances_pending"] for item in tolerated),
        "tolerances_overdue": sum(item["tolerances_overdue"] for item in tolerated),
        "simulated_waiting": len(waiting),
        "conversion_ready": bool(waiting) and all(effect_of(case, view.record, as_of).has_effect for case in waiting),
        "stages": [
            {
                "code": stage.code,
                "state": str(stage.state),
                "light": _cell_light(stage),
                "done": sum(lane.state is CaseState.GRANTED for lane in stage.lanes),
                "items": len(stage.lanes),
                "due_on": stage.due_on,
                "ended_on": stage.ended_on,
                "branch_zh": "→".join(lane.definition.name_zh for lane in stage.lanes if lane.is_longest),
                "branch_en": " → ".join(lane.definition.name_en or lane.definition.name_zh for lane in stage.lanes if lane.is_longest),
            }
            for stage in view.reading.stages
        ],
    }  # fmt: skip


def _cell_light(stage: StageReading) -> str | None:
    if stage.state is not StageState.RUNNING:
        return None
    light = worst_light([lane.reading.clock.light for lane in stage.lanes if lane.state.is_open])
    return None if light is None else str(light)


def _spared(view: ProcessView, code: str) -> Answer:
    case = view.record.cases[code]
    return {"case_id": case.id, **item_answer(view.definitions[code]), "reason": case.row["outcome_reason"]}


def _waits_for_effect(case: CaseRecord) -> bool:
    return case.is_simulated and case.case.outcome is ItemOutcome.GRANTED and case.row["effective_on"] is None


def _is_planned(case: CaseRecord) -> bool:
    return case.returned_on is None and case.case.outcome is not ItemOutcome.REFUSED


def _urgency(row: Answer) -> tuple[int, date, str, str]:
    rank = {"red": 0, "yellow": 1, "green": 2, None: 3}[row["light"]]
    return rank, row["due_on"] or date.max, row["project_no"], row["item_code"]
