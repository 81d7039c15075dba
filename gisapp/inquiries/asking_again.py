"""The asker comes back: a further question to an answered inquiry, under the same receipt, with a new last day for the officer who has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.inquiries import store
from gisapp.inquiries.asking import ASKER, read_status, unlock
from gisapp.inquiries.gate import pass_gate
from gisapp.inquiries.rules.follow_up import judge_follow_up
from gisapp.inquiries.terms import InquiryStep
from gisapp.inquiries.transitions import StepFacts, write_step
from gisapp.kernel.errors import Conflict
from gisapp.kernel.workdays import DayUnit, Term, compute_deadline
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.work_calendar.work_calendar import load_calendar


@dataclass(frozen=True, slots=True)
class FurtherQuestion:
    """What was typed on the status page, the secret of that page, and the proof of work."""

    receipt_no: str
    key: str
    question: str
    challenge: str
    proof: int


def ask_again(session: Session, again: FurtherQuestion, *, address: str, now: datetime, today: date) -> dict[str, Any]:
    """Take a further question in and return how the inquiry stands now.

    404 alike for an unknown number and a wrong secret, 409 while an answer is waited for, for an inquiry that is erased or asked too often,
    429 for an address that sends too many. The officer who has it keeps it; one that nobody has goes to whoever answers for the park.
    """
    inquiry_id = unlock(session, again.receipt_no, again.key)
    session.execute(text("select pg_advisory_xact_lock(4600, hashint8(:id))"), {"id": inquiry_id})
    rows = session.execute(load("inquiries/status"), {"inquiry_id": inquiry_id, "as_of": today})
    standing = dict(rows.mappings().one())
    book = load_rulebook(session)
    fault = judge_follow_up(standing, int(book.value("inquiry.follow_ups_max", today)))
    if fault is not None:
        raise Conflict(fault.code, fault.message_zh + fault.fix_zh, message_en=fault.message_en, findings=[fault])
    pass_gate(session, again.challenge, again.proof, address=address, now=now, today=today)
    workdays = int(book.value("inquiry.answer_workdays", today))
    due = compute_deadline(today, Term(workdays, DayUnit.WORKING), load_calendar(session))
    owner = None
    if not standing["owner_name"]:
        place = session.execute(text("select zone_id, park_id from inquiry where id = :id"), {"id": inquiry_id}).one()
        owner = store.find_duty(session, place.zone_id, place.park_id, today)
    write_step(
        session,
        ASKER,
        inquiry_id,
        InquiryStep.FOLLOW_UP,
        StepFacts(body=again.question, owner=owner, answer_due_on=due.due_on),
        today=today,
    )
    return read_status(session, again.receipt_no, again.key, today)
