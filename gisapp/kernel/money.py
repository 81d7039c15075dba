"""Money: yuan inside, 万元 on the outside, and money per area in one canonical unit, exact until it is printed.

1 万元/亩 = 10,000 元 over 2000/3 ㎡ = 15 元/㎡ = 15 万元/公顷. So 元/㎡ is stored (the same number as 万元/公顷) and 万元/亩 is a fifteenth of
it: a fraction without an end, kept as a Fraction and rounded half up once, when it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from gisapp.kernel.area import Number, exact

YUAN_PER_WAN = 10_000
YUAN_PER_M2_OF_ONE_WAN_PER_MU = 15

Exact = int | float | Decimal | str | Fraction


def fraction(value: Exact) -> Fraction:
    """Return the number exactly; a float by its shortest decimal text, so that 0.1 stays 1/10."""
    return value if isinstance(value, Fraction) else Fraction(exact(value))


def round_fraction(value: Fraction, places: int) -> Decimal:
    """Round half up (四舍五入, away from zero at the half) to `places` decimals, from the exact value."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


def cut_fraction(value: Fraction, places: int) -> Decimal:
    """Cut to `places` decimals toward zero: what is printed of a share never looks as if it had reached a limit."""
    scaled = abs(value) * 10**places
    whole = scaled.numerator // scaled.denominator
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


def yuan_to_wan(amount_yuan: Number) -> Decimal:
    """Return 万元 for yuan, unrounded."""
    return exact(amount_yuan) / YUAN_PER_WAN


def wan_to_yuan(amount_wan: Number) -> Decimal:
    """Return yuan for 万元, unrounded."""
    return exact(amount_wan) * YUAN_PER_WAN


def to_fen(amount_yuan: Number) -> Decimal:
    """Return the amount to the 分 (two decimals), half up."""
    return exact(amount_yuan).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def format_yuan(amount_yuan: Number) -> str:
    """Return yuan with two decimals and thousands."""
    return f"{to_fen(amount_yuan):,}"


def format_wan(amount_yuan: Number) -> str:
    """Return an amount in yuan as 万元 with two decimals and thousands."""
    return f"{to_fen(yuan_to_wan(amount_yuan)):,}"


@dataclass(frozen=True, slots=True, order=True)
class MoneyPerArea:
    """Money per area, exact: compared exactly, shown in any of the three units, rounded once."""

    yuan_per_m2: Fraction

    @classmethod
    def of(cls, amount_yuan: Exact, area_m2: Exact) -> MoneyPerArea:
        """Return amount over area; an area that is not positive has no rate (ValueError)."""
        area = fraction(area_m2)
        if area <= 0:
            raise ValueError("money per area needs a positive area")
        return cls(fraction(amount_yuan) / area)

    @classmethod
    def from_yuan_per_m2(cls, value: Exact) -> MoneyPerArea:
        return cls(fraction(value))

    @classmethod
    def from_wan_per_mu(cls, value: Exact) -> MoneyPerArea:
        return cls(fraction(value) * YUAN_PER_M2_OF_ONE_WAN_PER_MU)

    @classmethod
    def from_wan_per_ha(cls, value: Exact) -> MoneyPerArea:
        return cls(fraction(value))

    @property
    def wan_per_mu(self) -> Fraction:
        return self.yuan_per_m2 / YUAN_PER_M2_OF_ONE_WAN_PER_MU

    @property
    def wan_per_ha(self) -> Fraction:
        return self.yuan_per_m2

    def times(self, area_m2: Exact) -> Fraction:
        """Return the amount in yuan over an area, unrounded."""
        return self.yuan_per_m2 * fraction(area_m2)
