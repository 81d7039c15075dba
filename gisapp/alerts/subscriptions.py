"""Letters of news for whoever asks for them: the address is asked first (double opt-in), and one press ends it.

A subscription is an address and the search it belongs to, nothing else. It is deleted when it ends, when its search is deleted, and when
nobody confirmed it in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.service_keys import is_link_key, link_key
from gisapp.inquiries.gate import pass_gate
from gisapp.inquiries.rules.contact import read_contact
from gisapp.inquiries.store import read_secret
from gisapp.inquiries.terms import ContactKind
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.mail.outbox import Letter, delete_letters, queue_letter
from gisapp.mail.terms import MailKind
from gisapp.mail.wording import Link, Wording
from gisapp.matching.saved_searches import find_saved_search


def alert_key(secret: bytes, alert_id: int, nonce: str) -> str:
    """Return the secret of a subscription's links: made of the key of the installation and a random value of the row."""
    return link_key(secret, f"alert:{alert_id}", nonce)


@dataclass(frozen=True, slots=True)
class SubscriptionDraft:
    """Which address wants news, in which language, with the proof of work of the form."""

    email: str
    language: str
    challenge: str
    proof: int


def subscribe(
    session: Session, token: str, draft: SubscriptionDraft, *, address: str, public_url: str, now: datetime, today: date
) -> None:
    """Ask an address whether it wants news of a saved search; the answer is the same whether it has them already or not.

    404 for a search that is not there, 400 for no address, 409 where the installation does not know its own address.
    """
    saved = find_saved_search(session, token)
    contact = read_contact(draft.email)
    if contact is None or contact[1] is not ContactKind.EMAIL:
        raise Invalid(
            "alert.email_unreadable",
            "这不是可用的邮箱地址，请核对后重填。",
            message_en="This is not an e-mail address; please check it.",
        )
    if not public_url:
        raise Conflict(
            "alert.no_public_url",
            "本站尚未开通邮件提醒，请改用订阅源，或联系招商服务窗口。",
            message_en="Letters are not available here; use the feed instead.",
        )
    pass_gate(session, draft.challenge, draft.proof, address=address, now=now, today=today)
    row = session.execute(
        text(
            "insert into search_alert (search_id, email, language, asked_at) values (:search, :email, :language, :now)"
            " on conflict (search_id, email) do nothing returning id, nonce"
        ),
        {"search": saved.id, "email": contact[0].lower(), "language": draft.language, "now": now},
    ).one_or_none()
    if row is None:
        return
    link = page_link(public_url, row.id, alert_key(read_secret(session), row.id, str(row.nonce)), draft.language)
    queue_letter(
        session,
        Letter(
            kind=MailKind.ALERT_CONFIRM,
            to_address=contact[0].lower(),
            wording=_question(saved.title, link, draft.language),
            about="alert",
            about_id=row.id,
        ),
        now,
    )


def _question(title: str, link: str, language: str) -> Wording:
    """The letter that asks an address whether it wants news."""
    if language == "en":
        return Wording(
            language=language,
            subject="Confirm: news of sites for investors",
            paragraphs=(f"Somebody, you we hope, asked for news of the saved search “{title}”.",),
            action=Link("To confirm, open", link),
            closing=("If it was not you, do nothing: it lapses in seven days and no further letter is sent.",),
        )
    return Wording(
        language=language,
        subject="请确认：招商地块新提醒",
        paragraphs=(f"有人（希望是您本人）为招商地块查询“{title}”订阅了新地块提醒。",),
        action=Link("确认请打开", link),
        closing=("如果不是您，请不要理会，七天后自动作废，不会再收到邮件。",),
    )


def page_link(public_url: str, alert_id: int, key: str, language: str) -> str:
    return f"{public_url.rstrip('/')}/alerts/{alert_id}{'?lang=en' if language == 'en' else ''}#{key}"


def read_alert(session: Session, alert_id: int, key: str) -> dict[str, Any]:
    """Return what a subscription is for, to whoever has its key (404 alike for none and a wrong key)."""
    row = _unlock(session, alert_id, key)
    return {"title": row.title, "language": row.language, "is_confirmed": row.confirmed_at is not None}


def confirm_alert(session: Session, alert_id: int, key: str, now: datetime) -> None:
    """Say yes: from now on news are sent. Saying it again changes nothing."""
    _unlock(session, alert_id, key)
    session.execute(
        text("update search_alert set confirmed_at = coalesce(confirmed_at, :now) where id = :id"),
        {"id": alert_id, "now": now},
    )


def end_alert(session: Session, alert_id: int, key: str) -> None:
    """End a subscription: the address and every letter to it are deleted."""
    _unlock(session, alert_id, key)
    delete_letters(session, "alert", alert_id)
    session.execute(text("delete from search_alert where id = :id"), {"id": alert_id})


def _unlock(session: Session, alert_id: int, key: str) -> Any:
    row = session.execute(
        text(
            "select a.id, a.nonce, a.language, a.confirmed_at, s.title from search_alert a"
            " join saved_search s on s.id = a.search_id where a.id = :id"
        ),
        {"id": alert_id},
    ).one_or_none()
    is_hers = is_link_key(key, read_secret(session), f"alert:{alert_id}", str(row.nonce) if row else "")
    if row is None or not is_hers:
        raise NotFound(
            "alert.not_found",
            "没有这个订阅：可能已退订，或七天内没有确认已作废。请核对是否用了邮件里的完整链接；仍想收到，请重新保存查询并订阅。",
            message_en=(
                "There is no such subscription: it was ended, or nobody confirmed it within seven days. Check that you use the whole link of the letter;"
                " to receive news again, save the search once more and subscribe."
            ),
        )
    return row
