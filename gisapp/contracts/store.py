"""How a contract's versions and obligations lie in the tables, and come back as what the rules know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import orjson
from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from gisapp.commitments.rules.schedule import ContractTerms, IndicatorPromise, Instalment, Obligation
from gisapp.contracts.rules.supplement import ScheduleVersion, Supplement
from gisapp.db.sql_file import load
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.money import round_fraction
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.standard_terms import LandInstrument, ObligationKind, Obligor, SupplementCause

VERSION_COLUMNS = (
    "contract_id, version_no, holds_from, supplement_no, requested_on, cause, reason, evidence_ids, handover_on, start_on, completion_on,"
    " production_on, initial_period_months, attainment_on, price_yuan, conditions, baseline, notes, recorded_by, recorded_by_name"
)
INSTALMENT_COLUMNS = "contract_id, version_no, number, due_on, amount_yuan"
PROMISE_COLUMNS = "contract_id, version_no, indicator, direction, value, basis"
OBLIGATION_COLUMNS = (
    "contract_id, version_no, key, kind, obligor, due_on, label_zh, basis, indicator, direction, target, amount_yuan"
)


@dataclass(frozen=True)
class VersionRows:
    """One version as rows of the four tables, each in the order of its `*_COLUMNS`."""

    version: tuple[Any, ...]
    instalments: list[tuple[Any, ...]]
    promises: list[tuple[Any, ...]]
    obligations: list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Papers:
    """What belongs to a version and is no term of the schedule: bounds as agreed, remarks, evidence, who recorded it."""

    conditions: Mapping[str, Any] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    evidence_ids: Sequence[int] = ()
    recorded_by: int | None = None
    recorded_by_name: str = ""


def version_rows(contract_id: int, version: ScheduleVersion, papers: Papers) -> VersionRows:
    """Return the rows that keep one version; a price of 0 is kept as unknown."""
    terms, supplement, number = version.terms, version.supplement, version.version
    key = contract_id, number
    return VersionRows(
        (
            *key,
            version.holds_from,
            supplement.supplement_no if supplement else None,
            supplement.requested_on if supplement else None,
            str(supplement.cause) if supplement else None,
            supplement.reason if supplement else "",
            list(papers.evidence_ids),
            terms.handover_on,
            terms.start_on,
            terms.completion_on,
            terms.production_on,
            terms.initial_period_months,
            terms.attainment_on,
            terms.price_yuan or None,
            orjson.dumps(dict(papers.conditions), default=float).decode(),
            orjson.dumps({str(kind): day.isoformat() for kind, day in version.baseline.items()}).decode(),
            orjson.dumps(dict(papers.notes)).decode(),
            papers.recorded_by,
            papers.recorded_by_name,
        ),
        [(*key, no, part.due_on, part.amount_yuan) for no, part in enumerate(terms.instalments, 1)],
        [(*key, str(p.indicator), str(p.direction), _decimal(p.value), p.basis) for p in terms.promises],
        [
            (
                *key,
                o.key,
                str(o.kind),
                str(o.obligor),
                o.due_on,
                o.label_zh,
                o.basis,
                None if o.indicator is None else str(o.indicator),
                None if o.direction is None else str(o.direction),
                None if o.target is None else _decimal(o.target),
                o.amount_yuan,
            )
            for o in version.obligations
        ],
    )


def write_version(session: Session, contract_id: int, version: ScheduleVersion, papers: Papers) -> None:
    """Write one version whole: itself, instalments, promises, obligations. The database closes it with this transaction."""
    rows = version_rows(contract_id, version, papers)
    for table, columns, written in (
        ("contract_version", VERSION_COLUMNS, [rows.version]),
        ("contract_instalment", INSTALMENT_COLUMNS, rows.instalments),
        ("contract_promise", PROMISE_COLUMNS, rows.promises),
        ("obligation", OBLIGATION_COLUMNS, rows.obligations),
    ):
        names = columns.split(", ")
        if written:
            statement = f"insert into {table} ({columns}) values ({', '.join(f':{name}' for name in names)})"  # noqa: S608
            session.execute(text(statement), [dict(zip(names, row, strict=True)) for row in written])


def load_versions(session: Session, contract_id: int, contract_no: str, signed_on: date) -> list[ScheduleVersion]:
    """Return all versions of a contract, oldest first, exactly as they were written."""
    key = {"id": contract_id}
    instalments: dict[int, list[Instalment]] = defaultdict(list)
    for row in session.execute(load("contracts/contract_instalments"), key):
        instalments[row.version_no].append(Instalment(row.due_on, row.amount_yuan))
    promises: dict[int, list[IndicatorPromise]] = defaultdict(list)
    for row in session.execute(load("contracts/contract_promises"), key):
        promises[row.version_no].append(
            IndicatorPromise(Indicator(row.indicator), Direction(row.direction), Fraction(row.value), row.basis)
        )
    obligations: dict[int, list[Obligation]] = defaultdict(list)
    for row in session.execute(load("contracts/contract_obligations"), key).mappings():
        obligations[row["version_no"]].append(as_obligation(row))
    return [
        _as_version(
            row, contract_no, signed_on, instalments[row["version_no"]], promises[row["version_no"]], obligations
        )
        for row in session.execute(load("contracts/contract_versions"), key).mappings()
    ]


def version_conditions(session: Session, contract_id: int, version_no: int) -> dict[str, Any]:
    """Return the planning conditions agreed in a version; shares as fractions, heights in metres."""
    statement = text("select conditions from contract_version where contract_id = :id and version_no = :no")
    return session.execute(statement, {"id": contract_id, "no": version_no}).scalar_one()


def as_obligation(row: RowMapping) -> Obligation:
    """Return a row of `obligation` as the rules see it."""
    return Obligation(
        row["key"],
        ObligationKind(row["kind"]),
        Obligor(row["obligor"]),
        row["due_on"],
        row["label_zh"],
        row["basis"],
        indicator=None if row["indicator"] is None else Indicator(row["indicator"]),
        direction=None if row["direction"] is None else Direction(row["direction"]),
        target=None if row["target"] is None else Fraction(row["target"]),
        amount_yuan=row["amount_yuan"],
    )


def _as_version(
    row: RowMapping,
    contract_no: str,
    signed_on: date,
    instalments: list[Instalment],
    promises: list[IndicatorPromise],
    obligations: Mapping[int, list[Obligation]],
) -> ScheduleVersion:
    terms = ContractTerms(
        contract_no,
        signed_on,
        row["handover_on"],
        row["start_on"],
        row["completion_on"],
        row["production_on"],
        row["initial_period_months"],
        row["attainment_on"],
        row["price_yuan"] or Decimal(0),
        tuple(instalments),
        tuple(promises),
        LandInstrument(row["instrument"]),
    )
    supplement = (
        Supplement(
            row["supplement_no"],
            row["holds_from"],
            row["requested_on"],
            SupplementCause(row["cause"]),
            row["reason"],
            tuple(Evidence(f"E{one}") for one in row["evidence_ids"]),
            terms,
        )
        if row["cause"]
        else None
    )
    return ScheduleVersion(
        row["version_no"],
        row["holds_from"],
        terms,
        tuple(obligations[row["version_no"]]),
        {ObligationKind(kind): date.fromisoformat(day) for kind, day in row["baseline"].items()},
        supplement,
    )


def _decimal(value: Fraction) -> Decimal:
    """Return the exact decimal of what was typed as one (ValueError for a fraction that is none, such as 1/3)."""
    found = round_fraction(value, 12)
    if Fraction(found) != value:
        raise ValueError(f"{value} has no exact decimal")
    return found
