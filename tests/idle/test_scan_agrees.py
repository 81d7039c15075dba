"""The scan over all contracts and the single case are one rule: they agree on every golden row and on 100,000 made-up ones."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from gisapp.idle.rules.columns import SIDES, as_day, columns_of
from gisapp.idle.rules.facts import CauseInterval, DevelopmentFacts, Fact, Measured, NewStart, Stop
from gisapp.idle.rules.identification import Identification, identify_idle_land
from gisapp.idle.rules.scan import (
    DUTIES,
    MISSING_DEVELOPED,
    MISSING_DUE_AREA,
    MISSING_FOUNDATION,
    MISSING_INVESTED,
    MISSING_PERMIT,
    MISSING_START_DATE,
    MISSING_STOPS,
    MISSING_TOTAL,
    STATES,
    ScanAnswer,
    scan,
)
from gisapp.idle.terms import IdleCause
from gisapp.kernel.evidence import Evidence
from tests.idle.land_facts import land, limits, on
from tests.idle.test_golden_identification import ROWS

BITS = {
    MISSING_START_DATE: "动工开发日期或交付土地日期",
    MISSING_PERMIT: "施工许可证",
    MISSING_FOUNDATION: "地基是否达到动工标准",
    MISSING_STOPS: "是否中止开发",
    MISSING_DUE_AREA: "应动工开发面积",
    MISSING_DEVELOPED: "已动工开发面积",
    MISSING_TOTAL: "总投资额（不含价款和税费）",
    MISSING_INVESTED: "已投资额（不含价款和税费）",
}
FIRST = date(2019, 12, 1)


def told(answer: ScanAnswer, row: int) -> tuple:
    side = answer.side[row]
    return (
        STATES[answer.state[row]],
        as_day(answer.since[row]),
        None if side < 0 else SIDES[side],
        bool(answer.may_fee[row]),
        bool(answer.may_recover[row]),
        as_day(answer.own_year[row]),
        as_day(answer.own_recovery[row]),
        DUTIES[answer.duty[row]],
        as_day(answer.latest[row]),
        {name for bit, name in BITS.items() if answer.missing[row] & bit},
    )


def said(answer: Identification) -> tuple:
    return (
        answer.state,
        answer.since,
        answer.side,
        answer.may_fee,
        answer.may_recover,
        answer.own_year_on,
        answer.own_recovery_on,
        answer.next_duty.duty,
        answer.next_duty.latest_on,
        set(answer.missing),
    )


def differing(many: Sequence[DevelopmentFacts], day: date) -> list[tuple]:
    now = limits(day)
    answers = scan(columns_of(many), now, day)
    pairs = ((said(identify_idle_land(facts, now, day)), told(answers, row)) for row, facts in enumerate(many))
    return [pair for pair in pairs if pair[0] != pair[1]]


@pytest.mark.parametrize("day", sorted({row.values[2] for row in ROWS}))
def test_the_scan_agrees_on_every_golden_row_on_every_day_of_the_table(day: str):
    assert differing([land(**row.values[1]) for row in ROWS], on(day)) == []


def made_up(dice: random.Random) -> DevelopmentFacts:
    """Facts without sense and reason, but of every kind; days are drawn from few, so that they often meet."""

    def day() -> date:
        return FIRST + timedelta(
            days=dice.choice((0, 30, 90, 91, 365, 366, 730, 731)) + dice.choice((0, 0, 1, 60, 700))
        )

    def fact() -> Fact[date]:
        return dice.choice((Fact(), Fact(None, "记录"), Fact(day(), "记录"), Fact(day(), "记录")))

    def later(began: date) -> date | None:
        return None if dice.random() < 0.4 else began + timedelta(days=dice.choice((0, 1, 30, 200, 800)))

    def measured(most: int) -> tuple[Measured, ...]:
        return tuple(
            Measured(day(), Decimal(dice.randrange(most)), "成果", dice.choice((None, Decimal(0), Decimal(most // 4))))
            for _ in range(dice.randrange(3))
        )

    causes, stops = [], []
    for _ in range(dice.choice((0, 0, 1, 2, 3))):
        began = day()
        evidence = (Evidence("文件"),) if dice.random() < 0.8 else ()
        causes.append(CauseInterval(dice.choice(list(IdleCause)), began, later(began), evidence))
    for _ in range(dice.choice((0, 1, 1, 2))):
        began = day()
        stops.append(Stop(began, later(began), "记录"))
    return DevelopmentFacts(
        contract_no="合同",
        signed_on=FIRST,
        agreed_start_on=fact(),
        new_starts=tuple(NewStart(day(), day(), "补充协议") for _ in range(dice.choice((0, 0, 1, 2)))),
        agreed_handover_on=fact(),
        handover_on=fact(),
        permit_on=fact(),
        foundation_on=fact(),
        completed_on=fact() if dice.random() < 0.2 else Fact(),
        stops=tuple(stops),
        stops_known=dice.random() < 0.8,
        due_area_m2=dice.choice(
            (Fact(), Fact(Decimal(0), "图"), Fact(Decimal("30000.03"), "图"), Fact(Decimal(900), "图"))
        ),
        developed_m2=tuple(replace(item, price_and_taxes=Decimal(0)) for item in measured(1_000)),
        total_investment=dice.choice((None, *measured(1_000), *measured(1_000))),
        invested=measured(400),
        causes=tuple(causes),
        established_cause=dice.choice((None, None, *IdleCause)),
        discovered_on=dice.choice((None, day())),
        established_on=dice.choice((None, day())),
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_scan_agrees_on_made_up_facts(seed: int):
    dice = random.Random(seed)
    many = [made_up(dice) for _ in range(12_500)]
    day = FIRST + timedelta(days=dice.choice((0, 365, 366, 731, 1096, 1100, 1461)) + seed)
    moved = {answer.state for answer in (identify_idle_land(facts, limits("2024-01-01"), day) for facts in many[:500])}
    assert len(moved) >= 4, "the made-up facts reach many states"
    assert differing(many, day) == []


def test_nothing_to_scan_is_no_error():
    assert len(scan(columns_of([]), limits("2024-01-01"), FIRST).state) == 0
