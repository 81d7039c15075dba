"""The numbers that the plot rules measure against, as in force on one day; they come from the rulebook, never from code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LandThresholds:
    """Areas in ㎡, lengths in metres, angle in degrees; `point_error_m` is the 中误差 of a boundary point."""

    overlap_tolerance_m2: float
    outside_park_tolerance_m2: float
    point_error_m: float
    minimum_area_m2: float
    minimum_width_m: float
    spike_angle_deg: float
    repeated_point_m: float
    plausible_distance_m: float


@dataclass(frozen=True, slots=True)
class PlotTolerances(LandThresholds):
    """Everything the registry of plot rules asks for; `shared_vertex_m` is how near two vertices are one boundary point."""

    narrowest_part_m: float
    frontage_m: float
    frontage_reach_m: float
    gap_m: float
    shared_vertex_m: float
    union_tolerance_m2: float
    lowest_storey_m: float

    def told(self, codes: Iterable[str]) -> dict[str, float]:
        """Return the values of some rulebook codes, as they are kept beside a result."""
        return {code: getattr(self, CODES[code]) for code in codes}


CODES = {
    "plot.overlap_tolerance_m2": "overlap_tolerance_m2",
    "plot.outside_park_tolerance_m2": "outside_park_tolerance_m2",
    "plot.point_error_m": "point_error_m",
    "plot.minimum_area_m2": "minimum_area_m2",
    "plot.minimum_width_m": "minimum_width_m",
    "plot.spike_angle_deg": "spike_angle_deg",
    "plot.repeated_point_m": "repeated_point_m",
    "survey.plausible_distance_m": "plausible_distance_m",
    "plot.narrowest_part_m": "narrowest_part_m",
    "plot.frontage_m": "frontage_m",
    "plot.frontage_reach_m": "frontage_reach_m",
    "plot.gap_m": "gap_m",
    "plot.shared_vertex_m": "shared_vertex_m",
    "plot.union_tolerance_m2": "union_tolerance_m2",
    "plot.lowest_storey_m": "lowest_storey_m",
}
