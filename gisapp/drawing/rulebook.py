"""The drawing desk's limits in force on a day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.drawing.rules.limits import DrawingLimits
from gisapp.kernel.errors import Conflict

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
    return DrawingLimits(**{**values, "traverse_relative": int(values["traverse_relative"])})
