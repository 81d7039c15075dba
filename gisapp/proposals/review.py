"""From draft to decision: submit with frozen findings, take back, return with remarks at a place, withdraw; four eyes throughout."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from geoalchemy2.shape import from_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.proposal import ProposalRemarkResolutionRow, ProposalRemarkRow, ProposalStepRow
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Conflict, Forbidden, Invalid, NotFound, RuleViolation
from gisapp.kernel.finding import Finding, Severity
from gisapp.plot_rules.terms import RuleMoment
from gisapp.proposals.check import Verdict, judge_proposal
from gisapp.proposals.lifecycle import TRANSITIONS
from gisapp.proposals.proposals import drawn_by, eyes_of, find_proposal, lock_proposal, read_acts, read_parts, tell
from gisapp.proposals.terms import ProposalState


@dataclass(frozen=True, slots=True)
class RemarkDraft:
    """What a reviewer says: of a shape, an operation, or at a place (EPSG:4490). `must_mend` = it has to be dealt with."""

    body_zh: str
    shape_id: int | None = None
    operation_id: int | None = None
    geometry: BaseGeometry | None = None
    must_mend: bool = True


def check_proposal(
    session: Session, principal: Principal, proposal_id: int, *, today: date, moment: RuleMoment = RuleMoment.DRAFT
) -> Verdict:
    """Return what the rules say of a proposal now, with difference and balance; nothing is written."""
    found = find_proposal(session, principal, proposal_id, today)
    operations = read_parts(session, proposal_id)["operations"]
    return judge_proposal(session, found, operations, moment, effective_day(found, today))


def submit_proposal(session: Session, principal: Principal, proposal_id: int, *, today: date) -> Verdict:
    """Submit a proposal for review: every rule is asked and the answers are frozen; 409 with all findings where one is an error.

    Remarks of an earlier round that have to be mended are dealt with first.
    """
    held = lock_proposal(session, principal, proposal_id)
    way(held, ProposalState.SUBMITTED)
    refuse_open_remarks(session, proposal_id)
    operations = read_parts(session, proposal_id)["operations"]
    verdict = judge_proposal(session, held, operations, RuleMoment.SUBMIT, effective_day(held, today))
    refuse_errors(verdict, "proposal.submit_refused")
    write_step(session, principal, held, ProposalState.SUBMITTED, today, verdict=verdict)
    return verdict


def refuse_open_remarks(session: Session, proposal_id: int) -> None:
    """Refuse to go on while a remark that has to be mended is open (409)."""
    open_remarks = session.execute(
        text(
            "select count(*) from proposal_remark r where r.proposal_id = :id and r.must_mend"
            " and not exists (select from proposal_remark_resolution x where x.remark_id = r.id)"
        ),
        {"id": proposal_id},
    ).scalar_one()
    if open_remarks:
        raise Conflict(
            "proposal.remarks_open",
            f"还有 {open_remarks} 条须修改的审核意见没有处理，不能提交或发布。请退回修改，或逐条处理并注明。",
            message_en=f"{open_remarks} remarks are not dealt with yet.",
        )


def take_back(session: Session, principal: Principal, proposal_id: int, *, today: date) -> None:
    """Take a submitted proposal back to go on drawing; only by those who drew it (403)."""
    held = lock_proposal(session, principal, proposal_id)
    way(held, ProposalState.DRAFT)
    if eyes_of(principal) not in drawn_by(held, read_acts(session, proposal_id)):
        raise Forbidden(
            "proposal.not_yours",
            "只有拟稿人可以撤回修改；审核人请用“退回”。",
            message_en="Only its authors take it back; a reviewer returns it.",
        )
    write_step(session, principal, held, ProposalState.DRAFT, today)


def return_proposal(session: Session, principal: Principal, proposal_id: int, *, reason: str, today: date) -> None:
    """Return a submitted proposal to its author with a reason; never by whoever drew it (403)."""
    held = lock_proposal(session, principal, proposal_id)
    _refuse_own(session, principal, held, ProposalState.RETURNED)
    if not reason.strip():
        raise Invalid("proposal.reason_missing", "请写明退回理由。", message_en="Say why it is returned.")
    write_step(session, principal, held, ProposalState.RETURNED, today, reason=reason)


def withdraw_proposal(session: Session, principal: Principal, proposal_id: int, *, reason: str, today: date) -> None:
    """Give a proposal up; it stays on record."""
    held = lock_proposal(session, principal, proposal_id)
    way(held, ProposalState.WITHDRAWN)
    if not reason.strip():
        raise Invalid("proposal.reason_missing", "请写明撤销理由。", message_en="Say why it is given up.")
    write_step(session, principal, held, ProposalState.WITHDRAWN, today, reason=reason)


def add_remark(session: Session, principal: Principal, proposal_id: int, draft: RemarkDraft) -> int:
    """Say something of a submitted proposal at a place and return the remark's id; never by whoever drew it (403)."""
    held = lock_proposal(session, principal, proposal_id)
    _refuse_own(session, principal, held, ProposalState.RETURNED)
    rounds = session.execute(
        text("select count(*) from proposal_step where proposal_id = :id and state = 'submitted'"), {"id": proposal_id}
    ).scalar_one()
    if not (draft.body_zh.strip() and (draft.geometry or draft.shape_id or draft.operation_id)):
        raise Invalid(
            "proposal.remark_unplaced",
            "请写明意见，并在图上指出位置或选择一个图形。",
            message_en="Say what is wrong and where.",
        )
    remark_id: int = session.execute(
        insert(ProposalRemarkRow)
        .values(
            proposal_id=proposal_id,
            round_no=max(rounds, 1),
            shape_id=draft.shape_id,
            operation_id=draft.operation_id,
            geom=None if draft.geometry is None else from_shape(draft.geometry, srid=STORAGE_EPSG),
            body_zh=draft.body_zh.strip(),
            must_mend=draft.must_mend,
            author_id=principal.account_id,
            author_name=principal.name,
        )
        .returning(ProposalRemarkRow.id)
    ).scalar_one()
    tell(session, principal, held, EventTag.PROPOSAL_REMARK, {"remark": {"old": None, "new": draft.body_zh.strip()}})
    return remark_id


