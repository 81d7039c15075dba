"""办理审批的词：事项走到哪一步、阶段走到哪一步、时钟的每一日、怎么办理。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


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

register_terms("projects", CaseState, StageState, ClockDayKind, ProcessMode)
