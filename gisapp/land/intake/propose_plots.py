"""What would become of each row: a new plot, a revision of a live one, nothing new, or refused with its reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.finding import Severity
from gisapp.land.intake.ground import Ground, format_distance, geodesic_m
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.live_plots import LivePlots
from gisapp.land.intake.normalise_values import Values, as_text
from gisapp.land.intake.source_layer import SourceLayer
from gisapp.land.intake.storable_text import storable

NEW, REVISE, UNCHANGED, BLOCKED = "new", "revise", "unchanged", "blocked"
SAME_PLACE_DEG = 1e-9  # 0.1 mm
HALF_CENT_M2 = 0.005
"""Half of the last digit of a surveyed area in the register."""
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
            declared = (values.area_m2[at], values.area_rounding_m2[at])
            unchanged = same_place[at] and _says_nothing_new(
                {**kept, "plot_no": number}, declared, live.values[target], _PLAINLY.get(layer.kind, _as_read)
            )
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
    """Tell which shapes are those of the plots they would revise, to 0.1 mm, wherever and whichever way round their rings begin."""
    same = np.zeros(len(shapes), dtype=bool)
    held = np.nonzero((targets >= 0) & ~shapely.is_missing(shapes))[0]
    if len(held):
        stands = shapely.normalize(as_multipolygons(live.geometry[targets[held]]))
        same[held] = shapely.equals_exact(shapely.normalize(shapes[held]), stands, SAME_PLACE_DEG)
        for at, stood in zip(held.tolist(), stands, strict=True):
            same[at] = same[at] or _same_rings(shapes[at], stood)
    return same


def _same_rings(one: shapely.Geometry, other: shapely.Geometry) -> bool:
    """Tell whether the rings are the same, each from whichever corner: a corner moved by rounding may change which comes first."""
    if shapely.get_num_coordinates(one) != shapely.get_num_coordinates(other):
        return False
    near = 1000 * SAME_PLACE_DEG
    if np.abs(shapely.bounds(one) - shapely.bounds(other)).max() > near:
        return False
    left = [shapely.get_coordinates(ring)[:-1] for ring in shapely.get_rings(other)]
    for ring in shapely.get_rings(one):
        xy = shapely.get_coordinates(ring)[:-1]
        found = next((at for at, there in enumerate(left) if _same_round(xy, there)), None)
        if found is None:
            return False
        left.pop(found)
    return not left


def _same_round(one: np.ndarray, other: np.ndarray) -> bool:
    """Tell whether two rings without their closing corner pass the same corners in the same order, either way round."""
    if len(one) != len(other):
        return False
    starts = np.flatnonzero((np.abs(other - one[0]) <= SAME_PLACE_DEG).all(axis=1))
    return any(
        bool((np.abs(np.roll(way, -first, axis=0) - one) <= SAME_PLACE_DEG).all())
        for start in starts.tolist()
        for way, first in ((other, start), (other[::-1], len(other) - 1 - start))
    )


def _as_read(text: Any) -> Any:
    """Return a text of the register as a file's cell would be read: half-width, trimmed."""
    return as_text(text) if isinstance(text, str) else text


def _without_separators(text: Any) -> Any:
    """Return a text without the signs that a boundary-point TXT cannot hold in a value."""
    read = _as_read(text)
    return read if not isinstance(read, str) else re.sub(r"[\s,、@\[\]【】〔〕]+", "", read)


_PLAINLY: dict[str, Callable[[Any], Any]] = {"boundary_txt": _without_separators}


def _says_nothing_new(
    kept: dict[str, Any], declared: tuple[float | None, float], known: dict[str, Any], plainly: Callable[[Any], Any]
) -> bool:
    """Tell whether a row says what the register holds. `declared` is the area in ㎡ and half of the last digit it was given with.

    A name that only repeats the number is none; an area agrees that rounds to what was declared.
    """
    for name, value in kept.items():
        if name not in known or (name == "plot_name" and known[name] is None and value == kept["plot_no"]):
            continue
        if plainly(known[name]) != plainly(value):
            return False
    area, rounding = declared
    surveyed = known.get("area_surveyed_m2")
    return area is None or (surveyed is not None and abs(surveyed - area) <= max(rounding, HALF_CENT_M2) + 1e-6)


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