def resolve_remark(session: Session, principal: Principal, proposal_id: int, remark_id: int, *, note_zh: str) -> None:
    """Say how a remark was dealt with (404 for one of another proposal, 409 where it was already)."""
    held = lock_proposal(session, principal, proposal_id)
    body = session.execute(
        text("select body_zh from proposal_remark where id = :remark and proposal_id = :id"),
        {"remark": remark_id, "id": proposal_id},
    ).scalar_one_or_none()
    if body is None:
        raise NotFound(
            "proposal.remark_not_found", "草案中没有这条意见，请刷新后查看。", message_en="No such remark here."
        )
    session.execute(
        insert(ProposalRemarkResolutionRow).values(
            remark_id=remark_id, note_zh=note_zh.strip(), actor_id=principal.account_id, actor_name=principal.name
        )
    )
    changes = {"remark": {"old": body, "new": note_zh.strip() or "已处理"}}
    tell(session, principal, held, EventTag.PROPOSAL_REMARK, changes)


def effective_day(found: Mapping[str, Any], today: date) -> date:
    """Return the day from which it would hold: its own, or the day on which it is published."""
    return found["effective_on"] or today


def way(held: Mapping[str, Any], to_state: ProposalState) -> None:
    """Refuse a step that does not follow (409)."""
    if (held["state"], str(to_state)) not in TRANSITIONS:
        raise Conflict(
            "proposal.step_not_allowed",
            f"草案{ProposalState(held['state']).label_zh}，不能变为“{to_state.label_zh}”。请刷新后查看可办理的步骤。",
            message_en=f"It is “{ProposalState(held['state']).label_en}”: this step does not follow.",
        )


def _refuse_own(session: Session, principal: Principal, held: Mapping[str, Any], to_state: ProposalState) -> None:
    way(held, to_state)
    refuse_same_eyes(principal, held, read_acts(session, held["id"]))


def refuse_same_eyes(principal: Principal, held: Mapping[str, Any], operations: list[dict[str, Any]]) -> None:
    """Refuse to let anybody review what they began or drew (403); the database refuses it, too."""
    if eyes_of(principal) in drawn_by(held, operations):
        raise Forbidden(
            "proposal.four_eyes",
            f"草案由{held['author_name']}等绘制，须由未参与绘制的另一人审核。请转其他审核人办理。",
            message_en="Whoever drew it may not review it: another person has to.",
        )


def refuse_errors(verdict: Verdict, code: str) -> None:
    """Raise RuleViolation with every finding where one of them is an error."""
    errors = verdict.errors
    if not errors:
        return
    known = Finding.__dataclass_fields__
    numbers = {row["key"]: row["plot_no"] for row in verdict.difference}
    findings = []
    for row in verdict.findings:
        told = {**row, "severity": Severity(row["severity"])}
        number = numbers.get(row.get("key"))
        if number and f"地块{number}" not in row["message_zh"]:
            # many plots are told of at once: each sentence begins with its own
            told["message_zh"] = f"{number}：{row['message_zh']}"
            told["message_en"] = f"{number}: {row['message_en']}" if row.get("message_en") else ""
        findings.append(Finding(**{name: value for name, value in told.items() if name in known}))
    more = f"（另有 {len(errors) - 1} 处）" if len(errors) > 1 else ""
    raise RuleViolation(
        code,
        f"{errors[0]['message_zh']}{errors[0].get('fix_zh', '')}{more}",
        message_en=errors[0].get("message_en", ""),
        findings=findings,
    )


def write_step(
    session: Session,
    principal: Principal,
    held: Mapping[str, Any],
    to_state: ProposalState,
    today: date,
    *,
    reason: str = "",
    verdict: Verdict | None = None,
) -> None:
    """Append a step of a proposal; the answers of the rules are frozen with it."""
    told = {} if verdict is None else {
        "findings": verdict.findings,
        "tolerances": verdict.tolerances,
        "difference": verdict.difference,
        "balance": verdict.balance,
    }  # fmt: skip
    frozen = {name: _as_json(value) for name, value in told.items()}
    sequence = session.execute(
        text("select max(sequence) + 1 from proposal_step where proposal_id = :id"), {"id": held["id"]}
    ).scalar_one()
    session.execute(
        insert(ProposalStepRow).values(
            proposal_id=held["id"],
            sequence=sequence,
            from_state=held["state"],
            state=str(to_state),
            taken_on=today,
            reason=reason.strip(),
            proposal_version=held["version"],
            actor_id=principal.account_id,
            actor_name=principal.name,
            **frozen,
        )
    )
    tag = EventTag.PROPOSAL_PUBLISH if to_state is ProposalState.PUBLISHED else EventTag.PROPOSAL_STEP
    tell(session, principal, held, tag, {"state": {"old": held["state"], "new": str(to_state)}}, reason=reason)


def _as_json(value: Any) -> Any:
    """Return what is frozen as JSON has it: figures as numbers, days as ISO text. Hundreds of shapes pass here in one publication."""
    return json.loads(json.dumps(value, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be frozen")
