"""Tables out in the monitoring system's fields, its own tables in, compared with register and contract; differences are kept and settled."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.exchange.fields import exchange_fields
from gisapp.exchange.read_table import read_table
from gisapp.exchange.rules.reconcile import compare_rows
from gisapp.exchange.rules.written import from_ours
from gisapp.exchange.terms import Resolution, Verdict
from gisapp.kernel.errors import Conflict, NotFound


@dataclass(frozen=True, slots=True)
class Settlement:
    """How differences were settled: their numbers in the comparison, what was done, and why."""

    sequences: tuple[int, ...]
    resolution: Resolution
    note: str


def exchange_rows(session: Session, principal: Principal, as_of: date) -> list[dict[str, Any]]:
    """Return the contracts in force on a day as register and paper have them, in our own units."""
    rows = session.execute(load("exchange/exchange_rows"), {"as_of": as_of, **visible_parks(principal)}).mappings()
    return [dict(row) for row in rows]


def rows_for_system(session: Session, principal: Principal, as_of: date) -> list[dict[str, Any]]:
    """Return the same contracts by the system's keys and units: what the paper says, else what the register says."""
    rows = []
    for mine in exchange_rows(session, principal, as_of):
        told: dict[str, Any] = {}
        for field in exchange_fields():
            values = [mine[name] for name in (field.contract, field.ours) if name and mine[name] not in (None, "")]
            told[field.key] = from_ours(field, values[0]) if values else None
        rows.append(told)
    return rows


def reconcile_table(
    session: Session, principal: Principal, file_name: str, content: bytes, as_of: date, *, zone_id: int
) -> int:
    """Compare a table of the system with the contracts the caller may see and keep file and differences; returns the comparison's id."""
    table = read_table(file_name, content)
    mine = exchange_rows(session, principal, as_of)
    found = compare_rows(mine, table.rows, table.fields)
    if principal.park_ids is not None:  # what is in nobody's park of the caller is not said to be missing
        found = [item for item in found if item.verdict is not Verdict.NOT_IN_REGISTER]
    run_id = _keep_run(session, principal, file_name, content, as_of, zone_id, table, len(mine))
    places = {row["contract_id"]: row for row in mine}
    parks = {
        row.code: row.id
        for row in session.execute(text("select id, code from park where zone_id = :z"), {"z": zone_id})
    }
    if found:
        session.execute(
            text(
                "insert into exchange_difference (run_id, sequence, contract_id, plot_id, park_id, row_no, field, verdict, ours, contract, theirs)"
                " values (:run, :sequence, :contract_id, :plot_id, :park_id, :row_no, :field, :verdict, :ours, :contract, :theirs)"
            ),
            [
                {
                    "run": run_id,
                    "sequence": number,
                    "contract_id": item.contract_id,
                    "plot_id": places[item.contract_id]["plot_id"] if item.contract_id else None,
                    "park_id": parks[places[item.contract_id]["park_code"]] if item.contract_id else None,
                    "row_no": item.row_no,
                    "field": item.field,
                    "verdict": str(item.verdict),
                    "ours": item.ours,
                    "contract": item.contract,
                    "theirs": item.theirs,
                }
                for number, item in enumerate(found, 1)
            ],
        )
    record_event(
        session,
        principal,
        EventTag.EXCHANGE_RECONCILE,
        subject="exchange_run",
        subject_id=run_id,
        zone_id=zone_id,
        changes={"rows": {"old": None, "new": str(len(table.rows))}, "found": {"old": None, "new": str(len(found))}},
        document=file_name,
    )
    return run_id


