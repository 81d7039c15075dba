"""Constraint areas straight into the table, or as somebody would enter them."""

from __future__ import annotations

from datetime import date
from typing import Any

import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.compliance.constraint_areas import AreaDraft
from tests.builders.park import box_wkt
from tests.builders.plot_rules import on_ground


def a_constraint(
    session: Session,
    zone_id: int,
    kind: str,
    name_zh: str = "示例控制范围",
    *,
    box: tuple[float, float, float, float] = (100, 100, 50, 50),
    distance_m: float | None = 0,
    since: date = date(2015, 1, 1),
    until: date | None = None,
) -> int:
    """An area over a rectangle in metres from the park's south-west corner."""
    return session.execute(
        text(
            "insert into constraint_area (zone_id, kind, name_zh, geom, source, distance_m, valid) values"
            " (:zone, :kind, :name, ST_Transform(ST_GeomFromText(:wkt, 4547), 4490), '测试', :distance, daterange(:since, :until)) returning id"
        ),
        {
            "zone": zone_id,
            "kind": kind,
            "name": name_zh,
            "wkt": box_wkt(*box),
            "distance": distance_m,
            "since": since,
            "until": until,
        },
    ).scalar_one()


def an_area_draft(**more: Any) -> AreaDraft:
    shape = shapely.MultiPolygon([on_ground(shapely.box(90, 90, 150, 150))])
    return AreaDraft(
        **{
            "kind": "heritage",
            "name_zh": "示例古墓",
            "name_en": "",
            "source": "文物局",
            "document_no": "示例文〔2020〕3号",
            "distance_m": 0,
            "remark": "",
            "valid_from": date(2016, 1, 1),
            "valid_to": None,
            "geometry": shape,
            **more,
        }
    )
