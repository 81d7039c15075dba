"""What a request says becomes what is drawn: shapes in EPSG:4490, 400 with what to do where they can not be read."""

from __future__ import annotations

from typing import Any

from gisapp.drawing.schemas import How
from gisapp.land.typed_shape import read_shape


def read_how(body: How) -> dict[str, Any]:
    """Return the parameters of an act; `geometry` is a shapely shape, `points` what was typed, beside it."""
    how = body.model_dump(exclude_none=True, exclude={"geometry", "points"})
    if body.points is not None or body.geometry is not None:
        geometry, points = read_shape(
            None if body.points else body.geometry, body.points.model_dump() if body.points else None
        )
        how["geometry"] = geometry
        how["points"] = points
    return how
