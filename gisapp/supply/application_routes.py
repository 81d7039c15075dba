"""Applications for announced land, their admission, lots, the decision and its publication, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from gisapp.api.answers import Created
from gisapp.api.deps import ClockDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Invalid
from gisapp.preparation.indicator_terms import Indicator
from gisapp.preparation.standard_terms import YesNo
from gisapp.supply import listing_schemas as schemas
from gisapp.supply.allocations import Decision, decide, draw_lots, publish_result, revoke_allocation
from gisapp.supply.applications import (
    TOTALS,
    ApplicationDraft,
    Promise,
    assess_application,
    receive_application,
    revise_application,
    withdraw_application,
)
from gisapp.supply.rules.admission import PlannedDates

router = Router(prefix="/api", tags=["supply"])

Editor = Annotated[Principal, Depends(require(Permission.APPLICATION_EDIT))]
Decider = Annotated[Principal, Depends(require(Permission.ALLOCATION_DECIDE))]


@router.post("/listings/{listing_id}/applications", status_code=201)
def received(
    listing_id: Id, body: schemas.NewApplication, session: SessionDep, clock: ClockDep, principal: Editor
) -> Created:
    """Register an application that was handed in within the announced days."""
    return Created(id=receive_application(session, principal, clock, listing_id, body.party_id, _draft(body)))


@router.put("/applications/{application_id}", status_code=204)
def revised(
    application_id: Id, body: schemas.ApplicationBody, session: SessionDep, clock: ClockDep, principal: Editor
) -> None:
    """Change an application while the announced days last; afterwards only what the office itself looked up."""
    revise_application(session, principal, clock, application_id, _draft(body))


@router.post("/applications/{application_id}/withdraw", status_code=204)
def withdrawn(
    application_id: Id, body: schemas.ReasonBody, session: SessionDep, clock: ClockDep, principal: Editor
) -> None:
    """Take an application out of the competition at the applicant's wish."""
    withdraw_application(session, principal, clock, application_id, body.reason)


@router.post("/applications/{application_id}/assess", status_code=204)
def assessed(application_id: Id, session: SessionDep, clock: ClockDep, principal: Editor) -> None:
    """Judge an application against the frozen announcement and keep the verdict with its reasons."""
    assess_application(session, principal, clock, application_id)


@router.post("/listings/{listing_id}/lots", status_code=204)
def lots(listing_id: Id, body: schemas.LotsBody, session: SessionDep, clock: ClockDep, principal: Decider) -> None:
    """Enter the lots drawn for the applications tied for the first place."""
    draw_lots(
        session,
        principal,
        clock,
        listing_id,
        drawn_on=body.drawn_on,
        lots=body.lots,
        witness=body.witness,
        evidence_ids=body.evidence_ids,
    )


@router.post("/listings/{listing_id}/decide", status_code=201)
def decided(
    listing_id: Id, body: schemas.DecisionBody, session: SessionDep, clock: ClockDep, principal: Decider
) -> Created:
    """Give the plot to the application that the announced rule puts first; of several deciders one wins."""
    decision = Decision(
        decided_on=body.decided_on,
        minutes=body.minutes,
        application_id=body.application_id,
        price_yuan=body.price_yuan,
        chair=body.chair,
        attendees=body.attendees,
        venue=body.venue,
        contract_until=body.contract_until,
        evidence_ids=tuple(body.evidence_ids),
    )
    return Created(id=decide(session, principal, clock, listing_id, decision))


@router.post("/allocations/{allocation_id}/result", status_code=204)
def result(
    allocation_id: Id, body: schemas.ResultBody, session: SessionDep, clock: ClockDep, principal: Decider
) -> None:
    """Record where and for how long the result is public."""
    publish_result(
        session,
        principal,
        clock,
        allocation_id,
        published_on=body.published_on,
        until=body.until,
        media=body.media,
        evidence_ids=body.evidence_ids,
    )


@router.post("/allocations/{allocation_id}/revoke", status_code=204)
def revoked(allocation_id: Id, body: schemas.EndBody, session: SessionDep, clock: ClockDep, principal: Decider) -> None:
    """Revoke a decision from which no contract came."""
    revoke_allocation(session, principal, clock, allocation_id, on=body.on, reason=body.reason)


def _draft(body: schemas.ApplicationBody) -> ApplicationDraft:
    return ApplicationDraft(
        project_name=body.project_name,
        industry_code=body.industry_code,
        totals={name: getattr(body, name) for name in TOTALS},
        dates=PlannedDates(body.start_on, body.completion_on, body.production_on),
        bid_yuan=body.bid_yuan,
        idle_answer=YesNo(body.idle_answer),
        honesty_answer=YesNo(body.honesty_answer),
        promises=[Promise(_indicator(item.indicator), item.value, item.unit) for item in body.promises],
        received_at=body.received_at,
        note=body.note,
        evidence_ids=tuple(body.evidence_ids),
    )


def _indicator(name: str) -> Indicator:
    try:
        return Indicator(name)
    except ValueError:
        raise Invalid(
            "application.indicator_unknown",
            "没有这项指标，请从列表中选择。",
            message_en=f"There is no indicator {name}.",
        ) from None
