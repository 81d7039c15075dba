"""Unions of polygons: the area is that of the members, near the origin too, where GEOS alone loses whole lots."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon
from shapely.ops import split

from gisapp.kernel.errors import Invalid
from gisapp.kernel.union import union_of_areas

LOST_BY_GEOS = (8, 55, 62, 175)
"""Seeds of divisions of which shapely's own union loses more than a square metre and is valid."""


def division(seed: int) -> tuple[Polygon, list[Polygon]]:
    """Return a piece of ground around the origin and what straight cuts make of it, without gap or overlap."""
    draw = np.random.default_rng(seed)
    reach = draw.uniform(50, 800)
    whole = Polygon([(-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach)])
    if seed % 2:
        whole = Point(draw.uniform(-5, 5, 2)).buffer(reach)
    lots = [whole]
    for _ in range(draw.integers(4, 25)):
        lot = lots.pop(int(np.argmax(shapely.area(lots))))
        west, south, east, north = lot.bounds
        through, angle = draw.uniform([west, south], [east, north]), draw.uniform(0, np.pi)
        along = 1e5 * np.array([np.cos(angle), np.sin(angle)])
        parts = split(lot, LineString([through - along, through + along])).geoms
        lots += [part for part in parts if isinstance(part, Polygon)]
    return whole, lots


@given(st.integers(0, 10**6))
def test_the_lots_of_a_division_make_the_whole_again(seed: int):
    whole, lots = division(seed)
    union = union_of_areas(lots)
    assert union.area == pytest.approx(whole.area, abs=1e-3)
    assert shapely.symmetric_difference(union, whole, grid_size=1e-6).area < 0.01
    assert union.is_valid


@pytest.mark.parametrize("seed", LOST_BY_GEOS)
def test_lots_that_geos_alone_loses_are_kept(seed: int):
    whole, lots = division(seed)
    assert sum(lot.area for lot in lots) == pytest.approx(whole.area, abs=1e-3)
    assert shapely.union_all(lots).area < whole.area - 1
    assert union_of_areas(lots).area == pytest.approx(whole.area, abs=1e-3)


def test_ground_under_three_members_counts_once():
    squares = [
        shapely.box(0, 0, 10, 10),
        shapely.box(5, 0, 15, 10),
        shapely.box(5, 5, 15, 15),
        shapely.box(0, 5, 10, 15),
    ]
    assert union_of_areas(squares).area == 225
    assert union_of_areas([squares[0]] * 5).equals(squares[0])


def test_vertices_stay_where_they_are_when_nothing_is_lost():
    west = Polygon(
        [(38450000.123456, 3730000.1), (38450100.7, 3730000.2), (38450100.7, 3730100.3), (38450000.1, 3730100.4)]
    )
    east = shapely.transform(west, lambda at: [2 * 38450100.7, 0] + at * [-1, 1])
    assert set(map(tuple, shapely.get_coordinates(union_of_areas([west, east])))) <= set(
        map(tuple, shapely.get_coordinates([west, east]))
    )


def test_nothing_and_empty_members_give_an_empty_polygon():
    assert union_of_areas([]).is_empty
    assert union_of_areas(np.array([None, Polygon()], dtype=object)).is_empty


def test_ground_that_no_grid_can_unite_is_refused_with_what_to_do():
    bow = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    with pytest.raises(Invalid) as refusal:
        union_of_areas([bow, shapely.box(2, -5, 8, 20)])
    assert refusal.value.code == "geometry.union_lost_ground"
    assert "重试" in refusal.value.message_zh
