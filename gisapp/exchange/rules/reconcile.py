"""三方核对：台账、合同、监测监管系统；每处不一致说明是谁与众不同。规则只判断，不改任何一方。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gisapp.exchange.fields import IDENTITY, Field
from gisapp.exchange.rules.written import Unreadable, Value, compared, from_ours, from_theirs
from gisapp.exchange.terms import Verdict


@dataclass(frozen=True, slots=True)
class TheirRow:
    """A row of the system's table: its number in the file and its cells by field key."""

    row_no: int
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not agree. `contract_id` None = the register has no such contract; `field` "" = the whole row."""

    contract_id: int | None
    row_no: int | None
    field: str
    verdict: Verdict
    ours: Value
    contract: Value
    theirs: Value


def compare_rows(
    ours: Sequence[Mapping[str, Any]], theirs: Sequence[TheirRow], fields: Sequence[Field]
) -> list[Difference]:
    """Return every difference between our contracts (rows of `exchange_rows.sql`) and the system's rows.

    A row is matched by supervision number, else by contract number. Fields that the file has no column for are not compared.
    """
    by_supervision = {_key(row["supervision_no"]): row for row in ours if _key(row["supervision_no"])}
    by_number = {_key(row["contract_no"]): row for row in ours}
    matched: dict[int, TheirRow] = {}
    found: list[Difference] = []
    for row in theirs:
        supervision, number = (_key(row.cells.get(name)) for name in IDENTITY)
        mine = by_supervision.get(supervision) if supervision else None
        mine = mine or (by_number.get(number) if number else None)
        told = " ".join(str(row.cells[name]).strip() for name in IDENTITY if _key(row.cells.get(name))) or None
        if mine is None:
            found.append(Difference(None, row.row_no, "", Verdict.NOT_IN_REGISTER, None, None, told))
        elif mine["contract_id"] in matched:
            found.append(Difference(mine["contract_id"], row.row_no, "", Verdict.TWICE_IN_SYSTEM, None, None, told))
        else:
            matched[mine["contract_id"]] = row
    for mine in ours:
        row = matched.get(mine["contract_id"])
        if row is None:
            number = mine["contract_no"]
            found.append(Difference(mine["contract_id"], None, "", Verdict.NOT_IN_SYSTEM, None, number, None))
        else:
            found.extend(_compare(mine, row, fields))
    return found


def _compare(mine: Mapping[str, Any], row: TheirRow, fields: Sequence[Field]) -> Iterator[Difference]:
    for field in fields:
        if field.key not in row.cells:
            continue
        ours = from_ours(field, mine[field.ours]) if field.ours else None
        contract = from_ours(field, mine[field.contract]) if field.contract else None
        try:
            theirs = from_theirs(field, row.cells[field.key])
            verdict = judge(field, ours, contract, theirs)
        except Unreadable as unreadable:
            theirs, verdict = str(unreadable)[:200], Verdict.UNREADABLE
        if verdict is not None:
            yield Difference(mine["contract_id"], row.row_no, field.key, verdict, ours, contract, theirs)


def judge(field: Field, ours: Value, contract: Value, theirs: Value) -> Verdict | None:
    """谁与众不同。本方两处都没有而系统有的，是本方未记；系统没有而本方有的，是系统未填；本方只有一处有的，与系统两两相比."""
    a, b, c = (compared(field, value) for value in (ours, contract, theirs))
    mine = {value for value in (a, b) if value is not None}
    if c is None:
        return Verdict.THEIRS_MISSING if mine else None
    if not mine:
        return Verdict.OURS_MISSING
    if mine == {c}:
        return None
    if len(mine) == 1:
        return Verdict.THEIRS_DIFFERS
    if c == b:
        return Verdict.OURS_DIFFERS
    return Verdict.CONTRACT_DIFFERS if c == a else Verdict.ALL_DIFFER


def _key(value: object) -> str:
    return "" if value is None else "".join(str(value).split()).upper()
