"""What officers do with an inquiry: take it, hand it over, note, answer, close, open again, look at who asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.inquiries.inquiries import list_officers, locate_inquiry
from gisapp.inquiries.letters import tell_of_answer
from gisapp.inquiries.terms import CloseReason, InquiryState, InquiryStep
from gisapp.inquiries.transitions import StepFacts, write_step
from gisapp.kernel.errors import Gone, Invalid


def take_inquiry(session: Session, principal: Principal, inquiry_id: int, today: date) -> int:
    """Let the caller have an inquiry that nobody works on yet; of two who try at once one is told that the other was quicker (409)."""
    row = locate_inquiry(session, principal, inquiry_id, today)
    return write_step(
        session,
        principal,
        inquiry_id,
        InquiryStep.TAKE,
        StepFacts(owner=(principal.account_id, principal.name)),
        today=today,
        expected_sequence=row["sequence"],
    )


def assign_inquiry(
    session: Session, principal: Principal, inquiry_id: int, officer_id: int, *, reason: str, today: date
) -> int:
    """Hand an inquiry to another officer who sees its park (400 for anybody else)."""
    row = locate_inquiry(session, principal, inquiry_id, today)
    officer = next((one for one in list_officers(session, row["park_id"]) if one["id"] == officer_id), None)
    if officer is None:
        raise Invalid(
            "inquiry.officer_unknown",
            "只能转交给管辖该园区的在用土地管理人员账号，请重新选择。",
            message_en="Choose an active officer who sees this park.",
        )
    if officer_id == row["owner_id"]:
        raise Invalid(
            "inquiry.officer_same", "这份咨询本来就由此人负责，请另选。", message_en="This officer has it already."
        )
    return write_step(
        session,
        principal,
        inquiry_id,
        InquiryStep.ASSIGN,
        StepFacts(body=reason, owner=(officer["id"], officer["name"])),
        today=today,
        expected_sequence=row["sequence"],
    )


def note_inquiry(session: Session, principal: Principal, inquiry_id: int, *, body: str, today: date) -> int:
    """Write an internal note; the asker never sees it."""
    locate_inquiry(session, principal, inquiry_id, today)
    return write_step(session, principal, inquiry_id, InquiryStep.NOTE, StepFacts(body=body), today=today)


def answer_inquiry(
    session: Session,
    principal: Principal,
    inquiry_id: int,
    *,
    body: str,
    today: date,
    now: datetime | None = None,
    public_url: str = "",
) -> int:
    """Answer the asker; she reads it on her status page. Whoever answers an inquiry that waits has taken it with that.

    An asker with an e-mail address is told where to read it, once the installation knows its own address.
    """
    row = locate_inquiry(session, principal, inquiry_id, today)
    if row["state"] == str(InquiryState.OPEN):
        take_inquiry(session, principal, inquiry_id, today)
    step_id = write_step(session, principal, inquiry_id, InquiryStep.ANSWER, StepFacts(body=body), today=today)
    if now is not None:
        tell_of_answer(session, inquiry_id, public_url, now)
    return step_id


def close_inquiry(
    session: Session, principal: Principal, inquiry_id: int, reason: CloseReason, *, body: str, today: date
) -> int:
    """End the work on an inquiry, with a reason of the vocabulary and words; “answered” needs an answer (400)."""
    row = locate_inquiry(session, principal, inquiry_id, today)
    if reason is CloseReason.ANSWERED and row["answered_on"] is None:
        raise Invalid(
            "inquiry.close_unanswered",
            "还没有答复过，不能以“已答复”办结。请先答复，或选择其他原因。",
            message_en="It has not been answered yet: answer it, or choose another reason.",
        )
    if reason is CloseReason.BECAME_PROJECT and row["project_id"] is None:
        raise Invalid(
            "inquiry.close_without_project",
            "还没有转为线索或项目，不能以此办结。请先转为线索，或选择其他原因。",
            message_en="It has not become a lead yet: make it one, or choose another reason.",
        )
    return write_step(
        session,
        principal,
        inquiry_id,
        InquiryStep.CLOSE,
        StepFacts(body=body, reason_code=str(reason)),
        today=today,
        expected_sequence=row["sequence"],
    )


def reopen_inquiry(session: Session, principal: Principal, inquiry_id: int, *, reason: str, today: date) -> int:
    """Work on a closed inquiry again, as long as its asker is known (410 after her data were erased)."""
    row = locate_inquiry(session, principal, inquiry_id, today)
    if row["is_erased"]:
        raise _erased()
    return write_step(
        session,
        principal,
        inquiry_id,
        InquiryStep.REOPEN,
        StepFacts(body=reason, owner=(principal.account_id, principal.name)),
        today=today,
    )


def read_person(session: Session, principal: Principal, inquiry_id: int, today: date) -> dict[str, Any]:
    """Return who asked, unmasked; that it was read, by whom and when, is written in the same transaction."""
    place = locate_inquiry(session, principal, inquiry_id, today)
    row = (
        session.execute(load("inquiries/person"), {"inquiry_id": inquiry_id, **visible_parks(principal)})
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise _erased()
    record_event(
        session,
        principal,
        EventTag.INQUIRY_PERSON_READ,
        subject="inquiry",
        subject_id=inquiry_id,
        zone_id=place["zone_id"],
        park_id=place["park_id"],
        plot_id=place["plot_id"],
        document=place["receipt_no"],
    )
    return dict(row)


def _erased() -> Gone:
    return Gone(
        "inquiry.person_erased",
        "咨询人的个人信息已删除，不能再查看或继续办理。",
        message_en="The personal data of the asker are erased.",
    )
