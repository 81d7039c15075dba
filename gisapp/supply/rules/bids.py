"""报价和竞争是否成立：报价不低于起始价，指标承诺与项目总量相符，竞买（投标）人够数。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.money import format_yuan, fraction
from gisapp.preparation.indicator_terms import Indicator
from gisapp.preparation.rules.indicator_values import compared_zh
from gisapp.supply.listing_terms import ListingMethod
from gisapp.supply.rules.listing_limits import ListingLimits

TOTAL_OF = {
    Indicator.INVESTMENT_INTENSITY: "investment_yuan",
    Indicator.TAX_PER_MU: "tax_yuan",
    Indicator.OUTPUT_PER_MU: "output_yuan",
    Indicator.VALUE_ADDED_PER_MU: "value_added_yuan",
    Indicator.FLOOR_AREA_RATIO: "floor_area_m2",
}
"""Which total of the project carries which promise per area."""


def check_bid(bid_yuan: Decimal | None, start_price_yuan: Decimal, method: ListingMethod) -> Finding | None:
    """报价：须有报价，且不低于起始价."""
    word = "申请价" if method is ListingMethod.AGREEMENT else "报价"
    if bid_yuan is None:
        return Finding(
            "admission.bid_missing",
            Severity.ERROR,
            f"没有{word}。",
            fix_zh="请登记申请人的有效报价。",
            fix_en="Enter a valid bid.",
            message_en="There is no bid.",
            required=f"≥ {format_yuan(start_price_yuan)} 元",
            basis="出让公告",
        )
    if bid_yuan < start_price_yuan:
        return Finding(
            "admission.bid_below_start",
            Severity.ERROR,
            f"{word} {format_yuan(bid_yuan)} 元，低于起始价 {format_yuan(start_price_yuan)} 元。",
            fix_zh="低于起始价的报价无效。",
            fix_en="A bid below the start price is void.",
            message_en="The bid is below the start price.",
            measured=f"{format_yuan(bid_yuan)} 元",
            required=f"≥ {format_yuan(start_price_yuan)} 元",
            basis="出让公告",
        )
    return None


def check_totals(
    promises: Mapping[Indicator, Fraction | None], totals: Mapping[str, Decimal | None], area_m2: Decimal
) -> Iterator[Finding]:
    """项目总量能否撑起亩均承诺：总投资、产值、税收、建筑面积除以用地面积，低于承诺值的提示核对."""
    for indicator, name in TOTAL_OF.items():
        promised, total = promises.get(indicator), totals.get(name)
        if promised is None or total is None or area_m2 <= 0:
            continue
        carried = fraction(total) / fraction(area_m2)
        if carried < promised:
            measured, limit = compared_zh(indicator, carried, promised)
            yield Finding(
                "admission.totals_below_promise",
                Severity.WARNING,
                f"按项目总量折算的“{indicator.label_zh}”为 {measured}，撑不起承诺的 {limit}。",
                fix_zh="请申请人核对项目总量与承诺值。",
                fix_en="Have the applicant compare totals and promises.",
                message_en=f"The project's totals do not carry the promise for {indicator.label_en}.",
                measured=measured,
                required=f"≥ {limit}",
                basis="申请书",
            )


def check_competition(method: ListingMethod, bidders: int, limits: ListingLimits) -> Finding | None:
    """竞争是否成立：招标、拍卖的有效投标（竞买）人不足规定人数的终止；其余方式有一个即可."""
    entry = limits.bidders(method)
    least = int(entry.value) if entry else 1
    if bidders >= least:
        return None
    return Finding(
        "ranking.too_few_bidders",
        Severity.ERROR,
        f"{method.label_zh}的有效申请人只有 {bidders} 个，不足 {least} 个。"
        if bidders
        else "没有准入的申请，不能决定。",
        fix_zh="请终止本次出让，调整后重新公告。",
        fix_en="End this offer, adjust it and announce it anew.",
        message_en=f"Only {bidders} admitted, {least} needed.",
        measured=f"{bidders} 个",
        required=f"≥ {least} 个",
        basis=str(entry.basis) if entry else "出让公告",
    )
