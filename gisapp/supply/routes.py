"""The officer's form for what the public is told about a plot on offer."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.supply.offers import revise_offer, show_offer
from gisapp.supply.schemas import OfferAnswer, OfferBody

router = Router(prefix="/api", tags=["supply"])

Reader = Annotated[Principal, Depends(require(Permission.PLOT_READ))]
OfferWriter = Annotated[Principal, Depends(require(Permission.OFFER_WRITE))]


@router.get("/plots/{plot_id}/offer")
def offer(plot_id: Id, session: SessionDep, as_of: AsOfDep, principal: Reader) -> OfferAnswer:
    """What the public is told about a plot, or would be once it is published, and what is missing in it."""
    return OfferAnswer(**show_offer(session, principal, plot_id, as_of))


@router.put("/plots/{plot_id}/offer")
def revised_offer(
    plot_id: Id, body: OfferBody, session: SessionDep, clock: ClockDep, principal: OfferWriter
) -> OfferAnswer:
    """Let these terms hold from `valid_from` (default today) on; 409 with findings when they may not be told so."""
    valid_from = body.valid_from or clock.today()
    revise_offer(
        session,
        principal,
        plot_id,
        body.model_dump(exclude={"valid_from", "reason"}),
        valid_from=valid_from,
        reason=body.reason,
    )
    return OfferAnswer(**show_offer(session, principal, plot_id, valid_from))
