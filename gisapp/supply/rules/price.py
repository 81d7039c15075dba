"""起始价换算：单价由元/㎡ 算出万元/亩、万元/公顷；总价由 public_site_terms 给出，从不由取整后的单价算出。"""

from __future__ import annotations

from decimal import Decimal

from gisapp.kernel.area import Number, exact, round_half_up

YUAN_PER_M2_OF_ONE_WAN_PER_MU = Decimal(15)
"""1 万元/亩 = 10,000 元 ÷ (2000/3 ㎡) = 15 元/㎡, exactly."""


def wan_per_mu(yuan_per_m2: Number) -> Decimal:
    """单价（万元/亩），两位小数四舍五入。"""
    return round_half_up(exact(yuan_per_m2) / YUAN_PER_M2_OF_ONE_WAN_PER_MU, 2)


def wan_per_ha(yuan_per_m2: Number) -> Decimal:
    """单价（万元/公顷）：10,000 ㎡ × 元/㎡ ÷ 10,000，数值与元/㎡ 相同。"""
    return round_half_up(yuan_per_m2, 2)


def unit_prices(yuan_per_m2: Number | None) -> dict[str, Decimal | None]:
    """Return a start price per ㎡ as every answer tells it, per mu and per hectare in 万元; the sum in all is never worked out from it."""
    return {
        "start_price_wan_per_mu": None if yuan_per_m2 is None else wan_per_mu(yuan_per_m2),
        "start_price_wan_per_ha": None if yuan_per_m2 is None else wan_per_ha(yuan_per_m2),
    }
