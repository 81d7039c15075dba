"""Which stage does each plot stand in? Shares per park, older near the park's core, and a case number within the stage.

The stage is not stored: states.py derives it from the axes it writes, the database does so again.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from gisapp.demo.cutting import mu
from gisapp.demo.land_uses import distance_to_core, is_public
from gisapp.demo.plots import Cut

PARK_ORDER = ("P1", "P2", "P3", "P4", "P5", "P6")
QUOTA: dict[str, tuple[int, ...]] = {
    "building": (12, 7, 6, 9, 6, 7),
    "allocated": (5, 3, 3, 4, 3, 4),
    "on_offer": (5, 3, 4, 5, 4, 4),
    "announced": (3, 2, 3, 3, 2, 2),
    "prepared": (3, 2, 2, 2, 2, 2),
    "raw": (5, 2, 3, 4, 4, 3),
    "idle_suspected": (2, 1, 1, 5, 4, 2),
    "idle_determined": (1, 0, 0, 1, 2, 0),
    "disposing": (0, 0, 1, 1, 1, 1),
    "reused": (1, 0, 0, 2, 1, 1),
    "stopped": (2, 1, 1, 1, 1, 1),
}
"""Plots per stage and park; the rest is in use. Plots placed by hand for the public are not among them."""

PUBLISHED = ("on_offer", "announced")
_BY_AGE = (
    "reused",
    "stopped",
    "idle_determined",
    "disposing",
    "idle_suspected",
    "building",
    "allocated",
    "on_offer",
    "announced",
    "prepared",
    "raw",
)
_PUBLIC_NOT_READY = {
    "健康燃气调压站": "building",
    "医药消防救援站": "building",
    "双创广场": "building",
    "沪豫幼儿园": "prepared",
    "青网数据通信站": "raw",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage of a plot, its case number among plots of that stage in the zone, and its age rank in the park (0 oldest)."""

    stage: str
    case: int
    rank: float
    is_public: bool


def _age(cut: Cut, rng: Random) -> float:
    large = 500.0 if mu(cut.polygon) > 130 else 0.0
    return distance_to_core(cut) + large + rng.gauss(0, 330)


def stand_plots(
    cuts: list[Cut], codes: dict[int, str], fixed_in_use: set[int], not_offered: set[int], rng: Random
) -> list[Standing]:
    """Return the standing of every plot; `fixed_in_use` are those whose history of boundaries asks for buildings;
    `not_offered` lie under a control line and change places with a plot that does not.
    """
    stages: dict[int, tuple[str, float]] = {}
    for place, park_code in enumerate(PARK_ORDER):
        indices = [index for index, cut in enumerate(cuts) if cut.park_code == park_code]
        for index in indices:
            if is_public(codes[index]):
                stages[index] = (_PUBLIC_NOT_READY.get(cuts[index].name_zh or "", "in_use"), 0.3)
        free = sorted((index for index in indices if index not in stages), key=lambda index: _age(cuts[index], rng))
        wanted = [stage for stage in _BY_AGE for _ in range(QUOTA[stage][place])]
        fixed = [index for index in free if index in fixed_in_use]
        others = [index for index in free if index not in fixed_in_use]
        in_use = len(others) - len(wanted)
        for rank, index in enumerate(fixed):
            stages[index] = ("in_use", 0.35 + 0.02 * rank)
        # a few of the oldest plots are the ones that failed: the middle of the list mixes use, work and idleness
        mixed = ["in_use"] * in_use + wanted
        turned = sum(1 for stage in wanted if stage in _BY_AGE[:5])
        head, tail = (
            mixed[: in_use + turned + QUOTA["building"][place]],
            mixed[in_use + turned + QUOTA["building"][place] :],
        )
        firm = in_use // 3
        middle = head[firm:]
        rng.shuffle(middle)
        for position, (index, stage) in enumerate(zip(others, [*head[:firm], *middle, *tail], strict=True)):
            stages[index] = (stage, position / max(1, in_use + turned))
    kept = not_offered | fixed_in_use | {index for index, code in codes.items() if is_public(code)}
    for index in sorted(not_offered):
        if stages[index][0] in PUBLISHED:
            fit = [i for i, cut in enumerate(cuts) if cut.park_code == cuts[index].park_code and i not in kept]
            other = min(
                (i for i in fit if stages[i][0] not in PUBLISHED),
                key=lambda i: (stages[i][0] not in ("raw", "prepared"), -stages[i][1], i),
            )
            stages[index], stages[other] = stages[other], stages[index]
    counts: dict[tuple[str, bool], int] = {}
    made: list[Standing] = []
    for index in range(len(cuts)):
        stage, rank = stages[index]
        public = is_public(codes[index])
        case = counts.get((stage, public), 0)
        counts[stage, public] = case + 1
        made.append(Standing(stage, case, min(1.0, rank), public))
    return made
