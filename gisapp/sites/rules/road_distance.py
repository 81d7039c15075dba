"""How far is it from a site to a station, a port, a motorway, an airport? Along roads where site and goal lie on the network, else a straight line.

Pure: lines and points in metres of one plane. The network is what the roads themselves say: lines that cross meet, because the
middles of streets in a development zone have no bridges between them. A goal beyond the last known road has no distance
along roads, and the answer says that it is a straight line.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from gisapp.kernel.union import union_of_lines

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to get to: its kind and its place in the plane."""

    kind: str
    east: float
    north: float


@dataclass(frozen=True)
class Distances:
    """To the nearest goal of one kind, for each site: metres, which goal, and whether measured along roads."""

    metres: Floats
    goal: NDArray[np.int64]
    by_road: NDArray[np.bool_]


def drive_minutes(distance_m: float, km_an_hour: float) -> int:
    """Return how long a lorry takes along roads at a mean speed, in whole minutes, never less than one."""
    return max(math.ceil(distance_m * 60 / (km_an_hour * 1000)), 1)


class RoadNetwork:
    """Streets joined where they cross; answers the way from any point near them to any other."""

    def __init__(self, lines: Sequence[Any], reach_m: float) -> None:
        self.reach_m = reach_m
        joined = shapely.get_parts(union_of_lines(lines)) if lines else []
        parts = [part for part in joined if part.geom_type == "LineString" and part.length > 0]
        self.edges = np.array(parts, dtype=object)
        self.lengths = shapely.length(self.edges) if parts else np.zeros(0)
        self.tree = shapely.STRtree(self.edges)
        nodes: dict[tuple[float, float], int] = {}

        def node(point: tuple[float, ...]) -> int:
            return nodes.setdefault((round(point[0], 1), round(point[1], 1)), len(nodes))

        ends = [(node(part.coords[0]), node(part.coords[-1])) for part in parts]
        self.ends = np.array(ends, dtype=np.int64).reshape(-1, 2)
        self.ways: list[list[tuple[int, float]]] = [[] for _ in nodes]
        for (first, last), length in zip(ends, self.lengths, strict=True):
            self.ways[first].append((last, float(length)))
            self.ways[last].append((first, float(length)))

    def entries(self, points: Any) -> tuple[Floats, NDArray[np.int64], Floats]:
        """Return for each point how far the nearest street is, which one, and how far along it one enters."""
        if len(self.edges) == 0:
            return np.full(len(points), np.inf), np.zeros(len(points), dtype=np.int64), np.zeros(len(points))
        edge = self.tree.nearest(points)
        lines = self.edges[edge]
        return shapely.distance(points, lines), edge, shapely.line_locate_point(lines, points)

    def from_street(self, edge: int, along: float) -> Floats:
        """Return the way along roads from a place on a street to every crossing (infinite where none leads)."""
        best = np.full(len(self.ways), np.inf)
        first, last = (int(end) for end in self.ends[edge])
        waiting = [(along, first), (float(self.lengths[edge]) - along, last)]
        heapq.heapify(waiting)
        while waiting:
            way, node = heapq.heappop(waiting)
            if way >= best[node]:
                continue
            best[node] = way
            for other, length in self.ways[node]:
                if way + length < best[other]:
                    heapq.heappush(waiting, (way + length, other))
        return best


def measure_distances(
    network: RoadNetwork, goals: Sequence[Goal], points: Any, kinds: Iterable[str]
) -> dict[str, Distances]:
    """Return the distance of every point to the nearest goal of each kind; a kind without a goal is left out.

    Nearest by straight line decides which goal is meant; the way to it is along roads where both ends are within reach of a
    street and one leads to the other, with the short ways from the streets added.
    """
    gaps, edges, along = network.entries(points)
    found: dict[str, Distances] = {}
    for kind in kinds:
        chosen = [number for number, goal in enumerate(goals) if goal.kind == kind]
        if not chosen:
            continue
        straight = np.array([shapely.distance(points, _point(goals[number])) for number in chosen])
        roads = np.array([_along_roads(network, goals[number], gaps, edges, along) for number in chosen])
        nearest = straight.argmin(axis=0)
        columns = np.arange(straight.shape[1])
        by_road = np.isfinite(roads[nearest, columns])
        metres = np.where(by_road, roads[nearest, columns], straight[nearest, columns])
        found[kind] = Distances(metres, np.array(chosen, dtype=np.int64)[nearest], by_road)
    return found


def _point(goal: Goal) -> Any:
    return shapely.Point(goal.east, goal.north)


def _along_roads(network: RoadNetwork, goal: Goal, gaps: Floats, edges: NDArray[np.int64], along: Floats) -> Floats:
    unreachable = np.full(len(gaps), np.inf)
    goal_gap, goal_edge, goal_along = network.entries(np.array([_point(goal)], dtype=object))
    if goal_gap[0] > network.reach_m:
        return unreachable
    ways = network.from_street(int(goal_edge[0]), float(goal_along[0]))
    first, last = network.ends[edges].T
    lengths = network.lengths[edges]
    way = np.minimum(ways[first] + along, ways[last] + lengths - along)
    same = edges == goal_edge[0]
    way = np.where(same, np.minimum(way, np.abs(along - goal_along[0])), way)
    return np.where(gaps <= network.reach_m, way + gaps + goal_gap[0], np.inf)
