"""盘活利用的词：措施、走法、阶段、节点、腾笼换鸟、临时利用。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class ReuseMeasure(LabelledEnum):
    """盘活措施"""

    BUY_BACK = "buy_back", "协商收回（收储）", "Agreed buy-back into the land reserve"
    SWAP = "swap", "协议置换", "Agreed swap of land"
    RECOVERY = "recovery", "依法收回", "Recovery by law"
    SPLIT_TRANSFER = "split_transfer", "分割转让", "Division and transfer"
    SECONDARY_MARKET = "secondary_market", "二级市场转让", "Transfer on the secondary market"
    JUDICIAL = "judicial", "司法处置", "Sale by the court"
    COOPERATION = "cooperation", "嫁接重组、合作开发", "Merger or joint development"
    UPGRADE = "upgrade", "零地技改、提容增效", "Upgrade without new land"
    STANDARD_FACTORY = "standard_factory", "标准厂房改造", "Conversion to standard factories"
    RECTIFICATION = "rectification", "限期整改", "To be set right by a day"
    IDLE_FEE = "idle_fee", "征缴闲置费", "Idle-land fee"
    EXTEND_START = "extend_start", "延长动工期限", "Extension of the start"
    ADJUST_USE = "adjust_use", "调整用途、规划条件", "Change of use or conditions"
    TEMPORARY_USE = "temporary_use", "临时利用", "Temporary use"


class ReuseRoad(LabelledEnum):
    """措施的走法：收回再供、转给新主体、原主体提升"""

    RETURNED = "returned", "收回后再供应", "Returned, prepared, offered again"
    TRANSFERRED = "transferred", "转给新主体", "Passed on to a new user"
    IN_PLACE = "in_place", "就地提升", "Better used in place"


class ReuseStage(LabelledEnum):
    """盘活走到哪一步"""

    PLANNED = "planned", "已谋划", "Planned"
    APPROVED = "approved", "方案已批准", "Approved"
    IMPLEMENTING = "implementing", "实施中", "Under way"
    RELEASED = "released", "已腾退", "Released"
    PREPARED = "prepared", "已整备", "Prepared again"
    RESUPPLIED = "resupplied", "已再供应", "Supplied again"
    REUSED = "reused", "已盘活", "Put to use again"
    ABANDONED = "abandoned", "已终止", "Abandoned"


class ReuseOrigin(LabelledEnum):
    """盘活从哪里来"""

    IDLE_CASE = "idle_case", "闲置土地个案", "Idle-land case"
    LOW_EFFICIENCY = "low_efficiency", "低效用地", "Low-efficiency land"
    STOCK_PATCH = "stock_patch", "存量图斑", "Stock patch"
    INITIATIVE = "initiative", "主动谋划", "Own initiative"


class ReuseMilestoneKind(LabelledEnum):
    APPRAISAL = "appraisal", "评估作价", "Appraisal"
    AGREEMENT = "agreement", "签订协议", "Agreement signed"
    PAYMENT = "payment", "支付补偿", "Compensation paid"
    VACATING = "vacating", "腾退交地", "Vacated and handed over"
    SOIL_SURVEY = "soil_survey", "土壤污染状况调查", "Soil survey"
    DEMOLITION = "demolition", "拆除平整", "Demolition and levelling"
    CONDITIONS = "conditions", "下达规划条件", "Planning conditions"
    OFFER = "offer", "公告供应", "Offered"
    START = "start", "开工", "Start of building"
    COMPLETION = "completion", "竣工", "Completion"
    PRODUCTION = "production", "投产", "Production"
    OTHER = "other", "其他节点", "Other"


class ReuseMilestoneState(LabelledEnum):
    DONE = "done", "按期完成", "Done in time"
    DONE_LATE = "done_late", "逾期完成", "Done late"
    OVERDUE = "overdue", "已逾期", "Overdue"
    SOON = "soon", "临近", "Due soon"
    OPEN = "open", "未到期", "Open"
    DROPPED = "dropped", "已取消", "Dropped"


class ReuseDirection(LabelledEnum):
    """腾笼换鸟：谁走了，谁来了"""

    LEFT = "left", "腾出", "Left"
    CAME = "came", "引入", "Came"


class ReuseSide(LabelledEnum):
    BEFORE = "before", "盘活前", "Before"
    AFTER = "after", "盘活后", "After"


class ReuseFigureSource(LabelledEnum):
    PERFORMANCE = "performance", "亩均效益数据", "Yearly figures"
    ENTERED = "entered", "据证填报", "Entered with evidence"


class TemporaryPurpose(LabelledEnum):
    STORAGE = "storage", "仓储堆放", "Storage"
    PARKING = "parking", "停车场", "Parking"
    CONSTRUCTION = "construction", "施工临时用地", "Construction site"
    SPORTS = "sports", "文体活动场地", "Sports and events"
    GREEN = "green", "临时绿化", "Temporary greenery"
    FARMING = "farming", "短期种植", "Short-term farming"
    EXHIBITION = "exhibition", "展销、集市", "Fair or market"
    OTHER = "other", "其他用途", "Other"


class TemporaryUseState(LabelledEnum):
    """临时利用登记到哪一步"""

    ARRANGED = "arranged", "已安排", "Arranged"
    VACATED = "vacated", "已腾退", "Vacated"
    NOT_RESTORED = "not_restored", "恢复不合格", "Not restored"
    RESTORED = "restored", "已恢复", "Restored"


class TemporaryUseStanding(LabelledEnum):
    """临时利用某日的情况"""

    SCHEDULED = "scheduled", "未开始", "Not begun"
    RUNNING = "running", "使用中", "Running"
    OVERDUE = "overdue", "到期未交回", "Overdue"
    VACATED = "vacated", "待恢复验收", "To be looked at"
    NOT_RESTORED = "not_restored", "恢复不合格", "Not restored"
    RESTORED = "restored", "已恢复交回", "Restored"


register_terms(
    "reuse",
    ReuseMeasure,
    ReuseRoad,
    ReuseStage,
    ReuseOrigin,
    ReuseMilestoneKind,
    ReuseMilestoneState,
    ReuseDirection,
    ReuseSide,
    ReuseFigureSource,
    TemporaryPurpose,
    TemporaryUseState,
    TemporaryUseStanding,
)
