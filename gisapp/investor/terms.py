"""投资人看的词：办理路径、路径上的段落、门槛从哪里来、按什么承诺。"""

from __future__ import annotations

from gisapp.approvals.terms import ProcessMode
from gisapp.kernel.terms import LabelledEnum, register_terms


class PathVariant(LabelledEnum):
    """从今天到投产的三种走法"""

    STANDARD = "standard", "标准流程", "Standard process"
    COMMITMENT = "commitment", "承诺制", "On commitment"
    LAND_READY = "land_ready", "拿地即开工", "Start on the day of the land"

    @property
    def mode(self) -> ProcessMode:
        return ProcessMode(self.value)


class PathPhase(LabelledEnum):
    """What a bar of the timeline stands for."""

    LAND = "land", "取得土地", "Getting the land"
    APPROVAL = "approval", "审批", "Approvals"
    ALONGSIDE = "alongside", "并行推进", "Alongside"
    BUILDING = "building", "建设", "Building"
    ACCEPTANCE = "acceptance", "验收", "Acceptance"


class ThresholdSource(LabelledEnum):
    """Where the thresholds of a site come from."""

    ANNOUNCEMENT = "announcement", "出让公告", "The announcement"
    TABLE = "table", "指标表，公告后以公告为准", "The indicator table; the announcement will prevail"


class PromiseChoice(LabelledEnum):
    """What is promised: exactly what is asked for, or what the plan says where it is better."""

    THRESHOLD = "threshold", "按门槛签", "Promise the thresholds"
    PLAN = "plan", "按方案签", "Promise the plan"


class DayOrigin(LabelledEnum):
    """Why a day of the preview lies where it does."""

    ANNOUNCED = "announced", "公告", "Announced"
    PLANNED = "planned", "方案", "From the plan"
    DERIVED = "derived", "按规则推算", "By the rules"
    ASSUMED = "assumed", "假定", "Assumed"


class PenaltyKind(LabelledEnum):
    """What a breach costs."""

    LATE_PAYMENT = "late_payment", "逾期付款违约金", "Late payment"
    LATE_START = "late_start", "逾期开工违约金", "Late start"
    LATE_COMPLETION = "late_completion", "逾期竣工违约金", "Late completion"
    IDLE_FEE = "idle_fee", "土地闲置费", "Idle-land fee"
    RECOVERY = "recovery", "无偿收回", "Recovery without compensation"
    RECTIFICATION = "rectification", "指标未达标：限期整改", "Indicator missed: time to mend"
    LATE_HANDOVER = "late_handover", "政府逾期交地违约金", "Late handover by the authority"


register_terms("investor", PathVariant, PathPhase, ThresholdSource, PromiseChoice, DayOrigin, PenaltyKind)
