"""The land register's thresholds in force on a day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.kernel.errors import Conflict
from gisapp.land.rules.thresholds import LandThresholds

_CODES = {
    "plot.overlap_tolerance_m2": "overlap_tolerance_m2",
    "plot.outside_park_tolerance_m2": "outside_park_tolerance_m2",
    "plot.area_difference_ratio": "area_difference_ratio",
    "plot.area_difference_m2": "area_difference_m2",
    "plot.minimum_area_m2": "minimum_area_m2",
    "plot.minimum_width_m": "minimum_width_m",
    "plot.spike_angle_deg": "spike_angle_deg",
    "plot.repeated_point_m": "repeated_point_m",
    "survey.plausible_distance_m": "plausible_distance_m",
}


def land_thresholds(session: Session, day: date) -> LandThresholds:
    """Return the thresholds of `day`; 409 naming the entry when one has no value on that day."""
    rows = session.execute(
        text(
            "select code, value from rulebook_entry"
            " where code = any(:codes) and effective @> cast(:day as date) and upper_inf(recorded)"
        ),
        {"codes": list(_CODES), "day": day},
    )
    values = {_CODES[code]: float(value) for code, value in rows}
    missing = [code for code, name in _CODES.items() if name not in values]
    if missing:
        raise Conflict(
            "rulebook.entry_missing",
            f"规则库在{day:%Y年%-m月%-d日}没有生效的条目：{'、'.join(missing)}。请管理员补充后重试。",
            message_en=f"No rulebook entry in force on {day}: {', '.join(missing)}.",
        )
    return LandThresholds(**values)
