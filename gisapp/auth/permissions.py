"""The whole policy on one page: what can be done, which role may do it, and what a refusal says.

Two questions are asked of every act: may this role do this verb (here), and may they do it to this object (rows by
`scope.py`, in SQL). `PUBLIC` stands for a caller without an account.
"""

from __future__ import annotations

from enum import StrEnum

from gisapp.kernel.terms import LabelledEnum, register_terms


class Permission(StrEnum):
    """`resource:action`, in alphabetical order."""

    ACCOUNT_MANAGE = "account:manage"
    ALERT_SUBSCRIBE = "alert:subscribe"
    ALLOCATION_DECIDE = "allocation:decide"
    APPLICATION_EDIT = "application:edit"
    APPLICATION_READ = "application:read"
    APPROVAL_EDIT = "approval:edit"
    APPROVAL_ITEM_EDIT = "approval_item:edit"
    APPROVAL_READ = "approval:read"
    ASSESSMENT_EDIT = "assessment:edit"
    ASSESSMENT_READ = "assessment:read"
    AUDIT_READ = "audit:read"
    CALENDAR_EDIT = "calendar:edit"
    COCKPIT_READ = "cockpit:read"
    COMMITMENT_CHECK = "commitment:check"
    COMMITMENT_READ = "commitment:read"
    COMMITMENT_WAIVE = "commitment:waive"
    COMPLIANCE_READ = "compliance:read"
    COMPLIANCE_REPORT = "compliance:report"
    CONSTRAINT_EDIT = "constraint:edit"
    CONTRACT_READ = "contract:read"
    CONTRACT_SIGN = "contract:sign"
    DOCUMENT_ISSUE = "document:issue"
    DOCUMENT_READ = "document:read"
    DOCUMENT_TEMPLATE_EDIT = "document_template:edit"
    ENCUMBRANCE_EDIT = "encumbrance:edit"
    ENCUMBRANCE_READ = "encumbrance:read"
    EVIDENCE_ADD = "evidence:add"
    EVIDENCE_READ = "evidence:read"
    EXCHANGE_EDIT = "exchange:edit"
    EXCHANGE_READ = "exchange:read"
    HANDOUT_MAKE = "handout:make"
    IDLE_CASE_EDIT = "idle_case:edit"
    IDLE_CASE_READ = "idle_case:read"
    IDLE_FACT_EDIT = "idle_fact:edit"
    IDLE_READ = "idle:read"
    IDLE_SCAN = "idle:scan"
    INBOX_READ = "inbox:read"
    INDICATOR_EDIT = "indicator:edit"
    INDICATOR_READ = "indicator:read"
    INQUIRY_ASK = "inquiry:ask"
    INQUIRY_HANDLE = "inquiry:handle"
    INQUIRY_PERSON_READ = "inquiry_person:read"
    INQUIRY_READ = "inquiry:read"
    LISTING_EDIT = "listing:edit"
    LISTING_PUBLISH = "listing:publish"
    LISTING_READ = "listing:read"
    MAIL_READ = "mail:read"
    MATCH_ASK = "match:ask"
    MATCH_READ = "match:read"
    OFFER_WRITE = "offer:write"
    PARK_MANAGE = "park:manage"
    PARTY_READ = "party:read"
    PARTY_WRITE = "party:write"
    PATROL_EDIT = "patrol:edit"
    PATROL_READ = "patrol:read"
    PERFORMANCE_EDIT = "performance:edit"
    PERFORMANCE_READ = "performance:read"
    PLOT_CHECK_READ = "plot_check:read"
    PLOT_CHECK_RUN = "plot_check:run"
    PLOT_EXPORT = "plot:export"
    PLOT_READ = "plot:read"
    PLOT_REGISTER = "plot:register"
    PLOT_STATE_WRITE = "plot_state:write"
    PROJECT_EDIT = "project:edit"
    PROJECT_READ = "project:read"
    PROPOSAL_EDIT = "proposal:edit"
    PROPOSAL_READ = "proposal:read"
    PROPOSAL_REVIEW = "proposal:review"
    PUBLIC_READ = "public:read"
    READINESS_ANSWER = "readiness:answer"
    READINESS_READ = "readiness:read"
    REPORT_FREEZE = "report:freeze"
    REUSE_EDIT = "reuse:edit"
    REUSE_READ = "reuse:read"
    RULEBOOK_EDIT = "rulebook:edit"
    RULEBOOK_READ = "rulebook:read"
    SEARCH_SAVE = "search:save"
    SELF_REPORT_FILE = "self_report:file"
    SESSION_OPEN = "session:open"
    SESSION_OWN = "session:own"
    SESSION_REVIEW = "session:review"
    SHORTLIST_KEEP = "shortlist:keep"
    SITE_EDIT = "site:edit"
    SITE_READ = "site:read"
    STOCK_EDIT = "stock:edit"
    STOCK_READ = "stock:read"
    SUPERVISION_EDIT = "supervision:edit"
    SURVEY_ACCEPT = "survey:accept"
    SURVEY_READ = "survey:read"
    SURVEY_UPLOAD = "survey:upload"
    ZONE_LOOK_EDIT = "zone_look:edit"


