"""A zone and its parks come into the register: names first, boundaries from the client's own files, each boundary dated.

Nothing about the parks is public, so a real installation begins here: create the zone, add its parks, give each its
boundary. A new boundary never silently leaves a live plot outside: the database refuses it by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from geoalchemy2.shape import from_shape
from shapely import MultiPolygon
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park
from gisapp.db.history import replace_from
from gisapp.db.tables.park import ParkBoundaryRow, ParkRow, ZoneRow
from gisapp.kernel.area import format_mu
from gisapp.kernel.crs import GAUSS_KRUGER, STORAGE_EPSG, without_prefix
from gisapp.kernel.errors import Conflict, Invalid, RuleViolation
from gisapp.kernel.finding import Severity
from gisapp.land.parks import find_park
from gisapp.plot_rules.rules.boundary import find_fault
from gisapp.plot_rules.tolerance_book import land_thresholds

NAMES = ("name_zh", "name_en", "operator_zh", "operator_en", "purpose_zh", "purpose_en", "sort_order")


def create_zone(
    session: Session, principal: Principal, *, code: str, name_zh: str, name_en: str = "", planar_epsg: int = 4547
) -> int:
    """Create the zone of this installation; return its id. 409 when one of this code is there already."""
    if session.execute(select(ZoneRow.id).where(ZoneRow.code == code)).scalar() is not None:
        raise Conflict(
            "zone.code_taken", f"代码为“{code}”的开发区已存在，请直接使用。", message_en=f"Zone {code} exists already."
        )
    zone_id = session.execute(
        insert(ZoneRow)
        .values(code=code, name_zh=name_zh.strip(), name_en=name_en.strip(), planar_epsg=_planar(planar_epsg))
        .returning(ZoneRow.id)
    ).scalar_one()
    changes = differences({}, {"code": code, "name_zh": name_zh, "planar_epsg": planar_epsg})
    record_event(
        session, principal, EventTag.ZONE_CREATE, subject="zone", subject_id=zone_id, zone_id=zone_id, changes=changes
    )
    return zone_id


def _planar(epsg: int) -> int:
    if epsg not in GAUSS_KRUGER:
        raise Invalid(
            "park.crs_unsupported",
            "平面坐标系须为 CGCS2000 3度带高斯投影（周口市区为 EPSG:4547），请重新选择。",
            message_en="The planar system must be a CGCS2000 3° Gauss–Krüger one.",
        )
    return without_prefix(epsg)


def register_park(
    session: Session,
    principal: Principal,
    zone_code: str,
    *,
    code: str,
    names: Mapping[str, Any],
    parent_code: str | None = None,
    planar_epsg: int | None = None,
) -> int:
    """Add a park (or, with `parent_code`, a park within a park); return its id. 409 when the code is taken."""
    zone = session.execute(select(ZoneRow).where(ZoneRow.code == zone_code)).scalar_one_or_none()
    if zone is None:
        raise Conflict("zone.missing", "请先登记开发区，再登记园区。", message_en="Create the zone first.")
    if not str(names.get("name_zh") or "").strip():
        raise Invalid("park.name_missing", "请填写园区名称。", message_en="The park's name is missing.")
    taken = session.execute(select(ParkRow.id).where(ParkRow.zone_id == zone.id, ParkRow.code == code)).scalar()
    if taken is not None:
        raise Conflict(
            "park.code_taken", f"园区代码“{code}”已被使用，请换一个。", message_en=f"Park code {code} is taken."
        )
    parent_id = find_park(session, parent_code)["id"] if parent_code else None
    given = {name: names[name] for name in NAMES if names.get(name) is not None}
    park_id = session.execute(
        insert(ParkRow)
        .values(
            zone_id=zone.id,
            code=code,
            parent_park_id=parent_id,
            planar_epsg=_planar(planar_epsg or zone.planar_epsg),
            **given,
        )
        .returning(ParkRow.id)
    ).scalar_one()
    record_event(
        session,
        principal,
        EventTag.PARK_REGISTER,
        subject="park",
        subject_id=park_id,
        park_id=park_id,
        zone_id=zone.id,
        changes=differences({}, {"code": code, **given}),
    )
    return park_id


def change_park(session: Session, principal: Principal, code: str, names: Mapping[str, Any]) -> None:
    """Change a park's names, operator, purpose or order; the code stays."""
    park = find_park(session, code)
    ensure_may_touch_park(principal, park["id"], park["name_zh"])
    row = session.get_one(ParkRow, park["id"], with_for_update=True)
    given = {name: names[name] for name in NAMES if names.get(name) is not None}
    if "name_zh" in given and not str(given["name_zh"]).strip():
        raise Invalid("park.name_missing", "请填写园区名称。", message_en="The park's name is missing.")
    changes = differences({name: getattr(row, name) for name in given}, given)
    for name, value in given.items():
        setattr(row, name, value)
    record_event(
        session,
        principal,
        EventTag.PARK_CHANGE,
        subject="park",
        subject_id=row.id,
        park_id=row.id,
        zone_id=row.zone_id,
        changes=changes,
    )


