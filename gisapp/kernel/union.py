"""Unions of polygons whose area is checked: in floating point GEOS may lose whole members near the origin, and say the result is valid."""

# pyright: standard
# shapely ships few types: rooms that live on geometry are checked in this mode, not in the strict one of the kernel

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely

from gisapp.kernel.errors import Invalid

DOUBLE_DIGITS: Final = 13
"""Decimal digits of a coordinate that a computed point keeps: a double has 15 to 17, an intersection costs some of them."""
_COARSER: Final = (1.0, 1e2, 1e4)


def union_of_areas(shapes: Sequence[Any] | np.ndarray, *, grid: float = 0.0) -> Any:
    """Return the union of valid polygons and multipolygons of one CRS; an empty polygon where there are none.

    The area must be the sum of the members less what pairs of them share, to what the precision of coordinates allows along their
    boundaries; where three or more lie on each other, no member may stick out of the result instead. Without `grid` (in units
    of the coordinates) it is computed in floating point, as every vertex then stays where it is; if it lost or added ground,
    on a grid of the coordinates' own precision and on coarser ones. Raises Invalid where none of them gives the whole ground.
    """
    members: Any = np.array([shape for shape in shapes if shape is not None and not shape.is_empty], dtype=object)
    if not len(members):
        return shapely.Polygon()
    precision = float(10.0 ** (np.ceil(np.log10(np.abs(shapely.total_bounds(members)).max() or 1.0)) - DOUBLE_DIGITS))
    for step in (grid, *(max(grid, precision) * times for times in _COARSER)):
        try:
            union = shapely.union_all(members, grid_size=step or None)
        except shapely.GEOSException:
            continue
        if _is_whole(members, union, max(step, precision)):
            return union
    raise Invalid(
        "geometry.union_lost_ground",
        f"{len(members)} 个面合并后的面积与各面不符，未采用该结果。请检查这些面是否有极细的尖角、缝隙或重叠，修正后重试。",
        message_en=f"The union of {len(members)} polygons has not the area of its members and was not used. "
        "Look for very thin spikes, gaps or overlaps in them, mend these and try again.",
    )


def union_of_lines(lines: Sequence[Any] | np.ndarray) -> Any:
    """Return lines noded where they meet, each stretch once. Lines have no area that could be checked."""
    return shapely.union_all(np.array(lines, dtype=object))


def _is_whole(members: Any, union: Any, grid: float) -> bool:
    # on the grid: the common ground of two neighbours goes wrong in floating point just where their union does
    tolerance = grid * float(shapely.length(members).sum())
    surplus = float(shapely.area(members).sum()) - float(union.area)
    one, other = shapely.STRtree(members).query(members, predicate="intersects")
    pairs = one < other
    common = shapely.intersection(members[one[pairs]], members[other[pairs]], grid_size=grid)
    shared = float(shapely.area(common).sum())
    if abs(surplus - shared) <= tolerance:
        return True
    if not -tolerance <= surplus <= shared + tolerance:
        return False
    return float(shapely.area(shapely.difference(members, union, grid_size=grid)).sum()) <= tolerance
