"""Ground is divided without gap and overlap, whatever is cut: random divisions and random histories keep the sum."""

from __future__ import annotations

from datetime import date, timedelta
from math import isclose

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, box
from shapely.affinity import rotate

from gisapp.kernel.errors import Invalid
from gisapp.stock.rules.classify import Definition
from gisapp.stock.rules.cutting import cut_by_area, cut_by_line, cut_by_polygon
from gisapp.stock.rules.ground import tile
from gisapp.stock.rules.history import ApprovalGround, Part
from gisapp.stock.rules.supply_history import PlotState, Span
from gisapp.stock.rules.zone import EVER, Boundary, Planned, PlotVersion, ZoneFacts, patches_of_park
from gisapp.stock.terms import CutSide, PartUse, StockClass
from tests.harness.examples import examples

EAST, NORTH = 560_000.0, 3_719_000.0
START = date(2024, 1, 1)
DEFINITIONS = [
    (
        Span(date(2000, 1, 1), None),
        Definition(item, "定义", "口径", False, ("12",) if item is StockClass.NOT_FOR_SUPPLY else ()),
    )
    for item in StockClass
]


def rectangle(x: float, y: float, width: float, height: float) -> MultiPolygon:
    return MultiPolygon([box(EAST + x, NORTH + y, EAST + x + width, NORTH + y + height)])


boxes = st.builds(
    lambda x, y, w, h, turn: MultiPolygon([rotate(box(EAST + x, NORTH + y, EAST + x + w, NORTH + y + h), turn)]),
    st.floats(-200, 900),
    st.floats(-200, 900),
    st.floats(5, 600),
    st.floats(5, 600),
    st.floats(0, 90),
)


def overlap(shapes: list[MultiPolygon]) -> float:
    return sum(shape.area for shape in shapes) - shapely.union_all(shapes).area if shapes else 0.0


@settings(max_examples=examples(80))
@given(st.lists(boxes, max_size=9))
def test_any_pieces_laid_over_a_park_tile_it(pieces: list[MultiPolygon]):
    park = rectangle(0, 0, 1000, 1000)
    kept, rest = tile(park, pieces)
    shapes = [shape for shape in (*kept, rest) if shape.area]
    assert abs(sum(shape.area for shape in shapes) - park.area) < 0.1
    assert overlap(shapes) < 0.1


@settings(max_examples=examples(60))
@given(st.floats(0.02, 0.98), st.sampled_from(list(CutSide)), st.floats(0, 89))
def test_an_area_is_cut_off_to_the_square_centimetre(share: float, side: CutSide, turn: float):
    plot = MultiPolygon([rotate(rectangle(0, 0, 300, 180).geoms[0], turn)])
    wanted = plot.area * share
    pieces = cut_by_area(plot, wanted, side)
    assert abs(pieces[0].area - wanted) < 0.01
    assert abs(sum(piece.area for piece in pieces) - plot.area) < 0.01
    assert overlap(pieces) < 0.01


@settings(max_examples=examples(60))
@given(st.floats(-40, 340), st.floats(-40, 340), st.floats(-30, 30))
def test_a_line_across_cuts_into_pieces_that_are_the_plot(low: float, high: float, bend: float):
    plot = rectangle(0, 0, 300, 200)
    line = LineString([(EAST + low, NORTH - 10), (EAST + 150 + bend, NORTH + 100), (EAST + high, NORTH + 210)])
    try:
        pieces = cut_by_line(plot, line)
    except Invalid as refusal:
        assert refusal.code == "stock.line_does_not_cut"
        return
    assert len(pieces) >= 2
    assert isclose(sum(piece.area for piece in pieces), plot.area, abs_tol=0.05)
    assert overlap(pieces) < 0.05


@pytest.mark.parametrize(
    ("cut", "code"),
    [
        (
            lambda plot: cut_by_line(plot, LineString([(EAST + 10, NORTH + 10), (EAST + 50, NORTH + 50)])),
            "line_does_not_cut",
        ),
        (lambda plot: cut_by_line(plot, LineString([(EAST, NORTH), (EAST, NORTH)])), "line_too_short"),
        (lambda plot: cut_by_polygon(plot, rectangle(-10, -10, 900, 900)), "polygon_does_not_cut"),
        (lambda plot: cut_by_polygon(plot, rectangle(500, 500, 10, 10)), "polygon_does_not_cut"),
        (lambda plot: cut_by_area(plot, plot.area, CutSide.EAST), "area_does_not_cut"),
        (lambda plot: cut_by_area(plot, 0.0, CutSide.EAST), "area_does_not_cut"),
    ],
)
def test_what_does_not_divide_is_refused_by_name(cut, code: str):
    with pytest.raises(Invalid) as refusal:
        cut(rectangle(0, 0, 300, 200))
    assert refusal.value.code == f"stock.{code}"


