"""边长：两个界址点之间的距离, whatever system the points were delivered in."""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot
from typing import Any

from gisapp.land.intake.ground import CGCS2000
from gisapp.land.intake.txt_lines import parse_number

DEGREES = (4490, 4326)


def side_length_m(epsg: int, here: Mapping[str, Any], there: Mapping[str, Any]) -> float:
    """Return metres with two decimals between two points as delivered (`x` north or latitude, `y` east or longitude, as text).

    Planar systems: planar distance, as the 界址点成果表 prints it. Degrees: along the ellipsoid.
    """
    (x1, y1), (x2, y2) = ((_number(point["x"]), _number(point["y"])) for point in (here, there))
    if epsg in DEGREES:
        return round(CGCS2000.inv(y1, x1, y2, x2)[2], 2)
    return round(hypot(x2 - x1, y2 - y1), 2)


def _number(text: Any) -> float:
    number = parse_number(str(text).strip())
    if number is None:
        raise ValueError(f"no coordinate: {text!r}")
    return number
