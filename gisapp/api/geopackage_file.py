"""A list with shapes as a GeoPackage; its caption is the description of the layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from gisapp.api.scratch import scratch


def to_geopackage(
    layer: str, identifier: str, caption: str, columns: Mapping[str, Sequence[Any]], geometry: Any, epsg: int
) -> bytes:
    """Return a GeoPackage with one layer, its columns by their labels."""
    with scratch() as folder:
        path = folder / "file.gpkg"
        frame_of(columns, geometry, epsg).to_file(
            path, layer=layer, driver="GPKG", engine="pyogrio", layer_options={"DESCRIPTION": caption, "IDENTIFIER": identifier}
        )  # fmt: skip
        return path.read_bytes()


def frame_of(columns: Mapping[str, Sequence[Any]], geometry: Any, epsg: int) -> Any:
    """Return columns and shapes as what the writers of files take; figures as binary numbers."""
    import geopandas as gpd  # brings pandas: half a second of every start, needed for files alone

    plain = {
        name: [float(one) if isinstance(one, Decimal) else one for one in cells] for name, cells in columns.items()
    }
    return gpd.GeoDataFrame(plain, geometry=geometry, crs=epsg)
