"""GeoJSON by its standard: a catalogue of broken documents, each refused in its own row with its own code."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisapp.kernel.errors import Invalid, TooLarge
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.read_geojson import read_geojson
from tests.builders.ground import dry_run, lonlat, metres, with_zone
from tests.harness.examples import examples

SQUARE = [list(point) for point in shapely.get_coordinates(lonlat(metres(100, 100, 200, 200))).round(9).tolist()]
Json = Any


def feature(geometry: Json, **properties: Json) -> Json:
    return {"type": "Feature", "properties": {"地块编号": "A-1", **properties}, "geometry": geometry}


def polygon(*rings: Json) -> Json:
    return {"type": "Polygon", "coordinates": list(rings)}


def collection(*features: Json, **more: Json) -> Json:
    return {"type": "FeatureCollection", "features": list(features), **more}


def read(document: Json | bytes) -> tuple[list[Any], list[str]]:
    log = IssueLog()
    data = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
    layer = read_geojson(data, "a.geojson", log, Limits())
    for row, shape in zip(layer.rows.tolist(), layer.geometry, strict=True):
        assert (shape is None) == (row in log.rows_with_errors())
    return list(layer.geometry), log.codes()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b'{"type": "FeatureCollection", "features": [' + b'{"geometry":null},' * 100_000 + b"{}]}", "survey.too_many_features"),
        (b'{"type": "Polygon", "coordinates": [[' + b"[1,2]," * 200_000 + b"[1,2]]]}", "survey.too_many_positions"),
    ],
    ids=["features", "positions"],
)  # fmt: skip
def test_what_holds_too_much_is_refused_before_anything_is_built(document: bytes, code: str):
    limits = Limits(features=1_000, positions=10_000)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge) as refused:
            read_geojson(document, "a.geojson", IssueLog(), limits)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert refused.value.code == code
    assert refused.value.message_en
    assert peak < 1 << 20


GOOD = polygon(SQUARE)
BROKEN: dict[str, tuple[Json, str]] = {
    "open ring": (polygon(SQUARE[:-1]), "geojson.ring_open"),
    "three positions": (polygon([SQUARE[0], SQUARE[1], SQUARE[0]]), "geojson.ring_short"),
    "one bracket too few": ({"type": "Polygon", "coordinates": SQUARE}, "geojson.nesting"),
    "one bracket too many": ({"type": "Polygon", "coordinates": [[SQUARE]]}, "geojson.nesting"),
    "multipolygon nested as polygon": ({"type": "MultiPolygon", "coordinates": [SQUARE]}, "geojson.nesting"),
    "numbers as text": (polygon([[str(x), str(y)] for x, y in SQUARE]), "geojson.coordinate_text"),
    "one number as text": (
        polygon([SQUARE[0], [str(SQUARE[1][0]), SQUARE[1][1]], *SQUARE[2:]]),
        "geojson.coordinate_text",
    ),
    "null in a position": (polygon([SQUARE[0], [None, 33.6], *SQUARE[2:]]), "geojson.coordinate_not_number"),
    "position of one number": (polygon([SQUARE[0], [114.65], *SQUARE[2:]]), "geojson.position_short"),
    "flat list": ({"type": "Polygon", "coordinates": [114.65, 33.6]}, "geojson.nesting"),
    "empty coordinates": ({"type": "Polygon", "coordinates": []}, "geometry.empty"),
    "empty ring": (polygon([]), "geojson.nesting"),
    "no coordinates": ({"type": "Polygon"}, "geojson.coordinates_missing"),
    "coordinates are an object": ({"type": "Polygon", "coordinates": {}}, "geojson.coordinates_missing"),
    "unknown type": ({"type": "Circle", "coordinates": SQUARE}, "geojson.geometry_type"),
    "type in lower case": ({"type": "polygon", "coordinates": [SQUARE]}, "geojson.geometry_type"),
    "no type": ({"coordinates": [SQUARE]}, "geojson.geometry_type"),
    "null geometry": (None, "geometry.empty"),
    "geometry is text": ("POLYGON((0 0,1 0,1 1,0 0))", "geojson.geometry_not_object"),
    "point": ({"type": "Point", "coordinates": SQUARE[0]}, "geometry.not_polygon"),
    "line": ({"type": "LineString", "coordinates": SQUARE}, "geometry.not_polygon"),
    "collection": ({"type": "GeometryCollection", "geometries": [GOOD]}, "geometry.not_polygon"),
    "hole without positions": (polygon(SQUARE, None), "geojson.nesting"),
    "numbers beyond all measure": (polygon([[10**400, 1], *SQUARE]), "geojson.nesting"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_geometry_is_refused_and_its_neighbours_are_not(name: str) -> None:
    geometry, code = BROKEN[name]
    shapes, codes = read(collection(feature(GOOD), feature(geometry), feature(GOOD)))
    assert [one for one in codes if one != "geojson.not_json"] == [code]
    assert [shape is None for shape in shapes] == [False, True, False]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"properties": {}, "geometry": GOOD}, "geojson.feature_type"),
        ({"type": "Feature", "properties": {}}, "geojson.geometry_missing"),
        ("Feature", "geojson.feature_not_object"),
        (None, "geojson.feature_not_object"),
        (GOOD, "geojson.feature_type"),
    ],
)
def test_a_broken_feature_is_refused(broken: Json, code: str) -> None:
    assert read(collection(feature(GOOD), broken))[1] == [code]


def test_properties_that_are_no_object_are_said() -> None:
    shapes, codes = read(collection({"type": "Feature", "properties": [1], "geometry": GOOD}))
    assert codes == ["geojson.properties_not_object"]
    assert shapes[0] is not None


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b'{"type": "FeatureCollection", "features": [', "geojson.syntax"),
        (b"{'type': 'FeatureCollection'}", "geojson.syntax"),
        (b"[" * 100_000, "geojson.syntax"),
        (b'"text"', "geojson.not_object"),
        (b"12", "geojson.not_object"),
        (b'{"type": "FeatureCollection"}', "geojson.no_features"),
        (b'{"type": "FeatureCollection", "features": {}}', "geojson.no_features"),
        (b'{"type": "Topology", "objects": {}}', "geojson.other_format"),
        (b'{"geometryType": "esriGeometryPolygon", "features": []}', "geojson.other_format"),
        (b'{"a": 1}', "geojson.type_unknown"),
    ],
)
def test_a_document_that_is_none_is_refused_whole(document: bytes, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(document)
    assert caught.value.code == code


def test_nan_is_refused_in_its_row_only() -> None:
    text = json.dumps(collection(feature(GOOD), feature(polygon([[float("nan"), 33.6], *SQUARE[1:]]))))
    shapes, codes = read(text.encode())
    assert codes == ["geojson.not_json", "geojson.not_finite"]
    assert shapes[0] is not None


@pytest.mark.parametrize(
    "document",
    [
        feature(GOOD), GOOD, collection(feature(GOOD)), [feature(GOOD)], collection(feature({"type": "MultiPolygon", "coordinates": [[SQUARE]]})),
        collection(feature(polygon([[*point, 51.3] for point in SQUARE]))), collection(feature(polygon(SQUARE[::-1]))),
    ],
)  # fmt: skip
def test_every_sound_form_is_read(document: Json) -> None:
    shapes, _ = read(document)
    assert shapes[0].area == pytest.approx(shapely.Polygon(SQUARE).area)


def test_line_by_line_documents_are_read() -> None:
    lines = "\n".join(json.dumps(feature(GOOD, 序=number)) for number in range(3))
    shapes, codes = read(lines.encode())
    assert len(shapes) == 3
    assert codes == ["geojson.sequence"]


def test_gbk_documents_are_read_and_said() -> None:
    shapes, codes = read(json.dumps(collection(feature(GOOD, 名称="示例地块")), ensure_ascii=False).encode("gbk"))
    assert len(shapes) == 1
    assert codes == ["geojson.not_utf8"]


def test_empty_collection_is_said() -> None:
    assert read(collection())[1] == ["geojson.empty"]


def write(tmp_path: Path, document: Json) -> Path:
    path = tmp_path / "地块.geojson"
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def test_standard_says_wgs84_and_we_say_so(tmp_path: Path) -> None:
    result = dry_run(write(tmp_path, collection(feature(GOOD))))
    assert result.counts()["new"] == 1
    assert "crs.assumed" in result.log.codes()
    assert result.proposals[0].area_planar_m2 == pytest.approx(40_000, abs=0.01)


def test_lat_lon_order_is_seen_by_size_and_said(tmp_path: Path) -> None:
    result = dry_run(write(tmp_path, collection(feature(polygon([point[::-1] for point in SQUARE])))))
    assert result.counts()["new"] == 1
    assert "crs.axes_swapped" in result.log.codes()


def test_metres_without_a_word_are_asked_about(tmp_path: Path) -> None:
    planar = [list(point) for point in shapely.get_coordinates(with_zone(metres(100, 100, 200, 200))).tolist()]
    (question,) = dry_run(write(tmp_path, collection(feature(polygon(planar))))).questions
    assert (question.code, question.suggestion) == ("crs", "EPSG:4526")


def test_named_system_is_believed(tmp_path: Path) -> None:
    planar = [list(point) for point in shapely.get_coordinates(metres(100, 100, 200, 200)).tolist()]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}
    assert dry_run(write(tmp_path, collection(feature(polygon(planar)), crs=crs))).counts()["new"] == 1


@pytest.mark.parametrize(
    "document",
    [
        collection(feature(GOOD), crs={"type": "name", "properties": {"name": "GCJ-02"}}),
        collection(feature(GOOD), coordType="gcj02"),
        collection(
            feature(GOOD),
            coordType="gcj02",
            crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        ),
        collection(
            feature(GOOD, adcode=411600, acroutes=[100000]), crs={"type": "name", "properties": {"name": "EPSG:4326"}}
        ),
        collection(feature(GOOD), name="百度坐标 BD-09 导出"),
        collection(feature(GOOD, adcode=411600, acroutes=[100000], level="city")),
    ],
)
def test_shifted_coordinates_are_never_taken_for_cgcs2000(tmp_path: Path, document: Json) -> None:
    result = dry_run(write(tmp_path, document))
    assert result.counts() == {"new": 0, "revise": 0, "unchanged": 0, "blocked": 1}
    assert "crs.shifted" in result.log.codes()


CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}


@pytest.mark.parametrize("more", [{}, {"crs": CRS84}])
def test_a_file_name_that_says_gcj02_is_enough(tmp_path: Path, more: Json) -> None:
    path = write(tmp_path, collection(feature(GOOD), **more))
    assert "crs.shifted" in dry_run(path, name="地块_gcj02.geojson").log.codes()


@pytest.mark.parametrize("more", [{}, {"crs": CRS84}])
def test_whether_degrees_are_an_internet_maps_must_be_answered(tmp_path: Path, more: Json) -> None:
    path = write(tmp_path, collection(feature(GOOD, 地块编号="A-1"), **more))
    asked = dry_run(path)
    assert [(one.code, one.suggestion) for one in asked.questions] == [("shift", None)]
    assert [choice.value for choice in asked.questions[0].choices] == ["none", "gcj02", "bd09"]
    assert [issue.severity for issue in asked.log if issue.code == "crs.maybe_shifted"] == ["warning"]
    measured = dry_run(path, shift="none")
    assert (measured.questions, measured.counts()["new"]) == ([], 1)
    assert "crs.maybe_shifted" not in measured.log.codes()
    restored = dry_run(path, shift="gcj02")
    assert restored.questions == []
    assert "crs.transformed" in restored.log.codes()
    away = shapely.distance(shapely.centroid(measured.proposals[0].geometry), restored.proposals[0].geometry.centroid)
    assert 0.003 < away < 0.008


def test_degrees_declared_as_cgcs2000_raise_no_doubt(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    assert dry_run(write(tmp_path, collection(feature(GOOD, 地块编号="A-1"), crs=crs))).questions == []


values = st.recursive(
    st.none() | st.booleans() | st.integers(-200, 200) | st.floats(allow_nan=True) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "coordinates", "geometry", "properties", "features", "地块编号", "crs", "name"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=30,
)


@settings(max_examples=examples(300))
@given(values, st.sampled_from(["geometry", "feature", "document", "ring"]))
def test_documents_nobody_wrote_never_crash(value: Json, place: str) -> None:
    document = {
        "geometry": collection(feature(value), feature(GOOD)),
        "feature": collection(value, feature(GOOD)),
        "ring": collection(feature(polygon(value))),
        "document": value,
    }[place]
    try:
        read(json.dumps(document).encode())
    except Invalid as refused:
        assert refused.message_zh
