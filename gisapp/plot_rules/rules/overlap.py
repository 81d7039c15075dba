"""Do plots overlap one another, and do they lie inside their park? The same measures as the triggers that guard the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.area import format_m2
from gisapp.kernel.finding import Finding, Severity
from gisapp.plot_rules.rules.boundary import place_of
from gisapp.plot_rules.tolerances import PlotTolerances

INTERIORS_MEET = "T********"


def find_overlaps(
    planar: np.ndarray, judged: int, numbers: list[str], planar_epsg: int, tolerances: PlotTolerances
) -> Iterator[tuple[int, int, Finding]]:
    """互不重叠：前 `judged` 宗与其余各宗的重叠面积是否超过容差. Yields (position, other position, finding), each pair once."""
    limit = tolerances.overlap_tolerance_m2
    pairs = pairs_touching(planar, judged)
    if not pairs.shape[1]:
        return
    for one, other, part, area in common_ground(planar, planar, pairs):
        if area <= limit:
            continue
        told = format_m2(round(area, 2))
        yield one, other, Finding(
            "plot.overlaps_plot",
            Severity.ERROR,
            f"与地块{numbers[other]}重叠 {told} ㎡。",
            fix_zh="请把共用界线捕捉到邻宗界址点，或先变更、注销原地块。",
            message_en=f"Overlaps plot {numbers[other]} by {told} m².",
            fix_en="Snap the seam to the neighbour's vertices, or change the other plot first.",
            measured=f"{told} ㎡",
            required=f"≤ {limit:g} ㎡",
            geometry=place_of(_polygons(part), planar_epsg),
        )  # fmt: skip


def common_ground(ones: np.ndarray, others: np.ndarray, pairs: np.ndarray) -> Iterator[tuple[int, int, Any, float]]:
    """Yield (position, other position, common shape, its ㎡) of the pairs whose interiors meet: neighbours that only touch cost no area."""
    meet = shapely.relate_pattern(ones[pairs[0]], others[pairs[1]], INTERIORS_MEET)
    pairs = pairs[:, meet]
    common = shapely.intersection(ones[pairs[0]], others[pairs[1]])
    for one, other, part, area in zip(*pairs.tolist(), common, shapely.area(common).tolist(), strict=True):
        if area > 0:
            yield one, other, part, area


def pairs_touching(planar: np.ndarray, judged: int, reach: float = 0.0) -> np.ndarray:
    """Return pairs (i < j, i judged) of present shapes that intersect, or come within `reach` metres, in order."""
    there = np.nonzero(~shapely.is_missing(planar))[0]
    asked = there[there < judged]
    if not len(asked):
        return np.empty((2, 0), dtype=np.int64)
    tree = shapely.STRtree(planar[there])
    found = (
        tree.query(planar[asked], predicate="dwithin", distance=reach)
        if reach
        else tree.query(planar[asked], predicate="intersects")
    )
    pairs = np.vstack([asked[found[0]], there[found[1]]])
    pairs = pairs[:, pairs[0] < pairs[1]]
    return pairs[:, np.lexsort((pairs[1], pairs[0]))]


def find_outside(
    planar: np.ndarray,
    park: Any,
    park_name_zh: str,
    planar_epsg: int,
    tolerances: PlotTolerances,
) -> Iterator[tuple[int, Finding]]:
    """在园区界线内：落在界线外的面积是否超过容差；园区无界线的，每一宗都指出."""
    there = np.nonzero(~shapely.is_missing(planar))[0]
    if park is None:
        for at in there.tolist():
            yield (
                at,
                Finding(
                    "plot.park_without_boundary",
                    Severity.ERROR,
                    f"{park_name_zh}在该日期没有生效的园区界线。",
                    fix_zh="请先登记园区界线，或调整生效日期。",
                    message_en="The park has no boundary in force on that day.",
                    fix_en="Register the park's outline first, or choose another day.",
                ),
            )
        return
    shapely.prepare(park)
    limit = tolerances.outside_park_tolerance_m2
    over = there[~shapely.covers(park, planar[there])]
    for at, part in zip(over.tolist(), shapely.difference(planar[over], park), strict=True):
        if part.area <= limit:
            continue
        reach = float(shapely.distance(park, shapely.points(shapely.get_coordinates(part))).max())
        far = f"，最远 {reach:.0f} 米" if reach >= 1 else ""
        told = format_m2(round(part.area, 2))
        yield (
            at,
            Finding(
                "plot.outside_park",
                Severity.ERROR,
                f"有 {told} ㎡ 落在{park_name_zh}界线外{far}。",
                fix_zh="请核对带号、中央经线和所选园区；确属园区范围调整的，先修订园区界线。",
                message_en=f"{told} m² lie outside the park.",
                fix_en="Check the zone and the park; where the park grew, revise its outline first.",
                measured=f"{told} ㎡",
                required=f"≤ {limit:g} ㎡",
                geometry=place_of(part, planar_epsg),
            ),
        )


def _polygons(part: Any) -> list[Any]:
    """Return the polygons of an intersection without the points and lines in which shapes merely touch."""
    return [piece for piece in shapely.get_parts(part) if piece.area > 0]
