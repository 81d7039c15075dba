"""What every public form is asked before it is taken: a proof of work that is ours, in time and unused, and an address that sends not too much."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from gisapp.auth.service_keys import address_digest
from gisapp.inquiries import store
from gisapp.inquiries.rules.address_limit import AddressLimits, judge_address
from gisapp.inquiries.rules.proof_of_work import judge_proof, read_challenge
from gisapp.kernel.errors import Invalid, TooMany
from gisapp.rulebook.rulebook import load_rulebook


def pass_gate(session: Session, challenge: str, proof: int, *, address: str, now: datetime, today: date) -> None:
    """Let a form through and use its challenge up; 400 for a proof that does not hold, 409 for a used one, 429 for too many."""
    secret = store.read_secret(session)
    read = read_challenge(challenge, secret)
    fault = judge_proof(read, proof, now)
    if fault is not None or read is None:
        assert fault is not None
        raise Invalid(fault.code, fault.message_zh + fault.fix_zh, message_en=fault.message_en, findings=[fault])
    book = load_rulebook(session)
    digest = address_digest(secret, today, address)
    limits = AddressLimits(
        int(book.value("inquiry.per_address_hour", today)), int(book.value("inquiry.per_address_day", today))
    )
    fault = judge_address(*store.count_of_address(session, digest, now), limits)
    if fault is not None:
        raise TooMany(fault.code, fault.message_zh + fault.fix_zh, message_en=fault.message_en, findings=[fault])
    store.use_challenge(session, read.salt, digest, now, read.expires_at)
