"""Which plots does the zone have, on the board? Blocks cut, hand-placed sites set in, holes cut out, numbered per park."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import shapely
from shapely import Point as ShapelyPoint
from shapely import Polygon

from gisapp.demo.blocks import GRID_M, blocks_of, parts_of
from gisapp.demo.coverage import whole
from gisapp.demo.cutting import LEAST_MU, cut_block, join_some, mu
from gisapp.demo.parks import PARKS, Park
from gisapp.demo.sites import HOLES, RESERVES, SITES

TYPICAL_MU = {"P1": 63.0, "P2": 47.0, "P3": 45.0, "P4": 80.0, "P5": 98.0, "P6": 74.0}
JOINED = {"P1": 2, "P2": 1, "P3": 1, "P4": 3, "P5": 3, "P6": 2}


@dataclass(frozen=True, slots=True)
class Cut:
    """A plot on the board: park, block it was cut from, polygon; land use and name only where placed by hand."""

    park_code: str
    block: int
    polygon: Polygon
    land_use_code: str | None = None
    name_zh: str | None = None


def _with_holes(polygon: Polygon) -> Polygon:
    for hole in HOLES:
        if polygon.contains(hole.polygon):
            return Polygon(polygon.exterior, [hole.polygon.exterior.coords])
    return polygon


def cut_park(park: Park, rng: Random) -> list[Cut]:
    """Return the plots of a park in reading order of blocks, then of plots in the block."""
    sites = [site for site in SITES if site.park_code == park.code]
    reserves = [reserve for reserve in RESERVES if reserve.park_code == park.code]
    placed: list[Cut] = []
    loose: list[tuple[int, Polygon]] = []
    for index, block in enumerate(blocks_of(park), 1):
        free = block
        for site in sites:
            if block.contains(ShapelyPoint(site.inside)):
                corner = shapely.intersection(free, site.place_in(block), grid_size=GRID_M)
                free = shapely.difference(free, site.place_in(block), grid_size=GRID_M)
                placed.append(Cut(park.code, index, whole(corner), site.land_use_code, site.name_zh))
        typical = next((r.target_mu for r in reserves if block.contains(ShapelyPoint(r.inside))), TYPICAL_MU[park.code])
        for part in parts_of(free, LEAST_MU * 600):
            loose += [(index, plot) for plot in cut_block(part, typical, rng)]
    polygons = [polygon for _, polygon in loose]
    joined = join_some(polygons, JOINED[park.code], rng)
    block_of = {id(polygon): index for index, polygon in loose}
    cuts = [
        Cut(
            park.code,
            block_of.get(id(polygon)) or next(i for i, part in loose if polygon.covers(part.representative_point())),
            _with_holes(polygon),
        )
        for polygon in joined
    ]
    return sorted(
        cuts + placed, key=lambda cut: (cut.block, -round(cut.polygon.centroid.y / 60), cut.polygon.centroid.x)
    )


def cut_zone(seed: int) -> list[Cut]:
    """Return every plot of the zone, park by park."""
    return [cut for park in PARKS for cut in cut_park(park, Random(f"{seed}:cut:{park.code}"))]


def sizes_in_mu(cuts: list[Cut]) -> list[float]:
    """Return the sizes on the board, in 亩."""
    return [mu(cut.polygon) for cut in cuts]
