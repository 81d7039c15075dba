"""Which approvals does the demo zone run? Cases in every state and colour, told in working days counted from today.

Each story is a table of what happened to a project's items; all projects are of invented holders.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from gisapp.kernel.workdays import ONE_DAY, WorkCalendar

LAND = ("project_filing", "land_planning_permit", "land_registration")
WORKS = ("design_review", "works_planning_permit", "air_defence")
BUILD = ("drawing_review", "fire_design_review", "construction_permit")
ACCEPT = (
    "planning_verification",
    "fire_acceptance",
    "joint_acceptance",
    "completion_filing",
    "real_estate_registration",
)
BESIDE = ("eia_form", "energy_review", "soil_and_water")
USUAL_DAYS = {
    "project_filing": 0, "land_planning_permit": 4, "land_registration": 4, "design_review": 8, "works_planning_permit": 6, "air_defence": 4,
    "drawing_review": 9, "fire_design_review": 6, "construction_permit": 2, "planning_verification": 6, "fire_acceptance": 6,
    "joint_acceptance": 11, "completion_filing": 2, "real_estate_registration": 3, "eia_form": 8, "energy_review": 6, "soil_and_water": 3,
}  # fmt: skip
"""How many working days an item usually takes here, within what is promised."""


@dataclass(frozen=True, slots=True)
class DemoPause:
    kind: str
    began: date
    resumed: date | None
    paper: str


@dataclass(frozen=True, slots=True)
class DemoTolerance:
    """A material let in late: when drafted, until when, when it came, was extended or revoked."""

    material: str
    drafted: date
    promised_by: date
    delivered: date | None = None
    extended_to: date | None = None
    revoked: date | None = None


@dataclass(frozen=True, slots=True)
class DemoCase:
    """One case; days None = not yet. `extension` = days, the day it was granted."""

    item: str
    received: date | None = None
    accepted: date | None = None
    finished: date | None = None
    outcome: str | None = None
    reason: str = ""
    notice: date | None = None
    returned: date | None = None
    return_reason: str = ""
    round: int = 1
    simulated: bool = False
    pauses: tuple[DemoPause, ...] = ()
    extension: tuple[int, date] | None = None
    tolerance: DemoTolerance | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoProcess:
    mode: str
    started: date
    cases: tuple[DemoCase, ...]
    note: str = ""
    convert: bool = field(default=False)


class Days:
    """Working days around today."""

    def __init__(self, calendar: WorkCalendar, today: date) -> None:
        self._calendar = calendar
        self.today = today

    def after(self, day: date, count: int) -> date:
        """Return the working day `count` working days later; with 0 the day itself or the next working day."""
        day = self._calendar.next_workday(day)
        for _ in range(count):
            day = self._calendar.next_workday(day + ONE_DAY)
        return day

    def back(self, count: int) -> date:
        """Return the working day from which `count` working days have passed until today."""
        day, passed = self.today, 0
        while passed < count or not self._calendar.is_workday(day):
            passed += self._calendar.is_workday(day)
            day -= ONE_DAY
        return day

    def ahead(self, count: int) -> date:
        return self.after(self.today, count)


def done(
    days: Days, items: tuple[str, ...], start: date, *, quicker: int = 0, simulated: bool = False
) -> list[DemoCase]:
    """Return a stage that is finished: all begun together, what needs another a day after it."""
    cases: list[DemoCase] = []
    for item in items:
        begun = days.after(start, 0)
        if item == "construction_permit" and cases:
            begun = days.after(max(case.finished or begun for case in cases), 1)
        if item in ("completion_filing", "real_estate_registration"):
            begun = days.after(cases[-1].finished or begun, 1)
        ended = days.after(begun, max(USUAL_DAYS[item] - quicker, 0))
        cases.append(DemoCase(item, begun, begun, ended, "granted", simulated=simulated))
    return cases


def end_of(cases: list[DemoCase]) -> date:
    return max(case.finished for case in cases if case.finished is not None)


def building(days: Days, begun_on: date, number: int) -> DemoProcess:
    """Return a project under construction: everything up to the permit is out, one item rested for its publicity."""
    start = days.after(begun_on - 75 * ONE_DAY, 0)
    land = done(days, LAND, start, quicker=number % 2)
    works = done(days, WORKS, days.after(end_of(land), 2))
    first = works[0]
    assert first.received is not None
    pause = DemoPause("publicity", days.after(first.received, 2), days.after(first.received, 7), "批前公示")
    works[0] = DemoCase(
        first.item, first.received, first.accepted, days.after(first.received, 12), "granted", pauses=(pause,)
    )
    build = done(days, BUILD, days.after(end_of(works), 2), quicker=number % 2)
    beside = done(days, BESIDE, days.after(start, 3))
    mode = "commitment" if number % 3 else "standard"
    return DemoProcess(mode, start, tuple(land + works + build + beside))


def accepting(days: Days, begun_on: date, number: int) -> DemoProcess:
    """Return a completed project whose acceptance is in hand, each in another state."""
    before = building(days, begun_on, number)
    planned = [DemoCase(item) for item in ACCEPT]
    if number == 0:
        planned[0] = DemoCase("planning_verification", days.back(5), days.back(5))
        planned[1] = DemoCase("fire_acceptance", days.back(3), days.back(3), pauses=(DemoPause("testing", days.back(2), None, "消防设施检测委托书"),))  # fmt: skip
    elif number == 1:
        planned[0] = DemoCase("planning_verification", days.back(9), days.back(9), days.back(4), "granted")
        planned[1] = DemoCase("fire_acceptance", days.back(10), days.back(10))
        planned[2] = DemoCase("joint_acceptance", days.back(2), days.back(2))
    else:
        planned = done(days, ACCEPT, days.back(40))
    return DemoProcess(before.mode, before.started, (*before.cases, *planned))


def finished(days: Days, begun_on: date, completed_on: date, number: int) -> DemoProcess:
    """Return a process that is over; one item of every second was late and says why."""
    before = building(days, begun_on, number)
    after = done(days, ACCEPT, days.after(completed_on, 3))
    if number % 2:
        late = after[1]
        assert late.received is not None
        after[1] = DemoCase(
            late.item, late.received, late.accepted, days.after(late.received, 9), "granted", "消防设施复测占用时间"
        )
    return DemoProcess(before.mode, before.started, (*before.cases, *after))


def land_ready(days: Days, granted_by: date, *, convert: bool = False) -> DemoProcess:
    """Return a process run ahead of the land: permits as simulated results, granted by a day."""
    start = days.after(granted_by - 50 * ONE_DAY, 0)
    filing = done(days, LAND[:1], start)
    land = done(days, LAND[1:2], days.after(start, 1), simulated=True)
    works = done(days, WORKS[:2], days.after(end_of(land), 1), quicker=1, simulated=True)
    build = done(days, BUILD, days.after(end_of(works), 1), quicker=2, simulated=True)
    return DemoProcess(
        "land_ready", start, tuple(filing + land + works + build), "设计、审查前置，拿地即开工。", convert
    )


def ahead_in_hand(days: Days) -> DemoProcess:
    """Return a land-ready process whose simulated review is still going on."""
    filing = done(days, LAND[:1], days.back(22))
    land = done(days, LAND[1:2], days.back(20), simulated=True)
    works = [
        DemoCase("design_review", days.back(5), days.back(5), simulated=True, pauses=(DemoPause("expert_review", days.back(3), days.back(1), "专家评审会通知"),)),
        DemoCase("works_planning_permit", simulated=True),
    ]  # fmt: skip
    return DemoProcess("land_ready", days.back(22), tuple(filing + land + works))


def stories(days: Days) -> Iterator[DemoProcess]:
    """Yield the processes of projects that have just won their land, each in another state."""
    back, ahead = days.back, days.ahead
    # long over: the whole process beyond its limit
    slow = [
        DemoCase("project_filing", back(85), back(85), back(85), "granted"),
        DemoCase("land_planning_permit", back(84), back(84), back(60), "granted", "权属核实反复，承办部门已说明"),
        DemoCase("design_review", back(50), back(50)),
        DemoCase("works_planning_permit", back(6), back(6)),
        DemoCase("air_defence", back(1), back(1)),
    ]
    yield DemoProcess("standard", back(85), (*slow, *done(days, BESIDE, back(60))), "每周调度，逐项销号。")
    # public notice still on
    yield DemoProcess("commitment", back(9), (
        DemoCase("project_filing", back(9), back(9), back(9), "granted"),
        DemoCase("land_planning_permit", back(6), back(6), pauses=(DemoPause("publicity", back(4), None, "批前公示（网站截图）"),)),
        DemoCase("land_registration"), DemoCase("design_review"), DemoCase("works_planning_permit"),
        DemoCase("eia_form", back(2), back(2)),
    ))  # fmt: skip
    # correction after acceptance, and a part that is not needed
    yield DemoProcess("standard", back(12), (
        DemoCase("project_filing", back(12), back(12), back(12), "granted"),
        DemoCase("site_selection", finished=back(11), outcome="not_needed", reason="出让用地，无需办理用地预审与选址"),
        DemoCase("land_planning_permit", back(7), back(7), pauses=(DemoPause("correction", back(3), None, "补正告知书"),)),
        DemoCase("land_registration", back(2), back(2)),
        DemoCase("soil_and_water", back(6), back(6), back(4), "granted"),
    ))  # fmt: skip
    # handed in and waiting; asked for corrections; refused and begun anew
    yield DemoProcess("standard", back(15), (
        DemoCase("project_filing", back(15), back(15), back(15), "granted"),
        DemoCase("land_planning_permit", back(14), back(14), back(10), "granted"),
        DemoCase("design_review", back(2)),
        DemoCase("works_planning_permit", back(5), notice=back(2), missing=("site_plan",)),
        DemoCase("energy_review", back(13), back(13), back(8), "refused", "节能报告测算口径与投资规模不符"),
        DemoCase("energy_review", back(4), back(4), round=2),
    ))  # fmt: skip
    # the office kept silent: taken as accepted
    yield DemoProcess("standard", back(16), (
        DemoCase("project_filing", back(16), back(16), back(16), "granted"),
        DemoCase("land_planning_permit", back(15), back(14), back(11), "granted"),
        DemoCase("design_review", back(8)),
        DemoCase("works_planning_permit"),
    ))  # fmt: skip
    # a longer limit, granted in time
    yield DemoProcess("commitment", back(24), (
        *done(days, LAND[:2], back(24)),
        DemoCase("design_review", back(18), back(18), back(11), "granted"),
        DemoCase("works_planning_permit", back(7), back(7), extension=(5, back(2))),
        DemoCase("drawing_review", back(3), back(3)),
    ))  # fmt: skip
    # a promise that runs
    yield DemoProcess("commitment", back(18), (
        *done(days, LAND[:2], back(18)),
        DemoCase("design_review", back(11), back(11), back(4), "granted"),
        DemoCase("works_planning_permit", back(3), back(3), tolerance=DemoTolerance("power_of_attorney", back(3), ahead(2))),
        DemoCase("drawing_review", back(8), back(8)),
    ))  # fmt: skip
    # a promise that was not kept
    yield DemoProcess("standard", back(14), (
        *done(days, LAND[:2], back(14)),
        DemoCase("design_review", back(6), back(6), tolerance=DemoTolerance("traffic_note", back(6), back(1))),
        DemoCase("works_planning_permit"),
        DemoCase("eia_form", back(8), back(8)),
    ))  # fmt: skip
    # promises kept: one in time and granted, one lengthened by force majeure
    yield DemoProcess("commitment", back(26), (
        *done(days, LAND[:2], back(26)),
        DemoCase("design_review", back(20), back(20), back(12), "granted", tolerance=DemoTolerance("model_data", back(20), back(15), back(16))),
        DemoCase("works_planning_permit", back(5), back(5), tolerance=DemoTolerance("layout_report", back(5), back(1), None, ahead(3))),
        DemoCase("drawing_review", back(6), back(6)),
    ))  # fmt: skip
    # a promise revoked, the case returned, another round
    yield DemoProcess("standard", back(30), (
        *done(days, LAND[:2], back(30)),
        DemoCase("design_review", back(24), back(24), tolerance=DemoTolerance("traffic_note", back(24), back(18), revoked=back(16)), returned=back(16),
                 return_reason="容缺材料到期未补，撤回受理"),
        DemoCase("design_review", back(4), back(4), round=2),
        DemoCase("works_planning_permit"),
    ))  # fmt: skip
