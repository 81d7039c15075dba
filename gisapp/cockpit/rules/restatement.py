"""冻结的数与今天按同一时点重算的数差在哪：哪些行多了、少了、变了；冻结的数不动。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Counted:
    """One row as a figure counts it: its key, how it is called, what it adds (㎡ or 1)."""

    key: str
    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that a figure counts otherwise than when it was frozen; None = not counted."""

    key: str
    name: str
    frozen: Decimal | None
    live: Decimal | None


@dataclass(frozen=True, slots=True)
class Restatement:
    """What a figure was and would be, and every row that makes the difference; the changes add up to live − frozen."""

    frozen: Decimal
    live: Decimal
    changes: tuple[RowChange, ...]

    @property
    def difference(self) -> Decimal:
        return self.live - self.frozen


def compare_rows(frozen: Sequence[Counted], live: Sequence[Counted]) -> Restatement:
    """逐行比较冻结清单与现在的清单：新增、减少、数值变化；没有差别的行不列."""
    before, after = _by_key(frozen), _by_key(live)
    changes: list[RowChange] = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old is not None and new is not None and old.amount == new.amount:
            continue
        named = new or old
        assert named is not None
        changes.append(RowChange(key, named.name, old and old.amount, new and new.amount))
    return Restatement(_sum(frozen), _sum(live), tuple(changes))


def _by_key(rows: Sequence[Counted]) -> Mapping[str, Counted]:
    found = {row.key: row for row in rows}
    if len(found) != len(rows):
        raise ValueError("a list names a row twice")
    return found


def _sum(rows: Sequence[Counted]) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))
