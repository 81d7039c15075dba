"""The limits under which the drawing desk works on a day; their values are dated rulebook entries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawingLimits:
    """Within `join_m` two points are one; a point of the screen within `snap_m` was snapped. A gap up to `gap_m` may be closed on request; metres, degrees, the N of 1:N."""

    join_m: float
    snap_m: float
    gap_m: float
    right_angle_deg: float
    right_angle_shift_m: float
    traverse_relative: int
    overlap_m2: float
