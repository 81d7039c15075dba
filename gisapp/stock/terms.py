"""Words of the stock of land: classes of a patch, what exactly is the case, how a part is used, which approval."""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class StockClass(LabelledEnum):
    """存量类别，自未报批到正常利用按先后排列"""

    NOT_APPROVED = "not_approved", "未报批", "Not approved"
    APPROVED_UNSUPPLIED = "approved_unsupplied", "批而未供", "Approved, not supplied"
    SUPPLIED_UNUSED = "supplied_unused", "供而未用", "Supplied, not used"
    PARTLY_USED = "partly_used", "用而未尽", "Not fully used"
    BUILT_IDLE = "built_idle", "建而未投", "Built, not in production"
    BELOW_PROMISE = "below_promise", "投而未达标", "Producing below promise"
    IN_GOOD_USE = "in_good_use", "正常利用", "In good use"
    NOT_FOR_SUPPLY = "not_for_supply", "非供应", "Not for supply"
    UNCLASSIFIED = "unclassified", "待查", "To be looked into"


class StockDetail(LabelledEnum):
    """类别之下的具体情形"""

    NOT_CONVERTED = "not_converted", "未取得转用征收批文", "No approval to convert"
    AWAITING_SUPPLY = "awaiting_supply", "已批准，待供应", "Approved, awaiting supply"
    BUILT_WITHOUT_SUPPLY = "built_without_supply", "已建未办供地手续", "Built on without supply papers"
    NOT_HANDED_OVER = "not_handed_over", "已供未交地", "Supplied, not handed over"
    START_NOT_DUE = "start_not_due", "未到约定动工日", "Start not yet due"
    START_LATE = "start_late", "逾期未动工", "Start overdue"
    START_UNKNOWN = "start_unknown", "未约定动工日", "No agreed start"
    SUSPECTED_IDLE = "suspected_idle", "疑似闲置", "Suspected idle"
    DETERMINED_IDLE = "determined_idle", "已认定闲置", "Determined idle"
    DISPOSING = "disposing", "闲置处置中", "Idle, being disposed of"
    VACANT_PART = "vacant_part", "部分空地", "Part of it vacant"
    UNDERDEVELOPED = "underdeveloped", "开发面积不足", "Less developed than due"
    DENSITY_SHORT = "density_short", "容积率或建筑系数不足", "Built less densely than promised"
    STOPPED = "stopped", "停工或停产", "Stopped"
    PRODUCTION_NOT_DUE = "production_not_due", "已竣工，未到投产日", "Completed, production not yet due"
    PRODUCTION_LATE = "production_late", "已竣工，逾期未投产", "Completed, production overdue"
    PROMISE_BROKEN = "promise_broken", "承诺未兑现", "A promise is broken"
    NOT_ATTAINED = "not_attained", "逾期未达产", "Full output overdue"
    BUILDING = "building", "正常建设", "Under construction"
    COMPLETION_LATE = "completion_late", "在建，逾期未竣工", "Under construction, overdue"
    RAMPING_UP = "ramping_up", "已投产，未到达产日", "In production, full output not yet due"
    ATTAINED = "attained", "已达标", "As promised"
    COMPLETED = "completed", "已建成使用", "Completed and used"
    PUBLIC_GROUND = "public_ground", "道路、绿地、水域等", "Roads, green, water"
    DECIDED = "decided", "人工认定", "Decided by an officer"
    NO_APPROVAL_PAPER = "no_approval_paper", "缺批文", "The approval is missing"
    TITLE_UNKNOWN = "title_unknown", "权属不明", "Title unknown"
    NO_PLAN = "no_plan", "无规划用途", "No planned use"
    PART_UNKNOWN = "part_unknown", "利用情况不明", "Use unknown"
    UNDRAWN = "undrawn", "界线修订后未重新划分", "Left over since the boundary was revised"


class PartUse(LabelledEnum):
    """地块内某一部分的利用情况"""

    USED = "used", "已用", "Used"
    VACANT = "vacant", "空地", "Vacant"
    STOPPED = "stopped", "停工停产", "Stopped"
    PUBLIC = "public", "道路绿地等", "Road, green and the like"
    UNKNOWN = "unknown", "不明", "Unknown"


class ApprovalKind(LabelledEnum):
    """批文类型"""

    BATCH = "batch", "批次用地", "Batch"
    SINGLE = "single", "单独选址", "Single project"


class CutMethod(LabelledEnum):
    """怎样划分地块"""

    LINE = "line", "画分割线", "A line across it"
    POLYGON = "polygon", "画出一块", "Draw a part"
    AREA = "area", "按面积切出", "Cut off an area"


class CutSide(LabelledEnum):
    """按面积切出时从哪一侧"""

    NORTH = "north", "北侧", "North"
    EAST = "east", "东侧", "East"
    SOUTH = "south", "南侧", "South"
    WEST = "west", "西侧", "West"


class StockRate(LabelledEnum):
    """存量指标"""

    UNSUPPLIED = "unsupplied", "批而未供率", "Approved but not supplied"
    SUPPLIED = "supplied", "供地率", "Supply rate"
    IDLE = "idle", "闲置率", "Idle rate"
    DISPOSED = "disposed", "处置率", "Disposal rate"


LADDER = tuple(item for item in StockClass)
"""The classes in the order of the ladder, with what is outside it at the end."""

SUPPLIED = frozenset(
    {
        StockClass.SUPPLIED_UNUSED,
        StockClass.PARTLY_USED,
        StockClass.BUILT_IDLE,
        StockClass.BELOW_PROMISE,
        StockClass.IN_GOOD_USE,
    }
)
"""Land that has been supplied."""

register_terms("stock", StockClass, StockDetail, PartUse, ApprovalKind, CutMethod, CutSide, StockRate)
