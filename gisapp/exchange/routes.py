"""The exchange over HTTP: contracts in the system's fields, a table compared, its differences and their report."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, File, Response, UploadFile

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, SettingsDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.api.table_file import to_csv, to_xlsx
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.evidence.vault import plain_name
from gisapp.exchange import schemas
from gisapp.exchange.exchange import Settlement, describe_run, list_runs, reconcile_table, rows_for_system, settle
from gisapp.exchange.export import REPORT_COLUMNS, SYSTEM_COLUMNS, as_figures, decimal_places, report_rows
from gisapp.exchange.fields import exchange_fields
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm, zone_with_data

router = Router(prefix="/api/exchange", tags=["exchange"])

Reader = Annotated[Principal, Depends(require(Permission.EXCHANGE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.EXCHANGE_EDIT))]
SYSTEM_ZH, REPORT_ZH = "监测监管系统交换表", "监测监管系统核对报告"


@router.get("/fields")
def fields(principal: Reader) -> list[schemas.FieldAnswer]:
    """The fields that are exchanged and what each is compared with."""
    return [
        schemas.FieldAnswer(
            key=field.key,
            label_zh=field.label_zh,
            label_en=field.label_en,
            compared_with=[
                name for name, given in (("register", field.ours), ("contract", field.contract)) if given is not None
            ],
            is_confirmed=field.confirmed,
        )
        for field in exchange_fields()
    ]


@router.get("/contracts.{form}", **gives(*ListForm))
def contracts_file(
    form: ListForm, session: SessionDep, principal: Reader, leaving: LeavingDep, as_of: AsOfDep
) -> Response:
    """The contracts in force on a day in the system's fields and units."""
    rows = rows_for_system(session, principal, as_of)
    line = leaving.caption(SYSTEM_ZH, len(rows), principal.name, "份")
    content = (
        to_csv(SYSTEM_COLUMNS, rows, [line])
        if form is ListForm.CSV
        else to_xlsx("合同", SYSTEM_COLUMNS, as_figures(rows), [line], places=decimal_places(), frozen_columns=2)
    )
    return leaving.attachment(content, SYSTEM_ZH, "exchange", form)


@router.get("/runs")
def runs(session: SessionDep, principal: Reader) -> list[schemas.RunItem]:
    """Tables that were compared, newest first."""
    return [schemas.RunItem(**row) for row in list_runs(session, principal)]


@router.post("/runs", status_code=201)
def compare(
    session: SessionDep,
    principal: Editor,
    settings: SettingsDep,
    as_of: AsOfDep,
    file: Annotated[UploadFile, File(description="a table of the monitoring system, .xlsx or .csv")],
) -> schemas.RunSheet:
    """Compare a table with register and contracts of a day; nothing but the comparison is written."""
    zone = zone_with_data(session, settings.zone_code)
    name = plain_name(file.filename or "")
    run_id = reconcile_table(session, principal, name, file.file.read(), as_of, zone_id=zone["id"])
    return schemas.RunSheet(**describe_run(session, principal, run_id))


@router.get("/runs/{run_id}")
def run(run_id: Id, session: SessionDep, principal: Reader) -> schemas.RunSheet:
    """One comparison with its differences."""
    return schemas.RunSheet(**describe_run(session, principal, run_id))


@router.get("/runs/{run_id}/report.{form}", **gives(*ListForm))
def report(run_id: Id, form: ListForm, session: SessionDep, principal: Reader, leaving: LeavingDep) -> Response:
    """The differences of one comparison as a file."""
    found = describe_run(session, principal, run_id)
    rows = report_rows(found["items"])
    leaving = replace(leaving, as_of=found["as_of"])
    line = leaving.caption(REPORT_ZH, len(rows), principal.name, "项差异")
    lines = [line, f"系统表 {found['file_name']}（SHA-256 {found['sha256']}），{found['row_count']} 行"]
    content = (
        to_csv(REPORT_COLUMNS, rows, lines)
        if form is ListForm.CSV
        else to_xlsx("核对报告", REPORT_COLUMNS, rows, lines, frozen_columns=2)
    )
    return leaving.attachment(content, f"{REPORT_ZH}{run_id}", "exchange", form)


@router.post("/runs/{run_id}/settlements", status_code=201)
def settlement(
    run_id: Id, body: schemas.SettlementBody, session: SessionDep, principal: Editor, clock: ClockDep
) -> schemas.Settled:
    """Write down how differences were settled."""
    draft = Settlement(tuple(body.sequences), body.resolution, body.note)
    return schemas.Settled(count=settle(session, principal, run_id, draft, clock.today()))
