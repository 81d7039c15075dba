"""KML and KMZ, DXF, workbooks and CSV, file geodatabases: the same plot comes out of each, and what is wrong is said row by row."""

from __future__ import annotations

import io
import itertools
import math
import sqlite3
import struct
import zipfile
from pathlib import Path

import ezdxf
import geopandas
import numpy as np
import openpyxl
import pyogrio
import pytest
import shapely
from ezdxf.math import bulge_center, bulge_radius
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gisapp.kernel.errors import DomainError, Invalid
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.open_file import opened_layer
from gisapp.land.intake.pipeline import IntakeResult
from gisapp.land.intake.straighten_dxf import CHORD_M, straighten
from tests.builders.ground import EAST, NORTH, dry_run, lonlat, metres, with_zone
from tests.harness.examples import examples

PLOT = metres(100, 100, 200, 300)
HOLE = metres(150, 150, 20, 20)
OTHER = metres(400, 100, 100, 100)
TRUE = lonlat(PLOT)


def put(tmp_path: Path, name: str, content: bytes | str) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def same_ground(result: IntakeResult, at: int = 0, shape: shapely.Geometry = TRUE, within: float = 1e-9) -> bool:
    stored = shapely.normalize(result.proposals[at].geometry)
    return bool(stored.equals_exact(shapely.normalize(shapely.MultiPolygon([shape])), within))


# ---- KML -------------------------------------------------------------------------------------------------------------


