"""Writes features with their values: Shapefile, GeoPackage, GeoJSON; both areas in each, the notice of demonstration data too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import orjson
import shapely

from gisapp.api import geopackage_file
from gisapp.api.geopackage_file import frame_of
from gisapp.api.scratch import scratch
from gisapp.kernel.area import m2_to_ha, m2_to_mu, round_half_up
from gisapp.reports.plot_files.outline import PlotOutline, shape_in

LABELS: tuple[tuple[str, str, str], ...] = (
    ("plot_no", "地块编号", "DKBH"),
    ("plot_name", "地块名称", "DKMC"),
    ("park_name_zh", "园区", "YQMC"),
    ("land_use_scheme", "分类标准", "FLBZ"),
    ("land_use_code", "用地代码", "YDDM"),
    ("land_use_name_zh", "用途", "YTMC"),
    ("holder_name_zh", "土地使用权人", "QLR"),
    ("parcel_no", "宗地代码", "ZDDM"),
    ("real_estate_unit_no", "不动产单元号", "BDCDYH"),
    ("address", "坐落", "ZL"),
    ("document", "批文号", "PWH"),
    ("area_surveyed_m2", "勘测面积（㎡）", "KCMJ_M2"),
    ("area_planar_m2", "平面面积（㎡）", "PMMJ_M2"),
    ("area_ellipsoidal_m2", "椭球面积（㎡）", "TQMJ_M2"),
    ("area_mu", "面积（亩）", "MJ_MU"),
    ("area_ha", "面积（公顷）", "MJ_HA"),
    ("notice", "说明", "SM"),
)
"""Our names, the labels that people read, and the short names that a shapefile can hold."""


def values_of(outline: PlotOutline, notice: str) -> dict[str, Any]:
    """Return the values of a plot under our names, amounts rounded as papers print them."""
    return {
        **{name: getattr(outline, name, None) for name, _, _ in LABELS},
        "area_mu": round_half_up(m2_to_mu(outline.area_m2), 2),
        "area_ha": round_half_up(m2_to_ha(outline.area_m2), 4),
        "notice": notice or None,
    }


def labelled(outline: PlotOutline, notice: str) -> dict[str, Any]:
    row = values_of(outline, notice)
    return {label: _plain(row[name]) for name, label, _ in LABELS}


def to_geojson(outlines: Sequence[PlotOutline], caption: str, notice: str) -> bytes:
    """Return a FeatureCollection by RFC 7946: degrees, lon before lat, rings by the right hand; no other system is allowed there."""
    features = [
        {
            "type": "Feature",
            "id": outline.plot_no,
            "properties": labelled(outline, notice),
            "geometry": orjson.Fragment(shapely.to_geojson(_right_handed(outline.geometry)).encode()),
        }
        for outline in outlines
    ]
    return orjson.dumps({"type": "FeatureCollection", "description": caption, "features": features})


def _right_handed(geometry: shapely.MultiPolygon) -> shapely.Geometry:
    return shapely.MultiPolygon([shapely.geometry.polygon.orient(part) for part in geometry.geoms])


def to_geopackage(outlines: Sequence[PlotOutline], epsg: int, caption: str, notice: str) -> bytes:
    """Return a GeoPackage with the layer `plots` in the system asked for."""
    columns, shapes = _columns(outlines, epsg, notice, short=False)
    return geopackage_file.to_geopackage("plots", "地块", caption, columns, shapes, epsg)


def to_shapefile(outlines: Sequence[PlotOutline], epsg: int, caption: str, notice: str, *, encoding: str) -> bytes:
    """Return a zip with .shp, .shx, .dbf, .prj, .cpg and a text that explains the short names.

    `encoding` is UTF-8 or GB18030 and always declared in the .cpg, so that no reader has to guess.
    """
    out = io.BytesIO()
    columns, shapes = _columns(outlines, epsg, notice, short=True)
    with scratch() as folder:
        path = folder / "plots.shp"
        frame_of(columns, shapes, epsg).to_file(path, driver="ESRI Shapefile", engine="pyogrio", encoding=encoding)
        path.with_suffix(".cpg").write_text(encoding, encoding="ascii")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for part in sorted(folder.iterdir()):
                packed.write(part, part.name)
            names = "\r\n".join(f"{short}\t{label}" for _, label, short in LABELS)
            packed.writestr("字段说明.md", f"{caption}\r\n\r\n{names}\r\n".encode("utf-8-sig"))
    return out.getvalue()


def _columns(
    outlines: Sequence[PlotOutline], epsg: int, notice: str, *, short: bool
) -> tuple[dict[str, list[Any]], list[Any]]:
    rows = [values_of(outline, notice) for outline in outlines]
    columns = {(code if short else label): [row[name] for row in rows] for name, label, code in LABELS}
    return columns, [shape_in(outline, epsg) for outline in outlines]


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
