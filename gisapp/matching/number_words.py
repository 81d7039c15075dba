"""Numbers as sentences of matching write them."""

from __future__ import annotations

from decimal import Decimal

from gisapp.kernel.area import round_half_up


def shortest(value: Decimal) -> str:
    """Return a number with at most two places and no zeros behind them: 12.5, 1,200."""
    return f"{round_half_up(value, 2).normalize():,f}"


def one_place(value: Decimal) -> str:
    return f"{round_half_up(value, 1)}"


def two_places(value: Decimal) -> str:
    return f"{round_half_up(value, 2):,}"
