"""The one way from a file to proposals, for the browser and the command line: read, map, decide, reproject, check, propose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from gisapp.land.intake.answers import Answers, Question
from gisapp.land.intake.ask_shift import ask_shift
from gisapp.land.intake.check_geometry import check_geometry
from gisapp.land.intake.check_location import check_location
from gisapp.land.intake.check_topology import check_topology
from gisapp.land.intake.correct_values import correct_values
from gisapp.land.intake.decide_crs import CrsDecision, decide_crs
from gisapp.land.intake.ground import Ground
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.live_plots import LivePlots
from gisapp.land.intake.magnitude import gauss_kruger_epsg
from gisapp.land.intake.map_fields import FieldMap, ask_plot_no, map_fields
from gisapp.land.intake.measure_areas import ellipsoidal_areas_m2, planar_areas_m2
from gisapp.land.intake.normalise_values import Values, normalise_values
from gisapp.land.intake.open_file import opened_layer
from gisapp.land.intake.propose_plots import Proposal, propose_plots
from gisapp.land.intake.recalled import Recalled
from gisapp.land.intake.reproject import keep_polygons, reproject
from gisapp.land.intake.source_layer import SourceLayer
from gisapp.plot_rules.rules.area import find_area_difference
from gisapp.plot_rules.tolerances import LandThresholds

MAP_EDGE_LAT = 85.0

Box = tuple[float, float, float, float]
Recall = Callable[[str, Sequence[str]], Recalled | None]
LiveLoader = Callable[[Box | None, Sequence[str]], LivePlots]


@dataclass(slots=True)
class IntakeResult:
    """What the dry run found: the proposals (one per row), the issues, what is still to be asked, and how the file was read."""

    log: IssueLog
    thresholds: LandThresholds
    proposals: list[Proposal] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    reading: dict[str, Any] = field(default_factory=dict)
    row_count: int = 0

    def counts(self) -> dict[str, int]:
        """Return how many rows go which way; they sum to the rows read."""
        counts: dict[str, int] = dict.fromkeys(("new", "revise", "unchanged", "blocked"), 0)
        for proposal in self.proposals:
            counts[proposal.action] += 1
        return counts


def run_intake(
    path: Path,
    file_name: str,
    answers: Answers,
    ground: Ground,
    load_live: LiveLoader,
    limits: Limits,
    recall: Recall | None = None,
) -> IntakeResult:
    """Run all phases over one file. Bad rows never stop it; files that cannot be read at all raise Invalid or TooLarge."""
    log = IssueLog()
    with opened_layer(path, file_name, answers, limits, log) as opened:
        if isinstance(opened, Question):
            return IntakeResult(log, ground.thresholds, questions=[opened])
        layer = opened.storable()
    recalled = recall(layer.kind, list(layer.columns)) if recall is not None else None
    return _judge(layer, answers, recalled, ground, load_live, log)


def _judge(
    layer: SourceLayer,
    answers: Answers,
    recalled: Recalled | None,
    ground: Ground,
    load_live: LiveLoader,
    log: IssueLog,
) -> IntakeResult:
    result = IntakeResult(log, ground.thresholds, row_count=len(layer))
    correct_values(layer, answers, log)
    mapping = map_fields(layer, answers, log, recalled)
    if recalled is not None:
        answers = _with_recalled(answers, recalled)
    polygons = keep_polygons(layer, log)
    has_ground = bool(len(layer)) and not shapely.is_missing(polygons).all()
    if len(layer) and not has_ground:
        log.error("survey.no_polygon", "文件中没有可用的面状图形。", "请确认选对了图层；界址线、界址点图层不能入库。")
    if has_ground and "plot_no" not in mapping.fields and not answers.plot_no_prefix:
        result.questions.append(ask_plot_no(layer))
    decision = decide_crs(layer, answers, ground, log) if has_ground else None
    if isinstance(decision, Question):
        result.questions.insert(0, decision)
        decision = None
    if decision is None:
        stored = planar = covered = np.full(len(layer), None, dtype=object)
    else:
        stored, planar, covered = _place(layer, polygons, decision, ground, log)
    computed = planar_areas_m2(planar)
    values = normalise_values(layer, mapping, answers, computed, ground.land_uses, log)
    result.questions += values.questions
    live = load_live(_box(stored), [number for number in values.plot_no if number])
    check_topology(layer.rows, values.plot_no, planar, covered, ground, live, log)
    _compare_areas(layer, values, planar, ground, log)
    result.reading = _describe(layer, mapping, decision, values.area_unit)
    if result.questions and any(question.code in ("crs", "zone") for question in result.questions):
        _say_waiting(layer, log)
    areas = (computed, ellipsoidal_areas_m2(stored))
    result.proposals = propose_plots(layer, values, stored, areas, _point_systems(layer, decision), ground, live, log)
    doubt = ask_shift(layer, decision, answers, result.proposals, log) if decision is not None else None
    if doubt is not None:
        result.questions.insert(0, doubt)
    return result


def _with_recalled(answers: Answers, recalled: Recalled) -> Answers:
    """Return the answers, completed by those given for an earlier delivery of the same columns."""
    return replace(
        answers,
        area_unit=answers.area_unit or recalled.area_unit,
        land_use_scheme=answers.land_use_scheme or recalled.land_use_scheme,
        land_use_targets={**recalled.land_use_targets, **answers.land_use_targets},
    )


def _place(
    layer: SourceLayer, polygons: np.ndarray, decision: CrsDecision, ground: Ground, log: IssueLog
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return sound shapes in 4490 and in the planar system, and the planar ground of broken ones too.

    Rows far from the park keep their shape for the preview only.
    """
    moved = reproject(polygons, layer.rows, decision, log)
    outside = check_location(layer, moved, decision, ground, log)
    stored, planar, covered = check_geometry(layer.rows, moved, ground, log)
    planar[outside] = covered[outside] = None
    preview = shapely.is_missing(stored) & ~shapely.is_missing(moved)
    stored[preview] = moved[preview]
    stored[_beyond_the_map(stored)] = None
    return stored, planar, covered


