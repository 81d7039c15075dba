"""公共界址点：a corner that lies on a neighbour's side becomes the neighbour's corner too, to the last bit.

Without it the next edit opens slivers: two sides that look like one are then two different lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.strtree import STRtree

from gisapp.drawing.rules.plane import Area, Xy, gather, parts_of, vertices_of

# coordinates of seven digits before the point carry the rounding of a nanometre: a gap of exactly the tolerance is within it
_ROUNDING_M = 1e-8


def over_rings(shape: Area, change: Callable[[np.ndarray], np.ndarray]) -> Area:
    """Return the shape with each closed ring replaced by what `change` makes of it."""
    parts = []
    for part in parts_of(shape):
        outer, *holes = [change(np.asarray(ring.coords)) for ring in (part.exterior, *part.interiors)]
        parts.append(Polygon(outer, holes))
    return gather(parts) if isinstance(shape, Polygon) or len(parts) == 1 else MultiPolygon(parts)


def insert_vertices(shape: Area, points: Iterable[Xy], tolerance_m: float) -> Area:
    """Return the shape with each point that lies on one of its sides as a vertex; a point near a corner is left out.

    The vertex has the point's own coordinates, so that both shapes hold one and the same point.
    """
    tolerance_m += _ROUNDING_M
    near = [point for point in dict.fromkeys(points) if shape.distance(shapely.Point(point)) <= tolerance_m]
    return over_rings(shape, lambda ring: _insert(ring, near, tolerance_m)) if near else shape


def _insert(ring: np.ndarray, points: Sequence[Xy], tolerance_m: float) -> np.ndarray:
    found: dict[int, list[tuple[float, Xy]]] = {}
    starts, ends = ring[:-1], ring[1:]
    along = ends - starts
    lengths = np.hypot(along[:, 0], along[:, 1])
    for point in points:
        if np.hypot(*(ring - point).T).min() <= tolerance_m:
            continue
        offset = np.asarray(point) - starts
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (offset * along).sum(axis=1) / lengths**2
            aside = np.abs(along[:, 0] * offset[:, 1] - along[:, 1] * offset[:, 0]) / lengths
        hit = np.nonzero((share > 0) & (share < 1) & (aside <= tolerance_m))[0]
        if len(hit):
            side = int(hit[np.argmin(aside[hit])])
            found.setdefault(side, []).append((float(share[side]), point))
    if not found:
        return ring
    rows: list[Sequence[float]] = []
    for side in range(len(ring) - 1):
        rows.append(ring[side])
        rows.extend(point for _, point in sorted(found.get(side, ())))
    rows.append(ring[-1])
    return np.asarray(rows)


def snap_vertices(shape: Area, corners: Sequence[Xy], tolerance_m: float) -> Area:
    """Return the shape with each vertex that lies on a given corner, give or take the tolerance, at that very corner."""
    if not corners:
        return shape
    tree = STRtree([shapely.Point(corner) for corner in corners])
    tolerance_m += _ROUNDING_M

    def settle(ring: np.ndarray) -> np.ndarray:
        settled = ring.copy()
        for index, point in enumerate(ring):
            nearest = int(tree.nearest(shapely.Point(point)))
            if np.hypot(*(point - np.asarray(corners[nearest]))) <= tolerance_m:
                settled[index] = corners[nearest]
        return settled

    return over_rings(shape, settle)


def share_vertices(shapes: Mapping[str, Area], tolerance_m: float) -> dict[str, Area]:
    """Return shapes that hold each other's vertices wherever sides lie on each other; order decides whose corner stays."""
    shared = dict(shapes)
    keys = list(shared)
    for number, key in enumerate(keys):
        earlier = [other for other in keys[:number] if shared[other].distance(shared[key]) <= tolerance_m + _ROUNDING_M]
        if earlier:
            corners = [corner for other in earlier for corner in vertices_of(shared[other])]
            shared[key] = snap_vertices(shared[key], corners, tolerance_m)
    tree = STRtree([shared[key] for key in keys])
    for key in keys:
        hits = tree.query(shared[key].buffer(tolerance_m))
        corners = [
            corner for index in hits for corner in vertices_of(shared[keys[int(index)]]) if keys[int(index)] != key
        ]
        shared[key] = insert_vertices(shared[key], corners, tolerance_m)
    return shared


def put_into_neighbours(neighbours: Mapping[str, Area], corners: Sequence[Xy], tolerance_m: float) -> dict[str, Area]:
    """Return the neighbours that take a new corner on one of their sides, changed; the others are left out."""
    changed = {}
    for key, shape in neighbours.items():
        with_corners = insert_vertices(shape, corners, tolerance_m)
        if with_corners is not shape and not shapely.equals_exact(with_corners, shape, 0.0):
            changed[key] = with_corners
    return changed
