"""Which coordinate system: declared, answered or certain; otherwise asked, and old datums refused, never guessed."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely
from pyproj import CRS

from gisapp.kernel.crs import transformer
from gisapp.land.intake.known_crs import family_of_text, recognise_crs
from gisapp.land.intake.pipeline import IntakeResult
from tests.builders.ground import a_park_ground, dry_run, lonlat, metres, the_ground, with_zone
from tests.land.test_intake_boundary_txt import HEAD, PARCEL, points, whole

PLOT = metres(100, 100, 200, 300)


def package(tmp_path: Path, shape: shapely.Polygon, crs: int | str | None) -> Path:
    path = tmp_path / "地块.gpkg"
    frame = geopandas.GeoDataFrame({"地块编号": ["A-1"]}, geometry=[shape], crs=crs)
    frame.to_file(path, driver="GPKG", engine="pyogrio")
    return path


def text(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "界址点.txt"
    path.write_bytes(content.encode("gbk"))
    return path


def lon_lat_of(result: IntakeResult) -> np.ndarray:
    return shapely.get_coordinates(result.proposals[0].geometry)


@pytest.mark.parametrize("epsg", [4490, 4326, 4526, 4547, 4527, 4548, 4498, 4509])
def test_every_system_in_use_gives_the_same_ground_to_a_tenth_of_a_millimetre(tmp_path: Path, epsg: int) -> None:
    true = lonlat(PLOT)
    frame = (
        geopandas.GeoDataFrame(geometry=[true], crs=4490).to_crs(epsg)
        if epsg != 4326
        else geopandas.GeoDataFrame(geometry=[true], crs=4326)
    )
    result = dry_run(package(tmp_path, frame.geometry[0], epsg))
    assert result.counts()["new"] == 1, result.log.items
    moved = shapely.normalize(result.proposals[0].geometry)
    assert moved.equals_exact(shapely.normalize(shapely.MultiPolygon([true])), 1e-9)
    assert result.proposals[0].area_planar_m2 == 60_000.0


@pytest.mark.parametrize("epsg", [2362, 2383, 4610, 2414, 2435, 4214, 4568])
def test_old_datums_are_refused_without_parameters(tmp_path: Path, epsg: int) -> None:
    result = dry_run(package(tmp_path, PLOT if epsg not in (4610, 4214) else lonlat(PLOT), epsg))
    assert result.counts()["blocked"] == 1
    (issue,) = [issue for issue in result.log if issue.code == "crs.old_datum"]
    assert "参数" in issue.message_zh
    assert result.proposals[0].geometry is None


@pytest.mark.parametrize(
    "datum", ["80国家大地坐标系", "1980西安坐标系", "西安80", "54北京坐标系", "1954年北京坐标系", "GCJ-02"]
)
def test_old_or_shifted_datums_named_in_a_txt_are_refused(tmp_path: Path, datum: str) -> None:
    result = dry_run(text(tmp_path, whole(head=HEAD.replace("2000国家大地坐标系", datum))))
    assert result.counts()["blocked"] == 1
    assert {"crs.old_datum", "crs.shifted"} & set(result.log.codes())


def test_a_wrong_label_may_be_overruled_and_that_is_on_record(tmp_path: Path) -> None:
    result = dry_run(text(tmp_path, whole(head=HEAD.replace("2000国家大地坐标系", "80国家大地坐标系"))), crs=4526)
    assert result.counts()["new"] == 1
    assert "crs.declaration_overruled" in result.log.codes()


@pytest.mark.parametrize(
    ("word", "family"),
    [
        ("2000国家大地坐标系", "cgcs2000"), ("CGCS2000", "cgcs2000"), ("国家2000", "cgcs2000"), ("80国家大地坐标系", "old"),
        ("1980西安坐标系", "old"), ("北京54", "old"), ("WGS84", "wgs84"), ("火星坐标", "shifted"), ("地方独立坐标系", "unknown"),
    ],
)  # fmt: skip
def test_datum_words(word: str, family: str) -> None:
    assert family_of_text(word) == family


@pytest.mark.parametrize("epsg", [4490, *range(4491, 4555)])
def test_every_national_system_is_recognised_from_its_esri_definition(epsg: int) -> None:
    known = recognise_crs(CRS(epsg).to_wkt("WKT1_ESRI").replace("CGCS2000_", "my_own_name_"))
    assert known.family == "cgcs2000"
    # by definition a 6° system without prefix is the 3° system of the same meridian
    assert known.crs is not None
    same = CRS(epsg).coordinate_operation
    mine = known.crs.coordinate_operation
    assert epsg == 4490 or [parameter.value for parameter in same.params] == [
        parameter.value for parameter in mine.params
    ]


def test_an_unnamed_definition_on_the_right_ellipsoid_is_recognised() -> None:
    wkt = (
        CRS(4547)
        .to_wkt("WKT1_GDAL")
        .replace("China_2000", "unknown")
        .replace("China Geodetic Coordinate System 2000", "unnamed")
    )
    assert recognise_crs(wkt).epsg == 4547


@pytest.mark.parametrize(
    ("name", "epsg"), [("IGNF:LAMB93", 2154), ("EPSG:32650", 32650), ("urn:ogc:def:crs:OGC:1.3:CRS84", None)]
)
def test_other_systems_are_matched_by_definition(name: str, epsg: int | None) -> None:
    assert recognise_crs(name).epsg == epsg or recognise_crs(name).family == "wgs84"


@pytest.mark.parametrize("nonsense", ["", "hello", "EPSG:999999", 'LOCAL_CS["x",UNIT["m",1]]', "PROJCS["])
def test_what_is_no_system_is_unknown(nonsense: str) -> None:
    assert recognise_crs(nonsense).family == "unknown"


def test_zone_39_by_prefix(tmp_path: Path) -> None:
    geometry = geopandas.GeoSeries([lonlat(PLOT)], crs=4490).to_crs(4527)[0]
    assert dry_run(package(tmp_path, geometry, 4527)).proposals[0].area_planar_m2 == 60_000.0


def test_neither_zone_nor_prefix_is_asked(tmp_path: Path) -> None:
    path = text(tmp_path, whole(head=HEAD.replace("带号=38", "带号="), body=points("{no},{ring},{x},{short_y}")))
    result = dry_run(path)
    (question,) = result.questions
    assert question.code == "zone"
    assert question.suggestion == "38"
    assert {choice.value for choice in question.choices} >= {"38", "39"}
    assert result.counts()["blocked"] == 1
    answered = dry_run(path, zone=38)
    assert answered.questions == []
    assert answered.proposals[0].area_planar_m2 == 58_000.00
    assert answered.proposals[0].boundary_points["epsg"] == 4547


def test_zone_in_the_header_and_no_prefix(tmp_path: Path) -> None:
    result = dry_run(text(tmp_path, whole(body=points("{no},{ring},{x},{short_y}"))))
    assert result.reading["crs_epsg"] == 4547
    assert result.counts()["new"] == 1


def test_header_and_prefix_that_disagree_are_asked(tmp_path: Path) -> None:
    result = dry_run(text(tmp_path, whole(head=HEAD.replace("带号=38", "带号=39"))))
    (question,) = result.questions
    assert question.code == "zone"
    assert [choice.value for choice in question.choices] == ["38", "39"]
    assert result.counts()["blocked"] == 1


@pytest.mark.parametrize("zone", [19, 20])
def test_a_width_of_three_degrees_beside_a_six_degree_zone_offers_both_readings(tmp_path: Path, zone: int) -> None:
    shape = shapely.transform(
        lonlat(PLOT), lambda xy: np.column_stack(transformer(4490, 4502 + zone - 13).transform(*xy.T))
    )
    rows = [f"J{at},1,{north:.4f},{east:.4f}\n" for at, (east, north) in enumerate(shape.exterior.coords, 1)]
    path = text(tmp_path, whole(head=HEAD.replace("带号=38", f"带号={zone}"), body="".join(rows)))
    (question,) = dry_run(path).questions
    assert question.code == "zone"
    hints = {choice.value: choice.hint_zh for choice in question.choices}
    assert hints[str(zone)] == "落在园区内"
    assert {"38", "39"} <= set(hints)
    result = dry_run(path, zone=zone)
    assert result.reading["crs_epsg"] == 4502 + zone - 13
    assert result.counts()["new"] == 1


def test_a_txt_without_header_is_read_and_the_assumption_is_said(tmp_path: Path) -> None:
    result = dry_run(text(tmp_path, "[地块坐标]\n" + PARCEL + points()))
    assert result.counts()["new"] == 1
    assert "crs.datum_assumed" in result.log.codes()


def test_degrees_without_a_datum_are_asked(tmp_path: Path) -> None:
    ring = "\n".join(
        f"J{at},1,{x:.9f},{y:.9f}" for at, (x, y) in enumerate(shapely.get_coordinates(lonlat(PLOT))[:4].tolist(), 1)
    )
    (question,) = dry_run(text(tmp_path, f"[地块坐标]\n4,,A-1,示例,面,,,,@\n{ring}\n")).questions
    assert question.code == "crs"
    assert question.suggestion is None


def test_declared_degrees_that_are_metres_are_asked(tmp_path: Path) -> None:
    (question,) = dry_run(package(tmp_path, with_zone(PLOT), 4490)).questions
    assert (question.code, question.suggestion) == ("crs", "EPSG:4526")


def test_declared_metres_that_are_degrees_are_asked(tmp_path: Path) -> None:
    (question,) = dry_run(package(tmp_path, lonlat(PLOT), 4526)).questions
    assert [choice.value for choice in question.choices] == ["EPSG:4490", "EPSG:4326"]


def test_prefix_without_the_declared_system_knowing_it(tmp_path: Path) -> None:
    result = dry_run(package(tmp_path, with_zone(PLOT), 4547))
    assert result.reading["crs_epsg"] == 4526
    assert "crs.prefix_found" in result.log.codes()
    assert result.counts()["new"] == 1


def test_north_before_east_is_seen_and_said(tmp_path: Path) -> None:
    swapped = shapely.transform(with_zone(PLOT), lambda xy: xy[:, ::-1])
    result = dry_run(package(tmp_path, swapped, 4526))
    assert result.counts()["new"] == 1
    assert "crs.axes_swapped" in result.log.codes()


def test_wrong_zone_lands_far_away_and_the_right_one_is_hinted(tmp_path: Path) -> None:
    result = dry_run(package(tmp_path, PLOT, 4548))
    codes = result.log.codes()
    assert {"location.implausible", "location.file_implausible", "location.zone_hint"} <= set(codes)
    message = next(issue.message_zh for issue in result.log if issue.code == "location.implausible")
    assert "带号（39）" in message
    assert "千米" in message


def test_distance_outside_the_park_is_told_in_metres(tmp_path: Path) -> None:
    result = dry_run(package(tmp_path, metres(2412, 100, 200, 300), 4547))
    (issue,) = [issue for issue in result.log if issue.code == "location.outside_park"]
    assert issue.message_zh == "第 1 行坐标落在园区外 412 米处，请核对带号（38）或选择正确园区。"
    assert issue.point is not None


def test_another_park_of_the_zone_is_named(tmp_path: Path) -> None:
    ground = the_ground(other_parks=(a_park_ground("P5", number=2, east=2000),))
    result = dry_run(package(tmp_path, metres(2412, 100, 200, 300), 4547), ground=ground)
    (issue,) = [issue for issue in result.log if issue.code == "location.other_park"]
    assert "P5" in issue.message_zh


def test_a_park_without_boundary_takes_nothing(tmp_path: Path) -> None:
    park = a_park_ground()
    bare = type(park)(park.id, park.zone_id, park.code, park.name_zh, park.planar_epsg, None)
    result = dry_run(package(tmp_path, PLOT, 4547), ground=the_ground(park=bare))
    assert result.counts()["blocked"] == 1
    assert "plot.park_without_boundary" in result.log.codes()


@pytest.mark.parametrize(
    "shape", [shapely.box(1e12, 1e12, 2e12, 2e12), shapely.box(0, 0, 1, 1), shapely.box(-1e6, -1e6, 0, 0)]
)
def test_coordinates_from_nowhere_are_refused_row_by_row(tmp_path: Path, shape: shapely.Polygon) -> None:
    result = dry_run(package(tmp_path, shape, 4547))
    assert result.counts()["blocked"] == 1
    assert result.log.rows_with_errors() == {1}


def test_a_foreign_datum_near_the_park_is_not_taken_for_ours(tmp_path: Path) -> None:
    result = dry_run(package(tmp_path, lonlat(PLOT), 4167))
    assert result.counts()["blocked"] == 1
    assert "crs.no_transformation" in result.log.codes()


def test_utm_on_wgs84_is_taken(tmp_path: Path) -> None:
    geometry = geopandas.GeoSeries([lonlat(PLOT)], crs=4326).to_crs(32650)[0]
    result = dry_run(package(tmp_path, geometry, 32650))
    assert result.counts()["new"] == 1
    assert result.proposals[0].area_planar_m2 == pytest.approx(60_000, abs=0.01)


def test_rows_of_two_zones_are_each_read_in_their_own(tmp_path: Path) -> None:
    other = geopandas.GeoSeries([lonlat(metres(400, 100, 200, 300))], crs=4490).to_crs(4527)[0]
    first = points() + PARCEL.replace("DK001", "DK002").replace("5.8000", "")
    ring = "".join(
        f"J{at},1,{y:.4f},{x:.4f}\n" for at, (x, y) in enumerate(shapely.get_coordinates(other)[:4].tolist(), 1)
    )
    third = PARCEL.replace("DK001", "DK003").replace("5.8000", "") + points().replace("385603", "385613").replace(
        "385604", "385614"
    ).replace("385605", "385615").replace("385606", "385616")
    result = dry_run(text(tmp_path, whole(body=first + ring + third)))
    assert "crs.zone_differs" in result.log.codes(2)
    assert result.proposals[1].area_planar_m2 == pytest.approx(60_000, abs=0.05)
    assert result.proposals[1].boundary_points["epsg"] == 4527
