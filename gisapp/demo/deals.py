"""What was agreed for a plot and what came of it? Dates from signing to production for every kind of case.

Cases are tables: their offsets in days from `today` stand where later rules look (the day an agreed start is a year
past, one day before and after, due in 7, 30 and 90 days). All holders are invented.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from gisapp.demo.days import add_years, plus, spread
from gisapp.demo.records import Settlement

OWN, FORCE_MAJEURE = "OWN", "FORCE_MAJEURE"


@dataclass(frozen=True, slots=True)
class Deal:
    """Agreed and actual days of one contract; shares are developed area and investment as parts of what was agreed."""

    signed: date
    handover: tuple[date | None, date | None]
    start: tuple[date | None, date | None]
    completion: tuple[date | None, date | None]
    production: tuple[date | None, date | None]
    stopped: date | None = None
    suspected: date | None = None
    determined: date | None = None
    disposing: date | None = None
    ended: date | None = None
    cause: str | None = None
    developed_share: float | None = None
    invested_share: float | None = None
    note: str = ""
    extended_from: date | None = None
    settlement: Settlement | None = None


def from_start(rng: Random, due: date, *, handover_days: tuple[int, int] = (150, 270)) -> Deal:
    """Return a deal whose agreed start is `due`: signed and handed over in time, nothing begun."""
    handover = plus(due, -spread(rng, *handover_days))
    signed = plus(handover, -spread(rng, 30, 80))
    completion = plus(due, spread(rng, 500, 680))
    production = plus(completion, spread(rng, 150, 220))
    return Deal(
        signed, (handover, plus(handover, spread(rng, -5, 10))), (due, None), (completion, None), (production, None)
    )


def in_use(rng: Random, today: date, earliest: date, rank: float) -> Deal:
    """Built and in production: three in four on time, the rest late but done; a few dates of old papers are unknown."""
    first, last = plus(earliest, 170), plus(today, -1440)
    signed = (
        plus(first, round((last - first).days * min(1.0, max(0.0, rank + rng.uniform(-0.12, 0.12)))))
        if last > first
        else first
    )
    handover = plus(signed, spread(rng, 30, 80))
    start = plus(handover, spread(rng, 120, 240))
    late = rng.random() < 0.25
    begun = plus(start, spread(rng, 25, 240) if late else -spread(rng, 0, 50))
    completion = plus(start, spread(rng, 480, 640))
    finished = plus(begun, spread(rng, 330, 540))
    production = plus(completion, spread(rng, 150, 220))
    running = min(plus(finished, spread(rng, 30, 200)), plus(today, -15))
    handed = None if rng.random() < 0.05 else plus(handover, spread(rng, -5, 25))
    return Deal(
        signed, (handover, handed), (start, begun), (completion, finished), (production, running), developed_share=1.0
    )


COMPLETED_PRODUCTION_DUE = (4, 7, 25, 70, 89, 150, -20, -200, -500, -800)


def completed(rng: Random, today: date, case: int) -> Deal:
    """Completed, not yet in production (建而未投): the agreed production lies ahead or, for some, well behind."""
    production = plus(today, COMPLETED_PRODUCTION_DUE[case])
    completion = plus(production, -180)
    finished = min(plus(completion, spread(rng, -40, 60)), plus(today, -12))
    start = plus(completion, -560)
    deal = from_start(rng, start)
    return replace(
        deal,
        start=(start, plus(start, -spread(rng, 0, 30))),
        completion=(completion, finished),
        production=(production, None),
        developed_share=1.0,
    )


BUILDING_COMPLETION_DUE = (2, 7, 18, 30, 55, 88, 90, -1, -45, -120, -300)


def building(rng: Random, today: date, case: int) -> Deal:
    """Under construction: the first cases by the day their completion is due, some overdue; the rest well within time."""
    if case < len(BUILDING_COMPLETION_DUE):
        completion = plus(today, BUILDING_COMPLETION_DUE[case])
        start = plus(completion, -spread(rng, 520, 640))
        begun = plus(start, spread(rng, -40, 0) if case % 3 else spread(rng, 20, 120))
    else:
        begun = plus(today, -spread(rng, 20, 430))
        start = begun if case % 9 == 0 else plus(begun, spread(rng, 0, 50) if case % 5 else -spread(rng, 15, 200))
        completion = plus(max(start, begun), spread(rng, 520, 690))
    deal = from_start(rng, start)
    return replace(
        deal,
        start=(start, begun),
        completion=(completion, None),
        production=(plus(completion, 180), None),
        developed_share=round(rng.uniform(0.25, 0.85), 2),
        invested_share=round(rng.uniform(0.2, 0.8), 2),
    )


ALLOCATED_START_DUE = (0, 1, 6, 7, 12, 29, 30, 45, 60, 89, 90, 150, 180, 240)
ALLOCATED_LATE = (1, 30, 90, 180)


def allocated(rng: Random, today: date, case: int) -> Deal:
    """Allocated, not started: start due soon, an extension, two handovers pending; then late by less than a year."""
    if case < len(ALLOCATED_START_DUE):
        due = plus(today, ALLOCATED_START_DUE[case])
        deal = from_start(rng, due)
        if ALLOCATED_START_DUE[case] == 180:
            first = plus(today, -185)
            return replace(
                from_start(rng, first),
                start=(due, None),
                completion=deal.completion,
                production=deal.production,
                extended_from=first,
                note="因不可抗力（示例：洪涝）延期动工一次",
                cause=FORCE_MAJEURE,
            )
        if ALLOCATED_START_DUE[case] in (150, 240):
            handover = plus(today, 10 if ALLOCATED_START_DUE[case] == 150 else 28)
            return replace(deal, signed=plus(today, -spread(rng, 12, 25)), handover=(handover, None))
        return deal
    late = case - len(ALLOCATED_START_DUE)
    year_ago = add_years(today, -1)
    due = (
        *(plus(today, -days) for days in ALLOCATED_LATE),
        plus(year_ago, 90),
        plus(year_ago, 30),
        plus(year_ago, 24),
        plus(year_ago, 1),
    )[late % 8]
    return replace(from_start(rng, due), cause=OWN, note="逾期未动工，已发提醒（示例）")


def suspected(rng: Random, today: date, case: int) -> Deal:
    """Suspected idle, one kind of fact each: a year past to the day, two years, government's causes, stopped, unknown."""
    year, two = add_years(today, -1), add_years(today, -2)
    dues = (
        year,
        plus(year, -1),
        plus(year, -24),
        plus(year, -150),
        plus(year, -300),
        two,
        plus(two, -1),
        plus(two, -200),
        add_years(today, -3),
    )
    if case < len(dues):
        deal = from_start(rng, dues[case])
        return replace(deal, suspected=add_years(dues[case], 1), cause=OWN if case % 3 else None)
    kind = (case - len(dues)) % 6
    if kind in (0, 1):
        due = plus(year, -60 - 70 * kind)
        deal = from_start(rng, due)
        agreed = deal.handover[0]
        handed = None if kind == 0 or agreed is None else plus(agreed, 400)
        return replace(
            deal,
            handover=(agreed, handed),
            suspected=add_years(due, 1),
            cause="GOV_1",
            note="未按约定期限交付土地（示例），影响天数待核定",
        )
    if kind == 5:
        handed = plus(two, -5)
        deal = from_start(rng, plus(handed, 200))
        return replace(
            deal,
            handover=(handed, handed),
            start=(None, None),
            suspected=add_years(handed, 2),
            note="合同未约定动工日期（示例），以实际交付之日起满一年为动工开发日期",
        )
    stop, developed, invested = ((year, 0.27, 0.31), (plus(year, -90), 0.31, 0.40), (two, 0.45, 0.18))[kind - 2]
    begun = plus(stop, -spread(rng, 90, 220))
    deal = from_start(rng, plus(begun, spread(rng, -20, 30)))
    return replace(
        deal,
        start=(deal.start[0], begun),
        stopped=stop,
        suspected=add_years(stop, 1),
        developed_share=developed,
        invested_share=invested,
        note=f"中止开发，已开发面积约{developed:.0%}，已投资约{invested:.0%}（示例巡查）",
    )


