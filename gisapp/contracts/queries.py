"""The list of contracts on a day, its sums, and one contract's sheet: fields, versions side by side, obligations with why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.commitments.commitments import CommitmentFilter
from gisapp.commitments.history import explain_commitments
from gisapp.commitments.rules.schedule import ContractTerms, IndicatorPromise, Obligation, duty_name_en
from gisapp.contracts.lookup import find_contract
from gisapp.contracts.rules.supplement import ObligationChange, ScheduleVersion, changes_between
from gisapp.contracts.store import load_versions
from gisapp.contracts.terms import ContractProgress, ContractState
from gisapp.db.sql_file import compose, load
from gisapp.evidence.vault import describe_files
from gisapp.kernel.bounds import Id, Year
from gisapp.kernel.errors import NotFound
from gisapp.kernel.filter import Filter, Listed, Words, like, listed
from gisapp.preparation.rules.indicator_values import promised_zh
from gisapp.preparation.standard_terms import LandInstrument
from gisapp.preparation.written_values import indicator_catalogue, shown_value
from gisapp.supply.listing_terms import ListingMethod

ORDERS = {
    "signed_on": "signed_on, contract_no",
    "-signed_on": "signed_on desc, contract_no desc",
    "contract_no": "contract_no",
    "-contract_no": "contract_no desc",
    "plot_no": "sort_order, plot_no, signed_on",
    "-plot_no": "sort_order desc, plot_no desc, signed_on",
    "party": "party_name_zh, contract_no",
    "-party": "party_name_zh desc, contract_no",
    "area_m2": "area_m2, contract_no",
    "-area_m2": "area_m2 desc, contract_no",
    "price_yuan": "price_yuan nulls first, contract_no",
    "-price_yuan": "price_yuan desc nulls last, contract_no",
    "next_on": "next_on nulls last, contract_no",
    "-next_on": "next_on desc nulls last, contract_no",
    "overdue": "overdue, contract_no",
    "-overdue": "overdue desc, contract_no",
}
DEFAULT_ORDER = "-signed_on"
EVERYTHING = 100_000


class ContractFilter(Filter):
    """Which contracts are asked for; empty = all. `overdue`: with or without an unsettled duty of the holder past its day."""

    parks: Listed[str] = listed("park", "park codes")
    industries: Listed[str] = listed("industry", "codes of GB/T 4754, one takes all below it")
    methods: Listed[ListingMethod] = listed("method")
    instruments: Listed[LandInstrument] = listed("instrument", "grant contracts or allotment decisions")
    years: Listed[Year] = listed("year", "years of signing")
    states: Listed[ContractState] = listed("state")
    progresses: Listed[ContractProgress] = listed("progress")
    overdue: bool | None = None
    plot_id: Id | None = Field(default=None, validation_alias="plot")
    q: Words | None = Field(default=None, description="part of contract, plot, enterprise or project")

    def parameters(self, principal: Principal, as_of: date) -> dict[str, Any]:
        return {**self.bound(), "q": like(self.q), "as_of": as_of, **visible_parks(principal)}


def total_contracts(session: Session, principal: Principal, as_of: date, wanted: ContractFilter) -> dict[str, Any]:
    """Return number, area, price and duties of the filtered contracts."""
    statement = compose("contracts/contract_filtered", "contracts/contract_totals")
    return dict(session.execute(statement, wanted.parameters(principal, as_of)).mappings().one())


def list_contracts(
    session: Session,
    principal: Principal,
    as_of: date,
    wanted: ContractFilter,
    *,
    order: str = DEFAULT_ORDER,
    limit: int = EVERYTHING,
    offset: int = 0,
) -> list[dict[str, Any]]:
    """Return one page of the filtered contracts as they stand on a day."""
    statement = compose("contracts/contract_filtered", "contracts/contract_page", order_by=ORDERS[order])
    parameters = wanted.parameters(principal, as_of) | {"limit": limit, "offset": offset}
    return [
        {**row, "next_label_en": duty_name_en(row["next_key"]) if row["next_key"] else None}
        for row in session.execute(statement, parameters).mappings()
    ]


def describe_contract(session: Session, principal: Principal, contract_id: int, as_of: date) -> dict[str, Any]:
    """Return everything about one contract on a day: what was signed, each version, what changed between them, how each duty stands.

    404 outside the caller's parks or before it was signed; versions of a later day are not known yet.
    """
    found = find_contract(session, principal, contract_id, as_of)
    if found["signed_on"] > as_of:
        raise NotFound(
            "contract.not_signed_yet",
            f"该合同于{found['signed_on']:%Y年%-m月%-d日}签订，所选日期还没有这份合同。请调整日期。",
            message_en="The contract was not signed yet on that day.",
        )
    if found["ended_on"] is not None and found["ended_on"] > as_of:
        found |= {"ended_on": None, "end_kind": None, "end_reason": "", "end_evidence_ids": []}
    versions = [
        version
        for version in load_versions(session, contract_id, found["contract_no"], found["signed_on"])
        if version.holds_from <= as_of
    ]
    rows = {
        row["version_no"]: row
        for row in session.execute(load("contracts/contract_versions"), {"id": contract_id}).mappings()
    }
    pairs = zip([None, *versions], versions, strict=False)
    return {
        **found,
        "version_no": versions[-1].version,
        "versions": [
            {
                **_described(version, rows[version.version]),
                "evidence": describe_files(session, principal, rows[version.version]["evidence_ids"]),
                "changes": []
                if before is None
                else [describe_change(change) for change in changes_between(before, version)],
                "condition_changes": []
                if before is None
                else _condition_changes(rows[before.version], rows[version.version]),
            }
            for before, version in pairs
        ],
        "obligations": explain_commitments(session, principal, as_of, CommitmentFilter(contract_id=contract_id)),
        "evidence": describe_files(session, principal, found["evidence_ids"]),
        "end_evidence": describe_files(session, principal, found["end_evidence_ids"]),
    }


def describe_change(change: ObligationChange) -> dict[str, Any]:
    """Return what a new version did to one obligation, in days, amounts and words."""
    shown = change.after or change.before
    assert shown is not None
    return {
        "key": change.key,
        "kind": str(shown.kind),
        "label_zh": shown.kind.label_zh if shown.indicator is None else shown.indicator.label_zh,
        "label_en": shown.kind.label_en if shown.indicator is None else shown.indicator.label_en,
        "before": None if change.before is None else _side(change.before),
        "after": None if change.after is None else _side(change.after),
    }


def describe_terms(terms: ContractTerms) -> dict[str, Any]:
    """Return the dated terms as the form takes them: promises with the value and unit they are written in."""
    return {
        "handover_on": terms.handover_on,
        "start_on": terms.start_on,
        "completion_on": terms.completion_on,
        "production_on": terms.production_on,
        "initial_period_months": terms.initial_period_months,
        "attainment_on": terms.attainment_on,
        "price_yuan": terms.price_yuan,
        "instalments": [
            {"number": number, "due_on": part.due_on, "amount_yuan": part.amount_yuan}
            for number, part in enumerate(terms.instalments, 1)
        ],
        "promises": [
            {
                "indicator": str(p.indicator),
                "direction": str(p.direction),
                **_as_written(p),
                "basis": p.basis,
            }
            for p in terms.promises
        ],
    }


def _as_written(promise: IndicatorPromise) -> dict[str, Any]:
    """Return a promise in the unit that officers write first, and in words."""
    code = str(promise.indicator)
    unit = next(entry["units"][0]["unit"] for entry in indicator_catalogue() if entry["indicator"] == code)
    shown = shown_value(code, Decimal(promise.value.numerator) / promise.value.denominator, unit)
    return {
        "value": shown["written_value"],
        "unit": unit,
        "value_zh": promised_zh(promise.indicator, promise.direction, promise.value),
    }


def _described(version: ScheduleVersion, row: Any) -> dict[str, Any]:
    return {
        "id": row["id"],
        "version_no": version.version,
        "holds_from": version.holds_from,
        "supplement_no": row["supplement_no"],
        "requested_on": row["requested_on"],
        "cause": row["cause"],
        "reason": row["reason"],
        "recorded": row["recorded"],
        "recorded_by_name": row["recorded_by_name"],
        "conditions": row["conditions"],
        "notes": row["notes"],
        "terms": describe_terms(version.terms),
    }


def _side(duty: Obligation) -> dict[str, Any]:
    return {
        "due_on": duty.due_on,
        "value_zh": None
        if duty.indicator is None or duty.direction is None or duty.target is None
        else promised_zh(duty.indicator, duty.direction, duty.target),
        "amount_yuan": duty.amount_yuan,
    }


def _condition_changes(before: Any, after: Any) -> list[dict[str, Any]]:
    old, new = before["conditions"], after["conditions"]
    return [
        {"name": name, "before": old.get(name), "after": new.get(name)}
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    ]
