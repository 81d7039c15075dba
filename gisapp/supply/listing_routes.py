"""Supply over HTTP: plans, announcements from draft to end, and the pipeline with its export."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Query, Response

import gisapp.supply.listing_documents  # noqa: F401  # tells documents what the papers of an offer say
from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.supply import listing_schemas as schemas
from gisapp.supply.listing_defaults import listing_defaults
from gisapp.supply.listing_ends import close_listing, declare_mistake, fail_listing, reoffer_listing, withdraw_listing
from gisapp.supply.listing_export import LIST_ZH, rows_of, to_csv, to_xlsx
from gisapp.supply.listing_queries import PipelineFilter, list_pipeline, listings_of_plot, show_listing
from gisapp.supply.listing_terms import ListingMethod, TermKind
from gisapp.supply.listings import ListingDraft, draft_listing, publish_listing, revise_listing
from gisapp.supply.rules.admission import PlannedDates
from gisapp.supply.supply_plans import add_plan, add_plan_item, list_plans, remove_plan_item

router = Router(prefix="/api", tags=["supply"])

Reader = Annotated[Principal, Depends(require(Permission.LISTING_READ))]
ApplicationReader = Annotated[Principal, Depends(require(Permission.APPLICATION_READ))]
Editor = Annotated[Principal, Depends(require(Permission.LISTING_EDIT))]
Publisher = Annotated[Principal, Depends(require(Permission.LISTING_PUBLISH))]
Exporter = Annotated[Principal, Depends(require(Permission.PLOT_EXPORT))]


FilterDep = Annotated[PipelineFilter, Query()]


@router.get("/supply-plans")
def plans(session: SessionDep, principal: Reader) -> list[schemas.SupplyPlan]:
    """Supply plans with their lines and what came of them."""
    return [schemas.SupplyPlan(**row) for row in list_plans(session, principal)]


@router.post("/supply-plans", status_code=201)
def new_plan(body: schemas.PlanBody, session: SessionDep, principal: Editor) -> Created:
    """Start the plan of a year."""
    return Created(id=add_plan(session, principal, **body.model_dump()))


@router.post("/supply-plans/{plan_id}/items", status_code=201)
def new_plan_item(plan_id: Id, body: schemas.PlanItemBody, session: SessionDep, principal: Editor) -> Created:
    """Put a plot into a plan."""
    made = add_plan_item(
        session,
        principal,
        plan_id,
        plot_id=body.plot_id,
        quarter=body.planned_quarter,
        method=ListingMethod(body.planned_method),
        industry_codes=body.industry_codes,
        note=body.note,
    )
    return Created(id=made)


@router.post("/supply-plan-items/{item_id}/remove", status_code=204)
def removed_plan_item(item_id: Id, body: schemas.ReasonBody, session: SessionDep, principal: Editor) -> None:
    """Take a plot out of a plan, as long as no announcement carries it out."""
    remove_plan_item(session, principal, item_id, body.reason)


@router.get("/listings")
def pipeline(session: SessionDep, as_of: AsOfDep, principal: Reader, wanted: FilterDep) -> schemas.PipelineAnswer:
    """The pipeline from plan to contract as it stood on a day, with counts and areas per column."""
    return schemas.PipelineAnswer(**list_pipeline(session, principal, as_of, wanted))


@router.get("/listings/export.{form}", **gives(*ListForm))
def exported(
    form: ListForm,
    session: SessionDep,
    as_of: AsOfDep,
    principal: Exporter,
    leaving: LeavingDep,
    wanted: FilterDep,
) -> Response:
    """The same rows as a file."""
    found = list_pipeline(session, principal, as_of, wanted)["items"]
    title = leaving.caption(LIST_ZH, len(found), principal.name)
    write = to_csv if form is ListForm.CSV else to_xlsx
    return leaving.attachment(write(rows_of(found), title), LIST_ZH, "supply", form)


@router.get("/listings/defaults")
def defaults(
    plot_id: Id,
    session: SessionDep,
    clock: ClockDep,
    principal: Editor,
    announced_on: date | None = None,
    method: Literal["listing", "auction", "tender", "agreement"] = "listing",
) -> schemas.ListingDefaults:
    """What a new announcement of a plot would start from, with the earliest lawful days."""
    day = announced_on or clock.today()
    return schemas.ListingDefaults(**listing_defaults(session, principal, plot_id, day, ListingMethod(method)))


@router.get("/plots/{plot_id}/listings")
def of_plot(plot_id: Id, session: SessionDep, as_of: AsOfDep, principal: Reader) -> list[schemas.PipelineRow]:
    """Plan lines and announcements of one plot, newest first."""
    return [schemas.PipelineRow(**row) for row in listings_of_plot(session, principal, plot_id, as_of)]


@router.get("/listings/{listing_id}")
def sheet(listing_id: Id, session: SessionDep, as_of: AsOfDep, principal: Reader) -> schemas.ListingSheet:
    """One announcement: its frozen terms, its clock, applications, comparison, decision."""
    return schemas.ListingSheet(**show_listing(session, principal, listing_id, as_of))


@router.get("/listings/{listing_id}/applications")
def applications(
    listing_id: Id, session: SessionDep, as_of: AsOfDep, principal: ApplicationReader
) -> list[schemas.ApplicationAnswer]:
    """The applications of an announcement with their promises and newest verdicts."""
    found = show_listing(session, principal, listing_id, as_of)["applications"]
    return [schemas.ApplicationAnswer(**row) for row in found]


@router.post("/listings", status_code=201)
def drafted(body: schemas.NewListing, session: SessionDep, principal: Editor) -> Created:
    """Start an announcement of a plot."""
    return Created(id=draft_listing(session, principal, body.plot_id, _draft(body)))


@router.put("/listings/{listing_id}", status_code=204)
def revised(listing_id: Id, body: schemas.ListingBody, session: SessionDep, principal: Editor) -> None:
    """Change a draft."""
    revise_listing(session, principal, listing_id, _draft(body))


@router.post("/listings/{listing_id}/publish", status_code=204)
def published(
    listing_id: Id, body: schemas.PublishBody, session: SessionDep, clock: ClockDep, principal: Publisher
) -> None:
    """Publish a draft; 409 with findings of the draft or of the plot's readiness."""
    publish_listing(session, principal, clock, listing_id, evidence_ids=body.evidence_ids, reason=body.reason)


