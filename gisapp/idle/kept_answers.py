"""The answers that were kept about a contract, each worked out again from what it names and compared by its hash."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import RowMapping
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.idle.answer_hash import answer_hashes, engine_version
from gisapp.idle.fact_columns import load_columns
from gisapp.idle.rules.limits import idle_limits
from gisapp.idle.rules.scan import scan
from gisapp.idle.terms import Replay
from gisapp.kernel.rulebook import Rulebook, RuleEntry
from gisapp.rulebook.rulebook import load_entries


def list_answers(session: Session, contract_id: int) -> list[dict[str, Any]]:
    """Return every answer kept, newest first, both of a day with two, each with the rulebook entries it names (none where none were kept).

    `replay` says whether it comes out the same today. No rights inside.
    """
    rows = session.execute(load("idle/answers_kept"), {"contract_id": contract_id}).mappings().all()
    known = load_entries(session, {one for row in rows for one in row["entry_ids"] or ()})
    answers = []
    for row in rows:
        entries = [known[one] for one in sorted(row["entry_ids"] or ())]
        answers.append({**row, "entries": entries, "replay": _replay(session, contract_id, row, entries)})
    return answers


def _replay(session: Session, contract_id: int, row: RowMapping, entries: list[RuleEntry]) -> Replay:
    if row["sha256"] is None:
        return Replay.NO_BASIS
    if row["engine"] != engine_version():
        return Replay.OTHER_RULES
    limits = idle_limits(Rulebook.of(entries), row["holds_from"])
    ids, columns = load_columns(session, row["holds_from"], [contract_id], known=row["recorded_at"])
    if not len(ids):
        return Replay.DIFFERS
    answer = scan(columns, limits, row["holds_from"])
    found = answer_hashes(columns, answer, limits, row["holds_from"], np.zeros(1, dtype=np.int64))
    return Replay.SAME if found[0].hex() == row["sha256"] else Replay.DIFFERS
