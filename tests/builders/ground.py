"""What a survey file is held against, without a database: one park of two by two kilometres east of 114.65°."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.crs import transformer
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.ground import Ground, ParkGround
from gisapp.land.intake.land_use import LandUseClasses
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.live_plots import LivePlots
from gisapp.land.intake.pipeline import IntakeResult, run_intake
from gisapp.plot_rules.tolerances import LandThresholds

THRESHOLDS = LandThresholds(1.0, 1.0, 0.05, 100.0, 2.0, 5.0, 0.001, 30_000.0)
EAST, NORTH = 560_000.0, 3_719_000.0
LAND_USES = LandUseClasses(
    "用地用海分类2023",
    {
        ("用地用海分类2023", "0601"): "农村道路",
        ("用地用海分类2023", "1001"): "工业用地",
        ("用地用海分类2023", "100102"): "二类工业用地",
        ("用地用海分类2023", "1101"): "物流仓储用地",
        ("用地用海分类2023", "1102"): "储备库用地",
        ("用地用海分类2023", "1201"): "铁路用地",
        ("用地用海分类2023", "1701"): "河流水面",
        ("GB 50137-2011", "M2"): "二类工业用地",
        ("GB 50137-2011", "H11"): "城市建设用地",
        ("GB/T 21010-2017", "0601"): "工业用地",
        ("GB/T 21010-2017", "0604"): "仓储用地",
        ("GB/T 21010-2017", "1001"): "铁路用地",
        ("三调工作分类", "0508"): "物流仓储用地",
        ("三调工作分类", "0601"): "工业用地",
        ("三调工作分类", "1001"): "铁路用地",
        ("三调工作分类", "1101"): "河流水面",
    },
    {
        ("GB 50137-2011", "M2"): ("100102",),
        ("GB/T 21010-2017", "0601"): ("1001",),
        ("GB/T 21010-2017", "0604"): ("1101", "1102"),
        ("GB/T 21010-2017", "1001"): ("1201",),
        ("三调工作分类", "0508"): ("1101", "1102"),
        ("三调工作分类", "0601"): ("1001",),
        ("三调工作分类", "1001"): ("1201",),
        ("三调工作分类", "1101"): ("1701",),
    },
)


def metres(east: float, north: float, width: float, height: float) -> shapely.Polygon:
    """A rectangle in EPSG:4547, its corner given in metres from the park's south-west corner."""
    return shapely.box(EAST + east, NORTH + north, EAST + east + width, NORTH + north + height)


def lonlat(shape: Any, epsg: int = 4547) -> Any:
    """The same shape in EPSG:4490, lon before lat."""
    move = transformer(epsg, 4490).transform
    return shapely.transform(shape, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])))


def with_zone(shape: Any, zone: int = 38) -> Any:
    return shapely.transform(shape, lambda xy: xy + np.array([zone * 1_000_000, 0]))


def a_park_ground(code: str = "P4", *, number: int = 1, east: float = 0, size: float = 2000) -> ParkGround:
    boundary = shapely.MultiPolygon([lonlat(metres(east, 0, size, size))])
    return ParkGround(number, 1, code, f"园区{code}", 4547, boundary)


def the_ground(**more: Any) -> Ground:
    return Ground(**{"park": a_park_ground(), "thresholds": THRESHOLDS, "land_uses": LAND_USES, **more})


def dry_run(
    path: Path, *, ground: Ground | None = None, live: LivePlots | None = None, name: str | None = None, **answers: Any
) -> IntakeResult:
    """Run the whole intake over a file; nothing else stands on the ground unless given."""
    return run_intake(
        path,
        name or path.name,
        Answers.parse(answers),
        ground or the_ground(),
        lambda _box, _numbers: live or LivePlots(),
        Limits(),
    )
