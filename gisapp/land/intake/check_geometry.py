"""Is each shape sound in itself? All rows are screened at once; only those that stand out are put to the rules one by one."""

from __future__ import annotations

import numpy as np
import shapely

from gisapp.kernel.union import union_of_areas
from gisapp.land.intake.ground import Ground
from gisapp.land.intake.issue_log import IssueLog
from gisapp.plot_rules.rules.boundary import check_boundary, find_fault, to_planar
from gisapp.plot_rules.rules.screen import stands_out


def check_geometry(
    rows: np.ndarray, geometry: np.ndarray, ground: Ground, log: IssueLog
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (sound shapes in 4490 with exact duplicate points removed, the same in the park's planar system, the ground of all).

    Shapes with an error become None in the first two; what the rules find is in the log. The ground, planar too, has them repaired,
    for looking at neighbours only: what overlaps a broken shape is found with it, not after it has been mended and sent again.
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
    ground_of_all = planar.copy()
    for at in np.nonzero(broken)[0]:
        ground_of_all[at] = _repaired(sound[at], epsg)
        fault = find_fault(sound[at]) or find_fault(planar[at], epsg)
        assert fault is not None
        log.add_finding(fault, row=int(rows[at]), field="geometry")
        sound[at] = planar[at] = None
    looked_at = finite & ~broken
    singled_out = np.nonzero(looked_at)[0][stands_out(planar[looked_at], ground.thresholds)]
    for row, shape in zip(rows[singled_out].tolist(), sound[singled_out].tolist(), strict=True):
        for finding in check_boundary(shape, epsg, ground.thresholds):
            log.add_finding(finding, row=row, field="geometry")
    sound[looked_at] = shapely.remove_repeated_points(sound[looked_at])
    return sound, planar, ground_of_all


def _repaired(broken: shapely.Geometry, epsg: int) -> shapely.Geometry | None:
    """Return what a broken shape covers in the plane, None where that is no area."""
    planar = to_planar(broken, epsg)
    if not np.isfinite(shapely.get_coordinates(planar)).all():
        return None
    parts = [part for part in shapely.get_parts(shapely.make_valid(planar)) if part.area > 0]
    return union_of_areas(parts) if parts else None
