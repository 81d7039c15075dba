"""待办的词：事项从哪里来、轮到谁、下一步做什么、急不急。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class InboxSource(LabelledEnum):
    COMMITMENT = "commitment", "履约", "Promise"
    APPROVAL = "approval", "审批", "Approval"
    TOLERANCE = "tolerance", "容缺", "Tolerated material"
    LISTING = "listing", "供地", "Announcement"
    ASSESSMENT = "assessment", "区域评估", "Regional assessment"
    IDLE = "idle", "闲置", "Idle land"
    IDLE_CASE = "idle_case", "闲置个案", "Idle case"
    PATROL = "patrol", "巡查", "Patrol"
    LETTER = "letter", "督办", "Supervision letter"
    PROBLEM = "problem", "问题", "Problem"
    PROJECT = "project", "项目", "Project"
    INQUIRY = "inquiry", "咨询", "Inquiry"
    PERFORMANCE = "performance", "亩均", "Performance"
    REUSE = "reuse", "盘活", "Reuse"
    TEMPORARY_USE = "temporary_use", "临时利用", "Temporary use"
    ENCUMBRANCE = "encumbrance", "权利限制", "Right on land"
    COMPLIANCE = "compliance", "合规复核", "Constraint areas"
    PROPOSAL = "proposal", "草案", "Proposal"
    PLOT_CHECK = "plot_check", "地块质检", "Plot rules"
    SELF_REPORT = "self_report", "企业自报", "Report by an enterprise"


class InboxTurn(LabelledEnum):
    """轮到谁"""

    US = "us", "我方", "Our turn"
    HOLDER = "holder", "企业", "The enterprise's turn"
    OFFICE = "office", "承办单位", "The office's turn"


class InboxAction(LabelledEnum):
    """一步到位的主要动作"""

    CHECK = "check", "登记核查", "Record a check"
    CHECK_AGAIN = "check_again", "复核整改", "Check the rectification"
    APPROVE = "approve", "办理事项", "Work on the item"
    HAND_IN = "hand_in", "报送材料", "Hand it in"
    DELIVER = "deliver", "收取补齐材料", "Take in the material"
    CLOSE_LISTING = "close_listing", "截止报名", "Close applications"
    DECIDE = "decide", "作出决定", "Decide"
    PUBLISH_RESULT = "publish_result", "公布结果", "Publish the result"
    SIGN = "sign", "签订合同", "Sign the contract"
    RENEW = "renew", "更新评估", "Renew the assessment"
    RECORD_REPLY = "record_reply", "登记回复", "Record the reply"
    JUDGE_REPLY = "judge_reply", "审核回复", "Look at the reply"
    ASSIGN = "assign", "交办", "Assign"
    RECORD_HANDLING = "record_handling", "登记办理", "Record what was done"
    VISIT = "visit", "回访销号", "Visit and settle"
    ADVANCE_REUSE = "advance_reuse", "推进盘活", "Take the next step"
    END_USE = "end_use", "办理腾退", "Have it vacated"
    LOOK_AT_LAND = "look_at_land", "验收恢复情况", "Look at the land"
    ASK_COURT = "ask_court", "核实是否续期", "Ask whether it goes on"
    MOVE = "move", "推进项目", "Move the project"
    FOLLOW_UP = "follow_up", "跟进项目", "Follow the project up"
    REMIND_START = "remind_start", "提醒动工或复工", "Remind the holder to start or resume"
    INVESTIGATE = "investigate", "调查核实", "Investigate"
    SURVEY = "survey", "查实事实", "Establish the facts"
    HANDLE_CASE = "handle_case", "办理个案", "Work on the case"
    GO_ROUND = "go_round", "去巡查", "Go on the round"
    PLAN_ROUND = "plan_round", "安排巡查", "Plan a round"
    OPEN_CLUE = "open_clue", "登记线索", "Open a clue"
    ANSWER_APPEAL = "answer_appeal", "答复申诉", "Answer the appeal"
    TAKE_INQUIRY = "take_inquiry", "受理咨询", "Take the inquiry"
    ANSWER_INQUIRY = "answer_inquiry", "答复咨询", "Answer the inquiry"
    REVIEW_OVERLAP = "review_overlap", "核实占压", "Look at the overlap"
    MEND_PLOT = "mend_plot", "改正界线", "Mend the boundary"
    REVIEW_PROPOSAL = "review_proposal", "审核草案", "Review the proposal"
    MEND_PROPOSAL = "mend_proposal", "按意见修改草案", "Mend the proposal"
    LOOK_AT_REPORT = "look_at_report", "核收自报", "Look at the report"
    REMIND_REPORT = "remind_report", "催报", "Remind the enterprise"
    COLLECT_FIGURES = "collect_figures", "收齐年度数据", "Collect the figures"


class InboxBucket(LabelledEnum):
    """急不急：每一件只在一栏"""

    OVERDUE = "overdue", "已逾期", "Overdue"
    TODAY = "today", "今天", "Today"
    WEEK = "week", "7 天内", "Next 7 days"
    MONTH = "month", "30 天内", "Next 30 days"
    QUARTER = "quarter", "90 天内", "Next 90 days"
    UNTOUCHED = "untouched", "久未动", "Untouched"


register_terms("inbox", InboxSource, InboxTurn, InboxAction, InboxBucket)
