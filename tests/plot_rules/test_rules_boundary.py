"""The boundary itself: each fault at its limit and just beyond, with the place to look at."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity

from gisapp.kernel.crs import transformer
from gisapp.kernel.finding import Severity
from gisapp.plot_rules.rules.area import area_tolerance_m2, find_area_difference
from gisapp.plot_rules.rules.boundary import check_boundary, corner_angles
from gisapp.plot_rules.tolerances import LandThresholds
from tests.harness.examples import examples

LIMITS = LandThresholds(1.0, 1.0, 0.05, 100.0, 2.0, 5.0, 0.001, 30_000.0)
EAST, NORTH = 560_330.618, 3_719_483.313


def ground(points: list[tuple[float, float]], *holes: list[tuple[float, float]]) -> shapely.Polygon:
    """A polygon in 4490 from metres east and north of the reference point."""
    move = transformer(4547, 4490).transform

    def place(ring: list[tuple[float, float]]) -> np.ndarray:
        xy = np.array(ring) + np.array([EAST, NORTH])
        return np.column_stack(move(xy[:, 0], xy[:, 1]))

    return shapely.Polygon(place(points), [place(hole) for hole in holes])


def codes(geometry: shapely.Polygon | shapely.MultiPolygon, **declared: float) -> list[str]:
    return [finding.code for finding in check_boundary(geometry, 4547, LIMITS, **declared)]


SQUARE = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (SQUARE, []),
        ([(0, 0), (100, 100), (100, 0), (0, 100)], ["boundary.self_intersection"]),
        ([(0, 0), (100, 0), (100, 100), (100, 100), (0, 100)], ["boundary.repeated_point"]),
        ([(0, 0), (100, 0), (100, 100), (100, 100.0005), (0, 100)], ["boundary.repeated_point"]),
        ([(0, 0), (100, 0), (100, 100), (100, 100.002), (0, 100)], []),
        ([(0, 0), (100, 0), (100, 100), (50.5, 100), (50, 130), (49.5, 100), (0, 100)], ["boundary.spike"]),
        ([(0, 0), (100, 0), (100, 100), (52, 100), (50, 130), (48, 100), (0, 100)], []),
        ([(0, 0), (10, 0), (10, 9.9), (0, 9.9)], ["boundary.too_small"]),
        ([(0, 0), (10, 0), (10, 10.1), (0, 10.1)], []),
        ([(0, 0), (500, 0), (500, 2.0), (0, 2.0)], ["boundary.sliver"]),
        ([(0, 0), (500, 0), (500, 2.02), (0, 2.02)], []),
    ],
)  # fmt: skip
def test_fault_at_its_limit(points: list[tuple[float, float]], expected: list[str]) -> None:
    assert codes(ground(points)) == expected


def test_a_fault_of_the_second_part_is_found_too() -> None:
    spiked = ground([(0, 0), (100, 0), (100, 100), (50.5, 100), (50, 130), (49.5, 100), (0, 100)])
    beside = ground([(300, 0), (400, 0), (400, 100), (300, 100)])
    assert codes(shapely.MultiPolygon([beside, spiked])) == ["boundary.spike"]


def test_self_intersection_says_where() -> None:
    (finding,) = check_boundary(ground([(0, 0), (100, 100), (100, 0), (0, 100)]), 4547, LIMITS)
    assert finding.severity is Severity.ERROR
    assert finding.geometry is not None
    east, north = transformer(4490, 4547).transform(*finding.geometry["coordinates"])
    assert (east - EAST, north - NORTH) == pytest.approx((50, 50), abs=1e-3)


def test_hole_outside_its_ring_is_named() -> None:
    assert codes(ground(SQUARE, [(200, 200), (210, 200), (210, 210)])) == ["boundary.hole_outside"]


def test_empty_shape_is_an_error() -> None:
    assert codes(shapely.Polygon()) == ["boundary.empty"]


HECTARE = shapely.box(
    EAST, NORTH, EAST + 100, NORTH + 100
)  # four diagonals of 141.42 m: 2 × 0.05 × √(4 × 20,000 / 8) = 10 ㎡


@pytest.mark.parametrize(
    ("declared", "rounding", "expected"),
    [
        (10_000.00, 0.0, None), (10_010.00, 0.0, None), (10_010.01, 0.0, "area.differs"), (9_990.00, 0.0, None),
        (9_989.99, 0.0, "area.differs"), (10_499.99, 0.0, "area.differs"), (10_500.01, 0.0, "area.differs_grossly"),
        (None, 0.0, None), (10_033.3, 33.4, None), (10_033.5, 33.4, "area.differs"), (10_009.0, 0.5, None),
    ],
)  # fmt: skip
def test_declared_area_may_differ_by_twice_the_error_of_the_points(
    declared: float | None, rounding: float, expected: str | None
) -> None:
    finding = find_area_difference(declared, HECTARE, LIMITS, rounding_m2=rounding)
    assert (finding.code if finding else None) == expected
    assert finding is None or finding.severity is Severity.WARNING


def test_the_finding_says_difference_and_tolerance() -> None:
    finding = find_area_difference(10_012.5, HECTARE, LIMITS)
    assert finding is not None
    assert (finding.measured, finding.required) == ("12.50 ㎡", "≤ 10.00 ㎡")
    assert "±0.05 m" in finding.basis


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (HECTARE, 10.0),
        (shapely.box(0, 0, 200, 50), 2 * 0.05 * (4 * (200**2 + 50**2) / 8) ** 0.5),
        (shapely.MultiPolygon([HECTARE, shapely.box(0, 0, 100, 100)]), 10 * 2**0.5),
        (shapely.Polygon(HECTARE.exterior, [shapely.box(EAST + 20, NORTH + 20, EAST + 40, NORTH + 40).exterior]), 10 * 1.04**0.5),
    ],
)  # fmt: skip
def test_tolerance_of_an_area(shape: shapely.Geometry, expected: float) -> None:
    assert area_tolerance_m2(shape, 0.05) == pytest.approx(expected, abs=1e-9)


@settings(max_examples=examples(100))
@given(st.integers(3, 40), st.floats(0, 360), st.floats(0.5, 20), st.integers(0, 39))
def test_tolerance_depends_on_size_and_shape_only(corners: int, turn: float, scale: float, start: int) -> None:
    around = np.radians(np.linspace(0, 360, corners, endpoint=False))
    ring = np.column_stack([np.cos(around) * 50, np.sin(around) * 30])
    moved = shapely.transform(
        affinity.rotate(shapely.Polygon(np.roll(ring, start, axis=0)), turn), lambda xy: xy * scale + (EAST, NORTH)
    )
    base = area_tolerance_m2(shapely.Polygon(ring), 0.05)
    assert area_tolerance_m2(moved, 0.05) == pytest.approx(base * scale, rel=1e-6)
    assert area_tolerance_m2(shapely.Polygon(ring), 0.10) == pytest.approx(base * 2)


@settings(max_examples=examples(100))
@given(st.integers(3, 40), st.floats(0, 360))
def test_angles_of_a_regular_ring_are_equal_and_right(corners: int, turn: float) -> None:
    around = np.radians(np.linspace(0, 360, corners, endpoint=False) + turn)
    ring = np.column_stack([np.cos(around), np.sin(around)]) * 50
    angles = corner_angles(np.vstack([ring, ring[:1]]))
    assert np.allclose(angles, 180 - 360 / corners, atol=1e-6)
