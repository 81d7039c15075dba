"""A case is opened and walks its way, or goes back where it was wrong: each step checked, written with its papers, and followed by the plot at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.db.tables.idle_case import IdleCaseOfficerRow, IdleCaseRow, IdleCaseServiceRow, IdleCaseStepRow
from gisapp.idle.scan import judge_contracts
from gisapp.idle.terms import IdleGround
from gisapp.idle_cases.annulment import undo_papers
from gisapp.idle_cases.compliance import TAKES_BACK, compliance_before, follow_step, outcome_of, take_back_land
from gisapp.idle_cases.custody import note_added, note_document
from gisapp.idle_cases.decision import hold_facts
from gisapp.idle_cases.judgement import Judgement, StepDraft, judge_step
from gisapp.idle_cases.lifecycle import TRANSITIONS
from gisapp.idle_cases.store import find_case, last_in_force, lock_case, read_steps, tell
from gisapp.idle_cases.terms import CaseSource, CaseState, CaseStep, Measure, ServicePurpose
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict, Invalid, NotFound, RuleViolation
from gisapp.kernel.finding import Findings
from gisapp.land.plot_register import locate_plot
from gisapp.land.terms import ComplianceState
from gisapp.land.typed_shape import read_shape

RESTS_ON_FACTS = (CaseStep.DECIDE, CaseStep.SERVE)
"""Steps whose facts nobody may change between the judgement and the end of the transaction."""


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A clue: of a contract, or of a plot without one; `idle_area_m2` None = the whole land, or what the idle part measures;
    `geometry` = the idle part as a GeoJSON polygon in EPSG:4490 (lon, lat)."""

    ground: IdleGround
    source: CaseSource
    found_on: date
    contract_id: int | None = None
    plot_id: int | None = None
    source_note: str = ""
    idle_area_m2: Decimal | None = None
    geometry: Mapping[str, Any] | None = None
    evidence_ids: Sequence[int] = ()
    officer_id: int | None = None
    officer_name: str = ""


def open_case(session: Session, principal: Principal, draft: CaseDraft, *, today: date) -> int:
    """Record a clue and return the case's id. One case of a contract and ground is open at a time: the second is told which (409)."""
    if draft.contract_id is None and draft.plot_id is None:
        raise Invalid("case.land_missing", "请选择合同或地块。", message_en="Choose a contract or a plot.")
    parameters = {"contract_id": draft.contract_id, "plot_id": draft.plot_id, "as_of": draft.found_on}
    row = session.execute(load("idle_cases/ground"), parameters).mappings().one_or_none()
    ground: dict[str, Any] | None = dict(row) if row else None
    if ground is None or (draft.contract_id is not None and ground["contract_id"] is None):
        raise NotFound("case.land_unknown", "没有这份合同或这个地块，请重新选择。", message_en="No such land.")
    locate_plot(session, principal, ground["plot_id"])
    _refuse_ended(ground, draft.found_on)
    part = _measure_part(session, ground, draft)
    case: dict[str, Any] = {
        **ground,
        "id": 0,
        "ground": str(draft.ground),
        "idle_area_m2": draft.idle_area_m2 or (part["area_m2"] if part else ground["area_m2"]),
        "found_on": draft.found_on,
    }
    judged = judge_step(
        session,
        principal,
        case,
        (),
        StepDraft(CaseStep.OPEN, draft.found_on, evidence_ids=draft.evidence_ids),
        today=today,
    )
    refuse(judged.findings, "case.refused")
    answer = judged.answer.identification if judged.answer else None
    since = answer.since if answer is not None and answer.ground is draft.ground else None
    case_no = _next_number(session, ground["zone_id"], draft.found_on.year)
    case_id: int = session.execute(
        insert(IdleCaseRow)
        .values(
            case_no=case_no,
            zone_id=ground["zone_id"],
            park_id=ground["park_id"],
            plot_id=ground["plot_id"],
            contract_id=ground["contract_id"],
            party_id=ground["party_id"],
            ground=str(draft.ground),
            source=str(draft.source),
            source_note=draft.source_note.strip(),
            found_on=draft.found_on,
            since=since if since is not None and since <= draft.found_on else None,
            area_m2=ground["area_m2"],
            idle_area_m2=case["idle_area_m2"],
            geom=part["ewkt"] if part else None,
            identification=answer.as_dict() if answer else None,
            evidence_ids=list(draft.evidence_ids),
            registered_by=principal.account_id,
            registered_by_name=principal.name,
        )
        .returning(IdleCaseRow.id)
    ).scalar_one()
    case |= {"id": case_id, "case_no": case_no}
    _write_step(
        session, principal, case, (), StepDraft(CaseStep.OPEN, draft.found_on, evidence_ids=draft.evidence_ids), judged
    )
    if draft.officer_name.strip():
        session.execute(
            insert(IdleCaseOfficerRow).values(
                case_id=case_id,
                officer_id=draft.officer_id,
                officer_name=draft.officer_name.strip(),
                holds_from=draft.found_on,
                actor_id=principal.account_id,
                actor_name=principal.name,
            )
        )
    follow_step(
        session, principal, case, draft.found_on, final=ComplianceState.IN_ORDER, reason=f"登记闲置线索（{draft.source.label_zh}）"
    )  # fmt: skip
    tell(
        session,
        principal,
        EventTag.IDLE_CASE_STEP,
        case,
        differences(
            {}, {"state": CaseState.CLUE.label_zh, "ground": draft.ground.label_zh, "found_on": draft.found_on}
        ),
        reason=draft.source_note.strip() or None,
    )
    judge_again(session, case, today)
    return case_id


