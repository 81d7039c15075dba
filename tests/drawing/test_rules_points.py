"""Numbers: bearings and distances, misclosure, and what was typed comes out as typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.drawing.rules.cut import split_by_lines
from gisapp.drawing.rules.plane import Plane, vertices_of
from gisapp.drawing.rules.survey_points import carry_points
from gisapp.drawing.rules.traverse import Leg, read_bearing, run_traverse
from gisapp.land.typed_shape import read_shape
from tests.drawing.shapes_in_plane import EPSG, JOIN_M, line, plane, plots

START = (Decimal("3719000.000"), Decimal("560000.000"))


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("45.5", 45.5),
        ("0", 0),
        ("360", 360),
        ("45°30′00″", 45.5),
        ("45°30'36\"", 45.51),
        ("45-30-36", 45.51),
        ("45 30 36", 45.51),
        ("45度30分36秒", 45.51),
        ("N45°30′E", 45.5),
        ("S45°30′E", 134.5),
        ("S45°30′W", 225.5),
        ("N45°30′W", 314.5),
        ("北45.5东", 45.5),
        ("361", None),
        ("-1", None),
        ("45°61′", None),
        ("N91E", None),
        ("abc", None),
        ("", None),
    ],
)
def test_bearings_are_read_as_they_are_written(text, degrees):
    read = read_bearing(text)
    assert read == (None if degrees is None else pytest.approx(degrees))


def legs(*pairs):
    return [Leg(bearing, Decimal(distance)) for bearing, distance in pairs]


def test_a_square_closes():
    run = run_traverse(START, legs((0, "100"), (90, "100"), (180, "100"), (270, "100")), end=START)
    assert run.closure_m == 0
    assert run.relative is None
    assert run.findings == []
    assert run.points[2] == (Decimal("3719100.000"), Decimal("560100.000"))


def test_a_misclosure_is_told_and_left_until_it_is_distributed():
    walk = legs((0, "100"), (90, "100"), (180, "100"), (270, "99.8"))
    open_run = run_traverse(START, walk, end=START)
    assert (open_run.closure_x_m, open_run.closure_y_m, open_run.relative) == (0, Decimal("0.200"), 1999)
    assert open_run.points[-1] == (Decimal("3719000.000"), Decimal("560000.200"))
    assert open_run.findings[0].code == "drawing.traverse_misclosure"
    adjusted = run_traverse(START, walk, end=START, adjust=True)
    assert adjusted.points[-1] == START
    # a quarter of the way takes a quarter of the misclosure
    assert adjusted.points[1][1] == Decimal("559999.950")


@pytest.mark.parametrize(("least", "severity"), [(1998, "info"), (1999, "info"), (2000, "warning")])
def test_a_misclosure_beyond_the_limit_is_a_warning(least, severity):
    walk = legs((0, "100"), (90, "100"), (180, "100"), (270, "99.8"))
    assert run_traverse(START, walk, end=START, least_relative=least).findings[0].severity == severity


@pytest.mark.parametrize("walk", [[], legs((0, "0")), legs((0, "-1"))])
def test_a_leg_without_length_is_none(walk):
    assert run_traverse(START, walk).findings[0].code == "drawing.traverse_leg_unusable"


@given(
    st.lists(
        st.tuples(st.floats(0, 360), st.integers(1, 500_000).map(lambda n: Decimal(n) / 1000)), min_size=1, max_size=12
    )
)
def test_an_adjusted_traverse_ends_where_it_should_to_the_millimetre(walk):
    run = run_traverse(START, [Leg(bearing, distance) for bearing, distance in walk], end=START, adjust=True)
    assert run.points[-1] == START
    assert all(value.as_tuple().exponent == -3 for point in run.points[1:-1] for value in point)


def typed(shape, *, prefix=""):
    points = [
        {"no": f"J{n}", "x": f"{y:.3f}", "y": f"{prefix}{x:.3f}"}
        for n, (x, y) in enumerate(list(shape.exterior.coords)[:-1], start=1)
    ]
    return {"epsg": 4526 if prefix else EPSG, "rings": [{"ring": 1, "points": points}]}


@given(shape=plots(), prefixed=st.booleans())
def test_typed_millimetres_come_out_as_typed_after_storage_and_a_split(shape, prefixed):
    paper = typed(shape, prefix="38" if prefixed else "")
    stored, points = read_shape(None, paper)
    ground = Plane(EPSG)
    parts = split_by_lines(ground.read(stored).geoms[0], [line((-500, 200), (900, 201))], ground, JOIN_M).shapes
    delivered = {(point["x"], point["y"]) for point in points["rings"][0]["points"]}
    seen = set()
    for part in parts:
        carried = carry_points(part, [points], ground)
        for point in carried["rings"][0]["points"]:
            if "computed" not in point:
                seen.add((point["x"], point["y"]))
    assert not parts or seen == delivered


@given(shape=plots())
def test_writing_gives_back_the_very_same_degrees(shape):
    stored, _ = read_shape(None, typed(shape))
    ground = Plane(EPSG)
    assert vertices_of(ground.write(ground.read(stored))) == vertices_of(stored)


def test_new_corners_are_numbered_on_and_marked():
    ground = plane()
    from tests.drawing.shapes_in_plane import box

    square = box(0, 0, 100, 100)
    part = split_by_lines(square, [line((-10, 30), (110, 30))], ground, JOIN_M).shapes[0]
    carried = carry_points(part, [typed(square, prefix="38")], ground)
    new = [point for point in carried["rings"][0]["points"] if point.get("computed")]
    assert {point["no"] for point in new} == {"J5", "J6"}
    assert {point["y"] for point in new} == {"38560000.000", "38560100.000"}


def test_without_a_paper_nobody_takes_computed_figures_for_surveyed_ones():
    from tests.drawing.shapes_in_plane import box

    assert carry_points(box(0, 0, 1, 1), [None, {}], plane()) is None
