"""The small map of a report: park outlines and plots in the colours of the legend, as a PNG.

Pillow draws it: a word processor takes no SVG without a picture beside it, and Pillow comes with the typesetting already.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians
from typing import Any

from shapely import MultiPolygon, Polygon, from_wkb
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.land.terms import Stage

WIDTH, HEIGHT, MARGIN, SMOOTH = 1500, 900, 24, 2
_COLOURS = {
    Stage.RAW: "#DDE3E8",
    Stage.PREPARED: "#7FB7BE",
    Stage.ANNOUNCED: "#3E8FC4",
    Stage.ON_OFFER: "#0072B2",
    Stage.ALLOCATED: "#56B4E9",
    Stage.BUILDING: "#F0C75E",
    Stage.STOPPED: "#A8642A",
    Stage.IN_USE: "#8A97A3",
    Stage.IDLE_SUSPECTED: "#E38B63",
    Stage.IDLE_DETERMINED: "#D55E00",
    Stage.DISPOSING: "#CC79A7",
    Stage.REUSED: "#009E73",
}
LEGEND_ZH = "图中灰框为园区界线；橙红为已认定闲置，浅橙为疑似闲置，紫红为处置中，蓝色为供应中和已供待动工，黄色为在建，灰色为已投用，浅灰为待整备"


def draw_map(session: Session, parameters: Mapping[str, Any]) -> bytes | None:
    """Return the map of a day as PNG; None where no park has a boundary. `parameters`: as_of, all_parks, park_ids."""
    from PIL import Image, ImageDraw

    rows = session.execute(load("cockpit/map_shapes"), parameters).mappings().all()
    shapes = [(row["stage"], from_wkb(bytes(row["shape"]))) for row in rows]
    parks = [shape for stage, shape in shapes if stage is None]
    if not parks:
        return None
    west = min(shape.bounds[0] for shape in parks)
    south = min(shape.bounds[1] for shape in parks)
    east = max(shape.bounds[2] for shape in parks)
    north = max(shape.bounds[3] for shape in parks)
    shortening = cos(radians((south + north) / 2))
    wide, tall = (east - west) * shortening, north - south
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall) * SMOOTH
    left = (WIDTH * SMOOTH - wide * scale) / 2
    top = (HEIGHT * SMOOTH - tall * scale) / 2

    def placed(ring: Iterable[tuple[float, ...]]) -> list[tuple[float, float]]:
        return [(left + (point[0] - west) * shortening * scale, top + (north - point[1]) * scale) for point in ring]

    picture = Image.new("RGB", (WIDTH * SMOOTH, HEIGHT * SMOOTH), "#FFFFFF")
    pen = ImageDraw.Draw(picture)
    for stage, shape in shapes:
        for part in _parts(shape):
            if stage is None:
                pen.polygon(placed(part.exterior.coords), outline="#34414E", width=3 * SMOOTH)
                continue
            pen.polygon(placed(part.exterior.coords), fill=_COLOURS[Stage(stage)], outline="#FFFFFF", width=SMOOTH)
            for hole in part.interiors:
                pen.polygon(placed(hole.coords), fill="#FFFFFF")
    small = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).quantize(64)
    target = io.BytesIO()
    small.save(target, "PNG", optimize=True)
    return target.getvalue()


def _parts(shape: Any) -> Sequence[Polygon]:
    return list(shape.geoms) if isinstance(shape, MultiPolygon) else [shape]
