"""Does a plot front a road, and along how many metres? Measured along the road, so that a side running away from it does not count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.finding import Finding, Severity
from gisapp.plot_rules.facts import RoadShape
from gisapp.plot_rules.rules.boundary import place_of, to_planar
from gisapp.plot_rules.tolerances import PlotTolerances


def find_short_frontages(
    planar: np.ndarray, roads: Sequence[RoadShape], planar_epsg: int, tolerances: PlotTolerances
) -> Iterator[tuple[int, Finding]]:
    """临路面宽：距道路边线不超过 `frontage_reach_m` 的界线沿路多长. Yields (position, finding).

    The longest frontage to one stretch of road counts; roads are held as middle lines with their full width.
    """
    there = np.nonzero(~shapely.is_missing(planar))[0]
    longest = frontages(planar[there], roads, planar_epsg, tolerances.frontage_reach_m)
    limit = tolerances.frontage_m
    for at, length in zip(there.tolist(), longest.tolist(), strict=True):
        if length >= limit:
            continue
        none = length <= 0
        yield at, Finding(
            "plot.without_frontage" if none else "plot.short_frontage",
            Severity.WARNING,
            f"没有临路界线（{tolerances.frontage_reach_m:g} 米内无道路）。" if none else f"临路面宽只有 {length:.2f} 米。",
            fix_zh="请调整分割线使各宗临路，或在方案中预留通道；道路尚未登记的，请先补登道路。",
            message_en="No side fronts a road." if none else f"It fronts a road along {length:.2f} m only.",
            fix_en="Divide so that every plot fronts a road, or keep an access; register the road where it is missing.",
            measured=f"{length:.2f} 米",
            required=f"≥ {limit:g} 米",
            geometry=place_of(shapely.point_on_surface(planar[at]), planar_epsg),
        )  # fmt: skip


def frontages(planar: np.ndarray, roads: Sequence[RoadShape], planar_epsg: int, reach: float) -> np.ndarray:
    """Return for every planar shape the metres of its longest frontage to one stretch of road; 0 where none is near."""
    longest = np.zeros(len(planar))
    lines, halves = _stretches(roads, planar_epsg)
    if not len(lines) or not len(planar):
        return longest
    widest = float(halves.max()) + reach
    pairs = shapely.STRtree(lines).query(planar, predicate="dwithin", distance=widest)
    pairs = pairs[:, shapely.distance(planar[pairs[0]], lines[pairs[1]]) <= halves[pairs[1]] + reach]
    strips = shapely.buffer(lines, halves + reach, cap_style="flat", quad_segs=4)
    edges = shapely.intersection(shapely.boundary(planar[pairs[0]]), strips[pairs[1]])
    for at, road, edge in zip(*pairs.tolist(), edges, strict=True):
        longest[at] = max(longest[at], _along(edge, lines[road]))
    return longest


def _stretches(roads: Sequence[RoadShape], planar_epsg: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the single lines of all roads in the planar system and half of the width of each."""
    usable = [road for road in roads if not road.geometry.is_empty]
    lines = np.array([to_planar(shapely.force_2d(road.geometry), planar_epsg) for road in usable], dtype=object)
    if not len(lines):
        return np.empty(0, dtype=object), np.empty(0)
    parts, owner = shapely.get_parts(lines, return_index=True)
    half = np.array([(road.width_m or 0.0) / 2 for road in usable])
    return parts, half[owner]


def _along(edge: Any, line: Any) -> float:
    """Return the metres of a line that a boundary covers when it is projected onto it."""
    xy, piece = shapely.get_coordinates(shapely.get_parts(edge), return_index=True)
    if len(xy) < 2:
        return 0.0
    place = shapely.line_locate_point(line, shapely.points(xy))
    inside = piece[1:] == piece[:-1]
    spans = np.sort(np.column_stack([place[:-1], place[1:]])[inside], axis=1)
    covered, end = 0.0, -np.inf
    for low, high in spans[np.argsort(spans[:, 0])].tolist():
        covered += max(0.0, high - max(low, end))
        end = max(end, high)
    return covered
