"""每种盘活措施的走法和依据：收回再供、转给新主体，还是就地提升；依据哪部法规政策的哪一条。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gisapp.idle_cases.terms import Measure as CaseMeasure
from gisapp.performance.terms import DisposalWay
from gisapp.reuse.terms import ReuseMeasure, ReuseRoad

ORDER = "闲置土地处置办法"
SECONDARY = "国务院办公厅关于完善建设用地使用权转让、出租、抵押二级市场的指导意见（国办发〔2019〕34号）"
REDEVELOPMENT = "关于深入推进城镇低效用地再开发的指导意见（国土资发〔2016〕147号）"
AGREEMENT = "标准地项目履约监管协议"


@dataclass(frozen=True, slots=True)
class MeasureSpec:
    """How a measure goes and what it rests on; `confirmed` False until a land officer has checked the wording."""

    measure: ReuseMeasure
    road: ReuseRoad
    basis: str
    confirmed: bool
    note_zh: str


_ROWS = (
    (ReuseMeasure.BUY_BACK, ReuseRoad.RETURNED, f"{ORDER} 第十二条（四）；土地储备管理办法", False, "协商一致，评估作价，支付补偿后纳入储备"),
    (ReuseMeasure.SWAP, ReuseRoad.RETURNED, f"{ORDER} 第十二条（五）", True, "等价值、同用途，合同注明为置换土地"),
    (ReuseMeasure.RECOVERY, ReuseRoad.RETURNED, f"{ORDER} 第十四条（二）、第十九条", True, "仅限企业自身原因未动工满收回年限，须经听证告知和批准"),
    (ReuseMeasure.SPLIT_TRANSFER, ReuseRoad.TRANSFERRED, SECONDARY, False, "具备独立分宗条件，先办测绘分割再转让"),
    (ReuseMeasure.SECONDARY_MARKET, ReuseRoad.TRANSFERRED, SECONDARY, False, "达到转让条件，新主体承接原合同义务"),
    (ReuseMeasure.JUDICIAL, ReuseRoad.TRANSFERRED, "中华人民共和国民事诉讼法（执行程序）；府院联动机制", False, "竞买人须符合产业准入，标准地指标随公告公布"),
    (ReuseMeasure.COOPERATION, ReuseRoad.IN_PLACE, REDEVELOPMENT, False, "以地入股、并购重组，原主体保留权利"),
    (ReuseMeasure.UPGRADE, ReuseRoad.IN_PLACE, REDEVELOPMENT, False, "不增新地，加层、翻建、设备更新，工业用地提高容积率不增收价款"),
    (ReuseMeasure.STANDARD_FACTORY, ReuseRoad.IN_PLACE, REDEVELOPMENT, False, "改造为多层标准厂房出租或分幢使用"),
    (ReuseMeasure.RECTIFICATION, ReuseRoad.IN_PLACE, AGREEMENT, False, "按协议约定的期限达到承诺指标"),
    (ReuseMeasure.IDLE_FEE, ReuseRoad.IN_PLACE, f"{ORDER} 第十四条（一）", True, "仅限企业自身原因未动工满认定年限，缴费后限期动工"),
    (ReuseMeasure.EXTEND_START, ReuseRoad.IN_PLACE, f"{ORDER} 第十二条（一）", True, "补充协议重新约定动工、竣工期限，最长一年"),
    (ReuseMeasure.ADJUST_USE, ReuseRoad.IN_PLACE, f"{ORDER} 第十二条（二）", True, "符合规划，重新办理用地手续、核算价款"),
    (ReuseMeasure.TEMPORARY_USE, ReuseRoad.IN_PLACE, f"{ORDER} 第十二条（三）", True, "由政府安排，自安排之日起最长两年，到期恢复"),
)  # fmt: skip

MEASURES: Mapping[ReuseMeasure, MeasureSpec] = {row[0]: MeasureSpec(*row) for row in _ROWS}

OF_CASE: Mapping[CaseMeasure, ReuseMeasure] = {
    CaseMeasure.EXTEND_START: ReuseMeasure.EXTEND_START,
    CaseMeasure.ADJUST_USE: ReuseMeasure.ADJUST_USE,
    CaseMeasure.TEMPORARY_USE: ReuseMeasure.TEMPORARY_USE,
    CaseMeasure.BUY_BACK: ReuseMeasure.BUY_BACK,
    CaseMeasure.SWAP: ReuseMeasure.SWAP,
    CaseMeasure.FEE: ReuseMeasure.IDLE_FEE,
    CaseMeasure.RECOVER: ReuseMeasure.RECOVERY,
}
"""What follows from the decision of an idle-land case."""


OF_LOW_EFFICIENCY: Mapping[DisposalWay, ReuseMeasure] = {
    DisposalWay.AGREED_RECOVERY: ReuseMeasure.BUY_BACK,
    DisposalWay.EXCHANGE: ReuseMeasure.SWAP,
    DisposalWay.SPLIT_TRANSFER: ReuseMeasure.SPLIT_TRANSFER,
    DisposalWay.SECONDARY_MARKET: ReuseMeasure.SECONDARY_MARKET,
    DisposalWay.JUDICIAL: ReuseMeasure.JUDICIAL,
    DisposalWay.COOPERATION: ReuseMeasure.COOPERATION,
    DisposalWay.TECHNICAL_UPGRADE: ReuseMeasure.UPGRADE,
    DisposalWay.STANDARD_PLANT: ReuseMeasure.STANDARD_FACTORY,
    DisposalWay.RECTIFY: ReuseMeasure.RECTIFICATION,
    DisposalWay.IDLE_FEE: ReuseMeasure.IDLE_FEE,
    DisposalWay.LAWFUL_RECOVERY: ReuseMeasure.RECOVERY,
}
"""What follows from the way chosen for land on the list of low efficiency."""


def road_of(measure: ReuseMeasure) -> ReuseRoad:
    return MEASURES[measure].road
