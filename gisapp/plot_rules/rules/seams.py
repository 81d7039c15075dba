"""Do neighbours agree on the line between them: no narrow gap, the same vertices on both sides?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.union import union_of_areas
from gisapp.plot_rules.rules.boundary import place_of
from gisapp.plot_rules.rules.overlap import pairs_touching
from gisapp.plot_rules.tolerances import PlotTolerances

MITRE = 5.0
SHORTEST_M = 1.0
"""A gap shorter than this is the corner where three plots meet, not a seam that disagrees."""


def find_gaps(
    planar: np.ndarray, judged: int, numbers: list[str], planar_epsg: int, tolerances: PlotTolerances
) -> Iterator[tuple[int, int, Finding]]:
    """邻接无缝隙：两宗之间是否有窄于限值的空隙. Yields (position, other position, finding with the gap as polygon).

    Two plots are closed with a square-cornered offset of half the limit: what is filled and belongs to nobody is a gap.
    """
    limit = tolerances.gap_m
    pairs = pairs_touching(planar, judged, limit)
    if limit <= 0 or not pairs.shape[1]:
        return
    pairs = pairs[:, _seam_open(planar, pairs, limit)]
    there = np.nonzero(~shapely.is_missing(planar))[0]
    tree = shapely.STRtree(planar[there])
    for one, other in pairs.T.tolist():
        both = union_of_areas([planar[one], planar[other]])
        closed = _offset(_offset(both, limit / 2), -limit / 2)
        pieces = _wide_enough(shapely.difference(closed, both), tolerances.repeated_point_m)
        if not pieces:
            continue
        standing = union_of_areas(planar[there[np.sort(tree.query(shapely.box(*shapely.total_bounds(pieces))))]])
        gaps = _wide_enough(shapely.difference(union_of_areas(pieces), standing), tolerances.repeated_point_m)
        gaps = [gap for gap in gaps if gap.length / 2 >= SHORTEST_M]
        if gaps:
            yield one, other, _gap(gaps, numbers[other], planar_epsg, limit)


def _seam_open(planar: np.ndarray, pairs: np.ndarray, limit: float) -> np.ndarray:
    """Screen pairs: more of one boundary runs within the limit of the other than lies on it."""
    one, other = planar[pairs[0]], planar[pairs[1]]
    near = shapely.length(shapely.intersection(shapely.boundary(one), shapely.buffer(other, limit, quad_segs=2)))
    on = shapely.length(shapely.intersection(shapely.boundary(one), shapely.boundary(other)))
    return near - on > SHORTEST_M


def _wide_enough(shape: Any, least: float) -> list[Any]:
    """Return the polygons of a shape without what is thinner than coordinates are precise: that is noise of the arithmetic."""
    return [piece for piece in shapely.get_parts(_offset(_offset(shape, -least / 2), least / 2)) if piece.area > 0]


def _offset(shape: Any, distance: float) -> Any:
    return shapely.buffer(shape, distance, join_style="mitre", mitre_limit=MITRE)


def _gap(gaps: list[Any], number: str, epsg: int, limit: float) -> Finding:
    area, long = sum(gap.area for gap in gaps), sum(gap.length / 2 for gap in gaps)
    width = area / long
    return Finding(
        "topology.gap",
        Severity.WARNING,
        f"与地块{number}之间有一道长约 {long:.1f} 米、平均宽 {width:.3f} 米的缝隙（{area:.2f} ㎡）。",
        fix_zh="多为界线不一致：请把共用界线捕捉到邻宗界址点；确为通道的，请画成不窄于限值。",
        message_en=f"A gap about {long:.1f} m long and {width:.3f} m wide lies between this plot and {number}.",
        fix_en="Snap the seam to the neighbour's vertices; a real passage is drawn wider than the limit.",
        measured=f"{width:.3f} 米",
        required=f"0 或 ≥ {limit:g} 米",
        geometry=place_of(gaps, epsg),
    )


def find_unshared_vertices(
    planar: np.ndarray, judged: int, numbers: list[str], planar_epsg: int, tolerances: PlotTolerances
) -> Iterator[tuple[int, int, Finding]]:
    """共用界线的界址点一致：邻宗的界址点落在本宗界线上而本宗没有该点，或两点相近而不相同.

    Yields (position of the shape that lacks the vertex, position of its neighbour, finding with the places as points).
    """
    there = np.nonzero(~shapely.is_missing(planar))[0]
    if not len(there):
        return
    xy, index = shapely.get_coordinates(planar[there], return_index=True)
    owner = there[index]
    points = shapely.points(xy)
    reach, same = tolerances.shared_vertex_m, tolerances.repeated_point_m
    edges = shapely.STRtree(shapely.boundary(planar[there]))
    near = edges.query(points, predicate="dwithin", distance=reach)
    vertex, side = near[0], there[near[1]]
    foreign = (owner[vertex] != side) & ((side < judged) | (owner[vertex] < judged))
    vertex, side = vertex[foreign], side[foreign]
    if not len(vertex):
        return
    lacking, apart = _lacking(points, owner, vertex, side, reach, same)
    yield from _told(xy, owner, lacking, None, judged, numbers, planar_epsg, reach)
    yield from _told(xy, owner, list(apart), apart, judged, numbers, planar_epsg, reach)


def _lacking(
    points: Any, owner: np.ndarray, vertex: np.ndarray, side: np.ndarray, reach: float, same: float
) -> tuple[list[tuple[int, int]], dict[tuple[int, int], float]]:
    """Return the (vertex, shape) where the shape has no vertex near, and those where the nearest is not the same, with metres."""
    found = shapely.STRtree(points).query(points[vertex], predicate="dwithin", distance=reach)
    nearest: dict[tuple[int, int], float] = {}
    metres = shapely.distance(points[vertex[found[0]]], points[found[1]])
    for asked, other, distance in zip(*found.tolist(), metres.tolist(), strict=True):
        if owner[other] == side[asked]:
            pair = (int(vertex[asked]), int(side[asked]))
            nearest[pair] = min(distance, nearest.get(pair, reach))
    wanted = dict.fromkeys(zip(vertex.tolist(), side.tolist(), strict=True))
    lacking = [pair for pair in wanted if pair not in nearest]
    return lacking, {pair: distance for pair in wanted if (distance := nearest.get(pair, 0.0)) > same}


def _told(
    xy: np.ndarray,
    owner: np.ndarray,
    pairs: list[tuple[int, int]],
    apart: dict[tuple[int, int], float] | None,
    judged: int,
    numbers: list[str],
    epsg: int,
    reach: float,
) -> Iterator[tuple[int, int, Finding]]:
    grouped: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for pair in pairs:
        one, other = pair[1], int(owner[pair[0]])
        if one >= judged or (apart is not None and one > other and other < judged):
            one, other = other, one
        grouped.setdefault((one, other), []).append(pair)
    for (one, other), found in sorted(grouped.items()):
        places = np.unique(xy[[pair[0] for pair in found]].round(4), axis=0)
        geometry = place_of(shapely.MultiPoint(places) if len(places) > 1 else shapely.Point(places[0]), epsg)
        if apart is None:
            yield one, other, Finding(
                "topology.vertex_missing",
                Severity.WARNING,
                f"与地块{numbers[other]}的共用界线上有 {len(places)} 个界址点只在一侧有。",
                fix_zh="请在共用界线上补入对方的界址点，两侧界址点应一一对应。",
                message_en=f"{len(places)} vertices of the seam with {numbers[other]} exist on one side only.",
                fix_en="Add the missing vertices: both sides of a seam have the same ones.",
                measured=f"{len(places)} 点",
                required="0 点",
                geometry=geometry,
            )  # fmt: skip
            continue
        most = max(apart[pair] for pair in found)
        yield one, other, Finding(
            "topology.vertex_apart",
            Severity.WARNING,
            f"与地块{numbers[other]}共用的界址点相差最大 {most * 1000:.0f} 毫米（{len(places)} 处）。",
            fix_zh="请把两宗的界址点捕捉为同一点。",
            message_en=f"Vertices shared with {numbers[other]} are up to {most * 1000:.0f} mm apart.",
            fix_en="Snap the two vertices together.",
            measured=f"{most:.4f} 米",
            required=f"同一点，或相距 > {reach:g} 米",
            geometry=geometry,
        )  # fmt: skip
