"""Where does the river run? An invented river with two meanders, its banks, green belts and management lines.

Lengths in metres on the board (see frame.py).
"""

from __future__ import annotations

import math

from shapely import Polygon

from gisapp.demo.frame import Point

WEST, EAST = -900.0, 9000.0
BELT_WIDTH_M = 55.0
"""Width of the riverside green between the bank and the first plots."""
MANAGEMENT_WIDTH_M = 80.0
"""River management range (河道管理范围) from the bank."""


def centre(s: float) -> float:
    """Return t of the river's middle at s."""
    return 150 * math.sin(2 * math.pi * (s - 700) / 4900) + 48 * math.sin(2 * math.pi * (s - 150) / 2150)


def half_width(s: float) -> float:
    """Return half the width of the water at s: between 42 and 62 m."""
    return 52 + 10 * math.sin(2 * math.pi * (s - 900) / 3300)


def line(offset: float, side: int, west: float = WEST, east: float = EAST, step: float = 50.0) -> list[Point]:
    """Return the line at `offset` metres outside the bank; side +1 is north (left), −1 south. West to east."""
    count = max(1, round((east - west) / step))
    points = []
    for index in range(count + 1):
        s = round(west + (east - west) * index / count, 2)
        points.append((s, round(centre(s) + side * (half_width(s) + offset), 2)))
    return points


def band(offset: float, west: float = WEST, east: float = EAST) -> Polygon:
    """Return the water widened by `offset` metres on both sides."""
    return Polygon(line(offset, -1, west, east) + line(offset, 1, west, east)[::-1])


def water() -> Polygon:
    """Return the water surface."""
    return band(0.0)


def riverside_road(s: float, side: int) -> float:
    """Return t of the riverside road at s: it takes part in the meanders, but less."""
    return round(side * 440 + 0.55 * centre(s), 2)
