"""观摩讲评排名：评委打分取平均，得分相同名次并列，缺分的不排名。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

BASIS = "观摩讲评计分：各评委总分的平均值，得分相同名次并列，系统设定"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a project stands in a review: mean total of the judges, rank (1 = best; shared where equal), cells still empty."""

    project_id: int
    total: Fraction | None
    rank: int | None
    is_tied: bool
    missing: int


def rank_projects(
    projects: Sequence[int],
    judges: Sequence[int],
    items: Mapping[int, Fraction],
    scores: Mapping[tuple[int, int, int], Fraction],
) -> tuple[Standing, ...]:
    """讲评排名：每名评委各项得分相加，再对评委取平均；同分并列，其后名次顺延（1、2、2、4）.

    `items`: highest score of each item; `scores`: (project, judge, item) → score. A project with an empty cell has no total and no rank:
    a missing score is not a nought. ValueError for a score above its item's highest or below nought.
    """
    for (_, _, item), score in scores.items():
        if not 0 <= score <= items[item]:
            raise ValueError(f"score {score} of item {item} is out of range")
    totals: dict[int, Fraction | None] = {}
    missing: dict[int, int] = {}
    for project in projects:
        cells = [scores.get((project, judge, item)) for judge in judges for item in items]
        given = [cell for cell in cells if cell is not None]
        missing[project] = len(cells) - len(given)
        complete = bool(cells) and not missing[project]
        totals[project] = sum(given, Fraction(0)) / len(judges) if complete else None
    ranked = [total for total in totals.values() if total is not None]
    standings = [
        Standing(
            project,
            total,
            None if total is None else 1 + sum(other > total for other in ranked),
            total is not None and ranked.count(total) > 1,
            missing[project],
        )
        for project, total in totals.items()
    ]
    return tuple(
        sorted(standings, key=lambda item: (item.rank is None, item.rank or 0, projects.index(item.project_id)))
    )
