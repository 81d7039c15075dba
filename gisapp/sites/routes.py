"""The investor's window: no account, published fields only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from fastapi import Depends, Query, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse

from gisapp.api.deps import AsOfDep, SessionDep, SettingsDep, require
from gisapp.api.file_answer import ANY_FILE, gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Invalid
from gisapp.land.parks import describe_zone
from gisapp.land.terms import Utility
from gisapp.sites.context import read_photo
from gisapp.sites.open_table import open_table
from gisapp.sites.schemas import SiteList, SiteSheet
from gisapp.sites.site_store import SitePage, SiteWish
from gisapp.sites.sites import describe_site, open_data, search_sites
from gisapp.sites.terms import SUPPLY_OF_PLOTS, SiteKind
from gisapp.supply.terms import SiteSort

router = Router(prefix="/api", tags=["sites"])

PUBLIC = [Depends(require(Permission.PUBLIC_READ))]

Area = Annotated[Decimal | None, Query(ge=0, le=1_000_000_000)]
Price = Annotated[Decimal | None, Query(ge=0, le=1_000_000)]
Ratio = Annotated[Decimal | None, Query(ge=0, le=100)]
Amount = Annotated[Decimal | None, Query(ge=0, le=1_000_000)]
Metres = Annotated[int | None, Query(ge=0, le=2_000_000)]
Listed = Annotated[str | None, Query(max_length=400, description="Values separated by commas")]


def _listed(text: str | None, known: frozenset[str] | None = None) -> list[str] | None:
    """Split a list of the address; None without one. Values outside `known` are refused (400), not ignored."""
    values = [part.strip() for part in (text or "").split(",") if part.strip()]
    unknown = [value for value in values if known is not None and value not in known]
    if unknown:
        raise Invalid(
            "site.unknown_choice",
            f"查询条件“{unknown[0]}”不在可选范围内，请重新选择。",
            message_en=f"{unknown[0]!r} is not one of the choices.",
        )
    return values or None


def get_wish(
    area_min: Area = None,
    area_max: Area = None,
    industry: Listed = None,
    park: Listed = None,
    utility: Listed = None,
    price_min: Price = None,
    price_max: Price = None,
    delivery_by: date | None = None,
    supply: Listed = None,
    kind: Listed = None,
    far_from: Ratio = None,
    far_to: Ratio = None,
    power_min: Amount = None,
    water_min: Amount = None,
    gas_min: Amount = None,
    steam_min: Amount = None,
    sewage_min: Amount = None,
    height_min: Amount = None,
    load_min: Amount = None,
    rail_max: Metres = None,
    port_max: Metres = None,
    motorway_max: Metres = None,
    airport_max: Metres = None,
) -> SiteWish:
    """Areas in ㎡, prices in yuan per ㎡, distances in metres; `industry` takes divisions of GB/T 4754 and clusters; utilities must all be there.

    Power in kVA, water and sewage as pipe diameter in mm, gas in m³/h, steam in t/h, clear height in m, floor load in t/㎡.
    """
    return SiteWish(
        area_min=area_min,
        area_max=area_max,
        industry=_listed(industry),
        park=_listed(park),
        utility=_listed(utility, frozenset(Utility.values())),
        price_min=price_min,
        price_max=price_max,
        delivery_by=delivery_by,
        supply=_listed(supply, frozenset(state.value for state in SUPPLY_OF_PLOTS)),
        kind=_listed(kind, frozenset(SiteKind.values())),
        far_from=far_from,
        far_to=far_to,
        power_min=power_min,
        water_min=water_min,
        gas_min=gas_min,
        steam_min=steam_min,
        sewage_min=sewage_min,
        height_min=height_min,
        load_min=load_min,
        rail_max=rail_max,
        port_max=port_max,
        motorway_max=motorway_max,
        airport_max=airport_max,
    )


WishDep = Annotated[SiteWish, Depends(get_wish)]


@router.get("/sites", dependencies=PUBLIC)
def sites(
    session: SessionDep,
    as_of: AsOfDep,
    wish: WishDep,
    response: Response,
    sort: Annotated[str, Query(pattern="^(delivery|-?area|-?price|plot_no)$")] = "delivery",
    limit: Annotated[int, Query(ge=0, le=200)] = 24,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> SiteList:
    """Published sites that meet every limit, with the number of sites behind each choice and behind each limit dropped."""
    response.headers["Cache-Control"] = "no-cache"
    return SiteList(**search_sites(session, wish, SitePage(SiteSort(sort), limit, offset), as_of))


@router.get("/sites.geojson", dependencies=PUBLIC, **gives("geojson"))
def sites_as_open_data(session: SessionDep, as_of: AsOfDep, settings: SettingsDep) -> Response:
    """Every published site of the day as GeoJSON (EPSG:4490, lon lat) with licence, day and notice inside."""
    collection: dict[str, Any] = open_data(session, as_of, describe_zone(session, settings.zone_code))
    return JSONResponse(
        jsonable_encoder(collection, custom_encoder={Decimal: float}),
        media_type="application/geo+json",
        headers={
            "Content-Disposition": f'inline; filename="sites-{as_of.isoformat()}.geojson"',
            "Cache-Control": "no-cache",
        },
    )


@router.get("/sites.csv", dependencies=PUBLIC, **gives("csv"))
def sites_as_table(session: SessionDep, as_of: AsOfDep, settings: SettingsDep) -> Response:
    """Every published site of the day as CSV (UTF-8 with a mark), licence, source and day in its first line."""
    table = open_table(session, as_of, describe_zone(session, settings.zone_code))
    return Response(
        table.encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="sites-{as_of.isoformat()}.csv"',
            "Cache-Control": "no-cache",
        },
    )


@router.get("/sites/{site_id}/photos/{photo_id}", dependencies=PUBLIC, **gives(*ANY_FILE))
def photo(site_id: Id, photo_id: Id, session: SessionDep, as_of: AsOfDep) -> Response:
    """A photograph of a published site; 404 for anything else."""
    media_type, content = read_photo(session, site_id, photo_id, as_of)
    return Response(content, media_type=media_type, headers={"Cache-Control": "public, max-age=86400"})


@router.get("/sites/{site_id}", dependencies=PUBLIC)
def site(site_id: Id, session: SessionDep, as_of: AsOfDep, response: Response) -> SiteSheet:
    """The sheet of a published site; 404 for anything else, whether it exists or not."""
    response.headers["Cache-Control"] = "no-cache"
    return SiteSheet(**describe_site(session, site_id, as_of))
