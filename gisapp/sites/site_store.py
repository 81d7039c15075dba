"""Reads of the public window: rows in, plain values out. Every statement here reads views named public_* only."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.kernel.area import mu_to_m2, round_half_up
from gisapp.supply.terms import AREA_BAND_MU, SiteSort


@dataclass(frozen=True, slots=True)
class SiteWish:
    """What an investor looks for; None = no limit. Areas in ㎡, prices in yuan per ㎡."""

    area_min: Decimal | None = None
    area_max: Decimal | None = None
    industry: list[str] | None = None
    park: list[str] | None = None
    utility: list[str] | None = None
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    delivery_by: date | None = None
    supply: list[str] | None = None


@dataclass(frozen=True, slots=True)
class SitePage:
    sort: SiteSort = SiteSort.DELIVERY
    limit: int = 24
    offset: int = 0


def search(session: Session, wish: SiteWish, page: SitePage, as_of: date) -> dict[str, Any]:
    """Return totals, counts per choice and one page of the sites that meet the wish on that day."""
    row = (
        session.execute(
            load("sites/site_search"),
            {
                **asdict(wish),
                "as_of": as_of,
                "sort": page.sort.value,
                "limit": page.limit,
                "offset": page.offset,
                "band_min": [_limit_m2(low) for low, _ in AREA_BAND_MU.values()],
                "band_max": [_limit_m2(high) for _, high in AREA_BAND_MU.values()],
            },
        )
        .mappings()
        .one()
    )
    return dict(row)


def _limit_m2(mu: int | None) -> Decimal | None:
    """Return a limit in ㎡ to the hundredth, as areas are kept: a plot of 13,333.33 ㎡ is one of 20 亩."""
    return None if mu is None else round_half_up(mu_to_m2(mu), 2)


def find_sheet(session: Session, site_id: int, as_of: date) -> dict[str, Any] | None:
    row = session.execute(load("sites/site_sheet"), {"id": site_id, "as_of": as_of}).mappings().one_or_none()
    return dict(row) if row else None


def read_collection(session: Session, as_of: date) -> list[dict[str, Any]]:
    return [dict(row) for row in session.execute(load("sites/site_collection"), {"as_of": as_of}).mappings()]
