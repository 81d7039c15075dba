"""What is registered: lists, totals, statistics and one plot's facts on a day, as far as the caller may see."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from shapely.geometry import shape
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.tags import labelled
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import compose, load
from gisapp.kernel.bounds import Id
from gisapp.kernel.crs import Bbox, read_bbox, with_prefix
from gisapp.kernel.errors import Gone, Invalid, NotFound
from gisapp.kernel.filter import Filter, Listed, Words, like, listed
from gisapp.land.side_length import side_length_m
from gisapp.land.terms import ComplianceState, DevelopmentState, Stage, SupplyState
from gisapp.plot_rules.rules.area import area_tolerance_m2, compare_areas
from gisapp.plot_rules.tolerance_book import land_thresholds

# Ledger columns that a caller may sort by → the order in SQL; each ends in a unique column, so that pages never overlap.
SORTS = {
    "plot_no": "sort_order, plot_no",
    "park": "sort_order, plot_no",
    "stage": "stage, plot_no",
    "area_m2": "area_m2, plot_no",
    "land_use": "land_use_code, plot_no",
    "holder": "holder_name_zh, plot_no",
    "changed_on": "changed_on, plot_no",
    "land_control": "land_control, plot_no",
    "servicing": "servicing, plot_no",
    "supply": "supply, plot_no",
    "development": "development, plot_no",
    "compliance": "compliance, plot_no",
}
PRIVATE_SORTS = frozenset({"holder", "land_control", "development", "compliance"})


def _descending(order: str) -> str:
    first, rest = order.split(", ", 1)
    return f"{first} desc nulls last, {rest}"


ORDERS = (
    SORTS
    | {f"-{name}": _descending(order) for name, order in SORTS.items()}
    | {"-plot_no": "sort_order desc, plot_no desc"}
)


def _box(given: object) -> object:
    """Return west, south, east, north of `w,s,e,n` (400 where that is no box)."""
    if isinstance(given, list):  # as addresses bring it
        given = ",".join(given)
    if not isinstance(given, str):
        return given
    if not given:
        return None
    box = read_bbox(given)
    if box is None:
        raise Invalid(
            "plot.bbox_malformed",
            "范围参数应为“西,南,东,北”四个经纬度，请重新框选。",
            message_en="bbox must be west,south,east,north in degrees.",
        )
    return box


Box = Annotated[Bbox | None, BeforeValidator(_box), WithJsonSchema({"type": "string"})]
SquareMetres = Annotated[float, Field(ge=0, description="m²")]


class PlotQuestion(Filter):
    """What an address asks of plots; empty = all. Areas in ㎡, box in degrees (EPSG:4490)."""

    parks: Listed[str] = listed("park", "park codes")
    stages: Listed[Stage] = listed("stage")
    supplies: Listed[SupplyState] = listed("supply")
    developments: Listed[DevelopmentState] = listed("development")
    compliances: Listed[ComplianceState] = listed("compliance")
    land_uses: Listed[str] = listed("land_use", "land-use codes, each with all below it")
    q: Words | None = Field(default=None, description="part of plot number, parcel number, name, address or holder")
    area_min: SquareMetres | None = None
    area_max: SquareMetres | None = None
    bbox: Box = Field(default=None, description="west,south,east,north in degrees (EPSG:4490)")
    ids: Listed[Id] = listed(description="plot ids")


class PlotFilter(PlotQuestion):
    """Which plots are asked for. `known_at`: as the register was known at that instant; None: as it is known now."""

    known_at: datetime | None = None

    @property
    def known(self) -> bool:
        """Whether the statements ask earlier knowledge."""
        return self.known_at is not None

    def parameters(self, principal: Principal, as_of: date) -> dict[str, Any]:
        """Return the bound parameters of land/plot_filtered for this caller and day."""
        box = dict(zip(("west", "south", "east", "north"), self.bbox or (None,) * 4, strict=True))
        return {**self.bound(), **box, "q": like(self.q), "as_of": as_of, **visible_parks(principal)}


def list_plots(
    session: Session,
    principal: Principal,
    as_of: date,
    wanted: PlotFilter,
    *,
    sort: str = "plot_no",
    limit: int = 100,
    offset: int = 0,
) -> dict[str, Any]:
    """Return a page of plots with the total count and area (㎡) of all that pass the filter."""
    parameters = wanted.parameters(principal, as_of)
    rows = session.execute(
        compose("land/plot_filtered", "land/plot_page", order_by=ORDERS[sort], known=wanted.known),
        {**parameters, "limit": limit, "offset": offset},
    ).mappings()
    total = session.execute(compose("land/plot_filtered", "land/plot_total", known=wanted.known), parameters).one()
    return {
        "as_of": as_of,
        "total": total.total,
        "total_area_m2": total.total_area_m2,
        "items": [dict(row) for row in rows],
    }


def plot_statistics(session: Session, principal: Principal, as_of: date, wanted: PlotFilter) -> dict[str, Any]:
    """Return count and area by park and stage; they sum to the total of the list with the same filter."""
    parameters = wanted.parameters(principal, as_of)
    rows = [
        dict(row)
        for row in session.execute(
            compose("land/plot_filtered", "land/plot_statistics", known=wanted.known), parameters
        ).mappings()
    ]
    newest = session.execute(
        text(
            "select max(lower(recorded)) from plot_version where lower(recorded) <= coalesce(:known_at, clock_timestamp())"
        ),
        parameters,
    ).scalar()
    return {
        "as_of": as_of,
        "recorded_at": newest,
        "rows": rows,
        "total_count": sum(row["plot_count"] for row in rows),
        "total_area_m2": sum(row["area_m2"] for row in rows),
    }


def find_plot(
    session: Session, principal: Principal, plot_id: int, as_of: date, known_at: datetime | None = None
) -> dict[str, Any]:
    """Return the land facts of one plot on a day, as known at an instant (None: now).

    404 when there is none that the caller may see; 410 with the successors' numbers when it was retired before that day.
    """
    parameters = {"id": plot_id, "as_of": as_of, "known_at": known_at, **visible_parks(principal)}
    row = session.execute(load("land/plot_facts", known=known_at is not None), parameters).mappings().one_or_none()
    if row is None:
        _say_what_became_of_it(session, principal, parameters)
        raise NotFound(
            "plot.not_found",
            "没有这个地块，或您没有查看权限。请核对编号和日期。",
            message_en="No such plot, or not for you.",
        )
    facts = dict(row)
    facts["areas"] = {
        "surveyed_m2": facts.pop("area_surveyed_m2"),
        "planar_m2": facts.pop("area_planar_m2"),
        "ellipsoidal_m2": facts.pop("area_ellipsoidal_m2"),
        "planar_epsg": facts["planar_epsg"],
    }
    outline = facts.pop("planar_geometry")
    facts["areas"] |= _check_area(session, facts["areas"], outline, as_of)
    facts["boundary"] = boundary_points(facts.pop("boundary_points"), outline, facts["planar_epsg"])
    conditions = _rows(session, "land/plot_conditions", parameters)
    facts["conditions"] = conditions[0] if conditions else None
    facts["servicing_facts"] = _rows(session, "land/plot_servicing", parameters)
    if principal.is_staff:
        facts["axes"] = {axis.pop("axis"): axis for axis in _rows(session, "land/plot_axes", parameters)}
        facts["neighbours"] = _rows(session, "land/plot_neighbours", parameters)
        facts["constraints"] = _rows(session, "land/plot_constraints", parameters)
        facts["versions"] = _rows(session, "land/plot_versions", parameters)
    return facts


def _check_area(session: Session, areas: dict[str, Any], outline: dict[str, Any], as_of: date) -> dict[str, Any]:
    """Return how the surveyed area stands to the planar one, by the tolerance in force on the day; nothing where none was surveyed."""
    if areas["surveyed_m2"] is None:
        return {"difference_m2": None, "tolerance_m2": None, "is_beyond_tolerance": False}
    tolerance = area_tolerance_m2(shape(outline), land_thresholds(session, as_of).point_error_m)
    compared = compare_areas(areas["surveyed_m2"], float(areas["planar_m2"]), tolerance)
    return {**compared._asdict(), "is_beyond_tolerance": compared.is_beyond_tolerance}


def _rows(session: Session, name: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    statement = load(name, known=parameters.get("known_at") is not None)
    return [dict(row) for row in session.execute(statement, parameters).mappings()]


def _say_what_became_of_it(session: Session, principal: Principal, parameters: dict[str, Any]) -> None:
    if not principal.is_staff:
        return
    last = session.execute(
        text(
            "select plot_no, upper(valid) as ended_on, lower(valid) as began_on from plot_version where plot_id = :id"
            " and recorded @> coalesce(:known_at, timestamptz 'infinity')"
            " and (:all_parks or park_id = any(:park_ids)) order by valid desc limit 1"
        ),
        parameters,
    ).one_or_none()
    if last is None:
        return
    if last.ended_on is not None and last.ended_on <= parameters["as_of"]:
        successors = "、".join(row["plot_no"] for row in _rows(session, "land/plot_successors", parameters))
        now = f"现为{successors}。" if successors else "原址目前没有在册地块。"
        raise Gone(
            "plot.retired",
            f"地块{last.plot_no}已于{last.ended_on:%Y年%-m月%-d日}注销，{now}",
            message_en=f"Plot {last.plot_no} was retired on {last.ended_on}.",
        )
    raise NotFound(
        "plot.not_yet",
        f"地块{last.plot_no}在{parameters['as_of']:%Y年%-m月%-d日}没有在册界线，请调整查看日期。",
        message_en="The plot had no boundary on that day.",
    )


def boundary_points(
    delivered: dict[str, Any] | None, planar_geometry: dict[str, Any], planar_epsg: int
) -> dict[str, Any]:
    """Return the boundary points for the table: number, X north and Y east as text with 3 decimals or as delivered, side length in metres.

    Delivered points keep their own numbers and digits; otherwise points are numbered J1… over all rings and eastings carry the zone.
    """
    if delivered:
        rings = [
            {"ring": ring["ring"], "points": [{"no": p["no"], "x": p["x"], "y": p["y"]} for p in ring["points"]]}
            for ring in delivered["rings"]
        ]
        epsg, origin = delivered["epsg"], "delivered"
    else:
        epsg, origin = with_prefix(planar_epsg), "computed"
        prefix = (epsg - 4513 + 25) * 1_000_000 if epsg != planar_epsg else 0
        rings, number = [], 0
        for ring_no, ring in enumerate(
            (ring for polygon in planar_geometry["coordinates"] for ring in polygon), start=1
        ):
            points = []
            for east, north in ring[:-1]:
                number += 1
                points.append({"no": f"J{number}", "x": f"{north:.3f}", "y": f"{east + prefix:.3f}"})
            rings.append({"ring": ring_no, "points": points})
    for ring in rings:
        points = ring["points"]
        for point, following in zip(points, points[1:] + points[:1], strict=True):
            point["side_m"] = side_length_m(epsg, point, following)
    return {"epsg": epsg, "origin": origin, "rings": rings}


def plot_timeline(session: Session, principal: Principal, plot_id: int, limit: int = 200) -> list[dict[str, Any]]:
    """Return the audit events of a plot, newest first (404 when it is not in the caller's parks)."""
    ensure_visible(session, principal, plot_id)
    return [labelled(event) for event in _rows(session, "land/plot_timeline", {"id": plot_id, "limit": limit})]


def ensure_visible(session: Session, principal: Principal, plot_id: int) -> None:
    """Refuse a plot that is in none of the caller's parks, whenever it lived (404)."""
    seen = session.execute(
        text(
            "select exists (select from plot_version where plot_id = :id and (:all_parks or park_id = any(:park_ids)))"
        ),
        {"id": plot_id, **visible_parks(principal)},
    ).scalar_one()
    if not seen:
        raise NotFound(
            "plot.not_found",
            "没有这个地块，或您没有查看权限。请核对编号和日期。",
            message_en="No such plot, or not for you.",
        )
