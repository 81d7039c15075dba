"""Is each shape sound in itself? All rows are screened at once; only those that stand out are put to the rules one by one."""

from __future__ import annotations

import numpy as np
import shapely

from gisapp.land.intake.ground import Ground
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.rules.boundary import check_boundary, find_fault, to_planar
from gisapp.land.rules.thresholds import LandThresholds


def check_geometry(
    rows: np.ndarray, geometry: np.ndarray, ground: Ground, log: IssueLog
) -> tuple[np.ndarray, np.ndarray]:
    """Return (sound shapes in 4490 with exact duplicate points removed, the same in the park's planar system).

    Shapes with an error become None in both; what the rules find is in the log.
    """
    epsg = ground.park.planar_epsg
    sound = geometry.copy()
    there = ~shapely.is_missing(sound)
    broken = np.zeros(len(sound), dtype=bool)
    broken[there] = ~shapely.is_valid(sound[there])
    planar = np.full(len(sound), None, dtype=object)
    usable = there & ~broken
    planar[usable] = to_planar(sound[usable], epsg)
    finite = usable.copy()
    with np.errstate(invalid="ignore", over="ignore"):  # far outside its zone the projection has no values
        finite[usable] = np.isfinite(shapely.area(planar[usable]))
    broken |= finite & ~shapely.is_valid(planar)
    for at in np.nonzero(broken)[0]:
        fault = find_fault(sound[at]) or find_fault(planar[at], epsg)
        assert fault is not None
        log.add_finding(fault, row=int(rows[at]), field="geometry")
        sound[at] = planar[at] = None
    looked_at = finite & ~broken
    singled_out = np.nonzero(looked_at)[0][_stands_out(planar[looked_at], ground.thresholds)]
    for row, shape in zip(rows[singled_out].tolist(), sound[singled_out].tolist(), strict=True):
        for finding in check_boundary(shape, epsg, ground.thresholds):
            log.add_finding(finding, row=row, field="geometry")
    sound[looked_at] = shapely.remove_repeated_points(sound[looked_at])
    return sound, planar


def _stands_out(planar: np.ndarray, thresholds: LandThresholds) -> np.ndarray:
    """Screen sound shapes for repeated points, sharp corners, small or narrow parts; wider than the rules, never narrower."""
    if not len(planar):
        return np.zeros(0, dtype=bool)
    out = np.zeros(len(planar), dtype=bool)
    parts, part_owner = shapely.get_parts(planar, return_index=True)
    area, length = shapely.area(parts), shapely.length(parts)
    out[part_owner[(area < thresholds.minimum_area_m2) | (2 * area < thresholds.minimum_width_m * length)]] = True
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    xy, ring_of = shapely.get_coordinates(rings, return_index=True)
    step = np.diff(xy, axis=0)
    within = ring_of[1:] == ring_of[:-1]
    owner = part_owner[ring_part[ring_of]]
    squared = (step**2).sum(axis=1)
    out[owner[:-1][within & (squared < (thresholds.repeated_point_m * 1.01) ** 2)]] = True
    out[owner[_sharp_corners(step, within, ring_of, thresholds)]] = True
    return out


def _sharp_corners(step: np.ndarray, within: np.ndarray, ring_of: np.ndarray, thresholds: LandThresholds) -> np.ndarray:
    """Return the indices of points where the boundary turns back sharply, the first point of each ring included."""
    total = len(ring_of)
    ahead = np.zeros((total, 2))
    ahead[:-1][within] = step[within]
    last = np.ones(total, dtype=bool)
    last[:-1] = ring_of[:-1] != ring_of[1:]
    first = np.roll(last, 1)
    ahead[last] = ahead[first]  # the closing point goes on where the ring began
    back = np.zeros((total, 2))
    back[1:][within] = -step[within]
    dot = (ahead * back).sum(axis=1)
    cross = ahead[:, 0] * back[:, 1] - ahead[:, 1] * back[:, 0]
    angle = np.degrees(np.arctan2(np.abs(cross), dot))
    moving = (np.abs(ahead).sum(axis=1) > 0) & (np.abs(back).sum(axis=1) > 0)
    return np.nonzero(moving & (angle < thresholds.spike_angle_deg * 1.01))[0]
