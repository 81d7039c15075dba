"""Invented shapes in the plane of the 114° zone, in metres from a corner inside the zone's parks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from shapely import LineString, Polygon

from gisapp.drawing.rules.plane import Plane

EPSG = 4547
EAST, NORTH = 560_000.0, 3_719_000.0
JOIN_M = 0.001

Points = Sequence[tuple[float, float]]


def plane() -> Plane:
    return Plane(EPSG)


def at(east: float, north: float) -> tuple[float, float]:
    return EAST + east, NORTH + north


def area(points: Points, holes: Sequence[Points] = ()) -> Polygon:
    return Polygon([at(*point) for point in points], [[at(*point) for point in hole] for hole in holes])


def line(*points: tuple[float, float]) -> LineString:
    return LineString([at(*point) for point in points])


def box(west: float, south: float, east: float, north: float, holes: Sequence[Points] = ()) -> Polygon:
    return area([(west, south), (east, south), (east, north), (west, north)], holes)


def around(west: float, south: float, east: float, north: float) -> Points:
    return [(west, south), (east, south), (east, north), (west, north)]


millimetres = st.integers(-400, 400).map(lambda n: n / 1000)


@st.composite
def plots(draw: st.DrawFn) -> Polygon:
    """A star-shaped plot of 5 to 12 corners with millimetre coordinates; convex or with bays."""
    count = draw(st.integers(5, 12))
    radii = draw(st.lists(st.integers(60_000, 160_000), min_size=count, max_size=count))
    turn = draw(st.integers(0, 359))
    angles = np.radians(turn + np.arange(count) * 360 / count)
    points = [
        (round(200 + r / 1000 * float(np.cos(a)), 3), round(200 + r / 1000 * float(np.sin(a)), 3))
        for r, a in zip(radii, angles, strict=True)
    ]
    return area(points)


@st.composite
def crossing_lines(draw: st.DrawFn) -> LineString:
    """A line from far outside to far outside, passing somewhere near the middle."""
    bearing = np.radians(draw(st.integers(0, 179)))
    aside = draw(st.integers(-50_000, 50_000)) / 1000
    middle = np.array([200 + aside * np.cos(bearing), 200 - aside * np.sin(bearing)])
    way = np.array([np.sin(bearing), np.cos(bearing)]) * 500
    first, last = middle - way, middle + way
    return line((float(first[0]), float(first[1])), (float(last[0]), float(last[1])))
