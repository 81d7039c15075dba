"""Which land does the demo put to use again? Bought back and offered again, passed on, better used in place, given up; told by table.

Plots of the stage “reused” tell the whole story from the contract that was given up to the one that took its place. All enterprises are invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gisapp.demo.days import plus
from gisapp.demo.records import DemoPlot, Version
from gisapp.reuse.lifecycle import ROADS
from gisapp.reuse.measures import road_of
from gisapp.reuse.terms import ReuseMeasure

IN_PLACE = ("upgrade", "standard_factory", "cooperation", "rectification")
PASSED_ON = ("secondary_market", "judicial", "split_transfer")
BOUGHT = ("buy_back", "swap", "recovery")
STEP_NAMES = {
    "approved": "盘活方案批复",
    "implementing": "实施协议",
    "released": "土地交接单",
    "prepared": "净地验收单",
    "resupplied": "供地手续",
    "reused": "盘活成效核验表",
    "abandoned": "终止说明",
}


FROM_CASES = ("reused", "disposing", "building")
"""Stages of plots whose measures of reuse follow from a case of idle land."""


@dataclass(frozen=True, slots=True)
class DemoReuse:
    """One measure with the day of each stage; `left`, `came` by Chinese name; taxes in yuan per mu before and after."""

    plot_id: int
    plot: DemoPlot
    measure: str
    stages: tuple[tuple[str, date], ...]
    left: str | None
    came: str | None
    share: float = 1.0
    tax_mu: tuple[int, int] = (8_000, 130_000)
    far: tuple[float, float] = (0.0, 1.3)
    late_days: int = 0
    abandoned_zh: str = ""

    @property
    def stage(self) -> str:
        return self.stages[-1][0]

    @property
    def first(self) -> date:
        return self.stages[0][1]


def reuses_of(plots: Sequence[tuple[int, DemoPlot]], names: Sequence[str], today: date) -> Iterator[DemoReuse]:
    """Yield the demo's measures in the order of their plots."""
    counts: dict[str, int] = {}
    for plot_id, plot in plots:
        version = plot.current
        is_of_case = plot.stage == "reused" or (
            plot.stage == "building" and plot.contracts[-1:] and plot.contracts[-1].settlement
        )
        if version is None or (not is_of_case and version.land_use_code[:4] != "1001"):
            continue
        number = counts.get(plot.stage, 0)
        counts[plot.stage] = number + 1
        yield from _of(plot_id, plot, number, names[(plot_id * 7) % len(names)], version, today)