def _keep_run(
    session: Session,
    principal: Principal,
    file_name: str,
    content: bytes,
    as_of: date,
    zone_id: int,
    table: Any,
    contract_count: int,
) -> int:
    digest = hashlib.sha256(content).hexdigest()
    session.execute(
        text(
            "insert into evidence_content (sha256, size_bytes, content) values (:sha256, :size, :content)"
            " on conflict (sha256) do nothing"
        ),
        {"sha256": digest, "size": len(content), "content": content},
    )
    run_id: int = session.execute(
        text(
            "insert into exchange_run (zone_id, as_of, file_name, sha256, row_count, contract_count, columns_read, columns_unknown, park_ids,"
            " recorded_by, recorded_by_name) values (:zone_id, :as_of, :file_name, :sha256, :rows, :contracts, :read, :unknown, :park_ids,"
            " :by, :name) returning id"
        ),
        {
            "zone_id": zone_id,
            "as_of": as_of,
            "file_name": file_name[-200:],
            "sha256": digest,
            "rows": len(table.rows),
            "contracts": contract_count,
            "read": [field.key for field in table.fields],
            "unknown": [heading[:100] for heading in table.unknown],
            "park_ids": None if principal.park_ids is None else sorted(principal.park_ids),
            "by": principal.account_id,
            "name": principal.name,
        },
    ).scalar_one()
    return run_id


def list_runs(session: Session, principal: Principal, run_id: int | None = None) -> list[dict[str, Any]]:
    """Return the comparisons the caller may see, newest first."""
    rows = session.execute(load("exchange/exchange_runs"), {"run_id": run_id, **visible_parks(principal)}).mappings()
    return [dict(row) for row in rows]


def describe_run(session: Session, principal: Principal, run_id: int) -> dict[str, Any]:
    """Return one comparison with its differences, their words and their counts by verdict (404 outside the caller's parks)."""
    found = list_runs(session, principal, run_id)
    if not found:
        raise NotFound(
            "exchange.not_found", "没有这次核对，或您没有查看权限。请从列表中选择。", message_en="No such comparison."
        )
    rows = session.execute(load("exchange/exchange_differences"), {"run_id": run_id, **visible_parks(principal)})
    fields = {field.key: field for field in exchange_fields()}
    items = []
    for row in rows.mappings():
        field, verdict = fields.get(row["field"]), Verdict(row["verdict"])
        items.append(
            {
                **row,
                "field_zh": field.label_zh if field else "整行",
                "field_en": field.label_en if field else "Whole row",
                "is_confirmed": field is None or field.confirmed,
                "verdict_zh": verdict.label_zh,
                "verdict_en": verdict.label_en,
                "advice_zh": verdict.advice_zh,
                "advice_en": verdict.advice_en,
            }
        )
    counts = Counter(item["verdict"] for item in items)
    return {
        **found[0],
        "items": items,
        "verdicts": {value: counts[value] for value in Verdict.values() if counts[value]},
    }


def settle(session: Session, principal: Principal, run_id: int, draft: Settlement, today: date) -> int:
    """Write down how differences were settled; returns how many. Differences of other parks are refused (404)."""
    known = {item["sequence"]: item for item in describe_run(session, principal, run_id)["items"]}
    unknown = [number for number in draft.sequences if number not in known]
    if unknown:
        raise NotFound(
            "exchange.unknown_difference",
            f"第 {unknown[0]} 项差异不存在，请刷新后从列表中选择。",
            message_en=f"There is no difference {unknown[0]}; reload the list.",
        )
    if draft.resolution is Resolution.ACCEPTED and not draft.note.strip():
        raise Conflict(
            "exchange.accepted_unexplained",
            "保留差异须写明核实的依据，请补充说明。",
            message_en="Say on what the difference was verified.",
        )
    for number in dict.fromkeys(draft.sequences):
        session.execute(
            text(
                "insert into exchange_resolution (run_id, sequence, number, resolution, resolved_on, note, recorded_by, recorded_by_name)"
                " select :run, :sequence, coalesce(max(number), 0) + 1, :resolution, :today, :note, :by, :name"
                " from exchange_resolution where run_id = :run and sequence = :sequence"
            ),
            {
                "run": run_id,
                "sequence": number,
                "resolution": str(draft.resolution),
                "today": today,
                "note": draft.note.strip(),
                "by": principal.account_id,
                "name": principal.name,
            },
        )
    record_event(
        session,
        principal,
        EventTag.EXCHANGE_RECONCILE,
        subject="exchange_run",
        subject_id=run_id,
        changes={"settled": {"old": None, "new": f"{draft.resolution.label_zh} × {len(set(draft.sequences))}"}},
        reason=draft.note.strip() or None,
    )
    return len(set(draft.sequences))
