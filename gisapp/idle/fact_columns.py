"""The facts of all contracts as columns, straight from the database: what the nightly scan reads; the same facts as `development_facts.load_facts`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from gisapp.db.binary_copy import Numbers, read_numbers
from gisapp.db.sql_file import load
from gisapp.idle.development_facts import NOW_KNOWN
from gisapp.idle.rules.columns import SIDES, Amounts, Codes, Days, FactColumns, Spans
from gisapp.idle.terms import FactKind, IdleCause

CONTRACT = (
    "contract_id", "agreed_start", "agreed_handover", "handover", "handover_known", "permit", "permit_known", "foundation",
    "foundation_known", "completed", "stops_known", "discovered", "due_area", "established", "established_on", "total_net",
    "total_known",
)  # fmt: skip
STATEMENT = ("contract_id", "began", "ended", "cause", "amount", "is_net_known")
NEW_START = ("contract_id", "signed", "start")

# which side each cause is on, in the order in which SQL numbers them from 1; 0 = no cause
_SIDE = np.array([-1, *(SIDES.index(cause.side) for cause in IdleCause)], dtype=np.int8)


def load_columns(
    session: Session, as_of: date, contract_ids: Collection[int] | None = None, *, known: Any = NOW_KNOWN
) -> tuple[Numbers, FactColumns]:
    """Return the ids of the contracts in force on a day, ascending, and what is known of their land; None = all contracts.

    No rights inside: the scan answers for everybody, and each reader sees the rows of their parks.
    """
    asked = {"ids": None if contract_ids is None else sorted(set(contract_ids)), "known": known}
    flat = read_numbers(session, load("idle/scan_contracts"), CONTRACT, {**asked, "as_of": as_of})
    order = np.argsort(flat["contract_id"], kind="stable")
    flat = {name: column[order] for name, column in flat.items()}
    ids = flat["contract_id"]

    def told(kind: FactKind) -> dict[str, Numbers]:
        found = read_numbers(session, load("idle/scan_statements"), STATEMENT, {**asked, "kind": kind.value})
        return _owned(ids, found)

    starts = _owned(ids, read_numbers(session, load("idle/scan_new_starts"), NEW_START, asked))
    stops, causes = told(FactKind.STOP), told(FactKind.CAUSE)
    columns = FactColumns(
        **{name: flat[name] for name in ("agreed_start", "agreed_handover", "handover", "permit", "foundation")},
        **{name: flat[name].astype(bool) for name in ("handover_known", "permit_known", "foundation_known")},
        completed=flat["completed"],
        stops_known=flat["stops_known"].astype(bool),
        discovered=flat["discovered"],
        due_area=flat["due_area"],
        established=_SIDE[flat["established"]],
        established_on=flat["established_on"],
        total_net=flat["total_net"],
        total_known=flat["total_known"].astype(bool),
        new_starts=Spans(starts["owner"], starts["signed"], starts["start"], _plain(starts["owner"])),
        stops=Spans(stops["owner"], stops["began"], stops["ended"], _plain(stops["owner"])),
        developed=_amounts(told(FactKind.DEVELOPED_AREA)),
        invested=_amounts(told(FactKind.INVESTED)),
        causes=Spans(causes["owner"], causes["began"], causes["ended"], _SIDE[causes["cause"]]),
    )
    return ids, columns


def _owned(ids: Days, found: dict[str, Numbers]) -> dict[str, Numbers]:
    """Keep what belongs to these contracts, and say in `owner` to which row."""
    if not len(ids):
        return {name: column[:0] for name, column in {**found, "owner": found["contract_id"]}.items()}
    owner = np.minimum(np.searchsorted(ids, found["contract_id"]), len(ids) - 1)
    mine = ids[owner] == found["contract_id"]
    return {name: column[mine] for name, column in {**found, "owner": owner.astype(np.int64)}.items()}


def _plain(owner: Days) -> Codes:
    return np.zeros(len(owner), dtype=np.int8)


def _amounts(found: dict[str, Numbers]) -> Amounts:
    return Amounts(found["owner"], found["began"], found["amount"], found["is_net_known"].astype(bool))