def kml(*marks: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{"".join(marks)}</Document></kml>'


def ring(shape: shapely.Polygon, height: str = ",0") -> str:
    return " ".join(f"{x!r},{y!r}{height}" for x, y in shapely.get_coordinates(shape).tolist())


def mark(name: str, shape: shapely.Polygon, *holes: shapely.Polygon, data: str = "", height: str = ",0") -> str:
    inner = "".join(
        f"<innerBoundaryIs><LinearRing><coordinates>{ring(h)}</coordinates></LinearRing></innerBoundaryIs>"
        for h in holes
    )
    outer = (
        f"<outerBoundaryIs><LinearRing><coordinates>{ring(shape, height)}</coordinates></LinearRing></outerBoundaryIs>"
    )
    return f"<Placemark><name>{name}</name>{data}<Polygon>{outer}{inner}</Polygon></Placemark>"


def test_a_kml_gives_plots_with_holes_and_extended_data(tmp_path: Path) -> None:
    data = '<ExtendedData><Data name="地块编号"><value>A-1</value></Data><SchemaData><SimpleData name="用途">工业用地</SimpleData></SchemaData></ExtendedData>'
    result = dry_run(put(tmp_path, "地块.kml", kml(mark("甲", TRUE, lonlat(HOLE), data=data, height=",37.5"))))
    assert result.counts()["new"] == 1, list(result.log)
    assert result.proposals[0].plot_no == "A-1"
    assert result.proposals[0].area_planar_m2 == pytest.approx(60_000 - 400, abs=0.01)
    assert {"crs.assumed", "geometry.height_dropped"} <= set(result.log.codes())


def test_a_kmz_is_the_kml_inside_it(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("doc.kml", kml(mark("A-1", TRUE)))
        packed.writestr("files/icon.png", b"x")
    result = dry_run(put(tmp_path, "园区.kmz", buffer.getvalue()), field_map={"plot_no": "name"})
    assert result.counts()["new"] == 1, list(result.log)
    assert same_ground(result)
    assert result.reading["layer"] == "园区"


def test_lines_points_and_broken_rings_of_a_kml_are_said_row_by_row(tmp_path: Path) -> None:
    bad = "<Placemark><name>线</name><LineString><coordinates>114,33 115,34</coordinates></LineString></Placemark>"
    torn = "<Placemark><name>坏</name><Polygon><outerBoundaryIs><LinearRing><coordinates>114.65,甲 1,2</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    flat = "<Placemark><name>米</name><Polygon><outerBoundaryIs><LinearRing><coordinates>560000,3719000 560100,3719000 560100,3719100</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    result = dry_run(
        put(tmp_path, "a.kml", kml(mark("A-1", TRUE), bad, torn, flat, "<Placemark/>")), field_map={"plot_no": "name"}
    )
    assert [proposal.action for proposal in result.proposals] == ["new", "blocked", "blocked", "blocked", "blocked"]
    assert {"geometry.not_polygon", "kml.coordinates", "geometry.empty"} <= set(result.log.codes())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<kml><Document>", "kml.syntax"),
        ("<html><body>404</body></html>", "kml.other_xml"),
        ('<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]><html>&x;</html>', "kml.other_xml"),
    ],
)
def test_other_xml_is_refused_with_what_to_do(tmp_path: Path, content: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        dry_run(put(tmp_path, "a.kml", content))
    assert refused.value.code == code


def test_entities_of_a_kml_are_never_followed(tmp_path: Path) -> None:
    secret = put(tmp_path, "secret.txt", "S3CRET")
    evil = f'<!DOCTYPE kml [<!ENTITY x SYSTEM "file://{secret}">]>' + kml(mark("&x;", TRUE)).split("?>", 1)[1]
    result = dry_run(put(tmp_path, "a.kml", evil), plot_no_prefix="A-")
    assert "S3CRET" not in str([proposal.raw for proposal in result.proposals])


# ---- DXF -------------------------------------------------------------------------------------------------------------


def drawing(tmp_path: Path, version: str = "R2010", encoding: str | None = None) -> tuple[ezdxf.document.Drawing, Path]:
    document = ezdxf.new(version)
    if encoding:
        document.encoding = encoding
    return document, tmp_path / "界址.dxf"


def corners(shape: shapely.Polygon) -> list[tuple[float, float]]:
    return [tuple(xy) for xy in shapely.get_coordinates(with_zone(shape))[:-1].tolist()]  # type: ignore[misc]


@pytest.mark.parametrize("version", ["R12", "R2000", "R2010"])
def test_closed_lines_are_plots_and_the_text_inside_is_the_number(tmp_path: Path, version: str) -> None:
    document, path = drawing(tmp_path, version, "gbk" if version != "R2010" else None)
    space = document.modelspace()
    for shape, text in ((PLOT, "地块甲 A-1"), (OTHER, "A-2")):
        if version == "R12":
            space.add_polyline2d(corners(shape), close=True, dxfattribs={"layer": "界址线"})
        else:
            space.add_lwpolyline(corners(shape), close=True, dxfattribs={"layer": "界址线"})
        middle = with_zone(shape).centroid
        for line, words in enumerate(text.split()):
            space.add_text(words, dxfattribs={"insert": (middle.x, middle.y + 5 * line), "layer": "注记"})
    document.saveas(path)
    result = dry_run(path)
    assert [proposal.plot_no for proposal in result.proposals] == ["A-1", "A-2"]
    assert result.counts()["new"] == 2, list(result.log)
    assert same_ground(result)
    assert result.proposals[0].raw["文字"] == "地块甲；A-1"
    points = result.proposals[0].boundary_points
    assert points is not None
    assert points["epsg"] == 4526
    assert points["rings"][0]["points"][0]["y"].startswith("38")


def test_an_inner_line_without_a_number_is_a_hole_and_one_with_a_number_a_plot_of_its_own(tmp_path: Path) -> None:
    document, path = drawing(tmp_path)
    space = document.modelspace()
    inner = metres(200, 200, 10, 10)
    for shape in (PLOT, HOLE, inner):
        space.add_lwpolyline(corners(shape), close=True)
    for shape, text in ((PLOT, "A-1"), (inner, "A-2")):
        point = (
            with_zone(shape).representative_point() if shape is inner else with_zone(metres(110, 110, 1, 1)).centroid
        )
        space.add_mtext(text, dxfattribs={"insert": (point.x, point.y)})
    document.saveas(path)
    result = dry_run(path)
    assert [(p.plot_no, p.area_planar_m2) for p in result.proposals] == [("A-1", 60_000 - 400 - 100), ("A-2", 100)]
    assert "dxf.holes" in result.log.codes()


def test_arcs_are_straightened_open_lines_refused_and_the_layer_asked_for(tmp_path: Path) -> None:
    document, path = drawing(tmp_path)
    space = document.modelspace()
    bulged = [(x, y, 1.0 if at == 0 else 0.0) for at, (x, y) in enumerate(corners(PLOT))]
    space.add_lwpolyline(bulged, format="xyb", close=True, dxfattribs={"layer": "界址线"})
    space.add_lwpolyline(corners(OTHER), close=False, dxfattribs={"layer": "界址线"})
    space.add_lwpolyline(corners(OTHER), close=True, dxfattribs={"layer": "房屋"})
    document.saveas(path)
    asked = dry_run(path)
    assert [question.code for question in asked.questions] == ["layer"]
    result = dry_run(path, layer="界址线", plot_no_prefix="A-")
    assert {"geometry.curves_straightened", "dxf.not_closed"} <= set(result.log.codes())
    assert [proposal.action for proposal in result.proposals] == ["new", "blocked"]


def test_circles_curves_and_chains_are_plots_and_what_is_not_read_is_named(tmp_path: Path) -> None:
    document, path = drawing(tmp_path)
    space = document.modelspace()
    east, north = with_zone(metres(1000, 1000, 1, 1)).bounds[:2]
    space.add_circle((east, north), 100)
    space.add_ellipse((east + 300, north), (80, 0), 0.5)
    space.add_spline().set_closed([(east + x, north + 300 + y, 0) for x, y in ((0, 0), (90, 0), (90, 90), (0, 90))])
    frame = [(east - 300, north), (east - 200, north), (east - 200, north + 50)]
    for one, other in itertools.pairwise(frame):
        space.add_line(other, one)
    space.add_arc((east - 250, north + 50), 50, 0, 180)
    space.add_line((east - 300, north + 50), frame[0])
    space.add_line((east, north), (east + 5, north + 5))
    space.add_hatch().paths.add_polyline_path([(east, north), (east + 9, north), (east, north + 9)])
    document.blocks.new("JZD")
    space.add_blockref("JZD", (east, north))
    document.saveas(path)
    result = dry_run(path, plot_no_prefix="A-")
    areas = [proposal.area_planar_m2 for proposal in result.proposals]
    assert len(areas) == 4
    assert areas[0] == pytest.approx(np.pi * 100**2, abs=3.2)
    assert areas[1] == pytest.approx(np.pi * 80 * 40, abs=2)
    assert areas[3] == pytest.approx(100 * 50 + np.pi * 50**2 / 2, abs=2)
    said = {issue.code: issue for issue in result.log}
    assert "1 条直线" in said["dxf.pieces_open"].message_zh
    unread = [issue.message_zh for issue in result.log if issue.code == "dxf.kind_unread"]
    assert unread == ["1 个填充（HATCH）未读取。", "1 个图块（INSERT）未读取。"]
    curved = {issue.row for issue in result.log if issue.code == "geometry.curves_straightened"}
    assert curved == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("radius", "place", "layer", "deducted"),
    [
        (1.5, (50, 50), "界址线", False),
        (10, (0, 0), "界址线", False),
        (10, (50, 50), "界址点", False),
        (10, (50, 50), "界址线", True),
    ],
    ids=["small", "on-a-corner", "point-layer", "a-true-hole"],
)
def test_circles_that_mark_points_are_symbols_and_never_cut_out_of_a_plot(
    tmp_path: Path, radius: float, place: tuple[float, float], layer: str, deducted: bool
) -> None:
    document, path = drawing(tmp_path)
    space = document.modelspace()
    space.add_lwpolyline(corners(PLOT), close=True, dxfattribs={"layer": layer})
    corner = min(corners(PLOT))
    space.add_circle((corner[0] + place[0], corner[1] + place[1]), radius, dxfattribs={"layer": layer})
    document.saveas(path)
    result = dry_run(path, plot_no_prefix="A-")
    assert len(result.proposals) == 1
    whole = shapely.area(PLOT)
    expected = whole - np.pi * radius**2 if deducted else whole
    assert result.proposals[0].area_planar_m2 == pytest.approx(expected, abs=0.5)
    assert ("dxf.symbols" in result.log.codes()) is not deducted


