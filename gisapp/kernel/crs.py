"""Coordinate reference systems of CGCS2000 and how to recognise them by magnitude.

Storage is EPSG:4490, always lon, lat in memory and on the wire. Survey coordinates are 3° Gauss–Krüger: X is north,
Y is east. In the EPSG database 4490 is lat, lon and 4526/4547 are north, east: here axis order is always explicit
(`always_xy`), never the database's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pyproj import Transformer

STORAGE_EPSG = 4490
TILE_EPSG = 3857

Bbox = tuple[float, float, float, float]
"""West, south, east, north in degrees of the storage system."""


def read_bbox(text: str) -> Bbox | None:
    """Return the box that `west,south,east,north` names, in degrees; None where that is none: each room says so in its own words."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    is_box = -180 <= west <= east <= 180 and -90 <= south <= north <= 90  # never with a NaN
    return (west, south, east, north) if is_box else None


# EPSG numbers run without gaps: 3° zones with prefix 25..45 are 4513..4533, by central meridian 75..135 are 4534..4554.
_THREE_DEGREE_ZONES = range(25, 46)


@dataclass(frozen=True, slots=True)
class GaussKruger:
    """A CGCS2000 3° Gauss–Krüger system: EPSG code, zone number, central meridian, and whether eastings carry the zone."""

    epsg: int
    zone: int
    prefixed: bool

    @property
    def central_meridian(self) -> int:
        return self.zone * 3

    @property
    def label_zh(self) -> str:
        prefix = "带带号" if self.prefixed else "不带带号"
        return f"CGCS2000 3度带 第{self.zone}带 中央经线{self.central_meridian}° {prefix}（EPSG:{self.epsg}）"


def gauss_kruger(zone: int, *, prefixed: bool) -> GaussKruger:
    """Return the 3° system of a zone (25..45), with or without the zone number in front of the easting."""
    if zone not in _THREE_DEGREE_ZONES:
        raise ValueError(f"3° zone {zone} is outside China's 25..45")
    base = 4513 if prefixed else 4534
    return GaussKruger(base + zone - 25, zone, prefixed)


GAUSS_KRUGER: dict[int, GaussKruger] = {
    system.epsg: system
    for zone in _THREE_DEGREE_ZONES
    for prefixed in (True, False)
    for system in (gauss_kruger(zone, prefixed=prefixed),)
}


def zone_of_longitude(lon: float) -> int:
    """Return the 3° zone number of a longitude: round(lon / 3)."""
    return int(lon / 3 + 0.5)


def without_prefix(epsg: int) -> int:
    """Return the system of the same zone whose eastings carry no zone number (4526 → 4547); others come back as they are."""
    system = GAUSS_KRUGER.get(epsg)
    return gauss_kruger(system.zone, prefixed=False).epsg if system else epsg


def with_prefix(epsg: int) -> int:
    """Return the system of the same zone whose eastings carry the zone number (4547 → 4526); others come back as they are."""
    system = GAUSS_KRUGER.get(epsg)
    return gauss_kruger(system.zone, prefixed=True).epsg if system else epsg


@lru_cache(maxsize=64)
def transformer(source_epsg: int, target_epsg: int) -> Transformer:
    """Return a cached transformer in east/north and lon/lat order (`always_xy`)."""
    return Transformer.from_crs(source_epsg, target_epsg, always_xy=True)


@dataclass(frozen=True, slots=True)
class CoordinateGuess:
    """What a pair of numbers can be, by magnitude: lon/lat degrees, or northing/easting with or without zone.

    `first_is_east` tells that the pair came as (east, north) or (lon, lat). `zone` is None where the easting carries no prefix.
    """

    kind: str  # "degrees" | "prefixed" | "unprefixed" | "unknown"
    east: float
    north: float
    first_is_east: bool
    zone: int | None = None


def guess_pair(first: float, second: float) -> CoordinateGuess:
    """Tell what two numbers are by their size alone, whatever their order (land-survey practice, China only).

    - 73–135 with 3–54: degrees
    - eight digits before the point starting 25..45 with 0.3–6 million: easting with zone prefix
    - 300,000–700,000 with 0.3–6 million: easting without prefix, zone unknown
    """
    for east, north, first_is_east in ((first, second, True), (second, first, False)):
        if 73 <= east <= 136 and 3 <= north <= 54:
            return CoordinateGuess("degrees", east, north, first_is_east)
    for east, north, first_is_east in ((first, second, True), (second, first, False)):
        zone = int(east // 1_000_000)
        if zone in _THREE_DEGREE_ZONES and 300_000 <= north <= 6_000_000:
            return CoordinateGuess("prefixed", east, north, first_is_east, zone)
    for east, north, first_is_east in ((first, second, True), (second, first, False)):
        if 100_000 <= east <= 900_000 and 1_000_000 <= north <= 6_000_000:
            return CoordinateGuess("unprefixed", east, north, first_is_east)
    return CoordinateGuess("unknown", first, second, True)
