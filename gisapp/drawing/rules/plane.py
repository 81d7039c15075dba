"""The park's 3° plane in which every drawing act is computed, and the way back that moves no vertex that was there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Polygon

from gisapp.kernel.crs import GAUSS_KRUGER, STORAGE_EPSG, transformer

Xy: TypeAlias = tuple[float, float]
Area: TypeAlias = Polygon | MultiPolygon


class Plane:
    """One 3° Gauss–Krüger plane, metres east and north, without a zone number in front.

    Whatever is read is remembered vertex by vertex, so that writing gives back the very same degrees: an act moves
    only what it says it moves, and a corner shared by two plots stays one point. Going to and fro would otherwise add
    a few nanometres at every act.
    """

    def __init__(self, planar_epsg: int) -> None:
        self.epsg = planar_epsg
        self._there = transformer(STORAGE_EPSG, planar_epsg)
        self._back = transformer(planar_epsg, STORAGE_EPSG)
        self._stored: dict[Xy, Xy] = {}

    @property
    def zone(self) -> int:
        """The number of the 3° zone, which may stand in front of a typed easting."""
        return GAUSS_KRUGER[self.epsg].zone

    def read(self, stored: Any) -> Any:
        """Return a shape or line of EPSG:4490 (lon, lat) in the plane."""
        return shapely.transform(shapely.force_2d(stored), self._read)

    def read_points(self, lon_lat: Sequence[Sequence[float]]) -> list[Xy]:
        """Return points given as lon, lat in the plane."""
        if not lon_lat:
            return []
        return [(float(x), float(y)) for x, y in self._read(np.asarray([point[:2] for point in lon_lat], dtype=float))]

    def write(self, planar: Any) -> Any:
        """Return a shape or line of the plane in EPSG:4490; vertices that were read come back to the last bit."""
        return shapely.transform(planar, self._write)

    def place(self, east: float, north: float) -> dict[str, Any]:
        """Return a GeoJSON point in EPSG:4490 for a finding."""
        lon, lat = self._back.transform(east, north)
        return {"type": "Point", "coordinates": [round(float(lon), 9), round(float(lat), 9)]}

    def _read(self, lon_lat: np.ndarray) -> np.ndarray:
        planar = np.column_stack(self._there.transform(lon_lat[:, 0], lon_lat[:, 1]))
        for (x, y), (lon, lat) in zip(planar.tolist(), lon_lat.tolist(), strict=True):
            self._stored.setdefault((x, y), (lon, lat))
        return planar

    def _write(self, planar: np.ndarray) -> np.ndarray:
        moved = np.column_stack(self._back.transform(planar[:, 0], planar[:, 1]))
        for index, (x, y) in enumerate(planar.tolist()):
            known = self._stored.get((x, y))
            if known is not None:
                moved[index] = known
        return moved


def parts_of(shape: Any) -> list[Polygon]:
    """Return the polygons of a shape; lines and points that an intersection left beside them are dropped."""
    return [part for part in shapely.get_parts(shape).tolist() if isinstance(part, Polygon) and not part.is_empty]


def gather(parts: Sequence[Polygon]) -> Area:
    """Return one polygon as it is, several as one shape of several parts."""
    return parts[0] if len(parts) == 1 else MultiPolygon(list(parts))


def gather_or_empty(parts: Sequence[Polygon]) -> Area:
    """Return the polygons as one shape; an empty one where there are none."""
    return gather(parts) if parts else Polygon()


def vertices_of(shape: Any) -> list[Xy]:
    """Return every vertex once, in the order of the rings."""
    return list(dict.fromkeys((float(x), float(y)) for x, y in shapely.get_coordinates(shape).tolist()))


def rings_of(shape: Area) -> list[LineString]:
    """Return outer and inner rings as closed lines."""
    return [LineString(ring.coords) for ring in shapely.get_rings(shapely.get_parts(shape)).tolist()]


def unit(bearing_deg: float) -> Xy:
    """Return the direction of a bearing, clockwise from grid north, as metres east and north."""
    angle = np.radians(bearing_deg)
    return float(np.sin(angle)), float(np.cos(angle))


def bearing_of(here: Xy, there: Xy) -> float:
    """方位角：return the bearing from one point to another in degrees, clockwise from grid north, 0 ≤ b < 360."""
    return float(np.degrees(np.arctan2(there[0] - here[0], there[1] - here[1])) % 360.0)
