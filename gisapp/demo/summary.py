"""What are the zone's sums? Few figures that a person can add up again, kept beside the tests."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from gisapp.demo.records import DemoPlot, DemoZone
from gisapp.demo.stages import PARK_ORDER, PUBLISHED
from gisapp.kernel.area import format_mu, round_half_up


def planar_m2(plot: DemoPlot) -> Decimal:
    """Return the planar area of today's boundary, rounded to two decimals as the register stores it."""
    return round_half_up(plot.versions[-1].shape.area_m2, 2)


def ledger_m2(plot: DemoPlot) -> Decimal:
    """Return the area that lists and statistics use: the surveyed one where there is one, else planar."""
    surveyed = plot.versions[-1].area_surveyed_m2
    return planar_m2(plot) if surveyed is None else round_half_up(surveyed, 2)


def summarise(zone: DemoZone) -> dict[str, Any]:
    """Return plots, areas (sums of rounded parts, as text) and stages per park, the totals, and one plot's points."""
    live = [plot for plot in zone.plots if plot.current]
    parks: dict[str, Any] = {}
    for code in PARK_ORDER:
        own = [plot for plot in live if plot.park_code == code]
        boundary = next(b for b in zone.boundaries if b.park_code == code and b.until is None)
        stages = Counter(plot.stage for plot in own)
        parks[code] = {
            "boundary_planar_m2": f"{boundary.shape.area_m2:.2f}",
            "plots": len(own),
            "published": sum(plot.stage in PUBLISHED for plot in own),
            "planar_m2": str(sum(map(planar_m2, own))),
            "ledger_m2": str(sum(map(ledger_m2, own))),
            "stages": {stage: stages[stage] for stage in sorted(stages)},
        }
    example = next(plot for plot in live if len(plot.versions[-1].shape.polygons[0][0]) == 4)
    stages = Counter(plot.stage for plot in live)
    return {
        "today": zone.today.isoformat(),
        "seed": zone.seed,
        "plots": len(live),
        "retired": len(zone.plots) - len(live),
        "planar_m2": str(sum(map(planar_m2, live))),
        "ledger_m2": str(sum(map(ledger_m2, live))),
        "stages": {stage: stages[stage] for stage in sorted(stages)},
        "parks": parks,
        "example": {
            "plot_no": example.plot_no,
            "points_east_north": [f"{x:.3f} {y:.3f}" for x, y in example.versions[-1].shape.polygons[0][0]],
            "planar_m2": str(planar_m2(example)),
            "mu": format_mu(planar_m2(example)),
        },
    }
