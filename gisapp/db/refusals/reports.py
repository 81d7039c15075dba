"""What the database says about frozen months: constraint name → error with a sentence."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid


def month_not_over() -> Invalid:
    """A month is frozen when it is over, not before its last day has passed (Asia/Shanghai)."""
    return Invalid(
        "report.month_not_over",
        "该月尚未结束，月末之后才能冻结。请选择已结束的月份。",
        message_en="The month is not over yet. Choose one that is.",
    )


REPORTS: Refusals = {
    "monthly_report_month_over": lambda _: month_not_over(),
    "monthly_report_in_order": lambda detail: Conflict(
        "report.month_frozen",
        f"该月或更晚的月份（{str(detail.get('month', ''))[:7]}）已经冻结，只能冻结其后的月份。",
        message_en="This month, or a later one, is frozen already.",
    ),
    "monthly_report_once": lambda _: Conflict(
        "report.month_frozen", "该月已经冻结，请刷新后查看。", message_en="This month is frozen already; reload."
    ),
    "monthly_report_chain": lambda _: Conflict(
        "report.frozen_meanwhile",
        "刚有其他人冻结了月报，请刷新后重试。",
        message_en="Somebody else has just frozen a month; reload it.",
    ),
    "monthly_report_last_day": lambda _: Invalid(
        "report.day_not_last",
        "月报的数据日期必须是该月最后一天，请重新选择月份。",
        message_en="A monthly report is of the month's last day.",
    ),
    "monthly_report_hash": lambda _: Conflict(
        "report.hash_wrong",
        "月报内容与数据指纹不符，没有保存，请重试。",
        message_en="The content has another hash; nothing was kept.",
    ),
}
