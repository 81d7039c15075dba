"""Personal data go when their time is over or when the asker says so; the counts stay, and the log tells that and when they went."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.inquiries import store
from gisapp.inquiries.rules.retention import is_to_be_erased
from gisapp.inquiries.terms import InquiryStep
from gisapp.inquiries.transitions import StepFacts, write_step
from gisapp.mail.outbox import delete_letters


def erase_person(session: Session, principal: Principal, inquiry_id: int, *, today: date, reason: str) -> None:
    """Erase who asked and everything that was typed about it: question, notes, answers, reasons."""
    write_step(session, principal, inquiry_id, InquiryStep.ERASE, StepFacts(), today=today)
    store.delete_person(session, inquiry_id)
    delete_letters(session, "inquiry", inquiry_id)
    place = session.execute(
        text("select zone_id, park_id, plot_id, receipt_no from inquiry where id = :id"), {"id": inquiry_id}
    ).one()
    record_event(
        session,
        principal,
        EventTag.INQUIRY_ERASE,
        subject="inquiry",
        subject_id=inquiry_id,
        zone_id=place.zone_id,
        park_id=place.park_id,
        plot_id=place.plot_id,
        reason=reason,
        document=place.receipt_no,
    )


def erase_overdue(session: Session, principal: Principal, today: date) -> list[int]:
    """Erase the personal data of every inquiry whose time is over; return which. Running it again changes nothing."""
    rows = session.execute(load("inquiries/to_erase"), {"as_of": today}).all()
    over = [row for row in rows if is_to_be_erased(row.last_step_on, row.keep_days, today)]
    for row in over:
        erase_person(
            session, principal, row.id, today=today, reason=f"保存期满 {row.keep_days} 天（个人信息保护法 第十九条）"
        )
    return [row.id for row in over]
