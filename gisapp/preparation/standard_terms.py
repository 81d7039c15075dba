"""标准地的词：出让前准备、区域评估、准入、合同义务、履约核查。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class ClearedLandItem(LabelledEnum):
    """净地核查（闲置土地处置办法 第二十一条）"""

    TITLE = "title", "土地权利清晰", "Title is clear"
    SETTLEMENT = "settlement", "安置补偿落实到位", "Resettlement and compensation are settled"
    NO_DISPUTE = "no_dispute", "没有法律经济纠纷", "No legal or economic dispute"
    CONDITIONS = "conditions", "地块位置、使用性质、容积率等规划条件明确", "Planning conditions are definite"
    BASIC = "basic", "具备动工开发所必需的其他基本条件", "Other conditions needed to start are there"


class YesNo(LabelledEnum):
    """An answer with its third value: unknown never passes."""

    YES = "yes", "是", "Yes"
    NO = "no", "否", "No"
    UNKNOWN = "unknown", "未知", "Unknown"


class ReadinessTopic(LabelledEnum):
    LAND = "land", "土地状态", "Land control"
    CLEARED = "cleared", "净地核查", "Cleared-land checklist"
    SERVICING = "servicing", "配套", "Servicing"
    ASSESSMENT = "assessment", "区域评估", "Regional assessment"
    CONDITIONS = "conditions", "规划条件", "Planning conditions"
    TOPOLOGY = "topology", "界线检查", "Boundary check"
    INDICATORS = "indicators", "控制指标", "Indicators"


class ReadinessState(LabelledEnum):
    PASSED = "passed", "通过", "Passed"
    FAILED = "failed", "不通过", "Failed"
    UNKNOWN = "unknown", "未知", "Unknown"


class PlotReadiness(LabelledEnum):
    """How near a plot is to being offered, in one word; `pending` is shown where the kept answer is overtaken."""

    READY = "ready", "具备供应条件", "Ready"
    EXPIRING = "expiring", "具备，评估将到期", "Ready, assessment about to end"
    OPEN = "open", "有待核实", "Open questions"
    FAILED = "failed", "尚不具备", "Not ready"
    PENDING = "pending", "待判定", "To be judged"


class AssessmentKind(LabelledEnum):
    """区域评估事项"""

    ENVIRONMENT = "environment", "环境影响评价", "Environmental impact"
    ENERGY = "energy", "节能评价", "Energy saving"
    SEISMIC = "seismic", "地震安全性评价", "Seismic safety"
    GEOLOGICAL_HAZARD = "geological_hazard", "地质灾害危险性评估", "Geological hazard"
    MINERALS = "minerals", "压覆重要矿产资源评估", "Covered mineral resources"
    SOIL_AND_WATER = "soil_and_water", "水土保持评估", "Soil and water conservation"
    FLOOD = "flood", "洪水影响评价", "Flood impact"
    WATER_RESOURCES = "water_resources", "水资源论证", "Water resources"
    HERITAGE = "heritage", "文物影响评估", "Heritage impact"
    TRAFFIC = "traffic", "交通影响评价", "Traffic impact"
    LIGHTNING = "lightning", "雷电灾害风险评估", "Lightning risk"
    CLIMATE = "climate", "气候可行性论证", "Climate feasibility"
    SOCIAL_STABILITY = "social_stability", "社会稳定风险评估", "Social stability risk"
    SOIL_POLLUTION = "soil_pollution", "土壤污染状况调查", "Soil pollution"


class AssessmentTerm(LabelledEnum):
    """Where a day lies in the term of an assessment."""

    FUTURE = "future", "未生效", "Not yet in force"
    VALID = "valid", "有效", "Valid"
    EXPIRING = "expiring", "将到期", "About to end"
    EXPIRED = "expired", "已过期", "Over"


class PromiseVerdict(LabelledEnum):
    """Promised against required, or measured against promised."""

    MET = "met", "达标", "Met"
    NOT_MET = "not_met", "未达标", "Not met"
    UNKNOWN = "unknown", "未知", "Unknown"


class RankingKey(LabelledEnum):
    """按什么排序"""

    PRICE = "price", "报价从高到低", "Highest price"
    SCORE = "score", "综合得分从高到低", "Highest score"
    INDICATOR = "indicator", "指标承诺值从优到劣", "Best promise of an indicator"
    RECEIVED = "received", "申请时间从先到后", "First received"
    DRAWN_LOT = "drawn_lot", "抽签次序", "Drawn lot"


class LandInstrument(LabelledEnum):
    """土地使用权凭什么取得（闲置土地处置办法第二条：国有建设用地使用权有偿使用合同或者划拨决定书）"""

    GRANT = "grant", "出让合同", "Grant contract"
    ALLOTMENT = "allotment", "划拨决定书", "Allotment decision"

    @property
    def short_zh(self) -> str:
        """How a paper calls it: 合同编号, 划拨决定书编号."""
        return "合同" if self is LandInstrument.GRANT else self.label_zh


class ObligationKind(LabelledEnum):
    """What a contract binds to, with a date each."""

    HANDOVER = "handover", "交地", "Handover"
    START = "start", "动工", "Start"
    COMPLETION = "completion", "竣工", "Completion"
    PRODUCTION = "production", "投产", "Production"
    INITIAL_PERIOD_END = "initial_period_end", "初始运行期满", "End of the initial period"
    ATTAINMENT = "attainment", "达产", "Attainment"
    INDICATOR = "indicator", "指标承诺", "Indicator"
    INSTALMENT = "instalment", "付款", "Instalment"


class Obligor(LabelledEnum):
    AUTHORITY = "authority", "出让人", "Authority"
    HOLDER = "holder", "受让人", "Holder"


class SupplementCause(LabelledEnum):
    """Why a contract is changed: the limits of an extension depend on it."""

    OWN = "own", "受让人原因", "The holder's own"
    GOVERNMENT = "government", "政府及有关部门原因", "Government"
    FORCE_MAJEURE = "force_majeure", "不可抗力", "Force majeure"


class CommitmentState(LabelledEnum):
    """How a promise stands on a day."""

    NOT_YET_DUE = "not_yet_due", "未到期", "Not yet due"
    DUE = "due", "今日到期", "Due today"
    KEPT = "kept", "已履约", "Kept"
    LATE = "late", "逾期", "Late"
    RECTIFYING = "rectifying", "限期整改", "To be rectified"
    BROKEN = "broken", "违约", "Broken"
    WAIVED = "waived", "已免除", "Waived"


class CheckVerdict(LabelledEnum):
    """What the reviewers decide at a check."""

    MET = "met", "达标", "Met"
    RECTIFY = "rectify", "限期整改", "Rectify"
    BROKEN = "broken", "违约", "Broken"


register_terms(
    "supply",
    ClearedLandItem,
    YesNo,
    ReadinessTopic,
    ReadinessState,
    PlotReadiness,
    AssessmentKind,
    AssessmentTerm,
    PromiseVerdict,
    RankingKey,
    LandInstrument,
    ObligationKind,
    Obligor,
    SupplementCause,
    CommitmentState,
    CheckVerdict,
)
