"""A project's approval process: opened in a mode with the items it needs, further items planned, simulated results made binding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, insert, text
from sqlalchemy.orm import Session

from gisapp.approvals.commands import refuse_day, refuse_errors
from gisapp.approvals.process_view import effect_of, find_process, open_desk
from gisapp.approvals.rules.catalogue import ItemDefinition
from gisapp.approvals.rules.issue import LandDeal
from gisapp.approvals.terms import ItemOutcome, ProcessMode
from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.tables.approval import ApprovalCaseRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.kernel.finding import Findings


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item that the project needs; `is_simulated`: reviewed before the land is won, without effect until then."""

    code: str
    is_simulated: bool = False


def open_process(
    session: Session,
    principal: Principal,
    project_id: int,
    *,
    mode: ProcessMode,
    started_on: date,
    items: Sequence[PlannedItem],
    note: str,
    today: date,
) -> None:
    """开启一个项目的审批流程：办理方式、起始日和所需事项；有法定前置的一并列入."""
    row = _project(session, principal, project_id)
    refuse_day(started_on, today, "流程起始日期")
    inserted = session.execute(
        text(
            "insert into approval_process (project_id, mode, started_on, note, opened_by, opened_by_name)"
            " values (:id, :mode, :started_on, :note, :by, :name) on conflict do nothing returning project_id"
        ),
        {
            "id": project_id,
            "mode": str(mode),
            "started_on": started_on,
            "note": note.strip(),
            "by": principal.account_id,
            "name": principal.name,
        },
    ).scalar_one_or_none()
    if inserted is None:
        raise Conflict(
            "approval.process_exists",
            "该项目的审批流程已经开启，请直接办理。",
            message_en="The process is open already.",
        )
    record_event(
        session,
        principal,
        EventTag.APPROVAL_CASE_CHANGE,
        subject="approval_process",
        subject_id=project_id,
        changes=differences({}, {"mode": mode.label_zh, "started_on": started_on}),
        zone_id=row["zone_id"],
        park_id=row["park_id"],
        plot_id=row["plot_id"],
        reason=note.strip() or None,
    )
    plan_items(session, principal, project_id, items, planned_on=started_on, today=today)


def plan_items(
    session: Session,
    principal: Principal,
    project_id: int,
    items: Sequence[PlannedItem],
    *,
    planned_on: date,
    today: date,
) -> list[str]:
    """列入事项；前置事项没有列入的一并列入，不通过或退件的另开一轮。返回列入的事项代码."""
    session.execute(text("select from approval_process where project_id = :id for update"), {"id": project_id})
    desk = open_desk(session)
    process = find_process(session, principal, desk, project_id, today)
    refuse_day(planned_on, today, "列入日期", not_before=process.record.row["started_on"])
    wanted = {item.code: item.is_simulated for item in items}
    for code in wanted:
        if code not in process.catalogue.items:
            desk.catalogue.definition(code, today)  # names an unknown one
            raise Conflict(
                "approval.item_not_in_force",
                f"事项“{code}”今日不在清单内，请刷新后重选。",
                message_en="Not in force today.",
            )
    _add_needed(wanted, process.catalogue.items, set(process.record.cases))
    if any(wanted.values()):
        _refuse_simulation(process.record.mode, process.record.deal, today)
    fresh: list[str] = []
    for code, simulated in wanted.items():
        newest = process.record.cases.get(code)
        if newest is not None and newest.returned_on is None and newest.case.outcome is not ItemOutcome.REFUSED:
            continue
        session.execute(
            insert(ApprovalCaseRow).values(
                project_id=project_id,
                item_code=code,
                round=1 if newest is None else newest.row["round"] + 1,
                is_simulated=simulated,
                planned_on=planned_on,
                recorded_by=principal.account_id,
                recorded_by_name=principal.name,
            )
        )
        fresh.append(code)
    if not fresh:
        raise Conflict(
            "approval.items_planned_already",
            "所选事项都已列入，没有需要新增的。",
            message_en="They are all planned already.",
        )
    row = process.record.row
    names = "、".join(process.catalogue.items[code].name_zh for code in fresh)
    record_event(
        session,
        principal,
        EventTag.APPROVAL_CASE_CHANGE,
        subject="approval_process",
        subject_id=project_id,
        changes={"items": {"old": None, "new": names}},
        zone_id=row["zone_id"],
        park_id=row["park_id"],
        plot_id=row["plot_id"],
    )
    return fresh


