"""Yearly figures over HTTP: read, corrected, the template handed out, workbooks tried out, taken in or turned down."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, File, Form, Query, Response, UploadFile

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.land.parks import find_park
from gisapp.performance import export, figures, imports, schemas
from gisapp.performance.figure_template import make_template
from gisapp.performance.rules.figures import AMOUNTS
from gisapp.performance.terms import LandKind, Segment

router = Router(prefix="/api/performance", tags=["performance"])

Reader = Annotated[Principal, Depends(require(Permission.PERFORMANCE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.PERFORMANCE_EDIT))]
Parks = Annotated[str | None, Query(max_length=200, description="park codes with commas between")]
YearOf = Annotated[int, Query(ge=2000, le=2100)]


@router.get("/years")
def years(principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[schemas.YearAnswer]:
    """The years there is something of, newest first, and how many enterprises have not told theirs."""
    return [schemas.YearAnswer(**row) for row in figures.list_years(session, principal, as_of)]


@router.get("/figures")
def figures_of_year(
    principal: Reader,
    session: SessionDep,
    year: YearOf,
    park: Parks = None,
    q: Annotated[str | None, Query(max_length=100)] = None,
) -> schemas.FigureList:
    """The figures of a year as known now, and who has told none."""
    found = figures.list_figures(session, principal, year, park=park, q=q)
    missing = figures.missing_figures(session, principal, year)
    chosen = None if park is None else set(park.split(","))
    return schemas.FigureList(
        year=year,
        items=[schemas.FigureAnswer(**row) for row in found],
        missing=[schemas.MissingAnswer(**row) for row in missing if chosen is None or row["park_code"] in chosen],
    )


@router.get("/figures/export.{form}", **gives(*ListForm))
def export_figures(
    form: ListForm, principal: Reader, session: SessionDep, leaving: LeavingDep, year: YearOf, park: Parks = None
) -> Response:
    """The figures of a year as Excel or CSV."""
    rows = export.with_units(figures.list_figures(session, principal, year, park=park))
    name = f"{year}年度亩均数据"
    lines = [leaving.caption(name, len(rows), principal.name)]
    return leaving.attachment(export.table(form, "亩均数据", export.FIGURES, rows, lines), name, "figures", form)


@router.get("/figures/history")
def history(
    principal: Reader, session: SessionDep, party_id: Id, park_code: str, year: YearOf
) -> list[schemas.FigureVersion]:
    """Every version of an enterprise's figures of a year, newest first."""
    park = find_park(session, park_code)
    found = figures.figure_history(session, principal, party_id, park["id"], year)
    return [schemas.FigureVersion(**row) for row in found]


@router.put("/figures")
def revise(body: schemas.FigureBody, principal: Editor, session: SessionDep) -> Created:
    """Enter or correct an enterprise's figures by hand; what was there before stays on record."""
    park = find_park(session, body.park_code)
    given = body.model_dump()
    draft = figures.FigureDraft(
        party_id=body.party_id,
        park_id=park["id"],
        year=body.year,
        segment=Segment(body.segment),
        amounts={name: given[name] for name in AMOUNTS},
        land=[figures.LandPart(LandKind(part.kind), part.area_m2, part.plot_id) for part in body.land],
        started_on=body.started_on,
        source=body.source,
        document=body.document,
        reason=body.reason,
        evidence_ids=body.evidence_ids,
    )
    return Created(id=figures.revise_figures(session, principal, body.park_code, draft))


@router.get("/template.xlsx", **gives("xlsx"))
def template(principal: Reader, session: SessionDep, leaving: LeavingDep, year: YearOf, park: Parks = None) -> Response:
    """The workbook to be filled in for a year, with the enterprises that are asked."""
    content = make_template(session, principal, leaving.zone, year, park)
    return leaving.attachment(content, f"{year}年度亩均数据填报模板", "template", ListForm.XLSX)


@router.post("/imports", status_code=201)
def upload(
    principal: Editor,
    session: SessionDep,
    clock: ClockDep,
    file: Annotated[UploadFile, File(description="the filled-in workbook, .xlsx")],
    year: Annotated[int, Form(ge=2000, le=2100)],
    park_code: Annotated[str | None, Form()] = None,
    replaces_id: Annotated[Id | None, Form()] = None,
) -> schemas.ImportSheet:
    """Keep a workbook and try it out; nothing is taken in yet."""
    found = imports.receive_import(
        session,
        principal,
        clock,
        year=year,
        park_code=park_code or None,
        file_name=file.filename or "",
        content=file.file.read(),
        replaces_id=replaces_id,
    )
    return _sheet(session, principal, found, clock)


@router.get("/imports")
def all_imports(
    principal: Reader, session: SessionDep, year: Annotated[int | None, Query(ge=2000, le=2100)] = None
) -> list[schemas.ImportAnswer]:
    """The workbooks that came in, newest first."""
    return [schemas.ImportAnswer(**row) for row in imports.list_imports(session, principal, year)]


@router.get("/imports/{import_id}")
def one_import(import_id: Id, principal: Reader, session: SessionDep, clock: ClockDep) -> schemas.ImportSheet:
    """A workbook with each row as read and what the checks say of it now."""
    return _sheet(session, principal, import_id, clock)


@router.post("/imports/{import_id}/acceptance")
def accept(import_id: Id, principal: Editor, session: SessionDep, clock: ClockDep) -> schemas.Accepted:
    """Take the sound rows in."""
    return schemas.Accepted(**imports.accept_import(session, principal, clock, import_id))


@router.post("/imports/{import_id}/rejection", status_code=204)
def reject(import_id: Id, body: schemas.Reason, principal: Editor, session: SessionDep) -> Response:
    """Turn a workbook down; it stays on record."""
    imports.reject_import(session, principal, import_id, body.reason)
    return Response(status_code=204)


def _sheet(session: SessionDep, principal: Principal, import_id: int, clock: ClockDep) -> schemas.ImportSheet:
    found, rows = imports.try_import(session, principal, import_id, clock.today())
    answered = [
        schemas.ImportRowAnswer.model_validate(
            {**row.draft.as_dict(), "is_sound": row.is_sound, "findings": row.findings.as_dicts()}
        )
        for row in rows
    ]
    sound = sum(row.is_sound for row in answered)
    return schemas.ImportSheet.model_validate(
        {**found, "row_count": len(rows), "rows": answered, "sound": sound, "faulty": len(rows) - sound}
    )
