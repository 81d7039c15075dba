"""What goes out comes back: every TXT variant to a tenth of a millimetre, every format with its system, both areas and the demo mark."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import ezdxf
import geopandas
import numpy as np
import openpyxl
import orjson
import pytest
import shapely
from fastapi.testclient import TestClient

from gisapp.app import create_app
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.crs import transformer
from gisapp.kernel.errors import Invalid
from gisapp.land.intake.live_plots import LivePlots
from gisapp.land.intake.pipeline import IntakeResult
from gisapp.reports.plot_files.boundary_txt import to_boundary_txt
from gisapp.reports.plot_files.drawings import to_dxf, to_kml
from gisapp.reports.plot_files.features import to_geojson, to_geopackage, to_shapefile
from gisapp.reports.plot_files.outline import PlotOutline, rings_of
from gisapp.reports.plot_files.points_table import to_points_workbook
from gisapp.reports.plot_files.terms import TxtDialect
from gisapp.settings import Settings
from tests.builders.ground import EAST, NORTH, dry_run, lonlat, metres, the_ground
from tests.builders.people import PASSWORD, create_sign_ins
from tests.conftest import TODAY
from tests.land.test_intake_boundary_txt import VARIANTS

NOTICE = "示意数据，非法定边界"


def lonlat_xy(xy: np.ndarray) -> np.ndarray:
    return np.column_stack(transformer(4547, 4490).transform(xy[:, 0], xy[:, 1]))


TWO_APART = shapely.MultiPolygon([lonlat(metres(1200, 100, 50, 50)), lonlat(metres(1300, 100, 50, 50))])
SHAPE = shapely.Polygon(metres(100, 100, 200, 300).exterior, [metres(150, 150, 20, 20).exterior])
TWO = shapely.MultiPolygon([lonlat(SHAPE), lonlat(metres(500, 100, 50, 50))])


def an_outline(**more: object) -> PlotOutline:
    usual = {
        "plot_no": "A-1", "geometry": TWO, "planar_epsg": 4547, "area_planar_m2": Decimal("62100.00"), "park_name_zh": "健康食品产业园",
        "area_ellipsoidal_m2": Decimal("62094.40"), "land_use_scheme": "用地用海分类2023", "land_use_code": "100102",
        "land_use_name_zh": "二类工业用地", "holder_name_zh": "示例企业01", "area_surveyed_m2": Decimal("62100.12"),
    }  # fmt: skip
    return PlotOutline(**{**usual, **more})  # type: ignore[arg-type]


def outlines_of(result: IntakeResult) -> list[PlotOutline]:
    """The proposals of a survey as if they stood in the register."""
    return [
        an_outline(
            plot_no=one.plot_no or f"第{one.row}",
            geometry=one.geometry,
            boundary_points=one.boundary_points,
            area_planar_m2=Decimal(str(one.area_planar_m2)),
            area_surveyed_m2=None,
        )
        for one in result.proposals
        if one.geometry is not None
    ]


def as_txt(outlines: list[PlotOutline], epsg: int = 4526, dialect: TxtDialect = TxtDialect.STANDARD) -> bytes:
    return to_boundary_txt(outlines, epsg, dialect, office="示例单位", on=date(2026, 11, 23), notice=NOTICE)


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def farthest_deg(one: shapely.Geometry, other: shapely.Geometry) -> float:
    a, b = (shapely.get_coordinates(shapely.normalize(shape)) for shape in (one, other))
    assert a.shape == b.shape
    return float(np.abs(a - b).max())


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_every_variant_of_the_txt_comes_back_to_a_tenth_of_a_millimetre(tmp_path: Path, name: str) -> None:
    first = dry_run(put(tmp_path, "in.txt", VARIANTS[name]), zone=38, ground=the_ground())
    there = outlines_of(first)
    if not there:
        pytest.skip("this variant asks before it gives ground")
    back = dry_run(put(tmp_path, "out.txt", as_txt(there)))
    assert [one.plot_no for one in back.proposals] == [one.plot_no for one in there]
    for outline, proposal in zip(there, back.proposals, strict=True):
        assert farthest_deg(outline.geometry, proposal.geometry) < 1e-9
    delivered = [
        point for one in there for ring in (one.boundary_points or {"rings": []})["rings"] for point in ring["points"]
    ]
    written = [corner for one in there for ring in rings_of(one, 4526) for corner in ring.corners]
    if there[0].boundary_points and int(there[0].boundary_points["epsg"]) in (4526, 4547):
        assert [corner.x for corner in written] == [point["x"] for point in delivered], (
            "the text of a coordinate is kept"
        )


def test_at_least_thirty_variants_go_round(tmp_path: Path) -> None:
    assert len(VARIANTS) >= 30


@pytest.mark.parametrize("dialect", list(TxtDialect))
def test_every_dialect_is_read_again_as_the_same_ground(tmp_path: Path, dialect: TxtDialect) -> None:
    content = as_txt([an_outline()], dialect=dialect)
    text = content.decode("gb18030")
    assert NOTICE in text
    assert "\r\n" in text
    result = dry_run(put(tmp_path, "a.txt", content), plot_no_prefix="A-")
    (proposal,) = result.proposals
    assert farthest_deg(TWO, proposal.geometry) < 1e-8, list(result.log)
    assert not {"txt.count_differs", "txt.axes_swapped", "txt.line_ignored"} & set(result.log.codes())


def test_the_common_dialect_counts_closing_rows_and_the_approval_one_does_not() -> None:
    corners, rings = 12, 3
    for dialect, count in ((TxtDialect.STANDARD, corners + rings), (TxtDialect.APPROVAL, corners)):
        line = next(
            line
            for line in as_txt([an_outline()], dialect=dialect).decode("gb18030").splitlines()
            if line.endswith("@")
        )
        assert line == f"{count},6.210012,A-1,,面,,二类工业用地,100102,@"


def test_metres_are_wanted_where_a_format_is_in_metres() -> None:
    with pytest.raises(Invalid, match="txt_needs_metres"):
        as_txt([an_outline()], 4490)
    with pytest.raises(Invalid, match="dxf_needs_metres"):
        to_dxf([an_outline()], 4490, "x")


@pytest.mark.parametrize("epsg", [4526, 4547, 4527, 4548])
def test_a_drawing_is_read_again_with_its_numbers(tmp_path: Path, epsg: int) -> None:
    path = put(
        tmp_path, "a.dxf", to_dxf([an_outline(geometry=shapely.MultiPolygon([lonlat(SHAPE)]))], epsg, f"{NOTICE} 示例")
    )
    document = ezdxf.readfile(path)
    assert {"界址线", "界址点", "界址点号", "地块编号"} <= {layer.dxf.name for layer in document.layers}
    assert any(NOTICE in text.dxf.text for text in document.modelspace().query("TEXT"))
    result = dry_run(path, **({} if epsg in (4526, 4527) else {"crs": epsg}))
    assert result.proposals[0].plot_no == "A-1"
    assert farthest_deg(shapely.MultiPolygon([lonlat(SHAPE)]), result.proposals[0].geometry) < 1e-8


@pytest.mark.parametrize("encoding", ["UTF-8", "GB18030"])
@pytest.mark.parametrize("epsg", [4490, 4526, 4547])
def test_a_shapefile_declares_system_and_encoding(tmp_path: Path, epsg: int, encoding: str) -> None:
    content = to_shapefile([an_outline()], epsg, "示例", NOTICE, encoding=encoding)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.read("plots.cpg").decode() == encoding
        assert "地块编号" in packed.read("字段说明.md").decode("utf-8-sig")
    result = dry_run(put(tmp_path, "a.zip", content))
    assert result.proposals[0].plot_no == "A-1"
    assert result.proposals[0].values["holder"] == "示例企业01"
    assert farthest_deg(TWO, result.proposals[0].geometry) < 1e-8
    frame = geopandas.read_file(put(tmp_path, "b.zip", content))
    assert (frame["PMMJ_M2"][0], frame["TQMJ_M2"][0], frame["SM"][0]) == (62100.0, 62094.4, NOTICE)


def test_geojson_is_by_its_standard_and_marked() -> None:
    document = orjson.loads(to_geojson([an_outline()], "示例", NOTICE))
    (feature,) = document["features"]
    assert feature["properties"]["说明"] == NOTICE
    assert feature["properties"]["椭球面积（㎡）"] == 62094.4
    shape = shapely.from_geojson(orjson.dumps(feature["geometry"]))
    assert all(part.exterior.is_ccw and not any(hole.is_ccw for hole in part.interiors) for part in shape.geoms)
    assert farthest_deg(TWO, shape) < 1e-12


def test_kml_and_geopackage_come_back(tmp_path: Path) -> None:
    outline = an_outline()
    kml = put(tmp_path, "a.kml", to_kml([outline], "示例", NOTICE))
    assert farthest_deg(TWO, dry_run(kml).proposals[0].geometry) < 1e-9
    package = put(tmp_path, "a.gpkg", to_geopackage([outline], 4526, "示例", NOTICE))
    assert geopandas.read_file(package).crs.to_epsg() == 4526
    assert farthest_deg(TWO, dry_run(package).proposals[0].geometry) < 1e-9


def test_the_table_of_points_is_read_again_and_keeps_every_digit(tmp_path: Path) -> None:
    content = to_points_workbook([an_outline()], 4526, "示例")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["界址点"]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert rows[0][2] == "J1"
    assert [len(str(rows[0][column]).split(".")[1]) for column in (3, 4, 5)] == [3, 3, 2]
    result = dry_run(put(tmp_path, "a.xlsx", content))
    assert result.proposals[0].plot_no == "A-1"
    assert farthest_deg(TWO, result.proposals[0].geometry) < 1e-8


HOLED = lonlat(
    shapely.Polygon(
        metres(100, 100, 200, 300).exterior, [metres(150, 150, 20, 20).exterior, metres(200, 250, 30, 40).exterior]
    )
)
ISLAND = [lonlat(metres(155, 155, 10, 10)), lonlat(metres(500, 100, 50, 50))]
LONG = shapely.transform(
    shapely.Polygon([(EAST + 800.123456, NORTH + 100.987654), (EAST + 1000 / 3 + 600, NORTH + 2000 / 7 + 50), (EAST + 900.0006913, NORTH + 400.00069),
                     (EAST + 700 + 2**0.5, NORTH + 300 + 3**0.5)]), lonlat_xy)  # fmt: skip
REGISTERED = [
    an_outline(plot_no="P4-001", geometry=shapely.MultiPolygon([HOLED]), plot_name="东区（一期）、二号"),
    an_outline(
        plot_no="P4-002", geometry=shapely.MultiPolygon([LONG]), area_surveyed_m2=Decimal("30123.47"), plot_name=None
    ),
    an_outline(plot_no="P4-003", geometry=shapely.MultiPolygon(ISLAND), area_surveyed_m2=None, plot_name=None),
    an_outline(plot_no="P4-004", geometry=TWO_APART, area_surveyed_m2=Decimal("5000.01"), plot_name="P4-004"),
]
"""Holes and a further part in a hole's place, corners with long decimals, a plot without a survey, a name that repeats the number."""


