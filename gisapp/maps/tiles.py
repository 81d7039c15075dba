"""Answers with which SQL a tile is made, and what a tile address means.

The design follows measurements on a million plots: the index is under five per cent of the cost, clipping, validation and
encoding are the rest. So a shape that overhangs its tile by less than one tile is only moved, scaled and snapped; the few
larger ones are clipped by ST_AsMVTGeom. The scale factors sit in a MATERIALIZED CTE: computed per row they cost as much as
the encoding. Parks (`:park_ids`) and the box are added here, never by the author of a layer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from gisapp.maps.definition import MAX_ZOOM
from gisapp.maps.moment import Moment
from gisapp.maps.registry import Layer

HALF_WORLD = 20037508.342789244
"""Half the side of the square that EPSG:3857 tiles divide, in metres."""

EXTENT = 4096
COARSE_EXTENT = 1024
"""Grid of a tile below the layer's detail zoom: a quarter of a pixel at 256, which is what can be seen there."""

BUFFER = 64
"""Margin around a tile, in units of a 4096 grid, so that outlines do not end at the seam."""

PARAMETER_TYPES = "date, int[], float8, float8, float8, float8, timestamptz, date, timestamptz"
"""as_of, park_ids (null: all), xmin, ymin, xmax, ymax in EPSG:3857, known_at, since, since_known_at."""

_PLACES = {"as_of": "$1::date", "known_at": "$7::timestamptz", "since": "$8::date", "since_known_at": "$9::timestamptz"}

_PATH = re.compile(r"/tiles/([a-z][a-z0-9_]{0,39})/([0-9]{1,2})/([0-9]{1,7})/([0-9]{1,7})\.mvt")


@dataclass(frozen=True, slots=True)
class TileAddress:
    """A tile of one layer in the usual XYZ scheme, y downwards."""

    layer_id: str
    z: int
    x: int
    y: int

    def bounds(self) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax in EPSG:3857 metres."""
        side = 2 * HALF_WORLD / (1 << self.z)
        left, top = self.x * side - HALF_WORLD, HALF_WORLD - self.y * side
        return left, top - side, left + side, top


@lru_cache(maxsize=20_000)
def parse_tile_path(path: str) -> TileAddress | None:
    """`/tiles/plot/14/13409/6566.mvt` as an address; None when it names no tile of the world."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    z, x, y = int(match[2]), int(match[3]), int(match[4])
    if z > MAX_ZOOM or x >= 1 << z or y >= 1 << z:
        return None
    return TileAddress(match[1], z, x, y)


def tile_values(moment: Moment, parks: tuple[int, ...] | None, address: TileAddress) -> tuple[Any, ...]:
    """What PARAMETER_TYPES names, in its order."""
    bound = moment.bound()
    park_ids = None if parks is None else list(parks)
    return bound["as_of"], park_ids, *address.bounds(), bound["known_at"], bound["since"], bound["since_known_at"]


def tile_sql(
    layer: Layer, *, staff: bool, coarse: bool = False, strict: bool | None = None, known: bool = False
) -> str:
    """The statement that answers one tile as a single bytea, with $1–$9 of PARAMETER_TYPES.

    `known`: of earlier knowledge; its shapes are transformed as they are read, so the stored ones in degrees are searched first.

    `coarse`: below the detail zoom, only the legend's field and shapes larger than a pixel.
    `strict`: every polygon through ST_AsMVTGeom; default is what the layer says.
    """
    definition = layer.definition
    strict = definition.strict_tiles if strict is None else strict
    extent = COARSE_EXTENT if coarse else EXTENT
    names = [field.name for field in definition.tile_fields(staff=staff)]
    if coarse:
        names = [name for name in names if name == definition.legend.by]
    columns = "".join(f", s.{name}" for name in names)
    conditions = ["s.geom_3857 && b.q" if definition.mercator else "s.geom && b.q4490"]
    if known and definition.mercator:
        conditions.insert(0, "s.geom && ST_Transform(b.q, 4490)")
    if definition.park_scoped:
        conditions.append("($2::int[] is null or s.park_id = any ($2::int[]))")
    if coarse and definition.geometry == "polygon" and definition.mercator:
        conditions.append(
            "(ST_XMax(s.geom_3857) - ST_XMin(s.geom_3857)) + (ST_YMax(s.geom_3857) - ST_YMin(s.geom_3857)) > b.px"
        )
    source = re.sub(
        r"(?<!:):([a-z_]+)\b", lambda found: _PLACES[found[1]], layer.known_sql if known else layer.source_sql
    )
    # names come from checked layer files; what differs between requests is bound
    return (
        f"with b as materialized ({_box_sql(extent, mercator=definition.mercator)}) "
        f"select ST_AsMVT(t, '{definition.id}', {extent}, 'g', 'id') from ("
        f"select s.id{columns}, {_shape_sql(layer, extent, strict=strict)} as g "
        f"from ({source}) s, b where {' and '.join(conditions)}) t"
    )


def _box_sql(extent: int, *, mercator: bool) -> str:
    """Tile box `e`, search box `q`, box `big` of shapes that may be moved instead of clipped, and the scale, once."""
    margin = f"($5::float8 - $3::float8) * {BUFFER / EXTENT}"
    box = "ST_MakeEnvelope($3::float8, $4::float8, $5::float8, $6::float8, 3857)"
    parts = [f"{box} as e", f"ST_Expand({box}, {margin}) as q"]
    if not mercator:
        parts.append(f"ST_Transform(ST_Expand({box}, {margin}), 4490) as q4490")
    parts += [
        f"ST_Expand({box}, $5::float8 - $3::float8) as big",
        "-$3::float8 as ox",
        "-$6::float8 as oy",
        f"{extent} / ($5::float8 - $3::float8) as k",
        "($5::float8 - $3::float8) / 128 as px",
    ]
    return "select " + ", ".join(parts)


def outline_sql(layer: Layer) -> str:
    """The Mercator outline of a row of `s` as it may be shown; the search goes by the stored, indexed one."""
    if not layer.definition.mercator:
        return "ST_Transform(s.geom, 3857)"
    return "public_mercator(s.geom_3857)" if layer.definition.reduced else "s.geom_3857"


def _shape_sql(layer: Layer, extent: int, *, strict: bool) -> str:
    shape = outline_sql(layer)
    clipped = f"ST_AsMVTGeom({shape}, b.e, {extent}, {BUFFER * extent // EXTENT}, true)"
    if strict or not layer.definition.mercator:
        return clipped
    moved = f"ST_SnapToGrid(ST_TransScale({shape}, b.ox, b.oy, b.k, -b.k), 1)"
    return f"case when s.geom_3857 @ b.big then {moved} else {clipped} end"
