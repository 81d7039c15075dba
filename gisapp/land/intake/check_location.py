"""Does each row lie where it should: in its park, in another park, or so far away that zone or coordinate system must be wrong?"""

from __future__ import annotations

import numpy as np
import shapely

from gisapp.land.intake.decide_crs import CrsDecision, to_lonlat
from gisapp.land.intake.ground import Ground, format_distance
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.known_crs import cgcs2000_zone
from gisapp.land.intake.magnitude import is_zone
from gisapp.land.intake.source_layer import SourceLayer
from gisapp.plot_rules.rules.boundary import to_planar


def check_location(
    layer: SourceLayer, geometry: np.ndarray, decision: CrsDecision, ground: Ground, log: IssueLog
) -> np.ndarray:
    """Report every row that lies wholly outside the park with its distance in metres; return which rows those are."""
    outside = np.zeros(len(geometry), dtype=bool)
    park = ground.park
    if park.boundary is None:
        log.error(
            "plot.park_without_boundary", f"{park.name_zh}没有生效的园区界线，地块不能入库。", "请先登记园区界线。"
        )
        return outside
    there = np.nonzero(~shapely.is_missing(geometry))[0]
    if not len(there):
        return outside
    distance = _distances(geometry[there], ground)
    if decision.known.family == "other" and (distance <= ground.thresholds.plausible_distance_m).any():
        log.error(
            "crs.no_transformation",
            f"{decision.known.label}与 CGCS2000 之间没有确定的转换关系，只能粗略定位。",
            "请由测绘单位转换为 2000 国家大地坐标系后上传。",
            field="坐标系",
            value=decision.known.label,
        )
    away = there[distance > 0]
    outside[away] = True
    for row, shape, metres in zip(
        layer.rows[away].tolist(), geometry[away].tolist(), distance[distance > 0].tolist(), strict=True
    ):
        _say(shape, row, metres, decision, ground, log)
    if (distance > ground.thresholds.plausible_distance_m).all():
        _hint_zone(layer, decision, ground, log)
    return outside


def _distances(geometry: np.ndarray, ground: Ground) -> np.ndarray:
    """Return metres from each shape to the park, 0 where they touch."""
    boundary = ground.park.boundary
    assert boundary is not None
    box = shapely.bounds(geometry)
    distance = ground.distance_m(box[:, 0], box[:, 1])
    close = np.nonzero(distance <= 2 * ground.thresholds.plausible_distance_m)[0]
    if len(close):
        planar = to_planar(geometry[close], ground.park.planar_epsg)
        area = ground.park.planar
        shapely.prepare(area)
        apart = ~shapely.intersects(area, planar)
        exact = np.zeros(len(close))
        exact[apart] = shapely.distance(planar[apart], area)
        distance[close] = exact
    return np.where(np.isnan(distance), np.inf, distance)


def _say(
    shape: shapely.Geometry,
    row: int,
    metres: float,
    decision: CrsDecision,
    ground: Ground,
    log: IssueLog,
) -> None:
    lon, lat = shapely.get_coordinates(shape)[0].tolist()
    where = {"row": row, "field": "geometry", "point": (round(lon, 9), round(lat, 9))}
    other = next(
        (park for park in ground.other_parks if park.boundary is not None and park.boundary.intersects(shape)), None
    )
    if other is not None:
        log.error(
            "location.other_park",
            f"第 {row} 行落在{other.name_zh}（{other.code}）内，不在{ground.park.name_zh}内。",
            f"请选择园区 {other.code} 重新检查。",
            value=other.code,
            **where,
        )
        return
    zone = f"带号（{decision.known.zone}）" if decision.known.zone else f"坐标系（{decision.known.label}）"
    far = format_distance(metres) if np.isfinite(metres) else "很远"
    code = "location.outside_park" if metres <= ground.thresholds.plausible_distance_m else "location.implausible"
    log.error(
        code,
        f"第 {row} 行坐标落在园区外 {far}处，请核对{zone}或选择正确园区。",
        "核对后重新检查；确属园区外的地块不能入库。",
        value=far,
        **where,
    )


def _hint_zone(layer: SourceLayer, decision: CrsDecision, ground: Ground, log: IssueLog) -> None:
    """Say when another zone would bring the whole file to the park: a hint, never a decision."""
    known = decision.known
    boxes = shapely.bounds(layer.geometry[~shapely.is_missing(layer.geometry)])
    x, y = np.nanmedian(boxes[:, :2], axis=0)
    x, y = (y, x) if decision.swap else (x, y)
    log.error(
        "location.file_implausible",
        "全部地块都远离园区，坐标系或带号很可能有误。",
        "请核对坐标系、带号，或选择正确园区。",
        field="坐标系",
        value=known.label,
    )
    if known.zone is None:
        return
    for zone in (known.zone - 1, known.zone + 1):
        if not is_zone(zone):
            continue
        east = x % 1_000_000 + (zone * 1_000_000 if known.prefixed else 0)
        lon, lat = to_lonlat(cgcs2000_zone(zone, prefixed=known.prefixed), np.array([east]), np.array([y]))
        if ground.distance_m(lon, lat)[0] <= ground.thresholds.plausible_distance_m:
            log.info(
                "location.zone_hint",
                f"若带号为 {zone}，则落在园区附近。",
                "确认后请选择该带号重新检查。",
                field="带号",
                value=zone,
            )
