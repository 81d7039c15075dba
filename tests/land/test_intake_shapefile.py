"""Shapefiles as they arrive: four encodings, parts missing, names cut off, lines among the polygons."""

from __future__ import annotations

import json
import struct
import zipfile
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from gisapp.kernel.errors import Invalid
from gisapp.land.intake.read_dbf import read_dbf
from tests.builders.ground import dry_run, metres, with_zone

NAME = "黑龙江省一号地块"
ESRI_38 = (
    'PROJCS["CGCS2000_3_Degree_GK_Zone_38",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",'
    '6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],'
    'PARAMETER["False_Easting",38500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],'
    'PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)


def shapes() -> np.ndarray:
    return np.array([with_zone(metres(100, 100, 200, 300)), with_zone(metres(300, 100, 200, 300))])


def write(
    folder: Path,
    *,
    encoding: str = "gb18030",
    language: int = 0,
    code_page: str | None = None,
    geometry: np.ndarray | None = None,
    columns: dict[str, list] | None = None,
    prj: str | None = ESRI_38,
    leave_out: tuple[str, ...] = (),
) -> Path:
    """Write a zipped shapefile and then edit the bytes that say what encoding it is."""
    geometry = shapes() if geometry is None else geometry
    columns = columns or {"DKBH": ["A-1", "A-2"], "DKMC": [NAME, "二号"], "MJ": [60000.0, 60000.0]}
    frame = geopandas.GeoDataFrame(columns, geometry=geometry, crs=4526)
    frame.to_file(folder / "地块.shp", encoding=encoding, engine="pyogrio")
    data = bytearray((folder / "地块.dbf").read_bytes())
    data[29] = language
    (folder / "地块.dbf").write_bytes(data)
    parts = {suffix: (folder / f"地块{suffix}").read_bytes() for suffix in (".shp", ".shx", ".dbf")}
    if prj is not None:
        parts[".prj"] = prj.encode()
    if code_page is not None:
        parts[".cpg"] = code_page.encode()
    path = folder / "成果.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for suffix, content in parts.items():
            if suffix not in leave_out:
                packed.writestr(f"成果/地块{suffix}", content)
    return path


@pytest.mark.parametrize(
    ("encoding", "language", "code_page", "expected"),
    [
        ("gb18030", 0, None, "gb18030"),
        ("gb18030", 0x4D, None, "gb18030"),
        ("utf-8", 0, None, "utf-8"),
        ("utf-8", 0, "UTF-8", "utf-8"),
        ("gb18030", 0, "GBK", "gb18030"),
        ("gb18030", 0, "936", "gb18030"),
        ("utf-8", 0x4D, None, "utf-8"),
        ("utf-8", 0x57, "ISO-8859-1", "utf-8"),
        ("gb18030", 0x57, "ISO-8859-1", "gb18030"),
        ("gb18030", 0, "UTF-8", "gb18030"),
        ("utf-8", 0, "GBK", "utf-8"),
        ("utf-8", 0, "65001", "utf-8"),
    ],
)
def test_text_is_read_right_whatever_is_declared(
    tmp_path: Path, encoding: str, language: int, code_page: str | None, expected: str
) -> None:
    result = dry_run(write(tmp_path, encoding=encoding, language=language, code_page=code_page))
    assert result.reading["encoding"] == expected
    assert [proposal.values["plot_name"] for proposal in result.proposals] == [NAME, "二号"]
    assert result.counts() == {"new": 2, "revise": 0, "unchanged": 0, "blocked": 0}
    assert NAME in result.reading["text_sample"]


def test_a_declaration_the_bytes_contradict_is_said(tmp_path: Path) -> None:
    assert "shapefile.encoding_doubtful" in dry_run(write(tmp_path, encoding="utf-8", code_page="GBK")).log.codes()


def test_the_officer_may_choose_the_encoding(tmp_path: Path) -> None:
    result = dry_run(
        write(tmp_path, encoding="big5", columns={"DKBH": ["1", "2"], "DKMC": ["繁體中文", "測試"]}), encoding="big5"
    )
    assert [proposal.values["plot_name"] for proposal in result.proposals] == ["繁體中文", "測試"]


def test_short_words_that_are_both_encodings_read_as_chinese(tmp_path: Path) -> None:
    result = dry_run(write(tmp_path, encoding="gb18030", columns={"DKBH": ["1", "2"], "DKMC": ["一", "一"]}))
    assert result.proposals[0].values["plot_name"] == "一"


def test_western_text_stays_western(tmp_path: Path) -> None:
    result = dry_run(
        write(
            tmp_path,
            encoding="ISO-8859-1",
            language=0x57,
            code_page="ISO-8859-1",
            columns={"DKBH": ["1", "2"], "DKMC": ["Rhône été", "Ångström"]},
        )
    )
    assert result.proposals[0].values["plot_name"] == "Rhône été"


def test_chinese_column_names_cut_at_ten_bytes_are_recognised(tmp_path: Path) -> None:
    cut = {"地块编": ["A-1", "A-2"], "权利人": ["示例企业01", "示例企业02"]}
    result = dry_run(write(tmp_path, encoding="utf-8", columns=cut))
    assert result.proposals[0].plot_no == "A-1"
    assert result.proposals[0].values["holder"] == "示例企业01"
    assert "field.name_cut" in result.log.codes()


def test_text_cut_inside_a_character_is_not_garbage(tmp_path: Path) -> None:
    write(tmp_path, encoding="utf-8", columns={"DKBH": ["1", "2"], "DKMC": ["园区", "A" * 100]})
    data = bytearray((tmp_path / "地块.dbf").read_bytes())
    header, record = struct.unpack("<HH", data[8:12])
    first, width = data[32 + 16], data[64 + 16]
    assert width % 3
    start = header + record + 1 + first
    data[start : start + width] = ("区" * 100).encode()[
        :width
    ]  # what a writer leaves that counts bytes, not characters
    (tmp_path / "地块.dbf").write_bytes(data)
    table = read_dbf(tmp_path / "地块.dbf", None, None)
    assert table.encoding == "utf-8"
    assert table.columns["DKMC"] == ["园区", "区" * (width // 3)]


@pytest.mark.parametrize("cut", [7, 8, 10])
def test_a_field_name_cut_inside_a_character_leaves_the_table_utf8(tmp_path: Path, cut: int) -> None:
    write(tmp_path, encoding="utf-8", columns={"N1": ["A-1", "A-2"], "N2": ["园区", "二号"]})
    data = bytearray((tmp_path / "地块.dbf").read_bytes())
    data[32:43] = "地块编号".encode()[:cut].ljust(11, b"\0")
    data[64:75] = "权利人名".encode()[:10].ljust(11, b"\0")
    (tmp_path / "地块.dbf").write_bytes(data)
    table = read_dbf(tmp_path / "地块.dbf", None, None)
    assert table.encoding == "utf-8"
    assert table.columns == {"地块编号"[: cut // 3]: ["A-1", "A-2"], "权利人": ["园区", "二号"]}


def test_missing_index_is_rebuilt_and_said(tmp_path: Path) -> None:
    result = dry_run(write(tmp_path, leave_out=(".shx",)))
    assert result.counts()["new"] == 2
    assert "shapefile.shx_rebuilt" in result.log.codes()


def test_missing_table_leaves_shapes_and_asks_for_numbers(tmp_path: Path) -> None:
    result = dry_run(write(tmp_path, leave_out=(".dbf",)))
    assert result.row_count == 2
    assert [question.code for question in result.questions] == ["field_map"]
    assert result.counts()["blocked"] == 2
    numbered = dry_run(tmp_path / "成果.zip", plot_no_prefix="P4-S")
    assert [proposal.plot_no for proposal in numbered.proposals] == ["P4-S001", "P4-S002"]
    assert numbered.counts()["new"] == 2


def test_missing_prj_is_asked_with_the_likely_answer(tmp_path: Path) -> None:
    path = write(tmp_path, prj=None)
    result = dry_run(path)
    (question,) = result.questions
    assert question.code == "crs"
    assert question.suggestion == "EPSG:4526"
    assert question.choices[0].hint_zh == "落在园区内"
    assert result.counts()["blocked"] == 2
    assert dry_run(path, crs="EPSG:4526").counts()["new"] == 2


def test_missing_prj_and_prefix_offers_zones_by_where_they_fall(tmp_path: Path) -> None:
    path = write(tmp_path, prj=None, geometry=np.array([metres(100, 100, 200, 300), metres(300, 100, 200, 300)]))
    (question,) = dry_run(path).questions
    hints = {choice.value: choice.hint_zh for choice in question.choices}
    assert hints["EPSG:4547"] == "落在园区内"
    assert hints["EPSG:4548"].startswith("距园区 27")
    assert dry_run(path, crs=4547).counts()["new"] == 2
    assert dry_run(path, zone=38).counts()["new"] == 2


def test_lines_beside_polygons_are_reported_row_by_row(tmp_path: Path) -> None:
    mixed = [with_zone(metres(0, 0, 100, 100)), shapely.LineString([(0, 0), (1, 1)]), shapely.Point(1, 1)]
    features = [
        {"type": "Feature", "properties": {"地块编号": number}, "geometry": shapely.geometry.mapping(shape)}
        for number, shape in zip("ABC", mixed, strict=True)
    ]
    path = tmp_path / "混合.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    result = dry_run(path, crs=4526)
    assert [proposal.action for proposal in result.proposals] == ["new", "blocked", "blocked"]
    assert result.log.codes(2) == result.log.codes(3) == ["geometry.not_polygon"]


def test_two_shapefiles_in_a_zip_are_asked_about(tmp_path: Path) -> None:
    path = write(tmp_path)
    with zipfile.ZipFile(path, "a") as packed:
        for suffix in (".shp", ".shx", ".dbf"):
            packed.write(tmp_path / f"地块{suffix}", f"另一份{suffix}")
    result = dry_run(path)
    (question,) = result.questions
    assert question.code == "layer"
    assert [choice.value for choice in question.choices] == ["成果/地块", "另一份"]
    assert dry_run(path, layer="成果/地块").counts()["new"] == 2
    with pytest.raises(Invalid, match="layer_unknown"):
        dry_run(path, layer="没有")


def test_a_point_layer_beside_the_polygons_is_said_and_left(tmp_path: Path) -> None:
    path = write(tmp_path)
    geopandas.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(1, 1)], crs=4526).to_file(
        tmp_path / "点.shp", engine="pyogrio"
    )
    with zipfile.ZipFile(path, "a") as packed:
        for suffix in (".shp", ".shx", ".dbf"):
            packed.write(tmp_path / f"点{suffix}", f"界址点{suffix}")
    result = dry_run(path)
    assert result.counts()["new"] == 2
    assert "survey.layer_unused" in result.log.codes()


def test_rows_marked_deleted_are_not_read_and_said(tmp_path: Path) -> None:
    path = write(tmp_path)
    data = bytearray((tmp_path / "地块.dbf").read_bytes())
    data[struct.unpack("<H", data[8:10])[0]] = ord("*")
    replaced = tmp_path / "删除.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(replaced, "w") as packed:
        for entry in source.namelist():
            packed.writestr(entry, bytes(data) if entry.endswith(".dbf") else source.read(entry))
    result = dry_run(replaced)
    assert [(proposal.row, proposal.plot_no) for proposal in result.proposals] == [(2, "A-2")]
    assert "shapefile.deleted_rows" in result.log.codes()


@pytest.mark.parametrize("cut", [50, 150, 300])
def test_half_a_shp_is_refused_or_its_rows_are(tmp_path: Path, cut: int) -> None:
    path = write(tmp_path)
    broken = tmp_path / "残缺.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(broken, "w") as packed:
        for entry in source.namelist():
            content = source.read(entry)
            packed.writestr(entry, content[:cut] if entry.endswith(".shp") else content)
    try:
        result = dry_run(broken)
    except Invalid as refused:
        assert refused.code == "shapefile.cut"
    else:
        (said,) = [issue for issue in result.log if issue.code == "shapefile.cut"]
        assert f"实际只有 {cut} 字节" in said.message_zh
        assert result.counts()["blocked"] >= 1
        assert result.log.rows_with_errors()


@pytest.mark.parametrize("cut", [10, 40, 70, 120])
def test_half_a_dbf_never_crashes(tmp_path: Path, cut: int) -> None:
    path = write(tmp_path)
    broken = tmp_path / "残缺.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(broken, "w") as packed:
        for entry in source.namelist():
            content = source.read(entry)
            packed.writestr(entry, content[:cut] if entry.endswith(".dbf") else content)
    try:
        result = dry_run(broken)
    except Invalid as refused:
        assert refused.code == "shapefile.dbf_broken"
    else:
        assert result.row_count == 2
        assert result.log.items
