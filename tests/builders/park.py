"""A zone with one park, two kilometres square, its south-west corner at (560000, 3719000) in EPSG:4547."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

ORIGIN_EAST, ORIGIN_NORTH = 560_000.0, 3_719_000.0


@dataclass(frozen=True)
class BuiltPark:
    zone_id: int
    park_id: int
    code: str


def box_wkt(east: float, north: float, width: float, height: float, *, multi: bool = True) -> str:
    """WKT of a rectangle, its corner given in metres from the park's south-west corner."""
    e, n = ORIGIN_EAST + east, ORIGIN_NORTH + north
    ring = f"({e} {n},{e} {n + height},{e + width} {n + height},{e + width} {n},{e} {n})"
    return f"MULTIPOLYGON(({ring}))" if multi else f"POLYGON({ring})"


def a_park(
    session: Session,
    *,
    zone_code: str = "411671",
    code: str = "P4",
    east: float = 0,
    north: float = 0,
    size: float = 2000,
    valid_from: str = "2010-01-01",
) -> BuiltPark:
    zone_id = session.execute(text("select id from zone where code = :code"), {"code": zone_code}).scalar()
    if zone_id is None:
        zone_id = session.execute(
            text(
                "insert into zone (code, name_zh, name_en) values (:code, '周口经济开发区', 'Zhoukou EDZ') returning id"
            ),
            {"code": zone_code},
        ).scalar_one()
    park_id = session.execute(
        text("insert into park (zone_id, code, name_zh, name_en) values (:zone, :code, :name, :code) returning id"),
        {"zone": zone_id, "code": code, "name": f"园区{code}"},
    ).scalar_one()
    session.execute(
        text(
            "insert into park_boundary (park_id, planar_epsg, geom, source, valid) values"
            " (:park, 4547, ST_Transform(ST_GeomFromText(:wkt, 4547), 4490), '测试', daterange(cast(:valid_from as date), null))"
        ),
        {"park": park_id, "wkt": box_wkt(east, north, size, size), "valid_from": valid_from},
    )
    return BuiltPark(zone_id, park_id, code)
