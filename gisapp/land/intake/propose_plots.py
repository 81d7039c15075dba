"""What would become of each row: a new plot, a revision of a live one, nothing new, or refused with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.finding import Severity
from gisapp.land.intake.ground import Ground, format_distance, geodesic_m
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.live_plots import LivePlots
from gisapp.land.intake.normalise_values import Values
from gisapp.land.intake.source_layer import SourceLayer
from gisapp.land.intake.storable_text import storable

NEW, REVISE, UNCHANGED, BLOCKED = "new", "revise", "unchanged", "blocked"
SAME_PLACE_DEG = 1e-9  # 0.1 mm
LONGEST_CELL = 500


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
    shapes = as_multipolygons(geometry)
    targets = [standing.get(number, -1) if number else -1 for number in values.plot_no]
    _doubt_far_numbers(layer, values, shapes, targets, ground, live, log)
    refused = log.rows_with_errors()
    stopped = log.file_has_errors
    worst = log.worst_by_row()
    same_place = _same_place(shapes, np.array(targets, dtype=np.int64), live)
    planar_m2, ellipsoidal_m2 = (_rounded(area) for area in areas)
    proposals = []
    for at, (row, raw) in enumerate(zip(layer.rows.tolist(), _raw_rows(layer), strict=True)):
        number, target, shape = values.plot_no[at], targets[at], shapes[at]
        kept = _values_of(values, at)
        if stopped or row in refused or shape is None or number is None:
            action = BLOCKED
        elif target < 0:
            action = NEW
        else:
            unchanged = same_place[at] and _says_nothing_new(kept, values.area_m2[at], live.values[target])
            action = UNCHANGED if unchanged else REVISE
        severity = Severity.ERROR if action == BLOCKED else worst.get(row)
        proposals.append(
            Proposal(
                row, action, number, shape, severity.value if severity else None, kept, raw, values.area_m2[at], planar_m2[at],
                ellipsoidal_m2[at], _points(layer, at, point_epsg[at]), None if target < 0 else live.plot_id[target],
                None if target < 0 else live.version_no[target],
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


def _doubt_far_numbers(
    layer: SourceLayer,
    values: Values,
    shapes: np.ndarray,
    targets: list[int],
    ground: Ground,
    live: LivePlots,
    log: IssueLog,
) -> None:
    """A row that has no ground in common with the plot of its number would move that plot: mostly the number is wrong."""
    refused = log.rows_with_errors()
    held = [
        at
        for at, (row, target) in enumerate(zip(layer.rows.tolist(), targets, strict=True))
        if target >= 0 and row not in refused and live.park_id[target] == ground.park.id
    ]
    held = [at for at in held if shapes[at] is not None]
    stands = live.geometry[[targets[at] for at in held]]
    apart = ~shapely.intersects(shapes[held], stands)
    for at, stood in [
        pair for pair, lies_apart in zip(zip(held, stands, strict=True), apart, strict=True) if lies_apart
    ]:
        row, number = int(layer.rows[at]), values.plot_no[at]
        (lon, lat), (to_lon, to_lat) = shapely.get_coordinates(shapely.shortest_line(shapes[at], stood)).tolist()
        metres = geodesic_m(np.array([lon]), np.array([lat]), to_lon, to_lat)[0]
        far = format_distance(metres) if np.isfinite(metres) else "很远"
        log.warning(
            "plot_no.elsewhere",
            f"第 {row} 行：在册地块“{number}”不在此处，与本行图形相距 {far}；入库后该地块的界线将移到这里。",
            "编号写错的请改正编号；确属原登记位置有误的，核对后再入库。",
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


def _same_place(shapes: np.ndarray, targets: np.ndarray, live: LivePlots) -> np.ndarray:
    """Tell which shapes are those of the plots they would revise, to 0.1 mm, wherever their rings begin."""
    same = np.zeros(len(shapes), dtype=bool)
    held = np.nonzero((targets >= 0) & ~shapely.is_missing(shapes))[0]
    if len(held):
        stands = shapely.normalize(as_multipolygons(live.geometry[targets[held]]))
        same[held] = shapely.equals_exact(shapely.normalize(shapes[held]), stands, SAME_PLACE_DEG)
    return same


def _says_nothing_new(kept: dict[str, Any], declared_m2: float | None, known: dict[str, Any]) -> bool:
    if any(name in known and known[name] != value for name, value in kept.items()):
        return False
    surveyed = known.get("area_surveyed_m2")
    return declared_m2 is None or (surveyed is not None and abs(surveyed - declared_m2) <= 0.005)


def as_multipolygons(shapes: np.ndarray) -> np.ndarray:
    """Return the same shapes with single polygons wrapped; missing stays missing."""
    wrapped = np.full(len(shapes), None, dtype=object)
    there = np.nonzero(~shapely.is_missing(shapes))[0]
    if len(there):
        parts, owner = shapely.get_parts(shapes[there], return_index=True)
        wrapped[there] = shapely.multipolygons(parts, indices=owner)
    return wrapped


def _raw_rows(layer: SourceLayer) -> Iterator[dict[str, Any]]:
    """Yield the rows as delivered, as JSON can hold them; empty cells are left out."""
    names = [storable(name) for name in layer.columns]
    if not names:
        yield from ({} for _ in range(len(layer)))
        return
    columns = [[_plain(cell) for cell in column] for column in layer.columns.values()]
    for cells in zip(*columns, strict=True):
        yield {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}


def _plain(cell: Any) -> Any:
    kind = type(cell)
    if cell is None or kind is bool:
        return cell
    if kind is str:
        return storable(cell if len(cell) <= LONGEST_CELL else cell[:LONGEST_CELL])
    if (kind is int and abs(cell) < 2**53) or (kind is float and isfinite(cell)):
        return cell
    return storable(str(cell)[:LONGEST_CELL])


def _rounded(areas: np.ndarray) -> list[float | None]:
    return [area if area == area else None for area in np.where(np.isfinite(areas), areas, np.nan).round(2).tolist()]


def _points(layer: SourceLayer, at: int, epsg: int | None) -> dict[str, Any] | None:
    rings = layer.boundary[at] if layer.boundary is not None else None
    return {"epsg": epsg, "rings": rings} if rings and epsg is not None else None
