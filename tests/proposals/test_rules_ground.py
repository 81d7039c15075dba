"""How much ground a plot has from which: measured on the shapes, with what is noise and what is unknown told apart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import shapely

from gisapp.proposals.rules.ground import ground_shares, with_true_origins
from gisapp.proposals.rules.net import FinalPlot, NetResult
from tests.builders.proposal import box, outline


def a_net(drawn: Any, *before: Any, continues: int | None = None) -> NetResult:
    """One plot drawn from plots 1, 2, … of the register."""
    bases = {number: {"wkb": shapely.to_wkb(shape)} for number, shape in enumerate(before, 1)}
    final = FinalPlot({"id": 9, "wkb": shapely.to_wkb(drawn)}, continues, tuple(bases), frozenset({"adjust"}), 1)
    return NetResult((final,), bases, (), (), {})


def origins(net: NetResult) -> tuple[int, ...]:
    return with_true_origins(net, ground_shares(net, 4547)).finals[0].ancestors


@pytest.mark.parametrize(
    ("width", "of"),
    [(0.0, (1,)), (0.0001, (1,)), (0.0002, (1, 2)), (5, (1, 2))],
    ids=["none", "a hundredth of a square metre", "two hundredths", "a strip"],
)
def test_an_origin_has_more_ground_in_it_than_noise(width: float, of: tuple[int, ...]):
    """A strip 100 m long: 0.1 mm wide it is 0.01 ㎡ and noise."""
    drawn = box(0, 0, 100 + width, 100)
    assert origins(a_net(drawn, box(0, 0, 100, 100), box(100, 0, 50, 100))) == of


def test_a_plot_that_goes_on_is_its_own_origin_wherever_it_moved():
    assert origins(a_net(box(500, 0, 10, 10), box(0, 0, 10, 10), continues=1)) == (1,)
    assert origins(a_net(box(500, 0, 10, 10), box(0, 0, 10, 10))) == ()


def test_ground_is_measured_in_the_plane_to_the_hundredth():
    shares = ground_shares(a_net(box(0, 0, 150, 100), box(0, 0, 100, 100), box(100, 0, 200, 100)), 4547)
    assert shares == {(1, 9): Decimal("10000.00"), (2, 9): Decimal("5000.00")}


def test_where_a_shape_is_broken_nobody_is_left_out():
    crossed = outline(shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]))
    net = a_net(crossed, box(0, 0, 100, 100), box(500, 0, 50, 100))
    assert ground_shares(net, 4547) == {}
    assert origins(net) == (1, 2)
