"""标准地指标的词：指标名称、单位、方向、何时考核；公式见 `rules/indicators.py`.

One canonical unit per indicator: money per area in 元/㎡ (the same number as 万元/公顷; 万元/亩 is a fifteenth), shares as
fractions of one, the rest as the papers print them.
"""

from __future__ import annotations

from dataclasses import dataclass

from gisapp.kernel.terms import LabelledEnum, register_terms


class IndicatorUnit(LabelledEnum):
    """The canonical unit in which an indicator is stored and compared."""

    YUAN_PER_M2 = "yuan_per_m2", "元/㎡", "yuan/m²"
    SHARE = "share", "%", "%"
    PLAIN = "plain", "", ""
    WAN_PER_TCE = "wan_per_tce", "万元/吨标煤", "10k yuan/tce"
    WAN_PER_TONNE = "wan_per_tonne", "万元/吨", "10k yuan/t"
    WAN_PER_PERSON = "wan_per_person", "万元/人", "10k yuan/person"
    YES_NO = "yes_no", "是/否", "yes/no"


class Direction(LabelledEnum):
    AT_LEAST = "at_least", "不低于", "at least"
    AT_MOST = "at_most", "不高于", "at most"

    @property
    def sign(self) -> str:
        return "≥" if self is Direction.AT_LEAST else "≤"


class IndicatorDue(LabelledEnum):
    """When a promise of this kind is checked."""

    AT_COMPLETION = "at_completion", "竣工复核", "At completion"
    AFTER_INITIAL_PERIOD = "after_initial_period", "初始运行期满达产复核", "After the initial period"
    ALWAYS = "always", "投产起持续", "From production on"


class Indicator(LabelledEnum):
    """What a standard plot asks for and an enterprise promises (land-law: 3+1 in Henan, more elsewhere)."""

    INVESTMENT_INTENSITY = "investment_intensity", "固定资产投资强度", "Fixed-asset investment intensity"
    TAX_PER_MU = "tax_per_mu", "亩均税收", "Tax per mu"
    OUTPUT_PER_MU = "output_per_mu", "亩均产值", "Output per mu"
    VALUE_ADDED_PER_MU = "value_added_per_mu", "亩均增加值", "Value added per mu"
    FLOOR_AREA_RATIO = "floor_area_ratio", "容积率", "Floor area ratio"
    BUILDING_COEFFICIENT = "building_coefficient", "建筑系数", "Building coefficient"
    ADMIN_LAND_SHARE = (
        "admin_land_share",
        "行政办公及生活服务设施用地所占比重",
        "Land share of offices and staff services",
    )
    ADMIN_FLOOR_SHARE = (
        "admin_floor_share",
        "行政办公及生活服务设施建筑面积所占比重",
        "Floor share of offices and staff services",
    )
    GREEN_RATIO = "green_ratio", "绿地率", "Green ratio"
    VALUE_ADDED_PER_ENERGY = "value_added_per_energy", "单位能耗增加值", "Value added per unit of energy"
    VALUE_ADDED_PER_EMISSION = "value_added_per_emission", "单位排放增加值", "Value added per unit of emission"
    RD_SHARE = "rd_share", "研发经费支出占比", "R&D share"
    LABOUR_PRODUCTIVITY = "labour_productivity", "全员劳动生产率", "Labour productivity"
    ENVIRONMENTAL_STANDARD = "environmental_standard", "环境标准", "Environmental standard"


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """How an indicator is stored, in which direction it is better, when it is checked."""

    unit: IndicatorUnit
    direction: Direction
    due: IndicatorDue


SPECS: dict[Indicator, IndicatorSpec] = {
    Indicator.INVESTMENT_INTENSITY: IndicatorSpec(
        IndicatorUnit.YUAN_PER_M2, Direction.AT_LEAST, IndicatorDue.AT_COMPLETION
    ),
    Indicator.TAX_PER_MU: IndicatorSpec(
        IndicatorUnit.YUAN_PER_M2, Direction.AT_LEAST, IndicatorDue.AFTER_INITIAL_PERIOD
    ),
    Indicator.OUTPUT_PER_MU: IndicatorSpec(
        IndicatorUnit.YUAN_PER_M2, Direction.AT_LEAST, IndicatorDue.AFTER_INITIAL_PERIOD
    ),
    Indicator.VALUE_ADDED_PER_MU: IndicatorSpec(
        IndicatorUnit.YUAN_PER_M2, Direction.AT_LEAST, IndicatorDue.AFTER_INITIAL_PERIOD
    ),
    Indicator.FLOOR_AREA_RATIO: IndicatorSpec(IndicatorUnit.PLAIN, Direction.AT_LEAST, IndicatorDue.AT_COMPLETION),
    Indicator.BUILDING_COEFFICIENT: IndicatorSpec(IndicatorUnit.SHARE, Direction.AT_LEAST, IndicatorDue.AT_COMPLETION),
    Indicator.ADMIN_LAND_SHARE: IndicatorSpec(IndicatorUnit.SHARE, Direction.AT_MOST, IndicatorDue.AT_COMPLETION),
    Indicator.ADMIN_FLOOR_SHARE: IndicatorSpec(IndicatorUnit.SHARE, Direction.AT_MOST, IndicatorDue.AT_COMPLETION),
    Indicator.GREEN_RATIO: IndicatorSpec(IndicatorUnit.SHARE, Direction.AT_MOST, IndicatorDue.AT_COMPLETION),
    Indicator.VALUE_ADDED_PER_ENERGY: IndicatorSpec(
        IndicatorUnit.WAN_PER_TCE, Direction.AT_LEAST, IndicatorDue.AFTER_INITIAL_PERIOD
    ),
    Indicator.VALUE_ADDED_PER_EMISSION: IndicatorSpec(
        IndicatorUnit.WAN_PER_TONNE, Direction.AT_LEAST, IndicatorDue.AFTER_INITIAL_PERIOD
    ),
    Indicator.RD_SHARE: IndicatorSpec(IndicatorUnit.SHARE, Direction.AT_LEAST, IndicatorDue.AFTER_INITIAL_PERIOD),
    Indicator.LABOUR_PRODUCTIVITY: IndicatorSpec(
        IndicatorUnit.WAN_PER_PERSON, Direction.AT_LEAST, IndicatorDue.AFTER_INITIAL_PERIOD
    ),
    Indicator.ENVIRONMENTAL_STANDARD: IndicatorSpec(IndicatorUnit.YES_NO, Direction.AT_LEAST, IndicatorDue.ALWAYS),
}

register_terms("supply", IndicatorUnit, Direction, IndicatorDue, Indicator)
