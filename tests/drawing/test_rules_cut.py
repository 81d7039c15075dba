"""Cutting by lines: what is cut, what is kept, and why a line did not cut."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon
from shapely.ops import unary_union

from gisapp.drawing.rules.cut import split_by_lines
from gisapp.drawing.rules.plane import vertices_of
from gisapp.drawing.rules.vertices import put_into_neighbours
from tests.drawing.shapes_in_plane import JOIN_M, around, at, box, crossing_lines, line, plane, plots
from tests.harness.examples import examples

SQUARE = box(0, 0, 100, 100)
WITH_HOLE = box(0, 0, 100, 100, [around(40, 40, 60, 60)])


def cut(shape, *lines, extend=False):
    return split_by_lines(shape, lines, plane(), JOIN_M, extend=extend)


def codes(outcome):
    return [finding.code for finding in outcome.findings]


def test_a_line_across_makes_two_plots_and_names_its_new_corners():
    done = cut(SQUARE, line((-10, 30), (110, 30)))
    assert sorted(round(shape.area, 6) for shape in done.shapes) == [3000, 7000]
    assert {(round(x, 6), round(y, 6)) for x, y in done.new_corners} == {at(0, 30), at(100, 30)}
    assert codes(done) == []


def test_several_lines_make_a_grid():
    done = cut(SQUARE, line((-1, 50), (101, 50)), line((50, -1), (50, 101)))
    assert [round(shape.area, 6) for shape in done.shapes] == [2500] * 4


def test_a_line_may_bend_inside():
    done = cut(SQUARE, line((0, 50), (50, 80), (100, 50)))
    assert sorted(round(shape.area, 6) for shape in done.shapes) == [3500, 6500]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([line((0, 120), (100, 120))], "drawing.cut_misses"),
        ([line((-10, 50), (60, 50))], "drawing.cut_stops_inside"),
        ([line((20, 50), (80, 50))], "drawing.cut_lies_inside"),
        ([line((-10, 0), (110, 0))], "drawing.cut_along_boundary"),
        ([line((50, 50), (50, 50))], "drawing.cut_has_no_length"),
        ([line((-10, 20), (110, 20), (50, 60), (50, -10))], "drawing.cut_crosses_itself"),
    ],
)
def test_a_line_that_does_not_cut_is_kept_and_says_why(lines, code):
    done = cut(SQUARE, *lines)
    assert codes(done) == [code]
    assert done.is_refused
    assert done.kept_lines == lines
    assert done.shapes == []
    finding = done.findings[0]
    assert all((finding.message_zh, finding.fix_zh, finding.message_en, finding.fix_en))


@pytest.mark.parametrize(("gap_m", "cuts"), [(0.001, True), (0.002, False)])
def test_an_end_short_of_the_side_by_the_tolerance_still_cuts(gap_m, cuts):
    done = cut(SQUARE, line((-10, 50), (100 - gap_m * 0.999, 50)))
    assert done.is_refused is not cuts
    if not cuts:
        assert done.findings[0].measured == "0.002 米"


def test_a_line_that_stops_inside_cuts_when_it_is_led_on():
    done = cut(SQUARE, line((20, 20), (60, 60)), extend=True)
    assert sorted(round(shape.area, 6) for shape in done.shapes) == [5000, 5000]


def test_a_line_from_outside_to_the_hole_does_not_cut_and_two_do():
    one = cut(WITH_HOLE, line((-10, 50), (50, 50)))
    assert codes(one) == ["drawing.cut_only_reaches_hole"]
    two = cut(WITH_HOLE, line((-10, 50), (50, 50)), line((50, 50), (110, 50)))
    assert sorted(round(shape.area, 6) for shape in two.shapes) == [4800, 4800]
    assert all(not shape.interiors for shape in two.shapes)


def test_a_line_across_the_hole_leaves_the_hole_empty():
    done = cut(WITH_HOLE, line((-10, 50), (110, 50)))
    assert sum(shape.area for shape in done.shapes) == pytest.approx(WITH_HOLE.area, abs=1e-6)
    assert len(done.shapes) == 2


def test_a_line_beside_the_hole_leaves_the_hole_whole():
    done = cut(WITH_HOLE, line((20, -10), (20, 110)))
    assert sorted(len(shape.interiors) for shape in done.shapes) == [0, 1]


def test_one_of_two_lines_may_fail_and_is_kept_with_a_warning():
    good, bad = line((-10, 30), (110, 30)), line((40, 50), (60, 50))
    done = cut(SQUARE, good, bad)
    assert len(done.shapes) == 2
    assert codes(done) == ["drawing.cut_lies_inside"]
    assert done.findings[0].severity == "warning"
    assert done.kept_lines == [bad]


def test_a_loose_end_leaves_no_vertex_behind():
    done = cut(SQUARE, line((-10, 30), (110, 30)), line((50, -10), (50, 20)))
    assert len(done.shapes) == 2
    assert at(50, 0) not in {vertex for shape in done.shapes for vertex in vertices_of(shape)}


def test_a_line_near_a_corner_goes_through_the_corner():
    done = cut(SQUARE, line((-0.0004, 0), (100.0004, 100)))
    assert done.new_corners == []
    assert all(len(vertices_of(shape)) == 3 for shape in done.shapes)


def test_parts_that_no_line_touches_go_with_the_largest_piece():
    two = shapely.MultiPolygon([SQUARE, box(200, 0, 220, 20)])
    done = cut(two, line((-10, 30), (110, 30)))
    assert sorted(round(shape.area) for shape in done.shapes) == [3000, 7400]
    assert codes(done) == ["drawing.cut_leaves_part"]


def test_a_neighbour_takes_the_new_corner_to_the_last_bit():
    neighbour = box(100, 0, 200, 100)
    done = cut(SQUARE, line((-10, 33.333), (110, 47.777)))
    changed = put_into_neighbours({"n": neighbour, "far": box(300, 0, 400, 10)}, done.new_corners, JOIN_M)
    assert list(changed) == ["n"]
    corner = next(vertex for vertex in done.new_corners if vertex[0] > at(50, 0)[0])
    assert corner in vertices_of(changed["n"])
    assert changed["n"].area == pytest.approx(neighbour.area, abs=1e-6)


@settings(max_examples=examples(150))
@given(shape=plots(), lines=st.lists(crossing_lines(), min_size=1, max_size=4))
def test_the_parts_are_the_whole_to_the_square_centimetre(shape, lines):
    done = cut(shape, *lines)
    if done.is_refused:
        assert done.kept_lines
        return
    assert sum(part.area for part in done.shapes) == pytest.approx(shape.area, abs=1e-4)
    assert unary_union(done.shapes).symmetric_difference(shape).area < 1e-3
    for index, one in enumerate(done.shapes):
        assert one.is_valid
        for other in done.shapes[index + 1 :]:
            assert one.intersection(other).area < 1e-6
            assert _vertices_on_common_sides_are_the_same(one, other)
    assert set(vertices_of(shape)) <= {vertex for part in done.shapes for vertex in vertices_of(part)}


def _vertices_on_common_sides_are_the_same(one: Polygon, other: Polygon) -> bool:
    mine, theirs = set(vertices_of(one)), set(vertices_of(other))
    return all(vertex in theirs or other.boundary.distance(shapely.Point(vertex)) > 1e-6 for vertex in mine) and all(
        vertex in mine or one.boundary.distance(shapely.Point(vertex)) > 1e-6 for vertex in theirs
    )
