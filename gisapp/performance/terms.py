"""亩均效益的词：分组、指标、等级、用地口径、不定级、申诉、低效用地的类型和处置方式。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class Segment(LabelledEnum):
    """规上、规下分开评分和排名"""

    ABOVE = "above", "规上", "Above size"
    BELOW = "below", "规下", "Below size"


class Criterion(LabelledEnum):
    """评价指标"""

    TAX_PER_MU = "tax_per_mu", "亩均税收", "Tax per mu"
    VALUE_ADDED_PER_MU = "value_added_per_mu", "亩均增加值", "Value added per mu"
    REVENUE_PER_MU = "revenue_per_mu", "亩均销售收入", "Revenue per mu"
    VALUE_ADDED_PER_ENERGY = "value_added_per_energy", "单位能耗增加值", "Value added per tce"
    VALUE_ADDED_PER_EMISSION = "value_added_per_emission", "单位排放增加值", "Value added per tonne emitted"
    LABOUR_PRODUCTIVITY = "labour_productivity", "全员劳动生产率", "Labour productivity"
    RD_SHARE = "rd_share", "研发投入强度", "R&D share"
    TAX_PER_ELECTRICITY = "tax_per_electricity", "单位用电税收", "Tax per kWh"


class Grade(LabelledEnum):
    A = "A", "A 类（优先发展）", "A (preferred)"
    B = "B", "B 类（鼓励提升）", "B (encouraged)"
    C = "C", "C 类（规范转型）", "C (to be reformed)"
    D = "D", "D 类（调控帮扶）", "D (regulated, helped)"


class ResultStatus(LabelledEnum):
    """一家企业在一次评定中的情形"""

    GRADED = "graded", "已定级", "Graded"
    EXEMPT = "exempt", "不定级", "Not graded"
    OUT_OF_SCOPE = "out_of_scope", "不参评", "Out of scope"
    UNSCORED = "unscored", "数据不全", "Figures missing"


class PlotGrade(LabelledEnum):
    """图上的等级：以用地最多的企业为准"""

    A = "A", "A 类", "A"
    B = "B", "B 类", "B"
    C = "C", "C 类", "C"
    D = "D", "D 类", "D"
    EXEMPT = "exempt", "不定级", "Not graded"
    NONE = "none", "未评", "No grade"


class ExemptionKind(LabelledEnum):
    """不定级的情形：不参加排名，按 B 类对待"""

    UTILITY = "utility", "公用事业", "Utility"
    POLICY = "policy", "政策性企业", "Policy enterprise"
    STARTUP = "startup", "初创期企业", "Start-up"
    CONSTRUCTION = "construction", "在建未投产", "Under construction"
    OTHER = "other", "其他情形", "Other"


class LandKind(LabelledEnum):
    """用地口径：用地面积 = 登记 + 租入 − 租出 + 未登记已用"""

    REGISTERED = "registered", "登记用地", "Registered"
    LEASED_IN = "leased_in", "租入", "Leased in"
    LEASED_OUT = "leased_out", "租出", "Leased out"
    UNREGISTERED = "unregistered", "未登记已用", "Unregistered but used"


class ImportState(LabelledEnum):
    CHECKED = "checked", "已试算，未入库", "Checked"
    ACCEPTED = "accepted", "已入库", "Taken in"
    REJECTED = "rejected", "已退回", "Turned down"


class AppealState(LabelledEnum):
    OPEN = "open", "待答复", "Open"
    UPHELD = "upheld", "申诉成立", "Upheld"
    REJECTED = "rejected", "维持原等级", "Rejected"
    WITHDRAWN = "withdrawn", "企业撤回", "Withdrawn"


class LowEfficiencyState(LabelledEnum):
    CANDIDATE = "candidate", "候选", "Candidate"
    LISTED = "listed", "已列入", "Listed"
    DISMISSED = "dismissed", "核实不列入", "Dismissed"
    CLOSED = "closed", "已销号", "Closed"


class LowEfficiencyKind(LabelledEnum):
    """低效类型"""

    PROHIBITED = "prohibited", "产业政策禁止、淘汰类用地", "Prohibited or obsolete industry"
    UNSAFE = "unsafe", "不符合安全生产和环保要求", "Unsafe or polluting"
    LEAVE_SECONDARY = "leave_secondary", "退二进三用地", "To leave industry"
    SCATTERED = "scattered", "布局散乱、设施落后", "Scattered, outdated"
    LOW_OUTPUT = "low_output", "产出低", "Low output"
    UNDER_BUILT = "under_built", "开发强度低", "Under-built"
    STOPPED = "stopped", "停产、半停产", "Stopped"
    PROMISE_BROKEN = "promise_broken", "承诺未兑现", "Promise broken"


class DisposalWay(LabelledEnum):
    """低效用地的处置方式"""

    AGREED_RECOVERY = "agreed_recovery", "协商收回、收储", "Recovery by agreement"
    EXCHANGE = "exchange", "协议置换", "Exchange"
    SPLIT_TRANSFER = "split_transfer", "分割转让", "Split and transfer"
    SECONDARY_MARKET = "secondary_market", "二级市场转让", "Secondary market"
    JUDICIAL = "judicial", "司法处置", "Judicial sale"
    COOPERATION = "cooperation", "嫁接重组、合作开发", "Cooperation"
    TECHNICAL_UPGRADE = "technical_upgrade", "零地技改、提容增效", "Upgrade on the same land"
    STANDARD_PLANT = "standard_plant", "标准厂房改造", "Standard plants"
    RECTIFY = "rectify", "限期整改", "Rectify within a term"
    IDLE_FEE = "idle_fee", "征缴闲置费", "Idle fee"
    LAWFUL_RECOVERY = "lawful_recovery", "依法收回", "Recovery by law"


class RoomState(LabelledEnum):
    """零地招商：还能建多少"""

    ROOM = "room", "有空间", "Room left"
    LITTLE = "little", "空间很小", "Little left"
    FULL = "full", "已建满", "Built to the limit"
    OVER = "over", "超出上限", "Above the limit"
    UNKNOWN_LIMIT = "unknown_limit", "容积率上限不明", "No limit known"
    UNKNOWN_BUILT = "unknown_built", "建筑面积未实测", "Floor area not measured"
    UNKNOWN_BOTH = "unknown_both", "上限和建筑面积都不明", "Neither known"


class CostTerm(LabelledEnum):
    """闲置一个月的代价由哪几项组成"""

    LOST_TAX = "lost_tax", "税收损失", "Lost tax"
    LOST_OUTPUT = "lost_output", "产出损失（增加值扣除税收）", "Lost value added net of tax"
    GUARD = "guard", "看护管理费用", "Guarding the land"


register_terms(
    "performance",
    Segment,
    Criterion,
    Grade,
    ResultStatus,
    PlotGrade,
    ExemptionKind,
    LandKind,
    ImportState,
    AppealState,
    LowEfficiencyState,
    LowEfficiencyKind,
    DisposalWay,
    RoomState,
    CostTerm,
)
