"""Drawn and typed shapes: what is typed to the millimetre is stored to the millimetre, and mistakes are named."""

from __future__ import annotations

import pytest
import shapely

from gisapp.kernel.crs import transformer
from gisapp.kernel.errors import Invalid
from gisapp.land.typed_shape import read_shape

RECTANGLE = [
    ("3719683.313", "38560330.618"),
    ("3719683.313", "38560630.618"),
    ("3719483.313", "38560630.618"),
    ("3719483.313", "38560330.618"),
]
HOLE = [
    ("3719603.313", "38560450.618"),
    ("3719563.313", "38560450.618"),
    ("3719563.313", "38560500.618"),
    ("3719603.313", "38560500.618"),
]


def typed(*rings, epsg=4526):
    return {
        "epsg": epsg,
        "rings": [
            {"ring": no, "points": [{"no": f"J{i}", "x": x, "y": y} for i, (x, y) in enumerate(ring, 1)]}
            for no, ring in enumerate(rings, 1)
        ],
    }


def planar(shape):
    return shapely.transform(shape, transformer(4490, 4547).transform, interleaved=False)


def test_a_typed_ring_with_a_hole_has_the_area_of_the_survey():
    shape, points = read_shape(None, typed(RECTANGLE, HOLE))
    assert planar(shape).area == pytest.approx(58_000, abs=1e-4)
    assert points["rings"][0]["points"][0]["x"] == "3719683.313"
    assert shape.geoms[0].exterior.coords[0] == pytest.approx((114.650013525, 33.601803059), abs=1e-9)


def test_typed_millimetres_come_back_as_millimetres():
    shape, _ = read_shape(None, typed(RECTANGLE))
    east, north = planar(shape).geoms[0].exterior.coords[0]
    assert (f"{north:.3f}", f"{east:.3f}") == ("3719683.313", "560330.618")


def test_a_second_ring_outside_the_first_is_a_further_part():
    far = [(x, str(float(y) + 1000)) for x, y in RECTANGLE]
    shape, _ = read_shape(None, typed(RECTANGLE, far))
    assert len(shape.geoms) == 2


def test_a_closing_point_is_not_counted_twice():
    shape, points = read_shape(None, typed([*RECTANGLE, RECTANGLE[0]]))
    assert len(points["rings"][0]["points"]) == 4
    assert len(shape.geoms[0].exterior.coords) == 5


@pytest.mark.parametrize(
    ("points", "code"),
    [
        (typed([(y, x) for x, y in RECTANGLE]), "plot.point_axes_swapped"),
        (typed([(x, y.replace("38", "39", 1)) for x, y in RECTANGLE]), "plot.point_other_zone"),
        (typed([(x, y[2:]) for x, y in RECTANGLE]), "plot.point_without_zone"),
        (typed([("北", "38560330.618"), *RECTANGLE[1:]]), "plot.point_not_number"),
        (typed([("1", "2"), *RECTANGLE[1:]]), "plot.point_out_of_range"),
        (typed(RECTANGLE[:2] + RECTANGLE[:1]), "plot.ring_too_short"),
        (typed(RECTANGLE, epsg=4214), "plot.crs_unsupported"),
        (None, "plot.shape_missing"),
    ],
)
def test_mistakes_are_named_and_say_what_to_do(points, code):
    with pytest.raises(Invalid) as error:
        read_shape(None, points)
    assert error.value.code == code
    assert error.value.message_zh.endswith("。")


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [114.6, 33.6]},
        {"type": "Polygon", "coordinates": []},
        {
            "type": "Polygon",
            "coordinates": [[[560000, 3719000], [560100, 3719000], [560100, 3719100], [560000, 3719000]]],
        },
        {"type": "Polygon"},
        {"coordinates": [[1]]},
        {"type": "Polygon", "coordinates": [[["a", "b"]]]},
        {"type": "Polygon", "coordinates": None},
        {},
    ],
)
def test_what_is_no_polygon_in_degrees_is_refused(geometry):
    with pytest.raises(Invalid):
        read_shape(geometry, None)