spans = st.builds(
    lambda since, length: Span(
        START + timedelta(days=since), None if length is None else START + timedelta(days=since + length)
    ),
    st.integers(0, 600),
    st.one_of(st.none(), st.integers(1, 500)),
)
states = st.sampled_from(["collective", "cleared", "unknown"])
supplies = st.sampled_from(["not_ready", "allocated"])


@st.composite
def zones(draw) -> ZoneFacts:
    """A park with plots that come and go, a plan and approvals laid over it anyhow, and plots divided at random."""
    park = Boundary(1, None, 4547, Span(date(2020, 1, 1), None), rectangle(0, 0, 1000, 1000))
    cells = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6, unique=True))
    plots, axes, parts = [], {}, {}
    for number, (column, row) in enumerate(cells, 1):
        span = draw(spans)
        shape = rectangle(column * 250, row * 250, draw(st.integers(50, 250)), draw(st.integers(50, 250)))
        plots.append(PlotVersion(number, 1, "用地用海分类2023", "100102", span, shape))
        axes[number] = [PlotState(span, draw(states), draw(supplies), "not_started", "in_order", "")]
        if draw(st.booleans()):
            first, second = cut_by_area(
                shape, shape.area * draw(st.floats(0.1, 0.9)), draw(st.sampled_from(list(CutSide)))
            )
            held = Span(span.since, None)
            parts[number] = [
                Part(held, 1, "", PartUse.USED, None, "划分", first),
                Part(held, 2, "", PartUse.VACANT, None, "划分", second),
            ]
    plan = [Planned("用地用海分类2023", draw(st.sampled_from(["1207", "100102"])), "", Span(EVER, None), shape) for shape in draw(st.lists(boxes, max_size=4))]  # fmt: skip
    approvals = [ApprovalGround(draw(spans), f"批{index}", START, shape) for index, shape in enumerate(draw(st.lists(boxes, max_size=3)))]  # fmt: skip
    return ZoneFacts([park], plots, axes, {}, parts, {}, approvals, plan, DEFINITIONS, {})


@settings(max_examples=examples(60))
@given(zones(), st.lists(st.integers(-300, 1400), min_size=3, max_size=3))
def test_on_every_day_of_a_random_history_the_patches_are_the_park(facts: ZoneFacts, days: list[int]):
    patches = patches_of_park(1, facts)
    for day in (START + timedelta(days=offset) for offset in days):
        shapes = [patch.geom for patch in patches if patch.span.holds(day)]
        assert abs(sum(shape.area for shape in shapes) - 1_000_000) < 0.5
        assert overlap(shapes) < 0.5


def test_ground_left_over_by_a_boundary_revised_since_the_division_is_named():
    before, after = rectangle(0, 0, 200, 100), rectangle(0, 0, 260, 100)
    span, later = Span(START, date(2025, 1, 1)), Span(date(2025, 1, 1), None)
    facts = ZoneFacts(
        [Boundary(1, None, 4547, Span(date(2020, 1, 1), None), rectangle(0, 0, 1000, 1000))],
        [PlotVersion(1, 1, None, "100102", span, before), PlotVersion(1, 1, None, "100102", later, after)],
        {1: [PlotState(Span(START, None), "cleared", "allocated", "building", "in_order", "划拨")]},
        {},
        {1: [Part(Span(START, None), 1, "", PartUse.USED, None, "划分", before)]},
        {},
        [],
        [],
        DEFINITIONS,
        {},
    )  # fmt: skip
    found = [patch for patch in patches_of_park(1, facts) if patch.origin == "undrawn"]
    assert [(round(patch.geom.area), str(patch.classified.detail), patch.span.since) for patch in found] == [
        (6000, "undrawn", date(2025, 1, 1))
    ]


def test_a_park_within_a_park_is_not_counted_twice():
    outer = Boundary(1, None, 4547, Span(START, None), rectangle(0, 0, 1000, 1000))
    inner = Boundary(2, 1, 4547, Span(date(2025, 1, 1), None), rectangle(100, 100, 200, 200))
    facts = ZoneFacts([outer, inner], [], {}, {}, {}, {}, [], [], DEFINITIONS, {})
    areas = [
        (patch.span.since, round(patch.geom.area)) for patch in (*patches_of_park(1, facts), *patches_of_park(2, facts))
    ]
    assert areas == [(START, 1_000_000), (date(2025, 1, 1), 960_000), (date(2025, 1, 1), 40_000)]
