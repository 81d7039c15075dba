"""招商窗口的词：可供资源的类别、目的地、查询条件、容量与距离的档位、检索的保存方式。"""

from __future__ import annotations

from dataclasses import dataclass

from gisapp.kernel.terms import LabelledEnum, register_terms
from gisapp.land.terms import SupplyState


class SiteKind(LabelledEnum):
    """What an investor can be shown."""

    PLOT = "plot", "标准地", "Standard plot"
    WORKSHOP = "workshop", "空置厂房", "Vacant workshop"
    TRANSFER = "transfer", "转让意向", "Transfer wish"
    EXPANSION = "expansion", "增资扩股余量", "Room for expansion"


class PremisesKind(LabelledEnum):
    """What is offered on land that is held already, with its holder's consent."""

    WORKSHOP = "workshop", "空置厂房", "Vacant workshop"
    TRANSFER = "transfer", "转让意向", "Transfer wish"
    EXPANSION = "expansion", "增资扩股余量", "Room for expansion"


PREFIX: dict[str, str] = {"workshop": "CF", "transfer": "ZR", "expansion": "KZ"}
"""Letters before the number of premises, so that they are never taken for a plot's number."""


class DestinationKind(LabelledEnum):
    RAIL = "rail", "铁路货站", "Rail freight station"
    PORT = "port", "港口码头", "Port"
    MOTORWAY = "motorway", "高速出入口", "Motorway entrance"
    AIRPORT = "airport", "机场", "Airport"
    SUBSTATION = "substation", "变电站", "Substation"
    SEWAGE_PLANT = "sewage_plant", "污水处理厂", "Sewage plant"


class DistanceMethod(LabelledEnum):
    """How a distance was measured."""

    ROAD = "road", "沿道路", "along roads"
    STRAIGHT = "straight", "直线距离", "straight line"


class Measure(LabelledEnum):
    """Figures of a site that a wish can ask a minimum or a maximum of."""

    POWER = "power", "供电", "Power"
    WATER = "water", "供水", "Water"
    GAS = "gas", "燃气", "Gas"
    STEAM = "steam", "蒸汽", "Steam"
    SEWAGE = "sewage", "排污", "Sewage"
    HEIGHT = "height", "净高（厂房）", "Clear height (workshop)"
    LOAD = "load", "楼面荷载（厂房）", "Floor load (workshop)"
    RAIL = "rail", "铁路货站", "Rail"
    PORT = "port", "港口", "Port"
    MOTORWAY = "motorway", "高速出入口", "Motorway"
    AIRPORT = "airport", "机场", "Airport"


@dataclass(frozen=True, slots=True)
class MeasureSpec:
    """Column of the pool, unit as shown, whether more is better, and the steps that the window offers."""

    column: str
    unit_zh: str
    unit_en: str
    at_least: bool
    steps: tuple[int, ...]


MEASURES: dict[Measure, MeasureSpec] = {
    Measure.POWER: MeasureSpec("power_kva", "kVA", "kVA", True, (2000, 5000, 8000, 12000)),
    Measure.WATER: MeasureSpec("water_dn", "DN mm", "DN mm", True, (200, 300, 400)),
    Measure.GAS: MeasureSpec("gas_m3_h", "m³/h", "m³/h", True, (500, 1000, 2000)),
    Measure.STEAM: MeasureSpec("steam_t_h", "t/h", "t/h", True, (10, 20, 35)),
    Measure.SEWAGE: MeasureSpec("sewage_dn", "DN mm", "DN mm", True, (400, 600, 800)),
    Measure.HEIGHT: MeasureSpec("clear_height_m", "米", "m", True, (6, 8, 10, 12)),
    Measure.LOAD: MeasureSpec("floor_load_t_m2", "t/㎡", "t/m²", True, (1, 2, 3, 5)),
    Measure.RAIL: MeasureSpec("rail_m", "公里", "km", False, (3, 5, 10)),
    Measure.PORT: MeasureSpec("port_m", "公里", "km", False, (3, 5, 10)),
    Measure.MOTORWAY: MeasureSpec("motorway_m", "公里", "km", False, (3, 5, 10)),
    Measure.AIRPORT: MeasureSpec("airport_m", "公里", "km", False, (30, 60, 100)),
}
"""Distances are kept in metres and asked for in kilometres; everything else is in the unit shown."""


class SiteSupply(LabelledEnum):
    """How a published site stands for somebody who looks for land; of a plot its announcement says it (`public_supply`)."""

    ON_OFFER = "on_offer", SupplyState.ON_OFFER.label_zh, SupplyState.ON_OFFER.label_en
    ANNOUNCED = "announced", SupplyState.ANNOUNCED.label_zh, SupplyState.ANNOUNCED.label_en
    CLOSED = "closed", "公告已截止", "Offer closed"
    AVAILABLE = "available", "可租可售", "Available"


class SiteLimit(LabelledEnum):
    """The wishes that narrow the list of sites, in the order in which the window says them."""

    INDUSTRY = "industry", "产业", "industry"
    AREA = "area", "面积", "area"
    PARK = "park", "园区", "park"
    DELIVERY = "delivery", "交地时间", "delivery date"
    PRICE = "price", "价格", "price"
    UTILITY = "utility", "配套", "utilities"
    SUPPLY = "supply", "供应状态", "status"
    KIND = "kind", "类别", "kind"
    FAR = "far", "容积率", "floor area ratio"
    CAPACITY = "capacity", "配套能力", "capacity"
    DISTANCE = "distance", "距离", "distance"
    BUILDING = "building", "净高与荷载", "height and load"


register_terms("sites", SiteKind, SiteSupply, PremisesKind, DestinationKind, DistanceMethod, Measure, SiteLimit)
