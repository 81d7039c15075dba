"""Which regional assessments does the zone have, over which ground and until when? Most hold, one ends soon, one is over in part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from gisapp.demo.days import plus
from gisapp.demo.records import DemoPlot, DemoZone
from gisapp.demo.shapes import PLANAR_EPSG
from gisapp.kernel.crs import STORAGE_EPSG, transformer
from gisapp.kernel.union import union_of_areas
from gisapp.preparation.standard_terms import AssessmentKind

ZONE_WIDE = (
    AssessmentKind.SEISMIC,
    AssessmentKind.GEOLOGICAL_HAZARD,
    AssessmentKind.MINERALS,
    AssessmentKind.HERITAGE,
    AssessmentKind.LIGHTNING,
)
BY_PARK = (
    AssessmentKind.ENVIRONMENT,
    AssessmentKind.ENERGY,
    AssessmentKind.SOIL_AND_WATER,
    AssessmentKind.FLOOD,
    AssessmentKind.WATER_RESOURCES,
    AssessmentKind.TRAFFIC,
)
ENDING_SOON = ("P5", AssessmentKind.ENERGY)
FOLLOWED = ("P4", AssessmentKind.WATER_RESOURCES)
OVER_IN_PART = ("P2", AssessmentKind.TRAFFIC)
COMPILERS = ("河南示例勘测设计院", "示例环境科技有限公司", "示例工程咨询中心", "示例地质勘查院")


@dataclass(frozen=True, slots=True)
class DemoAssessment:
    """An assessment: planar ground in EPSG:4547, term [since, until)."""

    kind: AssessmentKind
    park_code: str | None
    title: str
    document_no: str
    compiled_by: str
    approved_on: date
    since: date
    until: date | None
    ground: BaseGeometry

    @property
    def ewkb(self) -> str:
        """EWKB in hexadecimal, EPSG:4490, longitude first."""
        return shapely.to_wkb(shapely.set_srid(to_storage(self.ground), STORAGE_EPSG), hex=True, include_srid=True)


def demo_assessments(zone: DemoZone) -> list[DemoAssessment]:
    """Return every assessment of the demo zone."""
    today = zone.today
    parks = {b.park_code: b.shape.planar for b in zone.boundaries if b.until is None}
    everything = union_of_areas([park.buffer(180, quad_segs=2, join_style="mitre") for park in parks.values()])
    made: list[DemoAssessment] = []

    def add(
        kind: AssessmentKind,
        park_code: str | None,
        since: date,
        until: date | None,
        ground: BaseGeometry,
        note: str = "",
    ) -> None:
        number = len(made) + 1
        where = f"{park_code} 园区" if park_code else "全区"
        title = f"{where}{kind.label_zh}区域评估报告{note}（示例）"
        paper = f"示例评〔{since.year}〕{number:02d}号"
        made.append(
            DemoAssessment(
                kind,
                park_code,
                title,
                paper,
                COMPILERS[number % len(COMPILERS)],
                plus(since, -12),
                since,
                until,
                ground,
            )
        )

    for turn, kind in enumerate(ZONE_WIDE):
        since = plus(today, -700 - 37 * turn)
        add(kind, None, since, plus(since, 5 * 365 + 200), everything)
    add(AssessmentKind.CLIMATE, None, plus(today, -420), plus(today, 1400), everything)
    for place, code in enumerate(sorted(parks)):
        ground = parks[code].buffer(25, quad_segs=2, join_style="mitre")
        for turn, kind in enumerate(BY_PARK):
            since = plus(today, -400 - 53 * turn - 29 * place)
            until: date | None = plus(today, 500 + 41 * turn + 17 * place)
            if (code, kind) == ENDING_SOON:
                until = plus(today, 45)
            if (code, kind) == FOLLOWED:
                until = plus(today, 60)
                add(kind, code, plus(today, 60), plus(today, 60 + 3 * 365), ground, "（续评）")
            if (code, kind) == OVER_IN_PART:
                add(kind, code, plus(today, -1200), plus(today, -105), ground)
                part = renewed_part(zone, code, ground)
                add(kind, code, plus(today, -110), plus(today, 985), part, "（二期范围）")
                continue
            add(kind, code, since, until, ground)
    over = parks["P6"].buffer(25, quad_segs=2, join_style="mitre")
    add(AssessmentKind.SOIL_POLLUTION, "P6", plus(today, -1500), plus(today, -40), over)
    return made


def renewed_part(zone: DemoZone, park_code: str, ground: BaseGeometry) -> BaseGeometry:
    """Return the ground around the plots on offer in a park: what was assessed again when the first assessment ended."""
    here = [p for p in zone.plots if p.park_code == park_code and p.current is not None]
    offered = _shapes(p for p in here if p.stage == "on_offer")
    waiting = _shapes(p for p in here if p.stage in ("announced", "prepared"))
    around = union_of_areas([shape.buffer(60, quad_segs=2, join_style="mitre") for shape in offered])
    # the neighbours that are not offered yet were left to the next round
    clear = around.difference(union_of_areas(waiting).difference(union_of_areas(offered).buffer(0.5)))
    return clear.intersection(ground)


def to_storage(ground: BaseGeometry) -> MultiPolygon:
    """Return planar ground in EPSG:4490 as a MultiPolygon."""
    change = transformer(PLANAR_EPSG, STORAGE_EPSG)
    moved = shapely.transform(ground, lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1])))
    parts = [part for part in shapely.get_parts(moved) if part.geom_type == "Polygon"]
    return MultiPolygon(parts)


def _shapes(plots: Iterable[DemoPlot]) -> list[BaseGeometry]:
    return [plot.current.shape.planar for plot in plots if plot.current is not None]