def take_step(session: Session, principal: Principal, case_id: int, draft: StepDraft, *, today: date) -> int:
    """Take the next step of a case and return its id.

    RuleViolation with every fault; Conflict when somebody else has taken a step since the caller looked. The plot's compliance follows;
    where the case goes back, the papers of what was annulled are revoked.
    """
    if draft.step is CaseStep.OPEN:
        raise Conflict("case.open_already", "该案已经登记，不能重复登记。", message_en="The case is open already.")
    case = lock_case(session, principal, case_id)
    locate_plot(session, principal, case["plot_id"])
    rows = read_steps(session, case_id)
    _refuse_moved(rows, draft.expected_sequence)
    facts = hold_facts(session, case_id) if draft.step in RESTS_ON_FACTS else ""
    judged = judge_step(session, principal, case, rows, draft, today=today)
    refuse(judged.findings, "case.step_refused")
    step_id, after = _write_step(session, principal, case, rows, draft, judged, facts)
    if draft.step.goes_back:
        undo_papers(session, principal, case_id, draft.step, reason=draft.reason.strip(), today=today)
    _follow(session, principal, case, rows, draft, today)
    tell(
        session,
        principal,
        EventTag.IDLE_CASE_STEP,
        case,
        differences(
            {"state": CaseState(case["state"]).label_zh},
            {"state": after.label_zh, "taken_on": draft.taken_on}
            | ({"side": judged.taken.side.label_zh} if judged.taken.side else {})
            | ({"measure": draft.measure.label_zh} if draft.measure else {})
            | ({"annul_ground": judged.taken.annul_ground.label_zh} if judged.taken.annul_ground else {}),
        ),
        reason=draft.reason.strip() or None,
        document=judged.taken.document_no or case["case_no"],
    )
    judge_again(session, case, today)
    return step_id


def judge_again(session: Session, case: Mapping[str, Any], today: date) -> None:
    """Let the kept answer about the contract know what the case has just found: the day of discovery, whose cause."""
    if case["contract_id"] is not None:
        judge_contracts(session, today, [case["contract_id"]])


def preview_step(session: Session, principal: Principal, case_id: int, draft: StepDraft, *, today: date) -> Judgement:
    """Return what would speak against a step; nothing is written."""
    case = find_case(session, principal, case_id, max(today, draft.taken_on))
    return judge_step(session, principal, case, read_steps(session, case_id), draft, today=today)


def refuse(findings: Findings, code: str) -> None:
    """Raise with every finding where one of them is an error."""
    if findings.has_errors:
        errors = [item for item in findings if item.severity.rank == 2]
        raise RuleViolation(
            code,
            f"{errors[0].message_zh}{errors[0].fix_zh}",
            message_en=errors[0].message_en,
            findings=findings,
        )


def _refuse_ended(ground: Mapping[str, Any], found_on: date) -> None:
    if ground["ended_on"] is not None and ground["ended_on"] <= found_on:
        raise Conflict(
            "case.contract_ended",
            f"该合同已于{day_zh(ground['ended_on'])}终止，不能再立案。请核对合同和发现日期。",
            message_en="The contract had ended by then.",
        )


def _measure_part(session: Session, ground: Mapping[str, Any], draft: CaseDraft) -> dict[str, Any] | None:
    """Return the idle part as EWKT with its planar area, never more than the land (400 for no polygon, or one that leaves the plot)."""
    if draft.geometry is None:
        return None
    shape, _ = read_shape(dict(draft.geometry), None)
    if not shape.is_valid:
        raise Invalid(
            "case.geometry_invalid", "闲置范围的界线有误，请重新勾绘。", message_en="The outline crosses itself."
        )
    row = session.execute(
        load("idle_cases/part"), {"plot_id": ground["plot_id"], "as_of": draft.found_on, "wkt": shape.wkt}
    ).mappings().one()  # fmt: skip
    if not row["is_inside"]:
        raise Invalid(
            "case.part_outside",
            "勾绘的闲置范围超出了地块界线，请在地块内重新勾绘。",
            message_en="The idle part leaves its plot.",
        )
    return {"ewkt": f"SRID={STORAGE_EPSG};{shape.wkt}", "area_m2": min(row["area_m2"], ground["area_m2"])}


