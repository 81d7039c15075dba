"""项目与审批的词：审批事项、材料、容缺、暂停、红黄绿灯。"""

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


register_terms(
    "projects",
    SuspensionKind,
    HandlingKind,
    ItemOutcome,
    MaterialClass,
    MaterialSource,
    ToleranceState,
    Light,
    LightAspect,
)
