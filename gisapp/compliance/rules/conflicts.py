"""合规审查：一宗地占压了哪些控制范围、各多少平方米？Measured in the plane of the park, all plots against all areas at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from gisapp.compliance.constraint_kinds import KindRule
from gisapp.compliance.terms import OverlapMode, Verdict
from gisapp.kernel.area import format_m2
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.union import union_of_areas
from gisapp.plot_rules.rules.boundary import place_of
from gisapp.plot_rules.rules.sound import sound_shapes

INTERIORS_MEET = "T********"
QUADRANT = 16
"""Segments per quarter of a circle around a hazard: 0.1 % of the distance at most."""


@dataclass(frozen=True, slots=True)
class AreaShape:
    """A constraint area of the day (EPSG:4490) with the protection distance that applies to it in metres; `root_id` stays through corrections."""

    id: int
    root_id: int
    kind: str
    name_zh: str
    name_en: str
    source: str
    document_no: str
    distance_m: float
    geometry: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """Ground of one shape that a constraint forbids or asks about; `area` None = it lies outside every area of the kind."""

    key: str
    kind: str
    mode: str
    severity: Severity
    area: AreaShape | None
    overlap_m2: float
    share: float
    geometry: dict[str, Any]

    @property
    def name_zh(self) -> str:
        return self.area.name_zh if self.area else ""


@dataclass(frozen=True, slots=True)
class ConflictRun:
    """Every conflict in the order of shapes, kinds and areas; the kinds nobody has an area of; what is wrong with a shape."""

    conflicts: tuple[Conflict, ...]
    unknown_kinds: tuple[str, ...]
    faults: Mapping[str, Finding]
    areas_m2: Mapping[str, float]

    def of(self, key: str) -> tuple[Conflict, ...]:
        return tuple(one for one in self.conflicts if one.key == key)


def find_conflicts(
    shapes: Sequence[tuple[str, Any]],
    areas: Sequence[AreaShape],
    rules: Mapping[str, KindRule],
    known_kinds: frozenset[str],
    tolerance_m2: float,
    planar_epsg: int,
) -> ConflictRun:
    """占压面积：每个图形与每个控制范围（含防护距离）的公共部分，以及落在应在其内的范围之外的部分.

    - inside: the area, widened by its protection distance, meets the shape in more than the tolerance
    - outside: more than the tolerance of the shape lies outside the union of all areas of the kind
    - a kind of which nothing is recorded on the day is not judged: unknown is an answer
    """
    shapes = sorted(shapes, key=lambda one: one[0])
    keys = [key for key, _ in shapes]
    planar, faults = sound_shapes([geometry for _, geometry in shapes], planar_epsg)
    areas = sorted(areas, key=lambda one: one.id)
    grounds, _ = sound_shapes([area.geometry for area in areas], planar_epsg)
    distances = np.array([area.distance_m for area in areas])
    widened = np.nonzero(distances > 0)[0]
    if len(widened):
        grounds[widened] = shapely.buffer(grounds[widened], distances[widened], quad_segs=QUADRANT)
    order = {kind: place for place, kind in enumerate(rules)}
    found: list[tuple[int, int, Conflict]] = []
    inside = np.array([rules[area.kind].mode is OverlapMode.INSIDE for area in areas], dtype=bool)
    for at, beside, part in _common(planar, grounds, inside, tolerance_m2):
        area = areas[beside]
        found.append((at, beside, _conflict(keys[at], planar[at], part, rules[area.kind], area, planar_epsg)))
    for kind, rule in rules.items():
        if rule.mode is OverlapMode.OUTSIDE and kind in known_kinds:
            own = np.array([area.kind == kind for area in areas], dtype=bool)
            for at, part in _beyond(planar, grounds[own], tolerance_m2):
                found.append((at, -1, _conflict(keys[at], planar[at], part, rule, None, planar_epsg)))
    found.sort(key=lambda one: (one[0], order[one[2].kind], one[1]))
    return ConflictRun(
        tuple(conflict for _, _, conflict in found),
        tuple(kind for kind in rules if kind not in known_kinds),
        {keys[at]: fault for at, fault in faults.items()},
        {key: round(float(shape.area), 2) for key, shape in zip(keys, planar, strict=True) if shape is not None},
    )


def verdict_of(run: ConflictRun) -> Verdict:
    """Return the worst answer: an error is a conflict, a warning is to be looked at, then what nobody knows."""
    weights = {one.severity for one in run.conflicts}
    if Severity.ERROR in weights or run.faults:
        return Verdict.CONFLICT
    if Severity.WARNING in weights:
        return Verdict.TO_CHECK
    return Verdict.NOT_KNOWN if run.unknown_kinds else Verdict.CLEAR


def finding_of(conflict: Conflict, rule: KindRule) -> Finding:
    """Return the conflict as the finding that screens show."""
    told = format_m2(conflict.overlap_m2)
    label = rule.kind
    if conflict.area is None:
        message_zh = f"有 {told} ㎡（{conflict.share:.2%}）在{label.label_zh}以外。"
        message_en = f"{told} m² ({conflict.share:.2%}) lie outside: {label.label_en}."
    else:
        reach = f"及其 {conflict.area.distance_m:g} 米防护距离" if conflict.area.distance_m else ""
        message_zh = f"占压{label.label_zh}“{conflict.area.name_zh}”{reach} {told} ㎡（{conflict.share:.2%}）。"
        message_en = f"{told} m² ({conflict.share:.2%}) lie in {label.label_en}: {conflict.area.name_en or conflict.area.name_zh}."
    return Finding(
        f"compliance.{conflict.kind}",
        conflict.severity,
        message_zh,
        fix_zh=rule.fix_zh,
        fix_en=rule.fix_en,
        message_en=message_en,
        measured=f"{told} ㎡",
        required="0 ㎡",
        basis=rule.basis + ("" if rule.confirmed else "（待确认）"),
        geometry=conflict.geometry,
    )


def _common(
    planar: np.ndarray, grounds: np.ndarray, inside: np.ndarray, tolerance_m2: float
) -> list[tuple[int, int, Any]]:
    there = np.nonzero(~shapely.is_missing(planar))[0]
    usable = np.nonzero(~shapely.is_missing(grounds) & inside)[0] if len(grounds) else np.empty(0, dtype=np.int64)
    if not len(there) or not len(usable):
        return []
    pairs = shapely.STRtree(grounds[usable]).query(planar[there], predicate="intersects")
    at, beside = there[pairs[0]], usable[pairs[1]]
    parts = shapely.intersection(planar[at], grounds[beside])
    large = shapely.area(parts) > tolerance_m2
    return list(zip(at[large].tolist(), beside[large].tolist(), parts[large], strict=True))


def _beyond(planar: np.ndarray, grounds: np.ndarray, tolerance_m2: float) -> list[tuple[int, Any]]:
    there = np.nonzero(~shapely.is_missing(planar))[0]
    union = union_of_areas(grounds)
    shapely.prepare(union)
    over = there[~shapely.covers(union, planar[there])]
    parts = shapely.difference(planar[over], union)
    return [(at, part) for at, part in zip(over.tolist(), parts, strict=True) if part.area > tolerance_m2]


def _conflict(key: str, shape: Any, part: Any, rule: KindRule, area: AreaShape | None, planar_epsg: int) -> Conflict:
    pieces = [piece for piece in shapely.get_parts(part) if piece.area > 0]
    return Conflict(
        key,
        rule.kind.value,
        rule.mode.value,
        rule.severity,
        area,
        round(float(part.area), 2),
        round(min(1.0, float(part.area / shape.area)), 6),
        place_of(shapely.multipolygons(pieces), planar_epsg),
    )
