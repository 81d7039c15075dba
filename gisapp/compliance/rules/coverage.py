"""Which regional assessments may a plot rely on, and how much of it does each cover?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely

from gisapp.plot_rules.rules.sound import sound_shapes


@dataclass(frozen=True, slots=True)
class AssessmentShape:
    """A regional assessment in its term, with the ground that it covers (EPSG:4490); `valid_to` is the day after the last."""

    id: int
    kind: str
    title: str
    document_no: str
    valid_from: date
    valid_to: date | None
    geometry: Any


@dataclass(frozen=True, slots=True)
class Coverage:
    """An assessment with the ground of a shape that it covers."""

    assessment: AssessmentShape
    covered_m2: float
    share: float


def find_coverage(shape: Any, assessments: Sequence[AssessmentShape], planar_epsg: int) -> list[Coverage]:
    """区域评估覆盖情况：每项在有效期内的评估覆盖了多少平方米. `shape` is EPSG:4490; those that cover nothing are left out."""
    (planar,), faults = sound_shapes([shape], planar_epsg)
    if faults:
        return []
    grounds, _ = sound_shapes([one.geometry for one in assessments], planar_epsg)
    found = []
    for assessment, ground in zip(assessments, grounds, strict=True):
        if ground is None:
            continue
        area = float(shapely.intersection(planar, ground).area)
        if area > 0:
            found.append(Coverage(assessment, round(area, 2), round(min(1.0, area / float(planar.area)), 6)))
    return found
