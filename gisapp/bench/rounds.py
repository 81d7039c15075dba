"""Measures several subjects by turns, so that a machine which is busy for a while is busy for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import mean, median

ROUNDS = 3

Measured = dict[str, list[float]]


def by_turns(subjects: Mapping[str, Callable[[int], float]], rounds: int = ROUNDS) -> Measured:
    """Each subject once per round; a subject gets the number of the round."""
    found: Measured = {name: [] for name in subjects}
    for number in range(rounds):
        for name, measure in subjects.items():
            found[name].append(measure(number))
    return found


def average(values: list[float]) -> float:
    return mean(values)


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the rounds' ratios: each compares neighbours in time."""
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))
