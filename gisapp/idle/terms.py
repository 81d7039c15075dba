"""闲置土地的词：情形、原因、状态、下一步；《闲置土地处置办法》（国土资源部令第53号）。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class IdleGround(LabelledEnum):
    """构成闲置的情形（第二条）"""

    NOT_STARTED = (
        "not_started",
        "超过约定动工日期满认定年限未动工",
        "Not started when the time after the agreed date was full",
    )
    STOPPED = (
        "stopped",
        "动工后开发不足且中止满认定年限",
        "Started, little developed and stopped until the time was full",
    )


class IdleCause(LabelledEnum):
    """造成闲置的原因（第八条各项）；其余的归使用权人自身。"""

    NOT_HANDED_OVER = "not_handed_over", "未按约定的期限、条件交付土地", "Land not handed over as agreed"
    PLAN_CHANGED = "plan_changed", "规划依法修改，不能按约定条件开发", "Plans were lawfully changed"
    POLICY_CHANGED = "policy_changed", "国家出台政策，需要修改规划和建设条件", "National policy changed"
    PETITIONS = "petitions", "处置土地上相关群众信访事项", "Petitions concerning the land are being settled"
    PROTECTION = "protection", "军事管制、文物保护等", "Military control or heritage protection"
    OTHER_GOVERNMENT = "other_government", "政府、政府有关部门的其他行为", "Another act of government"
    FORCE_MAJEURE = "force_majeure", "自然灾害等不可抗力", "Force majeure"
    OWN = "own", "使用权人自身原因", "The holder's own"

    @property
    def side(self) -> CauseSide:
        if self is IdleCause.OWN:
            return CauseSide.OWN
        return CauseSide.FORCE_MAJEURE if self is IdleCause.FORCE_MAJEURE else CauseSide.GOVERNMENT


class CauseSide(LabelledEnum):
    """闲置原因归谁"""

    OWN = "own", "自身原因", "The holder's own"
    GOVERNMENT = "government", "政府原因", "Government"
    FORCE_MAJEURE = "force_majeure", "不可抗力", "Force majeure"
    UNKNOWN = "unknown", "原因待查", "Not established yet"
    MIXED = "mixed", "双方原因", "Both sides"


class IdleState(LabelledEnum):
    """一份合同的土地在某日处于哪一步"""

    UNKNOWN = "unknown", "待查实", "To be established"
    NOT_YET_DUE = "not_yet_due", "未到约定动工日期", "Start not yet due"
    START_LATE = "start_late", "逾期未动工", "Start overdue"
    NOT_STARTED_IDLE = "not_started_idle", "未动工满认定年限", "Not started, time of idleness full"
    NOT_STARTED_TWO_YEARS = "not_started_two_years", "未动工满收回年限", "Not started, time of recovery full"
    BUILDING = "building", "已动工", "Started"
    STOPPED = "stopped", "中止开发", "Stopped"
    STOPPED_IDLE = "stopped_idle", "可认定闲置（中止满认定年限）", "May be found idle: stopped, time full"
    COMPLETED = "completed", "已竣工", "Completed"

    @property
    def is_idle(self) -> bool:
        return self in (IdleState.NOT_STARTED_IDLE, IdleState.NOT_STARTED_TWO_YEARS, IdleState.STOPPED_IDLE)


class FoundationKind(LabelledEnum):
    """动工开发的认定标准（第三十条）"""

    DEEP_PIT = "deep_pit", "需挖深基坑：基坑开挖完毕", "Deep pit: excavated"
    PILE = "pile", "使用桩基：打入所有基础桩", "Piles: all driven"
    OTHER = "other", "其他：地基施工完成三分之一", "Other: a third of the foundation"


class Replay(LabelledEnum):
    """按登记的规则条目、规则版本和当时所知事实重新认定一次，结果与当时是否相同"""

    SAME = "same", "重算相同", "Comes out the same"
    DIFFERS = "differs", "重算不同", "Comes out differently"
    OTHER_RULES = "other_rules", "规则程序已更新，须用当时的版本重算", "The rules' text has changed since"
    NO_BASIS = "no_basis", "当时未记载依据", "Kept before answers named their basis"


class IdleDuty(LabelledEnum):
    """下一步"""

    START = "start", "使用权人应当动工开发", "The holder has to start"
    RESUME = "resume", "使用权人应当恢复开发", "The holder has to resume"
    SURVEY = "survey", "查实缺少的事实", "Establish the missing facts"
    INVESTIGATE = (
        "investigate",
        "开展调查核实并发出《闲置土地调查通知书》",
        "Investigate and issue the notice of investigation",
    )
    NOTHING = "nothing", "无", "Nothing"


class FactKind(LabelledEnum):
    """登记哪一项开发利用事实"""

    AGREED_HANDOVER = "agreed_handover", "约定交地日期", "Agreed handover"
    HANDOVER = "handover", "实际交地（交地确认书）", "Handed over"
    AGREED_START = "agreed_start", "约定动工日期", "Agreed start"
    PERMIT = "permit", "施工许可证", "Construction permit"
    FOUNDATION = "foundation", "地基达到动工标准", "Foundation reaches the standard"
    COMPLETION = "completion", "竣工", "Completed"
    DUE_AREA = "due_area", "应动工开发面积", "Area due to be developed"
    DEVELOPED_AREA = "developed_area", "已动工开发面积", "Area developed"
    TOTAL_INVESTMENT = "total_investment", "总投资额", "Total investment"
    INVESTED = "invested", "已投资额", "Invested"
    STOP = "stop", "停工、复工", "Work stopped, resumed"
    CAUSE = "cause", "不能动工、中止的原因", "What kept work from going on"
    DISCOVERY = "discovery", "发现涉嫌闲置", "Found to be perhaps idle"
    ESTABLISHED_CAUSE = "established_cause", "调查认定的原因", "Cause established"

    @property
    def is_repeated(self) -> bool:
        """Whether a contract may have several at one time."""
        return self in (FactKind.DEVELOPED_AREA, FactKind.INVESTED, FactKind.STOP, FactKind.CAUSE)


class Knowledge(LabelledEnum):
    """这一项事实知道多少"""

    KNOWN = "known", "已查明", "Known"
    NONE = "none", "查明没有", "Known that there is none"
    UNKNOWN = "unknown", "查不清", "Not known"


class IdleLandClass(LabelledEnum):
    """闲置土地图层的类别"""

    NOT_STARTED_TWO = "not_started_two", "未动工满收回年限", "Not started, time of recovery full"
    NOT_STARTED_ONE = "not_started_one", "未动工满认定年限", "Not started, time of idleness full"
    STOPPED = "stopped", "中止满认定年限（建议）", "Stopped, time of idleness full (proposal)"
    SURVEY = "survey", "事实不全，待查实", "Facts missing, needs survey"
    WARNING = "warning", "期限将至", "Falls due soon"
    STALE = "stale", "情况有变，待重新认定", "Overtaken, to be judged again"


register_terms(
    "idle",
    IdleGround,
    IdleCause,
    CauseSide,
    IdleState,
    FoundationKind,
    IdleDuty,
    FactKind,
    Knowledge,
    IdleLandClass,
    Replay,
)
