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
from gisapp.idle.rules.next_change import next_change, next_changes
from gisapp.idle.rules.scan import DUTIES, STATES, ScanAnswer, missing_names, scan
from gisapp.idle.terms import IdleCause
from gisapp.kernel.evidence import Evidence
from tests.idle.land_facts import land, limits, on
from tests.idle.test_golden_identification import ROWS

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
        set(missing_names(answer.missing[row])),
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


@pytest.mark.parametrize("seed", range(4))
def test_an_answer_holds_until_the_day_it_names(seed: int):
    """Between the scan and the day it names nothing changes, walked over on random days; and on golden rows the state does change there."""
    dice = random.Random(seed)
    many = [made_up(dice) for _ in range(3_000)]
    day = FIRST + timedelta(days=dice.randrange(1_500))
    now, columns = limits(day), columns_of(many)
    answer = scan(columns, now, day)
    until = [as_day(number) for number in next_changes(columns, answer, now, day)]
    moved = 0
    for ahead in sorted({1, 2, 29, 61, *(dice.randrange(1, 1_200) for _ in range(40))}):
        later = day + timedelta(days=ahead)
        again = scan(columns, now, later)
        for row in range(len(many)):
            end = until[row]
            if end is None or later < end:
                assert told(again, row) == told(answer, row), (many[row], day, later)
            else:
                moved += told(again, row) != told(answer, row)
    assert moved > 1_000
    assert sum(end is None for end in until) > 30


def test_the_next_change_of_one_contract_is_the_day_its_year_is_full():
    assert next_change(land(), limits("2023-06-01"), on("2023-06-01")) == on("2024-03-01")
    assert next_change(land(), limits("2024-06-01"), on("2024-06-01")) == on("2025-03-01")
    assert next_change(land(completed="2023-01-01"), limits("2024-06-01"), on("2024-06-01")) is None
    assert next_change(land(), limits("2023-06-01"), on("2023-06-01"), on("2023-07-01")) == on("2023-07-01")


def test_nothing_to_scan_is_no_error():
    assert len(scan(columns_of([]), limits("2024-01-01"), FIRST).state) == 0
