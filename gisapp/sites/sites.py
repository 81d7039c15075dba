"""What the public may ask about land: which sites there are for a wish, everything about one, all of them as open data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

from sqlalchemy.orm import Session

from gisapp.kernel.area import m2_to_ha, m2_to_mu, round_half_up
from gisapp.kernel.errors import NotFound
from gisapp.kernel.money import YUAN_PER_M2_OF_ONE_WAN_PER_MU, round_fraction
from gisapp.kernel.terms import LabelledEnum
from gisapp.land.terms import Utility
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator, IndicatorUnit
from gisapp.preparation.rules.indicator_values import promised_zh
from gisapp.sites import site_store
from gisapp.sites.pool import in_plane, pool_of, read_destinations
from gisapp.sites.rules.road_distance import drive_minutes
from gisapp.sites.site_store import PublicSupply, SitePage, SiteWish
from gisapp.sites.standing_words import standing_words
from gisapp.sites.terms import MEASURES, DestinationKind, DistanceMethod, SiteKind, SiteSupply
from gisapp.supply.rules.price import unit_prices, wan_per_mu
from gisapp.supply.terms import AREA_BAND_MU, Cluster, SiteSort

LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
"""Licence of the open data; the zone is named as its source."""


def search_sites(session: Session, wish: SiteWish, page: SitePage, as_of: date) -> dict[str, Any]:
    """Return `{as_of, total, total_area_m2, published, ids, without, facets, items}` for a wish on a day."""
    found = site_store.search(session, pool_of(session, as_of), wish, page, as_of)
    facets = {
        "park": found["parks"],
        "industry": found["industries"],
        "cluster": _choices(Cluster, found["clusters"]),
        "area_band": [
            {
                "value": str(band),
                "label_zh": band.label_zh,
                "label_en": band.label_en,
                "count": found["bands"].get(str(place), 0),
                "from_mu": low,
                "to_mu": high,
            }
            for place, (band, (low, high)) in enumerate(AREA_BAND_MU.items(), start=1)
        ],
        "utility": _choices(Utility, found["utilities"]),
        "supply": [
            choice for choice in _choices(SiteSupply, found["supplies"]) if choice["value"] in get_args(PublicSupply)
        ],
        "kind": _choices(SiteKind, found["kinds"]),
        "measure": _measures(found["measured"]),
        "sort": [{"value": str(sort), "label_zh": sort.label_zh, "label_en": sort.label_en} for sort in SiteSort],
    }
    items = [{**item, **unit_prices(item["start_price_yuan_per_m2"])} for item in found["items"]]
    kept = ("total", "total_area_m2", "bbox", "published", "ids", "without")
    return {"as_of": as_of, **{key: found[key] for key in kept}, "facets": facets, "items": items}


def describe_site(session: Session, site_id: int, as_of: date) -> dict[str, Any]:
    """Return the sheet of a published site (404 for one that is not there or not published: both answer alike)."""
    row = site_store.find_sheet(session, site_id, as_of)
    if row is None:
        return _describe_premises(session, site_id, as_of)
    area_m2 = row.pop("area_m2")
    offer = row.pop("offer")
    park = row.pop("park")
    return {
        **row,
        **_around(session, site_id, as_of),
        "kind": str(SiteKind.PLOT),
        "as_of": as_of,
        "area": {
            **_areas(area_m2),
            "basis": row["area_basis"],
            "planar_epsg": row["planar_epsg"],
            "since": row["boundary_since"],
        },
        "park": {**park, "industries": row["park_industries"], "residents": row["residents"]},
        "offer": _offered(offer) if offer else None,
        "listing": _announced(row["listing"]) if row["listing"] else None,
        "premises": None,
    }


def _offered(terms: dict[str, Any]) -> dict[str, Any]:
    """Return the terms that `public_site_terms` gives, with the price in every unit."""
    total = terms.pop("start_price_yuan")
    return {**terms, **unit_prices(terms["start_price_yuan_per_m2"]), "start_total_yuan": total}


def _describe_premises(session: Session, site_id: int, as_of: date) -> dict[str, Any]:
    """Return the sheet of a workshop, transfer wish or room left in the same shape as that of a plot."""
    row = site_store.find_premises_sheet(session, site_id, as_of)
    if row is None:
        raise NotFound(
            "site.not_found",
            "没有这块公开地块，可能已供出或撤回公告。请返回列表查看其他地块。",
            message_en="This site is not published, or no longer is. Please go back to the list.",
        )
    area_m2, sale = row["area_m2"], row["sale_yuan"]
    price = Decimal(sale) / Decimal(area_m2) if sale is not None and area_m2 else None
    told = {name: row[name] for name in _PREMISES}
    return {
        **{name: row[name] for name in _SHARED},
        **_around(session, site_id, as_of),
        "as_of": as_of,
        "supply": SiteSupply.AVAILABLE,
        "servicing": "unknown",
        "published_since": row["since"],
        "is_reused_land": False,
        "address": None,
        "land_use_scheme": None,
        "land_use_code": None,
        "land_use_name_zh": None,
        "land_use_name_en": None,
        "area": {**_areas(area_m2), "basis": "told", "planar_epsg": row["planar_epsg"], "since": row["observed_on"]},
        "park": {**row["park"], "industries": row["park_industries"], "residents": row["residents"]},
        "offer": {
            "delivery_on": row["available_on"],
            **{
                name: row[name]
                for name in ("contact_zh", "contact_en", "contact_phone", "summary_zh", "summary_en", "source", "since")
            },
            "start_price_yuan_per_m2": None if price is None else round_half_up(price, 2),
            **unit_prices(price),
            "start_total_yuan": sale,
        },
        "listing": None,
        "conditions": None,
        "premises": told,
    }


_SHARED = ("id", "kind", "plot_no", "geometry", "bbox", "industries", "utilities", "roads", "neighbours", "road_lines")
_PREMISES = (
    "title_zh", "title_en", "floor_area_m2", "far_max", "room_measured_on", "storeys", "clear_height_m", "floor_load_t_m2", "crane_t",
    "rent_yuan_per_m2_month", "sale_yuan", "lease_months_min", "lease_months_max", "paid_every_months", "deposit_yuan", "obligations_zh",
    "obligations_en", "observed_on", "source",
)  # fmt: skip


def _areas(area_m2: Any) -> dict[str, Any]:
    return {
        "m2": area_m2,
        "mu": round_half_up(m2_to_mu(area_m2), 2),
        "ha": round_half_up(m2_to_ha(area_m2), 4),
    }


def _around(session: Session, site_id: int, as_of: date) -> dict[str, Any]:
    """Return what lies round a site: assessments, chain, photographs, and how far it is to where goods and people go."""
    return {
        **site_store.read_surroundings(session, site_id, as_of),
        "distances": _distances(session, site_id, as_of),
    }


def _distances(session: Session, site_id: int, as_of: date) -> list[dict[str, Any]]:
    row = site_store.read_pool_site(session, pool_of(session, as_of), site_id, as_of)
    goals = read_destinations(session, as_of)
    if row is None or not goals:
        return []
    (here,) = in_plane(session, [(row["lon"], row["lat"])])
    told: list[dict[str, Any]] = []
    km_an_hour = row["drive_km_h"]
    for kind in DestinationKind.values():
        of_kind = [goal for goal in goals if goal["kind"] == kind]
        if row[f"{kind}_m"] is None or not of_kind:
            continue
        goal = min(of_kind, key=lambda g: (g["east"] - here.x) ** 2 + (g["north"] - here.y) ** 2)
        method = DistanceMethod.ROAD if kind in row["by_road"] else DistanceMethod.STRAIGHT
        told.append(
            {
                **{name: goal[name] for name in ("kind", "name_zh", "name_en", "source", "since")},
                "distance_m": row[f"{kind}_m"],
                "method": str(method),
                "minutes": drive_minutes(row[f"{kind}_m"], float(km_an_hour))
                if km_an_hour is not None and method is DistanceMethod.ROAD
                else None,
            }
        )
    return told


def open_data(session: Session, as_of: date, zone: dict[str, Any] | None) -> dict[str, Any]:
    """Return every published site as a GeoJSON FeatureCollection with its licence, day, coordinate system and notice."""
    zone = zone or {}
    return {
        "type": "FeatureCollection",
        "title": f"{zone.get('name_zh', '')}公开供应地块",
        "title_en": f"{zone.get('name_en', '')}: published sites",
        "publisher": zone.get("name_zh", ""),
        "licence": LICENCE,
        "as_of": as_of,
        "coordinates": "CGCS2000 (EPSG:4490), longitude latitude",
        "units": {"area": "m2", "price": "yuan per m2; 万元/亩 = yuan per m2 / 15"},
        "is_demo": bool(zone.get("is_demo")),
        "notice_zh": zone.get("notice_zh", ""),
        "notice_en": zone.get("notice_en", ""),
        "features": [_feature(row) for row in site_store.read_collection(session, pool_of(session, as_of))[1]],
    }


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    geometry, site_id = row.pop("geometry"), row.pop("id")
    price = row["start_price_yuan_per_m2"]
    return {
        "type": "Feature",
        "id": site_id,
        "geometry": geometry,
        "properties": {
            **row,
            "area_mu": round_half_up(m2_to_mu(row["area_m2"]), 2),
            "start_price_wan_per_mu": None if price is None else wan_per_mu(price),
        },
    }


def _announced(listing: dict[str, Any]) -> dict[str, Any]:
    """Return an announcement with how it stands and its indicators in words of both languages and in both units of land."""
    zh, en = standing_words(listing)
    requirements = [_requirement(item) for item in listing["requirements"]]
    return {**listing, "standing_zh": zh, "standing_en": en, "requirements": requirements}


def _requirement(item: dict[str, Any]) -> dict[str, Any]:
    indicator, value = Indicator(item["indicator"]), Fraction(item["value"])
    direction = Direction(item["direction"])
    return {
        "indicator": item["indicator"],
        "label_zh": indicator.label_zh,
        "label_en": indicator.label_en,
        "words_zh": promised_zh(indicator, direction, value),
        "words_en": _words_en(indicator, direction, value),
        "due_zh": SPECS[indicator].due.label_zh,
        "due_en": SPECS[indicator].due.label_en,
        "basis": item["basis"],
    }


def _words_en(indicator: Indicator, direction: Direction, value: Fraction) -> str:
    unit = SPECS[indicator].unit
    if unit is IndicatorUnit.YES_NO:
        return "must be met"
    if unit is IndicatorUnit.YUAN_PER_M2:
        per_mu = round_fraction(value / YUAN_PER_M2_OF_ONE_WAN_PER_MU, 2)
        return f"{direction.sign} CNY {per_mu:,} ×10k per mu ({round_fraction(value, 2):,} per ha)"
    if unit is IndicatorUnit.SHARE:
        return f"{direction.sign} {round_fraction(value * 100, 2)}%"
    return f"{direction.sign} {round_fraction(value, 2):,} {unit.label_en}".strip()


def _measures(counts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return each further limit with the steps that the window offers and how many of the sites found reach them."""
    told: list[dict[str, Any]] = []
    for measure, spec in MEASURES.items():
        scale = site_store.METRES_PER_KM if measure.value in site_store.DISTANCES else 1
        told.append(
            {
                "value": str(measure),
                "label_zh": measure.label_zh,
                "label_en": measure.label_en,
                "unit_zh": spec.unit_zh,
                "unit_en": spec.unit_en,
                "at_least": spec.at_least,
                "steps": [
                    {"step": item["step"] / scale, "count": item["count"]}
                    for item in counts
                    if item["measure"] == measure.value
                ],
            }
        )
    return told


def _choices(terms: type[LabelledEnum], counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "value": str(member),
            "label_zh": member.label_zh,
            "label_en": member.label_en,
            "count": counts.get(str(member), 0),
        }
        for member in terms
    ]
