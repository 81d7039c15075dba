"""审批的词：事项、材料、容缺、暂停；事项走到哪一步、阶段走到哪一步、时钟的每一日、怎么办理。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class SuspensionKind(LabelledEnum):
    """不计入审批时限的时间"""

    CORRECTION = "correction", "补正", "Correction of material"
    PUBLICITY = "publicity", "公示", "Public notice"
    HEARING = "hearing", "听证", "Hearing"
    TESTING = "testing", "检测鉴定", "Testing or appraisal"
    EXPERT_REVIEW = "expert_review", "专家评审", "Expert review"
    SITE_SURVEY = "site_survey", "现场勘验", "Site survey"
    SPECIAL_PROCEDURE = "special_procedure", "特别程序", "Special procedure"


class HandlingKind(LabelledEnum):
    """承诺制下的办理方式"""

    GOVERNMENT_AHEAD = "government_ahead", "政府靠前服务", "Done ahead by government"
    COMMITMENT = "commitment", "企业承诺", "On the enterprise's commitment"
    SIMPLIFIED = "simplified", "简化", "Simplified"
    ORDINARY = "ordinary", "常规审批", "Ordinary approval"


class ItemOutcome(LabelledEnum):
    """How an item ended."""

    GRANTED = "granted", "办结通过", "Granted"
    REFUSED = "refused", "不通过", "Refused"
    NOT_NEEDED = "not_needed", "无需办理", "Not needed"


class MaterialClass(LabelledEnum):
    MAIN = "main", "主要材料", "Main material"
    SECONDARY = "secondary", "次要材料", "Secondary material"


class MaterialSource(LabelledEnum):
    APPLICANT = "applicant", "申请人提交", "From the applicant"
    SHARED = "shared", "部门共享", "Shared by an office"
    EARLIER_STEP = "earlier_step", "上一环节产出", "From an earlier step"


class ToleranceState(LabelledEnum):
    """容缺材料的状态"""

    PENDING = "pending", "待补", "Pending"
    DELIVERED = "delivered", "已补", "Delivered"
    OVERDUE = "overdue", "超期", "Overdue"
    REVOKED = "revoked", "撤销", "Revoked"


class CaseState(LabelledEnum):
    """Where one item of a project stands; derived from its dates."""

    PLANNED = "planned", "待办", "To be handed in"
    RECEIVED = "received", "已收件", "Received"
    NOTICED = "noticed", "待补正", "Correction asked before acceptance"
    ACCEPTED = "accepted", "办理中", "In hand"
    CORRECTING = "correcting", "材料补正", "Being corrected"
    SUSPENDED = "suspended", "暂停计时", "Clock suspended"
    GRANTED = "granted", "办结通过", "Granted"
    REFUSED = "refused", "不通过", "Refused"
    NOT_NEEDED = "not_needed", "无需办理", "Not needed"
    RETURNED = "returned", "退件", "Returned"

    @property
    def is_open(self) -> bool:
        return self in _OPEN


class StageState(LabelledEnum):
    WAITING = "waiting", "未启动", "Not begun"
    RUNNING = "running", "办理中", "Running"
    DONE = "done", "已完成", "Done"
    EMPTY = "empty", "无事项", "No items"


class ClockDayKind(LabelledEnum):
    """What one day of a clock was."""

    COUNTED = "counted", "计入", "Counted"
    FIRST_DAY = "first_day", "起算当日不计", "Day of the event, not counted"
    WEEKEND = "weekend", "周末不计", "Weekend, not counted"
    HOLIDAY = "holiday", "放假不计", "Holiday, not counted"
    SUSPENDED = "suspended", "暂停不计", "Suspended, not counted"
    MOVED = "moved", "末日逢休息日，顺延", "Last day is a rest day, moved on"
    MOVED_TO = "moved_to", "顺延后的末日", "Last day after moving"
    OVERDUE = "overdue", "超期", "Overdue"


class ProcessMode(LabelledEnum):
    """How a project's approvals are run."""

    STANDARD = "standard", "一般", "Ordinary"
    COMMITMENT = "commitment", "承诺制", "On commitment"
    LAND_READY = "land_ready", "拿地即开工", "Start on the day of the land"

    @property
    def is_commitment(self) -> bool:
        """承诺制和拿地即开工的全流程，都以承诺制的上限考核."""
        return self is not ProcessMode.STANDARD


_OPEN = frozenset(
    {
        CaseState.PLANNED,
        CaseState.RECEIVED,
        CaseState.NOTICED,
        CaseState.ACCEPTED,
        CaseState.CORRECTING,
        CaseState.SUSPENDED,
    }
)

register_terms(
    "approvals",
    SuspensionKind,
    HandlingKind,
    ItemOutcome,
    MaterialClass,
    MaterialSource,
    ToleranceState,
    CaseState,
    StageState,
    ClockDayKind,
    ProcessMode,
)
