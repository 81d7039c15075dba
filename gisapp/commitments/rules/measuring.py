"""核查时的实测值怎么算：每个指标要填哪些原始数据、用哪个公式；缺一项则未知，从不当作 0."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gisapp.commitments.rules.schedule import Obligation
from gisapp.commitments.terms import FigureUnit
from gisapp.kernel.money import Exact
from gisapp.preparation.indicator_terms import Indicator
from gisapp.preparation.rules import indicators as formulas
from gisapp.preparation.rules.indicators import Storey
from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.preparation.standard_terms import ObligationKind

SITE_AREA = "site_area_m2"


@dataclass(frozen=True, slots=True)
class Figure:
    """One raw figure as it stands in a paper, in yuan, ㎡, tonnes or persons."""

    name: str
    label_zh: str
    label_en: str
    unit: FigureUnit


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found: numbers by name, storeys as built, yes or no. A name that is missing or None is unknown."""

    numbers: Mapping[str, Exact | None]
    storeys: Sequence[Storey] | None = None
    answers: Mapping[str, bool | None] | None = None

    def number(self, name: str) -> Exact | None:
        return self.numbers.get(name)

    def answer(self, name: str) -> bool | None:
        return (self.answers or {}).get(name)


@dataclass(frozen=True, slots=True)
class MeasureForm:
    """What has to be found out for an obligation, and the formula that makes the measured value of it."""

    formula_zh: str
    formula_en: str
    figures: tuple[Figure, ...]
    compute: Callable[[Figures, SupplyLimits], Fraction | None]


YUAN, M2, TCE, TONNE, PERSON = (
    FigureUnit.YUAN, FigureUnit.M2, FigureUnit.TCE, FigureUnit.TONNE, FigureUnit.PERSON,
)  # fmt: skip
_SITE = Figure(SITE_AREA, "项目总用地面积", "Site area", M2)
_VALUE_ADDED = Figure("value_added_yuan", "年工业增加值", "Value added of the year", YUAN)


def _per_area(name: str, label_zh: str, label_en: str, formula: Callable[..., Fraction | None]) -> MeasureForm:
    return MeasureForm(
        f"{label_zh} ÷ 项目总用地面积",
        f"{label_en} ÷ site area",
        (Figure(name, label_zh, label_en, YUAN), _SITE),
        lambda found, _: formula(found.number(name), found.number(SITE_AREA)),
    )


def _value_added_per(
    name: str, label_zh: str, label_en: str, unit: FigureUnit, formula: Callable[..., Fraction | None]
) -> MeasureForm:
    return MeasureForm(
        f"年工业增加值 ÷ {label_zh}",
        f"Value added ÷ {label_en.lower()}",
        (_VALUE_ADDED, Figure(name, label_zh, label_en, unit)),
        lambda found, _: formula(found.number(_VALUE_ADDED.name), found.number(name)),
    )


_INVESTMENT = MeasureForm(
    "（厂房 + 设备 + 地价款 + 相关税费）÷ 项目总用地面积",
    "(Buildings + equipment + land price + taxes) ÷ site area",
    (
        Figure("buildings_yuan", "厂房投资", "Buildings", YUAN),
        Figure("equipment_yuan", "设备投资", "Equipment", YUAN),
        Figure("land_price_yuan", "地价款", "Land price", YUAN),
        Figure("taxes_yuan", "相关税费（协议不计的填 0）", "Taxes (0 where the agreement leaves them out)", YUAN),
        _SITE,
    ),
    lambda found, _: formulas.fixed_asset_investment_intensity(
        formulas.fixed_asset_investment(
            found.number("buildings_yuan"),
            found.number("equipment_yuan"),
            found.number("land_price_yuan"),
            found.number("taxes_yuan"),
        ),
        found.number(SITE_AREA),
    ),
)

_FLOOR_AREA_RATIO = MeasureForm(
    "计容建筑面积（层高超过 8 米的该层加倍）÷ 项目总用地面积",
    "Counted floor area (storeys over 8 m doubled) ÷ site area",
    (Figure("storeys", "各层建筑面积和层高", "Floor area and height of each storey", FigureUnit.STOREYS), _SITE),
    lambda found, limits: formulas.floor_area_ratio(found.storeys, found.number(SITE_AREA), limits.far_doubled_above_m),
)

_BUILDING_COEFFICIENT = MeasureForm(
    "（建筑物 + 构筑物 + 堆场用地面积）÷ 项目总用地面积",
    "(Buildings + structures + yards) ÷ site area",
    (
        Figure("building_footprint_m2", "建筑物用地面积", "Footprint of buildings", M2),
        Figure("structure_footprint_m2", "构筑物用地面积", "Footprint of structures", M2),
        Figure("yard_m2", "堆场用地面积", "Yards", M2),
        _SITE,
    ),
    lambda found, _: formulas.building_coefficient(
        found.number("building_footprint_m2"),
        found.number("structure_footprint_m2"),
        found.number("yard_m2"),
        found.number(SITE_AREA),
    ),
)

_ADMIN_FLOOR = Figure(
    "admin_floor_m2", "行政办公及生活服务设施建筑面积", "Floor area of offices and staff services", M2
)
_TOTAL_FLOOR = Figure("total_floor_m2", "总建筑面积", "Total floor area", M2)


