"""The outline of a plot as files write it: rings of numbered points in the system asked for, the delivered text where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.crs import GAUSS_KRUGER, STORAGE_EPSG, transformer, with_prefix, without_prefix
from gisapp.kernel.errors import Invalid

METRES, DEGREES = (3, 5), (9, 11)
"""Fewest and most decimals of a coordinate. The fewest are a millimetre and a tenth of one; where the register holds more, more are
written, down to a hundredth of a millimetre: a shape divided or shifted has no round corners, and comes back where it was."""


@dataclass(frozen=True, slots=True)
class Corner:
    """A boundary point: X is north (latitude), Y is east (longitude), both as text."""

    no: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class OutlineRing:
    """A ring without its closing row; `number` counts from 1 over the whole plot."""

    number: int
    is_hole: bool
    corners: tuple[Corner, ...]

    def xy(self) -> np.ndarray:
        """Return (east, north) of the corners."""
        return np.array([(float(corner.y), float(corner.x)) for corner in self.corners])


@dataclass(frozen=True)
class PlotOutline:
    """A plot with what its files say about it. Geometry in EPSG:4490 (lon, lat); areas in ㎡; points as delivered, or None."""

    plot_no: str
    geometry: shapely.MultiPolygon
    planar_epsg: int
    area_planar_m2: Decimal
    area_ellipsoidal_m2: Decimal
    area_surveyed_m2: Decimal | None = None
    plot_name: str | None = None
    park_name_zh: str = ""
    land_use_scheme: str | None = None
    land_use_code: str | None = None
    land_use_name_zh: str | None = None
    holder_name_zh: str | None = None
    parcel_no: str | None = None
    real_estate_unit_no: str | None = None
    address: str | None = None
    document: str | None = None
    boundary_points: Mapping[str, Any] | None = field(default=None, hash=False)

    @property
    def area_m2(self) -> Decimal:
        """The surveyed area, which contracts go by; the planar one where there is none."""
        return self.area_surveyed_m2 if self.area_surveyed_m2 is not None else self.area_planar_m2


def target_system(asked: int | None, outlines: Sequence[PlotOutline]) -> int:
    """Return the system to write in: the one asked for, else the zone of the first plot's park with the zone number in front.

    Only CGCS2000 is written (400 otherwise): degrees or a 3° Gauss–Krüger zone.
    """
    if asked is None:
        return with_prefix(outlines[0].planar_epsg) if outlines else STORAGE_EPSG
    if asked != STORAGE_EPSG and asked not in GAUSS_KRUGER:
        raise Invalid(
            "export.crs",
            f"EPSG:{asked} 不是 CGCS2000 的经纬度或 3 度带坐标系，请从列表中选择。",
            message_en="Choose CGCS2000 degrees or one of its 3° zones.",
        )
    return asked


def rings_of(outline: PlotOutline, epsg: int, *, on_paper: bool = False) -> tuple[OutlineRing, ...]:
    """Return the rings in a system: the texts as delivered where they are of that system, with or without the zone in front.

    Where there is no such text the coordinates have the decimals that the register holds; `on_paper` the fewest.
    """
    return _delivered(outline, epsg) or _derived(outline, epsg, on_paper)


def _delivered(outline: PlotOutline, epsg: int) -> tuple[OutlineRing, ...]:
    points = outline.boundary_points
    if not points or (epsg == STORAGE_EPSG and points.get("epsg") != STORAGE_EPSG):
        return ()
    given = int(points["epsg"])
    if given != epsg and (given not in GAUSS_KRUGER or without_prefix(given) != without_prefix(epsg)):
        return ()
    prefix = 0 if given == epsg else (1 if GAUSS_KRUGER[epsg].prefixed else -1) * GAUSS_KRUGER[epsg].zone
    rings = []
    for number, ring in enumerate(points["rings"], 1):
        corners = tuple(
            Corner(str(point.get("no") or f"J{at}"), str(point["x"]), _shifted(str(point["y"]), prefix))
            for at, point in enumerate(ring["points"], 1)
        )
        rings.append(OutlineRing(number, False, corners))
    holes = _hole_numbers(rings)
    return tuple(OutlineRing(ring.number, ring.number in holes, ring.corners) for ring in rings)


def _shifted(text: str, zones: int) -> str:
    """Put the zone number in front of an easting, or take it away, without touching its decimals."""
    if not zones:
        return text
    whole, point, rest = text.partition(".")
    return f"{int(whole) + zones * 1_000_000}{point}{rest}"


def _hole_numbers(rings: Sequence[OutlineRing]) -> set[int]:
    """Return the numbers of the rings that lie in an odd number of others."""
    shapes = [shapely.Polygon(ring.xy()) for ring in rings]
    holes = set()
    for at, shape in enumerate(shapes):
        inside = sum(
            other != at and outer.area > shape.area and outer.covers(shape.representative_point())
            for other, outer in enumerate(shapes)
        )
        if inside % 2:
            holes.add(rings[at].number)
    return holes


def _derived(outline: PlotOutline, epsg: int, on_paper: bool) -> tuple[OutlineRing, ...]:
    """Number the stored corners: outer rings clockwise from the north-west, holes the other way, numbers going on over all rings."""
    fewest, most = DEGREES if epsg == STORAGE_EPSG else METRES
    places = (fewest, fewest if on_paper else most)
    move = None if epsg == STORAGE_EPSG else transformer(STORAGE_EPSG, epsg)
    rings: list[OutlineRing] = []
    count = 0
    for polygon in outline.geometry.geoms:
        for at, ring in enumerate((polygon.exterior, *polygon.interiors)):
            xy = shapely.get_coordinates(ring)[:-1]
            if move is not None:
                xy = np.column_stack(move.transform(xy[:, 0], xy[:, 1]))
            if shapely.LinearRing(xy).is_ccw == (at == 0):
                xy = xy[::-1]
            start = int(np.argmax(xy[:, 1] - xy[:, 0]))
            corners = tuple(
                Corner(f"J{count + number}", written(north, places), written(east, places))
                for number, (east, north) in enumerate(np.roll(xy, -start, axis=0).tolist(), 1)
            )
            count += len(corners)
            rings.append(OutlineRing(len(rings) + 1, at > 0, corners))
    return tuple(rings)


def written(value: float | Decimal, places: tuple[int, int]) -> str:
    """Return a number with as many decimals as it has, between the fewest and the most."""
    fewest, most = places
    whole, _, decimals = f"{value:.{most}f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(fewest, '0')}"


def shape_in(outline: PlotOutline, epsg: int) -> shapely.MultiPolygon:
    """Return the stored shape in a system, (east, north) or (lon, lat)."""
    if epsg == STORAGE_EPSG:
        return outline.geometry
    move = transformer(STORAGE_EPSG, epsg)
    return shapely.transform(outline.geometry, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1])))
