"""闲置的代价：一块地闲一个月少收多少税、少多少产出、多花多少看护费；每一项写明取值和来源，没有依据的项答不知道。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.money import fraction, round_fraction
from gisapp.performance.rules.scoring import M2_PER_MU, YUAN_PER_WAN
from gisapp.performance.terms import CostTerm

MONTHS = 12
BASIS = "闲置代价测算：按月折算，用于比较和督办，不是处罚依据（系统设定）"


@dataclass(frozen=True, slots=True)
class Rate:
    """A yearly or monthly figure per mu with where it comes from; `value` None = there is none."""

    value: Fraction | None
    source_zh: str


@dataclass(frozen=True, slots=True)
class CostPart:
    """One term of the cost in yuan a month, with its formula in figures and its source."""

    term: CostTerm
    yuan: Decimal | None
    formula_zh: str
    source_zh: str


@dataclass(frozen=True, slots=True)
class IdleCost:
    """The cost of leaving land idle for a month; `is_complete` is False where a term is unknown, and the sum is then a lower bound."""

    area_m2: Fraction
    parts: tuple[CostPart, ...]
    findings: tuple[Finding, ...]

    @property
    def yuan_per_month(self) -> Decimal:
        return sum((part.yuan for part in self.parts if part.yuan is not None), Decimal(0))

    @property
    def is_complete(self) -> bool:
        return all(part.yuan is not None for part in self.parts)


def monthly_idle_cost(
    area_m2: Decimal | Fraction, tax_wan_per_mu: Rate, value_added_wan_per_mu: Rate, guard_yuan_per_mu: Rate
) -> IdleCost:
    """闲置一个月的代价（元）：税收损失 + 产出损失 + 看护费用.

    - lost tax = 亩均税收 (万元/亩·年) × 亩 ÷ 12;
    - lost output = (亩均增加值 − 亩均税收) × 亩 ÷ 12, never below nought: tax is a part of value added and counts once; without a known tax the whole
      value added would count the tax too, so it is unknown as well;
    - guarding = 元/亩·月 × 亩.
    ValueError for an area that is not positive.
    """
    area = fraction(area_m2)
    if area <= 0:
        raise ValueError("the cost of idling needs a positive area")
    mu = area / M2_PER_MU
    tax, output, guard = tax_wan_per_mu.value, value_added_wan_per_mu.value, guard_yuan_per_mu.value
    net = None if tax is None or output is None else max(output - tax, Fraction(0))
    parts = (
        _part(CostTerm.LOST_TAX, tax, mu, tax_wan_per_mu.source_zh),
        _part(CostTerm.LOST_OUTPUT, net, mu, value_added_wan_per_mu.source_zh),
        CostPart(
            CostTerm.GUARD,
            None if guard is None else round_fraction(guard * mu, 2),
            "—" if guard is None else f"{_shown(guard)} 元/亩·月 × {_shown(mu)} 亩",
            guard_yuan_per_mu.source_zh,
        ),
    )
    return IdleCost(area, parts, tuple(_unknown(part) for part in parts if part.yuan is None))


def first_known(rates: Sequence[Rate]) -> Rate:
    """Return the first rate that has a value, in the order of preference; the last one where none has."""
    return next((rate for rate in rates if rate.value is not None), rates[-1])


def _part(term: CostTerm, wan_per_mu: Fraction | None, mu: Fraction, source_zh: str) -> CostPart:
    if wan_per_mu is None:
        return CostPart(term, None, "—", source_zh)
    yuan = round_fraction(wan_per_mu * YUAN_PER_WAN * mu / MONTHS, 2)
    return CostPart(term, yuan, f"{_shown(wan_per_mu)} 万元/亩·年 × {_shown(mu)} 亩 ÷ 12", source_zh)


def _unknown(part: CostPart) -> Finding:
    return Finding(
        code=f"idle_cost.{part.term}_unknown",
        severity=Severity.WARNING,
        message_zh=f"{part.term.label_zh}没有依据，未计入合计。",
        fix_zh="请导入年度亩均数据，或在规则库中补充参考值。",
        message_en=f"{part.term.label_en} is not known and not in the sum.",
        basis=BASIS,
    )


def _shown(value: Fraction) -> str:
    return f"{round_fraction(value, 2):,}"
