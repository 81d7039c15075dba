"""巡查的词：为什么去、看到什么、结论、任务走到哪一步、地块多久没人去了。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class StopReason(LabelledEnum):
    """为什么去这个地块"""

    SCAN_CLUE = "scan_clue", "筛查线索", "Clue of the scan"
    UNASSIGNED = "unassigned", "无人负责", "Nobody looks after it"
    FOLLOW_UP = "follow_up", "跟踪复查", "Follow-up"
    LONG_UNVISITED = "long_unvisited", "久未巡查", "Long unvisited"
    REPORT = "report", "举报反映", "Report"
    OTHER = "other", "其他", "Other"


class Sight(LabelledEnum):
    """现场看到什么（可多选）"""

    NOT_STARTED = "not_started", "未见动工", "No work begun"
    FOUNDATION = "foundation", "地基、基础施工", "Foundation work"
    BUILDING = "building", "主体施工", "Building"
    STOPPED = "stopped", "停工", "Work stopped"
    IN_USE = "in_use", "建成使用", "Built and in use"
    VACANT = "vacant", "厂房空置", "Building vacant"
    SUBLET = "sublet", "出租转租", "Let or sublet"
    STOCKPILE = "stockpile", "堆放、占用", "Stockpile or occupation"
    FARMED = "farmed", "耕种", "Farmed"
    ILLEGAL_BUILDING = "illegal_building", "涉嫌违法建设", "Possibly illegal building"
    NO_ACCESS = "no_access", "未能进入", "No access"

    @property
    def hints_at_idleness(self) -> bool:
        return self in (Sight.NOT_STARTED, Sight.STOPPED, Sight.FARMED)

    @property
    def shows_work(self) -> bool:
        return self in (Sight.FOUNDATION, Sight.BUILDING, Sight.IN_USE)


class VisitOutcome(LabelledEnum):
    """这次巡查的结论"""

    ALL_WELL = "all_well", "正常", "All is well"
    CLUE = "clue", "发现线索", "Clue found"
    REVISIT = "revisit", "需再去", "Go again"


class PositionSource(LabelledEnum):
    """位置从哪里来"""

    DEVICE = "device", "设备定位", "Position of the device"
    PHOTO = "photo", "照片定位", "Position in the photograph"
    MAP = "map", "图上点选", "Picked on the map"


class TaskState(LabelledEnum):
    """巡查任务走到哪一步"""

    PLANNED = "planned", "未出发", "Not begun"
    UNDER_WAY = "under_way", "进行中", "Under way"
    DONE = "done", "已完成", "Done"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class CoverageState(LabelledEnum):
    """地块多久没人去了"""

    NEVER = "never", "到期从未巡查", "Due and never visited"
    DUE = "due", "到期待巡", "Due"
    PLANNED = "planned", "到期已排任务", "Due, on a round"
    NOT_YET = "not_yet", "未到首次巡查期", "First visit not due yet"
    COVERED = "covered", "按期已巡", "Visited in time"
    UNKNOWN = "unknown", "未设间隔", "No interval set"


register_terms("patrol", StopReason, Sight, VisitOutcome, PositionSource, TaskState, CoverageState)
