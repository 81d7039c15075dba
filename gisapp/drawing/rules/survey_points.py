"""原始测量坐标：what was typed or delivered stays with a plot's corners, to the digit, through every act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.strtree import STRtree

from gisapp.drawing.rules.plane import Area, Plane, Xy, parts_of
from gisapp.kernel.crs import GAUSS_KRUGER, STORAGE_EPSG, with_prefix, without_prefix

# a corner computed back from storage lies within a micrometre of what was typed; half a millimetre is the last digit
SAME_POINT_M = 0.0005


@dataclass(frozen=True, slots=True)
class MovedCorner:
    """Where a corner was, and where it went as typed (X north, Y east with or without zone number); None where it was dragged."""

    start: Xy
    typed: Mapping[str, str] | None


def carry_points(
    shape: Area,
    sources: Sequence[Mapping[str, Any] | None],
    plane: Plane,
    moved: Mapping[Xy, MovedCorner] | None = None,
) -> dict[str, Any] | None:
    """Return the boundary points of a shape as its parents' papers have them: same numbers, same digits.

    A corner that was `moved` keeps its number, and has the digits that were typed for it. Corners that no paper has are new:
    they get their number after the highest one and millimetres, and are marked `computed`. None when no parent has points at all, so that nobody takes computed figures for surveyed ones.
    """
    papers = [paper for paper in sources if paper and paper.get("rings")]
    if not papers:
        return None
    epsg = int(papers[0]["epsg"])
    known = [point for paper in papers if int(paper["epsg"]) == epsg for point in _typed(paper, plane)]
    if not known:
        return None
    tree = STRtree([shapely.Point(place) for place, _ in known])
    rings = []
    used = _numbers([point for _, point in known])
    for number, ring in enumerate(_open_rings(shape), start=1):
        points = []
        for vertex in ring:
            nearest = int(tree.nearest(shapely.Point(vertex)))
            place, typed = known[nearest]
            if _apart(place, vertex) <= SAME_POINT_M:
                points.append({"no": typed.get("no"), "x": typed["x"], "y": typed["y"]})
                continue
            came = (moved or {}).get(vertex)
            before = None if came is None else known[int(tree.nearest(shapely.Point(came.start)))]
            if came is not None and before is not None and _apart(before[0], came.start) <= SAME_POINT_M:
                points.append({"no": before[1].get("no"), **_digits(came, vertex, epsg, plane)})
                continue
            used += 1
            x, y = as_text(vertex, epsg, plane)
            points.append({"no": f"J{used}", "x": x, "y": y, "computed": True})
        rings.append({"ring": number, "points": points})
    return {"epsg": epsg, "rings": rings}


def _digits(came: MovedCorner, vertex: Xy, epsg: int, plane: Plane) -> dict[str, Any]:
    x, y = as_text(vertex, epsg, plane)
    if came.typed is None or epsg == STORAGE_EPSG:
        return {"x": x, "y": y, "computed": True}
    # the paper says whether the zone number stands in front; what was typed may do otherwise
    whole, dot, decimals = str(came.typed["y"]).strip().partition(".")
    return {"x": str(came.typed["x"]).strip(), "y": f"{y.partition('.')[0][:-6]}{whole[-6:]}{dot}{decimals}"}


def _apart(one: Xy, other: Xy) -> float:
    return float(np.hypot(*np.subtract(one, other)))


def as_text(vertex: Xy, epsg: int, plane: Plane) -> tuple[str, str]:
    """Return a corner of the plane as X (north) and Y (east) with millimetres, or latitude and longitude with nine digits."""
    if epsg == STORAGE_EPSG:
        lon, lat = plane.write(shapely.Point(vertex)).coords[0]
        return f"{lat:.9f}", f"{lon:.9f}"
    prefix = GAUSS_KRUGER[epsg].zone * 1_000_000 if with_prefix(epsg) == epsg else 0
    return f"{vertex[1]:.3f}", f"{vertex[0] + prefix:.3f}"


def _typed(paper: Mapping[str, Any], plane: Plane) -> list[tuple[Xy, Mapping[str, Any]]]:
    epsg = int(paper["epsg"])
    found: list[tuple[Xy, Mapping[str, Any]]] = []
    for ring in paper["rings"]:
        for point in ring["points"]:
            north, east = float(point["x"]), float(point["y"])
            if epsg == STORAGE_EPSG:
                found.append((plane.read_points([(east, north)])[0], point))
            elif without_prefix(epsg) == plane.epsg:
                found.append(((east % 1_000_000, north), point))
    return found


def _open_rings(shape: Area) -> list[list[Xy]]:
    return [
        [(float(x), float(y)) for x, y in list(ring.coords)[:-1]]
        for part in parts_of(shape)
        for ring in (part.exterior, *part.interiors)
    ]


def _numbers(points: Sequence[Mapping[str, Any]]) -> int:
    digits = [int("".join(c for c in str(point.get("no") or "") if c.isdigit()) or 0) for point in points]
    return max([len(points), *digits])
