"""The numbers that the land rules measure against, as in force on one day; they come from the rulebook, never from code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LandThresholds:
    """Areas in ㎡, lengths in metres, angle in degrees; `area_difference_ratio` as a fraction of the declared area."""

    overlap_tolerance_m2: float
    outside_park_tolerance_m2: float
    area_difference_ratio: float
    area_difference_m2: float
    minimum_area_m2: float
    minimum_width_m: float
    spike_angle_deg: float
    repeated_point_m: float
    plausible_distance_m: float
