"""Which plot gets which land use? Codes of 用地用海分类 (2023)."""

from __future__ import annotations

import math
from random import Random

from gisapp.demo.cutting import mu
from gisapp.demo.plots import Cut

CORE = {
    "P1": (3900.0, 850.0),
    "P2": (2560.0, 850.0),
    "P3": (6620.0, 800.0),
    "P4": (3900.0, -1010.0),
    "P5": (1900.0, -1010.0),
    "P6": (6620.0, -1010.0),
}
"""Where each park began: its main junction."""

_MIX: dict[str, tuple[tuple[str, int], ...]] = {
    "P1": (("0802", 9), ("0902", 6), ("0901", 2), ("110101", 2), ("070102", 1)),
    "P2": (("0802", 8), ("0902", 3), ("0901", 1), ("070102", 1)),
    "P3": (("0802", 5), ("110101", 4), ("0901", 1), ("0902", 2)),
    "P4": (("110101", 9), ("0802", 2), ("0901", 1)),
    "P5": (("110102", 4), ("100103", 5), ("0802", 1)),
    "P6": (("0802", 5), ("110101", 2), ("0806", 1), ("0901", 1)),
}
_REST = {"P1": "100101", "P2": "100101", "P3": "100101", "P4": "100102", "P5": "100102", "P6": "100102"}
_NEAR_CORE = {"0802", "0902", "0901", "070102", "0806"}


def is_public(code: str) -> bool:
    """Return whether land of this code is allotted for the public (公用设施、绿地、广场、学校)."""
    return code.startswith(("13", "14", "0804"))


def distance_to_core(cut: Cut) -> float:
    """Return the distance from a plot to the junction where its park began, in metres on the board."""
    return math.dist(cut.polygon.centroid.coords[0], CORE[cut.park_code])


def assign_land_uses(cuts: list[Cut], rng: Random) -> dict[int, str]:
    """Return the land-use code of every plot: services near the core, storage and class 3 industry far from it, industry between."""
    codes = {index: cut.land_use_code for index, cut in enumerate(cuts) if cut.land_use_code}
    for park_code, mix in _MIX.items():
        free = [index for index, cut in enumerate(cuts) if cut.park_code == park_code and index not in codes]
        by_distance = sorted(free, key=lambda index: distance_to_core(cuts[index]) + rng.uniform(0, 420))
        for code, count in mix:
            order = by_distance if code in _NEAR_CORE else by_distance[::-1]
            fitting = [
                index
                for index in order
                if index not in codes and (mu(cuts[index].polygon) < 75 or not code.startswith("09"))
            ]
            for index in fitting[:count]:
                codes[index] = code
        for index in free:
            codes.setdefault(index, _REST[park_code])
    return {index: codes[index] or "" for index in range(len(cuts))}