def _refuse_moved(rows: Sequence[Mapping[str, Any]], expected: int | None) -> None:
    last = rows[-1]
    if expected is not None and last["sequence"] != expected:
        raise Conflict(
            "case.moved_meanwhile",
            f"{last['actor_name']}已办理“{CaseStep(last['step']).label_zh}”，请刷新后核对再办。",
            message_en="Somebody else has just taken a step; reload it.",
        )


def _next_number(session: Session, zone_id: int, year: int) -> str:
    session.execute(text("select pg_advisory_xact_lock(4497, :zone)"), {"zone": zone_id})
    return session.execute(load("idle_cases/next_case_no"), {"zone_id": zone_id, "prefix": f"XZ{year}-"}).scalar_one()


def _write_step(
    session: Session,
    principal: Principal,
    case: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    draft: StepDraft,
    judged: Judgement,
    facts: str = "",
) -> tuple[int, CaseState]:
    before = CaseState(rows[-1]["to_state"]) if rows else None
    way = TRANSITIONS[before, draft.step]
    taken = judged.taken
    served = taken.document_no or next((row["document_no"] for row in reversed(rows) if row["document_no"]), "")
    service_id = None
    if draft.service is not None:
        document_id = draft.document_id or (rows[-1]["document_id"] if draft.step is CaseStep.SERVE else None)
        service_id = session.execute(
            insert(IdleCaseServiceRow)
            .values(
                case_id=case["id"],
                purpose=str(ServicePurpose.HOLDER),
                document_id=document_id,
                document_no=served or case["case_no"],
                kind=str(draft.service.kind),
                served_on=draft.service.served_on,
                recipient=draft.service.recipient.strip(),
                evidence_ids=list(draft.service.evidence_ids),
                note=draft.service.note.strip(),
                actor_id=principal.account_id,
                actor_name=principal.name,
            )
            .returning(IdleCaseServiceRow.id)
        ).scalar_one()
    basis = judged.basis() | ({"outcome": str(draft.outcome)} if draft.outcome else {})
    if judged.answer is not None:
        basis |= {"rests_on": judged.answer.record()}
    if judged.decision is not None:
        basis |= {"decision": judged.decision.as_basis(is_lawful=not judged.findings.has_errors, facts=facts)}
    amount = draft.amount_yuan if draft.amount_yuan is not None else judged.fee_yuan
    step_id: int = session.execute(
        insert(IdleCaseStepRow)
        .values(
            case_id=case["id"],
            sequence=len(rows) + 1,
            step=str(draft.step),
            from_state=str(before or ""),
            to_state=str(way.after),
            taken_on=draft.taken_on,
            document_id=draft.document_id,
            document_no=taken.document_no,
            service_id=service_id,
            side=str(taken.side) if taken.side else None,
            cause=str(draft.cause) if draft.cause else None,
            measure=str(draft.measure) if draft.measure else None,
            terms_from=draft.terms_from,
            terms_until=draft.terms_until,
            amount_yuan=amount if draft.step is CaseStep.DECIDE else None,
            explained_on=draft.explained_on,
            registered_on=draft.registered_on,
            register_no=draft.register_no.strip(),
            hearing_asked_on=taken.hearing_asked_on,
            hearing_held_on=taken.hearing_held_on,
            approved_by=taken.approved_by,
            approval_no=draft.approval_no.strip(),
            annul_ground=str(taken.annul_ground) if taken.annul_ground else None,
            paper_on=taken.paper_on,
            withdrawn_on=taken.withdrawn_on,
            reason=taken.reason,
            evidence_ids=list(draft.evidence_ids),
            basis=basis,
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
        .returning(IdleCaseStepRow.id)
    ).scalar_one()
    papers = [*draft.evidence_ids, *(draft.service.evidence_ids if draft.service else ())]
    note_added(session, principal, case["id"], papers, draft.step.label_zh)
    if draft.document_id is not None:
        note_document(session, principal, case["id"], draft.document_id, draft.step.label_zh)
    return step_id, way.after


def _follow(
    session: Session,
    principal: Principal,
    case: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    draft: StepDraft,
    today: date,
) -> None:
    """The plot follows the step: compliance, and the land itself where it is taken back."""
    decided = last_in_force(rows, CaseStep.DECIDE)
    measure = Measure(decided["measure"]) if decided else None
    if draft.step is CaseStep.CLOSE and measure in TAKES_BACK:
        assert measure is not None
        take_back_land(
            session,
            principal,
            case,
            measure,
            on=draft.taken_on,
            reason=draft.reason.strip() or "处置决定已履行",
            evidence_ids=draft.evidence_ids,
            today=today,
        )
        return
    dismissed = draft.step is CaseStep.DISMISS
    final = compliance_before(session, case) if dismissed else outcome_of(measure, draft.outcome)
    follow_step(session, principal, case, draft.taken_on, final=final, reason=f"闲置个案：{draft.step.label_zh}")
