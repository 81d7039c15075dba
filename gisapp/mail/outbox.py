"""Letters to people outside: written with the news they carry, listed for the administrator, taken out by hand, deleted in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.kernel.errors import NotFound
from gisapp.mail.terms import MailKind
from gisapp.mail.wording import Wording, as_html, as_text
from gisapp.rulebook.rulebook import load_rulebook


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be told to whom; `about` and `about_id` say with what it is deleted."""

    kind: MailKind
    to_address: str
    wording: Wording
    about: str
    about_id: int
    unsubscribe_url: str = ""


def queue_letter(session: Session, letter: Letter, now: datetime) -> int:
    """Put a letter into the outbox, in the transaction that has its news; return its id."""
    return session.execute(
        load("mail/queue"),
        {
            "kind": str(letter.kind),
            "to_address": letter.to_address,
            "language": letter.wording.language,
            "subject": letter.wording.subject,
            "body": as_text(letter.wording),
            "body_html": as_html(letter.wording),
            "unsubscribe_url": letter.unsubscribe_url,
            "about": letter.about,
            "about_id": letter.about_id,
            "now": now,
        },
    ).scalar_one()


def delete_letters(session: Session, about: str, about_id: int) -> None:
    """Delete every letter about something whose data are erased."""
    session.execute(
        text("delete from mail_message where about = :about and about_id = :id"), {"about": about, "id": about_id}
    )


def sweep_letters(session: Session, today: date) -> int:
    """Delete the letters whose time is over; return how many."""
    days = int(load_rulebook(session).value("mail.keep_days", today))
    done = session.execute(load("mail/sweep"), {"today": today, "days": days})
    return len(done.all())


def list_letters(session: Session, state: str | None, limit: int) -> dict[str, Any]:
    """Return the newest letters without addresses and secrets, with how many wait, were sent, were given up."""
    rows = session.execute(load("mail/letters"), {"state": state, "limit": limit}).mappings()
    counts = session.execute(text("select state, count(*) as n from mail_message group by state"))
    return {"items": [dict(row) for row in rows], "by_state": {row.state: row.n for row in counts}}


def take_out(session: Session, principal: Principal, letter_id: int, sender: str) -> bytes:
    """Return a letter as the file that mail programs open, to be sent by hand; who took it out is written down (404 for none)."""
    row = session.execute(text("select * from mail_message where id = :id"), {"id": letter_id}).mappings().one_or_none()
    if row is None:
        raise NotFound(
            "mail.not_found",
            "没有这封邮件，可能已到期删除。请刷新列表。",
            message_en="No such letter; reload the list.",
        )
    record_event(session, principal, EventTag.MAIL_READ, subject="mail_message", subject_id=letter_id)
    return as_message(dict(row), sender).as_bytes()


def as_message(row: dict[str, Any], sender: str) -> EmailMessage:
    """Return a letter as a message of plain text with the same words as HTML beside it; one about a subscription says how to end it in one press (RFC 8058)."""
    message = EmailMessage()
    message["Subject"] = row["subject"]
    message["From"] = sender or "noreply@localhost"
    user, _, domain = row["to_address"].rpartition("@")
    message["To"] = Address(username=user, domain=domain)
    message["Date"] = format_datetime(row["made_at"])
    message["Message-ID"] = f"<gisapp-{row['id']}@{(sender or 'noreply@localhost').rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    if row["unsubscribe_url"]:
        message["List-Unsubscribe"] = f"<{row['unsubscribe_url']}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(row["body"])
    if row["body_html"]:
        message.add_alternative(row["body_html"], subtype="html")
    return message
