"""Reads approval processes and their cases out of the tables into what the rules look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.approvals.rules.clock import ItemCase
from gisapp.approvals.rules.issue import LandDeal
from gisapp.approvals.rules.tolerance import Material, Tolerance
from gisapp.approvals.terms import ItemOutcome, MaterialClass, MaterialSource, ProcessMode, SuspensionKind
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.evidence.vault import as_evidence, describe_files
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.time_limit import Extension
from gisapp.kernel.workdays import Suspension

Row = dict[str, Any]


@dataclass(frozen=True)
class MaterialRecord:
    """A material of a case: when it came, and the tolerance under which it may come later, if there is one."""

    id: int
    material: Material
    form_zh: str
    received_on: date | None
    tolerance: Tolerance | None
    row: Row

    @property
    def tolerance_id(self) -> int | None:
        return self.row["tolerance_id"]


@dataclass(frozen=True)
class CaseRecord:
    """One case as recorded: the row, what the rules see of it, its materials, suspensions and extensions."""

    id: int
    project_id: int
    item_code: str
    row: Row
    case: ItemCase
    materials: tuple[MaterialRecord, ...]
    suspensions: tuple[Row, ...]
    extensions: tuple[Row, ...]

    @property
    def is_simulated(self) -> bool:
        return self.row["is_simulated"]

    @property
    def returned_on(self) -> date | None:
        return self.row["returned_on"]

    @property
    def closed_on(self) -> date | None:
        """The day its clock stops for good: finished or returned."""
        return self.row["finished_on"] or self.row["returned_on"]

    @property
    def begins_on(self) -> date | None:
        """The day whose catalogue it is judged by; None as long as nothing has been handed in."""
        return self.row["received_on"] or self.row["accepted_on"]

    @property
    def tolerances(self) -> tuple[Tolerance, ...]:
        return tuple(item.tolerance for item in self.materials if item.tolerance is not None)


@dataclass(frozen=True)
class ProcessRecord:
    """A project's process with the newest round of each item, and the earlier rounds apart."""

    row: Row
    cases: dict[str, CaseRecord]
    earlier: tuple[CaseRecord, ...]

    @property
    def project_id(self) -> int:
        return self.row["project_id"]

    @property
    def mode(self) -> ProcessMode:
        return ProcessMode(self.row["mode"])

    @property
    def deal(self) -> LandDeal:
        return LandDeal(self.row["signed_on"], self.row["paid_on"])


def load_processes(
    session: Session,
    principal: Principal,
    as_of: date,
    *,
    project_id: int | None = None,
    plot_id: int | None = None,
) -> list[ProcessRecord]:
    """Return the processes that the caller may see, as begun by a day, by park and project number."""
    rows = session.execute(
        load("approvals/processes"),
        {"as_of": as_of, "project_id": project_id, "plot_id": plot_id, **visible_parks(principal)},
    ).mappings()
    processes = [dict(row) for row in rows]
    by_project: dict[int, list[CaseRecord]] = defaultdict(list)
    for record in _load_cases(session, principal, [row["project_id"] for row in processes], as_of):
        by_project[record.project_id].append(record)
    return [_process(row, by_project[row["project_id"]]) for row in processes]


def _process(row: Row, records: Sequence[CaseRecord]) -> ProcessRecord:
    newest = {record.item_code: record for record in records}  # rounds come in order: the last one stays
    return ProcessRecord(row, newest, tuple(record for record in records if newest[record.item_code] is not record))


def _load_cases(
    session: Session, principal: Principal, project_ids: Sequence[int], as_of: date
) -> Iterable[CaseRecord]:
    if not project_ids:
        return []
    rows = [
        dict(row)
        for row in session.execute(
            load("approvals/cases"), {"project_ids": list(project_ids), "as_of": as_of}
        ).mappings()
    ]
    ids = [row["id"] for row in rows]
    suspensions = _by_case(session, "approvals/case_suspensions", ids)
    extensions = _by_case(session, "approvals/case_extensions", ids)
    materials = _by_case(session, "approvals/case_materials", ids)
    cited = {one for found in suspensions.values() for row in found for one in row["evidence_ids"]}
    cited |= {one for found in materials.values() for row in found for one in row["extension_evidence_ids"] or ()}
    proofs = {row["id"]: as_evidence(row) for row in describe_files(session, principal, sorted(cited))}
    return [
        _record(row, suspensions[row["id"]], extensions[row["id"]], materials[row["id"]], proofs, as_of) for row in rows
    ]


def _by_case(session: Session, statement: str, ids: Sequence[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in session.execute(load(statement), {"case_ids": list(ids)}).mappings():
        found[row["case_id"]].append(dict(row))
    return found


def _record(
    row: Row,
    suspensions: list[Row],
    extensions: list[Row],
    materials: list[Row],
    proofs: dict[int, Evidence],
    as_of: date,
) -> CaseRecord:
    case = ItemCase(
        received_on=row["received_on"],
        notice_on=row["notice_on"],
        accepted_on=row["accepted_on"],
        suspensions=tuple(
            Suspension(
                SuspensionKind(item["kind"]), item["began_on"], item["resumed_on"], _proof(item["evidence_ids"], proofs), item["note"]
            )
            for item in suspensions
        ),
        extensions=tuple(
            Extension(item["days"], item["granted_on"], item["approved_by"], item["reason"]) for item in extensions
        ),
        finished_on=row["finished_on"],
        outcome=None if row["outcome"] is None else ItemOutcome(row["outcome"]),
    )  # fmt: skip
    return CaseRecord(
        row["id"],
        row["project_id"],
        row["item_code"],
        row,
        case,
        tuple(_material(item, proofs, as_of) for item in materials),
        tuple(suspensions),
        tuple(extensions),
    )


def _material(row: Row, proofs: dict[int, Evidence], as_of: date) -> MaterialRecord:
    material = Material(
        row["code"],
        row["name_zh"],
        MaterialClass(row["material_class"]),
        row["is_tolerable"],
        MaterialSource(row["source"]),
    )
    tolerance = None
    if row["agreed_on"] is not None and row["agreed_on"] <= as_of:
        tolerance = Tolerance(
            material=material,
            promised_by=row["promised_by"],
            promise=_paper(row["promise_no"], row["promise_sha256"]),
            notice=_paper(row["notice_no"], row["notice_sha256"]),
            delivered_on=row["received_on"],
            revoked_on=row["revoked_on"],
            extended_to=row["extended_to"],
            extension_evidence=_proof(row["extension_evidence_ids"], proofs) if row["extension_evidence_ids"] else None,
        )
    return MaterialRecord(row["id"], material, row["form_zh"], row["received_on"], tolerance, row)


def _paper(number: str | None, sha256: str | None) -> Evidence | None:
    return None if number is None else Evidence(number, sha256=sha256 or "")


def _proof(ids: Sequence[int], proofs: dict[int, Evidence]) -> Evidence:
    """Return the first file cited; one that this caller may not open keeps its number."""
    return proofs.get(ids[0]) or Evidence(f"E{ids[0]}")
