"""Reads KML and KMZ: each Placemark is a row, with its polygon or with the reason why it has none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from lxml.etree import QName, XMLParser, XMLSyntaxError, _Element, fromstring

from gisapp.kernel.errors import Invalid
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.source_layer import CrsStatement, SourceLayer

STANDARD = "OGC KML 2.3"
SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Model", "Track", "MultiTrack")
SHAPE_ZH = {
    "Point": "点",
    "LineString": "线",
    "LinearRing": "线",
    "Model": "模型",
    "Track": "轨迹",
    "MultiTrack": "轨迹",
}
DEEPEST = 64


class _BadShape(ValueError):
    def __init__(self, code: str, message_zh: str, fix_zh: str = "请修正该图形后重新上传。") -> None:
        super().__init__(message_zh)
        self.code, self.message_zh, self.fix_zh = code, message_zh, fix_zh


def read_kml(data: bytes, name: str, log: IssueLog, limits: Limits) -> SourceLayer:
    """Read the document; coordinates are WGS 84 degrees by the standard, heights are left out and said."""
    limits.refuse_features(data.count(b"<Placemark"))  # what may be built is known before it is
    marks = [element for element in _parse(data).iter() if _tag(element) == "Placemark"]
    limits.refuse_features(len(marks))
    geometry = np.empty(len(marks), dtype=object)
    columns: dict[str, list[Any]] = {}
    heights = 0
    for at, mark in enumerate(marks):
        row = at + 1
        for column, value in _values(mark):
            columns.setdefault(column, [None] * len(marks))[at] = value
        try:
            geometry[at], has_height = _shape_of(mark)
            heights += has_height
        except _BadShape as bad:
            log.error(bad.code, f"第 {row} 行：{bad.message_zh}", bad.fix_zh, row=row, field="geometry")
    if heights:
        log.info("geometry.height_dropped", f"{heights} 个图形带有高程（Z），入库只用平面坐标。")
    if not marks:
        log.error("kml.empty", "KML 中没有地标（Placemark）。", "请确认导出时选中了地块。")
    sample = [
        text for column in columns.values() for text in column[:200] if isinstance(text, str) and not text.isascii()
    ]
    return SourceLayer(
        "kml",
        name,
        np.arange(1, len(marks) + 1),
        geometry,
        columns,
        CrsStatement(epsg=4326, assumed=STANDARD, origin_zh="KML"),
        None,
        "utf-8",
        "XML 声明",
        sample[:8],
    )


def _parse(data: bytes) -> _Element:
    """Parse without entities, network or unlimited depth: the document is a stranger's."""
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = fromstring(data, parser)
    except (XMLSyntaxError, ValueError) as broken:
        line = getattr(broken, "lineno", None)
        where = f"（第 {line} 行附近）" if line else ""
        raise Invalid("kml.syntax", f"KML 语法错误{where}，文件可能不完整，请重新导出。") from broken
    if root is None or _tag(root) not in ("kml", "Document", "Folder", "Placemark"):
        raise Invalid("kml.other_xml", "这是 XML，但不是 KML。请上传 KML，或改用界址点 TXT、Shapefile、GeoPackage。")
    return root


def _tag(element: Any) -> str:
    return QName(element).localname if isinstance(element.tag, str) else ""


def _children(element: Any, *names: str) -> Iterator[Any]:
    return (child for child in element if _tag(child) in names)


def _text(element: Any, name: str) -> str | None:
    found = next(_children(element, name), None)
    text = "".join(found.itertext()).strip() if found is not None else ""
    return text or None


def _values(mark: Any) -> Iterator[tuple[str, str]]:
    """Name, folder, and the extended data; a description is kept as text."""
    for column, value in (
        ("name", _text(mark, "name")),
        ("folder", _folder(mark)),
        ("description", _text(mark, "description")),
    ):
        if value:
            yield column, value
    for extended in _children(mark, "ExtendedData"):
        for data in _children(extended, "Data"):
            value = _text(data, "value")
            if data.get("name") and value:
                yield data.get("name"), value
        for schema in _children(extended, "SchemaData"):
            for item in _children(schema, "SimpleData"):
                text = "".join(item.itertext()).strip()
                if item.get("name") and text:
                    yield item.get("name"), text


def _folder(mark: Any) -> str | None:
    above = mark.getparent()
    return _text(above, "name") if above is not None and _tag(above) == "Folder" else None


def _shape_of(mark: Any) -> tuple[shapely.Geometry, bool]:
    shapes = list(_children(mark, *SHAPES))
    if not shapes:
        raise _BadShape("geometry.empty", "没有图形。", "请补充图形，或从文件中删除该行。")
    polygons: list[shapely.Polygon] = []
    others: set[str] = set()
    has_height = False
    for shape in _flat(shapes, 0):
        if _tag(shape) != "Polygon":
            others.add(SHAPE_ZH.get(_tag(shape), "其他图形"))
            continue
        polygon, height = _polygon(shape)
        polygons.append(polygon)
        has_height = has_height or height
    if not polygons:
        raise _BadShape(
            "geometry.not_polygon",
            f"图形是{'、'.join(sorted(others)) or '空的集合'}，不是面。",
            "只有面状地块可以入库。",
        )
    return (polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)), has_height


def _flat(shapes: list[Any], depth: int) -> Iterator[Any]:
    if depth > DEEPEST:
        raise _BadShape("kml.nesting", "图形嵌套过深。")
    for shape in shapes:
        if _tag(shape) == "MultiGeometry":
            yield from _flat(list(_children(shape, *SHAPES)), depth + 1)
        else:
            yield shape


def _polygon(shape: Any) -> tuple[shapely.Polygon, bool]:
    shells = [ring for boundary in _children(shape, "outerBoundaryIs") for ring in _children(boundary, "LinearRing")]
    holes = [ring for boundary in _children(shape, "innerBoundaryIs") for ring in _children(boundary, "LinearRing")]
    if len(shells) != 1:
        raise _BadShape("kml.no_outer_ring", "面缺少外边界（outerBoundaryIs），或有多个。")
    rings = [_ring(ring) for ring in (shells[0], *holes)]
    return shapely.Polygon(rings[0][0], [xy for xy, _ in rings[1:]]), any(height for _, height in rings)


def _ring(ring: Any) -> tuple[np.ndarray, bool]:
    """Return the ring's positions (lon, lat) closed, and whether they had heights other than zero."""
    positions = []
    has_height = False
    for token in (_text(ring, "coordinates") or "").split():
        parts = token.split(",")
        try:
            lon, lat = float(parts[0]), float(parts[1])
            height = float(parts[2]) if len(parts) > 2 and parts[2] else 0.0
        except (ValueError, IndexError):
            raise _BadShape("kml.coordinates", f"坐标“{token[:40]}”无法识别，应为“经度,纬度”。") from None
        if not (abs(lon) <= 360 and abs(lat) <= 90):
            raise _BadShape(
                "kml.coordinates", f"坐标“{token[:40]}”不是经纬度。", "KML 只能使用经纬度，请核对导出设置。"
            )
        has_height = has_height or height != 0
        positions.append((lon, lat))
    if positions and positions[0] != positions[-1]:
        positions.append(positions[0])
    if len(set(positions)) < 3:
        raise _BadShape("geometry.ring_too_short", "边界少于三个不同的点，不能成面。")
    return np.array(positions), has_height
