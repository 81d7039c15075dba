"""What a reader delivers: numbered rows with a geometry or none, raw columns, and what the file says about its coordinates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from gisapp.land.intake.storable_text import storable


@dataclass(slots=True)
class CrsStatement:
    """What a file says about its coordinate system; nothing here is decided yet.

    `wkt` or `epsg` come from .prj, GeoPackage or GeoJSON; the rest from the header of a boundary-point TXT.
    `assumed` names a standard that fixes the system where the file itself is silent (GeoJSON: RFC 7946).
    """

    wkt: str | None = None
    epsg: int | None = None
    name: str | None = None
    datum_text: str | None = None
    zone: int | None = None
    zone_width: int | None = None
    projection_text: str | None = None
    unit_text: str | None = None
    parameters_text: str | None = None
    assumed: str | None = None
    origin_zh: str = "文件"

    @property
    def is_silent(self) -> bool:
        return self.wkt is None and self.epsg is None and not self.datum_text


@dataclass(slots=True)
class SourceLayer:
    """The rows of one layer as delivered.

    `geometry` holds shapely geometries or None, in x = east/lon, y = north/lat order as far as the reader could tell.
    `boundary` holds, for text files, the points as delivered: rings of {no, x (north), y (east)} as text.
    """

    kind: str
    name: str
    rows: np.ndarray
    geometry: np.ndarray
    columns: dict[str, list[Any]]
    crs: CrsStatement = field(default_factory=CrsStatement)
    boundary: list[list[dict[str, Any]] | None] | None = None
    encoding: str | None = None
    encoding_why_zh: str = ""
    text_sample: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows)

    def storable(self) -> SourceLayer:
        """Return the layer with a name, column names and a sample that the database can hold; the cells follow when they are used."""
        return replace(
            self,
            name=storable(self.name),
            columns={storable(name): values for name, values in self.columns.items()},
            text_sample=[storable(text) for text in self.text_sample],
        )


def empty_layer(kind: str, name: str = "") -> SourceLayer:
    return SourceLayer(kind, name, np.empty(0, dtype=np.int64), np.empty(0, dtype=object), {})
