"""A shape that somebody drew or typed becomes a MultiPolygon in storage coordinates, with the points kept as typed."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry import shape

from gisapp.kernel.crs import (
    GAUSS_KRUGER,
    STORAGE_EPSG,
    gauss_kruger,
    guess_pair,
    transformer,
    with_prefix,
    without_prefix,
)
from gisapp.kernel.errors import Invalid


def read_shape(
    geometry: dict[str, Any] | None, points: dict[str, Any] | None
) -> tuple[MultiPolygon, dict[str, Any] | None]:
    """Return the shape in EPSG:4490 and, for typed points, the points with their text as typed.

    Exactly one of GeoJSON (lon, lat) and points (X north, Y east) is given; 400 with what to do otherwise.
    """
    if (geometry is None) == (points is None):
        raise Invalid(
            "plot.shape_missing",
            "请绘制地块范围，或录入界址点坐标（二选一）。",
            message_en="Give either a geometry or typed points.",
        )
    return (_read_geojson(geometry), None) if geometry is not None else _read_points(points or {})


def _read_geojson(geometry: dict[str, Any]) -> MultiPolygon:
    try:
        drawn = shape(geometry)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, shapely.GEOSException):
        drawn = None
    if not isinstance(drawn, Polygon | MultiPolygon) or drawn.is_empty:
        raise Invalid(
            "plot.shape_not_polygon",
            "地块范围必须是非空的面（Polygon 或 MultiPolygon）。",
            message_en="A polygon is needed.",
        )
    west, south, east, north = drawn.bounds
    if not (west >= 73 and east <= 136 and south >= 3 and north <= 54):
        raise Invalid(
            "plot.shape_not_degrees",
            "坐标应为 CGCS2000 经纬度（经度在前）。投影坐标请用界址点方式录入。",
            message_en="Coordinates must be CGCS2000 lon, lat degrees.",
        )
    return multi(drawn)


def multi(drawn: Polygon | MultiPolygon) -> MultiPolygon:
    """Return the shape without heights, as MultiPolygon."""
    flat = shapely.force_2d(drawn)
    return flat if isinstance(flat, MultiPolygon) else MultiPolygon([flat])


def _read_points(points: dict[str, Any]) -> tuple[MultiPolygon, dict[str, Any]]:
    epsg = int(points["epsg"])
    if epsg not in GAUSS_KRUGER and epsg != STORAGE_EPSG:
        raise Invalid(
            "plot.crs_unsupported",
            "坐标系须为 CGCS2000 经纬度或3度带高斯投影，请重新选择。",
            message_en="CGCS2000 lon/lat or 3° Gauss–Krüger only.",
        )
    rings: list[list[tuple[float, float]]] = []
    for ring in points["rings"]:
        pairs = [_pair(epsg, ring["ring"], index, point) for index, point in enumerate(ring["points"], start=1)]
        if len(pairs) > 1 and pairs[0] == pairs[-1]:
            pairs.pop()
            ring["points"] = ring["points"][:-1]
        if len(pairs) < 3:
            raise Invalid(
                "plot.ring_too_short",
                f"第{ring['ring']}圈不足3个界址点，请补充坐标。",
                message_en="A ring needs three points.",
            )
        rings.append(pairs)
    planar_epsg = without_prefix(epsg)
    planar = _assemble(rings)
    stored = planar if epsg == STORAGE_EPSG else to_storage(planar, planar_epsg)
    return multi(stored), points


def to_storage(planar: Polygon | MultiPolygon, epsg: int) -> Polygon | MultiPolygon:
    """Return a shape of planar metres (east, north) in EPSG:4490 (lon, lat)."""
    change = transformer(epsg, STORAGE_EPSG)
    return shapely.transform(planar, lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1])))


def _pair(epsg: int, ring_no: int, index: int, point: dict[str, Any]) -> tuple[float, float]:
    where = f"第{ring_no}圈第{index}点"
    try:
        north, east = float(point["x"]), float(point["y"])
    except ValueError:
        raise Invalid(
            "plot.point_not_number", f"{where}的坐标不是数字，请改正。", message_en=f"Point {index} is not a number."
        ) from None
    guess = guess_pair(north, east)
    expected = {"degrees"} if epsg == STORAGE_EPSG else {"prefixed", "unprefixed"}
    if guess.kind not in expected:
        raise Invalid(
            "plot.point_out_of_range",
            f"{where}的坐标 X={point['x']} Y={point['y']} 超出所选坐标系范围，请核对坐标系和带号。",
            message_en=f"Point {index} is out of range.",
        )
    if guess.first_is_east and epsg != STORAGE_EPSG:
        raise Invalid(
            "plot.point_axes_swapped",
            f"{where}的 X、Y 疑似颠倒：X 应为北坐标（7位），Y 为东坐标。请交换两列后重试。",
            message_en="X is north and Y is east: they look swapped.",
        )
    if epsg == STORAGE_EPSG:
        return guess.east, guess.north
    zone = GAUSS_KRUGER[epsg].zone
    if guess.zone is not None:
        if guess.zone != zone:
            raise Invalid(
                "plot.point_other_zone",
                f"{where}的带号为{guess.zone}，与所选第{zone}带不一致，请改选坐标系或核对坐标。",
                message_en=f"The easting's zone is {guess.zone}, not {zone}.",
            )
        return guess.east - zone * 1_000_000, guess.north
    if epsg == with_prefix(epsg) and gauss_kruger(zone, prefixed=True).epsg == epsg:
        raise Invalid(
            "plot.point_without_zone",
            f"{where}的东坐标缺少带号（应以{zone}开头共8位），请补带号或改选不带带号的坐标系。",
            message_en="The easting lacks its zone number.",
        )
    return guess.east, guess.north


def _assemble(rings: list[list[tuple[float, float]]]) -> Polygon | MultiPolygon:
    """Return the polygon of rings: a ring inside another is its hole, otherwise a further part."""
    shells: list[tuple[Polygon, list[list[tuple[float, float]]]]] = []
    for ring in sorted(rings, key=lambda pairs: Polygon(pairs).area, reverse=True):
        polygon = Polygon(ring)
        owner = next(
            (entry for entry in shells if entry[0].is_valid and polygon.is_valid and entry[0].covers(polygon)), None
        )
        if owner is None:
            shells.append((polygon, []))
        else:
            owner[1].append(ring)
    parts = [Polygon(shell.exterior.coords, holes) for shell, holes in shells]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
