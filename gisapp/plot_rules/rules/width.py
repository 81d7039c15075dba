"""Is every part of a plot wide enough to be used? Necks and strips are found by rolling a disc inside the plot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.finding import Finding, Severity
from gisapp.plot_rules.rules.boundary import place_of
from gisapp.plot_rules.tolerances import PlotTolerances

MITRE = 25.0
"""Corners sharper than about 4.6° are cut by the offset; those are spikes and have a rule of their own."""
WORTH_SAYING = 0.25
"""A bump whose area is below this share of the square of the limit is an uneven boundary, not a strip."""


def find_narrow_parts(
    planar: np.ndarray, planar_epsg: int, tolerances: PlotTolerances
) -> Iterator[tuple[int, Finding]]:
    """最小净宽：地块任一部位是否窄于限值. Yields (position, finding with the narrow part as polygon).

    A shape is opened with a square-cornered offset of half the limit: what does not come back is narrower than the limit.
    """
    limit = tolerances.narrowest_part_m
    there = np.nonzero(~shapely.is_missing(planar))[0]
    if limit <= 0 or not len(there):
        return
    shrunk = _offset(planar[there], -limit / 2 + 1e-6)
    opened = _offset(shrunk, limit / 2)
    lost = shapely.area(planar[there]) - shapely.area(opened)
    for at, core, kept in zip(there[lost > 1e-6], shrunk[lost > 1e-6], opened[lost > 1e-6], strict=True):
        if core.is_empty:
            yield int(at), _finding(planar[at], widest(planar[at]), True, planar_epsg, limit)
            continue
        parts = shapely.get_parts(kept)
        for piece in shapely.get_parts(shapely.difference(planar[at], kept)):
            joins = int((shapely.distance(parts, piece) < 1e-3).sum())
            if piece.area > 1e-3 and (joins > 1 or piece.area >= WORTH_SAYING * limit * limit):
                yield int(at), _finding(piece, widest(piece), False, planar_epsg, limit)


def widest(shape: Any) -> float:
    """Return the diameter of the largest circle inside a shape, in metres."""
    parts = shapely.get_parts(shape)
    return max(2 * float(shapely.maximum_inscribed_circle(part).length) for part in parts)


def _offset(shapes: Any, distance: float) -> Any:
    return shapely.buffer(shapes, distance, join_style="mitre", mitre_limit=MITRE)


def _finding(part: Any, width: float, whole: bool, epsg: int, limit: float) -> Finding:
    what = "整宗净宽" if whole else "有一处净宽"
    return Finding(
        "boundary.narrow_part",
        Severity.WARNING,
        f"{what}只有 {width:.2f} 米，小于 {limit:g} 米。",
        fix_zh="请把细颈或细条划归邻宗，或调整分割线。",
        message_en=f"{'The plot' if whole else 'A part'} is only {width:.2f} m wide, less than {limit:g} m.",
        fix_en="Give the strip to a neighbour or move the dividing line.",
        measured=f"{width:.2f} 米",
        required=f"≥ {limit:g} 米",
        geometry=place_of(part, epsg),
    )
