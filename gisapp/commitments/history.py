"""What was checked, waived and withdrawn, and why each obligation stands as it does: what the timeline of promises shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.commitments.commitments import CommitmentFilter, list_commitments, obligation_of
from gisapp.commitments.rules.commitment_reasons import Reason, explain_standing
from gisapp.commitments.rules.fulfilment import Check, Waiver, stand
from gisapp.commitments.rules.measuring import form_of
from gisapp.db.sql_file import load
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.rulebook import Rulebook
from gisapp.preparation.rules.indicator_values import value_zh
from gisapp.preparation.standard_terms import CheckVerdict
from gisapp.rulebook.rulebook import load_rulebook

Key = tuple[int, str]


def read_checks(
    session: Session, contract_ids: Iterable[int], key: str | None = None
) -> dict[Key, list[dict[str, Any]]]:
    """Return every check of these contracts in order, also the withdrawn ones, by contract and obligation."""
    rows = session.execute(
        load("commitments/commitment_checks"), {"contract_ids": list(contract_ids), "key": key}
    ).mappings()
    found: defaultdict[Key, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["contract_id"], row["obligation_key"]].append(dict(row))
    return found


def read_waivers(session: Session, contract_ids: Iterable[int], key: str | None = None) -> dict[Key, dict[str, Any]]:
    rows = session.execute(
        load("commitments/commitment_waivers"), {"contract_ids": list(contract_ids), "key": key}
    ).mappings()
    return {(row["contract_id"], row["obligation_key"]): dict(row) for row in rows}


def check_of(row: dict[str, Any]) -> Check:
    """Return a check as the rules see it; its evidence by reference alone."""
    return Check(
        checked_on=row["checked_on"],
        sequence=row["sequence"],
        verdict=CheckVerdict(row["verdict"]),
        done_on=row["done_on"],
        measured=None if row["measured_exact"] is None else Fraction(row["measured_exact"]),
        rectify_by=row["rectify_by"],
        consequence=row["consequence"],
        signed_off_by=row["signed_off_by"],
        evidence=_references(row["evidence_ids"]),
    )


def waiver_of(row: dict[str, Any]) -> Waiver:
    return Waiver(row["waived_on"], row["decided_by"], row["reason"], _references(row["evidence_ids"]))


def live_checks(rows: Iterable[dict[str, Any]], as_of: date) -> list[Check]:
    """Return the checks that count on a day: made by then and not withdrawn by then."""
    return [
        check_of(row)
        for row in rows
        if row["checked_on"] <= as_of and (row["withdrawn_on"] is None or row["withdrawn_on"] > as_of)
    ]


def explain_commitments(
    session: Session, principal: Principal, as_of: date, wanted: CommitmentFilter
) -> list[dict[str, Any]]:
    """Return the filtered obligations by due day, each with why it stands so, its checks up to the day and its waiver."""
    _, items = list_commitments(session, principal, as_of, wanted, order="due_on")
    contracts = {item["contract_id"] for item in items}
    checks, waivers = read_checks(session, contracts), read_waivers(session, contracts)
    book = load_rulebook(session)
    return [
        _explained(
            item,
            checks.get((item["contract_id"], item["obligation_key"]), []),
            waivers.get((item["contract_id"], item["obligation_key"])),
            as_of,
            book,
        )
        for item in items
    ]


def _explained(
    item: dict[str, Any], rows: list[dict[str, Any]], waived: dict[str, Any] | None, as_of: date, book: Rulebook
) -> dict[str, Any]:
    obligation = obligation_of(item)
    live = live_checks(rows, as_of)
    waiver = waiver_of(waived) if waived is not None and waived["waived_on"] <= as_of else None
    last = max(live, key=lambda check: (check.checked_on, check.sequence), default=None)
    reason = explain_standing(stand(obligation, live, waiver, as_of), last, waiver)
    form = form_of(obligation)
    return {
        **item,
        "formula_zh": form.formula_zh if form else None,
        "formula_en": form.formula_en if form else None,
        "figures": [
            {"name": f.name, "label_zh": f.label_zh, "label_en": f.label_en, "unit": str(f.unit)}
            for f in (form.figures if form else ())
        ],
        "reason": describe_reason(reason, book, as_of),
        "checks": [describe_check(row, item, as_of) for row in rows if row["checked_on"] <= as_of],
        "waiver": waived if waiver is not None else None,
    }


def describe_check(row: dict[str, Any], item: dict[str, Any], as_of: date) -> dict[str, Any]:
    """Return a check with its measured value in words; a withdrawal of a later day is not known yet."""
    measured = None if row["measured_exact"] is None else Fraction(row["measured_exact"])
    indicator = obligation_of(item).indicator
    withdrawn = row["withdrawn_on"] is not None and row["withdrawn_on"] <= as_of
    return {
        **row,
        "measured": None if measured is None else float(measured),
        "measured_zh": None
        if measured is None
        else value_zh(indicator, measured)
        if indicator is not None
        else f"{float(measured):,.2f} 元",
        "withdrawal": {
            "withdrawn_on": row["withdrawn_on"],
            "decided_by": row["withdrawn_by"],
            "reason": row["withdrawn_reason"],
            "evidence_ids": row["withdrawn_evidence_ids"],
        }
        if withdrawn
        else None,
    }


def describe_reason(reason: Reason, book: Rulebook, day: date) -> dict[str, Any]:
    """Return a reason with the rulebook entries in force on the day; one that is missing then is left out."""
    entries = [
        {
            "code": entry.code,
            "value": float(entry.value),
            "unit": entry.unit,
            "effective_from": entry.effective_from,
            "basis": str(entry.basis),
            "confirmed": entry.confirmed,
            "note": entry.note,
        }
        for entry in book.in_force(reason.codes, day)
    ]
    return {
        "rule_zh": reason.rule_zh,
        "rule_en": reason.rule_en,
        "inputs": [
            {
                "label_zh": item.label_zh,
                "label_en": item.label_en,
                "value_zh": item.value_zh,
                "value_en": item.value_en,
            }
            for item in reason.inputs
        ],
        "basis": list(reason.basis),
        "entries": entries,
        "next_zh": reason.next_zh,
        "next_en": reason.next_en,
    }


def _references(ids: Iterable[int]) -> tuple[Evidence, ...]:
    return tuple(Evidence(f"E{one}") for one in ids)
