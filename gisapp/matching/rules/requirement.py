"""What an investor needs, as the rules read it: canonical units, nothing that depends on the day or on other sites."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from gisapp.matching.terms import DEFAULT_WEIGHTS, Criterion

CAPACITIES = (Criterion.POWER, Criterion.WATER, Criterion.GAS, Criterion.STEAM, Criterion.SEWAGE)
BUILDING = (Criterion.HEIGHT, Criterion.LOAD)
DISTANCES = (Criterion.RAIL, Criterion.PORT, Criterion.MOTORWAY, Criterion.AIRPORT)
ALWAYS_MUST = frozenset({Criterion.KIND})
USUAL_MUST = (Criterion.INDUSTRY, Criterion.PARK, Criterion.AREA_MIN, Criterion.AREA_MAX, Criterion.FLOOR_AREA, Criterion.PRICE, Criterion.RENT, Criterion.DELIVERY)  # fmt: skip
AMOUNTS = ("investment_yuan", "output_yuan", "value_added_yuan", "tax_yuan", "energy_tce", "staff")


@dataclass(frozen=True)
class Requirement:
    """Areas in ㎡, money in yuan, distances in metres, pipes as needed diameter in mm; None or empty = not asked.

    `must`: which criteria a site has to meet to be listed at all; the others only raise or lower its score.
    """

    kinds: tuple[str, ...] = ("plot",)
    industry: str = ""
    parks: tuple[str, ...] = ()
    area_min_m2: Decimal | None = None
    area_max_m2: Decimal | None = None
    floor_area_min_m2: Decimal | None = None
    price_max_yuan_per_m2: Decimal | None = None
    rent_max_yuan_per_m2_month: Decimal | None = None
    delivery_by: date | None = None
    utilities: tuple[str, ...] = ()
    measures: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    building_height_m: Decimal | None = None
    far: Decimal | None = None
    investment_yuan: Decimal | None = None
    output_yuan: Decimal | None = None
    value_added_yuan: Decimal | None = None
    tax_yuan: Decimal | None = None
    energy_tce: Decimal | None = None
    staff: int | None = None
    must: tuple[str, ...] = tuple(str(item) for item in USUAL_MUST)
    weights: dict[str, int] = field(default_factory=dict[str, int])

    def asks(self, criterion: Criterion) -> bool:
        """Return whether the requirement says anything about a criterion."""
        simple: dict[Criterion, Any] = {
            Criterion.KIND: self.kinds,
            Criterion.INDUSTRY: self.industry,
            Criterion.PARK: self.parks,
            Criterion.AREA_MIN: self.area_min_m2,
            Criterion.AREA_MAX: self.area_max_m2,
            Criterion.FLOOR_AREA: self.floor_area_min_m2,
            Criterion.PRICE: self.price_max_yuan_per_m2,
            Criterion.RENT: self.rent_max_yuan_per_m2_month,
            Criterion.DELIVERY: self.delivery_by,
            Criterion.UTILITY: self.utilities,
            Criterion.BUILDING_HEIGHT: self.building_height_m,
            Criterion.FAR: self.far,
        }
        if criterion in simple:
            return simple[criterion] not in (None, "", ())
        if criterion is Criterion.THRESHOLDS:
            return any(getattr(self, name) is not None for name in AMOUNTS)
        return str(criterion) in self.measures

    def is_must(self, criterion: Criterion) -> bool:
        return self.asks(criterion) and (criterion in ALWAYS_MUST or str(criterion) in self.must)

    def weight(self, criterion: Criterion) -> int:
        """Return the weight of a criterion, the investor's own or the usual one."""
        return self.weights.get(str(criterion), DEFAULT_WEIGHTS.get(criterion, 0))

    def wishes(self) -> tuple[Criterion, ...]:
        """Return the criteria that are asked for and could carry points, in the order of the terms; both ends of an area are one."""
        return tuple(
            criterion
            for criterion in Criterion
            if criterion in DEFAULT_WEIGHTS and any(self.asks(end) for end in _ends(criterion))
        )

    def scored(self) -> tuple[Criterion, ...]:
        """Return the wishes that carry points."""
        return tuple(criterion for criterion in self.wishes() if self.weight(criterion) > 0)

    def is_must_whole(self, criterion: Criterion) -> bool:
        """Return whether a wish excludes who misses it; of an area with two ends both have to."""
        return all(self.is_must(end) for end in _ends(criterion) if self.asks(end))

    def as_json(self) -> dict[str, Any]:
        """Return the requirement in one canonical form: the same needs give the same text, whatever the order they came in."""
        told = asdict(self)
        for name in ("kinds", "parks", "utilities", "must"):
            told[name] = sorted(set(told[name]))
        told["measures"] = {name: plain(value) for name, value in sorted(self.measures.items())}
        told["weights"] = dict(sorted(self.weights.items()))
        return {name: plain(value) for name, value in told.items()}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Requirement:
        """Return the requirement that `as_json` wrote."""
        values = dict(told)
        for name in ("kinds", "parks", "utilities", "must"):
            values[name] = tuple(values[name])
        for name in _DECIMALS:
            values[name] = None if values[name] is None else Decimal(values[name])
        values["measures"] = {name: Decimal(value) for name, value in values["measures"].items()}
        values["delivery_by"] = None if values["delivery_by"] is None else date.fromisoformat(values["delivery_by"])
        return cls(**values)


def _ends(wish: Criterion) -> tuple[Criterion, ...]:
    return (Criterion.AREA_MIN, Criterion.AREA_MAX) if wish is Criterion.AREA_MIN else (wish,)


_DECIMALS = (
    "area_min_m2", "area_max_m2", "floor_area_min_m2", "price_max_yuan_per_m2", "rent_max_yuan_per_m2_month", "building_height_m", "far",
    "investment_yuan", "output_yuan", "value_added_yuan", "tax_yuan", "energy_tce",
)  # fmt: skip


def plain(value: Any) -> Any:
    """Return a value as JSON keeps it: numbers as their shortest text, days as ISO."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def needed_diameter_mm(cubic_metres_per_day: Decimal, velocity_m_s: Decimal) -> Decimal:
    """Return the pipe that carries so much a day when the water moves at this speed: √(4Q / πv), in whole mm, rounded up."""
    if cubic_metres_per_day < 0 or velocity_m_s <= 0:
        raise ValueError("an amount is not negative, a speed is more than nothing")
    flow = float(cubic_metres_per_day) / 86400
    return Decimal(math.ceil(math.sqrt(4 * flow / (math.pi * float(velocity_m_s))) * 1000))
