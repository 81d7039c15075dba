"""Corners and boundaries that two or more plots have in common."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.ops import unary_union

from gisapp.drawing.rules.plane import vertices_of
from gisapp.drawing.rules.shared_boundary import move_corners, shift_boundary, shift_boundary_to_area
from gisapp.drawing.rules.split import split_into_lots, sweep_along_bearing
from gisapp.drawing.rules.vertices import share_vertices
from tests.drawing.shapes_in_plane import JOIN_M, area, at, box, millimetres, plane, plots
from tests.harness.examples import examples

WEST, EAST = box(0, 0, 100, 100), box(100, 0, 200, 100)


def codes(outcome):
    return [finding.code for finding in outcome.findings]


def test_a_common_corner_moves_in_both_plots():
    moved = move_corners(
        {"w": WEST, "e": EAST}, [(at(100, 0), at(110, 0)), (at(100, 100), at(110, 100))], plane(), JOIN_M
    )
    assert {key: shape.area for key, shape in moved.shapes.items()} == {"w": 11000, "e": 9000}


def test_a_place_on_a_side_becomes_a_corner_of_both():
    moved = move_corners({"w": WEST, "e": EAST}, [(at(100, 40), at(105, 40))], plane(), JOIN_M)
    assert all(at(105, 40) in vertices_of(shape) for shape in moved.shapes.values())
    assert sum(shape.area for shape in moved.shapes.values()) == pytest.approx(20000)


def test_a_neighbours_corner_on_the_moving_side_stays_and_is_shared():
    north, south = box(100, 50, 200, 100), box(100, 0, 200, 50)
    moved = move_corners({"w": WEST, "n": north, "s": south}, [(at(100, 0), at(90, 0))], plane(), JOIN_M)
    assert set(moved.shapes) == {"w", "s", "n"} or set(moved.shapes) == {"w", "s"}
    assert at(100, 50) in vertices_of(moved.shapes["w"])
    together = [moved.shapes.get(key, shape) for key, shape in {"w": WEST, "n": north, "s": south}.items()]
    assert unary_union(together).area == pytest.approx(20000)
    assert sum(shape.area for shape in together) == pytest.approx(20000)


def test_who_has_no_part_in_it_is_left_alone():
    far = box(300, 0, 400, 100)
    moved = move_corners({"w": WEST, "e": EAST, "far": far}, [(at(100, 0), at(101, 0))], plane(), JOIN_M)
    assert set(moved.shapes) == {"w", "e"}


@pytest.mark.parametrize(
    ("move", "code"),
    [
        ((at(100, 200), at(100, 210)), "drawing.no_corner_here"),
        ((at(100, 0), at(50, 150)), "drawing.move_breaks_boundary"),
    ],
)
def test_a_move_that_can_not_be_is_refused_and_changes_nothing(move, code):
    moved = move_corners({"w": WEST, "e": EAST}, [move], plane(), JOIN_M)
    assert set(codes(moved)) == {code}
    assert moved.shapes == {}


@settings(max_examples=examples(60))
@given(shape=plots(), data=st.data())
def test_moving_what_lies_inside_conserves_the_whole(shape, data):
    lots = split_into_lots(shape, 3, sweep_along_bearing(data.draw(st.integers(0, 179))), plane()).shapes
    if any(lot.geom_type != "Polygon" for lot in lots):
        return
    keys = dict(zip("abc", lots, strict=True))
    inner = [line for line in [keys["a"].boundary.intersection(keys["b"].boundary)] if line.length > 1]
    if not inner:
        return
    middle = inner[0].interpolate(0.5, normalized=True)
    to = (round(middle.x + data.draw(millimetres), 3), round(middle.y + data.draw(millimetres), 3))
    moved = move_corners(keys, [((middle.x, middle.y), to)], plane(), JOIN_M)
    if moved.findings:
        return
    after = {**keys, **moved.shapes}
    assert to in vertices_of(after["a"])
    assert to in vertices_of(after["b"])
    assert sum(part.area for part in after.values()) == pytest.approx(shape.area, abs=1e-3)
    assert unary_union(list(after.values())).symmetric_difference(shape).area < 1e-2


@pytest.mark.parametrize(("by", "west"), [(10, 11000), (-10, 9000), (0.001, 10000.1), (99.9, 19990)])
def test_a_common_boundary_moves_in_parallel(by, west):
    done = shift_boundary(WEST, EAST, by, plane(), JOIN_M)
    assert [shape.area for shape in done.shapes] == [pytest.approx(west), pytest.approx(20000 - west)]


@pytest.mark.parametrize("by", [100, 150, -100])
def test_beyond_the_plots_nothing_moves(by):
    assert codes(shift_boundary(WEST, EAST, by, plane(), JOIN_M)) == ["drawing.shift_too_far"]


def test_plots_that_only_meet_in_a_point_have_no_common_boundary():
    done = shift_boundary(WEST, box(100, 100, 200, 200), 5, plane(), JOIN_M)
    assert codes(done) == ["drawing.no_single_common_boundary"]


def test_a_bent_boundary_keeps_its_form():
    west = area([(0, 0), (100, 0), (120, 50), (100, 100), (0, 100)])
    east = area([(100, 0), (200, 0), (200, 100), (100, 100), (120, 50)])
    done = shift_boundary(west, east, 5, plane(), JOIN_M)
    assert sum(shape.area for shape in done.shapes) == pytest.approx(20000)
    assert done.shapes[0].area > west.area


@pytest.mark.parametrize(("by", "north"), [(10, 111), (-10, 109)])
def test_a_boundary_between_slanting_sides_ends_on_them_and_leaves_no_corner_on_the_way(by, north):
    west, east = area([(0, 0), (100, 0), (100, 110), (0, 100)]), area([(100, 0), (200, 0), (200, 120), (100, 110)])
    done = shift_boundary(west, east, by, plane(), JOIN_M)
    x = at(100 + by, 0)[0]
    for shape in done.shapes:
        on_the_line = [corner for corner in vertices_of(shape) if abs(corner[0] - x) < 0.001]
        assert sorted(on_the_line) == [pytest.approx(at(100 + by, 0)), pytest.approx(at(100 + by, north))]


@pytest.mark.parametrize("target", [1, 5000, 9999.99, 12345.67, 19990])
def test_a_boundary_moves_until_the_area_is_met(target):
    done = shift_boundary_to_area(WEST, EAST, target, plane(), JOIN_M)
    assert done.shapes[0].area == pytest.approx(target, abs=0.001)
    assert sum(shape.area for shape in done.shapes) == pytest.approx(20000, abs=1e-6)


@pytest.mark.parametrize("target", [0, -5, 20000, 25000])
def test_an_area_that_can_not_be_is_refused(target):
    assert codes(shift_boundary_to_area(WEST, EAST, target, plane(), JOIN_M)) == ["drawing.area_out_of_range"]


@settings(max_examples=examples(40))
@given(shape=plots(), bearing=st.integers(0, 179), by=st.integers(-9000, 9000).map(lambda n: n / 1000))
def test_a_shift_conserves_the_whole(shape, bearing, by):
    lots = split_into_lots(shape, 2, sweep_along_bearing(bearing), plane()).shapes
    done = shift_boundary(*lots, by, plane(), JOIN_M)
    if done.is_refused:
        return
    assert sum(part.area for part in done.shapes) == pytest.approx(shape.area, abs=1e-3)
    assert (done.shapes[0].area - lots[0].area) * by >= -1e-6


def test_shared_vertices_are_the_same_point_whatever_the_order():
    a, b = box(0, 0, 100, 100), area([(100.0005, 0), (200, 0), (200, 100), (100.0005, 100), (100, 50)])
    shared = share_vertices({"a": a, "b": b}, JOIN_M)
    common = set(vertices_of(shared["a"])) & set(vertices_of(shared["b"]))
    assert len(common) == 3
    assert shapely.area(shared["a"]) == pytest.approx(10000)
