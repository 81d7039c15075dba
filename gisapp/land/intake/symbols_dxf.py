"""Circles of a drawing that mark a point of the survey and are no ground: told by their size, their layer, or a corner at their centre."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from gisapp.land.intake.dxf_plot import PLOT_APP
from gisapp.land.intake.magnitude import guess_coordinates

SYMBOL_RADIUS_M = 3.0
"""Circles up to this radius are symbols: point symbols of 1 to 3 mm on paper are 0.5 to 3 m at 1:500 and 1:2000."""
ON_CORNER_M = 0.05
"""A circle around a corner of a line, to the accuracy of a boundary point, marks that corner whatever its size."""
METRES_A_DEGREE = 111_320.0
_POINT_LAYER = re.compile(
    r"(?:界址|控制|图根|高程|碎部|测)点|点(?:位|号)?$|符号|JZD|JZP|KZD|GCD|POINT|SYMBOL", re.IGNORECASE
)


def find_symbols(layer: str, entities: Sequence[Any], corners: Sequence[np.ndarray | None]) -> list[int]:
    """Return the places in `entities` of circles that are point symbols; `corners` are theirs, n × 2, None where there is no ring.

    A circle that carries a plot's data of our own drawings is never a symbol.
    """
    circles = [at for at, one in enumerate(entities) if one.dxftype() == "CIRCLE" and not one.has_xdata(PLOT_APP)]
    if not circles or _POINT_LAYER.search(layer):
        return circles
    round_ones = set(circles)
    others = [xy for at, xy in enumerate(corners) if xy is not None and at not in round_ones]
    tree = shapely.STRtree(np.asarray(shapely.points(np.vstack(others)))) if others else None
    return [at for at in circles if _marks_a_point(entities[at].dxf, tree)]


def _marks_a_point(circle: Any, corners: shapely.STRtree | None) -> bool:
    x, y = float(circle.center.x), float(circle.center.y)
    unit_m = METRES_A_DEGREE if guess_coordinates(x, y).kind == "degrees" else 1.0
    if float(circle.radius) * unit_m <= SYMBOL_RADIUS_M:
        return True
    place = shapely.Point(x, y)
    return corners is not None and bool(len(corners.query(place, predicate="dwithin", distance=ON_CORNER_M / unit_m)))
