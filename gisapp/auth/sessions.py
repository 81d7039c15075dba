"""Server-side sessions: an opaque token in an HttpOnly cookie, its SHA-256 in the database, revocable at once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import Principal, account_principal
from gisapp.settings import Settings

COOKIE = "gisapp_session"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A live session: whose it is and the token that unsafe requests must repeat in X-CSRF-Token."""

    principal: Principal
    csrf_token: str
    username: str

    def csrf_matches(self, given: str | None) -> bool:
        return given is not None and hmac.compare_digest(given, self.csrf_token)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _end(settings: Settings, opened_at: datetime, now: datetime) -> datetime:
    """The moment at which a session that was opened then, and is used now, ends: idle for long, or long after its sign-in."""
    idle, longest = timedelta(hours=settings.session_hours), timedelta(hours=settings.session_longest_hours)
    return min(now + idle, opened_at + longest)


def open_session(
    session: Session, account_id: int, now: datetime, settings: Settings, address: str, agent: str
) -> tuple[str, str]:
    """Store a new session; return the cookie token and the CSRF token. Sessions that have ended are swept on the way."""
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
    session.execute(text("delete from session where expires_at < :now"), {"now": now})
    session.execute(
        text(
            "insert into session (token_hash, account_id, csrf_token, created_at, last_seen_at, expires_at, address, agent)"
            " values (:token_hash, :account_id, :csrf, :now, :now, :expires, :address, :agent)"
        ),
        {
            "token_hash": token_hash(token),
            "account_id": account_id,
            "csrf": csrf,
            "now": now,
            "expires": _end(settings, now, now),
            "address": address[:64],
            "agent": agent[:200],
        },
    )
    return token, csrf


_FIND = text(
    "select a.id, a.username, a.display_name, a.role, a.all_parks, a.must_change_password, s.csrf_token, s.created_at, s.last_seen_at,"
    " array(select park_id from account_park p where p.account_id = a.id order by 1) as parks"
    " from session s join account a on a.id = s.account_id"
    " where s.token_hash = :token_hash and s.expires_at > :now and a.is_active"
)


def find_session(session: Session, token: str, now: datetime, settings: Settings) -> SignedIn | None:
    """Return who the cookie belongs to, and move its end on; None for an unknown, ended or revoked one."""
    row = session.execute(_FIND, {"token_hash": token_hash(token), "now": now}).one_or_none()
    if row is None:
        return None
    if now - row.last_seen_at > timedelta(minutes=5):
        session.execute(
            text("update session set last_seen_at = :now, expires_at = :expires where token_hash = :token_hash"),
            {"now": now, "expires": _end(settings, row.created_at, now), "token_hash": token_hash(token)},
        )
    principal = account_principal(
        row.id,
        row.display_name,
        Role(row.role),
        None if row.all_parks else tuple(row.parks),
        must_change_password=row.must_change_password,
    )
    return SignedIn(principal, row.csrf_token, row.username)


def sessions_of(session: Session, account_id: int, token: str, now: datetime) -> list[dict[str, Any]]:
    """Return the live sessions of an account, the one used last first; `is_current` = the one that asks."""
    rows = session.execute(
        text(
            "select encode(token_hash, 'hex') as id, created_at as opened_at, last_seen_at, expires_at, address, agent,"
            " token_hash = :own as is_current"
            " from session where account_id = :account_id and expires_at > :now order by last_seen_at desc, token_hash"
        ),
        {"own": token_hash(token), "account_id": account_id, "now": now},
    )
    return [dict(row._mapping) for row in rows]


def end_sessions(session: Session, account_id: int, token: str, session_id: str | None = None) -> int:
    """End one session of an account, or all but the one that asks; return how many there were."""
    ended = session.execute(
        text(
            "delete from session where account_id = :account_id"
            " and case when :id is null then token_hash <> :own else token_hash = decode(:id, 'hex') end returning 1"
        ),
        {"account_id": account_id, "own": token_hash(token), "id": session_id},
    )
    return len(ended.all())


def close_session(session: Session, token: str) -> None:
    session.execute(text("delete from session where token_hash = :token_hash"), {"token_hash": token_hash(token)})


def close_all_sessions(session: Session, account_id: int) -> None:
    session.execute(text("delete from session where account_id = :account_id"), {"account_id": account_id})
