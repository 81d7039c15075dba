"""Hands waiting letters to the mail server that settings name; without one they wait in the outbox."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.mail.outbox import as_message
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.settings import Settings

log = structlog.get_logger("gisapp.mail")
PATIENCE_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many letters left, and how many were refused this time."""

    sent: int
    refused: int


def deliver_letters(session: Session, settings: Settings, now: datetime, *, most: int = 200) -> Delivered | None:
    """Send up to `most` waiting letters, each once, oldest first; None where no mail server is set.

    A letter that is refused waits for the next run, and is given up after as many tries as the rulebook says. Rows are locked while they
    are sent, so that two runs never send one letter twice.
    """
    if not settings.smtp_host:
        return None
    tries = int(load_rulebook(session).value("mail.most_attempts", now.date()))
    rows = [dict(row) for row in session.execute(load("mail/waiting"), {"most": most}).mappings()]
    if not rows:
        return Delivered(0, 0)
    sent = refused = 0
    with _server(settings) as server:
        for row in rows:
            try:
                server.send_message(as_message(row, settings.smtp_from))
            except smtplib.SMTPException as error:
                refused += 1
                # the error may repeat the address: only its kind is kept
                log.warning("letter_refused", letter=row["id"], error=type(error).__name__)
                _note(
                    session,
                    row["id"],
                    now,
                    "failed" if row["attempts"] + 1 >= tries else "queued",
                    type(error).__name__,
                )
            else:
                sent += 1
                _note(session, row["id"], now, "sent", "")
    return Delivered(sent, refused)


def _note(session: Session, letter_id: int, now: datetime, state: str, error: str) -> None:
    session.execute(
        text(
            "update mail_message set state = :state, attempts = attempts + 1, tried_at = :now, last_error = :error,"
            " sent_at = case when :state = 'sent' then cast(:now as timestamptz) end where id = :id"
        ),
        {"id": letter_id, "now": now, "state": state, "error": error},
    )


@contextmanager
def _server(settings: Settings) -> Iterator[smtplib.SMTP]:
    host, port = settings.smtp_host, settings.smtp_port
    assert host
    context = ssl.create_default_context()
    server = (
        smtplib.SMTP_SSL(host, port, timeout=PATIENCE_SECONDS, context=context)
        if settings.smtp_security == "tls"
        else smtplib.SMTP(host, port, timeout=PATIENCE_SECONDS)
    )
    with server:
        if settings.smtp_security == "starttls":
            server.starttls(context=context)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password or "")
        yield server
