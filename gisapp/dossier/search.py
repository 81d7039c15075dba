"""One box for everything: plot number, 宗地代码, 电子监管号, number of contract, case or project, enterprise, credit code, address, coordinates."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.crs import STORAGE_EPSG, gauss_kruger, guess_pair, transformer, zone_of_longitude
from gisapp.kernel.filter import like, narrow

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_DEGREES = re.compile(r"(\d+(?:\.\d+)?)\s*[°度]\s*(?:(\d+(?:\.\d+)?)\s*[′'分])?\s*(?:(\d+(?:\.\d+)?)\s*[″\"秒])?")

_SHORT_NUMBER = re.compile(r"([A-Z]?)(\d{1,2})[-‐‑–—]0*(\d{1,3})|([A-Z])(\d{1,2})(\d{3})")


def read_plot_number(words: str) -> str | None:
    """Return the regular expression of the plot numbers that a short one means (`4-13`, `p4013`: P4-013), None when it is none."""
    typed = _SHORT_NUMBER.fullmatch(narrow(words).upper())
    if typed is None:
        return None
    letter, park, number = typed.group(1, 2, 3) if typed[2] else typed.group(4, 5, 6)
    return f"^{letter or '[A-Z]?'}{park}-0*{int(number)}$"


def read_coordinates(q: str, default_zone: int) -> dict[str, Any] | None:
    """Return the place that a typed pair of coordinates means, None when it is not one.

    Accepts lon/lat in degrees or in degrees, minutes, seconds, X/Y with or without zone number, in either order; an
    easting without zone is taken in `default_zone` and the label says so.
    """
    degrees = [float(d) + float(m or 0) / 60 + float(s or 0) / 3600 for d, m, s in _DEGREES.findall(q)]
    numbers = degrees if len(degrees) == 2 else [float(number) for number in _NUMBER.findall(q)]
    letters = re.sub(r"[\d\s.,，;；:：+\-°′″'\"度分秒XYxyEeNn东西北经纬=()（）]", "", q)
    if len(numbers) != 2 or letters:
        return None
    guess = guess_pair(*numbers)
    if guess.kind == "degrees":
        lon, lat = guess.east, guess.north
        return {
            "lon": lon,
            "lat": lat,
            "label": f"{lon:.6f}°E {lat:.6f}°N",
            "sub_zh": "CGCS2000 经纬度",
            "sub_en": "CGCS2000 lon/lat",
        }
    if guess.kind == "unknown":
        return None
    zone = guess.zone or default_zone
    east = guess.east - zone * 1_000_000 if guess.zone else guess.east
    lon, lat = transformer(gauss_kruger(zone, prefixed=False).epsg, STORAGE_EPSG).transform(east, guess.north)
    assumed_zh = "" if guess.zone else f"（未带带号，按第{zone}带）"
    assumed_en = "" if guess.zone else f" (no zone number: taken as zone {zone})"
    return {
        "lon": lon,
        "lat": lat,
        "label": f"X {guess.north:.3f}  Y {zone}{east:010.3f}",
        "sub_zh": f"CGCS2000 3度带第{zone}带{assumed_zh}",
        "sub_en": f"CGCS2000 3° zone {zone}{assumed_en}",
    }


def search(
    session: Session,
    principal: Principal,
    q: str,
    as_of: date,
    default_lon: float | None,
    limit: int = 20,
    known_at: datetime | None = None,
) -> list[dict[str, Any]]:
    """Return what the words may mean, best first: coordinates, plots, parties, parks; only what the caller may see."""
    words = narrow(q)
    found: list[dict[str, Any]] = []
    place = read_coordinates(words, zone_of_longitude(default_lon) if default_lon else 38)
    if place is not None:
        found.append({"kind": "coordinate", **place})
    pattern = like(words) or ""
    parameters = {
        "q": pattern,
        "exact": words.upper(),
        "prefix": pattern[1:],
        "number": read_plot_number(words),
        "as_of": as_of,
        "known_at": known_at,
        "limit": limit,
        **visible_parks(principal),
    }
    found += [
        dict(row) for row in session.execute(load("dossier/search", known=known_at is not None), parameters).mappings()
    ]
    return found[:limit]