@pytest.mark.parametrize("bulge", [1.0, -1.0, 0.3, -0.05])
def test_chords_of_a_bulge_stray_no_farther_than_the_finding_says(tmp_path: Path, bulge: float) -> None:
    document, path = drawing(tmp_path)
    line = document.modelspace().add_lwpolyline([(0, 0, bulge), (200, 0, 0), (100, -300, 0)], format="xyb", close=True)
    document.saveas(path)
    xy, strayed = straighten(line)
    arc = bulge_center((0, 0), (200, 0), bulge), bulge_radius((0, 0), (200, 0), bulge)
    on_arc = xy[: len(xy) - 2]
    off = np.abs(np.hypot(*(on_arc - np.array(arc[0])[:2]).T) - arc[1])
    middle = (on_arc[1:] + on_arc[:-1]) / 2
    sagitta = arc[1] - np.hypot(*(middle - np.array(arc[0])[:2]).T)
    assert off.max() < 1e-6
    assert sagitta.max() == pytest.approx(strayed, abs=1e-6)
    assert 0 < strayed <= CHORD_M
    side = np.sign(on_arc[len(on_arc) // 2, 1])
    assert side == -np.sign(bulge)


def test_a_drawing_of_blocks_alone_says_so(tmp_path: Path) -> None:
    document, path = drawing(tmp_path)
    document.blocks.new("宗地").add_lwpolyline(corners(PLOT), close=True)
    document.modelspace().add_blockref("宗地", (0, 0))
    document.saveas(path)
    with pytest.raises(Invalid, match="nothing_read"):
        dry_run(path)


def test_a_survey_programs_own_data_on_the_line_gives_number_and_holder(tmp_path: Path) -> None:
    document, path = drawing(tmp_path)
    document.appids.add("SOUTH")
    line = document.modelspace().add_lwpolyline(corners(PLOT), close=True, dxfattribs={"layer": "JZD"})
    line.set_xdata("SOUTH", [(1000, "300000"), (1000, "A-1"), (1000, "示例企业01"), (1000, "0601")])
    document.saveas(path)
    result = dry_run(path)
    assert result.proposals[0].plot_no == "A-1"
    assert result.proposals[0].values["holder"] == "示例企业01"
    assert "dxf.cass" in result.log.codes()


# ---- workbooks and CSV --------------------------------------------------------------------------------------------------


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def point_rows(shape: shapely.Polygon, number: str | None, *, swap: bool = False) -> list[list[object]]:
    rows: list[list[object]] = []
    for at, (east, north) in enumerate(corners(shape), 1):
        pair = [round(north, 3), round(east, 3)]
        rows.append([number if at == 1 else None, f"J{at}", *(reversed(pair) if swap else pair)])
    return rows


def test_a_table_of_points_with_a_title_merged_header_and_numbers_given_once(tmp_path: Path) -> None:
    rows = [
        ["界址点成果表", None, None, None],
        ["地块编号", "点号", "坐标", None],
        [None, None, "X(m)", "Y(m)"],
        *point_rows(PLOT, "A-1"),
        *point_rows(OTHER, "A-2"),
    ]
    result = dry_run(put(tmp_path, "界址点.xlsx", book(("Sheet1", rows))))
    assert [(p.plot_no, p.action) for p in result.proposals] == [("A-1", "new"), ("A-2", "new")], list(result.log)
    assert same_ground(result)
    assert same_ground(result, 1, lonlat(OTHER))
    points = result.proposals[0].boundary_points
    assert points is not None
    assert [point["no"] for point in points["rings"][0]["points"]] == ["J1", "J2", "J3", "J4"]


def test_columns_written_the_wrong_way_round_are_swapped_and_said(tmp_path: Path) -> None:
    rows = [["地块号", "点号", "X", "Y"], *point_rows(PLOT, "A-1", swap=True)]
    result = dry_run(put(tmp_path, "a.xlsx", book(("点表", rows))))
    assert same_ground(result)
    assert "table.axes_swapped" in result.log.codes()


def test_each_sheet_may_be_a_plot_and_its_name_the_number(tmp_path: Path) -> None:
    plain = [["点号", "纵坐标", "横坐标"], *[row[1:] for row in point_rows(PLOT, None)]]
    path = put(tmp_path, "a.xlsx", book(("DK-7", plain), ("说明", [["制表", "校核"]])))
    result = dry_run(path)
    assert result.proposals[0].plot_no == "DK-7"
    assert same_ground(result)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_in_any_encoding_and_separator_with_title_lines_between(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    lines = ["点号,圈号,X坐标,Y坐标", "地块编号：A-1"]
    for number, shape in ((1, PLOT), (2, HOLE)):
        lines += [f"J{at},{number},{north:.3f},{east:.3f}" for at, (east, north) in enumerate(corners(shape), 1)]
    lines += ["", "地块编号：A-2"] + [
        f"J{at},1,{north:.3f},{east:.3f}" for at, (east, north) in enumerate(corners(OTHER), 1)
    ]
    text = "\n".join(lines).replace(",", separator)
    result = dry_run(put(tmp_path, "界址点.csv", text.encode(encoding)))
    assert [(p.plot_no, p.action) for p in result.proposals] == [("A-1", "new"), ("A-2", "new")], list(result.log)
    assert result.proposals[0].area_planar_m2 == pytest.approx(60_000 - 400, abs=0.01)


def test_a_csv_with_wkt_has_one_plot_a_row(tmp_path: Path) -> None:
    text = f'编号,图形\nA-1,"{TRUE.wkt}"\nA-2,坏的\n'
    result = dry_run(put(tmp_path, "a.csv", text), crs=4490)
    assert [proposal.action for proposal in result.proposals] == ["new", "blocked"]
    assert same_ground(result)
    assert "table.wkt" in result.log.codes()


def test_a_coordinate_that_is_no_number_spoils_its_plot_only(tmp_path: Path) -> None:
    rows = [["地块编号", "点号", "X", "Y"], *point_rows(PLOT, "A-1"), *point_rows(OTHER, "A-2")]
    rows[2][2] = "ETRS114"
    result = dry_run(put(tmp_path, "a.xlsx", book(("表", rows))))
    assert [(p.plot_no, p.action) for p in result.proposals] == [("A-1", "blocked"), ("A-2", "new")]
    assert "table.coordinate" in result.log.codes()


@pytest.mark.parametrize("said", ["EPSG:4547", "4547", "CGCS2000 3度带 38带", "2000国家大地坐标系 带号38"])
def test_a_column_that_names_the_system_settles_it(tmp_path: Path, said: str) -> None:
    corners = shapely.get_coordinates(PLOT).tolist()
    rows = "".join(f"A,{x!r},{y!r},{said}\n" for x, y in corners)
    result = dry_run(put(tmp_path, "a.csv", f"地块编号,GeoX,GeoY,坐标系\n{rows}"))
    assert (result.questions, result.counts()["new"]) == ([], 1), list(result.log)
    assert same_ground(result)
    assert "table.axes_swapped" not in result.log.codes()


def test_old_or_differing_systems_of_a_column_are_named(tmp_path: Path) -> None:
    corners = shapely.get_coordinates(PLOT).tolist()

    def table(first: str, second: str) -> str:
        rows = [
            f"{plot},{y!r},{x + at!r},{said}\n"
            for at, plot, said in ((0, "A", first), (500, "B", second))
            for x, y in corners
        ]
        return "地块编号,X,Y,坐标系\n" + "".join(rows)

    old = dry_run(put(tmp_path, "a.csv", table("西安80", "西安80")))
    assert "crs.old_datum" in old.log.codes()
    differing = dry_run(put(tmp_path, "a.csv", table("EPSG:4547", "EPSG:4548")))
    assert "table.crs_differs" in differing.log.codes()
    assert differing.counts()["new"] == 0


def test_without_a_zone_the_zone_is_asked_for(tmp_path: Path) -> None:
    rows = [["地块编号", "点号", "X", "Y"], *point_rows(PLOT, "A-1")]
    for row in rows[1:]:
        row[3] = float(row[3]) - 38_000_000  # type: ignore[arg-type]
    result = dry_run(put(tmp_path, "a.xlsx", book(("表", rows))))
    assert [question.code for question in result.questions] == ["zone"]
    assert dry_run(put(tmp_path, "a.xlsx", book(("表", rows))), zone=38).counts()["new"] == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"PK\x03\x04 broken", "workbook.unreadable"),
        ("a.xlsx", book(("表", [["姓名", "电话"], ["甲", "1"]])), "table.no_coordinates"),
        ("a.csv", b"name,phone\nA,1\n", "table.no_coordinates"),
        ("a.dxf", b"not a drawing", "dxf.broken"),
        ("a.docx", b"PK\x03\x04", "survey.unsupported"),
    ],
)
def test_files_that_hold_no_plots_are_refused_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        dry_run(put(tmp_path, name, content))
    assert refused.value.code == code
    assert refused.value.message_zh.endswith("。")


