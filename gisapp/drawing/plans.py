"""What each drawing act would do on the ground: the rules are asked, nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
import shapely
from shapely import LineString, Polygon

from gisapp.drawing.ground import Ground, GroundPlot
from gisapp.drawing.rules.cut import split_by_lines
from gisapp.drawing.rules.hole import cut_hole, fill_hole
from gisapp.drawing.rules.merge import merge
from gisapp.drawing.rules.outcome import Outcome
from gisapp.drawing.rules.plane import Area, Xy, gather_or_empty, parts_of, vertices_of
from gisapp.drawing.rules.right_angles import make_right_angles
from gisapp.drawing.rules.set_back import set_back
from gisapp.drawing.rules.shared_boundary import Moved, move_corners, shift_boundary, shift_boundary_to_area
from gisapp.drawing.rules.split import (
    Sweep,
    split_by_areas,
    split_by_frontage,
    split_by_ratio,
    split_into_lots,
    sweep_along_bearing,
    sweep_from_side,
)
from gisapp.drawing.rules.survey_points import MovedCorner
from gisapp.drawing.rules.vertices import insert_vertices, put_into_neighbours
from gisapp.drawing.terms import DrawingAct
from gisapp.kernel.errors import Invalid
from gisapp.kernel.finding import Finding
from gisapp.proposals.terms import OperationKind


@dataclass(slots=True)
class Plan:
    """What would come of an act: which plots it starts from, the shapes in their place, and what neighbours take.

    `main` is the place of the shape that goes on being the plot where a piece is only taken off it. `typed` are points kept
    as they were typed, for the first shape; `moved` are corners by where they went. `neighbours` are plots beside, by key, with the corners put into them.
    """

    kind: OperationKind
    parents: list[GroundPlot]
    shapes: list[Area] = field(default_factory=list)
    kept_lines: list[LineString] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    neighbours: dict[str, Area] = field(default_factory=dict)
    main: int | None = None
    typed: Mapping[str, Any] | None = None
    moved: Mapping[Xy, MovedCorner] = field(default_factory=dict[Xy, MovedCorner])

    @property
    def is_refused(self) -> bool:
        return not self.shapes


def plan_act(act: DrawingAct, ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    """Ask the rules what an act would do. 400 where a parameter is missing; what the rules refuse is in the findings."""
    plan = _PLANS[act](ground, on, how)
    if not plan.is_refused and plan.kind is not OperationKind.ADJUST and not plan.neighbours:
        own = {plot.key for plot in plan.parents}
        before = {corner for plot in plan.parents for corner in vertices_of(plot.shape)}
        made = [corner for shape in plan.shapes for corner in vertices_of(shape) if corner not in before]
        plan.neighbours = put_into_neighbours(ground.shapes(own), list(dict.fromkeys(made)), ground.limits.join_m)
    return plan


def _split(ground: Ground, on: list[GroundPlot], outcome: Outcome, *, main: int | None = None) -> Plan:
    shapes = [] if outcome.is_refused else outcome.shapes
    return Plan(OperationKind.SPLIT, on, shapes, outcome.kept_lines, outcome.findings, main=main)


def _by_line(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    shape = _one(on).shape
    lines = [ground.settle_line(line) for line in _needed(how, "lines")]
    done = split_by_lines(shape, lines, ground.plane, ground.limits.join_m, extend=bool(how.get("extend")))
    return _split(ground, on, done)


def _by_area(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    shape = _one(on).shape
    return _split(ground, on, split_by_areas(shape, _needed(how, "areas_m2"), _sweep(ground, shape, how), ground.plane))


def _by_ratio(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    shape = _one(on).shape
    return _split(ground, on, split_by_ratio(shape, _needed(how, "ratio"), _sweep(ground, shape, how), ground.plane))


def _lots(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    shape = _one(on).shape
    return _split(ground, on, split_into_lots(shape, _needed(how, "count"), _sweep(ground, shape, how), ground.plane))


def _frontage(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    start, end = _side(ground, _needed(how, "side"))
    done = split_by_frontage(
        _one(on).shape, _needed(how, "count"), start, end, ground.plane, bearing_deg=how.get("bearing_deg")
    )
    return _split(ground, on, done)


def _merge(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    limits = ground.limits
    done = merge(
        [plot.shape for plot in on],
        ground.plane,
        tolerance_m=limits.join_m,
        gap_m=limits.gap_m,
        overlap_m2=limits.overlap_m2,
        close_gaps=bool(how.get("close_gaps")),
    )
    return Plan(OperationKind.MERGE, on, [] if done.is_refused else done.shapes, [], done.findings)


def _hole(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    ring = Polygon([ground.settle(point) for point in ground.plane.read_points(_needed(how, "ring"))])
    keep = bool(how.get("keep_inner"))
    done = cut_hole(_one(on).shape, ring, ground.plane, ground.limits.join_m, keep_inner=keep)
    return _split(ground, on, done, main=0) if keep else _changed(on, done)


def _fill(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    return _changed(on, fill_hole(_one(on).shape, ground.plane.read_points([_needed(how, "at")])[0], ground.plane))


def _set_back(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    keep = bool(how.get("keep_strip"))
    done = set_back(_one(on).shape, _needed(how, "distances_m"), ground.plane, keep_strip=keep)
    return _split(ground, on, done, main=0) if keep else _changed(on, done)


def _right_angles(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    limits, plot = ground.limits, _one(on)
    held = ground.plane.read_points(how.get("fixed") or [])
    done = make_right_angles(
        plot.shape,
        ground.plane,
        tolerance_deg=how.get("tolerance_deg") or limits.right_angle_deg,
        most_m=how.get("most_m") or limits.right_angle_shift_m,
        fixed=[ground.settle(point) for point in held],
    )
    if not done.moves or not how.get("with_neighbours"):
        shapes = done.outcome.shapes if done.moves else []
        return Plan(OperationKind.CHANGE, on, shapes, [], done.outcome.findings)
    moved = move_corners(ground.shapes(), list(done.moves.items()), ground.plane, limits.join_m)
    return _moved(ground, moved, [*done.outcome.findings, *moved.findings])


def _corners(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    moves: list[tuple[Xy, Xy]] = []
    went: dict[Xy, MovedCorner] = {}
    for move in _needed(how, "moves"):
        start = ground.settle(ground.plane.read_points([move["from_point"]])[0])
        typed = move.get("to_xy")
        end = (
            _typed(typed, ground) if typed else ground.settle(ground.plane.read_points([_needed(move, "to_point")])[0])
        )
        moves.append((start, end))
        went[end] = MovedCorner(start, typed)
    chosen = {plot.key for plot in on}
    shapes = {key: shape for key, shape in ground.shapes().items() if not chosen or key in chosen}
    moved = move_corners(shapes, moves, ground.plane, ground.limits.join_m)
    return replace(_moved(ground, moved, moved.findings), moved=went)


def _shift(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    if len(on) != 2:
        raise _choose(2)
    a, b = (plot.shape for plot in on)
    limit = ground.limits.join_m
    if how.get("target_m2") is not None:
        done = shift_boundary_to_area(a, b, float(how["target_m2"]), ground.plane, limit)
    else:
        done = shift_boundary(a, b, float(_needed(how, "by_m")), ground.plane, limit)
    if done.is_refused:
        return Plan(OperationKind.ADJUST, on, findings=done.findings)
    beside = put_into_neighbours(ground.shapes(plot.key for plot in on), done.new_corners, limit)
    parents = [*on, *(ground.plots[key] for key in beside)]
    return Plan(OperationKind.ADJUST, parents, [*done.shapes, *beside.values()], [], done.findings)


def _outline(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    return Plan(OperationKind.NEW, [], [_drawn(ground, how, own=set())], typed=how.get("points"))


def _reshape(ground: Ground, on: list[GroundPlot], how: Mapping[str, Any]) -> Plan:
    plot = _one(on)
    return Plan(OperationKind.CHANGE, on, [_drawn(ground, how, own={plot.key})], typed=how.get("points"))


def _drawn(ground: Ground, how: Mapping[str, Any], *, own: set[str]) -> Area:
    """Return a drawn or typed shape that holds the neighbours' corners; typed points stay where they were typed."""
    shape = gather_or_empty(parts_of(ground.plane.read(_needed(how, "geometry"))))
    if not how.get("points"):
        shape = shapely.transform(shape, lambda xy: np.asarray([ground.settle((float(x), float(y))) for x, y in xy]))
    if not shape.is_valid:
        return shape
    corners = [corner for other in ground.shapes(own).values() for corner in vertices_of(other)]
    return insert_vertices(shape, corners, ground.limits.join_m)