def as_live(outlines: list[PlotOutline]) -> LivePlots:
    """The plots as the register holds them against a file."""
    return LivePlots(
        *([*range(1, len(outlines) + 1)] for _ in range(2)), [1] * len(outlines), [one.plot_no for one in outlines], [1] * len(outlines),
        ["园区P4"] * len(outlines), np.array([one.geometry for one in outlines], dtype=object),
        [{"plot_name": one.plot_name, "parcel_no": None, "real_estate_unit_no": None, "supervision_no": None, "address": None,
          "land_use_scheme": one.land_use_scheme, "land_use_code": one.land_use_code,
          "area_surveyed_m2": None if one.area_surveyed_m2 is None else float(one.area_surveyed_m2)} for one in outlines],
    )  # fmt: skip


LEAVING: dict[str, tuple[str, Callable[[list[PlotOutline]], bytes], dict[str, object]]] = {
    **{f"txt {dialect}": ("a.txt", lambda plots, dialect=dialect: as_txt(plots, dialect=dialect), {}) for dialect in TxtDialect},
    "txt 4547": ("a.txt", lambda plots: as_txt(plots, 4547), {}),
    "txt next zone": ("a.txt", lambda plots: as_txt(plots, 4527), {}),
    "dxf 4526": ("a.dxf", lambda plots: to_dxf(plots, 4526, "x"), {}),
    "dxf 4547": ("a.dxf", lambda plots: to_dxf(plots, 4547, "x"), {"crs": 4547}),
    **{f"shp {epsg} {code}": ("a.zip", lambda plots, epsg=epsg, code=code: to_shapefile(plots, epsg, "x", NOTICE, encoding=code), {})
       for epsg in (4490, 4526, 4547) for code in ("UTF-8", "GB18030")},
    **{f"gpkg {epsg}": ("a.gpkg", lambda plots, epsg=epsg: to_geopackage(plots, epsg, "x", NOTICE), {}) for epsg in (4490, 4526, 4548)},
    "geojson": ("a.geojson", lambda plots: to_geojson(plots, "x", NOTICE), {}),
    "kml": ("a.kml", lambda plots: to_kml(plots, "x", NOTICE), {}),
    "xlsx 4526": ("a.xlsx", lambda plots: to_points_workbook(plots, 4526, "x"), {}),
    "xlsx 4490": ("a.xlsx", lambda plots: to_points_workbook(plots, 4490, "x"), {"crs": 4490}),
}  # fmt: skip


