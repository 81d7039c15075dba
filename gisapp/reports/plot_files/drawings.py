"""Writes DXF and KML: drawings that other programs open with layers, numbers and notes in place."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import shapely
from lxml.etree import Element, SubElement, _Element, tostring

from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Invalid
from gisapp.land.intake.dxf_encoding import DXF_ESCAPES
from gisapp.land.intake.dxf_plot import PLOT_APP, PlotTag, tags_of
from gisapp.reports.plot_files.features import LABELS, values_of
from gisapp.reports.plot_files.outline import DEGREES, PlotOutline, rings_of, shape_in, written

if TYPE_CHECKING:
    from ezdxf.layouts.layout import Modelspace

KML = "http://www.opengis.net/kml/2.2"
STYLE = "plot"
OUTLINE_COLOUR, FILL_COLOUR = "ff2a2ad9", "402a2ad9"
"""Red, as alpha, blue, green, red: the ground stays visible under a plot, which without a style would be white."""
_LAYERS = (("界址线", 1), ("界址点", 3), ("界址点号", 3), ("地块编号", 5), ("地块面积", 7), ("说明", 8))


def to_dxf(outlines: Sequence[PlotOutline], epsg: int, caption: str) -> bytes:
    """Return a DXF 2000 drawing: closed lines, points, numbers and areas on layers of their own; X east, Y north, metres.

    Texts are GBK under the code page ANSI_936: every CAD since 2000 reads that, and so do programs that go by the code page
    alone and would garble the UTF-8 of later versions (GDAL, QGIS). The view opens on the plots. Each closed line keeps number, name
    and surveyed area of its plot as extended data: holes and further parts have no text of their own. 400 for degrees.
    """
    if epsg == STORAGE_EPSG:
        raise Invalid(
            "export.dxf_needs_metres", "DXF 使用平面坐标，请选择 3 度带坐标系。", message_en="A drawing is in metres: choose a 3° zone."
        )  # fmt: skip
    from ezdxf import units
    from ezdxf.document import Drawing
    from ezdxf.enums import TextEntityAlignment

    document = Drawing.new("R2000")
    document.encoding = "gbk"
    document.units = units.M
    style = document.styles.new("中文", dxfattribs={"font": "simsun.ttc"})
    for name, colour in _LAYERS:
        document.layers.add(name, color=colour)
    document.appids.add(PLOT_APP)
    space = document.modelspace()
    for outline in outlines:
        middle = shape_in(outline, epsg).representative_point()
        kept = tags_of(PlotTag(outline.plot_no, outline.plot_name, outline.area_surveyed_m2))
        for ring in rings_of(outline, epsg):
            xy = ring.xy()
            line = space.add_lwpolyline(xy.tolist(), close=True, dxfattribs={"layer": "界址线"})
            line.set_xdata(PLOT_APP, kept)
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
    _frame(space, outlines, epsg, {"layer": "说明", "style": style.dxf.name}, caption)
    text = io.StringIO(newline="\r\n")
    document.write(text)
    return text.getvalue().encode("gbk", errors=DXF_ESCAPES)


def _frame(space: Modelspace, outlines: Sequence[PlotOutline], epsg: int, note: dict[str, str], caption: str) -> None:
    """Write the caption below the plots, say how far the drawing reaches, and let the view open on it."""
    west, south, east, north = shapely.total_bounds([shape_in(outline, epsg) for outline in outlines]).tolist()
    south -= 15
    space.add_text(caption, height=5, dxfattribs={**note, "insert": (west, south)})
    space.reset_extents((west, south, 0), (east, north, 0))
    assert space.doc is not None
    space.doc.set_modelspace_vport(
        1.1 * max(north - south, (east - west) / 2), center=((west + east) / 2, (south + north) / 2)
    )


def _mu(outline: PlotOutline) -> str:
    return format(round_half_up(m2_to_mu(outline.area_m2), 2), "f")


def to_kml(outlines: Sequence[PlotOutline], caption: str, notice: str) -> bytes:
    """Return KML with one folder a park; the values stand in ExtendedData under short names, shown under their Chinese labels.

    GDAL makes underscores of Chinese names, by which two of one length become one column: so the names are the short ones.
    """
    root = Element("kml", nsmap={None: KML})
    document = SubElement(root, "Document")
    _text(document, "name", "地块")
    _text(document, "description", caption)
    style = SubElement(document, "Style", id=STYLE)
    line = SubElement(style, "LineStyle")
    _text(line, "color", OUTLINE_COLOUR)
    _text(line, "width", "2")
    _text(SubElement(style, "PolyStyle"), "color", FILL_COLOUR)
    folders: dict[str, _Element] = {}
    for outline in outlines:
        folder = folders.get(outline.park_name_zh)
        if folder is None:
            folder = folders[outline.park_name_zh] = SubElement(document, "Folder")
            _text(folder, "name", outline.park_name_zh or "未分园区")
        mark = SubElement(folder, "Placemark")
        _text(mark, "name", outline.plot_no)
        _text(mark, "styleUrl", f"#{STYLE}")
        extended = SubElement(mark, "ExtendedData")
        row = values_of(outline, notice)
        for name, label, short in LABELS:
            if row[name] is not None:
                data = SubElement(extended, "Data", name=short)
                _text(data, "displayName", label)
                _text(data, "value", str(row[name]))
        shapes = SubElement(mark, "MultiGeometry")
        for polygon in outline.geometry.geoms:
            shape = SubElement(shapes, "Polygon")
            for at, ring in enumerate((polygon.exterior, *polygon.interiors)):
                boundary = SubElement(shape, "outerBoundaryIs" if at == 0 else "innerBoundaryIs")
                corners = shapely.get_coordinates(ring).tolist()
                _text(
                    SubElement(boundary, "LinearRing"),
                    "coordinates",
                    " ".join(f"{written(lon, DEGREES)},{written(lat, DEGREES)}" for lon, lat in corners),
                )
    return tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _text(parent: _Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text
