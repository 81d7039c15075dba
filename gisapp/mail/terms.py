"""发件箱的词：什么信、走到哪一步。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class MailKind(LabelledEnum):
    INQUIRY_ANSWERED = "inquiry_answered", "咨询已答复", "Inquiry answered"
    ALERT_CONFIRM = "alert_confirm", "确认订阅", "Confirm a subscription"
    ALERT_NEWS = "alert_news", "新地块提醒", "New sites"
    SELF_REPORT_ASKED = "self_report_asked", "请企业自报", "Report asked for"


class MailState(LabelledEnum):
    QUEUED = "queued", "待发送", "Waiting"
    SENT = "sent", "已发送", "Sent"
    FAILED = "failed", "发送失败", "Given up"


register_terms("mail", MailKind, MailState)