def _beyond_the_map(geometry: np.ndarray) -> np.ndarray:
    """Tell which shapes lie where the map's projection ends; they are refused anyway and are not drawn."""
    box = np.abs(shapely.bounds(geometry))
    return np.asarray((box[:, [0, 2]] > 180).any(axis=1) | (box[:, [1, 3]] > MAP_EDGE_LAT).any(axis=1))


def _box(geometry: np.ndarray) -> Box | None:
    there = geometry[~shapely.is_missing(geometry)]
    if not len(there):
        return None
    west, south, east, north = shapely.total_bounds(there).tolist()
    return (west, south, east, north)


def _compare_areas(layer: SourceLayer, values: Values, planar: np.ndarray, ground: Ground, log: IssueLog) -> None:
    rows = zip(layer.rows.tolist(), values.area_m2, values.area_rounding_m2, planar, strict=True)
    for row, area, rounding, shape in rows:
        finding = None if shape is None else find_area_difference(area, shape, ground.thresholds, rounding_m2=rounding)
        if finding is not None:
            log.add_finding(finding, row=row, field="area")


def _say_waiting(layer: SourceLayer, log: IssueLog) -> None:
    log.error("crs.undecided", "坐标系尚未确定，全部地块暂不能入库。", "请回答上面的问题后重新检查。", field="坐标系")


def _point_systems(layer: SourceLayer, decision: CrsDecision | None) -> list[int | None]:
    """Return the EPSG code of each row's points as delivered; rows of another zone have their own."""
    if decision is None:
        return [None] * len(layer)
    if decision.row_zone is None:
        return [decision.known.epsg] * len(layer)
    return [
        gauss_kruger_epsg(zone, prefixed=True) if zone else decision.known.epsg for zone in decision.row_zone.tolist()
    ]


def _describe(
    layer: SourceLayer, mapping: FieldMap, decision: CrsDecision | None, area_unit: str | None
) -> dict[str, Any]:
    return {
        "format": layer.kind,
        "layer": layer.name,
        "encoding": layer.encoding,
        "encoding_why_zh": layer.encoding_why_zh,
        "text_sample": layer.text_sample,
        "crs_label_zh": decision.known.label if decision else None,
        "crs_epsg": decision.known.epsg if decision else None,
        "crs_why_zh": decision.why_zh if decision else None,
        "axes_swapped": bool(decision and decision.swap),
        "field_map": mapping.as_dict(),
        "columns": list(layer.columns),
        "area_unit": area_unit,
    }