class Role(LabelledEnum):
    OFFICER = "officer", "土地管理人员", "Land officer"
    PLANNER = "planner", "规划人员", "Planner"
    LEADER = "leader", "园区领导", "Leader"
    ADMIN = "admin", "系统管理员", "Administrator"


register_terms("auth", Role)

P = Permission

PUBLIC: frozenset[Permission] = frozenset(
    {
        P.PUBLIC_READ,
        P.SESSION_OPEN,
        P.HANDOUT_MAKE,
        P.ALERT_SUBSCRIBE,
        P.INQUIRY_ASK,
        P.MATCH_ASK,
        P.SEARCH_SAVE,
        P.SELF_REPORT_FILE,
        P.SHORTLIST_KEEP,
    }
)

BEFORE_PASSWORD_CHANGE: frozenset[Permission] = frozenset({P.SESSION_OPEN, P.SESSION_OWN})
"""All that an account may do whose password somebody else has chosen, until it has one of its own."""

ZONE_WIDE: frozenset[Permission] = frozenset(
    {
        P.APPROVAL_ITEM_EDIT,
        P.CALENDAR_EDIT,
        P.DOCUMENT_TEMPLATE_EDIT,
        P.IDLE_SCAN,
        P.MAIL_READ,
        P.PLOT_CHECK_RUN,
        P.REPORT_FREEZE,
        P.RULEBOOK_EDIT,
        P.ZONE_LOOK_EDIT,
    }
)
"""What always concerns the whole zone: an account of some parks does not have it, whatever its role. Of what concerns the zone only
with some objects the database refuses the event (`migrations/replaceable/31_scope.sql`)."""

_STANDARD_LAND_READ = {
    P.APPLICATION_READ,
    P.APPROVAL_READ,
    P.ASSESSMENT_READ,
    P.COMMITMENT_READ,
    P.COMPLIANCE_READ,
    P.CONTRACT_READ,
    P.DOCUMENT_READ,
    P.EVIDENCE_READ,
    P.INBOX_READ,
    P.INDICATOR_READ,
    P.LISTING_READ,
    P.PLOT_CHECK_READ,
    P.MATCH_READ,
    P.PROJECT_READ,
    P.READINESS_READ,
    P.RULEBOOK_READ,
    P.SITE_READ,
}

_IDLE_LAND_READ = {
    P.COCKPIT_READ,
    P.ENCUMBRANCE_READ,
    P.EXCHANGE_READ,
    P.IDLE_CASE_READ,
    P.IDLE_READ,
    P.PATROL_READ,
    P.PERFORMANCE_READ,
    P.REUSE_READ,
    P.STOCK_READ,
}

