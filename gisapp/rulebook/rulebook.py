"""The zone's rulebook: thresholds as dated entries with their basis; a change is a new entry from a day on, and what was said before stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.kernel.rulebook import Basis, Rulebook, RuleEntry


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A new value of a code from a day on; `effective_to` None = until the next entry or without end."""

    code: str
    value: Decimal
    effective_from: date
    basis: str
    confirmed: bool
    note: str
    reason: str


def load_rulebook(session: Session, known_at: datetime | None = None) -> Rulebook:
    """Return every entry for the rules, as known now or as it was known at an instant.

    What was confirmed, corrected or entered with an earlier day since then is not known yet. Before anything was written of a code, the
    first that was written holds: a register that is older than its rulebook can be asked too.
    """
    statement, asked = ("entries", {"code": None}) if known_at is None else ("entries_known", {"known_at": known_at})
    return _rulebook_of(session.execute(load(f"rulebook/{statement}"), asked).mappings())


def load_entries(session: Session, entry_ids: Collection[int]) -> dict[int, RuleEntry]:
    """Return these entries by id, closed ones included: earlier answers were given by some of them each."""
    rows = session.execute(load("rulebook/entries_by_id"), {"ids": list(entry_ids)}).mappings()
    return {row["id"]: _entry_of(row) for row in rows}


def _rulebook_of(rows: Iterable[RowMapping]) -> Rulebook:
    return Rulebook.of(_entry_of(row) for row in rows)


def _entry_of(row: RowMapping) -> RuleEntry:
    return RuleEntry(
        code=row["code"],
        value=row["value"],
        unit=row["unit"],
        effective_from=row["effective_from"],
        basis=Basis.parse(row["basis"]),
        effective_to=row["effective_to"],
        confirmed=row["confirmed"],
        note=row["note"],
        entry_id=row["id"],
    )


def list_entries(session: Session, code: str | None = None) -> list[dict[str, Any]]:
    """Return the entries as known now, by code and day."""
    return [dict(row) for row in session.execute(load("rulebook/entries"), {"code": code}).mappings()]


def list_history(session: Session, code: str) -> list[dict[str, Any]]:
    """Return everything the rulebook ever said of a code, newest knowledge first (404 for an unknown code)."""
    rows = [dict(row) for row in session.execute(load("rulebook/history"), {"code": code}).mappings()]
    if not rows:
        raise _unknown(code)
    return rows


def add_entry(session: Session, principal: Principal, draft: EntryDraft) -> None:
    """Let a code have a new value from a day on; the entry before it ends there, one after it stays.

    404 for a code that no rule asks for, Conflict when nothing would change.
    """
    _lock(session, draft.code)
    known = list_entries(session, draft.code)
    if not known:
        raise _unknown(draft.code)
    if draft.value < 0:
        raise Invalid(
            "rulebook.value_negative", "数值不能为负，请核对后重填。", message_en="The value may not be negative."
        )
    before = next((row for row in known if _holds(row, draft.effective_from)), None)
    later = [row for row in known if row["effective_from"] > draft.effective_from]
    end = before["effective_to"] if before else (later[0]["effective_from"] if later else None)
    if before is not None and (before["value"], before["basis"], before["note"], before["confirmed"]) == (
        draft.value,
        draft.basis,
        draft.note,
        draft.confirmed,
    ):
        raise Conflict(
            "rulebook.unchanged", "与该日生效的条目相同，没有需要保存的变化。", message_en="Nothing would change."
        )
    if before is not None:
        _close(session, before["id"])
        if before["effective_from"] < draft.effective_from:
            _write(session, principal, {**before, "effective_to": draft.effective_from})
    written = {
        "code": draft.code,
        "value": draft.value,
        "unit": known[0]["unit"],
        "effective_from": draft.effective_from,
        "effective_to": end,
        "basis": draft.basis.strip(),
        "confirmed": draft.confirmed,
        "note": draft.note.strip(),
    }
    _write(session, principal, written)
    _tell(session, principal, draft.code, before or {}, written, draft.reason)


def confirm_entry(session: Session, principal: Principal, entry_id: int, *, basis: str, reason: str) -> None:
    """Mark an entry as confirmed against its document; the basis may be made exact at the same time."""
    found = next((row for row in list_entries(session) if row["id"] == entry_id), None)
    if found is None:
        raise NotFound(
            "rulebook.entry_not_found",
            "没有这个条目，可能刚被修订。请刷新后重试。",
            message_en="No such entry; it may just have been revised.",
        )
    if found["confirmed"]:
        raise Conflict("rulebook.confirmed_already", "该条目已经确认过。", message_en="It is confirmed already.")
    _lock(session, found["code"])
    _close(session, entry_id)
    written = {**found, "confirmed": True, "basis": basis.strip() or found["basis"]}
    _write(session, principal, written)
    _tell(session, principal, found["code"], found, written, reason)


def _holds(row: dict[str, Any], day: date) -> bool:
    return row["effective_from"] <= day and (row["effective_to"] is None or day < row["effective_to"])


def _lock(session: Session, code: str) -> None:
    session.execute(text("select pg_advisory_xact_lock(4493, hashtext(:code))"), {"code": code})


def _close(session: Session, entry_id: int) -> None:
    closed = session.execute(load("rulebook/close_entry"), {"id": entry_id})
    if closed.rowcount != 1:  # pyright: ignore[reportAttributeAccessIssue]
        raise Conflict(
            "rulebook.changed_meanwhile",
            "该规则条目刚被他人修订，请刷新后重试。",
            message_en="Somebody else has just revised this entry; reload it.",
        )


def _write(session: Session, principal: Principal, row: dict[str, Any]) -> None:
    session.execute(
        text(
            "insert into rulebook_entry (code, value, unit, effective, basis, confirmed, note, recorded_by_name) values"
            " (:code, :value, :unit, daterange(:effective_from, :effective_to), :basis, :confirmed, :note, :name)"
        ),
        {
            **{
                name: row[name]
                for name in (
                    "code", "value", "unit", "effective_from", "effective_to", "basis", "confirmed", "note",
                )
            },
            "name": principal.name,
        },
    )  # fmt: skip


def _tell(
    session: Session, principal: Principal, code: str, before: dict[str, Any], after: dict[str, Any], reason: str
) -> None:
    fields = ("value", "effective_from", "basis", "confirmed", "note")
    changes = differences({name: before.get(name) for name in fields}, {name: after[name] for name in fields})
    record_event(
        session,
        principal,
        EventTag.RULEBOOK_REVISE,
        subject=f"rulebook_entry:{code}",
        changes=changes,
        reason=reason,
        document=after["basis"],
    )


def _unknown(code: str) -> NotFound:
    return NotFound(
        "rulebook.code_unknown",
        f"规则库没有编号为“{code}”的条目，请从列表中选择。",
        message_en=f"The rulebook has no entry {code}.",
    )
