"""Shapes between storage (EPSG:4490, lon, lat) and the plane of a park, in which ground is cut and measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from gisapp.kernel.crs import STORAGE_EPSG, transformer
from gisapp.land.typed_shape import multi


def to_system(source: int, target: int) -> Callable[[Any], Any]:
    """Return what turns a shape, or many, of one coordinate system (EPSG) into another; lon, lat and east, north."""
    transform = transformer(source, target)

    def changed(shapes: Any) -> Any:
        return shapely.transform(shapes, lambda xy: np.column_stack(transform.transform(xy[:, 0], xy[:, 1])))

    return changed


def planar_m2(shape: BaseGeometry, epsg: int) -> float:
    """Return the planar area in ㎡ of a shape in EPSG:4490."""
    return to_system(STORAGE_EPSG, epsg)(shape).area


def whole_ground(shape: BaseGeometry) -> MultiPolygon:
    """Return a stored shape as the MultiPolygon that it is; TypeError for anything else."""
    if not isinstance(shape, Polygon | MultiPolygon):
        raise TypeError(f"ground is polygons, not {shape.geom_type}")
    return multi(shape)
