"""What coordinates can be by their size: the kernel's guess for 3° zones, eastings with a 6° zone in front, and whole files at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from gisapp.kernel.crs import CoordinateGuess, guess_pair

SIX_DEGREE_ZONES = range(13, 24)
THREE_DEGREE_ZONES = range(25, 46)


def guess_coordinates(first: float, second: float) -> CoordinateGuess:
    """Tell degrees, prefixed or unprefixed metres by magnitude, whatever the order; 6° prefixes 13..23 included."""
    guess = guess_pair(first, second)
    if guess.kind != "unknown":
        return guess
    for east, north, first_is_east in ((first, second, True), (second, first, False)):
        zone = int(east // 1_000_000)
        if zone in SIX_DEGREE_ZONES and 300_000 <= north <= 6_000_000 and 100_000 <= east % 1_000_000 <= 900_000:
            return CoordinateGuess("prefixed", east, north, first_is_east, zone)
    return guess


@dataclass(frozen=True, slots=True)
class Magnitude:
    """What most rows of a layer are: kind as in `guess_pair`, whether x came before y, and the zone in front of each row's easting."""

    kind: str
    first_is_east: bool
    zones: tuple[int, ...]
    row_zone: np.ndarray

    @property
    def zone(self) -> int | None:
        return self.zones[0] if self.zones else None


def measure_layer(geometry: np.ndarray) -> Magnitude:
    """Guess every row by its first coordinate and go with the majority; zones come most frequent first, 0 where a row shows none."""
    row_zone = np.zeros(len(geometry), dtype=np.int64)
    there = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    if not there.any():
        return Magnitude("unknown", True, (), row_zone)
    box = shapely.bounds(geometry[there])
    guesses = [guess_coordinates(x, y) for x, y in zip(box[:, 0].tolist(), box[:, 1].tolist(), strict=True)]
    votes: dict[tuple[str, bool], int] = {}
    for guess in guesses:
        votes[guess.kind, guess.first_is_east] = votes.get((guess.kind, guess.first_is_east), 0) + 1
    kind, first_is_east = max(votes, key=lambda key: (key[0] != "unknown", votes[key]))
    row_zone[there] = [
        guess.zone or 0 if (guess.kind, guess.first_is_east) == (kind, first_is_east) else 0 for guess in guesses
    ]
    found, counts = np.unique(row_zone[row_zone > 0], return_counts=True)
    return Magnitude(kind, first_is_east, tuple(found[np.argsort(-counts)].tolist()), row_zone)


def gauss_kruger_epsg(zone: int, *, prefixed: bool) -> int:
    """Return the CGCS2000 system of a 3° (25..45) or 6° (13..23) zone, with or without the zone in front of the easting."""
    if zone in THREE_DEGREE_ZONES:
        return (4513 if prefixed else 4534) + zone - 25
    if zone in SIX_DEGREE_ZONES:
        return (4491 if prefixed else 4502) + zone - 13
    raise ValueError(f"no zone {zone} in China")


def is_zone(zone: int) -> bool:
    return zone in THREE_DEGREE_ZONES or zone in SIX_DEGREE_ZONES


def central_meridian(zone: int) -> int:
    """Return the central meridian of a 3° (3n) or 6° (6n − 3) zone number."""
    return zone * 3 if zone in THREE_DEGREE_ZONES else zone * 6 - 3