# ---- file geodatabase ---------------------------------------------------------------------------------------------------


def geodatabase(tmp_path: Path) -> Path:
    folder = tmp_path / "成果.gdb"
    frame = geopandas.GeoDataFrame(
        {"DKBH": ["A-1", "A-2"], "QLR": ["示例企业01", None]}, geometry=[PLOT, OTHER], crs=4547
    )
    frame.to_file(folder, driver="OpenFileGDB", layer="DK", engine="pyogrio")
    packed = tmp_path / "成果.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in sorted(folder.iterdir()):
            archive.write(part, f"成果.gdb/{part.name}")
    return packed


def test_a_zipped_geodatabase_is_read(tmp_path: Path) -> None:
    result = dry_run(geodatabase(tmp_path))
    assert [(p.plot_no, p.action) for p in result.proposals] == [("A-1", "new"), ("A-2", "new")], list(result.log)
    assert result.proposals[0].values["holder"] == "示例企业01"
    assert same_ground(result)


# ---- arcs and logs of containers ------------------------------------------------------------------------------------------


def arced(east: float) -> bytes:
    """A round plot as WKB: CURVEPOLYGON (CIRCULARSTRING …), which no column of the layer needs to announce."""
    corners = [(0, 0), (50, 50), (100, 0), (50, -50), (0, 0)]
    ring = b"".join(struct.pack("<dd", EAST + east + x, NORTH + 300 + y) for x, y in corners)
    return struct.pack("<BII", 1, 10, 1) + struct.pack("<BII", 1, 8, len(corners)) + ring


