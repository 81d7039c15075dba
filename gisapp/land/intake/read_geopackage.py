"""Reads one layer of a GeoPackage through GDAL."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
from pyogrio.raw import read as read_raw

from gisapp.kernel.errors import Invalid
from gisapp.land.intake.gdal import BROKEN, heard, quiet, say_heights, shapes_of
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.package_log import say_log_missing
from gisapp.land.intake.source_layer import CrsStatement, SourceLayer

CURVED = ("CURVEPOLYGON", "MULTISURFACE", "COMPOUNDCURVE", "CIRCULARSTRING", "MULTICURVE", "GEOMETRYCOLLECTION")


@dataclass(frozen=True, slots=True)
class PackageLayer:
    """A feature table of the package and its declared geometry type."""

    name: str
    geometry_type: str


def list_feature_layers(path: Path) -> list[PackageLayer]:
    """Return the feature tables; raises Invalid when the file is another SQLite database or broken."""
    try:
        with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
            found = database.execute(
                "select c.table_name, coalesce(g.geometry_type_name, 'GEOMETRY') from gpkg_contents c"
                " join gpkg_geometry_columns g on g.table_name = c.table_name where c.data_type = 'features' order by 1"
            ).fetchall()
        database.close()
    except sqlite3.Error as broken:
        raise Invalid("geopackage.broken", "GeoPackage 已损坏或不是 GeoPackage，请重新导出。") from broken
    return [PackageLayer(str(name), str(kind).upper()) for name, kind in found]


def read_geopackage(path: Path, layer: str, log: IssueLog, limits: Limits) -> SourceLayer:
    """Read one layer; row numbers count features in the order of their ids."""
    say_log_missing(path, log)
    return read_through_gdal("geopackage", "GeoPackage", path, layer, log, limits)


def read_through_gdal(kind: str, kind_zh: str, path: Path, layer: str, log: IssueLog, limits: Limits) -> SourceLayer:
    """Read one layer of a container whose texts are UTF-8 and whose layers carry their system; `kind_zh` names it in sentences."""
    with heard(kind, kind_zh, log):
        try:
            info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
            limits.refuse_features(info["features"])
            meta, _, blobs, values = read_raw(path, layer=layer, force_2d=True, datetime_as_string=True)
        except BROKEN as broken:
            raise Invalid(f"{kind}.broken", f"{kind_zh}图层“{layer}”无法读取，请重新导出。") from broken
        except UnicodeDecodeError as broken:
            raise Invalid(f"{kind}.text", f"{kind_zh}图层“{layer}”的文字不是 UTF-8，请重新导出。") from broken
    say_heights(info, log)
    _say_arcs(path, layer, log)
    geometry = shapes_of(blobs)
    columns = {str(name): _python_values(column) for name, column in zip(meta["fields"], values, strict=True)}
    sample = [
        value for column in columns.values() for value in column[:200] if isinstance(value, str) and not value.isascii()
    ][:8]
    crs = meta.get("crs")
    statement = CrsStatement(wkt=str(crs), origin_zh=kind_zh) if crs else CrsStatement(origin_zh=f"{kind_zh}未写坐标系")
    return SourceLayer(
        kind,
        layer,
        np.arange(1, len(geometry) + 1),
        geometry,
        columns,
        statement,
        None,
        "utf-8",
        f"{kind_zh}规定",
        sample,
    )


def _say_arcs(path: Path, layer: str, log: IssueLog) -> None:
    """Count the features that hold arcs: what was declared of the layer, and the shapes as they are handed over, are straight."""
    quoted = layer.replace('"', '\\"')
    kinds = ", ".join(f"'{kind}'" for kind in CURVED)
    asked = f'select OGR_GEOM_WKT as words from "{quoted}" where OGR_GEOMETRY in ({kinds})'  # noqa: S608 (the file's own)
    try:
        with quiet():
            _, _, _, (words,) = read_raw(path, sql=asked, sql_dialect="OGRSQL", read_geometry=False)
    except (*BROKEN, ValueError):  # a name that cannot be asked for; its shapes have been read all the same
        return
    count = sum("CIRCULARSTRING" in str(text) for text in words)
    if count:
        log.warning(
            "geometry.curves_straightened",
            f"有 {count} 个图形含圆弧，已按折线读取，面积会有微小差别。",
            "请在制图软件中转为折线并核对面积。",
            field="geometry",
            value=count,
        )


def _python_values(column: np.ndarray) -> list[Any]:
    return [
        None if value is None or value != value else value for value in column.tolist()
    ]  # NaN is how a missing number arrives
