"""Merging, holes, set-backs and right angles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Point

from gisapp.drawing.rules.cut import split_by_lines
from gisapp.drawing.rules.hole import cut_hole, fill_hole
from gisapp.drawing.rules.merge import merge
from gisapp.drawing.rules.plane import vertices_of
from gisapp.drawing.rules.right_angles import make_right_angles
from gisapp.drawing.rules.set_back import set_back, sides_of
from tests.drawing.shapes_in_plane import JOIN_M, area, around, at, box, crossing_lines, plane, plots
from tests.harness.examples import examples

SQUARE = box(0, 0, 100, 100)
LIMITS = {"tolerance_m": JOIN_M, "gap_m": 0.2, "overlap_m2": 1.0}


def codes(outcome):
    return [finding.code for finding in outcome.findings]


def test_two_plots_with_a_common_side_become_one():
    done = merge([SQUARE, box(100, 20, 200, 80)], plane(), **LIMITS)
    assert done.shapes[0].area == pytest.approx(16000)
    assert codes(done) == []


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (box(100, 100, 200, 200), "drawing.merge_not_touching"),
        (box(100.2, 0, 200, 100), "drawing.merge_gap"),
        (box(100.201, 0, 200, 100), "drawing.merge_not_touching"),
        (box(99.98, 0, 200, 100), "drawing.merge_overlap"),
    ],
)
def test_plots_that_do_not_meet_in_a_side_are_not_merged(other, code):
    done = merge([SQUARE, other], plane(), **LIMITS)
    assert codes(done) == [code]
    assert done.is_refused
    assert done.findings[0].geometry


def test_sides_within_a_millimetre_are_one_side():
    assert not merge([SQUARE, box(100.001, 0, 200, 100)], plane(), **LIMITS).is_refused


def test_a_gap_is_closed_only_when_asked_and_its_area_is_told():
    done = merge([SQUARE, box(100.1, 0, 200, 100)], plane(), **LIMITS, close_gaps=True)
    assert not done.is_refused
    assert done.shapes[0].area == pytest.approx(20000, abs=1e-6)
    told = next(finding for finding in done.findings if finding.code == "drawing.merge_area_changed")
    assert told.measured == "+10.00 ㎡"


def test_a_sliver_between_touching_plots_stays_until_it_is_closed():
    other = area([(100, 0), (200, 0), (200, 100), (100, 100), (100, 80), (100.05, 50), (100, 20)])
    left = merge([SQUARE, other], plane(), **LIMITS)
    assert codes(left) == ["drawing.merge_gap"]
    assert len(left.shapes[0].interiors) == 1
    closed = merge([SQUARE, other], plane(), **LIMITS, close_gaps=True)
    assert len(closed.shapes[0].interiors) == 0
    assert closed.shapes[0].area == pytest.approx(20000, abs=1e-6)


def test_one_plot_alone_is_no_merger():
    assert codes(merge([SQUARE], plane(), **LIMITS)) == ["drawing.merge_needs_two"]


@settings(max_examples=examples(80))
@given(shape=plots(), lines=st.lists(crossing_lines(), min_size=1, max_size=3))
def test_what_was_split_merges_back_to_the_same_ground(shape, lines):
    parts = split_by_lines(shape, lines, plane(), JOIN_M).shapes
    if len(parts) < 2:
        return
    back = merge(parts, plane(), **LIMITS)
    assert not back.is_refused, codes(back)
    assert back.shapes[0].area == pytest.approx(shape.area, abs=1e-4)
    assert back.shapes[0].symmetric_difference(shape).area < 1e-3


def test_a_hole_is_cut_out_kept_as_a_plot_and_filled_again():
    ring = box(40, 40, 60, 60)
    assert cut_hole(SQUARE, ring, plane(), JOIN_M).shapes[0].area == 9600
    rest, inner = cut_hole(SQUARE, ring, plane(), JOIN_M, keep_inner=True).shapes
    assert (rest.area, inner.area) == (9600, 400)
    assert set(vertices_of(inner)) < set(vertices_of(rest))
    assert fill_hole(rest, at(50, 50), plane()).shapes[0].equals(SQUARE)
    assert codes(fill_hole(SQUARE, at(50, 50), plane())) == ["drawing.no_hole_here"]


@pytest.mark.parametrize(
    ("ring", "code"),
    [
        (box(90, 40, 110, 60), "drawing.hole_not_inside"),
        (box(0.001, 40, 20, 60), "drawing.hole_touches_boundary"),
        (area([(40, 40), (60, 60), (60, 40), (40, 60)]), "drawing.hole_invalid"),
    ],
)
def test_a_hole_that_is_none_is_refused(ring, code):
    assert codes(cut_hole(SQUARE, ring, plane(), JOIN_M)) == [code]


def test_a_hole_clear_of_the_boundary_by_more_than_the_tolerance_is_one():
    assert not cut_hole(SQUARE, box(0.0021, 40, 20, 60), plane(), JOIN_M).is_refused


def test_a_set_back_on_all_sides_keeps_corners_square():
    done = set_back(SQUARE, [5], plane())
    assert done.shapes[0].equals(box(5, 5, 95, 95))


def test_a_set_back_at_an_inner_corner_is_mitred():
    l_shape = area([(0, 0), (100, 0), (100, 40), (40, 40), (40, 100), (0, 100)])
    done = set_back(l_shape, [5], plane())
    assert done.shapes[0].symmetric_difference(
        area([(5, 5), (95, 5), (95, 35), (35, 35), (35, 95), (5, 95)])
    ).area == pytest.approx(0, abs=1e-6)


def test_each_side_has_its_own_set_back():
    sides = sides_of(SQUARE)
    distances = [10.0 if abs(a[1] - b[1]) < 1e-6 and a[1] == at(0, 0)[1] else 0.0 for a, b in sides]
    done = set_back(SQUARE, distances, plane(), keep_strip=True)
    assert [round(shape.area, 6) for shape in done.shapes] == [9000, 1000]
    assert {(round(x, 6), round(y, 6)) for x, y in done.new_corners} == {at(0, 10), at(100, 10)}


def test_at_an_obtuse_corner_the_line_runs_on_to_the_next_side():
    shape = area([(0, 0), (100, 0), (150, 50), (150, 100), (0, 100)])
    bottom = [10.0 if a[1] == b[1] == at(0, 0)[1] else 0.0 for a, b in sides_of(shape)]
    inner = set_back(shape, bottom, plane()).shapes[0]
    assert inner.symmetric_difference(area([(0, 10), (110, 10), (150, 50), (150, 100), (0, 100)])).area < 1e-6


def test_a_hole_is_kept_clear_of_too():
    ring = box(0, 0, 100, 100, [around(40, 40, 60, 60)])
    inner = set_back(ring, [5], plane()).shapes[0]
    assert inner.area == pytest.approx(90 * 90 - 30 * 30, abs=1e-6)


@pytest.mark.parametrize(("by", "left"), [(49.9, True), (50, False), (51, False)])
def test_nothing_left_is_told(by, left):
    done = set_back(SQUARE, [by], plane())
    assert (codes(done) == ["drawing.set_back_leaves_nothing"]) is not left


def test_a_waist_falls_apart_and_says_so():
    waist = area(
        [
            (0, 0),
            (40, 0),
            (40, 45),
            (60, 45),
            (60, 0),
            (100, 0),
            (100, 100),
            (60, 100),
            (60, 55),
            (40, 55),
            (40, 100),
            (0, 100),
        ]
    )
    done = set_back(waist, [6], plane())
    assert isinstance(done.shapes[0], MultiPolygon)
    assert "drawing.set_back_in_pieces" in codes(done)


@pytest.mark.parametrize("distances", [[], [0], [-1], [1, 2], [0, 0, 0, 0]])
def test_set_backs_that_mean_nothing_are_refused(distances):
    assert codes(set_back(SQUARE, distances, plane())) == ["drawing.set_back_distances"]


@settings(max_examples=examples(60))
@given(shape=plots(), by=st.integers(1, 15))
def test_what_is_left_keeps_its_distance_and_the_strip_makes_the_whole(shape, by):
    done = set_back(shape, [float(by)], plane(), keep_strip=True)
    if done.is_refused:
        return
    inner, *strip = done.shapes
    assert inner.boundary.distance(shape.boundary) >= by - 1e-6
    assert inner.area + sum(part.area for part in strip) == pytest.approx(shape.area, abs=0.02)


def turned(shape, degrees):
    from shapely import affinity

    return affinity.rotate(shape, degrees, origin=at(0, 0))


@pytest.mark.parametrize("degrees", [0, 17, 45, 88, -30])
def test_nearly_square_becomes_square_in_any_direction(degrees):
    rough = turned(area([(0, 0), (100.1, 0.2), (99.9, 80.1), (-0.1, 79.8)]), degrees)
    squared = make_right_angles(rough, plane(), tolerance_deg=5, most_m=1.0)
    assert codes(squared.outcome) == ["drawing.right_angles_shift"]
    points = np.asarray(vertices_of(squared.outcome.shapes[0]))
    for i in range(4):
        a, b = points[i - 1] - points[i], points[(i + 1) % 4] - points[i]
        assert abs(a @ b) / np.hypot(*a) / np.hypot(*b) < 1e-9
    assert 0.05 < squared.largest_shift_m < 0.5


def test_a_shift_beyond_the_limit_is_refused_with_its_measure():
    rough = area([(0, 0), (100, 3), (100, 80), (0, 80)])
    squared = make_right_angles(rough, plane(), tolerance_deg=10, most_m=0.5)
    assert codes(squared.outcome) == ["drawing.right_angles_shift_too_far"]
    assert squared.moves == {}


def test_a_slanting_side_beyond_the_tolerance_stays_slanting():
    cut_corner = area([(0, 0), (100, 0.3), (100, 60), (70, 100), (0, 100)])
    squared = make_right_angles(cut_corner, plane(), tolerance_deg=5, most_m=1).outcome.shapes[0]
    assert len(vertices_of(squared)) == 5


def test_a_held_corner_stays():
    rough = area([(0, 0), (100.1, 0.2), (99.9, 80.1), (-0.1, 79.8)])
    held = at(0, 0)
    squared = make_right_angles(rough, plane(), tolerance_deg=5, most_m=1, fixed=[held])
    nearest = min(vertices_of(squared.outcome.shapes[0]), key=lambda v: Point(v).distance(Point(held)))
    assert Point(nearest).distance(Point(held)) < 1e-6


def test_what_is_square_already_is_left_alone():
    squared = make_right_angles(SQUARE, plane(), tolerance_deg=5, most_m=1)
    assert codes(squared.outcome) == ["drawing.already_square"]
    assert squared.outcome.shapes[0] is SQUARE
