"""Drawings as other programs see them: by their bytes, by a CAD library, and by GDAL, which believes the code page alone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import shapely
from ezdxf import recover
from ezdxf.entities.lwpolyline import LWPolyline
from ezdxf.filemanagement import readfile
from pyogrio import raw

from gisapp.reports.plot_files.drawings import to_dxf, to_kml
from gisapp.reports.plot_files.features import LABELS, values_of
from tests.builders.ground import dry_run
from tests.reports.test_plot_files import NOTICE, SHAPE, TWO, an_outline, lonlat, put

LAYERS = {"界址线", "界址点", "界址点号", "地块编号", "地块面积", "说明"}
CAPTION = f"{NOTICE} 2026-11-27"


def test_every_byte_is_of_the_code_page_that_the_header_declares() -> None:
    content = to_dxf([an_outline(plot_no="甲-1")], 4526, CAPTION)
    head = content[:400].replace(b"\r\n", b"\n")
    assert b"$ACADVER\n  1\nAC1015\n" in head, "a version that office machines of any year open"
    assert b"$DWGCODEPAGE\n  3\nANSI_936\n" in head
    text = content.decode("gbk")
    assert text.isascii() is False
    assert all(f"\r\n{name}\r\n" in text for name in (*LAYERS, "甲-1", CAPTION))
    assert "\n" not in text.replace("\r\n", "")


def test_what_the_code_page_lacks_is_written_as_four_figures_and_read_again(tmp_path: Path) -> None:
    number = "\U0002cbec€ñ丂-1"
    content = to_dxf([an_outline(plot_no=number)], 4526, CAPTION)
    assert b"\\U+D872\\U+DFEC" in content
    assert b"\\U+00F1" in content
    document, _ = recover.read(io.BytesIO(content))
    texts = [text.dxf.text for text in document.modelspace().query("TEXT[layer=='地块编号']")]
    assert texts[0].encode("utf-16", "surrogatepass").decode("utf-16") == number


@pytest.mark.parametrize("epsg", [4526, 4547])
def test_gdal_reads_layers_texts_and_places(tmp_path: Path, epsg: int) -> None:
    path = put(tmp_path, "a.dxf", to_dxf([an_outline(plot_no="甲-1")], epsg, CAPTION))
    meta, _, shapes, columns = raw.read(path)
    values = dict(zip(meta["fields"], columns, strict=True))
    assert set(values["Layer"]) == LAYERS
    assert {"甲-1", CAPTION, "93.15 亩"} <= set(values["Text"])
    lines = [shapely.from_wkb(shape) for shape, layer in zip(shapes, values["Layer"], strict=True) if layer == "界址线"]
    assert len(lines) == 3
    assert all(line.is_closed for line in lines)


def test_the_drawing_says_how_far_it_reaches_and_opens_on_the_plots(tmp_path: Path) -> None:
    document = readfile(put(tmp_path, "a.dxf", to_dxf([an_outline(geometry=TWO)], 4526, CAPTION)))
    east, north = 38_560_000, 3_719_000
    assert document.header["$EXTMIN"][:2] == pytest.approx((east + 100, north + 100 - 15), abs=0.001)
    assert document.header["$EXTMAX"][:2] == pytest.approx((east + 550, north + 400), abs=0.001)
    (view,) = document.viewports.get_config("*Active")
    assert (view.dxf.center.x, view.dxf.center.y) == pytest.approx((east + 325, north + 242.5), abs=0.001)
    assert view.dxf.height == pytest.approx(1.1 * 315, abs=0.01)
    assert not document.audit().errors


def test_a_drawing_keeps_the_millimetre(tmp_path: Path) -> None:
    outline = an_outline(geometry=shapely.MultiPolygon([lonlat(SHAPE)]))
    document = readfile(put(tmp_path, "a.dxf", to_dxf([outline], 4526, CAPTION)))
    corners = {
        (round(x, 6), round(y, 6))
        for line in document.modelspace()
        if isinstance(line, LWPolyline)
        for x, y in line.get_points("xy")
    }
    assert {(38_560_100.0, 3_719_100.0), (38_560_300.0, 3_719_400.0), (38_560_170.0, 3_719_170.0)} <= corners


def test_every_value_of_a_kml_is_a_column_of_its_own_in_gdal(tmp_path: Path) -> None:
    outline = an_outline(
        plot_name="示例地块", parcel_no="411602901001GB00001", address="纬一路北侧", document="示例〔2026〕1号"
    )
    path = put(tmp_path, "a.kml", to_kml([outline], CAPTION, NOTICE))
    meta, _, _, columns = raw.read(path)
    read = {name: column[0] for name, column in zip(meta["fields"], columns, strict=True)}
    row = values_of(outline, NOTICE)
    for name, _, short in LABELS:
        if row[name] is not None:
            assert str(read[short]) == str(row[name]), short
    assert read["Name"] == "A-1"
    document = path.read_text("utf-8")
    assert all(f"<displayName>{label}</displayName>" in document for name, label, _ in LABELS if row[name] is not None)
    assert CAPTION in document
    assert dry_run(path).proposals[0].values["holder"] == "示例企业01"