_STAFF = (
    PUBLIC
    | {P.SESSION_OWN, P.SESSION_REVIEW, P.PLOT_READ, P.PLOT_EXPORT, P.PARTY_READ, P.PROPOSAL_READ, P.SURVEY_READ}
    | _STANDARD_LAND_READ
    | _IDLE_LAND_READ
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: _STAFF
    | {
        P.PLOT_STATE_WRITE,
        P.PARTY_WRITE,
        P.OFFER_WRITE,
        P.PLOT_REGISTER,
        P.SURVEY_UPLOAD,
        P.SURVEY_ACCEPT,
        P.AUDIT_READ,
        P.PARK_MANAGE,
        P.ALLOCATION_DECIDE,
        P.APPLICATION_EDIT,
        P.APPROVAL_EDIT,
        P.ASSESSMENT_EDIT,
        P.COMMITMENT_CHECK,
        P.COMMITMENT_WAIVE,
        P.COMPLIANCE_REPORT,
        P.CONSTRAINT_EDIT,
        P.PLOT_CHECK_RUN,
        P.CONTRACT_SIGN,
        P.DOCUMENT_ISSUE,
        P.EVIDENCE_ADD,
        P.INDICATOR_EDIT,
        P.INQUIRY_HANDLE,
        P.INQUIRY_PERSON_READ,
        P.INQUIRY_READ,
        P.LISTING_EDIT,
        P.LISTING_PUBLISH,
        P.PROJECT_EDIT,
        P.READINESS_ANSWER,
        P.SITE_EDIT,
        P.SUPERVISION_EDIT,
        P.ENCUMBRANCE_EDIT,
        P.EXCHANGE_EDIT,
        P.IDLE_CASE_EDIT,
        P.IDLE_FACT_EDIT,
        P.IDLE_SCAN,
        P.PATROL_EDIT,
        P.PERFORMANCE_EDIT,
        P.REPORT_FREEZE,
        P.REUSE_EDIT,
        P.STOCK_EDIT,
        P.PROPOSAL_EDIT,
        P.PROPOSAL_REVIEW,
    },
    Role.PLANNER: _STAFF
    | {
        P.PLOT_REGISTER,
        P.SURVEY_UPLOAD,
        P.SURVEY_ACCEPT,
        P.EVIDENCE_ADD,
        P.COMPLIANCE_REPORT,
        P.CONSTRAINT_EDIT,
        P.PLOT_CHECK_RUN,
        P.ASSESSMENT_EDIT,
        P.READINESS_ANSWER,
        P.PATROL_EDIT,
        P.STOCK_EDIT,
        P.PROPOSAL_EDIT,
        P.PROPOSAL_REVIEW,
    },
    Role.LEADER: _STAFF
    | {
        P.AUDIT_READ,
        P.EVIDENCE_ADD,
        P.COMMITMENT_WAIVE,
        P.DOCUMENT_ISSUE,
        P.INQUIRY_READ,
        P.REPORT_FREEZE,
        P.SUPERVISION_EDIT,
    },
    Role.ADMIN: _STAFF
    | {
        P.ACCOUNT_MANAGE,
        P.AUDIT_READ,
        P.PARK_MANAGE,
        P.APPROVAL_ITEM_EDIT,
        P.CALENDAR_EDIT,
        P.DOCUMENT_TEMPLATE_EDIT,
        P.EVIDENCE_ADD,
        P.INDICATOR_EDIT,
        P.MAIL_READ,
        P.RULEBOOK_EDIT,
        P.ZONE_LOOK_EDIT,
    },
}

