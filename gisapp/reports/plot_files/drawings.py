"""Writes DXF and KML: drawings that other programs open with layers, numbers and notes in place."""

from __future__ import annotations

import io
from collections.abc import Sequence

import shapely
from lxml.etree import Element, SubElement, _Element, tostring

from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Invalid
from gisapp.reports.plot_files.outline import PlotOutline, rings_of, shape_in

KML = "http://www.opengis.net/kml/2.2"
_LAYERS = (("界址线", 1), ("界址点", 3), ("界址点号", 3), ("地块编号", 5), ("地块面积", 7), ("说明", 8))


def to_dxf(outlines: Sequence[PlotOutline], epsg: int, caption: str) -> bytes:
    """Return a DXF 2010 drawing: closed lines, points, numbers and areas on layers of their own; X east, Y north, metres.

    400 for degrees: a drawing is in metres.
    """
    if epsg == STORAGE_EPSG:
        raise Invalid(
            "export.dxf_needs_metres", "DXF 使用平面坐标，请选择 3 度带坐标系。", message_en="A drawing is in metres: choose a 3° zone."
        )  # fmt: skip
    from ezdxf import units
    from ezdxf.document import Drawing
    from ezdxf.enums import TextEntityAlignment

    document = Drawing.new("R2010")
    document.units = units.M
    style = document.styles.new("中文", dxfattribs={"font": "simsun.ttc"})
    for name, colour in _LAYERS:
        document.layers.add(name, color=colour)
    space = document.modelspace()
    for outline in outlines:
        middle = shape_in(outline, epsg).representative_point()
        for ring in rings_of(outline, epsg):
            xy = ring.xy()
            space.add_lwpolyline(xy.tolist(), close=True, dxfattribs={"layer": "界址线"})
            for corner, (east, north) in zip(ring.corners, xy.tolist(), strict=True):
                space.add_point((east, north), dxfattribs={"layer": "界址点"})
                space.add_text(
                    corner.no, height=1.5, dxfattribs={"layer": "界址点号", "insert": (east + 0.8, north + 0.8), "style": style.dxf.name}
                )  # fmt: skip
        number = {"layer": "地块编号", "style": style.dxf.name}
        space.add_text(outline.plot_no, height=4, dxfattribs=number).set_placement(
            (middle.x, middle.y), align=TextEntityAlignment.BOTTOM_CENTER
        )
        area = {"layer": "地块面积", "style": style.dxf.name}
        space.add_text(f"{_mu(outline)} 亩", height=3, dxfattribs=area).set_placement(
            (middle.x, middle.y - 1), align=TextEntityAlignment.TOP_CENTER
        )
    box = (
        shapely.unary_union([shape_in(outline, epsg).envelope for outline in outlines]).bounds
        if outlines
        else (0, 0, 0, 0)
    )
    space.add_text(
        caption, height=5, dxfattribs={"layer": "说明", "insert": (box[0], box[1] - 15), "style": style.dxf.name}
    )
    text = io.StringIO()
    document.write(text)
    return text.getvalue().encode("utf-8")


def _mu(outline: PlotOutline) -> str:
    return format(round_half_up(m2_to_mu(outline.area_m2), 2), "f")


def to_kml(outlines: Sequence[PlotOutline], values: Sequence[dict[str, object]], caption: str) -> bytes:
    """Return KML with one folder a park; the values stand in ExtendedData under their Chinese labels."""
    root = Element("kml", nsmap={None: KML})
    document = SubElement(root, "Document")
    _text(document, "name", "地块")
    _text(document, "description", caption)
    folders: dict[str, _Element] = {}
    for outline, row in zip(outlines, values, strict=True):
        folder = folders.get(outline.park_name_zh)
        if folder is None:
            folder = folders[outline.park_name_zh] = SubElement(document, "Folder")
            _text(folder, "name", outline.park_name_zh or "未分园区")
        mark = SubElement(folder, "Placemark")
        _text(mark, "name", outline.plot_no)
        extended = SubElement(mark, "ExtendedData")
        for label, value in row.items():
            if value is not None:
                _text(SubElement(extended, "Data", name=label), "value", str(value))
        shapes = SubElement(mark, "MultiGeometry")
        for polygon in outline.geometry.geoms:
            shape = SubElement(shapes, "Polygon")
            for at, ring in enumerate((polygon.exterior, *polygon.interiors)):
                boundary = SubElement(shape, "outerBoundaryIs" if at == 0 else "innerBoundaryIs")
                corners = shapely.get_coordinates(ring).tolist()
                _text(
                    SubElement(boundary, "LinearRing"),
                    "coordinates",
                    " ".join(f"{lon:.10f},{lat:.10f}" for lon, lat in corners),
                )
    return tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _text(parent: _Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text
