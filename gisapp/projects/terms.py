"""项目推进、督办、讲评、问题与红黄绿灯的词。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class Light(LabelledEnum):
    """红黄绿灯；缺数据的不亮绿灯"""

    GREEN = "green", "绿灯", "Green"
    YELLOW = "yellow", "黄灯", "Yellow"
    RED = "red", "红灯", "Red"
    UNKNOWN = "unknown", "缺数据", "No data"

    @property
    def rank(self) -> int:
        """Red outweighs yellow, yellow outweighs missing data, and only all green is green."""
        return {"green": 0, "unknown": 1, "yellow": 2, "red": 3}[str(self)]


class LightAspect(LabelledEnum):
    """为什么亮灯"""

    START = "start", "开工", "Start"
    PROGRESS = "progress", "投资和形象进度", "Progress"
    STATISTICS_ENTRY = "statistics_entry", "入库", "Entry into the statistics"
    REPEATED = "repeated", "多次黄灯", "Repeated yellow"


class ProjectStage(LabelledEnum):
    """线索到达产，以及暂停、终止、退出"""

    LEAD = "lead", "线索", "Lead"
    NEGOTIATING = "negotiating", "在谈", "Negotiating"
    SIGNED = "signed", "签约", "Signed"
    LANDED = "landed", "落地", "Landed"
    STARTED = "started", "开工", "Started"
    BUILDING = "building", "在建", "Building"
    COMPLETED = "completed", "竣工", "Completed"
    PRODUCING = "producing", "投产", "In production"
    ATTAINED = "attained", "达产", "Full output"
    PAUSED = "paused", "暂停", "Paused"
    TERMINATED = "terminated", "终止", "Terminated"
    WITHDRAWN = "withdrawn", "退出", "Withdrawn"


ROAD: tuple[ProjectStage, ...] = (
    ProjectStage.LEAD,
    ProjectStage.NEGOTIATING,
    ProjectStage.SIGNED,
    ProjectStage.LANDED,
    ProjectStage.STARTED,
    ProjectStage.BUILDING,
    ProjectStage.COMPLETED,
    ProjectStage.PRODUCING,
    ProjectStage.ATTAINED,
)
# stages in which a light is given: somebody has signed, and output is not yet proven
LIT: frozenset[ProjectStage] = frozenset(ROAD[2:8])
ENDED: frozenset[ProjectStage] = frozenset({ProjectStage.TERMINATED, ProjectStage.WITHDRAWN})


class ProjectKind(LabelledEnum):
    NEW = "new", "新建", "New"
    EXPANSION = "expansion", "增资扩产", "Expansion"
    UPGRADE = "upgrade", "技术改造", "Upgrade"


class ProjectSource(LabelledEnum):
    """线索从哪里来"""

    INVITED = "invited", "驻点招商", "Invited on site"
    RECOMMENDED = "recommended", "以商招商", "Recommended by an enterprise"
    FAIR = "fair", "会展洽谈", "Fair or meeting"
    ONLINE = "online", "线上咨询", "Asked online"
    EXPANSION = "expansion", "本地增资", "Local expansion"
    OTHER = "other", "其他", "Other"


class LetterState(LabelledEnum):
    ISSUED = "issued", "待回复", "Waiting for a reply"
    REPLIED = "replied", "已回复待核", "Replied, to be looked at"
    RETURNED = "returned", "退回重报", "Returned for another reply"
    ACCEPTED = "accepted", "已销号", "Settled"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class ProblemState(LabelledEnum):
    RAISED = "raised", "待交办", "To be assigned"
    ASSIGNED = "assigned", "办理中", "Being handled"
    HANDLED = "handled", "待回访", "To be visited"
    CLOSED = "closed", "已销号", "Settled"


class ProblemSource(LabelledEnum):
    DISPATCH = "dispatch", "周调度", "Weekly dispatch"
    REVIEW = "review", "观摩讲评", "On-site review"
    VISIT = "visit", "走访", "Visit"
    ENTERPRISE = "enterprise", "企业提出", "Raised by the enterprise"
    OTHER = "other", "其他", "Other"


class RateKind(LabelledEnum):
    """三率"""

    PERFORMANCE = "performance", "签约项目履约率", "Signed projects that kept to it"
    PRODUCTION = "production", "开工项目投产率", "Started projects in production"
    ATTAINMENT = "attainment", "投产项目达效率", "Producing projects at full output"


class RateClass(LabelledEnum):
    """到约定期的分为兑现、未兑现；其余不入分母"""

    KEPT = "kept", "已兑现", "Kept"
    MISSED = "missed", "到期未兑现", "Due and not kept"
    EARLY = "early", "提前兑现", "Kept before it was due"
    NOT_DUE = "not_due", "未到期", "Not due yet"
    UNDATED = "undated", "未填约定期", "No agreed day"


register_terms(
    "projects",
    Light,
    LightAspect,
    ProjectStage,
    ProjectKind,
    ProjectSource,
    LetterState,
    ProblemState,
    ProblemSource,
    RateKind,
    RateClass,
)
