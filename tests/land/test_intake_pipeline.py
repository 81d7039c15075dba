"""The whole way of a file: what is proposed, what is refused, and that no row is lost on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisapp.kernel.errors import Invalid
from gisapp.land.intake.live_plots import LivePlots
from tests.builders.ground import EAST, NORTH, a_park_ground, dry_run, lonlat, metres, the_ground
from tests.harness.examples import examples
from tests.land.test_intake_boundary_txt import VARIANTS


def package(path: Path, shapes: list[Any], **columns: list[Any]) -> Path:
    frame = geopandas.GeoDataFrame(
        {"地块编号": [f"A-{at}" for at in range(len(shapes))], **columns}, geometry=shapes, crs=4547
    )
    frame.to_file(path, driver="GPKG", engine="pyogrio")
    return path


def standing(*plots: tuple[str, shapely.Polygon], park_id: int = 1, **values: Any) -> LivePlots:
    count = len(plots)
    return LivePlots(
        list(range(1, count + 1)), list(range(11, count + 11)), [1] * count, [number for number, _ in plots], [park_id] * count,
        ["园区P5" if park_id != 1 else "园区P4"] * count, np.array([shapely.MultiPolygon([lonlat(shape)]) for _, shape in plots], dtype=object),
        [dict(values) for _ in plots],
    )  # fmt: skip


def test_golden_txt_areas(tmp_path: Path) -> None:
    path = tmp_path / "示例.txt"
    path.write_bytes(VARIANTS["gbk with CRLF"])
    (proposal,) = dry_run(path).proposals
    assert (proposal.action, proposal.plot_no) == ("new", "DK001")
    assert (proposal.area_declared_m2, proposal.area_planar_m2, proposal.area_ellipsoidal_m2) == (
        58_000.00,
        58_000.00,
        57_994.77,
    )
    assert proposal.values == {"plot_name": "示例地块", "land_use_scheme": "用地用海分类2023", "land_use_code": "1001"}
    assert proposal.boundary_points["epsg"] == 4526
    assert proposal.boundary_points["rings"][1]["points"][0] == {"no": "J5", "x": "3719603.313", "y": "38560450.618"}


@pytest.mark.parametrize(
    "name", [name for name in VARIANTS if name not in ("four-field parcel line", "distance and ring behind")]
)
def test_every_txt_variant_is_proposed_with_the_golden_area(tmp_path: Path, name: str) -> None:
    path = tmp_path / "示例.txt"
    path.write_bytes(VARIANTS[name])
    result = dry_run(path, plot_no_prefix="A")
    assert [(one.action, one.area_planar_m2, one.area_ellipsoidal_m2) for one in result.proposals] == [
        ("new", 58_000.00, 57_994.77)
    ]
    first = shapely.get_coordinates(result.proposals[0].geometry)[0]
    assert first.round(9).tolist() == [114.650013525, 33.601803059]


def test_overlapping_rows_are_both_refused_and_named(tmp_path: Path) -> None:
    result = dry_run(
        package(tmp_path / "a.gpkg", [metres(0, 0, 100, 100), metres(90, 0, 100, 100), metres(300, 0, 100, 100)])
    )
    assert [one.action for one in result.proposals] == ["blocked", "blocked", "new"]
    (issue,) = [one for one in result.log if one.row == 1]
    assert issue.code == "topology.overlap_in_file"
    assert "第 2 行（A-1）" in issue.message_zh
    assert "1,000.00 ㎡" in issue.message_zh


def test_the_overlap_of_a_broken_shape_is_named_with_its_fault(tmp_path: Path) -> None:
    """The row stays refused for its crossing; its neighbour is not found clear only because the other is broken."""
    square = [(EAST + e, NORTH + n) for e, n in ((0, 0), (500, 0), (500, 400), (0, 400), (0, 200), (-1, 201), (1, 201))]
    crossing = shapely.Polygon(square)
    assert not crossing.is_valid
    stands = standing(("B-1", metres(0, 350, 100, 100)))
    shapes = [crossing, metres(20, 10, 450, 300), metres(600, 0, 100, 100)]
    ground = the_ground(park=a_park_ground(east=-10))
    result = dry_run(package(tmp_path / "a.gpkg", shapes), live=stands, ground=ground)
    assert [one.action for one in result.proposals] == ["blocked", "blocked", "new"]
    assert result.log.codes(1) == ["boundary.self_intersection", "topology.overlap_in_file", "plot.overlaps_plot"]
    (named,) = [one for one in result.log if one.row == 2]
    assert (named.code, named.value) == ("topology.overlap_in_file", "135000.00 ㎡")
    assert result.proposals[0].area_planar_m2 is None


def test_overlap_within_tolerance_is_only_told(tmp_path: Path) -> None:
    result = dry_run(package(tmp_path / "a.gpkg", [metres(0, 0, 100, 100), metres(99.995, 0, 100, 100)]))
    assert result.counts()["new"] == 2
    assert set(result.log.codes()) == {"topology.overlap_tolerated"}


def test_touching_rows_raise_nothing(tmp_path: Path) -> None:
    result = dry_run(package(tmp_path / "a.gpkg", [metres(100 * at, 0, 100, 100) for at in range(10)]))
    assert result.counts()["new"] == 10
    assert result.log.items == []


def test_a_row_partly_outside_the_park_is_refused_with_the_area(tmp_path: Path) -> None:
    result = dry_run(package(tmp_path / "a.gpkg", [metres(1950, 100, 100, 100)]))
    (issue,) = result.log.items
    assert issue.code == "plot.outside_park"
    assert "5,000.00 ㎡" in issue.message_zh
    assert issue.point is not None


def test_overlap_with_a_live_plot_is_refused(tmp_path: Path) -> None:
    result = dry_run(
        package(tmp_path / "a.gpkg", [metres(0, 0, 100, 100)]), live=standing(("旧-1", metres(50, 0, 100, 100)))
    )
    (issue,) = result.log.items
    assert issue.code == "plot.overlaps_plot"
    assert "旧-1重叠 5,000.00 ㎡" in issue.message_zh


def test_a_live_number_is_revised(tmp_path: Path) -> None:
    result = dry_run(
        package(tmp_path / "a.gpkg", [metres(0, 0, 100, 90)]), live=standing(("A-0", metres(0, 0, 100, 100)))
    )
    (proposal,) = result.proposals
    assert (proposal.action, proposal.plot_id, proposal.version_no) == ("revise", 1, 1)


def test_the_same_again_is_unchanged(tmp_path: Path) -> None:
    result = dry_run(
        package(tmp_path / "a.gpkg", [metres(0, 0, 100, 100)]), live=standing(("A-0", metres(0, 0, 100, 100)))
    )
    assert result.counts()["unchanged"] == 1


def test_the_same_ground_with_another_name_is_a_revision(tmp_path: Path) -> None:
    path = package(tmp_path / "a.gpkg", [metres(0, 0, 100, 100)], 地块名称=["新名"])
    assert dry_run(path, live=standing(("A-0", metres(0, 0, 100, 100)), plot_name="旧名")).counts()["revise"] == 1
    assert dry_run(path, live=standing(("A-0", metres(0, 0, 100, 100)), plot_name="新名")).counts()["unchanged"] == 1


def test_neighbours_revised_together_do_not_stand_in_each_others_way(tmp_path: Path) -> None:
    live = standing(("A-0", metres(0, 0, 100, 100)), ("A-1", metres(100, 0, 100, 100)))
    result = dry_run(package(tmp_path / "a.gpkg", [metres(0, 0, 120, 100), metres(120, 0, 80, 100)]), live=live)
    assert result.counts()["revise"] == 2


def test_a_refused_revision_leaves_its_old_ground_standing(tmp_path: Path) -> None:
    """A-1 would make room, but is itself refused for lying partly outside: so A-0 may not take its ground either."""
    live = standing(("A-0", metres(1700, 0, 100, 100)), ("A-1", metres(1800, 0, 100, 100)))
    result = dry_run(package(tmp_path / "a.gpkg", [metres(1700, 0, 120, 100), metres(1820, 0, 300, 100)]), live=live)
    assert result.counts()["blocked"] == 2
    assert result.log.codes(1) == ["plot.overlaps_plot"]


def test_a_chain_of_refusals_runs_to_its_end(tmp_path: Path) -> None:
    live = standing(*((f"A-{at}", metres(1500 + 100 * at, 0, 100, 100)) for at in range(4)))
    moved = [metres(1510 + 100 * at, 0, 100, 100) for at in range(3)] + [metres(1810, 0, 300, 100)]
    assert dry_run(package(tmp_path / "a.gpkg", moved), live=live).counts()["blocked"] == 4


def test_a_number_of_another_park_is_refused(tmp_path: Path) -> None:
    live = standing(("A-0", metres(0, 0, 100, 100)), park_id=2)
    result = dry_run(package(tmp_path / "a.gpkg", [metres(500, 500, 100, 100)]), live=live)
    assert result.log.codes(1) == ["plot_no.in_other_park"]


def test_broken_shapes_are_refused_where_they_break(tmp_path: Path) -> None:
    corners = shapely.get_coordinates(metres(0, 0, 100, 100))[[0, 2, 1, 3]]
    result = dry_run(package(tmp_path / "a.gpkg", [shapely.Polygon(corners), metres(300, 0, 100, 100)]))
    assert [one.action for one in result.proposals] == ["blocked", "new"]
    (issue,) = result.log.items
    assert issue.code == "boundary.self_intersection"
    assert issue.point is not None
    assert result.proposals[0].geometry is not None  # drawn in the preview all the same


def test_exact_repeats_go_and_are_told(tmp_path: Path) -> None:
    ring = shapely.get_coordinates(metres(0, 0, 100, 100))
    result = dry_run(package(tmp_path / "a.gpkg", [shapely.Polygon(np.insert(ring, 1, ring[1], axis=0))]))
    assert result.log.codes() == ["boundary.repeated_point"]
    assert shapely.get_num_coordinates(result.proposals[0].geometry) == 5


def test_spikes_and_slivers_are_warned_about(tmp_path: Path) -> None:
    corners = [(0, 0), (100, 0), (100, 100), (50.2, 100), (50, 130), (49.8, 100), (0, 100)]
    spike = shapely.Polygon([(560_000 + x, 3_719_000 + y) for x, y in corners])
    result = dry_run(package(tmp_path / "a.gpkg", [spike, metres(300, 0, 500, 1.5), metres(300, 300, 9, 9)]))
    assert result.counts()["new"] == 3
    assert result.log.codes(1) == ["boundary.spike"]
    assert result.log.codes(2) == ["boundary.sliver"]
    assert result.log.codes(3) == ["boundary.too_small"]


def test_layers_of_a_package_are_asked_about(tmp_path: Path) -> None:
    path = package(tmp_path / "a.gpkg", [metres(0, 0, 100, 100)])
    for name, shape in (("点层", shapely.Point(560_000, 3_719_000)), ("另一层", metres(0, 0, 50, 50))):
        frame = geopandas.GeoDataFrame({"a": [1]}, geometry=[shape], crs=4547)
        frame.to_file(path, layer=name, driver="GPKG", engine="pyogrio")
    (question,) = dry_run(path).questions
    assert question.code == "layer"
    assert [choice.value for choice in question.choices] == ["a", "另一层", "点层"]
    assert dry_run(path, layer="a").counts()["new"] == 1


def test_a_package_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"SQLite format 3\0" + b"\0" * 200)
    with pytest.raises(Invalid, match="geopackage"):
        dry_run(path)


def test_a_package_without_system_is_asked(tmp_path: Path) -> None:
    import sqlite3

    path = package(tmp_path / "a.gpkg", [metres(0, 0, 100, 100)])
    with sqlite3.connect(path) as database:
        database.execute("update gpkg_geometry_columns set srs_id = -1")
        database.execute("update gpkg_contents set srs_id = -1")
    database.close()
    (question,) = dry_run(path).questions
    assert (question.code, question.suggestion) == ("crs", "EPSG:4547")


def test_height_is_dropped_and_said(tmp_path: Path) -> None:
    result = dry_run(package(tmp_path / "a.gpkg", [shapely.force_3d(metres(0, 0, 100, 100), 51.3)]))
    assert result.log.codes() == ["geometry.height_dropped"]
    assert not shapely.has_z(result.proposals[0].geometry)


def test_null_shapes_are_refused_with_a_reason(tmp_path: Path) -> None:
    result = dry_run(package(tmp_path / "a.gpkg", [None, metres(0, 0, 100, 100), shapely.Polygon()]))
    assert [one.action for one in result.proposals] == ["blocked", "new", "blocked"]
    assert result.log.codes(1) == result.log.codes(3) == ["geometry.empty"]


def test_many_copies_of_one_shape_do_not_bring_the_machine_down(tmp_path: Path) -> None:
    result = dry_run(package(tmp_path / "a.gpkg", [metres(0, 0, 100, 100)] * 3000))
    assert result.counts()["blocked"] == 3000
    assert "topology.too_many_overlaps" in result.log.codes()


coordinate = st.floats(-300, 2300)
shape = st.one_of(
    st.builds(metres, coordinate, coordinate, st.floats(0.01, 500), st.floats(0.01, 500)),
    st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=8).map(
        lambda ring: shapely.Polygon([(560_000 + x, 3_719_000 + y) for x, y in ring])
    ),
    st.just(None),
    st.just(shapely.Point(560_000, 3_719_000)),
    st.just(shapely.Polygon()),
)


@settings(max_examples=examples(60))
@given(st.lists(st.tuples(shape, st.sampled_from(["A", "B", "C", "D", None, "x y", "E" * 40])), min_size=1, max_size=8))
def test_rows_in_are_proposed_or_refused_with_a_reason(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, str | None]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.gpkg"
    frame = geopandas.GeoDataFrame(
        {"地块编号": [number for _, number in rows]}, geometry=[one for one, _ in rows], crs=4547
    )
    frame.to_file(path, driver="GPKG", engine="pyogrio", geometry_type="Unknown")
    result = dry_run(path)
    assert [proposal.row for proposal in result.proposals] == list(range(1, len(rows) + 1))
    assert sum(result.counts().values()) == result.row_count == len(rows)
    refused = result.log.rows_with_errors()
    for proposal in result.proposals:
        assert (proposal.action == "blocked") == (proposal.row in refused or result.log.file_has_errors)
        if proposal.action != "blocked":
            assert proposal.geometry is not None
            assert proposal.geometry.is_valid


def test_a_number_of_a_plot_elsewhere_in_the_park_is_doubted(tmp_path: Path) -> None:
    """Revised in its place nothing is said; with no ground in common the row says how far the plot would move, and may still enter."""
    live = standing(("A-0", metres(0, 0, 100, 100)), ("A-1", metres(1000, 0, 100, 100)))
    result = dry_run(package(tmp_path / "a.gpkg", [metres(0, 0, 100, 120), metres(500, 0, 100, 100)]), live=live)
    assert "plot_no.elsewhere" not in result.log.codes(1)
    assert "plot_no.elsewhere" in result.log.codes(2)
    assert "相距 400 米" in next(item.message_zh for item in result.log if item.code == "plot_no.elsewhere")
    assert result.counts()["revise"] == 2