DENIED_ZH: dict[Permission, str] = {
    P.ACCOUNT_MANAGE: "只有系统管理员可以管理账号，请联系管理员。",
    P.ALERT_SUBSCRIBE: "您不能在此订阅提醒，请联系管理员。",
    P.ALLOCATION_DECIDE: "只有土地管理人员可以录入供地决定。",
    P.APPLICATION_EDIT: "只有土地管理人员可以登记和审核用地申请。",
    P.APPLICATION_READ: "您的角色不能查看用地申请，请联系管理员。",
    P.APPROVAL_EDIT: "只有土地管理人员可以办理审批事项。",
    P.APPROVAL_ITEM_EDIT: "只有系统管理员可以修改审批事项清单。",
    P.APPROVAL_READ: "您的角色不能查看审批事项，请联系管理员。",
    P.ASSESSMENT_EDIT: "只有规划人员和土地管理人员可以登记区域评估。",
    P.ASSESSMENT_READ: "您的角色不能查看区域评估，请联系管理员。",
    P.AUDIT_READ: "您的角色不能查看操作记录，请联系管理员。",
    P.CALENDAR_EDIT: "只有系统管理员可以修改工作日历。",
    P.COCKPIT_READ: "您的角色不能查看驾驶舱，请联系管理员。",
    P.COMMITMENT_CHECK: "只有土地管理人员可以登记履约核查。",
    P.COMMITMENT_READ: "您的角色不能查看履约承诺，请联系管理员。",
    P.COMMITMENT_WAIVE: "只有土地管理人员和园区领导可以免除履约义务。",
    P.COMPLIANCE_READ: "您的角色不能查看合规审查，请联系管理员。",
    P.COMPLIANCE_REPORT: "只有规划人员和土地管理人员可以出具合规审查报告。",
    P.CONSTRAINT_EDIT: "只有规划人员和土地管理人员可以修订控制范围。",
    P.CONTRACT_READ: "您的角色不能查看出让合同，请联系管理员。",
    P.CONTRACT_SIGN: "只有土地管理人员可以签订、变更或终止合同。",
    P.DOCUMENT_ISSUE: "只有土地管理人员和园区领导可以出具文书。",
    P.DOCUMENT_READ: "您的角色不能查看文书，请联系管理员。",
    P.DOCUMENT_TEMPLATE_EDIT: "只有系统管理员可以更换文书模板。",
    P.ENCUMBRANCE_EDIT: "只有土地管理人员可以登记抵押、查封等权利限制。",
    P.ENCUMBRANCE_READ: "您的角色不能查看权利限制，请联系管理员。",
    P.EVIDENCE_ADD: "您的角色不能上传证据材料，请联系管理员。",
    P.EVIDENCE_READ: "您的角色不能查看证据材料，请联系管理员。",
    P.EXCHANGE_EDIT: "只有土地管理人员可以与监测监管系统核对。",
    P.EXCHANGE_READ: "您的角色不能查看系统核对，请联系管理员。",
    P.HANDOUT_MAKE: "您的角色不能生成离线地图，请联系管理员。",
    P.IDLE_CASE_EDIT: "只有土地管理人员可以办理闲置土地个案。",
    P.IDLE_CASE_READ: "您的角色不能查看闲置土地个案，请联系管理员。",
    P.IDLE_FACT_EDIT: "只有土地管理人员可以登记动工、投资、停工和原因等事实。",
    P.IDLE_READ: "您的角色不能查看闲置土地，请联系管理员。",
    P.IDLE_SCAN: "只有土地管理人员可以运行闲置筛查。",
    P.INBOX_READ: "您的角色没有待办事项，请联系管理员。",
    P.INDICATOR_EDIT: "只有土地管理人员和系统管理员可以修改控制指标。",
    P.INDICATOR_READ: "您的角色不能查看控制指标，请联系管理员。",
    P.INQUIRY_ASK: "您不能在此提交咨询，请联系管理员。",
    P.INQUIRY_HANDLE: "只有土地管理人员可以受理和答复咨询。",
    P.INQUIRY_PERSON_READ: "只有负责答复的土地管理人员可以查看咨询人的个人信息，每次查看都有记录。",
    P.INQUIRY_READ: "您的角色不能查看招商咨询，请联系管理员。",
    P.LISTING_EDIT: "只有土地管理人员可以编制供应计划和出让公告。",
    P.LISTING_PUBLISH: "只有土地管理人员可以发布、撤回出让公告。",
    P.LISTING_READ: "您的角色不能查看出让公告，请联系管理员。",
    P.MAIL_READ: "只有系统管理员可以查看发件箱。",
    P.MATCH_ASK: "请先在页面上填写需求，再开始匹配。",
    P.MATCH_READ: "您的角色不能查看匹配记录，请联系管理员。",
    P.OFFER_WRITE: "只有土地管理人员可以修改供地公开信息。",
    P.PARK_MANAGE: "只有土地管理人员和系统管理员可以登记园区或修订园区界线。",
    P.PARTY_READ: "您的角色不能查看主体信息，请联系管理员。",
    P.PARTY_WRITE: "只有土地管理人员可以登记权利人和使用人。",
    P.PATROL_EDIT: "只有土地管理人员和规划人员可以安排和填报巡查。",
    P.PATROL_READ: "您的角色不能查看巡查任务，请联系管理员。",
    P.PERFORMANCE_EDIT: "只有土地管理人员可以导入和修订亩均数据、评定等级。",
    P.PERFORMANCE_READ: "您的角色不能查看亩均效益，请联系管理员。",
    P.PLOT_CHECK_READ: "您的角色不能查看地块质检，请联系管理员。",
    P.PLOT_CHECK_RUN: "只有规划人员和土地管理人员可以运行地块质检。",
    P.PLOT_EXPORT: "您的角色不能导出台账，请联系管理员。",
    P.PLOT_READ: "您的角色不能查看内部地块信息，请联系管理员。",
    P.PLOT_REGISTER: "只有规划人员和土地管理人员可以登记或修改地块界线。",
    P.PLOT_STATE_WRITE: "只有土地管理人员可以变更地块状态。",
    P.PROJECT_EDIT: "只有土地管理人员可以登记和推进项目。",
    P.PROJECT_READ: "您的角色不能查看项目，请联系管理员。",
    P.PROPOSAL_EDIT: "只有规划人员和土地管理人员可以起草地块草案。",
    P.PROPOSAL_READ: "您的角色不能查看地块草案，请联系管理员。",
    P.PROPOSAL_REVIEW: "只有规划人员和土地管理人员可以审核地块草案。",
    P.PUBLIC_READ: "您没有查看权限，请联系管理员。",
    P.READINESS_ANSWER: "只有规划人员和土地管理人员可以填写出让前准备。",
    P.READINESS_READ: "您的角色不能查看出让前准备，请联系管理员。",
    P.REPORT_FREEZE: "只有土地管理人员和园区领导可以冻结月报。",
    P.REUSE_EDIT: "只有土地管理人员可以登记盘活措施。",
    P.REUSE_READ: "您的角色不能查看盘活利用，请联系管理员。",
    P.RULEBOOK_EDIT: "只有系统管理员可以修改规则库。",
    P.RULEBOOK_READ: "您的角色不能查看规则库，请联系管理员。",
    P.SEARCH_SAVE: "请从招商页面保存或删除查询条件。",
    P.SELF_REPORT_FILE: "请从管理机构交给贵企业的链接填报。",
    P.SESSION_OPEN: "您没有登录权限，请联系管理员。",
    P.SESSION_OWN: "请先登录后再操作。",
    P.SESSION_REVIEW: "请先登录后再查看登录情况。",
    P.SHORTLIST_KEEP: "您不能保存收藏清单，请联系管理员。",
    P.SITE_EDIT: "只有土地管理人员可以录入和公开厂房、转让意向和产业链资料。",
    P.SITE_READ: "您的角色不能查看招商资源台账，请联系管理员。",
    P.STOCK_EDIT: "只有规划人员和土地管理人员可以修改存量图斑。",
    P.STOCK_READ: "您的角色不能查看存量图斑，请联系管理员。",
    P.SUPERVISION_EDIT: "只有土地管理人员和园区领导可以督办和讲评。",
    P.SURVEY_ACCEPT: "只有规划人员和土地管理人员可以入库测绘成果。",
    P.SURVEY_READ: "您的角色不能查看测绘成果，请联系管理员。",
    P.SURVEY_UPLOAD: "只有规划人员和土地管理人员可以上传测绘成果。",
    P.ZONE_LOOK_EDIT: "只有系统管理员可以修改招商手册的封面、颜色和联系方式。",
}
