"""Put plots to every rule that is asked at a moment: pure, in any order of input the same answer, and nothing stops a run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gisapp.kernel.finding import Finding, Severity
from gisapp.plot_rules.facts import Neighbour, Operation, ParkShape, PlotFinding, PlotShape, RoadShape, RuleRun
from gisapp.plot_rules.registry import PlotRule, plot_rules
from gisapp.plot_rules.rules.area import find_area_difference
from gisapp.plot_rules.rules.boundary import find_repeated_points, find_size_faults, find_spikes
from gisapp.plot_rules.rules.frontage import find_short_frontages
from gisapp.plot_rules.rules.lineage import find_changed_unions
from gisapp.plot_rules.rules.overlap import find_outside, find_overlaps
from gisapp.plot_rules.rules.planning import find_contradictions, find_missing_conditions
from gisapp.plot_rules.rules.record import find_number_faults
from gisapp.plot_rules.rules.screen import stands_out
from gisapp.plot_rules.rules.seams import find_gaps, find_unshared_vertices
from gisapp.plot_rules.rules.sound import sound_shapes
from gisapp.plot_rules.rules.width import find_narrow_parts
from gisapp.plot_rules.terms import RuleMoment
from gisapp.plot_rules.tolerances import PlotTolerances

Answer = tuple[str, str | None, str | None, Finding]
"""Key of the shape or operation, key and number of the other plot, what was found."""


@dataclass(slots=True)
class _Ground:
    """What all rules look at: shapes first, standing neighbours behind them, all in the park's plane; None = broken."""

    shapes: Sequence[PlotShape]
    planar: np.ndarray
    around: np.ndarray
    keys: list[str]
    numbers: list[str]
    faults: dict[int, Finding]
    park: ParkShape
    park_planar: BaseGeometry | None
    roads: Sequence[RoadShape]
    operations: Sequence[Operation]
    tolerances: PlotTolerances
    not_asked: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def epsg(self) -> int:
        return self.park.planar_epsg

    def one(self, found: Iterable[tuple[int, Finding]]) -> Iterator[Answer]:
        for at, finding in found:
            yield self.keys[at], None, None, finding

    def two(self, found: Iterable[tuple[int, int, Finding]]) -> Iterator[Answer]:
        for at, other, finding in found:
            yield self.keys[at], self.keys[other], self.numbers[other], finding


def run_rules(
    moment: RuleMoment,
    shapes: Sequence[PlotShape],
    park: ParkShape,
    tolerances: PlotTolerances,
    *,
    neighbours: Sequence[Neighbour] = (),
    roads: Sequence[RoadShape] | None = None,
    operations: Sequence[Operation] = (),
) -> RuleRun:
    """Answer with every finding on the shapes of one park, each with its rule, version and tolerances.

    Shapes, neighbours and roads are EPSG:4490; everything is measured in the park's plane. A neighbour whose key is also a
    shape's is replaced by it; plots that are to disappear are left out by the caller. `roads` None = nobody knows the roads:
    the rule on frontage is not asked and says so. ValueError where two shapes have one key.
    """
    ground = _lay_out(shapes, park, tolerances, neighbours, roads or (), operations)
    asked = [rule for rule in plot_rules() if rule.asked_at(moment)]
    if not roads:
        ground.not_asked["frontage"] = "没有登记道路，未核对临路面宽。"
    found: list[PlotFinding] = []
    for rule in asked:
        if rule.id in ground.not_asked:
            continue
        try:
            answers = list(_RULES[rule.id](ground))
        except shapely.GEOSException as fault:
            ground.not_asked[rule.id] = f"图形运算失败，未能核对：{fault}"
            continue
        found.extend(_judged(rule, moment, tolerances, answers))
    return RuleRun(
        moment.value,
        tuple(sorted(found, key=_order)),
        {rule.id: rule.version for rule in asked},
        tolerances,
        ground.not_asked,
    )


