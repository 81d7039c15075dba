"""The sites of a pool as columns of whole numbers: what the rules of matching count with. No floating point, so that an answer is the same on every machine.

Amounts are in hundredths (㎡, yuan, m, t), ratios in thousandths, days as ordinals; −1 = not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Truth = NDArray[np.bool_]
UNKNOWN = -1

UTILITIES = ("road", "water", "power", "drainage", "gas", "heat", "telecom", "levelled")
KINDS = ("plot", "workshop", "transfer", "expansion")
BUILDS = ("plot", "expansion")
"""Where one builds oneself: on land of one's own, and in the room left beside what stands there."""
DEMANDS: dict[str, int] = {
    "investment_intensity": 100,
    "output_per_mu": 100,
    "value_added_per_mu": 100,
    "tax_per_mu": 100,
    "value_added_per_energy": 10_000,
    "labour_productivity": 10_000,
}
"""Thresholds a plan can be held against before a line is drawn, with the scale of their column (canonical units)."""

_SCALED: dict[str, tuple[str, int]] = {
    "area": ("area_m2", 100),
    "floor_area": ("floor_area_m2", 100),
    "price": ("price_yuan_per_m2", 100),
    "rent": ("rent_yuan_per_m2_month", 100),
    "far_min": ("far_min", 1000),
    "far_max": ("far_max", 1000),
    "height_max": ("height_max_m", 100),
    "height": ("clear_height_m", 100),
    "load": ("floor_load_t_m2", 100),
    "power": ("power_kva", 100),
    "water": ("water_dn", 100),
    "gas": ("gas_m3_h", 100),
    "steam": ("steam_t_h", 100),
    "sewage": ("sewage_dn", 100),
    "rail": ("rail_m", 1),
    "port": ("port_m", 1),
    "motorway": ("motorway_m", 1),
    "airport": ("airport_m", 1),
}


@dataclass(frozen=True)
class Columns:
    """One row per candidate. `number`: the site's number (of a combination the first plot's)."""

    number: Whole
    kind: Whole
    area: Whole
    floor_area: Whole
    price: Whole
    rent: Whole
    delivery: Whole
    far_min: Whole
    far_max: Whole
    height_max: Whole
    height: Whole
    load: Whole
    power: Whole
    water: Whole
    gas: Whole
    steam: Whole
    sewage: Whole
    rail: Whole
    port: Whole
    motorway: Whole
    airport: Whole
    utilities: Whole
    utilities_known: Whole
    park: NDArray[Any]
    industries: dict[str, Truth]
    names_industry: Truth
    demands: dict[str, Whole] = field(default_factory=dict[str, Whole])

    def __len__(self) -> int:
        return len(self.number)

    def take(self, rows: Whole) -> Columns:
        """Return some of the rows, in that order."""
        taken: dict[str, Any] = {}
        for item in fields(self):
            value: Any = getattr(self, item.name)
            taken[item.name] = (
                {key: one[rows] for key, one in value.items()} if isinstance(value, dict) else value[rows]
            )
        return Columns(**taken)


