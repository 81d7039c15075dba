"""接手厂房、受让或入股要签什么：只说登记并公开了的，没有登记的写“未载明”。

Nothing is assumed here: a rent without a floor area gives no sum, a deposit without a rent no months.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.kernel.dates import day_zh
from gisapp.kernel.money import format_yuan
from gisapp.sites.terms import PremisesKind

UNSTATED_ZH, UNSTATED_EN = "未载明", "not stated"
CONTRACT: dict[PremisesKind, tuple[str, str]] = {
    PremisesKind.WORKSHOP: ("厂房租赁合同", "A lease of the workshop"),
    PremisesKind.TRANSFER: (
        "土地使用权及地上建筑物转让合同",
        "A transfer of the land-use right and what is built on it",
    ),
    PremisesKind.EXPANSION: ("增资扩股协议", "An agreement to take a share in the enterprise"),
}
"""What kind of paper it comes to, by the kind of premises."""


@dataclass(frozen=True, slots=True)
class TakeoverFacts:
    """What is published of premises; money in yuan, areas in ㎡, terms in months; None and "" = not stated."""

    kind: PremisesKind
    floor_area_m2: Decimal | None
    rent_yuan_per_m2_month: Decimal | None
    sale_yuan: Decimal | None
    lease_months_min: int | None
    lease_months_max: int | None
    paid_every_months: int | None
    deposit_yuan: Decimal | None
    available_on: date | None
    obligations_zh: str
    obligations_en: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """One line of what one would sign, in both languages; `value` where it can be compared as a number, days as ordinals."""

    key: str
    label_zh: str
    label_en: str
    words_zh: str
    words_en: str
    is_stated: bool = True
    value: float | None = None


def takeover_lines(facts: TakeoverFacts, as_of: date) -> tuple[TermLine, ...]:
    """Return the lines in the order in which one asks: which paper, what it costs, for how long, from when, what else."""
    return tuple(_lines(facts, as_of))


def _lines(facts: TakeoverFacts, as_of: date) -> Iterator[TermLine]:
    zh, en = CONTRACT[facts.kind]
    yield TermLine("contract", "签什么", "What one signs", zh, en)
    if facts.kind is PremisesKind.WORKSHOP:
        yield from _lease(facts)
    if facts.kind is not PremisesKind.WORKSHOP or facts.sale_yuan is not None:
        yield _sale(facts)
    yield _deposit(facts)
    yield _available(facts.available_on, as_of)
    other = ("other", "其他约定", "What else is asked")
    if facts.obligations_zh:
        yield TermLine(*other, facts.obligations_zh, facts.obligations_en or facts.obligations_zh)
    else:
        yield _unstated(*other)


def _lease(facts: TakeoverFacts) -> Iterator[TermLine]:
    rent = facts.rent_yuan_per_m2_month
    monthly = None if rent is None or facts.floor_area_m2 is None else rent * facts.floor_area_m2
    yield _money("rent", "租金单价", "Rent", rent, ("元/㎡·月", "per m² a month"))
    yield _money("rent_month", "整租每月", "Rent of the whole, a month", monthly, ("元/月", "a month"))
    yield _money(
        "rent_year",
        "整租每年",
        "Rent of the whole, a year",
        None if monthly is None else monthly * 12,
        ("元/年", "a year"),
    )
    yield _term(facts)
    least = None if monthly is None or facts.lease_months_min is None else monthly * facts.lease_months_min
    yield _money("rent_least", "最短租期租金合计", "Rent over the shortest term", least, ("元", ""))
    every = facts.paid_every_months
    head = ("paid", "付款周期", "Paid")
    if every is None:
        yield _unstated(*head)
    else:
        yield TermLine(
            *head, f"每 {every} 个月付一次", "every month" if every == 1 else f"every {every} months", value=every
        )


def _term(facts: TakeoverFacts) -> TermLine:
    low, high = facts.lease_months_min, facts.lease_months_max
    head = ("term", "租期", "Term of the lease")
    if low is None and high is None:
        return _unstated(*head)
    if low == high:
        return TermLine(*head, f"{low} 个月", f"{low} months", value=low)
    if high is None:
        return TermLine(
            *head, f"不少于 {low} 个月，最长未载明", f"{low} months at least; the longest is not stated", value=low
        )
    if low is None:
        return TermLine(*head, f"不超过 {high} 个月，最短未载明", f"{high} months at most; the shortest is not stated")
    return TermLine(*head, f"{low} 至 {high} 个月", f"{low} to {high} months", value=low)


def _sale(facts: TakeoverFacts) -> TermLine:
    zh, en = (
        ("出资额", "To be paid in") if facts.kind is PremisesKind.EXPANSION else ("转让总价", "Price of the transfer")
    )
    return _money("sale", zh, en, facts.sale_yuan, ("元", ""))


def _deposit(facts: TakeoverFacts) -> TermLine:
    lease = facts.kind is PremisesKind.WORKSHOP
    zh, en = ("押金", "Deposit") if lease else ("定金", "Earnest money")
    amount = facts.deposit_yuan
    if amount is not None and amount == 0:
        return TermLine("deposit", zh, en, "不收", "none is asked", value=0.0)
    line = _money("deposit", zh, en, amount, ("元", ""))
    rent, floor = facts.rent_yuan_per_m2_month, facts.floor_area_m2
    if amount is None or not lease or rent is None or floor is None:
        return line
    months = float(round(amount / (rent * floor), 1))
    return TermLine(
        "deposit",
        zh,
        en,
        f"{line.words_zh}（约合 {months:g} 个月租金）",
        f"{line.words_en} (about {months:g} months' rent)",
        value=line.value,
    )


def _available(day: date | None, as_of: date) -> TermLine:
    head = ("available", "最早可用", "Available from")
    if day is None:
        return _unstated(*head)
    if day <= as_of:
        return TermLine(*head, "现在可用", "now", value=as_of.toordinal())
    return TermLine(*head, day_zh(day), day.isoformat(), value=day.toordinal())


def _money(key: str, zh: str, en: str, yuan: Decimal | None, unit: tuple[str, str]) -> TermLine:
    if yuan is None:
        return _unstated(key, zh, en)
    written = format_yuan(yuan)
    return TermLine(key, zh, en, f"{written} {unit[0]}", f"CNY {written} {unit[1]}".strip(), value=float(yuan))


def _unstated(key: str, zh: str, en: str) -> TermLine:
    return TermLine(key, zh, en, UNSTATED_ZH, UNSTATED_EN, is_stated=False)
