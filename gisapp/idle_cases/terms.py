"""闲置土地个案的词：状态、步骤、处置方式；《闲置土地处置办法》第五条至第二十条。"""

from __future__ import annotations

from collections.abc import Mapping

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
    ANNUL = "annul", "撤销闲置认定，退回原因审核", "Annul the finding: back to the review of the cause"
    ANNUL_DECISION = "annul_decision", "撤销处置决定，退回拟订方案", "Annul the decision: back to the disposal plan"

    @property
    def goes_back(self) -> bool:
        """What was found or decided is annulled and the case goes back; what was taken since then no longer holds."""
        return self in (CaseStep.ANNUL, CaseStep.ANNUL_DECISION)


class AnnulGround(LabelledEnum):
    """认定、决定因为什么被撤销"""

    SELF_CORRECTION = "self_correction", "自行纠正", "Corrected by the authority itself"
    REVIEW = "review", "行政复议", "Administrative review"
    LAWSUIT = "lawsuit", "行政诉讼", "Lawsuit"


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


class CaseSource(LabelledEnum):
    """线索从哪里来"""

    SCAN = "scan", "系统筛查", "Nightly scan"
    PATROL = "patrol", "巡查发现", "Patrol"
    REPORT = "report", "举报、信访反映", "Report"
    OUTSIDE_LIST = "outside_list", "上级下发或外部清单", "List from outside"


class ServicePurpose(LabelledEnum):
    """送达给谁"""

    HOLDER = "holder", "使用权人", "The holder"
    CREDITOR = "creditor", "抵押权人", "A creditor with a mortgage"
    DEPARTMENT = "department", "有关部门、机构", "A department or institution"


class EntryKind(LabelledEnum):
    """步骤之间登记的事项"""

    BLOCKING = "blocking", "阻碍原因", "What blocks"
    INSTRUMENT = "instrument", "采用手段", "Instrument used"
    NEXT_STEP = "next_step", "下一步工作", "Next step"
    HEARING_ASKED = "hearing_asked", "收到听证申请", "Hearing asked for"
    HEARING_HELD = "hearing_held", "举行听证", "Hearing held"
    PERFORMED = "performed", "履行情况", "Performance"
    REMARK = "remark", "备注", "Remark"


class BlockingReason(LabelledEnum):
    """为什么推不动"""

    FUNDS = "funds", "企业资金不足", "The enterprise lacks funds"
    MARKET = "market", "市场变化，企业缓建", "The market has changed"
    DISSOLVED = "dissolved", "企业注销、失联", "The enterprise is dissolved or cannot be reached"
    BANKRUPTCY = "bankruptcy", "破产重整、清算", "Bankruptcy"
    MORTGAGE = "mortgage", "土地抵押", "The land is mortgaged"
    SEIZURE = "seizure", "司法查封", "Seized by a court"
    DISPUTE = "dispute", "权属、债务纠纷", "Disputes"
    PLANNING = "planning", "规划调整未定", "Plans are being changed"
    UTILITIES = "utilities", "配套未到位", "Utilities are missing"
    DEMOLITION = "demolition", "拆迁、净地遗留问题", "Clearance is unfinished"
    APPROVAL = "approval", "审批未办结", "Approvals are pending"
    PRICE_UNPAID = "price_unpaid", "土地价款未缴清", "The land price is not paid in full"
    OTHER = "other", "其他", "Other"


class Instrument(LabelledEnum):
    """用什么手段推动"""

    INTERVIEW = "interview", "约谈企业", "Talk with the enterprise"
    SUPERVISION_LETTER = "supervision_letter", "发函督促", "Letter"
    SITE_VISIT = "site_visit", "现场核查", "Visit on site"
    CREDIT = "credit", "信用惩戒", "Credit record"
    FINANCE = "finance", "协调融资", "Help with finance"
    PROJECT_MATCHING = "project_matching", "引进新项目、嫁接重组", "A new project is brought in"
    COURT = "court", "府院联动、司法处置", "Together with the court"
    PURCHASE = "purchase", "协商收储", "Purchase for the reserve"
    SPLIT = "split", "分割转让", "Split and transfer"
    SECONDARY_MARKET = "secondary_market", "二级市场转让", "Secondary market"
    PLAN_CHANGE = "plan_change", "调整规划", "Change of plans"
    CLEARANCE = "clearance", "完善配套、清理净地", "Utilities and clearance"
    OTHER = "other", "其他", "Other"


class NextStepKind(LabelledEnum):
    """下一步做什么"""

    COLLECT_EVIDENCE = "collect_evidence", "补充证据", "Collect evidence"
    SURVEY = "survey", "现场勘测", "Survey on site"
    ISSUE_DOCUMENT = "issue_document", "出具文书", "Issue a document"
    SERVE_DOCUMENT = "serve_document", "送达文书", "Serve a document"
    REPORT_GOVERNMENT = "report_government", "报政府批准", "Ask the government's approval"
    HOLD_MEETING = "hold_meeting", "召开会商会", "Hold a meeting"
    NOTIFY_CREDITOR = "notify_creditor", "通知抵押权人", "Tell the creditor"
    SIGN_SUPPLEMENT = "sign_supplement", "签订补充协议", "Sign a supplement"
    COLLECT_FEE = "collect_fee", "催缴闲置费", "Collect the fee"
    DEREGISTER = "deregister", "注销登记、收回权证", "Deregister the right"
    APPLY_COURT = "apply_court", "申请法院强制执行", "Apply to the court"
    OTHER = "other", "其他", "Other"


class CustodyAct(LabelledEnum):
    """谁对案卷做了什么"""

    ADDED = "added", "归入案卷", "Added"
    READ = "read", "查阅", "Read"
    EXPORTED = "exported", "导出", "Carried away"
    VERIFIED = "verified", "核验", "Verified"


ENTRY_CODES: Mapping[EntryKind, type[LabelledEnum]] = {
    EntryKind.BLOCKING: BlockingReason,
    EntryKind.INSTRUMENT: Instrument,
    EntryKind.NEXT_STEP: NextStepKind,
}
"""Which typed list an entry chooses from."""


register_terms(
    "idle_cases",
    CaseState,
    CaseStep,
    AnnulGround,
    Measure,
    ServiceKind,
    CaseSource,
    ServicePurpose,
    EntryKind,
    BlockingReason,
    Instrument,
    NextStepKind,
    CustodyAct,
)
