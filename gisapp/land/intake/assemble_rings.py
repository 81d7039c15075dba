"""From points in delivery order to a polygon: where rings end, how they close, and which of them are holes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely

from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.txt_lines import PointLine

CLOSING_TOLERANCE_M = 0.05
DEGREE_M = 111_000.0
MOST_RINGS = 2_000


@dataclass(slots=True)
class Ring:
    """One ring without its closing row; `closed` tells how the file closed it."""

    points: list[PointLine]
    closed: bool

    @property
    def label(self) -> str:
        return self.points[0].ring or "1"


def split_rings(points: list[PointLine], row: int, log: IssueLog) -> list[Ring] | None:
    """Cut the points of a parcel into rings: where the ring number changes, or where the first point comes back.

    None means that the parcel cannot be believed (logged).
    """
    _settle_ring_numbers(points)
    rings: list[Ring] = []
    run: list[PointLine] = []
    closed = False
    for point in points:
        starts_anew = bool(run) and (closed or (point.feature, point.ring) != (run[0].feature, run[0].ring))
        if (
            starts_anew
            and closed
            and _same_place(point, run[0])
            and (point.feature, point.ring) == (run[0].feature, run[0].ring)
        ):
            continue  # the closing row given twice
        if starts_anew:
            rings.append(Ring(run, closed))
            run, closed = [], False
        if len(run) >= 3 and _same_place(point, run[0]):
            closed = True
            continue
        run.append(point)
    if run:
        rings.append(Ring(run, closed))
    if len(rings) > MOST_RINGS:
        log.error(
            "txt.too_many_rings",
            f"第 {row} 个地块有 {len(rings)} 圈，超过 {MOST_RINGS} 圈。",
            "请核对圈号列，或分地块上传。",
            row=row,
        )
        return None
    sound = [_check_ring(ring, row, log) for ring in rings]  # every ring speaks, not only the first bad one
    if not all(sound):
        return None
    if rings and not any(ring.closed for ring in rings):
        log.info("txt.not_closed", f"第 {row} 个地块首尾点未重复，已按闭合处理。", row=row)
    return rings


def _settle_ring_numbers(points: list[PointLine]) -> None:
    """Take ring numbers from where they are: after the coordinates, or swapped with the point number."""
    if points and all(point.ring is None for point in points) and all(point.ring_after for point in points):
        for point in points:
            point.ring = point.ring_after
    if len(points) >= 4:
        rings, names = {point.ring for point in points}, {point.no for point in points}
        if len(rings) > len(points) / 2 and len(names) <= len(points) / 4 and None not in rings:
            for point in points:
                point.no, point.ring = point.ring or "", point.no
        elif len(rings) > len(points) / 2:
            for point in points:
                point.ring = None


def _same_place(one: PointLine, other: PointLine) -> bool:
    return one.north == other.north and one.east == other.east


def _check_ring(ring: Ring, row: int, log: IssueLog) -> bool:
    """Close a ring whose last row bears the first number; refuse rings of fewer than three points."""
    first, last = ring.points[0], ring.points[-1]
    named_twice = bool(first.no) and first.no == last.no and sum(point.no == first.no for point in ring.points) == 2
    if not ring.closed and len(ring.points) > 3 and named_twice:
        scale = DEGREE_M if first.kind == "degrees" else 1.0
        gap = math.hypot(last.north - first.north, last.east - first.east) * scale
        if gap > CLOSING_TOLERANCE_M:
            log.error(
                "txt.closing_contradicts",
                f"第 {last.line} 行：闭合点 {last.no} 与首点坐标相差 {gap:,.3f} 米。",
                "请核对该点坐标后重新上传。", row=row, field="坐标", line=last.line, value=f"{last.north_text},{last.east_text}",
            )  # fmt: skip
            return False
        log.warning(
            "txt.closing_gap", f"第 {last.line} 行：闭合点 {last.no} 与首点相差 {gap:.3f} 米，已取首点坐标。", "如不正确请核对首尾点。",
            row=row, line=last.line,
        )  # fmt: skip
        ring.points.pop()
        ring.closed = True
    distinct = {(point.north, point.east) for point in ring.points}
    if len(distinct) < 3:
        log.error(
            "txt.ring_too_short", f"第 {first.line} 行：圈 {ring.label} 只有 {len(distinct)} 个不同的点，不能成面。",
            "一圈至少三个不同的界址点，请补齐后重新上传。", row=row, line=first.line,
        )  # fmt: skip
        return False
    return True


def assemble_polygon(rings: list[Ring], row: int, log: IssueLog) -> shapely.Geometry | None:
    """Build a polygon or multipolygon of the rings of a parcel, and say which were taken for holes."""
    shells = [np.array([(point.east, point.north) for point in ring.points]) for ring in rings]
    polygons = [shapely.Polygon(_closed(xy)) for xy in shells]
    if len(polygons) == 1:
        return polygons[0]
    shape, holes_count = nest_rings(polygons)
    log.info(
        "txt.rings",
        f"第 {row} 个地块共 {len(rings)} 圈：{len(rings) - holes_count} 个面、{holes_count} 个内部岛（按包含关系判定）。",
        row=row,
    )
    return shape


def nest_rings(polygons: list[shapely.Polygon]) -> tuple[shapely.Geometry, int]:
    """Return the polygon or multipolygon of rings, and how many are holes: a ring inside another is a hole, one inside a hole a further part.

    Parts and the holes of each stand in the order in which the rings are given.
    """
    order = sorted(range(len(polygons)), key=lambda at: -polygons[at].area)
    parent: dict[int, int | None] = {}
    depth: dict[int, int] = {}
    for place, at in enumerate(order):
        containers = [other for other in order[:place] if _inside(polygons[at], polygons[other])]
        parent[at] = containers[-1] if containers else None
        depth[at] = depth[containers[-1]] + 1 if containers else 0
    holes: dict[int | None, list[shapely.LinearRing]] = {}
    for at in range(len(polygons)):
        if depth[at] % 2:
            holes.setdefault(parent[at], []).append(polygons[at].exterior)
    parts = [shapely.Polygon(polygons[at].exterior, holes.get(at)) for at in range(len(polygons)) if depth[at] % 2 == 0]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts), len(polygons) - len(parts)


def _closed(xy: np.ndarray) -> np.ndarray:
    return np.vstack([xy, xy[:1]])


def _inside(ring: shapely.Polygon, container: shapely.Polygon) -> bool:
    """Tell containment even where rings are broken: by prepared predicate, else by the ring's points."""
    try:
        return bool(container.covers(ring)) or (not container.is_valid and bool(container.convex_hull.covers(ring)))
    except shapely.errors.GEOSException:
        return False
