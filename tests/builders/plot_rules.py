"""Plots, park and tolerances for the plot rules, without a database: metres from a reference point in EPSG:4547."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.crs import transformer
from gisapp.plot_rules.facts import ParkShape, PlotShape, RoadShape
from gisapp.plot_rules.tolerances import PlotTolerances

EPSG = 4547
EAST, NORTH = 560_000.0, 3_719_000.0
TOLERANCES = PlotTolerances(
    1.0, 1.0, 0.05, 100.0, 2.0, 5.0, 0.001, 30_000.0, 10.0, 10.0, 30.0, 0.5, 0.05, 1.0, 3.0
)  # fmt: skip


def on_ground(shape: Any) -> Any:
    """A shape given in metres east and north of the reference point, in EPSG:4490."""
    move = transformer(EPSG, 4490).transform
    return shapely.transform(shape, lambda xy: np.column_stack(move(xy[:, 0] + EAST, xy[:, 1] + NORTH)))


def in_metres(shape: Any) -> Any:
    """A shape of EPSG:4490 in metres east and north of the reference point."""
    move = transformer(4490, EPSG).transform
    return shapely.transform(shape, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])) - np.array([EAST, NORTH]))


def a_shape(key: str, corners: Sequence[tuple[float, float]] | Any, **more: Any) -> PlotShape:
    shape = shapely.Polygon(corners) if isinstance(corners, (list, tuple)) else corners
    return PlotShape(**{"key": key, "plot_no": f"P4-{key}", "geometry": on_ground(shape), **more})


def a_box(key: str, west: float, south: float, east: float, north: float, **more: Any) -> PlotShape:
    return a_shape(key, shapely.box(west, south, east, north), **more)


def a_park(west: float = -1000, south: float = -1000, east: float = 1000, north: float = 1000) -> ParkShape:
    return ParkShape("健康食品产业园", EPSG, on_ground(shapely.box(west, south, east, north)))


def a_road(*points: tuple[float, float], width: float | None = 20.0) -> RoadShape:
    return RoadShape("示例路", width, on_ground(shapely.LineString(points)))
