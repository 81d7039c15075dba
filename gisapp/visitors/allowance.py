"""Takes one use from what a network address may ask; of any number who ask at once exactly as many pass as are allowed.

The count is a transaction of its own, before the request's: whoever asks much waits for nobody, and a refused request has cost no work.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session

from gisapp.api.deps import ClockDep, has_session, own_transaction
from gisapp.auth.service_keys import address_digest, read_service_key
from gisapp.db.sql_file import load
from gisapp.kernel.errors import TooMany
from gisapp.visitors.rules.refusal import Allowance, judge_allowance
from gisapp.visitors.terms import LIMITS, Purpose

KEPT = timedelta(days=2)


def limited(purpose: Purpose) -> Callable[[Request, ClockDep], Awaitable[None]]:
    """Return a dependency that counts the address of who has no session; it stands before every other one of its route."""

    async def check(request: Request, clock: ClockDep) -> None:
        if has_session(request):
            return
        address = request.client.host if request.client else ""
        async with own_transaction(request) as session:
            await run_in_threadpool(take_allowance, session, purpose, address, clock.now(), clock.today())

    check.refuses = (429, 503)  # type: ignore[attr-defined]  # read by the contract
    return check


def take_allowance(session: Session, purpose: Purpose, address: str, now: datetime, today: date) -> None:
    """Take one use, or raise TooMany (429) that says how long to wait; nothing is taken then."""
    digest = address_digest(read_service_key(session, "visitor"), today, address)
    burst, per_hour = LIMITS[purpose]
    row = session.execute(
        load("visitors/take"),
        {"purpose": str(purpose), "digest": digest, "now": now, "burst": burst, "per_hour": per_hour},
    ).one()
    fault = judge_allowance(purpose, row.wait_seconds, Allowance(row.burst, row.per_hour))
    if fault is not None:
        raise TooMany(
            fault.code,
            fault.message_zh + fault.fix_zh,
            message_en=fault.message_en,
            findings=[fault],
            retry_after_s=row.wait_seconds,
        )


def sweep_allowances(session: Session, now: datetime) -> int:
    """Delete the counts of days that are over; return how many."""
    return len(session.execute(load("visitors/sweep"), {"before": now - KEPT}).all())
