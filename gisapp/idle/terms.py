"""闲置土地的词：情形、原因、状态、下一步；《闲置土地处置办法》（国土资源部令第53号）。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class IdleGround(LabelledEnum):
    """构成闲置的情形（第二条）"""

    NOT_STARTED = "not_started", "超过约定动工日期满一年未动工", "Not started one full year after the agreed date"
    STOPPED = "stopped", "动工后开发不足且中止满一年", "Started, little developed and stopped for one full year"


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


class IdleState(LabelledEnum):
    """一份合同的土地在某日处于哪一步"""

    UNKNOWN = "unknown", "待查实", "To be established"
    NOT_YET_DUE = "not_yet_due", "未到约定动工日期", "Start not yet due"
    START_LATE = "start_late", "逾期未动工", "Start overdue"
    NOT_STARTED_IDLE = "not_started_idle", "疑似闲置（未动工满一年）", "Suspected idle: not started for a year"
    NOT_STARTED_TWO_YEARS = (
        "not_started_two_years",
        "疑似闲置（未动工满两年）",
        "Suspected idle: not started for two years",
    )
    BUILDING = "building", "已动工", "Started"
    STOPPED = "stopped", "中止开发", "Stopped"
    STOPPED_IDLE = "stopped_idle", "可认定闲置（中止满一年）", "May be found idle: stopped for a year"
    COMPLETED = "completed", "已竣工", "Completed"

    @property
    def is_idle(self) -> bool:
        return self in (IdleState.NOT_STARTED_IDLE, IdleState.NOT_STARTED_TWO_YEARS, IdleState.STOPPED_IDLE)


class FoundationKind(LabelledEnum):
    """动工开发的认定标准（第三十条）"""

    DEEP_PIT = "deep_pit", "需挖深基坑：基坑开挖完毕", "Deep pit: excavated"
    PILE = "pile", "使用桩基：打入所有基础桩", "Piles: all driven"
    OTHER = "other", "其他：地基施工完成三分之一", "Other: a third of the foundation"


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


register_terms("idle", IdleGround, IdleCause, CauseSide, IdleState, FoundationKind, IdleDuty)
