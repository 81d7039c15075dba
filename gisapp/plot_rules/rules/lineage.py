"""After a split, a merge or an adjustment: is the same ground still covered?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import shapely

from gisapp.kernel.area import format_m2
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.union import union_of_areas
from gisapp.plot_rules.facts import Operation
from gisapp.plot_rules.rules.boundary import place_of
from gisapp.plot_rules.rules.sound import sound_shapes
from gisapp.plot_rules.tolerances import PlotTolerances


def find_changed_unions(
    operations: Sequence[Operation],
    planar: Mapping[str, shapely.Geometry | None],
    epsg: int,
    tolerances: PlotTolerances,
) -> Iterator[tuple[str, Finding]]:
    """变更前后范围一致：合起来的范围少了或多了多少. Yields (key of the operation, finding with the difference as polygon).

    An operation with a broken shape is left out: the broken shape has its own finding.
    """
    limit = tolerances.union_tolerance_m2
    for operation in sorted(operations, key=lambda one: one.key):
        before, faults = sound_shapes(operation.before, epsg)
        after = [planar.get(key) for key in sorted(operation.after)]
        if faults or any(shape is None for shape in after):
            continue
        was = union_of_areas(sorted(before, key=shapely.to_wkb))
        now = union_of_areas(after)
        for code, part in (
            ("lineage.ground_lost", shapely.difference(was, now)),
            ("lineage.ground_added", shapely.difference(now, was)),
        ):
            if part.area > limit:
                yield operation.key, _finding(code, part, epsg, limit)


def _finding(code: str, part: Any, epsg: int, limit: float) -> Finding:
    told, lost = format_m2(round(part.area, 2)), code == "lineage.ground_lost"
    pieces = [piece for piece in shapely.get_parts(part) if piece.area > 0]
    return Finding(
        code,
        Severity.ERROR,
        f"变更后{'少了' if lost else '多出'} {told} ㎡，与变更前的范围不一致。",
        fix_zh="请把遗漏的部分划入其中一宗；确需减少的，另作注销。"
        if lost
        else "请去掉多出的部分；确需增加的，另作新增。",
        message_en=f"{told} m² are {'missing' if lost else 'added'} against the ground before.",
        fix_en="Give the missing ground to one of the plots." if lost else "Take away what was added.",
        measured=f"{told} ㎡",
        required=f"≤ {limit:g} ㎡",
        geometry=place_of(pieces, epsg),
    )
