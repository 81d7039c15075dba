"""Memory and database measure alike: what the rules say of place and overlap is what the register's own statement says, on random shapes."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from gisapp.land.placement import check_placement
from gisapp.land.typed_shape import multi
from gisapp.plot_rules.check_plots import check_plots
from gisapp.plot_rules.facts import PlotShape
from gisapp.plot_rules.terms import RuleMoment
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.plot_rules import on_ground
from tests.conftest import TODAY
from tests.harness.examples import examples

_KEPT: dict[str, Any] = {}
PLACED = {"plot.outside_park", "plot.overlaps_plot"}


@pytest.fixture(autouse=True)
def _register(db: Session) -> None:
    park = a_park(db)
    plots = [
        a_plot(db, park, "P4-001", box=(100, 100, 200, 300)),
        a_plot(db, park, "P4-002", box=(300, 100, 150, 300)),
        a_plot(db, park, "P4-003", box=(1800, 1800, 200, 200)),
    ]
    _KEPT.update(db=db, park=park, plots=plots)


def _number(text: str | None) -> float:
    return float((text or "").replace(",", "").split(" ")[0])


edge = st.floats(-100, 2100)
boxes = st.tuples(edge, edge, st.floats(5, 400), st.floats(5, 400)).map(
    lambda b: shapely.box(b[0], b[1], b[0] + b[2], b[1] + b[3])
)
near = st.floats(80, 480)
rings = st.lists(st.tuples(near, near), min_size=3, max_size=7).map(shapely.Polygon)


@settings(max_examples=examples(40))
@given(st.one_of(boxes, rings.filter(lambda one: one.is_valid and one.area > 5)), st.sampled_from([None, 0]))
def test_rules_and_register_say_the_same(shape: Any, own: int | None) -> None:
    session, park = _KEPT["db"], _KEPT["park"]
    plot_id = None if own is None else _KEPT["plots"][own]
    ground = multi(on_ground(shape))
    told = check_placement(session, park.code, ground, TODAY, plot_id=plot_id)
    run = check_plots(
        session, RuleMoment.PUBLISH, park.park_id, [PlotShape(str(plot_id or "new"), "P4-9", ground)], TODAY
    )
    ours = sorted((one.code, _number(one.finding.measured)) for one in run.findings if one.code in PLACED)
    theirs = sorted((one.code, _number(one.measured)) for one in told if one.code in PLACED)
    assert [code for code, _ in ours] == [code for code, _ in theirs]
    assert [area for _, area in ours] == pytest.approx([area for _, area in theirs], abs=0.02)
