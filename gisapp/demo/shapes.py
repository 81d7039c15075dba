"""What shape does something have on the ground? Millimetre coordinates in EPSG:4547, and the same in longitude, latitude."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from gisapp.demo.coverage import Rings
from gisapp.demo.frame import PLANAR_EPSG, Point, to_ground
from gisapp.kernel.crs import STORAGE_EPSG, transformer

LONLAT_DECIMALS = 12
"""Decimals of a degree kept in storage: far below the millimetre, so that planar areas come back to the last figure."""


def _to_lonlat(points: Iterable[Point]) -> tuple[Point, ...]:
    listed = list(points)
    lons, lats = transformer(PLANAR_EPSG, STORAGE_EPSG).transform([x for x, _ in listed], [y for _, y in listed])
    return tuple(
        (round(lon, LONLAT_DECIMALS), round(lat, LONLAT_DECIMALS)) for lon, lat in zip(lons, lats, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Area:
    """One or more polygons; each a tuple of open rings (outer counter-clockwise, then holes) in EPSG:4547."""

    polygons: tuple[Rings, ...]

    @property
    def planar(self) -> MultiPolygon:
        return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in self.polygons])

    @property
    def lonlat(self) -> MultiPolygon:
        return MultiPolygon(
            [Polygon(_to_lonlat(rings[0]), [_to_lonlat(hole) for hole in rings[1:]]) for rings in self.polygons]
        )

    @property
    def area_m2(self) -> float:
        """Planar area by the shoelace on whole millimetres: exact but for the last division."""
        return (
            sum(
                abs(_double_area_mm2(ring)) * (1 if index == 0 else -1)
                for rings in self.polygons
                for index, ring in enumerate(rings)
            )
            / 2e6
        )

    @property
    def ewkb(self) -> str:
        """EWKB in hexadecimal, EPSG:4490, longitude first."""
        return shapely.to_wkb(shapely.set_srid(self.lonlat, STORAGE_EPSG), hex=True, include_srid=True)


@dataclass(frozen=True, slots=True)
class Lines:
    """One or more lines in EPSG:4547."""

    parts: tuple[tuple[Point, ...], ...]

    @property
    def lonlat(self) -> MultiLineString:
        return MultiLineString([_to_lonlat(part) for part in self.parts])

    @property
    def ewkb(self) -> str:
        return shapely.to_wkb(shapely.set_srid(self.lonlat, STORAGE_EPSG), hex=True, include_srid=True)


def _double_area_mm2(ring: tuple[Point, ...]) -> int:
    x0, y0 = (round(value * 1000) for value in ring[0])
    local = [(round(x * 1000) - x0, round(y * 1000) - y0) for x, y in ring]
    return sum(xa * yb - xb * ya for (xa, ya), (xb, yb) in zip(local, local[1:] + local[:1], strict=True))


def area_on_ground(pieces: Iterable[Rings]) -> Area:
    """Lay rings of the board on the ground: outer rings counter-clockwise, holes clockwise."""
    polygons = []
    for rings in pieces:
        laid = []
        for index, ring in enumerate(rings):
            points = tuple(to_ground(s, t) for s, t in ring)
            wrong_way = (_double_area_mm2(points) < 0) == (index == 0)
            laid.append(points[::-1] if wrong_way else points)
        polygons.append(tuple(laid))
    return Area(tuple(polygons))


def polygon_on_ground(geometry: BaseGeometry, longest_m: float = 80.0) -> Area:
    """Lay a free-standing polygon on the ground, with vertices close enough to follow the bend."""
    made = []
    for part in getattr(geometry, "geoms", [geometry]):
        dense = part.segmentize(longest_m)
        made.append(
            tuple(tuple((x, y) for x, y in list(ring.coords)[:-1]) for ring in (dense.exterior, *dense.interiors))
        )
    return area_on_ground(made)


def lines_on_ground(geometry: BaseGeometry, longest_m: float = 60.0) -> Lines:
    """Lay lines on the ground, with vertices close enough to follow the bend."""
    parts = [
        part for part in getattr(geometry, "geoms", [geometry]) if isinstance(part, LineString) and part.length > 0
    ]
    return Lines(tuple(tuple(to_ground(x, y) for x, y in part.segmentize(longest_m).coords) for part in parts))


def side_lengths(ring: tuple[Point, ...]) -> list[float]:
    """Return the length of each side of an open ring, in metres."""
    return [math.dist(here, ring[(index + 1) % len(ring)]) for index, here in enumerate(ring)]
