"""Areas: square metres inside, 亩 and 公顷 on the outside, and planar kept apart from ellipsoidal.

1 亩 = 2000/3 ㎡ exactly (never 666.67), 1 公顷 = 15 亩 = 10,000 ㎡. Rounding is half up and happens once, at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

M2_PER_HA = Decimal(10_000)

Number = int | float | Decimal | str


def exact(value: Number) -> Decimal:
    """Return the number as Decimal by its shortest decimal text, so that 0.1 stays 0.1."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def round_half_up(value: Number, places: int) -> Decimal:
    """Round half up to `places` decimals (四舍五入), as land papers do; binary and banker's rounding differ."""
    return exact(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def m2_to_mu(area_m2: Number) -> Decimal:
    """Return 亩 for ㎡, unrounded: A × 3 / 2000."""
    return exact(area_m2) * 3 / 2000


def mu_to_m2(area_mu: Number) -> Decimal:
    """Return ㎡ for 亩, unrounded: A × 2000 / 3."""
    return exact(area_mu) * 2000 / 3


def m2_to_ha(area_m2: Number) -> Decimal:
    """Return 公顷 for ㎡."""
    return exact(area_m2) / M2_PER_HA


def ha_to_m2(area_ha: Number) -> Decimal:
    """Return ㎡ for 公顷."""
    return exact(area_ha) * M2_PER_HA


def format_mu(area_m2: Number) -> str:
    """Return the area as 亩 with two decimals and thousands, as screens and papers print it."""
    return f"{round_half_up(m2_to_mu(area_m2), 2):,}"


def format_m2(area_m2: Number) -> str:
    """Return the area as ㎡ with two decimals and thousands."""
    return f"{round_half_up(area_m2, 2):,}"


def format_ha(area_m2: Number) -> str:
    """Return the area as 公顷 with four decimals and thousands."""
    return f"{round_half_up(m2_to_ha(area_m2), 4):,}"


def ring_area_planar_m2(points: Sequence[tuple[float, float]]) -> float:
    """Return the unsigned shoelace area of a ring of planar coordinates in metres (解析法).

    The ring is moved to its first point before multiplying: eastings with a zone prefix have eight digits
    before the point, and their products would eat the millimetres of a double.
    """
    if len(points) < 3:
        return 0.0
    x0, y0 = points[0]
    local = [(x - x0, y - y0) for x, y in points]
    total = 0.0
    for (xa, ya), (xb, yb) in zip(local, local[1:] + local[:1], strict=True):
        total += xa * yb - xb * ya
    return abs(total) / 2
