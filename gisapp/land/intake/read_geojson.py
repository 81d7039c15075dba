"""Reads GeoJSON, checking the document by RFC 7946 itself: GDAL accepts about half of the invalid ones without a word."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import orjson
import shapely

from gisapp.kernel.decode_text import decode_text
from gisapp.kernel.errors import Invalid
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.known_crs import SHIFTED_NAME, WRITTEN_BY_ITSELF
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.source_layer import CrsStatement, SourceLayer

GEOMETRY_TYPES = {
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
}
TYPE_ZH = {
    "Point": "点",
    "MultiPoint": "多点",
    "LineString": "线",
    "MultiLineString": "多线",
    "GeometryCollection": "几何集合",
}
OTHER_JSON = {"Topology": "TopoJSON", "esriGeometryPolygon": "Esri JSON"}


class BadGeometry(ValueError):
    """A geometry that breaks the standard: code, sentence, what to do."""

    def __init__(
        self, code: str, message_zh: str, fix_zh: str = "请修正该要素后重新上传。", value: object = None
    ) -> None:
        super().__init__(message_zh)
        self.code, self.message_zh, self.fix_zh, self.value = code, message_zh, fix_zh, value


def read_geojson(data: bytes, name: str, log: IssueLog, limits: Limits, *, encoding: str | None = None) -> SourceLayer:
    """Read the document; every feature becomes a row, with a geometry or with an error that says why not."""
    limits.refuse_features(data.count(b'"geometry"'))  # what may be built is known before it is
    limits.refuse_positions(data.count(b"["))
    decoded = decode_text(data, asked=encoding)
    if decoded.encoding not in ("utf-8", "utf-8-sig"):
        log.warning(
            "geojson.not_utf8",
            f"GeoJSON 应为 UTF-8，本文件按 {decoded.encoding} 读取。",
            "请核对文字预览。",
            field="encoding",
            value=decoded.encoding,
        )
    document = _parse(decoded.text, log)
    features = _features(document, log)
    limits.refuse_features(len(features))
    geometry = np.empty(len(features), dtype=object)
    columns: dict[str, list[Any]] = {}
    heights = 0
    for at, feature in enumerate(features):
        row = at + 1
        try:
            geometry[at], has_height = _feature_geometry(feature)
            heights += has_height
        except BadGeometry as bad:
            log.error(
                bad.code, f"第 {row} 行：{bad.message_zh}", bad.fix_zh, row=row, field="geometry", value=bad.value
            )
        _take_properties(feature, at, len(features), columns, row, log)
    if heights:
        log.info("geometry.height_dropped", f"{heights} 个图形带有高程（Z），入库只用平面坐标。")
    if not features:
        log.error("geojson.empty", "GeoJSON 中没有要素。", "请确认导出时选中了地块图层。")
    sample = [
        value for column in columns.values() for value in column[:200] if isinstance(value, str) and not value.isascii()
    ][:8]
    return SourceLayer(
        "geojson",
        name,
        np.arange(1, len(features) + 1),
        geometry,
        columns,
        _crs(document, log),
        None,
        decoded.encoding,
        decoded.why_zh,
        sample,
    )


def _parse(text: str, log: IssueLog) -> Any:
    stripped = text.strip("\ufeff\0 \r\n\t\x1e")
    try:
        return orjson.loads(stripped)
    except orjson.JSONDecodeError as strict:
        sequence = _parse_sequence(stripped)
        if sequence is not None:
            log.info("geojson.sequence", "按逐行 GeoJSON（GeoJSONSeq）读取。")
            return {"type": "FeatureCollection", "features": sequence}
        try:
            document = json.loads(stripped)  # NaN and Infinity: the features with them are refused one by one
        except (ValueError, RecursionError):
            line = stripped.count("\n", 0, strict.pos) + 1
            raise Invalid(
                "geojson.syntax", f"JSON 语法错误（第 {line} 行附近），文件可能不完整，请重新导出。"
            ) from strict
        log.warning("geojson.not_json", "文件含有 JSON 标准以外的内容（如 NaN）。", "请用标准工具重新导出。")
        return document


def _parse_sequence(text: str) -> list[Any] | None:
    lines = [line.strip("\x1e \r") for line in text.split("\n")]
    lines = [line for line in lines if line]
    if len(lines) < 2 or not all(line.startswith("{") and line.endswith("}") for line in lines):
        return None
    try:
        return [orjson.loads(line) for line in lines]
    except orjson.JSONDecodeError:
        return None


def _features(document: Any, log: IssueLog) -> list[Any]:
    if isinstance(document, list):
        log.warning(
            "geojson.bare_array", "最外层是数组而不是 FeatureCollection，已逐个读取。", "请用标准工具重新导出。"
        )
        return document
    if not isinstance(document, dict):
        raise Invalid("geojson.not_object", "文件不是 GeoJSON：最外层应为对象。")
    kind = str(document.get("type"))
    if kind in OTHER_JSON or str(document.get("geometryType")) in OTHER_JSON:
        other = OTHER_JSON.get(kind) or "Esri JSON"
        raise Invalid("geojson.other_format", f"这是 {other}，不是 GeoJSON，请另存为 GeoJSON 后上传。")
    if kind == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise Invalid("geojson.no_features", "FeatureCollection 缺少 features 数组。")
        return features
    if kind == "Feature":
        return [document]
    if kind in GEOMETRY_TYPES:
        return [{"type": "Feature", "properties": {}, "geometry": document}]
    raise Invalid("geojson.type_unknown", f"文件不是 GeoJSON：type 为“{kind[:40]}”。")


def _feature_geometry(feature: Any) -> tuple[shapely.Geometry, bool]:
    if not isinstance(feature, dict):
        raise BadGeometry("geojson.feature_not_object", "要素不是对象。")
    if feature.get("type") != "Feature":
        raise BadGeometry("geojson.feature_type", "要素的 type 不是 Feature。", value=feature.get("type"))
    if "geometry" not in feature:
        raise BadGeometry("geojson.geometry_missing", "要素缺少 geometry。")
    geometry = feature["geometry"]
    if geometry is None:
        raise BadGeometry("geometry.empty", "没有图形。", "请补充图形，或从文件中删除该行。")
    if not isinstance(geometry, dict):
        raise BadGeometry("geojson.geometry_not_object", "geometry 不是对象。")
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in GEOMETRY_TYPES:
        raise BadGeometry("geojson.geometry_type", f"图形类型“{str(kind)[:40]}”不存在（区分大小写）。", value=kind)
    if kind in TYPE_ZH:
        raise BadGeometry("geometry.not_polygon", f"图形是{TYPE_ZH[kind]}，不是面。", "只有面状地块可以入库。", kind)
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list):
        raise BadGeometry("geojson.coordinates_missing", "缺少 coordinates 数组。")
    if not coordinates:
        raise BadGeometry("geometry.empty", "图形为空。", "请补充图形，或从文件中删除该行。")
    parts = [coordinates] if kind == "Polygon" else coordinates
    polygons, has_height = [], False
    for part in parts:
        if not isinstance(part, list) or not part:
            raise BadGeometry(
                "geojson.nesting",
                "坐标嵌套层数不对。",
                f"{kind} 的坐标应为{'三' if kind == 'Polygon' else '四'}层数组。",
            )
        rings = [_ring(ring, kind) for ring in part]
        has_height = has_height or any(ring.shape[1] > 2 for ring in rings)
        polygons.append(shapely.Polygon(rings[0][:, :2], [ring[:, :2] for ring in rings[1:]]))
    return (polygons[0] if kind == "Polygon" else shapely.MultiPolygon(polygons)), has_height


def _ring(ring: Any, kind: str) -> np.ndarray:
    """Return the ring as an array; raises BadGeometry for wrong nesting, strings, too few or open positions."""
    if not isinstance(ring, list):
        raise BadGeometry(
            "geojson.nesting", "坐标嵌套层数不对。", f"{kind} 的坐标应为{'三' if kind == 'Polygon' else '四'}层数组。"
        )
    try:
        array = np.array(ring)
    except (ValueError, OverflowError):
        _blame_positions(ring)
        array = np.array([_with_height(position) for position in ring])
    if array.ndim != 2 or array.dtype.kind not in "iuf":
        _blame_positions(ring)
        raise BadGeometry(
            "geojson.nesting", "坐标嵌套层数不对。", f"{kind} 的坐标应为{'三' if kind == 'Polygon' else '四'}层数组。"
        )
    if array.shape[1] < 2:
        raise BadGeometry("geojson.position_short", "坐标点少于两个数。")
    if len(array) < 4:
        raise BadGeometry("geojson.ring_short", f"环只有 {len(array)} 个点，至少应有 4 个（含闭合点）。")
    array = array.astype(np.float64)
    if not np.isfinite(array).all():
        raise BadGeometry("geojson.not_finite", "坐标中有 NaN 或无穷大。")
    if not (array[0, :2] == array[-1, :2]).all():
        raise BadGeometry(
            "geojson.ring_open", "环没有闭合：首尾坐标不同。", "请使首尾坐标一致后重新上传。", f"{ring[0]} … {ring[-1]}"
        )
    return array


def _with_height(position: Any) -> list[float]:
    """Return a position with three numbers: some writers give the height to some points only."""
    if not isinstance(position, list) or any(
        not isinstance(part, (int, float)) or abs(part) > 1e9 for part in position
    ):
        raise BadGeometry("geojson.nesting", "坐标嵌套层数不对。")
    return [*position[:2], position[2] if len(position) > 2 else 0.0]


def _blame_positions(ring: list[Any]) -> None:
    """Name the first position that is not a list of numbers."""
    for position in ring:
        if not isinstance(position, list) or any(isinstance(part, list) for part in position):
            return
        for part in position:
            if isinstance(part, str):
                raise BadGeometry(
                    "geojson.coordinate_text", "坐标写成了文字（带引号）。", "坐标应为数字，请重新导出。", part
                )
            if part is None or isinstance(part, (bool, dict)):
                raise BadGeometry("geojson.coordinate_not_number", "坐标不是数字。", value=part)
        if len(position) < 2:
            raise BadGeometry("geojson.position_short", "坐标点少于两个数。", value=position)


def _take_properties(feature: Any, at: int, count: int, columns: dict[str, list[Any]], row: int, log: IssueLog) -> None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if properties is None:
        return
    if not isinstance(properties, dict):
        log.warning(
            "geojson.properties_not_object",
            f"第 {row} 行：properties 不是对象，属性未使用。",
            row=row,
            field="properties",
        )
        return
    for key, value in properties.items():
        column = columns.get(key)
        if column is None:
            column = columns[key] = [None] * count
        column[at] = value


def _crs(document: Any, log: IssueLog) -> CrsStatement:
    if not isinstance(document, dict):
        return CrsStatement(epsg=4326, assumed="RFC 7946", origin_zh="GeoJSON 标准")
    crs = document.get("crs")
    name = (
        crs.get("properties", {}).get("name")
        if isinstance(crs, dict) and isinstance(crs.get("properties"), dict)
        else None
    )
    says_nothing = "crs" not in document or (isinstance(name, str) and WRITTEN_BY_ITSELF.search(name))
    shifted = _shifted_by_signs(document) if says_nothing else None
    if shifted is not None:
        return CrsStatement(name=shifted, datum_text=shifted, origin_zh="GeoJSON")
    if "crs" not in document:
        return CrsStatement(epsg=4326, assumed="RFC 7946", origin_zh="GeoJSON 标准")
    if isinstance(name, str) and name.strip():
        return CrsStatement(wkt=name.strip(), name=name.strip(), origin_zh="GeoJSON crs")
    log.warning("geojson.crs_unreadable", "GeoJSON 的 crs 无法识别。", "请选择坐标系。", field="crs")
    return CrsStatement(origin_zh="GeoJSON crs 无法识别")


def _shifted_by_signs(document: dict[str, Any]) -> str | None:
    """Return what a document says of shifted coordinates elsewhere than in its crs, or by the fields of whoever made it."""
    for key, value in document.items():
        if isinstance(value, str) and SHIFTED_NAME.search(f"{key} {value}"):
            return value
    return "GCJ-02（地图服务边界数据的特征字段）" if _is_datav(document) else None


def _is_datav(document: dict[str, Any]) -> bool:
    """Recognise the fields of a widely used boundary service whose coordinates are GCJ-02 and say nothing about it."""
    features = document.get("features")
    first = features[0] if isinstance(features, list) and features and isinstance(features[0], dict) else {}
    properties = first.get("properties")
    return isinstance(properties, dict) and {"adcode", "acroutes"} <= set(properties)
