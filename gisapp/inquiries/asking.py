"""Somebody asks: the form is opened, sent, followed by its receipt, and withdrawn. No account, no outside service."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import ANYONE, Principal
from gisapp.auth.service_keys import is_link_key, link_key
from gisapp.db.sql_file import load
from gisapp.inquiries import store
from gisapp.inquiries.erasure import erase_person
from gisapp.inquiries.gate import pass_gate
from gisapp.inquiries.notice import VERSION, privacy_notice
from gisapp.inquiries.rules.contact import read_contact
from gisapp.inquiries.rules.follow_up import may_ask_again
from gisapp.inquiries.rules.proof_of_work import make_challenge
from gisapp.inquiries.rules.retention import kept_until
from gisapp.inquiries.terms import InquiryStep
from gisapp.inquiries.transitions import StepFacts, write_step
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.kernel.workdays import DayUnit, Term, compute_deadline
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.work_calendar.work_calendar import load_calendar

ASKER = Principal(account_id=None, name="咨询人", role=None, permissions=ANYONE.permissions)
"""Who stands in the log for what an asker does; her name never does."""


@dataclass(frozen=True, slots=True)
class InquiryDraft:
    """What was typed into the six fields, and what the browser adds: language, proof of work, the field that people do not see."""

    site_id: int | None
    asker_name: str
    contact: str
    source_region: str
    industry_code: str | None
    question: str
    language: str
    challenge: str
    proof: int
    website: str = ""


def open_form(session: Session, zone: dict[str, Any] | None, now: datetime, today: date) -> dict[str, Any]:
    """Return what the form needs: a challenge of its own, the notice, the industries that can be named."""
    book = load_rulebook(session)
    challenge = make_challenge(
        secrets.token_urlsafe(18),
        int(book.value("inquiry.proof_bits", today)),
        now,
        int(book.value("inquiry.challenge_minutes", today)),
    )
    industries = session.execute(
        text("select code, name_zh, name_en, cluster from public_industry order by cluster = '', cluster, code")
    )
    return {
        "challenge": challenge.spelled(store.read_secret(session)),
        "salt": challenge.salt,
        "bits": challenge.bits,
        "expires_at": challenge.expires_at,
        "notice": privacy_notice(
            zone, int(book.value("inquiry.answer_workdays", today)), int(book.value("inquiry.keep_days", today))
        ),
        "industries": [dict(row._mapping) for row in industries],
    }


def ask(
    session: Session, zone: dict[str, Any] | None, draft: InquiryDraft, *, address: str, now: datetime, today: date
) -> dict[str, Any]:
    """Take an inquiry in and return its receipt with the secret of its status page.

    400 for what cannot be read, 409 for a challenge used twice, 429 for an address that sends too many.
    """
    secret = store.read_secret(session)
    book = load_rulebook(session)
    if draft.website:
        raise Invalid(
            "inquiry.trap",
            "表单里有一栏应当留空，却填了内容。请关闭浏览器的自动填写后重试。",
            message_en="A field that must stay empty was filled in. Switch the browser's autofill off and try again.",
        )
    contact = read_contact(draft.contact)
    if contact is None:
        raise Invalid(
            "inquiry.contact_unreadable",
            "联系方式既不是邮箱也不是电话号码，请核对后重填。",
            message_en="The contact is neither an e-mail address nor a telephone number; please check it.",
        )
    pass_gate(session, draft.challenge, draft.proof, address=address, now=now, today=today)
    place = _place(session, zone, draft, today)
    workdays = int(book.value("inquiry.answer_workdays", today))
    due = compute_deadline(today, Term(workdays, DayUnit.WORKING), load_calendar(session))
    receipt_no = store.next_receipt(session, place["zone_id"], today.year)
    inquiry_id, nonce = store.insert_inquiry(
        session,
        {
            **place,
            "receipt_no": receipt_no,
            "received_on": today,
            "received_at": now,
            "language": draft.language,
            "source_region": draft.source_region,
            "answer_workdays": workdays,
            "answer_due_on": due.due_on,
            "keep_days": int(book.value("inquiry.keep_days", today)),
            "notice_version": VERSION,
        },
        {
            "asker_name": draft.asker_name,
            "contact": contact[0],
            "contact_kind": str(contact[1]),
            "question": draft.question,
        },
    )
    owner_id, owner_name = store.find_duty(session, place["zone_id"], place["park_id"], today)
    store.insert_step(
        session,
        {
            "inquiry_id": inquiry_id,
            "sequence": 1,
            "step": str(InquiryStep.RECEIVE),
            "from_state": "",
            "state": "open",
            "done_on": today,
            "owner_id": owner_id,
            "owner_name": owner_name,
            "actor_name": ASKER.name,
        },
        "",
    )
    record_event(
        session,
        ASKER,
        EventTag.INQUIRY_RECEIVE,
        subject="inquiry",
        subject_id=inquiry_id,
        zone_id=place["zone_id"],
        park_id=place["park_id"],
        plot_id=place["plot_id"],
        changes={"receipt_no": {"old": None, "new": receipt_no}},
    )
    return {
        "receipt_no": receipt_no,
        "key": link_key(secret, f"status:{receipt_no}", nonce),
        "received_on": today,
        "answer_due_on": due.due_on,
        "answer_workdays": workdays,
    }


def _place(session: Session, zone: dict[str, Any] | None, draft: InquiryDraft, today: date) -> dict[str, Any]:
    """Return zone, park, plot and industry of what was asked (404 for a site that is not published)."""
    if zone is None:
        raise NotFound("zone.empty", "系统里还没有开发区数据，暂不能咨询。", message_en="The register is empty.")
    if draft.industry_code is not None:
        known = session.execute(
            text("select 1 from public_industry where code = :code"), {"code": draft.industry_code}
        ).scalar()
        if known is None:
            raise Invalid(
                "inquiry.industry_unknown",
                "没有这个行业，请从列表中选择。",
                message_en="Choose an industry from the list.",
            )
    place = {
        "zone_id": zone["id"],
        "park_id": None,
        "plot_id": None,
        "premises_id": None,
        "industry_code": draft.industry_code,
    }
    if draft.site_id is None:
        return place
    site = (
        session.execute(load("inquiries/published_site"), {"site_id": draft.site_id, "as_of": today})
        .mappings()
        .one_or_none()
    )
    if site is None:
        raise NotFound(
            "inquiry.site_not_published",
            "这块地已不在公开之列，请返回列表另选，或不指定地块直接咨询。",
            message_en="This site is no longer published. Choose another one, or ask without naming a site.",
        )
    return {
        **place,
        "zone_id": site["zone_id"],
        "park_id": site["park_id"],
        "plot_id": site["plot_id"],
        "premises_id": site["premises_id"],
    }


def read_status(session: Session, receipt_no: str, key: str, today: date) -> dict[str, Any]:
    """Return what the asker may know of her inquiry; 404 alike for an unknown number and a wrong secret."""
    asked = {"inquiry_id": unlock(session, receipt_no, key), "as_of": today}
    row = dict(session.execute(load("inquiries/status"), asked).mappings().one())
    return {
        **row,
        "kept_until": kept_until(row["touched_on"], row["keep_days"]),
        "is_withdrawable": not row["is_erased"],
        "may_ask_again": may_ask_again(row, int(load_rulebook(session).value("inquiry.follow_ups_max", today))),
    }


def withdraw(session: Session, receipt_no: str, key: str, today: date) -> None:
    """Let the asker take her inquiry back: nobody works on it any more, and her data are erased at once (个人信息保护法 第十五条、第四十七条)."""
    inquiry_id = unlock(session, receipt_no, key)
    if (
        session.execute(text("select 1 from inquiry_person where inquiry_id = :id"), {"id": inquiry_id}).scalar()
        is None
    ):
        return
    write_step(session, ASKER, inquiry_id, InquiryStep.WITHDRAW, StepFacts(), today=today)
    erase_person(session, ASKER, inquiry_id, today=today, reason="咨询人撤回同意")


def unlock(session: Session, receipt_no: str, key: str) -> int:
    """Return the inquiry that a secret opens."""
    rows = session.execute(
        text("select id, status_nonce from inquiry where receipt_no = :receipt_no"), {"receipt_no": receipt_no}
    ).all()
    secret = store.read_secret(session)
    # an unknown number costs the same work as a wrong secret
    for row in rows or [None]:
        if (
            is_link_key(key, secret, f"status:{receipt_no}", str(row.status_nonce if row else uuid4()))
            and row is not None
        ):
            return row.id
    raise NotFound(
        "inquiry.status_not_found",
        "没有这份咨询，或链接不完整。请使用提交时给您的完整链接。",
        message_en="No such inquiry, or the link is not complete. Use the whole link of your receipt.",
    )
