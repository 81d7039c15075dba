"""Which holders kept land whose idle case was closed in the last thirteen months, by which measure, and when? One case a month, two of them recoveries told elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from gisapp.demo.days import add_years, plus, spread
from gisapp.demo.deals import Deal, from_start
from gisapp.demo.records import Settlement

WAYS = (
    (0, "fee"), (1, "extend_start"), (2, "adjust_use"), (3, "extend_start"), (4, "fee"), (5, "extend_start"), (6, "fee"),
    (7, "adjust_use"), (9, "extend_start"), (10, "fee"), (12, "extend_start"),
)  # fmt: skip
"""Months before the month of today, and the measure; in the months between a recovery was performed (`deals.RECOVERED_BEFORE`)."""

SUSPECTED, DETERMINED, DISPOSING, DECIDED = 255, 135, 55, 26
"""Days before the closing of a case on which its steps were taken."""
_CAUSES = {"fee": "OWN", "extend_start": "GOV_4", "adjust_use": "GOV_2"}


def closings(today: date) -> list[tuple[str, date]]:
    """Return measure and day of each closing, the youngest first; a day of the running month lies before today."""
    made: list[tuple[str, date]] = []
    for back, way in WAYS:
        first = today.replace(day=1)
        for _ in range(back):
            first = (first - timedelta(1)).replace(day=1)
        made.append((way, min(plus(first, 3 + back * 5 % 20), plus(today, -12))))
    return made


def settled(rng: Random, today: date, way: str, closed: date) -> Deal:
    """Return a contract whose land was found idle, handled by a measure, and is being built on since."""
    due = add_years(plus(closed, -SUSPECTED), -1)
    deal = from_start(rng, due)
    settlement = Settlement(way, due, plus(closed, -DECIDED), closed)
    begun = min(plus(closed, spread(rng, 4, 30)), plus(today, -2))
    completion = plus(due, 1_000 if way == "fee" else 1_200)
    extended = way == "extend_start"
    return replace(
        deal,
        start=(plus(settlement.decided_on, 330) if extended else due, begun),
        completion=(completion, None),
        production=(plus(completion, 180), None),
        suspected=plus(closed, -SUSPECTED),
        determined=plus(closed, -DETERMINED),
        disposing=plus(closed, -DISPOSING),
        cause=_CAUSES[way],
        developed_share=round(rng.uniform(0.05, 0.3), 2),
        invested_share=round(rng.uniform(0.05, 0.3), 2),
        extended_from=due if extended else None,
        settlement=settlement,
        note={"fee": "已缴清闲置费并动工（示例）", "extend_start": "延长动工期限后动工（示例）", "adjust_use": "规划条件调整后动工（示例）"}[way],
    )  # fmt: skip