def _admin_land(found: Figures, _: SupplyLimits) -> Fraction | None:
    share = formulas.admin_land_share(
        found.number("admin_land_m2"),
        found.number(SITE_AREA),
        separable=found.answer("separable"),
        admin_floor_m2=found.number(_ADMIN_FLOOR.name),
        total_floor_m2=found.number(_TOTAL_FLOOR.name),
    )
    return None if share is None else share.value


FORMS: dict[Indicator, MeasureForm] = {
    Indicator.INVESTMENT_INTENSITY: _INVESTMENT,
    Indicator.TAX_PER_MU: _per_area("tax_yuan", "年实际入库税收", "Tax paid in the year", formulas.tax_per_mu),
    Indicator.OUTPUT_PER_MU: _per_area("output_yuan", "年产值", "Output of the year", formulas.output_per_mu),
    Indicator.VALUE_ADDED_PER_MU: _per_area(
        _VALUE_ADDED.name, "年工业增加值", "Value added of the year", formulas.value_added_per_mu
    ),
    Indicator.FLOOR_AREA_RATIO: _FLOOR_AREA_RATIO,
    Indicator.BUILDING_COEFFICIENT: _BUILDING_COEFFICIENT,
    Indicator.ADMIN_LAND_SHARE: MeasureForm(
        "该类设施用地面积 ÷ 项目总用地面积；无法单独计算的，按建筑面积所占比重",
        "Land under these buildings ÷ site area; where it cannot be told apart, by floor area",
        (
            Figure("separable", "用地能否单独计算", "Can the land be told apart", FigureUnit.YES_NO),
            Figure("admin_land_m2", "该类设施用地面积", "Land of offices and staff services", M2),
            _SITE,
            _ADMIN_FLOOR,
            _TOTAL_FLOOR,
        ),
        _admin_land,
    ),
    Indicator.ADMIN_FLOOR_SHARE: MeasureForm(
        "行政办公及生活服务设施建筑面积 ÷ 总建筑面积",
        "Floor area of offices and staff services ÷ total floor area",
        (_ADMIN_FLOOR, _TOTAL_FLOOR),
        lambda found, _: formulas.admin_floor_share(found.number(_ADMIN_FLOOR.name), found.number(_TOTAL_FLOOR.name)),
    ),
    Indicator.GREEN_RATIO: MeasureForm(
        "绿地面积 ÷ 项目总用地面积",
        "Green area ÷ site area",
        (Figure("green_m2", "绿地面积", "Green area", M2), _SITE),
        lambda found, _: formulas.green_ratio(found.number("green_m2"), found.number(SITE_AREA)),
    ),
    Indicator.VALUE_ADDED_PER_ENERGY: _value_added_per(
        "energy_tce", "综合能耗（等价值）", "Energy used", TCE, formulas.value_added_per_energy
    ),
    Indicator.VALUE_ADDED_PER_EMISSION: _value_added_per(
        "emission_t", "主要污染物排放量", "Emissions", TONNE, formulas.value_added_per_emission
    ),
    Indicator.RD_SHARE: MeasureForm(
        "研发经费支出 ÷ 主营业务收入",
        "R&D spending ÷ main revenue",
        (
            Figure("rd_yuan", "研发经费支出", "R&D spending", YUAN),
            Figure("main_revenue_yuan", "主营业务收入", "Main revenue", YUAN),
        ),
        lambda found, _: formulas.rd_share(found.number("rd_yuan"), found.number("main_revenue_yuan")),
    ),
    Indicator.LABOUR_PRODUCTIVITY: _value_added_per(
        "average_staff", "年平均职工人数", "Average staff", PERSON, formulas.labour_productivity
    ),
    Indicator.ENVIRONMENTAL_STANDARD: MeasureForm(
        "排放监测结论：符合为 1，不符合为 0",
        "Result of monitoring: 1 within the standard, 0 not",
        (Figure("within_standard", "排放是否符合环境标准", "Within the environmental standard", FigureUnit.YES_NO),),
        lambda found, _: None if (answer := found.answer("within_standard")) is None else Fraction(int(answer)),
    ),
}
"""每个指标的核查表：要填的原始数据和公式（控制指标 2023、标准地指标体系）."""

PAID = MeasureForm(
    "本期价款到账金额",
    "Amount received for this instalment",
    (Figure("paid_yuan", "本期到账金额", "Amount received for this instalment", YUAN),),
    lambda found, _: formulas.total_of(found.number("paid_yuan")),
)


def form_of(obligation: Obligation) -> MeasureForm | None:
    """这项义务要测什么；交地、动工等节点只看日期，没有要测的值."""
    if obligation.indicator is not None:
        return FORMS[obligation.indicator]
    return PAID if obligation.kind is ObligationKind.INSTALMENT else None


def measured_value(obligation: Obligation, found: Figures, limits: SupplyLimits) -> Fraction | None:
    """由原始数据算出实测值（义务的统一单位）；缺数据、除数为零的为未知. 负的面积、人数为录入错误（ValueError）."""
    form = form_of(obligation)
    return None if form is None else form.compute(found, limits)
