"""What is public of a site, as the preview's rules take it: from its announcement, else from the offer and the indicator table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from gisapp.investor.rules.duties import OfferedSite
from gisapp.investor.terms import ThresholdSource
from gisapp.kernel.rulebook import Basis
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.plot_requirements import requirements_of_plot
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standards import load_requirements
from gisapp.sites.terms import SiteSupply
from gisapp.supply.rules.admission import PlannedDates


def is_on_offer(row: Mapping[str, Any]) -> bool:
    """Can it still be bid for by its announcement? A closed or settled one still says what is asked, but none of its days is ahead."""
    return row["listing"] is not None and row["supply"] == SiteSupply.ON_OFFER


def offered_site(session: Session, row: Mapping[str, Any], day: date) -> OfferedSite:
    """Return the site of a public sheet row (`sites/site_sheet`) as the rules take it."""
    offer, listing = row["offer"] or {}, row["listing"] or {}
    if listing:
        order = list(Indicator)
        announced = (_announced(item, listing) for item in listing["requirements"])
        requirements = tuple(sorted(announced, key=lambda item: order.index(item.indicator)))
        source = ThresholdSource.ANNOUNCEMENT
    else:
        codes = [item["code"] for item in row["industries"]]
        found = requirements_of_plot(
            load_requirements(session), industry_codes=codes, park_code=row["park"]["code"], day=day
        )
        requirements, source = found.requirements, ThresholdSource.TABLE
    return OfferedSite(
        area_m2=Decimal(str(row["area_m2"])),
        requirements=requirements,
        source=source,
        start_price_yuan=_decimal(offer.get("start_price_yuan")),
        deposit_yuan=_decimal(listing.get("deposit_yuan")),
        delivery_on=_day(offer.get("delivery_on")),
        latest=PlannedDates(
            _day(listing.get("latest_start_on")),
            _day(listing.get("latest_completion_on")),
            _day(listing.get("latest_production_on")),
        )
        if is_on_offer(row)
        else PlannedDates(None, None, None),
    )


def _announced(item: Mapping[str, Any], listing: Mapping[str, Any]) -> Requirement:
    return Requirement(
        indicator=Indicator(item["indicator"]),
        direction=Direction(item["direction"]),
        value=Fraction(item["value"]),
        industry_code="",
        park_code="",
        effective_from=date.fromisoformat(listing["announced_on"]),
        effective_to=None,
        basis=Basis.parse(item["basis"]),
        confirmed=bool(item.get("confirmed", False)),
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
