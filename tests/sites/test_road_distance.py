"""How far along the roads, and when is it a straight line?"""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gisapp.sites.rules.road_distance import Goal, RoadNetwork, drive_minutes, measure_distances

CROSS = [shapely.LineString([(0, 0), (1000, 0)]), shapely.LineString([(500, -500), (500, 500)])]


def measured(points, goals, lines=CROSS, reach=100.0):
    network = RoadNetwork(lines, reach)
    found = measure_distances(network, goals, shapely.points(points), ["rail"])["rail"]
    return [(round(float(m), 6), bool(b)) for m, b in zip(found.metres, found.by_road, strict=True)]


def test_along_two_streets_with_the_ways_from_and_to_them():
    # 20 m to the street, 400 to the crossing, 300 up, 10 to the goal
    assert measured([(100, 20)], [Goal("rail", 510, 300)]) == [(730.0, True)]


@pytest.mark.parametrize(("gap", "by_road"), [(100.0, True), (100.01, False)])
def test_a_site_is_on_the_network_up_to_its_reach(gap, by_road):
    (answer,) = measured([(100, gap)], [Goal("rail", 900, 0)])
    assert answer[1] is by_road
    assert answer[0] == pytest.approx(800 + gap if by_road else float(np.hypot(800, gap)))


def test_a_goal_beyond_the_roads_is_told_as_a_straight_line():
    assert measured([(0, 0)], [Goal("rail", 3000, 4000)]) == [(5000.0, False)]


def test_streets_that_do_not_meet_lead_nowhere():
    apart = [shapely.LineString([(0, 0), (400, 0)]), shapely.LineString([(600, 0), (1000, 0)])]
    assert measured([(0, 0)], [Goal("rail", 1000, 0)], apart) == [(1000.0, False)]


def test_on_one_street_the_way_is_the_piece_between():
    assert measured([(100, 0)], [Goal("rail", 350, 0)]) == [(250.0, True)]


def test_without_roads_everything_is_a_straight_line():
    assert measured([(0, 0)], [Goal("rail", 30, 40)], []) == [(50.0, False)]


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(-90, 90)), min_size=1, max_size=8))
def test_no_way_along_roads_is_shorter_than_the_straight_line(points):
    goal = Goal("rail", 500, 480)
    for (metres, _), (x, y) in zip(measured(points, [goal]), points, strict=True):
        assert metres >= float(np.hypot(x - 500, y - 480)) - 1e-3


@pytest.mark.parametrize(
    ("metres", "speed", "minutes"),
    [(0, 40, 1), (666, 40, 1), (667, 40, 2), (40_000, 40, 60), (40_001, 40, 61), (1000, 60, 1)],
)
def test_driving_time_is_rounded_up_to_whole_minutes(metres, speed, minutes):
    assert drive_minutes(metres, speed) == minutes
