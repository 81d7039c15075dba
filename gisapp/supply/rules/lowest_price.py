"""工业用地出让最低价：起始价按土地等别对照最低价标准；等别未查明的说未知，从不当作合格。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from gisapp.kernel.area import counted_m2
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.money import fraction, round_fraction
from gisapp.supply.rules.listing_limits import LOWEST_PRICE_SHARE, ListingLimits

STANDARD = "国土资发〔2006〕307号 全国工业用地出让最低价标准"


def is_industrial(land_use_code: str) -> bool:
    """是否工业用地：用地用海分类 1001 及其下级."""
    return land_use_code.startswith("1001")


def check_lowest_price(
    land_use_code: str, start_price_yuan: Decimal | None, area_m2: Decimal | None, limits: ListingLimits
) -> Iterator[Finding]:
    """起始价（元）÷ 面积（㎡）对照所在等别的最低价标准（元/㎡），恰等于标准的合格.

    - at least the standard: nothing to say; below it, but not below the share for industries of priority (国土资发〔2009〕56号): a warning, for
      whoever announces must be able to prove the priority; below that share: an error, the law does not let such land be offered;
    - grade or area not known: said as a warning; an error where the price is below the share of the lowest of all grades.
    """
    if not is_industrial(land_use_code) or start_price_yuan is None:
        return
    if area_m2 is None or area_m2 <= 0:
        yield _unknown("面积", "area", "请先补充地块面积。")
        return
    price = fraction(start_price_yuan) / counted_m2(area_m2)
    share = fraction(limits.lowest_price_share)
    found = limits.lowest_price()
    if found is None:
        least = limits.least_of_all_grades()
        if price < fraction(least.value) * share:
            yield _below("所有等别中最低的标准", price, fraction(least.value) * share, str(least.basis), Severity.ERROR)
        yield _unknown(
            "土地等别", "grade of the land", "请在规则库按附件登记所在县（市、区）的土地等别（1 至 15）并确认。"
        )
        return
    grade, entry = found
    standard = fraction(entry.value)
    if price >= standard:
        return
    basis = str(entry.basis)
    if price >= standard * share:
        yield _below(f"{grade} 等地的标准", price, standard, limits.basis(LOWEST_PRICE_SHARE), Severity.WARNING)
    else:
        yield _below(
            f"{grade} 等地的标准（优先发展产业可执行的比例计算在内）", price, standard * share, basis, Severity.ERROR
        )


def _below(what: str, price: Fraction, least: Fraction, basis: str, severity: Severity) -> Finding:
    is_error = severity is Severity.ERROR
    return Finding(
        "listing.below_lowest_price" if is_error else "listing.below_standard_price",
        severity,
        f"起始价合 {round_fraction(price, 2):,} 元/㎡，低于工业用地出让最低价：{what}为 {round_fraction(least, 2):,} 元/㎡。",
        fix_zh="请提高起始价；等别或标准有误的，先在规则库更正。"
        if is_error
        else "仅优先发展且用地集约的工业项目可以低于标准，请附认定文件，否则提高起始价。",
        message_en="The start price is below the lowest price of industrial land.",
        fix_en="Raise the start price, or correct grade or standard in the rulebook."
        if is_error
        else "Only industries of priority may go below the standard: attach the proof, or raise the price.",
        measured=f"{round_fraction(price, 2):,} 元/㎡",
        required=f"≥ {round_fraction(least, 2):,} 元/㎡",
        basis=basis,
    )


def _unknown(what_zh: str, what_en: str, fix_zh: str) -> Finding:
    return Finding(
        "listing.lowest_price_unknown",
        Severity.WARNING,
        f"{what_zh}未知，不能判断起始价是否达到工业用地出让最低价标准。",
        fix_zh=fix_zh,
        message_en=f"The {what_en} is not known: whether the price reaches the lowest price of industrial land cannot be told.",
        measured="未知",
        basis=STANDARD,
    )
