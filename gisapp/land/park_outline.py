"""What boundary does this file give a park: the shape, its areas in the zone's planar system, and what is still to be asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from shapely.geometry import mapping
from sqlalchemy.orm import Session

from gisapp.land.intake.answers import Answers
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.measure_areas import ellipsoidal_areas_m2
from gisapp.land.intake.outline import Outline, read_outline
from gisapp.land.parks import describe_zone
from gisapp.plot_rules.rules.boundary import to_planar


def read_park_outline(
    session: Session, zone_code: str, path: Path, file_name: str, answers: Answers, limits: Limits
) -> dict[str, Any]:
    """Read the file and measure it; other parks of the zone tell where it is expected to lie. Nothing is stored."""
    zone = describe_zone(session, zone_code)
    epsg = zone["planar_epsg"] if zone else 4547
    box = zone["bbox4490"] if zone else None
    near = None if box is None else ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    found = read_outline(path, file_name, answers, limits, planar_epsg=epsg, near=near)
    planar_m2, ellipsoidal_m2 = _areas(found, epsg)
    return {
        "geometry": None if found.geometry is None else dict(mapping(found.geometry)),
        "area_planar_m2": planar_m2,
        "area_ellipsoidal_m2": ellipsoidal_m2,
        "crs": found.crs_label,
        "question": found.question.as_dict() if found.question else None,
        "issues": [
            {
                "code": issue.code,
                "severity": issue.severity.value,
                "row_no": issue.row,
                "message_zh": issue.message_zh,
                "fix_zh": issue.fix_zh,
                "lon": issue.point[0] if issue.point else None,
                "lat": issue.point[1] if issue.point else None,
            }
            for issue in found.issues
        ],
    }


def _areas(found: Outline, epsg: int) -> tuple[float | None, float | None]:
    if found.geometry is None:
        return None, None
    shapes = np.array([found.geometry], dtype=object)
    return round(float(to_planar(found.geometry, epsg).area), 2), round(float(ellipsoidal_areas_m2(shapes)[0]), 2)