def _lay_out(
    shapes: Sequence[PlotShape],
    park: ParkShape,
    tolerances: PlotTolerances,
    neighbours: Sequence[Neighbour],
    roads: Sequence[RoadShape],
    operations: Sequence[Operation],
) -> _Ground:
    shapes = sorted(shapes, key=lambda one: one.key)
    own = {shape.key for shape in shapes}
    if len(own) < len(shapes):
        raise ValueError("two shapes have the same key")
    standing = sorted((one for one in neighbours if one.key not in own), key=lambda one: one.key)
    planar, faults = sound_shapes([shape.geometry for shape in shapes], park.planar_epsg)
    beside, _ = sound_shapes([one.geometry for one in standing], park.planar_epsg)
    outline = None if park.geometry is None else sound_shapes([park.geometry], park.planar_epsg)[0][0]
    return _Ground(
        shapes,
        planar,
        np.concatenate([planar, beside]),
        [shape.key for shape in shapes] + [one.key for one in standing],
        [shape.plot_no or f"（{shape.key}）" for shape in shapes] + [one.plot_no for one in standing],
        faults,
        park,
        outline,
        roads,
        operations,
        tolerances,
    )


def _judged(
    rule: PlotRule, moment: RuleMoment, tolerances: PlotTolerances, answers: Iterable[Answer]
) -> Iterator[PlotFinding]:
    told = tolerances.told(rule.tolerances)
    severity: Severity = rule.severity[moment]
    for key, other_key, other_no, finding in answers:
        weighed = replace(
            finding,
            severity=severity,
            fix_zh=finding.fix_zh or rule.fix_zh,
            fix_en=finding.fix_en or rule.fix_en,
        )
        yield PlotFinding(key, rule.id, rule.version, told, weighed, other_key, other_no)


def _order(one: PlotFinding) -> tuple[str, str, str, str, str]:
    return one.key, one.rule, one.code, one.other_key or "", json.dumps(one.finding.geometry)


def _singled_out(ground: _Ground) -> list[int]:
    there = np.nonzero(~shapely.is_missing(ground.planar))[0]
    return there[stands_out(ground.planar[there], ground.tolerances)].tolist()


def _each(ground: _Ground, ask: Callable[..., Iterable[Finding]]) -> Iterator[Answer]:
    for at in _singled_out(ground):
        for finding in ask(ground.planar[at], ground.epsg, ground.tolerances):
            yield ground.keys[at], None, None, finding


def _areas(ground: _Ground) -> Iterator[tuple[int, Finding]]:
    for at, shape in enumerate(ground.shapes):
        if ground.planar[at] is not None:
            found = find_area_difference(
                shape.area_surveyed_m2, ground.planar[at], ground.tolerances, rounding_m2=shape.rounding_m2
            )
            if found is not None:
                yield at, found


def _pairs(ground: _Ground, ask: Callable[..., Iterable[tuple[int, int, Finding]]]) -> Iterator[Answer]:
    return ground.two(ask(ground.around, len(ground.shapes), ground.numbers, ground.epsg, ground.tolerances))


def _unions(ground: _Ground) -> Iterator[Answer]:
    planar = dict(zip(ground.keys, ground.planar, strict=False))
    for key, finding in find_changed_unions(ground.operations, planar, ground.epsg, ground.tolerances):
        yield key, None, None, finding


_RULES: dict[str, Callable[[_Ground], Iterator[Answer]]] = {
    "ring_valid": lambda on: on.one(on.faults.items()),
    "repeated_point": lambda on: _each(on, find_repeated_points),
    "spike": lambda on: _each(on, find_spikes),
    "sliver": lambda on: _each(on, find_size_faults),
    "minimum_width": lambda on: on.one(find_narrow_parts(on.planar, on.epsg, on.tolerances)),
    "frontage": lambda on: on.one(find_short_frontages(on.planar, on.roads, on.epsg, on.tolerances)),
    "inside_park": lambda on: on.one(find_outside(on.planar, on.park_planar, on.park.name_zh, on.epsg, on.tolerances)),
    "no_overlap": lambda on: _pairs(on, find_overlaps),
    "no_gap": lambda on: _pairs(on, find_gaps),
    "shared_vertices": lambda on: _pairs(on, find_unshared_vertices),
    "union_kept": _unions,
    "area_against_survey": lambda on: on.one(_areas(on)),
    "number_format": lambda on: on.one(find_number_faults(on.shapes)),
    "conditions_present": lambda on: on.one(find_missing_conditions(on.shapes)),
    "conditions_consistent": lambda on: on.one(find_contradictions(on.shapes, on.tolerances)),
}