@pytest.mark.parametrize("which", ["all", "each"])
@pytest.mark.parametrize("name", LEAVING)
def test_own_exports_come_back_unchanged(tmp_path: Path, name: str, which: str) -> None:
    file, write, answers = LEAVING[name]
    for outlines in [REGISTERED] if which == "all" else [[one] for one in REGISTERED]:
        result = dry_run(put(tmp_path, file, write(outlines)), live=as_live(outlines), **answers)
        assert {one.plot_no: one.action for one in result.proposals} == {
            one.plot_no: "unchanged" for one in outlines
        }, [(issue.code, issue.message_zh) for issue in result.log]


def test_paper_has_millimetres_and_files_what_the_register_holds() -> None:
    long = REGISTERED[1]
    decimals = {
        on_paper: {
            len(corner.x.split(".")[1]) for ring in rings_of(long, 4526, on_paper=on_paper) for corner in ring.corners
        }
        for on_paper in (True, False)
    }
    assert decimals[True] == {3}
    assert max(decimals[False]) == 5


def test_a_line_inside_a_hole_is_a_row(tmp_path: Path) -> None:
    """A drawing of others: the line in the hole has no number, so it is refused, and said; it used to vanish."""
    document = ezdxf.new("R2000")
    space = document.modelspace()
    for shape in (metres(100, 100, 200, 300), metres(150, 150, 60, 60), metres(170, 170, 20, 20)):
        moved = shapely.transform(shape, lambda xy: xy + np.array([38_000_000, 0]))
        space.add_lwpolyline(shapely.get_coordinates(moved)[:-1].tolist(), close=True)
    space.add_text("A-7", dxfattribs={"insert": (EAST + 38_000_250, NORTH + 300)})
    document.saveas(tmp_path / "a.dxf")
    result = dry_run(tmp_path / "a.dxf")
    assert [(one.plot_no, one.action) for one in result.proposals] == [("A-7", "new"), (None, "blocked")]


