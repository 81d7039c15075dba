"""How long must somebody wait who typed wrong passwords?

Counted for a name from an address, whether the name exists or not: from outside nobody can lock a person out of her own office,
and no wait tells which names there are (OWASP Authentication Cheat Sheet, "Account Lockout").
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.settings import Settings

_FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A name that is tried from an address; its row is locked, so that guesses made at once are counted one by one."""

    name_digest: bytes
    address: str
    failed_count: int
    wait_s: int
    """Seconds that are still to be waited; 0 = it may be tried."""


def name_digest(username: str) -> bytes:
    return hashlib.sha256(username.strip().lower().encode()).digest()


def begin_attempt(session: Session, username: str, address: str, now: datetime) -> Attempt:
    """Lock and return what is counted for this name from this address; what is older than a day does not count any more."""
    session.execute(
        text("delete from sign_in_failure where last_failed_at < :before"), {"before": now - _FORGOTTEN_AFTER}
    )
    row = session.execute(
        text(
            "insert into sign_in_failure as f (name_digest, address, last_failed_at) values (:digest, :address, :now)"
            " on conflict (name_digest, address) do update set last_failed_at = f.last_failed_at"
            " returning failed_count, waits_until"
        ),
        {"digest": (digest := name_digest(username)), "address": address[:64], "now": now},
    ).one()
    left = (row.waits_until - now).total_seconds() if row.waits_until is not None else 0
    return Attempt(digest, address[:64], row.failed_count, max(ceil(left), 0))


def note_failure(session: Session, attempt: Attempt, now: datetime, settings: Settings) -> timedelta:
    """Count one more wrong password; return how long must be waited now: a minute, then twice as long each time, at most the longest."""
    failed = attempt.failed_count + 1
    over = failed - settings.lockout_after
    longest = timedelta(minutes=settings.lockout_minutes)
    wait = timedelta(0) if over < 0 else min(timedelta(minutes=2 ** min(over, 20)), longest)
    session.execute(
        text(
            "update sign_in_failure set failed_count = :failed, last_failed_at = :now, waits_until = :until"
            " where name_digest = :digest and address = :address"
        ),
        {
            "failed": failed,
            "now": now,
            "until": now + wait if wait else None,
            "digest": attempt.name_digest,
            "address": attempt.address,
        },
    )
    return wait


def forget_failures(session: Session, username: str, address: str | None = None) -> None:
    """After a right password from an address; or, from everywhere, when the password was set anew."""
    session.execute(
        text("delete from sign_in_failure where name_digest = :digest and (:address is null or address = :address)"),
        {"digest": name_digest(username), "address": None if address is None else address[:64]},
    )
