"""The investor's window: no account, published fields only."""

from __future__ import annotations

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
from gisapp.land.parks import describe_zone
from gisapp.sites.context import read_photo
from gisapp.sites.open_table import open_table
from gisapp.sites.schemas import SiteList, SiteSheet
from gisapp.sites.site_store import SitePage, SiteWish
from gisapp.sites.sites import describe_site, open_data, search_sites
from gisapp.supply.terms import SiteSort

router = Router(prefix="/api", tags=["sites"])

PUBLIC = [Depends(require(Permission.PUBLIC_READ))]


@router.get("/sites", dependencies=PUBLIC)
def sites(
    session: SessionDep,
    as_of: AsOfDep,
    wish: Annotated[SiteWish, Query()],
    response: Response,
    sort: SiteSort = SiteSort.DELIVERY,
    limit: Annotated[int, Query(ge=0, le=200)] = 24,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> SiteList:
    """Published sites that meet every limit, with the number of sites behind each choice and behind each limit dropped."""
    response.headers["Cache-Control"] = "no-cache"
    return SiteList(**search_sites(session, wish, SitePage(sort, limit, offset), as_of))


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
    """Every published site of the day as CSV (UTF-8 with a mark), day, source and licence in columns of their own."""
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
