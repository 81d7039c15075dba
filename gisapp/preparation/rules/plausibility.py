"""填的数和日期像不像真的：面积超过应动工面积、投资超过计划若干倍、日期早于合同、价款低得出奇；只提示，不拦，法律要拦的另有规则."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.money import format_yuan
from gisapp.kernel.rulebook import Rulebook, RuleEntry

INVESTMENT_TIMES = "plausible.investment_times_max"
LEAST_PRICE = "plausible.price_yuan_per_m2_min"


@dataclass(frozen=True, slots=True)
class PlausibleLimits:
    """From where on a figure is asked about: so many times the planned investment, so few yuan for a square metre; None = no entry that day."""

    investment_times: RuleEntry | None
    least_price: RuleEntry | None


def plausible_limits(book: Rulebook, day: date) -> PlausibleLimits:
    """Return the numbers of the day of entry: it is the entry that is looked at, however old what it tells of may be."""
    return PlausibleLimits(book.find(INVESTMENT_TIMES, day), book.find(LEAST_PRICE, day))


@dataclass(frozen=True, slots=True)
class Happened:
    """What is said to have happened, in both languages, and on which day."""

    what_zh: str
    what_en: str
    on: date


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered of one contract's land, ㎡ and yuan; what is not known is left out and nothing is said of it."""

    signed_on: date | None = None
    happened: tuple[Happened, ...] = ()
    due_m2: Decimal | None = None
    developed_m2: Decimal | None = None
    planned_yuan: Decimal | None = None
    invested_yuan: Decimal | None = None
    price_yuan: Decimal | None = None
    area_m2: Decimal | None = None


def implausible(entered: Entered, limits: PlausibleLimits) -> Iterator[Finding]:
    """逐项对照，恰等于界限的不提示：已动工面积 ≤ 应动工面积，已投资额 ≤ 总投资额的若干倍，各日期不早于合同签订，单价不低于下限."""
    due, developed = entered.due_m2, entered.developed_m2
    if due is not None and developed is not None and developed > due:
        yield _ask(
            "plausible.developed_above_due",
            f"已动工开发面积 {developed:,.2f} ㎡ 大于应动工开发面积 {due:,.2f} ㎡。",
            "请核对两个数的单位（㎡、亩、公顷）和测量范围，有误的更正。",
            f"The area developed, {developed:,.2f} ㎡, exceeds the area due, {due:,.2f} ㎡.",
            "Check the units (㎡, mu, hectare) and what was measured.",
            (f"{developed:,.2f} ㎡", f"≤ {due:,.2f} ㎡", "闲置土地处置办法 第二条"),
        )
    yield from _too_much_invested(entered, limits)
    if entered.signed_on is not None:
        for one in entered.happened:
            if one.on < entered.signed_on:
                yield _before_contract(one, entered.signed_on)
    yield from _price_too_low(entered, limits)


def _too_much_invested(entered: Entered, limits: PlausibleLimits) -> Iterator[Finding]:
    planned, invested, most = entered.planned_yuan, entered.invested_yuan, limits.investment_times
    if planned is None or invested is None or most is None or planned <= 0 or invested <= planned * most.value:
        return
    times = f"{most.value.normalize():f}"
    yield _ask(
        "plausible.invested_above_plan",
        f"已投资额 {format_yuan(invested)} 元超过总投资额 {format_yuan(planned)} 元的 {times} 倍。",
        "请核对是否把万元填成了元，或者多填了位数，有误的更正。",
        f"The investment made, {format_yuan(invested)} yuan, exceeds {times} times the planned {format_yuan(planned)} yuan.",
        "Check whether yuan and ten thousand yuan were mixed up.",
        (f"{format_yuan(invested)} 元", f"≤ {times} × {format_yuan(planned)} 元", str(most.basis)),
    )


def _before_contract(one: Happened, signed_on: date) -> Finding:
    return _ask(
        "plausible.before_contract",
        f"{one.what_zh}的日期{day_zh(one.on)}早于合同签订日{day_zh(signed_on)}。",
        "请核对年份和日期；确在签订以前的，在依据或备注中说明。",
        f"{one.what_en}: {one.on.isoformat()} lies before the contract was signed on {signed_on.isoformat()}.",
        "Check the year and the day; where it is so, say why in the source or the remark.",
        (one.on.isoformat(), f"≥ {signed_on.isoformat()}", "国有建设用地使用权出让合同"),
    )


def _price_too_low(entered: Entered, limits: PlausibleLimits) -> Iterator[Finding]:
    price, area, least = entered.price_yuan, entered.area_m2, limits.least_price
    if price is None or area is None or least is None or area <= 0 or price >= area * least.value:
        return
    floor = f"{least.value.normalize():f}"
    yield _ask(
        "plausible.price_too_low",
        f"价款 {format_yuan(price)} 元、面积 {area:,.2f} ㎡，合每平方米不足 {floor} 元。",
        "请核对是否把万元填成了元；价款确为此数的，在备注中写明依据。",
        f"{format_yuan(price)} yuan for {area:,.2f} ㎡ is less than {floor} yuan per square metre.",
        "Check whether ten thousand yuan were entered as yuan; where the price is right, say on which ground.",
        (f"{format_yuan(price)} 元 ÷ {area:,.2f} ㎡", f"≥ {floor} 元/㎡", str(least.basis)),
    )


def _ask(
    code: str, message_zh: str, fix_zh: str, message_en: str, fix_en: str, compared: tuple[str, str, str]
) -> Finding:
    measured, required, basis = compared
    return Finding(
        code,
        Severity.WARNING,
        message_zh,
        fix_zh=fix_zh,
        message_en=message_en,
        measured=measured,
        required=required,
        basis=basis,
        fix_en=fix_en,
    )