def _changed(on: list[GroundPlot], done: Outcome) -> Plan:
    return Plan(OperationKind.CHANGE, on, [] if done.is_refused else done.shapes[:1], [], done.findings)


def _moved(ground: Ground, moved: Moved, findings: Sequence[Finding]) -> Plan:
    parents = [ground.plots[key] for key in moved.shapes]
    kind = OperationKind.CHANGE if len(parents) == 1 else OperationKind.ADJUST
    return Plan(kind, parents, list(moved.shapes.values()), [], list(findings))


def _one(on: Sequence[GroundPlot]) -> GroundPlot:
    if len(on) != 1:
        raise _choose(1)
    return on[0]


def _choose(count: int) -> Invalid:
    return Invalid(
        "drawing.choose_plots",
        f"请选择 {count} 个地块后再操作。",
        message_en=f"Choose {count} plot{'s' if count > 1 else ''} first.",
    )


def _needed(how: Mapping[str, Any], name: str) -> Any:
    value = how.get(name)
    if value is None:
        raise Invalid(
            "drawing.parameter_missing",
            f"缺少参数“{name}”，请在左侧填写后重试。",
            message_en=f"The parameter {name} is missing.",
        )
    return value


def _side(ground: Ground, side: Sequence[Sequence[float]]) -> tuple[Xy, Xy]:
    start, end = ground.plane.read_points(side)
    return start, end


