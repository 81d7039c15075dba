"""Do neighbours share their boundary exactly? Every vertex that lies on a neighbour's edge is made a vertex there too.

Shapes are cut on the board on a centimetre grid; a corner of one plot often lies in the middle of another's edge. Bending
the board, or rounding to millimetres, would open slivers there. So all shapes are noded together first.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapely import LineString, Polygon, STRtree
from shapely import Point as ShapelyPoint
from shapely.geometry.base import BaseGeometry

from gisapp.demo.frame import Point

NEAR_M = 0.021
"""A vertex this close to an edge lies on it: two steps of the centimetre grid, on the diagonal."""

Rings = tuple[tuple[Point, ...], ...]


def whole(geometry: BaseGeometry) -> Polygon:
    """Return the geometry as the one polygon that it must be; TypeError where a cut left pieces or nothing."""
    if not isinstance(geometry, Polygon) or geometry.is_empty:
        raise TypeError(f"expected one polygon, got {geometry.geom_type} of {geometry.area:.2f} m²")
    return geometry


def rings_of(polygon: Polygon) -> Rings:
    """Return the open rings of a polygon on the centimetre grid, the outer one first."""
    rings = (polygon.exterior, *polygon.interiors)
    return tuple(tuple((round(x, 2), round(y, 2)) for x, y in list(ring.coords)[:-1]) for ring in rings)


def node_together(polygons: Sequence[Polygon], extra: Sequence[Point] = ()) -> list[Rings]:
    """Return the rings of all polygons, each with the vertices of the others that lie on its edges (and of `extra`)."""
    shapes = [rings_of(polygon) for polygon in polygons]
    vertices = sorted({point for rings in shapes for ring in rings for point in ring} | set(extra))
    tree = STRtree([ShapelyPoint(vertex) for vertex in vertices])
    return [tuple(_noded(ring, vertices, tree) for ring in rings) for rings in shapes]


def _noded(ring: tuple[Point, ...], vertices: Sequence[Point], tree: STRtree) -> tuple[Point, ...]:
    made: list[Point] = []
    for index, here in enumerate(ring):
        ahead = ring[(index + 1) % len(ring)]
        if not made or made[-1] != here:
            made.append(here)
        dx, dy = ahead[0] - here[0], ahead[1] - here[1]
        square = dx * dx + dy * dy
        if square == 0:
            continue
        found: list[tuple[float, Point]] = []
        for hit in tree.query(LineString([here, ahead]), predicate="dwithin", distance=NEAR_M):
            x, y = vertices[int(hit)]
            share = ((x - here[0]) * dx + (y - here[1]) * dy) / square
            if (x, y) not in (here, ahead) and 0 < share < 1:
                found.append((share, (x, y)))
        made += [point for _, point in sorted(found)]
    return tuple(made)
