"""结果地块的土地从哪些原地块来：按图形算，只补了界址点的邻宗不是来源。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import shapely

from gisapp.plot_rules.rules.sound import sound_shapes
from gisapp.proposals.rules.net import FinalPlot, NetResult

LEAST_SHARE = Decimal("0.01")
"""Ground (㎡) up to which a share is the noise of the plane: a hundredth of the tolerance of areas."""

Shares = Mapping[tuple[int, int], Decimal]
"""Ground in ㎡, planar, by (plot of the register, shape). A pair of which a shape is broken is left out: nobody knows."""


def ground_shares(net: NetResult, epsg: int) -> Shares:
    """各结果地块有多少土地来自各原地块（㎡，园区平面坐标，两位小数）."""
    pairs = [(plot, final.shape["id"]) for final in net.finals for plot in final.ancestors]
    if not pairs:
        return {}
    before = _planar({plot: net.bases[plot]["wkb"] for plot, _ in pairs}, epsg)
    after = _planar({final.shape["id"]: final.shape["wkb"] for final in net.finals}, epsg)
    known = [(plot, shape) for plot, shape in pairs if before[plot] is not None and after[shape] is not None]
    shared = shapely.intersection(
        np.array([before[plot] for plot, _ in known], dtype=object),
        np.array([after[shape] for _, shape in known], dtype=object),
    )
    return {
        pair: Decimal(str(part.area)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        for pair, part in zip(known, shared.tolist(), strict=True)
    }


def with_true_origins(net: NetResult, shares: Shares) -> NetResult:
    """Return the result with only those ancestors that a plot has ground of; a plot that goes on being itself stays its own."""
    return replace(net, finals=tuple(_with_origins(final, shares) for final in net.finals))


def _with_origins(final: FinalPlot, shares: Shares) -> FinalPlot:
    kept = tuple(
        plot
        for plot in final.ancestors
        if plot == final.plot_id or shares.get((plot, final.shape["id"]), Decimal(1)) > LEAST_SHARE
    )
    return final if kept == final.ancestors else replace(final, ancestors=kept)


def _planar(stored: Mapping[int, bytes], epsg: int) -> dict[int, shapely.Geometry | None]:
    """Return shapes in the park's plane, None where broken."""
    shapes = sound_shapes([shapely.from_wkb(bytes(wkb)) for wkb in stored.values()], epsg)[0].tolist()
    return dict(zip(stored, shapes, strict=True))
