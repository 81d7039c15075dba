"""What a coordinate pair can be by its size: the kernel's guess for 3° zones, and eastings with a 6° zone in front."""

from __future__ import annotations

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


def gauss_kruger_epsg(zone: int, *, prefixed: bool) -> int:
    """Return the CGCS2000 system of a 3° (25..45) or 6° (13..23) zone, with or without the zone in front of the easting."""
    if zone in THREE_DEGREE_ZONES:
        return (4513 if prefixed else 4534) + zone - 25
    if zone in SIX_DEGREE_ZONES:
        return (4491 if prefixed else 4502) + zone - 13
    raise ValueError(f"no zone {zone} in China")


def central_meridian(zone: int) -> int:
    """Return the central meridian of a 3° (3n) or 6° (6n − 3) zone number."""
    return zone * 3 if zone in THREE_DEGREE_ZONES else zone * 6 - 3
