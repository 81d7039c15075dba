"""Idle land over HTTP: what a plot's land is on a day and why, recording and correcting facts, the list of the scan and its runs."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from fastapi import Depends, Query, Response
from pydantic import AwareDatetime

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.contracts.lookup import find_contract
from gisapp.idle import schemas
from gisapp.idle.export import to_csv, to_xlsx, with_labels
from gisapp.idle.fact_records import FactDraft, correct_fact, list_facts, preview_fact, record_fact
from gisapp.idle.kept_answers import list_answers
from gisapp.idle.plot_idle import describe_contract, describe_plot, identification_bytes
from gisapp.idle.queries import DEFAULT_ORDER, FindingFilter, last_scans, list_findings, tally_findings
from gisapp.idle.scan import scan_contracts
from gisapp.kernel.bounds import Id, Ordinal
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.land.plots import ensure_visible

router = Router(prefix="/api", tags=["idle"])

Reader = Annotated[Principal, Depends(require(Permission.IDLE_READ))]
Recorder = Annotated[Principal, Depends(require(Permission.IDLE_FACT_EDIT))]
Scanner = Annotated[Principal, Depends(require(Permission.IDLE_SCAN))]
FindingFilterDep = Annotated[FindingFilter, Query()]


@router.get("/plots/{plot_id}/idle")
def idle_of_plot(plot_id: Id, session: SessionDep, principal: Reader, as_of: AsOfDep) -> schemas.PlotIdle:
    """What the land of a plot is on a day, past or future: each contract on its ground with clock, trace, facts and what time will bring."""
    ensure_visible(session, principal, plot_id)
    items = [schemas.ContractIdle(**row) for row in describe_plot(session, principal, plot_id, as_of)]
    return schemas.PlotIdle(as_of=as_of, plot_id=plot_id, items=items)


@router.get("/contracts/{contract_id}/idle")
def idle_of_contract(contract_id: Id, session: SessionDep, principal: Reader, as_of: AsOfDep) -> schemas.ContractIdle:
    """The same for one contract."""
    return schemas.ContractIdle(**describe_contract(session, principal, contract_id, as_of))


@router.get("/contracts/{contract_id}/idle/identification", **gives("json"))
def identification(
    contract_id: Id,
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    known_at: Annotated[
        AwareDatetime | None, Query(description="as it was known at that instant, before later corrections")
    ] = None,
) -> Response:
    """The identification alone, byte for byte as it is hashed: the same facts and rulebook give the same bytes."""
    content = identification_bytes(session, principal, contract_id, as_of, known_at=known_at)
    digest = hashlib.sha256(content).hexdigest()
    return Response(content, media_type="application/json", headers={"X-Content-SHA256": digest})


@router.get("/contracts/{contract_id}/idle/answers")
def answers_of_contract(
    contract_id: Id, session: SessionDep, principal: Reader, clock: ClockDep
) -> list[schemas.KeptAnswer]:
    """Every answer kept about a contract, with rules, entries and hash, and whether it comes out the same when it is worked out again."""
    find_contract(session, principal, contract_id, clock.today())
    return [_kept(row) for row in list_answers(session, contract_id)]


def _kept(row: dict[str, Any]) -> schemas.KeptAnswer:
    entries = [
        schemas.KeptEntry(
            id=entry.entry_id, code=entry.code, value=f"{entry.value.normalize():f}", unit=entry.unit,
            effective_from=entry.effective_from, basis=str(entry.basis), confirmed=entry.confirmed,
        )
        for entry in row["entries"]
    ]  # fmt: skip
    return schemas.KeptAnswer(**{**row, "entries": entries})


@router.get("/contracts/{contract_id}/development-facts")
def facts_of_contract(
    contract_id: Id, session: SessionDep, principal: Reader, clock: ClockDep
) -> list[schemas.ToldFact]:
    """Every statement about the land of a contract, those corrected since included."""
    find_contract(session, principal, contract_id, clock.today())
    return [schemas.ToldFact(**row) for row in list_facts(session, principal, contract_id)]


@router.post("/contracts/{contract_id}/development-facts/check")
def preview(
    contract_id: Id, body: schemas.FactPreview, session: SessionDep, principal: Recorder, clock: ClockDep
) -> schemas.FactFindings:
    """What about a fact is to be looked at again before it is kept; nothing is kept."""
    draft = FactDraft(**body.model_dump(exclude={"replaces_id"}))
    found = preview_fact(session, principal, clock.today(), contract_id, draft, replaces_id=body.replaces_id)
    return schemas.FactFindings(findings=found.as_dicts())


@router.post("/contracts/{contract_id}/development-facts", status_code=201)
def record(
    contract_id: Id, body: schemas.NewFact, session: SessionDep, principal: Recorder, clock: ClockDep
) -> schemas.KeptFact:
    """Record one fact; the contract is judged again at once, what is implausible is said and kept with the event."""
    kept = record_fact(session, principal, clock.today(), contract_id, FactDraft(**body.model_dump()))
    return schemas.KeptFact(id=kept.fact_id, findings=kept.findings.as_dicts())


@router.post("/development-facts/{fact_id}/corrections", status_code=201)
def correct(
    fact_id: Id, body: schemas.FactCorrection, session: SessionDep, principal: Recorder, clock: ClockDep
) -> schemas.KeptFact:
    """Put a corrected statement in the place of one; the wrong one stays on record."""
    draft = FactDraft(**body.model_dump(exclude={"reason"}))
    kept = correct_fact(session, principal, clock.today(), fact_id, draft, reason=body.reason)
    return schemas.KeptFact(id=kept.fact_id, findings=kept.findings.as_dicts())


@router.get("/idle-findings")
def findings(
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    wanted: FindingFilterDep,
    sort: str = DEFAULT_ORDER,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Ordinal = 0,
) -> schemas.FindingList:
    """The list of the scan on a day; the tally is of the whole filtered set, the list of the classes asked for."""
    total, rows = list_findings(session, principal, as_of, wanted, order=sort, limit=limit, offset=offset)
    runs = last_scans(session, 1)
    return schemas.FindingList(
        as_of=as_of,
        total=total,
        tally=[schemas.ClassTally(**row) for row in tally_findings(session, principal, as_of, wanted)],
        items=[schemas.FindingItem(**row) for row in rows],
        last_scan=schemas.ScanRun(**runs[0]) if runs else None,
    )


@router.get("/idle-findings/export.{form}", **gives(*ListForm))
def export(
    form: ListForm,
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: FindingFilterDep,
) -> Response:
    """The filtered list as Excel or CSV, with day and demo mark in it."""
    _, rows = list_findings(session, principal, as_of, wanted)
    write = {ListForm.XLSX: to_xlsx, ListForm.CSV: to_csv}[form]
    content = write(with_labels(rows), leaving.caption("闲置筛查清单", len(rows), principal.name))
    return leaving.attachment(content, "闲置筛查", "idle-scan", form)


@router.get("/idle-scans")
def scans(session: SessionDep, principal: Reader) -> list[schemas.ScanRun]:
    """The last runs of the scan, newest first."""
    return [schemas.ScanRun(**row) for row in last_scans(session)]


@router.post("/idle-scans", status_code=201)
def run_scan(session: SessionDep, principal: Scanner, clock: ClockDep) -> schemas.ScanAnswer:
    """Evaluate every contract as of today; only what changed is written."""
    summary = scan_contracts(session, principal, clock.today())
    return schemas.ScanAnswer(
        as_of=summary.as_of, contracts=summary.contracts, written=summary.written, counts=summary.counts
    )
