"""A measure takes its next step; with it the land follows: released land goes into the reserve, prepared land may be supplied, the idle case is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences
from gisapp.auth.permissions import DENIED_ZH, Permission
from gisapp.auth.principal import Principal
from gisapp.db.history import current_rows
from gisapp.db.sql_file import load
from gisapp.db.tables.party import PlotPartyRow
from gisapp.db.tables.plot import PlotStateRow
from gisapp.db.tables.reuse import ReuseStepRow, ReuseWithdrawalRow
from gisapp.evidence.vault import load_evidence
from gisapp.idle_cases.commands import take_step as take_case_step
from gisapp.idle_cases.judgement import StepDraft as CaseStepDraft
from gisapp.idle_cases.terms import CaseState, CaseStep
from gisapp.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.land.plot_register import locate_plot
from gisapp.land.states import StateBasis, change_state
from gisapp.land.terms import ComplianceState
from gisapp.parties.parties import revise_parties
from gisapp.reuse.findings import refuse
from gisapp.reuse.measure_register import tell
from gisapp.reuse.queries import locate_measure
from gisapp.reuse.rules.steps import StepFacts, check_step
from gisapp.reuse.terms import ReuseMeasure, ReuseRoad, ReuseStage


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as it happened. `released_m2` in ㎡ where land is released or better used; `contract_id` of the new user where there is one; with supply
    again it is the contract in force on the land unless another one is named.

    `close_case`: the idle case that it comes from is performed and closed in the same transaction.
    """

    stage: str
    taken_on: date
    released_m2: Decimal | None = None
    contract_id: int | None = None
    close_case: bool = False
    reason: str = ""
    evidence_ids: tuple[int, ...] = ()


def check_next_step(
    session: Session, principal: Principal, measure_id: int, draft: StepDraft, *, today: date
) -> Findings:
    """Return everything that speaks against a step, without taking it."""
    return _judge(session, locate_measure(session, principal, measure_id, today), draft, today)


