"""Temporary uses over HTTP: the list with days left and its export, arranging, extending, vacating, looking at the land."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.reuse import temporary_use_schemas as schemas
from gisapp.reuse.export import use_rows, uses_to_csv, uses_to_xlsx
from gisapp.reuse.rules.limits import last_day_of_use, reuse_limits
from gisapp.reuse.temporary_uses import (
    UseDraft,
    UseEnd,
    UseFilter,
    arrange_use,
    end_use,
    extend_use,
    list_uses,
    locate_use,
)
from gisapp.rulebook.rulebook import load_rulebook

router = Router(prefix="/api/temporary-uses", tags=["reuse"])

Reader = Annotated[Principal, Depends(require(Permission.REUSE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.REUSE_EDIT))]
Exporter = Annotated[Principal, Depends(require(Permission.PLOT_EXPORT))]


FilterDep = Annotated[UseFilter, Query()]


@router.get("")
def uses(principal: Reader, session: SessionDep, as_of: AsOfDep, wanted: FilterDep) -> schemas.UseListAnswer:
    """Temporary uses of a day, those that want attention first."""
    return schemas.UseListAnswer(**list_uses(session, principal, as_of, wanted))


@router.get("/limit")
def limit(principal: Reader, session: SessionDep, arranged_on: date) -> schemas.UseLimitAnswer:
    """The last day that a use arranged on a day may have."""
    limits = reuse_limits(load_rulebook(session), arranged_on)
    entry = limits.temporary_use_years_max
    return schemas.UseLimitAnswer(
        limit_on=last_day_of_use(arranged_on, limits),
        years=float(entry.value),
        basis=str(entry.basis),
        confirmed=entry.confirmed,
    )


@router.get("/export.{form}", **gives(*ListForm))
def export(
    form: ListForm,
    principal: Exporter,
    session: SessionDep,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: FilterDep,
) -> Response:
    """The filtered list as Excel or CSV, with day, rows, who and the demo mark in it."""
    rows = use_rows(list_uses(session, principal, as_of, wanted)["items"])
    write = {ListForm.XLSX: uses_to_xlsx, ListForm.CSV: uses_to_csv}[form]
    return leaving.attachment(
        write(rows, leaving.caption("临时利用台账", len(rows), principal.name, "项")), "临时利用台账", "uses", form
    )


@router.post("", status_code=201)
def arrange(body: schemas.NewUse, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Arrange a temporary use; refused beyond the limit from the day it is arranged."""
    draft = UseDraft(**{**body.model_dump(), "evidence_ids": tuple(body.evidence_ids)})
    return Created(id=arrange_use(session, principal, draft, today=clock.today()))


@router.get("/{use_id}")
def one(use_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.UseAnswer:
    """One temporary use on a day."""
    return schemas.UseAnswer(**locate_use(session, principal, use_id, as_of))


@router.post("/{use_id}/extension", status_code=204)
def extend(use_id: Id, body: schemas.UseExtension, principal: Editor, session: SessionDep, clock: ClockDep) -> None:
    """Let it end later, within the limit."""
    extend_use(session, principal, use_id, **body.model_dump(), today=clock.today())


@router.post("/{use_id}/end", status_code=204)
def end(use_id: Id, body: schemas.UseEnd, principal: Editor, session: SessionDep, clock: ClockDep) -> None:
    """Record that the land was vacated, or what a look at it found."""
    end_use(session, principal, use_id, UseEnd(**body.model_dump()), today=clock.today())
