"""The boundary itself: each fault at its limit and just beyond, with the place to look at."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisapp.kernel.crs import transformer
from gisapp.kernel.finding import Severity
from gisapp.plot_rules.rules.area import compare_declared_area
from gisapp.plot_rules.rules.boundary import check_boundary, corner_angles
from gisapp.plot_rules.tolerances import LandThresholds
from tests.harness.examples import examples

LIMITS = LandThresholds(1.0, 1.0, 0.001, 1.0, 100.0, 2.0, 5.0, 0.001, 30_000.0)
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


@pytest.mark.parametrize(
    ("declared", "rounding", "expected"),
    [
        (58_000.00, 0.0, None), (58_001.00, 0.0, None), (58_001.01, 0.0, "area.differs"), (57_998.5, 0.0, "area.differs"),
        (61_000.0, 0.0, "area.differs_grossly"), (None, 0.0, None), (58_001.4, 1.5, None),
    ],
)  # fmt: skip
def test_declared_area_is_compared(declared: float | None, rounding: float, expected: str | None) -> None:
    finding = compare_declared_area(declared, 58_000.0, LIMITS, rounding_m2=rounding)
    assert (finding.code if finding else None) == expected
    assert finding is None or finding.severity is Severity.WARNING


def test_small_ground_is_compared_by_share() -> None:
    assert compare_declared_area(100.1, 100.0, LIMITS) is None
    assert compare_declared_area(100.2, 100.0, LIMITS) is not None


@settings(max_examples=examples(100))
@given(st.integers(3, 40), st.floats(0, 360))
def test_angles_of_a_regular_ring_are_equal_and_right(corners: int, turn: float) -> None:
    around = np.radians(np.linspace(0, 360, corners, endpoint=False) + turn)
    ring = np.column_stack([np.cos(around), np.sin(around)]) * 50
    angles = corner_angles(np.vstack([ring, ring[:1]]))
    assert np.allclose(angles, 180 - 360 / corners, atol=1e-6)
