"""Old datums with parameters that somebody gave, shifted coordinates that somebody says are shifted; all of it on record."""

from __future__ import annotations

import math
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from gisapp.kernel.errors import Invalid
from gisapp.land.intake.datum_shift import DatumShift, apply_shift, from_gcj02, parse_shift, to_gcj02
from tests.builders.ground import dry_run, lonlat, metres
from tests.land.test_intake_boundary_txt import HEAD
from tests.land.test_intake_other_formats import kml, mark, put, same_ground

PLOT = metres(100, 100, 200, 300)
TRUE = lonlat(PLOT)
SEVEN = {
    "kind": "seven", "dx": -120.5, "dy": 60.25, "dz": 33.75, "rx": 0.35, "ry": -0.61, "rz": 0.84, "scale_ppm": -2.5,
    "convention": "position_vector", "source": "示例测绘单位〔2026〕1号",
}  # fmt: skip
FOUR = {
    "kind": "four",
    "dx": 52.125,
    "dy": -113.5,
    "rotation": 1.75,
    "scale_ppm": 3.25,
    "source": "示例测绘单位〔2026〕2号",
}


OLD = shapely.transform(PLOT, lambda xy: xy + np.array([38_000_000 + 70, 40]))
"""The plot as Xi'an 80 zone 38 has it."""


def helmert(shape: shapely.Polygon, convention: str = "position_vector") -> shapely.Polygon:
    """The place in CGCS2000, by matrices: geocentric on the old ellipsoid, turned, scaled, moved, back to degrees by iteration."""
    east, north = shapely.get_coordinates(shape).T
    lon, lat = (np.radians(v) for v in Transformer.from_crs(2362, 4610, always_xy=True).transform(east, north))
    a, f = 6378140.0, 1 / 298.257
    e2 = f * (2 - f)
    n = a / np.sqrt(1 - e2 * np.sin(lat) ** 2)
    xyz = np.stack([n * np.cos(lat) * np.cos(lon), n * np.cos(lat) * np.sin(lon), n * (1 - e2) * np.sin(lat)])
    sign = 1 if convention == "position_vector" else -1
    rx, ry, rz = (sign * math.radians(SEVEN[name] / 3600) for name in ("rx", "ry", "rz"))  # type: ignore[operator]
    turn = np.array([[1, -rz, ry], [rz, 1, -rx], [-ry, rx, 1]])
    move = np.array([[SEVEN["dx"]], [SEVEN["dy"]], [SEVEN["dz"]]], dtype=float)
    x, y, z = move + (1 + SEVEN["scale_ppm"] * 1e-6) * (turn @ xyz)  # type: ignore[operator]
    a, f = 6378137.0, 1 / 298.257222101
    e2 = f * (2 - f)
    p, lat = np.hypot(x, y), np.arctan2(z, np.hypot(x, y) * (1 - e2))
    for _ in range(20):
        n = a / np.sqrt(1 - e2 * np.sin(lat) ** 2)
        lat = np.arctan2(z + e2 * n * np.sin(lat), p)
    return shapely.Polygon(np.degrees(np.column_stack([np.arctan2(y, x), lat])))


def undo_four(shape: shapely.Polygon) -> shapely.Polygon:
    """The plot in the plane before the four parameters, with its zone in front."""
    k, a = 1 + FOUR["scale_ppm"] * 1e-6, math.radians(FOUR["rotation"] / 3600)  # type: ignore[operator]
    east, north = shapely.get_coordinates(shape).T
    north, east = (north - FOUR["dx"]) / k, (east - FOUR["dy"]) / k  # type: ignore[operator]
    return shapely.Polygon(
        np.column_stack(
            [-north * math.sin(a) + east * math.cos(a) + 38_000_000, north * math.cos(a) + east * math.sin(a)]
        )
    )


def txt(shape: shapely.Polygon, datum: str = "80国家大地坐标系") -> str:
    head = HEAD.replace("2000国家大地坐标系", datum)
    rows = [
        f"J{at},1,{north:.4f},{east:.4f}" for at, (east, north) in enumerate(shapely.get_coordinates(shape).tolist(), 1)
    ]
    return head + "\n[地块坐标]\n5,6.0000,A-1,示例,面,,工业用地,,@\n" + "\n".join(rows) + "\n"


def test_seven_parameters_bring_xian_80_to_cgcs2000_as_the_matrices_say(tmp_path: Path) -> None:
    result = dry_run(put(tmp_path, "a.txt", txt(OLD).encode("gbk")), transformation=SEVEN)
    assert result.counts()["new"] == 1, list(result.log)
    assert same_ground(result, shape=helmert(OLD), within=1e-9)
    (said,) = [issue for issue in result.log if issue.code == "crs.transformed"]
    assert "ΔX=-120.5" in str(said.value)
    assert "示例测绘单位〔2026〕1号" in str(said.value)
    points = result.proposals[0].boundary_points
    assert points is not None
    assert points["epsg"] == 2362, "the points stay in the system they came in"


