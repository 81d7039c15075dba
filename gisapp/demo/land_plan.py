"""What is every piece of the zone planned for? Plots, enclosed pieces, green strips, roads, river and river parks.

Inside a park the pieces cover it without gap or overlap; outside, the river, its green and the wedges between parks.
All on the board (see frame.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from gisapp.demo import river
from gisapp.demo.blocks import GRID_M, parts_of, road_land
from gisapp.demo.landscape import EAST, WEST, woods
from gisapp.demo.parks import PARKS, Park
from gisapp.demo.plots import Cut
from gisapp.demo.sites import HOLES
from gisapp.kernel.union import union_of_areas

ROAD, WATER, PARK_GREEN, BELT_GREEN, RESERVED = "1207", "1701", "1401", "1402", "16"
FARMLAND, WOODS = "0102", "0301"
RIVER_GREEN_M = 70.0


@dataclass(frozen=True, slots=True)
class PlannedPiece:
    """A piece of the land-use plan on the board; `cut` is the index of the plot it follows, if any."""

    land_use_code: str
    polygon: Polygon
    park_code: str | None
    cut: int | None = None


def park_ring(park: Park) -> Polygon:
    """Return the park with vertices every 120 m at most, so that it follows the bend of the roads."""
    return shapely.set_precision(park.polygon.segmentize(120.0), GRID_M)


def _pieces(code: str, geometry: BaseGeometry, park_code: str | None) -> list[PlannedPiece]:
    return [PlannedPiece(code, part, park_code) for part in parts_of(geometry, 1.0)]


def plan_park(park: Park, cuts: list[tuple[int, Cut]], codes: dict[int, str]) -> list[PlannedPiece]:
    """Return the pieces of one park: its plots by their land use, what they enclose, roads, and green for the rest."""
    whole = park_ring(park)
    pieces = [PlannedPiece(codes[index], cut.polygon, park.code, index) for index, cut in cuts]
    inside = [hole for hole in HOLES if whole.contains(hole.polygon)]
    pieces += [PlannedPiece(hole.land_use_code, hole.polygon, park.code) for hole in inside]
    roads = shapely.intersection(whole, road_land(), grid_size=GRID_M)
    taken = union_of_areas([piece.polygon for piece in pieces], grid=GRID_M)
    free = shapely.difference(shapely.difference(whole, roads, grid_size=GRID_M), taken, grid_size=GRID_M)
    return pieces + _pieces(ROAD, roads, park.code) + _pieces(BELT_GREEN, free, park.code)


def wedges() -> list[tuple[str, Polygon]]:
    """Return the open land between the parks: what it is planned for, and where."""
    return [
        (BELT_GREEN, Polygon([(2560, -2700), (2980, -2700), (2980, 2000), (2560, 2000)])),
        (RESERVED, Polygon([(5240, -2170), (5980, -2170), (5980, -425), (5240, -425)])),
        (PARK_GREEN, Polygon([(5240, 430), (5980, 430), (5980, 1400), (5240, 1400)])),
    ]


def plan_outside(parks: Sequence[BaseGeometry], fields: Sequence[Polygon]) -> list[PlannedPiece]:
    """Return the pieces outside all parks: roads with bridges, river, river green, wedges, woods, fields; the first named wins."""
    taken: BaseGeometry = union_of_areas(parks, grid=GRID_M)
    made: list[PlannedPiece] = []
    for code, geometry in (
        (ROAD, road_land()),
        (WATER, river.band(0.0, WEST, EAST)),
        (PARK_GREEN, river.band(RIVER_GREEN_M, WEST, EAST)),
        *wedges(),
        *((WOODS, wood) for wood in woods()),
        *((FARMLAND, field) for field in fields),
    ):
        piece = shapely.difference(shapely.set_precision(geometry, GRID_M), taken, grid_size=GRID_M)
        made += _pieces(code, piece, None)
        taken = union_of_areas([taken, piece], grid=GRID_M)
    return made


def plan_zone(cuts: list[Cut], codes: dict[int, str], fields: Sequence[Polygon]) -> list[PlannedPiece]:
    """Return the whole plan, park by park, then the land outside."""
    made: list[PlannedPiece] = []
    for park in PARKS:
        made += plan_park(park, [(index, cut) for index, cut in enumerate(cuts) if cut.park_code == park.code], codes)
    return made + plan_outside([park_ring(park) for park in PARKS], fields)
