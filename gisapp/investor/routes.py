"""Speaks HTTP for what a site means to whoever takes it: the preview of duties and time, and sites side by side. No account is asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.deps import AsOfDep, SessionDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.investor.comparisons import compare_sites, describe_comparison
from gisapp.investor.preview_words import describe_preview
from gisapp.investor.previews import NOT_USUAL, Wish, find_public, preview_site
from gisapp.investor.rules.plan import InvestmentPlan
from gisapp.investor.schemas import ComparisonQuery, PreviewQuery, SiteComparison, SitePreview, SiteTakeover
from gisapp.investor.takeovers import describe_takeover, show_takeover
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Invalid
from gisapp.kernel.money import YUAN_PER_M2_OF_ONE_WAN_PER_MU, wan_to_yuan
from gisapp.supply.rules.admission import PlannedDates

router = Router(prefix="/api", tags=["investor"])

PUBLIC = [Depends(require(Permission.PUBLIC_READ))]
PlanDep = Annotated[PreviewQuery, Query()]


def wish_of(query: PreviewQuery, area_m2: Decimal | None = None) -> Wish:
    """Return the wish in yuan and ㎡; the price in all needs the site's area."""
    yuan = {
        name: None if (value := getattr(query, name)) is None else wan_to_yuan(value)
        for name in ("investment_wan", "output_wan", "tax_wan", "value_added_wan")
    }
    price = None
    if query.price_wan_per_mu is not None and area_m2 is not None:
        price = round(query.price_wan_per_mu * YUAN_PER_M2_OF_ONE_WAN_PER_MU * area_m2, 2)
    left_out = NOT_USUAL if query.without is None else tuple(c.strip() for c in query.without.split(",") if c.strip())
    return Wish(
        plan=InvestmentPlan(
            investment_yuan=yuan["investment_wan"],
            output_yuan=yuan["output_wan"],
            tax_yuan=yuan["tax_wan"],
            value_added_yuan=yuan["value_added_wan"],
            energy_tce=query.energy_tce,
            floor_area_m2=query.floor_area_m2,
            footprint_m2=query.footprint_m2,
            green_m2=query.green_m2,
            staff=query.staff,
        ),
        dates=PlannedDates(query.start_on, query.completion_on, query.production_on),
        promise=query.promise,
        signed_on=query.signed_on,
        price_yuan=price,
        construction_months=query.construction_months,
        fitting_months=query.fitting_months,
        left_out=left_out,
    )


@router.get("/sites/{site_id}/preview", dependencies=PUBLIC)
def preview(site_id: Id, session: SessionDep, as_of: AsOfDep, query: PlanDep, response: Response) -> SitePreview:
    """Everything one would sign for a published site and the three ways from today to production; 404 for any other."""
    response.headers["Cache-Control"] = "no-cache"
    area = Decimal(str(find_public(session, site_id, as_of)["area_m2"]))
    wish = wish_of(query, area)
    found = preview_site(session, site_id, wish, as_of)
    return SitePreview(as_of=as_of, **describe_preview(found, wish.promise, wish.left_out))


@router.get("/sites/{site_id}/takeover", dependencies=PUBLIC)
def takeover(site_id: Id, session: SessionDep, as_of: AsOfDep, response: Response) -> SiteTakeover:
    """What one would sign for published premises, as far as it is stated; 404 for any other site."""
    response.headers["Cache-Control"] = "no-cache"
    return SiteTakeover(**describe_takeover(show_takeover(session, site_id, as_of), as_of))


def listed_ids(text: str) -> list[int]:
    """Return the site numbers of an address (400 for anything that is none)."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() and len(part) <= 15 for part in parts):
        raise Invalid(
            "site.ids",
            "地块编号应为逗号分隔的数字，请从列表中重新选择。",
            message_en="Site numbers, separated by commas.",
        )
    return [int(part) for part in parts]


@router.get("/site-comparison", dependencies=PUBLIC)
def comparison(
    session: SessionDep, as_of: AsOfDep, query: Annotated[ComparisonQuery, Query()], response: Response
) -> SiteComparison:
    """Two to four published sites side by side, differences marked; sites that are not published are named in `missing`."""
    response.headers["Cache-Control"] = "no-cache"
    return SiteComparison(
        **describe_comparison(compare_sites(session, listed_ids(query.ids), wish_of(query), as_of), as_of)
    )