def test_the_other_convention_of_rotation_is_another_place(tmp_path: Path) -> None:
    other = {**SEVEN, "convention": "coordinate_frame"}
    path = put(tmp_path, "a.txt", txt(OLD).encode("gbk"))
    assert same_ground(dry_run(path, transformation=other), shape=helmert(OLD, "coordinate_frame"), within=1e-9)
    assert not same_ground(dry_run(path, transformation=SEVEN), shape=helmert(OLD, "coordinate_frame"), within=1e-5)


def test_a_declared_old_system_takes_the_same_parameters(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    frame = geopandas.GeoDataFrame({"地块编号": ["A-1"]}, geometry=[OLD], crs=2362)
    frame.to_file(path, driver="GPKG", engine="pyogrio")
    assert same_ground(dry_run(path, transformation=SEVEN), shape=helmert(OLD), within=1e-9)
    assert dry_run(path).counts()["blocked"] == 1


def test_four_parameters_work_in_the_plane_of_their_zone(tmp_path: Path) -> None:
    result = dry_run(put(tmp_path, "a.txt", txt(undo_four(PLOT)).encode("gbk")), transformation=FOUR)
    assert same_ground(result, within=1e-8), list(result.log)


@pytest.mark.parametrize("kind", ["gcj02", "bd09"])
def test_shifted_coordinates_are_restored_only_when_somebody_says_so(tmp_path: Path, kind: str) -> None:
    lon, lat = shapely.get_coordinates(TRUE).T
    shifted = to_gcj02(lon, lat)
    if kind == "bd09":
        bd = math.pi * 3000 / 180
        z = np.hypot(*shifted) + 0.00002 * np.sin(shifted[1] * bd)
        theta = np.arctan2(shifted[1], shifted[0]) + 0.000003 * np.cos(shifted[0] * bd)
        shifted = z * np.cos(theta) + 0.0065, z * np.sin(theta) + 0.006
    path = put(tmp_path, "a.kml", kml(mark("A-1", shapely.Polygon(np.column_stack(shifted)))))
    plain = dry_run(path, field_map={"plot_no": "name"})
    assert not same_ground(plain, within=1e-4)
    result = dry_run(path, field_map={"plot_no": "name"}, transformation={"kind": kind})
    assert same_ground(result, within=1e-9 if kind == "gcj02" else 1e-6)
    assert {"crs.declaration_overruled", "crs.transformed"} <= set(result.log.codes())


def test_the_published_point_of_zhoukou_is_where_it_is_said_to_be() -> None:
    lon, lat = to_gcj02(np.array([114.65]), np.array([33.60]))
    assert (round(float(lon[0]), 9), round(float(lat[0]), 9)) == (114.655372842, 33.598346739)
    back = apply_shift(DatumShift("bd09"), None, None, np.array([114.661969034]), np.array([33.604012332]))
    assert abs(back[0][0] - 114.65) < 1e-6
    assert abs(back[1][0] - 33.60) < 1e-6


@given(st.floats(73, 135), st.floats(18, 53))
def test_undoing_the_shift_is_exact_to_a_tenth_of_a_millimetre_everywhere_in_china(lon: float, lat: float) -> None:
    there = to_gcj02(np.array([lon]), np.array([lat]))
    back = from_gcj02(*there)
    assert abs(back[0][0] - lon) < 1e-9
    assert abs(back[1][0] - lat) < 1e-9


@pytest.mark.parametrize(
    "wrong",
    [
        "seven", {"kind": "three"}, {**SEVEN, "source": " "}, {**SEVEN, "convention": ""}, {**SEVEN, "rx": "一"}, {**SEVEN, "dz": 1e9},
        {key: value for key, value in FOUR.items() if key != "rotation"}, {**FOUR, "scale_ppm": float("nan")},
    ],
)  # fmt: skip
def test_incomplete_or_impossible_parameters_are_refused_with_what_to_do(wrong: object) -> None:
    with pytest.raises(Invalid) as refused:
        parse_shift(wrong)
    assert refused.value.message_zh.endswith("。")


def test_parameters_that_nothing_needs_are_said_not_to_be_used(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        "a.txt",
        txt(shapely.transform(PLOT, lambda xy: xy + np.array([38_000_000, 0])), "2000国家大地坐标系").encode("gbk"),
    )
    result = dry_run(path, transformation=SEVEN)
    assert same_ground(result)
    assert "crs.transformation_unused" in result.log.codes()
