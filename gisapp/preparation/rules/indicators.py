"""标准地指标的公式：每个指标一个函数，输入未知则结果未知，从不当作 0.

Source of names and formulas: 《工业项目建设用地控制指标》（自然资发〔2023〕72号）and the standard-land agreements of several places.
Amounts in yuan, areas in ㎡, energy in tonnes of coal equivalent (等价值), emissions in tonnes. Results are exact fractions in the
indicator's canonical unit (`indicator_terms.SPECS`); None = unknown. A negative area, floor or head count is a mistake of the
caller (ValueError); a divisor of 0 has no ratio and gives unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from gisapp.kernel.area import counted_m2
from gisapp.kernel.money import YUAN_PER_WAN, Exact, fraction

Known = Exact | None


@dataclass(frozen=True, slots=True)
class Storey:
    """One storey as built: its floor area counted for FAR (㎡) and its height (m); None = not known."""

    floor_area_m2: Known
    height_m: Known


@dataclass(frozen=True, slots=True)
class AdminShare:
    """The share of offices and staff services, and whether it was measured by land or by floor area."""

    value: Fraction
    by_floor_area: bool


def total_of(*parts: Known) -> Fraction | None:
    """合计：任何一部分未知则合计未知."""
    if any(part is None for part in parts):
        return None
    return sum((fraction(part) for part in parts if part is not None), Fraction(0))


def fixed_asset_investment(
    buildings_yuan: Known, equipment_yuan: Known, land_price_yuan: Known, taxes_yuan: Known
) -> Fraction | None:
    """固定资产总投资（元）= 厂房 + 设备 + 地价款 + 相关税费.

    Whether taxes belong to it is not confirmed everywhere (pass 0 where the zone's rule leaves them out).
    """
    return total_of(buildings_yuan, equipment_yuan, land_price_yuan, taxes_yuan)


def fixed_asset_investment_intensity(investment_yuan: Known, site_area_m2: Known) -> Fraction | None:
    """固定资产投资强度（元/㎡）= 项目固定资产总投资 ÷ 项目总用地面积. 控制指标 2023；÷15 为万元/亩，同数为万元/公顷."""
    return _per(investment_yuan, _counted_area(site_area_m2))


def tax_per_mu(annual_tax_yuan: Known, site_area_m2: Known) -> Fraction | None:
    """亩均税收（元/㎡）= 年实际入库税收 ÷ 用地面积. 只计实际入库，不计应缴和减免."""
    return _per(annual_tax_yuan, _counted_area(site_area_m2))


def output_per_mu(annual_output_yuan: Known, site_area_m2: Known) -> Fraction | None:
    """亩均产值（元/㎡）= 年产值 ÷ 用地面积. 控制指标 2023 称土地产出率."""
    return _per(annual_output_yuan, _counted_area(site_area_m2))


def value_added_per_mu(value_added_yuan: Known, site_area_m2: Known) -> Fraction | None:
    """亩均增加值（元/㎡）= 工业增加值 ÷ 用地面积."""
    return _per(value_added_yuan, _counted_area(site_area_m2))


def counted_floor_area(storeys: Iterable[Storey], doubled_above_m: Exact) -> Fraction | None:
    """计容建筑面积（㎡）：层高超过限值（现为 8 米）的该层建筑面积加倍；恰为限值的不加倍. 控制指标 2023 容积率定义.

    A storey whose area or height is not known leaves the whole sum unknown: it might have to be doubled.
    """
    limit = fraction(doubled_above_m)
    total = Fraction(0)
    for storey in storeys:
        area = _not_negative(storey.floor_area_m2, "floor area")
        height = _not_negative(storey.height_m, "storey height")
        if area is None or height is None:
            return None
        total += 2 * area if height > limit else area
    return total


def floor_area_ratio(storeys: Iterable[Storey] | None, site_area_m2: Known, doubled_above_m: Exact) -> Fraction | None:
    """容积率 = 计容建筑面积 ÷ 总用地面积，层高超过 8 米的该层加倍. 控制指标 2023（规范性指标）.

    `storeys` None = the buildings are not known; an empty list = nothing is built, FAR 0.
    """
    return None if storeys is None else _per(counted_floor_area(storeys, doubled_above_m), _area(site_area_m2))


def building_coefficient(
    building_footprint_m2: Known, structure_footprint_m2: Known, yard_m2: Known, site_area_m2: Known
) -> Fraction | None:
    """建筑系数 =（建筑物 + 构筑物 + 堆场用地面积）÷ 项目总用地面积. 控制指标 2023（规范性指标）；不是建筑密度."""
    parts = [_not_negative(part, "footprint") for part in (building_footprint_m2, structure_footprint_m2, yard_m2)]
    return _per(total_of(*parts), _area(site_area_m2))


def admin_floor_share(admin_floor_m2: Known, total_floor_m2: Known) -> Fraction | None:
    """行政办公及生活服务设施建筑面积所占比重 = 该类设施建筑面积 ÷ 总建筑面积. 控制指标 2023."""
    return _per(_not_negative(admin_floor_m2, "floor area"), _not_negative(total_floor_m2, "floor area"))


def admin_land_share(
    admin_land_m2: Known, site_area_m2: Known, *, separable: bool | None, admin_floor_m2: Known, total_floor_m2: Known
) -> AdminShare | None:
    """行政办公及生活服务设施用地所占比重 = 该类设施占地（或分摊）面积 ÷ 总用地面积；无法单独计算的，按建筑面积所占比重. 控制指标 2023.

    `separable`: whether the land under these buildings can be told apart; None = not known, and so is the share.
    """
    if separable is None:
        return None
    share = (
        _per(_not_negative(admin_land_m2, "area"), _area(site_area_m2))
        if separable
        else admin_floor_share(admin_floor_m2, total_floor_m2)
    )
    return None if share is None else AdminShare(share, by_floor_area=not separable)


def green_ratio(green_m2: Known, site_area_m2: Known) -> Fraction | None:
    """绿地率 = 规划建设用地范围内绿地面积 ÷ 总用地面积. 控制指标 2023."""
    return _per(_not_negative(green_m2, "area"), _area(site_area_m2))


def value_added_per_energy(value_added_yuan: Known, energy_tce: Known) -> Fraction | None:
    """单位能耗增加值（万元/吨标煤）= 工业增加值 ÷ 综合能耗（等价值）. 标准地指标体系."""
    return _wan(_per(value_added_yuan, _not_negative(energy_tce, "energy")))


def value_added_per_emission(value_added_yuan: Known, emission_t: Known) -> Fraction | None:
    """单位排放增加值（万元/吨）= 工业增加值 ÷ 主要污染物排放量. 标准地指标体系；排放为 0 的没有比值，按未知处理."""
    return _wan(_per(value_added_yuan, _not_negative(emission_t, "emission")))


def rd_share(rd_yuan: Known, main_revenue_yuan: Known) -> Fraction | None:
    """研发经费支出占比 = R&D 经费支出 ÷ 主营业务收入. 标准地指标体系."""
    return _per(_not_negative(rd_yuan, "R&D"), _not_negative(main_revenue_yuan, "revenue"))


def labour_productivity(value_added_yuan: Known, average_staff: Known) -> Fraction | None:
    """全员劳动生产率（万元/人）= 工业增加值 ÷ 年平均职工人数. 标准地指标体系."""
    return _wan(_per(value_added_yuan, _not_negative(average_staff, "staff")))


def _per(amount: Known, divisor: Known) -> Fraction | None:
    if amount is None or divisor is None or fraction(divisor) == 0:
        return None
    return fraction(amount) / fraction(divisor)


def _wan(yuan: Fraction | None) -> Fraction | None:
    return None if yuan is None else yuan / YUAN_PER_WAN


def _area(area_m2: Known) -> Fraction | None:
    return _not_negative(area_m2, "site area")


def _counted_area(area_m2: Known) -> Fraction | None:
    """Return the area by which an amount per 亩 is worked out: 66,666.67 ㎡ counts as 100 亩 (`counted_m2`)."""
    area = _area(area_m2)
    return None if area is None else counted_m2(area)


def _not_negative(value: Known, what: str) -> Fraction | None:
    if value is None:
        return None
    if (found := fraction(value)) < 0:
        raise ValueError(f"{what} cannot be negative")
    return found
