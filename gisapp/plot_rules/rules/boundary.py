"""界线自身是否成立：有效、无重复点、无尖刺、不狭长、不过小。纯几何，不看邻宗。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry import mapping

from gisapp.kernel.area import format_m2
from gisapp.kernel.crs import STORAGE_EPSG, transformer
from gisapp.kernel.finding import Finding, Severity
from gisapp.plot_rules.rules.area import find_area_difference
from gisapp.plot_rules.tolerances import LandThresholds

_REASON = re.compile(r"^([^\[]+)(?:\[\s*(\S+)\s+(\S+?)\s*\])?$")
_FAULTS: dict[str, tuple[str, str, str]] = {
    "Self-intersection": ("boundary.self_intersection", "界线自相交", "请调整交叉处的界址点次序。"),
    "Ring Self-intersection": (
        "boundary.ring_touches_itself",
        "界线在一点上与自身相接",
        "请拆成两个面，或移开相接的界址点。",
    ),
    "Duplicate Rings": ("boundary.duplicate_ring", "两圈界线完全重合", "请删除重复的一圈。"),
    "Hole lies outside shell": ("boundary.hole_outside", "内部岛不在外圈之内", "请核对圈号和坐标。"),
    "Nested shells": ("boundary.nested_parts", "一个面落在另一个面之内", "请核对圈号：应为内部岛，或应删除。"),
    "Nested holes": ("boundary.nested_holes", "内部岛互相包含", "请核对圈号和坐标。"),
    "Interior is disconnected": ("boundary.interior_cut", "内部岛把地块切成了几块", "请按实际拆成几个面。"),
    "Too few points in geometry component": ("boundary.too_few_points", "有一圈的点不足以成面", "请补齐界址点。"),
}


def check_boundary(
    geometry: Polygon | MultiPolygon,
    planar_epsg: int,
    thresholds: LandThresholds,
    *,
    declared_area_m2: float | Decimal | None = None,
    rounding_m2: float = 0.0,
) -> list[Finding]:
    """界线本身有哪些问题：先看是否有效，有效的再看重复点、尖刺、狭长、过小和面积.

    `geometry` is in EPSG:4490 (lon, lat); lengths and areas are measured in `planar_epsg` (3° Gauss–Krüger, metres).
    Places are given as points in 4490.
    """
    if geometry.is_empty:
        return [
            Finding(
                "boundary.empty",
                Severity.ERROR,
                "图形为空。",
                fix_zh="请补充界址点。",
                message_en="The shape is empty.",
            )
        ]
    fault = find_fault(geometry)
    if fault is not None:
        return [fault]
    planar = to_planar(geometry, planar_epsg)
    fault = find_fault(planar, planar_epsg)
    if fault is not None:
        return [fault]
    findings = [*find_repeated_points(planar, planar_epsg, thresholds), *find_spikes(planar, planar_epsg, thresholds)]
    findings.extend(find_size_faults(planar, planar_epsg, thresholds))
    difference = find_area_difference(declared_area_m2, planar, thresholds, rounding_m2=rounding_m2)
    return findings if difference is None else [*findings, difference]


def to_planar(geometry: Any, planar_epsg: int) -> Any:
    """Return the shape, or the array of shapes, in the planar system: metres east and north."""
    move = transformer(STORAGE_EPSG, planar_epsg).transform
    return shapely.transform(geometry, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])))


def find_fault(geometry: Polygon | MultiPolygon, planar_epsg: int | None = None) -> Finding | None:
    """界线是否有效；无效的说明原因和位置. `planar_epsg` names the system of the shape where it is not 4490."""
    reason = shapely.is_valid_reason(geometry)
    if reason == "Valid Geometry":
        return None
    found = _REASON.match(reason)
    name = found.group(1).strip() if found else reason
    code, what, fix = _FAULTS.get(name, ("boundary.invalid", "界线图形无效", "请在制图软件中修复图形后重新提交。"))
    place = None
    if found and found.group(2) is not None:
        place = _point(float(found.group(2)), float(found.group(3)), planar_epsg)
    return Finding(
        code,
        Severity.ERROR,
        f"{what}{_where(place)}。",
        fix_zh=fix,
        message_en=f"Invalid boundary: {name}.",
        measured=name,
        geometry=place,
    )


def find_repeated_points(
    planar: Polygon | MultiPolygon, planar_epsg: int, thresholds: LandThresholds
) -> Iterator[Finding]:
    """相邻界址点是否重复：间距小于取位精度的视为重复点."""
    places = []
    for ring in _rings(planar):
        steps = np.hypot(*np.diff(ring, axis=0).T)
        places.extend(ring[:-1][steps < thresholds.repeated_point_m])
    if places:
        east, north = places[0]
        place = _point(east, north, planar_epsg)
        yield Finding(
            "boundary.repeated_point",
            Severity.WARNING,
            f"有 {len(places)} 处相邻界址点重复{_where(place)}。",
            fix_zh="完全重合的点入库时自动去除；相距极近的请核对后合并。",
            message_en=f"{len(places)} repeated points.",
            measured=f"{len(places)}",
            required=f"间距 ≥ {thresholds.repeated_point_m} 米",
            geometry=place,
        )


def find_spikes(planar: Polygon | MultiPolygon, planar_epsg: int, thresholds: LandThresholds) -> Iterator[Finding]:
    """界线是否有尖刺：夹角小于限值的界址点."""
    sharpest, place, count = 180.0, None, 0
    for ring in _rings(planar):
        angles = corner_angles(ring)
        sharp = np.nonzero(angles < thresholds.spike_angle_deg)[0]
        count += len(sharp)
        if len(sharp) and angles[sharp].min() < sharpest:
            at = sharp[np.argmin(angles[sharp])]
            east, north = _distinct(ring)[at]
            sharpest, place = float(angles[at]), _point(east, north, planar_epsg)
    if count:
        yield Finding(
            "boundary.spike",
            Severity.WARNING,
            f"有 {count} 处尖刺，最小夹角 {sharpest:.2f}°{_where(place)}。",
            fix_zh="多为误采点，请核对并删除该界址点。",
            message_en=f"{count} spikes, sharpest {sharpest:.2f}°.",
            measured=f"{sharpest:.2f}°",
            required=f"≥ {thresholds.spike_angle_deg:g}°",
            geometry=place,
        )


def find_size_faults(planar: Polygon | MultiPolygon, planar_epsg: int, thresholds: LandThresholds) -> Iterator[Finding]:
    """地块是否过小或过窄：面积和平均宽度（2 倍面积 ÷ 周长）小于限值的提示为碎图斑、狭长图斑."""
    for part in shapely.get_parts(planar):
        inside = shapely.point_on_surface(part)
        place = _point(inside.x, inside.y, planar_epsg)
        width = 2 * part.area / part.length
        if part.area < thresholds.minimum_area_m2:
            yield Finding(
                "boundary.too_small",
                Severity.WARNING,
                f"面积只有 {format_m2(round(part.area, 2))} ㎡，属碎图斑{_where(place)}。",
                fix_zh="请核对是否为误画的碎面，或与邻宗合并。",
                message_en=f"Only {part.area:.2f} m².",
                measured=f"{part.area:.2f} ㎡",
                required=f"≥ {thresholds.minimum_area_m2:g} ㎡",
                geometry=place,
            )
        if width < thresholds.minimum_width_m:
            yield Finding(
                "boundary.sliver",
                Severity.WARNING,
                f"平均宽度只有 {width:.2f} 米，属狭长图斑{_where(place)}。",
                fix_zh="多为相邻界线不一致留下的缝隙，请与邻宗对齐。",
                message_en=f"Mean width {width:.2f} m.",
                measured=f"{width:.2f} 米",
                required=f"≥ {thresholds.minimum_width_m:g} 米",
                geometry=place,
            )


def corner_angles(ring: np.ndarray) -> np.ndarray:
    """Return the angle in degrees at each distinct vertex of a closed ring; 180 is straight, 0 a spike."""
    points = _distinct(ring)
    if len(points) < 3:
        return np.empty(0)
    back = np.roll(points, 1, axis=0) - points
    ahead = np.roll(points, -1, axis=0) - points
    cross = back[:, 0] * ahead[:, 1] - back[:, 1] * ahead[:, 0]
    return np.degrees(np.arctan2(np.abs(cross), (back * ahead).sum(axis=1)))


def _distinct(ring: np.ndarray) -> np.ndarray:
    points = ring[:-1]
    keep = (points != np.roll(points, 1, axis=0)).any(axis=1)
    return points[keep] if keep.any() else points[:1]


def _rings(planar: Polygon | MultiPolygon) -> Iterator[np.ndarray]:
    for ring in shapely.get_rings(shapely.get_parts(planar)):  # of several parts at once it returns none
        yield shapely.get_coordinates(ring)


def place_of(planar: Any, planar_epsg: int) -> dict[str, Any]:
    """Return a planar shape (point, line, polygon or a list of polygons) as GeoJSON in EPSG:4490 with nine decimals."""
    move = transformer(planar_epsg, STORAGE_EPSG).transform
    if isinstance(planar, list):
        planar = planar[0] if len(planar) == 1 else shapely.multipolygons(planar)
    moved = shapely.transform(planar, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])).round(9))
    return dict(mapping(moved))


def _point(x: float, y: float, planar_epsg: int | None) -> dict[str, Any]:
    lon, lat = (x, y) if planar_epsg is None else transformer(planar_epsg, STORAGE_EPSG).transform(x, y)
    return {"type": "Point", "coordinates": [round(float(lon), 9), round(float(lat), 9)]}


def _where(place: dict[str, Any] | None) -> str:
    if place is None:
        return ""
    lon, lat = place["coordinates"]
    return f"，位于东经 {lon:.6f}°、北纬 {lat:.6f}°" if -180 <= lon <= 180 and -90 <= lat <= 90 else ""
