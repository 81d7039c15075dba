"""Shapes held against park and neighbours: one or many at once, each on its own day."""

from __future__ import annotations

from datetime import timedelta

import shapely
from sqlalchemy.orm import Session

from gisapp.land.placement import Placing, check_placement, check_placements
from gisapp.land.typed_shape import multi
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.plot_rules import on_ground
from tests.conftest import TODAY


def box(east: float, north: float, width: float = 100, height: float = 100) -> shapely.MultiPolygon:
    return multi(on_ground(shapely.box(east, north, east + width, north + height)))


def test_many_shapes_are_answered_in_their_order_each_as_if_it_were_alone(db: Session) -> None:
    park = a_park(db)
    plot = a_plot(db, park, "P4-001", box=(100, 100, 200, 300))
    bow = shapely.MultiPolygon([shapely.Polygon([(114.65, 33.6), (114.66, 33.61), (114.66, 33.6), (114.65, 33.61)])])
    shapes = [
        (box(150, 150), TODAY, None),
        (bow, TODAY, None),
        (box(100, 100, 200, 300), TODAY, plot),
        (box(1000, 1000), TODAY, None),
        (box(1950, 1000), TODAY, None),
        (box(150, 150), TODAY + timedelta(days=30), None),
    ]
    placings = [Placing(shape, day, park.park_id, "园区", 4547, own) for shape, day, own in shapes]
    together = check_placements(db, placings)
    assert [[one.code for one in found] for found in together] == [
        ["plot.overlaps_plot"],
        ["boundary.self_intersection"],
        [],
        [],
        ["plot.outside_park"],
        ["plot.overlaps_plot"],
    ]
    for (shape, day, own), found in zip(shapes, together, strict=True):
        alone = check_placement(db, park.code, shape, day, plot_id=own)
        assert [(one.code, one.measured) for one in alone] == [(one.code, one.measured) for one in found]
    assert check_placements(db, []) == []
