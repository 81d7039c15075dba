"""What would become of each row: a new plot, a revision of a live one, nothing new, or refused with its reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.finding import Severity
from gisapp.land.intake.ground import Ground
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.live_plots import LivePlots
from gisapp.land.intake.normalise_values import Values, storable
from gisapp.land.intake.source_layer import SourceLayer

NEW, REVISE, UNCHANGED, BLOCKED = "new", "revise", "unchanged", "blocked"
SAME_PLACE_DEG = 1e-9  # 0.1 mm


@dataclass(slots=True)
class Proposal:
    """One row of the file and what is proposed for it; `values` are in our fields, areas in ㎡."""

    row: int
    action: str
    plot_no: str | None
    geometry: shapely.MultiPolygon | None
    worst: str | None
    values: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    area_declared_m2: float | None = None
    area_planar_m2: float | None = None
    area_ellipsoidal_m2: float | None = None
    boundary_points: dict[str, Any] | None = None
    plot_id: int | None = None
    version_no: int | None = None


def propose_plots(
    layer: SourceLayer,
    values: Values,
    geometry: np.ndarray,
    areas: tuple[np.ndarray, np.ndarray],
    point_epsg: list[int | None],
    ground: Ground,
    live: LivePlots,
    log: IssueLog,
) -> list[Proposal]:
    """Return one proposal per row read, in file order: as many as there are rows, none left out.

    `areas` are planar and ellipsoidal ㎡; `point_epsg` the system of each row's points as delivered.
    """
    standing = live.by_number()
    _refuse_foreign_numbers(layer, values, standing, ground, live, log)
    refused = log.rows_with_errors()
    stopped = log.file_has_errors
    worst = log.worst_by_row()
    names = list(layer.columns)
    raws = zip(*(layer.columns[name] for name in names), strict=True) if names else iter([()] * len(layer))
    proposals = []
    for at, (row, cells) in enumerate(zip(layer.rows.tolist(), raws, strict=True)):
        number = values.plot_no[at]
        target = standing.get(number) if number else None
        kept = _values_of(values, at)
        shape = geometry[at]
        if stopped or row in refused or shape is None or number is None:
            action = BLOCKED
        elif target is None:
            action = NEW
        else:
            action = UNCHANGED if _is_same(shape, kept, values.area_m2[at], target, live) else REVISE
        severity = Severity.ERROR if action == BLOCKED else worst.get(row)
        proposals.append(
            Proposal(
                row, action, number, _multi(shape), severity.value if severity else None, kept, _raw(names, cells), values.area_m2[at],
                _rounded(areas[0][at]), _rounded(areas[1][at]), _points(layer, at, point_epsg[at]),
                None if target is None else live.plot_id[target], None if target is None else live.version_no[target],
            )
        )  # fmt: skip
    assert len(proposals) == len(layer), "rows in must equal proposals out"
    return proposals


def _refuse_foreign_numbers(
    layer: SourceLayer, values: Values, standing: dict[str, int], ground: Ground, live: LivePlots, log: IssueLog
) -> None:
    """A number that a plot of another park bears cannot be registered here."""
    for row, number in zip(layer.rows.tolist(), values.plot_no, strict=True):
        at = standing.get(number) if number else None
        if at is not None and live.park_id[at] != ground.park.id:
            log.error(
                "plot_no.in_other_park",
                f"第 {row} 行：编号“{number}”已用于{live.park_name[at]}的地块。",
                "请改用其他编号，或选择该园区重新检查。",
                row=row,
                field="plot_no",
                value=number,
            )


def _values_of(values: Values, at: int) -> dict[str, Any]:
    kept: dict[str, Any] = {name: column[at] for name, column in values.texts.items() if column[at] is not None}
    land_use = values.land_use[at]
    if land_use is not None:
        kept["land_use_scheme"], kept["land_use_code"] = land_use
    return kept


def _is_same(
    shape: shapely.Geometry, kept: dict[str, Any], declared: float | None, target: int, live: LivePlots
) -> bool:
    """Tell whether the file says nothing new of a live plot: same boundary to 0.1 mm, no other value where it gives one."""
    known = live.values[target]
    for name, value in kept.items():
        if name in known and known[name] != value:
            return False
    if (
        declared is not None
        and known.get("area_surveyed_m2") is not None
        and abs(known["area_surveyed_m2"] - declared) > 0.005
    ):
        return False
    if declared is not None and known.get("area_surveyed_m2") is None:
        return False
    stands = live.geometry[target]
    return bool(
        shapely.equals_exact(shapely.normalize(_multi(shape)), shapely.normalize(_multi(stands)), SAME_PLACE_DEG)
    )


def _multi(shape: shapely.Geometry | None) -> Any:
    if shape is None or shape.geom_type == "MultiPolygon":
        return shape
    return shapely.MultiPolygon([shape])


def _raw(names: list[str], cells: tuple[Any, ...]) -> dict[str, Any]:
    """Keep the row as delivered, as JSON can hold it."""
    return {storable(name): _plain(cell) for name, cell in zip(names, cells, strict=True) if cell is not None}


def _plain(cell: Any) -> Any:
    if isinstance(cell, bool) or (isinstance(cell, int) and abs(cell) < 2**53):
        return cell
    if isinstance(cell, float) and np.isfinite(cell):
        return cell
    return storable(str(cell)[:500])


def _rounded(area: float) -> float | None:
    return round(float(area), 2) if np.isfinite(area) else None


def _points(layer: SourceLayer, at: int, epsg: int | None) -> dict[str, Any] | None:
    rings = layer.boundary[at] if layer.boundary is not None else None
    return {"epsg": epsg, "rings": rings} if rings and epsg is not None else None
