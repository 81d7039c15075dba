"""存量指标：批而未供率、供地率、闲置率、处置率；分母为零的没有比率，每个比率带口径、分子、分母和依据。"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gisapp.stock.terms import StockRate


@dataclass(frozen=True, slots=True)
class RateParts:
    """Areas in ㎡. `approved`: approvals of the window within the parks; `approved_supplied`: what of it has been supplied."""

    approved_m2: Decimal
    approved_supplied_m2: Decimal
    supplied_m2: Decimal
    idle_m2: Decimal
    idle_opening_m2: Decimal
    disposed_m2: Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with its definition; `value` None = nothing to measure against."""

    key: StockRate
    value: Decimal | None
    numerator_m2: Decimal
    denominator_m2: Decimal
    numerator_zh: str
    denominator_zh: str
    definition_zh: str
    numerator_en: str
    denominator_en: str
    definition_en: str
    basis: str
    confirmed: bool
    limit: Decimal | None = None

    @property
    def is_short(self) -> bool:
        """The supply rate is below what is demanded."""
        return self.key is StockRate.SUPPLIED and None not in (self.value, self.limit) and self.value < self.limit  # type: ignore[operator]


def rates(parts: RateParts, *, window_months: int, supply_rate_min: Decimal, basis: str, confirmed: bool) -> list[Rate]:
    """批而未供率 = 1 − 供地率；供地率 = 近五年批准土地中已供 ÷ 近五年批准；闲置率 = 闲置 ÷ 已供；处置率 = 已处置 ÷ 期初."""
    unsupplied = parts.approved_m2 - parts.approved_supplied_m2
    years = f"{window_months // 12}年" if window_months % 12 == 0 else f"{window_months}个月"
    return [
        Rate(
            StockRate.UNSUPPLIED,
            _share(unsupplied, parts.approved_m2),
            unsupplied,
            parts.approved_m2,
            f"近{years}批准、尚未供应的面积",
            f"近{years}批准面积",
            f"批而未供率 = 1 − 累计供地面积 ÷ 累计批准面积（近{years}）",
            f"approved in the last {window_months} months, not supplied",
            f"approved in the last {window_months} months",
            "1 − land supplied ÷ land approved, over the window",
            basis,
            confirmed,
        ),
        Rate(
            StockRate.SUPPLIED,
            _share(parts.approved_supplied_m2, parts.approved_m2),
            parts.approved_supplied_m2,
            parts.approved_m2,
            f"近{years}批准土地中已供应的面积",
            f"近{years}批准面积",
            f"供地率 = 累计供地面积 ÷ 累计批准面积（近{years}）；低于 {supply_rate_min * 100:.0f}% 的控制新增用地",
            f"supplied of what was approved in the last {window_months} months",
            f"approved in the last {window_months} months",
            f"Land supplied ÷ land approved, over the window; below {supply_rate_min * 100:.0f} % new land is held back",
            basis,
            confirmed,
            supply_rate_min,
        ),
        Rate(
            StockRate.IDLE,
            _share(parts.idle_m2, parts.supplied_m2),
            parts.idle_m2,
            parts.supplied_m2,
            "已认定、尚未处置完毕的闲置土地",
            "已供土地（地块台账供应状态为“已供”的登记面积之和）",
            "闲置率 = 闲置面积 ÷ 已供面积；疑似闲置不计入",
            "determined idle and not yet settled",
            "allocated land (registered area of plots whose supply state is allocated)",
            "Idle land ÷ supplied land; suspected idle land is not counted",
            "存量统计口径（本区设定）",
            False,
        ),
        Rate(
            StockRate.DISPOSED,
            _share(parts.disposed_m2, parts.idle_opening_m2),
            parts.disposed_m2,
            parts.idle_opening_m2,
            "本年已延期、盘活、收回的闲置面积",
            "年初闲置面积与本年新认定面积之和",
            "处置率 = 本年已处置面积 ÷（年初闲置面积 + 本年新认定面积）",
            "extended, reused or recovered this year",
            "idle at the beginning of the year and found since",
            "Settled this year ÷ (idle at the beginning of the year + found since)",
            "存量统计口径（本区设定）",
            False,
        ),
    ]


def _share(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    return numerator / denominator if denominator > 0 else None
