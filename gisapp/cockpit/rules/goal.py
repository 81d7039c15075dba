"""目标模拟：要腾出目标面积，先结哪些案，总工作量最少。

A 0/1 knapsack turned round: least effort with area ≥ target. Effort is whole days, area hundredths of a ㎡, so the answer is exact: for each
effort the most area that it can free is computed, and the first effort that reaches the target is the least.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from math import gcd

import numpy as np

from gisapp.cockpit.terms import GoalKind, GoalPart, GoalWish
from gisapp.kernel.area import format_mu, round_half_up
from gisapp.kernel.finding import Finding, Findings, Severity

BASIS = "目标模拟为系统测算：工作量按剩余法定期限和经验天数估算，不是法定期限"
MOST_CELLS = 400_000_000
"""Candidates × units of effort that one answer may look at (packed: a bit each)."""


@dataclass(frozen=True, slots=True)
class EffortPart:
    """Why an item costs days: what, how many, on which basis."""

    part: GoalPart
    label_zh: str
    label_en: str
    days: int
    basis: str
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that frees land when it is closed: area in ㎡ (two decimals count), effort in whole days."""

    key: str
    kind: GoalKind
    area_m2: Decimal
    parts: tuple[EffortPart, ...]
    wish: GoalWish = GoalWish.FREE

    @property
    def effort_days(self) -> int:
        """At least one day: nothing closes by itself."""
        return max(1, sum(part.days for part in self.parts))

    @property
    def hundredths(self) -> int:
        return int(round_half_up(self.area_m2, 2) * 100)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which items, in the order in which they are best begun; area in ㎡, effort in days."""

    keys: tuple[str, ...]
    area_m2: Decimal
    effort_days: int
    longest_days: int


@dataclass(frozen=True, slots=True)
class GoalAnswer:
    """The least effort that reaches the target, the greedy choice beside it, and what is missing where all of it is not enough."""

    target_m2: Decimal
    best: Choice
    greedy: Choice
    missing_m2: Decimal
    findings: Findings

    @property
    def is_reached(self) -> bool:
        return self.missing_m2 == 0


class TooManyCandidates(ValueError):
    """More candidates and days than one answer looks at; ask for one park."""


def choose_what_to_close(candidates: Iterable[Candidate], target_m2: Decimal) -> GoalAnswer:
    """先结哪些案才能以最少工作量腾出目标面积：

    - 必选的先计入，不选的不参加；
    - 其余取总工作量最少、面积达到目标的组合，同等工作量取面积最大；
    - 旁列“面积÷天数”由大到小逐件挑选的结果作对照；
    - 全部结案仍不够的，全部列出并说明还差多少面积。
    """
    items = sorted((one for one in candidates if one.hundredths > 0), key=lambda one: one.key)
    free = [one for one in items if one.wish is GoalWish.FREE]
    pinned = [one for one in items if one.wish is GoalWish.PINNED]
    target = max(0, int(round_half_up(target_m2, 2) * 100))
    open_target = target - sum(one.hundredths for one in pinned)
    greedy = pinned + _greedily(free, open_target)
    best = greedy
    if sum(one.hundredths for one in greedy) >= target:
        best = pinned + _least_effort(free, open_target, sum(one.effort_days for one in greedy[len(pinned) :]))
    missing = max(0, target - sum(one.hundredths for one in best))
    answer = GoalAnswer(
        target_m2=Decimal(target) / 100,
        best=_choice(best),
        greedy=_choice(greedy),
        missing_m2=Decimal(missing) / 100,
        findings=Findings(),
    )
    answer.findings.extend(_explained(answer, len(items)))
    return answer


def _greedily(items: Sequence[Candidate], target: int) -> list[Candidate]:
    """Return what is taken by area per day until the target is reached; everything where it is not."""
    taken: list[Candidate] = []
    area = 0
    for one in sorted(items, key=_by_yield):
        if area >= target:
            break
        taken.append(one)
        area += one.hundredths
    return taken


def _by_yield(one: Candidate) -> tuple[Decimal, str]:
    return -Decimal(one.hundredths) / one.effort_days, one.key


def _least_effort(items: Sequence[Candidate], target: int, most_days: int) -> list[Candidate]:
    """Return the items of least effort whose area reaches the target; `most_days` of effort are known to be enough."""
    if target <= 0 or not items:
        return []
    step = reduce(gcd, (one.effort_days for one in items))
    width = most_days // step + 1
    if len(items) * width > MOST_CELLS:
        raise TooManyCandidates(f"{len(items)} candidates over {most_days} days")
    most = np.full(width, -1, dtype=np.int64)  # most[e]: most area with exactly e units of effort, -1 = not possible
    most[0] = 0
    taken: list[np.ndarray] = []
    for one in items:
        cost = one.effort_days // step
        better = np.zeros(width, dtype=bool)
        if cost < width:
            before = most[: width - cost]
            gained = np.where(before >= 0, before + one.hundredths, -1)
            better[cost:] = gained > most[cost:]
            most = most.copy()
            most[cost:] = np.maximum(most[cost:], gained)
        taken.append(np.packbits(better))
    left = int(np.argmax(most >= target))
    chosen: list[Candidate] = []
    for one, bits in zip(reversed(items), reversed(taken), strict=True):
        if bits[left >> 3] >> (7 - (left & 7)) & 1:
            chosen.append(one)
            left -= one.effort_days // step
    return chosen


def _choice(items: Sequence[Candidate]) -> Choice:
    ordered = sorted(items, key=_by_yield)
    return Choice(
        keys=tuple(one.key for one in ordered),
        area_m2=Decimal(sum(one.hundredths for one in ordered)) / 100,
        effort_days=sum(one.effort_days for one in ordered),
        longest_days=max((one.effort_days for one in ordered), default=0),
    )


def _explained(answer: GoalAnswer, offered: int) -> Iterable[Finding]:
    best, greedy = answer.best, answer.greedy
    if not answer.is_reached:
        yield Finding(
            "goal.out_of_reach",
            Severity.WARNING,
            f"可选的全部结案也只能腾出 {format_mu(best.area_m2)} 亩，距目标还差 {format_mu(answer.missing_m2)} 亩。",
            fix_zh="请降低目标，放宽“不选”的项目，或把疑似闲置和存量图斑一并纳入。",
            message_en=f"Closing everything frees {best.area_m2} m²; {answer.missing_m2} m² are missing.",
            measured=f"{format_mu(best.area_m2)} 亩",
            required=f"{format_mu(answer.target_m2)} 亩",
            basis=BASIS,
        )
        return
    yield Finding(
        "goal.reached",
        Severity.INFO,
        f"从 {offered} 件中选 {len(best.keys)} 件，腾出 {format_mu(best.area_m2)} 亩，合计工作量 {best.effort_days} 天；"
        f"同时推进时最慢的一件约需 {best.longest_days} 天。",
        message_en=f"{len(best.keys)} of {offered} free {best.area_m2} m² with {best.effort_days} days of work.",
        measured=f"{format_mu(best.area_m2)} 亩",
        required=f"{format_mu(answer.target_m2)} 亩",
        basis=BASIS,
    )
    saved = greedy.effort_days - best.effort_days
    yield Finding(
        "goal.against_greedy",
        Severity.INFO,
        f"按“每天腾出面积”由大到小逐件挑选需 {len(greedy.keys)} 件、{greedy.effort_days} 天，"
        + (f"比最优多 {saved} 天。" if saved else "与最优工作量相同。"),
        message_en=f"Greedy needs {greedy.effort_days} days, {saved} more than the best.",
        measured=f"{best.effort_days} 天",
        required=f"{greedy.effort_days} 天",
        basis=BASIS,
    )
