"""Why a wish that is met earns less than all its points: what is more than asked for is worth the rest."""

from __future__ import annotations

from gisapp.matching.rules.matching import AT_LIMIT, JUST_ENOUGH, points_when_met
from gisapp.matching.rules.requirement import DISTANCES
from gisapp.matching.terms import Criterion


def short_of_full(criterion: Criterion) -> tuple[str, str]:
    """Return how the points of a wish that is met are made, in both languages."""
    if points_when_met(criterion) == JUST_ENOUGH:
        points = JUST_ENOUGH // 10
        return f"刚好够得 {points} 分，多出一半得满分", f"{points} of 100 when just enough, all when half as much again"
    points = AT_LIMIT // 10
    if criterion is Criterion.DELIVERY:
        return f"最后一天得 {points} 分，越早越高", f"{points} of 100 on the last day, more the earlier"
    if criterion in DISTANCES:
        return f"在最远处得 {points} 分，越近越高", f"{points} of 100 at the furthest, more the nearer"
    return f"在上限处得 {points} 分，越低越高", f"{points} of 100 at the limit, more the lower"
