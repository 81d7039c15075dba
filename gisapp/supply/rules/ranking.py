"""比选排序：按公告写明的次序逐项比较，分不出先后的如实并列，由写明的规则（如抽签）再分。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.rulebook import Basis
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import RankingKey


@dataclass(frozen=True, slots=True)
class RankingStep:
    """One comparison; `indicator` names which promise is compared where the key is INDICATOR."""

    key: RankingKey
    indicator: Indicator | None = None

    def __post_init__(self) -> None:
        if (self.key is RankingKey.INDICATOR) != (self.indicator is not None):
            raise ValueError("a step compares an indicator when, and only when, it names one")

    @property
    def label_zh(self) -> str:
        return f"{self.indicator.label_zh}承诺值从优到劣" if self.indicator else self.key.label_zh

    @property
    def label_en(self) -> str:
        return f"Best promise of {self.indicator.label_en.lower()}" if self.indicator else self.key.label_en


@dataclass(frozen=True)
class RankingRule:
    """The order of comparisons as announced; weights (in points, 100 together) and cap for the score, where it is compared.

    `cap`: how many times the requirement a promise may count at most (1.5 = at most one and a half).
    """

    steps: tuple[RankingStep, ...]
    basis: Basis
    weights: Mapping[Indicator, Fraction] = field(default_factory=dict[Indicator, Fraction])
    cap: Fraction = Fraction(3, 2)

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("a ranking needs one comparison at least")
        scored = any(step.key is RankingKey.SCORE for step in self.steps)
        if scored and (sum(self.weights.values()) != 100 or min(self.weights.values()) < 0):
            raise ValueError("the weights of a score are not negative and make 100 together")
        if self.cap < 1:
            raise ValueError("a cap below 1 would punish meeting the requirement")

    @property
    def sentence_zh(self) -> str:
        """The rule in one sentence, as it is announced and kept in the minutes."""
        order = "；".join(f"{number}. {step.label_zh}" for number, step in enumerate(self.steps, start=1))
        return f"依次比较：{order}。前一项相同的，比较后一项；全部相同的为并列（{self.basis}）。"

    @property
    def sentence_en(self) -> str:
        """The rule in one English sentence."""
        order = "; ".join(f"{number}. {step.label_en.lower()}" for number, step in enumerate(self.steps, start=1))
        return f"Compared in turn: {order}. Where one is equal the next decides; equal in all is a tie."


@dataclass(frozen=True)
class Candidate:
    """An application that is compared; only admitted ones take a place."""

    application_id: str
    is_admitted: bool
    promises: Mapping[Indicator, Fraction | None]
    price_yuan: Fraction | None = None
    received_at: datetime | None = None
    drawn_lot: int | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One candidate's place (1 = first; equal places are ties; None = not admitted) and the comparison that put it behind the one before."""

    application_id: str
    place: int | None
    decided_by: RankingStep | None
    tied_with: tuple[str, ...]
    score: Fraction | None


@dataclass(frozen=True)
class Ranking:
    """The whole order, with the rule that made it."""

    rule: RankingRule
    ranked: tuple[Ranked, ...]

    @property
    def winner(self) -> str | None:
        """The one in first place; None where nobody is admitted or the first place is tied."""
        first = [item.application_id for item in self.ranked if item.place == 1]
        return first[0] if len(first) == 1 else None

    @property
    def tie_finding(self) -> Finding | None:
        """What to do about a tie for the first place."""
        first = [item.application_id for item in self.ranked if item.place == 1]
        if len(first) < 2:
            return None
        can_draw = any(step.key is RankingKey.DRAWN_LOT for step in self.rule.steps)
        return Finding(
            "ranking.first_place_tied",
            Severity.ERROR,
            f"申请 {'、'.join(first)} 并列第一，不能决定。",
            fix_zh="请组织抽签并登记签号。" if can_draw else "请按公告写明的办法另行决定，并在会议纪要中记明。",
            fix_en="Draw lots and enter them."
            if can_draw
            else "Decide in the announced way and put it into the minutes.",
            message_en=f"Applications {', '.join(first)} are tied.",
            measured=f"{len(first)} 个",
            required="1 个",
            basis=str(self.rule.basis),
        )


