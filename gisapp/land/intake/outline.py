"""A boundary of a park from a file: all polygons of the file as one shape, read and decided by the same phases as plots."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from gisapp.kernel.finding import Severity
from gisapp.kernel.union import union_of_areas
from gisapp.land.intake.answers import Answers, Question
from gisapp.land.intake.decide_crs import CrsDecision, decide_crs
from gisapp.land.intake.ground import NearPoint, Surroundings, format_distance
from gisapp.land.intake.issue_log import Issue, IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.open_file import opened_layer
from gisapp.land.intake.propose_plots import as_multipolygons
from gisapp.land.intake.reproject import keep_polygons, reproject
from gisapp.land.intake.source_layer import SourceLayer
from gisapp.plot_rules.rules.boundary import find_fault


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape in EPSG:4490, or None with the question or the issues that say why not."""

    geometry: shapely.MultiPolygon | None
    crs_label: str | None
    question: Question | None
    issues: list[Issue]


def read_outline(
    path: Path,
    file_name: str,
    answers: Answers,
    limits: Limits,
    *,
    planar_epsg: int = 4547,
    near: tuple[float, float] | None = None,
) -> Outline:
    """Read a park's boundary from a survey file; `near` (lon, lat) is where it is expected, for hints and plausibility.

    Any fault of any polygon leaves the geometry out: a boundary is whole or it is none. Files that cannot or must not be read
    raise Invalid or TooLarge.
    """
    log = IssueLog()
    around = NearPoint(planar_epsg, near)
    with opened_layer(path, file_name, answers, limits, log) as opened:
        if isinstance(opened, Question):
            return Outline(None, None, opened, log.items)
        layer = opened
    polygons = keep_polygons(layer, log)
    decision = decide_crs(layer, answers, around, log) if len(layer) else None
    if not isinstance(decision, CrsDecision):
        return Outline(None, None, decision, log.items)
    geometry = _united(layer, reproject(polygons, layer.rows, decision, log), log)
    if geometry is not None:
        _check_place(geometry, decision, around, log)
    whole = None if any(issue.severity is Severity.ERROR for issue in log) else geometry
    return Outline(whole, decision.known.label, None, log.items)


def _united(layer: SourceLayer, shapes: np.ndarray, log: IssueLog) -> shapely.MultiPolygon | None:
    sound = []
    for row, shape in zip(layer.rows.tolist(), shapes, strict=True):
        if shape is None:
            continue
        fault = find_fault(shape)
        if fault is not None:
            log.add_finding(fault, row=row, field="geometry")
        else:
            sound.append(shape)
    if not sound:
        log.error("outline.no_polygon", "文件中没有可用的面，不能作为园区界线。", "请上传含园区边界面的文件。")
        return None
    if len(sound) > 1:
        log.warning(
            "outline.united",
            f"文件中有 {len(sound)} 个面，已合并为一条园区界线。",
            "如只需其中一个，请只保留该面后重新上传。",
            value=len(sound),
        )
    united = union_of_areas(sound)
    whole = as_multipolygons(np.array([united], dtype=object))[0]
    assert isinstance(whole, shapely.MultiPolygon)
    return whole


def _check_place(geometry: shapely.MultiPolygon, decision: CrsDecision, around: Surroundings, log: IssueLog) -> None:
    middle = geometry.centroid
    distance = float(around.distance_m(np.array([middle.x]), np.array([middle.y]))[0])
    if distance > around.plausible_distance_m:
        log.error(
            "location.implausible", f"界线中心距{around.place_zh} {format_distance(distance)}，坐标系或带号很可能有误。",
            f"请核对坐标系（{decision.known.label}）后重新上传。", field="坐标系", point=(round(middle.x, 9), round(middle.y, 9)),
        )  # fmt: skip
    if decision.known.family == "other":
        log.error(
            "crs.no_transformation", f"{decision.known.label}与 CGCS2000 之间没有确定的转换关系，只能粗略定位。",
            "请由测绘单位转换为 2000 国家大地坐标系后上传。", field="坐标系", value=decision.known.label,
        )  # fmt: skip
