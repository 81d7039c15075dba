"""Boundary-point TXT: the two samples to the millimetre, and every variant seen in the wild giving the same ground."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from gisapp.kernel.crs import transformer
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.read_boundary_txt import read_boundary_txt
from gisapp.land.intake.source_layer import SourceLayer

HEAD = """[属性描述]
格式版本号=1.01版本
数据产生单位=示例单位
数据产生日期=2026-01-01
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=38
精度=0.001
转换参数=,,,,,,
"""
PARCEL = "10,5.8000,DK001,示例地块,面,,工业用地,,@\n"
OUTER = [
    ("J1", "3719683.313", "38560330.618"),
    ("J2", "3719683.313", "38560630.618"),
    ("J3", "3719483.313", "38560630.618"),
    ("J4", "3719483.313", "38560330.618"),
]
HOLE = [
    ("J5", "3719603.313", "38560450.618"),
    ("J6", "3719563.313", "38560450.618"),
    ("J7", "3719563.313", "38560500.618"),
    ("J8", "3719603.313", "38560500.618"),
]
GOLDEN = [
    (114.650013525, 33.601803059),
    (114.653245599, 33.601786036),
    (114.653232004, 33.599982974),
    (114.649999997, 33.599999996),
]


def points(shape: str = "{no},{ring},{x},{y}", *, close: str = "same", eol: str = "\n", renumber: bool = False) -> str:
    """Write outer ring and hole in the given shape; close = same number, next number or not at all."""
    lines, serial = [], 0
    for ring, ring_points in ((1, OUTER), (2, HOLE)):
        rows = list(ring_points)
        if close == "same":
            rows.append(rows[0])
        elif close == "on":
            rows.append((f"J{len(rows) + 1 + 10 * ring}", *rows[0][1:]))
        for at, (no, x, y) in enumerate(rows, start=1):
            serial += 1
            number = f"J{at}" if renumber else no
            lines.append(
                shape.format(
                    no=number,
                    bare=number[1:],
                    padded=f"J0{number[1:]}",
                    ring=ring,
                    x=x,
                    y=y,
                    short_y=y[2:],
                    serial=serial,
                )
            )
    return eol.join(lines) + eol


def whole(head: str = HEAD, parcel: str = PARCEL, body: str | None = None) -> str:
    return head + "[地块坐标]\n" + parcel + (points() if body is None else body)


VARIANTS: dict[str, bytes] = {
    "gbk with CRLF": whole().replace("\n", "\r\n").encode("gbk"),
    "utf-8": whole().encode(),
    "utf-8 with mark": whole().encode("utf-8-sig"),
    "utf-16le with mark": "\ufeff".encode("utf-16-le") + whole().encode("utf-16-le"),
    "utf-16le without mark": whole().encode("utf-16-le"),
    "utf-16be with mark": "\ufeff".encode("utf-16-be") + whole().encode("utf-16-be"),
    "lone CR everywhere": whole().replace("\n", "\r").encode("gbk"),
    "lone CR after @": whole().replace("@\n", "@\r").encode("gbk"),
    "points go on behind @": whole().replace("@\n", "@").encode("gbk"),
    "project section first": ("[项目信息]\n项目名称=示例@项目\n地块总数=1\n" + whole()).encode("gbk"),
    "full-width brackets": whole().replace("[", "【").replace("]", "】").encode("gbk"),
    "other full-width brackets": whole().replace("[", "［").replace("]", "］").encode(),
    "leading space before sections": whole().replace("[", "  [").encode("gbk"),
    "full-width commas and digits": whole(
        body=points().replace(",", "，").replace("J", "Ｊ").replace("1", "１")
    ).encode(),
    "keys in another order": whole(head="[属性描述]\n带号=38\n坐标系=2000国家大地坐标系\n几度分带=3\n").encode("gbk"),
    "zone as 分带=3度带": whole(head=HEAD.replace("几度分带=3", "分带=3度带")).encode("gbk"),
    "empty zone, prefix tells": whole(head=HEAD.replace("带号=38", "带号=")).encode("gbk"),
    "zone as central meridian": whole(head=HEAD.replace("带号=38", "带号=114")).encode("gbk"),
    "version and parameters empty": whole(head=HEAD.replace("1.01版本", "").replace(",,,,,,", "")).encode("gbk"),
    "CGCS2000 by its other name": whole(head=HEAD.replace("2000国家大地坐标系", "CGCS2000")).encode("gbk"),
    "seven commas": whole(parcel="10,5.8000,DK001,示例地块,面,,工业用地,@\n").encode("gbk"),
    "ten commas": whole(parcel="10,5.8000,DK001,示例地块,面,,工业用地,,,,@\n").encode("gbk"),
    "space after @": whole(parcel=PARCEL.replace("@", "@  ")).encode("gbk"),
    "full-width @": whole(parcel=PARCEL.replace("@", "＠")).encode("gbk"),
    "area with its unit": whole(parcel=PARCEL.replace("5.8000", "5.8000公顷")).encode("gbk"),
    "area in square metres": whole(parcel=PARCEL.replace("5.8000", "58000")).encode("gbk"),
    "area empty": whole(parcel=PARCEL.replace("5.8000", "")).encode("gbk"),
    "count wrong": whole(parcel=PARCEL.replace("10,", "99,", 1)).encode("gbk"),
    "count without closing rows": whole(parcel=PARCEL.replace("10,", "8,", 1)).encode("gbk"),
    "not closed": whole(body=points(close="no")).encode("gbk"),
    "closed under the next number": whole(body=points(close="on")).encode("gbk"),
    "numbers restart in each ring": whole(body=points(renumber=True)).encode("gbk"),
    "zero-padded numbers": whole(body=points("{padded},{ring},{x},{y}")).encode("gbk"),
    "no J": whole(body=points("{bare},{ring},{x},{y}")).encode("gbk"),
    "ring omitted": whole(body=points("{no},{x},{y}")).encode("gbk"),
    "ring omitted and no J": whole(body=points("{bare},{x},{y}")).encode("gbk"),
    "plain X,Y": whole(body=points("{x},{y}")).encode("gbk"),
    "six fields": whole(body=points("{serial},1,{ring},{no},{x},{y}")).encode("gbk"),
    "serial before": whole(body=points("{serial},{no},{ring},{x},{y}")).encode("gbk"),
    "distance and ring behind": whole(
        parcel=",5.8000,,示例地块,,,,工业用地,@\n", body=points("{no},{x},{y},12.50,{ring},")
    ).encode("gbk"),
    "distance columns behind": whole(body=points("{no},{ring},{x},{y},300.000,1.2")).encode("gbk"),
    "spaces after commas": whole(body=points("{no}, {ring}, {x}, {y}")).encode("gbk"),
    "tabs": whole(body=points("{no}\t{ring}\t{x}\t{y}")).encode("gbk"),
    "blanks": whole(body=points("{no}  {ring}  {x}  {y}")).encode("gbk"),
    "ring before number": whole(body=points("{ring},{no},{x},{y}")).encode("gbk"),
    "axes swapped": whole(body=points("{no},{ring},{y},{x}")).encode("gbk"),
    "swapped plain": whole(body=points("{y},{x}")).encode("gbk"),
    "blank lines between": whole().replace("\n", "\n\n").encode("gbk"),
    "parcel line without @": whole(parcel=PARCEL.replace("@", "")).encode("gbk"),
    "four-field parcel line": whole(parcel="1,示例地块,面,,@\n").encode("gbk"),
    "nothing but points": points().encode("gbk"),
    "nothing but plain points": points("{x},{y}").encode(),
    "closing row twice": whole(
        body=points().replace(
            "J1,1,3719683.313,38560330.618\nJ5", "J1,1,3719683.313,38560330.618\nJ1,1,3719683.313,38560330.618\nJ5"
        )
    ).encode("gbk"),
    "trailing zero byte": whole().encode("gbk") + b"\0\0",
}


def read(data: bytes) -> tuple[SourceLayer, IssueLog]:
    log = IssueLog()
    return read_boundary_txt(data, "示例.txt", log), log


@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_gives_the_same_ground_to_a_tenth_of_a_millimetre(name: str) -> None:
    layer, log = read(VARIANTS[name])
    assert len(layer) == 1
    assert not log.rows_with_errors()
    assert not log.file_has_errors
    geometry = layer.geometry[0]
    expected = shapely.Polygon(
        [(float(y), float(x)) for _, x, y in OUTER], [[(float(y), float(x)) for _, x, y in HOLE]]
    )
    assert geometry.geom_type == "Polygon"
    assert len(geometry.interiors) == 1
    assert shapely.normalize(geometry).equals_exact(shapely.normalize(expected), 1e-4)
    assert layer.boundary is not None
    assert layer.boundary[0] is not None
    assert [point["x"] for point in layer.boundary[0][0]["points"]] == [x for _, x, _ in OUTER]
    assert [point["y"] for point in layer.boundary[0][1]["points"]] == [y for _, _, y in HOLE]


def test_golden_file_starts_where_the_reference_says() -> None:
    layer, _ = read(VARIANTS["gbk with CRLF"])
    east, north = np.array(layer.geometry[0].exterior.coords.xy)
    lon, lat = transformer(4526, 4490).transform(east, north)
    assert np.allclose(np.column_stack([lon, lat])[:4], GOLDEN, rtol=0, atol=1e-9)
    assert layer.geometry[0].area == pytest.approx(58_000.00, abs=1e-3)
    assert layer.columns["地块编号"] == ["DK001"]
    assert layer.columns["地块用途"] == ["工业用地"]


SAID: list[tuple[str, str]] = [
    ("axes swapped", "txt.axes_swapped"),
    ("count wrong", "txt.count_differs"),
    ("not closed", "txt.not_closed"),
    ("parcel line without @", "txt.at_missing"),
    ("nothing but points", "txt.parcel_line_missing"),
    ("keys in another order", "txt.rings"),
    ("empty zone, prefix tells", "txt.header_incomplete"),
    ("zone as central meridian", "txt.zone_is_meridian"),
]


@pytest.mark.parametrize(("name", "code"), SAID)
def test_what_was_decided_is_said(name: str, code: str) -> None:
    assert code in read(VARIANTS[name])[1].codes()


@pytest.mark.parametrize("name", ["gbk with CRLF", "count without closing rows", "six fields", "ring omitted"])
def test_a_usual_file_raises_no_warning_about_its_points(name: str) -> None:
    assert not {"txt.count_differs", "txt.axes_swapped", "txt.line_ignored"} & set(read(VARIANTS[name])[1].codes())


def test_header_says_datum_zone_and_width() -> None:
    statement = read(VARIANTS["utf-8"])[0].crs
    assert (statement.datum_text, statement.zone, statement.zone_width) == ("2000国家大地坐标系", 38, 3)


def test_second_ring_beside_the_first_is_a_further_part() -> None:
    beside = points().replace("38560450.618", "38560750.618").replace("38560500.618", "38560800.618")
    geometry = read(whole(body=beside).encode("gbk"))[0].geometry[0]
    assert geometry.geom_type == "MultiPolygon"
    assert geometry.area == pytest.approx(60_000 + 2_000, abs=1e-3)


def test_ring_inside_a_hole_is_a_part_again() -> None:
    island = "J9,3,3719590.000,38560460.000\nJ10,3,3719590.000,38560470.000\nJ11,3,3719580.000,38560470.000\nJ9,3,3719590.000,38560460.000\n"
    geometry = read(whole(body=points() + island).encode("gbk"))[0].geometry[0]
    assert geometry.area == pytest.approx(58_000 + 50, abs=1e-3)
    assert len(geometry.geoms) == 2


def test_several_parcels_keep_their_own_rows() -> None:
    second = PARCEL.replace("DK001", "DK002") + points().replace("385603", "385613").replace(
        "385604", "385614"
    ).replace("385605", "385615").replace("385606", "385616")
    layer, log = read((whole() + second).encode("gbk"))
    assert layer.columns["地块编号"] == ["DK001", "DK002"]
    assert all(geometry is not None for geometry in layer.geometry)
    assert not log.rows_with_errors()


def test_damaged_point_refuses_its_parcel_only_and_names_the_line() -> None:
    second = PARCEL.replace("DK001", "DK002") + points().replace("3719563.313,38560450.618", "37l9563.313,38560450.618")
    layer, log = read((whole() + second).encode("gbk"))
    assert layer.geometry[0] is not None
    assert layer.geometry[1] is None
    issue = next(item for item in log if item.code == "txt.point_unreadable")
    assert issue.row == 2
    assert issue.line == whole().count("\n") + 8


@pytest.mark.parametrize("shape", ["线", "点"])
def test_lines_and_points_are_reported_not_dropped(shape: str) -> None:
    layer, log = read(whole(parcel=PARCEL.replace("面", shape)).encode("gbk"))
    assert len(layer) == 1
    assert layer.geometry[0] is None
    assert log.codes(1) == ["geometry.not_polygon"]


def test_closing_point_somewhere_else_is_an_error() -> None:
    body = points().replace("J1,1,3719683.313,38560330.618\nJ5", "J1,1,3719683.313,38560330.718\nJ5")
    layer, log = read(whole(body=body).encode("gbk"))
    assert layer.geometry[0] is None
    assert "txt.closing_contradicts" in log.codes(1)


def test_closing_point_a_centimetre_off_is_closed_and_said() -> None:
    body = points().replace("J1,1,3719683.313,38560330.618\nJ5", "J1,1,3719683.313,38560330.628\nJ5")
    layer, log = read(whole(body=body).encode("gbk"))
    assert layer.geometry[0].area == pytest.approx(58_000)
    assert "txt.closing_gap" in log.codes(1)


def test_ring_of_two_points_is_refused_with_a_reason() -> None:
    layer, log = read(
        whole(
            body="J1,1,3719683.313,38560330.618\nJ2,1,3719683.313,38560630.618\nJ1,1,3719683.313,38560330.618\n"
        ).encode("gbk")
    )
    assert layer.geometry[0] is None
    assert "txt.ring_too_short" in log.codes(1)


def test_lon_lat_dialect_without_header_reads_as_degrees() -> None:
    body = (
        "\n".join(f"J{at},1,{lon},{lat}" for at, (lon, lat) in enumerate(GOLDEN, start=1))
        + f"\nJ1,1,{GOLDEN[0][0]},{GOLDEN[0][1]}\n"
    )
    layer, log = read(("[地块坐标]\n5,示例地块,面,公共基础设施,@\n" + body).encode("gbk"))
    assert list(layer.geometry[0].exterior.coords)[:4] == GOLDEN
    assert not log.rows_with_errors()
    assert layer.columns["地块名称"] == ["示例地块"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\xff\xfe",
        b"@",
        b"@@@@@@" * 5000,
        b"[a]" * 20000,
        b"[" * 20000,
        b"J1,1,nan,inf",
        b"1e400,1e400",
        "零".encode("gbk") * 9,
    ],
)
def test_rubbish_is_answered_with_an_error_never_a_crash(data: bytes) -> None:
    layer, log = read(data)
    assert len(layer) == 0 or log.rows_with_errors() >= set(range(1, len(layer) + 1))
    assert log.items
