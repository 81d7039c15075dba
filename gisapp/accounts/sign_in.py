"""Who may come in: passwords with argon2, a growing wait after repeated failures, and nothing that tells a guesser which part was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import ceil

from pwdlib import PasswordHash
from sqlalchemy import select
from sqlalchemy.orm import Session

from gisapp.accounts.sign_in_wait import begin_attempt, forget_failures, note_failure
from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.permissions import Role
from gisapp.auth.principal import ANYONE, Principal, account_principal
from gisapp.auth.sessions import close_all_sessions, end_sessions, open_session
from gisapp.db.tables.account import AccountRow
from gisapp.kernel.clock import Clock
from gisapp.kernel.errors import DomainError, Invalid, TooMany
from gisapp.settings import Settings

HASHER = PasswordHash.recommended()
"""argon2id at the library's recommended cost. There is no setting for it: an installation cannot be made weaker by accident."""


@cache
def _nobody() -> str:
    """Verified when the name is unknown, so that the answer takes as long as for a known one."""
    return HASHER.hash("nobody-has-this-password")


MINIMUM_LENGTH = 12


class SignInRefused(DomainError):
    """Name or password do not match (401): the sentence is the same for both."""

    status = 401


@dataclass(frozen=True, slots=True)
class OpenedSession:
    token: str
    csrf_token: str


def hash_password(password: str) -> str:
    return HASHER.hash(password)


def check_new_password(password: str, username: str) -> None:
    """Refuse passwords that are short, the name itself, or one repeated character (400)."""
    if len(password) < MINIMUM_LENGTH or password.lower() == username.lower() or len(set(password)) < 4:
        raise Invalid(
            "account.password_weak",
            f"密码至少{MINIMUM_LENGTH}位，且不能与用户名相同或只含少数几种字符，请换一个。",
            message_en=f"At least {MINIMUM_LENGTH} characters, not the user name, not one repeated character.",
        )


def sign_in(
    session: Session,
    clock: Clock,
    settings: Settings,
    username: str,
    password: str,
    *,
    address: str = "",
    agent: str = "",
) -> OpenedSession | DomainError:
    """Open a session, or return the refusal.

    The refusal is returned, not raised: the count of failures must be committed with it.
    """
    now = clock.now()
    nobody = _nobody()  # asked for here, so that the first caller waits for it whether his name is known or not
    attempt = begin_attempt(session, username, address, now)
    if attempt.wait_s:
        return _waits(attempt.wait_s)
    account = session.execute(
        select(AccountRow).where(AccountRow.username == username.strip().lower(), AccountRow.is_active)
    ).scalar_one_or_none()
    is_right = HASHER.verify(password, account.password_hash if account else nobody)
    if account is None or not is_right:
        wait = note_failure(session, attempt, now, settings)
        if wait and account is not None:
            record_event(
                session,
                ANYONE,
                EventTag.ACCOUNT_LOCK,
                subject="account",
                subject_id=account.id,
                reason=f"来自 {address}",
            )
        return _refused(settings.lockout_after - attempt.failed_count - 1, wait)
    forget_failures(session, username, address)
    token, csrf = open_session(session, account.id, now, settings, address, agent)
    principal = account_principal(account.id, account.display_name, Role(account.role), None)
    record_event(session, principal, EventTag.SESSION_OPEN, subject="account", subject_id=account.id)
    return OpenedSession(token, csrf)


def _refused(left: int, wait: timedelta) -> SignInRefused:
    hint = (
        f"请 {_minutes(wait.total_seconds())} 分钟后再试。"
        if wait
        else f"再输错 {left} 次须等候后再试。"
        if left <= 2
        else ""
    )
    return SignInRefused(
        "account.sign_in_refused",
        f"用户名或密码不正确，请重新输入。{hint}",
        message_en="User name or password is not right.",
    )


def _waits(seconds: int) -> TooMany:
    minutes = _minutes(seconds)
    return TooMany(
        "account.sign_in_waits",
        f"该用户名在此处连续输错密码，请 {minutes} 分钟后再试，或联系管理员重置密码。",
        message_en=f"Repeated wrong passwords for this name from here: try again in {minutes} min or ask the administrator.",
        retry_after_s=seconds,
    )


def _minutes(seconds: float) -> int:
    return ceil(seconds / 60)


def change_own_password(session: Session, account_id: int, old: str, new: str) -> None:
    """Replace the password of the signed-in account; every session of it ends (400 when the old one is wrong)."""
    account = session.get_one(AccountRow, account_id)
    if not HASHER.verify(old, account.password_hash):
        raise Invalid(
            "account.old_password_wrong", "原密码不正确，请重新输入。", message_en="The old password is not right."
        )
    check_new_password(new, account.username)
    account.password_hash = hash_password(new)
    account.must_change_password = False
    close_all_sessions(session, account_id)
    principal = account_principal(account.id, account.display_name, Role(account.role), None)
    record_event(session, principal, EventTag.ACCOUNT_PASSWORD, subject="account", subject_id=account_id)


def end_own_sessions(session: Session, principal: Principal, token: str, session_id: str | None = None) -> None:
    """End one session of the caller's account, or all but the one that asks (`token`); what was not there leaves no event."""
    assert principal.account_id is not None
    ended = end_sessions(session, principal.account_id, token, session_id)
    if ended:
        record_event(
            session,
            principal,
            EventTag.SESSION_END,
            subject="account",
            subject_id=principal.account_id,
            reason=f"{ended} 处",
        )
