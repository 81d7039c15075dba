"""Areas: square metres inside, 亩 and 公顷 on the outside, and planar kept apart from ellipsoidal.

1 亩 = 2000/3 ㎡ exactly (never 666.67), 1 公顷 = 15 亩 = 10,000 ㎡. Rounding is half up and happens once, at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

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


def counted_thirds_of_cents(cents: Any) -> Any:
    """Return three times the hundredths of ㎡ that an area counts for, a whole number; `cents` is a whole number or an array of them, none negative.

    An area that is a whole hundredth of a 亩 rounded to hundredths of ㎡ counts as exactly that many 亩: 6,666.67 ㎡ is 10.00 亩.
    """
    hundredths_of_mu = (3 * cents + 1000) // 2000
    is_rounded = (4000 * hundredths_of_mu + 3) // 6 == cents
    return 3 * cents + is_rounded * (2000 * hundredths_of_mu - 3 * cents)


def counted_m2(area_m2: Number | Fraction) -> Fraction:
    """Return the ㎡ by which an area is held against a limit per 亩 or in 亩 (1 亩 = 2000/3 ㎡); SQL has the same as `counted_m2`.

    A survey has two decimals of a ㎡, in which 100 亩 read 66,666.67: such an area counts as the 亩 that it was rounded from. Any other
    area, and one with more decimals or below nought, counts as it is.
    """
    area = area_m2 if isinstance(area_m2, Fraction) else Fraction(exact(area_m2))
    cents = area * 100
    if cents.denominator != 1 or cents < 0:
        return area
    return Fraction(counted_thirds_of_cents(cents.numerator), 300)


def counted_mu_zh(area_m2: Number | Fraction) -> str:
    """Return the sentence that says by how many 亩 an area counts; empty where it counts as it is."""
    area = area_m2 if isinstance(area_m2, Fraction) else Fraction(exact(area_m2))
    counted = counted_m2(area)
    if counted == area:
        return ""
    mu = counted * 3 / 2000
    return f"用地面积 {format_m2(float(area))} ㎡ 为 {float(mu):,.2f} 亩取两位小数，按 {float(mu):,.2f} 亩计（1 亩 = 2000/3 ㎡）"


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
