"""Setting up a zone over HTTP: the zone itself, its parks, their boundaries."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from gisapp.api.answers import Created
from gisapp.api.deps import SessionDep, SettingsDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.land import park_schemas as schemas
from gisapp.land.park_register import change_park, create_zone, register_park, revise_park_boundary
from gisapp.land.typed_shape import read_shape

router = Router(prefix="/api", tags=["parks"])

Manager = Annotated[Principal, Depends(require(Permission.PARK_MANAGE))]


@router.post("/zone", status_code=201)
def new_zone(body: schemas.NewZone, session: SessionDep, principal: Manager) -> Created:
    """Create the zone of this installation."""
    return Created(id=create_zone(session, principal, **body.model_dump()))


@router.post("/parks", status_code=201)
def new_park(body: schemas.NewPark, session: SessionDep, principal: Manager, settings: SettingsDep) -> Created:
    """Add a park to the zone, or with `parent_code` a park within a park."""
    names = body.model_dump(exclude={"code", "parent_code", "planar_epsg"})
    added = register_park(
        session,
        principal,
        settings.zone_code,
        code=body.code,
        names=names,
        parent_code=body.parent_code,
        planar_epsg=body.planar_epsg,
    )
    return Created(id=added)


@router.patch("/parks/{code}", status_code=204)
def changed_park(code: str, body: schemas.ParkNames, session: SessionDep, principal: Manager) -> None:
    """Change a park's names, operator, purpose or order."""
    change_park(session, principal, code, body.model_dump(exclude_unset=True))


@router.put("/parks/{code}/boundary")
def park_boundary(
    code: str, body: schemas.ParkBoundaryRevision, session: SessionDep, principal: Manager
) -> schemas.ParkBoundaryWritten:
    """Let a park's boundary hold from a day on; 409 when a live plot would be left outside."""
    geometry, _ = read_shape(body.geometry, body.points.model_dump() if body.points else None)
    written = revise_park_boundary(
        session,
        principal,
        code,
        geometry,
        valid_from=body.valid_from,
        source=body.source,
        reason=body.reason,
        document=body.document,
    )
    return schemas.ParkBoundaryWritten(**written)
