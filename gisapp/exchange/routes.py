"""The exchange over HTTP: contracts in the system's fields, a table compared, its differences and their report."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Response, UploadFile

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, SettingsDep, require
from gisapp.api.table_file import caption, to_csv, to_xlsx
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.evidence.vault import plain_name
from gisapp.exchange import schemas
from gisapp.exchange.exchange import Settlement, describe_run, list_runs, reconcile_table, rows_for_system, settle
from gisapp.exchange.exchange_export import REPORT_COLUMNS, SYSTEM_COLUMNS, as_figures, decimal_places, report_rows
from gisapp.exchange.fields import exchange_fields
from gisapp.kernel.errors import NotFound
from gisapp.land.parks import describe_zone

router = APIRouter(prefix="/api/exchange", tags=["exchange"])

Reader = Annotated[Principal, Depends(require(Permission.EXCHANGE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.EXCHANGE_EDIT))]


class ExportForm(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


_MEDIA = {
    ExportForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportForm.CSV: "text/csv; charset=utf-8",
}


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


@router.get("/contracts.{form}")
def contracts_file(
    form: ExportForm, session: SessionDep, principal: Reader, clock: ClockDep, settings: SettingsDep, as_of: AsOfDep
) -> Response:
    """The contracts in force on a day in the system's fields and units."""
    zone = _zone(session, settings)
    rows = rows_for_system(session, principal, as_of)
    line = caption(zone, "监测监管系统交换表", as_of, len(rows), clock.today(), principal.name, "份")
    content = (
        to_csv(SYSTEM_COLUMNS, rows, [line])
        if form is ExportForm.CSV
        else to_xlsx("合同", SYSTEM_COLUMNS, as_figures(rows), [line], places=decimal_places(), frozen_columns=2)
    )
    return _file(content, form, zone, f"监测监管系统交换表_{as_of:%Y%m%d}")


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
    zone = _zone(session, settings)
    name = plain_name(file.filename or "")
    run_id = reconcile_table(session, principal, name, file.file.read(), as_of, zone_id=zone["id"])
    return schemas.RunSheet(**describe_run(session, principal, run_id))


@router.get("/runs/{run_id}")
def run(run_id: int, session: SessionDep, principal: Reader) -> schemas.RunSheet:
    """One comparison with its differences."""
    return schemas.RunSheet(**describe_run(session, principal, run_id))


@router.get("/runs/{run_id}/report.{form}")
def report(
    run_id: int, form: ExportForm, session: SessionDep, principal: Reader, clock: ClockDep, settings: SettingsDep
) -> Response:
    """The differences of one comparison as a file."""
    zone = _zone(session, settings)
    found = describe_run(session, principal, run_id)
    rows = report_rows(found["items"])
    line = caption(zone, "监测监管系统核对报告", found["as_of"], len(rows), clock.today(), principal.name, "项差异")
    lines = [line, f"系统表 {found['file_name']}（SHA-256 {found['sha256']}），{found['row_count']} 行"]
    content = (
        to_csv(REPORT_COLUMNS, rows, lines)
        if form is ExportForm.CSV
        else to_xlsx("核对报告", REPORT_COLUMNS, rows, lines, frozen_columns=2)
    )
    return _file(content, form, zone, f"监测监管系统核对报告_{run_id}")


@router.post("/runs/{run_id}/settlements", status_code=201)
def settlement(
    run_id: int, body: schemas.SettlementBody, session: SessionDep, principal: Editor, clock: ClockDep
) -> schemas.Settled:
    """Write down how differences were settled."""
    draft = Settlement(tuple(body.sequences), body.resolution, body.note)
    return schemas.Settled(count=settle(session, principal, run_id, draft, clock.today()))


def _zone(session: Any, settings: Any) -> dict[str, Any]:
    zone = describe_zone(session, settings.zone_code)
    if zone is None:
        raise NotFound("zone.empty", "数据库里还没有开发区数据，请先登记开发区。", message_en="The register is empty.")
    return zone


def _file(content: bytes, form: ExportForm, zone: dict[str, Any], title: str) -> Response:
    name = f"{'示意数据_' if zone['is_demo'] else ''}{title}.{form.value}"
    return Response(
        content,
        media_type=_MEDIA[form],
        headers={
            "Content-Disposition": f"attachment; filename=\"exchange.{form.value}\"; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "private, no-store",
        },
    )