def take_step(session: Session, principal: Principal, measure_id: int, draft: StepDraft, *, today: date) -> Findings:
    """Take a measure to its next stage; return what was remarked (RuleViolation with every fault).

    On the road “returned”, of a whole plot: whoever holds it leaves it with the release and it goes into the reserve; prepared, it may be supplied.
    """
    load_evidence(session, principal, draft.evidence_ids)
    found = locate_measure(session, principal, measure_id, today)
    locate_plot(session, principal, found["plot_id"])
    findings = _judge(session, found, draft, today)
    refuse(findings, "reuse.step_refused")
    if draft.contract_id is not None:
        _check_contract(session, found, draft.contract_id)
    contract_id = draft.contract_id or _contract_of_new_user(session, found, draft)
    number = session.execute(
        text("select coalesce(max(sequence), 0) + 1 from reuse_step where measure_id = :id"), {"id": measure_id}
    ).scalar_one()
    session.execute(
        insert(ReuseStepRow).values(
            measure_id=measure_id,
            sequence=number,
            from_stage=found["stage"],
            stage=draft.stage,
            taken_on=draft.taken_on,
            released_m2=draft.released_m2,
            contract_id=contract_id,
            reason=draft.reason.strip(),
            evidence_ids=list(dict.fromkeys(draft.evidence_ids)),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )
    tell(
        session,
        principal,
        found,
        differences(
            {"stage": found["stage"]},
            {"stage": draft.stage, "taken_on": draft.taken_on, "released_m2": draft.released_m2},
        ),
        draft.reason,
    )
    if draft.close_case:
        _close_case(session, principal, found, draft, today)
    if found["road"] == str(ReuseRoad.RETURNED):
        findings.extend(_let_land_follow(session, principal, found, draft))
    return findings


def take_back(
    session: Session, principal: Principal, measure_id: int, step_id: int, *, reason: str, today: date
) -> None:
    """Say that the last step was recorded by mistake; it stays in view. What the land's states and holders took from it is corrected by hand."""
    found = locate_measure(session, principal, measure_id, today)
    step = session.execute(
        text("select stage, from_stage from reuse_step where id = :id and measure_id = :measure"),
        {"id": step_id, "measure": measure_id},
    ).one_or_none()
    if step is None:
        raise NotFound("reuse.step_not_found", "没有这一步，请刷新后重试。", message_en="No such step.")
    withdraw(session, principal, measure_id, "step", step_id, reason)
    tell(session, principal, found, differences({"stage": step.stage}, {"stage": step.from_stage}), reason)


def withdraw(
    session: Session, principal: Principal, measure_id: int, subject: str, subject_id: int, reason: str
) -> None:
    """Write down that a row was recorded by mistake; the database refuses what other steps rest on."""
    session.execute(
        insert(ReuseWithdrawalRow).values(
            subject=subject,
            subject_id=subject_id,
            measure_id=measure_id,
            reason=reason.strip(),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )


def _judge(session: Session, found: Mapping[str, Any], draft: StepDraft, today: date) -> Findings:
    ground = (
        session.execute(load("reuse/step_ground"), {"measure_id": found["id"], "day": draft.taken_on}).mappings().one()
    )
    is_returned = found["road"] == str(ReuseRoad.RETURNED)
    findings = check_step(
        StepFacts(
            measure=ReuseMeasure(found["measure"]),
            stage=found["stage"],
            to_stage=ReuseStage(draft.stage),
            taken_on=draft.taken_on,
            last_on=found["since"],
            today=today,
            area_m2=found["area_m2"],
            plot_area_m2=ground["plot_area_m2"],
            free_m2=ground["free_m2"],
            released_m2=draft.released_m2,
            has_evidence=bool(draft.evidence_ids),
            has_reason=bool(draft.reason.strip()),
            left_count=ground["left_count"],
            came_count=ground["came_count"],
            has_after=ground["has_after"],
            has_before=ground["has_before"],
            holding_contract_no=ground["contract_no"]
            if is_returned and found["is_whole"] and not draft.close_case
            else None,
            open_temporary_uses=ground["open_temporary_uses"],
        )
    )
    if draft.stage == str(_closing_stage(found)) and _case_is_open(found) and not draft.close_case:
        findings.add(
            Finding(
                "reuse.case_open",
                Severity.WARNING,
                f"关联的闲置土地个案{found['case_no']}尚未结案。",
                "请到“闲”中办理履行完毕、撤销公开和结案，地块状态随之变更。",
                "The idle-land case is still open.",
                basis="闲置土地处置办法 第十一条、第十九条",
            )
        )
    return findings


def _close_case(
    session: Session, principal: Principal, found: Mapping[str, Any], draft: StepDraft, today: date
) -> None:
    """Close the idle case that the measure comes from; only once its decision is being performed, and by who may handle cases."""
    if not principal.may(Permission.IDLE_CASE_EDIT):
        raise Forbidden("auth.denied.idle_case:edit", DENIED_ZH[Permission.IDLE_CASE_EDIT])
    if draft.stage != str(_closing_stage(found)) or found["case_state"] != str(CaseState.PERFORMING):
        raise Conflict(
            "reuse.case_not_performing",
            "这一步不能同时结案：收回再供的在腾退时、其他措施在盘活时结案，且个案须在“履行中”。请先在“闲”中办到送达决定，或取消结案选项。",
            message_en="The case is not being performed; it cannot be closed with this step.",
        )
    close = CaseStepDraft(
        CaseStep.CLOSE,
        draft.taken_on,
        evidence_ids=draft.evidence_ids,
        reason=draft.reason.strip() or f"盘活 {found['reuse_no']} 完成",
        outcome=ComplianceState.REUSED,
    )
    take_case_step(session, principal, found["case_id"], close, today=today)


def _closing_stage(found: Mapping[str, Any]) -> ReuseStage:
    """Land that goes back is taken from its holder with the release; other measures are performed when the land is in use again."""
    return ReuseStage.RELEASED if found["road"] == str(ReuseRoad.RETURNED) else ReuseStage.REUSED


def _case_is_open(found: Mapping[str, Any]) -> bool:
    return found["case_id"] is not None and found["case_state"] not in (str(CaseState.CLOSED), str(CaseState.NOT_IDLE))


def _contract_of_new_user(session: Session, found: Mapping[str, Any], draft: StepDraft) -> int | None:
    """Return the contract by which the land is supplied again, as it is in force on the day of that step; None for other steps."""
    if draft.stage != str(ReuseStage.RESUPPLIED):
        return None
    return session.execute(
        text(
            "select id from contract where plot_id = :plot and signed_on <= :day and (ended_on is null or ended_on > :day)"
            " order by signed_on desc, id desc limit 1"
        ),
        {"plot": found["plot_id"], "day": draft.taken_on},
    ).scalar()


def _check_contract(session: Session, found: Mapping[str, Any], contract_id: int) -> None:
    row = session.execute(
        text(
            "select c.contract_no from contract c where c.id = :id and (c.plot_id = :plot or exists (select from plot_version a join plot_version b"
            " on b.plot_id = :plot and upper_inf(a.recorded) and upper_inf(b.recorded) and ST_Intersects(a.geom, b.geom) where a.plot_id = c.plot_id))"
        ),
        {"id": contract_id, "plot": found["plot_id"]},
    ).one_or_none()
    if row is None:
        raise Invalid(
            "reuse.contract_elsewhere",
            "所选合同不在该地块上，请重新选择。",
            message_en="The contract is about other land.",
        )


def _let_land_follow(
    session: Session, principal: Principal, found: Mapping[str, Any], draft: StepDraft
) -> list[Finding]:
    """Return a remark where the land could not follow by itself: a part has to be cut off by a survey first."""
    if draft.stage not in (str(ReuseStage.RELEASED), str(ReuseStage.PREPARED)):
        return []
    if not found["is_whole"] or (draft.released_m2 is not None and draft.released_m2 < found["plot_area_m2"]):
        return [
            Finding(
                "reuse.part_to_be_cut",
                Severity.WARNING,
                "只腾退了地块的一部分，地块状态和权利人未变。",
                "请导入测绘成果分割地块，再分别登记各地块的状态和权利人。",
                "Only a part was released: cut the plot by a survey.",
            )
        ]
    why = f"盘活 {found['reuse_no']}：{ReuseStage(draft.stage).label_zh}"
    wanted = (
        {"land_control": "reserved", "development": "not_applicable"}
        if draft.stage == str(ReuseStage.RELEASED)
        else {"land_control": "cleared", "supply": "prepared"}
    )
    _set_states(session, principal, found["plot_id"], wanted, draft.taken_on, why, found["reuse_no"])
    if draft.stage == str(ReuseStage.RELEASED):
        _empty(session, principal, found["plot_id"], draft.taken_on, why, found["reuse_no"])
    return []


def _set_states(
    session: Session, principal: Principal, plot_id: int, wanted: dict[str, str], day: date, why: str, document: str
) -> None:
    rows = current_rows(session, PlotStateRow, {"plot_id": plot_id})
    before = next((row for row in rows if row["valid"].contains(day)), None)
    axes = {axis: value for axis, value in wanted.items() if before is not None and before[axis] != value}
    if axes.get("supply") == "prepared" and before is not None and before["supply"] not in ("not_ready", "announced"):
        axes.pop("supply")  # on offer or allocated already: what moved it there stands
    if axes:
        change_state(session, principal, plot_id, axes, StateBasis(reason=why, document=document), valid_from=day)


def _empty(session: Session, principal: Principal, plot_id: int, day: date, why: str, document: str) -> None:
    running: Sequence[Mapping[str, Any]] = [
        row for row in current_rows(session, PlotPartyRow, {"plot_id": plot_id}) if row["valid"].contains(day)
    ]
    if running:
        revise_parties(session, principal, plot_id, [], valid_from=day, reason=why, document=document)
