"""What is known of the development of contracted land on any day: contract, supplements and checks as they say it, the rest as officers recorded it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.idle.rules.facts import CauseInterval, DevelopmentFacts, Fact, Measured, NewStart, Stop
from gisapp.idle.terms import FactKind, FoundationKind, IdleCause
from gisapp.kernel.evidence import Evidence

NOW_KNOWN = "infinity"


def load_facts(
    session: Session, contract_ids: Collection[int], as_of: date, *, known_at: datetime | None = None
) -> dict[int, DevelopmentFacts]:
    """Return what the engine looks at for each of these contracts that had been signed by `as_of`; unknown ids are left out.

    Facts carry their own days, so the same facts answer for every day, past or future. `known_at` = as it was known at that
    instant, before later corrections. No rights inside: callers pass ids they may see.
    """
    if not contract_ids:
        return {}
    asked: dict[str, Any] = {"ids": sorted(set(contract_ids)), "known": known_at or NOW_KNOWN}
    starts: dict[int, list[NewStart]] = defaultdict(list)
    for row in session.execute(load("idle/new_starts"), asked):
        starts[row.contract_id].append(NewStart(row.signed_on, row.start_on, f"补充协议 {row.supplement_no}"))
    told: dict[tuple[int, str], list[RowMapping]] = defaultdict(list)
    for row in session.execute(load("idle/statements"), asked).mappings():
        told[row["contract_id"], row["kind"]].append(row)
    rows = session.execute(load("idle/contract_facts"), asked).mappings()
    return {
        row["contract_id"]: _facts(row, starts[row["contract_id"]], told) for row in rows if row["signed_on"] <= as_of
    }


def _facts(
    row: RowMapping, starts: list[NewStart], told: Mapping[tuple[int, str], list[RowMapping]]
) -> DevelopmentFacts:
    def of(kind: FactKind) -> list[RowMapping]:
        return told.get((row["contract_id"], kind.value), [])

    total = None
    if row["total_on"] is not None:
        total = Measured(row["total_on"], row["total_yuan"], row["total_source"], row["total_taken"])
    return DevelopmentFacts(
        contract_no=row["contract_no"],
        signed_on=row["signed_on"],
        agreed_start_on=_dated(row, "agreed_start"),
        new_starts=tuple(starts),
        agreed_handover_on=_dated(row, "agreed_handover"),
        handover_on=_dated(row, "handover"),
        permit_on=_dated(row, "permit"),
        foundation=FoundationKind(row["foundation_kind"]) if row["foundation_kind"] else None,
        foundation_on=_dated(row, "foundation"),
        completed_on=_dated(row, "completed"),
        stops=tuple(Stop(one["happened_on"], one["ended_on"], one["source"]) for one in of(FactKind.STOP)),
        stops_known=row["stops_known"],
        due_area_m2=_amount(row["due_area_m2"], row["due_area_source"]),
        developed_m2=tuple(
            Measured(one["happened_on"], one["amount"], one["source"]) for one in of(FactKind.DEVELOPED_AREA)
        ),
        total_investment=total,
        invested=tuple(
            Measured(one["happened_on"], one["amount"], one["source"], one["price_and_taxes"])
            for one in of(FactKind.INVESTED)
        ),
        causes=tuple(
            CauseInterval(IdleCause(one["cause"]), one["happened_on"], one["ended_on"], _papers(one["papers"]))
            for one in of(FactKind.CAUSE)
        ),
        established_cause=IdleCause(row["established_cause"]) if row["established_cause"] else None,
        price_yuan=_amount(row["price_yuan"], row["price_source"]),
        discovered_on=row["discovered_on"],
        established_on=row["established_on"],
        established_source=row["established_source"],
    )


def _dated(row: RowMapping, name: str) -> Fact[date]:
    """A day with its source; a source without a day says that there is none, neither that it is not known."""
    return Fact(row[f"{name}_on"], row[f"{name}_source"])


def _amount(value: Decimal | None, source: str) -> Fact[Decimal]:
    return Fact() if value is None else Fact(value, source)


def _papers(found: list[dict[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            f"E{one['id']}",
            one["title"],
            date.fromisoformat(one["dated"]) if one["dated"] else None,
            one["sha256"],
        )
        for one in found
    )