def columns_of(rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Return a pool's rows (as kept in public_pool_site) as columns."""
    codes = sorted({code for row in rows for code in row["industry_codes"]})
    listed = [frozenset(row["industry_codes"]) for row in rows]
    return Columns(
        number=np.array([row["id"] for row in rows], dtype=np.int64),
        kind=np.array([KINDS.index(row["kind"]) for row in rows], dtype=np.int64),
        delivery=np.array([_day(row["delivery_on"]) for row in rows], dtype=np.int64),
        utilities=np.array([_bits(row["utilities"]) for row in rows], dtype=np.int64),
        utilities_known=np.array([_bits(row["utilities_known"]) for row in rows], dtype=np.int64),
        park=np.array([row["park_code"] for row in rows], dtype=object),
        industries={code: np.array([code in own for own in listed], dtype=bool) for code in codes},
        names_industry=np.array([bool(own) for own in listed], dtype=bool),
        demands={
            name: np.array([_demand(row["demands"].get(name), scale) for row in rows], dtype=np.int64)
            for name, scale in DEMANDS.items()
        },
        **{
            name: np.array([scaled(row[column], scale) for row in rows], dtype=np.int64)
            for name, (column, scale) in _SCALED.items()
        },
    )


def scaled(value: Any, scale: int) -> int:
    """Return a number in whole parts, rounded half up; −1 where it is not known."""
    if value is None:
        return UNKNOWN
    if isinstance(value, int):
        return value * scale
    return int((Decimal(value) * scale).to_integral_value("ROUND_HALF_UP"))


def _demand(told: Mapping[str, Any] | None, scale: int) -> int:
    """Return a threshold rounded up: what meets it in whole parts meets it exactly."""
    if told is None:
        return UNKNOWN
    return _rounded_up(told["value"], scale)


@cache
def _rounded_up(value: str, scale: int) -> int:
    return -((-Fraction(value) * scale) // 1)


def _day(value: Any) -> int:
    if value is None:
        return UNKNOWN
    return (value if isinstance(value, date) else date.fromisoformat(value)).toordinal()


def _bits(utilities: Iterable[str]) -> int:
    return sum(1 << UTILITIES.index(name) for name in utilities)


def utility_bits(utilities: Iterable[str]) -> int:
    """Return the mask of these utilities."""
    return _bits(utilities)


_WORST_LEAST = ("far_max", "height_max", "power", "water", "gas", "steam", "sewage")
_WORST_MOST = ("delivery", "far_min", "rail", "port", "motorway", "airport")


def combine(columns: Columns, groups: Sequence[Sequence[int]]) -> Columns:
    """Return groups of plots as one candidate each: areas add up, prices are weighed by area, of everything else the worse counts.

    What one of them does not know the whole does not know. Only what all have (utilities) or all may take (industries) is kept.
    """
    size = max((len(group) for group in groups), default=1)
    padded = np.array([[*group, *([group[0]] * (size - len(group)))] for group in groups], dtype=np.int64)
    inside = np.array([[True] * len(group) + [False] * (size - len(group)) for group in groups], dtype=bool)
    padded = padded.reshape(len(groups), size)
    inside = inside.reshape(len(groups), size)
    first = columns.take(padded[:, 0])

    def known(values: Whole) -> Truth:
        return (values[padded] != UNKNOWN).all(axis=1)

    def worst(name: str, *, least: bool) -> Whole:
        values = getattr(columns, name)
        found = values[padded].min(axis=1) if least else values[padded].max(axis=1)
        return np.where(known(values), found, UNKNOWN)

    areas = np.where(inside, columns.area[padded], 0)
    area = np.where(known(columns.area), areas.sum(axis=1), UNKNOWN)
    paid = (np.where(inside, columns.price[padded], 0) * areas).sum(axis=1)
    price = np.where(known(columns.price) & (area > 0), paid // np.maximum(area, 1), UNKNOWN)
    return replace(
        first,
        area=area,
        price=price,
        utilities=np.bitwise_and.reduce(columns.utilities[padded], axis=1),
        utilities_known=np.bitwise_and.reduce(columns.utilities_known[padded], axis=1),
        names_industry=columns.names_industry[padded].all(axis=1),
        industries={code: has[padded].all(axis=1) for code, has in columns.industries.items()},
        demands={
            name: np.where(known(values), values[padded].max(axis=1), UNKNOWN)
            for name, values in columns.demands.items()
        },
        **{name: worst(name, least=True) for name in _WORST_LEAST},
        **{name: worst(name, least=False) for name in _WORST_MOST},
    )


def part_of(columns: Columns, rows: Whole, area: int) -> Columns:
    """Return a part of so much area (hundredths of ㎡) of each of these plots, everything else as the whole has it."""
    taken = columns.take(rows)
    return replace(taken, area=np.full(len(rows), area, dtype=np.int64))