def rank_candidates(candidates: Iterable[Candidate], rule: RankingRule, requirements: Sequence[Requirement]) -> Ranking:
    """按规则排出先后：未准入的不排；某项缺失的排在该项有值的之后；各项都相同的并列.

    The order in which candidates are given does not matter. Equal candidates are listed by application id but share their place.
    """
    everyone = sorted(candidates, key=lambda item: item.application_id)
    admitted = [item for item in everyone if item.is_admitted]
    scored = any(step.key is RankingKey.SCORE for step in rule.steps)
    scores = {
        item.application_id: weighted_score(item.promises, rule, requirements) if scored else None for item in admitted
    }
    worth = {item.application_id: _worth(item, rule, scores[item.application_id]) for item in admitted}
    admitted.sort(key=lambda item: worth[item.application_id], reverse=True)
    ranked: list[Ranked] = []
    for index, item in enumerate(admitted):
        own = worth[item.application_id]
        better = [other for other in admitted if worth[other.application_id] > own]
        tied = tuple(o.application_id for o in admitted if o is not item and worth[o.application_id] == own)
        ahead = worth[admitted[index - 1].application_id] if index else None
        ranked.append(
            Ranked(
                item.application_id, len(better) + 1, _decided_by(rule, ahead, own), tied, scores[item.application_id]
            )
        )
    ranked.extend(Ranked(item.application_id, None, None, (), None) for item in everyone if not item.is_admitted)
    return Ranking(rule, tuple(ranked))


def weighted_score(
    promises: Mapping[Indicator, Fraction | None], rule: RankingRule, requirements: Sequence[Requirement]
) -> Fraction:
    """综合得分 = Σ 权重 × 承诺相当于要求的倍数（不超过上限）；未承诺的、公告没有要求的不得分.

    For an indicator that must not be exceeded the times are required ÷ promised. A promise of 0 against such a limit, or a requirement of 0,
    counts as the cap.
    """
    total = Fraction(0)
    for indicator, weight in rule.weights.items():
        wanted = SPECS[indicator].direction
        limit = next((r.value for r in requirements if r.indicator is indicator and r.direction is wanted), None)
        promised = promises.get(indicator)
        if limit is None or promised is None:
            continue
        above, below = (promised, limit) if wanted is Direction.AT_LEAST else (limit, promised)
        times = rule.cap if below <= 0 else above / below
        total += weight * min(max(times, Fraction(0)), rule.cap)
    return total


def _worth(item: Candidate, rule: RankingRule, score: Fraction | None) -> tuple[tuple[bool, Fraction], ...]:
    """One comparable value per step, larger is better; what is missing is worth less than anything known."""
    return tuple(_step_worth(item, step, score) for step in rule.steps)


def _step_worth(item: Candidate, step: RankingStep, score: Fraction | None) -> tuple[bool, Fraction]:
    value: Fraction | None
    if step.indicator is not None:
        value = item.promises.get(step.indicator)
        if value is not None and SPECS[step.indicator].direction is Direction.AT_MOST:
            value = -value
    elif step.key is RankingKey.PRICE:
        value = item.price_yuan
    elif step.key is RankingKey.SCORE:
        value = score
    elif step.key is RankingKey.RECEIVED:
        value = None if item.received_at is None else -Fraction(item.received_at.timestamp())
    else:
        value = None if item.drawn_lot is None else -Fraction(item.drawn_lot)
    return value is not None, value if value is not None else Fraction(0)


def _decided_by(
    rule: RankingRule,
    ahead: tuple[tuple[bool, Fraction], ...] | None,
    own: tuple[tuple[bool, Fraction], ...],
) -> RankingStep | None:
    if ahead is None:
        return None
    return next((step for step, a, b in zip(rule.steps, ahead, own, strict=True) if a != b), None)
