"""Reads of the public window: rows in, plain values out. Every statement here reads views and pools named public_* only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from psycopg2.extras import Json, execute_values
from pydantic import Field
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.kernel.area import mu_to_m2, round_half_up
from gisapp.kernel.filter import Filter, Listed, listed
from gisapp.land.terms import Utility
from gisapp.sites.terms import MEASURES, SiteKind, SiteSupply
from gisapp.supply.terms import AREA_BAND_MU, SiteSort

METRES_PER_KM = 1000
DISTANCES = ("rail", "port", "motorway", "airport")


PublicSupply = Literal[SiteSupply.ON_OFFER, SiteSupply.ANNOUNCED, SiteSupply.CLOSED]
SquareMetres = Annotated[Decimal, Field(ge=0, le=1_000_000_000, description="㎡", examples=[20_000])]
YuanPerM2 = Annotated[Decimal, Field(ge=0, le=1_000_000, description="yuan per ㎡", examples=[288])]
Ratio = Annotated[Decimal, Field(ge=0, le=100)]
Amount = Annotated[Decimal, Field(ge=0, le=1_000_000)]
Metres = Annotated[int, Field(ge=0, le=2_000_000, description="m", examples=[5_000])]


class SiteWish(Filter):
    """What an investor looks for; empty = no limit. `industry` takes divisions of GB/T 4754 and clusters; utilities must all be there."""

    area_min: SquareMetres | None = None
    area_max: SquareMetres | None = None
    industry: Listed[str] = listed(description="divisions of GB/T 4754 or clusters")
    park: Listed[str] = listed(description="park codes")
    utility: Listed[Utility] = listed()
    price_min: YuanPerM2 | None = None
    price_max: YuanPerM2 | None = None
    delivery_by: date | None = None
    supply: Listed[PublicSupply] = listed()
    kind: Listed[SiteKind] = listed()
    far_from: Ratio | None = None
    far_to: Ratio | None = None
    power_min: Amount | None = Field(default=None, description="kVA")
    water_min: Amount | None = Field(default=None, description="diameter of the pipe, mm")
    gas_min: Amount | None = Field(default=None, description="m³/h")
    steam_min: Amount | None = Field(default=None, description="t/h")
    sewage_min: Amount | None = Field(default=None, description="diameter of the pipe, mm")
    height_min: Amount | None = Field(default=None, description="clear height, m")
    load_min: Amount | None = Field(default=None, description="floor load, t/㎡")
    rail_max: Metres | None = None
    port_max: Metres | None = None
    motorway_max: Metres | None = None
    airport_max: Metres | None = None


@dataclass(frozen=True, slots=True)
class SitePage:
    sort: SiteSort = SiteSort.DELIVERY
    limit: int = 24
    offset: int = 0


def search(session: Session, pool_id: int, wish: SiteWish, page: SitePage, as_of: date) -> dict[str, Any]:
    """Return totals, counts per choice and one page of the sites of a pool that meet the wish."""
    offered = [
        (str(measure), step * METRES_PER_KM if measure.value in DISTANCES else step, spec.at_least)
        for measure, spec in MEASURES.items()
        for step in spec.steps
    ]
    row = (
        session.execute(
            load("sites/site_search"),
            {
                **wish.bound(),
                "pool": pool_id,
                "as_of": as_of,
                "sort": page.sort.value,
                "limit": page.limit,
                "offset": page.offset,
                "band_min": [_limit_m2(low) for low, _ in AREA_BAND_MU.values()],
                "band_max": [_limit_m2(high) for _, high in AREA_BAND_MU.values()],
                "measures": [measure for measure, _, _ in offered],
                "steps": [step for _, step, _ in offered],
                "at_least": [at_least for _, _, at_least in offered],
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


def find_premises_sheet(session: Session, site_id: int, as_of: date) -> dict[str, Any] | None:
    row = session.execute(load("sites/premises_sheet"), {"id": site_id, "as_of": as_of}).mappings().one_or_none()
    return dict(row) if row else None


def read_collection(session: Session, pool_id: int) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the names of the columns, also where there is no site, and the sites of a pool."""
    found = session.execute(load("sites/site_collection"), {"pool": pool_id}).mappings()
    return list(found.keys()), [dict(row) for row in found]


def read_surroundings(session: Session, site_id: int, as_of: date) -> dict[str, Any]:
    """Return assessments, chain, photographs and distances of a published site, whatever its kind."""
    row = session.execute(load("sites/site_surroundings"), {"id": site_id, "as_of": as_of}).mappings().one()
    return dict(row)


