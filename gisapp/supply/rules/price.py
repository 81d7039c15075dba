"""起始价换算：库里只存元/㎡，万元/亩、万元/公顷和总价都由它算出。"""

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


def start_total_yuan(yuan_per_m2: Number, area_m2: Number) -> Decimal:
    """起始总价（元）：单价 × 面积，到分。"""
    return round_half_up(exact(yuan_per_m2) * exact(area_m2), 2)
