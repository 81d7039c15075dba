"""盘活前后对比：投资、产值、税收、增加值、用工、容积率，总量和亩均；缺一边的说不知道，不当作零。"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

M2_PER_MU = Fraction(2000, 3)
MONEY = ("investment_yuan", "output_yuan", "tax_yuan", "value_added_yuan")


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """One year's figures of the ground, in yuan and ㎡; None = not known."""

    year: int
    area_m2: Decimal
    floor_area_m2: Decimal | None = None
    investment_yuan: Decimal | None = None
    output_yuan: Decimal | None = None
    tax_yuan: Decimal | None = None
    value_added_yuan: Decimal | None = None
    staff: int | None = None

    @property
    def far(self) -> Fraction | None:
        """容积率 = 总建筑面积 ÷ 土地面积."""
        return None if self.floor_area_m2 is None else Fraction(self.floor_area_m2) / Fraction(self.area_m2)

    def per_mu(self, name: str) -> Fraction | None:
        """Return a sum per mu in 万元/亩."""
        value: Decimal | None = getattr(self, name)
        return None if value is None else Fraction(value) / 10_000 / (Fraction(self.area_m2) / M2_PER_MU)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the comparison. `before`, `after` in yuan, persons or as FAR; `per_mu_*` in 万元/亩; `ratio` = after ÷ before − 1 of what is comparable.

    Sums of different ground are compared per mu, FAR and staff as they are. `ratio` None: a side is not known, or there was nothing before.
    """

    name: str
    before: Fraction | None
    after: Fraction | None
    per_mu_before: Fraction | None
    per_mu_after: Fraction | None
    ratio: Fraction | None


def compare(before: SiteFigures | None, after: SiteFigures | None) -> tuple[Change, ...]:
    """逐项对比盘活前后，货币指标按亩均比较."""
    lines = [
        _line(
            name,
            _value(before, name),
            _value(after, name),
            before.per_mu(name) if before else None,
            after.per_mu(name) if after else None,
        )
        for name in MONEY
    ]
    lines.append(_line("staff", _value(before, "staff"), _value(after, "staff"), None, None))
    lines.append(_line("far", before.far if before else None, after.far if after else None, None, None))
    return tuple(lines)


def _value(side: SiteFigures | None, name: str) -> Fraction | None:
    value = None if side is None else getattr(side, name)
    return None if value is None else Fraction(value)


def _line(
    name: str,
    before: Fraction | None,
    after: Fraction | None,
    per_mu_before: Fraction | None,
    per_mu_after: Fraction | None,
) -> Change:
    from_value, to_value = (per_mu_before, per_mu_after) if name in MONEY else (before, after)
    ratio = None if from_value is None or to_value is None or from_value <= 0 else to_value / from_value - 1
    return Change(name, before, after, per_mu_before, per_mu_after, ratio)
