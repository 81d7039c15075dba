"""What a file is held against: the park it is meant for, the other parks, the thresholds of the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
import shapely
from pyproj import Geod

from gisapp.land.intake.land_use import LandUseClasses
from gisapp.plot_rules.rules.boundary import to_planar
from gisapp.plot_rules.tolerances import LandThresholds

CGCS2000 = Geod(a=6378137.0, rf=298.257222101)
FAR_DEGREES = 3.0


class Surroundings(Protocol):
    """Where a file is expected to lie, for deciding what its coordinates mean."""

    @property
    def planar_epsg(self) -> int: ...

    @property
    def plausible_distance_m(self) -> float: ...

    @property
    def place_zh(self) -> str: ...

    def distance_m(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Return metres from points to the place; infinite off the Earth, NaN where nobody knows."""
        ...


@dataclass(frozen=True)
class ParkGround:
    """A park with its boundary in EPSG:4490, None where no boundary is in force."""

    id: int
    zone_id: int
    code: str
    name_zh: str
    planar_epsg: int
    boundary: shapely.MultiPolygon | None

    @cached_property
    def planar(self) -> shapely.Geometry | None:
        return None if self.boundary is None else to_planar(self.boundary, self.planar_epsg)


@dataclass(frozen=True)
class Ground:
    """The park of the survey first, then the zone's other parks."""

    park: ParkGround
    thresholds: LandThresholds
    other_parks: tuple[ParkGround, ...] = ()
    land_uses: LandUseClasses = field(default_factory=LandUseClasses)

    @property
    def planar_epsg(self) -> int:
        return self.park.planar_epsg

    @property
    def plausible_distance_m(self) -> float:
        return self.thresholds.plausible_distance_m

    @property
    def place_zh(self) -> str:
        return "园区"

    def distance_m(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Return metres from points to the park: planar when near, geodesic to its middle when farther than planar maths holds."""
        boundary, planar = self.park.boundary, self.park.planar
        if boundary is None or planar is None:
            return np.full(len(lon), np.nan)
        middle = boundary.centroid
        distance = geodesic_m(lon, lat, middle.x, middle.y)
        near = (np.abs(lon - middle.x) < FAR_DEGREES) & (np.abs(lat - middle.y) < FAR_DEGREES)
        if near.any():
            distance[near] = shapely.distance(
                to_planar(shapely.points(lon[near], lat[near]), self.park.planar_epsg), planar
            )
        return distance


@dataclass(frozen=True)
class NearPoint:
    """A place known only by one point, or not at all: for the outline of a park that has no boundary yet."""

    planar_epsg: int
    point: tuple[float, float] | None = None
    plausible_distance_m: float = 100_000.0
    place_zh: str = "开发区"

    def distance_m(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        return np.full(len(lon), np.nan) if self.point is None else geodesic_m(lon, lat, *self.point)


def geodesic_m(lon: np.ndarray, lat: np.ndarray, to_lon: float, to_lat: float) -> np.ndarray:
    """Return metres over the ellipsoid to one point; infinite for coordinates that are nowhere on Earth."""
    distance = np.full(len(lon), np.inf)
    on_earth = (np.abs(lat) <= 90) & (np.abs(lon) <= 360)
    count = int(on_earth.sum())
    if count:
        distance[on_earth] = CGCS2000.inv(lon[on_earth], lat[on_earth], np.full(count, to_lon), np.full(count, to_lat))[
            2
        ]
    return distance


def format_distance(metres: float) -> str:
    """Return 412 米, 35.2 千米 or 9,876 千米: as exact as helps."""
    if metres < 10_000:
        return f"{max(metres, 1):,.0f} 米"
    kilometres = metres / 1000
    return f"{kilometres:,.1f} 千米" if kilometres < 100 else f"{kilometres:,.0f} 千米"
