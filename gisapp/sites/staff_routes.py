"""The officers' desk of the investor's window: premises, destinations, industry chain, photographs, precision."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.land.typed_shape import read_shape
from gisapp.sites import staff_schemas as schemas
from gisapp.sites.context import (
    DestinationDraft,
    add_destination,
    add_link,
    add_member,
    add_photo,
    end_entry,
    read_context,
    set_precision,
)
from gisapp.sites.premises import (
    PremisesDraft,
    add_premises,
    declare_mistake,
    list_premises,
    revise_premises,
    show_premises,
)
from gisapp.sites.terms import PremisesKind

router = Router(prefix="/api", tags=["sites"])

Reader = Annotated[Principal, Depends(require(Permission.SITE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.SITE_EDIT))]


@router.get("/premises")
def premises(
    session: SessionDep,
    as_of: AsOfDep,
    principal: Reader,
    kind: Annotated[PremisesKind | None, Query()] = None,
) -> list[schemas.PremisesRow]:
    """Workshops, transfer wishes and room left in the caller's parks on a day, published or not, with what is missing."""
    rows = list_premises(session, principal, as_of, None if kind is None else str(kind))
    return [schemas.PremisesRow(**row) for row in rows]


@router.post("/premises", status_code=201)
def added_premises(body: schemas.NewPremises, session: SessionDep, clock: ClockDep, principal: Editor) -> Created:
    """Enter premises on a plot; 409 with findings when they may not be told so."""
    draft = _draft(body, clock.today())
    return Created(id=add_premises(session, principal, body.plot_id, str(body.kind), draft, clock.today()))


@router.get("/premises/{premises_id}")
def one_premises(
    premises_id: Id, session: SessionDep, as_of: AsOfDep, principal: Reader
) -> schemas.PremisesSheetAnswer:
    """One with its versions."""
    return schemas.PremisesSheetAnswer(**show_premises(session, principal, premises_id, as_of))


@router.put("/premises/{premises_id}", status_code=204)
def revised_premises(
    premises_id: Id, body: schemas.PremisesBody, session: SessionDep, clock: ClockDep, principal: Editor
) -> None:
    """Let these terms hold from a day on, published or withdrawn; 409 with findings when they may not."""
    revise_premises(session, principal, premises_id, _draft(body, clock.today()), clock.today())


@router.post("/premises/{premises_id}/mistake", status_code=204)
def mistaken_premises(
    premises_id: Id, body: schemas.MistakeBody, session: SessionDep, clock: ClockDep, principal: Editor
) -> None:
    """Withdraw premises that should never have been published: they leave the public window's past too."""
    declare_mistake(session, principal, premises_id, body.since, body.reason, clock.today())


@router.get("/site-context")
def context(session: SessionDep, as_of: AsOfDep, principal: Reader) -> schemas.ContextAnswer:
    """Destinations, links and members of the chain, precision of the public window."""
    return schemas.ContextAnswer(**read_context(session, as_of))


@router.post("/destinations", status_code=201)
def added_destination(
    body: schemas.DestinationBody, session: SessionDep, clock: ClockDep, principal: Editor
) -> Created:
    """Enter a station, port, motorway entrance or airport; distances are measured anew."""
    told = body.model_dump(exclude={"valid_from", "kind"})
    new_id = add_destination(
        session, principal, DestinationDraft(kind=str(body.kind), **told, valid_from=body.valid_from or clock.today())
    )
    return Created(id=new_id)


@router.post("/chain-links", status_code=201)
def added_link(body: schemas.LinkBody, session: SessionDep, clock: ClockDep, principal: Editor) -> Created:
    """Enter that one industry sells goods to another."""
    told = body.model_dump(exclude={"valid_from"})
    return Created(id=add_link(session, principal, **told, valid_from=body.valid_from or clock.today()))


@router.post("/chain-members", status_code=201)
def added_member(body: schemas.MemberBody, session: SessionDep, clock: ClockDep, principal: Editor) -> Created:
    """Enter an enterprise that agrees to be named, with the paper it agreed on."""
    told = body.model_dump(exclude={"valid_from", "park_code"})
    new_id = add_member(session, principal, body.park_code, told, body.valid_from or clock.today())
    return Created(id=new_id)


@router.post("/sites/{site_id}/photos", status_code=201)
def added_photo(
    site_id: Id, body: schemas.PhotoBody, session: SessionDep, clock: ClockDep, principal: Editor
) -> Created:
    """Show a photograph from the evidence with a site."""
    told = body.model_dump(exclude={"valid_from", "evidence_id"})
    new_id = add_photo(session, principal, site_id, body.evidence_id, told, body.valid_from or clock.today())
    return Created(id=new_id)


@router.delete("/site-context/{entry}/{entry_id}", status_code=204)
def ended_entry(
    entry: schemas.Entry,
    entry_id: Id,
    session: SessionDep,
    clock: ClockDep,
    principal: Editor,
    reason: Annotated[str, Query(min_length=2, max_length=200)],
    ends_on: date | None = None,
) -> None:
    """Let an entry end on a day (default today); it stays in history."""
    end_entry(session, principal, schemas.ENTRY_TABLES[entry], entry_id, ends_on or clock.today(), reason)


@router.put("/public-window", status_code=204)
def precision(body: schemas.PrecisionBody, session: SessionDep, principal: Editor) -> None:
    """Round the outlines that the public is shown to a grid of so many metres; 0 = as surveyed."""
    set_precision(session, principal, body.geometry_grid_m, body.reason)


def _draft(body: schemas.PremisesBody, today: date) -> PremisesDraft:
    drawn = body.geometry is not None or body.points is not None
    points = None if body.points is None else body.points.model_dump()
    geometry = read_shape(body.geometry, points)[0] if drawn else None
    return PremisesDraft(body.terms.model_dump(), body.valid_from or today, body.reason, geometry)
