"""Which projects does the demo zone follow? Those behind a choice of its contracts, and invented ones that have no land yet.

Every stage, every light and every way off the road is shown. Enterprises are the invented holders; projects without land have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gisapp.demo.contracts import SignedDemo
from gisapp.demo.days import plus
from gisapp.demo.parks import PARKS
from gisapp.kernel.dates import add_months

PRODUCTS: dict[str, tuple[tuple[str, str], ...]] = {
    "P1": (
        ("高端装备总部及研发基地", "Equipment headquarters and R&D"),
        ("智能仪表生产线", "Smart meter line"),
        ("新能源零部件基地", "New-energy parts base"),
        ("精密模具工厂", "Precision mould works"),
    ),
    "P2": (
        ("数据中心机房", "Data centre"),
        ("电子元件生产线", "Electronic component line"),
        ("软件研发楼", "Software building"),
        ("智能终端组装", "Smart device assembly"),
    ),
    "P3": (
        ("电商云仓", "E-commerce warehouse"),
        ("直播产业楼", "Live-stream building"),
        ("文创产品工厂", "Creative goods works"),
        ("大数据运营中心", "Big-data centre"),
    ),
    "P4": (
        ("小麦精深加工", "Wheat processing"),
        ("植物油灌装线", "Edible oil filling line"),
        ("休闲食品车间", "Leisure food plant"),
        ("功能饮料生产线", "Functional drink line"),
    ),
    "P5": (
        ("铝板带箔生产线", "Aluminium sheet and foil line"),
        ("电缆新材料工厂", "Cable material works"),
        ("钣金加工中心", "Sheet-metal centre"),
        ("耐磨材料扩能", "Wear-proof material expansion"),
    ),
    "P6": (
        ("中药饮片加工", "Herbal medicine plant"),
        ("医疗器械生产线", "Medical device line"),
        ("生物制剂车间", "Biologics plant"),
        ("医药物流中心", "Medicine logistics centre"),
    ),
}
_PLACES = ("一期", "二期", "三期", "四期")
PER_PARK = {"landed": 2, "started": 1, "building": 4, "completed": 1, "producing": 2, "attained": 1}
"""How many projects with land each park shows in each stage, as far as its contracts go."""

GAPS = (Decimal(0), Decimal("-0.11"), Decimal("0.02"), Decimal("-0.36"), None, Decimal("-0.06"))
"""Points ahead of or behind the plan, one building project after the other; None = nothing is reported."""


_QUIET = {
    "landed": "正在办理开工前手续（示例）。",
    "completed": "设备安装调试（示例）。",
    "producing": "产能爬坡（示例）。",
}
"""What is reported of projects on which nothing is being built."""
_GROWN = (Decimal(1), Decimal("0.4"), Decimal("0.2"), Decimal("0.1"), Decimal(0))
"""How much of a gap was there so many months ago."""


@dataclass(frozen=True, slots=True)
class DemoStep:
    stage: str
    day: date
    proof: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DemoReport:
    month: date
    reported_on: date
    planned: Decimal | None
    done: Decimal
    invested_yuan: int | None
    summary: str = "主体施工按月推进（示例）。"
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class DemoProject:
    """A project of the demo: where, what, whose, how much, every step, its plan and its reports."""

    park_code: str
    name_zh: str
    name_en: str
    steps: tuple[DemoStep, ...]
    investment_yuan: int
    number: int
    plot_id: int | None = None
    contract_id: int | None = None
    party: str | None = None
    industry_code: str | None = None
    application_id: int | None = None
    planned: tuple[date | None, date | None, date | None, date | None] | None = None
    needs_entry: bool | None = None
    entered_on: date | None = None
    reports: tuple[DemoReport, ...] = ()
    land_wanted_m2: Decimal | None = None
    kind: str = "new"
    tags: frozenset[str] = field(default_factory=frozenset[str])

    @property
    def stage(self) -> str:
        return self.steps[-1].stage


def projects_of(signed: Sequence[SignedDemo], today: date) -> list[DemoProject]:
    """Return the projects of the demo in a fixed order: park by park those with land, then those without, then those that left."""
    found: list[DemoProject] = []
    for park in PARKS:
        room = dict(PER_PARK)
        here = [
            item
            for item in signed
            if item.plot.park_code == park.code and item.schedule.contract.signed_on > plus(today, -2700)
        ]
        # the newest first where something is still to be built, the oldest where output is to be proven
        newest = sorted(here, key=lambda item: item.schedule.contract.signed_on, reverse=True)
        here = [item for item in newest if "production" not in _actual(item, today)] + [
            item for item in reversed(newest) if "production" in _actual(item, today)
        ]
        for item in here:
            if item.schedule.contract.ended_on is not None:
                continue
            stage = _stage(item, today)
            if stage == "attained" and room["attained"] == 0 and room["producing"] > 1:
                stage = "producing"  # two years in production and the promised output not proven yet
            if room.get(stage, 0) > 0:
                room[stage] -= 1
                found.append(_with_land(item, stage, len(found), today))
    for item in signed:
        if item.schedule.contract.ended_on is not None and not any("left" in project.tags for project in found):
            found.append(_left(item, len(found)))
    found.extend(_without_land(len(found), today))
    return found


def _actual(item: SignedDemo, today: date) -> dict[str, date]:
    milestones = item.schedule.contract.milestones
    return {m.kind: m.actual_on for m in milestones if m.actual_on is not None and m.actual_on <= today}


def _stage(item: SignedDemo, today: date) -> str:
    done = _actual(item, today)
    if "production" in done:
        return "attained" if add_months(done["production"], 24) < today else "producing"
    if "completion" in done:
        return "completed"
    if "start" in done:
        return "started" if done["start"] > plus(today, -60) else "building"
    return "landed"


def _with_land(item: SignedDemo, stage: str, number: int, today: date) -> DemoProject:
    contract, done = item.schedule.contract, _actual(item, today)
    agreed = {m.kind: m.agreed_on for m in contract.milestones}
    steps = [
        DemoStep("lead", plus(contract.signed_on, -210)),
        DemoStep("negotiating", plus(contract.signed_on, -160)),
        DemoStep("signed", plus(contract.signed_on, -75), "投资协议"),
        DemoStep("landed", contract.signed_on, "出让合同"),
    ]
    if "start" in done:
        steps.append(DemoStep("started", max(done["start"], contract.signed_on), "施工许可证"))
        if stage != "started":
            steps.append(DemoStep("building", plus(steps[-1].day, 25), "现场照片"))
    for kind, reached, proof in (
        ("completion", "completed", "竣工验收备案表"),
        ("production", "producing", "投产证明"),
    ):
        if kind in done:
            steps.append(DemoStep(reached, max(done[kind], steps[-1].day), proof))
    if stage == "attained":
        steps.append(DemoStep("attained", min(add_months(steps[-1].day, 20), today), "达产核查意见书"))
    product, english = _product(item.plot.park_code, number)
    production = agreed.get("production")
    started = next((step.day for step in steps if step.stage == "started"), None)
    is_late_entry = number % 11 == 4
    return DemoProject(
        park_code=item.plot.park_code,
        name_zh=f"{contract.holder}{product}",
        name_en=f"{english} ({contract.holder[-2:]})",
        steps=tuple(steps),
        investment_yuan=(6_000 + number * 370 % 21_000) * 10_000,
        number=number,
        plot_id=item.plot_id,
        contract_id=item.contract_id,
        party=contract.holder,
        industry_code=item.plot.industry_code,
        planned=(
            agreed.get("start"),
            agreed.get("completion"),
            production,
            None if production is None else add_months(production, 24),
        ),
        needs_entry=True if started else None,
        entered_on=None if started is None or is_late_entry or plus(started, 22) > today else plus(started, 22),
        reports=_reports(number, stage, steps, agreed, today),
        kind="expansion" if number % 5 == 3 else "new",
    )


def _reports(
    number: int, stage: str, steps: Sequence[DemoStep], agreed: dict[str, date | None], today: date
) -> tuple[DemoReport, ...]:
    """Return the reports of the last four months of a project under construction."""
    start, end = agreed.get("start"), agreed.get("completion")
    gap = GAPS[number % len(GAPS)]
    if stage in _QUIET and number % 4 != 3:
        last = add_months(today.replace(day=1), -1)
        on = plus(last, 24)
        if on > steps[-1].day:
            done = Decimal(0 if stage == "landed" else 1)
            return (DemoReport(last, on, None, done, None, _QUIET[stage]),)
        return ()
    if stage not in ("started", "building") or gap is None or start is None or end is None or end <= start:
        return ()
    begun = next(step.day for step in steps if step.stage == "started")
    found: list[DemoReport] = []
    most = Decimal("0.98")
    for back in range(5):  # from now backwards: what is done never grew less
        month = add_months(today.replace(day=1), -back)
        reported = min(plus(month, 24), today)
        if reported < begun:
            break
        planned = min(max(Decimal((reported - start).days) / Decimal((end - start).days), Decimal(0)), Decimal(1))
        # what is behind now fell behind lately: the months before were better
        most = min(max(planned + gap * _GROWN[back], Decimal("0.02")), most)
        obstacle = "主要设备到货推迟，需协调供应商。" if gap < Decimal("-0.3") and back == 0 else ""
        invested = int(most * (6_000 + number * 370 % 21_000)) * 10_000
        found.append(DemoReport(month, reported, round(planned, 4), round(most, 4), invested, obstacle=obstacle))
    return tuple(reversed(found))


def _left(item: SignedDemo, number: int) -> DemoProject:
    contract = item.schedule.contract
    assert contract.ended_on is not None
    product, english = _product(item.plot.park_code, number)
    steps = (
        DemoStep("lead", plus(contract.signed_on, -190)),
        DemoStep("negotiating", plus(contract.signed_on, -150)),
        DemoStep("signed", plus(contract.signed_on, -60), "投资协议"),
        DemoStep("landed", contract.signed_on, "出让合同"),
        DemoStep("withdrawn", contract.ended_on, "收回决定书", "土地使用权已收回，项目退出（示例）"),
    )
    return DemoProject(
        park_code=item.plot.park_code,
        name_zh=f"{contract.holder}{product}",
        name_en=f"{english} ({contract.holder[-2:]})",
        steps=steps,
        investment_yuan=80_000_000,
        number=number,
        plot_id=item.plot_id,
        party=contract.holder,
        planned=(next((m.agreed_on for m in contract.milestones if m.kind == "start"), None), None, None, None),
        tags=frozenset({"left"}),
    )


def _without_land(first: int, today: date) -> Iterator[DemoProject]:
    """Yield, per park, a lead, one under negotiation and a signed one; and three that rest or have ended."""
    number = first
    for place, park in enumerate(PARKS):
        product, english = PRODUCTS[park.code][place % 4]
        for turn, stage in enumerate(("lead", "negotiating", "signed")):
            since = plus(today, -(12 + 17 * turn + 9 * place + (45 if place % 3 == 2 else 0)))
            road = [DemoStep("lead", plus(since, -40 * turn))]
            if turn > 0:
                road.append(DemoStep("negotiating", plus(since, -40 * (turn - 1))))
            if turn > 1:
                road.append(DemoStep("signed", since, "投资协议"))
            planned_start = plus(today, (-35, 20, -8, 75, 160, -100)[place])
            yield DemoProject(
                park_code=park.code,
                name_zh=f"示例拟建{product}{_PLACES[turn]}",
                name_en=f"Proposed {english.lower()}, phase {turn + 1}",
                steps=tuple(road),
                investment_yuan=(9_000 + number * 430 % 18_000) * 10_000,
                number=number,
                planned=(planned_start, add_months(planned_start, 18), add_months(planned_start, 22), add_months(planned_start, 46))
                if stage == "signed" and place != 4
                else None,
                land_wanted_m2=Decimal(20_000 + 3_300 * (number % 7)),
            )  # fmt: skip
            number += 1
    yield from _off_the_road(number, today)


def _off_the_road(number: int, today: date) -> Iterator[DemoProject]:
    begin = plus(today, -300)
    road = (DemoStep("lead", begin), DemoStep("negotiating", plus(begin, 40)))
    signed = (*road, DemoStep("signed", plus(begin, 90), "投资协议"))
    ends = (
        ("P4", "冷链食品车间", "Cold-chain food plant", (*road, DemoStep("paused", plus(begin, 120), None, "投资方调整布局，暂缓洽谈（示例）"))),
        ("P5", "铝型材工厂", "Aluminium profile works",
         (*signed, DemoStep("paused", plus(begin, 200), "暂缓报告", "融资未落实，暂缓推进（示例）"))),
        ("P1", "检测服务中心", "Testing centre",
         (*signed, DemoStep("terminated", plus(begin, 230), "终止协议", "双方协商终止投资协议（示例）"))),
    )  # fmt: skip
    for offset, (park_code, name, english, steps) in enumerate(ends):
        yield DemoProject(
            park_code=park_code,
            name_zh=f"示例拟建{name}",
            name_en=f"Proposed {english.lower()}",
            steps=steps,
            investment_yuan=120_000_000,
            number=number + offset,
            land_wanted_m2=Decimal(26_000),
        )


def _product(park_code: str, number: int) -> tuple[str, str]:
    zh, english = PRODUCTS[park_code][number % 4]
    return f"{zh}项目", english
