"""What an answer was worked out by, and the hash that binds it: facts, entries of the rulebook, rules and answer, so that it can be worked out again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from gisapp.db.binary_copy import Numbers
from gisapp.idle import rules, terms
from gisapp.idle.rules.columns import Amounts, FactColumns, Spans, day_number
from gisapp.idle.rules.limits import IdleLimits
from gisapp.idle.rules.scan import ScanAnswer
from gisapp.idle.verdict import version_of
from gisapp.kernel import dates
from gisapp.kernel.rulebook import RuleEntry

ANSWER = (
    "state", "since", "side", "may_fee", "may_recover", "own_year", "own_recovery", "duty", "latest", "missing",
)  # fmt: skip


@cache
def engine_version() -> str:
    """Return the version of the rules: the SHA-256 of their text, their words and their arithmetic of days, so that it changes when they do and only then."""
    return version_of((path.name, path.read_bytes()) for path in engine_files())


def engine_files() -> tuple[Path, ...]:
    """Return the files whose text is the rules, their words and their arithmetic of days, in the order in which the version takes them."""
    return (Path(terms.__file__), Path(dates.__file__), *sorted(Path(rules.__path__[0]).glob("*.py")))


def entries_of(limits: IdleLimits) -> tuple[RuleEntry, ...]:
    """Return the entries that an answer rests on, in the order of their codes."""
    entries: list[RuleEntry] = [getattr(limits, one.name) for one in fields(limits)]
    return tuple(sorted(entries, key=lambda entry: entry.code))


def answer_hashes(
    columns: FactColumns, answer: ScanAnswer, limits: IdleLimits, as_of: date, rows: Numbers
) -> list[bytes]:
    """Return the SHA-256 of each of these rows: day, rules and entries, the facts of the contract, its answer.

    Whole numbers are written as 8 bytes, little end first; a ragged fact is its count and its rows in their order.
    """
    entries = [[entry.entry_id, entry.code, str(entry.value)] for entry in entries_of(limits)]
    head = json.dumps([engine_version(), entries, int(day_number(as_of))], ensure_ascii=False).encode()
    parts = [getattr(columns, one.name) for one in fields(columns)]
    flat = _table([part for part in parts if isinstance(part, np.ndarray)])
    given = _table([getattr(answer, name) for name in ANSWER])
    ragged = [_ragged(part, len(columns)) for part in parts if isinstance(part, Amounts | Spans)]
    found = []
    for row in rows.tolist():
        digest = hashlib.sha256(head)
        digest.update(flat[row].tobytes())
        for table, bounds in ragged:
            told = table[bounds[row] : bounds[row + 1]]
            digest.update(len(told).to_bytes(8, "little") + told.tobytes())
        digest.update(given[row].tobytes())
        found.append(digest.digest())
    return found


def _table(columns: list[Numbers]) -> Numbers:
    return np.stack([np.asarray(column, dtype="<i8") for column in columns], axis=1)


def _ragged(part: Amounts | Spans, count: int) -> tuple[Numbers, Numbers]:
    """The rows of a ragged fact as a table, and where those of each contract begin; owners ascend."""
    return (
        _table([getattr(part, one.name) for one in fields(part) if one.name != "owner"]),
        np.searchsorted(part.owner, np.arange(count + 1)),
    )
