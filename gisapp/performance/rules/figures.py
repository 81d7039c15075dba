"""年度数据：一家企业在一个园区一年的各项数，精确保存；用地面积 = 登记 + 租入 − 租出 + 未登记已用。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gisapp.performance.terms import LandKind, Segment

Amount = Decimal | None

MONEY = ("tax_yuan", "value_added_yuan", "output_yuan", "revenue_yuan", "rd_yuan", "fixed_investment_yuan")
QUANTITIES = ("energy_tce", "electricity_kwh", "emission_t")
AMOUNTS = (*MONEY, *QUANTITIES, "staff")


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What is known of an enterprise in one park for one year; None = not told. Money in yuan, land in ㎡ by kind."""

    party_id: int
    park_id: int
    year: int
    segment: Segment
    amounts: Mapping[str, Amount]
    land: Mapping[LandKind, Decimal] = field(default_factory=dict[LandKind, Decimal])
    started_on: date | None = None
    figure_id: int = 0
    name_zh: str = ""

    @property
    def key(self) -> tuple[int, int]:
        return self.party_id, self.park_id

    @property
    def land_m2(self) -> Fraction | None:
        """Return the land used; None where nothing was told of it."""
        return land_used(self.land)

    def of(self, name: str) -> Fraction | None:
        value = self.amounts.get(name)
        return None if value is None else Fraction(value)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as a run keeps them: text for numbers, so that the same figures give the same bytes."""
        return {
            "figure_id": self.figure_id,
            "party_id": self.party_id,
            "park_id": self.park_id,
            "year": self.year,
            "segment": str(self.segment),
            "amounts": {name: _text(self.amounts.get(name)) for name in AMOUNTS},
            "land": {str(kind): _text(self.land.get(kind)) for kind in LandKind},
            "started_on": None if self.started_on is None else self.started_on.isoformat(),
        }

    @classmethod
    def parse(cls, kept: Mapping[str, Any]) -> YearFigures:
        """Return the figures that `as_dict` wrote."""
        return cls(
            party_id=kept["party_id"],
            park_id=kept["park_id"],
            year=kept["year"],
            segment=Segment(kept["segment"]),
            amounts={name: None if text is None else Decimal(text) for name, text in kept["amounts"].items()},
            land={LandKind(kind): Decimal(text) for kind, text in kept["land"].items() if text is not None},
            started_on=None if kept["started_on"] is None else date.fromisoformat(kept["started_on"]),
            figure_id=kept["figure_id"],
        )


def land_used(land: Mapping[LandKind, Decimal]) -> Fraction | None:
    """用地面积（㎡）：登记 + 租入 − 租出 + 未登记已用；租出多于其余时为 0，没有填报时为未知."""
    if not land:
        return None
    signs = {LandKind.LEASED_OUT: -1}
    return max(sum((signs.get(kind, 1) * Fraction(area) for kind, area in land.items()), Fraction(0)), Fraction(0))


def _text(value: Amount) -> str | None:
    return None if value is None else format(value.normalize(), "f")
