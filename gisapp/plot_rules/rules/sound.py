"""Which shapes can be measured at all? A broken one gets its finding and stands aside; it never stops the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from gisapp.kernel.finding import Finding, Severity
from gisapp.plot_rules.rules.boundary import find_fault, to_planar


def sound_shapes(geometries: Sequence[Any], planar_epsg: int) -> tuple[np.ndarray, dict[int, Finding]]:
    """Return (shapes in the planar system, None where broken; what is wrong by position). Input is EPSG:4490."""
    planar = np.full(len(geometries), None, dtype=object)
    faults: dict[int, Finding] = {}
    for at, geometry in enumerate(geometries):
        if not isinstance(geometry, Polygon | MultiPolygon) or geometry.is_empty:
            faults[at] = _fault(
                "boundary.empty", "图形为空或不是面。", "请补充界址点。", "The shape is empty or no polygon."
            )
            continue
        if not np.isfinite(shapely.get_coordinates(geometry)).all():
            faults[at] = _not_finite()
            continue
        flat = shapely.force_2d(geometry)
        fault = find_fault(flat)
        if fault is None:
            moved = to_planar(flat, planar_epsg)
            fault = (
                find_fault(moved, planar_epsg) if np.isfinite(shapely.get_coordinates(moved)).all() else _not_finite()
            )
            planar[at] = moved
        if fault is not None:
            faults[at], planar[at] = fault, None
    return planar, faults


def _not_finite() -> Finding:
    return _fault(
        "boundary.invalid",
        "界线坐标超出园区投影带可计算的范围。",
        "请核对坐标系、带号和中央经线。",
        "Coordinates lie where the park's projection has no values.",
    )


def _fault(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh=fix_zh, message_en=message_en)
