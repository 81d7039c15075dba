"""Rows of inquiries: written in the order in which the database wants them; no decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, text
from sqlalchemy.orm import Session

from gisapp.auth.service_keys import read_service_key
from gisapp.db.sql_file import load
from gisapp.db.tables.inquiry import InquiryDutyRow, InquiryPersonRow, InquiryRow, InquiryStepRow, InquiryTextRow


def read_secret(session: Session) -> bytes:
    """Return the key with which this installation signs challenges and links to status pages."""
    return read_service_key(session, "inquiry")


def count_of_address(session: Session, digest: bytes, now: datetime) -> tuple[int, int]:
    """Return how many inquiries came from an address within the hour and on its day; later callers from it wait until this transaction ends."""
    session.execute(
        text("select pg_advisory_xact_lock(4602, :part)"), {"part": int.from_bytes(digest[:4], "big", signed=True)}
    )
    row = session.execute(
        text(
            "select count(*) filter (where used_at > cast(:now as timestamptz) - interval '1 hour') as in_hour, count(*) as in_day"
            " from inquiry_challenge where address_digest = :digest"
        ),
        {"digest": digest, "now": now},
    ).one()
    return row.in_hour, row.in_day


def use_challenge(session: Session, salt: str, digest: bytes, now: datetime, expires_at: datetime) -> None:
    """Write down that a challenge was answered; a second use is refused by its key. Old ones are swept on the way."""
    session.execute(
        text("delete from inquiry_challenge where used_at < cast(:now as timestamptz) - interval '2 days'"),
        {"now": now},
    )
    session.execute(
        text(
            "insert into inquiry_challenge (salt, address_digest, used_at, expires_at) values (:salt, :digest, :now, :expires)"
        ),
        {"salt": salt, "digest": digest, "now": now, "expires": expires_at},
    )


def next_receipt(session: Session, zone_id: int, year: int) -> str:
    """Return the next receipt number of a year; others who want one wait until this transaction ends."""
    session.execute(text("select pg_advisory_xact_lock(4601, :zone)"), {"zone": zone_id})
    prefix = f"ZX{year}-"
    last = session.execute(
        text(
            "select coalesce(max(cast(substr(receipt_no, 8) as integer)), 0) from inquiry where zone_id = :zone and starts_with(receipt_no, :prefix)"
        ),
        {"zone": zone_id, "prefix": prefix},
    ).scalar_one()
    return f"{prefix}{last + 1:04d}"


def insert_inquiry(session: Session, values: Mapping[str, Any], person: Mapping[str, Any]) -> tuple[int, str]:
    """Write an inquiry with its asker; return its id and the random value of its status page."""
    row = session.execute(insert(InquiryRow).values(**values).returning(InquiryRow.id, InquiryRow.status_nonce)).one()
    session.execute(insert(InquiryPersonRow).values(inquiry_id=row.id, **person))
    return row.id, str(row.status_nonce)


def insert_step(session: Session, values: Mapping[str, Any], body: str) -> int:
    """Write the next step of an inquiry with its words; return its id."""
    step_id: int = session.execute(insert(InquiryStepRow).values(**values).returning(InquiryStepRow.id)).scalar_one()
    if body:
        session.execute(insert(InquiryTextRow).values(step_id=step_id, inquiry_id=values["inquiry_id"], body=body))
    return step_id


def delete_person(session: Session, inquiry_id: int) -> None:
    """Delete who asked and everything that was typed."""
    session.execute(delete(InquiryTextRow).where(InquiryTextRow.inquiry_id == inquiry_id))
    session.execute(delete(InquiryPersonRow).where(InquiryPersonRow.inquiry_id == inquiry_id))


def insert_duty(session: Session, values: Mapping[str, Any]) -> None:
    session.execute(insert(InquiryDutyRow).values(**values))


def find_own_duty(session: Session, zone_id: int, park_id: int | None, as_of: date) -> tuple[int | None, str]:
    """Return who answers for exactly this park (None: for questions about none) on a day; (None, "") for nobody."""
    rows = session.execute(load("inquiries/duty"), {"zone_id": zone_id, "as_of": as_of}).mappings().all()
    row = next((row for row in rows if row["park_id"] == park_id and row["owner_name"]), None)
    return (row["owner_id"], row["owner_name"]) if row else (None, "")


def find_duty(session: Session, zone_id: int, park_id: int | None, as_of: date) -> tuple[int | None, str]:
    """Return who answers for a park on a day, the zone's own where the park has nobody; (None, "") for nobody."""
    found = find_own_duty(session, zone_id, park_id, as_of)
    return found if found[1] or park_id is None else find_own_duty(session, zone_id, None, as_of)