EXAMINED = (130, 400, 310, 460)
"""Days from the clue to the finding: quick where the facts are plain, long where the cause is argued about."""


def determined(rng: Random, today: date, case: int) -> Deal:
    """Determined idle: the holder's own cause at one and two years, a government's cause, and a stopped site."""
    two = add_years(today, -2)
    if case % 4 == 3:
        stop = plus(two, -130)
        begun = plus(stop, -150)
        deal = replace(from_start(rng, begun), stopped=stop, developed_share=0.22, invested_share=0.15, cause=OWN)
        deal = replace(deal, start=(begun, begun), suspected=add_years(stop, 1))
    else:
        due = (plus(two, 40), plus(two, -160), plus(two, -20))[case % 4]
        deal = replace(from_start(rng, due), suspected=add_years(due, 1), cause="GOV_4" if case % 4 == 2 else OWN)
    assert deal.suspected is not None
    return replace(
        deal,
        determined=min(plus(deal.suspected, EXAMINED[case % 4]), plus(today, -30)),
        note="已下达闲置土地认定书（示例）",
    )


def disposing(rng: Random, today: date, case: int) -> Deal:
    """Being disposed of: fee, recovery, extension agreement, swap."""
    due = plus(add_years(today, -3), (200, -90, 40, -200)[case % 4])
    suspected_on = add_years(due, 1)
    note = (
        "拟征缴土地闲置费（示例）",
        "拟收回建设用地使用权（示例）",
        "拟签订补充协议延长动工期限（示例）",
        "拟置换土地（示例）",
    )[case % 4]
    return replace(
        from_start(rng, due),
        suspected=suspected_on,
        determined=plus(suspected_on, 120),
        disposing=plus(suspected_on, 210),
        cause="GOV_2" if case % 4 >= 2 else OWN,
        note=note,
    )


