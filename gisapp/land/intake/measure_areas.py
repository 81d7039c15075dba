"""Both areas of every shape: planar in the park's zone (contracts, surveys) and ellipsoidal (land-use statistics)."""

from __future__ import annotations

import numpy as np
import shapely

from gisapp.land.intake.ground import CGCS2000


def planar_areas_m2(planar: np.ndarray) -> np.ndarray:
    """Return planar ㎡; NaN where there is no shape."""
    area = shapely.area(planar)
    return np.where(shapely.is_missing(planar), np.nan, area)


def ellipsoidal_areas_m2(geometry: np.ndarray) -> np.ndarray:
    """Return ㎡ on the CGCS2000 ellipsoid, edges being geodesics, holes taken off; NaN where there is no shape."""
    areas = np.where(shapely.is_missing(geometry), np.nan, 0.0)
    parts, part_owner = shapely.get_parts(geometry, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    if not len(rings):
        return areas
    xy, ring_of = shapely.get_coordinates(rings, return_index=True)
    is_hole = np.concatenate([[False], ring_part[1:] == ring_part[:-1]])
    cuts = np.flatnonzero(np.diff(ring_of)) + 1
    for ring, hole, part in zip(np.split(xy, cuts), is_hole.tolist(), ring_part.tolist(), strict=True):
        size = abs(CGCS2000.polygon_area_perimeter(ring[:, 0], ring[:, 1])[0])
        areas[part_owner[part]] += -size if hole else size
    return areas