def test_a_number_changed_on_the_drawing_is_said(tmp_path: Path) -> None:
    path = put(tmp_path, "a.dxf", to_dxf([an_outline(geometry=shapely.MultiPolygon([lonlat(SHAPE)]))], 4526, "x"))
    document = ezdxf.readfile(path)
    next(text for text in document.modelspace().query("TEXT") if text.dxf.text == "A-1").dxf.text = "A-2"
    document.saveas(path)
    result = dry_run(path)
    assert [one.plot_no for one in result.proposals] == ["A-1"]
    assert "dxf.number_differs" in result.log.codes()


@pytest.fixture
def client(demo_url: str) -> Iterator[TestClient]:
    create_sign_ins(demo_url)
    with TestClient(create_app(Settings(database_url=demo_url), FixedClock(TODAY))) as client:
        client.post("/api/session", json={"username": "planner", "password": PASSWORD})
        yield client


@pytest.mark.parametrize("form", ["txt", "dxf", "shp.zip", "gpkg", "geojson", "kml", "xlsx"])
def test_the_plots_of_a_park_leave_in_every_format(client: TestClient, form: str) -> None:
    answer = client.get(f"/api/plots/outlines.{form}?park=P4")
    assert answer.status_code == 200, answer.text[:300]
    assert "%E7%A4%BA%E6%84%8F" in answer.headers["content-disposition"]
    assert len(answer.content) > 1000


