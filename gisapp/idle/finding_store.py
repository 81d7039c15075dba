"""The newest answer of the engine per contract, kept where tiles, lists and the inbox can read it; only what changed is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.binary_copy import Numbers, read_numbers, write_numbers
from gisapp.db.sql_file import load
from gisapp.idle.answer_hash import ANSWER, engine_version, entries_of
from gisapp.idle.rules.columns import Days, Flags, day_number
from gisapp.idle.rules.limits import IdleLimits
from gisapp.idle.rules.scan import ScanAnswer

KEPT = ("contract_id", "kept_from", *ANSWER, "holds_until", "is_stale")


@dataclass(frozen=True)
class Differences:
    """What an evaluation changes: which contracts have another answer than the one kept, which have the same but refreshed, and both as columns."""

    ids: Numbers
    answer: dict[str, Numbers]
    kept_from: Days
    is_new: Flags
    is_refreshed: Flags


def compare_with_kept(
    session: Session, ids: Numbers, answer: ScanAnswer, until: Days, as_of: date, only: Collection[int] | None = None
) -> Differences:
    """Return how these answers differ from those kept for the day; `ids` ascending, one answer each."""
    asked = {"as_of": as_of, "ids": None if only is None else sorted(set(only))}
    kept = read_numbers(session, load("idle/findings_kept"), KEPT, asked)
    columns = {name: getattr(answer, name).astype(np.int64) for name in ANSWER} | {"holds_until": until}
    place = np.searchsorted(ids, kept["contract_id"])
    there = place < len(ids)
    there[there] = ids[place[there]] == kept["contract_id"][there]
    place = place[there]
    same = np.ones(len(place), dtype=bool)
    for name in ANSWER:
        same &= columns[name][place] == kept[name][there]
    overtaken = (kept["is_stale"][there] == 1) | (kept["holds_until"][there] != until[place])
    is_new = np.ones(len(ids), dtype=bool)
    is_new[place[same]] = False
    is_refreshed = np.zeros(len(ids), dtype=bool)
    is_refreshed[place[same & overtaken]] = True
    kept_from = np.full(len(ids), day_number(as_of))
    kept_from[place] = kept["kept_from"][there]
    return Differences(ids, columns, kept_from, is_new, is_refreshed)


def keep_findings(
    session: Session,
    found: Differences,
    hashes: Sequence[bytes],
    limits: IdleLimits,
    as_of: date,
    known_at: datetime,
) -> None:
    """Write the new answers from the day on, each with its hash, and refresh those that stayed; nothing where nothing changed.

    `hashes` = one of each new answer, in their order; `known_at` = the instant whose facts were read.
    """
    asked = {"as_of": as_of, "known_at": known_at, "basis_id": _basis(session, limits) if found.is_new.any() else None}
    for which, statement in ((found.is_new, "idle/findings_write"), (found.is_refreshed, "idle/findings_hold_on")):
        if not which.any():
            continue
        session.execute(text("drop table if exists pg_temp.idle_answer"))
        columns = {"contract_id": found.ids, "kept_from": found.kept_from, **found.answer}
        written = {name: column[which] for name, column in columns.items()}
        if which is found.is_new:
            quarters = np.frombuffer(b"".join(hashes), dtype=">i8").reshape(-1, 4)
            written |= {f"hash_{place + 1}": quarters[:, place] for place in range(4)}
        declared = ", ".join(f"{name} bigint not null" for name in written)
        session.execute(text(f"create temp table idle_answer ({declared}) on commit drop"))
        write_numbers(session, "idle_answer", written)
        session.execute(load(statement), asked)


def _basis(session: Session, limits: IdleLimits) -> int:
    """The row that names these rules and entries, made when it is the first answer by them."""
    basis = {"engine": engine_version(), "entry_ids": [entry.entry_id for entry in entries_of(limits)]}
    session.execute(
        text("insert into idle_basis (engine, entry_ids) values (:engine, :entry_ids) on conflict do nothing"), basis
    )
    return session.execute(
        text("select id from idle_basis where engine = :engine and entry_ids = cast(:entry_ids as bigint[])"), basis
    ).scalar_one()


def lock_findings(session: Session) -> None:
    """Keep everybody from changing answers until the transaction ends, and wait for those who are at it.

    Whoever changes a fact marks the kept answer as stale in the same transaction. So what is not committed when the lock is
    there has not been marked either, and no answer can be written over a mark that came after the facts were read.
    """
    session.execute(text("lock table idle_finding in share row exclusive mode"))