def _of(plot_id: int, plot: DemoPlot, number: int, other: str, version: Version, today: date) -> Iterator[DemoReuse]:
    since = version.since
    if plot.stage == "reused" and len(plot.contracts) == 2:
        yield _told_to_the_end(plot_id, plot, number, since, today)
    elif plot.stage == "disposing" and plot.contracts:
        yield _under_way(plot_id, plot, number, today)
    elif plot.stage == "building" and plot.contracts and plot.contracts[-1].settlement:
        yield _settled(plot_id, plot, number)
    elif plot.stage in ("prepared", "on_offer", "announced") and number in (1, 4, 6) and (today - since).days > 500:
        yield _offered_again(plot_id, plot, number, since, other, today)
    elif plot.stage == "in_use" and plot.contracts and number % 6 == 4:
        yield from _in_use(plot_id, plot, number // 6, other, today)


def _told_to_the_end(plot_id: int, plot: DemoPlot, number: int, since: date, today: date) -> DemoReuse:
    first, second = plot.contracts
    assert first.ended_on is not None
    began = max(plus(first.ended_on, -200), plus(since, 1))
    done = next((item.actual_on for item in second.milestones if item.kind == "production" and item.actual_on), None)
    stages = [
        ("planned", began),
        ("approved", max(plus(first.ended_on, -120), began)),
        ("implementing", max(plus(first.ended_on, -90), began)),
        ("released", first.ended_on),
        ("prepared", min(plus(first.ended_on, 150), plus(second.signed_on, -60))),
        ("resupplied", second.signed_on),
    ]
    if done is not None and done <= plus(today, -10):
        stages.append(("reused", plus(done, 5)))
    return DemoReuse(
        plot_id, plot, ("recovery", "buy_back", "swap")[number % 3], tuple(stages), first.holder, second.holder, tax_mu=(0, 125_000 + 9_000 * number), far=(0.0, 1.2 + number / 10)
    )  # fmt: skip


def _under_way(plot_id: int, plot: DemoPlot, number: int, today: date) -> DemoReuse:
    began = plus(today, -160 - 20 * number)
    stages = [("planned", began), ("approved", plus(began, 50))]
    if number % 2 == 0:
        stages.append(("implementing", plus(began, 95)))
    return DemoReuse(
        plot_id, plot, ("idle_fee", "recovery", "extend_start", "swap")[number % 4], tuple(stages), plot.contracts[-1].holder, None, late_days=(12, 0, 0, 35)[number % 4]
    )  # fmt: skip


def _settled(plot_id: int, plot: DemoPlot, number: int) -> DemoReuse:
    """The holder kept the land: the measure follows its case and runs on until the works produce."""
    contract = plot.contracts[-1]
    told = contract.settlement
    assert told is not None
    measure = "idle_fee" if told.measure == "fee" else told.measure
    stages = (("planned", plus(told.decided_on, -20)), ("approved", told.decided_on), ("implementing", told.closed_on))
    return DemoReuse(plot_id, plot, measure, stages, contract.holder, None, tax_mu=(0, 0), late_days=5 * (number % 3))


def _offered_again(plot_id: int, plot: DemoPlot, number: int, since: date, other: str, today: date) -> DemoReuse:
    prepared = next((state.since for state in plot.states if state.supply == "prepared"), plus(today, -60))
    span = max((prepared - since).days - 5, 8)
    days = [plus(since, 1 + span * step // 4) for step in range(4)]
    names = ("planned", "approved", "implementing", "released")
    stages = (*zip(names, days, strict=True), ("prepared", max(prepared, days[-1])))
    return DemoReuse(plot_id, plot, "buy_back" if number == 1 else "swap", stages, other, None, tax_mu=(6_000, 0))


def _in_use(plot_id: int, plot: DemoPlot, turn: int, other: str, today: date) -> Iterator[DemoReuse]:
    holder = plot.contracts[-1].holder
    measure = (*IN_PLACE, *PASSED_ON)[turn % 7]
    road = [str(stage) for stage in ROADS[road_of(ReuseMeasure(measure))]]
    reached = (len(road), 2, 3, len(road), 1)[turn % 5]
    began = plus(today, -120 * reached - 40 - 11 * turn)
    if began <= plot.contracts[-1].signed_on:
        return
    stages = [(name, plus(began, 105 * step)) for step, name in enumerate(road[:reached])]
    gone = ""
    if turn % 11 == 8:
        stages = [*stages[:2], ("abandoned", plus(began, 160))]
        gone = "市场变化，企业暂缓投资（示例）"
    yield DemoReuse(
        plot_id,
        plot,
        measure,
        tuple(stages),
        holder,
        other if measure in PASSED_ON and other != holder else None,
        share=(1.0, 0.6, 0.4)[turn % 3] if measure not in PASSED_ON else 1.0,
        tax_mu=(42_000 + 1_000 * turn, 118_000 + 2_500 * turn),
        far=(0.8, 1.6),
        late_days=(0, 20, 0, 0)[turn % 4],
        abandoned_zh=gone,
    )


@dataclass(frozen=True, slots=True)
class DemoUse:
    """A temporary use; `ends` are the steps after it was arranged: state, day, note, day by which it is to be restored."""

    plot_id: int
    plot: DemoPlot
    user: str
    purpose: str
    arranged_on: date
    starts_on: date
    until_on: date
    share: float
    rent_per_mu: int
    restoration_zh: str
    ends: tuple[tuple[str, date, str, date | None], ...] = ()
    extended_to: date | None = None


_USES = (
    # purpose, arranged, starts, until (days from today), share of the plot, steps
    ("storage", -300, -290, 120, 0.6, ()),
    ("parking", -420, -410, 21, 0.5, ()),
    ("construction", -600, -590, -18, 0.8, ()),
    ("sports", -500, -490, -40, 0.4, (("vacated", -12, "已清场交接（示例）", None),)),
    ("exhibition", -560, -550, -120, 0.5, (("vacated", -110, "摊位已拆除（示例）", None), ("not_restored", -95, "硬化地面未清除（示例）", -20))),
    ("green", -900, -880, -250, 0.7, (("vacated", -245, "苗木移出（示例）", None), ("restored", -230, "场地平整，无遗留物（示例）", None))),
    ("storage", -800, -790, -200, 0.9, (("vacated", -199, "堆料清运（示例）", None), ("not_restored", -190, "西侧有残留建筑垃圾（示例）", -150), ("restored", -155, "复验合格（示例）", None))),
    ("farming", -10, 20, 300, 1.0, ()),
)  # fmt: skip


def uses_of(plots: Sequence[tuple[int, DemoPlot]], today: date) -> Iterator[DemoUse]:
    """Yield temporary uses in every standing, on land that waits for its supply."""
    waiting = sorted(
        (
            (plot.current.since, plot_id, plot)
            for plot_id, plot in plots
            if plot.stage in ("raw", "prepared") and plot.current is not None
        ),
        key=lambda item: item[:2],
    )
    for number, (purpose, arranged, starts, until, share, ends) in enumerate(_USES):
        # the youngest plot that was there when the use was arranged, so that old ones are left for old uses
        fitting = [item for item in waiting if item[0] < plus(today, arranged - 5)]
        if not fitting:
            continue
        waiting.remove(fitting[-1])
        _, plot_id, plot = fitting[-1]
        yield DemoUse(
            plot_id,
            plot,
            f"示例企业{11 + number:02d}" if number % 3 else "示例园区建设公司",
            purpose,
            plus(today, arranged),
            plus(today, starts),
            plus(today, until),
            share,
            3_000 + 500 * number,
            "拆除临时设施，清运物品，场地平整，恢复原状",
            tuple(
                (state, plus(today, day), note, None if by is None else plus(today, by))
                for state, day, note, by in ends
            ),
            plus(today, until) + timedelta(days=60) if number == 1 else None,
        )
