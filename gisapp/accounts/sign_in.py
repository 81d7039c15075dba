"""Who may come in: passwords with argon2, a lock after repeated failures, and nothing that tells a guesser which part was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import ceil

from pwdlib import PasswordHash
from sqlalchemy import select
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.permissions import Role
from gisapp.auth.principal import ANYONE, account_principal
from gisapp.auth.sessions import close_all_sessions, open_session
from gisapp.db.tables.account import AccountRow
from gisapp.kernel.clock import Clock
from gisapp.kernel.errors import DomainError, Invalid
from gisapp.settings import Settings

HASHER = PasswordHash.recommended()
"""argon2id at the library's recommended cost. There is no setting for it: an installation cannot be made weaker by accident."""


@cache
def _nobody() -> str:
    """Verified when the name is unknown, so that the answer takes as long as for a known one."""
    return HASHER.hash("nobody-has-this-password")


MINIMUM_LENGTH = 8


class SignInRefused(DomainError):
    """Name or password do not match (401): the sentence is the same for both."""

    status = 401


class AccountLocked(DomainError):
    """Too many wrong passwords in a row (423)."""

    status = 423


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

    The refusal is returned, not raised: the count of failures must be committed with it. The row is locked, so that
    guesses made at once are counted one by one.
    """
    now = clock.now()
    nobody = _nobody()  # asked for here, so that the first caller waits for it whether his name is known or not
    account = session.execute(
        select(AccountRow).where(AccountRow.username == username.strip().lower()).with_for_update()
    ).scalar_one_or_none()
    if account is None or not account.is_active:
        HASHER.verify(password, nobody)
        return _refused(None)
    if account.locked_until is not None and account.locked_until > now:
        minutes = ceil((account.locked_until - now).total_seconds() / 60)
        return AccountLocked(
            "account.locked",
            f"密码连续输错，账号已锁定，请 {minutes} 分钟后再试，或联系管理员重置密码。",
            message_en=f"Locked after repeated wrong passwords; try again in {minutes} min or ask the administrator.",
        )
    if not HASHER.verify(password, account.password_hash):
        account.failed_count += 1
        left = settings.lockout_after - account.failed_count
        if left <= 0:
            account.failed_count = 0
            account.locked_until = now + timedelta(minutes=settings.lockout_minutes)
            record_event(
                session,
                ANYONE,
                EventTag.ACCOUNT_LOCK,
                subject="account",
                subject_id=account.id,
                reason=f"来自 {address}",
            )
        return _refused(left if left <= 2 else None)
    account.failed_count = 0
    account.locked_until = None
    token, csrf = open_session(session, account.id, now, settings.session_hours, address, agent)
    principal = account_principal(account.id, account.display_name, Role(account.role), None)
    record_event(session, principal, EventTag.SESSION_OPEN, subject="account", subject_id=account.id)
    return OpenedSession(token, csrf)


def _refused(left: int | None) -> SignInRefused:
    hint = "" if left is None else f"再输错 {max(left, 0)} 次将被锁定。" if left > 0 else "账号已锁定，请稍后再试。"
    return SignInRefused(
        "account.sign_in_refused",
        f"用户名或密码不正确，请重新输入。{hint}",
        message_en="User name or password is not right.",
    )


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
