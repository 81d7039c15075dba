from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, SessionDep, SettingsDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import NotFound
from gisapp.land.parks import describe_zone
from gisapp.parties import schemas
from gisapp.parties.parties import register_party, revise_parties, search_parties

router = Router(prefix="/api", tags=["parties"])

Reader = Annotated[Principal, Depends(require(Permission.PARTY_READ))]
Writer = Annotated[Principal, Depends(require(Permission.PARTY_WRITE))]


@router.get("/parties")
def parties(
    session: SessionDep, principal: Reader, as_of: AsOfDep, q: Annotated[str, Query(min_length=1, max_length=100)]
) -> list[schemas.PartyAnswer]:
    """Parties by part of name or credit code, with their plots of the day."""
    return [schemas.PartyAnswer(**row) for row in search_parties(session, principal, q, as_of)]


@router.post("/parties", status_code=201)
def new_party(body: schemas.NewParty, session: SessionDep, principal: Writer, settings: SettingsDep) -> Created:
    """Register an enterprise or another party; 409 when the credit code is wrong or taken."""
    zone = describe_zone(session, settings.zone_code)
    if zone is None:
        raise NotFound("zone.empty", "数据库里还没有开发区数据，请先登记开发区。", message_en="The register is empty.")
    return Created(id=register_party(session, principal, zone["id"], **body.model_dump()))


@router.put("/plots/{plot_id}/parties", status_code=204)
def plot_parties(plot_id: Id, body: schemas.PartiesRevision, session: SessionDep, principal: Writer) -> None:
    """Let a plot have exactly these holders, occupants and tenants from a day on."""
    revise_parties(
        session,
        principal,
        plot_id,
        [party.model_dump() for party in body.parties],
        valid_from=body.valid_from,
        reason=body.reason,
        document=body.document,
    )
