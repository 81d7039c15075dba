"""Reads the part of a plot that a measure is about from GeoJSON."""

from __future__ import annotations

from typing import Any

from shapely import MultiPolygon, Polygon, is_valid_reason
from shapely.errors import ShapelyError
from shapely.geometry import shape

from gisapp.kernel.errors import Invalid


def read_ground(geometry: dict[str, Any] | None) -> MultiPolygon | None:
    """Return a GeoJSON polygon in EPSG:4490 as MultiPolygon; None stays None (400 for anything that is no valid area)."""
    if geometry is None:
        return None
    try:
        found = shape(geometry)
    except (ShapelyError, KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise _unreadable("图形读不出来") from error
    if isinstance(found, Polygon):
        found = MultiPolygon([found])
    if not isinstance(found, MultiPolygon) or found.is_empty:
        raise _unreadable("图形不是面")
    if not found.is_valid:
        raise _unreadable(f"图形有误（{is_valid_reason(found)}）")
    return found


def _unreadable(why_zh: str) -> Invalid:
    return Invalid("reuse.geometry_invalid", f"{why_zh}，请重新绘制范围后提交。", message_en="The shape is invalid.")
