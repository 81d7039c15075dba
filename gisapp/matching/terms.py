"""选址匹配的词：条件、候选的种类、回答是否已知；每个条件的权重初值."""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class Criterion(LabelledEnum):
    """What a requirement can ask of a site. The order is part of the algorithm: bits of a limit and lists follow it."""

    KIND = "kind", "类别", "Kind"
    INDUSTRY = "industry", "产业", "Industry"
    PARK = "park", "园区", "Park"
    AREA_MIN = "area_min", "用地下限", "Smallest area"
    AREA_MAX = "area_max", "用地上限", "Largest area"
    FLOOR_AREA = "floor_area", "建筑面积", "Floor area"
    PRICE = "price", "地价", "Land price"
    RENT = "rent", "租金", "Rent"
    DELIVERY = "delivery", "交付时间", "Hand-over"
    UTILITY = "utility", "配套到红线", "Utilities"
    POWER = "power", "供电容量", "Power"
    WATER = "water", "供水管径", "Water main"
    GAS = "gas", "燃气", "Gas"
    STEAM = "steam", "蒸汽", "Steam"
    SEWAGE = "sewage", "排污管径", "Sewer"
    HEIGHT = "height", "厂房净高", "Clear height"
    LOAD = "load", "楼面荷载", "Floor load"
    RAIL = "rail", "到铁路货站", "To rail"
    PORT = "port", "到港口", "To port"
    MOTORWAY = "motorway", "到高速出入口", "To motorway"
    AIRPORT = "airport", "到机场", "To airport"
    BUILDING_HEIGHT = "building_height", "建筑高度", "Building height"
    FAR = "far", "容积率", "Floor area ratio"
    THRESHOLDS = "thresholds", "标准地门槛", "Standard-land thresholds"


class CandidateKind(LabelledEnum):
    """How an answer comes about; only the first exists as it is."""

    SITE = "site", "现有地块", "Site as it is"
    COMBINATION = "combination", "相邻地块合并", "Adjacent plots together"
    DIVISION = "division", "大块分割", "Part of a larger plot"


class AnswerState(LabelledEnum):
    """How a site answers one criterion."""

    MET = "met", "满足", "Met"
    PARTLY = "partly", "部分满足", "Partly met"
    MISSED = "missed", "不满足", "Not met"
    UNKNOWN = "unknown", "未知", "Not known"


DEFAULT_WEIGHTS: dict[Criterion, int] = {
    Criterion.INDUSTRY: 20,
    Criterion.PARK: 5,
    Criterion.AREA_MIN: 20,
    Criterion.FLOOR_AREA: 20,
    Criterion.PRICE: 15,
    Criterion.RENT: 15,
    Criterion.DELIVERY: 15,
    Criterion.UTILITY: 10,
    Criterion.POWER: 8,
    Criterion.WATER: 6,
    Criterion.GAS: 6,
    Criterion.STEAM: 6,
    Criterion.SEWAGE: 6,
    Criterion.HEIGHT: 8,
    Criterion.LOAD: 6,
    Criterion.RAIL: 5,
    Criterion.PORT: 5,
    Criterion.MOTORWAY: 5,
    Criterion.AIRPORT: 3,
    Criterion.BUILDING_HEIGHT: 8,
    Criterion.FAR: 8,
    Criterion.THRESHOLDS: 15,
}
"""Whole numbers beside each other, not percentages; an investor may change each. Both ends of an area are one criterion, AREA_MIN."""

register_terms("matching", Criterion, CandidateKind, AnswerState)