@pytest.mark.parametrize("declared", ["POLYGON", "CURVEPOLYGON", "GEOMETRY", "MULTISURFACE"])
def test_arcs_of_a_package_are_said_whatever_its_layer_declares(tmp_path: Path, declared: str) -> None:
    path = tmp_path / "a.gpkg"
    frame = geopandas.GeoDataFrame({"DKBH": ["A-1", "A-2"]}, geometry=[PLOT, OTHER], crs=4547)
    frame.to_file(path, layer='地块"1', engine="pyogrio")
    assert "geometry.curves_straightened" not in dry_run(path).log.codes()
    with sqlite3.connect(path) as database:
        for (name,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            database.execute(f'drop trigger "{name.replace(chr(34), chr(34) * 2)}"')
        database.execute("update gpkg_geometry_columns set geometry_type_name = ?", (declared,))
        database.execute(
            'update "地块""1" set geom = ? where fid = 2', (b"GP\x00\x01" + struct.pack("<i", 4547) + arced(600),)
        )
    database.close()
    result = dry_run(path)
    (said,) = [issue for issue in result.log if issue.code == "geometry.curves_straightened"]
    assert (said.severity, said.value) == ("warning", "1")
    assert result.proposals[1].area_planar_m2 == pytest.approx(math.pi * 50**2, rel=0.01)


def test_arcs_of_a_geodatabase_are_said(tmp_path: Path) -> None:
    folder, packed = tmp_path / "a.gdb", tmp_path / "a.zip"
    values = [np.array(["A-1"], dtype=object)]
    pyogrio.raw.write(
        folder, np.array([arced(600)], dtype=object), values, ["DKBH"], geometry_type="MultiPolygon", crs="EPSG:4547",
        driver="OpenFileGDB", layer="DK",
    )  # fmt: skip
    with zipfile.ZipFile(packed, "w") as archive:
        for part in sorted(folder.iterdir()):
            archive.write(part, f"a.gdb/{part.name}")
    assert "geometry.curves_straightened" in dry_run(packed).log.codes()


def test_a_package_whose_log_was_left_behind_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    geopandas.GeoDataFrame({"DKBH": ["A-1"]}, geometry=[PLOT], crs=4547).to_file(path, engine="pyogrio")
    assert dry_run(path).log.items == []
    database = sqlite3.connect(path)
    database.execute("pragma journal_mode = wal")
    alone = put(tmp_path, "alone.gpkg", path.read_bytes())
    database.close()
    assert alone.read_bytes()[18:20] == b"\x02\x02"
    result = dry_run(alone)
    assert (result.log.codes(), result.counts()["new"]) == (["geopackage.log_missing"], 1)


# ---- whatever the bytes ---------------------------------------------------------------------------------------------------

STARTS = {
    "a.kml": [b"", b"<kml>", kml(mark("甲", TRUE)).encode()],
    "a.dxf": [
        b"",
        b"0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n8\n0\n70\n1\n10\n1\n20\n2\n",
        b"AutoCAD Binary DXF\r\n\x1a\x00",
    ],
    "a.csv": [b"", "点号,X,Y\n".encode(), "地块编号,点号,X,Y\nA,1,3719000,38560000\n".encode()],
    "a.xlsx": [b"PK\x03\x04", book(("表", [["X", "Y"], [3719000, 38560000]]))[:2000]],
}


@pytest.mark.parametrize("name", sorted(STARTS))
@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_bytes_the_answer_is_rows_a_question_or_a_sentence(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    content = data.draw(st.sampled_from(STARTS[name])) + data.draw(
        st.binary(max_size=300) | st.text(max_size=200).map(str.encode)
    )
    path = put(tmp_path, name, content)
    try:
        with opened_layer(path, name, Answers(), Limits(), IssueLog()) as opened:
            assert opened is not None
    except DomainError as refused:
        assert refused.message_zh.endswith("。")


def test_the_place_of_the_park_is_where_these_tests_think(tmp_path: Path) -> None:
    assert np.allclose(shapely.get_coordinates(PLOT).min(axis=0), [EAST + 100, NORTH + 100])


def test_a_number_too_large_for_a_coordinate_is_found_in_a_wkt(tmp_path: Path) -> None:
    text = f'编号,图形\nA-1,"{TRUE.wkt}"\nA-2,"POLYGON ((1e999 1, 2 2, 3 1, 1e999 1))"\n'
    result = dry_run(put(tmp_path, "a.csv", text), crs=4490)
    assert [proposal.action for proposal in result.proposals] == ["new", "blocked"]
    assert "table.wkt" in result.log.codes()
