"""Lines of a drawing as corners in metres: arcs become chords that stay within a set deviation, and how far they stray is measured."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely

CHORD_M = 0.005
"""How far a chord may leave its arc: half a centimetre, a tenth of the accuracy of a boundary point."""
MOST_CHORDS = 20_000
"""More are never made of one arc; the deviation that is said then is larger than CHORD_M."""
FINER = 16
OUTLINES = ("LWPOLYLINE", "POLYLINE", "CIRCLE", "ELLIPSE", "SPLINE")
"""What can be closed by itself."""
PIECES = ("LINE", "ARC")
"""What can only be closed together with others."""
END_DECIMALS = 5
"""Ends of pieces are the same point when they agree to a hundredth of a millimetre."""

Straight = tuple[np.ndarray, float]


def straighten(entity: Any) -> Straight:
    """Return (corners as n × 2, farthest deviation of a chord from its arc in metres, 0 without curves).

    Raises ValueError, TypeError or ArithmeticError for what is no such line. CIRCLE and closed curves come back closed.
    """
    kind = entity.dxftype()
    if kind in ("LWPOLYLINE", "POLYLINE"):
        return _polyline(entity)
    if kind == "LINE":
        return _flat((entity.dxf.start, entity.dxf.end)), 0.0
    if kind in ("CIRCLE", "ARC"):
        return _arc_entity(entity, kind)
    rough = _flat(entity.flattening(CHORD_M))
    fine = _flat(entity.flattening(CHORD_M / FINER))
    if len(rough) < 2 or not np.isfinite(rough).all() or not np.isfinite(fine).all():
        return np.empty((0, 2)), 0.0
    return rough, float(shapely.hausdorff_distance(shapely.LineString(rough), shapely.LineString(fine)))


def chains(entities: Sequence[Any]) -> tuple[list[Straight], int]:
    """Return (closed chains of LINE and ARC, number of pieces that close nothing)."""
    lines, strays = [], []
    for entity in entities:
        try:
            xy, strayed = straighten(entity)
        except (ValueError, TypeError, ArithmeticError):
            continue
        if len(xy) < 2 or not np.isfinite(xy).all():
            continue
        xy[[0, -1]] = np.round(xy[[0, -1]], END_DECIMALS)
        if len(np.unique(xy, axis=0)) > 1:
            lines.append(shapely.LineString(xy))
            strays.append(strayed)
    if not lines:
        return [], len(entities)
    closed = [line for line in shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines))) if line.is_ring]
    tree = shapely.STRtree(lines)
    found, used = [], 0
    for line in closed:
        parts = tree.query(line, predicate="covers").tolist()
        used += len(parts)
        found.append((shapely.get_coordinates(line), max((strays[at] for at in parts), default=0.0)))
    return found, len(entities) - used


def _polyline(entity: Any) -> Straight:
    if entity.dxftype() == "LWPOLYLINE":
        corners = [(float(x), float(y), float(bulge)) for x, y, bulge in entity.get_points("xyb")]
    elif entity.is_2d_polyline or entity.is_3d_polyline:
        corners = [(v.dxf.location.x, v.dxf.location.y, float(v.dxf.get("bulge", 0))) for v in entity.vertices]
    else:
        raise TypeError("a mesh is no line")
    if not corners:
        return np.empty((0, 2)), 0.0
    following = [*corners[1:], corners[0]] if entity.is_closed else corners[1:]
    points, strayed = [corners[0][:2]], 0.0
    for (x, y, bulge), (to_x, to_y, _) in zip(corners, following, strict=False):
        if bulge and (x, y) != (to_x, to_y):
            chord = complex(to_x - x, to_y - y)
            centre = complex(x, y) + chord / 2 + 1j * chord * (1 - bulge * bulge) / (4 * bulge)
            arc, strayed_here = _arc(centre, complex(x, y), 4 * math.atan(bulge))
            points.extend(arc[1:-1])
            strayed = max(strayed, strayed_here)
        points.append((to_x, to_y))
    return _in_the_plan(entity, points), strayed


def _arc_entity(entity: Any, kind: str) -> Straight:
    centre, radius = complex(entity.dxf.center.x, entity.dxf.center.y), float(entity.dxf.radius)
    first = math.radians(entity.dxf.start_angle) if kind == "ARC" else 0.0
    last = math.radians(entity.dxf.end_angle) if kind == "ARC" else math.tau
    turn = (last - first) % math.tau or math.tau
    start = centre + radius * complex(math.cos(first), math.sin(first))
    points, strayed = _arc(centre, start, turn)
    if kind == "CIRCLE":
        points[-1] = points[0]
    return _in_the_plan(entity, points), strayed


def _arc(centre: complex, start: complex, turn: float) -> tuple[list[tuple[float, float]], float]:
    """Return the corners from `start` over the angle `turn` (radians, counter-clockwise positive), and how far the chords stray."""
    radius = abs(start - centre)
    if not math.isfinite(radius) or radius == 0:
        raise ValueError("an arc without a radius")
    widest = 2 * math.acos(max(0.0, 1 - CHORD_M / radius)) or 1e-6
    count = min(MOST_CHORDS, max(2, math.ceil(abs(turn) / widest)))
    angles = np.linspace(0.0, turn, count + 1)
    points = centre + (start - centre) * np.exp(1j * angles)
    strayed = 2 * radius * math.sin(turn / count / 4) ** 2
    return list(zip(points.real.tolist(), points.imag.tolist(), strict=True)), float(strayed)


def _in_the_plan(entity: Any, points: Iterable[tuple[float, float]]) -> np.ndarray:
    """Bring points of the entity's own plane to the drawing's: a mirrored drawing has its extrusion upside down."""
    points = list(points)
    if entity.dxftype() == "POLYLINE" and entity.is_3d_polyline:
        return np.array(points, dtype=float)
    ocs = entity.ocs()
    if not ocs.transform:
        return np.array(points, dtype=float)
    return _flat(ocs.points_to_wcs([(x, y, 0.0) for x, y in points]))


def _flat(points: Iterable[Any]) -> np.ndarray:
    return np.array([(point.x, point.y) for point in points], dtype=float).reshape(-1, 2)
