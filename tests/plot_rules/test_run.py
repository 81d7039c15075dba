"""The rules of plots as tables: each at its limit and just beyond, then what holds for any input."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from gisapp.kernel.finding import Severity
from gisapp.plot_rules.facts import Neighbour, Operation, ParkShape, PlanningBounds, PlotShape, RuleRun
from gisapp.plot_rules.registry import plot_rules, rule_of_code
from gisapp.plot_rules.run import run_rules
from gisapp.plot_rules.terms import RuleMoment
from gisapp.plot_rules.tolerances import CODES
from tests.builders.plot_rules import TOLERANCES, a_box, a_park, a_road, a_shape, in_metres, on_ground
from tests.harness.examples import examples

PLANNED: PlanningBounds = {
    "far_min": Decimal("1.0"),
    "building_coefficient_min": Decimal("0.4"),
    "green_ratio_max": Decimal("0.15"),
}
QUIET = {"bounds": PLANNED}


def run(*shapes: PlotShape, moment: RuleMoment = RuleMoment.SUBMIT, **more: Any) -> RuleRun:
    return run_rules(moment, shapes, **{"park": a_park(), "tolerances": TOLERANCES, **more})


def codes(*shapes: PlotShape, **more: Any) -> list[str]:
    return [one.code for one in run(*shapes, **more).findings]


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(0.0, []), (0.0005, []), (0.02, ["topology.gap"]), (0.49, ["topology.gap"]), (0.51, [])],
)
def test_gap_to_the_neighbour(gap: float, expected: list[str]) -> None:
    found = codes(a_box("1", 0, 0, 100, 100, **QUIET), a_box("2", 100 + gap, 0, 200, 100, **QUIET))
    assert [code for code in found if code == "topology.gap"] == expected


def test_gap_names_its_width_and_the_strip() -> None:
    (found,) = [
        one
        for one in run(a_box("1", 0, 0, 100, 100), a_box("2", 100.2, 0, 200, 100)).findings
        if one.code == "topology.gap"
    ]
    assert (found.key, found.other_key, found.other_no, found.finding.measured) == ("1", "2", "P4-2", "0.200 米")
    strip = in_metres(shape(found.finding.geometry or {}))
    assert strip.area == pytest.approx(20.0, abs=0.1)
    assert strip.bounds == pytest.approx((100, 0, 100.2, 100), abs=0.01)
    assert found.tolerances == {"plot.gap_m": 0.5, "plot.repeated_point_m": 0.001}


def test_gap_that_a_third_plot_fills_is_none() -> None:
    found = codes(
        a_box("1", 0, 0, 100, 100, **QUIET),
        a_box("2", 100.3, 0, 200, 100, **QUIET),
        a_box("3", 100, 0, 100.3, 100, **QUIET),
    )
    assert "topology.gap" not in found


@pytest.mark.parametrize(
    ("overlap", "expected"), [(0.0, []), (0.0099, []), (0.0101, ["plot.overlaps_plot"]), (50.0, ["plot.overlaps_plot"])]
)
def test_overlap_with_a_registered_plot(overlap: float, expected: list[str]) -> None:
    standing = Neighbour("9", "P4-009", on_ground(shapely.box(100 - overlap, 0, 200, 100)))
    found = run(a_box("1", 0, 0, 100, 100, **QUIET), neighbours=[standing]).findings
    assert [one.code for one in found if one.code == "plot.overlaps_plot"] == expected
    assert all(one.key == "1" and one.other_no == "P4-009" for one in found)


def test_a_shape_takes_the_place_of_its_registered_plot() -> None:
    standing = Neighbour("1", "P4-1", on_ground(shapely.box(0, 0, 100, 100)))
    assert codes(a_box("1", 0, 0, 120, 100, **QUIET), neighbours=[standing]) == []


@pytest.mark.parametrize(
    ("out", "expected"), [(0.0099, []), (0.0101, ["plot.outside_park"]), (30.0, ["plot.outside_park"])]
)
def test_outside_the_park(out: float, expected: list[str]) -> None:
    assert codes(a_box("1", 900, 0, 1000 + out, 100, **QUIET)) == expected


def test_a_park_without_boundary_is_said_of_every_plot() -> None:
    found = codes(
        a_box("1", 0, 0, 50, 50, **QUIET), a_box("2", 50, 0, 100, 50, **QUIET), park=ParkShape("园", 4547, None)
    )
    assert found == ["plot.park_without_boundary"] * 2


NECK = 45.0


@pytest.mark.parametrize(
    ("width", "expected"), [(9.9, ["boundary.narrow_part"]), (10.1, []), (3.0, ["boundary.narrow_part"])]
)
def test_neck_between_two_halves(width: float, expected: list[str]) -> None:
    low, high = 50 - width / 2, 50 + width / 2
    corners = [
        (0, 0), (45, 0), (45, low), (55, low), (55, 0), (100, 0),
        (100, 100), (55, 100), (55, high), (45, high), (45, 100), (0, 100),
    ]  # fmt: skip
    found = run(a_shape("1", corners, **QUIET)).findings
    assert [one.code for one in found] == expected
    if found:
        assert found[0].finding.measured == f"{width:.2f} 米"
        assert in_metres(shape(found[0].finding.geometry or {})).centroid.distance(shapely.Point(50, 50)) < 1


@pytest.mark.parametrize(("depth", "expected"), [(2.4, []), (2.6, ["boundary.narrow_part"])])
def test_a_bump_counts_from_a_quarter_of_the_limits_square(depth: float, expected: list[str]) -> None:
    corners = [(0, 0), (100, 0), (100, 100), (55, 100), (55, 100 + depth), (45.1, 100 + depth), (45.1, 100), (0, 100)]
    assert codes(a_shape("1", corners, **QUIET)) == expected


@pytest.mark.parametrize(
    ("south", "width", "expected"),
    [
        (39.9, 100.0, []),  # edge of the road at 10, reach 30
        (40.1, 100.0, ["plot.without_frontage"]),
        (20.0, 10.1, []),
        (20.0, 9.9, ["plot.short_frontage", "boundary.narrow_part"]),
    ],
)
def test_frontage_is_measured_along_the_road(south: float, width: float, expected: list[str]) -> None:
    road = a_road((-500, 0), (500, 0), width=20)
    assert codes(a_box("1", 0, south, width, south + 100, **QUIET), roads=[road]) == expected


def test_a_side_that_runs_away_from_the_road_is_no_frontage() -> None:
    """Only the corner comes near; its two sides run 40 m within reach, but 4 m along the road."""
    flag = [(0, 11), (4, 11), (4, 120), (100, 120), (100, 200), (0, 200)]
    (found,) = [
        one for one in run(a_shape("1", flag), roads=[a_road((-500, 0), (500, 0))]).findings if one.rule == "frontage"
    ]
    assert (found.code, found.finding.measured) == ("plot.short_frontage", "4.00 米")


def test_unknown_roads_are_said_and_not_judged() -> None:
    done = run(a_box("1", 0, 0, 100, 100, **QUIET))
    assert not done.findings
    assert done.not_asked == {"frontage": "没有登记道路，未核对临路面宽。"}


@pytest.mark.parametrize(
    ("corner", "expected"),
    [
        ((100, 50), ["topology.vertex_missing"]),
        ((100, 100), []),
        ((100.0004, 100), []),
        ((100, 99.97), ["topology.vertex_apart"]),
        ((100, 99.94), ["topology.vertex_missing"]),
    ],
)
def test_vertices_of_a_shared_boundary(corner: tuple[float, float], expected: list[str]) -> None:
    beside = a_shape("2", [(100, 0), (200, 0), (200, 100), corner], **QUIET)
    found = codes(a_box("1", 0, 0, 100, 100, **QUIET), beside)
    assert [code for code in found if code.startswith("topology.vertex")] == expected


@pytest.mark.parametrize(
    ("cut", "end", "expected"),
    [
        (50.0, 100.0, []), (50.0, 99.9901, []), (50.0, 99.9899, ["lineage.ground_lost"]),
        (50.0, 100.0101, ["lineage.ground_added"]), (50.0, 100.0099, []),
    ],
)  # fmt: skip
def test_union_is_kept_by_a_split(cut: float, end: float, expected: list[str]) -> None:
    split = Operation("split", [on_ground(shapely.box(0, 0, 100, 100))], ["1", "2"])
    found = codes(a_box("1", 0, 0, cut, 100, **QUIET), a_box("2", cut, 0, end, 100, **QUIET), operations=[split])
    assert found == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("P4-017", []), ("", ["plot.number_missing"]), (None, ["plot.number_missing"]), ("P4 017", ["plot.number_malformed"]),
        ("食品园-3", []), ("x" * 32, []), ("x" * 33, ["plot.number_malformed"]), ("Ｐ４－１", ["plot.number_malformed"]),
    ],
)  # fmt: skip
def test_plot_number(number: str | None, expected: list[str]) -> None:
    assert codes(a_box("1", 0, 0, 100, 100, plot_no=number, **QUIET)) == expected


def test_a_number_used_twice_is_said_of_both() -> None:
    found = codes(
        a_box("1", 0, 0, 50, 50, plot_no="P4-7", **QUIET), a_box("2", 60, 0, 110, 50, plot_no="P4-7", **QUIET)
    )
    assert found == ["plot.number_twice"] * 2


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        (None, ["planning.conditions_missing"]),
        ({"far_min": Decimal(1)}, ["planning.conditions_missing"]),
        (PLANNED, []),
        ({"far_min": Decimal(2), "far_max": Decimal("1.9"), "building_coefficient_min": Decimal("0.4"), "green_ratio_max": Decimal("0.1")}, ["planning.bounds_reversed"]),
        ({"far_min": Decimal(1), "building_coefficient_min": Decimal("0.8"), "green_ratio_min": Decimal("0.2")}, []),
        ({"far_min": Decimal(1), "building_coefficient_min": Decimal("0.81"), "green_ratio_min": Decimal("0.2")}, ["planning.cover_and_green_exceed_plot"]),
        ({"far_min": Decimal(1), "building_coefficient_min": Decimal("1.01"), "green_ratio_max": Decimal("0.2")}, ["planning.ratio_out_of_range"]),
        ({"far_min": Decimal("2.0"), "building_coefficient_max": Decimal("0.5"), "green_ratio_max": Decimal("0.2"), "height_max_m": Decimal(12)}, []),
        ({"far_min": Decimal("2.1"), "building_coefficient_max": Decimal("0.5"), "green_ratio_max": Decimal("0.2"), "height_max_m": Decimal(12)}, ["planning.far_out_of_reach"]),
    ],
)  # fmt: skip
def test_planning_conditions(bounds: PlanningBounds | None, expected: list[str]) -> None:
    assert codes(a_box("1", 0, 0, 100, 100, bounds=bounds)) == expected


def test_one_broken_shape_does_not_stop_the_others() -> None:
    bow = a_shape("2", [(0, 0), (100, 100), (100, 0), (0, 100)], **QUIET)
    far = PlotShape("3", "P4-3", shapely.box(0, 89.9, 1, 90.5), bounds=PLANNED)
    nothing = PlotShape("4", "P4-4", None, bounds=PLANNED)
    found = run(a_box("1", 990, 0, 1100, 100, **QUIET), bow, far, nothing).findings
    assert {(one.key, one.code) for one in found} >= {
        ("1", "plot.outside_park"), ("2", "boundary.self_intersection"), ("4", "boundary.empty"),
    }  # fmt: skip
    assert [one.key for one in found if one.key == "3"]


def test_severity_follows_the_moment() -> None:
    small = a_box("1", 0, 0, 9, 9, **QUIET)
    assert {
        moment: next(one.severity for one in run(small, moment=moment).findings if one.code == "boundary.too_small")
        for moment in (RuleMoment.DRAFT, RuleMoment.SUBMIT)
    } == {RuleMoment.DRAFT: Severity.WARNING, RuleMoment.SUBMIT: Severity.ERROR}


def test_a_result_keeps_rule_version_and_tolerance() -> None:
    (found,) = run(a_box("1", 900, 0, 1030, 100, **QUIET)).findings
    assert found.as_dict() | {"geometry": None} == {
        "key": "1", "rule": "inside_park", "rule_version": 1, "tolerances": {"plot.outside_park_tolerance_m2": 1.0},
        "other_key": None, "other_no": None, "code": "plot.outside_park", "severity": "error",
        "message_zh": "有 3,000.00 ㎡ 落在健康食品产业园界线外，最远 30 米。", "message_en": "3,000.00 m² lie outside the park.",
        "fix_zh": "请核对带号、中央经线和所选园区；确属园区范围调整的，先修订园区界线。",
        "fix_en": "Check the zone and the park; where the park grew, revise its outline first.",
        "measured": "3,000.00 ㎡", "required": "≤ 1 ㎡", "geometry": None,
    }  # fmt: skip


def test_every_rule_of_the_registry_is_asked_at_some_moment_and_named_once() -> None:
    assert {moment for rule in plot_rules() for moment in rule.severity} == set(RuleMoment)
    assert set(CODES) - {code for rule in plot_rules() for code in rule.tolerances} == {"survey.plausible_distance_m"}
    assert rule_of_code("topology.gap").id == "no_gap"


number = st.one_of(st.floats(-300, 300), st.integers(-3, 3).map(float), st.sampled_from([0.0, 0.001, 100.0, 99.999]))
rings = st.lists(st.tuples(number, number), min_size=3, max_size=9)
odd: Any = st.sampled_from(
    [
        None,
        shapely.Point(1, 1),
        shapely.Polygon(),
        shapely.LineString([(0, 0), (1, 1)]),
        shapely.box(0, 0, 1, float("inf")),
    ]
)
shapes = st.lists(
    st.one_of(
        rings.map(shapely.Polygon).map(on_ground),
        st.tuples(rings, rings).map(lambda two: on_ground(shapely.Polygon(two[0], [two[1]]))),
        st.tuples(number, number, st.floats(0.001, 120), st.floats(0.001, 120)).map(
            lambda b: on_ground(shapely.box(b[0], b[1], b[0] + b[2], b[1] + b[3]))
        ),
        odd,
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=examples(150))
@given(shapes, st.randoms(use_true_random=False))
def test_any_shapes_are_judged_and_their_order_does_not_matter(geometries: list[Any], rng: Any) -> None:
    plots = [PlotShape(str(at), f"P-{at}", geometry) for at, geometry in enumerate(geometries)]
    around = {
        "neighbours": [Neighbour("n", "P-n", on_ground(shapely.box(50, 0, 150, 100)))],
        "roads": [a_road((0, 0), (9, 90))],
    }
    split = [Operation("s", [on_ground(shapely.box(0, 0, 100, 100))], [plot.key for plot in plots])]
    first = run(*plots, operations=split, **around)
    rng.shuffle(plots)
    assert run(*plots, operations=split, **around) == first
    assert set(first.not_asked) == set()
    for one in first.findings:
        assert one.code in next(rule for rule in plot_rules() if rule.id == one.rule).codes
        if one.finding.geometry is not None:
            assert not shape(one.finding.geometry).is_empty
