"""The facts of many contracts side by side, as columns: what the nightly scan reads in place of one contract at a time.

Days are whole numbers since 1 January 1970 (`NO_DAY` = none), areas square centimetres, money fen, so that every comparison is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gisapp.idle.rules.facts import DevelopmentFacts, Fact, Measured
from gisapp.idle.terms import CauseSide, IdleCause

Days = NDArray[np.int64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]
Bits = NDArray[np.int16]

NO_DAY = np.int64(-(2**40))
ENDLESS = np.int64(2**40)
EPOCH = date(1970, 1, 1).toordinal()
SIDES = list(CauseSide)
_T = TypeVar("_T")


@dataclass(frozen=True)
class Amounts:
    """Measurements of many contracts, several to one: whose, on which day, how much, net or not known to be."""

    owner: Days
    on: Days
    amount: Days
    is_net_known: Flags


@dataclass(frozen=True)
class Spans:
    """Days [began, ended) of many contracts, several to one; `side` as an index of `SIDES`."""

    owner: Days
    began: Days
    ended: Days
    side: Codes


@dataclass(frozen=True)
class FactColumns:
    """One row per contract; the ragged facts name their row as `owner`. `established` is an index of `SIDES`, −1 = no finding."""

    agreed_start: Days
    agreed_handover: Days
    handover: Days
    handover_known: Flags
    permit: Days
    permit_known: Flags
    foundation: Days
    foundation_known: Flags
    completed: Days
    stops_known: Flags
    discovered: Days
    due_area: Days
    established: Codes
    established_on: Days
    total_net: Days
    total_known: Flags
    new_starts: Spans
    stops: Spans
    developed: Amounts
    invested: Amounts
    causes: Spans

    def __len__(self) -> int:
        return len(self.agreed_start)


def columns_of(many: Sequence[DevelopmentFacts]) -> FactColumns:
    """Return these facts as columns; causes that do not excuse are left out here already."""
    return FactColumns(
        agreed_start=_days(item.agreed_start_on.value for item in many),
        agreed_handover=_days(item.agreed_handover_on.value for item in many),
        handover=_days(item.handover_on.value for item in many),
        handover_known=_known(many, lambda item: item.handover_on),
        permit=_days(item.permit_on.value for item in many),
        permit_known=_known(many, lambda item: item.permit_on),
        foundation=_days(item.foundation_on.value for item in many),
        foundation_known=_known(many, lambda item: item.foundation_on),
        completed=_days(item.completed_on.value for item in many),
        stops_known=np.array([item.stops_known for item in many], dtype=bool),
        discovered=_days(item.discovered_on for item in many),
        due_area=np.array([_hundredths(item.due_area_m2.value) for item in many], dtype=np.int64),
        established=np.array([_side(item.established_cause) for item in many], dtype=np.int8),
        established_on=_days(item.established_on for item in many),
        total_net=np.array([_net(item.total_investment) for item in many], dtype=np.int64),
        total_known=np.array(
            [item.total_investment is not None and item.total_investment.price_and_taxes is not None for item in many],
            dtype=bool,
        ),
        new_starts=_spans(
            [(row, one.signed_on, one.start_on, 0) for row, item in enumerate(many) for one in item.new_starts]
        ),
        stops=_spans([(row, one.stopped_on, one.resumed_on, 0) for row, item in enumerate(many) for one in item.stops]),
        developed=_amounts([(row, one) for row, item in enumerate(many) for one in item.developed_m2]),
        invested=_amounts([(row, one) for row, item in enumerate(many) for one in item.invested]),
        causes=_spans(
            [
                (row, one.began_on, one.ended_on, _side(one.cause))
                for row, item in enumerate(many)
                for one in item.causes
                if one.excuses
            ]
        ),
    )


def day_number(day: date | None) -> np.int64:
    return NO_DAY if day is None else np.int64(day.toordinal() - EPOCH)


def as_day(number: np.int64 | int) -> date | None:
    """Return a day of a column; None for `NO_DAY`."""
    return None if number == NO_DAY else date.fromordinal(int(number) + EPOCH)


def _days(values: Iterable[date | None]) -> Days:
    return np.array([day_number(value) for value in values], dtype=np.int64)


def _known(many: Sequence[DevelopmentFacts], pick: Callable[[DevelopmentFacts], Fact[_T]]) -> Flags:
    return np.array([pick(item).is_known for item in many], dtype=bool)


def _hundredths(value: Decimal | None) -> int:
    """A hundredth is the smallest part that contracts and surveys write; finer figures are refused (ValueError)."""
    if value is None:
        return int(NO_DAY)
    scaled = value * 100
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{value} has more than two decimals")
    return int(scaled)


def _net(amount: Measured | None) -> int:
    if amount is None or amount.price_and_taxes is None:
        return 0
    return _hundredths(amount.value - amount.price_and_taxes)


def _side(cause: IdleCause | None) -> int:
    return -1 if cause is None else SIDES.index(cause.side)


def _spans(rows: Sequence[tuple[int, date, date | None, int]]) -> Spans:
    return Spans(
        np.array([row[0] for row in rows], dtype=np.int64),
        _days(row[1] for row in rows),
        np.array([ENDLESS if row[2] is None else day_number(row[2]) for row in rows], dtype=np.int64),
        np.array([row[3] for row in rows], dtype=np.int8),
    )


def _amounts(rows: Sequence[tuple[int, Measured]]) -> Amounts:
    return Amounts(
        np.array([row for row, _ in rows], dtype=np.int64),
        _days(one.on for _, one in rows),
        np.array([_net(one) for _, one in rows], dtype=np.int64),
        np.array([one.price_and_taxes is not None for _, one in rows], dtype=bool),
    )
