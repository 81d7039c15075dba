"""The drawing desk's limits in force on a day."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from gisapp.drawing.rules.limits import DrawingLimits
from gisapp.plot_rules.tolerance_book import values_in_force

_CODES = {
    "drawing.join_m": "join_m",
    "drawing.snap_m": "snap_m",
    "drawing.gap_m": "gap_m",
    "drawing.right_angle_deg": "right_angle_deg",
    "drawing.right_angle_shift_m": "right_angle_shift_m",
    "drawing.traverse_relative": "traverse_relative",
    "plot.overlap_tolerance_m2": "overlap_m2",
}


def drawing_limits(session: Session, day: date) -> DrawingLimits:
    """Return the limits of `day`; 409 naming the entry when one has no value on that day."""
    values = values_in_force(session, day, _CODES)
    return DrawingLimits(**{**values, "traverse_relative": int(values["traverse_relative"])})
