"""Splitting by area, ratio, number and frontage."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.ops import unary_union

from gisapp.drawing.rules.split import (
    MOST_LOTS,
    split_by_areas,
    split_by_frontage,
    split_by_ratio,
    split_into_lots,
    sweep_along_bearing,
    sweep_from_side,
)
from tests.drawing.shapes_in_plane import area, at, box, plane, plots
from tests.harness.examples import examples

FIELD = box(0, 0, 200, 100)
EASTWARDS = sweep_along_bearing(0)
U_SHAPE = area([(0, 0), (100, 0), (100, 100), (80, 100), (80, 20), (20, 20), (20, 100), (0, 100)])


def areas(outcome):
    return [round(shape.area, 2) for shape in outcome.shapes]


def test_lots_follow_each_other_from_left_to_right_of_the_bearing():
    done = split_by_areas(FIELD, [5000, 2000], EASTWARDS, plane())
    assert areas(done) == [5000, 2000, 13000]
    assert [shape.centroid.x for shape in done.shapes] == sorted(shape.centroid.x for shape in done.shapes)


def test_from_the_right_the_first_lot_lies_east():
    done = split_by_areas(FIELD, [5000], sweep_along_bearing(0, from_right=True), plane())
    assert areas(done) == [5000, 15000]
    assert done.shapes[0].centroid.x > done.shapes[1].centroid.x


@pytest.mark.parametrize(
    ("start", "end"),
    [(at(0, 0), at(200, 0)), (at(200, 0), at(0, 0)), (at(200, 100), at(0, 100)), (at(0, 100), at(0, 0))],
)
def test_from_a_side_the_first_lot_lies_along_that_side(start, end):
    done = split_by_areas(FIELD, [4000], sweep_from_side(FIELD, start, end), plane())
    assert areas(done) == [4000, 16000]
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    assert done.shapes[0].boundary.distance(_point(middle)) < 1e-6


@pytest.mark.parametrize("wanted", [[0], [-1], [], [20000], [20000.0001], [15000, 6000]])
def test_a_target_that_leaves_nothing_is_refused(wanted):
    done = split_by_areas(FIELD, wanted, EASTWARDS, plane())
    assert [finding.code for finding in done.findings] == ["drawing.area_out_of_range"]
    assert done.shapes == []


@pytest.mark.parametrize("wanted", [0.01, 19999.99])
def test_a_hundredth_of_a_square_metre_is_met(wanted):
    done = split_by_areas(FIELD, [wanted], EASTWARDS, plane())
    assert done.shapes[0].area == pytest.approx(wanted, abs=0.0002)


def test_ratios_share_the_whole():
    assert areas(split_by_ratio(FIELD, [1, 1, 2], EASTWARDS, plane())) == [5000, 5000, 10000]


@pytest.mark.parametrize("ratio", [[1], [], [1, 0], [1, -2], [1, float("nan")], [1, float("inf")]])
def test_a_ratio_needs_two_numbers_above_nought(ratio):
    assert [f.code for f in split_by_ratio(FIELD, ratio, EASTWARDS, plane()).findings] == ["drawing.ratio_unusable"]


@pytest.mark.parametrize(("count", "works"), [(1, False), (2, True), (MOST_LOTS, True), (MOST_LOTS + 1, False)])
def test_lots_are_two_to_two_hundred(count, works):
    done = split_into_lots(FIELD, count, EASTWARDS, plane())
    assert done.is_refused is not works
    assert len(done.shapes) == (count if works else 0)


def test_equal_lots_in_a_slanting_plot_are_equal_to_the_square_decimetre():
    slanting = area([(0, 0), (150, 20), (170, 90), (10, 110)])
    done = split_into_lots(slanting, 7, sweep_along_bearing(11.25), plane())
    assert max(shape.area for shape in done.shapes) - min(shape.area for shape in done.shapes) < 0.001


def test_a_lot_over_a_bay_is_in_pieces_and_says_so():
    done = split_by_areas(U_SHAPE, [3600], sweep_along_bearing(90), plane())
    assert len(done.shapes) == 2
    assert "drawing.lot_in_pieces" not in {f.code for f in split_by_areas(U_SHAPE, [500], EASTWARDS, plane()).findings}
    upper = split_by_areas(U_SHAPE, [1000], sweep_along_bearing(90), plane())
    assert [f.code for f in upper.findings] == ["drawing.lot_in_pieces"]
    assert upper.findings[0].measured == "2"


def test_equal_frontage_gives_the_same_length_on_the_road():
    skew = area([(0, 0), (120, 0), (160, 80), (0, 60)])
    done = split_by_frontage(skew, 3, at(0, 0), at(120, 0), plane())
    assert len(done.shapes) == 3
    road = box(0, -1, 120, 0)
    assert [round(shape.intersection(road).length, 6) for shape in done.shapes] == [40, 40, 40]
    assert sum(shape.area for shape in done.shapes) == pytest.approx(skew.area, abs=1e-6)


@pytest.mark.parametrize("clicked", [((0, 0), (50, 0)), ((120, 0), (50, 0))])
def test_a_corner_that_bends_nothing_divides_no_frontage(clicked):
    """A neighbour's corner stands in the road side, give or take a millimetre."""
    field = area([(0, 0), (50, 0.001), (120, 0), (120, 60), (0, 60)])
    ends = [at(x, 0.001 if x == 50 else y) for x, y in clicked]
    done = split_by_frontage(field, 4, *ends, plane())
    road = box(0, -1, 120, 0.002)
    assert [round(shape.intersection(road).length / 2, 2) for shape in done.shapes] == [30, 30, 30, 30]


@pytest.mark.parametrize(("degrees", "shared"), [(0.999, 120), (1.001, 50)])
def test_a_road_that_bends_by_a_degree_is_another_side(degrees, shared):
    turn = 70 * math.tan(math.radians(degrees))
    field = area([(0, 0), (50, 0), (120, turn), (120, 60), (0, 60)])
    done = split_by_frontage(field, 2, at(0, 0), at(50, 0), plane())
    cut = max(shape.bounds[0] for shape in done.shapes) - at(0, 0)[0]
    assert cut == pytest.approx(shared / 2, abs=0.01)


@pytest.mark.parametrize(("bearing", "works"), [(84, True), (86, False), (90, False), (266, False)])
def test_dividing_lines_along_the_frontage_itself_are_refused(bearing, works):
    done = split_by_frontage(FIELD, 2, at(0, 0), at(200, 0), plane(), bearing_deg=bearing)
    assert ("drawing.frontage_parallel" not in [f.code for f in done.findings]) is works


@settings(max_examples=examples(80))
@given(
    shape=plots(),
    shares=st.lists(st.integers(1, 9), min_size=2, max_size=6),
    bearing=st.floats(0, 359.99),
    right=st.booleans(),
)
def test_parts_have_their_share_and_are_the_whole(shape, shares, bearing, right):
    done = split_by_ratio(shape, shares, sweep_along_bearing(bearing, from_right=right), plane())
    assert len(done.shapes) == len(shares)
    for part, share in zip(done.shapes, shares, strict=True):
        assert part.area == pytest.approx(shape.area * share / sum(shares), abs=0.005)
        assert part.is_valid
    assert sum(part.area for part in done.shapes) == pytest.approx(shape.area, abs=1e-4)
    assert unary_union(done.shapes).symmetric_difference(shape).area < 1e-3
    for index, one in enumerate(done.shapes):
        assert all(one.intersection(other).area < 1e-6 for other in done.shapes[index + 1 :])


def _point(xy):
    from shapely import Point

    return Point(xy)
