"""The shortest round: every stop once, never longer than as chosen, the shortest where it can be known."""

from __future__ import annotations

import random
from itertools import permutations
from math import cos, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gisapp.patrol.rules.route import round_length, shortest_round
from tests.harness.examples import examples

PLACES = st.tuples(st.floats(0, 5000), st.floats(0, 5000))


@given(points=st.lists(PLACES, min_size=0, max_size=14), base=st.none() | PLACES)
@settings(max_examples=examples(150))
def test_every_stop_is_visited_once_and_no_round_is_longer_than_as_chosen(points, base):
    order = shortest_round(points, base)
    assert sorted(order) == list(range(len(points)))
    assert round_length(points, order, base) <= round_length(points, range(len(points)), base) + 1e-6


@pytest.mark.parametrize("base", [None, (0.0, 0.0)])
@pytest.mark.parametrize("seed", range(6))
def test_eight_stops_are_as_short_as_can_be(seed: int, base: tuple[float, float] | None):
    """One more than is tried in full: what is mended step by step reaches the shortest one."""
    dice = random.Random(seed)
    points = [(dice.uniform(0, 3000), dice.uniform(0, 3000)) for _ in range(8)]
    best = min(round_length(points, order, base) for order in permutations(range(8)))
    assert round_length(points, shortest_round(points, base), base) <= best * 1.02


def test_sixty_stops_on_a_ring_are_walked_round_it():
    points = [(1000 * cos(2 * pi * k / 60), 1000 * sin(2 * pi * k / 60)) for k in range(60)]
    random.Random(3).shuffle(points)
    assert round_length(points, shortest_round(points)) < 2 * pi * 1000


def test_the_same_stops_give_the_same_order():
    points = [(float(k * 37 % 101), float(k * 53 % 97)) for k in range(40)]
    assert shortest_round(points, (0, 0)) == shortest_round(points, (0, 0))


def test_equal_places_and_one_place():
    assert shortest_round([]) == []
    assert shortest_round([(1, 1)], (0, 0)) == [0]
    assert sorted(shortest_round([(1, 1)] * 9)) == list(range(9))
