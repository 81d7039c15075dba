"""闲置土地个案的词：状态、步骤、处置方式；《闲置土地处置办法》第五条至第二十条。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class CaseState(LabelledEnum):
    """个案走到哪一步"""

    CLUE = "clue", "线索", "Clue"
    INVESTIGATING = "investigating", "调查中", "Under investigation"
    CAUSE_REVIEW = "cause_review", "原因审核", "Cause under review"
    NOT_IDLE = "not_idle", "不构成闲置", "Not idle"
    DETERMINED = "determined", "已认定", "Found idle"
    PUBLISHED = "published", "已公开并备案", "Published and registered"
    PLANNING = "planning", "拟订处置方案", "Disposal plan in preparation"
    HEARING = "hearing", "已告知听证权利", "Right to a hearing notified"
    DECIDED = "decided", "已决定", "Decided"
    PERFORMING = "performing", "履行中", "Being performed"
    CLOSED = "closed", "已结案", "Closed"


class CaseStep(LabelledEnum):
    """把个案推进一步的行为"""

    OPEN = "open", "登记线索", "Record the clue"
    INVESTIGATE = "investigate", "发出调查通知书", "Issue the notice of investigation"
    EXPLAIN = "explain", "收到原因说明或期限届满", "Explanation received, or its time is over"
    DISMISS = "dismiss", "认定不构成闲置", "Find that the land is not idle"
    DETERMINE = "determine", "发出闲置土地认定书", "Issue the finding of idle land"
    PUBLISH = "publish", "公开信息并备案", "Publish and register"
    PLAN = "plan", "拟订处置方案", "Draw up the disposal plan"
    NOTIFY_HEARING = "notify_hearing", "告知听证权利", "Notify the right to a hearing"
    DECIDE = "decide", "作出处置决定", "Decide"
    SERVE = "serve", "送达决定", "Serve the decision"
    CLOSE = "close", "履行完毕，撤销公开，结案", "Performed: withdraw publicity and close"


class Measure(LabelledEnum):
    """处置方式（第十二条、第十四条）"""

    EXTEND_START = "extend_start", "延长动工开发期限", "Extend the start"
    ADJUST_USE = "adjust_use", "调整土地用途、规划条件", "Adjust use or planning conditions"
    TEMPORARY_USE = "temporary_use", "由政府安排临时使用", "Temporary use arranged by the government"
    BUY_BACK = "buy_back", "协议有偿收回", "Agreed recovery against payment"
    SWAP = "swap", "置换土地", "Swap of land"
    OTHER = "other", "其他处置方式", "Another way set by the authority"
    FEE = "fee", "征缴土地闲置费", "Idle-land fee"
    RECOVER = "recover", "无偿收回国有建设用地使用权", "Recovery without compensation"

    @property
    def needs_hearing_notice(self) -> bool:
        """Before a fee or recovery the holder is told of the right to a hearing (article 15)."""
        return self in (Measure.FEE, Measure.RECOVER)


class ServiceKind(LabelledEnum):
    """送达方式"""

    DIRECT = "direct", "直接送达", "In person"
    LEFT = "left", "留置送达", "Left at the address"
    POST = "post", "邮寄送达", "By post"
    ENTRUSTED = "entrusted", "委托送达", "By another authority"
    ELECTRONIC = "electronic", "电子送达", "Electronically"
    PUBLIC = "public", "公告送达", "By public notice"


register_terms("idle", CaseState, CaseStep, Measure, ServiceKind)