ROUND_TRIPS = [
    *(("txt", f"&dialect={dialect}", {}) for dialect in TxtDialect),
    *((form, "", {}) for form in ("dxf", "gpkg", "geojson", "kml", "xlsx")),
    ("shp.zip", "&encoding=UTF-8", {}),
    ("shp.zip", "&encoding=GB18030", {}),
    ("dxf", "&crs=4547", {"crs": 4547}),
    ("gpkg", "&crs=4490", {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "query", "options"), ROUND_TRIPS, ids=[f"{form}{query}" for form, query, _ in ROUND_TRIPS]
)
def test_a_whole_park_goes_out_and_comes_in_unchanged(
    client: TestClient, form: str, query: str, options: dict[str, object]
) -> None:
    there = client.get("/api/plots?park=P4&limit=1").json()["total"]
    content = client.get(f"/api/plots/outlines.{form}?park=P4{query}").content
    client.cookies.clear()
    signed = client.post("/api/session", json={"username": "officer", "password": PASSWORD})
    survey = client.post(
        "/api/surveys",
        files=[("file", (f"plots.{form.removeprefix('shp.')}", content, "application/octet-stream"))],
        data={"park_code": "P4", "options": orjson.dumps(options).decode()},
        headers={"X-CSRF-Token": signed.json()["csrf"]},
    ).json()
    rows = client.get(f"/api/surveys/{survey['id']}/rows?limit=500").json()["items"]
    assert there > 1
    assert survey["counts"] == {"new": 0, "revise": 0, "unchanged": there, "blocked": 0}, [
        (row["plot_no"], row["action"], row["issues"]) for row in rows if row["action"] != "unchanged"
    ][:5]


def test_what_cannot_be_written_is_said(client: TestClient) -> None:
    assert client.get("/api/plots/outlines.kml?park=P4&crs=4526").json()["code"] == "export.lonlat_only"
    assert client.get("/api/plots/outlines.txt?park=P4&crs=3857").json()["code"] == "export.crs"
    assert client.get("/api/plots/outlines.txt?q=nothing-like-this").json()["code"] == "export.nothing"
    client.cookies.clear()
    assert client.get("/api/plots/outlines.txt?park=P4").status_code == 401
