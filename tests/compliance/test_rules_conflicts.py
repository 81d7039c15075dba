"""占压：each kind at the tolerance and just beyond; distances; outside; what is not known; the same in any order and in PostGIS."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.compliance.constraint_kinds import kind_rules
from gisapp.compliance.rules.conflicts import AreaShape, ConflictRun, find_conflicts, finding_of, verdict_of
from gisapp.compliance.rules.coverage import AssessmentShape, find_coverage
from gisapp.compliance.terms import Verdict
from gisapp.kernel.finding import Severity
from gisapp.land.terms import ConstraintKind
from tests.builders.plot_rules import EPSG, in_metres, on_ground
from tests.harness.examples import examples

ALL = frozenset(ConstraintKind.values())
PLOT = shapely.box(0, 0, 100, 100)


def an_area(number: int, kind: str, shape: Any, distance: float = 0.0) -> AreaShape:
    return AreaShape(number, number, kind, f"示例{number}", "", "测试", "", distance, on_ground(shape))


def check(
    *areas: AreaShape, shape: Any = PLOT, known: frozenset[str] = ALL - {"urban_boundary"}, limit_m2: float = 1.0
) -> ConflictRun:
    return find_conflicts([("1", on_ground(shape))], areas, kind_rules(), known, limit_m2, EPSG)


@pytest.mark.parametrize(("reach", "expected"), [(0.0, []), (0.0099, []), (0.0101, [1.01]), (10.0, [1000.0])])
def test_an_overlap_counts_above_the_tolerance(reach: float, expected: list[float]) -> None:
    found = check(an_area(1, "farmland", shapely.box(100 - reach, 0, 200, 100)))
    assert [one.overlap_m2 for one in found.conflicts] == pytest.approx(expected, abs=0.02)
    assert {one.severity for one in found.conflicts} <= {Severity.ERROR}


@pytest.mark.parametrize(
    ("distance", "away", "expected"), [(50, 50.02, 0), (50, 49.9, 1), (0, 0.5, 0), (0, -0.5, 1), (5, 4.8, 1)]
)
def test_the_protection_distance_reaches_beyond_the_area(distance: float, away: float, expected: int) -> None:
    store = an_area(1, "hazard", shapely.box(100 + away, 0, 200, 100), distance)
    assert len(check(store).conflicts) == expected


def test_a_buffered_point_of_danger_has_the_area_of_a_circle() -> None:
    store = an_area(1, "hazard", shapely.box(49.99, 49.99, 50.01, 50.01), 30)
    (found,) = check(store).conflicts
    assert found.overlap_m2 == pytest.approx(3.14159 * 900, rel=0.003)


@pytest.mark.parametrize(("west", "expected"), [(0.0, []), (0.0099, []), (0.0101, [1.01]), (40.0, [4000.0])])
def test_ground_outside_the_urban_boundary_counts(west: float, expected: list[float]) -> None:
    town = an_area(1, "urban_boundary", shapely.box(west, -10, 500, 500))
    found = check(town, known=ALL)
    assert [(one.kind, one.mode) for one in found.conflicts] == [("urban_boundary", "outside")] * len(expected)
    assert [one.overlap_m2 for one in found.conflicts] == pytest.approx(expected, abs=0.02)


def test_two_urban_areas_side_by_side_are_one_town() -> None:
    west = an_area(1, "urban_boundary", shapely.box(-10, -10, 50, 110))
    east = an_area(2, "urban_boundary", shapely.box(50, -10, 110, 110))
    assert check(west, east, known=ALL).conflicts == ()


def test_a_plot_far_from_every_urban_area_is_outside_as_a_whole() -> None:
    (found,) = check(known=ALL).conflicts
    assert (found.overlap_m2, found.share, found.area) == (pytest.approx(10_000, abs=0.05), 1.0, None)


@pytest.mark.parametrize(
    ("kinds", "known", "expected"),
    [
        ((), ALL - {"urban_boundary"}, Verdict.NOT_KNOWN),
        (("flood",), ALL, Verdict.TO_CHECK),
        (("flood", "farmland"), ALL, Verdict.CONFLICT),
    ],
)
def test_the_verdict_is_the_worst_answer(kinds: tuple[str, ...], known: frozenset[str], expected: Verdict) -> None:
    areas = [an_area(at, kind, PLOT) for at, kind in enumerate(kinds, 1)]
    town = [an_area(9, "urban_boundary", shapely.box(-1, -1, 101, 101))]
    assert verdict_of(check(*areas, *town, known=known)) is expected


def test_nothing_found_with_everything_known_is_clear() -> None:
    assert verdict_of(check(an_area(9, "urban_boundary", shapely.box(-1, -1, 101, 101)), known=ALL)) is Verdict.CLEAR


def test_a_finding_names_area_distance_basis_and_what_to_do() -> None:
    (found,) = check(an_area(1, "pipeline", shapely.box(90, 0, 200, 100), 5)).conflicts
    told = finding_of(found, kind_rules()["pipeline"])
    assert told.message_zh == "占压管线和电力走廊“示例1”及其 5 米防护距离 1,500.00 ㎡（15.00%）。"
    assert (told.code, told.severity, told.basis) == (
        "compliance.pipeline", Severity.WARNING, "石油天然气管道保护法 第三十条，电力设施保护条例 第十条（待确认）",
    )  # fmt: skip
    assert in_metres(shapely.from_geojson(__import__("json").dumps(told.geometry))).area == pytest.approx(1500, abs=0.1)


def test_every_kind_of_constraint_area_has_a_rule() -> None:
    assert list(kind_rules()) == list(ConstraintKind.values())


def test_a_broken_shape_is_a_fault_and_stops_nothing() -> None:
    bow = on_ground(shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)]))
    run = find_conflicts(
        [("bow", bow), ("sound", on_ground(PLOT)), ("none", None)],
        [an_area(1, "river", PLOT)],
        kind_rules(),
        ALL - {"urban_boundary"},
        1.0,
        EPSG,
    )
    assert set(run.faults) == {"bow", "none"}
    assert [one.key for one in run.conflicts] == ["sound"]
    assert verdict_of(run) is Verdict.CONFLICT


def test_coverage_is_what_each_assessment_covers() -> None:
    from datetime import date

    def assessed(number: int, shape: Any) -> AssessmentShape:
        return AssessmentShape(number, "flood", f"评估{number}", "", date(2025, 1, 1), None, on_ground(shape))

    found = find_coverage(
        on_ground(PLOT),
        [
            assessed(1, shapely.box(-9, -9, 109, 109)),
            assessed(2, shapely.box(50, 0, 200, 100)),
            assessed(3, shapely.box(300, 0, 400, 9)),
        ],
        EPSG,
    )
    assert [(one.assessment.id, one.covered_m2, one.share) for one in found] == [
        (1, pytest.approx(10_000, abs=0.05), 1.0),
        (2, pytest.approx(5_000, abs=0.05), pytest.approx(0.5, abs=1e-5)),
    ]


metre = st.floats(-150, 150)
boxes = st.tuples(metre, metre, st.floats(0.5, 120), st.floats(0.5, 120)).map(
    lambda b: shapely.box(b[0], b[1], b[0] + b[2], b[1] + b[3])
)
triangles = st.lists(st.tuples(metre, metre), min_size=3, max_size=6).map(shapely.Polygon)
area_of = st.tuples(st.sampled_from(sorted(ALL)), st.one_of(boxes, triangles), st.sampled_from([0.0, 5.0, 50.0]))


@settings(max_examples=examples(120))
@given(
    st.lists(st.one_of(boxes, triangles), min_size=1, max_size=4),
    st.lists(area_of, max_size=6),
    st.randoms(use_true_random=False),
)
def test_any_shapes_are_judged_in_any_order_and_never_more_than_there_is(
    plots: list[Any], given_areas: list[Any], rng: Any
) -> None:
    shapes = [(str(at), on_ground(plot)) for at, plot in enumerate(plots)]
    areas = [an_area(at, kind, shape, distance) for at, (kind, shape, distance) in enumerate(given_areas, 1)]
    known = frozenset(area.kind for area in areas)
    first = find_conflicts(shapes, areas, kind_rules(), known, 1.0, EPSG)
    rng.shuffle(shapes)
    rng.shuffle(areas)
    assert find_conflicts(shapes, areas, kind_rules(), known, 1.0, EPSG) == first
    for one in first.conflicts:
        assert one.overlap_m2 + 0.005 > 1.0
        assert one.overlap_m2 <= first.areas_m2[one.key] + 0.01
        assert 0 <= one.share <= 1


@pytest.mark.db
@settings(max_examples=examples(25))
@given(
    st.lists(
        st.tuples(boxes, st.one_of(boxes, triangles.filter(lambda one: one.is_valid and one.area > 1))),
        min_size=1,
        max_size=5,
    )
)
def test_shapely_and_postgis_measure_the_same(pairs: list[tuple[Any, Any]]) -> None:
    session = _DB["session"]
    for plot, area in pairs:
        # without a limit: at the limit itself a rounding decides
        ours = check(an_area(1, "river", area), shape=plot, limit_m2=0.0).conflicts
        theirs = session.execute(
            text(
                "select ST_Area(ST_Intersection(ST_Transform(ST_GeomFromWKB(:a, 4490), 4547), ST_Transform(ST_GeomFromWKB(:b, 4490), 4547)))"
            ),
            {"a": shapely.to_wkb(on_ground(plot)), "b": shapely.to_wkb(on_ground(area))},
        ).scalar_one()
        assert (ours[0].overlap_m2 if ours else 0.0) == pytest.approx(theirs, abs=0.011)


_DB: dict[str, Session] = {}


@pytest.fixture(autouse=True)
def _remember(request: pytest.FixtureRequest) -> None:
    if "postgis" in request.node.name:
        _DB["session"] = request.getfixturevalue("db")
