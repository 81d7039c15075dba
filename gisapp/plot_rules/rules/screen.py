"""Which of many sound shapes are worth putting to the boundary rules one by one? All of them are screened at once."""

from __future__ import annotations

import numpy as np
import shapely

from gisapp.plot_rules.tolerances import LandThresholds


def stands_out(planar: np.ndarray, thresholds: LandThresholds) -> np.ndarray:
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
