"""Constraint areas over HTTP: list, read a file, enter, correct, end, withdraw."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.compliance import check_schemas as schemas
from gisapp.compliance.check_export import AREA_COLUMNS, AREAS_ZH, list_file
from gisapp.compliance.constraint_areas import (
    AreaDraft,
    add_area,
    correct_area,
    end_area,
    list_areas,
    show_area,
    withdraw_area,
)
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.land.outline_routes import OutlineAnswer, OutlineDep
from gisapp.land.typed_shape import read_shape

router = Router(prefix="/api/constraints", tags=["constraint areas"])

Reader = Annotated[Principal, Depends(require(Permission.COMPLIANCE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.CONSTRAINT_EDIT))]
Kind = Annotated[str | None, Query(max_length=30)]
Words = Annotated[str, Query(max_length=60)]


@router.get("")
def areas(
    session: SessionDep, principal: Reader, as_of: AsOfDep, kind: Kind = None, q: Words = ""
) -> list[schemas.AreaAnswer]:
    """Every constraint area as known now, how it stands on the day, how many plots it touches."""
    return [schemas.AreaAnswer(**row) for row in list_areas(session, as_of, kind=kind, q=q)]


@router.get("/export.{form}", **gives(*ListForm))
def areas_file(
    form: ListForm,
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    leaving: LeavingDep,
    kind: Kind = None,
    q: Words = "",
) -> Response:
    """The areas as Excel or CSV, narrowed as on the screen."""
    rows = list_areas(session, as_of, kind=kind, q=q)
    caption = leaving.caption(AREAS_ZH, len(rows), principal.name, "处")
    content = list_file(form is ListForm.CSV, AREAS_ZH, AREA_COLUMNS, rows, caption)
    return leaving.attachment(content, AREAS_ZH, "constraint-areas", form)


@router.post("/outline")
def outline(principal: Editor, found: OutlineDep) -> OutlineAnswer:
    """Read the ground of an area from a file and show it. Nothing is stored."""
    return found


@router.get("/{area_id}")
def area(area_id: Id, session: SessionDep, principal: Reader, as_of: AsOfDep) -> schemas.AreaSheet:
    """One area with its shape and everything that was ever held true of it."""
    return schemas.AreaSheet(**show_area(session, area_id, as_of))


@router.post("", status_code=201)
def new_area(body: schemas.AreaBody, session: SessionDep, principal: Editor) -> Created:
    """Enter an area with its source, document and term."""
    return Created(id=add_area(session, principal, _draft(body)))


@router.post("/{area_id}/correct")
def correct(area_id: Id, body: schemas.AreaCorrection, session: SessionDep, principal: Editor) -> Created:
    """Replace what was entered; what was known before stays. Without a shape the ground stays as it is."""
    return Created(id=correct_area(session, principal, area_id, _draft(body), body.reason))


@router.post("/{area_id}/end")
def end(area_id: Id, body: schemas.AreaEnd, session: SessionDep, principal: Editor) -> Created:
    """Let an area no longer hold from a day on."""
    return Created(id=end_area(session, principal, area_id, **body.model_dump()))


@router.post("/{area_id}/withdraw", status_code=204)
def withdraw(area_id: Id, body: schemas.Withdrawal, session: SessionDep, principal: Editor) -> Response:
    """Take an area that was entered by mistake out of what is held true."""
    withdraw_area(session, principal, area_id, body.reason)
    return Response(status_code=204)


def _draft(body: schemas.AreaBody) -> AreaDraft:
    shape = None if body.geometry is None else read_shape(body.geometry, None)[0]
    return AreaDraft(**body.model_dump(exclude={"geometry", "reason"}), geometry=shape)
