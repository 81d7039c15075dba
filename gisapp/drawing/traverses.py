"""Bearings and distances as typed become points; each line that can not be read is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy.orm import Session

from gisapp.drawing.rulebook import drawing_limits
from gisapp.drawing.rules.traverse import Leg, read_bearing, run_traverse
from gisapp.kernel.errors import Invalid


def compute_traverse(
    session: Session,
    today: date,
    start: Mapping[str, str],
    legs: Sequence[Mapping[str, str]],
    *,
    end: Mapping[str, str] | None,
    adjust: bool,
) -> dict[str, Any]:
    """Return the points of a traverse with its misclosure, distributed on request; 400 names the line that can not be read."""
    read = []
    for number, leg in enumerate(legs, start=1):
        bearing, distance = read_bearing(leg["bearing"]), _decimal(leg["distance"])
        if bearing is None or distance is None or not 0 < distance <= 100_000:
            raise Invalid(
                "drawing.traverse_line_unreadable",
                f"第{number}行的方位角或距离无法识别（{leg['bearing']}，{leg['distance']}）。方位角写作 45.5 或 45°30′00″，距离为大于 0 的米数。",
                message_en=f"Line {number}: the bearing or distance can not be read.",
            )
        read.append(Leg(bearing, distance))
    done = run_traverse(
        _point(start),
        read,
        end=None if end is None else _point(end),
        adjust=adjust,
        least_relative=drawing_limits(session, today).traverse_relative,
    )
    return {
        "points": [{"x": f"{x}", "y": f"{y}"} for x, y in done.points],
        "closure_x_m": done.closure_x_m,
        "closure_y_m": done.closure_y_m,
        "closure_m": done.closure_m,
        "length_m": done.length_m,
        "relative": done.relative,
        "is_adjusted": done.is_adjusted,
        "findings": [finding.as_dict() for finding in done.findings],
    }


def _point(xy: Mapping[str, str]) -> tuple[Decimal, Decimal]:
    north, east = _decimal(xy["x"]), _decimal(xy["y"])
    if north is None or east is None:
        raise Invalid(
            "drawing.point_not_number",
            f"起点或终点坐标不是数字（X={xy['x']}，Y={xy['y']}），请改正。",
            message_en="The start or end is no pair of numbers.",
        )
    return north, east


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
