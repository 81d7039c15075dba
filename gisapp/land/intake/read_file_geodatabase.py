"""Reads one layer of an Esri file geodatabase (a .gdb folder in a zip) through GDAL's OpenFileGDB."""

from __future__ import annotations

from pathlib import Path

import pyogrio

from gisapp.kernel.errors import Invalid
from gisapp.land.intake.gdal import BROKEN, quiet
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.read_geopackage import PackageLayer, read_through_gdal
from gisapp.land.intake.source_layer import SourceLayer


def list_geodatabase_layers(folder: Path) -> list[PackageLayer]:
    """Return the feature classes with their geometry type; tables without geometry are left out. Raises Invalid when broken."""
    try:
        with quiet():
            found = pyogrio.list_layers(folder)
    except BROKEN as broken:
        raise Invalid(
            "geodatabase.broken", "文件地理数据库（.gdb）已损坏或不完整，请将整个 .gdb 文件夹重新压缩后上传。"
        ) from broken
    return [PackageLayer(str(name), str(kind).upper()) for name, kind in found if kind is not None]


def read_file_geodatabase(folder: Path, layer: str, log: IssueLog, limits: Limits) -> SourceLayer:
    """Read one feature class; row numbers count features in the order of their ids."""
    return read_through_gdal("file_geodatabase", "文件地理数据库", folder, layer, log, limits)