def change_mode(
    session: Session, principal: Principal, project_id: int, *, mode: ProcessMode, reason: str, today: date
) -> None:
    """变更办理方式，写明理由；有模拟审批事项的不能改出拿地即开工."""
    process = find_process(session, principal, open_desk(session), project_id, today)
    if mode is process.record.mode:
        raise Conflict("approval.mode_same", "办理方式没有变化。", message_en="Nothing would change.")
    if not reason.strip():
        raise Invalid("approval.reason_missing", "请写明变更办理方式的理由。", message_en="Say why.")
    if any(record.is_simulated for record in process.record.cases.values()):
        raise Conflict(
            "approval.mode_simulated",
            "已有模拟审批事项，不能改为其他办理方式。请先办结或退件。",
            message_en="There are simulated cases.",
        )
    session.execute(
        text("update approval_process set mode = :mode where project_id = :id"), {"mode": str(mode), "id": project_id}
    )
    row = process.record.row
    record_event(
        session,
        principal,
        EventTag.APPROVAL_CASE_CHANGE,
        subject="approval_process",
        subject_id=project_id,
        changes={"mode": {"old": process.record.mode.label_zh, "new": mode.label_zh}},
        zone_id=row["zone_id"],
        park_id=row["park_id"],
        plot_id=row["plot_id"],
        reason=reason.strip(),
    )


def convert_results(
    session: Session,
    principal: Principal,
    project_id: int,
    numbers: Mapping[int, str],
    *,
    evidence_ids: Sequence[int],
    today: date,
) -> list[int]:
    """模拟审批结果转为正式结果：合同已签、价款付清之后登记生效日和正式证号；返回转正的事项登记号."""
    session.execute(text("select from approval_process where project_id = :id for update"), {"id": project_id})
    process = find_process(session, principal, open_desk(session), project_id, today)
    load_evidence(session, principal, evidence_ids)
    record = process.record
    waiting = [
        case
        for case in record.cases.values()
        if case.is_simulated and case.case.outcome is ItemOutcome.GRANTED and case.row["effective_on"] is None
    ]
    unknown = set(numbers) - {case.id for case in waiting}
    if not waiting or unknown:
        raise Conflict(
            "approval.nothing_to_convert",
            "没有等待转为正式的模拟审批结果，请刷新后查看。",
            message_en="No simulated result waits.",
        )
    for case in waiting:
        effect = effect_of(case, record, today)
        if not effect.has_effect or effect.since is None:
            refuse_errors(Findings(list(effect.findings)), "模拟审批结果还不能生效。")
        session.execute(
            text(
                "insert into case_conversion (case_id, effective_on, contract_signed_on, price_paid_on, result_no, evidence_ids, recorded_by,"
                " recorded_by_name) values (:case, :effective_on, :signed_on, :paid_on, :number, :ids, :by, :name)"
            ),
            {
                "case": case.id,
                "effective_on": effect.since,
                "signed_on": record.deal.contract_signed_on,
                "paid_on": record.deal.price_paid_on,
                "number": numbers.get(case.id, "").strip(),
                "ids": list(evidence_ids),
                "by": principal.account_id,
                "name": principal.name,
            },
        )
    names = "、".join(process.definitions[case.item_code].name_zh for case in waiting)
    record_event(
        session,
        principal,
        EventTag.APPROVAL_CASE_CHANGE,
        subject="approval_process",
        subject_id=project_id,
        changes={"converted": {"old": None, "new": names}},
        zone_id=record.row["zone_id"],
        park_id=record.row["park_id"],
        plot_id=record.row["plot_id"],
        document=record.row["contract_no"],
    )
    return [case.id for case in waiting]


def _project(session: Session, principal: Principal, project_id: int) -> RowMapping:
    row = (
        session.execute(
            text(
                "select id, zone_id, park_id, plot_id from project where id = :id and (:all_parks or park_id = any(cast(:park_ids as bigint[])))"
            ),
            {"id": project_id, **visible_parks(principal)},
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound(
            "project.not_found", "没有这个项目，或不在您的管辖范围内。", message_en="No such project, or not for you."
        )
    return row


def _add_needed(wanted: dict[str, bool], known: Mapping[str, ItemDefinition], planned: set[str]) -> None:
    waiting = list(wanted)
    while waiting:
        item = known[waiting.pop()]
        for code in item.needs:
            if code not in wanted and code not in planned:
                wanted[code] = wanted[item.code]
                waiting.append(code)


def _refuse_simulation(mode: ProcessMode, deal: LandDeal, today: date) -> None:
    if mode is not ProcessMode.LAND_READY:
        raise Conflict(
            "approval.simulated_outside_mode",
            "只有拿地即开工的项目可以模拟审批，请先变更办理方式。",
            message_en="Only land-ready projects are simulated.",
        )
    signed, paid = deal.contract_signed_on, deal.price_paid_on
    if signed is not None and signed <= today and paid is not None and paid <= today:
        raise Conflict(
            "approval.simulated_after_deal",
            "合同已签订、价款已付清，请直接正式办理，不再模拟审批。",
            message_en="The land is won: no simulation is needed.",
        )
