"""What the database says about reports by enterprises: constraint name → error with a sentence."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid

_MOVED = Conflict(
    "self_report.moved_meanwhile",
    "这份自报刚被他人办理，请刷新后查看最新情况。",
    message_en="Somebody else has just worked on this report; reload it.",
)

SELF_REPORTS: Refusals = {
    "self_report_step_in_turn": lambda _: _MOVED,
    "self_report_step_once": lambda _: _MOVED,
    "self_report_step_allowed": lambda _: Conflict(
        "self_report.step_not_open",
        "这份自报当前的状态不能办理此步，请刷新后重试。",
        message_en="This step is not open now; reload the report.",
    ),
    "self_report_step_dates": lambda detail: Invalid(
        "self_report.step_before_last",
        f"日期早于上一步（{detail.get('last_day', '')}），请核对。",
        message_en=f"The day is before the last step ({detail.get('last_day', '')}).",
    ),
    "self_report_step_reason": lambda _: Invalid(
        "self_report.reason_missing", "请写明理由后再提交。", message_en="Say why."
    ),
    "self_report_step_due": lambda _: Invalid(
        "self_report.due_past",
        "截止日已过，请定在今天或以后。",
        message_en="The last day is over; choose today or later.",
    ),
    "self_report_due_stays": lambda _: Conflict(
        "self_report.due_stays",
        "填报截止日只能在退回补正时改定。",
        message_en="The last day moves only when a report is sent back.",
    ),
    "self_report_period": lambda _: Invalid(
        "self_report.period_swapped",
        "填报期间的开始日晚于结束日，请对调。",
        message_en="The period ends before it begins; swap the days.",
    ),
    "self_report_filing_whole": lambda _: Invalid(
        "self_report.incomplete",
        "填报内容与所请的各项不符，请刷新页面后重新提交。",
        message_en="The report does not have what was asked; reload the page.",
    ),
}