def stopped(rng: Random, today: date, case: int) -> Deal:
    """Stopped for less than a year, or longer but with enough developed and invested."""
    year = add_years(today, -1)
    stop = (
        plus(year, 1),
        plus(today, -300),
        plus(today, -200),
        plus(today, -120),
        plus(today, -60),
        plus(today, -30),
        plus(year, -135),
    )[case % 7]
    share = (0.2, 0.28, 0.5, 0.15, 0.4, 0.3, 0.7)[case % 7]
    begun = plus(stop, -spread(rng, 100, 260))
    deal = from_start(rng, plus(begun, spread(rng, 0, 40)))
    return replace(
        deal,
        start=(deal.start[0], begun),
        stopped=stop,
        developed_share=share,
        invested_share=min(0.8, share + 0.1),
        note="现场停工（示例巡查）",
    )


RECOVERED_BEFORE = {1: 340, 3: 250}
"""Cases of land put to use again whose recovery is a matter of the last twelve months: so many days ago."""


FOUND_AFTER = 70
"""Days after the first year without a start on which it was found out; so that the recovery lies behind the second year (article 14)."""


def given_up(rng: Random, today: date, earliest: date, case: int) -> Deal:
    """The first contract of land put to use again: never started, determined idle, recovered."""
    due = max(plus(add_years(today, -6), -20 * case - FOUND_AFTER), plus(earliest, 560))
    if case in RECOVERED_BEFORE:
        due = add_years(plus(today, -RECOVERED_BEFORE[case] - 330 - FOUND_AFTER), -1)
    suspected_on = plus(add_years(due, 1), FOUND_AFTER)
    return replace(
        from_start(rng, due),
        suspected=suspected_on,
        determined=plus(suspected_on, 110),
        disposing=plus(suspected_on, 180),
        ended=plus(suspected_on, 330),
        cause=OWN,
        note="收回后重新供应（示例）",
    )


def after_reuse(rng: Random, today: date, first: Deal, case: int) -> Deal:
    """The second contract: another holder builds, and some already produce; where the land came back lately, the contract is just signed."""
    assert first.ended is not None
    due = plus(first.ended, 560 + spread(rng, 0, 60))
    deal = from_start(rng, due)
    begun = plus(due, -spread(rng, 0, 30))
    if case in RECOVERED_BEFORE:
        handover, due = plus(first.ended, 180), plus(first.ended, 400)
        return replace(
            deal,
            signed=plus(first.ended, 130),
            handover=(handover, plus(handover, 4)),
            start=(due, plus(today, -20) if RECOVERED_BEFORE[case] > 300 else None),
            completion=(plus(due, 560), None),
            production=(plus(due, 740), None),
        )
    if case % 2:
        return replace(
            deal,
            start=(due, begun),
            completion=(plus(today, 140 + 60 * case), None),
            production=(plus(today, 400), None),
            developed_share=0.6,
        )
    finished, running = plus(begun, 400), plus(begun, 520)
    return replace(
        deal,
        start=(due, begun),
        completion=(plus(due, 520), finished),
        production=(plus(due, 700), running),
        developed_share=1.0,
    )
