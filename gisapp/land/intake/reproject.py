"""Brings the shapes into storage: EPSG:4490, lon before lat, polygons only; what cannot come along is said row by row."""

from __future__ import annotations

import numpy as np
import shapely

from gisapp.land.intake.decide_crs import CrsDecision, to_lonlat
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.known_crs import KnownCrs, cgcs2000_zone
from gisapp.land.intake.source_layer import SourceLayer

TYPE_ZH = {0: "点", 1: "线", 2: "环", 4: "多点", 5: "多线", 7: "几何集合"}
POLYGON, MULTIPOLYGON = 3, 6


def keep_polygons(layer: SourceLayer, log: IssueLog) -> np.ndarray:
    """Return the polygons of a layer, None elsewhere; lines, points and missing shapes are reported row by row."""
    geometry = layer.geometry.copy()
    kinds = shapely.get_type_id(geometry)
    said = {issue.row for issue in log if issue.row is not None and issue.severity == "error"}
    for at in np.nonzero((kinds != POLYGON) & (kinds != MULTIPOLYGON))[0]:
        row, kind = int(layer.rows[at]), int(kinds[at])
        geometry[at] = None
        if kind >= 0:
            what = TYPE_ZH.get(kind, "其他图形")
            log.error(
                "geometry.not_polygon",
                f"第 {row} 行：图形是{what}，不是面。",
                "只有面状地块可以入库。",
                row=row,
                field="geometry",
                value=what,
            )
        elif row not in said:
            log.error(
                "geometry.empty",
                f"第 {row} 行：没有图形。",
                "请补充图形，或从文件中删除该行。",
                row=row,
                field="geometry",
            )
    for at in np.nonzero(shapely.is_empty(geometry))[0]:
        row = int(layer.rows[at])
        geometry[at] = None
        log.error(
            "geometry.empty", f"第 {row} 行：图形为空。", "请补充图形，或从文件中删除该行。", row=row, field="geometry"
        )
    return geometry


def reproject(geometry: np.ndarray, rows: np.ndarray, decision: CrsDecision, log: IssueLog) -> np.ndarray:
    """Return the shapes as polygons and multipolygons in EPSG:4490; shapes without finite coordinates become None and are reported."""
    moved = geometry.copy()
    for known, chosen in _by_system(decision, rows, log):
        moved[chosen] = _move(moved[chosen], known, decision.swap)
    lost = ~shapely.is_missing(moved) & ~_is_finite(moved)
    for at in np.nonzero(lost)[0]:
        row = int(rows[at])
        moved[at] = None
        log.error(
            "crs.out_of_range",
            f"第 {row} 行：坐标超出{decision.known.label}的范围，无法换算。",
            "请核对坐标系、带号和坐标数值。",
            row=row,
            field="geometry",
        )
    return moved


def _by_system(decision: CrsDecision, rows: np.ndarray, log: IssueLog) -> list[tuple[KnownCrs, np.ndarray]]:
    """Return (system, rows) groups: one, unless the file crosses zones and each easting tells its own."""
    if decision.row_zone is None:
        return [(decision.known, np.ones(len(rows), dtype=bool))]
    zone = decision.known.zone or 0
    row_zone = np.where(decision.row_zone == 0, zone, decision.row_zone)
    for at in np.nonzero(row_zone != zone)[0]:
        row = int(rows[at])
        log.warning(
            "crs.zone_differs",
            f"第 {row} 行：坐标带号为 {row_zone[at]}，与文件的 {zone} 不同，已按该行带号换算。",
            "请核对该行坐标。",
            row=row,
            field="带号",
            value=row_zone[at],
        )
    return [(cgcs2000_zone(int(one), prefixed=True), row_zone == one) for one in np.unique(row_zone)]


def _move(geometry: np.ndarray, known: KnownCrs, swap: bool) -> np.ndarray:
    def along(xy: np.ndarray) -> np.ndarray:
        x, y = (xy[:, 1], xy[:, 0]) if swap else (xy[:, 0], xy[:, 1])
        return np.column_stack(to_lonlat(known, x, y))

    return shapely.transform(geometry, along)


def _is_finite(geometry: np.ndarray) -> np.ndarray:
    """Tell which shapes have only coordinates that are places on Earth."""
    xy, owner = shapely.get_coordinates(geometry, return_index=True)
    good = np.isfinite(xy).all(axis=1) & (np.abs(xy[:, 0]) <= 360) & (np.abs(xy[:, 1]) <= 90)
    bad = np.zeros(len(geometry), dtype=bool)
    bad[owner[~good]] = True
    return ~bad
