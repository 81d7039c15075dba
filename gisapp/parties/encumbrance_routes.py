"""Rights on land over HTTP: the list and its export, one plot's, registering, correcting, releasing."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.deps import AsOfDep, ClockDep, KnownDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.parties import encumbrance_schemas as schemas
from gisapp.parties.encumbrances import (
    EncumbranceDraft,
    EncumbranceFilter,
    correct_encumbrance,
    list_encumbrances,
    register_encumbrance,
    release_encumbrance,
    withdraw_encumbrance,
)
from gisapp.parties.export import LIST_ZH, export_rows, to_csv, to_xlsx

router = Router(prefix="/api", tags=["encumbrances"])

Reader = Annotated[Principal, Depends(require(Permission.ENCUMBRANCE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.ENCUMBRANCE_EDIT))]
Exporter = Annotated[Principal, Depends(require(Permission.PLOT_EXPORT))]


FilterDep = Annotated[EncumbranceFilter, Query()]


@router.get("/encumbrances")
def everywhere(
    principal: Reader, session: SessionDep, as_of: AsOfDep, wanted: FilterDep
) -> list[schemas.EncumbranceAnswer]:
    """What rests on the plots of the caller's parks on a day."""
    return [schemas.EncumbranceAnswer(**row) for row in list_encumbrances(session, principal, as_of, wanted)]


@router.get("/encumbrances/export.{form}", **gives(*ListForm))
def export(
    form: ListForm,
    principal: Exporter,
    session: SessionDep,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: FilterDep,
) -> Response:
    """The filtered list as Excel or CSV, with day, rows, who and the demo mark in it."""
    rows = export_rows(list_encumbrances(session, principal, as_of, wanted))
    title = leaving.caption(LIST_ZH, len(rows), principal.name, "项")
    write = to_csv if form is ListForm.CSV else to_xlsx
    return leaving.attachment(write(rows, title), LIST_ZH, "encumbrances", form)


@router.get("/plots/{plot_id}/encumbrances")
def of_plot(
    plot_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep, known_at: KnownDep
) -> list[schemas.EncumbranceAnswer]:
    """What rests, or rested before the day, on one plot, as it was known; those that rest first."""
    wanted = EncumbranceFilter(plot_id=plot_id, with_released=True)
    return [schemas.EncumbranceAnswer(**row) for row in list_encumbrances(session, principal, as_of, wanted, known_at)]


@router.post("/plots/{plot_id}/encumbrances", status_code=201)
def register(
    plot_id: Id, body: schemas.NewEncumbrance, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.EncumbranceWritten:
    """Write down a mortgage, a seizure or another right; 409 with every error, remarks come back with the id."""
    new_id, found = register_encumbrance(session, principal, plot_id, body.kind, _draft(body), today=clock.today())
    return schemas.EncumbranceWritten(id=new_id, findings=found.as_dicts())


@router.put("/encumbrances/{encumbrance_id}")
def correct(
    encumbrance_id: Id, body: schemas.EncumbranceCorrection, principal: Editor, session: SessionDep, clock: ClockDep
) -> schemas.EncumbranceWritten:
    """Say better what the paper says; what was known before stays in history."""
    found = correct_encumbrance(
        session, principal, encumbrance_id, _draft(body), reason=body.reason, today=clock.today()
    )
    return schemas.EncumbranceWritten(id=encumbrance_id, findings=found.as_dicts())


@router.post("/encumbrances/{encumbrance_id}/release", status_code=204)
def release(
    encumbrance_id: Id, body: schemas.EncumbranceRelease, principal: Editor, session: SessionDep, clock: ClockDep
) -> None:
    """Record its release with what proves it; once."""
    release_encumbrance(session, principal, encumbrance_id, **body.model_dump(), today=clock.today())


@router.post("/encumbrances/{encumbrance_id}/withdrawal", status_code=204)
def withdraw(encumbrance_id: Id, body: schemas.EncumbranceWithdrawal, principal: Editor, session: SessionDep) -> None:
    """Say that it was recorded by mistake; it stays in history and counts no more."""
    withdraw_encumbrance(session, principal, encumbrance_id, reason=body.reason)


def _draft(body: schemas.EncumbranceBody) -> EncumbranceDraft:
    facts = body.model_dump(exclude={"kind", "reason", "evidence_ids"})
    return EncumbranceDraft(**facts, evidence_ids=tuple(body.evidence_ids))
