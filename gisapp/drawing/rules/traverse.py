"""按方位角和距离录入：a traverse of bearings and distances becomes points, its misclosure is told and may be distributed.

The distribution is the compass rule (N. Bowditch, The Analyst, 1808; 坐标增量闭合差按与边长成正比例反号分配): every leg
takes the misclosure against its sign in proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from math import cos, hypot, radians, sin

from gisapp.kernel.finding import Finding, Severity

_MM = Decimal("0.001")
_DMS = re.compile(r"""^\s*(\d{1,3})\s*[°度:\-\s]\s*(\d{1,2})\s*['′’分:\-\s]?\s*(\d{1,2}(?:\.\d+)?)?\s*["″”秒]?\s*$""")
_QUADRANT = re.compile(r"^\s*([NS北南])\s*(.+?)\s*([EW东西])\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leg:
    """One side: bearing in degrees clockwise from grid north, horizontal distance in metres."""

    bearing_deg: float
    distance_m: Decimal


@dataclass(frozen=True, slots=True)
class Traverse:
    """Points (X north, Y east) with millimetres, the start first; misclosure where the traverse should end somewhere.

    `relative` is the length of the traverse over the misclosure (the N of 1:N); None when it closes exactly.
    """

    points: list[tuple[Decimal, Decimal]] = field(default_factory=list)
    closure_x_m: Decimal | None = None
    closure_y_m: Decimal | None = None
    closure_m: Decimal | None = None
    length_m: Decimal = Decimal(0)
    relative: int | None = None
    is_adjusted: bool = False
    findings: list[Finding] = field(default_factory=list)


def read_bearing(text: str) -> float | None:
    """Read a bearing: 45.5125, 45°30′45″, 45-30-45, 45 30 45, or by quadrant N45°30′E; None when it is none."""
    quadrant = _QUADRANT.match(text)
    if quadrant:
        angle = read_bearing(quadrant.group(2))
        if angle is None or angle > 90:
            return None
        north, east = quadrant.group(1).upper() in "N北", quadrant.group(3).upper() in "E东"
        return (angle if east else 360 - angle) % 360 if north else (180 - angle if east else 180 + angle)
    dms = _DMS.match(text)
    if dms:
        degrees, minutes, seconds = int(dms.group(1)), int(dms.group(2)), float(dms.group(3) or 0)
        value = degrees + minutes / 60 + seconds / 3600
        return value if minutes < 60 and seconds < 60 and value <= 360 else None
    try:
        value = float(text.strip().rstrip("°度"))
    except ValueError:
        return None
    return value if 0 <= value <= 360 else None


def run_traverse(
    start: tuple[Decimal, Decimal],
    legs: Sequence[Leg],
    *,
    end: tuple[Decimal, Decimal] | None = None,
    adjust: bool = False,
    least_relative: int = 2000,
) -> Traverse:
    """按方位角和距离逐边推算：给出各点坐标，`end` 为应到达的点（闭合时即起点），差值为闭合差.

    With `adjust` the misclosure is distributed by the compass rule and the last point is `end` to the millimetre. A
    misclosure above 1:`least_relative` is a warning: then a leg is rather wrong than imprecise.
    """
    if not legs or any(leg.distance_m <= 0 for leg in legs):
        return Traverse(findings=[_no_legs()])
    # summed in full and rounded once per point: rounding leg by leg would drift
    north, east = float(start[0]), float(start[1])
    run: list[tuple[float, float]] = []
    for leg in legs:
        north += float(leg.distance_m) * cos(radians(leg.bearing_deg))
        east += float(leg.distance_m) * sin(radians(leg.bearing_deg))
        run.append((north, east))
    length = sum((leg.distance_m for leg in legs), Decimal(0))
    if end is None:
        return Traverse([start, *(_to_mm(point) for point in run)], length_m=length)
    miss_x, miss_y = run[-1][0] - float(end[0]), run[-1][1] - float(end[1])
    miss = hypot(miss_x, miss_y)
    closes = round(miss, 3) == 0
    relative = None if closes else int(float(length) / miss)
    points = run
    if adjust:
        gone, points = Decimal(0), []
        for leg, (x, y) in zip(legs, run, strict=True):
            gone += leg.distance_m
            share = float(gone / length)
            points.append((x - miss_x * share, y - miss_y * share))
    findings = [_misclosure(miss, relative, least_relative, adjusted=adjust)] if relative is not None else []
    exact = [_to_mm(point) for point in points]
    if adjust or closes:
        exact[-1] = end
    return Traverse(
        [start, *exact], _mm(miss_x), _mm(miss_y), _mm(miss), length, relative, is_adjusted=adjust, findings=findings
    )


def _to_mm(point: tuple[float, float]) -> tuple[Decimal, Decimal]:
    return _mm(point[0]), _mm(point[1])


def _mm(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(_MM, rounding=ROUND_HALF_UP)


def _no_legs() -> Finding:
    return Finding(
        "drawing.traverse_leg_unusable",
        Severity.ERROR,
        "没有可用的边：每条边要有方位角和大于 0 的距离。",
        fix_zh="方位角写作 45.5 或 45°30′00″，距离以米为单位。",
        message_en="Each leg needs a bearing and a distance above nought.",
        fix_en="Bearings as 45.5 or 45°30′00″, distances in metres.",
    )


def _misclosure(miss: float, relative: int | None, least: int, *, adjusted: bool) -> Finding:
    fits = relative is None or relative >= least
    return Finding(
        "drawing.traverse_misclosure",
        Severity.INFO if fits else Severity.WARNING,
        f"闭合差 {miss:.3f} 米，相对闭合差 1/{relative}{'，已按边长比例分配' if adjusted else ''}。",
        fix_zh="" if fits else "闭合差偏大，多为某条边的方位角或距离有误，请核对原始记录后再分配。",
        message_en=f"Misclosure {miss:.3f} m, 1:{relative}{', distributed by length' if adjusted else ''}.",
        fix_en="" if fits else "Rather a wrong leg than an imprecise one: check the record before distributing it.",
        measured=f"1/{relative}",
        required=f"≥ 1/{least}",
        basis="坐标增量闭合差按边长成正比例反号分配（Bowditch 法则）",
    )
