"""The names of what can happen: `subject:object:action`, each with the words the timeline shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gisapp.kernel.terms import LabelledEnum, register_terms


class EventTag(LabelledEnum):
    ACCOUNT_CHANGE = "account:account:change", "修改账号", "Account changed"
    ACCOUNT_CREATE = "account:account:create", "新建账号", "Account created"
    ACCOUNT_LOCK = "account:account:lock", "账号锁定", "Account locked"
    ACCOUNT_PASSWORD = "account:password:change", "修改密码", "Password changed"
    ALLOCATION_DECIDE = "supply:allocation:decide", "作出供地决定", "Allocation decided"
    ALLOCATION_PUBLISH = "supply:allocation:publish", "公布供地结果", "Allocation published"
    ALLOCATION_REVOKE = "supply:allocation:revoke", "撤销供地决定", "Allocation revoked"
    APPLICATION_ADMIT = "supply:application:admit", "准入审核", "Application assessed"
    APPLICATION_RECEIVE = "supply:application:receive", "受理用地申请", "Application received"
    APPLICATION_WITHDRAW = "supply:application:withdraw", "撤回用地申请", "Application withdrawn"
    APPROVAL_CASE_CHANGE = "project:approval:change", "审批事项变动", "Approval case changed"
    APPROVAL_CLOCK_EXTEND = "project:approval:extend", "延长审批时限", "Approval time limit extended"
    APPROVAL_CLOCK_SUSPEND = "project:approval:suspend", "审批计时暂停或恢复", "Approval clock suspended or resumed"
    APPROVAL_ITEM_CHANGE = "project:approval_item:change", "修改审批事项清单", "Approval items changed"
    ASSESSMENT_REVISE = "supply:assessment:revise", "登记区域评估", "Regional assessment recorded"
    CALENDAR_REVISE = "rulebook:calendar:revise", "修订工作日历", "Work calendar revised"
    COMMITMENT_CHECK = "supply:commitment:check", "履约核查", "Commitment checked"
    COMMITMENT_OFFICER = "supply:commitment:officer", "变更履约专员", "Officer of a contract named"
    COMMITMENT_WAIVE = "supply:commitment:waive", "免除履约义务", "Commitment waived"
    COMMITMENT_WITHDRAW = "supply:commitment:withdraw", "撤销履约核查", "Check withdrawn"
    CONDITIONS_REVISE = "plot:conditions:revise", "修订规划条件", "Planning conditions revised"
    CONTRACT_END = "supply:contract:end", "终止合同", "Contract ended"
    CONTRACT_SIGN = "supply:contract:sign", "签订合同", "Contract signed"
    CONTRACT_SUPPLEMENT = "supply:contract:supplement", "签订补充协议", "Supplement signed"
    DISPUTE_REVISE = "supply:dispute:revise", "登记或了结纠纷", "Dispute opened or closed"
    DOCUMENT_ISSUE = "document:document:issue", "出具文书", "Document issued"
    DOCUMENT_ISSUER = "document:issuer:revise", "修改文书出具单位", "Issuing office revised"
    DOCUMENT_REVOKE = "document:document:revoke", "撤销文书", "Document revoked"
    DOCUMENT_TEMPLATE = "document:template:replace", "更换文书模板", "Template replaced"
    ENCUMBRANCE_REVISE = "party:encumbrance:revise", "登记权利限制", "Encumbrance recorded"
    EVIDENCE_ADD = "evidence:file:add", "上传证据", "Evidence added"
    EXCHANGE_RECONCILE = "idle:exchange:reconcile", "与监测监管系统核对", "Reconciled with the monitoring system"
    IDLE_CASE_CORRECT = "idle:case:correct", "更正闲置个案", "Idle case corrected"
    IDLE_CASE_EXPORT = "idle:case:export", "导出案卷", "Case file exported"
    IDLE_CASE_STEP = "idle:case:step", "办理闲置个案", "Idle case moved on"
    IDLE_FACT_REVISE = "idle:fact:revise", "登记开发利用事实", "Development fact recorded"
    IDLE_SCAN_RUN = "idle:scan:run", "闲置筛查", "Idle land scanned"
    INDICATOR_REVISE = "supply:indicator:revise", "修订控制指标", "Indicator requirement revised"
    LISTING_CHANGE = "supply:listing:change", "编制出让公告", "Announcement drafted"
    LISTING_PUBLISH = "supply:listing:publish", "发布出让公告", "Announcement published"
    LISTING_WITHDRAW = "supply:listing:withdraw", "撤回出让公告", "Announcement withdrawn"
    OFFER_REVISE = "plot:offer:revise", "修订公开信息", "Public facts revised"
    PARK_BOUNDARY_REVISE = "park:boundary:revise", "修订园区界线", "Park boundary revised"
    PARK_CHANGE = "park:park:change", "修改园区", "Park changed"
    PARK_REGISTER = "park:park:register", "登记园区", "Park registered"
    PARTY_REGISTER = "party:party:register", "登记主体", "Party registered"
    PATROL_CHANGE = "idle:patrol:change", "巡查任务", "Patrol task changed"
    PERFORMANCE_APPEAL = "performance:appeal:change", "亩均评价申诉", "Appeal on a grade"
    PERFORMANCE_GRADE = "performance:grade:fix", "评定亩均等级", "Grades fixed"
    PERFORMANCE_IMPORT = "performance:figures:import", "导入亩均数据", "Figures imported"
    PERFORMANCE_REVISE = "performance:figures:revise", "修订亩均数据", "Figures revised"
    PLAN_CHANGE = "supply:plan:change", "编制供应计划", "Supply plan changed"
    PLOT_BOUNDARY_REVISE = "plot:boundary:revise", "修订界线", "Boundary revised"
    PLOT_PARTIES_REVISE = "plot:parties:revise", "变更权利人或使用人", "Holder or occupant changed"
    PLOT_REGISTER = "plot:plot:register", "登记地块", "Plot registered"
    PLOT_RETIRE = "plot:plot:retire", "注销地块", "Plot retired"
    PROJECT_CHANGE = "project:project:change", "修改项目", "Project changed"
    PROJECT_MOVE = "project:project:move", "项目阶段推进", "Project moved"
    PROJECT_PROGRESS = "project:progress:report", "填报项目进度", "Progress reported"
    PROJECT_REGISTER = "project:project:register", "登记项目", "Project registered"
    READINESS_ANSWER = "supply:readiness:answer", "填写净地核查", "Readiness answered"
    READINESS_RECORD = "supply:readiness:record", "出具准备情况结论", "Readiness recorded"
    REPORT_EXPLAIN = "report:restatement:explain", "说明月报更正原因", "Restatement explained"
    REPORT_FREEZE = "report:month:freeze", "冻结月报", "Monthly report frozen"
    REUSE_CHANGE = "reuse:measure:change", "盘活措施", "Reuse measure changed"
    REVIEW_CHANGE = "project:review:change", "观摩讲评", "On-site review changed"
    RULEBOOK_REVISE = "rulebook:entry:revise", "修订规则库", "Rulebook revised"
    SERVICING_REVISE = "plot:servicing:revise", "更新配套条件", "Servicing updated"
    SESSION_OPEN = "session:session:open", "登录", "Signed in"
    STATE_REVISE = "plot:state:revise", "变更状态", "State changed"
    STOCK_FREEZE = "stock:month:freeze", "冻结存量月报", "Stock of a month frozen"
    STOCK_REVISE = "stock:patch:revise", "修订存量图斑", "Stock patches revised"
    SUPERVISION_LETTER = "project:letter:change", "督办函", "Supervision letter"
    SURVEY_ACCEPT = "survey:survey:accept", "测绘成果入库", "Survey accepted"
    SURVEY_RECEIVE = "survey:survey:receive", "接收测绘成果", "Survey received"
    SURVEY_REJECT = "survey:survey:reject", "退回测绘成果", "Survey rejected"
    TEMPORARY_USE_CHANGE = "reuse:temporary_use:change", "临时利用", "Temporary use changed"
    TOLERANCE_CHANGE = "project:tolerance:change", "容缺办理", "Tolerated material changed"
    ZONE_CREATE = "zone:zone:create", "登记开发区", "Zone created"
    ZONE_SEED = "zone:zone:seed", "载入示意数据", "Demo data loaded"


register_terms("audit", EventTag)

_LABELS = EventTag.labels(), EventTag.labels("en")


def labelled(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event with the words for its tag; a tag of a later release keeps its name."""
    tag = event["tag"]
    return {**event, "label_zh": _LABELS[0].get(tag, tag), "label_en": _LABELS[1].get(tag, tag)}
