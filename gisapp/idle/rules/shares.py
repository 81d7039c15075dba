"""开发了多少、投了多少：已动工开发面积占应动工面积，已投资额占总投资额；投资两边都不含价款和税费。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gisapp.idle.rules.facts import DevelopmentFacts, Measured, latest
from gisapp.idle.rules.limits import IdleLimits
from gisapp.idle.rules.missing import unknown_words
from gisapp.idle.rules.trace import Trace, Words
from gisapp.kernel.money import cut_fraction

_AREA: Words = ("已开发面积占比", "Share of the area developed")
_MONEY: Words = ("已投资额占比", "Share of the investment made")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Whether one of the two shares is below its limit: True, False or None (not known), and what is missing to know."""

    answer: bool | None
    missing: tuple[str, ...] = ()


def too_little_developed(facts: DevelopmentFacts, limits: IdleLimits, as_of: date, trace: Trace) -> Shortfall:
    """是否开发不足（第二条第二款）：面积不足三分之一，或者投资不足百分之二十五；一项不足即不足，都够才不算，此外为未知."""
    area = _area(facts, limits, as_of, trace)
    money = _money(facts, limits, as_of, trace)
    if area.answer or money.answer:
        return Shortfall(True)
    if area.answer is None or money.answer is None:
        return Shortfall(None, area.missing + money.missing)
    return Shortfall(False)


def _area(facts: DevelopmentFacts, limits: IdleLimits, as_of: date, trace: Trace) -> Shortfall:
    due, done = facts.due_area_m2, latest(facts.developed_m2, as_of)
    missing: list[str] = []
    if due.value is None or due.value <= 0:
        missing.append("应动工开发面积")
    if done is None:
        missing.append("已动工开发面积")
    if missing or due.value is None or done is None:
        trace.tell(_AREA, unknown_words(missing))
        return Shortfall(None, tuple(missing))
    share = Fraction(done.value) / Fraction(due.value)
    division = f"{done.value:f} ㎡ ÷ {due.value:f} ㎡"
    short = share < limits.developed_share
    limit = developed_limit(limits)
    trace.tell(
        _AREA,
        (
            f"{_percent(share)}，{'不足' if short else '不少于'}{limit[0]}",
            f"{_percent(share)}, {'less than' if short else 'not less than'} {limit[1]}",
        ),
        source=f"{done.source}（{done.on.isoformat()}）；{due.source}",
        rule=limits.developed_one_in,
        arithmetic=(division, division),
    )
    return Shortfall(short)


def _money(facts: DevelopmentFacts, limits: IdleLimits, as_of: date, trace: Trace) -> Shortfall:
    done, total = latest(facts.invested, as_of), facts.total_investment
    invested, whole = _net(done), _net(total)
    missing: list[str] = []
    if whole is None or whole <= 0:
        missing.append("总投资额（不含价款和税费）")
    if invested is None:
        missing.append("已投资额（不含价款和税费）")
    if missing or invested is None or whole is None or done is None or total is None:
        trace.tell(_MONEY, unknown_words(missing))
        return Shortfall(None, tuple(missing))
    share = Fraction(invested) / Fraction(whole)
    limit = Fraction(limits.invested_share.value)
    short = share < limit
    trace.tell(
        _MONEY,
        (
            f"{_percent(share)}，{'不足' if short else '不少于'} {_percent(limit)}",
            f"{_percent(share)}, {'less than' if short else 'not less than'} {_percent(limit)}",
        ),
        source=f"{done.source}（{done.on.isoformat()}）；{total.source}",
        rule=limits.invested_share,
        arithmetic=(
            f"{_netting(done)[0]} ÷ {_netting(total)[0]}",
            f"{_netting(done)[1]} ÷ {_netting(total)[1]}",
        ),
    )
    return Shortfall(short)


def developed_limit(limits: IdleLimits) -> Words:
    """Return the share of the area by the number of the rulebook: 三分之一, else per cent."""
    if limits.developed_one_in.value == Decimal(3):
        return "三分之一", "a third"
    return f" {_percent(limits.developed_share)}", _percent(limits.developed_share)


def invested_limit_zh(limits: IdleLimits) -> str:
    """Return the share of the investment by the number of the rulebook: 百分之二十五, else per cent."""
    share = Fraction(limits.invested_share.value)
    return "百分之二十五" if share == Fraction(1, 4) else f" {_percent(share)}"


def _net(amount: Measured | None) -> Decimal | None:
    """Take land price and taxes off; not known what they are = the net amount is not known."""
    if amount is None or amount.price_and_taxes is None:
        return None
    return amount.value - amount.price_and_taxes


def _netting(amount: Measured) -> Words:
    taken = amount.price_and_taxes
    if not taken:
        return f"{amount.value:f} 元", f"{amount.value:f} yuan"
    return (
        f"（{amount.value:f} − 价款和税费 {taken:f}）元",
        f"({amount.value:f} − price and taxes {taken:f}) yuan",
    )


def _percent(share: Fraction) -> str:
    """Two decimals, cut and not rounded: 33.33 % never looks like a third reached, 24.999 % not like 25 %."""
    return f"{cut_fraction(share * 100, 2)}%"
