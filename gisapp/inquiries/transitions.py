"""The next step of an inquiry: checked against the table of what may follow what, written with its words, told to the operation log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.inquiries import store
from gisapp.inquiries.lifecycle import LIFECYCLE
from gisapp.inquiries.terms import InquiryState, InquiryStep
from gisapp.kernel.errors import Conflict, Invalid, NotFound


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What a step of an inquiry tells, besides what it is."""

    body: str = ""
    owner: tuple[int | None, str] | None = None
    reason_code: str = ""
    project_id: int | None = None
    answer_due_on: date | None = None


def write_step(
    session: Session,
    principal: Principal,
    inquiry_id: int,
    step: InquiryStep,
    facts: StepFacts,
    *,
    today: date,
    expected_sequence: int | None = None,
) -> int:
    """Write the next step and return its id; the caller has seen to it that the inquiry may be touched.

    Conflict when the step is not open, or when somebody moved the inquiry after `expected_sequence`; Invalid without the words it needs.
    The words of a step are never in the log: they may hold personal data.
    """
    session.execute(text("select pg_advisory_xact_lock(4600, hashint8(:id))"), {"id": inquiry_id})
    row = session.execute(
        text(
            "select s.sequence, s.state, s.owner_id, s.owner_name, i.zone_id, i.park_id, i.plot_id, i.receipt_no"
            " from inquiry_step s join inquiry i on i.id = s.inquiry_id where s.inquiry_id = :id order by s.sequence desc limit 1"
        ),
        {"id": inquiry_id},
    ).one_or_none()
    if row is None:
        raise NotFound("inquiry.not_found", "没有这份咨询，请刷新后重试。", message_en="No such inquiry.")
    if expected_sequence is not None and expected_sequence != row.sequence:
        raise Conflict(
            "inquiry.moved_meanwhile",
            f"这份咨询刚被{row.owner_name or '他人'}办理，请刷新后查看最新情况。",
            message_en="Somebody else has just worked on this inquiry; reload it.",
        )
    way = LIFECYCLE.way(step, row.state)
    if way is None:
        raise Conflict(
            "inquiry.step_not_open",
            f"这份咨询{InquiryState(row.state).label_zh}，不能“{step.label_zh}”。请刷新后重试。",
            message_en=f"“{step.label_en}” is not open for an inquiry that is “{InquiryState(row.state).label_en}”.",
        )
    words = facts.body.strip()
    if not words and (way.needs_reason or step in (InquiryStep.NOTE, InquiryStep.ANSWER, InquiryStep.FOLLOW_UP)):
        raise Invalid("inquiry.words_missing", "请填写内容或理由后再提交。", message_en="Say what, or why.")
    owner_id, owner_name = facts.owner or (row.owner_id, row.owner_name)
    step_id = store.insert_step(
        session,
        {
            "inquiry_id": inquiry_id,
            "sequence": row.sequence + 1,
            "step": str(step),
            "from_state": row.state,
            "state": way.to_state,
            "done_on": today,
            "owner_id": owner_id,
            "owner_name": owner_name,
            "reason_code": facts.reason_code,
            "answer_due_on": facts.answer_due_on,
            "project_id": facts.project_id,
            "actor_id": principal.account_id,
            "actor_name": principal.name,
        },
        words,
    )
    record_event(
        session,
        principal,
        EventTag.INQUIRY_STEP,
        subject="inquiry",
        subject_id=inquiry_id,
        zone_id=row.zone_id,
        park_id=row.park_id,
        plot_id=row.plot_id,
        changes={
            "step": {"old": None, "new": step.label_zh},
            "state": {"old": row.state, "new": way.to_state},
            **({"owner_name": {"old": row.owner_name or None, "new": owner_name or None}} if facts.owner else {}),
        },
        document=row.receipt_no,
    )
    return step_id