def _sweep(ground: Ground, shape: Area, how: Mapping[str, Any]) -> Sweep:
    if how.get("side") is not None:
        return sweep_from_side(shape, *_side(ground, how["side"]))
    return sweep_along_bearing(float(_needed(how, "bearing_deg")), from_right=bool(how.get("from_right")))


def _typed(xy: Mapping[str, str], ground: Ground) -> Xy:
    """Return a typed point (X north, Y east, with or without zone number) in the plane, to the digit."""
    try:
        north, east = Decimal(str(xy["x"])), Decimal(str(xy["y"]))
    except (InvalidOperation, KeyError):
        raise Invalid(
            "drawing.point_not_number", "坐标不是数字，请改正。", message_en="The coordinates are no numbers."
        ) from None
    zone = ground.plane.zone
    if east >= 1_000_000 and east // 1_000_000 != zone:
        raise Invalid(
            "drawing.point_in_other_zone",
            f"东坐标 {east} 的带号与园区不符，本园区为 {zone} 带，请改正。",
            message_en=f"Another zone: the park lies in zone {zone}.",
        )
    return float(east % 1_000_000), float(north)


_PLANS: Mapping[DrawingAct, Callable[[Ground, list[GroundPlot], Mapping[str, Any]], Plan]] = {
    DrawingAct.OUTLINE: _outline,
    DrawingAct.RESHAPE: _reshape,
    DrawingAct.SPLIT_BY_LINE: _by_line,
    DrawingAct.SPLIT_BY_AREA: _by_area,
    DrawingAct.SPLIT_BY_RATIO: _by_ratio,
    DrawingAct.SPLIT_INTO_LOTS: _lots,
    DrawingAct.SPLIT_BY_FRONTAGE: _frontage,
    DrawingAct.MERGE: _merge,
    DrawingAct.CUT_HOLE: _hole,
    DrawingAct.FILL_HOLE: _fill,
    DrawingAct.SET_BACK: _set_back,
    DrawingAct.RIGHT_ANGLES: _right_angles,
    DrawingAct.MOVE_CORNERS: _corners,
    DrawingAct.SHIFT_BOUNDARY: _shift,
}