@router.post("/listings/{listing_id}/close", status_code=204)
def closed(listing_id: Id, session: SessionDep, clock: ClockDep, principal: Editor) -> None:
    """End the time for applications after its announced last day."""
    close_listing(session, principal, clock, listing_id)


@router.post("/listings/{listing_id}/withdraw", status_code=204)
def withdrawn(
    listing_id: Id, body: schemas.WithdrawBody, session: SessionDep, clock: ClockDep, principal: Publisher
) -> None:
    """Withdraw an announcement, out of the public window's past too where it was a mistake; or give up a draft."""
    withdraw_listing(session, principal, clock, listing_id, on=body.on, reason=body.reason, as_mistake=body.as_mistake)


@router.post("/listings/{listing_id}/mistake", status_code=204)
def mistaken(listing_id: Id, body: schemas.MistakeBody, session: SessionDep, principal: Publisher) -> None:
    """Record that a withdrawn announcement should never have been published: it leaves the public window's past."""
    declare_mistake(session, principal, listing_id, body.reason)


@router.post("/listings/{listing_id}/fail", status_code=204)
def failed(listing_id: Id, body: schemas.EndBody, session: SessionDep, clock: ClockDep, principal: Publisher) -> None:
    """Record that an offer came to nothing."""
    fail_listing(session, principal, clock, listing_id, on=body.on, reason=body.reason)


@router.post("/listings/{listing_id}/reoffer", status_code=201)
def reoffered(listing_id: Id, body: schemas.ReofferBody, session: SessionDep, principal: Editor) -> Created:
    """Draft a new announcement on the terms of one that ended."""
    return Created(id=reoffer_listing(session, principal, listing_id, body.listing_no))


def _draft(body: schemas.ListingBody) -> ListingDraft:
    return ListingDraft(
        listing_no=body.listing_no,
        method=ListingMethod(body.method),
        term_kind=TermKind(body.term_kind),
        term_years=body.term_years,
        lease_years=body.lease_years,
        start_price_yuan=body.start_price_yuan,
        deposit_yuan=body.deposit_yuan,
        announced_on=body.announced_on,
        applications_from=body.applications_from,
        applications_until=body.applications_until,
        opens_on=body.opens_on,
        decided_from=body.decided_from,
        industry_codes=tuple(body.industry_codes),
        latest=PlannedDates(body.latest_start_on, body.latest_completion_on, body.latest_production_on),
        conditions_zh=body.conditions_zh,
        contact_zh=body.contact_zh,
        contact_phone=body.contact_phone,
        ranking=body.ranking.model_dump(),
        plan_item_id=body.plan_item_id,
    )