def revise_park_boundary(
    session: Session,
    principal: Principal,
    code: str,
    geometry: MultiPolygon,
    *,
    valid_from: date,
    source: str,
    reason: str,
    document: str | None = None,
) -> dict[str, Any]:
    """Let a boundary (EPSG:4490, lon, lat) hold from a day on; return its areas in ㎡ and what it overlaps of other parks.

    Raises RuleViolation for a faulty shape or for an overlap with another park beyond tolerance (a park within a park may
    lie in its parent); Conflict, by the database, when a live plot would be left outside.
    """
    park = find_park(session, code)
    ensure_may_touch_park(principal, park["id"], park["name_zh"])
    fault = find_fault(geometry, park["planar_epsg"])
    if fault is not None and fault.severity is Severity.ERROR:
        raise RuleViolation(
            "park.boundary_faulty", fault.message_zh + fault.fix_zh, message_en=fault.message_en, findings=[fault]
        )
    tolerance = land_thresholds(session, valid_from).outside_park_tolerance_m2
    _refuse_overlap(session, park, geometry, valid_from, tolerance)
    values = {"planar_epsg": park["planar_epsg"], "geom": from_shape(geometry, srid=STORAGE_EPSG), "source": source}
    before, _ = replace_from(session, ParkBoundaryRow, {"park_id": park["id"]}, valid_from, values)
    areas = session.execute(
        text(
            "select area_planar_m2, area_ellipsoidal_m2 from park_boundary"
            " where park_id = :park and upper_inf(recorded) and valid @> cast(:day as date)"
        ),
        {"park": park["id"], "day": valid_from},
    ).one()
    record_event(
        session,
        principal,
        EventTag.PARK_BOUNDARY_REVISE,
        subject="park_boundary",
        subject_id=park["id"],
        park_id=park["id"],
        zone_id=park["zone_id"],
        changes={
            "boundary": {"old": before and before["source"], "new": f"{source}，{format_mu(areas.area_planar_m2)} 亩"},
            "valid_from": {"old": None, "new": valid_from.isoformat()},
        },
        reason=reason,
        document=document,
    )
    return {
        "code": code,
        "area_planar_m2": areas.area_planar_m2,
        "area_ellipsoidal_m2": areas.area_ellipsoidal_m2,
        "valid_from": valid_from,
    }


def _refuse_overlap(
    session: Session, park: Mapping[str, Any], geometry: MultiPolygon, day: date, tolerance: float
) -> None:
    row = session.execute(
        text(
            "select p.name_zh, round(o.area::numeric, 2) as area_m2 from park p"
            " join park_boundary b on b.park_id = p.id and upper_inf(b.recorded) and b.valid && daterange(cast(:day as date), null)"
            " join park me on me.id = :park and p.zone_id = me.zone_id and p.id <> me.id"
            "  and p.id is distinct from me.parent_park_id and me.id is distinct from p.parent_park_id"
            " cross join lateral (select ST_Area(ST_Intersection(ST_Transform(b.geom, me.planar_epsg),"
            "  ST_Transform(ST_GeomFromWKB(:geom, 4490), me.planar_epsg))) as area) o"
            " where ST_Intersects(b.geom, ST_GeomFromWKB(:geom, 4490)) and o.area > :tolerance order by o.area desc limit 1"
        ),
        {"park": park["id"], "day": day, "geom": geometry.wkb, "tolerance": tolerance},
    ).one_or_none()
    if row is not None:
        raise Conflict(
            "park.overlaps_park",
            f"园区界线与{row.name_zh}重叠 {row.area_m2:,} ㎡，未保存。请调整界线，或先修订相邻园区。",
            message_en=f"The boundary overlaps another park by {row.area_m2} m².",
        )