def read_pool_site(session: Session, pool_id: int, site_id: int, as_of: date) -> dict[str, Any] | None:
    """Return distances and middle of a site, with the speed (km/h) at which driving times are told on the day."""
    row = (
        session.execute(
            text(
                "select rail_m, port_m, motorway_m, airport_m, substation_m, sewage_plant_m, by_road, rulebook_number('sites.drive_km_h', :as_of) as drive_km_h, ST_X(ST_Centroid(geom)) as lon, ST_Y(ST_Centroid(geom)) as lat"
                " from public_pool_site where pool_id = :pool and id = :id"
            ),
            {"pool": pool_id, "id": site_id, "as_of": as_of},
        )
        .mappings()
        .one_or_none()
    )
    return dict(row) if row else None


# pools ----------------------------------------------------------------------------------------------------------------

_COLUMNS = (
    "id", "kind", "site_no", "title_zh", "title_en", "park_code", "supply", "servicing", "area_m2", "floor_area_m2", "price_yuan_per_m2", "price_yuan",
    "rent_yuan_per_m2_month", "delivery_on", "far_min", "far_max", "height_max_m", "clear_height_m", "floor_load_t_m2", "crane_t", "power_kva",
    "water_dn", "gas_m3_h", "steam_t_h", "sewage_dn", "rail_m", "port_m", "motorway_m", "airport_m", "substation_m", "sewage_plant_m", "by_road", "industry_codes", "utilities",
    "utilities_known", "demands", "land_use_scheme", "land_use_code", "land_use_name_zh", "land_use_name_en", "summary_zh", "summary_en", "geom",
)  # fmt: skip


def find_pool(session: Session, as_of: date, revision: int) -> int | None:
    return session.execute(
        text("select pool_id from public_pool_day where as_of = :as_of and revision = :revision"),
        {"as_of": as_of, "revision": revision},
    ).scalar_one_or_none()


def find_pool_of_content(session: Session, sha256: str) -> int | None:
    return session.execute(text("select id from public_pool where sha256 = :sha"), {"sha": sha256}).scalar_one_or_none()


def read_clusters(session: Session) -> dict[str, list[str]]:
    """Return the divisions of GB/T 4754 of each cluster, as the industries stand now."""
    rows = session.execute(
        text(
            "select cluster, array_agg(code order by code) as codes from public_industry where cluster <> '' group by cluster"
        )
    )
    return {cluster: list(codes) for cluster, codes in rows}


def add_pool(
    session: Session, sha256: str, rows: list[dict[str, Any]], clusters: dict[str, list[str]], gap_m: float
) -> int:
    """Keep a pool and which of its plots lie side by side; pools that nothing was matched against go after a day."""
    session.execute(
        text(
            "delete from public_pool p where p.made_at < clock_timestamp() - interval '1 day'"
            " and not exists (select from match_run r where r.pool_id = p.id)"
        )
    )
    pool_id = session.execute(
        text("insert into public_pool (sha256, site_count, clusters) values (:sha, :count, :clusters) returning id"),
        {"sha": sha256, "count": len(rows), "clusters": Json(clusters)},
    ).scalar_one()
    values = [
        (pool_id, place, *(Json(row[name]) if name == "demands" else row[name] for name in _COLUMNS))
        for place, row in enumerate(rows)
    ]
    template = "(" + ", ".join("%s" for _ in range(len(_COLUMNS) + 2)) + ")"
    connection = session.connection().connection.driver_connection
    assert connection is not None
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            f"insert into public_pool_site (pool_id, place, {', '.join(_COLUMNS)}) values %s",  # noqa: S608
            values,
            template=template,
            page_size=2000,
        )
    session.execute(load("sites/pool_pairs"), {"pool": pool_id, "gap": gap_m})
    return pool_id


def let_day_have_pool(session: Session, as_of: date, revision: int, pool_id: int) -> None:
    """Remember which pool a day has; what earlier revisions of that day had is told by nobody any more."""
    session.execute(
        text("delete from public_pool_day where as_of = :as_of and revision < :revision"),
        {"as_of": as_of, "revision": revision},
    )
    session.execute(
        text(
            "insert into public_pool_day (as_of, revision, pool_id) values (:as_of, :revision, :pool) on conflict do nothing"
        ),
        {"as_of": as_of, "revision": revision, "pool": pool_id},
    )
