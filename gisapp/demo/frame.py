"""Where does a point of the plan lie on the ground? A gently bent frame along the river valley.

The zone is laid out on a drawing board of metres: `s` runs down the valley (west to east), `t` to its left (north). The
board is bent along a base curve whose heading turns slowly, so that straight lines of the plan become the long curves
and slightly fanned cross streets of a road grid that follows a river. The map is one to one and almost true to length
(the radius is over 25 km), so polygons that share an edge on the board share it on the ground.
"""

from __future__ import annotations

import math
from functools import lru_cache

PLANAR_EPSG = 4547
ORIGIN_EAST = 560358.459
"""Easting of 114.65° E, 33.56° N in EPSG:4547, in metres."""
ORIGIN_NORTH = 3715046.609
"""Northing of the same point."""

BOARD_CENTRE = (4050.0, -420.0)
"""The point (s, t) of the board that is laid on the origin."""

_HEADING_WEST = math.radians(5.0)
_HEADING_EAST = math.radians(-8.5)
_BEND_FROM, _BEND_TO = 900.0, 7300.0
_TABLE_FROM, _TABLE_TO, _STEP = -4000, 12000, 10

Point = tuple[float, float]


def heading(s: float) -> float:
    """Return the direction of the valley at s, in radians counter-clockwise from grid east."""
    part = min(1.0, max(0.0, (s - _BEND_FROM) / (_BEND_TO - _BEND_FROM)))
    smooth = part * part * (3 - 2 * part)
    return _HEADING_WEST + (_HEADING_EAST - _HEADING_WEST) * smooth


@lru_cache(maxsize=1)
def _base_curve() -> tuple[Point, ...]:
    """Return the base curve every ten metres, by the midpoint rule."""
    points: list[Point] = [(0.0, 0.0)]
    for index in range((_TABLE_TO - _TABLE_FROM) // _STEP):
        angle = heading(_TABLE_FROM + (index + 0.5) * _STEP)
        x, y = points[-1]
        points.append((x + _STEP * math.cos(angle), y + _STEP * math.sin(angle)))
    return tuple(points)


def _on_curve(s: float) -> Point:
    curve = _base_curve()
    place = (s - _TABLE_FROM) / _STEP
    index = min(len(curve) - 2, max(0, int(place)))
    part = place - index
    (xa, ya), (xb, yb) = curve[index], curve[index + 1]
    return xa + (xb - xa) * part, ya + (yb - ya) * part


def _unshifted(s: float, t: float) -> Point:
    x, y = _on_curve(s)
    angle = heading(s)
    return x - t * math.sin(angle), y + t * math.cos(angle)


@lru_cache(maxsize=1)
def _shift() -> Point:
    x, y = _unshifted(*BOARD_CENTRE)
    return ORIGIN_EAST - x, ORIGIN_NORTH - y


def to_ground(s: float, t: float) -> Point:
    """Return (easting, northing) in EPSG:4547, rounded to the millimetre, of a point of the board."""
    x, y = _unshifted(s, t)
    dx, dy = _shift()
    return round(x + dx, 3), round(y + dy, 3)
